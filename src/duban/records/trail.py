"""The trail 操作留痕: opens a deed, chains it, verifies the chains.

A deed's MAC runs over its canonical text, which names the deed before it and the digest of its changes, with
a key that is not in the database: whoever rewrites rows, even as superuser, cannot make the chain fit again.
Heads also go to an anchor file, because a tail cut off together with its head would leave a valid shorter chain.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from duban.records.scope import scoped


@dataclass(frozen=True, slots=True)
class DeedHead:
    """What a deed says of itself before it is chained."""

    id: UUID
    agency: str
    name: str
    on: date
    at: datetime
    by: UUID
    channel: str
    specs: str  # hash of the law and campaign files in use
    inputs: str  # judged inputs as JSON text


def open_deed(deed: UUID, agency: str) -> None:
    """From here to the end of the transaction, changes belong to this deed."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select set_config('app.deed', %s, true), set_config('app.deed_agency', %s, true)",
            [str(deed), agency],
        )


def append_deed(head: DeedHead) -> None:
    """Chain the deed: the last statement before commit, so that writers wait for nothing but this."""
    with connection.cursor() as cursor:
        count, digest = _digest(cursor, head.id)
        cursor.execute("select seq, mac from lock_chain(%s)", [head.agency])
        last_seq, last_mac = cursor.fetchone()
        canonical = _canonical(head, last_seq + 1, last_mac, count, digest)
        mac = _mac(canonical)
        cursor.execute(
            "select append_deed(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [
                head.agency,
                head.id,
                last_seq + 1,
                head.name,
                head.on,
                head.at,
                head.by,
                head.channel,
                canonical,
                mac,
            ],
        )
    transaction.on_commit(lambda: _anchor(head.agency, last_seq + 1, mac))


def deed_name(deed: UUID) -> str | None:
    """What was done under this id, if anything was in the readable scope."""
    with connection.cursor() as cursor:
        cursor.execute("select name from deed where id = %s", [deed])
        found = cursor.fetchone()
        return None if found is None else str(found[0])


def changed_rows(deed: UUID, column: str) -> list[str]:
    """Distinct values of a column over the rows that the open deed changed, e.g. ``enterprise_id``."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select distinct coalesce(after, before)::json ->> %s from change where deed_id = %s order by 1",
            [column, deed],
        )
        return [value for (value,) in cursor.fetchall() if value is not None]


@dataclass(frozen=True, slots=True)
class Broken:
    """One place where the trail does not hold."""

    agency: str
    seq: int
    deed: str
    why: str


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
    """Recompute the chains of the agencies against stored rows, chain heads and the anchor file."""
    agencies = tuple(agencies)
    with scoped(agencies):
        return _verify(frozenset(agencies))


def _verify(agencies: frozenset[str]) -> Verdict:
    broken: list[Broken] = []
    last: dict[str, tuple[int, str]] = {}
    macs: dict[tuple[str, int], str] = {}
    count = 0
    for row in _deeds():
        count += 1
        broken.extend(_check(row, last.get(row.agency, (0, ""))))
        last[row.agency] = (row.seq, row.mac)
        macs[row.agency, row.seq] = row.mac
    broken.extend(_check_heads(last))
    broken.extend(_check_anchors(agencies, macs))
    broken.extend(_stray_changes())
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


# Row by row first, so that an import of a million changes digests 32 bytes a row and not its whole text.
_DIGEST = """
    select count(*), coalesce(encode(sha256(string_agg(sha256(convert_to(
        c.nr || chr(31) || c.relation || chr(31) || c.row_pk || chr(31) || coalesce(c.before, '')
        || chr(31) || coalesce(c.after, ''), 'UTF8')), ''::bytea order by c.nr)), 'hex'), '')
    from change c where c.deed_id = {deed}
"""


def _digest(cursor, deed: UUID) -> tuple[int, str]:  # type: ignore[no-untyped-def]  # Django's cursor wrapper has no public type
    cursor.execute(_DIGEST.format(deed="%s"), [deed])
    count, digest = cursor.fetchone()
    return int(count), str(digest)


def _canonical(head: DeedHead, seq: int, prev: str, count: int, digest: str) -> str:
    return json.dumps(
        {
            "agency": head.agency,
            "seq": seq,
            "id": str(head.id),
            "name": head.name,
            "on": head.on.isoformat(),
            "at": head.at.isoformat(),
            "by": str(head.by),
            "channel": head.channel,
            "specs": head.specs,
            "inputs": head.inputs,
            "changes": count,
            "digest": digest,
            "prev": prev,
        },
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )


def _mac(canonical: str) -> str:
    return hmac.new(settings.TRAIL_KEY.encode(), canonical.encode(), hashlib.sha256).hexdigest()


def _anchor(agency: str, seq: int, mac: str) -> None:
    with Path(settings.ANCHOR_FILE).open("a", encoding="utf-8") as file:
        file.write(f"{agency} {seq} {mac}\n")


def _deeds() -> Iterator[_Stored]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(
            "select d.home_agency, d.seq, d.id::text, d.name, d.on, d.at, d.by_id::text, d.channel, d.canonical, d.mac,"  # noqa: S608 -- constant text
            f" x.* from deed d cross join lateral ({_DIGEST.format(deed='d.id')}) x order by d.home_agency, d.seq"
        )
        for row in cursor:
            yield _Stored(*row)


def _check(row: _Stored, before: tuple[int, str]) -> Iterator[Broken]:
    genuine = hmac.compare_digest(_mac(row.canonical).encode(), row.mac.encode())
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


def _check_heads(last: dict[str, tuple[int, str]]) -> Iterator[Broken]:
    with connection.cursor() as cursor:
        cursor.execute("select agency, seq, mac from chain_head where seq > 0 order by agency")
        heads = {agency: (seq, mac) for agency, seq, mac in cursor.fetchall()}
    for agency in sorted(last.keys() | heads.keys()):
        if last.get(agency) != heads.get(agency):
            yield Broken(agency, heads.get(agency, (0, ""))[0], "", "head")


def _check_anchors(agencies: frozenset[str], macs: dict[tuple[str, int], str]) -> Iterator[Broken]:
    for agency, seq, mac in _anchors():
        if agency in agencies and macs.get((agency, seq)) != mac:
            yield Broken(agency, seq, "", "anchor")


_ANCHOR = re.compile(r"([0-9A-Z-]+) ([0-9]+) ([0-9a-f]{64})")


def _anchors() -> Iterator[tuple[str, int, str]]:
    """A line that a power cut tore says nothing: whoever could tear lines on purpose could as well delete them."""
    path = Path(settings.ANCHOR_FILE)
    if not path.exists():
        return
    with path.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            if whole := _ANCHOR.fullmatch(line.rstrip("\n")):
                yield whole[1], int(whole[2]), whole[3]


def anchored_agencies() -> frozenset[str]:
    """Units that have an anchor: one of them may have been deleted with its whole chain."""
    return frozenset(agency for agency, _, _ in _anchors())


def _stray_changes() -> Iterator[Broken]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select c.home_agency, c.deed_id::text from change c"
            " where not exists (select 1 from deed d where d.id = c.deed_id and d.home_agency = c.home_agency)"
            " group by 1, 2 order by 1, 2"
        )
        for agency, deed in cursor.fetchall():
            yield Broken(agency, 0, deed, "stray")
