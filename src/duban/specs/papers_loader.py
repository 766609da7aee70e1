"""Reads ``specs/papers``: one form of a paper 文书式样 a file, its wording with the fields that it names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path

from duban.domain.messages import N_, Message
from duban.domain.papers.fields import Field, FieldKind
from duban.domain.papers.forms import (
    NO_NAMES,
    Ask,
    Block,
    Cell,
    Form,
    Grid,
    Line,
    Listing,
    Seal,
    Signing,
    Style,
    Table,
    names_in,
    texts_of,
)
from duban.domain.papers.vocabulary import Layout, PaperKind, PaperSubject
from duban.domain.wordlists import DocumentKind
from duban.specs.loader import load_deadlines
from duban.specs.reading import (
    BOOLEAN,
    ID,
    SPECS,
    TEXT,
    Entry,
    Kind,
    choice,
    either,
    gathering,
    integer,
    listing,
    matching,
    read_file,
    record,
    table,
)

PAPERS = SPECS / "papers"
_NAME = matching(r"[a-z][a-z_]*", N_("字段名（小写字母和下划线）"), "review_term")
_NAMES: Kind[Mapping[str, str]] = table(ID, keys=_NAME)  # type: ignore[assignment]  # a dict is a Mapping
_COPIES = integer(minimum=1)
_STYLES = {style.value: style for style in Style}
_BLOCK = 'paragraph: "{enterprise}"'


class _Bare(StrEnum):
    """Blocks that say nothing more than what they are."""

    SEAL = "seal"


@cache
def load_forms(folder: Path = PAPERS) -> Mapping[PaperKind, Form]:
    """Every form by its kind; ``SpecErrors`` with file and line for what is wrong in any of them."""
    with gathering() as problems:
        kind = record(_read, example="id: rectification_order")
        read = [read_file(path, kind, problems) for path in sorted(folder.glob("*.yaml"))]
    return {form.kind: form for form in read}


def _read(entry: Entry) -> Form:
    form = Form(
        kind=entry.required("id", choice(PaperKind)),
        source=entry.required("source", TEXT),
        layout=entry.required("layout", choice(Layout)),
        subject=entry.required("subject", choice(PaperSubject)),
        heading=entry.required("heading", TEXT),
        series=entry.optional("series", choice(DocumentKind)),
        reviewed=entry.optional("reviewed", BOOLEAN, False),
        law=entry.optional("law", _NAMES, NO_NAMES),
        terms=entry.optional("terms", _NAMES, NO_NAMES),
        asks=entry.optional("asks", listing(record(_read_ask, example="name: facts"), unique="name"), ()),
        needs=entry.optional("needs", listing(_NAME), ()),
        copies=entry.optional("copies", _COPIES, 0),
        copy_to=entry.optional("copy_to", TEXT, ""),
        upward=entry.optional("upward", BOOLEAN, False),
        body=tuple(Seal() if isinstance(one, _Bare) else one for one in entry.required("body", _body())),
    )
    _check_law(entry, form)
    _check_names(entry, form)
    return form


def _read_ask(entry: Entry) -> Ask:
    return Ask(
        name=entry.required("name", _NAME),
        label=entry.required("label", TEXT),
        example=entry.optional("example", TEXT, ""),
        long=entry.optional("long", BOOLEAN, False),
        required=entry.optional("required", BOOLEAN, True),
        start=entry.optional("start", TEXT, ""),
    )


def _body() -> Kind[tuple[_Bare | Block, ...]]:
    bare: Kind[_Bare | Block] = choice(_Bare)  # type: ignore[assignment]  # what it reads is one of both
    return listing(either(bare, record(_read_block, example=_BLOCK)), at_least=1)


def _read_block(entry: Entry) -> Block:
    """The first key says what the block is."""
    for name, style in _STYLES.items():
        if name in entry.keys:
            return Line(entry.required(name, TEXT), style, entry.optional("when", _NAME, ""))
    if "list" in entry.keys:
        return Listing(entry.required("list", _NAME), entry.required("line", TEXT))
    if "grid" in entry.keys:
        return Grid(entry.required("grid", listing(record(_read_cell, example="label: 地址"), at_least=1)))
    if "table" in entry.keys:
        columns = listing(record(_read_column, example="head: 部门"), at_least=1)
        return Table(entry.required("table", _NAME), entry.required("columns", columns))
    if "sign" in entry.keys:
        return Signing(entry.required("sign", listing(TEXT, at_least=1)))
    return Line(entry.required(Style.PARAGRAPH.value, TEXT))


def _read_cell(entry: Entry) -> Cell:
    wide = entry.optional("wide", BOOLEAN, False)
    return Cell(entry.required("label", TEXT), entry.required("text", TEXT), wide)


def _read_column(entry: Entry) -> tuple[str, str]:
    return entry.required("head", TEXT), entry.required("text", TEXT)


def _check_law(entry: Entry, form: Form) -> None:
    """Every concept and every deadline that the form cites is in the lawbook."""
    deadlines = load_deadlines()
    for name, concept in form.law.items():
        entry.check(
            concept in deadlines.lawbook.concepts, "law", _unknown(name, concept), "review: administrative_review"
        )
    for name, code in form.terms.items():
        entry.check(code in deadlines.rules, "terms", _unknown(name, code), "review_term: D20.1")


def _unknown(name: str, value: str) -> Message:
    return Message("spec.paper_law", N_("“{name}”引用了法规库、期限库没有的“{value}”"), {"name": name, "value": value})


def _check_names(entry: Entry, form: Form) -> None:
    """Every name in the text is a field of the form, and a list is read as a list."""
    fields = form.fields()
    singles = {name for name, one in fields.items() if one.kind is not FieldKind.ROWS}
    starts = [name for ask in form.asks for name in names_in(ask.start)]
    named = [*names_in(form.heading), *names_in(form.copy_to), *starts, *_named(form.body)]
    for name in dict.fromkeys(named):
        entry.check(name in singles, "body", _no_field(name), "{enterprise}")
    for name in form.needs:
        entry.check(name in fields, "needs", _no_field(name), "enterprise")
    for block in form.body:
        if isinstance(block, (Listing, Table)):
            _check_rows(entry, block, fields)


def _named(body: Iterable[Block]) -> Iterable[str]:
    for block in body:
        for text in texts_of(block):
            yield from names_in(text)
        if isinstance(block, Line) and block.when:
            yield block.when


def _check_rows(entry: Entry, block: Listing | Table, fields: Mapping[str, Field]) -> None:
    field = fields.get(block.of)
    if field is None or field.kind is not FieldKind.ROWS:
        entry.check(False, "body", _no_field(block.of), "list: hazards")
        return
    texts = [block.text] if isinstance(block, Listing) else [text for _heading, text in block.columns]
    for name in (name for text in texts for name in names_in(text)):
        entry.check(name in field.columns, "body", _no_field(f"{block.of}.{name}"), "{no}")


def _no_field(name: str) -> Message:
    return Message("spec.paper_field", N_("这种文书没有字段“{name}”"), {"name": name})
