"""Log-in 登录: a name that was tried too often is locked, known or not. Time or an administrator ends it."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher, make_password
from tests.actions.samples_organisation import PASSWORD, SYSTEM
from tests.actions.world import DAY, HUNNAN, TIEXI, an_id, do, noon, refused, rows, writing

from duban.actions import log_in
from duban.actions.log_in import let_in
from duban.records import log_in_attempts
from duban.records.models import Deed, LogInAttempts, User

pytestmark = pytest.mark.usefixtures("world", "known")

OFFICER = f"officer-{TIEXI}"
NAMES = (OFFICER, "nobody-of-that-name")


@pytest.fixture
def known() -> None:
    with writing(TIEXI):
        User.objects.filter(username=OFFICER).update(password=make_password(PASSWORD))


def tried(password: str, name: str = OFFICER, *, after: int = 0) -> str | None:
    """Who is let in with that password, so many minutes after noon."""
    found = let_in(name, password, on=DAY, at=noon(DAY) + timedelta(minutes=after))
    return None if found is None else found.username


def mistyped(times: int, name: str = OFFICER, *, after: int = 0) -> None:
    for _ in range(times):
        assert tried("wrong", name, after=after) is None


def locked(name: str = OFFICER, *, after: int = 0) -> bool:
    return log_in_attempts.locked_until(name, noon(DAY) + timedelta(minutes=after)) is not None


def test_the_right_password_lets_in_after_four_wrong_ones() -> None:
    mistyped(4)
    assert (locked(), tried(PASSWORD)) == (False, OFFICER)


def test_what_was_mistyped_before_a_log_in_is_forgotten() -> None:
    mistyped(4)
    tried(PASSWORD)
    mistyped(4)
    assert tried(PASSWORD) == OFFICER


def test_after_five_wrong_ones_the_right_one_lets_in_no_more() -> None:
    mistyped(5)
    assert (locked(), tried(PASSWORD)) == (True, None)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_locked_whether_there_is_such_an_account_or_not(name: str) -> None:
    mistyped(5, name)
    assert (locked(name), locked("another-name")) == (True, False)


def test_a_lock_ends_after_a_quarter_of_an_hour_and_trying_meanwhile_does_not_lengthen_it() -> None:
    mistyped(5)
    mistyped(30, after=14)
    assert (locked(after=14), tried(PASSWORD, after=15)) == (True, OFFICER)


def test_wrong_ones_of_long_ago_do_not_count() -> None:
    mistyped(4)
    mistyped(1, after=16)
    assert tried(PASSWORD, after=16) == OFFICER


def test_what_is_older_than_a_lock_is_not_kept() -> None:
    mistyped(1, "nobody-of-that-name")
    mistyped(1, after=16)
    assert LogInAttempts.objects.count() == 1


def test_names_are_kept_as_hashes_because_passwords_are_typed_there_too() -> None:
    mistyped(1, "my-secret-password")
    assert "my-secret-password" not in str(list(LogInAttempts.objects.values()))


@pytest.mark.parametrize("deed", ["unlock_account", "set_password"])
def test_an_administrator_ends_a_lock(deed: str) -> None:
    mistyped(5)
    more = {"password": PASSWORD} if deed == "set_password" else {}
    do(deed, by=SYSTEM, user=an_id(OFFICER), **more)
    assert (locked(), tried(PASSWORD)) == (False, OFFICER)


@pytest.mark.parametrize(
    ("by", "user", "rule"),
    [
        (f"officer-{TIEXI}", OFFICER, "permission.not_held"),
        (SYSTEM, f"officer-{HUNNAN}", "record.unknown"),
        (f"security_admin-{TIEXI}", OFFICER, "permission.not_held"),
    ],
)
def test_nobody_else_does(by: str, user: str, rule: str) -> None:
    assert refused("unlock_account", by=by, user=an_id(user)).rule == rule


def test_the_lock_of_an_account_stands_once_in_the_trail_of_its_unit() -> None:
    mistyped(9)
    (noted,) = rows(Deed).filter(name="note_lock")
    assert (noted.home_agency, noted.by_id, noted.at) == (TIEXI, an_id(OFFICER), noon(DAY))
    assert "2021-07-20T12:15:00+08:00" in noted.canonical


def test_an_account_without_a_role_is_locked_all_the_same() -> None:
    mistyped(5, f"none-{TIEXI}")
    assert locked(f"none-{TIEXI}")
    assert not rows(Deed).filter(name="note_lock").exists()


def test_an_unknown_name_costs_as_many_hashes_as_a_wrong_password(monkeypatch: pytest.MonkeyPatch) -> None:
    hashed: list[str] = []
    monkeypatch.setattr(log_in, "make_password", lambda _: hashed.append("made"))
    monkeypatch.setattr(log_in, "check_password", lambda *_: hashed.append("checked"))
    for name in NAMES:
        tried("wrong", name)
    assert hashed == ["checked", "made"]


def test_a_hash_of_an_earlier_version_lets_in_and_is_not_rewritten_without_a_deed(settings: object) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]  # type: ignore[attr-defined]  # pytest-django's own
    old = PBKDF2PasswordHasher().encode(PASSWORD, str(uuid4()), iterations=1000)
    with writing(TIEXI):
        User.objects.filter(username=OFFICER).update(password=old)
    assert tried(PASSWORD) == OFFICER
    assert rows(User).get(username=OFFICER).password == old
