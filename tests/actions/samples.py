"""One valid use of every deed: for the tests that hold of all deeds.

Each ``samples_<module>.py`` beside this file has ``SAMPLES``: by deed, a function that brings the world into a state
in which the deed is possible and says who does it with what. It runs inside the world's transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.actions.world import DAY

from duban.domain.actor import Actor


@dataclass(frozen=True)
class Sample:
    """Who does the deed, on which day, with what."""

    by: str | Actor
    inputs: Mapping[str, Any] = field(default_factory=dict)
    on: date = DAY


Prepare = Callable[[], Sample]


def all_samples() -> Mapping[str, Prepare]:
    """Every sample by the name of its deed; a deed has one."""
    found: dict[str, Prepare] = {}
    for path in sorted(Path(__file__).parent.glob("samples_*.py")):
        module = import_module(f"tests.actions.{path.stem}")
        twice = found.keys() & module.SAMPLES.keys()
        if twice:
            raise ValueError(f"{path.name}: samples given twice: {sorted(twice)}")
        found |= module.SAMPLES
    return found
