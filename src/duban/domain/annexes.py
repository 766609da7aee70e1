"""Measures 计数口径: how each figure of an annex is counted, as data.

A measure names a noun, an aggregate and the tests that a row must meet. ``evaluate`` is the slow reference: it
counts plain rows one by one and says which it counted. The queries compile the same data to SQL.
A report for day D covers the campaign's first day to D inclusive.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from duban.domain.messages import N_


class Noun(StrEnum):
    """What is counted. Void rows are never among the rows."""

    VISIT = "visit"  # 执法检查: completed visits, with numbers of officers and experts
    HAZARD = "hazard"  # 问题和隐患, with the day on which the record of the visit that found it was completed
    ORDER = "order"  # 责令限期整改指令书
    PENALTY = "penalty"  # 行政处罚决定书; a changed one: as it was before ``changed_on``, and anew from ``made_on``


class Op(StrEnum):
    """A test on one field of a row."""

    WITHIN = "within"  # the day lies between the campaign's first day and D
    BY = "by"  # the day is D or earlier
    NOT_BY = "not_by"  # there is no day, or it is after D
    EQUALS = "equals"


@dataclass(frozen=True, slots=True)
class Where:
    """One test; ``value`` only for EQUALS."""

    field: str
    op: Op
    value: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """One counted figure. ``adds`` names the field to add up; empty means: count the rows."""

    code: str
    noun: Noun
    where: tuple[Where, ...]
    rule: str
    adds: str = ""


_VISIT = (Where("on", Op.WITHIN), Where("completed_on", Op.BY))
_ORDER = (Where("issued_on", Op.WITHIN), Where("withdrawn_on", Op.NOT_BY))
_PENALTY = (
    Where("decided_on", Op.WITHIN),
    Where("made_on", Op.BY),
    Where("changed_on", Op.NOT_BY),
    Where("annulled_on", Op.NOT_BY),
)
_HAZARD = (Where("found_on", Op.WITHIN), Where("completed_on", Op.BY))

DATED: Mapping[Noun, str] = MappingProxyType(
    {Noun.VISIT: "on", Noun.HAZARD: "found_on", Noun.ORDER: "issued_on", Noun.PENALTY: "decided_on"}
)
"""The day of each noun: by it a row belongs to a stretch of the ledger."""

_ALL = (
    Measure("visits", Noun.VISIT, _VISIT, N_("已完成的检查次数（各类检查都计）；未能实施、草稿、作废的不计")),
    Measure("officers", Noun.VISIT, _VISIT, N_("已完成检查的执法人员人次之和"), adds="officers"),
    Measure("experts", Noun.VISIT, _VISIT, N_("已完成检查的专家人次之和"), adds="experts"),
    Measure(
        "hazards",
        Noun.HAZARD,
        _HAZARD,
        N_("发现的问题和隐患，含重大隐患；复查时再次看到的不重复计"),
    ),
    Measure(
        "major_hazards",
        Noun.HAZARD,
        (*_HAZARD, Where("level", Op.EQUALS, "major"), Where("major_from", Op.BY)),
        N_("报表日属于重大隐患的"),
    ),
    Measure(
        "orders",
        Noun.ORDER,
        _ORDER,
        N_(
            "文书日期在报表日及以前的责令限期整改指令书；报表日及以前撤回的不计；未送达的计入并提示；现场处理措施决定书不计"
        ),
    ),
    Measure(
        "penalties",
        Noun.PENALTY,
        _PENALTY,
        N_("行政处罚决定书（一般程序和当场处罚，不含告知书），对单位和个人的都计，已撤销的不计"),
    ),
    Measure("fines", Noun.PENALTY, _PENALTY, N_("决定的罚款数额之和，按分相加"), adds="fine_fen"),
)

MEASURES: Mapping[str, Measure] = MappingProxyType({measure.code: measure for measure in _ALL})
"""Every measure by code: the list from which an annex's columns may choose."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A counted value and the ids of the rows behind it, in order."""

    value: int
    sources: tuple[str, ...]


def evaluate(measure: Measure, rows: Iterable[Mapping[str, object]], first_on: date, on: date) -> Figure:
    """Count plain rows of the measure's noun; each row has an ``id`` and the fields that the tests name."""
    counted = [row for row in rows if all(_holds(test, row, first_on, on) for test in measure.where)]
    value = sum(_number(row[measure.adds]) for row in counted) if measure.adds else len(counted)
    return Figure(value, tuple(sorted(str(row["id"]) for row in counted)))


def _holds(test: Where, row: Mapping[str, object], first_on: date, on: date) -> bool:
    value = row[test.field]
    if test.op is Op.EQUALS:
        return value == test.value
    day = value if isinstance(value, date) else None
    if test.op is Op.NOT_BY:
        return day is None or day > on
    return day is not None and day <= on and (test.op is Op.BY or first_on <= day)


def _number(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(f"a measure adds integers, not {type(value).__name__}")
    return value
