"""黄红牌: what today's standings propose, and the cards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from duban.domain.messages import Message
from duban.domain.rules.answering import CONFIRMS
from duban.domain.vocabulary import CardColour
from duban.domain.workflow import CardState, Noun, state_label
from duban.queries.agencies import bureaus
from duban.queries.cards import (
    CardLine,
    CardsSought,
    card_line,
    cards,
)
from duban.queries.tasks import Tasks, TasksSought
from duban.queries.today import today_of
from duban.web.acts import duties
from duban.web.campaigns import Chosen, chosen_by
from duban.web.cards import TONES, card_tabs, ground_text
from duban.web.filters import Filter, choice, placing_fields
from duban.web.found import Asking, Batching, Found, asking_of, listing_of
from duban.web.listing import Batch, Column, sort_of
from duban.web.parts import Crumb
from duban.web.places import region_name
from duban.web.posting import actor_of
from duban.web.saved import opens_with_default
from duban.web.wording import say
from duban.web.words import label, words_for_filter

SHOWN = 50  # proposals on the page; the task list holds them all


@dataclass(frozen=True, slots=True)
class Proposed:
    """One proposal of today's standings."""

    colour: str
    ground: str
    text: str
    enterprise: str
    url: str
    notes: Sequence[str]


@opens_with_default("cards")
def cards_list(request: HttpRequest) -> HttpResponse:
    """黄红牌: proposals first, because somebody has to answer them; then every card."""
    asking = asking_of(request)
    listed = found(asking)
    context: dict[str, Any] = {
        "title": _("黄红牌"),
        "section": "card",
        "crumbs": (Crumb(_("工作台"), reverse("workbench")), Crumb(_("黄红牌"))),
        "chosen": None if listed is None else listed.chosen,
    }
    return render(request, "web/cards/list.html", context | (_lists(request, asking, listed) if listed else {}))


def found(asking: Asking) -> Found | None:
    """The cards as the reader asks for them."""
    chosen = chosen_by(asking.actor, asking.query, asking.on)
    if chosen is None:
        return None
    units = bureaus(asking.actor.reads)
    bar = _filter(asking.query, chosen, units)
    columns = _columns(several=len(units) > 1)
    lines, total = cards(chosen.campaign.id, CardsSought(**bar.asked()), sort_of(asking.query, columns, "-on"))
    return Found(
        code="cards",
        title=_("黄牌、红牌"),
        chosen=chosen,
        bar=bar,
        columns=columns,
        lines=lines,
        row=lambda one: _row(card_line(one), chosen, units),
        total=total,
        unit=_("张"),
        batching=Batching(
            deeds=(Batch("notify_card", _("书面告知企业"), row="card"),),
            key=lambda one: one.pk,
            name=lambda one: one.enterprise.name,
            pick=lambda keys: cards(chosen.campaign.id, CardsSought(), "-on")[0].filter(pk__in=keys),
        ),
    )


def _lists(request: HttpRequest, asking: Asking, listed: Found) -> dict[str, Any]:
    listing = listing_of(
        asking,
        listed,
        empty_title=_("没有符合条件的黄牌、红牌"),
        empty_text=_("名单由态势提出建议，由人确认；没有建议就没有名单。"),
    )
    proposals, more = _proposals(request, listed.chosen, asking.on)
    return {
        "bar": listed.bar,
        "listing": listing,
        "rows": [listed.row(one) for one in listing.page],
        "several": "unit" in {column.key for column in listed.columns},
        "tabs": card_tabs("cards", listed.chosen.campaign.id),
        "proposals": proposals,
        "more": more,
    }


def _proposals(request: HttpRequest, chosen: Chosen, on: date) -> tuple[list[Proposed], int]:
    actor = actor_of(request)
    today = today_of(chosen.campaign, on, actor.reads)
    found, more = [], 0
    for colour in (CardColour.RED, CardColour.YELLOW):
        tasks = Tasks(today, duties(actor), TasksSought(act=CONFIRMS[colour].value))
        shown = list(tasks[0:SHOWN])
        more += max(tasks.count - len(shown), 0)
        for one in shown:
            ground, subject = one.told["ground"], one.told["subject"]
            url = proposal_url(chosen.campaign.id, one.enterprise, colour, ground, subject)
            notes = [say(Message(note["code"], note["text"], note["params"])) for note in one.told["notes"]]
            found.append(Proposed(colour.value, ground, ground_text(chosen.campaign, [ground]), one.name, url, notes))
    return found, more


def proposal_url(campaign: str, enterprise: UUID, colour: CardColour, ground: str, subject: str) -> str:
    """The page of one proposal."""
    return reverse("card_proposal", args=[campaign, enterprise, colour.value, ground, subject])


def _filter(query: QueryDict, chosen: Chosen, units: Mapping[str, str]) -> Filter:
    fields: dict[str, forms.Field] = {
        "text": forms.CharField(label=_("企业名称"), required=False, max_length=100),
        "colour": choice(_("名单类别"), words_for_filter(CardColour)),
        "state": choice(_("状态"), [(one.value, _(state_label(Noun.CARD, one))) for one in CardState]),
    }
    if len(units) > 1:
        fields["unit"] = choice(_("填报单位"), units.items())
    fields |= placing_fields(query, chosen, _("确认日期自"), _("确认日期至"))
    return Filter(query, chosen, fields)


def _columns(*, several: bool) -> list[Column]:
    unit = [Column("unit", _("填报单位"), sortable=True, value=lambda row: row.unit)] if several else []
    return [
        Column("colour", _("名单类别"), sortable=True, value=lambda row: label(row.line.colour)),
        Column("name", _("企业名称"), sortable=True, value=lambda row: row.line.enterprise_name),
        *unit,
        Column("region", _("地区"), value=lambda row: row.region),
        Column("state", _("状态"), value=lambda row: row.state),
        Column("ground", _("依据"), value=lambda row: row.ground),
        Column("on", _("提出日期"), sortable=True, value=lambda row: row.line.proposed_on),
        Column("confirmed", _("确认日期"), value=lambda row: row.line.confirmed_on),
        Column("lifted", _("移出日期"), value=lambda row: row.line.lifted_on),
    ]


@dataclass(frozen=True, slots=True)
class Row:
    """One line as the template draws it."""

    line: CardLine
    state: str
    tone: str
    unit: str
    region: str
    ground: str


def _row(one: CardLine, chosen: Chosen, units: Mapping[str, str]) -> Row:
    state = _(state_label(Noun.CARD, one.state))
    unit = units.get(one.unit, one.unit)
    return Row(one, state, TONES[one.state], unit, region_name(one.region), ground_text(chosen.campaign, one.grounds))
