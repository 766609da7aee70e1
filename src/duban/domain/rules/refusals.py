"""Refusals 拒不执行: what has been done about one."""

from __future__ import annotations

from duban.domain.case import Case, RefusalCase
from duban.domain.messages import N_, Message
from duban.domain.vocabulary import ReferralKind


def power_cut(case: Case, refusal: RefusalCase) -> bool:
    """Whether the supply was stopped for the refused decision, and not restored before it was refused (again)."""
    return any(
        cut.decision == refusal.refusal.decision
        and cut.in_force_on is not None
        and (cut.restored_on is None or refusal.refusal.on < cut.restored_on)
        for cut in case.facts.power_cuts
    )


def power_cut_notes(case: Case) -> tuple[Message, ...]:
    """What a power cut needs first."""
    text = N_("须经本部门主要负责人批准；除有危及生产安全的紧急情形外，按规定的时限提前通知企业（{article}）。")
    params = {"article": case.law.wording("power_cut_notice", case.on)}
    return (Message("power_cut.conditions", text, params),)


def transfer_checked(case: Case, refusal: RefusalCase) -> bool:
    """Whether a criminal transfer was checked for the refusal or the refused decision."""
    of = {refusal.id, refusal.refusal.decision}
    return any(r.kind is ReferralKind.CRIMINAL and r.subject in of for r in case.facts.referrals)
