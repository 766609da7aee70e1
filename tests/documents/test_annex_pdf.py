"""The annex as PDF, read back with another library."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pylopdf_fonts_zh_cn
import pytest
from pypdf import PageObject, PdfReader
from pypdf.generic import DictionaryObject
from tests.documents.annex_samples import (
    EXCLUDED,
    MAJOR_HAZARD,
    NOTE,
    annex_1,
    big_annex_1,
    city_annex_1,
    city_annex_2,
    district_annex_1,
    district_annex_2,
    row_1,
)

from duban.documents import fonts
from duban.documents.annexes import MAX_PDF_ROWS, to_pdf
from duban.domain.annex_table import AnnexTable
from duban.domain.messages import Refusal


def read(table: AnnexTable) -> PdfReader:
    return PdfReader(BytesIO(to_pdf(table)))


def text(page: PageObject) -> str:
    """The page's words without the line breaks and blanks of the setting."""
    return "".join(page.extract_text().replace("\u200b", "").split())


def whole(table: AnnexTable) -> str:
    return "".join(text(page) for page in read(table).pages)


def embedded(page: PageObject) -> dict[str, bool]:
    """Font name -> whether its program is inside the file."""
    found: dict[str, bool] = {}
    for reference in page["/Resources"]["/Font"].values():
        font = reference.get_object()
        kin = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
        descriptor: DictionaryObject = kin["/FontDescriptor"].get_object()
        found[str(font["/BaseFont"])] = any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
    return found


def test_the_form_of_a_district_is_complete() -> None:
    words = whole(district_annex_1())
    for part in (
        "附件1",
        "重点淘汰行业执法检查统计表",
        "填报单位：沈阳市和平区应急管理局（公章）",
        "填报人：执法员甲",
        "联系电话：024-00000000",
        "填报日期：2021年9月10日",
        "下达行政处罚文书(份)",
        "沈阳示例戊钢铁有限公司（已移出）",
        MAJOR_HAZARD,
        "合计61335123",
        "7.3333",
        NOTE,
        "未列入：台账企业1家",
        "沈阳示例丙镁业有限公司，2021年8月5日，原因：已于2019年注销",
        "第1页共1页",
    ):
        assert part in words


def test_the_list_of_cards_is_complete() -> None:
    words = whole(city_annex_2())
    for part in (
        "附件2",
        "安全生产“黄”“红”牌企业名单汇总表",
        "安全生产条件不达标应限期整改内容",
        "拟关闭/关闭依据",
        "法定关闭依据待补",
        "黄牌（2021年8月19日移出）",
        "沈阳市和平区应急管理局小计",
        "红牌1家，黄牌1家",
    ):
        assert part in words


def test_every_page_is_a4_landscape_with_the_column_titles_and_its_number() -> None:
    pages = read(big_annex_1(500)).pages
    for number, page in enumerate(pages, start=1):
        assert (round(page.mediabox.width), round(page.mediabox.height)) == (842, 595)
        assert "企业名称" in text(page)
        assert f"第{number}页共{len(pages)}页" in text(page)
    assert len(pages) > 10


def test_500_rows_are_all_there_once() -> None:
    words = whole(big_annex_1(500))
    assert all(words.count(f"示例路{serial}号") == 1 for serial in range(1, 501))


def test_fonts_are_embedded_and_none_is_the_system_s() -> None:
    found = {name: inside for page in read(city_annex_1()).pages for name, inside in embedded(page).items()}
    assert {name.partition("+")[2].split("-")[0] for name in found} == {"NotoSerifSC", "NotoSansSC"}
    assert all(found.values())


def test_system_fonts_are_never_asked() -> None:
    wheel = pylopdf_fonts_zh_cn.serif_path().parent
    assert {Path(str(font.path)).parent for font in fonts.load().fonts.fonts()} == {wheel}


