"""Batch deeds 批量办理: one deed a row, each judged on its own; every row gets its answer, done or refused and why."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from django.http import QueryDict
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from duban.actions.background import Result, Work, packed
from duban.actions.deeds import DeedKind, done_already
from duban.actions.progress import counted
from duban.actions.register import all_kinds
from duban.config import clock
from duban.domain.days import local_day
from duban.domain.messages import N_, Message, Refusal
from duban.queries.background import unpacked
from duban.queries.reading import reading
from duban.records import files
from duban.web.access import require_access
from duban.web.found import CHUNK, Asking, Batching, FoundAnywhere
from duban.web.listing import Batch, Selection
from duban.web.lists import find

LIST, ACT, ROWS, QUERY, INPUTS, ON, LANGUAGE = "list", "act", "rows", "query", "inputs", "on", "language"
AT_ONCE = 20  # rows: a deed takes some hundredths of a second
_GONE = Refusal(
    "batch.gone",
    Message("batch.gone", N_("这一行已经不在名单里。")),
    remedy=Message("batch.gone.remedy", N_("请刷新名单；记录可能已作废，或者已移交其他单位。")),
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one row; ``refusal`` where it was not done."""

    row: UUID
    name: str
    refusal: Refusal | None


def asked_of(code: str, act: str, chosen: Selection, on: date, inputs: Mapping[str, Any]) -> dict[str, str]:
    """What the task is told: the rows by their keys, or the filter."""
    return {
        LIST: code,
        ACT: act,
        ROWS: " ".join(chosen.rows),
        QUERY: "" if chosen.filter is None else chosen.filter.urlencode(),
        INPUTS: json.dumps(inputs, default=str),
        ON: on.isoformat(),
        LANGUAGE: get_language() or "",
    }


def keys_of(rows: Iterable[str]) -> list[UUID]:
    """The keys among what a form sent, each once."""
    found: dict[UUID, None] = {}
    for text in rows:
        try:
            found[UUID(text)] = None
        except ValueError:
            continue
    return list(found)


def deed_of(found: FoundAnywhere, act: str) -> Batch | None:
    """The deed, if it is one that this list offers for many rows."""
    return next((one for one in found.batching.deeds if one.code == act), None) if found.batching else None


# The work ---------------------------------------------------------------------------------------------------------


def batch(work: Work) -> Result:
    """Do the deed with every row that was chosen, under ids made from the task's: done once, however often it runs."""
    code = work.asked[LIST]
    require_access(code, work.by)
    with translation.override(work.asked[LANGUAGE]):
        with reading(work.by):
            rows, deed = _chosen(work)
        told = io.BytesIO()
        for key, name in counted(rows, len(rows)):
            refusal = _GONE if name is None else _refusal(work, deed, key)
            line = {"row": str(key), "name": name or str(key), "refusal": None if refusal is None else packed(refusal)}
            told.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")
        told.seek(0)
        return Result(len(rows), files.keep(told), _("办理结果") + ".jsonl")


def _chosen(work: Work) -> tuple[list[tuple[UUID, str | None]], Batch]:
    """Every row with its name (none for what is no longer there), and the deed."""
    found = find(work.asked[LIST], Asking(work.by, QueryDict(work.asked[QUERY]), local_day(work.asked_at)))
    deed = deed_of(found, work.asked[ACT])
    if deed is None or found.batching is None:
        raise Refusal("batch.unknown", Message("batch.unknown", N_("这个名单不能批量办理此事项。")))
    if not work.asked[ROWS]:
        return list(_named(found.batching, found.lines.iterator(chunk_size=CHUNK))), deed
    keys = keys_of(work.asked[ROWS].split())
    names = dict(_named(found.batching, found.batching.pick(keys).iterator(chunk_size=CHUNK)))
    return [(key, names.get(key)) for key in keys], deed


def _named(batching: Batching, lines: Iterable[Any]) -> Iterator[tuple[UUID, str | None]]:
    for line in lines:
        yield batching.key(line), batching.name(line)


def _refusal(work: Work, deed: Batch, key: UUID) -> Refusal | None:
    kind: DeedKind = all_kinds()[deed.code]
    deed_id = uuid5(work.id, str(key))
    try:
        if not done_already(deed_id, work.by, kind.name):
            given = json.loads(work.asked[INPUTS]) | {deed.row: key}
            on = date.fromisoformat(work.asked[ON])
            kind.perform(by=work.by, on=on, at=clock.now(), id=deed_id, **given)
    except Refusal as refusal:
        return refusal
    return None


# Its result -------------------------------------------------------------------------------------------------------


def answers(sha256: str) -> Sequence[Answer]:
    """What became of every row, the refused ones first."""
    with files.path_of(sha256).open(encoding="utf-8") as lines:
        found = [_answer(json.loads(line)) for line in lines]
    return sorted(found, key=lambda one: one.refusal is None)


def _answer(kept: Mapping[str, Any]) -> Answer:
    refusal = None if kept["refusal"] is None else unpacked(kept["refusal"])
    return Answer(UUID(kept["row"]), kept["name"], refusal)
