"""整改延期: the enterprise's application with its last day in view, and its answer in writing."""

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
from duban.domain.standing import Act
from duban.domain.workflow import ExtensionState, Noun, state_label
from duban.queries.campaigns import campaign as campaign_in_use
from duban.queries.evidence import pictures_of
from duban.queries.order_items import Item, Prolonging, item_of
from duban.queries.order_items import item as item_named
from duban.web import drafts
from duban.web.deed_forms import DeedForm, form_class, opened
from duban.web.hazards import item_due, last_day_to_apply
from duban.web.leads import lead
from duban.web.middleware import asking
from duban.web.parts import Crumb, DueDay, Fact
from duban.web.posting import actor_of, do_form
from duban.web.views.deeds import enterprise_url
from duban.web.views.reasons import why_of
from duban.web.wording import day as day_text
from duban.web.words import label

APPLY, REPLY = "apply_extension", "reply_extension"
TONES = {ExtensionState.APPLIED: "warn", ExtensionState.GRANTED: "good", ExtensionState.REFUSED: "bad"}
_TITLES = {"text": N_("延期的事由"), "proof": N_("证明材料"), "reason": N_("答复意见和理由")}


@dataclass(frozen=True, slots=True)
class Page:
    """The page of an application: the item that it is about, the form that is open on it."""

    item: Item
    form: DeedForm
    extension: Prolonging | None = None
    refused: Refusal | None = None


def extension_new(request: HttpRequest, item: UUID) -> HttpResponse:
    """登记整改延期申请 of one item. A late one is taken; the page says from which day it is late."""
    with asking(request):
        found = item_named(item)
    if found is None:
        raise Http404
    kind = form_class(all_kinds()[APPLY], titles=_TITLES, fixed=("item",))
    form = kind(request.POST) if request.method == "POST" else kind(initial=opened(clock.today(), item=found.id))
    if request.method != "POST" or not form.is_valid():
        return _page(request, Page(found, form))
    refused = do_form(request, form)
    if refused is not None:
        return _page(request, Page(found, form, refused=refused))
    drafts.done(request, f"extension:{found.id}")
    messages.success(request, _("延期申请已登记，由审批人书面答复。"))
    return HttpResponseRedirect(reverse("extension", args=[form.cleaned_data["deed"]]))


def extension(request: HttpRequest, extension: UUID) -> HttpResponse:
    """One application; while nobody has answered it, it is answered here."""
    with asking(request):
        item = item_of(extension)
    applied = None if item is None else next(one for one in item.extensions if one.id == extension)
    if item is None or applied is None:
        raise Http404
    kind = form_class(all_kinds()[REPLY], titles=_TITLES, fixed=("extension",))
    form = kind(request.POST) if request.method == "POST" else kind(initial=opened(clock.today(), extension=extension))
    if request.method != "POST" or not form.is_valid():
        return _page(request, Page(item, form, applied))
    refused = do_form(request, form)
    if refused is not None:
        return _page(request, Page(item, form, applied, refused))
    drafts.done(request, f"extension:{extension}")
    messages.success(request, _("已书面答复。"))
    return HttpResponseRedirect(reverse("extension", args=[extension]))


def _page(request: HttpRequest, page: Page) -> HttpResponse:
    with asking(request):
        item, one = page.item, page.extension
        name, subject = (APPLY, item.id) if one is None else (REPLY, one.id)
        title = _("登记整改延期申请") if one is None else _("整改延期")
        back = reverse("hazard", args=[item.hazard.id])
        campaign = campaign_in_use(item.campaign)
        context: dict[str, Any] = {
            "title": title,
            "section": "hazard",
            "crumbs": (
                Crumb(_("隐患整改"), reverse("hazards")),
                Crumb(item.enterprise_name, enterprise_url(item.enterprise, item.campaign)),
                Crumb(_("隐患"), back),
                Crumb(title),
            ),
            "item": item,
            "due": item_due(item),
            "apply_by": last_day_to_apply(item.ordered_on if one and one.granted_to else item.due_on),
            "late": _late(page),
            "facts": _facts(item, one),
            "state": one and _(state_label(Noun.EXTENSION, one.state)),
            "tone": one and TONES[one.state],
            "why": one and why_of(campaign, item.enterprise, Act.REPLY_EXTENSION, str(one.id), clock.today()),
            "open": one is None or one.state is ExtensionState.APPLIED,
            "form": page.form,
            "refused": page.refused,
            "lead": lead(name, actor_of(request)),
            "draft": drafts.key(request, f"extension:{subject}"),
            "back": back,
            "pictures": pictures_of([one.id]) if one else [],
            "attach": one is not None and lead("attach_evidence", actor_of(request)).allowed,
            "here": request.path,
            "extension": one,
        }
        return render(request, "web/hazards/extension.html", context)


def _late(page: Page) -> bool:
    """Whether it comes, or came, after the last day to apply."""
    applied_on = clock.today() if page.extension is None else page.extension.applied_on
    granted = page.extension is not None and page.extension.granted_to is not None
    until: DueDay | None = last_day_to_apply(page.item.ordered_on if granted else page.item.due_on)
    return until is not None and applied_on > until.due_on


def _facts(item: Item, one: Prolonging | None) -> list[Fact]:
    facts = [
        Fact(_("企业"), item.enterprise_name),
        Fact(_("指令书"), item.number),
        Fact(_("隐患"), item.hazard.description, wide=True),
    ]
    if one is None:
        return facts
    facts += [
        Fact(_("申请日期"), day_text(one.applied_on)),
        Fact(_("是否因不可抗力"), label(one.force_majeure)),
        Fact(_("延期的事由"), one.cause, wide=True),
        Fact(_("证明材料"), one.proof or _("没有附证明材料"), wide=True),
    ]
    if one.replied_on:
        answer = _("批准延至 {day}").format(day=day_text(one.granted_to)) if one.granted_to else _("不批准")
        facts += [Fact(_("答复"), f"{day_text(one.replied_on)} {answer}"), Fact(_("理由"), one.reply, wide=True)]
    return facts
