"""Samples of the deeds from listings and cards to penalties, closures, acceptances and referrals."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from tests.actions import later_steps as later
from tests.actions import steps
from tests.actions.later_steps import HEAD, LAWYER
from tests.actions.samples import Prepare, Sample
from tests.actions.steps import APPROVER, CASE, OFFICER, SITE, UNSAFE, day
from tests.actions.world import CAMPAIGN, DAY, do

_REASON = {"reason": "示例理由"}
_FINE = {"target": "enterprise", "kinds": ["fine"], "fine_fen": 1_000_000, "reason": "示例事实"}
_PLAN = {
    "goals": "迁出会议室",
    "methods": "另建",
    "funds": "10 万元",
    "people": "安全科",
    "schedule": "8 月底",
    "emergency": "撤人",
}


def _of(name: str, record: Callable[[], UUID], by: str = OFFICER, on: date = DAY, **more: Any) -> Prepare:
    """A deed on one record, made just before."""
    return lambda: Sample(by, {name: record(), **more}, on)


def _hazard() -> UUID:
    return steps.visited(UNSAFE)[1][0]


def _card() -> UUID:
    _hazard()
    return later.proposed("yellow", "G2", on=DAY)


def _confirmed_card() -> UUID:
    _hazard()
    return later.confirmed("yellow", "G2", on=DAY)


def _lifting() -> Sample:
    case = later.begun()
    later.passed(case, on=day("08-18"))
    resumption = later.reviewed(case.measure, on=day("08-18"))
    do("consent_resumption", by=APPROVER, on=day("08-18"), resumption=resumption)
    return Sample(APPROVER, {"card": case.card, **_REASON}, day("08-19"))


def _declining() -> Sample:
    _hazard()
    return Sample(APPROVER, {**CASE, "ground": "G2", "act": "confirm_yellow", "subject": SITE, **_REASON})


def _proposed_listing() -> UUID:
    return do("propose_listing", by=OFFICER, campaign=CAMPAIGN, hazard=_hazard(), level="district")


def _listing() -> UUID:
    return later.listed(_hazard(), on=DAY)


def under_review() -> UUID:
    """A listing of a hazard for which nothing was stopped, under review."""
    listing = _listing()
    do("start_delisting_review", by=OFFICER, listing=listing)
    return listing


def review_failed() -> UUID:
    listing = under_review()
    do("fail_delisting_review", by=APPROVER, listing=listing, reason="尚未排除")
    return listing


def _delisting() -> Sample:
    order, items, hazards = steps.ordered(UNSAFE)
    listing = later.listed(hazards[0], on=DAY)
    steps.reinspected(order, {items[0]: "passed"}, on=day("07-21"))
    do("start_delisting_review", by=OFFICER, on=day("07-21"), listing=listing)
    return Sample(APPROVER, {"listing": listing, **_REASON}, day("07-21"))


def _stop() -> UUID:
    return steps.stopped(_hazard())


def _consenting() -> Sample:
    case = later.begun()
    later.passed(case, on=day("08-18"))
    return Sample(APPROVER, {"resumption": later.reviewed(case.measure, on=day("08-18"))}, day("08-18"))


def _failed_review() -> UUID:
    return later.reviewed(_stop(), on=DAY, passed=False)


NEW_LAW = day("09-06")


def _decided() -> UUID:
    return later.decided(on=NEW_LAW)


def _on_the_spot() -> Sample:
    return Sample(
        OFFICER,
        {**CASE, **_FINE, "fine_fen": 100_000, "statute_concept": "organisation_and_training", "officers": steps.PAIR},
        NEW_LAW,
    )


def _handed_over() -> UUID:
    """A penalty decided on the spot and handed over."""
    sample = _on_the_spot()
    penalty = do("decide_on_the_spot", by=sample.by, on=sample.on, **sample.inputs)
    steps.delivered(penalty, kind="penalty_decision", on=NEW_LAW)
    return penalty


def _published() -> UUID:
    """A published decision that was annulled afterwards."""
    penalty = _decided()
    do("publish_penalty", by=OFFICER, on=NEW_LAW, penalty=penalty, place="示例门户网站")
    do("annul_penalty", by=HEAD, on=NEW_LAW, penalty=penalty, **_REASON)
    return penalty


def _refused_stop() -> UUID:
    stop = _stop()
    later.resisted(stop, on=DAY)
    return stop


def drafted_cut() -> UUID:
    """A power cut that waits for the head."""
    decision = {"decision_kind": "measure", "decision": _refused_stop(), "supplier": "示例供电公司"}
    return do("draft_power_cut", by=OFFICER, **CASE, **decision)


def approved_cut() -> UUID:
    cut = drafted_cut()
    do("approve_power_cut", by=HEAD, power_cut=cut)
    return cut


def notified_cut() -> UUID:
    """Told at noon of 07-20."""
    cut = approved_cut()
    do("notify_power_cut", by=OFFICER, power_cut=cut, method="direct", recipient="安全科负责人")
    return cut


def cut_in_force() -> UUID:
    cut = notified_cut()
    do("put_power_cut_in_force", by=OFFICER, on=day("07-21"), power_cut=cut)
    return cut


def _reviewed_request() -> UUID:
    later.still_failing()
    return later.examined(later.drafted("G5", "G6", on=day("09-06")), on=day("09-06"))


def _draft_request() -> UUID:
    later.still_failing()
    return later.drafted("G5", "G6", on=day("09-06"))


def _sent_request() -> UUID:
    later.still_failing()
    return later.sent(on=day("09-08"), before=day("09-06"))


def _accepted_request() -> UUID:
    request = _sent_request()
    do("accept_closure_request", by=OFFICER, on=day("09-10"), request=request)
    return request


def _drafting() -> Sample:
    later.still_failing()
    return Sample(OFFICER, {**CASE, "site": SITE, "grounds": ["G5"], "text": "示例材料"}, day("09-06"))


def _acceptance() -> UUID:
    return later.planned_acceptance(None, on=DAY)


def _signed_acceptance() -> UUID:
    acceptance = _acceptance()
    later.signed(acceptance, *later.DEPARTMENTS, on=DAY)
    return acceptance


def failed_acceptance() -> UUID:
    acceptance = _signed_acceptance()
    do("conclude_acceptance", by=OFFICER, acceptance=acceptance, passed=False, text="主体设备尚未拆除")
    return acceptance


def _referring() -> Sample:
    _refused_stop()
    inputs = {**CASE, "kind": "criminal", "authority": "示例区公安局", "text": "涉嫌危险作业"}
    return Sample(OFFICER, inputs)


def _refusing() -> Sample:
    return Sample(OFFICER, {"decision_kind": "measure", "decision": _stop(), "text": "拒不停产"})


SAMPLES: Mapping[str, Prepare] = {
    "propose_listing": lambda: Sample(OFFICER, {"campaign": CAMPAIGN, "hazard": _hazard(), "level": "district"}),
    "decide_listing": _of("listing", _proposed_listing, APPROVER, plan_due_on=day("07-31"), deadline_on=day("08-31")),
    "record_treatment_plan": _of("listing", _listing, **_PLAN),
    "prove_implementation": _of("listing", _listing, part="funds", amount_fen=100),
    "start_delisting_review": _of("listing", _listing),
    "fail_delisting_review": _of("listing", under_review, APPROVER, **_REASON),
    "relist": _of("listing", review_failed, APPROVER, deadline_on=day("09-30")),
    "delist": _delisting,
    "apply_resumption": _of("suspension", _stop, suspension_kind="measure", text="已经整改"),
    "review_resumption": _of("resumption", lambda: later.applied(_stop(), on=DAY), passed=True),
    "consent_resumption": _consenting,
    "refuse_resumption": _of("resumption", _failed_review, APPROVER, **_REASON),
    "propose_card": lambda: Sample(
        OFFICER, {**CASE, "site": SITE, "colour": "yellow", "ground": "G2", "hazards": [_hazard()]}
    ),
    "confirm_card": _of("card", _card, APPROVER, **_REASON),
    "decline_card": _of("card", _card, APPROVER, **_REASON),
    "decline_proposal": _declining,
    "notify_card": _of("card", _confirmed_card, method="direct", recipient="安全科负责人"),
    "lift_card": _lifting,
    "decide_penalty": lambda: Sample(
        HEAD, {**CASE, **_FINE, "statute_concept": "organisation_and_training", "hazards": [_hazard()]}, NEW_LAW
    ),
    "decide_on_the_spot": _on_the_spot,
    "file_summary_penalty": _of("penalty", _handed_over, on=NEW_LAW),
    "publish_penalty": _of("penalty", _decided, on=NEW_LAW, place="示例门户网站"),
    "withdraw_penalty_publication": _of("penalty", _published, on=NEW_LAW),
    "pay_penalty": _of("penalty", lambda: later.penalised(on=NEW_LAW), on=NEW_LAW),
    "annul_penalty": _of("penalty", _decided, HEAD, NEW_LAW, **_REASON),
    "change_penalty": _of("penalty", _decided, HEAD, NEW_LAW, fine_fen=500_000, **_REASON),
    "record_refusal": _refusing,
    "draft_power_cut": lambda: Sample(OFFICER, {**CASE, "decision_kind": "measure", "decision": _refused_stop()}),
    "approve_power_cut": _of("power_cut", drafted_cut, HEAD),
    "notify_power_cut": _of("power_cut", approved_cut, method="direct", recipient="安全科负责人"),
    "put_power_cut_in_force": _of("power_cut", notified_cut, on=day("07-21")),
    "restore_power": _of("power_cut", cut_in_force, on=day("07-22")),
    "withdraw_power_cut": _of("power_cut", notified_cut, HEAD, **_REASON),
    "draft_closure_request": _drafting,
    "review_closure_request": _of(
        "request", _draft_request, LAWYER, day("09-06"), basis="closure_after_rectification", opinion="同意"
    ),
    "revise_closure_request": _of("request", _reviewed_request, on=day("09-06"), text="补充材料"),
    "send_closure_request": _of("request", _reviewed_request, HEAD, day("09-08")),
    "accept_closure_request": _of("request", _sent_request, on=day("09-10")),
    "answer_closure_request": _of(
        "request", _accepted_request, on=day("10-20"), decision="close", document_number="（示例）铁政〔2021〕8号"
    ),
    "revoke_licences": _of("request", later.answered, on=day("10-21"), text="安全生产许可证"),
    "carry_out_closure": _of("request", later.answered, on=day("11-02"), manners=["main_dismantled"]),
    "withdraw_closure_request": _of("request", _sent_request, HEAD, day("09-09"), **_REASON),
    "plan_acceptance": lambda: Sample(OFFICER, {**CASE, "participants": list(later.DEPARTMENTS)}),
    "sign_off_acceptance": _of("acceptance", _acceptance, department=later.DEPARTMENTS[0], agreed=True),
    "conclude_acceptance": _of("acceptance", _signed_acceptance, passed=True, text="已经退出"),
    "recheck_acceptance": _of("acceptance", failed_acceptance),
    "send_referral": _referring,
    "record_accident": lambda: Sample(OFFICER, {**CASE, "text": "示例重大事故", "conditions_lacking": True}),
    "record_unapproved_activity": lambda: Sample(OFFICER, {**CASE, "authority": "示例区公安局", "text": "示例活动"}),
}
