"""The world of these tests is what its description says."""

from __future__ import annotations

import pytest
from tests.actions.world import CAMPAIGN, CITY, TIEXI, ZONE, an_id, rows, stored

from duban.queries.actors import actor_named
from duban.queries.campaigns import campaign
from duban.records.models import LedgerEntry, User

pytestmark = pytest.mark.usefixtures("world")


def test_the_city_reads_down_and_a_district_itself_and_its_neighbours_office() -> None:
    assert set(actor_named(f"clerk-{CITY}").reads) == set(rows(User).values_list("home_agency", flat=True))
    assert actor_named(f"clerk-{TIEXI}").reads == (TIEXI, "210106-G1", "210106-P1")
    assert actor_named(f"clerk-{ZONE}").reads == (ZONE,)


def test_the_campaign_is_published() -> None:
    assert campaign(CAMPAIGN).id == CAMPAIGN


def test_plants_are_on_the_ledger() -> None:
    assert stored(LedgerEntry, an_id("entry-210106")).enterprise_id == an_id("plant-210106")
    assert rows(LedgerEntry).count() == 4
