"""Law in use 现行法: spec files with the bureau's calendar edits and confirmed articles laid over them."""

from __future__ import annotations

import functools

from duban.domain.law import Law
from duban.specs.loader import load_calendar, load_deadlines, load_lawbook


@functools.cache
def law_in_use() -> Law:
    """The law by which standings are assessed; one value a process, because it remembers its answers."""
    return Law(load_lawbook(), load_deadlines(), load_calendar())
