"""Workbooks as people send them, and as nobody should: each is read whole or refused in words."""

from __future__ import annotations

import io
import os
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from duban.documents.workbooks import limits, process
from duban.documents.workbooks.reading import mark_rejected, open_workbook
from duban.domain.ledger.rows import BrokenCell
from duban.domain.ledger.sheets import Merge
from duban.domain.messages import Refusal

XLS = (Path(__file__).parent / "data" / "ledger.xls").read_bytes()
LOCKED_XLS = (Path(__file__).parent / "data" / "locked.xls").read_bytes()  # ledger of one line, password "secret"
MACROS = "文件带有宏，不予打开。"
LINES = [["企业名称", "地址"], ["沈阳示例钢铁有限公司", "示例路1号"]]


def xlsx(*lines: list[object]) -> bytes:
    """A workbook of one sheet."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as workbook:
        sheet = workbook.add_worksheet("台账")
        for number, line in enumerate(lines):
            sheet.write_row(number, 0, line)
    return out.getvalue()


def read(data: bytes, sheet: int = 0) -> list[list[str]]:
    """All rows of a sheet."""
    with open_workbook(data) as workbook:
        return [cells for _number, cells in workbook.rows(sheet)]


def told(data: bytes) -> str:
    """The refusal of a workbook."""
    with pytest.raises(Refusal) as refusal, open_workbook(data):
        pytest.fail("the workbook was opened")
    assert refusal.value.remedy is not None
    return str(refusal.value.message)


def compound_file(*names: str) -> bytes:
    """A file that begins as an .xls or a locked .xlsx does, with these names in its directory."""
    entries = b"".join((name.encode("utf-16-le")).ljust(128, b"\0") for name in names)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0") + entries.ljust(512, b"\0")


def package(parts: dict[str, bytes]) -> bytes:
    """A zip with these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def with_sheet(data: bytes, before: bytes, after: bytes) -> bytes:
    """The workbook with something else written in its first sheet."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert before in parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(before, after)
    return package(parts)


def test_cells_of_every_type_become_text() -> None:
    out = io.BytesIO()
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.append(["文字", 12, 1.5, True, date(2021, 7, 5), datetime(2021, 7, 5, 8, 30), time(8, 0), None])  # noqa: DTZ001 -- a workbook knows no zone
    sheet.append([" 两行\n文字 ", 91210100123456789.0, -3, False, 0.1, "\u2028", "=", "尾"])
    workbook.save(out)
    assert read(out.getvalue()) == [
        ["文字", "12", "1.5", "TRUE", "2021-07-05", "2021-07-05 08:30:00", "08:00:00", ""],
        [" 两行\n文字 ", "9.121010012345678e+16", "-3", "FALSE", "0.1", "\u2028", "=", "尾"],
    ]


def test_blank_rows_and_columns_in_front_keep_their_numbers() -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet["C4"] = "企业名称"
    sheet["D5"] = "地址"
    sheet.merge_cells("C4:C5")
    out = io.BytesIO()
    workbook.save(out)
    with open_workbook(out.getvalue()) as opened:
        (one,) = opened.sheets
        rows = list(opened.rows(0))
    assert (one.rows, one.columns, one.merged) == (5, 4, (Merge(4, 2, 5, 2),))
    assert [number for number, _cells in rows] == [1, 2, 3, 4, 5]
    assert [cells[2:] for _number, cells in rows[3:]] == [["企业名称", ""], ["", "地址"]]
    assert list(one.head) == [cells for _number, cells in rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_csv_in_every_encoding(encoding: str, separator: str) -> None:
    text = "\r\n".join(separator.join(line) for line in LINES) + f'\r\n"引号""内{separator}换\n行"{separator}㎡镁'
    assert read(text.encode(encoding)) == [*LINES, [f'引号"内{separator}换\n行', "㎡镁"]]


def test_xls_and_et_are_read_by_content() -> None:
    with open_workbook(XLS) as workbook:
        assert (workbook.kind, [sheet.name for sheet in workbook.sheets]) == ("xls", ["ledger"])
        rows = [cells for _number, cells in workbook.rows(0)]
    assert rows[2:4] == [
        ["序号", "企业名称", "统一社会信用代码", "所属区县", "行业"],
        ["1", "沈阳示例钢铁有限公司", "91210100MA0P00000Q", "铁西区", "钢铁"],
    ]


def test_sheets_are_told_with_their_visibility_and_any_of_them_is_read() -> None:
    workbook = openpyxl.Workbook()
    workbook.active.title = "说明"
    workbook.active["A1"] = "说明"
    second = workbook.create_sheet("台账")
    second.append(["企业名称", "地址"])
    workbook.create_sheet("隐藏").sheet_state = "hidden"
    out = io.BytesIO()
    workbook.save(out)
    with open_workbook(out.getvalue()) as opened:
        assert [(sheet.name, sheet.visible, sheet.rows) for sheet in opened.sheets] == [
            ("说明", True, 1),
            ("台账", True, 1),
            ("隐藏", False, 0),
        ]
    assert read(out.getvalue(), 1) == [["企业名称", "地址"]]


def test_more_rows_than_one_chunk_come_in_order() -> None:
    lines = [[f"示例{number}", number] for number in range(limits.ROWS_A_CHUNK * 2 + 7)]
    assert read(xlsx(*lines)) == [[name, str(number)] for name, number in lines]


def test_separators_inside_cells_are_taken_out() -> None:
    assert read(f"企业{limits.CELL}名称,地{limits.ROW}址\n甲,乙".encode()) == [["企业名称", "地址"], ["甲", "乙"]]


def test_formulas_without_a_result_and_errors_are_told() -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "台账"
    sheet.append(["企业名称", "数"])
    sheet.append(["=A1", 1])
    sheet.append(["示例厂", "#REF!"])
    sheet["B3"].data_type = "e"
    out = io.BytesIO()
    workbook.save(out)
    with open_workbook(out.getvalue()) as opened:
        assert opened.broken_cells(0) == [BrokenCell(2, 0, True), BrokenCell(3, 1, False)]


def test_formulas_with_results_are_values() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as workbook:
        sheet = workbook.add_worksheet("台账")
        sheet.write_row(0, 0, ["企业名称", "数", "空"])
        sheet.write_formula(1, 0, '="示例"&"厂"', None, "示例厂")
        sheet.write_formula(1, 1, "=1+1", None, 2)
        sheet.write_formula(1, 2, '=""', None, "")
    data = with_sheet(out.getvalue(), b'<c r="C2">', b'<c r="C2" t="str">')  # as Excel writes an empty result
    with open_workbook(data) as opened:
        assert opened.broken_cells(0) == []
        assert [cells for _number, cells in opened.rows(0)][1] == ["示例厂", "2", ""]


def test_broken_cells_of_other_kinds_are_none() -> None:
    with open_workbook(XLS) as opened:
        assert opened.broken_cells(0) == []


def bomb() -> bytes:
    sheet = b"<row>" + b" " * (80 * 2**20) + b"</row>"
    return package({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<w/>", "xl/worksheets/sheet1.xml": sheet})


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "文件是空的（0 字节）。"),
        (xlsx(*LINES)[:-200], "文件不完整或已损坏，无法打开。"),
        (XLS[:3000], "文件不完整或已损坏，无法打开。"),
        (compound_file("EncryptionInfo", "EncryptedPackage"), "文件设有打开密码。"),
        (LOCKED_XLS, "文件设有打开密码。"),
        (compound_file("Workbook", "_VBA_PROJECT_CUR"), MACROS),
        (compound_file("WordDocument"), "不是 .xlsx、.xls、.et 或 .csv 文件（按内容判断，与扩展名无关）。"),
        (
            package({"[Content_Types].xml": b"", "xl/workbook.xml": b"", "xl/vbaProject.bin": b""}),
            MACROS,
        ),
        (
            package({"[Content_Types].xml": b"application/vnd.ms-excel.sheet.macroEnabled", "xl/workbook.xml": b""}),
            MACROS,
        ),
        (package({"word/document.xml": b""}), "不是 .xlsx、.xls、.et 或 .csv 文件（按内容判断，与扩展名无关）。"),
        (package({"[Content_Types].xml": b"", "xl/workbook.xml": b"<"}), "文件不完整或已损坏，无法打开。"),
        (b"%PDF-1.7\n...", "不是 .xlsx、.xls、.et 或 .csv 文件（按内容判断，与扩展名无关）。"),
        (b"abc\0def", "不是 .xlsx、.xls、.et 或 .csv 文件（按内容判断，与扩展名无关）。"),
        (b"\n<html><table><tr><td>1</td></tr></table>", "这是网页格式，只是改了扩展名。"),
        (b"name\n\xff\xff\xff", "文字编码既不是 UTF-8 也不是 GB18030。"),
        (b"\xff\xfea\0b", "文字编码既不是 UTF-8 也不是 GB18030。"),
        (b'"' + b"a" * 200_000, "文件不完整或已损坏，无法打开。"),
        (xlsx(), "所有工作表都是空的。"),
        (b"," * 1_000_000, "有 1000001 列，上限 500 列。"),
        (xlsx([""] * 600 + ["右"]), "有 601 列，上限 500 列。"),
        (b"a\n" * (limits.MAX_ROWS + 1), f"有 {limits.MAX_ROWS + 1} 行，上限 {limits.MAX_ROWS} 行。"),
    ],
    ids=lambda value: value[:12] if isinstance(value, str) else "",
)
def test_refused_with_a_reason(data: bytes, reason: str) -> None:
    assert told(data) == reason


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    assert told(bomb()).startswith("文件展开后有 80 MB，是原来的 ")


def test_three_hundred_megabytes_are_refused_at_the_door() -> None:
    assert told(bytes(300 * 2**20)) == "文件有 300 MB，上限 64 MB。"


def test_a_sheet_of_seventeen_milliard_cells_only_ends_the_child() -> None:
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = "企业名称"
    workbook.active.cell(1_048_576, 16_384).value = "远"
    out = io.BytesIO()
    workbook.save(out)
    assert told(out.getvalue()) == "打开文件所需内存过大（表格范围过大）。"


def test_a_child_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "WALL_SECONDS", 0.01)
    assert told(xlsx(*LINES)) == "0.01 秒内未能读完，已停止。"


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("print('nonsense')", "文件无法读取。"),
        ("import sys; sys.stdout.write('Q1\\nx')", "文件无法读取。"),
        ("import sys; sys.stdout.write('S99\\nx')", "文件无法读取。"),
        ("import sys; sys.stdout.write('S999999999999\\nx')", "文件无法读取。"),
        ('import sys; sys.stdout.write(\'X34\\n{"code": "invented", "params": {}}\')', "文件无法读取。"),
        ("import sys; sys.stdout.write('X2\\n[]')", "文件无法读取。"),
        ("import sys; sys.stdout.write('S1\\n{')", "文件无法读取。"),
        ("import sys; sys.stdout.write('S2\\n{}')", "文件无法读取。"),
        ("import os; os.kill(os.getpid(), 24)", f"{limits.CPU_SECONDS} 秒内未能读完，已停止。"),
    ],
)
def test_a_child_that_says_something_else_is_not_believed(
    answer: str, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = process.subprocess.Popen

    def other(arguments: list[str], **options: object) -> object:
        return real([arguments[0], "-c", answer], **options)  # type: ignore[call-overload]  # passes on what it was given

    monkeypatch.setattr(process.subprocess, "Popen", other)
    assert told(xlsx(*LINES)) == reason


def test_the_child_sees_nothing_of_our_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://secret")
    seen: list[dict[str, str]] = []
    real = process.subprocess.Popen

    def watched(arguments: list[str], **options: object) -> object:
        seen.append(options["env"])  # type: ignore[arg-type]  # always a dictionary here
        return real(arguments, **options)  # type: ignore[call-overload]  # passes on what it was given

    monkeypatch.setattr(process.subprocess, "Popen", watched)
    assert read(xlsx(*LINES)) == LINES
    assert [set(environment) for environment in seen] == [{"TMPDIR", "LC_ALL"}] * 2


def test_no_child_is_left_behind() -> None:
    before = children()
    with open_workbook(xlsx(*LINES)) as workbook:
        assert len(children()) > len(before)
        next(workbook.rows(0))
    assert children() == before


def children() -> list[str]:
    """Ids of our child processes."""
    return Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text(encoding="ascii").split()


def marks() -> list[tuple[int, int | None, str]]:
    return [(2, 0, "企业名称有误"), (2, None, "缺信用代码"), (2, 0, "又一处")]


def test_marks_stand_in_the_same_workbook() -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "台账"
    sheet.append(["企业名称", "地址"])
    sheet.append(["示例", "=1+1"])
    sheet["A1"].font = openpyxl.styles.Font(bold=True)
    workbook.create_sheet("说明")["A1"] = "说明"
    out = io.BytesIO()
    workbook.save(out)
    marked = openpyxl.load_workbook(io.BytesIO(mark_rejected(out.getvalue(), "台账", 1, marks())))
    assert marked.sheetnames == ["台账", "说明"]
    sheet = marked["台账"]
    assert [[cell.value for cell in line] for line in sheet.iter_rows()] == [
        ["企业名称", "地址", "退回原因"],
        ["示例", "=1+1", "企业名称有误；缺信用代码；又一处"],
    ]
    assert (sheet["A1"].font.bold, sheet["A2"].fill.start_color.rgb) == (True, "FFFFC7CE")
    assert sheet["A2"].comment.text == "企业名称有误\n又一处"
    assert sheet["B2"].comment is None


def test_a_second_round_shows_only_what_is_wrong_now() -> None:
    first = mark_rejected(xlsx(*LINES, ["示例", ""]), "台账", 1, [(2, 0, "旧一"), (3, 1, "旧二")])
    second = openpyxl.load_workbook(io.BytesIO(mark_rejected(first, "台账", 1, [(3, 0, "=新")])))["台账"]
    assert [[cell.value for cell in line] for line in second.iter_rows()] == [
        ["企业名称", "地址", "退回原因"],
        ["沈阳示例钢铁有限公司", "示例路1号", None],
        ["示例", None, "=新"],
    ]
    assert (second["A2"].comment, second["B3"].comment, second["A3"].comment.text) == (None, None, "=新")
    assert second["A2"].fill.fill_type is None
    assert second["C3"].data_type == "s"


@pytest.mark.parametrize(
    ("data", "sheet", "header_row", "row"),
    [(XLS, "ledger", 3, 5), ("企业名称,地址\n=1+1,甲\n".encode("gb18030"), "CSV", 1, 2)],
)
def test_other_kinds_come_back_as_xlsx_with_the_same_cells(data: bytes, sheet: str, header_row: int, row: int) -> None:
    marked = mark_rejected(data, sheet, header_row, [(row, 0, "有误")])
    lines = read(marked)
    assert [line[:-1] for line in lines] == [line + [""] * (len(lines[0]) - 1 - len(line)) for line in read(data)]
    assert lines[header_row - 1][-1] == "退回原因"
    assert lines[row - 1][-1] == "有误"
    cell = openpyxl.load_workbook(io.BytesIO(marked))[sheet].cell(row, 1)
    assert (cell.comment.text, cell.fill.start_color.rgb, cell.data_type) == ("有误", "FFFFC7CE", cell.data_type)
    assert cell.data_type != "f"


def test_a_very_large_workbook_is_written_anew() -> None:
    lines: list[list[object]] = [["企业名称", "数"], *([f"示例{number}", number] for number in range(160_000))]
    rows = read(mark_rejected(xlsx(*lines), "台账", 1, [(3, 0, "有误"), (160_001, None, "末行")]))
    assert (len(rows), rows[0], rows[2], rows[-1]) == (
        160_001,
        ["企业名称", "数", "退回原因"],
        ["示例1", "1", "有误"],
        ["示例159999", "159999", "末行"],
    )


def test_marks_on_a_sheet_that_is_not_there_are_refused() -> None:
    with pytest.raises(Refusal) as refusal:
        mark_rejected(xlsx(*LINES), "没有", 1, marks())
    assert str(refusal.value.message) == "没有工作表“没有”。"


def test_merged_cells_survive_when_written_anew() -> None:
    from duban.documents.workbooks.marking import MarkRequest, _written_anew  # noqa: PLC0415 -- the child's own side
    from duban.documents.workbooks.tables import read_tables  # noqa: PLC0415 -- the child's own side

    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as workbook:
        sheet = workbook.add_worksheet("台账")
        sheet.merge_range(0, 0, 0, 1, "标题")
        sheet.write_row(1, 0, ["企业名称", "日期"])
        sheet.write_datetime(2, 1, datetime(2021, 7, 5), workbook.add_format({"num_format": "yyyy-mm-dd"}))  # noqa: DTZ001 -- a workbook knows no zone
    (table,) = read_tables("xlsx", out.getvalue())
    content = _written_anew(table, MarkRequest("台账", 2, []), keep_merged=True)
    again = openpyxl.load_workbook(io.BytesIO(content))["台账"]
    assert [str(one) for one in again.merged_cells.ranges] == ["A1:B1"]
    assert (again["A1"].value, again["B3"].value) == ("标题", datetime(2021, 7, 5))  # noqa: DTZ001 -- as above
