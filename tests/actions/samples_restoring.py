"""The sample of the deed on backups."""

from __future__ import annotations

from tests.actions.samples import Sample
from tests.actions.world import CITY, DAY, noon


def restored() -> Sample:
    inputs = {"file_name": "duban.tar", "backup": "0" * 64, "made_at": noon(DAY)}
    return Sample(f"system_admin-{CITY}", inputs)


SAMPLES = {"restored": restored}
