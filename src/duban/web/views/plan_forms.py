"""拟定、修改、修订检查方案: one form. Every button sends the whole form, so that nothing that was typed is lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from duban.actions.plans import plan_seen
from duban.actions.register import all_kinds
from duban.config import clock
from duban.domain.messages import N_, Refusal
from duban.domain.plan_difference import difference
from duban.domain.plan_spreading import spread
from duban.domain.planning import PlannedVisit
from duban.domain.rules.plan_conflicts import conflicts, inspecting
from duban.domain.workflow import InspectionPlanState as State
from duban.queries.campaigns import campaign as campaign_in_use
from duban.queries.law import law_in_use
from duban.queries.ledger_list import LedgerLine, LedgerLines, facets
from duban.queries.people import experts_on, officers_on
from duban.queries.planning import around, enterprise_names, leaves_of, people_of_days
from duban.queries.plans import PlanRecord, plan_record, visits_of
from duban.queries.today import today_of
from duban.web import drafts
from duban.web.campaigns import Chosen, campaign_title, chosen_campaign
from duban.web.deed_forms import Choices, DeedForm, PartForm, as_typed, form_class, opened
from duban.web.inspection_forms import expert_choices
from duban.web.leads import Lead, lead
from duban.web.middleware import asking
from duban.web.parts import Crumb
from duban.web.plans.coverage import unplanned
from duban.web.plans.forms import ITEMS, SCOPE_ALL, PickForm, SpreadForm, visit_form
from duban.web.plans.parts import Told, difference_sheet, tally, told_by_item
from duban.web.posting import actor_of, do_form
from duban.web.rows import DROP, MOST, Rows
from duban.web.sheets import Sheet
from duban.web.views.deeds import enterprise_url

FOUND, TAKE, TAKE_ALL, SPREAD, CHECK, REFRESH = "find", "take", "take_all", "spread", "check", "refresh"
ACTS = frozenset({FOUND, TAKE, TAKE_ALL, SPREAD, CHECK, REFRESH, DROP})
OFFERED = 100  # enterprises of the ledger that are shown to be ticked


@dataclass(frozen=True, slots=True)
class About:
    """What is being written: a new plan, a draft to change, a plan to revise."""

    deed: str
    chosen: Chosen
    agency: str
    record: PlanRecord | None = None

    @property
    def fixed(self) -> dict[str, Any]:
        """What the deed is told beside the form."""
        return {"campaign": self.chosen.campaign.id} if self.record is None else {"plan": self.record.id}

    @property
    def draft(self) -> str:
        """One draft in the browser for each."""
        return f"{self.deed}:{self.chosen.campaign.id if self.record is None else self.record.id}"

    @property
    def back(self) -> str:
        """Where the form was opened from."""
        if self.record is not None:
            return reverse("plan", args=[self.record.id])
        return f"{reverse('plans')}?campaign={self.chosen.campaign.id}"


@dataclass(slots=True)
class Page:
    """The form with all that is typed into it and what the page says of it."""

    about: About
    form: DeedForm
    rows: Rows
    spread: SpreadForm
    pick: PickForm
    offered: Sequence[LedgerLine] = ()
    found: int | None = None
    notes: list[tuple[str, str]] = field(default_factory=list)
    refused: Refusal | None = None
    theirs: Sheet | None = None


@dataclass(frozen=True, slots=True)
class VisitLine:
    """One row as the template draws it."""

    form: PartForm
    name: str
    url: str
    conflicts: Sequence[Told]


def plan_new(request: HttpRequest) -> HttpResponse:
    """拟定检查方案 of the campaign that the address names."""
    with asking(request):
        chosen = chosen_campaign(request, clock.today())
        if chosen is None:
            raise Http404
        page = _page(request, About("draft_plan", chosen, actor_of(request).agency))
    return _answered(request, page)


def plan_edit(request: HttpRequest, plan: UUID) -> HttpResponse:
    """修改拟稿, or 修订 what was approved or returned."""
    with asking(request):
        record = plan_record(plan)
        if record is None:
            raise Http404
        if record.now.state is State.SUBMITTED or not record.newest:
            messages.warning(request, _("审批中的方案和已有新版的方案不能修改。"))
            return HttpResponseRedirect(reverse("plan", args=[plan]))
        campaign = campaign_in_use(record.campaign)
        deed = "redraft_plan" if record.now.state is State.DRAFT else "revise_plan"
        page = _page(request, About(deed, Chosen(campaign, [campaign]), record.agency, record))
    return _answered(request, page)


def _answered(request: HttpRequest, page: Page) -> HttpResponse:
    act = request.POST.get("act", "").partition("-")[0]
    if request.method != "POST" or act in ACTS or not _is_valid(page):
        return _drawn(request, page)
    page.refused = do_form(request, page.form, **page.about.fixed, items=page.rows.inputs())
    if page.refused is not None:
        with asking(request):
            _show_theirs(request, page)
        return _drawn(request, page)
    drafts.done(request, page.about.draft)
    messages.success(request, _("检查方案已保存。"))
    made = page.about.record
    saved = page.form.cleaned_data["deed"] if made is None or page.about.deed == "revise_plan" else made.id
    return HttpResponseRedirect(reverse("plan", args=[saved]))


def _is_valid(page: Page) -> bool:
    valid = [page.form.is_valid(), page.rows.is_valid()]
    if not page.rows:
        page.notes.append(("warning", _("检查方案至少要安排一家企业。")))
    return all(valid) and bool(page.rows)


# What is typed ---------------------------------------------------------------------------------------------------


def _page(request: HttpRequest, about: About) -> Page:
    on, posted = clock.today(), request.POST
    officers, experts = _people(about, on)
    form, visit = _form(about), visit_form(officers, experts)
    act = posted.get("act", "").partition("-")[0]
    today = today_of(about.chosen.campaign, on, actor_of(request).reads)
    pick = PickForm(posted if request.method == "POST" else {"pick_planned": "no"}, about.chosen, facets(today))
    people = {"officers": officers, "experts": experts}
    if request.method != "POST":
        known = _stored(about.record) + _added(request, about, unplanned(today))
        page = Page(about, form(initial=_opened(about, on)), Rows.opened(visit, ITEMS, known[:MOST]),
                    SpreadForm(initial=_term(about, on), **people), pick)  # fmt: skip
        _say_left_out(page, len(known))
        return page
    if act not in ACTS:
        bound = SpreadForm(initial=_typed_spread(request, people), **people)
        return Page(about, form(posted), Rows.posted(visit, ITEMS, posted), bound, pick)
    shown = form(initial=as_typed(form(posted), posted))
    typed = [as_typed(row, posted) for row in Rows.posted(visit, ITEMS, posted)]
    spreading = (
        SpreadForm(posted, **people) if act == SPREAD else SpreadForm(initial=_typed_spread(request, people), **people)
    )
    page = Page(about, shown, Rows.opened(visit, ITEMS), spreading, pick)
    _rearranged(page, posted, typed, LedgerLines(today, pick.sought()))
    page.rows = Rows.opened(visit, ITEMS, typed[:MOST])
    _say_left_out(page, len(typed))
    return page


def _rearranged(page: Page, posted: QueryDict, typed: list[dict[str, Any]], ledger: LedgerLines) -> None:
    """What a button does to the rows; ``typed`` is changed in place."""
    act, _sep, at = posted.get("act", "").partition("-")
    if act == DROP and at.isdecimal() and len(at) < 5 and int(at) < len(typed):  # noqa: PLR2004 -- a row's number
        del typed[int(at)]
    if act in (FOUND, TAKE, TAKE_ALL):
        page.found, page.offered = len(ledger), ledger[0:OFFERED]
    if act == TAKE_ALL:
        typed += _rows_of(ledger[0 : MOST + 1], typed)
    if act == TAKE:
        ticked = set(posted.getlist("pick_chosen"))
        typed += _rows_of([line for line in page.offered if str(line.enterprise) in ticked], typed)
    if act == SPREAD and page.spread.is_valid():
        _spread(page, typed)


def _rows_of(lines: Sequence[LedgerLine], typed: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """New rows; an enterprise that has one already gets no second by filter."""
    there = {str(row.get("enterprise", "")) for row in typed}
    return [{"enterprise": str(line.enterprise)} for line in lines if str(line.enterprise) not in there]


def _spread(page: Page, typed: list[dict[str, Any]]) -> None:
    """Lay the rows over the working days by the rule that the page explains."""
    given = page.spread.cleaned_data
    whole = given["spread_scope"] == SCOPE_ALL
    waiting = [row for row in typed if whole or not row.get("planned_on")]
    people = [*given["spread_officers"], *given["spread_experts"]]
    booked = _booked(page.about, [row for row in typed if row not in waiting], people)
    laid = spread(
        waiting, given["spread_first"], given["spread_last"], given["spread_per_day"],
        calendar=law_in_use().calendar, leaves=leaves_of(map(UUID, people)), booked=booked,
    )  # fmt: skip
    for row, day in laid.placed:
        row["planned_on"] = day
    for row in waiting:
        row["officers"] = given["spread_officers"] or row.get("officers", [])
        row["experts"] = given["spread_experts"] or row.get("experts", [])
    page.notes.append(("check", _("已按规则排定 {n} 家。").format(n=len(laid.placed))))
    if laid.left:
        names = enterprise_names([UUID(row["enterprise"]) for row in laid.left])
        told = _("、").join(names.values())
        page.notes.append(
            ("near", _("期间内排不下 {n} 家，没有改动日期：{names}").format(n=len(laid.left), names=told))
        )


def _booked(about: About, rows: Sequence[Mapping[str, Any]], people: Sequence[str]) -> dict[date, int]:
    """How many visits the people have on a day already: in this form and in the unit's other plans."""
    chosen, own = set(people), [each.id for each in about.record.versions] if about.record else []
    there = [(_as_day(row.get("planned_on")), {*row.get("officers", ()), *row.get("experts", ())}) for row in rows]
    others = around(about.agency, about.chosen.campaign.id, (), without=own).others
    booked: dict[date, int] = {}
    for day, named in [*there, *((visit.on, {one.person for one in visit.people}) for visit in others)]:
        if day is not None and chosen & named:
            booked[day] = booked.get(day, 0) + 1
    return booked


