"""Every command as other programs and people meet it: JSON keys, exit codes, one sentence for what is wrong."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import openpyxl
import pytest
from django.utils import translation
from tests.actions.steps import DUE, GENERAL, PLANT, ordered
from tests.actions.test_ledger_import import line, workbook
from tests.actions.world import CAMPAIGN, CITY, TIEXI, an_id, rows, writing
from tests.cli.conftest import Command

from duban.cli import init
from duban.documents.workbooks import limits
from duban.records import files
from duban.records.models import Hazard, LedgerEntry, Person, StandingRow
from duban.specs.campaigns_loader import CAMPAIGNS

PLAN = CAMPAIGNS / f"{CAMPAIGN}.yaml"
CLERK = f"clerk-{CITY}"
ON = ("--on", "2021-07-20")
THERE = ("--campaign", CAMPAIGN, "--agency", CITY)
STANDING = {"enterprise", "region", "covered", "card", "overdue", "next_acts"}
NOWHERE = "00000000-0000-4000-8000-000000000000"


def keys(found: Mapping[str, Any], *wanted: str) -> bool:
    """Whether a printed object has the keys that other programs rely on."""
    return set(wanted) <= found.keys()


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "台账.xlsx"
    path.write_bytes(workbook(line(), line(企业名称="示例二号水泥有限公司", 行业="水泥"), line(所属区县="大连市")))
    return path


@pytest.fixture
def batch(command: Command, ledger: Path) -> str:
    done = command("import-ledger", ledger, *THERE, "--commit", "--by", CLERK, *ON, "--json")
    assert (done.code, done.err) == (0, "")
    return str(done.printed["batch"])


# 台账 import-ledger, undo-import ----------------------------------------------------------------------------------


COUNTS = {"new": 2, "changed": 0, "unchanged": 0, "doubtful": 0, "rejected": 1, "enterprises": 2}


def test_a_dry_run_counts_rows_and_writes_nothing(command: Command, ledger: Path) -> None:
    before = rows(LedgerEntry).count()
    done = command("import-ledger", ledger, *THERE, "--json")
    assert (done.code, done.err) == (0, "")
    assert {name: done.printed[name] for name in COUNTS} == COUNTS
    assert done.printed["batch"] is None
    assert rows(LedgerEntry).count() == before


def test_a_commit_names_its_batch_and_keeps_the_returned_rows(command: Command, ledger: Path, tmp_path: Path) -> None:
    out, before = tmp_path / "退回.xlsx", rows(LedgerEntry).count()
    done = command("import-ledger", ledger, *THERE, "--commit", "--by", CLERK, *ON, "--errors", out, "--json")
    assert (done.code, done.err) == (0, f"退回的行已标在 {out}\n")
    assert {name: done.printed[name] for name in COUNTS} == COUNTS
    assert rows(LedgerEntry).count() == before + 2
    assert UUID(done.printed["batch"])
    assert out.read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    "arguments", [("import-ledger", "{ledger}", *THERE), ("rebuild-standings", *ON)], ids=["ledger", "standings"]
)
def test_who_waits_at_a_terminal_sees_how_far_it_is(
    command: Command, ledger: Path, batch: str, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    assert batch
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    done = command(*(ledger if each == "{ledger}" else each for each in arguments))
    assert (done.code, "100%" in done.err) == (0, True)


def test_where_the_returned_rows_cannot_be_written_nothing_is_committed(
    command: Command, ledger: Path, tmp_path: Path
) -> None:
    before = rows(LedgerEntry).count()
    done = command("import-ledger", ledger, *THERE, "--commit", "--by", CLERK, *ON, "--errors", tmp_path / "no" / "x")
    assert (done.code, rows(LedgerEntry).count()) == (1, before)


def test_a_workbook_that_is_too_large_is_neither_read_nor_kept(
    command: Command, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MAX_BYTES", ledger.stat().st_size - 1)
    monkeypatch.setattr(files, "keep", lambda _content: pytest.fail("nothing may be kept"))
    monkeypatch.setattr(Path, "read_bytes", lambda _path: pytest.fail("nothing may be read"))
    for wish in ((), ("--commit", "--by", CLERK, *ON)):
        done = command("import-ledger", ledger, *THERE, *wish)
        assert (done.code, "请按区县或行业拆成几个文件分别上传" in done.err) == (1, True)


def test_sheets_and_columns_that_are_not_read_are_named(command: Command, tmp_path: Path) -> None:
    book, path = openpyxl.Workbook(), tmp_path / "两张表.xlsx"
    for number, sheet in enumerate((book.active, book.create_sheet("二分厂"))):
        sheet.append(["企业名称", "信用代码", "无代码原因", "所属区县", "行业", "班次"])
        sheet.append([f"示例{number}号水泥有限公司", "", "示例企业", "铁西区", "水泥", "三班"])
    book.save(path)
    done = command("import-ledger", path, *THERE)
    assert done.out.splitlines()[-2:] == ["没有读的工作表：二分厂；要读的用 --sheet 写明。", "没有用到的栏目：班次。"]
    told = command("import-ledger", path, *THERE, "--json").printed
    assert (told["unread_sheets"], told["unused_columns"]) == (["二分厂"], ["班次"])


def test_a_batch_is_taken_back_with_its_standings(command: Command, batch: str) -> None:
    done = command("undo-import", batch, "--by", CLERK, "--reason", "导错文件", *ON, "--json")
    assert (done.code, done.err, done.printed) == (0, "", {"batch": batch, "left": []})
    assert rows(StandingRow).count() == 0
    command("rebuild-standings", *ON)
    checked = command("rebuild-standings", "--check", "--json")
    assert (checked.code, checked.printed["differences"]) == (0, [])


def test_what_was_touched_since_is_named_and_left(command: Command, batch: str) -> None:
    entry = rows(LedgerEntry).get(enterprise__name="示例一号钢铁有限公司")
    with writing(TIEXI):
        LedgerEntry.objects.filter(id=entry.id).update(remark="后来改的")
    done = command("undo-import", batch, "--by", CLERK, "--reason", "导错文件", *ON, "--json")
    assert (done.code, done.printed["left"]) == (0, [{"relation": "ledger_entry", "id": str(entry.id)}])


def test_a_batch_is_taken_back_once(command: Command, batch: str) -> None:
    once = ("undo-import", batch, "--by", CLERK, "--reason", "导错文件", *ON)
    assert command(*once).out == f"批次 {batch} 已撤销，0 条记录其后动过，保留不动。\n"
    again = command(*once)
    assert (again.code, again.out, again.err) == (1, "", f"批次 {batch} 已于 2021-07-20 撤销。\n")


# 日志 replay ------------------------------------------------------------------------------------------------------


def journal(path: Path, *lines: Mapping[str, Any] | str) -> Path:
    texts = [each if isinstance(each, str) else json.dumps(each, ensure_ascii=False) for each in lines]
    path.write_text("".join(text + "\n" for text in texts), encoding="utf-8")
    return path


def person(name: str = "示例执法员戊", **more: str) -> dict[str, str]:
    told = {"id": str(uuid4()), "deed": "add_person", "on": "2021-07-20", "by": f"system_admin-{TIEXI}"}
    return told | {"name": name, "kind": "officer"} | more


def test_a_journal_is_applied_and_skipped_the_second_time(command: Command, tmp_path: Path) -> None:
    file = journal(tmp_path / "a.jsonl", person(), person("示例执法员己"))
    first = command("replay", file, "--json")
    assert (first.code, first.printed) == (0, {"applied": 2, "skipped": 0, "refused": []})
    again = command("replay", file, "--json")
    assert (again.code, again.printed) == (0, {"applied": 0, "skipped": 2, "refused": []})


def test_one_refused_line_leaves_nothing_of_the_journal(command: Command, tmp_path: Path) -> None:
    file = journal(tmp_path / "a.jsonl", person(), person(on="2099-01-01"), "no json")
    done = command("replay", file, "--json")
    assert (done.code, [each["line"] for each in done.printed["refused"]]) == (1, [2, 3])
    assert not rows(Person).filter(name="示例执法员戊").exists()


def test_line_by_line_the_good_ones_stay(command: Command, tmp_path: Path) -> None:
    good, bad = person(), person(on="2099-01-01")
    done = command("replay", journal(tmp_path / "a.jsonl", good, bad), "--continue")
    said = f"applied {good['id']}\nrefused {bad['id']}\n办理 1 项，此前已办 0 项，拒绝 1 项。\n"
    assert (done.code, done.out) == (1, said)
    assert rows(Person).filter(name="示例执法员戊").exists()


# 态势 standing, explain, rebuild-standings ------------------------------------------------------------------------


def test_standings_of_a_ledger_have_the_agreed_keys(command: Command) -> None:
    ordered(GENERAL, due=DUE)
    done = command("standing", "--campaign", CAMPAIGN, "--on", "2021-08-21", "--json")
    assert (done.code, done.err) == (0, "")
    assert {each["enterprise"] for each in done.printed} == {
        str(an_id(name)) for name in ("plant-210106", "plant-210112", "plant-210100-K1", "plant-second")
    }
    assert all(keys(each, *STANDING) for each in done.printed)
    plant = next(each for each in done.printed if each["enterprise"] == str(PLANT))
    assert (plant["covered"], plant["card"], [each["due_on"] for each in plant["overdue"]]) == (
        True, "none", ["2021-08-20"],
    )  # fmt: skip
    assert all(keys(each, "act", "due_on", "citation", "because") for each in plant["next_acts"])
    assert plant["next_acts"]


def test_standings_of_one_unit_and_of_one_enterprise(command: Command) -> None:
    unit = command("standing", "--campaign", CAMPAIGN, *ON, "--agency", TIEXI, "--json")
    assert {each["agency"] for each in unit.printed} == {TIEXI}
    alone = command("standing", "--campaign", CAMPAIGN, *ON, "--enterprise", PLANT, "--json")
    assert [each["enterprise"] for each in alone.printed] == [str(PLANT)]


def test_an_enterprise_is_explained_with_its_trace(command: Command) -> None:
    done = command("explain", PLANT, *ON, "--json")
    assert (done.code, keys(done.printed, *STANDING, "trace")) == (0, True)
    assert all(keys(each, "ground", "answer", "because") for each in done.printed["trace"])
    assert "研判过程" in command("explain", PLANT, *ON).out


def test_records_are_called_by_name_where_a_person_reads(command: Command) -> None:
    ordered(GENERAL)
    hazard = str(rows(Hazard).get().pk)
    said = command("explain", PLANT, *ON).out
    assert "←隐患“安全出口堵塞” 2021-07-20" in said
    assert hazard not in said
    assert hazard in command("explain", PLANT, *ON, "--json").out


def test_a_projection_that_was_never_made_differs_until_it_is_rebuilt(command: Command) -> None:
    before = command("rebuild-standings", "--check", "--json")
    assert (before.code, before.printed["ok"], len(before.printed["differences"])) == (1, False, 4)
    assert all(keys(each, "campaign", "enterprise", "why") for each in before.printed["differences"])
    assert command("rebuild-standings", *ON, "--json").code == 0
    after = command("rebuild-standings", "--check", "--json")
    assert (after.code, after.printed) == (0, {"ok": True, "standings": 4, "differences": []})


# 附件 annex -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 2])
def test_an_annex_has_the_agreed_keys_and_sources_in_every_cell(command: Command, number: int) -> None:
    ordered(GENERAL, due=DUE)
    done = command("annex", number, *THERE, "--on", "2021-09-10", "--json")
    assert (done.code, done.err) == (0, "")
    assert keys(done.printed, "header", "columns", "rows", "totals", "excluded")
    table = [*done.printed["rows"], *filter(None, [done.printed["totals"]])]
    assert all(keys(cell, "value", "sources") for row in table for cell in row["cells"])
    assert all(len(row["cells"]) == len(done.printed["columns"]) for row in table)


@pytest.mark.parametrize(
    ("suffix", "start"), [("xlsx", b"PK"), ("pdf", b"%PDF"), ("csv", b"\xef\xbb\xbf"), ("json", b"{")]
)
def test_an_annex_is_written_as_its_name_says(command: Command, tmp_path: Path, suffix: str, start: bytes) -> None:
    out = tmp_path / f"附件1.{suffix}"
    done = command("annex", 1, *THERE, "--on", "2021-09-10", "--out", out)
    assert (done.code, done.out, done.err) == (0, "", f"附件1已写入 {out}\n")
    assert out.read_bytes().startswith(start)


# 法规和期限 law, deadline -----------------------------------------------------------------------------------------


def test_an_article_has_the_agreed_keys_and_changes_with_the_day(command: Command) -> None:
    old, new = (command("law", "order_removal", "--on", on, "--json").printed for on in ("2021-08-20", "2021-09-05"))
    assert keys(old, "instrument", "article", "from", "to", "verified")
    assert (old["instrument"], new["instrument"]) == ("中华人民共和国安全生产法",) * 2
    assert old["article"] != new["article"]
    assert (old["to"], new["from"]) == ("2021-08-31", "2021-09-01")


def test_a_deadline_explains_itself_day_by_day(command: Command) -> None:
    done = command("deadline", "D12", "--from", "2021-07-14", "--json")
    assert keys(done.printed, "due_on", "unit", "citation", "verified", "days")
    assert all(keys(each, "day", "counted", "why") for each in done.printed["days"])
    assert done.printed["days"][-1]["day"] == done.printed["due_on"]


def test_a_clock_of_hours_gives_its_moment_and_one_of_several_limits_gives_them_all(command: Command) -> None:
    several = command("deadline", "D14", "--from", "2021-07-14T09:00+08:00", "--json")
    assert [each["code"].partition(".")[0] for each in several.printed] == ["D14"] * len(several.printed)
    assert len(several.printed) > 1


# 专项行动 campaign ------------------------------------------------------------------------------------------------


def test_a_plan_is_checked_without_a_database(command: Command) -> None:
    done = command("campaign", "check", PLAN, "--json")
    assert (done.code, done.printed["ok"], done.printed["errors"], done.printed["id"]) == (0, True, [], CAMPAIGN)


def test_a_plan_with_a_typing_error_is_refused_with_file_line_and_example(command: Command, tmp_path: Path) -> None:
    wrong = tmp_path / "plan.yaml"
    wrong.write_text(PLAN.read_text(encoding="utf-8").replace("title:", "titel:", 1), encoding="utf-8")
    done = command("campaign", "check", wrong, "--json")
    assert (done.code, done.printed["ok"]) == (1, False)
    assert all(keys(each, "file", "line", "message", "example") for each in done.printed["errors"])
    assert {each["file"] for each in done.printed["errors"]} == {"plan.yaml"}
    loaded = command("campaign", "load", wrong, "--by", f"campaign_office-{CITY}", *ON)
    assert (loaded.code, "plan.yaml" in loaded.err) == (1, True)


def test_campaigns_are_loaded_listed_and_shown(command: Command) -> None:
    loaded = command("campaign", "load", PLAN, "--by", f"campaign_office-{CITY}", *ON, "--json")
    assert (loaded.code, loaded.printed["id"]) == (0, CAMPAIGN)
    listed = command("campaign", "list", "--json")
    assert (listed.code, [each["id"] for each in listed.printed]) == (0, [CAMPAIGN])
    shown = command("campaign", "show", CAMPAIGN, "--json")
    assert (shown.code, shown.printed["agency"], keys(shown.printed, "id", "title", "agency")) == (0, CITY, True)


def test_a_unit_without_a_region_is_not_founded(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(init, "_refuse_second", lambda: None)
    done = command("init", "--agency", "999999")
    assert (done.code, done.out, "999999" in done.err) == (1, "", True)


# 说不通的 What is wrong is said in one sentence -------------------------------------------------------------------


BY = ("--by", CLERK)
USAGE = (
    ("undo-import", NOWHERE, "--reason", "x"),
    ("undo-import", NOWHERE, *BY),
    ("undo-import", "no-batch", *BY, "--reason", "x"),
    ("campaign", "load", PLAN),
    ("campaign", "load", "/no/such/file", *BY),
    ("import-ledger", PLAN, *THERE, "--commit"),
    ("import-ledger", PLAN, "--agency", CITY),
    ("import-ledger", PLAN, *THERE, "--answer", "x=new"),
    ("restore", PLAN),
    ("replay",),
    ("replay", "/no/such/file"),
    ("standing", *ON),
    ("standing", "--campaign", CAMPAIGN, "--on", "2021-02-30"),
    ("explain", "示例"),
    ("annex", "1", *THERE, *ON),
    ("annex", "1", *THERE, *ON, "--out", "a.docx"),
    ("law", "order_removal"),
    ("law", "order_removal", "--on", "yesterday"),
    ("deadline", "D12"),
    ("deadline", "D12", "--from", "soon"),
    ("rebuild-standings", "--on", "x"),
    ("init",),
    ("init", "--agency", CITY, "--level", "village"),
    ("import-ledger", "/", *THERE),
    ("import-ledger", PLAN, *THERE, "--errors", "/"),
    ("backup",),
)


@pytest.mark.parametrize("arguments", USAGE, ids=lambda each: " ".join(str(one) for one in each)[:60])
def test_wrong_usage_exits_2_and_does_nothing(command: Command, arguments: tuple[str, ...]) -> None:
    done = command(*arguments)
    assert (done.code, done.out, "Traceback" in done.err, bool(done.err)) == (2, "", False, True)


def test_a_refusal_in_english_parts_its_sentences(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUBAN_LANGUAGE", "en")
    with translation.override("en"):
        done = command("undo-import", NOWHERE, *BY, "--reason", "x", "--on", "2099-01-01")
    assert done.err.startswith("The day of the act, 2099-01-01, is later than today, ")
    assert done.err.endswith(". Give a day not later than today.\n")


REFUSED = (
    (("undo-import", NOWHERE, *BY, "--reason", "x", *ON), NOWHERE),
    (("undo-import", NOWHERE, "--by", "nobody", "--reason", "x", *ON), "没有可用的账号「nobody」"),
    (("undo-import", NOWHERE, "--by", f"officer-{CITY}", "--reason", "x", *ON), "请由以下人员办理"),
    (("campaign", "load", PLAN, *BY, *ON), "请由以下人员办理"),
    (("campaign", "show", "no-such-campaign"), "no-such-campaign"),
    (("standing", "--campaign", "no-such-campaign", *ON), "no-such-campaign"),
    (("standing", "--campaign", CAMPAIGN, *ON, "--agency", "999999"), "没有代码为“999999”的单位"),
    (("standing", "--campaign", CAMPAIGN, *ON, "--enterprise", "没有这家"), "没有企业“没有这家”"),
    (("explain", "示例", *ON), "对应多家企业"),
    (("explain", NOWHERE, *ON), f"没有企业“{NOWHERE}”"),
    (("annex", "3", *THERE, *ON, "--json"), "3"),
    (("annex", "1", "--campaign", CAMPAIGN, "--agency", "999999", *ON, "--json"), "没有代码为“999999”的单位"),
    (("law", "no_such_concept", *ON), "no_such_concept"),
    (("deadline", "D999", "--from", "2021-07-14"), "D999"),
    (("init", "--agency", "210200", "--name", "示例二市应急管理局"), "已经初始化"),
    (("import-ledger", PLAN, *THERE, "--commit", "--by", f"clerk-{TIEXI}", *ON), "不能以 210100 的名义导入"),
)


@pytest.mark.parametrize(("arguments", "said"), REFUSED, ids=lambda each: " ".join(map(str, each))[:60])
def test_a_refusal_exits_1_with_one_sentence(command: Command, arguments: tuple[str, ...], said: str) -> None:
    done = command(*arguments)
    assert (done.code, done.out, done.err.count("\n"), "Traceback" in done.err) == (1, "", 1, False)
    assert said in done.err


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.xlsx", b""),
        ("torn.xlsx", b"PK\x03\x04 broken"),
        ("page.xls", b"<html><table><tr><td>x</td></tr></table></html>"),
        ("picture.et", b"\x89PNG\r\n\x1a\n"),
    ],
)
def test_what_is_no_workbook_is_refused_in_a_sentence(
    command: Command, tmp_path: Path, name: str, content: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    done = command("import-ledger", path, *THERE, "--json")
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)


@pytest.mark.parametrize(
    "arguments", [("annex", "1", *THERE, *ON, "--out"), ("backup",), ("import-ledger", "{ledger}", *THERE, "--errors")]
)
def test_a_folder_that_is_not_there_is_told_in_a_sentence(
    command: Command, ledger: Path, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    out = tmp_path / "no" / "such.xlsx"
    done = command(*(ledger if each == "{ledger}" else each for each in arguments), out)
    said = done.err.splitlines()[-1]
    assert (done.code, done.out, "Traceback" in done.err) == (1, "", False)
    assert (said.startswith(f"读写 {out.parent}/"), said.endswith(" 失败：没有这个文件或者文件夹")) == (True, True)


def test_a_journal_may_begin_with_the_mark_that_windows_writes(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("\ufeff" + json.dumps({"id": NOWHERE, "deed": "x", "on": "2021-07-20", "by": CLERK}), "utf-8")
    done = command("replay", path, "--json")
    assert (done.code, done.printed["refused"][0]["rule"]) == (1, "journal.deed")


def test_a_journal_in_another_encoding_is_refused_in_a_sentence(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes("示例".encode("gb18030"))
    done = command("replay", path)
    assert (done.code, done.out, done.err) == (1, "", "a.jsonl 不是 UTF-8 文本。请用 UTF-8 编码另存后再试。\n")
