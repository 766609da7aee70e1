"""Sheet 版面: a paper as it is printed, in plain values; this is what is frozen when it is issued."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from duban.domain.days import written_day
from duban.domain.papers.composing import Composed, PlainBlock
from duban.domain.papers.forms import Form
from duban.domain.papers.vocabulary import Layout

SIGN, DATE_ROOM = "（签名）：", "　　年　　月　　日"
"""What stands behind the label of a line that is signed by hand, and room for its day."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A paper as it is printed.

    ``mark``: the name in red at the head of an official document 发文机关标志. ``upward``: it asks a superior, and
    names who signed it 签发人. ``unbroken``: a name inside the title that is not to be broken over two lines.
    """

    layout: Layout
    heading: str
    agency: str
    mark: str
    number: str
    blocks: tuple[PlainBlock, ...]
    on: date
    draft: bool = False
    copies: int = 0
    copy_to: str = ""
    upward: bool = False
    signer: str = ""
    correction: str = ""
    unbroken: str = ""

    @property
    def copies_line(self) -> str:
        """How many copies there are, and whose; empty where the form does not say."""
        return f"本文书一式{self.copies}份，一份由本机关备案，其余交当事人。" if self.copies else ""

    @property
    def signer_line(self) -> str:
        """Who signed what asks a superior."""
        return f"签发人：{self.signer}" if self.upward else ""


@dataclass(frozen=True, slots=True)
class Correction:
    """The paper that a new one takes the place of, and why."""

    number: str
    on: date
    reason: str


def sheet_of(
    form: Form, composed: Composed, on: date, *, signer: str, draft: bool, correction: Correction | None
) -> Sheet:
    """The printed page of a composed paper; ``on`` is the day that it bears."""
    words = composed.words
    return Sheet(
        layout=form.layout,
        heading=composed.heading,
        agency=words["agency"],
        mark=f"{words['agency']}文件",
        number=words["number"],
        blocks=composed.blocks,
        on=on,
        draft=draft,
        copies=form.copies,
        copy_to=composed.copy_to,
        upward=form.upward,
        signer=signer,
        correction=_correcting(correction, form),
        unbroken=str(words.get("enterprise", "")),
    )


def _correcting(correction: Correction | None, form: Form) -> str:
    if correction is None:
        return ""
    return (
        f"本文书更正本机关{written_day(correction.on)}作出的{correction.number}《{form.title}》，"
        f"更正理由：{correction.reason}。原文书不再使用。"
    )


def as_plain(sheet: Sheet) -> dict[str, Any]:
    """The sheet as JSON holds it."""
    return {**asdict(sheet), "layout": sheet.layout.value, "on": sheet.on.isoformat(), "blocks": list(sheet.blocks)}


def from_plain(plain: Mapping[str, Any]) -> Sheet:
    """The sheet that was kept."""
    kept = dict(plain)
    kept |= {
        "layout": Layout(kept["layout"]),
        "on": date.fromisoformat(kept["on"]),
        "blocks": tuple(kept["blocks"]),
    }
    return Sheet(**kept)
