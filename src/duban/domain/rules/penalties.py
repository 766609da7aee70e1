"""Penalties 行政处罚: the repeat counter (D28), delivery, and within which bounds a fine lies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from duban.domain.case import Case, HazardCase, RefusalCase
from duban.domain.citations import Citation, PenaltyRange, Tier, Who
from duban.domain.deadline_rules import RepeatWindow
from duban.domain.facts import Id, PenaltyDecision
from duban.domain.law import Law
from duban.domain.messages import N_, Message, Refusal
from duban.domain.rules.acts import next_act
from duban.domain.rules.refusing import refuse
from duban.domain.standing import Act, NextAct, PenaltyCounter, PenaltyWindow
from duban.domain.vocabulary import PenaltyKind, PenaltyTarget

DELIVER_BY = "D16"
SUMMARY = "summary_penalty"


def counter(case: Case) -> PenaltyCounter:
    """How many decisions lie in the windows that end on the day."""
    windows = case.law.deadlines.repeat_windows(case.on)
    return PenaltyCounter(
        tuple(
            PenaltyWindow(window.code, window.title, _counted(case, window, case.on), window.count)
            for window in windows
        )
    )


def repeated(case: Case) -> tuple[Id, ...]:
    """The decisions of every window that was full while a major hazard was there that still is; empty when none was.

    A window can fill up only on the day of a decision, or be full already when the hazard turns up.
    """
    since = min((_major_since(hazard) for hazard in case.hazards if hazard.major and hazard.open), default=case.on)
    days = {since, *(penalty.decided_on for penalty in case.facts.penalties if penalty.decided_on >= since)}
    found: list[Id] = []
    for window in case.law.deadlines.repeat_windows(case.on):
        for day in days:
            counted = _counted(case, window, day)
            if len(counted) >= window.count:
                found += counted
    return tuple(sorted(set(found)))


def _major_since(hazard: HazardCase) -> date:
    return hazard.hazard.major_from or hazard.hazard.found_on


def _counted(case: Case, window: RepeatWindow, on: date) -> tuple[Id, ...]:
    if not case.facts.penalties:
        return ()
    first = window.first_day(on)
    counted = [p for p in case.facts.penalties if first <= p.decided_on <= on and _counts(case.law, window, p)]
    return tuple(p.id for p in sorted(counted, key=lambda p: (p.decided_on, p.id)))


def _counts(law: Law, window: RepeatWindow, penalty: PenaltyDecision) -> bool:
    """Under the act that knows the window, against the enterprise and not its managers, not annulled."""
    if penalty.annulled_on is not None or penalty.target is not PenaltyTarget.ENTERPRISE:
        return False
    citation = law.lawbook.find(window.concept, penalty.decided_on)
    return citation is not None and citation.instrument == penalty.statute


def acts(case: Case) -> Iterator[NextAct]:
    """Deliver what was decided."""
    for penalty in sorted(case.facts.penalties, key=lambda penalty: penalty.id):
        if penalty.delivered_on is None and penalty.annulled_on is None:
            yield next_act(
                case,
                Act.DELIVER_PENALTY,
                penalty.id,
                (penalty.id,),
                deadline=DELIVER_BY,
                start=penalty.decided_on,
            )


def penalised(case: Case, refusal: RefusalCase) -> bool:
    """Whether a penalty followed the refusal: one for a hazard of the refused stop, or one that names no hazard."""
    stopped = set(refusal.suspension.hazard_ids) if refusal.suspension else set()
    later = (p for p in case.facts.penalties if p.annulled_on is None and p.decided_on >= refusal.refusal.on)
    return any(not p.hazards or not stopped or stopped.intersection(p.hazards) for p in later)


@dataclass(frozen=True, slots=True)
class Choice:
    """One text under which a violation can be judged, and its range for this addressee and tier (if it knows one)."""

    citation: Citation
    range: PenaltyRange | None


def choices(
    concept: str, who: Who, tier: Tier, *, began_on: date, ended_on: date | None, decided_on: date, law: Law
) -> tuple[Choice, ...]:
    """The texts of the violation's first and last day and of the decision: 从旧兼从轻.

    A violation not ended is judged under both (our reading). One that ended before a new text came is judged under
    the new one only when that is lighter.
    """
    bound, lighter = _old_and_lighter(concept, who, tier, days=(began_on, ended_on, decided_on), law=law)
    return (*bound, *lighter)


def applicable(
    concept: str, who: Who, tier: Tier, *, began_on: date, ended_on: date | None, decided_on: date, law: Law
) -> tuple[Choice, ...]:
    """Those of :func:`choices` on which a penalty may rest: a lighter later text takes the place of earlier ones."""
    bound, lighter = _old_and_lighter(concept, who, tier, days=(began_on, ended_on, decided_on), law=law)
    return tuple(lighter or bound)


def _old_and_lighter(
    concept: str, who: Who, tier: Tier, *, days: tuple[date, date | None, date], law: Law
) -> tuple[list[Choice], list[Choice]]:
    """The texts of the violation's first and last day, and that of the decision where it is lighter than they are."""
    began_on, ended_on, decided_on = days
    last_on = decided_on if ended_on is None else min(ended_on, decided_on)
    bound = _texts(concept, who, tier, (began_on, last_on), law)
    later = _texts(concept, who, tier, (decided_on,), law)
    return bound, [c for c in later if c not in bound and all(_is_lighter(c, b) for b in bound)]


