"""Samples of the deeds about lists: background tasks, saved filters."""

from __future__ import annotations

from uuid import uuid4

from tests.actions.samples import Sample
from tests.actions.world import TIEXI, do

OFFICER = f"officer-{TIEXI}"
FILTER = {"list": "ledger", "name": "逾期", "query": "overdue=yes"}


def _start() -> Sample:
    asked = {"list": "ledger", "query": "", "language": "zh-hans"}
    return Sample(OFFICER, {"kind": "export", "title": "企业台账", "asked": asked})


def _save() -> Sample:
    return Sample(OFFICER, FILTER)


def _drop() -> Sample:
    saved = uuid4()
    do("save_filter", by=OFFICER, id=saved, **FILTER)
    return Sample(OFFICER, {"filter": saved})


SAMPLES = {"start_task": _start, "save_filter": _save, "drop_filter": _drop}
