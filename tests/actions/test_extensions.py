"""整改延期、整改完成报告: what the enterprise applies for and reports, and the written answer."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.actions.steps import APPROVER, DUE, GENERAL, OFFICER, day, issued, ordered, reinspected, visited
from tests.actions.world import HUNNAN, TIEXI, do, noon, refused, rows, stored

from duban.records.models import CompletionReport, Extension

pytestmark = pytest.mark.usefixtures("world")


def applying(item: UUID, on: str = "08-08", **more: Any) -> dict[str, Any]:
    stated = {"text": "连续暴雨停工", "force_majeure": True, "proof": "示例气象证明"}
    return {"by": OFFICER, "on": day(on), "item": item} | stated | more


def granting(extension: UUID, to: str | None = "09-05", on: str = "08-12", **more: Any) -> dict[str, Any]:
    granted = {} if to is None else {"granted_to": day(to)}
    return {"by": APPROVER, "on": day(on), "extension": extension, "reason": "情况属实"} | granted | more


def test_an_extension_is_applied_for_and_granted_in_writing() -> None:
    _, (item,), _ = ordered(GENERAL)
    extension = do("apply_extension", **applying(item))
    row = stored(Extension, extension)
    assert (row.state, row.applied_on, row.force_majeure, row.proved, row.proof) == (
        "applied", day("08-08"), "yes", True, "示例气象证明",
    )  # fmt: skip
    do("reply_extension", **granting(extension))
    row = stored(Extension, extension)
    assert (row.state, row.replied_on, row.granted_to, row.reply) == ("granted", day("08-12"), day("09-05"), "情况属实")


def test_an_extension_is_refused_in_writing() -> None:
    _, (item,), _ = ordered(GENERAL)
    extension = do("apply_extension", **applying(item, force_majeure=None, proof=""))
    do("reply_extension", **granting(extension, None))
    row = stored(Extension, extension)
    assert (row.state, row.granted_to, row.force_majeure) == ("refused", None, "unknown")


def test_a_late_application_is_taken() -> None:
    """Case 20: the window's wording is not verified, so the standing only warns."""
    _, (item,), _ = ordered(GENERAL)
    assert stored(Extension, do("apply_extension", **applying(item, "08-15"))).applied_on == day("08-15")


@pytest.mark.parametrize(
    ("on", "rule"), [("08-20", None), ("08-21", "extension.expired"), ("09-10", "extension.expired")]
)
def test_after_the_due_day_there_is_no_term_to_extend(on: str, rule: str | None) -> None:
    _, (item,), _ = ordered(GENERAL)
    if rule is None:
        do("apply_extension", **applying(item, on))
    else:
        assert refused("apply_extension", **applying(item, on)).rule == rule
    assert rows(Extension).count() == (1 if rule is None else 0)


def test_an_application_received_in_time_may_be_entered_and_answered_later() -> None:
    _, (item,), _ = ordered(GENERAL)
    extension = do("apply_extension", **applying(item, "08-15"), at=noon(day("09-10")))
    do("reply_extension", **granting(extension, "09-05", "08-25"))
    assert stored(Extension, extension).granted_to == day("09-05")


def test_a_day_granted_moves_the_end_of_the_time_to_apply() -> None:
    _, (item,), _ = ordered(GENERAL)
    do("reply_extension", **granting(do("apply_extension", **applying(item))))
    assert refused("apply_extension", **applying(item, "09-06")).rule == "extension.expired"
    do("apply_extension", **applying(item, "09-05"))


@pytest.mark.parametrize(("to", "rule"), [("08-20", None), ("08-21", "extension.expired")])
def test_an_application_is_not_corrected_to_a_day_after_the_due_day(to: str, rule: str | None) -> None:
    _, (item,), _ = ordered(GENERAL)
    extension = do("apply_extension", **applying(item))
    inputs = {"by": OFFICER, "on": day("09-10"), "noun": "extension", "record": extension, "reason": "日期有误"}
    inputs |= {"values": {"applied_on": f"2021-{to}"}}
    if rule is None:
        do("correct_fact", **inputs)
        assert stored(Extension, extension).applied_on == day(to)
    else:
        assert refused("correct_fact", **inputs).rule == rule


