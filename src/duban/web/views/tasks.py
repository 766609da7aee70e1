"""待办事项: every next act as a row, filtered by the address."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from duban.domain.actor import Actor
from duban.domain.campaign import Campaign
from duban.queries.agencies import bureaus
from duban.queries.tasks import Task, Tasks, TasksSought
from duban.queries.today import today_of
from duban.web.acts import act_word, duties, form_of, is_mine, who
from duban.web.campaigns import chosen_by
from duban.web.due import due_day
from duban.web.filters import lights, task_filter
from duban.web.found import Asking, Found, asking_of, listing_of
from duban.web.listing import Column, sort_of
from duban.web.parts import Crumb, DueDay
from duban.web.places import region_name
from duban.web.saved import opens_with_default


@opens_with_default("tasks")
def tasks(request: HttpRequest) -> HttpResponse:
    """The list behind every figure of the workbench."""
    asking = asking_of(request)
    waiting = found(asking)
    context: dict[str, Any] = {
        "title": _("待办事项"),
        "section": "workbench",
        "crumbs": (Crumb(_("工作台"), reverse("workbench")), Crumb(_("待办事项"))),
        "chosen": None if waiting is None else waiting.chosen,
    }
    return render(request, "web/tasks.html", context | (_list(asking, waiting) if waiting else {}))


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskList(Found):
    """The list with what only its page tells: whether it holds several units' tasks, whether lights are old."""

    several: bool
    late: bool


def found(asking: Asking) -> TaskList | None:
    """What waits, as the reader asks for it."""
    actor, query = asking.actor, asking.query
    chosen = chosen_by(actor, query, asking.on)
    if chosen is None:
        return None
    units = bureaus(actor.reads)
    bar = task_filter(query, chosen, units)
    today = today_of(chosen.campaign, asking.on, actor.reads)
    columns = _columns(several=len(units) > 1)
    return TaskList(
        code="tasks",
        title=_("待办事项"),
        chosen=chosen,
        bar=bar,
        columns=columns,
        lines=Tasks(today, duties(actor), TasksSought(**bar.asked()), sort_of(query, columns, "due")),
        row=_rows(chosen.campaign, units, actor),
        total=Tasks(today, duties(actor), TasksSought()).count,
        unit=_("件"),
        several=len(units) > 1,
        late=today.late,
    )


def _list(asking: Asking, waiting: TaskList) -> dict[str, Any]:
    listing = listing_of(
        asking,
        waiting,
        empty_title=_("没有符合条件的待办事项"),
        empty_text=_("调整查询条件，或者从工作台的数字进入。"),
    )
    rows = [waiting.row(task) for task in listing.page]
    return {"bar": waiting.bar, "listing": listing, "rows": rows, "several": waiting.several, "late": waiting.late}


def _columns(*, several: bool) -> list[Column]:
    unit = [Column("unit", _("填报单位"), sortable=True, value=lambda row: row.unit)] if several else []
    return [
        Column("act", _("事项"), sortable=True, value=lambda row: row.title),
        Column("name", _("企业名称"), sortable=True, value=lambda row: row.task.name),
        Column("region", _("地区"), value=lambda row: row.region, screen=False),
        *unit,
        Column("due", _("期限"), sortable=True, value=lambda row: row.task.due),
        Column("light", _("状态"), value=lambda row: dict(lights())[row.task.light], screen=False),
        Column("why", _("依据"), value=_why),
        Column("who", _("由谁办理"), value=lambda row: row.who),
        Column("responsible", _("责任人"), value=lambda row: row.task.responsible),
    ]


def _why(row: TaskRow) -> str:
    cited = [
        cited["text"] if cited["verified"] else _("{text}（待法规科核实）").format(text=cited["text"])
        for cited in row.citations
    ]
    return _("；").join(filter(None, [row.clause, *cited]))


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One row as the template draws it."""

    task: Task
    title: str
    url: str
    form: str
    unit: str
    region: str
    due: DueDay | None
    clause: str
    citations: Iterable[Mapping[str, Any]]
    who: str


def _rows(campaign: Campaign, units: Mapping[str, str], actor: Actor) -> Callable[[Task], TaskRow]:
    def row(task: Task) -> TaskRow:
        told = task.told
        started = date.fromisoformat(told["started_on"]) if told.get("started_on") else None
        clause = _("工作方案{clause}").format(clause=told["clause"]) if told["clause"] else ""
        return TaskRow(
            task=task,
            title=act_word(task.act),
            url=f"{reverse('enterprise', args=[task.enterprise])}?campaign={campaign.id}#acts",
            form=_form(task, campaign, actor),
            unit=units.get(task.unit, task.unit),
            region=region_name(task.region),
            due=due_day(task.due, told["deadline"], started, clause) if task.due else None,
            clause=clause,
            citations=told["citations"],
            who=who(task.act),
        )

    return row


def _form(task: Task, campaign: Campaign, actor: Actor) -> str:
    """Where the reader does it; empty where it is another's to do."""
    if not is_mine(task.act, actor):
        return ""
    return form_of(task.act, task.enterprise, task.told["subject"], campaign=campaign.id, ground=task.told["ground"])
