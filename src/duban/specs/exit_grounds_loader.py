"""Reads ``specs/exit_grounds.yaml``: reasons and manners of exit, and the elimination catalogues."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TypeVar

from duban.domain.exit_grounds import ExitGrounds, ExitManner, ExitReason, ExitRule
from duban.domain.messages import N_, Message
from duban.specs.code_list_kinds import GB_CODES, WrittenList, check_succession, code_list
from duban.specs.reading import BOOLEAN, ID, TEXT, Entry, Kind, choice, gathering, listing, read_file, record

EXIT_GROUNDS = Path(__file__).parent / "exit_grounds.yaml"

W = TypeVar("W", bound=StrEnum)


@cache
def load_exit_grounds(path: Path = EXIT_GROUNDS) -> ExitGrounds:
    """Reasons, manners and catalogues, oldest catalogue first; ``SpecErrors`` with file and line."""
    with gathering() as problems:
        reasons, manners, written = read_file(path, record(_read), problems)
        check_succession(written, problems)
    catalogues = tuple(sorted((one.value for one in written), key=lambda one: one.first_on))
    return ExitGrounds(reasons, manners, catalogues)


def _read(
    entry: Entry,
) -> tuple[Mapping[ExitReason, ExitRule], Mapping[ExitManner, ExitRule], tuple[WrittenList, ...]]:
    return (
        _rules(entry, "reasons", ExitReason),
        _rules(entry, "manners", ExitManner),
        entry.required("catalogues", listing(code_list("codes", GB_CODES), unique="id")),
    )


def _rules(entry: Entry, key: str, words: type[W]) -> Mapping[W, ExitRule]:
    """The rules under ``key``: one for each word, none twice."""
    rules = entry.required(key, listing(_rule_of(words), unique="id"))
    read = dict(rules)
    lacking = [word.value for word in words if word not in read]
    entry.check(
        not lacking,
        key,
        Message("spec.words_lacking", N_("还缺：{words}"), {"words": "、".join(lacking)}),
        f"- id: {lacking[0] if lacking else next(iter(words))}",
    )
    return read


def _rule_of(words: type[W]) -> Kind[tuple[W, ExitRule]]:
    return record(lambda entry: (entry.required("id", choice(words)), _read_rule(entry)))


def _read_rule(entry: Entry) -> ExitRule:
    return ExitRule(
        title=entry.required("title", TEXT),
        rule=entry.required("rule", TEXT),
        source=entry.required("source", TEXT),
        verified=entry.required("verified", BOOLEAN),
        deadline=entry.optional("deadline", ID, ""),
    )
