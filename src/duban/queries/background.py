"""Background tasks 后台任务 and saved filters 常用查询 as their owner reads them: nobody else does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from duban.domain.messages import Message, Refusal
from duban.domain.wordlists import TaskKind
from duban.records.models import BackgroundTask, SavedFilter


@dataclass(frozen=True, slots=True)
class TaskRecord:
    """One task. ``total`` is 0 while nobody knows; ``file`` is the hash of the result, empty where there is none."""

    id: UUID
    kind: TaskKind
    title: str
    asked: Mapping[str, str]
    asked_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    done: int
    total: int
    rows: int | None
    refusal: Refusal | None
    file: str
    file_name: str
    file_size: int

    @property
    def state(self) -> str:
        """waiting, running, done or refused."""
        if self.finished_at is not None:
            return "done" if self.refusal is None else "refused"
        return "waiting" if self.started_at is None else "running"


def tasks_of(account: UUID) -> QuerySet[BackgroundTask]:
    """The account's tasks, newest first."""
    return BackgroundTask.objects.filter(asked_by=account).order_by("-asked_at", "-id")


def task_record(task: UUID, account: UUID) -> TaskRecord | None:
    """The task; ``None`` when it is unknown or another's."""
    row = tasks_of(account).filter(pk=task).first()
    return None if row is None else task_of(row)


def task_of(row: BackgroundTask) -> TaskRecord:
    """A row of ``tasks_of`` as a value."""
    return TaskRecord(
        id=row.pk,
        kind=TaskKind(row.kind),
        title=row.title,
        asked=row.asked,
        asked_at=row.asked_at,
        started_at=row.started_at,
        finished_at=row.finished_at,
        done=row.done,
        total=row.total,
        rows=row.rows,
        refusal=None if row.refusal is None else unpacked(row.refusal),
        file=row.file,
        file_name=row.file_name,
        file_size=row.file_size,
    )


def unpacked(kept: Mapping[str, Any]) -> Refusal:
    """A refusal that a row keeps."""
    return Refusal(kept["rule"], _unpacked(kept["message"]), kept["clause"], _unpacked(kept["remedy"]))


def _unpacked(value: Any) -> Any:
    if isinstance(value, dict):
        return Message(value["code"], value["text"], {name: _unpacked(one) for name, one in value["params"].items()})
    if isinstance(value, list):
        return [_unpacked(one) for one in value]
    return value


# Saved filters ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Saved:
    """One saved filter: its name and the address part that it stands for."""

    id: UUID
    name: str
    query: str
    is_default: bool


def saved_filters(account: UUID, code: str) -> Sequence[Saved]:
    """What the account keeps for the list, by name."""
    rows = SavedFilter.objects.filter(owner=account, list=code).order_by("name")
    return [Saved(*row) for row in rows.values_list("id", "name", "query", "is_default")]