def _texts(concept: str, who: Who, tier: Tier, days: Iterable[date], law: Law) -> list[Choice]:
    found: list[Choice] = []
    for day in days:
        citation = law.lawbook.find(concept, day)
        choice = None if citation is None else Choice(citation, law.lawbook.penalty(concept, day, who, tier))
        if choice is not None and choice not in found:
            found.append(choice)
    return found


def _is_lighter(later: Choice, earlier: Choice) -> bool:
    return _weight(later) < _weight(earlier)


def _weight(choice: Choice) -> tuple[int, bool]:
    """The highest fine, then whether a suspension comes with it."""
    if choice.range is None:
        return 0, False
    return choice.range.maximum_fen or 0, choice.range.suspension


def fine_refusal(
    fine_fen: int,
    concept: str,
    who: Who,
    tier: Tier,
    *,
    began_on: date,
    ended_on: date | None,
    decided_on: date,
    law: Law,
) -> Refusal | None:
    """A fine (in 分) lies within the range of one of the :func:`applicable` texts."""
    texts = applicable(concept, who, tier, began_on=began_on, ended_on=ended_on, decided_on=decided_on, law=law)
    if any(choice.range is not None and choice.range.allows(fine_fen) for choice in texts):
        return None
    params = {"amount": _yuan(fine_fen), "ranges": "；".join(_described(choice) for choice in texts) or "-"}
    return Refusal(
        "penalty.fine_range",
        Message("penalty.fine_range", N_("罚款{amount}元不在可以适用的幅度之内。可以适用的：{ranges}。"), params),
        "；".join(choice.citation.marked for choice in texts),
        Message("penalty.recheck", N_("请核对违法行为的起止日期、处罚对象和情形；新旧条文不同的，从旧兼从轻。")),
    )


def suspension_refusal(
    concept: str, tier: Tier, *, began_on: date, ended_on: date | None, decided_on: date, law: Law
) -> Refusal | None:
    """停产停业整顿 as a penalty needs a text that orders it for this tier."""
    texts = applicable(concept, Who.UNIT, tier, began_on=began_on, ended_on=ended_on, decided_on=decided_on, law=law)
    if any(choice.range is not None and choice.range.suspension for choice in texts):
        return None
    return refuse(
        "penalty.no_suspension",
        N_("所选条文对该情形没有规定责令停产停业整顿。"),
        "；".join(choice.citation.marked for choice in texts),
        N_("请核对依据和情形；重大隐患不能保证安全的，可以责令暂时停产停业（现场处理措施）。"),
    )


def summary_refusal(
    fine_fen: int, kinds: Iterable[PenaltyKind], who: Who, *, decided_on: date, law: Law
) -> Refusal | None:
    """On the spot only a warning, or a fine up to the limit of the day."""
    clause = law.wording(SUMMARY, decided_on)
    if not set(kinds) <= {PenaltyKind.WARNING, PenaltyKind.FINE}:
        return Refusal(
            "penalty.summary_kind",
            Message("penalty.summary_kind", N_("当场处罚只能是警告或者限额以内的罚款。")),
            clause,
            _ordinary_procedure(),
        )
    limit = law.lawbook.penalty(SUMMARY, decided_on, who, Tier.FIRST) if clause else None
    if limit is None or limit.allows(fine_fen):
        return None
    params = {"amount": _yuan(fine_fen), "limit": _yuan(limit.maximum_fen or 0), "on": decided_on}
    text = N_("当场罚款{amount}元超过 {on} 的限额{limit}元。")
    return Refusal(
        "penalty.summary_limit", Message("penalty.summary_limit", text, params), clause, _ordinary_procedure()
    )


def _ordinary_procedure() -> Message:
    return Message("penalty.ordinary_procedure", N_("请按普通程序立案办理。"))


def _described(choice: Choice) -> str:
    known = choice.range
    if known is None or known.minimum_fen is None or known.maximum_fen is None:
        return f"{choice.citation} -"
    return f"{choice.citation} {_yuan(known.minimum_fen)}—{_yuan(known.maximum_fen)}元"


def _yuan(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02d}"
