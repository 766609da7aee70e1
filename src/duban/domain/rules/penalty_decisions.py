"""Penalty decisions 处罚决定: basis, kinds and amount by the day, and which of two texts a decision rests on."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from duban.domain.case import Case
from duban.domain.citations import Tier, Who
from duban.domain.facts import Id
from duban.domain.law import Law
from duban.domain.messages import N_, Refusal
from duban.domain.rules.guards import article_refusal
from duban.domain.rules.penalties import Choice, choices, fine_refusal, summary_refusal, suspension_refusal
from duban.domain.rules.refusing import refuse
from duban.domain.vocabulary import PenaltyKind, PenaltyTarget

CHOICE_OF_LAW = "choice_of_law"
WHO = {PenaltyTarget.ENTERPRISE: Who.UNIT, PenaltyTarget.PERSON: Who.PERSON}


@dataclass(frozen=True, slots=True)
class Intended:
    """A penalty about to be decided. ``concept`` is its basis; ``ended_on`` is empty while the violation goes on."""

    concept: str
    target: PenaltyTarget
    tier: Tier
    kinds: tuple[PenaltyKind, ...]
    fine_fen: int
    began_on: date
    ended_on: date | None
    decided_on: date

    @property
    def who(self) -> Who:
        """Whose range applies."""
        return WHO[self.target]

    @property
    def last_on(self) -> date:
        """The last day of the violation so far."""
        return self.decided_on if self.ended_on is None else self.ended_on


def span(case: Case, hazards: Iterable[Id]) -> tuple[date, date | None]:
    """From the day the hazards were found to the day the last of them passed; open while one is still there.

    Without hazards the violation is taken to be of the day.
    """
    cases = [case.by_id[hazard] for hazard in hazards if hazard in case.by_id]
    if not cases:
        return case.on, case.on
    began = min(each.hazard.found_on for each in cases)
    removed = [each.last.on if each.last else each.hazard.corrected_on_spot_on for each in cases if not each.open]
    known = [day for day in removed if day is not None]
    return began, max(known) if len(known) == len(cases) else None


def span_refusal(
    case: Case, target: PenaltyTarget, hazards: Iterable[Id], began_on: date | None, ended_on: date | None
) -> Refusal | None:
    """Days given by hand do not contradict the record of the enterprise's hazards: which text applies hangs on them.

    A violation may have begun before it was found, and ended before a re-inspection saw it; a person's own may have
    begun with his post.
    """
    named = [hazard for hazard in hazards if hazard in case.by_id]
    if not named or target is not PenaltyTarget.ENTERPRISE:
        return None
    first, last = span(case, named)
    late = began_on is not None and began_on > first
    longer = ended_on is not None and (last is None or ended_on > last)
    if not late and not longer:
        return None
    return refuse(
        "penalty.days_on_record",
        N_("所填违法行为的起止日期（{began} 至 {ended}）与记录不符：隐患 {first} 发现，消除日期 {last}。"),
        case.law.wording(CHOICE_OF_LAW, case.on),
        N_("起始日不晚于发现之日；尚未消除的不填终了日，已消除的先登记复查合格，终了日不晚于复查之日。"),
        began=began_on or "-",
        ended=ended_on or "-",
        first=first,
        last=last or "-",
    )


def decision_refusal(intended: Intended, *, summary: bool, law: Law) -> Refusal | None:
    """The first rule of the texts that the intended penalty breaks."""
    return (
        _days_refusal(intended, law)
        or article_refusal(intended.concept, intended.last_on, law)
        or _kinds_refusal(intended, law)
        or (_summary_refusal(intended, law) if summary else None)
        or (_range_refusal(intended, law) if PenaltyKind.FINE in intended.kinds else None)
        or (_suspension_refusal(intended, law) if PenaltyKind.SUSPENSION in intended.kinds else None)
        or _one_text_refusal(intended, law)
    )


def _days_refusal(intended: Intended, law: Law) -> Refusal | None:
    if intended.began_on <= intended.last_on <= intended.decided_on:
        return None
    return refuse(
        "penalty.days",
        N_("日期次序有误：违法行为自 {began} 至 {ended}，决定 {decided}。"),
        law.wording("limitation", intended.decided_on),
        N_("请核对违法行为的起止日期和决定日期。"),
        began=intended.began_on,
        ended=intended.ended_on or "-",
        decided=intended.decided_on,
    )


def _kinds_refusal(intended: Intended, law: Law) -> Refusal | None:
    """An amount comes with the kind fine and with no other; only a unit's production can be stopped."""
    clause = law.wording(intended.concept, intended.last_on)
    if (PenaltyKind.FINE in intended.kinds) != (intended.fine_fen > 0):
        text, remedy = N_("处罚种类与罚款金额不一致。"), N_("处以罚款的填写金额，没有罚款的金额为零。")
        return refuse("penalty.fine_kind", text, clause, remedy)
    if PenaltyKind.SUSPENSION in intended.kinds and intended.target is not PenaltyTarget.ENTERPRISE:
        text, remedy = N_("责令停产停业整顿只能针对生产经营单位。"), N_("对个人的处罚请另行决定。")
        return refuse("penalty.suspension_target", text, clause, remedy)
    return None


