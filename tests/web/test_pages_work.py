"""工作台 and 待办: what is counted opens exactly what was counted, for whoever asks."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.actions.world import CITY, HUNNAN, TIEXI, an_id, noon, rows, writing
from tests.web.pages import logged_in, queries_of, text_of

from duban.config import clock
from duban.queries import today
from duban.records.models import StandingRow

pytestmark = pytest.mark.usefixtures("season")

OFFICER, APPROVER, CLERK = f"officer-{TIEXI}", f"approver-{TIEXI}", f"clerk-{TIEXI}"
OFFICE = f"campaign_office-{CITY}"
LINK = re.compile(r'<a href="(/tasks/\?[^"]*|/ledger/\?[^"]*)">(\d+)</a>')


def figures(username: str) -> list[tuple[str, int]]:
    """Every number of the workbench with the address that it opens."""
    page = logged_in(username).get("/").content.decode().replace("&amp;", "&")
    return [(url, int(number)) for url, number in LINK.findall(page)]


@pytest.mark.parametrize("username", [OFFICER, APPROVER, CLERK, OFFICE, f"officer-{HUNNAN}"])
def test_every_number_of_the_workbench_opens_a_list_of_that_many(username):
    client, found = logged_in(username), figures(username)
    assert found
    for url, number in found:
        assert re.search(rf"显示 {number} (家|件)", text_of(client.get(url))), (url, number)


@pytest.mark.parametrize(
    ("username", "mine", "others"),
    [
        (OFFICER, "实施检查", "答复延期申请"),
        (APPROVER, "答复延期申请", "实施检查"),
        (f"head-{TIEXI}", "法制审核并报送关闭请示", "实施检查"),
    ],
)
def test_what_waits_for_me_stands_apart_from_what_waits_for_others(username, mine, others):
    page = text_of(logged_in(username).get("/"))
    before, after = page.split("等待他人办理的", 1)
    assert mine in before.split("轮到您办的", 1)[1]
    assert others in after


def test_others_are_named_by_their_roles():
    page = text_of(logged_in(OFFICER).get("/tasks/?whose=others"))
    assert "审批人（科长、分管领导）" in page


def test_a_districts_work_is_not_a_duty_of_the_city():
    page = text_of(logged_in(f"officer-{CITY}").get("/"))
    assert "没有待办事项" in page.split("轮到您办的", 1)[1].split("等待他人办理的", 1)[0]


def test_the_city_sees_each_unit_and_the_sum():
    page = text_of(logged_in(OFFICE).get("/"))
    assert "各单位进度" in page
    assert all(f"示例{name}应急管理局" in page for name in ("铁西区", "浑南区", "开发区"))


def test_the_countdown_runs_to_the_days_of_the_plan():
    page = text_of(logged_in(OFFICER).get("/"))
    assert "报送附件1、附件2 2021-09-10" in page
    assert "还有 16 天" in page


def test_a_task_explains_its_due_day_and_cites_its_article():
    page = logged_in(OFFICER).get("/tasks/?act=reply_extension").content.decode()
    assert 'hx-get="/due/D02/2021-08-05/"' in page
    assert "安全生产违法行为行政处罚办法" in page
    assert "待法规科核实" in page


def test_the_days_of_a_deadline_open_as_a_part_and_as_a_page():
    client = logged_in(OFFICER)
    part = client.get("/due/D02/2021-08-05/", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "2021-08-10" in part
    assert "起算日，不计入" in text_of(client.get("/due/D02/2021-08-05/"))


@pytest.mark.parametrize("path", ["/due/D99/2021-08-05/", "/due/D02/2021-13-05/", "/due/D02/someday/"])
def test_a_deadline_that_does_not_exist_is_not_found(path):
    assert logged_in(OFFICER).get(path).status_code == 404


@pytest.mark.parametrize(
    ("sort", "first"), [("due", "答复延期申请"), ("-due", "实施检查"), ("nonsense", "答复延期申请")]
)
def test_tasks_are_sorted_by_what_the_address_says(sort, first):
    page = text_of(logged_in(OFFICER).get(f"/tasks/?sort={sort}"))
    assert page.split("责任人", 1)[1].split()[0].startswith(first)


# The stored standings ---------------------------------------------------------------------------------------------


def _age(day: date) -> None:
    with writing(TIEXI):
        StandingRow.objects.update(as_of=day)


def test_standings_of_yesterday_are_worked_out_anew_and_not_stored(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: noon(date(2021, 10, 5)))
    assert "逾期未整改 2 家" in text_of(logged_in(OFFICER).get("/"))
    overdue = text_of(logged_in(OFFICER).get("/tasks/?act=inspect&light=overdue"))
    assert re.search(r"显示 9 件", overdue)
    assert {row.as_of for row in rows(StandingRow)} == {row.as_of for row in rows(StandingRow) if row.as_of.month < 10}


def test_an_arrear_too_large_for_a_page_is_said(monkeypatch):
    monkeypatch.setattr(today, "MOST", 3)
    monkeypatch.setattr(clock, "now", lambda: noon(date(2021, 10, 5)))
    assert "今天的夜间更新还没有完成" in text_of(logged_in(OFFICER).get("/"))


def test_a_stored_standing_of_today_is_read_as_it_is():
    with writing(TIEXI):
        StandingRow.objects.filter(enterprise=an_id("plant-210106")).update(as_of=date(2021, 8, 25), card="yellow")
    assert "黄牌 1 家" in text_of(logged_in(OFFICER).get("/"))


@pytest.mark.parametrize(("path", "most"), [("/", 24), ("/tasks/", 22)])
def test_the_number_of_queries_does_not_grow_with_the_rows(path, most):
    few, many = queries_of(logged_in(f"officer-{HUNNAN}"), path), queries_of(logged_in(OFFICE), path)
    assert few <= most
    assert many <= most


def test_a_get_leaves_nothing_written():
    client = logged_in(OFFICER)
    client.get("/")  # the session notes at first, then each minute, that it is in use
    with CaptureQueriesContext(connection) as captured:
        client.get("/")
    verbs = {query["sql"].split()[0].lower() for query in captured}
    assert verbs <= {"select", "with", "set", "savepoint", "release"}
