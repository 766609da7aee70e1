"""Rules of case files 案卷: which papers may be bound."""

from __future__ import annotations

from dataclasses import dataclass

from duban.domain.messages import N_, Message, Refusal
from duban.domain.workflow import PaperState

FILED = frozenset({PaperState.ISSUED, PaperState.CORRECTED, PaperState.WITHDRAWN})
"""What is kept in the file: a paper that was corrected or withdrawn was issued too, and stays provable."""


@dataclass(frozen=True, slots=True)
class Place:
    """How a paper stands to the file: of the same unit and campaign, issued, in another file already."""

    own: bool
    issued: bool
    archived: bool


def paper_refusal(number: str, place: Place) -> Refusal | None:
    """Why the paper cannot be bound, or ``None``."""
    if not place.own:
        return _refused("case_file.not_own", N_("文书 {number} 不属于本单位的这次专项行动。"), number)
    if not place.issued:
        return _refused("case_file.not_issued", N_("文书 {number} 还没有签发，不能归档。"), number)
    if place.archived:
        return _refused("case_file.archived", N_("文书 {number} 已经归入另一案卷。"), number)
    return None


def _refused(rule: str, text: str, number: str) -> Refusal:
    return Refusal(
        rule,
        Message(rule, text, {"number": number or "—"}),
        remedy=Message("case_file.remedy", N_("请只选择本单位已签发、尚未归档的文书。")),
    )
