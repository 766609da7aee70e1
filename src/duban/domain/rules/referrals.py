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


def proposed_matter(standing: Standing, kind: ReferralKind) -> Id | None:
    """What the standing of the day proposes to hand on."""
    return next((act.subject for act in standing.next_acts if act.act is PROPOSED_BY[kind]), None)


def on_record(case: Case, kind: ReferralKind, matter: Id) -> bool:
    """Whether the matter is a fact on record; acting without approval is referred as such."""
    if kind is ReferralKind.UNAPPROVED:
        return any(activity.id == matter for activity in case.facts.unapproved)
    return matter in begun_on(case.facts)


def no_matter(case: Case, matter: Id | None) -> Refusal:
    """Only what is on record is handed on."""
    return refuse(
        "referral.no_matter",
        N_("没有登记所移送的事项：{matter}。"),
        case.law.wording("joint_inspection", case.on),
        N_("请先登记拒不执行、未经批准擅自从事等事实，再移送。"),
        matter=matter or "-",
    )
