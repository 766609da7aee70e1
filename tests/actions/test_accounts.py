"""Accounts 账号: opened, changed and closed by administrators; passwords are seen by nobody."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.hashers import check_password
from tests.actions.samples_organisation import PASSWORD, SECURITY, SYSTEM, with_password
from tests.actions.world import CITY, HUNNAN, TIEXI, ZONE, an_id, do, refused, stored

from duban.domain.messages import Refusal
from duban.queries.actors import actor_named
from duban.records.models import Person, User

pytestmark = pytest.mark.usefixtures("world")

NEW: dict[str, Any] = {"username": "clerk2", "name": "示例填报员乙", "roles": ["clerk"], "password": PASSWORD}
OFFICER = an_id(f"officer-{TIEXI}")


def test_an_account_opens_with_a_password_that_must_be_changed() -> None:
    account = stored(User, do("add_account", by=SYSTEM, **NEW))
    assert (account.home_agency_id, account.roles, account.is_active) == (TIEXI, ["clerk"], True)
    assert account.must_change_password
    assert check_password(PASSWORD, account.password)


def test_a_city_opens_an_account_for_a_district_and_links_its_person() -> None:
    expert = an_id(f"person:expert-{TIEXI}")
    account = do("add_account", by=f"system_admin-{CITY}", agency=TIEXI, person=expert, **NEW)
    assert (stored(User, account).home_agency_id, stored(Person, expert).user_id) == (TIEXI, account)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"username": f"clerk-{TIEXI}"}, "account.taken"),
        ({"username": f"clerk-{HUNNAN}"}, "account.taken"),  # also where the actor may not look
        ({"username": "甲 乙"}, "input"),
        ({"password": "kurz"}, "password.weak"),
        ({"username": "clerk-tiexi-er", "password": "clerk-tiexi-er2"}, "password.weak"),
        ({"roles": ["boss"]}, "input"),
        ({"roles": ["system_admin", "clerk"]}, "permission.administrators_apart"),
        ({"agency": HUNNAN}, "agency.outside"),
        ({"person": an_id(f"person:officer-{HUNNAN}")}, "record.unknown"),
        ({"by": f"clerk-{TIEXI}"}, "permission.not_held"),
    ],
)
def test_an_account_is_refused(change: dict[str, Any], rule: str) -> None:
    assert refused("add_account", **{"by": SYSTEM, **NEW, **change}).rule == rule


@pytest.mark.parametrize("password", ["kurz", 123456789012, ["geheim-geheim"]])
def test_a_refusal_never_repeats_a_password(password: Any) -> None:
    assert str(password) not in str(refused("add_account", by=SYSTEM, **{**NEW, "password": password}))


def test_the_security_administrator_grants_roles() -> None:
    do("change_roles", by=SECURITY, user=OFFICER, roles=["officer", "clerk", "clerk"])
    assert stored(User, OFFICER).roles == ["clerk", "officer"]


@pytest.mark.parametrize(
    ("user", "roles", "rule"),
    [
        (SECURITY, ["security_admin"], "account.own"),
        (f"officer-{TIEXI}", ["audit_admin", "officer"], "permission.administrators_apart"),
        (f"officer-{HUNNAN}", ["clerk"], "record.unknown"),
        (f"officer-{CITY}", ["clerk"], "record.unknown"),
        ("nobody", ["clerk"], "record.unknown"),
    ],
)
def test_roles_are_refused(user: str, roles: list[str], rule: str) -> None:
    assert refused("change_roles", by=SECURITY, user=an_id(user), roles=roles).rule == rule


def test_the_system_administrator_grants_no_roles() -> None:
    assert refused("change_roles", by=SYSTEM, user=OFFICER, roles=["head"]).rule == "permission.not_held"


def test_a_closed_account_acts_no_more() -> None:
    do("disable_account", by=SYSTEM, user=OFFICER, reason="调离")
    with pytest.raises(Refusal, match="没有可用的账号"):
        actor_named(f"officer-{TIEXI}")
    assert refused("disable_account", by=SYSTEM, user=OFFICER, reason="调离").rule == "account.disabled"


@pytest.mark.parametrize(
    ("user", "rule"), [(SYSTEM, "account.own"), (f"officer-{HUNNAN}", "record.unknown"), ("nobody", "record.unknown")]
)
def test_closing_is_refused(user: str, rule: str) -> None:
    assert refused("disable_account", by=SYSTEM, user=an_id(user), reason="调离").rule == rule


def test_a_password_is_set_anew() -> None:
    do("set_password", by=f"system_admin-{CITY}", user=an_id(f"officer-{ZONE}"), password=PASSWORD)
    account = stored(User, an_id(f"officer-{ZONE}"))
    assert (check_password(PASSWORD, account.password), account.must_change_password) == (True, True)


def test_a_weak_password_is_not_set() -> None:
    assert refused("set_password", by=SYSTEM, user=OFFICER, password="kurz").rule == "password.weak"


def test_everybody_changes_the_own_password() -> None:
    sample = with_password(f"officer-{TIEXI}")
    do("change_own_password", by=sample.by, **sample.inputs)
    account = stored(User, OFFICER)
    assert (check_password(f"{PASSWORD}-xin", account.password), account.must_change_password) == (True, False)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"current": "falsch-falsch-falsch"}, "password.wrong"),
        ({"password": PASSWORD}, "password.same"),
        ({"password": "kurz"}, "password.weak"),
    ],
)
def test_changing_the_own_password_is_refused(change: dict[str, str], rule: str) -> None:
    sample = with_password(f"officer-{TIEXI}")
    assert refused("change_own_password", by=sample.by, **{**sample.inputs, **change}).rule == rule
