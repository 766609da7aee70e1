"""系统管理: the calendar with what an entry moves, and the lawbook with what waits to be read."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from tests.actions.world import CITY, HUNNAN, TIEXI, do, rows
from tests.web.forms import data, filled, send
from tests.web.pages import bare, logged_in, queries_of, text_of
from tests.web.site.story import TODAY

from duban.config import clock
from duban.queries.law import law_in_use
from duban.records.models import ArticleConfirmation, CalendarEdit

pytestmark = pytest.mark.usefixtures("season")

ADMIN, OFFICER, REVIEWER = f"system_admin-{TIEXI}", f"officer-{TIEXI}", f"legal_reviewer-{TIEXI}"
YEAR, EDIT = "/administration/calendars/?year=2021", "/administration/calendars/edit/?year=2021"
LAW = "/administration/law/"
OFF = {"holidays": "2021-08-26", "source": "示例停工通知"}


@pytest.fixture
def admin() -> Client:
    return logged_in(ADMIN)


# Calendar ---------------------------------------------------------------------------------------------------------


def test_a_year_shows_every_day_for_what_it_is() -> None:
    page = logged_in(OFFICER).get(YEAR)
    assert "2021年工作日历" in bare(text_of(page))
    assert 'title="2021-10-01 国庆节放假"' in page.content.decode()
    assert 'title="2021-09-26 国庆节调休上班"' in page.content.decode()
    assert "没有调整，全部按国务院办公厅公布的安排" in text_of(page)


def test_a_year_that_is_not_published_says_so() -> None:
    assert "暂按周末推算" in text_of(logged_in(OFFICER).get("/administration/calendars/?year=2027"))


@pytest.mark.parametrize("year", ["", "x", "1999", "99999"])
def test_any_other_year_is_the_running_one(year: str) -> None:
    assert f"{TODAY.year}年工作日历" in bare(text_of(logged_in(OFFICER).get(f"/administration/calendars/?year={year}")))


def test_first_what_it_moves_then_the_entry(admin: Client) -> None:
    told = admin.post(EDIT, {**data(filled(admin.get(EDIT)), **OFF), "act": "check"})
    assert "期限变动" in text_of(told)
    assert not rows(CalendarEdit).exists()
    assert send(admin, EDIT, **OFF).headers["Location"] == YEAR
    page = text_of(admin.get(YEAR))
    assert "个期限变动，涉及" in page
    assert "示例停工通知" in page
    assert not law_in_use().calendar.is_workday(date(2021, 8, 26))


def test_the_report_names_the_clocks_that_move(admin: Client) -> None:
    """A day off for everybody before the ends of the running clocks moves those that count working days."""
    days = "\n".join(f"2021-{month:02}-{day:02}" for month in (8, 9) for day in range(26, 29))
    values = data(filled(admin.get(EDIT)), **(OFF | {"holidays": days}))
    page = admin.post(EDIT, {**values, "act": "check"})
    moved = page.context["moved"]
    assert list(moved.heads)[:2] == ["期限", "起算日"]
    for line in moved.lines:
        assert line.cells[2] != line.cells[3]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"holidays": "2021-13-40", "source": "示例"}, "不是日期"),
        ({"holidays": "2020-10-01", "source": "示例"}, "不在 2021 年之内"),
        ({"holidays": "2021-08-26", "workdays": "2021-08-26", "source": "示例"}, "同时列为放假和上班"),
        ({"holidays": "", "source": "示例"}, "没有填写"),
    ],
)
def test_a_wrong_entry_is_refused_and_changes_nothing(admin: Client, given: dict[str, str], said: str) -> None:
    assert said in text_of(send(admin, EDIT, **given))
    assert not rows(CalendarEdit).exists()


def test_sent_twice_it_is_entered_once(admin: Client) -> None:
    values = data(filled(admin.get(EDIT)), **OFF)
    assert [admin.post(EDIT, values).status_code for _ in range(2)] == [302, 302]
    assert rows(CalendarEdit).count() == 1


def test_a_later_entry_of_the_day_holds(admin: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    send(admin, EDIT, **OFF)
    later = clock.now() + timedelta(minutes=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    send(admin, EDIT, holidays="", workdays="2021-08-26", source="示例更正")
    page = text_of(admin.get(YEAR))
    assert "已被后来的调整取代" in page
    assert law_in_use().calendar.is_workday(date(2021, 8, 26))


@pytest.mark.parametrize(
    ("username", "codes"), [(ADMIN, [200, 200]), (OFFICER, [200, 403]), (f"audit_admin-{TIEXI}", [403, 403])]
)
def test_who_sees_the_calendar_and_who_edits_it(username: str, codes: list[int]) -> None:
    client = logged_in(username)
    assert [client.get(path).status_code for path in (YEAR, EDIT)] == codes


# Law --------------------------------------------------------------------------------------------------------------


def test_the_list_says_how_much_of_what_is_used_was_read() -> None:
    page = logged_in(REVIEWER).get(LAW)
    assert "已核对官方文本" in text_of(page)
    assert 0 < page.context["done"] < page.context["used"] < page.context["total"]


@pytest.mark.parametrize("query", ["state=open", "state=read", "used=yes", "instrument=safety_act", "text=现场处理"])
def test_the_list_is_filtered_by_the_address(query: str) -> None:
    client = logged_in(OFFICER)
    assert 0 < client.get(f"{LAW}?{query}").context["found"] < client.get(LAW).context["found"]


def test_the_article_follows_the_day_that_is_asked() -> None:
    client = logged_in(OFFICER)
    before, after = (text_of(client.get(f"{LAW}?text=order_removal&on={on}")) for on in ("2021-08-31", "2021-09-01"))
    assert ("第六十二条" in before, "第六十五条" in before) == (True, False)
    assert ("第六十二条" in after, "第六十五条" in after) == (False, True)


def test_a_concept_shows_its_texts_over_time_side_by_side() -> None:
    page = text_of(logged_in(OFFICER).get(f"{LAW}order_removal/"))
    assert "第六十二条" in page
    assert "第六十五条" in page
    assert "由法制审核人员办理" in bare(page)


def test_the_reviewer_confirms_an_article_and_takes_it_back() -> None:
    client = logged_in(REVIEWER)
    law = law_in_use()
    concept, version = next(
        (one.id, text.version)
        for one in law.lawbook.concepts.values()
        for text in one.versions
        if not text.verified and text.in_force_on(TODAY)
    )
    here = f"{LAW}{concept}/"
    form = f"/deeds/confirm_article/?concept={concept}&citation={version}&verified=true&next={here}"
    assert f"concept={concept}" in client.get(here).content.decode()
    assert send(client, form, note="示例官方文本第1页").headers["Location"] == here
    assert "示例官方文本第1页" in text_of(client.get(here))
    assert law_in_use().lawbook.find(concept, TODAY).verified  # type: ignore[union-attr]  # in force, as said above
    send(client, form.replace("verified=true", "verified=false"), note="看错版本", verified=None)
    assert rows(ArticleConfirmation).filter(entry=f"{concept}@{version}").count() == 2
    assert "收回核实" in text_of(client.get(here))


def test_what_the_lawbook_does_not_have_is_no_page() -> None:
    assert logged_in(OFFICER).get(f"{LAW}luck/").status_code == 404


def test_the_pages_take_a_constant_number_of_queries() -> None:
    client = logged_in(OFFICER)
    client.get(LAW)
    assert queries_of(client, f"{LAW}?size=200") == queries_of(client, f"{LAW}?text=order_removal")
    told = {"concept": "order_removal", "citation": "2021", "note": "示例"}
    do("confirm_article", by=REVIEWER, on=TODAY, **told)
    one = queries_of(client, f"{LAW}order_removal/")
    for unit in (HUNNAN, CITY):
        do("confirm_article", by=f"legal_reviewer-{unit}", on=TODAY, **told)
    assert queries_of(client, f"{LAW}order_removal/") == one
