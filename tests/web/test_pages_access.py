"""Who gets in: log-in, the first change of a password, the permission table, the read-only transaction of a GET."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.db import DatabaseError, connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from tests.actions.world import CITY, DAY, HUNNAN, TIEXI, actor, noon, rows, writing
from tests.web.pages import logged_in, text_of
from tests.web.site.story import PASSWORD

from duban.config import clock
from duban.queries.reading import reading
from duban.records.models import Enterprise, User
from duban.web.access import ACCESS

pytestmark = pytest.mark.usefixtures("season")

OFFICER = f"officer-{TIEXI}"
NEW = "另一个很长的示例密码-7391"


def _names(patterns: list[URLPattern | URLResolver]) -> list[str]:
    found = []
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            found += _names(pattern.url_patterns)
        else:
            found.append(str(pattern.name))
    return found


def test_every_address_stands_in_the_permission_table_and_nothing_else_does():
    assert sorted(_names(get_resolver().url_patterns)) == sorted(ACCESS)


def test_nothing_but_the_named_pages_opens_without_logging_in():
    anybody = sorted(name for name, access in ACCESS.items() if access.anybody)
    assert anybody == ["alive", "language", "login", "verify"]


@pytest.mark.parametrize("path", ["/", "/ledger/", "/tasks/", "/password/"])
def test_a_stranger_is_sent_to_the_log_in_page_and_back_afterwards(path):
    answer = Client().get(path)
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/login/?next={path}")


def test_logging_in_leads_to_the_workbench():
    client = Client()
    answer = client.post("/login/", {"username": OFFICER, "password": PASSWORD}, follow=True)
    assert answer.redirect_chain == [("/", 302)]
    assert "轮到您办的" in text_of(answer)


@pytest.mark.parametrize("username", [OFFICER, "nobody-of-that-name"])
def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(username):
    answer = Client().post("/login/", {"username": username, "password": "wrong"})
    assert "用户名或者密码不对，或者账号已停用" in text_of(answer)


def test_a_hash_of_an_earlier_version_still_opens(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    with writing():
        old = PBKDF2PasswordHasher().encode(PASSWORD, "salt-of-an-example", iterations=1000)
        User.objects.filter(username=OFFICER).update(password=old)
    assert Client().post("/login/", {"username": OFFICER, "password": PASSWORD}).status_code == 302


@pytest.mark.parametrize("username", [OFFICER, "nobody-of-that-name"])
def test_a_name_that_was_tried_too_often_is_locked_and_the_page_says_until_when_and_what_to_do(username):
    client = Client()
    for _ in range(5):
        answer = client.post("/login/", {"username": username, "password": "wrong"})
    assert "已锁定到 12:15。到时再试，或者请系统管理员解除锁定、重设密码。" in text_of(answer)
    assert "已锁定到 12:15" in text_of(client.post("/login/", {"username": username, "password": PASSWORD}))


@pytest.mark.parametrize(
    ("pages", "open_at_the_end"),
    [
        ([0, 59], True),
        ([0, 61], False),
        ([*range(0, 720, 50), 719], True),
        ([*range(0, 720, 50), 721], False),
    ],
)
def test_a_log_in_ends_after_an_idle_hour_and_after_a_day(monkeypatch, pages, open_at_the_end):
    client = logged_in(OFFICER)
    for minutes in pages:
        monkeypatch.setattr(clock, "machine_now", lambda after=minutes: noon(DAY) + timedelta(minutes=after))
        answer = client.get("/password/")
    assert answer.status_code == (200 if open_at_the_end else 302)


def test_logging_in_changes_the_key_of_the_session():
    client = Client()
    client.get("/login/?next=/")
    client.session["planted"] = "x"
    session = client.session
    session["planted"] = "x"
    session.save()
    client.cookies["duban_session"] = session.session_key
    client.post("/login/", {"username": OFFICER, "password": PASSWORD})
    assert client.cookies["duban_session"].value != session.session_key


@pytest.mark.parametrize(
    "elsewhere",
    ["https://example.com/", "//example.com/", "/\\example.com", "javascript:alert(1)", "http:///example.com"],
)
def test_logging_in_leads_to_no_foreign_address(elsewhere):
    answer = Client().post("/login/", {"username": OFFICER, "password": PASSWORD, "next": elsewhere})
    assert answer.headers["Location"] == "/"


def test_a_disabled_account_does_not_get_in_and_an_open_session_ends():
    client = logged_in(OFFICER)
    with writing():
        User.objects.filter(username=OFFICER).update(is_active=False)
    assert client.get("/").headers["Location"] == "/login/?next=/"
    answer = Client().post("/login/", {"username": OFFICER, "password": PASSWORD})
    assert "用户名或者密码不对，或者账号已停用" in text_of(answer)


def _one_time_password() -> Client:
    with writing():
        User.objects.filter(username=OFFICER).update(must_change_password=True)
    return logged_in(OFFICER)


@pytest.mark.parametrize("path", ["/", "/ledger/"])
def test_a_one_time_password_opens_nothing_but_its_own_change(path):
    client = _one_time_password()
    assert client.get(path).headers["Location"] == reverse("password")
    assert "这是一次性密码" in text_of(client.get("/password/"))


def test_after_the_change_the_session_goes_on_under_the_new_password():
    client = _one_time_password()
    answer = client.post("/password/", {"current": PASSWORD, "password": NEW, "again": NEW}, follow=True)
    assert "密码已修改" in text_of(answer)
    changed = rows(User).get(username=OFFICER)
    assert (changed.check_password(NEW), changed.must_change_password) == (True, False)


@pytest.mark.parametrize(
    ("current", "new", "again", "said"),
    [
        ("wrong", NEW, NEW, "原密码不对"),
        (PASSWORD, PASSWORD, PASSWORD, "新密码不能与原密码相同"),
        (PASSWORD, "short", "short", "密码不符合要求"),
        (PASSWORD, NEW, NEW + "x", "两次输入的新密码不一致"),
    ],
)
def test_a_bad_change_is_refused_in_words(current, new, again, said):
    answer = logged_in(OFFICER).post("/password/", {"current": current, "password": new, "again": again})
    assert said in text_of(answer)
    assert rows(User).get(username=OFFICER).check_password(PASSWORD)


def test_guessing_the_current_password_in_an_open_session_locks_the_name():
    client = logged_in(OFFICER)
    for _ in range(5):
        answer = client.post("/password/", {"current": "wrong", "password": NEW, "again": NEW})
    assert "已锁定到 12:15" in text_of(answer)
    answer = client.post("/password/", {"current": PASSWORD, "password": NEW, "again": NEW})
    assert "已锁定到 12:15" in text_of(answer)
    assert rows(User).get(username=OFFICER).check_password(PASSWORD)


@pytest.mark.parametrize(
    ("username", "path"),
    [
        (f"system_admin-{TIEXI}", "/ledger/"),
        (f"audit_admin-{TIEXI}", "/tasks/"),
        (f"none-{TIEXI}", "/ledger/"),
        ("partner-210106-P1", "/tasks/"),
    ],
)
def test_a_page_without_the_permission_says_who_may(username, path):
    answer = logged_in(username).get(path)
    assert answer.status_code == 403
    assert "请由以下人员办理" in answer.content.decode()


@pytest.mark.parametrize("username", [f"system_admin-{TIEXI}", f"none-{TIEXI}", "partner-210106-P1"])
def test_everybody_has_a_workbench_that_says_what_is_missing(username):
    assert "您最近办理的" in text_of(logged_in(username).get("/"))


def test_the_bar_names_the_reader_and_the_unit():
    page = logged_in(f"officer-{HUNNAN}").get("/").content.decode()
    assert "示例浑南区应急管理局" in page
    assert f"示例officer-{HUNNAN}" in page


def test_the_language_is_kept():
    client = logged_in(OFFICER, language="en")
    assert "Workbench" in client.get("/").content.decode()


def test_a_read_sees_its_own_scope():
    with reading(actor(OFFICER)):
        assert set(Enterprise.objects.values_list("home_agency", flat=True)) == {TIEXI}


def test_a_read_cannot_write():
    with pytest.raises(DatabaseError, match="read-only"), reading(actor(OFFICER)), connection.cursor() as cursor:
        cursor.execute("update enterprise set name = name")


def test_a_superior_reads_down():
    with reading(actor(f"campaign_office-{CITY}")):
        assert {TIEXI, HUNNAN} < set(Enterprise.objects.values_list("home_agency", flat=True))
