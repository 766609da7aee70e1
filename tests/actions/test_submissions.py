"""报送: prepared by the clerk, signed by the head, sent, judged by the city; frozen from the signature on."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from tests.actions import steps
from tests.actions.samples_submissions import (
    CLERK,
    HEAD,
    OFFICE,
    REPORT,
    RETURN,
    SCAN,
    accepted,
    prepared,
    scan,
    signed,
    submitted,
)
from tests.actions.steps import DUE, GENERAL, UNSAFE, day
from tests.actions.world import CITY, GOVERNMENT, HUNNAN, TIEXI, an_id, do, refused, rows, stored

from duban.actions.submissions import signed_content
from duban.domain.annex_freezing import sha256
from duban.queries.submissions import frozen_table
from duban.records.models import Evidence, Submission

pytestmark = pytest.mark.usefixtures("world")

ENTRY = str(an_id("entry-210106"))
LATER = REPORT + timedelta(days=2)


def row(submission: Any) -> Submission:
    return stored(Submission, submission)


# Prepared ---------------------------------------------------------------------------------------------------------


def test_a_draft_has_its_header_and_remarks_and_no_rows_yet() -> None:
    found = row(prepared(prepared_by_name="填报人甲", remarks={ENTRY: "停产检修"}))
    assert (found.state, found.home_agency_id, found.rows, found.sha256) == ("draft", TIEXI, None, "")
    assert found.header == {
        "unit": "示例铁西区应急管理局",
        "prepared_by": "填报人甲",
        "telephone": "024-00000000",
        "filled_on": "2021-09-10",
        "remarks": {ENTRY: "停产检修"},
        "explanations": {},
    }


def test_without_a_name_the_account_prepared_it() -> None:
    assert row(prepared()).header["prepared_by"] == f"示例{CLERK}"


def test_a_draft_is_amended() -> None:
    submission = prepared()
    do("amend_submission", by=CLERK, on=LATER, submission=submission, telephone="024-1", remarks={ENTRY: "已核对"})
    found = row(submission)
    assert (found.header["telephone"], found.header["remarks"], found.prepared_on) == (
        "024-1",
        {ENTRY: "已核对"},
        LATER,
    )


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"report_on": date(2021, 9, 11)}, "submission.future"),
        ({"report_on": date(2021, 7, 6)}, "annex.before_campaign"),
        ({"annex": "3"}, "annex.unknown"),
        ({"campaign": "another"}, "campaign.unknown"),
        ({"remarks": {str(uuid4()): "停产"}}, "submission.remark"),
        ({"remarks": {str(an_id("entry-210112")): "别区"}}, "submission.remark"),
        ({"zero_return": True}, "submission.not_zero"),
        ({"annex": "2"}, "submission.zero"),
        ({"telephone": "0" * 41}, "input"),
    ],
)
def test_a_return_is_not_prepared(changes: dict[str, Any], rule: str) -> None:
    assert refused("prepare_submission", by=CLERK, on=REPORT, **(RETURN | changes)).rule == rule
    assert rows(Submission).count() == 0


def test_nothing_to_declare_is_declared() -> None:
    found = row(submitted(annex="2", zero_return=True))
    assert (found.zero_return, found.state, frozen_table(found).rows) == (True, "submitted", ())


# One return of an annex for a day ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("make", "said"), [(prepared, "修改已有的草稿"), (submitted, "上级机关退回"), (accepted, "上级机关重开")]
)
def test_a_return_is_prepared_once(make: Any, said: str) -> None:
    make()
    refusal = refused("prepare_submission", by=CLERK, on=REPORT, **RETURN)
    assert refusal.rule == "submission.double"
    assert said in str(refusal)


def test_another_day_another_annex_another_unit_are_other_returns() -> None:
    prepared()
    prepared(report_on=date(2021, 9, 1))
    prepared(annex="2", zero_return=True)
    do("prepare_submission", by=f"clerk-{HUNNAN}", on=REPORT, **RETURN)
    assert rows(Submission).count() == 4


def test_what_came_back_is_prepared_as_a_new_version() -> None:
    first = submitted()
    do("return_submission", by=OFFICE, on=REPORT, submission=first, reason="缺少备注")
    second = accepted(on=LATER)
    do("reopen_submission", by=OFFICE, on=LATER, submission=second, reason="补报一次检查")
    third = prepared()
    assert (row(second).supersedes_id, row(third).supersedes_id) == (first, second)
    assert (row(first).state, row(second).state, row(third).state) == ("returned", "reopened", "draft")
    assert (row(first).returned_reason, row(second).reopened_reason) == ("缺少备注", "补报一次检查")


def test_a_signature_found_wrong_before_sending_falls() -> None:
    first = signed()
    second = prepared()
    assert row(second).supersedes_id == first
    assert refused("submit_submission", by=CLERK, on=REPORT, submission=first).rule == "submission.superseded"


# Signed: frozen ---------------------------------------------------------------------------------------------------


def test_a_signature_freezes_rows_rules_version_and_hash() -> None:
    steps.visited(GENERAL)
    found = row(signed(remarks={ENTRY: "停产检修"}))
    assert (found.state, found.signed_on, found.signed_by_id) == ("signed", REPORT, an_id(HEAD))
    assert found.campaign_version == "1"
    assert found.sha256 == sha256(signed_content(found))
    table = frozen_table(found)
    (plant,) = [each for each in table.rows if each.entry == ENTRY]
    assert [cell.value for cell in plant.cells][3:] == [1, 2, 0, 1, 0, 0, 0, 0, "停产检修"]
    assert len(plant.cells[3].sources) == 1
    assert [column.rule for column in table.columns if not column.rule] == []


def test_what_happens_later_does_not_move_what_was_signed() -> None:
    submission = signed()
    before = row(submission)
    steps.visited(GENERAL, on=day("09-09"))
    after = row(submission)
    assert (after.rows, after.sha256) == (before.rows, before.sha256)
    assert after.sha256 == sha256(signed_content(after))


@pytest.mark.parametrize("changed", ["agency", "annex", "report_on", "header", "counting_rules", "rows", "zero_return"])
def test_the_hash_is_of_everything_that_was_signed(changed: str) -> None:
    content = signed_content(row(signed()))
    assert sha256(content | {changed: "x"}) != sha256(content)


def test_facts_that_no_longer_fit_the_draft_stop_the_signature() -> None:
    draft = prepared(annex="2", zero_return=True)
    _, hazards = steps.visited(UNSAFE)
    inputs = {**steps.CASE, "site": steps.SITE, "colour": "yellow", "ground": "G2", "hazards": hazards}
    card = do("propose_card", by=steps.OFFICER, **inputs)
    do("confirm_card", by=steps.APPROVER, card=card, reason="事实清楚")
    assert refused("sign_submission", by=HEAD, on=REPORT, submission=draft).rule == "submission.not_zero"


# Who, and in which order ------------------------------------------------------------------------------------------


def test_nobody_signs_a_return_that_he_prepared() -> None:
    everybody = f"all-{TIEXI}"
    submission = do("prepare_submission", by=everybody, on=REPORT, **RETURN)
    assert refused("sign_submission", by=everybody, on=REPORT, submission=submission).rule == "permission.four_eyes"


def test_who_amends_a_draft_has_prepared_it() -> None:
    submission = prepared()
    do("amend_submission", by=f"all-{TIEXI}", on=REPORT, submission=submission, telephone="024-1")
    assert (
        refused("sign_submission", by=f"all-{TIEXI}", on=REPORT, submission=submission).rule == "permission.four_eyes"
    )


@pytest.mark.parametrize(
    ("deed", "make", "inputs"),
    [
        ("amend_submission", prepared, {"telephone": "024-1"}),
        ("sign_submission", prepared, {}),
        ("submit_submission", signed, {}),
    ],
)
def test_a_superior_does_not_do_the_units_own_steps(deed: str, make: Any, inputs: dict[str, str]) -> None:
    by = f"{'head' if deed == 'sign_submission' else 'clerk'}-{CITY}"
    assert refused(deed, by=by, on=REPORT, submission=make(), **inputs).rule == "submission.other_unit"


def test_a_sister_district_does_not_find_it() -> None:
    assert refused("submit_submission", by=f"clerk-{HUNNAN}", on=REPORT, submission=signed()).rule == "record.unknown"


JUDGED = [
    ("accept_submission", {}),
    ("return_submission", {"reason": "缺少备注"}),
    ("reopen_submission", {"reason": "补报"}),
]


@pytest.mark.parametrize(("deed", "inputs"), JUDGED)
def test_nobody_judges_the_return_of_his_own_unit(deed: str, inputs: dict[str, str]) -> None:
    own = do("prepare_submission", by=f"clerk-{CITY}", on=REPORT, **RETURN, zero_return=True)
    do("sign_submission", by=f"head-{CITY}", on=REPORT, submission=own)
    do("submit_submission", by=f"clerk-{CITY}", on=REPORT, submission=own)
    assert refused(deed, by=OFFICE, on=REPORT, submission=own, **inputs).rule == "submission.not_below"


@pytest.mark.parametrize(("deed", "inputs"), JUDGED)
def test_a_draft_is_not_judged(deed: str, inputs: dict[str, str]) -> None:
    refusal = refused(deed, by=OFFICE, on=REPORT, submission=prepared(), **inputs)
    assert refusal.rule == f"workflow.submission.{deed.removesuffix('_submission')}"


@pytest.mark.parametrize(
    ("deed", "by", "make", "inputs", "rule"),
    [
        ("amend_submission", CLERK, signed, {"telephone": "024-1"}, "submission.not_draft"),
        ("sign_submission", HEAD, signed, {}, "workflow.submission.sign"),
        ("submit_submission", CLERK, prepared, {}, "workflow.submission.submit"),
        ("submit_submission", CLERK, submitted, {}, "workflow.submission.submit"),
        ("accept_submission", OFFICE, accepted, {}, "workflow.submission.accept"),
        ("return_submission", OFFICE, accepted, {"reason": "晚了"}, "workflow.submission.return"),
        ("return_submission", OFFICE, submitted, {"reason": ""}, "input"),
        ("reopen_submission", OFFICE, submitted, {"reason": "未接收"}, "workflow.submission.reopen"),
    ],
)
def test_a_step_out_of_order_is_refused(deed: str, by: str, make: Any, inputs: dict[str, str], rule: str) -> None:
    assert refused(deed, by=by, on=REPORT, submission=make(), **inputs).rule == rule


@pytest.mark.parametrize(
    ("deed", "by", "make", "inputs"),
    [
        ("amend_submission", CLERK, prepared, {"telephone": "024-1"}),
        ("sign_submission", HEAD, prepared, {}),
        ("submit_submission", CLERK, signed, {}),
        ("accept_submission", OFFICE, submitted, {}),
        ("return_submission", OFFICE, submitted, {"reason": "缺少备注"}),
        ("reopen_submission", OFFICE, accepted, {"reason": "补报"}),
    ],
)
def test_no_step_is_before_the_one_it_rests_on(deed: str, by: str, make: Any, inputs: dict[str, str]) -> None:
    assert refused(deed, by=by, on=day("09-09"), submission=make(), **inputs).rule == "day.order"


def test_a_government_does_not_see_returns() -> None:
    assert refused("accept_submission", by=f"government-{GOVERNMENT}", submission=submitted()).rule == (
        "permission.not_held"
    )


# Put together for the unit above ---------------------------------------------------------------------------------


def test_a_city_puts_together_beside_its_own_return_and_explains_who_is_missing() -> None:
    told = RETURN | {"zero_return": True}
    own = do("prepare_submission", by=f"clerk-{CITY}", on=REPORT, **told)
    both = do("prepare_submission", by=f"clerk-{CITY}", on=REPORT, **RETURN, consolidated=True)
    assert [row(each).consolidated for each in (own, both)] == [False, True]
    do("sign_submission", by=f"head-{CITY}", on=REPORT, submission=both)
    refusal = refused("submit_submission", by=f"clerk-{CITY}", on=REPORT, submission=both)
    assert refusal.rule == "submission.unexplained"
    assert "returns.missing" in str(refusal)


def test_a_unit_without_units_below_has_nothing_to_put_together() -> None:
    refusal = refused("prepare_submission", by=CLERK, on=REPORT, **RETURN, consolidated=True)
    assert refusal.rule == "submission.nothing_below"


def test_what_the_units_remarked_stays_theirs() -> None:
    told = RETURN | {"consolidated": True}
    refusal = refused("prepare_submission", by=f"clerk-{CITY}", on=REPORT, **told, remarks={ENTRY: "停产"})
    assert refusal.rule == "submission.others_remark"
    draft = do("prepare_submission", by=f"clerk-{CITY}", on=REPORT, **told)
    amended = {"submission": draft, "telephone": "024-00000000", "remarks": {ENTRY: "停产"}}
    assert refused("amend_submission", by=f"clerk-{CITY}", on=REPORT, **amended).rule == "submission.others_remark"


# Cells marked, asking to reopen, the stamped paper ----------------------------------------------------------------

MARK = {"row": ENTRY, "column": "orders", "reason": "少计一份指令书"}


def test_a_return_comes_back_with_its_cells_marked() -> None:
    submission = submitted()
    do("return_submission", by=OFFICE, on=REPORT, submission=submission, reason="见标出的格子", marks=[MARK])
    assert row(submission).marks == [MARK]


@pytest.mark.parametrize("wrong", [{"row": str(an_id("entry-210112"))}, {"column": "luck"}])
def test_a_mark_beside_the_form_is_refused(wrong: dict[str, str]) -> None:
    refusal = refused(
        "return_submission", by=OFFICE, on=REPORT, submission=submitted(), reason="有误", marks=[MARK | wrong]
    )
    assert refusal.rule == "submission.mark"


def test_a_unit_asks_to_reopen_what_was_accepted_and_it_stays_as_it_is() -> None:
    submission = accepted()
    do("ask_reopening", by=CLERK, on=LATER, submission=submission, reason="漏报一次检查")
    found = row(submission)
    assert (found.state, found.reopening_asked_on, found.reopening_asked_reason) == ("accepted", LATER, "漏报一次检查")
    again = refused("ask_reopening", by=CLERK, on=LATER, submission=submission, reason="再次申请")
    assert again.rule == "submission.asked"


def test_only_what_was_accepted_is_asked_to_be_reopened() -> None:
    refusal = refused("ask_reopening", by=CLERK, on=REPORT, submission=submitted(), reason="漏报")
    assert refusal.rule == "submission.not_accepted"
    assert "已报送" in str(refusal)


def test_it_is_not_asked_before_it_was_accepted() -> None:
    refusal = refused("ask_reopening", by=CLERK, on=day("09-09"), submission=accepted(), reason="漏报")
    assert refusal.rule == "day.order"


def test_a_later_scan_takes_the_place_of_an_earlier_one() -> None:
    submission = signed()
    first = do("attach_scan", by=CLERK, on=REPORT, submission=submission, **scan())
    assert row(submission).scan_id == first
    again = do("attach_scan", by=CLERK, on=REPORT, submission=submission, **scan(SCAN + b"2"))
    assert row(submission).scan_id == again
    assert stored(Evidence, first).sha256 != stored(Evidence, again).sha256


@pytest.mark.parametrize(
    ("make", "told", "rule"),
    [
        (prepared, {}, "submission.scan_state"),
        (signed, {"content": "盖章".encode(), "name": "盖章.txt", "media_type": "text/plain"}, "submission.scan_type"),
        (signed, {"name": "盖章.jpg", "media_type": "image/jpeg"}, "evidence.claimed"),
    ],
)
def test_what_is_no_stamped_paper_of_a_signed_return_is_refused(make: Any, told: dict[str, Any], rule: str) -> None:
    assert refused("attach_scan", by=CLERK, on=REPORT, submission=make(), **scan(**told)).rule == rule


def test_a_superseded_version_takes_no_scan() -> None:
    submission = signed()
    prepared()
    assert refused("attach_scan", by=CLERK, on=REPORT, submission=submission, **scan()).rule == "submission.superseded"


# Cross-checks before sending --------------------------------------------------------------------------------------


def test_an_unsafe_major_hazard_without_a_card_blocks_the_return() -> None:
    steps.ordered(UNSAFE, due=DUE)
    refusal = refused("submit_submission", by=CLERK, on=REPORT, submission=signed())
    assert refusal.rule == "submission.errors"
    assert "不能保证安全" in str(refusal)


def test_a_warning_needs_a_word() -> None:
    visit, (hazard,) = steps.visited(GENERAL)
    steps.issued(visit, {hazard: DUE})
    refusal = refused("submit_submission", by=CLERK, on=REPORT, submission=signed())
    assert refusal.rule == "submission.unexplained"
    assert "order_undelivered" in str(refusal)
    explained = signed(explanations={"order_undelivered": "邮寄送达，尚未签收"})
    do("submit_submission", by=CLERK, on=REPORT, submission=explained)
    assert row(explained).state == "submitted"
