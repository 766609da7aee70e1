"""Cross-checks 报送前核对: whether the cards, the cases and the figures of a return agree with one another.

An error blocks the return; a warning needs a word of the clerk.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from duban.domain.annex_table import AnnexTable, Row, RowKind
from duban.domain.case import CardCase, Case, HazardCase
from duban.domain.messages import N_, Message
from duban.domain.standing import Act
from duban.domain.vocabulary import Answer, CardColour

_PAIR = 2  # 每次检查不得少于两人


class Severity(StrEnum):
    """Whether a finding blocks 报送 or only asks for an explanation."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class CheckFinding:
    """Something that does not agree. ``records``: the ids it is about."""

    code: str
    severity: Severity
    message: Message
    records: tuple[str, ...]


def case_findings(cases: Iterable[Case]) -> tuple[CheckFinding, ...]:
    """What does not agree within the cases of a unit's enterprises on the report day."""
    return tuple(finding for case in cases for check in _CASE_CHECKS for finding in check(case))


def table_findings(table: AnnexTable) -> tuple[CheckFinding, ...]:
    """What does not agree between the figures of one row of annex 1."""
    codes = [column.code for column in table.columns]
    return tuple(
        finding
        for row in table.rows
        if row.kind is RowKind.ENTERPRISE
        for finding in _row_findings(row, {code: row.cells[place].value for place, code in enumerate(codes)})
    )


def returned_findings(table: AnnexTable) -> tuple[CheckFinding, ...]:
    """What a form put together from returns has to explain: units missing, late, or not accepted."""
    return tuple(CheckFinding(each.code, Severity.WARNING, each, ()) for each in table.warnings)


def _error(code: str, text: str, records: tuple[str, ...], **params: object) -> CheckFinding:
    return CheckFinding(code, Severity.ERROR, Message(f"check.{code}", text, params), records)


def _warning(code: str, text: str, records: tuple[str, ...], **params: object) -> CheckFinding:
    return CheckFinding(code, Severity.WARNING, Message(f"check.{code}", text, params), records)


def _yellow_without_major(case: Case) -> Iterator[CheckFinding]:
    """Every yellow card has a major hazard in annex 1."""
    for card in case.cards:
        if card.card.colour is CardColour.YELLOW and not any(hazard.major for hazard in card.hazards):
            text = N_("{enterprise}列入黄牌，但报表日没有所依据的重大隐患。")
            yield _error("yellow_without_major", text, (card.id,), enterprise=case.facts.name)


def _unsafe_without_card(case: Case) -> Iterator[CheckFinding]:
    """Every unsafe major hazard has a card, or the yellow card was declined with a reason."""
    declined = {seen for each in case.facts.declines if each.act in _CARD_ACTS for seen in each.seen}
    for hazard in case.hazards:
        if _unsafe(hazard) and not _carded(hazard, case.cards) and hazard.id not in declined:
            text = N_("{enterprise}的重大隐患“{hazard}”不能保证安全，既没有列入黄牌、红牌，也没有不予采纳的理由。")
            params = {"enterprise": case.facts.name, "hazard": hazard.hazard.description}
            yield _error("unsafe_without_card", text, (hazard.id,), **params)


_CARD_ACTS = frozenset({Act.CONFIRM_YELLOW, Act.CONFIRM_RED})


def _unsafe(hazard: HazardCase) -> bool:
    return hazard.open and hazard.major and hazard.hazard.safety_assured is Answer.NO


def _carded(hazard: HazardCase, cards: Iterable[CardCase]) -> bool:
    """Named by a card in force, or at a site whose card is red."""
    return any(
        hazard.id in card.card.hazards or (card.card.colour is CardColour.RED and card.card.site == hazard.hazard.site)
        for card in cards
    )


def _red_without_request(case: Case) -> Iterator[CheckFinding]:
    """The plan has every enterprise of the red list put before its government."""
    for card in case.cards:
        if card.card.colour is CardColour.RED and case.request is None:
            text = N_("{enterprise}列入红牌，尚未报请属地人民政府关停取缔。")
            yield _warning("red_without_request", text, (card.id,), enterprise=case.facts.name)


def _penalty_undelivered(case: Case) -> Iterator[CheckFinding]:
    for penalty in case.facts.penalties:
        if penalty.delivered_on is None and penalty.annulled_on is None:
            text = N_("{enterprise}的行政处罚决定（{on}）已计入，尚未送达。")
            yield _warning(
                "penalty_undelivered", text, (penalty.id,), enterprise=case.facts.name, on=penalty.decided_on
            )


def _order_undelivered(case: Case) -> Iterator[CheckFinding]:
    for order in case.facts.orders:
        if order.delivered_on is None and order.withdrawn_on is None:
            text = N_("{enterprise}的责令限期整改指令书（{on}）已计入，尚未送达。")
            yield _warning("order_undelivered", text, (order.id,), enterprise=case.facts.name, on=order.issued_on)


def _hazard_unordered(case: Case) -> Iterator[CheckFinding]:
    """A hazard that nobody ordered to be removed, and that was not corrected on the spot."""
    for hazard in case.hazards:
        if hazard.open and not any(not item.lapsed for item in hazard.items):
            text = N_("{enterprise}的隐患“{hazard}”没有下达整改指令，也没有当场改正。")
            params = {"enterprise": case.facts.name, "hazard": hazard.hazard.description}
            yield _warning("hazard_unordered", text, (hazard.id,), **params)


_CASE_CHECKS = (
    _yellow_without_major,
    _unsafe_without_card,
    _red_without_request,
    _penalty_undelivered,
    _order_undelivered,
    _hazard_unordered,
)


def _row_findings(row: Row, values: Mapping[str, object]) -> Iterator[CheckFinding]:
    name, records = str(values.get("enterprise", "")), (row.entry or "",)
    if _number(values, "fines") > 0 and _number(values, "penalties") == 0:
        text = N_("{enterprise}有罚款数额，没有行政处罚决定。")
        yield _error("fine_without_decision", text, records, enterprise=name)
    if _number(values, "major_hazards") > _number(values, "hazards"):
        text = N_("{enterprise}的重大隐患数多于问题和隐患数。")
        yield _error("more_major_than_all", text, records, enterprise=name)
    if "officers" in values and _number(values, "officers") < _PAIR * _number(values, "visits"):
        text = N_("{enterprise}的执法人员人次少于检查次数的两倍。")
        yield _error("too_few_officers", text, records, enterprise=name)


def _number(values: Mapping[str, object], code: str) -> int:
    value = values.get(code, 0)
    return value if isinstance(value, int) else 0
