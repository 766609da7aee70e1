"""移交: everything that is open for a person goes to one successor, in one step; then the person may leave."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid5

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from duban.actions.register import all_kinds
from duban.config import clock
from duban.domain.messages import Refusal
from duban.domain.wordlists import PersonKind
from duban.queries.open_items import OpenItems, open_items
from duban.queries.people import experts_on, officers_on
from duban.queries.staff import PersonRecord, person_record
from duban.web import drafts
from duban.web.administration import SECTION, crumbs
from duban.web.deed_forms import Choices, DeedForm, form_class, opened
from duban.web.leads import lead
from duban.web.middleware import asking
from duban.web.parts import Crumb
from duban.web.posting import actor_of, do_form, do_once
from duban.web.views.people import open_sheets
from duban.web.wording import day as day_text

LEAVES = "leaves"


def hand_over(request: HttpRequest, person: UUID) -> HttpResponse:
    """What is open for the person, and the form that gives all of it away; with the tick, the person leaves too."""
    with asking(request):
        found = person_record(person, clock.today())
        if found is None or found.line.unit != actor_of(request).agency:
            raise Http404
        if found.line.left_on is not None:  # sent twice, it is done
            return _left(request, person)
        items = open_items(person, clock.today())
        form = _form(request, found, items)
    if request.method != "POST" or not form.is_valid():
        return _page(request, found, items, form)
    refused = _done(request, form, items)
    if refused is not None:
        with asking(request):
            items = open_items(person, clock.today())
        return _page(request, found, items, form, refused)
    drafts.done(request, f"hand_over:{person}")
    messages.success(request, _("已登记离岗。") if form.cleaned_data[LEAVES] else _("已移交。"))
    return HttpResponseRedirect(reverse("person", args=[person]))


def _left(request: HttpRequest, person: UUID) -> HttpResponse:
    if request.method != "POST":
        raise Http404
    return HttpResponseRedirect(reverse("person", args=[person]))


def _form(request: HttpRequest, found: PersonRecord, items: OpenItems) -> DeedForm:
    kind = form_class(
        all_kinds()["hand_over"],
        choices={"to_person": _successors(request, found)},
        titles={"to_person": _("接手人员")},
        fixed=("from_person",),
    )
    form = (
        kind(request.POST)
        if request.method == "POST"
        else kind(initial=opened(clock.today(), from_person=found.line.id))
    )
    form.fields["from_person"].widget = forms.HiddenInput()
    form.fields["to_person"].required = bool(items.count)
    form.fields[LEAVES] = forms.BooleanField(
        label=_("同时登记离岗，停用其账号"), required=False, initial=not items.count,
        help_text=_("离岗后不能再安排检查、列为责任人；已经留下的记录不变。"),
    )  # fmt: skip
    return form


def _successors(request: HttpRequest, found: PersonRecord) -> Choices:
    """People of the same kind in the unit who are there; an officer's certificate is named."""
    agency, on = actor_of(request).agency, clock.today()
    if found.line.kind is not PersonKind.OFFICER:
        return [(str(one.id), one.name) for one in experts_on(agency, on) if one.id != found.line.id]
    told = _("{name}（证件有效期至 {day}）")
    return [
        (
            str(one.id),
            told.format(name=one.name, day=day_text(one.valid_to))
            if one.valid
            else _("{name}（没有有效证件）").format(name=one.name),
        )
        for one in officers_on(agency, on)
        if one.id != found.line.id
    ]


def _done(request: HttpRequest, form: DeedForm, items: OpenItems) -> Refusal | None:
    """Hand over what there is, then leave; each is a deed of its own, and a second press does neither again."""
    given = form.cleaned_data
    if given["to_person"]:
        refused = do_form(request, form)
        if refused is not None:
            return refused
    if not given[LEAVES]:
        return None
    leaving = uuid5(given["deed"], LEAVES)
    return do_once(request, "leave", on=given["on"], deed=leaving, person=given["from_person"], reason=given["reason"])


def _page(
    request: HttpRequest, found: PersonRecord, items: OpenItems, form: DeedForm, refused: Refusal | None = None
) -> HttpResponse:
    title = _("离岗移交")
    back = reverse("person", args=[found.line.id])
    context: dict[str, Any] = {
        "title": title,
        "section": SECTION,
        "crumbs": crumbs(Crumb(_("人员和证件"), reverse("people")), Crumb(found.line.name, back), Crumb(title)),
        "record": found,
        "items": items,
        "open_items": open_sheets(items),
        "form": form,
        "lead": lead("hand_over", actor_of(request)),
        "refused": refused,
        "draft": drafts.key(request, f"hand_over:{found.line.id}"),
        "back": back,
    }
    with asking(request):
        return render(request, "web/people/hand_over.html", context)
