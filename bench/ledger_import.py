"""Import of a ledger workbook, dry run and commit, against reading it and writing the same rows bare.

    python -m bench.ledger_import [rows …]

The floor reads the workbook with calamine, COPYs the rows that the import made into temporary tables and puts them into
the same tables with INSERT … SELECT; their indexes stay, triggers and foreign keys are off. It is given twice: for the
ledger's own tables (enterprise, site, entry, profile, row of the file), and for all that the deed wrote, with
the trail and the standings. Every size runs in a process of its own, so that peaks of memory are its own.
"""

from __future__ import annotations

import io
import platform
import resource
import subprocess
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any
from uuid import uuid4

import psycopg
import xlsxwriter
from bench.database import throw_away
from python_calamine import CalamineWorkbook

from duban.domain.ledger.credit_code import check_sign

SIZES = (10_000, 30_000, 100_000)
CAMPAIGN, ON = "shenyang-2021-32", date(2021, 7, 20)
HEADINGS = (
    "企业名称", "统一社会信用代码", "所属区县", "地址", "行业", "经营状态", "标准化等级", "法定代表人", "联系人",
    "联系电话", "列入依据", "备注",
)  # fmt: skip
_SELF, _CHILDREN = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN
OWN = ("enterprise", "site", "ledger_entry", "safety_profile", "import_row")
ALL = (*OWN, "enterprise_identity", "change", "standing")
_DISTRICTS = ("铁西区", "浑南区", "和平区", "沈河区")
_INDUSTRIES = ("钢铁", "水泥", "菱镁", "平板玻璃")


def main() -> None:
    sizes = [int(size) for size in sys.argv[1:]] or list(SIZES)
    print(f"Python {platform.python_version()}, {len(HEADINGS)} columns, all rows new\n")
    print(
        "| rows | floor, s | commit, s | ratio | floor with trail and standings, s | ratio | dry run, s | of commit"
        " | parent, MB | child, MB |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|")
    for size in sizes:
        command = [sys.executable, "-m", "bench.ledger_import", "one", str(size)]
        print(subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip(), flush=True)


def workbook(path: Path, rows: int) -> None:
    """An invented ledger; every enterprise has a code of its own."""
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("台账")
    sheet.write_row(0, 0, HEADINGS)
    for n in range(1, rows + 1):
        sheet.write_row(n, 0, _line(n))
    book.close()


def _line(n: int) -> tuple[str, ...]:
    body = f"91210100MA{n:07d}"
    district = _DISTRICTS[n % len(_DISTRICTS)]
    return (
        f"示例{n}号金属有限公司", body + check_sign(body), district, f"沈阳市{district}示例街{n}号",
        _INDUSTRIES[n % len(_INDUSTRIES)], "在产" if n % 3 else "停产", "三级" if n % 2 else "", "示例法人", "联系人甲",
        "024-00000000", "沈淘汰组〔2021〕1号", "",
    )  # fmt: skip


def one(rows: int) -> None:
    """One size: prints a row of the table."""
    with throw_away() as cluster, TemporaryDirectory(prefix="duban-bench-") as folder:
        path = Path(folder) / "ledger.xlsx"
        workbook(path, rows)
        data = path.read_bytes()
        warm()
        dry = _dry_run(data, rows)
        committed = commit(data, rows)
        parent, child = (resource.getrusage(who).ru_maxrss / 1024 for who in (_SELF, _CHILDREN))
        with psycopg.connect(cluster.address("postgres")) as connection:
            own, whole = (_floor(connection, path, tables) for tables in (OWN, ALL))
    ratios = f"{own:.2f} | {committed:.2f} | {committed / own:.2f} | {whole:.2f} | {committed / whole:.2f}"
    print(f"| {rows} | {ratios} | {dry:.2f} | {dry / committed:.2f} | {parent:.0f} | {child:.0f} |")


def warm() -> None:
    """A server has read its law and its plans long before somebody imports."""
    from duban.queries.campaigns import campaign  # noqa: PLC0415 -- after the settings
    from duban.queries.law import law_in_use  # noqa: PLC0415 -- after the settings

    campaign(CAMPAIGN)
    law_in_use()


def _dry_run(data: bytes, rows: int) -> float:
    from tests.actions.world import CITY  # noqa: PLC0415 -- after the settings

    from duban.actions.ledger_import.reading import Wish, preview  # noqa: PLC0415 -- after the settings
    from duban.queries.actors import actor_named  # noqa: PLC0415 -- after the settings
    from duban.queries.campaigns import campaign  # noqa: PLC0415 -- after the settings
    from duban.records.scope import scoped  # noqa: PLC0415 -- after the settings

    by = actor_named(f"clerk-{CITY}")
    start = perf_counter()
    with scoped(by.reads):
        found = preview(data, campaign(CAMPAIGN), by, Wish())
    assert found.plan.counts.new == rows, found.plan.counts
    return perf_counter() - start


def commit(data: bytes, rows: int) -> float:
    """Import the workbook; how many seconds it took."""
    from tests.actions.world import CITY, noon  # noqa: PLC0415 -- after the settings

    from duban.actions.ledger_import import import_ledger  # noqa: PLC0415 -- after the settings
    from duban.queries.actors import actor_named  # noqa: PLC0415 -- after the settings
    from duban.records import files  # noqa: PLC0415 -- after the settings

    kept = files.keep(io.BytesIO(data)).sha256
    told: dict[str, Any] = {"campaign": CAMPAIGN, "file": kept, "file_name": "ledger.xlsx"}
    start = perf_counter()
    done = import_ledger(by=actor_named(f"clerk-{CITY}"), on=ON, at=noon(ON), id=uuid4(), **told)
    assert done.found.plan.counts.new == rows, done.found.plan.counts
    return perf_counter() - start


def _floor(connection: psycopg.Connection[Any], path: Path, tables: tuple[str, ...]) -> float:
    """Read the file; then put what the import wrote into tables that are empty again, as they were before it."""
    connection.execute("set session_replication_role = replica")
    written = {table: _taken(connection, table) for table in tables}
    connection.commit()
    connection.autocommit = True
    for table in tables:
        connection.execute(f"vacuum full {table}")
    connection.autocommit = False
    start = perf_counter()
    CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    for table, text in written.items():
        connection.execute(f"create temporary table bare_{table} as select * from {table} with no data")
        with connection.cursor().copy(f"copy bare_{table} from stdin") as copy:
            copy.write(text)
        connection.execute(f"insert into {table} select * from bare_{table}")
    connection.commit()
    seconds = perf_counter() - start
    for table in tables:
        connection.execute(f"drop table bare_{table}")
    return seconds


def _taken(connection: psycopg.Connection[Any], table: str) -> bytes:
    """Everything in the table, which is then empty. The few rows of the test world come along."""
    with connection.cursor().copy(f"copy {table} to stdout") as copy:
        text = b"".join(bytes(block) for block in copy)
    connection.execute(f"delete from {table}")
    return text


if __name__ == "__main__":
    if sys.argv[1:2] == ["one"]:
        one(int(sys.argv[2]))
    else:
        main()
