"""Routine 日常检查: what happens at all the other plants, drawn by chance from a fixed seed."""

from __future__ import annotations

import random
from datetime import date

from season.book import Book, day, later, workday_from
from season.findings import corrected, general
from season.plants import Plant
from season.steps import Case
from season.units import UNITS

SEED = 20210716
ASSISTING = next(code for code in UNITS if code.endswith("-K3"))
"""The zone that may only assist: it issues nothing."""
FIRST, DAYS = day("07-19"), 66
NOTHING_FOUND, SPOT_ONLY, FINED, SECOND_VISIT, FAILED_ONCE = 0.18, 0.12, 0.14, 0.12, 0.12
FINES = (
    ("safety_equipment", (5000, 12000, 20000)),
    ("organisation_and_training", (3333, 10000, 25000)),
    ("exits_and_dormitories", (4000, 8000)),
)


def work(book: Book, plants: list[Plant]) -> None:
    """Visits of all the plants, between the first day of the exit phase and late September."""
    rng = random.Random(SEED)  # noqa: S311 -- repeatable, not secret
    for plant in plants:
        on = workday_from(later(FIRST, rng.randrange(DAYS)))
        _visit(Case(book, plant), on, rng)


def _visit(case: Case, on: date, rng: random.Random) -> None:
    kind, start = case.plant.industry, rng.randrange(4)
    officers = _officers(case, on, rng)
    experts = rng.choice((0, 0, 0, 1, 2))
    lot = rng.random()
    if lot < NOTHING_FOUND or case.unit.code == ASSISTING:
        found = [corrected(kind, start)] if case.unit.code == ASSISTING else []
        case.visited(on, *found, officers=officers, experts=experts)
    elif lot < NOTHING_FOUND + SPOT_ONLY:
        case.visited(on, corrected(kind, start), officers=officers, experts=experts)
    else:
        hazards = [general(kind, start + n) for n in range(rng.randint(1, 3))]
        visit, found_ids = case.visited(on, *hazards, officers=officers, experts=experts)
        _follow_up(case, on, visit, found_ids, rng)
    if rng.random() < SECOND_VISIT:
        again = workday_from(later(on, rng.randint(20, 60)))
        case.visited(again, corrected(kind, start + 3), kind="spot", officers=_officers(case, again, rng))


def _follow_up(case: Case, on: date, visit: str, hazards: list[str], rng: random.Random) -> None:
    """The order, perhaps a fine, and the re-inspection at or soon after the due day."""
    delivered = workday_from(later(on, rng.choice((0, 0, 1, 2))))
    due = later(on, rng.choice((10, 14, 15, 20, 30)))
    order, items = case.ordered(on, visit, dict.fromkeys(hazards, due), delivered=delivered)
    if rng.random() < FINED:
        concept, amounts = rng.choice(FINES)
        fined_on = workday_from(later(on, rng.randint(5, 12)))
        penalty = case.penalised(fined_on, concept, rng.choice(amounts), hazards[0])
        case.do("officer", "pay_penalty", workday_from(later(fined_on, 10)), penalty=penalty)
    on_time = rng.random() < 0.7  # noqa: PLR2004 -- most enterprises report in time
    if on_time:
        case.reported(later(due, -1), items[0])
    looked = workday_from(later(due, rng.randint(0, 5)))
    if rng.random() < FAILED_ONCE:
        results = {item: "failed" if item == items[-1] else "passed" for item in items}
        case.reinspected(looked, order, results, officers=_officers(case, looked, rng))
        looked, items = workday_from(later(looked, 12)), items[-1:]
    case.reinspected(looked, order, dict.fromkeys(items, "passed"), officers=_officers(case, looked, rng))


def _officers(case: Case, on: date, rng: random.Random) -> list[str]:
    """Two officers, sometimes three."""
    return case.unit.officers(on, rng.choice((2, 2, 2, 3)))
