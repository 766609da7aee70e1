"""文号 as they are written and counted: the word of each document, and which kinds share a series."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from duban.domain.wordlists import DocumentKind

WORDS: Mapping[DocumentKind, str] = MappingProxyType(
    {
        DocumentKind.RECTIFICATION_ORDER: "责改",
        DocumentKind.ON_SITE_MEASURE: "现决",
        DocumentKind.REINSPECTION_OPINION: "复查",
        DocumentKind.PENALTY_DECISION: "罚",
        DocumentKind.INSPECTION_SCHEME: "检查",
        DocumentKind.INSPECTION_RECORD: "检记",
        DocumentKind.CASE_FILING: "立",
        DocumentKind.PENALTY_NOTICE: "罚告",
        DocumentKind.HEARING_NOTICE: "听告",
        DocumentKind.CASE_REPORT: "处呈",
        DocumentKind.CASE_CLOSING: "结",
        DocumentKind.DELIVERY_RECEIPT: "回",
        DocumentKind.POWER_CUT_NOTICE: "停供通",
        DocumentKind.REFERRAL: "移",
    }
)
"""文书代字, as they were seen after the 2018 reform; 检查, 停供通 and 移 are carried over from the forms of 2016.

The area's abbreviation is part of the agency's own mark.
"""


def written(mark: str, kind: DocumentKind, year: int, serial: int) -> str:
    """A number as it is printed: the agency's mark, the document's word, the year in 六角括号, no leading zeros."""
    return f"{mark}{WORDS.get(kind, '')}〔{year}〕{serial}号"


def series(kind: DocumentKind) -> tuple[DocumentKind, ...]:
    """The kinds counted together. Papers without a word share one series, or two would bear the same number."""
    return (kind,) if kind in WORDS else tuple(other for other in DocumentKind if other not in WORDS)
