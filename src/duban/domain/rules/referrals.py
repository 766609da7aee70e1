"""Referrals 移送: of a matter that is on record."""

from __future__ import annotations

from duban.domain.case import Case
from duban.domain.facts import Id
from duban.domain.known import begun_on
from duban.domain.messages import N_, Refusal
from duban.domain.rules.refusing import refuse
from duban.domain.standing import Act, Standing
from duban.domain.vocabulary import ReferralKind

PROPOSED_BY = {
    ReferralKind.CRIMINAL: Act.CHECK_CRIMINAL_TRANSFER,
    ReferralKind.UNAPPROVED: Act.REFER_UNAPPROVED,
}
CONCEPTS = {
    ReferralKind.CRIMINAL: ("dangerous_operation_crime", "crime_transfer"),
    ReferralKind.UNAPPROVED: ("acting_without_approval", "joint_inspection"),
}


def proposed_subject(standing: Standing, kind: ReferralKind) -> Id | None:
    """What the standing of the day proposes to hand on."""
    return next((act.subject for act in standing.next_acts if act.act is PROPOSED_BY[kind]), None)


def subject_refusal(case: Case, kind: ReferralKind, subject: Id | None) -> Refusal | None:
    """The matter is a fact on record; acting without approval is referred as such."""
    of = (
        {activity.id for activity in case.facts.unapproved} if kind is ReferralKind.UNAPPROVED else begun_on(case.facts)
    )
    if subject is not None and subject in of:
        return None
    return refuse(
        "referral.no_matter",
        N_("没有登记所移送的事项：{subject}。"),
        case.law.wording("joint_inspection", case.on),
        N_("请先登记拒不执行、未经批准擅自从事等事实，再移送。"),
        subject=subject or "-",
    )
