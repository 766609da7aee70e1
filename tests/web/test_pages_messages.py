"""消息、催报: who owes a return is urged once a day, reads it, and is led to where it is done."""

from __future__ import annotations

from typing import Any

import pytest
from tests.actions.samples_submissions import REPORT
from tests.actions.world import CAMPAIGN, CITY, HUNNAN, TIEXI, do, rows
from tests.web.forms import send
from tests.web.pages import logged_in, queries_of, text_of
from tests.web.site.story import TODAY

from duban.records.models import MessageRead, UnitMessage

pytestmark = pytest.mark.usefixtures("season")

OFFICE, CLERK = f"campaign_office-{CITY}", f"clerk-{TIEXI}"
REMIND = f"/deeds/remind_returns/?campaign={CAMPAIGN}&report_on={REPORT}&next=/returns/"


def to(agency: str) -> UnitMessage:
    found: UnitMessage = rows(UnitMessage).get(to_agency=agency)
    return found


def test_the_city_urges_all_that_owe_and_each_is_led_to_its_return(
    django_capture_on_commit_callbacks: Any,
) -> None:
    office = logged_in(OFFICE)
    assert "催报" in text_of(office.get("/returns/"))
    assert send(office, REMIND).headers["Location"] == "/returns/"
    assert {one.to_agency_id for one in rows(UnitMessage)} >= {TIEXI, HUNNAN}
    clerk = logged_in(CLERK)
    assert "有 1 条未读消息" in text_of(clerk.get("/"))
    with django_capture_on_commit_callbacks(execute=True):
        page = clerk.get(f"/messages/{to(TIEXI).pk}/")
    assert "附件1、附件2应于 2021-09-10 前报送" in text_of(page)
    assert f'href="/returns/?campaign={CAMPAIGN}&amp;due=2021-09-10"' in page.content.decode()
    assert "未读消息" not in text_of(clerk.get("/"))
    assert rows(MessageRead).count() == 1


def test_nobody_is_urged_twice_on_one_day() -> None:
    office = logged_in(OFFICE)
    send(office, REMIND)
    assert "reminder.today" in text_of(send(office, REMIND))
    assert rows(UnitMessage).filter(to_agency=TIEXI).count() == 1


def test_a_message_goes_to_a_unit_below_and_to_no_other() -> None:
    office = logged_in(OFFICE)
    told = {"subject": "请核对台账", "text": "请于本周内核对。"}
    assert send(office, "/messages/new/", to=TIEXI, **told).headers["Location"] == "/messages/"
    assert text_of(logged_in(CLERK).get("/messages/")).count("请核对台账") == 1
    assert "请核对台账" not in text_of(logged_in(f"clerk-{HUNNAN}").get("/messages/"))
    assert logged_in(f"clerk-{HUNNAN}").get(f"/messages/{to(TIEXI).pk}/").status_code == 404
    assert "发出的" in text_of(office.get("/messages/"))


@pytest.mark.parametrize(
    ("query", "found"), [("state=unread", 1), ("state=read", 0), ("reminder=yes", 0), ("sent=yes", 0), ("text=台账", 1)]
)
def test_the_list_is_filtered_by_the_address(query: str, found: int) -> None:
    do("send_message", by=OFFICE, on=TODAY, to=TIEXI, subject="请核对台账", text="请核对。")
    assert f"显示 {found} 条" in text_of(logged_in(CLERK).get(f"/messages/?{query}"))


@pytest.mark.parametrize(("username", "code"), [(OFFICE, 200), (CLERK, 403), (f"officer-{CITY}", 403)])
def test_only_the_campaign_office_sends(username: str, code: int) -> None:
    assert logged_in(username).get("/messages/new/").status_code == code


def test_the_list_takes_the_same_number_of_queries_whatever_its_length() -> None:
    client = logged_in(CLERK)
    do("send_message", by=OFFICE, on=TODAY, to=TIEXI, subject="请核对台账", text="请核对。")
    one = queries_of(client, "/messages/?state=unread")
    do("send_message", by=OFFICE, on=TODAY, to=TIEXI, subject="再核对台账", text="请核对。")
    assert queries_of(client, "/messages/?state=unread") <= one
