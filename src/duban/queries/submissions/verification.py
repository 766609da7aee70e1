"""Verification 核验: whether a printed return is the one in force, asked by the hash that stands on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection


@dataclass(frozen=True, slots=True)
class Verified:
    """What the paper itself says, and whether a later version took its place."""

    unit: str
    campaign: str
    annex: str
    report_on: date
    state: str
    signed_on: date
    superseded: bool
    consolidated: bool


def verified_return(sha256: str) -> Verified | None:
    """The return with that hash, whoever asks; ``None`` for a hash that none has. Needs no scope."""
    with connection.cursor() as cursor:
        cursor.execute("select * from verified_return(%s)", [sha256])
        row = cursor.fetchone()
    return None if row is None else Verified(*row)
