"""Both annexes: the worked case cell by cell, and every figure counted a second time by other means."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.actions.steps import OFFICER, PAIR, day
from tests.actions.world import CAMPAIGN, CITY, HUNNAN, TIEXI, ZONE, an_id, do, plant, writing
from tests.queries.annex_case import HEAD, THREE, AnnexCase

from duban.domain.annex_table import AnnexTable, Header, Row, RowKind
from duban.domain.case import case_of
from duban.domain.messages import Refusal
from duban.domain.rules.closure import basis
from duban.queries.annexes import annex_table
from duban.queries.campaigns import campaign
from duban.queries.law import law_in_use
from duban.records.facts import load_facts
from duban.records.models import LedgerEntry
from duban.records.scope import scoped

REPORT = day("09-10")
MAJOR_REMARK = "重大隐患：会议室设在铁水吊运影响范围内（责令2021年8月20日前整改完毕）"


def table(
    annex: str = "1",
    on: date = REPORT,
    units: Sequence[str] = (TIEXI,),
    scope: Sequence[str] | None = None,
    **more: Any,
) -> AnnexTable:
    with scoped(scope or units):
        header = Header("示例单位", "填报人甲", "024-00000000", on)
        return annex_table(campaign(CAMPAIGN), annex, on, header, units=units, **more)


def cells(row: Row) -> list[object]:
    return [cell.value for cell in row.cells]


def row_of(name: str, found: AnnexTable) -> Row:
    (row,) = [row for row in found.rows if str(row.cells[1].value).startswith(name)]
    return row


def column(code: str, found: AnnexTable) -> int:
    return [column.code for column in found.columns].index(code)


def sources_of(row: Row, found: AnnexTable) -> dict[str, tuple[str, ...]]:
    return {column.code: cell.sources for column, cell in zip(found.columns, row.cells, strict=True)}


# Annex 1 ----------------------------------------------------------------------------------------------------------


def test_annex_1_of_the_district_on_the_report_day(case: AnnexCase) -> None:
    found = table()
    assert [cells(row) for row in found.rows] == [
        [1, "示例丁", "示例街10号", 1, 2, 0, 0, 0, 0, 1, 333_333, "罚款3333.33元"],
        [2, "示例甲", "示例街1号", 4, 9, 3, 4, 1, 2, 2, 7_000_000, MAJOR_REMARK],
        [3, "示例戊（已移出）", "示例街13号", 1, 2, 0, 1, 0, 0, 0, 0, None],
        [4, "示例乙", "示例街4号", 0, 0, 0, 0, 0, 0, 0, 0, None],
    ]
    assert found.totals is not None
    assert cells(found.totals) == [None, None, None, 6, 13, 3, 5, 1, 2, 3, 7_333_333, "罚款73333.33元"]
    assert found.warnings == ()
    assert found.notes == ("注：如企业存在重大隐患，请说明隐患内容及责令整改期限。",)


def test_who_left_without_work_is_excluded_and_named(case: AnnexCase) -> None:
    (excluded,) = table().excluded
    assert (excluded.enterprise, excluded.on, excluded.reason) == ("示例丙", day("08-05"), "已于2019年注销")


def test_a_plant_that_moved_in_starts_with_zeros(case: AnnexCase) -> None:
    found = table(units=(HUNNAN,))
    assert [cells(row) for row in found.rows] == [[1, "示例戊", "示例街13号", 0, 0, 0, 0, 0, 0, 0, 0, None]]
    assert found.excluded == ()


def test_before_the_move_the_row_is_not_marked(case: AnnexCase) -> None:
    assert cells(row_of("示例戊", table(on=day("08-19"))))[1] == "示例戊"
    assert table(on=day("08-19"), units=(HUNNAN,)).rows == ()


def test_every_cell_names_the_rows_behind_it(case: AnnexCase) -> None:
    found = table(sources=True)
    sources = dict(
        zip((c.code for c in found.columns), (c.sources for c in row_of("示例甲", found).cells), strict=True)
    )
    visits = case.of("first visit", "visit 08-12", "visit 08-30", "spot visit")
    assert sources == {
        "serial": (),
        "enterprise": case.of("entry jia"),
        "address": case.of("site jia"),
        "visits": visits,
        "officers": visits,
        "experts": visits,
        "hazards": case.of("general one", "general two", "major", "spot hazard"),
        "major_hazards": case.of("major"),
        "orders": case.of("order", "spot order"),
        "penalties": case.of("fine unit", "fine manager"),
        "fines": case.of("fine unit", "fine manager"),
        "remark": case.of("major"),
    }
    assert found.totals is not None
    assert set(found.totals.cells[column("penalties", found)].sources) == set(
        case.of("fine unit", "fine manager", "fine ding")
    )


def test_without_sources_the_figures_are_the_same(case: AnnexCase) -> None:
    assert [cells(row) for row in table(sources=False).rows] == [cells(row) for row in table(sources=True).rows]
    assert row_of("示例甲", table()).cells[column("visits", table())].sources == ()


def test_the_clerks_word_stands_last_in_the_remark(case: AnnexCase) -> None:
    remarks = {str(case.ids["entry jia"]): " 正在整改 ", str(case.ids["entry yi"]): "停产检修"}
    found = table(remarks=remarks)
    assert cells(row_of("示例甲", found))[-1] == f"{MAJOR_REMARK}；正在整改"
    assert cells(row_of("示例乙", found))[-1] == "停产检修"


# Annex 2 ----------------------------------------------------------------------------------------------------------

PLACE = [1, "铁西区", "示例甲", "示例街1号", "钢铁", "1.会议室设在铁水吊运影响范围内（整改期限2021年8月20日）"]


@pytest.mark.parametrize(
    ("on", "passed", "card", "closing_basis"),
    [
        ("08-15", "未到期", "黄牌", "—"),
        ("08-25", "否", "黄牌", "—"),
        ("09-10", "否", "红牌", "工作方案四（二）；法定关闭依据待补"),
    ],
)
def test_annex_2_of_the_district(case: AnnexCase, on: str, passed: str, card: str, closing_basis: str) -> None:
    found = table("2", day(on))
    assert [cells(row) for row in found.rows] == [[*PLACE, passed, card, closing_basis, "否"]]
    assert found.totals is None


def test_no_card_no_row(case: AnnexCase) -> None:
    assert table("2", day("07-20")).rows == ()
    assert table("2", units=(HUNNAN,)).rows == ()


def test_both_closure_articles_were_evaluated_and_neither_is_met(case: AnnexCase) -> None:
    with scoped((TIEXI,)):
        facts = load_facts(CAMPAIGN, [case.ids["jia"]])[case.ids["jia"]]
        found = basis(case_of(facts, REPORT, campaign(CAMPAIGN), law_in_use()), "L1", [str(case.ids["major"])])
    assert found.met == ()
    text = "".join(cited.text for cited in found.evaluated)
    assert "第一百零八条" in text
    assert "第一百一十三条" in text


def test_every_cell_of_annex_2_names_the_rows_behind_it(case: AnnexCase) -> None:
    found = table("2", sources=True)
    assert sources_of(found.rows[0], found) == {
        "serial": (),
        "region": case.of("entry jia"),
        "enterprise": case.of("entry jia"),
        "address": case.of("site jia"),
        "industry": case.of("entry jia"),
        "content": case.of("major"),
        "passed": case.of("item major of order"),
        "card": case.of("red"),
        "basis": (),
        "closed": (),
    }


# The city's form --------------------------------------------------------------------------------------------------


def test_the_citys_form_has_every_unit_with_its_subtotal(case: AnnexCase) -> None:
    found = table(units=(CITY, TIEXI, HUNNAN, ZONE))
    shown = [(row.kind, row.agency, row.cells[1].value, row.cells[3].value) for row in found.rows]
    assert shown == [
        (RowKind.SUBTOTAL, CITY, None, 0),
        (RowKind.ENTERPRISE, TIEXI, "示例丁", 1),
        (RowKind.ENTERPRISE, TIEXI, "示例甲", 4),
        (RowKind.ENTERPRISE, TIEXI, "示例戊（已移出）", 1),
        (RowKind.ENTERPRISE, TIEXI, "示例乙", 0),
        (RowKind.SUBTOTAL, TIEXI, None, 6),
        (RowKind.ENTERPRISE, HUNNAN, "示例戊", 0),
        (RowKind.SUBTOTAL, HUNNAN, None, 0),
        (RowKind.SUBTOTAL, ZONE, None, 0),
    ]
    assert [row.cells[0].value for row in found.rows if row.kind is RowKind.ENTERPRISE] == [1, 2, 3, 4, 5]
    assert found.totals is not None
    assert cells(found.totals)[3:] == [6, 13, 3, 5, 1, 2, 3, 7_333_333, "罚款73333.33元"]
    assert cells(found.rows[5])[3:] == cells(found.totals)[3:]


def test_the_citys_list_of_cards_has_no_subtotals(case: AnnexCase) -> None:
    found = table("2", units=(CITY, TIEXI, HUNNAN))
    assert [(row.kind, row.agency_name) for row in found.rows] == [(RowKind.ENTERPRISE, "示例铁西区应急管理局")]


def test_the_citys_own_visit_is_in_its_own_return_alone(case: AnnexCase) -> None:
    before = row_of("示例乙", table())
    city = (an_id(f"person:officer-{CITY}"), an_id(f"person:officer2-{CITY}"))
    _visit(case, "yi", "09-01", by=f"officer-{CITY}", officers=city)
    own = table(units=(CITY,), scope=(CITY, TIEXI))
    assert [cells(row) for row in own.rows] == [[1, "示例乙", "示例街4号", 1, 2, 0, 0, 0, 0, 0, 0, None]]
    assert row_of("示例乙", table()) == before


def test_the_citys_row_names_the_ledger_entry_that_shows_the_plant(case: AnnexCase) -> None:
    city = (an_id(f"person:officer-{CITY}"), an_id(f"person:officer2-{CITY}"))
    _visit(case, "yi", "09-01", by=f"officer-{CITY}", officers=city)
    (row,) = table(units=(CITY,), scope=(CITY, TIEXI), sources=True).rows
    assert (row.cells[1].sources, row.cells[2].sources) == (case.of("entry yi"), case.of("site yi"))


# Row security, and the number of statements -----------------------------------------------------------------------


def test_a_sister_district_sees_nothing(case: AnnexCase) -> None:
    for annex in ("1", "2"):
        found = table(annex, scope=(ZONE,))
        assert (found.rows, found.excluded) == ((), ())


def test_the_district_of_the_moved_plant_sees_of_the_other_ledger_this_plant_alone(case: AnnexCase) -> None:
    assert [cells(row)[1] for row in table(scope=(HUNNAN,)).rows] == ["示例戊（已移出）"]


@pytest.mark.parametrize("annex", ["1", "2"])
def test_the_number_of_statements_does_not_grow_with_the_ledger(case: AnnexCase, annex: str) -> None:
    def statements() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            table(annex, sources=True)
        return len(captured)

    few = statements()
    for number in range(10):
        plant(f"plant-further-{number}")
    assert len(table("1").rows) == 14
    assert statements() == few


# As of the day ----------------------------------------------------------------------------------------------------


def _visit(case: AnnexCase, key: str, on: str, completed: str = "", by: str = OFFICER, **more: Any) -> UUID:
    of = {"campaign": CAMPAIGN, "enterprise": case.ids[key], "site": case.ids[f"site {key}"]}
    visit: UUID = do("record_inspection", by=by, on=day(on), **of, **({"kind": "first", "officers": PAIR} | more))
    do("complete_inspection", by=by, on=day(completed or on), inspection=visit, signed=True)
    return visit


def test_what_a_draft_found_counts_from_the_day_of_its_completion(case: AnnexCase) -> None:
    major = {"description": "炉下积水", "level": "major", "standard_item": "GM2017-YJ-1"}
    _visit(case, "yi", "09-09", completed="09-11", hazards=[major])
    assert cells(row_of("示例乙", table()))[3:] == [0, 0, 0, 0, 0, 0, 0, 0, None]
    later = cells(row_of("示例乙", table(on=day("09-11"))))[3:]
    assert later == [1, 2, 0, 1, 1, 0, 0, 0, "重大隐患：炉下积水（尚未下达整改期限）"]


def test_a_changed_fine_counts_as_it_was_until_the_day_of_the_change(case: AnnexCase) -> None:
    do(
        "change_penalty", by=HEAD, on=day("09-08"), penalty=case.ids["fine unit"], fine_fen=2_000_000,
        reason="主动减轻危害后果",
    )  # fmt: skip
    assert cells(row_of("示例甲", table(on=day("09-07"))))[9:11] == [2, 7_000_000]
    assert cells(row_of("示例甲", table()))[9:11] == [2, 5_000_000]


def test_an_annulled_fine_counts_until_the_day_before(case: AnnexCase) -> None:
    do("annul_penalty", by=HEAD, on=day("09-09"), penalty=case.ids["fine unit"], reason="证据不足")
    assert cells(row_of("示例甲", table(on=day("09-08"))))[9:11] == [2, 7_000_000]
    assert cells(row_of("示例甲", table()))[9:11] == [1, 3_000_000]


def test_an_order_not_yet_delivered_is_counted_with_a_warning(case: AnnexCase) -> None:
    found = table(on=day("08-01"))
    assert cells(row_of("示例甲", found))[column("orders", found)] == 2
    assert [str(warning) for warning in found.warnings] == ["有 1 份整改指令书已计入但尚未送达。"]


def test_work_after_the_removal_counts_nowhere_and_is_named(case: AnnexCase) -> None:
    _visit(case, "wu", "08-25")
    found = table()
    assert cells(row_of("示例戊", found))[3:5] == [1, 2]
    assert [str(warning) for warning in found.warnings] == ["移出台账以后又登记的执法情况没有计入：示例戊。"]


def test_a_plant_that_comes_back_has_a_row_for_each_stretch(case: AnnexCase) -> None:
    do(
        "move_entry", by=f"approver-{CITY}", on=day("09-01"), entry=case.ids["entry wu in hunnan"], to_agency=TIEXI,
        reason="划回铁西区管理",
    )  # fmt: skip
    _visit(case, "wu", "09-05", officers=THREE)
    rows = [cells(row)[1:5] for row in table().rows if str(row.cells[1].value).startswith("示例戊")]
    assert sorted(map(str, rows)) == sorted(
        map(str, [["示例戊（已移出）", "示例街13号", 1, 2], ["示例戊", "示例街13号", 1, 3]])
    )


@pytest.mark.parametrize(
    ("changes", "listed"),
    [
        ({"added_on": day("07-10"), "confirmed_on": day("07-10")}, True),
        ({"added_on": day("07-10"), "confirmed_on": day("09-11")}, False),
        ({"added_on": None, "confirmed_on": day("09-11")}, True),
        ({"added_on": day("07-10"), "confirmed_on": None, "state": "proposed"}, False),
        ({"added_on": None, "confirmed_on": None, "state": "proposed"}, False),
    ],
)
def test_an_entry_has_a_row_when_it_was_confirmed_by_the_day(
    case: AnnexCase, changes: dict[str, Any], listed: bool
) -> None:
    plant("plant-new", **changes)
    found = table()
    names = [row.cells[1].value for row in found.rows]
    told = [(excluded.enterprise, excluded.reason) for excluded in found.excluded]
    assert ("示例钢铁new" in names) is listed
    assert (("示例钢铁new", "尚未确认列入台账") in told) is not listed


def test_an_entry_added_later_is_not_mentioned(case: AnnexCase) -> None:
    plant("plant-new", added_on=day("09-11"), confirmed_on=day("09-11"))
    found = table()
    assert "示例钢铁new" not in [row.cells[1].value for row in found.rows]
    assert "示例钢铁new" not in [excluded.enterprise for excluded in found.excluded]


def test_work_on_an_entry_not_yet_confirmed_has_its_row(case: AnnexCase) -> None:
    plant("plant-new", confirmed_on=None, state="proposed")
    do(
        "record_inspection", by=OFFICER, on=day("09-01"), id=(visit := uuid4()), campaign=CAMPAIGN,
        enterprise=an_id("plant-new"), site=an_id("site-new"), kind="first", officers=PAIR,
    )  # fmt: skip
    do("complete_inspection", by=OFFICER, on=day("09-01"), inspection=visit, signed=True)
    assert cells(row_of("示例钢铁new", table()))[3:5] == [1, 2]


def test_a_lifted_card_stays_in_the_list_with_its_day(case: AnnexCase) -> None:
    found = table("2", day("09-10"))
    assert [row.cells[7].value for row in found.rows] == ["红牌"]  # the yellow one was superseded, not lifted


def test_a_card_on_a_plant_that_left_keeps_its_place(case: AnnexCase) -> None:
    with writing(TIEXI):
        entry = LedgerEntry.objects.get(id=case.ids["entry jia"])
        entry.state, entry.removed_on, entry.removed_reason = "removed", day("09-02"), "厂区划归其他单位"
        entry.save()
    (row,) = table("2").rows
    assert cells(row)[:5] == [1, "铁西区", "示例甲", "示例街1号", "钢铁"]


@pytest.mark.parametrize(
    ("annex", "on", "rule"), [("3", REPORT, "annex.unknown"), ("1", day("07-06"), "annex.before_campaign")]
)
def test_an_annex_is_refused(case: AnnexCase, annex: str, on: date, rule: str) -> None:
    with pytest.raises(Refusal) as caught:
        table(annex, on)
    assert caught.value.rule == rule
