"""Files are kept by content, written whole or not at all, and swept when nothing points to them."""

from __future__ import annotations

import hashlib
import os
from io import BytesIO
from pathlib import Path

import pytest
from pytest_django import Settings

from duban.records import files


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.FILES_DIR = tmp_path / "files"
    return tmp_path / "files"


def test_a_file_lies_under_its_hash(folder: Path) -> None:
    kept = files.keep(BytesIO(b"example"))
    assert kept == files.Kept(hashlib.sha256(b"example").hexdigest(), 7)
    assert files.path_of(kept.sha256) == folder / kept.sha256
    assert (folder / kept.sha256).read_bytes() == b"example"
    assert (folder / kept.sha256).stat().st_mode & 0o077 == 0


def test_the_same_content_is_one_file(folder: Path) -> None:
    assert files.keep(BytesIO(b"example")) == files.keep(BytesIO(b"example"))
    assert len(list(folder.iterdir())) == 1


def test_a_broken_upload_leaves_nothing(folder: Path) -> None:
    class Broken(BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise ConnectionError

    with pytest.raises(ConnectionError):
        files.keep(Broken())
    assert list(folder.iterdir()) == []


def test_the_size_is_of_kept_files_only() -> None:
    assert files.size_of("0" * 64) is None
    assert files.size_of(files.keep(BytesIO(b"")).sha256) == 0


@pytest.mark.parametrize("name", ["", "../key", "0" * 63, "G" * 64, "0" * 64 + "/.."])
def test_only_hashes_are_names(name: str) -> None:
    with pytest.raises(ValueError, match="not a SHA-256"):
        files.path_of(name)


def test_orphans_are_swept_but_not_what_was_written_just_now(folder: Path) -> None:
    old, used, new = (files.keep(BytesIO(content)).sha256 for content in (b"old", b"used", b"new"))
    for name in (old, used):
        os.utime(folder / name, (1, 1))
    assert files.sweep({used}, before=1000) == [old]
    assert sorted(path.name for path in folder.iterdir()) == sorted((used, new))
