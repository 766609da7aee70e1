"""The season's statistics say what its annexes say, and what its lists hold."""

from __future__ import annotations

from datetime import date

import pytest
from tests.journeys.conftest import REPORT_DAY
from tests.journeys.test_season_annexes import CAMPAIGN, CITY, HUNNAN, TIEXI, filled

from duban.domain.annex_table import RowKind
from duban.queries.campaigns import campaign
from duban.queries.hazards import HazardsSought
from duban.queries.placing import Placed
from duban.queries.statistics.hazards import HazardCount, hazards_by_day
from duban.queries.statistics.work import Work, work
from duban.queries.today import today_of
from duban.queries.units import reporting_units

pytestmark = pytest.mark.usefixtures("told")


FIGURES = ("visits", "hazards", "major_hazards", "penalties", "fines")


@pytest.fixture(params=[CITY, TIEXI, HUNNAN])
def unit(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def _work(unit: str) -> Work:
    """Of the unit's own work, as its annex has it."""
    return work(CAMPAIGN, Placed(unit=unit, since=date(2021, 7, 7), until=REPORT_DAY))


def _annex(unit: str) -> dict[str, int]:
    """Sums of the unit's own rows of annex 1."""
    table = filled("1", unit)
    rows = [row for row in table.rows if row.agency == unit and row.kind is RowKind.ENTERPRISE]
    codes = [column.code for column in table.columns]
    return {
        code: sum(int(row.cells[at].value or 0) for row in rows) for at, code in enumerate(codes) if code in FIGURES
    }


def test_visits_and_decisions_are_those_of_the_annex(unit: str) -> None:
    found, told = _work(unit), _annex(unit)
    assert sum(found.visits.values()) == told["visits"]
    assert sum(found.penalties.values()) == told["penalties"]
    assert sum(found.fines.values()) == told["fines"]


def test_hazards_are_those_of_the_annex(unit: str) -> None:
    plan = campaign(CAMPAIGN)
    today = today_of(plan, REPORT_DAY, reporting_units(unit))
    sought = HazardsSought(unit=unit, until=REPORT_DAY)
    found: list[HazardCount] = list(hazards_by_day(plan, today, sought).values())
    assert sum(one.total for one in found) == _annex(unit)["hazards"]
    assert sum(one.major for one in found) == _annex(unit)["major_hazards"]
    assert sum(one.live + one.overdue + one.closed for one in found) == sum(one.total for one in found)
