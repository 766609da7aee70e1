"""Citations 法律依据: an article is a concept with dated values; which text applies is looked up by the day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from duban.domain.messages import N_, Message, Refusal


class Who(StrEnum):
    """Whom a penalty is for."""

    UNIT = "unit"  # 生产经营单位
    PERSON = "person"  # 主要负责人、直接负责的主管人员和其他直接责任人员


class Tier(StrEnum):
    """On what a penalty range depends."""

    FIRST = "first"  # 责令改正的同时
    OVERDUE = "overdue"  # 逾期未改正
    REFUSED = "refused"  # 拒不执行
    SERIOUS = "serious"  # 情节严重
    ACCIDENT_GENERAL = "accident_general"  # 发生一般事故
    ACCIDENT_LARGER = "accident_larger"  # 发生较大事故
    ACCIDENT_MAJOR = "accident_major"  # 发生重大事故
    ACCIDENT_GRAVE = "accident_grave"  # 发生特别重大事故


def in_force(from_day: date | None, to_day: date | None, on: date) -> bool:
    """Whether ``on`` lies between both days, inclusive; ``None`` is open (or, for the first day, not known)."""
    return (from_day is None or from_day <= on) and (to_day is None or on <= to_day)


def marked(text: str, verified: bool) -> str:
    """A citation as a refusal prints it: one whose official text nobody has read yet says so."""
    return text if verified else f"{text}（待法规科核实）"


@dataclass(frozen=True, slots=True)
class Citation:
    """One article of one version of an instrument, as it is printed.

    ``article`` is the wording for documents (第六十二条), empty where the whole instrument is meant; ``number`` its
    article number alone ("62"). ``verified`` is false until somebody has read the official text (待法规科核实);
    ``checked_on`` is the day on which that was last done.
    """

    concept: str
    instrument: str
    title: str
    version: str
    label: str
    article: str
    number: str
    from_day: date | None
    to_day: date | None
    verified: bool
    checked_on: date | None
    source: str
    note: str = ""
    en: str = ""

    def __str__(self) -> str:
        label = f"（{self.label}）" if self.label else ""
        return f"《{self.title}》{label}{self.article}"

    @property
    def marked(self) -> str:
        """The article with 待法规科核实 where its official text was not read."""
        return marked(str(self), self.verified)

    def in_force_on(self, on: date) -> bool:
        return in_force(self.from_day, self.to_day, on)


@dataclass(frozen=True, slots=True)
class PenaltyRange:
    """罚则: amounts in 分, both bounds inclusive; both ``None`` where the tier knows no fine.

    ``optional``: the text says 可以 (may). ``suspension``: the tier orders 停产停业整顿 as well (or alone).
    """

    who: Who
    tier: Tier
    minimum_fen: int | None
    maximum_fen: int | None
    optional: bool
    suspension: bool
    from_day: date | None
    to_day: date | None
    verified: bool
    note: str = ""

    def allows(self, amount_fen: int) -> bool:
        """Whether a fine of this amount lies within the range."""
        if self.minimum_fen is None or self.maximum_fen is None:
            return False
        return self.minimum_fen <= amount_fen <= self.maximum_fen


@dataclass(frozen=True, slots=True)
class Concept:
    """法律概念: what is cited, under one id through all versions of the text."""

    id: str
    topic: str
    versions: tuple[Citation, ...]
    penalties: tuple[PenaltyRange, ...] = ()
    note: str = ""
    en: str = ""


@dataclass(frozen=True, slots=True)
class InstrumentVersion:
    """One dated text of an instrument; ``verified`` is about its days and number."""

    id: str
    title: str
    label: str
    number: str
    from_day: date | None
    to_day: date | None
    verified: bool
    checked_on: date | None
    source: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Instrument:
    """法律文件: an act, regulation or standard with its versions."""

    id: str
    title: str
    versions: tuple[InstrumentVersion, ...]
    en: str = ""


@dataclass(frozen=True, slots=True)
class Lawbook:
    """All concepts and instruments as loaded; ``file_hash`` names the state of the files."""

    concepts: Mapping[str, Concept]
    instruments: Mapping[str, Instrument]
    file_hash: str

    def cite(self, concept: str, on: date) -> Citation:
        """The article in force on the day; a :class:`Refusal` where the concept had or has none."""
        for citation in self.concept(concept).versions:
            if citation.in_force_on(on):
                return citation
        raise self._not_in_force(concept, on)

    def find(self, concept: str, on: date) -> Citation | None:
        """As :meth:`cite`, but ``None`` where the law of that day has no such article."""
        return next((c for c in self.concept(concept).versions if c.in_force_on(on)), None)

    def versions(self, concept: str) -> tuple[Citation, ...]:
        """All values of the concept, oldest first."""
        return self.concept(concept).versions

    def concept(self, concept: str) -> Concept:
        """The concept with that id; a :class:`Refusal` where the lawbook has none."""
        try:
            return self.concepts[concept]
        except KeyError:
            message = Message("law.unknown_concept", N_("法规库没有“{concept}”。"), {"concept": concept})
            raise Refusal("law.unknown_concept", message, remedy=_choose_another()) from None

    def penalties(self, concept: str, on: date) -> tuple[PenaltyRange, ...]:
        """The penalty ranges of the concept in force on the day; empty where the text then knew none."""
        return tuple(p for p in self.concept(concept).penalties if in_force(p.from_day, p.to_day, on))

    def penalty(self, concept: str, on: date, who: Who, tier: Tier) -> PenaltyRange | None:
        """The range for that addressee and tier on the day, or ``None`` where there is no penalty (yet)."""
        return next((p for p in self.penalties(concept, on) if p.who is who and p.tier is tier), None)

    def check_fine(self, concept: str, on: date, who: Who, tier: Tier, amount_fen: int) -> PenaltyRange:
        """The range that allows the fine; a :class:`Refusal` with the range of the day where none does."""
        citation = self.cite(concept, on)
        penalty = self.penalty(concept, on, who, tier)
        if penalty is None or penalty.minimum_fen is None or penalty.maximum_fen is None:
            message = Message("law.no_fine", N_("{on} 适用的条文对该情形没有规定罚款。"), {"on": on})
            raise Refusal("law.no_fine", message, citation.marked, _recheck_tier())
        if not penalty.allows(amount_fen):
            params = {
                "amount": _yuan(amount_fen),
                "low": _yuan(penalty.minimum_fen),
                "high": _yuan(penalty.maximum_fen),
            }
            message = Message("law.fine_out_of_range", N_("罚款{amount}元不在{low}元至{high}元之内。"), params)
            raise Refusal("law.fine_out_of_range", message, citation.marked, _recheck_tier())
        return penalty

    def _not_in_force(self, concept: str, on: date) -> Refusal:
        spans = "；".join(_span(c) for c in self.concept(concept).versions)
        params = {"topic": self.concept(concept).topic, "on": on}
        message = Message("law.not_in_force", N_("“{topic}”在 {on} 没有可适用的条文。"), params)
        remedy = Message(
            "law.use_other_day", N_("已录入的适用期间：{spans}。请核对日期，或请法规科补录。"), {"spans": spans}
        )
        return Refusal("law.not_in_force", message, remedy=remedy)


def _choose_another() -> Message:
    return Message("law.choose_concept", N_("请从法规库中选择一项。"))


def _recheck_tier() -> Message:
    return Message("law.recheck_tier", N_("请核对违法行为日期、处罚对象和情形，再定金额。"))


def _yuan(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02d}"


def _span(citation: Citation) -> str:
    first = citation.from_day.isoformat() if citation.from_day else ""
    last = citation.to_day.isoformat() if citation.to_day else ""
    return f"{citation} {first}—{last}"
