"""报表报送: the forms on screen, the records behind every figure, the files."""

from __future__ import annotations

import csv
import io
import json
import re
from html import unescape

import pytest
from tests.actions.steps import day
from tests.actions.world import CAMPAIGN, CITY, HUNNAN, TIEXI, an_id, do
from tests.web.pages import bare, logged_in, queries_of, text_of

from duban.domain.annex_table import Column, ColumnKind
from duban.queries.behind import records_behind
from duban.records.scope import scoped
from duban.web.annex_tables import shown_record

pytestmark = pytest.mark.usefixtures("season")

CLERK, OFFICE = f"clerk-{TIEXI}", f"campaign_office-{CITY}"
CELL = re.compile(r'<a href="(/annexes/[^"]*)" hx-get="[^"]*"[^>]*>([^<]*)</a>')


def heads(page: str) -> list[str]:
    """The column titles without their hints."""
    found = re.findall(r'<th scope="col">(.*?)</th>', page, re.S)
    return [bare(re.sub(r"<details.*?</details>", "", head, flags=re.S)) for head in found]


def cells(path: str, username: str = CLERK) -> list[tuple[str, str]]:
    """Address and text of every cell that opens."""
    page = logged_in(username).get(path).content.decode()
    return [(unescape(url), unescape(text)) for url, text in CELL.findall(page)]


def test_the_menu_leads_to_the_first_annex():
    answer = logged_in(CLERK).get("/annexes/")
    assert answer.headers["Location"] == "/annexes/1/?campaign=shenyang-2021-32"


def test_annex_1_has_the_columns_of_the_form_in_their_order():
    page = logged_in(CLERK).get("/annexes/1/").content.decode()
    assert heads(page)[:12] == [
        "序号", "企业名称", "所在地址", "检查企业次数", "执法检查人员数量(人次)", "参与检查专家数量(人次)",
        "发现问题和隐患数", "发现重大隐患数", "下达整改指令书(份)", "下达行政处罚文书(份)",
        "行政罚款总数(万元)", "备注",
    ]  # fmt: skip


@pytest.mark.parametrize("annex", ["1", "2"])
def test_the_header_block_stands_over_the_table(annex):
    page = text_of(logged_in(CLERK).get(f"/annexes/{annex}/"))
    for words in ("填报单位：（公章） 示例铁西区应急管理局", "填报人：", "联系电话：", "填报日期： 2021年8月25日"):
        assert words in page


def test_the_form_says_its_counting_rules_its_note_and_who_is_not_in_it():
    page = text_of(logged_in(CLERK).get("/annexes/1/"))
    assert "复查时再次看到的不重复计" in page
    assert "如企业存在重大隐患，请说明隐患内容及责令整改期限" in page
    assert "尚未确认列入台账" in page.split("没有列入本表的企业", 1)[1]


def test_a_district_reports_itself_and_the_city_all_its_units_or_one():
    assert "共 13 行" in text_of(logged_in(CLERK).get("/annexes/1/"))
    whole = text_of(logged_in(OFFICE).get("/annexes/1/"))
    assert "共 26 行" in whole
    assert whole.count("小计") == 4
    assert "共 6 行" in text_of(logged_in(OFFICE).get(f"/annexes/1/?unit={HUNNAN}"))


def test_the_day_decides_what_is_counted():
    assert "会议室" not in text_of(logged_in(CLERK).get("/annexes/1/?on=2021-07-19"))
    assert "责令2021年8月20日前整改完毕" in text_of(logged_in(CLERK).get("/annexes/1/?on=2021-07-21"))


@pytest.mark.parametrize("annex", ["1", "2"])
def test_every_cell_that_has_records_opens_them(annex):
    client, found = logged_in(CLERK), cells(f"/annexes/{annex}/")
    assert found
    for url, _text in found:
        part = client.get(url, headers={"HX-Request": "true"}).content.decode()
        assert "<html" not in part
        assert "背后的记录 0 条" not in part


def test_the_records_behind_a_figure_are_as_many_as_it_says():
    client = logged_in(CLERK)
    for url, text in cells("/annexes/1/"):
        column = url.rsplit("column=", 1)[1]
        if column in {"visits", "hazards", "major_hazards", "orders", "penalties"}:
            assert f"背后的记录 {text} 条" in text_of(client.get(url)), url


