"""Traces 研判过程 on the screen: which conditions were asked, what each answered, on which records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from duban.domain.messages import N_, Message
from duban.domain.vocabulary import Answer
from duban.queries.naming import Named, called
from duban.web.ids import TITLES, title
from duban.web.sheets import Ref
from duban.web.wording import say
from duban.web.words import label

_CONNECTIVES: Mapping[str, str] = {"all": N_("同时满足"), "any": N_("满足其一"), "not": N_("相反")}
_OWN_PAGE = ("inspection", "hazard", "order", "measure", "listing", "extension", "card", "penalty")
_PAGES: Mapping[str, str] = {one: one for one in _OWN_PAGE} | {"request": "closure"}
"""Kinds of records that have a page of their own, and its name."""


@dataclass(frozen=True, slots=True)
class Source:
    """A record that led to an answer."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One condition or connective with its answer, and what lies below it."""

    answer: str
    word: str
    text: str
    because: Sequence[Source]
    parts: Sequence[Line]


@dataclass(frozen=True, slots=True)
class Finding:
    """One ground asked of one subject."""

    ground: str
    clause: str
    subject: Source
    line: Line


def findings(kept: Iterable[Mapping[str, Any]]) -> list[Finding]:
    """Findings as a record keeps them (``actions.assessing.trace_of``), those that hold first."""
    kept = list(kept)
    names = called({one for finding in kept for one in _ids(finding)})
    made = [_finding(one, names) for one in kept]
    return sorted(made, key=lambda one: one.line.answer != Answer.YES)


def sources(records: Iterable[str]) -> Mapping[str, Ref]:
    """What records are called, with their pages."""
    wanted = set(records)
    names = called(wanted)
    told = {one: _source(one, names) for one in wanted}
    return {one: Ref(source.text, source.url) for one, source in told.items()}


def _ids(finding: Mapping[str, Any]) -> Iterator[str]:
    yield str(finding["subject"])
    yield from _below(finding.get("trace") or {})


def _below(node: Mapping[str, Any]) -> Iterator[str]:
    yield from node.get("because", ())
    for part in node.get("parts", ()):
        yield from _below(part)


def _finding(kept: Mapping[str, Any], names: Mapping[str, Named]) -> Finding:
    node = kept.get("trace") or {"name": "", "answer": kept["answer"], "because": kept["because"]}
    return Finding(kept["ground"], kept["clause"], _source(kept["subject"], names), _line(node, names))


def _line(node: Mapping[str, Any], names: Mapping[str, Named]) -> Line:
    answer, told = Answer(node["answer"]), node.get("message")
    text = (
        say(Message(told["code"], told["text"], told["params"]))
        if told
        else gettext(_CONNECTIVES.get(node["name"], ""))
    )
    because = [_source(one, names) for one in node.get("because", ())] if told else []
    return Line(answer.value, label(answer), text, because, [_line(part, names) for part in node.get("parts", ())])


def _said(told: Mapping[str, Any]) -> str:
    return say(Message(told["code"], told["text"], told["params"]))


def _source(record: str, names: Mapping[str, Named]) -> Source:
    found = names.get(record)
    if found is None:
        return Source(gettext("其他记录"))
    text = f"{gettext(TITLES.get(found.kind, ''))} {title(found)}".strip()
    return Source(text, reverse(_PAGES[found.kind], args=[found.id]) if found.kind in _PAGES else "")
