"""登记执法检查: the form of a visit with checklist and hazards, what is added to a draft, the library beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid5

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from duban.config import clock
from duban.domain.checklists import CHECK_WORDS
from duban.domain.messages import Refusal
from duban.domain.vocabulary import CheckAnswer, VisitKind
from duban.domain.workflow import InspectionState, Noun, state_label
from duban.queries import library
from duban.queries.campaigns import campaign as campaign_in_use
from duban.queries.industries import hints_of
from duban.queries.inspections import (
    Earlier,
    Finding,
    InspectionRecord,
    Target,
    earlier_visits,
    findings_by_id,
    inspection_record,
    target,
)
from duban.queries.naming import choices_of
from duban.queries.plans import planned_people
from duban.queries.standings import standings_of
from duban.web import drafts
from duban.web.campaigns import campaign_title, chosen_campaign
from duban.web.deed_forms import DeedForm, as_typed, opened
from duban.web.findings import SEARCH, Findings, opened_findings, typed_findings
from duban.web.ids import title as record_title
from duban.web.inspection_forms import REFUSED, SIGNED, Offered, VisitForm, as_ids, day_of, offered, visit_form
from duban.web.leads import lead
from duban.web.middleware import asking
from duban.web.parts import Crumb
from duban.web.posting import actor_of, do_once
from duban.web.rows import is_rearranging
from duban.web.views.deeds import enterprise_url
from duban.web.views.reasons import Why, why_of
from duban.web.wording import say
from duban.web.words import label


@dataclass(frozen=True, slots=True)
class Past:
    """What was found before at the enterprise: open hazards, the last visits with their words, how many there were."""

    hazards: list[Finding]
    visits: list[tuple[Earlier, str, str]]
    total: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """The page on which a visit is recorded."""

    target: Target
    campaign: str
    offer: Offered
    form: VisitForm
    findings: Findings
    refused: Refusal | None = None
    why: Why | None = None


def inspection_new(request: HttpRequest, enterprise: UUID) -> HttpResponse:
    """登记执法检查 of one enterprise; saved as a draft or completed at once."""
    with asking(request):
        sheet = _sheet(request, enterprise)
        if request.method != "POST" or is_rearranging(request.POST):
            return _drawn(request, sheet)
        valid = all([sheet.form.is_valid(), sheet.findings.is_valid()])
    if not valid:
        return _drawn(request, sheet)
    refused = _record(request, sheet)
    if refused is not None:
        return _drawn(request, replace(sheet, refused=refused))
    drafts.done(request, _draft(sheet))
    _complete(request, sheet)
    return HttpResponseRedirect(reverse("inspection", args=[sheet.form.cleaned_data["deed"]]))


def _sheet(request: HttpRequest, enterprise: UUID) -> Sheet:
    on = clock.today()
    campaign = _campaign(request, on)
    found = target(campaign, enterprise)
    if found is None:
        raise Http404
    offer = offered(found, campaign, actor_of(request).agency, day_of(request.POST, on))
    planned = [(str(one.id), record_title(one)) for one in choices_of("plan_item", enterprise, campaign)]
    form, here = visit_form(found, offer, planned), request.get_full_path()
    why = why_of(campaign_in_use(campaign), enterprise, request.GET.get("act", ""), request.GET.get("for", ""), on)
    if request.method != "POST":
        sites = {"site": str(found.sites[0].id)} if len(found.sites) == 1 else {}
        known = {name: request.GET[name] for name in ("kind", "site", "plan_item") if name in request.GET}
        people = planned_people(known.get("plan_item", ""), enterprise)
        initial = opened(on, **{"kind": VisitKind.FIRST.value, **sites, **people, **known})
        return Sheet(found, campaign, offer, form(initial=initial), opened_findings(offer, here), why=why)
    findings = typed_findings(request.POST, offer, here)
    if is_rearranging(request.POST):
        shown = form(initial=as_typed(form(request.POST), request.POST))
        return Sheet(found, campaign, offer, shown, findings, why=why)
    return Sheet(found, campaign, offer, form(request.POST), findings, why=why)


def _campaign(request: HttpRequest, on: date) -> str:
    chosen = chosen_campaign(request, on)
    if chosen is None:
        raise Http404
    return chosen.campaign.id


def _record(request: HttpRequest, sheet: Sheet) -> Refusal | None:
    given = sheet.form.cleaned_data
    inputs = {**sheet.form.inputs(), **sheet.form.moments(), **sheet.findings.inputs()}
    return do_once(
        request, "record_inspection", on=given["on"], deed=given["deed"],
        campaign=sheet.campaign, enterprise=sheet.target.id, **inputs,
    )  # fmt: skip


def _complete(request: HttpRequest, sheet: Sheet) -> None:
    """Complete the record if that was asked for; what is refused stays a draft, and the page says why."""
    given = sheet.form.cleaned_data
    if request.POST.get("act") != "complete":
        messages.success(request, _("检查记录已存为草稿，完成前不计入任何统计。"))
        return
    refused = do_once(
        request, "complete_inspection", on=given["on"], deed=uuid5(given["deed"], "complete"),
        inspection=given["deed"], signed=given["signed"] == SIGNED, signed_by=given["signed_by"],
        refusal_note=given["refusal_note"] if given["signed"] == REFUSED else "",
    )  # fmt: skip
    if refused is None:
        messages.success(request, _("检查记录已完成。"))
        return
    told = " ".join(filter(None, (say(refused.message), refused.clause, say(refused.remedy))))
    messages.warning(request, _("检查记录已存为草稿，但没有完成：{why}").format(why=told))


def _drawn(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    with asking(request):
        home = enterprise_url(sheet.target.id, sheet.campaign)
        context: dict[str, Any] = {
            "title": _("登记执法检查"),
            "section": "inspection",
            "crumbs": (
                Crumb(_("执法检查"), reverse("inspections")),
                Crumb(sheet.target.name, home),
                Crumb(_("登记执法检查")),
            ),
            "sheet": sheet,
            "form": sheet.form,
            "lead": lead("record_inspection", actor_of(request)),
            "draft": drafts.key(request, _draft(sheet)),
            "refused": sheet.refused,
            "why": sheet.why,
            "campaign_title": campaign_title(campaign_in_use(sheet.campaign)),
            "home": home,
            "attempt": lead("record_attempt", actor_of(request), campaign=sheet.campaign, enterprise=sheet.target.id),
            **_beside(sheet.campaign, sheet.target),
        }
        return render(request, "web/inspections/new.html", context)


def _draft(sheet: Sheet) -> str:
    return f"visit:{sheet.campaign}:{sheet.target.id}"


# More on a draft -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class More:
    """The page on which checklist and hazards are added to a draft."""

    record: InspectionRecord
    target: Target
    offer: Offered
    form: DeedForm
    findings: Findings
    refused: Refusal | None = None


def inspection_more(request: HttpRequest, inspection: UUID) -> HttpResponse:
    """补充检查记录: checklist and further hazards of a record that is still a draft."""
    with asking(request):
        sheet = _more(request, inspection)
        if request.method != "POST" or is_rearranging(request.POST):
            return _more_drawn(request, sheet)
        valid = all([sheet.form.is_valid(), sheet.findings.is_valid()])
    if not valid:
        return _more_drawn(request, sheet)
    refused = _add(request, sheet)
    if refused is not None:
        return _more_drawn(request, replace(sheet, refused=refused))
    drafts.done(request, _more_draft(sheet))
    messages.success(request, _("检查记录已补充。"))
    return HttpResponseRedirect(reverse("inspection", args=[inspection]))


def _more(request: HttpRequest, inspection: UUID) -> More:
    record = inspection_record(inspection)
    found = None if record is None else target(record.campaign, record.enterprise)
    if record is None or found is None or record.state is not InspectionState.RECORDED:
        raise Http404
    offer = offered(found, record.campaign, record.agency, record.visited_on or clock.today())
    here = request.get_full_path()
    if request.method != "POST":
        known = {one.item: one.answer.value for one in record.answers}
        return More(record, found, offer, DeedForm(initial=opened(clock.today())), opened_findings(offer, here, known))
    findings = typed_findings(request.POST, offer, here, {one.standard_item for one in record.hazards})
    if is_rearranging(request.POST):
        return More(record, found, offer, DeedForm(initial=as_typed(DeedForm(request.POST), request.POST)), findings)
    return More(record, found, offer, DeedForm(request.POST), findings)


def _add(request: HttpRequest, sheet: More) -> Refusal | None:
    """Each hazard by a deed of its own, then the answers; sent twice, each is done once."""
    given, told = sheet.form.cleaned_data, sheet.findings.inputs()
    deeds: list[tuple[str, str, Mapping[str, Any]]] = [
        (f"hazard-{at}", "add_hazard", {"hazard": hazard}) for at, hazard in enumerate(told["hazards"])
    ]
    if told["answers"]:
        deeds.append(("answers", "answer_checklist", {"answers": told["answers"]}))
    for part, name, inputs in deeds:
        refused = do_once(
            request, name, on=given["on"], deed=uuid5(given["deed"], part), inspection=sheet.record.id, **inputs
        )
        if refused is not None:
            return refused
    return None


def _more_drawn(request: HttpRequest, sheet: More) -> HttpResponse:
    with asking(request):
        here = reverse("inspection", args=[sheet.record.id])
        title = _("补充检查记录")
        context: dict[str, Any] = {
            "title": title,
            "section": "inspection",
            "crumbs": (Crumb(_("执法检查"), reverse("inspections")), Crumb(sheet.target.name, here), Crumb(title)),
            "sheet": sheet,
            "form": sheet.form,
            "lead": lead("add_hazard", actor_of(request)),
            "draft": drafts.key(request, _more_draft(sheet)),
            "refused": sheet.refused,
            "back": here,
            **_beside(sheet.record.campaign, sheet.target, sheet.record.id),
        }
        return render(request, "web/inspections/more.html", context)


def _more_draft(sheet: More) -> str:
    return f"visit-more:{sheet.record.id}"


# Beside the form -------------------------------------------------------------------------------------------------


def _beside(campaign: str, found: Target, visit: UUID | None = None) -> dict[str, Any]:
    """What both pages show beside what is typed."""
    standing = standings_of(campaign_in_use(campaign), [found.id], clock.today()).get(found.id)
    visits, total = earlier_visits(campaign, found.id)
    told = [(one, label(one.kind), _(state_label(Noun.INSPECTION, one.state))) for one in visits]
    known = {"campaign": campaign, "visit": visit} if visit else {"campaign": campaign}
    hazards = findings_by_id(standing.open_hazards) if standing and standing.open_hazards else []
    return {
        "past": Past(hazards, told, total),
        "not_checked": _(CHECK_WORDS[CheckAnswer.NOT_CHECKED]),
        "library": f"{reverse('inspection_library', args=[found.id])}?{urlencode(known)}",
        "search_name": SEARCH,
    }


def inspection_library(request: HttpRequest, enterprise: UUID) -> HttpResponse:
    """条目库: determination items, violations and articles of the day that fit what is being typed."""
    on = clock.today()
    with asking(request):
        campaign = _campaign(request, on)
        found = target(campaign, enterprise)
        if found is None:
            raise Http404
        codes = hints_of(campaign, (site.industry for site in found.sites))
        finds = library.found(request.GET.get(SEARCH, ""), day_of(request.GET, on), codes)
        context = {"finds": finds, "search": request.GET.get(SEARCH, ""), "here": _form_address(request, enterprise)}
        return render(request, "web/inspections/finds.html", context)


def _form_address(request: HttpRequest, enterprise: UUID) -> str:
    """Where the form is sent beside which one searches: that of a new visit, or of the draft ``visit``."""
    visits = as_ids([request.GET.get("visit", "")])
    if visits:
        return reverse("inspection_more", args=visits)
    return f"{reverse('inspection_new', args=[enterprise])}?{urlencode({'campaign': request.GET.get('campaign', '')})}"
