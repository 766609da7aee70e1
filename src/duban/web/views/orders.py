"""责令限期整改指令书: drafted from what a visit found, read, issued, delivered; and the re-inspection of its items."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duban.actions.orders import ItemOrdered
from duban.actions.register import all_kinds
from duban.actions.reinspections import Outcome
from duban.config import clock
from duban.domain.messages import N_, Refusal
from duban.domain.papers.vocabulary import PaperSubject
from duban.domain.rules.ordering import CONCEPTS
from duban.domain.standing import Cited
from duban.domain.vocabulary import ItemResult
from duban.domain.workflow import Noun, RectificationOrderState, state_label
from duban.queries.hazard_record import refusals_of
from duban.queries.inspections import Finding, InspectionRecord, inspection_record
from duban.queries.law import law_in_use
from duban.queries.order_items import Item
from duban.queries.papers import Head, OrderRecord, order_record, orders_of
from duban.web import drafts
from duban.web.deed_forms import DeedForm, PartForm, day_input, form_class, opened, part_form
from duban.web.hazards import Happened, happened, item_due, item_ways, refusals_sheet, revisit_url
from duban.web.leads import Lead, lead, leads
from duban.web.middleware import asking
from duban.web.papers.parts import papers_url
from duban.web.parts import Crumb, DueDay, Fact
from duban.web.posting import actor_of, do_form
from duban.web.rows import Rows
from duban.web.views.deeds import enterprise_url
from duban.web.wording import day as day_text
from duban.web.words import label

ITEMS, OUTCOMES = "items", "outcomes"


# Drafting --------------------------------------------------------------------------------------------------------


class OrderForm(DeedForm):
    """A due day for every item that has none of its own saves typing it many times."""

    same_day = forms.DateField(
        label=gettext_lazy("统一整改期限"),
        required=False,
        widget=day_input(),
        help_text=gettext_lazy("下面没有单独填写期限的，都用这一天。期限自送达起执行，当日在期限内。"),
    )


def _item_form() -> type[PartForm]:
    titles = {"due_on": N_("整改期限"), "requirement": N_("整改要求")}
    made = part_form(ItemOrdered, titles=titles, fixed=("hazard",))

    class Ordered(made):  # type: ignore[valid-type,misc]  # made from the deed's inputs
        """An item may be left out; its own due day may be left to the common one."""

        take = forms.BooleanField(label=gettext_lazy("列入本指令书"), required=False, initial=True)

    Ordered.base_fields["due_on"].required = False
    Ordered.base_fields["requirement"].widget.attrs["rows"] = 2
    return Ordered


@dataclass(frozen=True, slots=True)
class Draft:
    """The page on which an order is drafted."""

    visit: InspectionRecord
    form: DeedForm
    rows: Rows
    hazards: Sequence[Finding]
    refused: Refusal | None = None


def order_new(request: HttpRequest, inspection: UUID) -> HttpResponse:
    """起草指令书 for what a visit found and nobody has ordered yet."""
    with asking(request):
        draft = _draft(request, inspection)
    if request.method != "POST" or not all([draft.form.is_valid(), draft.rows.is_valid(), _dated(draft)]):
        return _draft_page(request, draft)
    refused = do_form(
        request, draft.form, campaign=draft.visit.campaign, enterprise=draft.visit.enterprise,
        inspection=draft.visit.id, items=_chosen(draft),
    )  # fmt: skip
    if refused is not None:
        return _draft_page(request, Draft(draft.visit, draft.form, draft.rows, draft.hazards, refused))
    drafts.done(request, f"order:{inspection}")
    messages.success(request, _("指令书已起草，由起草人以外的审批人签发。"))
    return HttpResponseRedirect(reverse("order", args=[draft.form.cleaned_data["deed"]]))


def _draft(request: HttpRequest, inspection: UUID) -> Draft:
    visit = inspection_record(inspection)
    if visit is None:
        raise Http404
    kind = all_kinds()["draft_order"]
    made = form_class(kind, without=("campaign", "enterprise", "inspection"))
    form = type("order_form", (OrderForm,), {"deed_kind": kind, "asked": made.asked})
    item = _item_form()
    if request.method == "POST":
        rows = Rows.posted(item, ITEMS, request.POST, fixed=True)
        named = {row["hazard"].value() for row in rows}
        hazards = [one for one in visit.hazards if str(one.id) in named]
        return Draft(visit, form(request.POST), rows, hazards)
    open_ones = list(visit.open_hazards)
    rows = Rows.opened(item, ITEMS, [{"hazard": one.id} for one in open_ones], fixed=True)
    return Draft(visit, form(initial=opened(clock.today())), rows, open_ones)


def _dated(draft: Draft) -> bool:
    """Whether something is ordered, and every item has a due day; else the fields say so."""
    taken = [row for row in draft.rows if row.is_valid() and row.cleaned_data.get("take")]
    if not taken:
        draft.form.add_error(None, _("请至少列入一项隐患。"))
    same = draft.form.cleaned_data.get("same_day") if draft.form.is_valid() else None
    for row in taken:
        if not row.cleaned_data.get("due_on") and not same:
            row.add_error("due_on", _("请填写整改期限，或者填写上面的统一整改期限。"))
    return bool(taken) and all(row.is_valid() for row in draft.rows)


def _chosen(draft: Draft) -> list[dict[str, Any]]:
    same = draft.form.cleaned_data.get("same_day")
    taken = [row for row in draft.rows if row.cleaned_data.get("take")]
    return [{**row.inputs(), "due_on": row.cleaned_data.get("due_on") or same} for row in taken]


def _draft_page(request: HttpRequest, draft: Draft) -> HttpResponse:
    with asking(request):
        here, title = reverse("inspection", args=[draft.visit.id]), _("起草责令限期整改指令书")
        hazards = {str(one.id): one for one in draft.hazards}
        context: dict[str, Any] = {
            "title": title,
            "section": "hazard",
            "crumbs": (*_before(draft.visit), Crumb(title)),
            "form": draft.form,
            "rows": draft.rows,
            "pairs": [(row, hazards.get(str(row["hazard"].value()))) for row in draft.rows],
            "refused": draft.refused,
            "lead": lead("draft_order", actor_of(request)),
            "draft": drafts.key(request, f"order:{draft.visit.id}"),
            "visit": draft.visit,
            "articles": articles(CONCEPTS, clock.today()),
            "back": here,
        }
        return render(request, "web/orders/new.html", context)


def articles(concepts: Sequence[str], on: date) -> list[Cited]:
    """The articles in force on the day."""
    law = law_in_use()
    return [cited for cited in (law.cited(concept, on) for concept in concepts) if cited is not None]


def _before(visit: InspectionRecord) -> tuple[Crumb, Crumb]:
    here = reverse("inspection", args=[visit.id])
    return _home(visit.enterprise_name, visit), Crumb(_("现场检查记录"), here)


def _home(name: str, of: InspectionRecord | Head) -> Crumb:
    return Crumb(name, enterprise_url(of.enterprise, of.campaign))


# One order -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item as the template draws it: its due day, its result, what may be recorded about it."""

    item: Item
    due: DueDay
    result: str
    tone: str
    happened: Sequence[Happened]
    ways: Sequence[Lead]


