"""Secrets are made once, are private, and never replaced."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from duban.config.keys import key


def test_a_secret_is_made_once_and_kept(tmp_path: Path) -> None:
    assert key(tmp_path, "trail") == key(tmp_path, "trail")
    assert len(key(tmp_path, "trail")) >= 64


def test_two_secrets_differ(tmp_path: Path) -> None:
    assert key(tmp_path, "trail") != key(tmp_path, "django")


def test_only_the_owner_may_read_it(tmp_path: Path) -> None:
    key(tmp_path, "trail")
    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "keys" / "trail").stat().st_mode) == 0o600


def test_of_several_that_make_it_at_once_all_get_the_same(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(lambda _: key(tmp_path, "trail"), range(32)))) == 1
    assert [path.name for path in (tmp_path / "keys").iterdir()] == ["trail"]
