"""Anchors 锚点: heads of the chains in a file outside the database, one line a deed, appended after its commit.

A tail cut off together with its head leaves a valid, shorter chain: only a head that is known elsewhere shows it.
Each MAC covers all deeds before its own, so the last anchor of a unit covers its whole chain, and a line that could
not be written is made up for by the next one. Not synced to the disk: a power cut may take the lines of the last
seconds with it; their heads are anchored again at the next start.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

_PLAIN = 0o600
_LINE = re.compile(rb"([0-9A-Z-]+) ([0-9]+) ([0-9a-f]{64})\n?")


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link that a unit's chain had when the line was written; ``end`` is where the line ends in the file."""

    agency: str
    seq: int
    mac: str
    end: int


def note(agency: str, seq: int, mac: str) -> None:
    """Append a line, whole beside those of other processes; ``OSError`` when it cannot be written."""
    handle = os.open(_path(), os.O_RDWR | os.O_APPEND | os.O_CREAT, _PLAIN)
    try:
        line = f"{_new_line_behind_a_torn_one(handle)}{agency} {seq} {mac}\n".encode()
        if os.write(handle, line) != len(line):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(_path()))
    finally:
        os.close(handle)


def _new_line_behind_a_torn_one(handle: int) -> str:
    size = os.fstat(handle).st_size
    return "\n" if size and os.pread(handle, 1, size - 1) != b"\n" else ""


def anchors() -> Iterator[Anchor]:
    """Every line of the file; a line that a power cut tore says nothing.

    Whoever could tear lines on purpose could as well delete them.
    """
    end = 0
    try:
        lines = _path().open("rb")
    except FileNotFoundError:
        return
    with lines:
        for line in lines:
            end += len(line)
            if whole := _LINE.fullmatch(line):
                yield Anchor(whole[1].decode(), int(whole[2]), whole[3].decode(), end)


def written_so_far() -> int:
    """How long the file is now: the deeds of lines up to here are committed."""
    try:
        return _path().stat().st_size
    except FileNotFoundError:
        return 0


def last_anchored() -> dict[str, int]:
    """The highest anchored number of every unit: one of them may have been deleted with its whole chain."""
    found: dict[str, int] = {}
    for each in anchors():
        found[each.agency] = max(each.seq, found.get(each.agency, 0))
    return found


def _path() -> Path:
    return Path(settings.ANCHOR_FILE)
