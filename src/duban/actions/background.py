"""Background tasks 后台任务: started by a deed, worked on by the jobs' room or at once, ended with a result.

The deed writes the task and puts the job into the queue in one transaction. The work itself runs in transactions of its
own, in the scope of whoever asked, and may run again: a worker that was killed begins anew, so whatever the work does
it does under ids that are made from the task's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from time import monotonic
from typing import Annotated, Any
from uuid import UUID

from django.db import DatabaseError, connection
from procrastinate.contrib.django import app
from pydantic import Field

from duban.actions.deeds import deed
from duban.actions.fields import Name
from duban.actions.progress import told_to
from duban.domain.actor import Actor
from duban.domain.messages import N_, Message, Refusal
from duban.domain.permissions import Permission, require
from duban.domain.wordlists import TaskKind
from duban.records.files import Kept
from duban.records.models import BackgroundTask
from duban.records.scope import scoped

RUN = "run_task"
"""The name under which the jobs' room knows the work on a task."""
GRACE = 60  # seconds that who started a task has to end it at once, before a worker looks after it
EVERY = 0.5  # seconds between two notes of progress
MOST_ATTEMPTS = 3

Kind = Annotated[TaskKind, Field(description=N_("任务种类"), examples=["export"])]
Asked = Annotated[
    dict[str, str], Field(description=N_("任务内容（由页面填写）"), examples=[{"list": "ledger", "query": "card=red"}])
]
AtOnce = Annotated[bool, Field(description=N_("由发起的一方立即办理"), examples=[False])]


@deed(permission=Permission.USE_LISTS, title=N_("启动后台任务"))
def start_task(
    *, by: Actor, on: date, at: datetime, id: UUID, kind: Kind, title: Name, asked: Asked, at_once: AtOnce = False
) -> UUID:
    """Ask the server to do something that takes long; taking a list along as a file is noted here too.

    ``at_once``: who starts it also does it now; should that break off, a worker does it.
    """
    require(by.roles, NEEDED[kind])
    BackgroundTask.objects.create(
        id=id, home_agency_id=by.agency, kind=kind, title=title, asked=asked, asked_by_id=by.id, asked_at=at
    )
    app.configure_task(RUN, schedule_in={"seconds": GRACE if at_once else 0}).defer(task=str(id), by=str(by.id))
    return id


NEEDED: Mapping[TaskKind, Permission] = {
    TaskKind.EXPORT: Permission.USE_LISTS,
    TaskKind.BATCH: Permission.USE_LISTS,  # each row asks for its deed's own
    TaskKind.IMPORT_CHECK: Permission.KEEP_LEDGER,
    TaskKind.IMPORT_MARKED: Permission.KEEP_LEDGER,
    TaskKind.IMPORT: Permission.KEEP_LEDGER,
}
"""What is asked for when a task is started, and once more when it runs."""


# The work ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Work:
    """A task as its work gets it; how far it is, it says by ``progress.tell``."""

    id: UUID
    asked: Mapping[str, str]
    asked_at: datetime
    by: Actor


@dataclass(frozen=True, slots=True)
class Result:
    """What came of it: a kept file under a name, and how many rows it is about."""

    rows: int
    file: Kept | None = None
    file_name: str = ""


Works = Mapping[TaskKind, Callable[[Work], Result]]


def carry_out(task: UUID, by: Actor, works: Works, now: Callable[[], datetime]) -> None:
    """Do what a task asks for, unless it has ended; a refusal ends it in words, a fault of ours too (and is raised).

    The database gone in the middle ends nothing: whoever runs the task tries again.
    """
    row = _begun(task, by, now())
    if row is None:
        return
    try:
        result = _worked(row, by, works)
    except Refusal as refusal:
        _end(row, now(), refusal=packed(refusal))
    except DatabaseError:
        raise
    except Exception:
        _end(row, now(), refusal=packed(_fault()))
        raise
    else:
        kept = {} if result.file is None else {"file": result.file.sha256, "file_size": result.file.size}
        total = max(result.rows, row.total)
        _end(row, now(), rows=result.rows, done=total, total=total, file_name=result.file_name, **kept)


def _worked(row: BackgroundTask, by: Actor, works: Works) -> Result:
    kind = TaskKind(row.kind)
    if row.attempts > MOST_ATTEMPTS:
        raise Refusal(
            "task.broken_off",
            Message("task.broken_off", N_("任务已中断 {attempts} 次，不再重试。"), {"attempts": MOST_ATTEMPTS}),
            remedy=Message("task.broken_off.remedy", N_("请缩小范围（例如加上查询条件）后重新发起。")),
        )
    require(by.roles, NEEDED[kind])
    with closing(Progress(row.pk, by.agency)) as progress, told_to(progress.tell):
        return works[kind](Work(row.pk, row.asked, row.asked_at, by))


def _fault() -> Refusal:
    return Refusal(
        "task.fault",
        Message("task.fault", N_("程序出错，任务没有完成；没有写入任何内容，或者只写入了结果中列出的内容。")),
        remedy=Message("task.fault.remedy", N_("请重新发起；再次出错时请系统管理员查看服务输出。")),
    )


def _begun(task: UUID, by: Actor, at: datetime) -> BackgroundTask | None:
    with scoped((by.agency,), (by.agency,)):
        row = BackgroundTask.objects.filter(pk=task, asked_by=by.id, finished_at=None).select_for_update().first()
        if row is not None:
            row.started_at, row.attempts = row.started_at or at, row.attempts + 1
            row.save(update_fields=["started_at", "attempts"])
        return row


def _end(row: BackgroundTask, at: datetime, **values: Any) -> None:
    agency = row.home_agency_id
    with scoped((agency,), (agency,)):
        BackgroundTask.objects.filter(pk=row.pk, finished_at=None).update(finished_at=at, **values)


class Progress:
    """How far a task is, written on a connection of its own: the work's transaction shows nothing before it ends."""

    def __init__(self, task: UUID, agency: str) -> None:
        self._task, self._agency = task, agency
        self._writer = ThreadPoolExecutor(1)
        self._next = monotonic() + EVERY  # what is done at once needs no note
        self._wrote = False

    def tell(self, done: int, total: int) -> None:
        """Note it, but not more often than anybody looks."""
        if monotonic() >= self._next:
            self._next, self._wrote = monotonic() + EVERY, True
            self._writer.submit(self._write, done, total)

    def close(self) -> None:
        """Let go of the connection."""
        if self._wrote:
            self._writer.submit(self._let_go)
        self._writer.shutdown()

    @staticmethod
    def _let_go() -> None:
        connection.close()  # the writer's own: asked for in its thread

    def _write(self, done: int, total: int) -> None:
        with scoped((self._agency,), (self._agency,)):
            rows = BackgroundTask.objects.filter(pk=self._task, finished_at=None)
            rows.update(done=min(done, total), total=total)


# Refusals as rows keep them ---------------------------------------------------------------------------------------


def packed(refusal: Refusal) -> dict[str, Any]:
    """A refusal for a row, so that every reader gets it in his own language."""
    remedy = None if refusal.remedy is None else _packed(refusal.remedy)
    return {"rule": refusal.rule, "message": _packed(refusal.message), "clause": refusal.clause, "remedy": remedy}


def _packed(value: object) -> Any:
    if isinstance(value, Message):
        params = {name: _packed(one) for name, one in value.params.items()}
        return {"code": value.code, "text": value.text, "params": params}
    if isinstance(value, (list, tuple)):
        return [_packed(one) for one in value]
    return value if isinstance(value, (int, str)) or value is None else str(value)
