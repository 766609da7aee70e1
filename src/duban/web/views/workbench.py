"""工作台: what waits for the reader, what waits for others, how far the campaign is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from duban.config import clock
from duban.domain.actor import Actor
from duban.domain.campaign import Campaign
from duban.domain.permissions import ROLE_LABELS, Permission, Role, may
from duban.domain.standing import Light
from duban.queries.agencies import bureaus
from duban.queries.done import DoneDeeds, DoneSought
from duban.queries.messages import unread
from duban.queries.tasks import TaskCount, UnitState, task_counts, unit_states, whose_counts
from duban.queries.today import Today, today_of
from duban.web.acts import act_word, duties, who
from duban.web.addresses import list_url
from duban.web.campaigns import Chosen, campaign_title, chosen_campaign
from duban.web.nodes import nodes_of
from duban.web.parts import Event, Figure
from duban.web.views.done import deed_title, record_url

RECENT = 8


def workbench(request: HttpRequest) -> HttpResponse:
    """The first page after log-in."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by the middleware
    on = clock.today()
    context: dict[str, Any] = {"title": _("工作台"), "section": "workbench", "on": on, "roles": _roles(actor)}
    if may(actor.roles, Permission.READ_CASEWORK):
        chosen = chosen_campaign(request, on)
        context |= {"chosen": chosen} | (_casework(actor, chosen, on) if chosen else {})
    if may(actor.roles, Permission.READ_CASEWORK) or may(actor.roles, Permission.READ_SHARED):
        context["unread"] = unread(actor.agency, actor.id)
    context |= _done(actor)
    return render(request, "web/workbench.html", context)


def _roles(actor: Actor) -> str:
    return _("、").join(_(ROLE_LABELS[role]) for role in Role if role in actor.roles)


def _casework(actor: Actor, chosen: Chosen, on: date) -> dict[str, Any]:
    campaign = chosen.campaign
    today = today_of(campaign, on, actor.reads)
    waiting = [_waiting(count, campaign) for count in task_counts(today, duties(actor))]
    units = unit_states(today)
    return {
        "campaign_title": campaign_title(campaign),
        "campaign": campaign,
        "phases": campaign.phases_on(on),
        "nodes": nodes_of(campaign, on),
        "mine": [each for each in waiting if each.mine],
        "others": [each for each in waiting if not each.mine],
        "whole": _sum(units),
        "figures": _figures(_sum(units), campaign),
        "units": _unit_lines(units, campaign, bureaus(actor.reads)) if len(units) > 1 else (),
        "late": today.late,
        "quick": _quick(today, actor, campaign),
    }


def _quick(today: Today, actor: Actor, campaign: Campaign) -> Sequence[tuple[str, Figure]]:
    """The same tasks from three sides: whose they are, whose enterprise it is, how near the day is."""
    counted = whose_counts(today, duties(actor))

    def figure(value: int, rule: str, **sought: str) -> Figure:
        return Figure(value, list_url("tasks", campaign.id, **sought) if value else "", rule, _("件"))

    return (
        (_("轮到我办"), figure(counted.mine, _("由我的角色办理的事项。"), whose="mine")),
        (_("我负责的企业"), figure(counted.me, _("台账责任人是我本人的企业的全部事项。"), whose="me")),
        (_("本单位台账"), figure(counted.unit, _("本单位台账上企业的全部事项。"), whose="unit")),
        (_("逾期"), figure(counted.overdue, _("期限已过的事项。"), light="overdue")),
        (_("临近"), figure(counted.near, _("期限临近的事项。"), light="near")),
    )


@dataclass(frozen=True, slots=True)
class Waiting:
    """One kind of act on the workbench; every figure opens exactly the tasks that it counts."""

    title: str
    who: str
    mine: bool
    overdue: Figure
    near: Figure
    normal: Figure
    total: Figure
    first_due: date | None
    light: Light


def _waiting(count: TaskCount, campaign: Campaign) -> Waiting:
    def figure(value: int, light: str = "") -> Figure:
        whose = "mine" if count.mine else "others"
        return Figure(value, list_url("tasks", campaign.id, act=count.act, light=light, whose=whose) if value else "")

    return Waiting(
        title=act_word(count.act),
        who=who(count.act),
        mine=count.mine,
        overdue=figure(count.overdue, "overdue"),
        near=figure(count.near, "near"),
        normal=figure(count.normal, "normal"),
        total=figure(count.total),
        first_due=count.first_due,
        light=Light.OVERDUE if count.overdue else Light.NEAR if count.near else Light.NORMAL,
    )


def _sum(units: Sequence[UnitState]) -> UnitState:
    names = ("confirmed", "covered", "yellow", "red", "overdue", "hazards", "waiting")
    return UnitState("", **{name: sum(getattr(unit, name) for unit in units) for name in names})


def _figures(whole: UnitState, campaign: Campaign) -> Sequence[tuple[str, Figure]]:
    def figure(value: int, rule: str, unit: str = "", **sought: str) -> Figure:
        return Figure(value, list_url("ledger", campaign.id, **sought) if value else "", rule, unit or _("家"))

    return (
        (_("在册企业"), figure(whole.confirmed, _("确认列入台账且未移出的企业，一家企业有几处厂区的计一家。"))),
        (_("黄牌"), figure(whole.yellow, _("今天有黄牌在列、没有红牌的在册企业。"), card="yellow")),
        (_("红牌"), figure(whole.red, _("今天有红牌在列的在册企业。"), card="red")),
        (_("逾期未整改"), figure(whole.overdue, _("至少一项整改逾期的在册企业；到期待复查的不算。"), overdue="yes")),
        (_("尚未检查"), figure(whole.confirmed - whole.covered, _("没有一次已完成检查的在册企业。"), covered="no")),
        (_("待确认列入"), figure(whole.waiting, _("已提出、尚未确认列入台账的企业。"), place="waiting")),
    )


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit's progress; its name leads to its part of the ledger."""

    name: str
    state: UnitState
    url: str


def _unit_lines(units: Sequence[UnitState], campaign: Campaign, names: Mapping[str, str]) -> Sequence[UnitLine]:
    return [
        UnitLine(names.get(each.unit, each.unit), each, list_url("ledger", campaign.id, unit=each.unit))
        for each in units
    ]


def _done(actor: Actor) -> dict[str, Any]:
    """What the reader did last, each with the way to its record, and how much that is in all."""
    deeds = DoneDeeds(actor.id, actor.reads, DoneSought())
    events = [
        Event(one.at, deed_title(one.name), one.enterprise_name or "", url=record_url(one)) for one in deeds[0:RECENT]
    ]
    return {"done": events, "done_count": deeds.count, "may_list": may(actor.roles, Permission.USE_LISTS)}
