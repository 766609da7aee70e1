"""接近名单 and 累计处罚: who is close to a card and why, and how often each enterprise was penalised in the windows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from duban.domain.deadline_rules import RepeatWindow
from duban.domain.messages import Message
from duban.domain.standing import CloseKind
from duban.domain.vocabulary import CardColour
from duban.queries.agencies import bureaus
from duban.queries.card_pool import Near, Pool, PoolSought
from duban.queries.law import law_in_use
from duban.queries.penalties import Counted, counted
from duban.queries.today import today_of
from duban.web.campaigns import Chosen, chosen_by
from duban.web.cards import card_tabs
from duban.web.filters import Filter, choice
from duban.web.found import Asking, Found, asking_of, listing_of
from duban.web.listing import Column, sort_of
from duban.web.parts import Crumb
from duban.web.places import region_name
from duban.web.saved import opens_with_default
from duban.web.views.deeds import enterprise_url
from duban.web.wording import day as day_text
from duban.web.wording import say, yuan
from duban.web.words import label, words_for_filter

LONGEST = 6  # reasons of one enterprise on the page; its own page has them all


@dataclass(frozen=True, slots=True)
class Row:
    """One enterprise of the pool; ``more``: reasons that are only on its own page."""

    near: Near
    url: str
    unit: str
    region: str
    calls: Sequence[tuple[str, str]]
    more: int


@dataclass(frozen=True, slots=True)
class PoolList(Found):
    """A list over today's standings; ``late``: some of them are older."""

    late: bool


@opens_with_default("card_pool")
def card_pool(request: HttpRequest) -> HttpResponse:
    """接近名单: enterprises without a red card that a missing fact, a due day or a penalty brings close to one."""
    asking = asking_of(request)
    listed = found(asking)
    more = {"empty_title": _("没有接近名单的企业"), "empty_text": _(
        "待查明事实、期限临近的重大隐患、五落实缺少证明和累计处罚都会列在这里；已列入红牌的不再列出。"
    )}  # fmt: skip
    context = _context(_("接近名单的企业"), "card_pool", listed)
    if listed is not None:
        listing = listing_of(asking, listed, **more)
        context |= _drawn(listed) | {"listing": listing, "rows": [listed.row(one) for one in listing.page]}
    return render(request, "web/cards/pool.html", context)


def found(asking: Asking) -> PoolList | None:
    """The pool as the reader asks for it."""
    actor, query = asking.actor, asking.query
    chosen = chosen_by(actor, query, asking.on)
    if chosen is None:
        return None
    units = bureaus(actor.reads)
    today = today_of(chosen.campaign, asking.on, actor.reads)
    bar = _filter(query, chosen, units)
    columns = _columns(several=len(units) > 1)
    lines = Pool(today, PoolSought(**bar.asked()), sort_of(query, columns, "due"))
    return PoolList(
        code="card_pool",
        title=_("接近名单的企业"),
        chosen=chosen,
        bar=bar,
        columns=columns,
        lines=lines,
        row=lambda one: _row(one, chosen, units),
        total=lines.total,
        unit=_("家"),
        late=today.late,
    )


def _context(title: str, here: str, listed: PoolList | None) -> dict[str, Any]:
    return {
        "title": title,
        "section": "card",
        "crumbs": (Crumb(_("工作台"), reverse("workbench")), Crumb(_("黄红牌"), reverse("cards")), Crumb(title)),
        "chosen": None if listed is None else listed.chosen,
        "tabs": card_tabs(here, listed.chosen.campaign.id) if listed else (),
    }


def _drawn(listed: PoolList) -> dict[str, Any]:
    several = "unit" in {column.key for column in listed.columns}
    return {"bar": listed.bar, "several": several, "late": listed.late}


def _filter(query: QueryDict, chosen: Chosen, units: Mapping[str, str]) -> Filter:
    fields: dict[str, forms.Field] = {
        "text": forms.CharField(label=_("企业名称"), required=False, max_length=100),
        "kind": choice(_("原因"), words_for_filter(CloseKind)),
        "card": choice(_("现有名单"), [(CardColour.YELLOW.value, _("黄牌")), ("none", _("未列入"))]),
    }
    if len(units) > 1:
        fields["unit"] = choice(_("填报单位"), units.items())
    return Filter(query, chosen, fields)


def _columns(*, several: bool) -> list[Column]:
    unit = [Column("unit", _("填报单位"), sortable=True, value=lambda row: row.unit)] if several else []
    return [
        Column("name", _("企业名称"), sortable=True, value=lambda row: row.near.name),
        *unit,
        Column("region", _("地区"), value=lambda row: row.region),
        Column("card", _("现有名单"), value=lambda row: _card(row.near)),
        Column("why", _("为什么接近"), value=lambda row: _("；").join(text for _kind, text in row.calls)),
        Column("due", _("最早期限"), sortable=True, value=lambda row: row.near.first_due),
    ]


def _card(one: Near) -> str:
    return label(CardColour(one.card)) if one.card else ""


def _row(one: Near, chosen: Chosen, units: Mapping[str, str]) -> Row:
    calls = list(dict.fromkeys((label(CloseKind(call["kind"])), _said(call["message"])) for call in one.calls))
    return Row(
        near=one,
        url=enterprise_url(one.enterprise, chosen.campaign.id),
        unit=units.get(one.unit, one.unit),
        region=region_name(one.region),
        calls=calls[:LONGEST],
        more=max(len(calls) - LONGEST, 0),
    )


