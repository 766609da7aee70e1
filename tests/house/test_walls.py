"""The walls that import-linter does not see: what the inner rooms import, and who reads the clock."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
SOURCE = PROJECT / "src" / "duban"


def _files(*folders: Path) -> list[Path]:
    return sorted(path for folder in folders for path in folder.rglob("*.py") if "migrations" not in path.parts)


def _imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield ("." * node.level) + (node.module or "")


def _foreign(room: str, tree: ast.AST) -> set[str]:
    own = f"duban.{room}"
    names = {name for name in _imports(tree) if name != own and not name.startswith(f"{own}.")}
    return {name for name in names if name.split(".")[0] not in sys.stdlib_module_names}


# Inner rooms -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("room", ["domain", "embedded"])
def test_inner_rooms_import_the_standard_library_only(room: str) -> None:
    found = {path: _foreign(room, ast.parse(path.read_text(encoding="utf-8"))) for path in _files(SOURCE / room)}
    assert found
    assert {path: names for path, names in found.items() if names} == {}


@pytest.mark.parametrize(
    ("code", "foreign"),
    [
        ("import json, django", {"django"}),
        ("from duban.records import models", {"duban.records"}),
        ("from duban.domain.facts import Visit\nfrom datetime import date", set()),
        ("def f():\n    import psycopg", {"psycopg"}),
        ("from ..records import models", {"..records"}),
    ],
)
def test_the_wall_sees_what_it_should(code: str, foreign: set[str]) -> None:
    assert _foreign("domain", ast.parse(code)) == foreign


FILES_AND_PROCESSES = {"os", "pathlib", "subprocess", "socket", "shutil", "tempfile", "urllib.request", "threading"}


def test_the_domain_knows_neither_files_nor_processes() -> None:
    found = {
        path: FILES_AND_PROCESSES & set(_imports(ast.parse(path.read_text("utf-8"))))
        for path in _files(SOURCE / "domain")
    }
    assert {path: names for path, names in found.items() if names} == {}


# The clock -------------------------------------------------------------------------------------------------------

CLOCK_CALLS = {"now", "today", "utcnow", "localdate", "localtime"}
CLOCK_OWNERS = {"date", "datetime", "timezone", "datetime.date", "datetime.datetime"}


def _clock_readings(tree: ast.AST) -> list[int]:
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in CLOCK_CALLS
        and ast.unparse(node.func.value) in CLOCK_OWNERS
    ]


def test_the_clock_is_read_in_one_place() -> None:
    files = [path for path in _files(SOURCE) if path != SOURCE / "config" / "clock.py"]
    found = {path: _clock_readings(ast.parse(path.read_text(encoding="utf-8"))) for path in files}
    assert {path: lines for path, lines in found.items() if lines} == {}


@pytest.mark.parametrize("code", ["date.today()", "datetime.now(UTC)", "datetime.datetime.now()", "timezone.now()"])
def test_a_reading_of_the_clock_is_seen(code: str) -> None:
    assert _clock_readings(ast.parse(code)) == [1]


def test_asking_our_clock_is_no_reading() -> None:
    assert _clock_readings(ast.parse("clock.now(); clock.today(); standing.now")) == []
