"""Official documents measured against GB/T 9704—2012: the printed page itself, not the template."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import pairwise
from typing import Any

import pytest
from pypdf import PageObject, PdfReader

from duban.documents.papers import to_pdf
from duban.documents.papers.pdf import title_lines
from duban.domain.papers.sheet import Sheet
from duban.domain.papers.vocabulary import Layout

MM = 72 / 25.4
DAY = date(2021, 8, 20)
LONG = "国务院有关部门和地方各级人民政府应当按照职责分工做好安全生产监督管理工作" * 30
SHEET = Sheet(
    Layout.OFFICIAL, "关于示例事项的通知", "示例区应急管理局", "示例区应急管理局文件", "示应急〔2021〕12号",
    ({"kind": "line", "style": "addressee", "text": "示例公司："}, {"kind": "line", "style": "paragraph", "text": LONG},
     {"kind": "seal", "agency": "示例区应急管理局", "on": "2021年8月20日"}), DAY, copy_to="示例市应急管理局",
)  # fmt: skip


def pages(sheet: Sheet) -> list[PageObject]:
    return list(PdfReader(BytesIO(to_pdf(sheet).content)).pages)


def pieces(page: PageObject) -> list[tuple[float, float, float, str]]:
    """Each piece of text: left and baseline in mm from the lower left corner, size in points, words."""
    found: list[tuple[float, float, float, str]] = []

    def visit(text: str, cm: Any, tm: Any, _font: Any, size: float) -> None:
        if text.strip():
            x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            found.append((x / MM, y / MM, size * abs(cm[3] * tm[3]) or size, text.strip()))

    page.extract_text(visitor_text=visit)
    return found


def lines(page: PageObject) -> dict[float, str]:
    """The words of the body by the height of their baseline in mm, from the top of the page down."""
    found: defaultdict[float, str] = defaultdict(str)
    for _x, y, _size, text in pieces(page):
        found[round(297 - y, 1)] += text
    return {height: found[height] for height in sorted(found)}


def test_the_paper_is_a4() -> None:
    box = pages(SHEET)[0].mediabox
    assert (round(float(box.width) / MM), round(float(box.height) / MM)) == (210, 297)


def test_a_full_page_has_22_lines_of_28_characters() -> None:
    body = {height: text for height, text in lines(pages(SHEET)[1]).items() if height < 262}
    full = [text for text in body.values() if len(text) > 20]
    assert len(full) == 22
    assert {len(text) for text in full[:-1]} <= {27, 28}
    assert max(map(len, full)) == 28


def test_lines_stand_evenly_between_37_and_262_mm() -> None:
    heights = [height for height, text in lines(pages(SHEET)[1]).items() if height < 262 and len(text) > 20]
    steps = {round(after - before, 1) for before, after in pairwise(heights)}
    assert all(abs(step - 225 / 22) < 0.15 for step in steps)
    assert 37 < heights[0] < 37 + 225 / 22
    assert 250 < heights[-1] <= 262


def test_the_left_margin_is_28_mm() -> None:
    assert min(x for x, _y, _size, _text in pieces(pages(SHEET)[1])) == pytest.approx(28, abs=1)


def test_the_name_in_red_begins_35_mm_below_the_type_area() -> None:
    first = next((y, size) for _x, y, size, text in pieces(pages(SHEET)[0]) if "文件" in text or "示例区" in text)
    top_of_letters = 297 - first[0] - first[1] * 0.88 / MM
    assert top_of_letters == pytest.approx(37 + 35, abs=3)


def test_page_numbers_stand_outside() -> None:
    found = pages(SHEET)
    odd = [x for x, y, _s, text in pieces(found[0]) if 297 - y > 262 and "1" in text]
    even = [x for x, y, _s, text in pieces(found[1]) if 297 - y > 262 and "2" in text]
    assert odd and min(odd) > 150
    assert even and max(even) < 60


def test_copies_and_the_day_of_printing_stand_at_the_foot_of_the_last_page_only() -> None:
    found = pages(SHEET)
    last = "".join(lines(found[-1]).values())
    assert "抄送：示例市应急管理局。" in last
    assert "2021年8月20日印发" in last.replace(" ", "")
    assert all("印发" not in "".join(lines(page).values()) for page in found[:-1])


def test_a_request_to_a_superior_names_who_signed_it() -> None:
    upward = "".join(lines(pages(replace(SHEET, upward=True, signer="示例丙"))[0]).values())
    assert "签发人：示例丙" in upward


def test_a_draft_says_so_on_every_page() -> None:
    assert all("草" in "".join(lines(page).values()) for page in pages(replace(SHEET, draft=True)))
    assert "草" not in "".join(lines(pages(SHEET)[0]).values())


def test_a_character_without_a_glyph_falls_back_and_is_reported() -> None:
    printed = to_pdf(replace(SHEET, heading="关于𪚥事项的通知", blocks=({"kind": "listing", "lines": ["𠮷甲"]},)))
    assert set(printed.missing) == {"𪚥", "𠮷"}
    assert "〓" in PdfReader(BytesIO(printed.content)).pages[0].extract_text()


def test_equal_sheets_give_equal_bytes() -> None:
    assert to_pdf(SHEET).content == to_pdf(SHEET).content


@pytest.mark.parametrize(
    ("heading", "unbroken", "expected"),
    [
        ("关于示例事项的通知", "", ["关于示例事项的通知"]),
        (
            "关于提请关闭沈阳示例钢铁有限公司的请示",
            "沈阳示例钢铁有限公司",
            ["关于提请关闭沈阳示例钢铁有限公司的请示"],
        ),
        (
            "关于对沈阳示例钢铁有限公司重大事故隐患挂牌督办的通知",
            "沈阳示例钢铁有限公司",
            ["关于对沈阳示例钢铁有限公司", "重大事故隐患挂牌督办的通知"],
        ),
        ("甲" * 41, "", ["甲" * 14, "甲" * 14, "甲" * 13]),
        ("关于" + "甲" * 25 + "的通知", "甲" * 25, None),
    ],
)
def test_titles_are_broken_evenly_and_not_inside_a_name(
    heading: str, unbroken: str, expected: list[str] | None
) -> None:
    found = title_lines(heading, unbroken)
    assert "".join(found) == heading
    assert expected is None or found == expected
    assert max(map(len, found)) <= 20
