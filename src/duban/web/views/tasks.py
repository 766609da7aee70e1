"""待办事项: every next act as a row, filtered by the address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from duban.config import clock
from duban.domain.actor import Actor
from duban.domain.campaign import Campaign
from duban.queries.agencies import bureaus
from duban.queries.tasks import Task, Tasks, TasksSought
from duban.queries.today import today_of
from duban.web.acts import act_word, duties, form_of, is_mine, who
from duban.web.campaigns import Chosen, chosen_campaign
from duban.web.due import due_day
from duban.web.filters import task_filter
from duban.web.listing import Column, Listing, page_of, sort_of
from duban.web.parts import Crumb, DueDay
from duban.web.places import region_name


def tasks(request: HttpRequest) -> HttpResponse:
    """The list behind every figure of the workbench."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by the middleware
    on = clock.today()
    chosen = chosen_campaign(request, on)
    context: dict[str, Any] = {
        "title": _("待办事项"),
        "section": "workbench",
        "crumbs": (Crumb(_("工作台"), reverse("workbench")), Crumb(_("待办事项"))),
        "chosen": chosen,
    }
    return render(request, "web/tasks.html", context | (_list(request, actor, chosen, on) if chosen else {}))


def _list(request: HttpRequest, actor: Actor, chosen: Chosen, on: date) -> dict[str, Any]:
    units = bureaus(actor.reads)
    bar = task_filter(request.GET, chosen, units)
    today = today_of(chosen.campaign, on, actor.reads)
    columns = _columns(several=len(units) > 1)
    whole = Tasks(today, duties(actor), TasksSought())
    found = Tasks(today, duties(actor), TasksSought(**bar.asked()), sort_of(request.GET, columns, "due"))
    page = page_of(found, request.GET)
    listing = Listing(
        caption=_("待办事项"),
        columns=columns,
        page=page,
        query=request.GET,
        total=whole.count,
        unit=_("件"),
        empty_title=_("没有符合条件的待办事项"),
        empty_text=_("调整查询条件，或者从工作台的数字进入。"),
    )
    rows = list(_rows(page, chosen.campaign, units, actor))
    return {"bar": bar, "listing": listing, "rows": rows, "several": len(units) > 1, "late": today.late}


def _columns(*, several: bool) -> list[Column]:
    unit = [Column("unit", _("填报单位"), sortable=True)] if several else []
    return [
        Column("act", _("事项"), sortable=True),
        Column("name", _("企业名称"), sortable=True),
        *unit,
        Column("due", _("期限"), sortable=True),
        Column("why", _("依据")),
        Column("who", _("由谁办理")),
        Column("responsible", _("责任人")),
    ]


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


def _rows(page: Iterable[Task], campaign: Campaign, units: Mapping[str, str], actor: Actor) -> Iterable[TaskRow]:
    for task in page:
        told = task.told
        started = date.fromisoformat(told["started_on"]) if told.get("started_on") else None
        clause = _("工作方案{clause}").format(clause=told["clause"]) if told["clause"] else ""
        yield TaskRow(
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


def _form(task: Task, campaign: Campaign, actor: Actor) -> str:
    """Where the reader does it; empty where it is another's to do."""
    if not is_mine(task.act, actor):
        return ""
    return form_of(task.act, task.enterprise, task.told["subject"], campaign=campaign.id, ground=task.told["ground"])