def order(request: HttpRequest, order: UUID) -> HttpResponse:
    """The order with its items, and what may be done with it."""
    found = order_record(order)
    if found is None:
        raise Http404
    here = reverse("order", args=[found.head.id])
    title = _("责令限期整改指令书")
    context: dict[str, Any] = {
        "title": title,
        "section": "hazard",
        "crumbs": (_home(found.head.enterprise_name, found.head), *visit_crumb(found.head), Crumb(title)),
        "record": found,
        "state": _(state_label(Noun.RECTIFICATION_ORDER, found.state)),
        "tone": TONES.get(found.state, "info"),
        "facts": head_facts(found.head),
        "citations": found.head.citations or articles(CONCEPTS, clock.today()),
        "refusals": refusals_sheet(refusals_of(found.head.id)),
        "lines": [_line(one, found, request, here) for one in found.items],
        "ways": _ways(found, request, here),
        "papers_link": papers_url(PaperSubject.RECTIFICATION_ORDER, found.head.id, found.head.campaign),
    }
    return render(request, "web/orders/record.html", context)


TONES = {
    RectificationOrderState.DRAFT: "neutral",
    RectificationOrderState.DELIVERED: "warn",
    RectificationOrderState.CLOSED: "good",
    RectificationOrderState.WITHDRAWN: "bad",
}
_RESULT_TONES = {ItemResult.PASSED: "good", ItemResult.FAILED: "bad", ItemResult.NOT_YET_DUE: "neutral"}


def head_facts(head: Head) -> list[Fact]:
    """What every paper says of itself."""
    facts = [
        Fact(_("企业"), head.enterprise_name),
        Fact(_("文号"), head.number or _("签发时编号")),
        Fact(_("单位"), head.agency_name),
        Fact(_("起草"), " ".join(filter(None, (day_text(head.drafted_on), head.prepared_by)))),
        Fact(_("签发"), " ".join(filter(None, (day_text(head.issued_on), head.issued_by)))),
        Fact(_("送达"), day_text(head.delivered_on)),
    ]
    for one in head.deliveries:
        witness = _("见证人 {who}").format(who=one.witness) if one.witness else ""
        told = " · ".join(filter(None, (day_text(one.on), label(one.method), one.recipient, witness)))
        facts.append(Fact(_("送达回证"), told, wide=True))
    if head.ended_on:
        facts.append(Fact(_("办结"), day_text(head.ended_on)))
    if head.withdrawn_on:
        facts.append(Fact(_("撤回"), f"{day_text(head.withdrawn_on)} {head.withdrawn_reason}", wide=True))
    return facts


