"""现场处理措施决定书: drafted for the hazards of a visit on an article of the day, read, issued, delivered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from duban.actions.register import all_kinds
from duban.config import clock
from duban.domain.messages import N_, Refusal
from duban.domain.papers.vocabulary import PaperSubject
from duban.domain.vocabulary import MeasureKind
from duban.domain.workflow import Noun, OnSiteMeasureState, state_label
from duban.queries.campaigns import campaign as campaign_in_use
from duban.queries.hazard_record import Stop, refusals_of
from duban.queries.inspections import Finding, InspectionRecord, inspection_record
from duban.queries.papers import MeasureRecord, measure_record
from duban.queries.resumptions import resumptions_of
from duban.web import drafts
from duban.web.deed_forms import DeedForm, form_class, opened
from duban.web.hazards import refusals_sheet
from duban.web.ids import concepts
from duban.web.inspection_forms import day_of
from duban.web.leads import Lead, lead, leads
from duban.web.middleware import asking
from duban.web.papers.parts import papers_url
from duban.web.parts import Crumb, Fact
from duban.web.posting import actor_of, do_form
from duban.web.supervision import Asked, ResumptionLine, resumption_lines, stop_term
from duban.web.views.deeds import enterprise_url
from duban.web.views.orders import articles, head_facts, visit_crumb
from duban.web.wording import day as day_text
from duban.web.words import label

SUSPENSION = MeasureKind.TEMPORARY_SUSPENSION
_TITLES = {
    "hazards": N_("所针对的隐患"),
    "concept": N_("法律依据（当日适用的条文）"),
    "until": N_("措施期限"),
    "term_reason": N_("超过一般期限的理由"),
    "content": N_("措施内容"),
}


@dataclass(frozen=True, slots=True)
class Draft:
    """The page on which a measure is drafted."""

    visit: InspectionRecord
    form: DeedForm
    refused: Refusal | None = None


def measure_new(request: HttpRequest, inspection: UUID) -> HttpResponse:
    """起草现场处理措施决定书; the unsafe major hazards are chosen already."""
    with asking(request):
        draft = _draft(request, inspection)
    if request.method != "POST" or not draft.form.is_valid():
        return _page(request, draft)
    refused = do_form(request, draft.form, campaign=draft.visit.campaign, enterprise=draft.visit.enterprise)
    if refused is not None:
        return _page(request, Draft(draft.visit, draft.form, refused))
    drafts.done(request, f"measure:{inspection}")
    messages.success(request, _("决定书已起草，由起草人以外的审批人签发。"))
    return HttpResponseRedirect(reverse("measure", args=[draft.form.cleaned_data["deed"]]))


def _draft(request: HttpRequest, inspection: UUID) -> Draft:
    visit = inspection_record(inspection)
    if visit is None:
        raise Http404
    on = day_of(request.POST, clock.today())
    live = [one for one in visit.hazards if one.corrected_on is None]
    form = form_class(
        all_kinds()["draft_measure"],
        choices={"hazards": [(str(one.id), _hazard(one)) for one in live], "concept": concepts(on)},
        titles=_TITLES,
        without=("campaign", "enterprise"),
    )
    if request.method == "POST":
        return Draft(visit, form(request.POST))
    unsafe = [str(one.id) for one in visit.unsafe_hazards]
    known: dict[str, object] = {"hazards": unsafe}
    if unsafe:
        known |= {"kind": SUSPENSION.value, "concept": SUSPENSION.value}
    return Draft(visit, form(initial=opened(on, **known)))


def _hazard(one: Finding) -> str:
    safety = _("不能保证安全") if one.unsafe else ""
    return "　".join(filter(None, (one.description, label(one.level), safety)))


def _page(request: HttpRequest, draft: Draft) -> HttpResponse:
    with asking(request):
        here = reverse("inspection", args=[draft.visit.id])
        title, home = _("起草现场处理措施决定书"), enterprise_url(draft.visit.enterprise, draft.visit.campaign)
        context: dict[str, Any] = {
            "title": title,
            "section": "hazard",
            "crumbs": (Crumb(draft.visit.enterprise_name, home), Crumb(_("现场检查记录"), here), Crumb(title)),
            "facts": [
                Fact(_("企业"), draft.visit.enterprise_name),
                Fact(_("检查日期"), day_text(draft.visit.visited_on)),
            ],
            "form": draft.form,
            "refused": draft.refused,
            "lead": lead("draft_measure", actor_of(request)),
            "draft": drafts.key(request, f"measure:{draft.visit.id}"),
            "back": here,
        }
        return render(request, "web/deeds/deed.html", context)


def measure(request: HttpRequest, measure: UUID) -> HttpResponse:
    """The measure with its basis and hazards, and what may be done with it."""
    found = measure_record(measure)
    if found is None:
        raise Http404
    here, title = reverse("measure", args=[found.head.id]), _("现场处理措施决定书")
    home = enterprise_url(found.head.enterprise, found.head.campaign)
    context: dict[str, Any] = {
        "title": title,
        "section": "hazard",
        "crumbs": (Crumb(found.head.enterprise_name, home), *visit_crumb(found.head), Crumb(title)),
        "record": found,
        "state": _(state_label(Noun.ON_SITE_MEASURE, found.state)),
        "tone": _TONES.get(found.state, "info"),
        "facts": _facts(found),
        "citations": found.head.citations or articles((found.basis,), clock.today()),
        "refusals": refusals_sheet(refusals_of(found.head.id)),
        "term": stop_term(found.kind, found.until_on, found.head.delivered_on),
        "suspension": found.kind is SUSPENSION,
        "stopped": True,
        "resumptions": _resumptions(found, request, here),
        "ways": _ways(found, request, here),
        "papers_link": papers_url(PaperSubject.ON_SITE_MEASURE, found.head.id, found.head.campaign),
    }
    return render(request, "web/measures/record.html", context)


def _resumptions(found: MeasureRecord, request: HttpRequest, here: str) -> list[ResumptionLine]:
    """The applications to resume, each with what may be done with it."""
    head = found.head
    stop = Stop(head.id, head.number, found.kind, found.state, found.basis, head.issued_on, head.delivered_on)
    asked = Asked(campaign_in_use(head.campaign), clock.today(), actor_of(request), here)
    return resumption_lines([stop], resumptions_of([head.id]), asked)


_TONES = {
    OnSiteMeasureState.DRAFT: "neutral",
    OnSiteMeasureState.DELIVERED: "warn",
    OnSiteMeasureState.LIFTED: "good",
    OnSiteMeasureState.WITHDRAWN: "bad",
}


def _facts(found: MeasureRecord) -> list[Fact]:
    facts = [Fact(_("措施"), label(found.kind)), *head_facts(found.head)]
    if found.term_reason:
        facts.append(Fact(_("超过一般期限的理由"), found.term_reason, wide=True))
    if found.content:
        facts.append(Fact(_("内容"), found.content, wide=True))
    if found.lifted_reason:
        facts.append(Fact(_("解除理由"), found.lifted_reason, wide=True))
    return facts


def _ways(found: MeasureRecord, request: HttpRequest, here: str) -> list[Lead]:
    actor, head = actor_of(request), found.head
    ways = leads(Noun.ON_SITE_MEASURE, found.state, head.id, actor, back=here)
    if found.state not in (OnSiteMeasureState.DELIVERED, OnSiteMeasureState.TERM_ENDED):
        return ways
    more = [lead("record_refusal", actor, back=here, decision_kind="measure", decision=head.id)]
    if found.kind is SUSPENSION:
        more.insert(0, lead("apply_resumption", actor, back=here, suspension_kind="measure", suspension=head.id))
    return [*more, *ways]