@pytest.mark.parametrize(("force_majeure", "proof"), [(None, "示例证明"), (False, "示例证明"), (True, "")])
def test_without_proved_force_majeure_nothing_is_granted(force_majeure: bool | None, proof: str) -> None:
    _, (item,), _ = ordered(GENERAL)
    extension = do("apply_extension", **applying(item, force_majeure=force_majeure, proof=proof))
    assert refused("reply_extension", **granting(extension)).rule == "extension.force_majeure"


@pytest.mark.parametrize(
    ("to", "on", "rule"),
    [
        ("08-20", "08-12", "extension.not_longer"),
        ("08-10", "08-12", "extension.not_longer"),
        ("08-25", "08-26", "extension.past"),
        ("09-05", "08-07", "day.order"),
    ],
)
def test_the_day_granted_is_later_than_the_present_one(to: str, on: str, rule: str) -> None:
    _, (item,), _ = ordered(GENERAL)
    extension = do("apply_extension", **applying(item))
    assert refused("reply_extension", **granting(extension, to, on)).rule == rule


def test_a_second_extension_starts_from_the_first() -> None:
    _, (item,), _ = ordered(GENERAL)
    do("reply_extension", **granting(do("apply_extension", **applying(item))))
    again = do("apply_extension", **applying(item, "08-25"))
    assert refused("reply_extension", **granting(again, "09-01", "08-26")).rule == "extension.not_longer"
    do("reply_extension", **granting(again, "09-10", "08-26"))


def test_one_application_at_a_time_and_one_answer() -> None:
    _, (item,), _ = ordered(GENERAL)
    extension = do("apply_extension", **applying(item))
    assert refused("apply_extension", **applying(item)).rule == "extension.open"
    do("reply_extension", **granting(extension))
    assert refused("reply_extension", **granting(extension)).rule == "workflow.extension.grant"


def test_nobody_answers_the_application_that_he_entered() -> None:
    _, (item,), _ = ordered(GENERAL)
    extension = do("apply_extension", **applying(item, by=f"all-{TIEXI}"))
    assert refused("reply_extension", **granting(extension, by=f"all-{TIEXI}")).rule == "permission.four_eyes"


@pytest.mark.parametrize("deed", ["apply_extension", "report_completion"])
def test_nothing_runs_before_delivery_after_passing_or_on_an_ended_order(deed: str) -> None:
    inputs = applying(uuid4()) if deed == "apply_extension" else {"by": OFFICER, "on": day("08-08")}
    visit, (hazard,) = visited(GENERAL)
    order, (item,) = issued(visit, {hazard: DUE})
    assert refused(deed, **(inputs | {"item": item})).rule == "order.not_delivered"
    do("withdraw_order", by=APPROVER, order=order, reason="误")
    assert refused(deed, **(inputs | {"item": item})).rule == "order.not_running"
    order, (first, _), _ = ordered(GENERAL, GENERAL)
    assert refused(deed, **(inputs | {"item": first, "on": day("07-19")})).rule == "order.not_delivered"
    reinspected(order, {first: "passed"}, on=day("08-01"))
    assert refused(deed, **(inputs | {"item": first})).rule == "reinspection.passed_already"
    assert refused(deed, **(inputs | {"item": uuid4()})).rule == "record.unknown"
    assert refused(deed, **(inputs | {"item": first, "by": f"officer-{HUNNAN}"})).rule == "record.unknown"


def test_an_application_for_what_has_passed_since_can_still_be_refused() -> None:
    order, (item, _), _ = ordered(GENERAL, GENERAL)
    extension = do("apply_extension", **applying(item))
    reinspected(order, {item: "passed"}, on=day("08-10"))
    assert refused("reply_extension", **granting(extension)).rule == "reinspection.passed_already"
    do("reply_extension", **granting(extension, None))


def test_a_completion_report_has_its_day() -> None:
    _, (item,), _ = ordered(GENERAL)
    do("report_completion", by=OFFICER, on=day("08-09"), item=item, text="已整改")
    assert rows(CompletionReport).values_list("item", "filed_on", "text").get() == (item, day("08-09"), "已整改")
