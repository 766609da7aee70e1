"""Every figure of annex 1 counted a second and a third time: by independent queries, and by the slow evaluator."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from tests.actions.steps import day
from tests.actions.world import BEGINNING, CAMPAIGN, HUNNAN, TIEXI, an_id, writing
from tests.queries.annex_case import NAMES, AnnexCase

from duban.domain.annexes import MEASURES, Figure, Noun, evaluate
from duban.queries.annexes.asked import Period
from duban.queries.annexes.figures import Count, Place, figures
from duban.records.models import (
    Hazard,
    Inspection,
    InspectionExpert,
    InspectionOfficer,
    PenaltyDecision,
    Person,
    RectificationOrder,
)
from duban.records.scope import scoped

CODES = ("visits", "officers", "experts", "hazards", "major_hazards", "orders", "penalties", "fines")
AGAIN = """
    with of as (select %(agency)s as agency, %(enterprise)s as plant, %(on)s::date as day),
    visit as (select x.id from inspection x, of where x.home_agency = agency and x.enterprise_id = plant
              and x.visited_on <= day and x.completed_on <= day and x.voided_on is null),
    found as (select x.major_from from hazard x, of where x.home_agency = agency and x.enterprise_id = plant
              and x.found_on <= day and x.voided_on is null),
    fined as (select x.fine_fen from penalty_decision x, of where x.home_agency = agency and x.enterprise_id = plant
              and x.decided_on <= day and x.voided_on is null)
    select (select count(*) from visit),
           (select count(*) from inspection_officer where inspection_id in (select id from visit)),
           (select count(*) from inspection_expert where inspection_id in (select id from visit)),
           (select count(*) from found),
           (select count(*) from found, of where major_from <= day),
           (select count(*) from rectification_order x, of where x.home_agency = agency and x.enterprise_id = plant
            and x.issued_on <= day and coalesce(x.withdrawn_on, 'infinity') > day and x.voided_on is null),
           (select count(*) from fined),
           (select coalesce(sum(fine_fen), 0) from fined)
"""


@pytest.mark.parametrize("on", ["07-19", "07-20", "08-01", "08-12", "08-30", "09-06", "09-09", "09-10", "09-11"])
@pytest.mark.parametrize("key", NAMES)
def test_every_figure_is_the_same_when_counted_by_an_independent_query(case: AnnexCase, key: str, on: str) -> None:
    with scoped((TIEXI,)):
        found = figures(MEASURES.values(), Count(Period(CAMPAIGN, BEGINNING, day(on)), (TIEXI,)))
        shown = _added(found, TIEXI, case.ids[key])
        assert [shown[code].value for code in CODES] == _again(case.ids[key], day(on))


def _again(enterprise: UUID, on: date) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(AGAIN, {"on": on, "agency": TIEXI, "enterprise": enterprise})
        return [int(value) for value in cursor.fetchone()]


# Random rows: SQL against the slow evaluator ----------------------------------------------------------------------

FIRST = date(2021, 7, 7)
PLANTS = {TIEXI: ("plant-210106", "plant-second"), HUNNAN: ("plant-210112",)}
Rows = Mapping[Noun, list[dict[str, Any]]]


class Chance:
    """Random rows of every noun, written to the database and kept as plain values beside it."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 -- the same rows for the same seed
        self.rows: dict[Noun, list[dict[str, Any]]] = {noun: [] for noun in Noun}
        self.people = list(Person.objects.values_list("id", flat=True))

    def day(self) -> date:
        return FIRST + timedelta(days=self.random.randint(-5, 70))

    def maybe(self, day: date) -> date | None:
        return self.random.choice([None, None, day, day + timedelta(days=self.random.randint(1, 30))])

    def whose(self) -> dict[str, Any]:
        agency = self.random.choice(list(PLANTS))
        name = self.random.choice(PLANTS[agency])
        campaign = self.random.choice([CAMPAIGN, CAMPAIGN, CAMPAIGN, "another"])
        void = {"voided_on": self.day(), "void_reason": "误录"} if self.random.random() < 0.1 else {}
        return {"id": uuid4(), "home_agency_id": agency, "campaign": campaign, "enterprise_id": an_id(name), **void}

    def counted(self, noun: Noun, row: Mapping[str, Any], **values: Any) -> None:
        if row["campaign"] == CAMPAIGN and "voided_on" not in row:
            place = (row["home_agency_id"], row["enterprise_id"])
            self.rows[noun].append({"id": row["id"], "place": place, **values})

    def visit(self) -> None:
        row, on = self.whose(), self.day()
        site = an_id({TIEXI: "site-210106", HUNNAN: "site-210112"}[row["home_agency_id"]])
        completed = self.random.choice([None, on, on + timedelta(days=3)])
        state = {"state": "completed" if completed else "recorded", "signed": True if completed else None}
        if "voided_on" in row:
            state["state"] = "void"
        row |= {"site_id": site}
        Inspection.objects.create(**row, **state, kind="first", visited_on=on, completed_on=completed)
        people = {model: self._present(model, row) for model in (InspectionOfficer, InspectionExpert)}
        if completed:
            counts = {"officers": people[InspectionOfficer], "experts": people[InspectionExpert]}
            self.counted(Noun.VISIT, row, on=on, completed_on=completed, **counts)
        for _ in range(self.random.randint(0, 3)):
            self._hazard(row, on, completed)

    def _present(self, model: Any, visit: Mapping[str, Any]) -> int:
        present = self.random.sample(self.people, self.random.randint(0, 4))
        whose = {key: visit[key] for key in ("home_agency_id", "campaign", "enterprise_id")}
        dates = {"valid_from": FIRST, "valid_to": FIRST} if model is InspectionOfficer else {}
        for person in present:
            model.objects.create(inspection_id=visit["id"], person_id=person, name="示例", **whose, **dates)
        return len(present)

    def _hazard(self, visit: Mapping[str, Any], on: date, completed: date | None) -> None:
        row = self.whose() | {key: visit[key] for key in ("home_agency_id", "campaign", "enterprise_id", "site_id")}
        major_from = self.random.choice([None, on, on + timedelta(days=9)])
        level = "major" if major_from else "general"
        words = {"description": "示例隐患", "standard_item": "GM2017-YJ-1" if major_from else ""}
        Hazard.objects.create(
            **row, **words, inspection_id=visit["id"], found_on=on, level=level, major_from=major_from
        )
        if completed and "voided_on" not in visit:
            dates = {"found_on": on, "completed_on": completed, "major_from": major_from}
            self.counted(Noun.HAZARD, row, level=level, **dates)

    def order(self) -> None:
        row, on = self.whose(), self.day()
        withdrawn = self.maybe(on)
        state = {"state": "withdrawn", "withdrawn_reason": "重复"} if withdrawn else {"state": "issued"}
        days = {"issued_on": on, "withdrawn_on": withdrawn}
        RectificationOrder.objects.create(**row, **state, **days, number="示例", drafted_on=on, citations=[{}])
        self.counted(Noun.ORDER, row, **days)

    def penalty(self, changed_from: UUID | None = None, made_on: date | None = None) -> None:
        row, on = self.whose(), self.day()
        annulled, changed, fine = self.maybe(on), self.maybe(on), self.random.randint(1, 10**7)
        if annulled:
            changed = None
        state = "annulled" if annulled else "changed" if changed else "decided"
        words = {"number": "示例", "statute": "safety_act", "target": "enterprise", "kinds": ["fine"], "reason": "示例"}
        days = {"decided_on": on, "annulled_on": annulled, "changed_on": changed}
        why = {"annulled_reason": "示例"} if annulled else {}
        PenaltyDecision.objects.create(
            **row, **words, **days, **why, state=state, fine_fen=fine, changed_from_id=changed_from,
            decided_by_id=an_id(f"head-{TIEXI}"),
        )  # fmt: skip
        self.counted(Noun.PENALTY, row, **days, made_on=made_on or on, fine_fen=fine)
        if changed and changed_from is None:
            self.penalty(row["id"], changed)


