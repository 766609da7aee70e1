"""The season's annexes: cell by cell as in the golden files, and every figure counted again in plain SQL.

The statements below were written from the counting rules of the form alone; they share nothing with the product's own.
Write the golden files anew with ``pytest tests/journeys/test_season_annexes.py --write-golden``, and read what changed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from tests.journeys.conftest import LAST_DAY, REPORT_DAY

from duban.documents.annexes import as_plain
from duban.domain.annex_table import AnnexTable, Header, Row, RowKind
from duban.queries.annexes import annex_table
from duban.queries.campaigns import campaign
from duban.queries.units import agency_named, reporting_units

pytestmark = pytest.mark.usefixtures("told")
GOLDEN = Path(__file__).resolve().parents[1] / "golden"
CAMPAIGN, CITY, TIEXI, HUNNAN = "shenyang-2021-32", "210100", "210106", "210112"
FIRST_DAY = date(2021, 7, 7)
DAYS = (date(2021, 7, 31), date(2021, 8, 25), REPORT_DAY, date(2021, 10, 20), LAST_DAY)


def filled(number: str, agency: str, on: date = REPORT_DAY) -> AnnexTable:
    """The form of a unit on a day, every cell with the ids behind it."""
    header = Header(agency_named(agency).name, "示例填报人", "024-00000000", on)
    return annex_table(campaign(CAMPAIGN), number, on, header, units=reporting_units(agency), sources=True)


# Golden files -----------------------------------------------------------------------------------------------------


def readable(table: AnnexTable) -> dict[str, Any]:
    """What a person compares: titles, values row by row, sums, exclusions; the sources are tried further below."""
    plain: Any = as_plain(table)
    rows = [*plain["rows"], *([plain["totals"]] if plain["totals"] else [])]
    return {
        "header": plain["header"],
        "title": plain["title"],
        "columns": [column["title"] for column in plain["columns"]],
        "rows": [[row["kind"], row["agency"], *(cell["value"] for cell in row["cells"])] for row in rows],
        "excluded": [[each["enterprise"], each["on"], each["reason"]] for each in plain["excluded"]],
        "notes": plain["notes"],
        "warnings": plain["warnings"],
    }


def as_text(content: Mapping[str, Any]) -> str:
    """JSON with one row of the form a line, so that a difference is read at once."""
    lines = [f'  "rows": [\n{_joined(content["rows"])}\n  ]']
    lines += [f"  {json.dumps(key)}: {_text(value)}" for key, value in content.items() if key != "rows"]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _joined(rows: list[Any]) -> str:
    return ",\n".join(f"    {_text(row)}" for row in rows)


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


@pytest.mark.parametrize("agency", [CITY, TIEXI, HUNNAN])
@pytest.mark.parametrize("number", ["1", "2"])
def test_the_annexes_are_the_golden_ones_cell_by_cell(number: str, agency: str, request: pytest.FixtureRequest) -> None:
    path = GOLDEN / f"annex-{number}-{agency}.json"
    found = readable(filled(number, agency))
    if request.config.getoption("--write-golden"):
        path.write_text(as_text(found), encoding="utf-8")
    assert json.loads(as_text(found)) == json.loads(path.read_text(encoding="utf-8"))


# Every figure of annex 1, counted again -----------------------------------------------------------------------------

VISITS = """
    select v.id::text, 1,
           (select count(*) from inspection_officer o where o.inspection_id = v.id and o.voided_on is null),
           (select count(*) from inspection_expert x where x.inspection_id = v.id and x.voided_on is null)
    from inspection v
    where v.campaign = %(campaign)s and v.home_agency = %(agency)s and v.enterprise_id = %(enterprise)s
      and v.state = 'completed' and v.voided_on is null
      and v.visited_on between %(first)s and %(upto)s and v.completed_on <= %(upto)s
"""
HAZARDS = """
    select h.id::text, h.level = 'major' and h.major_from <= %(upto)s
    from hazard h join inspection v on v.id = h.inspection_id
    where h.campaign = %(campaign)s and h.home_agency = %(agency)s and h.enterprise_id = %(enterprise)s
      and h.voided_on is null and v.voided_on is null and v.state = 'completed' and v.completed_on <= %(upto)s
      and h.found_on between %(first)s and %(upto)s
"""
ORDERS = """
    select r.id::text from rectification_order r
    where r.campaign = %(campaign)s and r.home_agency = %(agency)s and r.enterprise_id = %(enterprise)s
      and r.voided_on is null and r.issued_on between %(first)s and %(upto)s
      and (r.withdrawn_on is null or r.withdrawn_on > %(upto)s)
"""
PENALTIES = """
    select p.id::text, p.fine_fen from penalty_decision p
    where p.campaign = %(campaign)s and p.home_agency = %(agency)s and p.enterprise_id = %(enterprise)s
      and p.voided_on is null and p.decided_on between %(first)s and %(upto)s
      and (p.annulled_on is null or p.annulled_on > %(upto)s)
      and not (p.changed_on is not null and p.changed_on <= %(upto)s)
      and (p.changed_from_id is null
           or (select c.changed_on from penalty_decision c where c.id = p.changed_from_id) <= %(upto)s)
