"""系统管理, accounts: what each of the three administrators 三员 sees and does, and what is refused in words."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.actions.world import CITY, HUNNAN, TIEXI, ZONE, an_id, rows
from tests.web.forms import data, filled, send
from tests.web.pages import bare, logged_in, queries_of, text_of
from tests.web.site.story import PASSWORD

from duban.records.models import Person, User

pytestmark = pytest.mark.usefixtures("season")

SYSTEM, SECURITY, AUDIT = f"system_admin-{TIEXI}", f"security_admin-{TIEXI}", f"audit_admin-{TIEXI}"
OFFICER = f"officer-{TIEXI}"
ACCOUNTS = "/administration/accounts/"
ONE = f"{ACCOUNTS}{an_id(OFFICER)}/"
NEW = f"{ACCOUNTS}new/"
GIVEN = {"username": "clerk-new", "name": "示例填报员乙", "roles": ["clerk"]}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 16),
        ("role=officer", 4),
        ("role=audit_admin", 1),
        ("state=disabled", 0),
        ("state=open", 16),
        ("state=one_time", 0),
        ("text=officer2", 1),
        ("text=nobody", 0),
    ],
)
def test_the_list_is_filtered_by_the_address(query: str, found: int) -> None:
    assert f"显示{found}个" in bare(text_of(logged_in(SYSTEM).get(f"{ACCOUNTS}?{query}")))


@pytest.mark.parametrize(
    ("username", "pages"),
    [
        (SYSTEM, [200, 200, 200, 200, 403]),
        (SECURITY, [200, 200, 403, 403, 200]),
        (AUDIT, [403, 403, 403, 403, 403]),
        (OFFICER, [403, 403, 403, 403, 403]),
        (f"all-{TIEXI}", [403, 403, 403, 403, 403]),
        (f"system_admin-{HUNNAN}", [200, 404, 200, 404, 403]),
        (f"security_admin-{HUNNAN}", [200, 404, 403, 403, 404]),
        (f"system_admin-{CITY}", [200, 200, 200, 200, 403]),
    ],
)
def test_who_sees_accounts_and_who_does_what(username: str, pages: list[int]) -> None:
    client = logged_in(username)
    paths = (ACCOUNTS, ONE, NEW, f"{ONE}password/", f"{ONE}roles/")
    assert [client.get(path).status_code for path in paths] == pages


@pytest.mark.parametrize(
    ("username", "offered"),
    [(SYSTEM, ["重设密码", "停用账号"]), (SECURITY, ["调整角色"])],
)
def test_each_administrator_is_led_to_his_own_deeds(username: str, offered: list[str]) -> None:
    page = logged_in(username).get(ONE).content.decode()
    assert [title for title in ("调整角色", "重设密码", "停用账号") if f">{title}</a>" in page] == offered


def test_nobody_is_led_to_closing_his_own_account() -> None:
    page = logged_in(SYSTEM).get(f"{ACCOUNTS}{an_id(SYSTEM)}/").content.decode()
    assert ">停用账号</a>" not in page
    assert "这是您本人的账号" in page


def test_a_page_of_the_list_takes_the_same_number_of_queries_whatever_its_length() -> None:
    client = logged_in(SYSTEM)
    client.get(ACCOUNTS)
    assert queries_of(client, f"{ACCOUNTS}?text=示例") == queries_of(client, f"{ACCOUNTS}?text=officer2")


# Opening ----------------------------------------------------------------------------------------------------------


def test_an_account_is_opened_with_the_proposed_one_time_password_which_opens_its_change_alone() -> None:
    client = logged_in(SYSTEM)
    values = data(filled(client.get(NEW)), **GIVEN)
    (proposed,) = values["password"]
    assert client.post(NEW, values).status_code == 302
    row = rows(User).get(username="clerk-new")
    assert (row.home_agency_id, row.roles, row.must_change_password) == (TIEXI, ["clerk"], True)
    stranger = Client()
    answer = stranger.post("/login/", {"username": "clerk-new", "password": proposed}, follow=True)
    assert answer.redirect_chain[-1][0] == "/password/"


def test_no_page_shows_the_password_once_it_is_set() -> None:
    client = logged_in(SYSTEM)
    values = data(filled(client.get(NEW)), **GIVEN)
    answer = client.post(NEW, values, follow=True)
    record = client.get(f"{ACCOUNTS}{rows(User).get(username='clerk-new').pk}/")
    assert values["password"][0] not in answer.content.decode() + record.content.decode()


def test_sent_twice_it_is_opened_once() -> None:
    client = logged_in(SYSTEM)
    values = data(filled(client.get(NEW)), **GIVEN)
    assert [client.post(NEW, values).status_code for _ in range(2)] == [302, 302]
    assert rows(User).filter(username="clerk-new").count() == 1


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"roles": ["system_admin", "clerk"]}, "系统管理员、安全管理员、审计管理员互斥，且不得兼任业务角色"),
        ({"roles": ["security_admin", "audit_admin"]}, "互斥"),
        ({"password": "short"}, "密码不符合要求"),
        ({"username": OFFICER}, f"登录名“{OFFICER}”已被使用"),
        ({"username": "有空 格"}, "登录名"),
        ({"name": ""}, "姓名"),
    ],
)
def test_what_is_wrong_comes_back_in_words_and_no_account_is_opened(changes: dict, said: str) -> None:
    before = rows(User).count()
    answer = send(logged_in(SYSTEM), NEW, **(GIVEN | changes))
    assert said in text_of(answer)
    assert rows(User).count() == before


def test_a_superior_opens_an_account_for_a_person_of_a_unit_below() -> None:
    expert = an_id(f"person:expert-{ZONE}")
    client = logged_in(f"system_admin-{CITY}")
    assert send(client, NEW, **GIVEN, agency=ZONE, person=str(expert)).status_code == 302
    account = rows(User).get(username="clerk-new")
    assert (account.home_agency_id, rows(Person).get(pk=expert).user_id) == (ZONE, account.pk)


# Roles, passwords, locks ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("roles", "status", "held"),
    [
        (["officer", "clerk"], 302, ["clerk", "officer"]),
        ([], 302, []),
        (["audit_admin"], 302, ["audit_admin"]),
        (["audit_admin", "officer"], 200, ["officer"]),
        (["no_such_role"], 200, ["officer"]),
    ],
)
def test_the_security_administrator_grants_roles(roles: list[str], status: int, held: list[str]) -> None:
    assert send(logged_in(SECURITY), f"{ONE}roles/", roles=roles).status_code == status
    assert rows(User).get(username=OFFICER).roles == held


def test_a_new_one_time_password_replaces_the_old_one() -> None:
    client = logged_in(SYSTEM)
    values = data(filled(client.get(f"{ONE}password/")))
    assert client.post(f"{ONE}password/", values).status_code == 302
    row = rows(User).get(username=OFFICER)
    assert (row.check_password(values["password"][0]), row.must_change_password) == (True, True)
    assert "待改一次性密码" in text_of(client.get(ONE))


def test_a_lock_is_shown_and_ended() -> None:
    for _ in range(5):
        Client().post("/login/", {"username": OFFICER, "password": "wrong"})
    client = logged_in(SYSTEM)
    assert "锁定到 2021-08-25 12:15" in text_of(client.get(ONE))
    assert send(client, f"/deeds/unlock_account/?user={an_id(OFFICER)}&next={ONE}").status_code == 302
    assert "没有锁定" in text_of(client.get(ONE))
    assert Client().post("/login/", {"username": OFFICER, "password": PASSWORD}).status_code == 302


def test_a_closed_account_is_shown_as_such_and_not_closed_again() -> None:
    client = logged_in(SYSTEM)
    assert send(client, f"/deeds/disable_account/?user={an_id(OFFICER)}&next={ONE}", reason="调离").status_code == 302
    page = client.get(ONE).content.decode()
    assert "已停用" in page
    assert ">停用账号</a>" not in page


# The section ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("username", "shown", "hidden"),
    [
        (SYSTEM, ["人员和证件", "账号"], ["操作留痕"]),
        (SECURITY, ["账号"], ["人员和证件", "操作留痕"]),
        (OFFICER, ["人员和证件"], ["操作留痕"]),
    ],
)
def test_the_section_offers_each_reader_what_opens_to_him(username: str, shown: list[str], hidden: list[str]) -> None:
    page = logged_in(username).get("/administration/").content.decode()
    assert [title for title in (*shown, *hidden) if f"<strong>{title}</strong>" in page] == shown
