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
    }
)
"""文书代字, as they were seen after the 2018 reform; the area's abbreviation is part of the agency's own mark."""


def written(mark: str, kind: DocumentKind, year: int, serial: int) -> str:
    """A number as it is printed: the agency's mark, the document's word, the year in 六角括号, no leading zeros."""
    return f"{mark}{WORDS.get(kind, '')}〔{year}〕{serial}号"


def series(kind: DocumentKind) -> tuple[DocumentKind, ...]:
    """The kinds counted together. Papers without a word share one series, or two would bear the same number."""
    return (kind,) if kind in WORDS else tuple(other for other in DocumentKind if other not in WORDS)
