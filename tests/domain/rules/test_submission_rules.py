"""报送的前置条件: what is refused, and what is said to do next."""

from __future__ import annotations

import pytest
from tests.domain.histories import day

from duban.domain.cross_checks import CheckFinding, Severity
from duban.domain.messages import Message
from duban.domain.rules.submissions import check_refusal, double_refusal, draft_refusal, report_day_refusal
from duban.domain.workflow import SubmissionState as State


def finding(code: str, severity: Severity) -> CheckFinding:
    return CheckFinding(code, severity, Message(code, f"核对{code}"), ("1",))


ERROR, WARNING = finding("错", Severity.ERROR), finding("疑", Severity.WARNING)


@pytest.mark.parametrize(
    ("findings", "explanations", "rule"),
    [
        ([], {}, None),
        ([WARNING], {"疑": "已邮寄"}, None),
        ([WARNING], {}, "submission.unexplained"),
        ([WARNING], {"疑": "  "}, "submission.unexplained"),
        ([WARNING], {"别": "已邮寄"}, "submission.unexplained"),
        ([ERROR], {"错": "已知"}, "submission.errors"),  # an error is not explained away
        ([WARNING, ERROR], {"疑": "已邮寄"}, "submission.errors"),
    ],
)
def test_errors_block_and_warnings_need_a_word(
    findings: list[CheckFinding], explanations: dict[str, str], rule: str | None
) -> None:
    refusal = check_refusal(findings, explanations)
    assert (refusal and refusal.rule) == rule


def test_the_refusal_names_what_was_found() -> None:
    assert "核对错" in str(check_refusal([ERROR, WARNING], {}))
    assert "按核对代码逐类说明：疑" in str(check_refusal([WARNING, WARNING], {}))


@pytest.mark.parametrize(
    ("state", "refused"),
    [
        (None, False),
        (State.DRAFT, True),
        (State.SIGNED, False),
        (State.SUBMITTED, True),
        (State.ACCEPTED, True),
        (State.RETURNED, False),
        (State.REOPENED, False),
    ],
)
def test_a_new_version_only_of_what_came_back_or_was_not_sent(state: State | None, refused: bool) -> None:
    assert (double_refusal(state) is not None) is refused


@pytest.mark.parametrize("state", State)
def test_only_a_draft_is_amended(state: State) -> None:
    assert (draft_refusal(state) is None) is (state is State.DRAFT)


@pytest.mark.parametrize(("report_on", "refused"), [("09-09", False), ("09-10", False), ("09-11", True)])
def test_a_return_is_not_prepared_before_its_day(report_on: str, refused: bool) -> None:
    assert (report_day_refusal(day(report_on), day("09-10")) is not None) is refused
