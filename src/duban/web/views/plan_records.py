"""One plan 检查方案: its visits as list, calendar and load, conflicts, versions with opinions, what became of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from duban.config import clock
from duban.domain.campaign import Campaign
from duban.domain.law import Law
from duban.domain.plan_difference import difference
from duban.domain.plan_load import load
from duban.domain.planning import PlannedVisit
from duban.domain.rules.plan_conflicts import Conflict, conflicts
from duban.domain.workflow import InspectionPlanState as State
from duban.domain.workflow import Noun, state_label
from duban.queries.campaigns import campaign as campaign_in_use
from duban.queries.dossier import events_of
from duban.queries.law import law_in_use
from duban.queries.planning import officers_of
from duban.queries.plans import PlanRecord, plan_record
from duban.web.campaigns import campaign_title
from duban.web.leads import Lead, lead, leads
from duban.web.parts import Crumb, Fact, Missing
from duban.web.plans.calendar import month_of
from duban.web.plans.coverage import coverage
from duban.web.plans.parts import (
    TONES,
    Told,
    became,
    day_bars,
    difference_sheet,
    names,
    officer_bars,
    tally,
    told_by_item,
    versions_sheet,
    visit_url,
)
from duban.web.plans.tabs import CALENDAR, DIFFERENCE, LIST, LOAD, view_tabs
from duban.web.posting import actor_of
from duban.web.sheets import Cell
from duban.web.timelines import timeline
from duban.web.views.deeds import enterprise_url
from duban.web.wording import day as day_text


@dataclass(frozen=True, slots=True)
class Shown:
    """A plan with what its page is made of."""

    record: PlanRecord
    campaign: Campaign
    law: Law
    on: date
    conflicts: tuple[Conflict, ...]
    month: str


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One visit as the list draws it."""

    visit: PlannedVisit
    url: str
    officers: str
    experts: str
    became: Cell
    conflicts: Sequence[Told]


def plan(request: HttpRequest, plan: UUID) -> HttpResponse:
    """检查方案: one version, in the way of looking that the address names."""
    record = plan_record(plan)
    if record is None:
        raise Http404
    campaign, law = campaign_in_use(record.campaign), law_in_use()
    found = conflicts(record.visits, record.around, campaign, law.calendar)
    shown = Shown(record, campaign, law, clock.today(), found, request.GET.get("month", ""))
    view = request.GET.get("view", LIST)
    view = view if view in _VIEWS else LIST
    context: dict[str, Any] = {
        "title": record.title,
        "section": "plan",
        "crumbs": (
            Crumb(_("检查方案"), f"{reverse('plans')}?campaign={record.campaign}"),
            Crumb(_("第{version}版").format(version=record.now.version)),
        ),
        "record": record,
        "state": _(state_label(Noun.INSPECTION_PLAN, record.now.state)),
        "tone": TONES[record.now.state],
        "ways": _ways(request, record),
        "facts": _facts(shown),
        "tally": tally(found),
        "missing": _missing(shown),
        "coverage": coverage(campaign, shown.on, [record.agency]),
        "add": _add_url(request, record),
        "tabs": view_tabs(record.id, view, revision=bool(record.before)),
        "view": view,
        "versions": versions_sheet(record),
        "events": timeline(events_of([str(one.id) for one in record.versions])),
    }
    return render(request, "web/plans/record.html", context | _VIEWS[view](shown))


def _ways(request: HttpRequest, record: PlanRecord) -> list[Lead]:
    """The moves of its state, and changing a draft."""
    actor, here = actor_of(request), reverse("plan", args=[record.id])
    state, edit = record.now.state, reverse("plan_edit", args=[record.id])
    found = leads(Noun.INSPECTION_PLAN, state, record.id, actor, back=here)
    if not record.newest:
        found = [way for way in found if way.deed != "revise_plan"]
    if state is State.DRAFT:
        found.insert(0, lead("redraft_plan", actor, url=edit))
    return found


