"""Legal moves 状态变更 in the database: the domain's tables, held a second time by a trigger on every state."""

from __future__ import annotations

from django.db import connection, transaction

from duban.domain.workflow import MOVES


def sync_moves() -> None:
    """Write the domain's legal moves where the trigger reads them; run as owner after every migration."""
    rows = sorted({(move.noun.value, move.source.value, move.target.value) for move in MOVES})
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("delete from legal_move")
        cursor.executemany("insert into legal_move (relation, source, target) values (%s, %s, %s)", rows)
