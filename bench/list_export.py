"""Export of the ledger by the work of a background task, against its rows streamed into a bare workbook.

    python -m bench.list_export [enterprises …]

Invented rows are written by the superuser with triggers off: they are only to be read. The floor selects as many
columns by the server's cursor as owner and writes them with xlsxwriter in constant memory; memory should not grow.
"""

from __future__ import annotations

import platform
import resource
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING
from uuid import uuid4

from bench.database import throw_away
from bench.plants import add_plants

if TYPE_CHECKING:
    from duban.embedded import Cluster

SIZES = (10_000, 100_000)
_BARE = """select e.name, e.credit_code, l.region, x.address, l.industry, s.card, s.covered::text, s.overdue,
    jsonb_array_length(s.payload -> 'open_hazards'), s.payload #>> '{next_acts,0,act}', s.next_due_on, p.name
    from ledger_entry l join enterprise e on e.id = l.enterprise_id join site x on x.id = l.site_id
    left join person p on p.id = l.responsible_id left join standing s on s.enterprise_id = l.enterprise_id
    order by e.pinyin, e.name"""


def main() -> None:
    """Measure the sizes, the smallest first."""
    sizes = [int(size) for size in sys.argv[1:]] or list(SIZES)
    print(f"Python {platform.python_version()}\n")
    print("| rows | bare workbook, s | export, s | ratio | rows in the file | peak memory after, MB |")
    print("|---|---|---|---|---|---|")
    with throw_away() as cluster:
        for before, size in zip([0, *sizes], sizes, strict=False):
            add_plants(cluster, before + 1, size)
            floor = _floor(cluster)
            seconds, rows_told = _export()
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(f"| {size:,} | {floor:.2f} | {seconds:.2f} | {seconds / floor:.2f} | {rows_told:,} | {memory:.0f} |")


def _floor(cluster: Cluster) -> float:
    import psycopg  # noqa: PLC0415 -- beside the product's own imports, which need settings
    from xlsxwriter import Workbook  # noqa: PLC0415 -- as above

    with tempfile.TemporaryDirectory() as folder, psycopg.connect(cluster.address("duban_owner")) as connection:
        start = perf_counter()
        with Workbook(str(Path(folder) / "x.xlsx"), {"constant_memory": True}) as book:
            sheet = book.add_worksheet()
            with connection.cursor("floor") as cursor:
                cursor.itersize = 2000
                for at, row in enumerate(cursor.execute(_BARE)):
                    sheet.write_row(at, 0, row)
        return perf_counter() - start


def _export() -> tuple[float, int]:
    from tests.actions.steps import day  # noqa: PLC0415 -- after the settings
    from tests.actions.world import noon  # noqa: PLC0415 -- as above

    from duban.actions.background import Work  # noqa: PLC0415 -- as above
    from duban.queries.actors import actor_named  # noqa: PLC0415 -- as above
    from duban.web.exports import export  # noqa: PLC0415 -- as above

    asked = {"list": "ledger", "query": "", "language": "zh-hans"}
    work = Work(uuid4(), asked, noon(day("09-10")), actor_named("officer-210106"))
    start = perf_counter()
    rows = export(work).rows
    return perf_counter() - start, rows


if __name__ == "__main__":
    main()