def test_the_bureau_s_own_fonts_come_first_and_are_loaded_once(tmp_path: Path) -> None:
    (tmp_path / "own.otf").write_bytes(pylopdf_fonts_zh_cn.sans_path().read_bytes())
    loaded = fonts.load(tmp_path)
    assert fonts.load(tmp_path) is loaded
    assert str(tmp_path / "own.otf") in {font.path for font in loaded.fonts.fonts()}
    assert to_pdf(district_annex_1(), font_folder=tmp_path).startswith(b"%PDF")


def test_city_form_groups_the_rows_by_agency() -> None:
    words = whole(city_annex_1(2))
    parts = ("和平区示例路1号", "和平区应急管理局小计", "浑南区示例路3号", "浑南区应急管理局小计", "合计", "未列入")
    places = [words.index(part) for part in parts]
    assert places == sorted(places)


def test_an_empty_form_says_so() -> None:
    assert "无注：" in whole(annex_1(()))


def test_one_row_fits_on_one_page() -> None:
    table = annex_1((row_1(1, ("沈阳示例甲钢铁有限公司", 1, 2, 0, 0, 0, 0, 0, 0, None)),))
    assert len(read(table).pages) == 1


def test_a_very_long_remark_runs_over_several_pages_without_losing_a_word() -> None:
    remark = "".join(f"第{number}项：{MAJOR_HAZARD}；" for number in range(1, 121))
    table = annex_1((row_1(1, ("沈阳示例甲钢铁有限公司", 1, 2, 0, 120, 120, 1, 0, 0, remark)),))
    pages = read(table).pages
    words = "".join(text(page) for page in pages)
    assert len(pages) > 2
    assert words.count("；") == 120
    assert "第120项" in words


def test_a_number_wider_than_its_column_breaks_inside_it() -> None:
    number = "LN" + "0123456789" * 8
    page = read(
        annex_1(
            (
                row_1(
                    1,
                    ("示例甲", 0, 0, 0, 0, 0, 0, 0, 0, number),
                ),
            )
        )
    ).pages[0]
    assert number in text(page)
    assert number not in page.extract_text()


@pytest.mark.parametrize("words", ["#sys.inputs", "$x$ *粗* _斜_ `码`", '"引号" \\ 反斜线', "<label> @ref"])
def test_marks_of_the_setting_language_stay_marks(words: str) -> None:
    table = annex_1((row_1(1, ("示例甲", 0, 0, 0, 0, 0, 0, 0, 0, words)),))
    assert "".join(words.split()) in whole(table)


def test_equal_tables_give_equal_bytes() -> None:
    assert to_pdf(district_annex_2()) == to_pdf(district_annex_2())


def test_threads_do_not_disturb_each_other() -> None:
    tables = [big_annex_1(101), district_annex_2(), big_annex_1(102), district_annex_1()]
    alone = [to_pdf(table) for table in tables]
    with ThreadPoolExecutor(max_workers=4) as pool:
        assert list(pool.map(to_pdf, tables)) == alone


def test_the_file_names_itself_and_carries_the_filled_in_day() -> None:
    meta = read(district_annex_1()).metadata
    assert meta is not None
    assert (meta.title, meta.author, meta.subject) == (
        "重点淘汰行业执法检查统计表",
        "沈阳市和平区应急管理局",
        "shenyang-2021-32，统计截至2021年9月10日",
    )
    assert meta.creation_date is not None
    assert meta.creation_date.isoformat() == "2021-09-09T16:00:00+00:00"  # midnight in Shanghai


def test_more_rows_than_the_cap_are_refused_with_the_way_out() -> None:
    table = replace(big_annex_1(MAX_PDF_ROWS - 1), excluded=(EXCLUDED,))  # rows, the total and one exclusion
    with pytest.raises(Refusal) as refused:
        to_pdf(table)
    assert refused.value.rule == "annex.pdf.rows"
    assert str(refused.value) == (
        "本表共2001行，PDF 最多2000行，未生成。请导出 xlsx 工作簿，或按填报单位分别导出 PDF。"
    )
