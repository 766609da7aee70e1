"""Spec files to domain values, one function per kind; each refuses with all its errors (``SpecErrors``).

Loaded sets are read once per process and are values: nobody changes them. The path arguments serve tests and
bureaus that keep their own copy.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from duban.domain.calendars import Calendar
from duban.domain.citations import Lawbook
from duban.domain.deadlines import Deadlines
from duban.specs.calendars import read_calendar
from duban.specs.deadlines import read_deadlines
from duban.specs.lawbook import read_lawbook
from duban.specs.reading import SPECS, gathering

LAW = SPECS / "law"
CALENDARS = SPECS / "calendars"
DEADLINES = SPECS / "deadlines.yaml"


def load_lawbook(folder: Path = LAW) -> Lawbook:
    """法规库: every instrument and concept."""
    return _lawbook(folder)


def load_calendar(folder: Path = CALENDARS) -> Calendar:
    """工作日历: all years."""
    return _calendar(folder)


def load_deadlines(path: Path = DEADLINES, law: Path = LAW) -> Deadlines:
    """期限库 D01–D32, with the lawbook that it cites."""
    return _deadlines(path, law)


@cache
def _lawbook(folder: Path) -> Lawbook:
    with gathering() as problems:
        return read_lawbook(folder, problems)


@cache
def _calendar(folder: Path) -> Calendar:
    with gathering() as problems:
        return read_calendar(folder, problems)


@cache
def _deadlines(path: Path, law: Path) -> Deadlines:
    lawbook = _lawbook(law)
    with gathering() as problems:
        return read_deadlines(path, lawbook, problems)
