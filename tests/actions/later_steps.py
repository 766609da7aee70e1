"""Later steps of a case as one line each: cards, listings, penalties, refusals, closure. People of 铁西区."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from pydantic_core import to_jsonable_python
from tests.actions.steps import (
    APPROVER,
    CASE,
    OFFICER,
    PLANT,
    SITE,
    UNSAFE,
    day,
    delivered,
    issued,
    reinspected,
    stopped,
    visited,
)
from tests.actions.world import CAMPAIGN, TIEXI, do, look_everywhere, rows

from duban.domain.standing import NextAct, Standing
from duban.queries.campaigns import campaign
from duban.queries.standings import standings_of
from duban.records.models import StandingRow

HEAD, LAWYER = f"head-{TIEXI}", f"legal_reviewer-{TIEXI}"
ALL_HATS = f"all-{TIEXI}"
PARTS = {
    "responsibility": {"person": "安全科负责人"},
    "measures": {"document": "示例施工方案"},
    "funds": {"amount_fen": 10_000_000},
    "time_limit": {"day": "2021-08-20"},
    "emergency_plan": {"document": "示例应急预案"},
}


def standing(on: date) -> Standing:
    """What the recorded facts mean on the day."""
    look_everywhere()
    return standings_of(campaign(CAMPAIGN), [PLANT], on, trace=True)[PLANT]


def acts(on: date) -> set[str]:
    """Everything proposed on the day, the acts of a ground with its id in front."""
    return {f"{act.ground} {act.act}".strip() for act in standing(on).next_acts}


def act(on: date, name: str, ground: str = "") -> NextAct:
    return next(a for a in standing(on).next_acts if a.act == name and ground in ("", a.ground))


def projection_is_exact() -> bool:
    """Whether the stored standing is what the stored facts give for its day."""
    row = rows(StandingRow).get(enterprise=PLANT, campaign=CAMPAIGN)
    found = standings_of(campaign(CAMPAIGN), [PLANT], row.as_of)[PLANT]
    return bool(row.payload == json.loads(json.dumps(to_jsonable_python(found, fallback=dict))))


def proposed(colour: str, ground: str, *, on: date, by: str = OFFICER, **more: Any) -> UUID:
    """A card that waits for its decision."""
    return do("propose_card", by=by, on=on, **(CASE | {"site": SITE, "colour": colour, "ground": ground} | more))


def confirmed(colour: str, ground: str, *, on: date) -> UUID:
    """A confirmed card of which the enterprise does not know yet."""
    card = proposed(colour, ground, on=on)
    do("confirm_card", by=APPROVER, on=on, card=card, reason="情况属实")
    return card


def notified(card: UUID, *, on: date) -> UUID:
    do("notify_card", by=OFFICER, on=on, card=card, method="direct", recipient="安全科负责人")
    return card


def listed(hazard: UUID, *, on: date, plan_due: date | None = None, parts: Iterable[str] = tuple(PARTS)) -> UUID:
    """A listing with the proofs of these parts of the 五落实."""
    listing = do("propose_listing", by=OFFICER, on=on, campaign=CAMPAIGN, hazard=hazard, level="district")
    days = {"plan_due_on": plan_due or day("07-31"), "deadline_on": day("12-31")}
    do("decide_listing", by=APPROVER, on=on, listing=listing, **days)
    for part in parts:
        do("prove_implementation", by=OFFICER, on=on, listing=listing, part=part, **PARTS[part])
    return listing


def applied(suspension: UUID, *, on: date, kind: str = "measure") -> UUID:
    return do(
        "apply_resumption", by=OFFICER, on=on, suspension_kind=kind, suspension=suspension, text="隐患已经整改完毕"
    )


def reviewed(suspension: UUID, *, on: date, passed: bool = True) -> UUID:
    resumption = applied(suspension, on=on)
    do("review_resumption", by=OFFICER, on=on, resumption=resumption, passed=passed, text="现场情况")
    return resumption


def decided(*hazards: UUID, on: date, **more: Any) -> UUID:
    """A penalty decision that is not delivered: a fine of 10,000 yuan unless said otherwise."""
    inputs: dict[str, Any] = {"target": "enterprise", "kinds": ["fine"], "fine_fen": 1_000_000, "reason": "示例事实"}
    inputs |= {"statute_concept": "organisation_and_training", "hazards": list(hazards)}
    return do("decide_penalty", by=HEAD, on=on, **(CASE | inputs | more))


def penalised(*hazards: UUID, on: date, **more: Any) -> UUID:
    """A delivered penalty decision."""
    return _delivered(decided(*hazards, on=on, **more), on)


def halted(*hazards: UUID, on: date) -> UUID:
    """A delivered 停产停业整顿 penalty."""
    kinds = {"kinds": ["suspension"], "fine_fen": 0, "statute_concept": "safety_equipment", "tier": "serious"}
    return penalised(*hazards, on=on, **kinds)


def _delivered(penalty: UUID, on: date) -> UUID:
    delivered(penalty, kind="penalty_decision", on=on)
    return penalty


def resisted(decision: UUID, *, on: date, kind: str = "measure", danger: bool | None = True) -> UUID:
    """The enterprise refuses the decision."""
    inputs = {"decision_kind": kind, "decision": decision, "real_danger": danger, "text": "拒不停产"}
    return do("record_refusal", by=OFFICER, on=on, **inputs)


@dataclass(frozen=True)
class Begun:
    """A case with everything that was begun in July."""

    hazard: UUID
    order: UUID
    item: UUID
    measure: UUID
    card: UUID
    listing: UUID


def begun() -> Begun:
    """Case 16: an unsafe major hazard of 07-20, on 07-21 stopped, ordered (due 08-20), yellow; listed 07-22."""
    visit, (hazard,) = visited(UNSAFE, on=day("07-20"))
    card = proposed("yellow", "G2", on=day("07-20"))
    measure = stopped(hazard, on=day("07-21"))
    order, (item,) = issued(visit, {hazard: day("08-20")}, on=day("07-21"))
    delivered(order, on=day("07-21"))
    do("confirm_card", by=APPROVER, on=day("07-21"), card=card, reason="隐患属实，无法保证安全")
    notified(card, on=day("07-21"))
    listing = listed(hazard, on=day("07-22"))
    return Begun(hazard, order, item, measure, card, listing)


def passed(case: Begun, *, on: date) -> None:
    """The enterprise reports its item done, and the re-inspection of the same day finds it so."""
    do("report_completion", by=OFFICER, on=on, item=case.item, text="已经整改")
    reinspected(case.order, {case.item: "passed"}, on=on, cause="applied")


def still_failing() -> Begun:
    """Case 23, with a 停产停业整顿 penalty since 08-22, re-inspected on 08-30: conditions not met."""
    case = begun()
    halted(case.hazard, on=day("08-22"))
    reinspected(case.order, {case.item: "failed"}, on=day("08-30"), cause="due")
    return case


def drafted(*grounds: str, on: date, **more: Any) -> UUID:
    """A draft of a closure request."""
    inputs = CASE | {"site": SITE, "grounds": list(grounds), "text": "示例材料"} | more
    return do("draft_closure_request", by=OFFICER, on=on, **inputs)


def examined(request: UUID, *, on: date, basis: str = "closure_after_rectification") -> UUID:
    """A request with its legal review."""
    do("review_closure_request", by=LAWYER, on=on, request=request, basis=basis, opinion="同意")
    return request


def sent(*, on: date, before: date) -> UUID:
    """A request sent to the government."""
    request = examined(drafted("G5", "G6", on=before), on=before)
    do("send_closure_request", by=HEAD, on=on, request=request, government="210106-G1")
    return request


def answered(decision: str = "close") -> UUID:
    """The government's answer of 10-20 to a request of 09-08."""
    still_failing()
    request = sent(on=day("09-08"), before=day("09-06"))
    do("accept_closure_request", by=OFFICER, on=day("09-10"), request=request)
    inputs = {"request": request, "decision": decision, "document_number": "（示例）铁政〔2021〕8号"}
    do("answer_closure_request", by=OFFICER, on=day("10-20"), **inputs)
    return request


def closed() -> UUID:
    """A closure carried out on 11-02."""
    request = answered()
    manners = ["power_and_water_cut", "main_dismantled"]
    do("carry_out_closure", by=OFFICER, on=day("11-02"), request=request, manners=manners, text="已断电、拆除主体设备")
    return request


DEPARTMENTS = ("示例区应急管理局", "示例区工业和信息化局", "示例区生态环境局")


def planned_acceptance(request: UUID | None, *, on: date, **more: Any) -> UUID:
    inputs = {"request": request, "participants": list(DEPARTMENTS)} | more
    return do("plan_acceptance", by=OFFICER, on=on, **(CASE | inputs))


def signed(acceptance: UUID, *departments: str, on: date, agreed: bool = True) -> None:
    for department in departments:
        inputs = {"acceptance": acceptance, "department": department, "agreed": agreed, "opinion": "意见"}
        do("sign_off_acceptance", by=OFFICER, on=on, **inputs)
