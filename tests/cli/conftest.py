"""Commands in the process of the test: as the entry point runs them, over the world of the action tests."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

import pytest
from tests.actions.conftest import built_world, world

from duban.cli import main, session
from duban.config import start

__all__ = ["built_world", "world"]  # fixtures of the action tests, for the commands too


@dataclass(frozen=True)
class Ran:
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str

    @property
    def printed(self) -> Any:
        """What it printed as JSON."""
        return json.loads(self.out)


Command = Callable[..., Ran]


@pytest.fixture
def command(
    world: None,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Command:
    """Run a command on the world's database, which is up and rolled back after the test."""
    monkeypatch.setattr(session, "running_database", nullcontext)
    monkeypatch.setattr(start, "ensure_ready", lambda _tell: None)

    def run(*arguments: object) -> Ran:
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            main.main([str(each) for each in arguments])
        printed = capsys.readouterr()
        return Ran(int(left.value.code or 0), printed.out, printed.err)

    return run