def _as_day(value: object) -> date | None:
    try:
        return value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError:
        return None


def _say_left_out(page: Page, wanted: int) -> None:
    if wanted > MOST:
        text = _("一份方案最多安排 {most} 次，有 {n} 家没有加入；请另拟一份方案。")
        page.notes.append(("near", text.format(most=MOST, n=wanted - MOST)))


def _form(about: About) -> type[DeedForm]:
    made = form_class(
        all_kinds()[about.deed],
        fixed=("seen",),
        without=("campaign", "plan", "items"),
        titles={"title": N_("方案名称")},
    )
    made.base_fields["title"].widget = forms.TextInput()
    return made


def _opened(about: About, on: date) -> dict[str, Any]:
    record = about.record
    if record is None:
        return opened(on)
    seen = {"seen": plan_seen(record.id)} if about.deed == "redraft_plan" else {}
    return opened(on, title=record.title, **seen)


def _term(about: About, on: date) -> dict[str, Any]:
    """From today, or the first day of inspections, to their last."""
    phases = inspecting(about.chosen.campaign)
    first, last = min(phase.first_on for phase in phases), max(phase.last_on for phase in phases)
    return {"spread_first": max(on, first), "spread_last": max(on, last)}


def _typed_spread(request: HttpRequest, people: Mapping[str, Choices]) -> dict[str, Any]:
    return as_typed(SpreadForm(request.POST, officers=people["officers"], experts=people["experts"]), request.POST)


