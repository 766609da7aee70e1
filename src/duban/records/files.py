"""Files 证据文件: kept by content under ``files/<sha256>``, always before the row that points to them is written.

A file without a row is an orphan (its deed was refused or broke off) and is swept; a row without its file cannot be.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

_CHUNK = 1 << 20  # bytes
_NAME = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Kept:
    """A file as it is kept; ``size`` in bytes."""

    sha256: str
    size: int


def keep(content: BinaryIO) -> Kept:
    """Write the content to its place, durably; the same content twice is one file."""
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with tempfile.NamedTemporaryFile(dir=folder, prefix="new-", delete=False) as file:
        try:
            while chunk := content.read(_CHUNK):
                digest.update(chunk)
                size += file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
            Path(file.name).replace(folder / digest.hexdigest())
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise
    return Kept(digest.hexdigest(), size)


def path_of(sha256: str) -> Path:
    """Where the file with that hash lies or would lie. ``ValueError`` for what is no hash."""
    if not _NAME.fullmatch(sha256):
        raise ValueError(f"not a SHA-256: {sha256!r}")
    return _folder() / sha256


def size_of(sha256: str) -> int | None:
    """Size in bytes of the kept file, ``None`` when there is none."""
    try:
        return path_of(sha256).stat().st_size
    except FileNotFoundError:
        return None


def sweep(referenced: Collection[str], *, before: float) -> list[str]:
    """Remove files that no row points to and that were last written before the moment (seconds since 1970).

    The moment leaves alone what a deed is about to point to. Returns the names that were removed.
    """
    removed = []
    for path in sorted(_folder().glob("*")):
        if path.name not in referenced and path.stat().st_mtime < before:
            path.unlink()
            removed.append(path.name)
    return removed


def _folder() -> Path:
    return Path(settings.FILES_DIR)