def _add_url(request: HttpRequest, record: PlanRecord) -> str:
    """The form that opens with the missing enterprises added: of this plan while it can be changed."""
    deed = "redraft_plan" if record.now.state is State.DRAFT else "revise_plan"
    open_to_change = record.newest and record.now.state is not State.SUBMITTED
    if not open_to_change or not lead(deed, actor_of(request), url="#").allowed:
        return ""
    return f"{reverse('plan_edit', args=[record.id])}?add=unplanned"


def _facts(shown: Shown) -> list[Fact]:
    record, now = shown.record, shown.record.now
    days = [visit.on for visit in record.visits]
    done = len([visit for visit in record.visits if visit.done_on])
    period = f"{day_text(min(days))} — {day_text(max(days))}" if days else "—"
    decided = now.approved_on or now.returned_on
    facts = [
        Fact(_("专项行动"), campaign_title(shown.campaign)),
        Fact(_("拟定单位"), record.agency_name),
        Fact(_("拟定人"), now.prepared_by),
        Fact(_("期间"), period),
        Fact(_("安排"), _("{visits} 次，{enterprises} 家").format(
            visits=len(record.visits), enterprises=len({visit.enterprise for visit in record.visits}))),
        Fact(_("已实施"), _("{done} 次").format(done=done)),
        Fact(_("送审"), day_text(now.submitted_on)),
    ]  # fmt: skip
    if decided:
        facts.append(Fact(_("审批"), f"{day_text(decided)} {now.decided_by}"))
    if now.opinion or now.returned_reason:
        facts.append(Fact(_("意见"), now.opinion or now.returned_reason, wide=True))
    return facts


def _missing(shown: Shown) -> list[Missing]:
    """What must be settled before the plan goes on."""
    record = shown.record
    if record.now.state not in (State.DRAFT, State.SUBMITTED):
        return []
    visits = {visit.id: visit for visit in record.visits}
    told = told_by_item([one for one in shown.conflicts if one.blocks])
    return [
        Missing(visits[item].enterprise_name, " ".join(one.text for one in found), f"?view={LIST}#visit-{item}")
        for item, found in told.items()
    ]


# Ways of looking at it -------------------------------------------------------------------------------------------


def _as_list(shown: Shown) -> dict[str, Any]:
    told = told_by_item(shown.conflicts)
    return {"rows": [_row(shown, visit, told.get(visit.id, [])) for visit in shown.record.visits]}


def _row(shown: Shown, visit: PlannedVisit, told: Sequence[Told]) -> VisitRow:
    record = shown.record
    made = record.made.get(visit.id)
    return VisitRow(
        visit=visit,
        url=enterprise_url(visit.enterprise, record.campaign),
        officers=names(visit.officers),
        experts=names(visit.experts),
        became=became(visit, made, record.now.state, shown.on, visit_url(record, visit)),
        conflicts=told,
    )


def _as_calendar(shown: Shown) -> dict[str, Any]:
    record = shown.record
    struck = {one.item: "overdue" if one.blocks else "near" for one in reversed(shown.conflicts)}
    month = month_of(record.visits, shown.month, shown.on, shown.law.calendar)
    weeks = [[(day, [(visit, names(visit.officers), struck.get(visit.id, "")) for visit in day.visits]) for day in week]
             for week in month.weeks]  # fmt: skip
    return {"month": month, "weeks": weeks, "outside": len(record.visits) - month.visits}


def _as_load(shown: Shown) -> dict[str, Any]:
    record = shown.record
    officers = officers_of(record.agency)
    found = load(record.visits, record.around, officers, shown.campaign, shown.law.calendar)
    return {"load": found, "officers": officer_bars(found), "days": day_bars(found)}


def _as_difference(shown: Shown) -> dict[str, Any]:
    changes = difference(shown.record.before, shown.record.visits)
    title = _("与第{version}版对照").format(version=shown.record.now.version - 1)
    return {"difference": difference_sheet(changes, title, _("与上一版没有差异。"))}


_VIEWS: Mapping[str, Callable[[Shown], dict[str, Any]]] = {
    LIST: _as_list, CALENDAR: _as_calendar, LOAD: _as_load, DIFFERENCE: _as_difference,
}  # fmt: skip
