"""Returns 报送情况 for a due date: timeliness, completeness and acceptance are three separate marks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Timeliness(StrEnum):
    """按时、迟报、未报."""

    PENDING = "pending"  # not sent, the day has not passed
    ON_TIME = "on_time"
    LATE = "late"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a unit's return of one annex, as far as it concerns the marks."""

    id: str
    unit: str
    annex: str
    state: str
    submitted_on: date | None
    accepted_on: date | None
    superseded: bool


@dataclass(frozen=True, slots=True)
class AnnexMark:
    """One annex of one unit. ``version``: the one in force, if any; ``accepted``: it is accepted and not reopened."""

    annex: str
    version: str | None
    state: str
    first_submitted_on: date | None
    timeliness: Timeliness
    accepted: bool


@dataclass(frozen=True, slots=True)
class UnitReturn:
    """A unit's returns for a due date. ``complete``: every annex that the plan asks for was sent."""

    unit: str
    name: str
    complete: bool
    annexes: tuple[AnnexMark, ...]


def unit_return(
    unit: str, name: str, annexes: Iterable[str], versions: Iterable[Version], *, due_on: date, on: date
) -> UnitReturn:
    """The marks of one unit on the day ``on``; the due day itself is in time."""
    own = [version for version in versions if version.unit == unit]
    marks = tuple(_mark(annex, [v for v in own if v.annex == annex], due_on, on) for annex in annexes)
    return UnitReturn(unit, name, all(mark.first_submitted_on for mark in marks), marks)


def _mark(annex: str, versions: list[Version], due_on: date, on: date) -> AnnexMark:
    sent = min((v.submitted_on for v in versions if v.submitted_on is not None and v.submitted_on <= on), default=None)
    live = next((version for version in versions if not version.superseded), None)
    return AnnexMark(
        annex=annex,
        version=live.id if live else None,
        state=live.state if live else "",
        first_submitted_on=sent,
        timeliness=timeliness(sent, due_on, on),
        accepted=live is not None and live.state == "accepted",
    )


def timeliness(sent: date | None, due_on: date, on: date) -> Timeliness:
    """Judged by the first version that was sent: one returned for correction was still sent."""
    if sent is None:
        return Timeliness.PENDING if on <= due_on else Timeliness.MISSING
    return Timeliness.ON_TIME if sent <= due_on else Timeliness.LATE
