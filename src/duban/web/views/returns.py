"""报送情况: for a due date of the campaign, who has sent what, in time, whole, accepted; and the unit's own return."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from duban.domain.actor import Actor
from duban.domain.campaign import Campaign
from duban.domain.returns import AnnexMark, Timeliness, UnitReturn
from duban.domain.rules.reminders import owing
from duban.domain.workflow import SubmissionState
from duban.queries.submissions import unit_returns
from duban.queries.units import returning_units
from duban.web.campaigns import KEY, Chosen, chosen_by
from duban.web.filters import Filter, choice
from duban.web.found import Asking, Found, asking_of, listing_of
from duban.web.leads import Lead, lead
from duban.web.listing import Column
from duban.web.nodes import Node, nodes_of
from duban.web.returns.parts import crumbs, prepare_url, return_tabs, state_cell, state_word, time_cell, timeliness_word
from duban.web.saved import opens_with_default
from duban.web.sheets import Button, Cell
from duban.web.wording import day as day_text

DUE = "due"


@dataclass(frozen=True, slots=True)
class Row:
    """One unit: per annex its state, its light and the day it was first sent."""

    unit: UnitReturn
    marks: Sequence[tuple[Cell, Cell, date | None]]
    complete: str
    tone: str


@dataclass(frozen=True, slots=True)
class Tally:
    """How far the returns of all units are; ``all`` counts units times annexes."""

    all: int
    sent: int
    accepted: int
    late: Sequence[str]
    missing: Sequence[str]


class UnitLines(list[UnitReturn]):
    """Some thousand at most: one for each unit right below."""

    def iterator(self, chunk_size: int) -> Iterator[UnitReturn]:
        """All of them, one by one."""
        return iter(self)


@opens_with_default("returns")
def returns_list(request: HttpRequest) -> HttpResponse:
    """The returns for a due date."""
    asking = asking_of(request)
    listed = found(asking)
    context: dict[str, Any] = {
        "title": _("报送情况"),
        "section": "annex",
        "crumbs": crumbs(),
        "chosen": None if listed is None else listed.chosen,
    }
    return render(request, "web/returns/list.html", context | (_list(asking, listed) if listed else {}))


def found(asking: Asking) -> Found | None:
    """The units as the reader asks for them."""
    chosen = chosen_by(asking.actor, asking.query, asking.on)
    if chosen is None:
        return None
    campaign = chosen.campaign
    due_on = due_of(campaign, asking.query, asking.on)
    returns = unit_returns(campaign, due_on, returning_units(asking.actor.agency), asking.on)
    bar = _filter(asking.query, chosen, due_on)
    lines = [one for one in returns if _fits(one, bar.asked())]
    return Found(
        code="returns",
        title=_("报送情况"),
        chosen=chosen,
        bar=bar,
        columns=_columns(campaign, due_on),
        lines=UnitLines(lines),
        row=_row,
        total=len(returns),
        unit=_("个单位"),
    )


def due_of(campaign: Campaign, query: QueryDict, on: date) -> date:
    """The due date asked for; else the next one, else the last; the day itself where the campaign has none."""
    known = [each.on for each in campaign.returns]
    wanted = query.get(DUE, "")
    if wanted in {each.isoformat() for each in known}:
        return date.fromisoformat(wanted)
    coming = [each for each in known if each >= on]
    return coming[0] if coming else known[-1] if known else on


def _filter(query: QueryDict, chosen: Chosen, due_on: date) -> Filter:
    dues = [(each.on.isoformat(), f"{day_text(each.on)} {each.title}") for each in chosen.campaign.returns]
    fields: dict[str, forms.Field] = {
        DUE: forms.ChoiceField(label=_("报送节点"), required=False, choices=dues),
        "timeliness": choice(_("时限"), [(each.value, timeliness_word(each)) for each in Timeliness]),
        "accepted": choice(_("接收"), [("yes", _("全部接收")), ("no", _("没有全部接收"))]),
        "text": forms.CharField(label=_("单位名称"), required=False, max_length=100),
    }
    return Filter(query, chosen, fields, {DUE: due_on.isoformat()})


def _fits(one: UnitReturn, asked: Mapping[str, Any]) -> bool:
    accepted = all(mark.accepted for mark in one.annexes)
    return (
        asked.get("text", "") in one.name
        and asked.get("timeliness", "") in ("", *(mark.timeliness.value for mark in one.annexes))
        and asked.get("accepted", "") in ("", "yes" if accepted else "no")
    )


def _columns(campaign: Campaign, due_on: date) -> list[Column]:
    columns = [Column("unit", _("填报单位"), value=lambda row: row.unit.name)]
    for place, annex in enumerate(campaign.annexes_due(due_on)):
        columns += _annex_columns(place, annex)
    return [*columns, Column("complete", _("完整"), value=lambda row: row.complete)]


def _annex_columns(place: int, annex: str) -> list[Column]:
    def mark(row: Row) -> AnnexMark:
        return row.unit.annexes[place]

    name = _("附件{annex}").format(annex=annex)
    return [
        Column(f"state-{annex}", f"{name} {_('状态')}", value=lambda row: state_word(mark(row))),
        Column(f"time-{annex}", f"{name} {_('时限')}", value=lambda row: timeliness_word(mark(row).timeliness)),
        Column(f"sent-{annex}", f"{name} {_('首次报送')}", value=lambda row: mark(row).first_submitted_on),
    ]


def _row(one: UnitReturn) -> Row:
    marks = [(state_cell(mark), time_cell(mark), mark.first_submitted_on) for mark in one.annexes]
    return Row(one, marks, _("完整") if one.complete else _("不完整"), "good" if one.complete else "neutral")


def _list(asking: Asking, listed: Found) -> dict[str, Any]:
    campaign, actor = listed.chosen.campaign, asking.actor
    due_on = due_of(campaign, asking.query, asking.on)
    units = returning_units(actor.agency)
    returns = unit_returns(campaign, due_on, units, asking.on)
    listing = listing_of(
        asking,
        listed,
        empty_title=_("没有符合条件的单位"),
        empty_text=_("请放宽查询条件。"),
    )
    return {
        "bar": listed.bar,
        "listing": listing,
        "rows": [listed.row(one) for one in listing.page],
        "tabs": return_tabs("returns", campaign.id, judging=len(units) > 1),
        "node": _node(campaign, due_on, asking.on),
        "tally": tally(returns) if len(units) > 1 else None,
        "remind": _remind(campaign, due_on, actor) if owing(returns, actor.agency) else None,
        "own": [_own(campaign, due_on, mark, asking) for mark in returns[0].annexes],
        "own_name": returns[0].name,
    }


def _remind(campaign: Campaign, due_on: date, actor: Actor) -> Lead:
    """The way to urging all that owe a return."""
    back = f"{reverse('returns')}?{urlencode({KEY: campaign.id, DUE: due_on.isoformat()})}"
    return lead("remind_returns", actor, back=back, campaign=campaign.id, report_on=due_on.isoformat())


def _node(campaign: Campaign, due_on: date, on: date) -> Node | None:
    return next((node for node in nodes_of(campaign, on) if node.due.due_on == due_on), None)


def tally(returns: Sequence[UnitReturn]) -> Tally:
    """Of all units: sent, accepted, late, missing; the last two by name."""
    marks = [(one.name, mark) for one in returns for mark in one.annexes]
    at = {each: list(dict.fromkeys(name for name, mark in marks if mark.timeliness is each)) for each in Timeliness}
    return Tally(
        all=len(marks),
        sent=sum(mark.first_submitted_on is not None for _name, mark in marks),
        accepted=sum(mark.accepted for _name, mark in marks),
        late=at[Timeliness.LATE],
        missing=[*at[Timeliness.MISSING], *at[Timeliness.PENDING]],
    )


def _own(campaign: Campaign, due_on: date, mark: AnnexMark, asking: Asking) -> tuple[str, Sequence[Cell], Cell]:
    """The unit's own annex: its title, its state, and what comes next."""
    title = _("附件{annex} {title}").format(annex=mark.annex, title=campaign.annex(mark.annex).title)
    if mark.version is None:
        url = prepare_url(campaign.id, mark.annex, due_on.isoformat())
        ready = due_on <= asking.on
        next_one: Cell = Button(_("编制"), url) if ready else _("{day} 起可以编制").format(day=day_text(due_on))
    else:
        again = mark.state in (SubmissionState.RETURNED, SubmissionState.REOPENED)
        next_one = Button(_("重新编制") if again else _("打开"), reverse("return", args=[mark.version]))
    return title, [state_cell(mark), time_cell(mark)], next_one
