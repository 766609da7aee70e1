"""Of many enterprises those that are alike are assessed once: what is stored is what assessing each would give."""

from __future__ import annotations

import json
from uuid import UUID

import pytest
from tests.actions.steps import GENERAL, PLANT, ordered
from tests.actions.test_ledger_import import SAMPLE, bring_in
from tests.actions.world import CAMPAIGN, CITY, DAY, look_everywhere, rows, writing

from duban.actions import standing_rows, standings
from duban.actions.standing_rows import store_alike
from duban.actions.standings import projected, refresh
from duban.queries.campaigns import campaign
from duban.records.alike import sort_alike
from duban.records.models import LedgerEntry, StandingRow

pytestmark = pytest.mark.usefixtures("world")


@pytest.fixture(autouse=True)
def _even_one_is_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standings, "_MANY", 1)


def listed() -> list[UUID]:
    return sorted(set(rows(LedgerEntry).values_list("enterprise", flat=True)))


def assessed() -> dict[UUID, tuple[object, ...]]:
    look_everywhere()
    found = projected(campaign(CAMPAIGN), listed(), DAY)
    return {
        row.enterprise_id: (
            row.home_agency_id, row.as_of, row.covered, row.card, row.overdue, row.next_due_on,
            json.loads(row.payload), row.facts_hash,
        )
        for row in found
    }  # fmt: skip


def kept() -> dict[UUID, tuple[object, ...]]:
    columns = ("home_agency", "as_of", "covered", "card", "overdue", "next_due_on", "payload", "facts_hash")
    return {row[0]: row[1:] for row in rows(StandingRow).values_list("enterprise", *columns)}


def others_than_alike() -> list[UUID]:
    return list(sort_alike(CAMPAIGN, listed())[1])


def refresh_all() -> None:
    enterprises = listed()
    with writing(CITY):
        refresh(campaign(CAMPAIGN), enterprises, on=DAY)


def test_an_imported_ledger_is_stored_as_if_each_were_assessed() -> None:
    bring_in(SAMPLE.read_bytes())
    refresh_all()
    assert kept() == assessed()


def test_where_more_is_recorded_the_enterprise_is_assessed_by_itself() -> None:
    ordered(GENERAL)
    refresh_all()
    assert others_than_alike() == [PLANT]
    assert kept() == assessed()


def test_many_rows_are_stored_as_few_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standing_rows, "_MANY", 1)
    bring_in(SAMPLE.read_bytes())
    ordered(GENERAL)
    refresh_all()
    assert kept() == assessed()


def test_without_an_example_nothing_is_stored() -> None:
    before = kept()
    with writing(CITY):
        store_alike(CAMPAIGN, [])
    assert kept() == before
