"""人员名册: headings, cells, and why a row is returned."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from duban.domain.staff.rows import CertificateCells, Column, Returned, StaffRow, find_header, parse_rows
from duban.domain.wordlists import PersonKind

HEAD = ["单位", "姓名", "人员类别", "专业领域", "执法证号", "有效期起", "有效期止", "账号"]
UNITS = {"示例区应急局": "210106", "210106": "210106", "示例街道": "210106-P1"}
DAYS = (date(2021, 7, 5), date(2026, 7, 4))


def parsed(*lines: Sequence[str], head: Sequence[str] = HEAD) -> tuple[list[StaffRow], list[Returned]]:
    header = find_header([head])
    assert header is not None
    return parse_rows(header, enumerate([head, *lines], start=1), UNITS, "210106")


def reasons(*lines: Sequence[str]) -> list[tuple[int | None, str]]:
    rows, returned = parsed(*lines)
    assert rows == []
    return [(one.column, str(one.reason)) for one in returned]


def test_the_headings_are_found_below_a_title_and_what_is_not_known_is_named() -> None:
    header = find_header([["示例区人员名册", ""], HEAD])
    assert header is not None
    assert (header.row, header.columns[Column.VALID_TO], header.unused) == (2, 6, ("账号",))


def test_the_headings_of_the_exported_list_are_known() -> None:
    header = find_header([["姓名", "单位", "人员类别", "执法证号", "有效期至"]])
    assert header is not None
    assert header.columns[Column.VALID_TO] == 4


@pytest.mark.parametrize("head", [[], [[]], [["姓名", "单位"]], [["姓名"], ["人员类别"]]])
def test_a_sheet_without_name_and_kind_is_no_list_of_people(head: list[list[str]]) -> None:
    assert find_header(head) is None


def test_a_row_becomes_a_person_with_a_certificate() -> None:
    line = ["示例街道", " 示例甲 ", "执法人员", "冶金，电气、冶金", "示例-1", "2021年7月5日", "2026/7/4", "x"]
    rows, returned = parsed(line)
    assert returned == []
    assert rows == [
        StaffRow(2, "210106-P1", "示例甲", PersonKind.OFFICER, ("冶金", "电气"), CertificateCells("示例-1", *DAYS))
    ]


def test_what_a_row_leaves_out_is_not_known_and_the_unit_is_the_own_one() -> None:
    rows, _ = parsed(["", "示例乙", "专家", "无", "", "", ""], ["", "示例丙", "其他人员"])
    assert [(one.unit, one.expertise, one.certificate) for one in rows] == [("210106", (), None)] * 2


def test_empty_lines_and_lines_above_the_headings_are_no_rows() -> None:
    header = find_header([["示例区人员名册"], HEAD])
    assert header is not None
    lines = [["示例区人员名册"], HEAD, ["", "—", ""], ["", "示例甲", "专家"]]
    rows, returned = parse_rows(header, enumerate(lines, start=1), UNITS, "210106")
    assert ([one.number for one in rows], returned) == ([4], [])


@pytest.mark.parametrize(
    ("line", "column", "reason"),
    [
        (["", "", "专家"], 1, "没有姓名"),
        (["", "甲" * 201, "专家"], 1, "最多 200 字，这里有 201 字"),
        (["示例县", "示例甲", "专家"], 0, "“示例县”不是本单位或者下级单位的名称或代码"),
        (["", "示例甲", "科长"], 2, "人员类别“科长”：应为下列之一：执法人员、专家、其他人员"),
        (["", "示例甲", ""], 2, "人员类别“”：应为下列之一：执法人员、专家、其他人员"),
        (["", "示例甲", "执法人员", "", "1" * 65], 4, "最多 64 字，这里有 65 字"),
        (["", "示例甲", "执法人员", "", "", "2021-07-05"], 4, "有有效期而没有执法证号"),
        (["", "示例甲", "执法人员", "", "示例-1", "去年"], 5, "有效期起“去年”：不是日期，例如 2021-07-05"),
        (["", "示例甲", "执法人员", "", "示例-1", "2026-07-04", "2021-07-05"], 6, "有效期止日早于起日"),
    ],
)
def test_a_row_is_returned_with_its_cell_and_reason(line: list[str], column: int, reason: str) -> None:
    assert reasons(line) == [(column, reason)]


def test_everything_that_is_wrong_with_a_row_is_told_at_once() -> None:
    assert [column for column, _reason in reasons(["示例县", "示例甲", "科长", "", "示例-1", "x", "y"])] == [0, 2, 5, 6]
