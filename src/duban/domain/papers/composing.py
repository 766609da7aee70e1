"""Composing 成文: a form, the facts and the law of the day make the text of a paper. Pure: equal facts, equal text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from duban.domain.citations import marked
from duban.domain.law import Law
from duban.domain.papers.fields import Field, FieldKind
from duban.domain.papers.forms import Block, Form, Grid, Line, Listing, Signing, Table
from duban.domain.papers.wording import BLANK, fill, in_words, rows_in_words, written_term
from duban.domain.standing import Cited

ARTICLES = "articles"
"""The field in which a paper cites what its record keeps; a paper without it does not rest on those articles."""

PlainBlock = Mapping[str, Any]
"""A block as plain values, which is what is kept and what the printers read."""


@dataclass(frozen=True, slots=True)
class Composed:
    """The text of a paper.

    ``words``: every field as it is written (lists as rows of words), which is what a template of the bureau's own is
    filled with. ``missing``: fields that the text names and nobody recorded. ``unverified``: what it cites and nobody
    has read in the official text.
    """

    heading: str
    blocks: tuple[PlainBlock, ...]
    words: Mapping[str, Any]
    missing: tuple[str, ...]
    unverified: tuple[Cited, ...]
    copy_to: str = ""


@dataclass(slots=True)
class _Writer:
    """Fills one form: remembers what was missing and what nobody has verified."""

    form: Form
    fields: Mapping[str, Field]
    words: dict[str, Any]
    missing: dict[str, None] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    def word(self, name: str) -> str:
        self.used.add(name)
        text = self.words.get(name, "")
        if not text:
            self.missing[name] = None
        return text or BLANK

    def rows(self, name: str) -> list[dict[str, str]]:
        rows: list[dict[str, str]] = self.words.get(name, [])
        if not rows:
            self.missing[name] = None
        return rows

    def fill(self, text: str) -> str:
        return fill(text, self.word)


def compose(form: Form, values: Mapping[str, Any], cited: Sequence[Cited], law: Law, on: date) -> Composed:
    """The paper with these facts, its articles and terms as of ``on``, the day of the step.

    ``cited``: articles that the record behind it keeps (a penalty decision, a card), each with its own mark.
    """
    fields = form.fields()
    words, from_law = _words(form, fields, values, law, on)
    writer = _Writer(form, fields, words)
    blocks = tuple(_plain(block, writer) for block in form.body if _stands(block, words))
    heading, copy_to = writer.fill(form.heading), writer.fill(form.copy_to)
    kept = cited if ARTICLES in writer.used else ()
    unverified = {one.text: one for one in (*kept, *from_law) if not one.verified}
    return Composed(heading, blocks, words, tuple(writer.missing), tuple(unverified.values()), copy_to)


def start_of(form: Form, composed: Composed) -> dict[str, str]:
    """What stands in the drafter's fields when the form is opened: from the records, where they know it."""
    return {
        ask.name: fill(ask.start, lambda name: str(composed.words.get(name) or BLANK)) for ask in form.asks if ask.start
    }


def outline(form: Form) -> tuple[PlainBlock, ...]:
    """The blocks of a form with its names left in: what an editable template is made from."""
    return tuple(_outlined(block) for block in form.body)


def _words(
    form: Form, fields: Mapping[str, Field], values: Mapping[str, Any], law: Law, on: date
) -> tuple[dict[str, Any], list[Cited]]:
    words: dict[str, Any] = {name: _word(one, values.get(name)) for name, one in fields.items()}
    found: list[Cited] = []
    for name, concept in form.law.items():
        cited = law.cited(concept, on)
        words[name] = "" if cited is None else marked(cited.text, cited.verified)
        found += [] if cited is None else [cited]
    for name, code in form.terms.items():
        words[name], cited = _term(law, code, on)
        found += [] if cited is None else [cited]
    return words, found


def _word(field: Field, value: Any) -> Any:
    return rows_in_words(field, value or ()) if field.kind is FieldKind.ROWS else in_words(field, value)


def _term(law: Law, code: str, on: date) -> tuple[str, Cited | None]:
    """How long a term of that day is, with what it rests on."""
    term = law.deadlines.rule(code).term_on(on)
    if term is None:
        return "", None
    article = law.cited(term.concept, on)
    verified = term.verified and (article is None or article.verified)
    text = "" if article is None else article.text
    return written_term(term), Cited(term.concept, f"{written_term(term)}（{text}）", verified)


def _stands(block: Block, words: Mapping[str, Any]) -> bool:
    return not (isinstance(block, Line) and block.when) or bool(words.get(block.when))


def _plain(block: Block, writer: _Writer) -> PlainBlock:
    match block:
        case Line():
            return {"kind": "line", "style": block.style.value, "text": writer.fill(block.text)}
        case Listing():
            return {"kind": "listing", "lines": [_of_row(block.text, row) for row in writer.rows(block.of)]}
        case Grid():
            cells = [{"label": cell.label, "text": writer.fill(cell.text), "wide": cell.wide} for cell in block.cells]
            return {"kind": "grid", "cells": cells}
        case Table():
            rows = [[_of_row(text, row) for _heading, text in block.columns] for row in writer.rows(block.of)]
            return {"kind": "table", "head": [heading for heading, _text in block.columns], "rows": rows}
        case Signing():
            return {"kind": "signing", "labels": list(block.labels)}
        case _:  # the seal
            return {"kind": "seal", "agency": writer.word("agency"), "on": writer.word("on")}


def _of_row(text: str, row: Mapping[str, str]) -> str:
    """A text with the columns of one row; an empty column leaves nothing behind."""
    return fill(text, lambda name: row.get(name, ""))


def _outlined(block: Block) -> PlainBlock:
    match block:
        case Line():
            return {"kind": "line", "style": block.style.value, "text": block.text, "when": block.when}
        case Listing():
            return {"kind": "listing", "of": block.of, "line": block.text}
        case Grid():
            cells = [{"label": cell.label, "text": cell.text, "wide": cell.wide} for cell in block.cells]
            return {"kind": "grid", "cells": cells}
        case Table():
            return {
                "kind": "table",
                "of": block.of,
                "head": [heading for heading, _text in block.columns],
                "cells": [text for _heading, text in block.columns],
            }
        case Signing():
            return {"kind": "signing", "labels": list(block.labels)}
        case _:  # the seal
            return {"kind": "seal", "agency": "{agency}", "on": "{on}"}
