"""Binding 组卷: papers, scans and pictures become one PDF with cover, index and page numbers.

Scans come from outside, so they are opened in a limited child process only.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from duban.documents import fonts
from duban.documents.papers.binding_child import BOUND, FRONT, NUMBERS, SUFFIXES
from duban.documents.typesetting import set_pdf
from duban.domain.days import written_day
from duban.domain.messages import N_, Message, Refusal

_WALL_SECONDS = 120
_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Part:
    """One document of the file: what the index says of it, and its files in order (a paper, then its sealed scan)."""

    title: str
    number: str
    on: date
    files: tuple[tuple[Path, str], ...]  # (where it lies, media type)


@dataclass(frozen=True, slots=True)
class Front:
    """What stands on the cover 案卷封面: the unit, and the lines of the table."""

    agency: str
    title: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Bound:
    """The file with what its index says; ``pages`` counts the documents, without cover and index."""

    content: bytes
    contents: tuple[dict[str, str], ...]
    pages: int


def bindable(media_type: str) -> bool:
    """Whether such a file can become pages."""
    return media_type in SUFFIXES


def bind(front: Front, parts: Sequence[Part], on: date, font_folder: Path | None) -> Bound:
    """Bind the parts in their order. Refuses a scan that cannot be opened, by its name."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part_no, part in enumerate(parts):
            for file_no, (path, media_type) in enumerate(part.files):
                target = folder / f"part-{part_no:04}-{file_no:02}{SUFFIXES[media_type]}"
                target.write_bytes(path.read_bytes())
        counts = _count(folder, parts)
        contents = _contents(parts, counts)
        faces = fonts.load(font_folder)
        families = {"title": faces.title, "heading": faces.heading, "fang": faces.fang, "song": faces.body}
        data = {
            "agency": front.agency, "title": front.title, "cover": front.lines, "contents": contents, "fonts": families,
        }  # fmt: skip
        (folder / FRONT).write_bytes(set_pdf(_FOLDER / "case_file.typ", data, faces, on))
        pages = sum(counts)
        numbers = set_pdf(_FOLDER / "numbers.typ", {"pages": pages, "fonts": families}, faces, on)
        (folder / NUMBERS).write_bytes(numbers)
        _run("bind", folder)
        return Bound((folder / BOUND).read_bytes(), tuple(contents), pages)


def _count(folder: Path, parts: Sequence[Part]) -> list[int]:
    """Pages of each part; a part that cannot be opened is refused by its title."""
    told = json.loads(_run("count", folder) or "{}")
    counts: list[int] = []
    for index, part in enumerate(parts):
        count = told.get(str(index), 0)
        if not isinstance(count, int) or count < 1:
            raise _unreadable(part.title)
        counts.append(count)
    return counts


def _contents(parts: Sequence[Part], counts: Sequence[int]) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    first = 1
    for index, (part, count) in enumerate(zip(parts, counts, strict=True), 1):
        last = first + count - 1
        found.append(
            {
                "no": str(index),
                "number": part.number,
                "title": part.title,
                "on": written_day(part.on),
                "pages": str(first) if first == last else f"{first}–{last}",
            }
        )
        first = last + 1
    return found


def _unreadable(title: str) -> Refusal:
    return Refusal(
        "case_file.unreadable",
        Message("case_file.unreadable", N_("“{title}”的文件打不开，不能组卷。"), {"title": title}),
        remedy=Message("case_file.unreadable.remedy", N_("请重新扫描为 PDF、JPEG 或 PNG 后上传，再组卷。")),
    )


def _run(job: str, folder: Path) -> str:
    """The child's answer; what it cannot do in time counts as not done."""
    try:
        ended = subprocess.run(  # noqa: S603 -- our own interpreter and module, fixed words
            [sys.executable, "-I", "-m", "duban.documents.papers.binding_child", job],
            stdin=subprocess.DEVNULL, capture_output=True, cwd=folder, timeout=_WALL_SECONDS, text=True,
            env={"TMPDIR": str(folder), "LC_ALL": "C.UTF-8"}, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return ""
    return ended.stdout if ended.returncode == 0 else ""
