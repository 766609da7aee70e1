"""Restoring 恢复备份: the deed that says that the data came back from a backup."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from duban.actions.deeds import deed
from duban.actions.fields import Moment, Name
from duban.domain.actor import Actor
from duban.domain.messages import N_
from duban.domain.permissions import Permission

BackupHash = Annotated[
    str, Field(pattern="^[0-9a-f]{64}$", description=N_("备份中数据库转储的 SHA-256"), examples=["0" * 64])
]
MadeAt = Annotated[Moment, Field(description=N_("备份的时刻"), examples=["2021-09-10T18:00:00+08:00"])]


@deed(permission=Permission.MANAGE_SETTINGS, title=N_("恢复备份"))
def restored(
    *, by: Actor, on: date, at: datetime, id: UUID, file_name: Name, backup: BackupHash, made_at: MadeAt
) -> UUID:
    """Note that everything was restored from a backup; what was done after ``made_at`` is not in the data."""
    return id
