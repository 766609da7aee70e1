"""``law/*.yaml`` to the lawbook 法规库: one file an instrument, its versions, its concepts with dated articles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

from duban.domain.citations import Citation, Concept, Instrument, InstrumentVersion, Lawbook, PenaltyRange, Tier, Who
from duban.domain.messages import N_, Message
from duban.specs.articles import article_number
from duban.specs.hashing import file_hash
from duban.specs.places import Place, Problems, duplicate_id
from duban.specs.reading import BOOLEAN, DAY, ID, TEXT, YUAN, Entry, choice, listing, matching, read_file, record

T = TypeVar("T", Concept, Instrument)
VERSION = matching(r"[A-Za-z0-9._-]+", N_("版本标识"), '"2021"')
_SOURCE = "官方文本（2021年6月10日通过）"


@dataclass(frozen=True, slots=True)
class _File:
    """One instrument with its concepts, and where each of both was written."""

    place: Place
    instrument: Instrument
    concepts: tuple[tuple[Place, Concept], ...]


def read_lawbook(folder: Path, problems: Problems) -> Lawbook:
    """All instruments below ``folder``; what is wrong is added to ``problems``."""
    paths = sorted(folder.glob("*.yaml"))
    files = [read_file(path, record(_read_file), problems) for path in paths]
    instruments = _by_id([(file.place, file.instrument) for file in files], problems)
    concepts = _by_id([pair for file in files for pair in file.concepts], problems)
    return Lawbook(concepts, instruments, file_hash(paths))


def _by_id(pairs: list[tuple[Place, T]], problems: Problems) -> dict[str, T]:
    found: dict[str, T] = {}
    places: dict[str, Place] = {}
    for place, value in pairs:
        if value.id in found:
            problems.add(place, duplicate_id("id", value.id, places[value.id]), N_("每个标识只在一个文件里用一次"))
        places.setdefault(value.id, place)
        found.setdefault(value.id, value)
    return found


def _read_file(entry: Entry) -> _File:
    title = entry.required("title", TEXT, example="中华人民共和国安全生产法")
    dated = entry.required("versions", listing(record(lambda e: _read_version(e, title)), unique="id", at_least=1))
    _refuse_overlaps(dated, entry.problems)
    versions = tuple(version for _, version in dated)
    instrument = Instrument(
        id=entry.required("id", ID, example="safety_act"),
        title=title,
        en=entry.optional("en", TEXT, ""),
        versions=versions,
    )
    concept = record(lambda e: (e.place_of("id"), _read_concept(e, instrument)))
    return _File(entry.place_of("id"), instrument, entry.required("concepts", listing(concept, unique="id")))


def _read_version(entry: Entry, title: str) -> tuple[Place, InstrumentVersion]:
    entry.in_order("from", "to")
    version = InstrumentVersion(
        id=entry.required("id", VERSION),
        title=entry.optional("title", TEXT, title),
        label=entry.optional("label", TEXT, ""),
        number=entry.optional("number", TEXT, ""),
        from_day=entry.optional("from", DAY),
        to_day=entry.optional("to", DAY),
        verified=entry.required("verified", BOOLEAN),
        checked_on=entry.optional("checked_on", DAY),
        source=entry.required("source", TEXT, example=_SOURCE),
        note=entry.optional("note", TEXT, ""),
    )
    _need_checked_day(entry, version.verified, version.checked_on)
    return entry.place_of("from"), version


def _refuse_overlaps(dated: tuple[tuple[Place, InstrumentVersion], ...], problems: Problems) -> None:
    for (_, earlier), (place, later) in pairwise(dated):
        if earlier.to_day is None or later.from_day is None or later.from_day <= earlier.to_day:
            params = {"earlier": earlier.id, "later": later.id, "to": earlier.to_day or N_("未写明")}
            text = N_("版本“{later}”与前一版本“{earlier}”（止于{to}）重叠或次序颠倒")
            problems.add(place, Message("spec.versions_overlap", text, params), "to: 2021-08-31 / from: 2021-09-01")


def _need_checked_day(entry: Entry, verified: bool, checked_on: date | None) -> None:
    message = Message("spec.not_checked", N_("已核（verified: true）的内容要写明核对日期"))
    entry.check(not verified or checked_on is not None, "verified", message, "checked_on: 2021-09-01")


def _read_concept(entry: Entry, instrument: Instrument) -> Concept:
    versions = {version.id: version for version in instrument.versions}
    concept_id = entry.required("id", ID)
    value = record(lambda e: _read_value(e, concept_id, instrument.id, versions))
    return Concept(
        id=concept_id,
        topic=entry.required("topic", TEXT, example="责令排除事故隐患"),
        en=entry.optional("en", TEXT, ""),
        note=entry.optional("note", TEXT, ""),
        versions=entry.required("values", listing(value, unique="version", at_least=1)),
        penalties=entry.optional("penalties", listing(record(lambda e: _read_penalty(e, versions))), ()),
    )


def _read_value(entry: Entry, concept: str, instrument: str, versions: Mapping[str, InstrumentVersion]) -> Citation:
    version = _version(entry, versions)
    article = entry.optional("article", TEXT, "")
    verified, source = _proof(entry, version)
    checked_on = entry.optional("checked_on", DAY, version.checked_on if verified else None)
    _need_checked_day(entry, verified, checked_on)
    return Citation(
        concept=concept,
        instrument=instrument,
        title=version.title,
        version=version.id,
        label=version.label,
        article=article,
        number=entry.optional("number", TEXT, article_number(article)),
        from_day=version.from_day,
        to_day=version.to_day,
        verified=verified,
        checked_on=checked_on,
        source=source,
        note=entry.optional("note", TEXT, ""),
    )


def _version(entry: Entry, versions: Mapping[str, InstrumentVersion]) -> InstrumentVersion:
    """The version that a value names; an unknown one is noted and a blank one stands in."""
    name = entry.required("version", VERSION)
    if name in versions:
        return versions[name]
    if name:
        known = "、".join(versions)
        message = Message("spec.unknown_version", N_("没有版本“{name}”；可用：{known}"), {"name": name, "known": known})
        entry.problems.add(entry.place_of("version"), message, f'version: "{next(iter(versions), "2021")}"')
    return InstrumentVersion(name, "", "", "", None, None, False, date.min, "")


def _proof(entry: Entry, version: InstrumentVersion) -> tuple[bool, str]:
    """Whether the official text was read, and the source: an unverified value names its own."""
    verified = entry.required("verified", BOOLEAN)
    if verified:
        return True, entry.optional("source", TEXT, version.source)
    return False, entry.required("source", TEXT, example="二手摘录，待核官方文本")


def _read_penalty(entry: Entry, versions: Mapping[str, InstrumentVersion]) -> PenaltyRange:
    version = _version(entry, versions)
    low, high = entry.optional("min", YUAN), entry.optional("max", YUAN)
    suspension = entry.optional("suspension", BOOLEAN, False)
    _check_amounts(entry, low, high, suspension)
    verified, _ = _proof(entry, version)
    return PenaltyRange(
        who=entry.required("who", choice(Who)),
        tier=entry.required("tier", choice(Tier)),
        minimum_fen=low,
        maximum_fen=high,
        optional=entry.optional("optional", BOOLEAN, False),
        suspension=suspension,
        from_day=version.from_day,
        to_day=version.to_day,
        verified=verified,
        note=entry.optional("note", TEXT, ""),
    )


def _check_amounts(entry: Entry, low: int | None, high: int | None, suspension: bool) -> None:
    both = Message("spec.amounts_unpaired", N_("min 与 max 要么都写，要么都不写"))
    entry.check((low is None) == (high is None), "min", both, "min: 20000, max: 50000")
    if low is not None and high is not None:
        entry.check(low <= high, "max", Message("spec.amounts_reversed", N_("max 小于 min")), "min: 20000, max: 50000")
    empty = Message("spec.empty_penalty", N_("罚则既没有金额，也没有停产停业整顿"))
    entry.check(low is not None or high is not None or suspension, "tier", empty, "suspension: true")