def _stored(record: PlanRecord | None) -> list[dict[str, Any]]:
    return [
        {
            "enterprise": visit.enterprise, "site": visit.site, "planned_on": visit.on, "note": visit.note,
            "officers": [one.person for one in visit.officers], "experts": [one.person for one in visit.experts],
        }
        for visit in (record.visits if record else ())
    ]  # fmt: skip


def _added(request: HttpRequest, about: About, missing: LedgerLines) -> list[dict[str, Any]]:
    """Rows that the address asks for: all enterprises that stand in no plan."""
    if request.GET.get("add") != "unplanned":
        return []
    return _rows_of(missing[0 : MOST + 1], _stored(about.record))


def _people(about: About, on: date) -> tuple[Choices, Choices]:
    """The unit's people, and those whom the plan names already: of another unit, or gone since."""
    officers = {str(one.id): one.name for one in sorted(officers_on(about.agency, on), key=lambda one: one.name)}
    experts = dict(expert_choices(experts_on(about.agency, on)))
    for visit in about.record.visits if about.record else ():
        for known, people in ((officers, visit.officers), (experts, visit.experts)):
            for one in people:
                known.setdefault(one.person, one.name)
    return list(officers.items()), list(experts.items())


# What is shown ---------------------------------------------------------------------------------------------------


