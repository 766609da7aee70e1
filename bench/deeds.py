"""One deed through an action against its own statements bare, and eight writers on one agency against one.

    python -m bench.deeds [deeds a writer]

The deed is ``record_inspection`` with two officers and two hazards. Its floor are the same statements, caught on their
way to the database, sent again by a plain connection in one transaction a deed: what remains is what our code costs.
Eight writers are eight processes, each on a plant of its own; where the cores are fewer, throughput cannot grow
eightfold, so a second figure lets every writer pause inside its transaction: writers that wait for each other would
add up their pauses.
"""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from time import perf_counter
from typing import Any
from uuid import uuid4

from bench.database import throw_away

COUNT, WRITERS, PAUSE = 200, 8, 0.25
ON = date(2021, 7, 20)
Statements = list[tuple[str, Any]]


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    with throw_away() as cluster:
        _plants()
        floor, own, statements = _alone(cluster.address("duban_app"), count)
        print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {count} deeds a writer, medians\n")
        print("| one deed | statements | bare, ms | through the action, ms | ratio |")
        print("|---|---|---|---|---|")
        print(f"| record_inspection, 2 hazards | {statements} | {floor:.2f} | {own:.2f} | {own / floor:.2f} |\n")
        print("| writers on one agency | deeds/s | ms a deed | each pausing 250 ms before commit, s in all |")
        print("|---|---|---|---|")
        for writers in (1, WRITERS):
            wall, each = _together(writers, count, 0.0)
            paused, _ = _together(writers, 1, PAUSE)
            print(f"| {writers} | {writers * count / wall:.0f} | {each:.1f} | {paused:.2f} |", flush=True)


def _plants() -> None:
    from django.db import transaction  # noqa: PLC0415 -- after the settings
    from tests.actions.world import plant  # noqa: PLC0415 -- after the settings

    with transaction.atomic():
        for writer in range(WRITERS):
            plant(f"plant-w{writer}")


def deed(writer: int) -> None:
    """One visit of the writer's own plant."""
    from tests.actions.steps import GENERAL, PAIR  # noqa: PLC0415 -- after the settings
    from tests.actions.world import CAMPAIGN, TIEXI, an_id, noon  # noqa: PLC0415 -- after the settings

    from duban.actions.inspections import record_inspection  # noqa: PLC0415 -- after the settings

    record_inspection(
        by=_officer(TIEXI), on=ON, at=noon(ON), id=uuid4(), campaign=CAMPAIGN, enterprise=an_id(f"plant-w{writer}"),
        site=an_id(f"site-w{writer}"), kind="first", officers=PAIR, hazards=[GENERAL, GENERAL],
    )  # fmt: skip


_KNOWN: dict[str, Any] = {}


def _officer(agency: str) -> Any:
    """Who writes: known from the login, not asked for again with every deed."""
    from duban.queries.actors import actor_named  # noqa: PLC0415 -- after the settings

    if agency not in _KNOWN:
        _KNOWN[agency] = actor_named(f"officer-{agency}")
    return _KNOWN[agency]


def _alone(address: str, count: int) -> tuple[float, float, int]:
    """Median milliseconds of the statements bare and of the action, and how many statements a deed sends."""
    deed(0)
    caught = _caught(count)
    floor = statistics.median(_replayed(address, caught))
    own = statistics.median(_timed(lambda: deed(0)) for _ in range(count))
    return floor * 1000, own * 1000, len(caught[0])


def _timed(work: Any) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def _caught(count: int) -> list[Statements]:
    """The statements of so many deeds in a row, which are then taken back."""
    from django.db import connection, transaction  # noqa: PLC0415 -- after the settings

    found: list[Statements] = []
    with transaction.atomic():
        for _ in range(count):
            sent: Statements = []
            with connection.execute_wrapper(_catching(sent)):
                deed(0)
            found.append([(sql, params) for sql, params in sent if "SAVEPOINT" not in sql])
        transaction.set_rollback(True)
    return found


def _catching(sent: Statements) -> Any:
    def catch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        sent.append((sql, params))
        return execute(sql, params, many, context)

    return catch


def _replayed(address: str, deeds: list[Statements]) -> Iterator[float]:
    import psycopg  # noqa: PLC0415 -- beside the product's own imports, which need settings

    with psycopg.connect(address, cursor_factory=psycopg.ClientCursor) as connection:
        for statements in deeds:
            start = perf_counter()
            with connection.transaction():
                for sql, params in statements:
                    cursor = connection.execute(sql, params)
                    if cursor.description:
                        cursor.fetchall()
            yield perf_counter() - start


def _together(writers: int, count: int, pause: float) -> tuple[float, float]:
    """Wall-clock seconds of all, and the median milliseconds of a deed."""
    command = [sys.executable, "-m", "bench.deeds", "writer"]
    running = [
        subprocess.Popen(
            [*command, str(n), str(count), str(pause)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for n in range(writers)
    ]
    for writer in running:
        assert writer.stdout is not None
        writer.stdout.readline()  # it is warm and waits
    for writer in running:
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()
    told = [[float(word) for word in writer.communicate()[0].split()] for writer in running]
    began, ended, medians = zip(*told, strict=True)
    return max(ended) - min(began), statistics.median(medians) * 1000


def write(writer: int, count: int, pause: float) -> None:
    """One writer: says when it is ready, waits for the word, prints when it began, when it ended, seconds a deed."""
    import django  # noqa: PLC0415 -- a process of its own

    django.setup()
    deed(writer)
    print("ready", flush=True)
    sys.stdin.readline()
    began = time.time()
    with _pausing(pause):
        median = statistics.median(_timed(lambda: deed(writer)) for _ in range(count))
    print(began, time.time(), median, flush=True)


@contextmanager
def _pausing(pause: float) -> Iterator[None]:
    """Let every deed stand still after its work, before it takes its place in the chain."""
    from duban.actions import deeds  # noqa: PLC0415 -- after the settings

    append = deeds.append_deed

    def late(head: Any) -> None:
        time.sleep(pause)
        append(head)

    if pause:
        deeds.append_deed = late
    yield
    deeds.append_deed = append


if __name__ == "__main__":
    if sys.argv[1:2] == ["writer"]:
        write(int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4]))
    else:
        main()
