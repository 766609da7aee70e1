"""Listing 挂牌和销号 as deeds: only major hazards are listed, 五落实 proved one by one, only treated ones de-listed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from duban.domain.case import HazardCase
from duban.domain.law import Law
from duban.domain.messages import N_, Refusal
from duban.domain.rules.refusing import refuse
from duban.domain.rules.suspensions import IMPLEMENTATION_LABELS
from duban.domain.vocabulary import Implementation

BASIS = "listed_supervision"


def list_refusal(hazard: HazardCase, on: date, law: Law) -> Refusal | None:
    """Only a major hazard that is still there, and once."""
    clause = law.wording(BASIS, on)
    described = hazard.hazard.description
    if not hazard.major:
        text = N_("“{hazard}”在 {on} 不是重大事故隐患，不挂牌督办。")
        remedy = N_("请先按判定标准或者专家意见认定等级。")
        return refuse("listing.not_major", text, clause, remedy, hazard=described, on=on)
    if not hazard.open:
        text = N_("“{hazard}”已经消除或者整改已经终结，不再挂牌。")
        return refuse("listing.not_open", text, clause, N_("请核对复查结论。"), hazard=described)
    if hazard.listing is not None:
        text = N_("“{hazard}”已于 {listed} 挂牌督办。")
        remedy = N_("请在已有的督办上继续办理。")
        return refuse("listing.listed", text, clause, remedy, hazard=described, listed=hazard.listing.listed_on)
    return None


def delist_refusal(hazard: HazardCase, on: date, law: Law) -> Refusal | None:
    """Passed, and where production was stopped, consent to resume given in writing."""
    clause = law.wording(BASIS, on)
    described = hazard.hazard.description
    if not hazard.passed:
        text = N_("“{hazard}”没有复查合格，不能销号。")
        return refuse("listing.not_passed", text, clause, N_("请先复查并登记合格的结论。"), hazard=described)
    if any(not suspension.consented for suspension in hazard.suspensions):
        text = N_("“{hazard}”的停产没有书面同意恢复生产，不能销号。")
        return refuse("listing.not_consented", text, clause, N_("请先完成恢复生产的审查。"), hazard=described)
    return None


def terms_refusal(plan_due_on: date, deadline_on: date, on: date, law: Law) -> Refusal | None:
    """The plan is due not before the listing, the treatment ends not before its plan is due."""
    if on <= plan_due_on <= deadline_on:
        return None
    return refuse(
        "listing.terms",
        N_("期限次序有误：挂牌 {on}，治理方案 {plan}，督办期限 {deadline}。"),
        law.wording(BASIS, on),
        N_("治理方案期限不早于挂牌日期，督办期限不早于治理方案期限。"),
        on=on,
        plan=plan_due_on,
        deadline=deadline_on,
    )


def standing_refusal(listed_on: date | None, delisted_on: date | None, on: date, law: Law) -> Refusal | None:
    """Treatment plans and proofs belong to a listing that stands on the day."""
    if listed_on is not None and listed_on <= on and (delisted_on is None or on < delisted_on):
        return None
    return refuse(
        "listing.not_standing",
        N_("挂牌督办在 {on} 不在督办期间（挂牌 {listed}，销号 {delisted}）。"),
        law.wording(BASIS, on),
        N_("请先决定挂牌；已经销号的不再登记治理方案和“五落实”。"),
        on=on,
        listed=listed_on or "-",
        delisted=delisted_on or "-",
    )


def proof_refusal(
    part: Implementation,
    *,
    person: str,
    amount_fen: int | None,
    day: date | None,
    document: str,
    on: date,
    law: Law,
) -> Refusal | None:
    """Each of the 五落实 is proved by its own kind of proof, or by a document that states it."""
    own = {
        Implementation.RESPONSIBILITY: bool(person),
        Implementation.FUNDS: bool(amount_fen),
        Implementation.TIME_LIMIT: day is not None,
    }
    if document or own.get(part, False):
        return None
    return refuse(
        "listing.unproved",
        N_("“五落实”中的{part}没有证明。"),
        law.wording(BASIS, on),
        N_("责任写明责任人，资金写明金额，时限写明日期；措施和预案（其他各项也可以）写明文件。"),
        part=IMPLEMENTATION_LABELS[part],
    )


def review_refusal(hazard: HazardCase, on: date, law: Law) -> Refusal | None:
    """Where production is stopped, the review waits for the application to resume."""
    if all(stop.resumptions for stop in hazard.suspensions if not stop.consented):
        return None
    return refuse(
        "listing.resumption_first",
        N_("该隐患已责令停产，企业还没有申请恢复生产，不能开始销号审查。"),
        law.wording("resumption_application", on),
        N_("请先登记恢复生产申请。"),
    )


def draft_visit(on: date, law: Law) -> Refusal:
    """What a visit found counts when its record is completed."""
    text, remedy = N_("该隐患所在的检查记录在 {on} 还没有完成。"), N_("请先完成检查记录，再办理挂牌督办。")
    return refuse("listing.draft_visit", text, law.wording(BASIS, on), remedy, on=on)


def pending_refusal(pending: Sequence[str], on: date, law: Law) -> Refusal | None:
    """One proposal for a hazard waits for its decision."""
    if not pending:
        return None
    text, remedy = N_("该隐患已有待决定的挂牌督办：{pending}。"), N_("请先决定已提出的挂牌督办。")
    return refuse("listing.pending", text, law.wording(BASIS, on), remedy, pending="、".join(pending))
