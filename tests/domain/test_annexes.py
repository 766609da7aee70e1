"""计数口径: what each measure counts, row by row, on the day of the report."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.domain.histories import day

from duban.domain.annexes import DATED, MEASURES, Figure, Measure, Noun, Op, Where, evaluate

FIRST, ON = day("07-07"), day("09-10")


def visit(on: str, completed: str | None = "same", officers: int = 2, experts: int = 0) -> dict[str, Any]:
    made = day(on) if completed == "same" else completed and day(completed)
    return {"id": on, "on": day(on), "completed_on": made, "officers": officers, "experts": experts}


def hazard(found: str, level: str = "general", major_from: str | None = None, completed: str = "") -> dict[str, Any]:
    since = None if major_from is None else day(major_from)
    done = day(completed or found)
    return {"id": found, "found_on": day(found), "level": level, "major_from": since, "completed_on": done}


def order(issued: str, withdrawn: str | None = None) -> dict[str, Any]:
    return {"id": issued, "issued_on": day(issued), "withdrawn_on": withdrawn and day(withdrawn)}


def penalty(decided: str, fen: int = 1, *, annulled: str = "", changed: str = "", made: str = "") -> dict[str, Any]:
    return {
        "id": decided,
        "decided_on": day(decided),
        "annulled_on": day(annulled) if annulled else None,
        "changed_on": day(changed) if changed else None,
        "made_on": day(made or decided),
        "fine_fen": fen,
    }


@pytest.mark.parametrize(
    ("code", "rows", "counted"),
    [
        ("visits", [visit("07-07"), visit("09-10")], 2),  # the first and the last day are in
        ("visits", [visit("07-06"), visit("09-11")], 0),
        ("visits", [visit("09-09", completed=None), visit("09-10", completed="09-11")], 0),  # drafts
        ("officers", [visit("07-20", officers=2), visit("09-09", officers=3), visit("09-11", officers=5)], 5),
        ("experts", [visit("07-20", experts=1), visit("09-09", experts=2)], 3),
        ("hazards", [hazard("07-20"), hazard("07-21", "major", "07-21")], 2),
        ("hazards", [hazard("09-10", completed="09-11"), hazard("09-11")], 0),
        ("major_hazards", [hazard("07-20"), hazard("07-21", "major", "07-21")], 1),
        ("major_hazards", [hazard("07-21", "major", "09-10"), hazard("07-22", "major", "09-11")], 1),
        ("orders", [order("07-20"), order("09-11")], 1),
        ("orders", [order("08-01", "08-02"), order("08-02", "09-10"), order("08-03", "09-11")], 1),
        ("penalties", [penalty("09-06"), penalty("09-10"), penalty("09-11")], 2),
        ("penalties", [penalty("09-06", annulled="09-10"), penalty("09-07", annulled="09-11")], 1),
        ("fines", [penalty("09-06", 4_000_000), penalty("09-06", 3_000_000), penalty("09-10", 333_333)], 7_333_333),
        ("fines", [penalty("09-06", 5, changed="09-10"), penalty("09-06", 3, made="09-10")], 3),
        ("fines", [penalty("09-06", 5, changed="09-11"), penalty("09-06", 3, made="09-11")], 5),
    ],
)
def test_a_measure_counts_as_of_the_day(code: str, rows: list[dict[str, Any]], counted: int) -> None:
    assert evaluate(MEASURES[code], rows, FIRST, ON).value == counted


def test_a_figure_names_what_it_counted_in_order() -> None:
    rows = [visit("09-01"), visit("07-20"), visit("09-11")]
    assert evaluate(MEASURES["visits"], rows, FIRST, ON) == Figure(2, ("07-20", "09-01"))


def test_a_sum_takes_integers_alone() -> None:
    with pytest.raises(TypeError, match="not float"):
        evaluate(MEASURES["fines"], [penalty("09-06", 0) | {"fine_fen": 0.5}], FIRST, ON)


@pytest.mark.parametrize(
    ("op", "value", "held"),
    [
        (Op.WITHIN, FIRST, True),
        (Op.WITHIN, day("07-06"), False),
        (Op.WITHIN, None, False),
        (Op.BY, day("07-06"), True),
        (Op.BY, day("09-11"), False),
        (Op.BY, None, False),
        (Op.NOT_BY, None, True),
        (Op.NOT_BY, ON, False),
        (Op.NOT_BY, day("09-11"), True),
    ],
)
def test_a_test_on_a_day(op: Op, value: date | None, held: bool) -> None:
    measure = Measure("x", Noun.ORDER, (Where("day", op),), "")
    assert evaluate(measure, [{"id": "1", "day": value}], FIRST, ON).value == held


def test_every_measure_has_a_rule_and_asks_for_the_day_of_its_noun() -> None:
    for measure in MEASURES.values():
        assert measure.rule
        assert [where.field for where in measure.where if where.op is Op.WITHIN] == [DATED[measure.noun]]