def _drawn(request: HttpRequest, page: Page) -> HttpResponse:
    about = page.about
    with asking(request):
        lines, found = _lines(page)
        title = _(all_kinds()[about.deed].title)
        way: Lead = lead(about.deed, actor_of(request), url=request.path)
        context: dict[str, Any] = {
            "title": title,
            "section": "plan",
            "crumbs": (Crumb(_("检查方案"), f"{reverse('plans')}?campaign={about.chosen.campaign.id}"), Crumb(title)),
            "page": page,
            "form": page.form,
            "lines": lines,
            "tally": found,
            "lead": way,
            "refused": page.refused,
            "campaign_title": campaign_title(about.chosen.campaign),
            "draft": drafts.key(request, about.draft),
            "back": about.back,
            "hidden": 0 if page.found is None else page.found - len(page.offered),
            "taken": {line.form["enterprise"].value() for line in lines},
        }
        return render(request, "web/plans/edit.html", context)


def _lines(page: Page) -> tuple[list[VisitLine], Sequence[tuple[str, str, int]]]:
    """The rows with names and with what speaks against them, as far as they are filled in."""
    values = [_value(row) for row in page.rows]
    names = enterprise_names([one for value in values if (one := _as_id(value["enterprise"])) is not None])
    visits = _visits(values, names)
    about = page.about
    own = [each.id for each in about.record.versions] if about.record else []
    circumstances = around(about.agency, about.chosen.campaign.id, visits, without=own)
    found = conflicts(visits, circumstances, about.chosen.campaign, law_in_use().calendar)
    told = told_by_item(found)
    lines = []
    for at, (row, value) in enumerate(zip(page.rows, values, strict=True)):
        enterprise = _as_id(value["enterprise"])
        name = names.get(enterprise, "—") if enterprise else "—"
        url = enterprise_url(enterprise, about.chosen.campaign.id) if enterprise else ""
        lines.append(VisitLine(row, name, url, told.get(str(at), [])))
    return lines, tally(found)


def _value(row: PartForm) -> dict[str, Any]:
    return {name: row[name].value() for name in ("enterprise", "planned_on", "officers", "experts")}


def _visits(values: Sequence[Mapping[str, Any]], names: Mapping[UUID, str]) -> list[PlannedVisit]:
    """Rows that have an enterprise and a day, as visits; the item is the row's number."""
    days = {at: day for at, value in enumerate(values) if (day := _as_day(value["planned_on"])) is not None}
    chosen = {
        at: [[one for text in values[at][kind] or [] if (one := _as_id(text))] for kind in ("officers", "experts")]
        for at in days
    }
    people = people_of_days({one for pair in chosen.values() for ids in pair for one in ids}, set(days.values()))
    found = []
    for at, day in days.items():
        enterprise = _as_id(values[at]["enterprise"])
        if enterprise is not None and enterprise in names:
            officers, experts = (tuple(people[one, day] for one in ids if (one, day) in people) for ids in chosen[at])
            found.append(PlannedVisit(str(at), str(enterprise), names[enterprise], day, officers, experts))
    return found


def _as_id(text: object) -> UUID | None:
    try:
        return UUID(str(text))
    except ValueError:
        return None


def _show_theirs(request: HttpRequest, page: Page) -> None:
    """What another person stored meanwhile, against what is typed; saved again, the typed one counts."""
    record = page.about.record
    if page.refused is None or page.refused.rule != "plan.changed" or record is None:
        return
    values = [_value(row) for row in page.rows]
    names = enterprise_names([one for value in values if (one := _as_id(value["enterprise"])) is not None])
    stored = visits_of([record.id]).get(record.id, ())
    changes = difference(stored, _visits(values, names))
    page.theirs = difference_sheet(changes, _("他人保存的（原来）与您填写的（现在）"), _("没有差异。"))
    again = request.POST.copy()
    again["seen"] = plan_seen(record.id)
    page.form = _form(page.about)(again)
