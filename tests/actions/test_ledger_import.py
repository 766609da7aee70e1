"""A workbook becomes ledger entries: counted by row, in one deed, the same file twice changes nothing."""

from __future__ import annotations

import gc
import io
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import pytest
import xlsxwriter
from django.db import IntegrityError, transaction
from openpyxl import load_workbook
from tests.actions.world import CAMPAIGN, CITY, DAY, HUNNAN, TIEXI, an_id, do, refused, rows, stored, writing

from duban.actions.ledger_import.reading import Wish, marked_workbook, preview
from duban.actions.ledger_import.tables import Batch
from duban.actions.rebuilding import differences
from duban.domain.ledger.credit_code import check_sign
from duban.queries.actors import actor_named
from duban.queries.campaigns import campaign
from duban.records import files
from duban.records.models import (
    CapacityItem,
    Enterprise,
    ImportBatch,
    ImportRow,
    LedgerEntry,
    Share,
    Site,
    StandingRow,
)
from duban.records.scope import Scope, enter

SAMPLE = Path(__file__).parents[2] / "samples" / "ledger-shenyang-2021.xlsx"
CLERK = f"clerk-{CITY}"
HEADINGS = ("企业名称", "统一社会信用代码", "无代码原因", "所属区县", "地址", "行业", "联系电话", "标准化等级", "备注")
GOOD = ("示例一号钢铁有限公司", "", "示例企业", "铁西区", "示例街1号", "钢铁", "024-00000001", "三级", "")


