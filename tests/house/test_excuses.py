"""Every excuse has its reason on its line, and some things no file may hold."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]


def _tracked() -> list[Path]:
    """Every file that git would hold, new ones included, but this one, which names what is forbidden."""
    said = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    paths = [PROJECT / name for name in said.stdout.split("\0") if name]
    return [path for path in paths if path.is_file() and path != Path(__file__)]


# Excuses ---------------------------------------------------------------------------------------------------------

NOQA = re.compile(r"# noqa(?!\w)(?P<codes>: [A-Z]+\d+(?:, ?[A-Z]+\d+)*)?")
IGNORE = re.compile(r"# type: ignore(?!\w)(?P<codes>\[[a-z, -]+\])?")
UNCOVERED = re.compile(r"# pragma: no (?P<codes>cover|branch)(?!\w)")
REASON = re.compile(r"\w\W+\w+|[\u4e00-\u9fff]{2}")  # two words, or two characters


def _unexcused(line: str) -> bool:
    """Whether the line silences a tool without naming what, or without saying why."""
    excuses = [found for pattern in (NOQA, IGNORE, UNCOVERED) for found in pattern.finditer(line)]
    if not excuses:
        return False
    reasons = line[min(found.start() for found in excuses) :]
    for found in excuses:
        reasons = reasons.replace(found.group(), "")
    return any(not found["codes"] for found in excuses) or REASON.search(reasons) is None


@pytest.mark.parametrize(
    ("line", "silent"),
    [
        ("x = 1  # noqa", True),
        ("x = 1  # noqa: S603", True),
        ("x = 1  # noqa: S603, S607", True),
        ("x = 1  # noqa: S603 -- our own program", False),
        ("x = 1  # noqa: S603 -- as above", False),
        ("x = 1  # type: ignore", True),
        ("x = 1  # type: ignore[misc]", True),
        ("x = 1  # type: ignore  # because it is wrong", True),
        ("x = 1  # type: ignore[misc]  # Django's own stub says Any", False),
        ("x = 1  # type: ignore[misc]  # noqa: S603", True),
        ("x = 1  # type: ignore[misc]  # noqa: S603 -- our own program", False),
        ("x = 1  # pragma: no cover", True),
        ("x = 1  # pragma: no cover -- only on Windows", False),
        ("x = 1  # an ordinary comment", False),
    ],
)
def test_an_excuse_needs_a_code_and_a_reason(line: str, silent: bool) -> None:
    assert _unexcused(line) is silent


def test_every_excuse_has_its_reason_on_its_line() -> None:
    found = [
        f"{path.relative_to(PROJECT)}:{number}"
        for path in _tracked()
        if path.suffix == ".py"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if _unexcused(line)
    ]
    assert found == []


# What no file may hold -------------------------------------------------------------------------------------------

CODE = {".py", ".ts", ".html", ".css", ".scss", ".sql", ".typ", ".toml", ".yaml"}
TEXT = CODE | {".md", ".json", ".jsonl", ".po", ""}


@pytest.mark.parametrize(
    ("what", "pattern", "suffixes"),
    [
        ("a mobile number", r"(?<![\d.])1[3-9]\d{9}(?!\d)", TEXT),
        ("a file called from a foreign address", r"""(?:src|href)\s*=\s*["']https?://|url\(\s*["']?https?://""", CODE),
        ("a promise for later", r"\b(?:TODO|FIXME|XXX|HACK)\b", CODE),
        ("a place on one developer's machine", r"(?<![\w./])/(?:home|root|work|Users)/\w", TEXT),
        ("the address of a package index", r"pypi\.org/simple|files\.pythonhosted|registry\.npmjs", TEXT | {".lock"}),
        ("an address in a lock", r"^--(?:index|extra-index|find-links)|\"resolved\":", {".lock", ".json"}),
    ],
)
def test_what_no_file_holds(what: str, pattern: str, suffixes: set[str]) -> None:
    found = [
        f"{what}: {path.relative_to(PROJECT)}:{number}"
        for path in _tracked()
        if path.suffix in suffixes
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(pattern, line)
    ]
    assert found == []


def test_the_installers_own_lock_is_not_kept() -> None:
    assert [path for path in _tracked() if path.name == "uv.lock"] == []  # it names the index of whoever made it
