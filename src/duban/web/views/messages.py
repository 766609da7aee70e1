"""消息: what units above and below told one another; opening one is noted."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages as toasts
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from duban.actions.messages import note_read
from duban.actions.register import all_kinds
from duban.config import clock
from duban.domain.papers.vocabulary import PaperSubject
from duban.queries.agencies import units_of
from duban.queries.messages import (
    READ,
    UNREAD,
    MessageLine,
    MessagesSought,
    message,
    message_line,
    messages,
)
from duban.web.campaigns import KEY
from duban.web.deed_forms import form_class, opened
from duban.web.filters import Filter, choice
from duban.web.found import Asking, FoundAnywhere, asking_of, listing_of
from duban.web.leads import lead
from duban.web.listing import Column, Link
from duban.web.middleware import asking
from duban.web.papers.parts import papers_url
from duban.web.parts import Crumb, Fact
from duban.web.posting import actor_of, do_form
from duban.web.saved import opens_with_default
from duban.web.wording import day as day_text

SEND = "send_message"


@dataclass(frozen=True, slots=True)
class Row:
    """One line as the template draws it."""

    line: MessageLine
    state: str
    tone: str


@opens_with_default("messages")
def messages_list(request: HttpRequest) -> HttpResponse:
    """To the reader's unit and from it."""
    asked = asking_of(request)
    listed = found(asked)
    send = lead(SEND, asked.actor, url=reverse("message_new"))
    listing = listing_of(
        asked,
        listed,
        links=[Link(send.title, send.url, "add", primary=True)] if send.allowed and asked.actor.subordinates else [],
        empty_title=_("没有符合条件的消息"),
        empty_text=_("上级单位的催报和通知列在这里。"),
    )
    context: dict[str, Any] = {
        "title": _("消息"),
        "section": "workbench",
        "crumbs": _crumbs(),
        "bar": listed.bar,
        "listing": listing,
        "rows": [listed.row(one) for one in listing.page],
    }
    return render(request, "web/messages/list.html", context)


def found(asked: Asking) -> FoundAnywhere:
    """The messages as the reader asks for them."""
    fields: dict[str, forms.Field] = {
        "state": choice(_("是否已读"), [(UNREAD, _("未读")), (READ, _("已读"))]),
        "reminder": choice(_("种类"), [("yes", _("催报")), ("no", _("通知"))]),
        "sent": choice(_("往来"), [("no", _("收到的")), ("yes", _("发出的"))]),
        "text": forms.CharField(label=_("标题、内容"), required=False, max_length=100),
    }
    bar, actor = Filter(asked.query, None, fields), asked.actor
    lines, total = messages(actor.agency, actor.id, MessagesSought(**bar.asked()))
    return FoundAnywhere(
        code="messages",
        title=_("消息"),
        bar=bar,
        columns=_columns(),
        lines=lines,
        row=lambda one: _row(message_line(one, actor.agency)),
        total=total,
        unit=_("条"),
    )


def _columns() -> list[Column]:
    return [
        Column("subject", _("标题"), value=lambda row: row.line.subject),
        Column("text", _("内容"), value=lambda row: row.line.text, screen=False),
        Column("sender", _("发出单位"), value=lambda row: row.line.sender),
        Column("receiver", _("接收单位"), value=lambda row: row.line.receiver),
        Column("on", _("日期"), value=lambda row: row.line.on),
        Column("state", _("是否已读"), value=lambda row: row.state),
    ]


def _row(line: MessageLine) -> Row:
    if line.sent:
        return Row(line, _("发出的"), "neutral")
    return Row(line, _("已读") if line.seen else _("未读"), "neutral" if line.seen else "info")


def message_page(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """One message; its first opening by somebody of the receiving unit is noted."""
    actor = actor_of(request)
    line = message(message_id, actor.agency, actor.id)
    if line is None:
        raise Http404
    if not line.sent and not line.seen:
        transaction.on_commit(partial(note_read, message_id, by=actor, at=clock.now()))
    urged = line.sent and line.reminder and line.about.count("/") > 1
    context: dict[str, Any] = {
        "title": line.subject,
        "section": "workbench",
        "crumbs": _crumbs(Crumb(line.subject)),
        "facts": [
            Fact(_("发出单位"), line.sender),
            Fact(_("接收单位"), line.receiver),
            Fact(_("日期"), day_text(line.on)),
        ],
        "text": line.text,
        "url": way(line.about),
        "papers_link": papers_url(PaperSubject.MESSAGE, line.id, line.about.split("/")[1]) if urged else "",
    }
    return render(request, "web/messages/record.html", context)


def way(about: str) -> str:
    """Where what a message is about is done."""
    kind, _sep, told = about.partition("/")
    campaign, _sep, on = told.partition("/")
    return f"{reverse('returns')}?{urlencode({KEY: campaign, 'due': on})}" if kind == "returns" else ""


def message_new(request: HttpRequest) -> HttpResponse:
    """发送消息 to one unit below."""
    with asking(request):
        actor = actor_of(request)
        below = [(code, name) for code, name in units_of(actor.agency).items() if code != actor.agency]
    kind = form_class(all_kinds()[SEND], choices={"to": below}, titles={"to": _("接收单位")})
    form = kind(request.POST) if request.method == "POST" else kind(initial=opened(clock.today()))
    refused = None
    if request.method == "POST" and form.is_valid():
        refused = do_form(request, form)
        if refused is None:
            toasts.success(request, _("消息已发送。"))
            return HttpResponseRedirect(reverse("messages"))
    with asking(request):
        context: dict[str, Any] = {
            "title": _("发送消息"),
            "section": "workbench",
            "crumbs": _crumbs(Crumb(_("发送消息"))),
            "facts": [],
            "form": form,
            "refused": refused,
            "lead": lead(SEND, actor),
            "back": reverse("messages"),
        }
        return render(request, "web/deeds/plain.html", context)


def _crumbs(*last: Crumb) -> tuple[Crumb, ...]:
    return (Crumb(_("工作台"), reverse("workbench")), Crumb(_("消息"), reverse("messages") if last else ""), *last)
