"""作出行政处罚决定: the form, with the range of the chosen basis and day beside it while it is typed.

The steps of the ordinary procedure (立案 … 集体讨论) are not recorded here: the decision they lead to is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from duban.actions.register import all_kinds
from duban.config import clock
from duban.domain.messages import N_, Refusal
from duban.queries.campaigns import campaign as campaign_in_use
from duban.queries.inspections import Target, target
from duban.queries.naming import choices_of
from duban.queries.people import officers_on
from duban.web import drafts
from duban.web.campaigns import KEY
from duban.web.deed_forms import DeedForm, as_typed, form_class, opened
from duban.web.ids import concepts, title
from duban.web.inspection_forms import day_of
from duban.web.leads import lead
from duban.web.middleware import asking
from duban.web.parts import Crumb, Fact
from duban.web.penalties.weighing import Weighed, weighed
from duban.web.posting import actor_of, do_form
from duban.web.rows import is_rearranging
from duban.web.views.deeds import enterprise_url
from duban.web.views.reasons import Why, why_of

ORDINARY, SUMMARY = "decide_penalty", "decide_on_the_spot"
WATCHED = "statute_concept,target,tier,kinds,fine_fen,hazards,began_on,ended_on,on"
"""The fields on which the range depends."""
_TITLES = {
    "hazards": N_("所针对的隐患"),
    "statute_concept": N_("处罚依据（当日适用的条文）"),
    "person_role": N_("被处罚人（对个人的处罚）"),
    "tier": N_("情形（幅度的档次）"),
    "number": N_("纸质文号（系统启用前的文书）"),
    "began_on": N_("违法行为起始日；不填即隐患发现日"),
    "ended_on": N_("违法行为终了日；不填即隐患消除日，未消除的为持续"),
    "reason": N_("违法事实和理由"),
    "officers": N_("在场作出决定的执法人员（不少于两人）"),
}


@dataclass(frozen=True, slots=True)
class Opened:
    """The page on which a decision is made."""

    campaign: str
    target: Target
    summary: bool
    form: DeedForm
    weighed: Weighed
    why: Why | None = None
    refused: Refusal | None = None

    @property
    def deed(self) -> str:
        """The deed that the form does."""
        return SUMMARY if self.summary else ORDINARY


def penalty_new(request: HttpRequest, enterprise: UUID) -> HttpResponse:
    """作出行政处罚决定, by the ordinary procedure or on the spot 当场处罚."""
    with asking(request):
        page = _opened(request, enterprise)
    if request.method != "POST" or is_rearranging(request.POST) or not page.form.is_valid():
        return _shown(request, page)
    refused = do_form(request, page.form, campaign=page.campaign, enterprise=enterprise)
    if refused is not None:
        return _shown(request, replace(page, refused=refused))
    drafts.done(request, _draft(page))
    messages.success(request, _("处罚决定已登记；请在期限内送达、公示。"))
    return HttpResponseRedirect(reverse("penalty", args=[page.form.cleaned_data["deed"]]))


def penalty_range(request: HttpRequest, enterprise: UUID) -> HttpResponse:
    """The range alone, for the form while it is typed."""
    campaign, who = _who(request, enterprise)
    found = weighed(request.GET, campaign, who.id, day_of(request.GET, clock.today()), summary=_summary(request))
    return render(request, "web/penalties/weighed.html", {"weighed": found, "bars": found.bars})


def _who(request: HttpRequest, enterprise: UUID) -> tuple[str, Target]:
    campaign = request.GET.get(KEY, "")
    try:
        campaign_in_use(campaign)
    except Refusal:
        raise Http404 from None
    who = target(campaign, enterprise)
    if who is None:
        raise Http404
    return campaign, who


def _summary(request: HttpRequest) -> bool:
    return request.GET.get("procedure", "") == "summary"


def _opened(request: HttpRequest, enterprise: UUID) -> Opened:
    campaign, who = _who(request, enterprise)
    summary, on = _summary(request), day_of(request.POST, clock.today())
    kind = _form_class(request, campaign, who, on, summary=summary)
    if request.method == "POST" and not is_rearranging(request.POST):
        form = kind(request.POST)
    elif request.method == "POST":
        form = kind(initial=as_typed(kind(), request.POST))
    else:
        form = kind(initial=opened(on, **_known(request, form_names=set(kind.base_fields))))
    typed = request.POST if request.method == "POST" else request.GET
    act, subject = request.GET.get("act", ""), request.GET.get("for", "")
    why = why_of(campaign_in_use(campaign), enterprise, act, subject, clock.today()) if act else None
    return Opened(campaign, who, summary, form, weighed(typed, campaign, enterprise, on, summary=summary), why)


def _known(request: HttpRequest, form_names: set[str]) -> dict[str, Any]:
    """What the address knows already: the hazards, the target."""
    known = {name: request.GET[name] for name in ("target", "statute_concept") if request.GET.get(name)}
    found: dict[str, Any] = {"target": "enterprise", "tier": "first"} | known
    if request.GET.getlist("hazards"):
        found["hazards"] = request.GET.getlist("hazards")
    return {name: value for name, value in found.items() if name in form_names}


def _form_class(request: HttpRequest, campaign: str, who: Target, on: date, *, summary: bool) -> type[DeedForm]:
    hazards = [(str(one.id), title(one)) for one in choices_of("hazard", who.id, campaign)]
    offered = {"hazards": hazards, "statute_concept": concepts(on, fined=True)}
    if summary:
        officers = officers_on(actor_of(request).agency, on)
        offered["officers"] = [
            (str(one.id), one.name if one.valid else _("{name}（证件无效）").format(name=one.name)) for one in officers
        ]
    return form_class(
        all_kinds()[SUMMARY if summary else ORDINARY],
        choices=offered,
        titles=_TITLES,
        without=("campaign", "enterprise", *(() if hazards else ("hazards",))),
    )


def _shown(request: HttpRequest, page: Opened) -> HttpResponse:
    with asking(request):
        home = enterprise_url(page.target.id, page.campaign)
        heading = _("当场作出行政处罚决定") if page.summary else _("作出行政处罚决定")
        context: dict[str, Any] = {
            "title": heading,
            "section": "penalty",
            "crumbs": (Crumb(_("行政处罚"), reverse("penalties")), Crumb(page.target.name, home), Crumb(heading)),
            "facts": [Fact(_("企业"), page.target.name), *_procedure(page)],
            "form": page.form,
            "why": page.why,
            "refused": page.refused,
            "weighed": page.weighed,
            "bars": page.weighed.bars,
            "range_url": f"{reverse('penalty_range', args=[page.target.id])}?{_query(request)}",
            "watched": WATCHED,
            "lead": lead(page.deed, actor_of(request)),
            "other": _other(request, page),
            "draft": drafts.key(request, _draft(page)),
            "back": home,
        }
        return render(request, "web/penalties/new.html", context)


def _procedure(page: Opened) -> list[Fact]:
    """What the procedure asks for, in words."""
    if page.summary:
        return [Fact(_("程序"), _("简易程序：两名以上执法人员在限额内当场决定，送达后报所属机关备案。"), wide=True)]
    return [Fact(_("程序"), _("普通程序：调查、告知、法制审核、集体讨论之后作出；此处登记决定。"), wide=True)]


def _query(request: HttpRequest) -> str:
    told = {KEY: request.GET.get(KEY, ""), "procedure": request.GET.get("procedure", "")}
    return urlencode({name: value for name, value in told.items() if value})


def _other(request: HttpRequest, page: Opened) -> str:
    """The address of the same page for the other procedure, with what is known."""
    query: QueryDict = request.GET.copy()
    query.pop("procedure", None)
    if not page.summary:
        query["procedure"] = "summary"
    return f"{request.path}?{query.urlencode()}"


def _draft(page: Opened) -> str:
    return f"penalty:{page.deed}:{page.campaign}:{page.target.id}"
