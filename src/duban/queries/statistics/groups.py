"""Groups 分组: the same sums over the whole, by region, by industry, by unit, and by region and industry at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

from django.db import connection

T = TypeVar("T")

GROUPING = "grouping(region, industry, unit), region, industry, unit"
"""The first columns of a statement whose rows ``grouped`` reads."""
SETS = "grouping sets ((), (region), (industry), (unit), (region, industry))"


class By(StrEnum):
    """By what sums are told apart."""

    REGION = "region"
    INDUSTRY = "industry"
    UNIT = "unit"


@dataclass(frozen=True, slots=True)
class Groups(Generic[T]):
    """Sums: of the whole, by each single thing, and by pairs of region and industry."""

    whole: T
    by: Mapping[By, Mapping[str, T]]
    cross: Mapping[tuple[str, str], T]


def grouped(rows: Iterable[Sequence[Any]], make: Callable[..., T]) -> Groups[T]:
    """``make`` takes the columns behind those of ``GROUPING``."""
    whole, cross = make(), {}
    by: dict[By, dict[str, T]] = {each: {} for each in By}
    for summed, region, industry, unit, *sums in rows:
        found = make(*sums)
        match summed:  # a bit is set for each of the three that is summed over
            case 0b111:
                whole = found
            case 0b011:
                by[By.REGION][region] = found
            case 0b101:
                by[By.INDUSTRY][industry] = found
            case 0b110:
                by[By.UNIT][unit] = found
            case _:
                cross[region, industry] = found
    return Groups(whole, by, cross)


def read(statement: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """The rows of a statement."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
