"""Visits 执法检查: coverage, drafts to complete, and what a completed record needs."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from duban.domain.case import Case
from duban.domain.facts import Presence, Visit
from duban.domain.law import Law
from duban.domain.messages import N_, Message, Refusal
from duban.domain.rules.acts import next_act
from duban.domain.rules.guards import future_refusal
from duban.domain.standing import Act, NextAct

_PAIR = 2  # "不得少于两人"; the article that says so is looked up by the day


def acts(case: Case) -> Iterator[NextAct]:
    """Inspect what was not inspected, complete what is still a draft."""
    if not case.covered:
        yield from _first_visit(case)
    drafts = [visit for visit in case.facts.visits if visit.carried_out and visit.completed_on is None]
    for visit in sorted(drafts, key=lambda visit: visit.id):
        refusal = completion_refusal(visit, case.on, case.law)
        yield next_act(
            case,
            Act.COMPLETE_VISIT,
            visit.id,
            (visit.id,),
            concepts=("inspection_record",),
            notes=() if refusal is None else (refusal.message,),
        )


def _first_visit(case: Case) -> Iterator[NextAct]:
    entries = sorted(entry.id for entry in case.facts.ledger if entry.removed_on is None)
    if entries:
        yield next_act(
            case, Act.INSPECT, case.id, entries, concepts=("inspection_plan",), due_on=case.campaign.inspect_by
        )


def completion_refusal(visit: Visit, on: date, law: Law) -> Refusal | None:
    """Why a visit cannot be completed: not carried out, one officer only, a certificate not valid that day."""
    future = future_refusal(visit.on, on)
    if future is not None:
        return future
    if not visit.carried_out:
        return _not_carried_out(law.wording("inspection_record", visit.on))
    if lacks_pair(visit.officers):
        return _too_few(visit, law.wording("two_officers", visit.on))
    invalid = without_certificate(visit.officers, visit.on)
    return _certificate(invalid, visit.on, law.wording("show_credentials", visit.on)) if invalid else None


def lacks_pair(officers: Collection[Presence]) -> bool:
    """Whether fewer than two officers act."""
    return len({presence.officer for presence in officers}) < _PAIR


def without_certificate(officers: Collection[Presence], on: date) -> list[Presence]:
    """Those whose certificate 执法证件 is not valid on the day."""
    return [presence for presence in officers if not _valid(presence, on)]


def _valid(presence: Presence, on: date) -> bool:
    """No certificate, or one without both days on file, is not valid."""
    if not presence.certificate or presence.valid_from is None or presence.valid_to is None:
        return False
    return presence.valid_from <= on <= presence.valid_to


def _not_carried_out(clause: str) -> Refusal:
    return Refusal(
        "visit.not_carried_out",
        Message("visit.not_carried_out", N_("检查没有实施，不能完成检查记录。")),
        clause,
        Message("visit.plan_again", N_("请登记未实施的原因，重新安排检查。")),
    )


def _too_few(visit: Visit, clause: str) -> Refusal:
    params = {"on": visit.on, "n": len({presence.officer for presence in visit.officers})}
    return Refusal(
        "visit.two_officers",
        Message("visit.two_officers", N_("{on} 的检查只登记了{n}名执法人员，执法人员不得少于两人。"), params),
        clause,
        Message("visit.add_officer", N_("请补充登记实际到场的执法人员；检查记录保留为草稿，不计入统计。")),
    )


def _certificate(invalid: list[Presence], on: date, clause: str) -> Refusal:
    params = {"on": on, "officers": "、".join(with_certificate(presence) for presence in invalid)}
    return Refusal(
        "visit.certificate",
        Message("visit.certificate", N_("检查当日（{on}）执法证件无效：{officers}。"), params),
        clause,
        Message("visit.change_officer", N_("请核对证件有效期，或者由持有效证件的执法人员重新检查；记录保留为草稿。")),
    )


def with_certificate(presence: Presence) -> str:
    """An officer with number and term of the certificate."""
    if not presence.certificate or presence.valid_from is None or presence.valid_to is None:
        return f"{presence.name}（-）"
    return f"{presence.name}（{presence.certificate}，{presence.valid_from}—{presence.valid_to}）"
