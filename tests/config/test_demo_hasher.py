"""A demo's hashes and those of a real installation are checked by each other."""

from __future__ import annotations

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher, check_password, make_password
from pytest_django import Settings

from duban.config.demo_hasher import DemoPasswordHasher

_DEMO = "duban.config.demo_hasher.DemoPasswordHasher"
_REAL = "django.contrib.auth.hashers.PBKDF2PasswordHasher"


@pytest.mark.parametrize(("made_by", "checked_by"), [(_DEMO, _REAL), (_REAL, _DEMO)])
def test_either_checks_what_the_other_made(settings: Settings, made_by: str, checked_by: str) -> None:
    settings.PASSWORD_HASHERS = [made_by]
    made = make_password("示例口令-correct horse")
    settings.PASSWORD_HASHERS = [checked_by]

    assert check_password("示例口令-correct horse", made)
    assert not check_password("示例口令-correct house", made)


def test_a_real_installation_makes_the_hash_of_a_demo_anew() -> None:
    made = DemoPasswordHasher().encode("示例口令-correct horse", "salt" * 6)

    assert PBKDF2PasswordHasher().must_update(made)