def _said(told: Mapping[str, Any]) -> str:
    return say(Message(told["code"], told["text"], told["params"]))


# The counter -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Window:
    """One window of one enterprise: from which day its decisions count, how many there are of how many."""

    title: str
    first_on: str
    count: int
    needed: int
    light: str


@dataclass(frozen=True, slots=True)
class CounterRow:
    """One enterprise with its windows; ``counted``: the ids of the decisions that one of them counts."""

    near: Near
    url: str
    unit: str
    windows: Sequence[Window]
    counted: Sequence[str]

    @property
    def told(self) -> str:
        """The windows in words."""
        return _("；").join(f"{window.title} {window.count} / {window.needed}" for window in self.windows)


@opens_with_default("penalty_counter")
def penalty_counter(request: HttpRequest) -> HttpResponse:
    """累计处罚: the enterprises with decisions in a repeat window of today, the fullest first."""
    asking = asking_of(request)
    listed = found_counted(asking)
    context = _context(_("累计处罚"), "penalty_counter", listed)
    if listed is not None:
        context |= _counter(asking, listed)
    return render(request, "web/cards/counter.html", context)


def found_counted(asking: Asking) -> PoolList | None:
    """The counter as the reader asks for it."""
    actor, query = asking.actor, asking.query
    chosen = chosen_by(actor, query, asking.on)
    if chosen is None:
        return None
    units = bureaus(actor.reads)
    today = today_of(chosen.campaign, asking.on, actor.reads)
    bar = _counter_filter(query, chosen, units)
    columns = _counter_columns(several=len(units) > 1)
    lines = Pool(today, PoolSought(**bar.asked()), sort_of(query, columns, "-count"), counted=True)
    rules = _windows(asking.on)
    return PoolList(
        code="penalty_counter",
        title=_("累计处罚"),
        chosen=chosen,
        bar=bar,
        columns=columns,
        lines=lines,
        row=lambda one: _counter_row(one, chosen, units, asking.on, rules),
        total=lines.total,
        unit=_("家"),
        late=today.late,
    )


def _windows(on: date) -> Mapping[str, RepeatWindow]:
    return {window.code: window for window in law_in_use().deadlines.repeat_windows(on)}


def _counter(asking: Asking, listed: PoolList) -> dict[str, Any]:
    rules = _windows(asking.on)
    listing = listing_of(
        asking,
        listed,
        empty_title=_("没有企业在累计处罚的期间内受到处罚"),
        empty_text="" if rules else _("今天适用的法律没有规定累计处罚的期间。"),
    )
    rows: list[CounterRow] = [listed.row(one) for one in listing.page]
    known = counted([each for row in rows for each in row.counted])
    return _drawn(listed) | {
        "listing": listing,
        "rows": [(row, [_decision(known[each]) for each in row.counted if each in known]) for row in rows],
        "windows": [_rule(window, asking.on) for window in rules.values()],
    }


def _counter_filter(query: QueryDict, chosen: Chosen, units: Mapping[str, str]) -> Filter:
    fields: dict[str, forms.Field] = {"text": forms.CharField(label=_("企业名称"), required=False, max_length=100)}
    if len(units) > 1:
        fields["unit"] = choice(_("填报单位"), units.items())
    return Filter(query, chosen, fields)


def _counter_columns(*, several: bool) -> list[Column]:
    unit = [Column("unit", _("填报单位"), sortable=True, value=lambda row: row.unit)] if several else []
    rule = _("安全生产法施行新规定后，对生产经营单位作出、没有撤销的处罚决定，按决定日计入；对个人的不计。")
    return [
        Column("name", _("企业名称"), sortable=True, value=lambda row: row.near.name),
        *unit,
        Column("card", _("现有名单"), value=lambda row: _card(row.near)),
        Column("count", _("期间和次数"), sortable=True, rule=rule, value=lambda row: row.told),
    ]


def _rule(window: RepeatWindow, on: date) -> tuple[str, str, bool]:
    """What a window says, on which article, verified or not."""
    cited = law_in_use().cited(window.concept, on)
    told = _("{code} {title}：自 {first} 起的决定计入今天的期间").format(
        code=window.code, title=window.title, first=day_text(window.first_day(on))
    )
    return told, "" if cited is None else cited.text, window.verified and cited is not None and cited.verified


def _counter_row(
    one: Near, chosen: Chosen, units: Mapping[str, str], on: date, rules: Mapping[str, RepeatWindow]
) -> CounterRow:
    windows = [_window(told, on, rules) for told in one.windows if told["decisions"]]
    decisions = list(dict.fromkeys(each for told in one.windows for each in told["decisions"]))
    url = enterprise_url(one.enterprise, chosen.campaign.id)
    return CounterRow(one, url, units.get(one.unit, one.unit), windows, decisions)


def _window(told: Mapping[str, Any], on: date, rules: Mapping[str, RepeatWindow]) -> Window:
    count, needed = len(told["decisions"]), int(told["needed"])
    rule = rules.get(told["code"])
    return Window(
        title=f"{told['code']} {told['title']}",
        first_on=day_text(rule.first_day(on)) if rule else "",
        count=count,
        needed=needed,
        light="overdue" if count >= needed else "near" if count == needed - 1 else "normal",
    )


def _decision(one: Counted) -> tuple[str, str]:
    """The decision in words and its page."""
    amount = _("{amount} 元").format(amount=yuan(one.fine_fen)) if one.fine_fen else ""
    return " ".join(filter(None, (day_text(one.decided_on), one.number, amount))), reverse("penalty", args=[one.id])