def test_the_citys_own_visits_open_their_records():
    city = tuple(an_id(f"person:{name}-{CITY}") for name in ("officer", "officer2"))
    told = {"by": f"officer-{CITY}", "on": day("08-20")}
    visit = do("record_inspection", **told, campaign=CAMPAIGN, enterprise=an_id("plant-2"), site=an_id("site-2"),
               kind="spot", officers=city)  # fmt: skip
    do("complete_inspection", **told, inspection=visit, signed=True)
    client, own = logged_in(OFFICE), [url for url, _ in cells("/annexes/1/", OFFICE) if f"row={CITY}%2F" in url]
    assert {url.rsplit("column=", 1)[1] for url in own} == {"enterprise", "address", "visits", "officers", "experts"}
    for url in own:
        assert "背后的记录 1 条" in text_of(client.get(url)), url


def test_the_record_behind_a_plant_that_no_ledger_has_is_the_enterprise():
    with scoped((TIEXI,), ()):
        (record,) = records_behind([str(an_id("plant-1"))])
    shown = shown_record(record, CAMPAIGN, Column("enterprise", "企业名称", ColumnKind.TEXT, ""))
    assert (record.noun, record.id, shown.noun) == ("enterprise", an_id("plant-1"), "企业")


def test_a_sum_of_people_shows_what_each_visit_adds():
    client = logged_in(CLERK)
    urls = {url.rsplit("column=", 1)[1]: (url, text) for url, text in cells("/annexes/1/")}
    page = text_of(client.get(urls["officers"][0]))
    assert sum(int(number) for number in re.findall(r"(\d+) 人次 ", page + " ")) == int(urls["officers"][1])
    assert "10,000.00 元" in text_of(client.get(urls["fines"][0]))


def test_annex_2_lists_the_cards():
    page = text_of(logged_in(CLERK).get("/annexes/2/"))
    for words in ("红牌", "整改期限2021年8月20日", "法定关闭依据待补"):
        assert words in page


@pytest.mark.parametrize(
    ("kind", "media", "starts"),
    [
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK"),
        ("pdf", "application/pdf", b"%PDF"),
        ("csv", "text/csv; charset=utf-8", b"\xef\xbb\xbf"),
        ("json", "application/json", b"{"),
    ],
)
def test_the_same_table_comes_as_a_file(kind, media, starts):
    answer = logged_in(CLERK).get(f"/annexes/1/file/{kind}/?on=2021-08-25")
    assert answer.headers["Content-Type"] == media
    assert answer.content.startswith(starts)
    assert "attachment" in answer.headers["Content-Disposition"]
    assert "2021-08-25" in answer.headers["Content-Disposition"]


def test_the_file_says_what_the_screen_says():
    told = json.loads(logged_in(CLERK).get("/annexes/1/file/json/").content)
    page = text_of(logged_in(CLERK).get("/annexes/1/"))
    assert len(told["rows"]) == 13
    assert all(str(row["cells"][1]["value"]) in page for row in told["rows"] if "cells" in row)
    sheet = logged_in(CLERK).get("/annexes/1/file/csv/").content.decode("utf-8-sig")
    assert any("沈阳示例" in cell for line in csv.reader(io.StringIO(sheet)) for cell in line)


def test_a_day_before_the_campaign_is_refused_in_words():
    for path in ("/annexes/1/?on=2021-07-01", "/annexes/1/file/pdf/?on=2021-07-01"):
        page = text_of(logged_in(CLERK).get(path))
        assert "报表日 2021-07-01 早于专项行动的第一天 2021-07-07" in page
        assert "请选择专项行动开始以后的日期" in page


@pytest.mark.parametrize(
    "path", ["/annexes/9/", "/annexes/1/file/exe/", "/annexes/1/cell/?row=x&column=visits", "/annexes/1/cell/"]
)
def test_what_is_not_there_is_not_found(path):
    assert logged_in(CLERK).get(path).status_code == 404


def test_a_day_that_is_no_day_counts_as_today():
    assert "至 2021-08-25（含当日）" in text_of(logged_in(CLERK).get("/annexes/1/?on=someday"))


def test_the_number_of_queries_does_not_grow_with_the_rows():
    assert queries_of(logged_in(CLERK), "/annexes/1/") <= 26
    assert abs(queries_of(logged_in(OFFICE), "/annexes/1/") - queries_of(logged_in(CLERK), "/annexes/1/")) <= 3