def _summary_refusal(intended: Intended, law: Law) -> Refusal | None:
    """The limits of the summary procedure 当场处罚 on the day."""
    return summary_refusal(intended.fine_fen, intended.kinds, intended.who, decided_on=intended.decided_on, law=law)


def _range_refusal(intended: Intended, law: Law) -> Refusal | None:
    return fine_refusal(
        intended.fine_fen,
        intended.concept,
        intended.who,
        intended.tier,
        began_on=intended.began_on,
        ended_on=intended.ended_on,
        decided_on=intended.decided_on,
        law=law,
    )


def _suspension_refusal(intended: Intended, law: Law) -> Refusal | None:
    return suspension_refusal(
        intended.concept,
        intended.tier,
        began_on=intended.began_on,
        ended_on=intended.ended_on,
        decided_on=intended.decided_on,
        law=law,
    )


def _one_text_refusal(intended: Intended, law: Law) -> Refusal | None:
    """All kinds of one decision rest on one text; the kinds of two texts are not combined."""
    if _allowing(intended, law):
        return None
    texts = "；".join(str(choice.citation) for choice in evaluated(intended, law))
    return refuse(
        "penalty.two_texts",
        N_("没有一部条文同时允许所选的处罚种类和金额：{texts}。"),
        texts,
        N_("新旧条文不能混合适用，请按其中一部确定处罚种类和金额。"),
        texts=texts,
    )


def evaluated(intended: Intended, law: Law) -> tuple[Choice, ...]:
    """The texts under which the violation is judged (从旧兼从轻)."""
    return choices(
        intended.concept,
        intended.who,
        intended.tier,
        began_on=intended.began_on,
        ended_on=intended.ended_on,
        decided_on=intended.decided_on,
        law=law,
    )


def chosen(intended: Intended, law: Law) -> Choice:
    """The text on which a decision that broke no rule rests: the lightest of those that allow it."""
    return min(_allowing(intended, law), key=lambda each: 0 if each.range is None else each.range.maximum_fen or 0)


def _allowing(intended: Intended, law: Law) -> list[Choice]:
    return [choice for choice in evaluated(intended, law) if _allows(choice, intended)]


def _allows(choice: Choice, intended: Intended) -> bool:
    fined, stopped = (kind in intended.kinds for kind in (PenaltyKind.FINE, PenaltyKind.SUSPENSION))
    if choice.range is None:
        return not fined and not stopped
    return (not fined or choice.range.allows(intended.fine_fen)) and (not stopped or choice.range.suspension)


def change_refusal(kinds: Collection[PenaltyKind], fine_fen: int, on: date, law: Law) -> Refusal | None:
    """Only the amount of a fine changes; a decision that stops production is annulled and decided anew."""
    clause = law.wording("withdraw_publication", on) or law.wording("penalty_kinds", on)
    chosen = frozenset(kinds)
    if PenaltyKind.SUSPENSION in chosen or PenaltyKind.FINE not in chosen or fine_fen == 0:
        return refuse(
            "penalty.change_fine_only",
            N_("变更只限于单处或者并处的罚款金额；含停产停业整顿或者不再罚款的，不能变更。"),
            clause,
            N_("请撤销原决定，需要处罚的重新作出决定。"),
        )
    return None


def payment_refusal(fine_fen: int, amount_fen: int, on: date, law: Law) -> Refusal | None:
    """A fine is paid when its whole amount is."""
    if fine_fen > 0 and amount_fen == fine_fen:
        return None
    return refuse(
        "penalty.not_paid_whole",
        N_("缴款 {amount} 分与罚款 {fine} 分不一致，不能登记缴清。"),
        law.wording("payment", on),
        N_("缴清后再登记；延期、分期缴纳和加处罚款另行登记。"),
        amount=amount_fen,
        fine=fine_fen,
    )
