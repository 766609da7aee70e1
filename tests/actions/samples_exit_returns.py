"""Sample of the year-end return."""

from __future__ import annotations

from tests.actions.later_steps import closed
from tests.actions.samples import Sample
from tests.actions.steps import CASE, OFFICER, day


def _return() -> Sample:
    closed()
    return Sample(OFFICER, {**CASE, "department": "示例市工业和信息化局"}, day("11-06"))


SAMPLES = {"record_exit_return": _return}
