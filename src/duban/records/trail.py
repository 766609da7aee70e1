"""The trail 操作留痕: opens a deed and chains it. ``verification`` checks what stands in it.

A deed's MAC runs over its canonical text, which names the deed before it and the digest of its changes, with
a key that is not in the database: whoever rewrites rows, even as superuser, cannot make the chain fit again.
Heads also go to the file of ``anchors``, after the commit: a deed that is done is never told as failed because its
anchor could not be written.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from duban.records import anchors
from duban.records.scope import scoped

_log = logging.getLogger(__name__)


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
        count, digest = _digested(cursor, head.id)
        cursor.execute("select seq, mac from lock_chain(%s)", [head.agency])
        last_seq, last_mac = cursor.fetchone()
        canonical = _canonical(head, last_seq + 1, last_mac, count, digest)
        mac = mac_of(canonical)
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


def _anchor(agency: str, seq: int, mac: str) -> None:
    """What cannot be anchored is told to the log and by ``verify-trail``, never to the person whose deed is done."""
    try:
        anchors.note(agency, seq, mac)
    except OSError as error:
        _log.error("deed %s of %s is done but not anchored: %s", seq, agency, error)


def anchor_heads(agencies: Iterable[str]) -> list[tuple[str, int]]:
    """Anchor the chains whose last link has no anchor, after a crash or a full disk; says whose and which."""
    anchored = anchors.last_anchored()
    with scoped(agencies), connection.cursor() as cursor:
        cursor.execute("select agency, seq, mac from chain_head where seq > 0 order by agency")
        behind = [(agency, seq, mac) for agency, seq, mac in cursor.fetchall() if seq > anchored.get(agency, 0)]
    for agency, seq, mac in behind:
        anchors.note(agency, seq, mac)
    return [(agency, seq) for agency, seq, _ in behind]


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


# Row by row first, so that an import of a million changes digests 32 bytes a row and not its whole text.
DIGEST = """
    select count(*), coalesce(encode(sha256(string_agg(sha256(convert_to(
        c.nr || chr(31) || c.relation || chr(31) || c.row_pk || chr(31) || coalesce(c.before, '')
        || chr(31) || coalesce(c.after, ''), 'UTF8')), ''::bytea order by c.nr)), 'hex'), '')
    from change c where c.deed_id = {deed}
"""


def _digested(cursor, deed: UUID) -> tuple[int, str]:  # type: ignore[no-untyped-def]  # Django's cursor wrapper has no public type
    cursor.execute(DIGEST.format(deed="%s"), [deed])
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


def mac_of(canonical: str) -> str:
    """The MAC of a deed's canonical text, with the key that is not in the database."""
    return hmac.new(settings.TRAIL_KEY.encode(), canonical.encode(), hashlib.sha256).hexdigest()
