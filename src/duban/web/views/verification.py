"""核验: whether a printed return is the one in force. Open to whoever holds the paper, and tells what that tells."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from duban.domain.standing import Light
from duban.domain.workflow import Noun, SubmissionState, state_label
from duban.queries.submissions import verified_return
from duban.queries.submissions.verification import Verified
from duban.web.parts import Fact
from duban.web.wording import day as day_text

HASH = re.compile(r"[0-9a-f]{64}")
BACK = frozenset({SubmissionState.RETURNED, SubmissionState.REOPENED})


def verify(request: HttpRequest) -> HttpResponse:
    """The page that the code on a paper leads to; without a hash it asks for one."""
    given = request.GET.get("hash", "").strip().lower()
    found = verified_return(given) if HASH.fullmatch(given) else None
    light, verdict = _verdict(given, found)
    context: dict[str, Any] = {
        "title": _("核验报送表"),
        "hash": given[:64],
        "asked": bool(given),
        "light": light.value,
        "verdict": verdict,
        "facts": [] if found is None else _facts(found),
    }
    return render(request, "web/returns/verify.html", context)


def _verdict(given: str, found: Verified | None) -> tuple[Light, str]:
    if not HASH.fullmatch(given):
        return Light.OVERDUE, _("校验值应为 64 位十六进制数字（0–9、a–f），请照报送表上的填写。")
    if found is None:
        return Light.OVERDUE, _("本系统没有这个校验值的报送：可能填错，也可能不是本系统出具或者内容被改动。")
    if found.superseded:
        return Light.NEAR, _("这一版已被新的版本取代。")
    if found.state in BACK:
        return Light.NEAR, _("这一版已被退回或者重开，不再有效。")
    return Light.NORMAL, _("这是现行的版本。")


def _facts(found: Verified) -> list[Fact]:
    return [
        Fact(_("填报单位"), found.unit),
        Fact(_("附件"), found.annex + (_("（汇总）") if found.consolidated else "")),
        Fact(_("报表日"), day_text(found.report_on)),
        Fact(_("审签"), day_text(found.signed_on)),
        Fact(_("状态"), _(state_label(Noun.SUBMISSION, found.state))),
    ]
