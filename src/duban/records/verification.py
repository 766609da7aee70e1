"""Verification 核验: whether the chains hold, whether their heads are anchored, whether the tables are what was done.

What stands in the trail is recomputed with the key; what the tables hold is compared with the last change of each row
(``verified_tables``). Everything is read in one snapshot, so that work beside it raises no alarm, and row by row or
compared in the database: memory does not grow with the trail.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from duban.records import anchors
from duban.records.scope import Scope, enter
from duban.records.trail import DIGEST, mac_of
from duban.records.verified_tables import Altered, altered_rows


@dataclass(frozen=True, slots=True)
class Broken:
    """One place where the trail does not hold, or where a table is not what the trail says.

    ``relation``, ``row`` and ``columns`` say which row of which table and what differs in it; ``more``: so many
    further rows of that table differ and are not named.
    """

    agency: str
    seq: int
    deed: str
    why: str
    relation: str = ""
    row: str = ""
    columns: tuple[str, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """Result of a verification 核验结果."""

    deeds: int
    broken: tuple[Broken, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing is broken."""
        return not self.broken


def verify_trail(agencies: Iterable[str]) -> Verdict:
    """Verify the chains of the agencies, which are all of the installation, and every table with a trail."""
    agencies = tuple(agencies)
    written = anchors.written_so_far()  # before the snapshot: deeds of later lines may not be seen in it
    within = connection.in_atomic_block  # then it is the caller's snapshot
    with transaction.atomic():
        if not within:
            with connection.cursor() as cursor:
                cursor.execute("set transaction isolation level repeatable read")
        enter(Scope(agencies))
        return _verify(frozenset(agencies), written)


def anchored_agencies() -> frozenset[str]:
    """Units that have an anchor: one of them may have been deleted with its whole chain."""
    return frozenset(anchors.last_anchored())


def _verify(agencies: frozenset[str], written: int) -> Verdict:
    broken: list[Broken] = []
    last: dict[str, tuple[int, str]] = {}
    count = 0
    for row in _deeds():
        count += 1
        broken.extend(_check(row, last.get(row.agency, (0, ""))))
        last[row.agency] = (row.seq, row.mac)
    broken.extend(_check_heads(last))
    broken.extend(_stray_changes())
    broken.extend(_told(each) for each in altered_rows())
    broken.extend(_check_anchors(agencies, written))
    broken.extend(_check_anchored(last))
    return Verdict(count, tuple(broken))


@dataclass(frozen=True, slots=True)
class _Stored:
    agency: str
    seq: int
    id: str
    name: str
    on: date
    at: datetime
    by: str
    channel: str
    canonical: str
    mac: str
    count: int
    digest: str


def _deeds() -> Iterator[_Stored]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(
            "select d.home_agency, d.seq, d.id::text, d.name, d.on, d.at, d.by_id::text, d.channel, d.canonical, d.mac,"  # noqa: S608 -- constant text
            f" x.* from deed d cross join lateral ({DIGEST.format(deed='d.id')}) x order by d.home_agency, d.seq"
        )
        for row in cursor:
            yield _Stored(*row)


def _check(row: _Stored, before: tuple[int, str]) -> Iterator[Broken]:
    genuine = hmac.compare_digest(mac_of(row.canonical).encode(), row.mac.encode())
    if not genuine:
        yield Broken(row.agency, row.seq, row.id, "mac")
    if row.seq != before[0] + 1:
        yield Broken(row.agency, row.seq, row.id, "missing")
    if genuine:  # a text that we did not write may say anything, or be no JSON at all
        yield from _check_said(row, json.loads(row.canonical), before)


def _check_said(row: _Stored, said: Mapping[str, Any], before: tuple[int, str]) -> Iterator[Broken]:
    if row.seq == before[0] + 1 and said["prev"] != before[1]:
        yield Broken(row.agency, row.seq, row.id, "order")
    if (said["changes"], said["digest"]) != (row.count, row.digest):
        yield Broken(row.agency, row.seq, row.id, "changes")
    columns = (row.agency, row.seq, row.id, row.name, row.on.isoformat(), row.by, row.channel)
    if columns != tuple(said[key] for key in ("agency", "seq", "id", "name", "on", "by", "channel")) or row.at != (
        datetime.fromisoformat(said["at"])
    ):
        yield Broken(row.agency, row.seq, row.id, "columns")


def _check_heads(last: Mapping[str, tuple[int, str]]) -> Iterator[Broken]:
    with connection.cursor() as cursor:
        cursor.execute("select agency, seq, mac from chain_head where seq > 0 order by agency")
        heads = {agency: (seq, mac) for agency, seq, mac in cursor.fetchall()}
    for agency in sorted(last.keys() | heads.keys()):
        if last.get(agency) != heads.get(agency):
            yield Broken(agency, heads.get(agency, (0, ""))[0], "", "head")


def _check_anchors(agencies: frozenset[str], written: int) -> Iterator[Broken]:
    """Every anchor must stand in its chain."""
    with connection.cursor() as cursor:
        cursor.execute("create temporary table anchor (agency text, seq bigint, mac text) on commit drop")
        with cursor.copy("copy anchor from stdin") as copy:
            for each in anchors.anchors():
                if each.end <= written and each.agency in agencies:
                    copy.write_row((each.agency, each.seq, each.mac))
        cursor.execute(
            "select distinct a.agency, a.seq from anchor a left join deed d on d.home_agency = a.agency"
            " and d.seq = a.seq where d.mac is distinct from a.mac order by 1, 2"
        )
        for agency, seq in cursor.fetchall():
            yield Broken(agency, seq, "", "anchor")
        cursor.execute("drop table anchor")


def _check_anchored(last: Mapping[str, tuple[int, str]]) -> Iterator[Broken]:
    """The last link of every chain must have an anchor; it covers those before it."""
    anchored = anchors.last_anchored()
    for agency, (seq, _) in sorted(last.items()):
        if seq > anchored.get(agency, 0):
            yield Broken(agency, seq, "", "unanchored")


def _stray_changes() -> Iterator[Broken]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select c.home_agency, c.deed_id::text from change c"
            " where not exists (select 1 from deed d where d.id = c.deed_id and d.home_agency = c.home_agency)"
            " group by 1, 2 order by 1, 2"
        )
        for agency, deed in cursor.fetchall():
            yield Broken(agency, 0, deed, "stray")


def _told(row: Altered) -> Broken:
    return Broken(row.agency, row.seq, row.deed, row.why, row.relation, row.row, row.columns, row.more)
