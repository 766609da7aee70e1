"""Samples of the deeds on returns to the city, by the people of 铁西区."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from tests.actions.samples import Sample
from tests.actions.world import CAMPAIGN, CITY, TIEXI, do

from duban.records import files

REPORT = date(2021, 9, 10)
CLERK, HEAD, OFFICE = f"clerk-{TIEXI}", f"head-{TIEXI}", f"campaign_office-{CITY}"
RETURN = {"campaign": CAMPAIGN, "annex": "1", "report_on": REPORT, "telephone": "024-00000000"}


def prepared(**changes: Any) -> UUID:
    """A draft of annex 1; the plants of the world were not visited and show zeros."""
    submission: UUID = do("prepare_submission", by=CLERK, on=REPORT, **(RETURN | changes))
    return submission


def signed(**changes: Any) -> UUID:
    submission = prepared(**changes)
    do("sign_submission", by=HEAD, on=REPORT, submission=submission)
    return submission


def submitted(on: date = REPORT, **changes: Any) -> UUID:
    submission = signed(**changes)
    do("submit_submission", by=CLERK, on=on, submission=submission)
    return submission


def accepted(on: date = REPORT, **changes: Any) -> UUID:
    submission = submitted(on, **changes)
    do("accept_submission", by=OFFICE, on=on, submission=submission)
    return submission


SCAN = b"%PDF-1.7\n" + "示例盖章扫描件".encode()


def scan(content: bytes = SCAN, name: str = "盖章扫描件.pdf", media_type: str = "application/pdf") -> dict[str, Any]:
    """The inputs that tell of a kept scan."""
    kept = files.keep(io.BytesIO(content))
    return {"sha256": kept.sha256, "size": kept.size, "name": name, "media_type": media_type}


def _of(make: Callable[[], UUID], by: str, **inputs: Any) -> Callable[[], Sample]:
    return lambda: Sample(by, {"submission": make(), **inputs}, REPORT)


SAMPLES = {
    "prepare_submission": lambda: Sample(CLERK, RETURN, REPORT),
    "amend_submission": _of(prepared, CLERK, telephone="024-00000001"),
    "sign_submission": _of(prepared, HEAD),
    "submit_submission": _of(signed, CLERK),
    "accept_submission": _of(submitted, OFFICE),
    "return_submission": _of(submitted, OFFICE, reason="缺少备注"),
    "ask_reopening": _of(accepted, CLERK, reason="补报一次检查"),
    "attach_scan": lambda: Sample(CLERK, {"submission": signed(), **scan()}, REPORT),
    "send_message": lambda: Sample(OFFICE, {"to": TIEXI, "subject": "示例通知", "text": "请核对台账。"}, REPORT),
    "remind_returns": lambda: Sample(OFFICE, {"campaign": CAMPAIGN, "report_on": REPORT}, REPORT),
    "reopen_submission": _of(accepted, OFFICE, reason="补报一次检查"),
}