def visit_crumb(head: Head) -> list[Crumb]:
    """The visit from which the paper came."""
    return [Crumb(_("现场检查记录"), reverse("inspection", args=[head.inspection]))] if head.inspection else []


def _line(item: Item, found: OrderRecord, request: HttpRequest, here: str) -> ItemLine:
    result = "" if item.result is None else f"{label(item.result)} {day_text(item.result_on)}"
    tone = "neutral" if item.result is None else _RESULT_TONES[item.result]
    return ItemLine(item, item_due(item), result, tone, happened(item), _item_ways(item, found, request, here))


def _item_ways(item: Item, found: OrderRecord, request: HttpRequest, here: str) -> list[Lead]:
    if found.state is not RectificationOrderState.DELIVERED or item.passed:
        return []
    return item_ways(item, actor_of(request), here, clock.today())


def _ways(found: OrderRecord, request: HttpRequest, here: str) -> list[Lead]:
    actor, head = actor_of(request), found.head
    ways = leads(Noun.RECTIFICATION_ORDER, found.state, head.id, actor, back=here)
    if found.state is not RectificationOrderState.DELIVERED:
        return ways
    visit = revisit_url(head.enterprise, head.campaign)
    more = [
        lead("record_reinspection", actor, url=visit),
        lead("record_refusal", actor, back=here, decision_kind="order", decision=head.id),
    ]
    return [*more, *ways]


# Re-inspection ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Check:
    """The page on which the results of a re-inspection are recorded."""

    visit: InspectionRecord
    orders: Sequence[OrderRecord]
    order: OrderRecord | None
    form: DeedForm | None = None
    rows: Rows | None = None
    refused: Refusal | None = None


def reinspection_new(request: HttpRequest, inspection: UUID) -> HttpResponse:
    """登记复查结论: per item of one order that has not passed, what a completed visit of kind re-inspection found."""
    with asking(request):
        check = _check(request, inspection)
    form, rows = check.form, check.rows
    if request.method != "POST" or form is None or rows is None or not all([form.is_valid(), rows.is_valid()]):
        return _check_page(request, check)
    refused = do_form(request, form, inspection=check.visit.id, outcomes=_judged(rows))
    if refused is not None:
        return _check_page(request, Check(check.visit, check.orders, check.order, form, rows, refused))
    drafts.done(request, f"reinspection:{inspection}")
    messages.success(request, _("复查结论已登记。"))
    return HttpResponseRedirect(reverse("order", args=[form.cleaned_data["order"]]))


def _judged(rows: Rows) -> list[dict[str, Any]]:
    return [one for one in rows.inputs() if one.get("result")]


def _check(request: HttpRequest, inspection: UUID) -> Check:
    visit = inspection_record(inspection)
    if visit is None:
        raise Http404
    orders = orders_of(visit.campaign, visit.enterprise)
    wanted = request.POST.get("order") or request.GET.get("order") or (str(orders[0].head.id) if orders else "")
    chosen = next((one for one in orders if str(one.head.id) == wanted), None)
    if chosen is None:
        return Check(visit, orders, None)
    kind = all_kinds()["record_reinspection"]
    form = form_class(kind, titles={"opinion": N_("复查意见")}, fixed=("order",), without=("inspection",))
    part = part_form(Outcome, titles={"proof": N_("复查情况和证明")}, fixed=("item",))
    part.base_fields["result"].required = False
    if request.method == "POST":
        return Check(visit, orders, chosen, form(request.POST), Rows.posted(part, OUTCOMES, request.POST, fixed=True))
    known = [{"item": item.id} for item in chosen.items if not item.passed]
    rows = Rows.opened(part, OUTCOMES, known, fixed=True)
    return Check(visit, orders, chosen, form(initial=opened(visit.visited_on or clock.today(), order=wanted)), rows)


def _check_page(request: HttpRequest, check: Check) -> HttpResponse:
    with asking(request):
        here = reverse("inspection", args=[check.visit.id])
        items = {str(item.id): item for item in (check.order.items if check.order else ())}
        context: dict[str, Any] = {
            "title": _("登记整改复查"),
            "section": "hazard",
            "crumbs": (*_before(check.visit), Crumb(_("登记整改复查"))),
            "check": check,
            "form": check.form,
            "pairs": [(row, items.get(str(row["item"].value()))) for row in check.rows or ()],
            "refused": check.refused,
            "lead": lead("record_reinspection", actor_of(request)),
            "draft": drafts.key(request, f"reinspection:{check.visit.id}"),
            "back": here,
        }
        return render(request, "web/orders/reinspection.html", context)
