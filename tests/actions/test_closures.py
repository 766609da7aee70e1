"""提请关闭: drafted on a proposal, reviewed on a basis that is met, sent with a number, answered, carried out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from tests.actions.later_steps import (
    ALL_HATS,
    DEPARTMENTS,
    HEAD,
    LAWYER,
    act,
    acts,
    answered,
    begun,
    closed,
    confirmed,
    drafted,
    examined,
    halted,
    notified,
    penalised,
    planned_acceptance,
    projection_is_exact,
    resisted,
    sent,
    signed,
    still_failing,
)
from tests.actions.steps import (
    CASE,
    GENERAL,
    OFFICER,
    SAFE,
    SITE,
    UNSAFE,
    day,
    issued,
    reinspected,
    visited,
)
from tests.actions.world import an_id, do, refused, rows, stored

from duban.records.models import ClosureRequest, DocumentNumber, ExitDeed, RectificationOrder

pytestmark = pytest.mark.usefixtures("world")

DRAFT: dict[str, Any] = {**CASE, "site": SITE, "text": "示例材料"}
REVIEW: dict[str, Any] = {"basis": "closure_after_rectification", "opinion": "同意"}
ANSWER: dict[str, Any] = {"decision": "close", "document_number": "（示例）铁政〔2021〕8号"}


def test_a_draft_rests_on_proposals_and_takes_the_red_card_along() -> None:
    still_failing()
    red = notified(confirmed("red", "G5", on=day("08-30")), on=day("08-30"))
    request = stored(ClosureRequest, drafted("G5", "G6", on=day("09-01")))
    assert (request.state, request.grounds, request.card_id) == ("draft", ["G5", "G6"], red)
    assert (request.track, request.basis, request.campaign_version) == ("close", "", "1")
    assert not acts(day("09-01")) & {"G5 request_closure", "G6 request_closure", "L1 request_closure"}
    assert projection_is_exact()
    assert refused("draft_closure_request", by=OFFICER, on=day("09-02"), **DRAFT, grounds=["G5"]).rule == (
        "closure.not_proposed"
    )


@pytest.mark.parametrize("ground", ["G5", "L1", "G1", "Z9"])
def test_without_a_proposal_there_is_no_draft(ground: str) -> None:
    begun()
    refusal = refused("draft_closure_request", by=OFFICER, on=day("08-20"), **DRAFT, grounds=[ground])
    assert refusal.rule == "closure.not_proposed"


def test_the_plans_clause_alone_is_drafted_but_neither_reviewed_nor_sent() -> None:
    begun()
    request = drafted("G5", on=day("08-21"))
    assert stored(ClosureRequest, request).card_id is None
    refusal = refused("review_closure_request", by=LAWYER, on=day("08-22"), request=request, **REVIEW)
    assert refusal.rule == "closure.basis_missing"
    assert "法定关闭依据待补" in str(refusal)
    assert "第一百零八条" in str(refusal)
    assert "停产停业整顿处罚决定及其后的复查" in str(refusal)
    send = refused("send_closure_request", by=HEAD, on=day("08-22"), request=request)
    assert send.rule == "workflow.closure_request.send"


@pytest.mark.parametrize("basis", ["closure_repeat", "closure_refusal", "temporary_suspension", "nonsense"])
def test_the_review_names_only_what_is_met(basis: str) -> None:
    still_failing()
    request = drafted("G5", on=day("09-06"))
    inputs: dict[str, Any] = {"request": request, "basis": basis, "opinion": "同意"}
    refusal = refused("review_closure_request", by=LAWYER, on=day("09-06"), **inputs)
    assert refusal.rule == "closure.basis_missing"
    assert "第一百一十三条第二项" in str(refusal)  # what is met


def test_repeated_penalties_are_a_basis_of_their_own() -> None:
    visited(SAFE)
    for on in ("09-05", "09-20", "10-15"):
        penalised(on=day(on))
    request = examined(drafted("L1", on=day("10-15")), on=day("10-16"), basis="closure_repeat")
    assert [cited["text"][-10:] for cited in stored(ClosureRequest, request).citations] == ["第一百一十三条第一项"]


def test_a_refused_suspension_penalty_is_a_basis() -> None:
    _, (hazard,) = visited(UNSAFE)
    resisted(halted(hazard, on=day("09-06")), on=day("09-10"), kind="penalty")
    request = examined(drafted("L1", on=day("09-10"), track="ban"), on=day("09-10"), basis="closure_refusal")
    assert [cited["text"][-10:] for cited in stored(ClosureRequest, request).citations] == ["第一百一十三条第四项"]


def test_the_review_and_the_signature_take_other_people() -> None:
    still_failing()
    request = do("draft_closure_request", by=ALL_HATS, on=day("09-06"), **DRAFT, grounds=["G5"])
    mine: dict[str, Any] = {"by": ALL_HATS, "on": day("09-06"), "request": request}
    assert refused("review_closure_request", **mine, **REVIEW).rule == "permission.four_eyes"
    examined(request, on=day("09-06"))
    assert refused("send_closure_request", **mine).rule == "permission.four_eyes"


def test_a_reviewed_request_is_sent_with_its_number_to_the_government() -> None:
    still_failing()
    request = sent(on=day("09-08"), before=day("09-06"))
    row = stored(ClosureRequest, request)
    assert (row.state, row.sent_on, row.reviewed_on, row.addressee) == (
        "sent", day("09-08"), day("09-06"), "示例铁西区人民政府",
    )  # fmt: skip
    assert row.number == rows(DocumentNumber).get(document=request).text
    assert (row.reviewed_by_id, row.signed_by_id) == (an_id(LAWYER), an_id(HEAD))
    assert [cited["text"][-10:] for cited in row.citations] == ["第一百一十三条第二项"]
    assert acts(day("09-09")) >= {"record_closure_answer"}
    assert projection_is_exact()


def test_the_addressee_may_be_written_without_an_agency() -> None:
    still_failing()
    request = examined(drafted("G5", on=day("09-06")), on=day("09-06"))
    send: dict[str, Any] = {"by": HEAD, "on": day("09-08"), "request": request}
    assert refused("send_closure_request", **send, government="999999").rule == "record.unknown"
    do("send_closure_request", **send, addressee="示例区人民政府", paper_number="（示例）铁应急〔2021〕9号")
    row = stored(ClosureRequest, request)
    assert (row.addressee, row.number, row.addressed_to_id) == ("示例区人民政府", "（示例）铁应急〔2021〕9号", None)


def test_a_request_may_go_without_an_addressee_on_record() -> None:
    still_failing()
    request = examined(drafted("G5", on=day("09-06")), on=day("09-06"))
    do("send_closure_request", by=HEAD, on=day("09-08"), request=request)
    assert stored(ClosureRequest, request).addressee == ""


def test_a_basis_that_is_gone_is_not_sent() -> None:
    case = still_failing()
    request = examined(drafted("G5", on=day("09-06")), on=day("09-06"))
    reinspected(case.order, {case.item: "passed"}, on=day("09-07"))
    refusal = refused("send_closure_request", by=HEAD, on=day("09-08"), request=request)
    assert refusal.rule == "closure.basis_missing"


def test_a_revised_request_is_reviewed_anew() -> None:
    still_failing()
    request = examined(drafted("G5", on=day("09-06")), on=day("09-06"))
    do("revise_closure_request", by=OFFICER, on=day("09-07"), request=request, text="补充的材料")
    row = stored(ClosureRequest, request)
    assert (row.state, row.text, row.basis, row.citations, row.reviewed_on) == ("draft", "补充的材料", "", [], None)
    assert refused("send_closure_request", by=HEAD, on=day("09-08"), request=request).rule == (
        "workflow.closure_request.send"
    )


def test_the_government_takes_it_up_and_decides() -> None:
    request = answered()
    row = stored(ClosureRequest, request)
    assert (row.state, row.accepted_on, row.decided_on, row.decision) == (
        "decided_close", day("09-10"), day("10-20"), "close",
    )  # fmt: skip
    assert row.decision_number == "（示例）铁政〔2021〕8号"
    assert acts(day("10-21")) >= {"carry_out_closure", "revoke_licences"}


def test_no_answer_before_it_was_taken_up() -> None:
    still_failing()
    request = sent(on=day("09-08"), before=day("09-06"))
    refusal = refused("answer_closure_request", by=OFFICER, on=day("09-09"), request=request, **ANSWER)
    assert refusal.rule == "workflow.closure_request.decide_close"


def test_what_the_government_wrote_is_kept() -> None:
    still_failing()
    request = sent(on=day("09-08"), before=day("09-06"))
    do("accept_closure_request", by=OFFICER, on=day("09-10"), request=request, text="已转有关部门研究")
    do("answer_closure_request", by=OFFICER, on=day("10-20"), request=request, **ANSWER)
    assert stored(ClosureRequest, request).answer == "已转有关部门研究"


def test_not_closing_ends_the_request_and_frees_the_card() -> None:
    request = answered("not_close")
    assert stored(ClosureRequest, request).state == "decided_not_close"
    assert not acts(day("10-21")) & {"carry_out_closure", "revoke_licences", "record_closure_answer"}
    manners: dict[str, Any] = {"request": request, "manners": ["main_dismantled"]}
    refusal = refused("carry_out_closure", by=OFFICER, on=day("11-02"), **manners)
    assert refusal.rule == "closure.not_decided"


def test_carrying_out_notes_what_was_done_and_ends_the_orders() -> None:
    visit, (hazard,) = visited(GENERAL, on=day("07-20"))
    loose, _ = issued(visit, {hazard: day("12-31")}, on=day("07-20"))  # issued and never delivered
    request = closed()
    row = stored(ClosureRequest, request)
    assert (row.state, row.carried_out_on) == ("carried_out", day("11-02"))
    found = rows(ExitDeed).filter(closure_request=request)
    assert {(each.manner, each.done_on) for each in found} == {
        ("power_and_water_cut", day("11-02")), ("main_dismantled", day("11-02")),
    }  # fmt: skip
    orders = {order.pk: order for order in rows(RectificationOrder)}
    unsent = orders.pop(loose)
    assert (unsent.state, unsent.withdrawn_reason) == ("withdrawn", "因关闭终结")
    assert {(order.state, order.ended_on) for order in orders.values()} == {("ended", day("11-02"))}
    assert acts(day("11-03")) == {"accept_closure", "revoke_licences", "file_year_end_return", "publish_notice"}
    assert projection_is_exact()


def test_licences_are_revoked_before_or_after_the_closure_was_carried_out() -> None:
    request = answered()
    revoke: dict[str, Any] = {"by": OFFICER, "request": request, "text": "安全生产许可证"}
    do("revoke_licences", on=day("10-25"), **revoke)
    assert stored(ClosureRequest, request).state == "licences_revoked"
    refusal = refused("revoke_licences", on=day("10-26"), **revoke)
    assert refusal.rule == "workflow.closure_request.revoke_licences"
    do("carry_out_closure", by=OFFICER, on=day("11-02"), request=request, manners=["whole_closure"])
    assert "revoke_licences" not in acts(day("11-03"))


def test_licences_revoked_late_leave_the_state_as_it_is() -> None:
    request = closed()
    revoke: dict[str, Any] = {"by": OFFICER, "request": request, "text": "安全生产许可证"}
    do("revoke_licences", on=day("11-04"), **revoke)
    row = stored(ClosureRequest, request)
    assert (row.state, row.licences_revoked_on, row.licences) == ("carried_out", day("11-04"), "安全生产许可证")
    again = refused("revoke_licences", on=day("11-05"), **revoke)
    assert again.rule == "workflow.closure_request.revoke_licences"
    acceptance = planned_acceptance(request, on=day("11-05"))
    signed(acceptance, *DEPARTMENTS, on=day("11-05"))


def test_a_withdrawn_request_says_why_and_the_proposal_comes_back() -> None:
    still_failing()
    request = sent(on=day("09-08"), before=day("09-06"))
    do("withdraw_closure_request", by=HEAD, on=day("09-09"), request=request, reason="补充调查")
    row = stored(ClosureRequest, request)
    assert (row.state, row.withdrawn_on, row.withdrawn_reason) == ("withdrawn", day("09-09"), "补充调查")
    assert acts(day("09-09")) >= {"G5 request_closure", "G6 request_closure", "L1 request_closure"}
    assert act(day("09-09"), "request_closure", "G5").notes[0].code == "closure.basis_met"
    assert projection_is_exact()


def test_after_the_decision_nothing_is_withdrawn() -> None:
    request: UUID = answered()
    refusal = refused("withdraw_closure_request", by=HEAD, on=day("10-21"), request=request, reason="无")
    assert refusal.rule == "workflow.closure_request.withdraw"


def test_days_in_the_wrong_order_are_refused_in_words() -> None:
    still_failing()
    request = sent(on=day("09-08"), before=day("09-06"))
    refusal = refused("accept_closure_request", by=OFFICER, on=day("09-07"), request=request)
    assert "受理日期不得早于提请日期" in str(refusal)