"""


def counted(agency: str, enterprise: str, on: date) -> dict[str, tuple[int, set[str]]]:
    """Figure and ids of every counted column, from the tables alone."""
    places = {"campaign": CAMPAIGN, "agency": agency, "enterprise": enterprise, "first": FIRST_DAY, "upto": on}
    visits, hazards, orders, penalties = (_asked(sql, places) for sql in (VISITS, HAZARDS, ORDERS, PENALTIES))
    majors = [row for row in hazards if row[1]]
    return {
        "visits": (len(visits), _ids(visits)),
        "officers": (sum(row[2] for row in visits), _ids(visits)),
        "experts": (sum(row[3] for row in visits), _ids(visits)),
        "hazards": (len(hazards), _ids(hazards)),
        "major_hazards": (len(majors), _ids(majors)),
        "orders": (len(orders), _ids(orders)),
        "penalties": (len(penalties), _ids(penalties)),
        "fines": (sum(row[1] for row in penalties), _ids(penalties)),
    }


def _asked(statement: str, places: Mapping[str, object]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, places)
        return list(cursor.fetchall())


def _ids(rows: list[tuple[Any, ...]]) -> set[str]:
    return {row[0] for row in rows}


def enterprise_of(row: Row) -> str:
    """The enterprise behind a row: of its ledger entry, or named by itself where the city visited another's plant."""
    entry = str(row.entry)
    if "/" in entry:
        return entry.partition("/")[2]
    ((enterprise,),) = _asked("select enterprise_id::text from ledger_entry where id = %(id)s", {"id": entry})
    return str(enterprise)


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_every_figure_of_annex_1_can_be_counted_again_from_the_tables(on: date) -> None:
    table = filled("1", CITY, on)
    places = {column.code: place for place, column in enumerate(table.columns)}
    rows = [row for row in table.rows if row.kind is RowKind.ENTERPRISE]
    for row in rows:
        for code, (value, ids) in counted(row.agency, enterprise_of(row), on).items():
            cell = row.cells[places[code]]
            assert (cell.value, set(cell.sources)) == (value, ids), (row.agency, row.cells[1].value, code)
    assert {(row.agency, enterprise_of(row)) for row in rows} == _with_a_row(on)


def _with_a_row(on: date) -> set[tuple[str, str]]:
    """All confirmed entries of the day; those that left after work; plants of others that the unit visited."""
    ledger = """
        select l.home_agency, l.enterprise_id::text, l.removed_on is not null and l.removed_on <= %(upto)s
        from ledger_entry l where l.campaign = %(campaign)s and l.voided_on is null and l.confirmed_on <= %(upto)s
    """
    worked = """
        select distinct home_agency, enterprise_id::text from inspection
        where campaign = %(campaign)s and state = 'completed' and voided_on is null and completed_on <= %(upto)s
    """
    places = {"campaign": CAMPAIGN, "upto": on}
    entries, visited = _asked(ledger, places), set(_asked(worked, places))
    here = {(unit, plant) for unit, plant, gone in entries if not gone}
    left = {(unit, plant) for unit, plant, gone in entries if gone and (unit, plant) in visited}
    guests = visited - {(unit, plant) for unit, plant, _ in entries}
    return here | left | guests


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_subtotals_and_the_total_are_sums_of_the_rows_above(on: date) -> None:
    table = filled("1", CITY, on)
    numbers = [place for place, column in enumerate(table.columns) if column.code in counted(CITY, CITY_PLANT, on)]
    for row in (*(row for row in table.rows if row.kind is RowKind.SUBTOTAL), table.totals):
        assert row is not None
        of = [each for each in table.rows if each.kind is RowKind.ENTERPRISE]
        own = of if row.kind is RowKind.TOTAL else [each for each in of if each.agency == row.agency]
        assert [row.cells[at].value for at in numbers] == [
            sum(int(str(each.cells[at].value)) for each in own) for at in numbers
        ]


CITY_PLANT = "00000000-0000-0000-0000-000000000000"  # no plant: only the names of the columns are wanted


# Annex 2, told again -------------------------------------------------------------------------------------------------

CARDS = """
    select c.home_agency, c.colour, e.name, coalesce(s.address, ''),
           c.lifted_on is not null and c.lifted_on <= %(upto)s,
           exists (select 1 from closure_request q where q.enterprise_id = e.id and q.campaign = c.campaign
                   and q.voided_on is null and q.carried_out_on <= %(upto)s),
           (select count(*) from card_hazard k where k.card_id = c.id and k.voided_on is null)
    from card c join enterprise e on e.id = c.enterprise_id join site s on s.id = c.site_id
    where c.campaign = %(campaign)s and c.voided_on is null and c.confirmed_on <= %(upto)s
      and (c.superseded_on is null or c.superseded_on > %(upto)s)
"""


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_the_cards_of_annex_2_are_those_of_the_tables(on: date) -> None:
    table = filled("2", CITY, on)
    places = {column.code: place for place, column in enumerate(table.columns)}

    def value(row: Row, code: str) -> str:
        return str(row.cells[places[code]].value or "")

    def words(row: Row) -> tuple[object, ...]:
        card, closed = value(row, "card"), value(row, "closed") == "是"
        hazards = value(row, "content").count("整改期限")
        return row.agency, card[0], value(row, "enterprise"), value(row, "address"), "移出" in card, closed, hazards

    stored = _asked(CARDS, {"campaign": CAMPAIGN, "upto": on})
    assert sorted(map(words, table.rows)) == sorted(
        (unit, {"red": "红", "yellow": "黄"}[colour], *rest) for unit, colour, *rest in stored
    )
