"""How many enterprises a core assesses in a second, without and with the full trace, over growing histories.

    python bench/assess.py [seconds per figure]

The floor is the plain copying of the same facts (``dataclasses.replace`` on each record), measured in the same run.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date, timedelta
from functools import partial

from duban.domain.assess import assess
from duban.domain.facts import (
    Card,
    CompletionReport,
    Facts,
    Hazard,
    ImplementationProof,
    ItemOutcome,
    LedgerEntry,
    OnSiteMeasure,
    Order,
    OrderItem,
    Presence,
    Reinspection,
    SafetyProfile,
    SupervisionListing,
    Visit,
)
from duban.domain.law import Law
from duban.domain.vocabulary import (
    Answer,
    CardColour,
    HazardLevel,
    Implementation,
    ItemResult,
    MeasureKind,
    ReinspectionCause,
    Standardisation,
    VisitKind,
)
from duban.specs.campaigns_loader import CAMPAIGNS, load_campaign
from duban.specs.loader import load_calendar, load_deadlines, load_lawbook

FIRST = date(2021, 7, 20)
ORDINARY = date(2021, 8, 15)
BUSY = date(2021, 8, 21)  # two items overdue or waiting, a red card and a closure proposed
OFFICERS = tuple(Presence(f"p{n}", f"执法员{n}", f"Z{n}", date(2019, 1, 1), date(2024, 12, 31)) for n in range(2))


def history(visits: int, hazards: int) -> Facts:
    """An enterprise of the middle of the season: one major hazard that is listed, stopped, carded and overdue."""
    ids = [f"h{n}" for n in range(hazards)]
    return Facts(
        enterprise="e",
        name="示例钢铁有限公司",
        region="210106",
        ledger=(LedgerEntry("l", "210106", "210106", "s", "steel", date(2021, 7, 14)),),
        visits=tuple(_visit(n) for n in range(visits)),
        hazards=tuple(_hazard(n, id_, visits) for n, id_ in enumerate(ids)),
        orders=(Order("o", FIRST, FIRST, tuple(OrderItem(f"i{h}", h, date(2021, 8, 20)) for h in ids)),),
        reports=(CompletionReport("r", f"i{ids[-1]}", date(2021, 8, 9)),),
        reinspections=(_reinspection(ids),),
        measures=(OnSiteMeasure("m", MeasureKind.TEMPORARY_SUSPENSION, FIRST, FIRST, ("h0",)),),
        listings=(_listing(),),
        cards=(Card("c", CardColour.YELLOW, "s", ("G2",), ("h0",), FIRST, FIRST),),
        profiles=(SafetyProfile("p", FIRST, Standardisation.THIRD, Answer.YES),),
    )


def _visit(n: int) -> Visit:
    on = FIRST + timedelta(days=n % 30)
    return Visit(f"v{n}", on, VisitKind.FIRST, True, on, OFFICERS, 1, True)


def _hazard(n: int, id_: str, visits: int) -> Hazard:
    level = HazardLevel.MAJOR if n == 0 else HazardLevel.GENERAL
    safe = Answer.NO if n == 0 else Answer.YES
    return Hazard(id_, f"v{n % visits}", "s", FIRST, "示例隐患", level, safety_assured=safe, safety_recorded_on=FIRST)


def _reinspection(ids: list[str]) -> Reinspection:
    outcomes = tuple(ItemOutcome(f"i{h}", ItemResult.PASSED) for h in ids[1:-1])
    return Reinspection("ri", "v1", date(2021, 8, 12), ReinspectionCause.OWN_INITIATIVE, outcomes)


def _listing() -> SupervisionListing:
    proofs = tuple(ImplementationProof(part, FIRST) for part in Implementation)
    return SupervisionListing("sl", "h0", FIRST, FIRST, proofs=proofs)


def rate(work: Callable[[], object], seconds: float) -> float:
    """Runs in a second of processor time, the best of three stretches."""
    best = 0.0
    for _ in range(3):
        runs, start = 0, time.process_time()
        while (spent := time.process_time() - start) < seconds / 3:
            for _ in range(50):
                work()
            runs += 50
        best = max(best, runs / spent)
    return best


def copied(facts: Facts) -> None:
    """The floor: every record of the facts made anew."""
    for field in fields(facts):
        records = getattr(facts, field.name)
        if isinstance(records, tuple):
            for record in records:
                replace(record)


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 3.0
    campaign = load_campaign(CAMPAIGNS / "shenyang-2021-32.yaml")
    law = Law(load_lawbook(), load_deadlines(), load_calendar())
    print("visits hazards day        | floor/s  assess/s  with trace/s | ratio to floor, with trace")
    for visits, hazards in ((1, 2), (3, 6), (6, 12), (12, 24), (24, 48)):
        facts = history(visits, hazards)
        floor = rate(partial(copied, facts), seconds)
        for on in (ORDINARY, BUSY):
            plain = rate(partial(assess, facts, on, campaign, law, trace=False), seconds)
            traced = rate(partial(assess, facts, on, campaign, law, trace=True), seconds)
            figures = f"{floor:8,.0f} {plain:9,.0f} {traced:13,.0f} | {floor / plain:.1f} {floor / traced:.1f}"
            print(f"{visits:6} {hazards:7} {on} | {figures}")


if __name__ == "__main__":
    main()