@pytest.fixture
def chance(built_case: AnnexCase, seed: int) -> Iterator[Chance]:
    with transaction.atomic():
        with writing():
            found = Chance(seed)
            for _ in range(25):
                found.visit()
                found.order()
                found.penalty()
        yield found
        transaction.set_rollback(True)


@pytest.mark.parametrize("seed", range(4))
def test_sql_counts_what_the_slow_evaluator_counts(chance: Chance, case: AnnexCase, seed: int) -> None:
    for on in (FIRST, date(2021, 7, 31), date(2021, 8, 20), date(2021, 9, 10)):
        with scoped((TIEXI, HUNNAN)):
            period = Period(CAMPAIGN, FIRST, on)
            found = figures(MEASURES.values(), Count(period, (TIEXI, HUNNAN), sources=True))
        for agency, names in PLANTS.items():
            for name in names:
                place = (agency, an_id(name))
                assert _added(found, *place) == _slowly(chance, place, on)


def _added(found: Mapping[Place, Mapping[str, Figure]], agency: str, enterprise: UUID) -> dict[str, Figure]:
    added = {code: Figure(0, ()) for code in MEASURES}
    for place, values in found.items():
        if (place.agency, place.enterprise) == (agency, enterprise):
            for code, figure in values.items():
                ids = tuple(sorted((*added[code].sources, *figure.sources)))
                added[code] = Figure(added[code].value + figure.value, ids)
    return added


def _slowly(chance: Chance, place: tuple[str, UUID], on: date) -> dict[str, Figure]:
    return {
        code: evaluate(measure, [row for row in chance.rows[measure.noun] if row["place"] == place], FIRST, on)
        for code, measure in MEASURES.items()
    }


def test_kept_apart_by_day_the_figures_add_up_to_the_same(case: AnnexCase) -> None:
    period = Period(CAMPAIGN, BEGINNING, day("09-10"))
    with scoped((TIEXI,)):
        whole = figures(MEASURES.values(), Count(period, (TIEXI,), sources=True))
        parts = figures(MEASURES.values(), Count(period, (TIEXI,), by_day=[case.ids["jia"]], sources=True))
    assert _added(whole, TIEXI, case.ids["jia"]) == _added(parts, TIEXI, case.ids["jia"])
    days = sorted({place.on for place in parts if place.on and place.enterprise == case.ids["jia"]})
    assert days == [day(text) for text in ("07-20", "08-01", "08-12", "08-30", "09-06", "09-09", "09-11")]
