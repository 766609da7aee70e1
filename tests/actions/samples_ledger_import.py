"""Samples of the import deeds."""

from __future__ import annotations

import io
from pathlib import Path
from uuid import uuid4

from tests.actions.samples import Sample
from tests.actions.world import CAMPAIGN, CITY, do

from duban.records import files

LEDGER = Path(__file__).parents[2] / "samples" / "ledger-shenyang-2021.xlsx"
CLERK = f"clerk-{CITY}"


def _file() -> dict[str, str]:
    kept = files.keep(io.BytesIO(LEDGER.read_bytes()))
    return {"campaign": CAMPAIGN, "file": kept.sha256, "file_name": LEDGER.name}


def _import() -> Sample:
    return Sample(CLERK, _file())


def _undo() -> Sample:
    batch = uuid4()
    do("import_ledger", by=CLERK, id=batch, **_file())
    return Sample(CLERK, {"batch": batch, "reason": "导错文件"})


SAMPLES = {"import_ledger": _import, "undo_import": _undo}
