"""Verifying the trail of an imported ledger, against reading each of its rows and changes once.

    python -m bench.verify_trail [rows …]

The floor writes every row of the compared tables and every change as text, in the database, and counts the signs. Every
size runs in a process of its own, so that peaks of memory are its own.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from bench.database import throw_away
from bench.ledger_import import commit, warm, workbook

SIZES = (10_000, 100_000)


def main() -> None:
    """Print the table."""
    sizes = [int(size) for size in sys.argv[1:]] or list(SIZES)
    print("| rows of the ledger | floor, s | tables, s | ratio | tables and chains, s | ratio | memory, MB |")
    print("|---|---|---|---|---|---|---|")
    for size in sizes:
        command = [sys.executable, "-m", "bench.verify_trail", "one", str(size)]
        print(subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip(), flush=True)


def one(rows: int) -> None:
    """One size: prints a row of the table."""
    with throw_away(), TemporaryDirectory(prefix="duban-bench-") as folder:
        path = Path(folder) / "ledger.xlsx"
        workbook(path, rows)
        warm()
        commit(path.read_bytes(), rows)
        before = _peak()
        floor, tables, whole = _timed()
    peak = f"{before:.0f} → {_peak():.0f}"
    print(
        f"| {rows} | {floor:.2f} | {tables:.2f} | {tables / floor:.2f} | {whole:.2f} | {whole / floor:.2f} | {peak} |"
    )


def _timed() -> tuple[float, float, float]:
    from django.db import connection  # noqa: PLC0415 -- after the settings

    from duban.queries.units import every_agency  # noqa: PLC0415 -- after the settings
    from duban.records.scope import scoped  # noqa: PLC0415 -- after the settings
    from duban.records.verification import verify_trail  # noqa: PLC0415 -- after the settings
    from duban.records.verified_tables import altered_rows, compared_tables  # noqa: PLC0415 -- after the settings

    agencies = every_agency()
    start = perf_counter()
    with scoped(agencies), connection.cursor() as cursor:
        for table in (*compared_tables(), "change"):
            cursor.execute(f"select sum(length(row_to_json(t)::text)) from {table} t")
    floor = perf_counter() - start
    start = perf_counter()
    with scoped(agencies):
        assert list(altered_rows()) == []
    tables = perf_counter() - start
    start = perf_counter()
    assert verify_trail(agencies).ok
    return floor, tables, perf_counter() - start


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    if sys.argv[1:2] == ["one"]:
        one(int(sys.argv[2]))
    else:
        main()