def workbook(*lines: tuple[Any, ...]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("台账")
    for row, line in enumerate((HEADINGS, *lines)):
        sheet.write_row(row, 0, line)
    book.close()
    return out.getvalue()


def kept(data: bytes) -> str:
    return files.keep(io.BytesIO(data)).sha256


def bring_in(data: bytes, *, by: str = CLERK, **inputs: Any) -> Any:
    return do("import_ledger", by=by, campaign=CAMPAIGN, file=kept(data), file_name="台账.xlsx", **inputs)


def counts(imported: Any) -> Mapping[str, int]:
    return imported.found.plan.counts._asdict()


def line(**changes: str) -> tuple[str, ...]:
    return tuple({**dict(zip(HEADINGS, GOOD, strict=True)), **changes}.values())


def test_the_sample_ledger_comes_in_whole_and_only_once(world: None) -> None:
    first = bring_in(SAMPLE.read_bytes())
    assert counts(first) == {
        "new": 120, "changed": 1, "unchanged": 0, "doubtful": 0, "rejected": 0, "enterprises": 120,
    }  # fmt: skip
    assert rows(ImportRow).filter(batch=first.batch).count() == 121
    again = bring_in(SAMPLE.read_bytes())
    assert counts(again) == {
        "new": 0, "changed": 0, "unchanged": 121, "doubtful": 0, "rejected": 0, "enterprises": 120,
    }  # fmt: skip


def test_entries_belong_to_the_unit_of_their_region(world: None) -> None:
    bring_in(workbook(line(), line(企业名称="示例二号水泥有限公司", 所属区县="浑南区", 行业="水泥")))
    assert rows(LedgerEntry).get(enterprise__name="示例一号钢铁有限公司").home_agency_id == TIEXI
    assert rows(LedgerEntry).get(enterprise__name="示例二号水泥有限公司").home_agency_id == HUNNAN


def test_entries_are_confirmed_and_count_from_the_day(world: None) -> None:
    bring_in(workbook(line()))
    entry = rows(LedgerEntry).get(enterprise__name="示例一号钢铁有限公司")
    assert (entry.state, entry.added_on, entry.confirmed_on) == ("confirmed", DAY, DAY)


def test_every_new_enterprise_has_its_standing(world: None) -> None:
    imported = bring_in(workbook(line()))
    standing = rows(StandingRow).get(enterprise__name="示例一号钢铁有限公司")
    assert standing.home_agency_id == TIEXI
    assert [act["act"] for act in standing.payload["next_acts"]][:1] == ["inspect"]
    assert standing.enterprise_id == uuid5(imported.batch, "enterprise/2")


def test_two_regions_of_one_plant_are_two_sites_and_both_units_see_it(world: None) -> None:
    code = "91210106MA0000001X"
    data = workbook(
        line(统一社会信用代码=valid_code(code), 无代码原因=""),
        line(统一社会信用代码=valid_code(code), 无代码原因="", 所属区县="浑南区"),
    )
    assert counts(bring_in(data))["new"] == 1
    enterprise = rows(Enterprise).get(name="示例一号钢铁有限公司")
    assert sorted(rows(Site).filter(enterprise=enterprise).values_list("home_agency", flat=True)) == [TIEXI, HUNNAN]
    assert list(rows(Share).filter(enterprise=enterprise).values_list("agency", flat=True)) == [HUNNAN]


def valid_code(body: str) -> str:
    return body[:17] + check_sign(body[:17])


def test_a_changed_cell_changes_its_field_and_a_blank_erases_nothing(world: None) -> None:
    bring_in(workbook(line()))
    changed = bring_in(workbook(line(地址="示例街2号", 联系电话="", 备注="已核对")))
    assert counts(changed) | {"enterprises": 0} == {
        "new": 0, "changed": 1, "unchanged": 0, "doubtful": 0, "rejected": 0, "enterprises": 0,
    }  # fmt: skip
    enterprise = rows(Enterprise).get(name="示例一号钢铁有限公司")
    assert enterprise.telephone == "024-00000001"
    assert rows(Site).get(enterprise=enterprise).address == "示例街2号"
    assert rows(LedgerEntry).get(enterprise=enterprise).remark == "已核对"


def test_a_new_region_of_a_known_plant_becomes_a_site_and_an_entry(world: None) -> None:
    code = valid_code("91210106MA0000001X")
    bring_in(workbook(line(统一社会信用代码=code, 无代码原因="")))
    bring_in(workbook(line(统一社会信用代码=code, 无代码原因="", 所属区县="浑南区", 标准化等级="二级")))
    enterprise = rows(Enterprise).get(name="示例一号钢铁有限公司")
    assert rows(Site).filter(enterprise=enterprise).count() == 2
    assert rows(LedgerEntry).filter(enterprise=enterprise).count() == 2


def test_returned_rows_come_back_marked_and_good_ones_stay(world: None) -> None:
    data = workbook(line(), line(企业名称="示例三号玻璃有限公司", 所属区县="和平大区", 行业="养殖"))
    imported = bring_in(data)
    assert (counts(imported)["new"], counts(imported)["rejected"]) == (1, 1)
    sheet = load_workbook(io.BytesIO(marked_workbook(data, imported.found))).active
    assert sheet is not None
    reasons = " ".join(str(cell.value) for cell in sheet[3] if cell.value)
    assert "和平大区" in reasons
    assert "养殖" in reasons
    assert rows(ImportRow).get(batch=imported.batch, line=3).reasons


def test_a_dry_run_writes_nothing(world: None) -> None:
    before = rows(Enterprise).count()
    by = actor_named(CLERK)
    enter(Scope(by.reads))
    found = preview(SAMPLE.read_bytes(), campaign(CAMPAIGN), by, Wish())
    assert found.plan.counts.new == 120
    assert rows(Enterprise).count() == before


def test_rows_outside_the_territory_are_returned(world: None) -> None:
    imported = bring_in(workbook(line(所属区县="浑南区")), by=f"clerk-{TIEXI}")
    assert counts(imported)["rejected"] == 1
    assert "不在辖区" in str(imported.found.plan.parsed.rejections[0].reason())


def test_a_code_of_another_unit_is_returned(world: None) -> None:
    code = valid_code("91210112MA0000002X")
    bring_in(workbook(line(统一社会信用代码=code, 无代码原因="", 所属区县="浑南区")))
    imported = bring_in(workbook(line(统一社会信用代码=code, 无代码原因="")), by=f"clerk-{TIEXI}")
    assert counts(imported)["rejected"] == 1
    assert "其他单位" in str(imported.found.plan.parsed.rejections[0].reason())


def test_only_the_row_with_the_code_of_another_unit_is_returned(world: None) -> None:
    code = valid_code("91210112MA0000002X")
    bring_in(workbook(line(统一社会信用代码=code, 无代码原因="", 所属区县="浑南区")))
    other = line(企业名称="示例二号钢铁有限公司", 所属区县="铁西区")
    imported = bring_in(workbook(other, line(统一社会信用代码=code, 无代码原因="")), by=f"clerk-{TIEXI}")
    assert (counts(imported)["new"], counts(imported)["rejected"]) == (1, 1)
    assert [one.row for one in imported.found.plan.parsed.rejections] == [3]
    assert rows(Enterprise).filter(name="示例二号钢铁有限公司").count() == 1


@pytest.mark.parametrize("collecting", [True, False])
def test_reading_leaves_the_cycle_collector_as_it_was(world: None, collecting: bool) -> None:
    before = gc.isenabled()
    (gc.enable if collecting else gc.disable)()
    try:
        enter(Scope(actor_named(CLERK).reads))
        preview(workbook(line()), campaign(CAMPAIGN), actor_named(CLERK), Wish())
        assert gc.isenabled() is collecting
    finally:
        (gc.enable if before else gc.disable)()


def test_doubtful_rows_wait_for_an_answer(world: None) -> None:
    bring_in(workbook(line()))
    data = workbook(line(企业名称="沈阳示例一号钢铁集团有限公司"))
    assert counts(bring_in(data))["doubtful"] == 1
    answered = bring_in(data, answers={2: "new"})
    assert counts(answered)["new"] == 1


def test_an_answer_that_names_nothing_is_refused(world: None) -> None:
    assert refused_import(workbook(line()), answers={2: "row:99"}).rule == "import.answer"


def test_a_wish_for_an_unknown_industry_is_refused(world: None) -> None:
    assert refused_import(workbook(line()), industry="farming").rule == "import.industry"


def test_a_file_that_was_not_kept_is_refused(world: None) -> None:
    refusal = refused("import_ledger", by=CLERK, campaign=CAMPAIGN, file="0" * 64, file_name="台账.xlsx")
    assert refusal.rule == "import.file"


def refused_import(data: bytes, **inputs: Any) -> Any:
    return refused("import_ledger", by=CLERK, campaign=CAMPAIGN, file=kept(data), file_name="台账.xlsx", **inputs)


def test_a_batch_is_taken_back_and_a_new_import_revives_it(world: None) -> None:
    first = bring_in(SAMPLE.read_bytes())
    assert do("undo_import", by=CLERK, batch=first.batch, reason="导错文件") == []
    assert rows(LedgerEntry).filter(voided_on=None, enterprise__name__contains="示例").exclude(
        id__in=world_entries()
    ).count() == 0  # fmt: skip
    again = bring_in(SAMPLE.read_bytes())
    assert (counts(again)["new"], counts(again)["unchanged"]) == (120, 0)
    coded = rows(Enterprise).filter(credit_code__isnull=False)
    assert {one.id for one in coded} == {one.id for one in coded if one.voided_on is None}


def world_entries() -> set[UUID]:
    return set(rows(LedgerEntry).filter(inclusion_basis="工信部门提供名单").values_list("id", flat=True))


def test_undo_puts_back_what_was_changed(world: None) -> None:
    bring_in(workbook(line()))
    second = bring_in(workbook(line(地址="示例街2号", 备注="已核对")))
    do("undo_import", by=CLERK, batch=second.batch, reason="导错文件")
    enterprise = rows(Enterprise).get(name="示例一号钢铁有限公司")
    assert rows(Site).get(enterprise=enterprise).address == "示例街1号"
    assert rows(LedgerEntry).get(enterprise=enterprise).remark == ""


def test_undo_names_and_leaves_what_was_touched_since(world: None) -> None:
    first = bring_in(workbook(line(), line(企业名称="示例二号水泥有限公司", 行业="水泥")))
    entry = rows(LedgerEntry).get(enterprise__name="示例一号钢铁有限公司")
    with writing(TIEXI):
        LedgerEntry.objects.filter(id=entry.id).update(remark="后来改的")
    left = do("undo_import", by=CLERK, batch=first.batch, reason="导错文件")
    assert [(each.relation, each.id) for each in left] == [("ledger_entry", str(entry.id))]
    assert stored(LedgerEntry, entry.id).voided_on is None
    assert rows(LedgerEntry).get(enterprise__name="示例二号水泥有限公司").voided_on == DAY


def test_undo_takes_the_standings_of_its_enterprises_with_it(world: None) -> None:
    unassessed = {each.enterprise for each in differences().differences}
    first = bring_in(SAMPLE.read_bytes())
    assert rows(StandingRow).count() == 120
    do("undo_import", by=CLERK, batch=first.batch, reason="导错文件")
    assert rows(StandingRow).count() == 0
    assert {each.enterprise for each in differences().differences} == unassessed


def test_undo_leaves_the_standing_of_an_enterprise_that_is_still_listed(world: None) -> None:
    first = bring_in(workbook(line()))
    second = bring_in(workbook(line(), line(企业名称="示例二号水泥有限公司", 行业="水泥")))
    do("undo_import", by=CLERK, batch=second.batch, reason="导错文件")
    assert [row.enterprise_id for row in rows(StandingRow)] == [uuid5(first.batch, "enterprise/2")]


def test_a_batch_is_taken_back_once(world: None) -> None:
    first = bring_in(workbook(line()))
    do("undo_import", by=CLERK, batch=first.batch, reason="导错文件")
    assert refused("undo_import", by=CLERK, batch=first.batch, reason="再撤一次").rule == "import.undone"


def test_a_ledger_loaded_after_the_campaign_was_its_ledger_all_along(world: None) -> None:
    bring_in(workbook(line()), on=date(2022, 3, 1))
    assert rows(LedgerEntry).get(enterprise__name="示例一号钢铁有限公司").added_on == campaign(CAMPAIGN).first_on


def test_capacity_of_the_sample_is_kept(world: None) -> None:
    bring_in(SAMPLE.read_bytes())
    assert rows(CapacityItem).count() == 121  # every row of the sample names its capacity


def test_the_batch_remembers_its_file_and_counts(world: None) -> None:
    imported = bring_in(workbook(line()))
    batch = stored(ImportBatch, imported.batch)
    assert (batch.file_name, batch.new, batch.home_agency_id) == ("台账.xlsx", 1, CITY)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 broken", b"not a workbook"])
def test_what_is_no_workbook_is_refused(world: None, data: bytes) -> None:
    before = rows(ImportBatch).count()
    assert refused_import(data).rule
    assert rows(ImportBatch).count() == before


@pytest.mark.parametrize("name", ["enterprise/2", "site/2/210106", "row/100000", "示例"])
def test_an_id_is_the_one_that_its_deed_and_name_give(name: str) -> None:
    for deed in map(an_id, "abcdefgh"):
        assert Batch(deed, CAMPAIGN, DAY, CITY, {}).made_id(name) == str(uuid5(deed, name))


@pytest.mark.parametrize(
    ("home", "enterprise", "missing"), [(CITY, an_id("nobody"), "enterprise"), ("999999", None, "agency")]
)
def test_a_row_of_the_file_names_nothing_that_does_not_exist(
    world: None, home: str, enterprise: UUID | None, missing: str
) -> None:
    batch = bring_in(workbook(line())).batch
    with pytest.raises(IntegrityError, match=f"import_row names no {missing}"), transaction.atomic():
        enter(Scope((CITY, home), (CITY, home)))
        ImportRow.objects.create(
            home_agency_id=home, batch_id=batch, line=99, cells={}, verdict="new", enterprise_id=enterprise
        )
