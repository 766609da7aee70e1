"""Acting without approval 未经批准擅自从事有关活动: what has been done about it."""

from __future__ import annotations

from duban.domain.case import Case
from duban.domain.facts import UnapprovedActivity
from duban.domain.vocabulary import ReferralKind


def referred(case: Case, activity: UnapprovedActivity) -> bool:
    """Whether the matter was handed to the competent department."""
    return any(r.kind is ReferralKind.UNAPPROVED and r.subject == activity.id for r in case.facts.referrals)
