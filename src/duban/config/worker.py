"""Worker 后台作业进程: takes jobs from the queue, in a process beside the web that `duban up` starts and stops.

A worker that is killed loses nothing: its jobs stand in the queue as begun, and are put back when its heartbeat stops.
"""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

import django
from procrastinate import App

if TYPE_CHECKING:
    from procrastinate.contrib.django.django_connector import DjangoConnector

from duban.config.server import kill_group, undivided
from duban.embedded import locks, roles

CONCURRENCY = 2  # jobs at once: a long import does not keep an export waiting
HEARTBEAT, SILENT = 5.0, 20.0  # seconds between two signs of life; without any, its jobs are put back
STOP_WITHIN = 5.0  # seconds, then SIGKILL: whatever a job does it may begin anew
RESTART_AFTER = 5.0  # seconds
LOG_KEEP = 10_000_000  # bytes after which the log is put aside at a start
LAUNCHER = "DUBAN_LAUNCHER"  # process number; asked of the system it could already be the one that adopts orphans


# Beside the web ---------------------------------------------------------------------------------------------------


class _Worker:
    """The process as its launcher sees it."""

    def __init__(self, log: Path) -> None:
        self._log = log
        self._child: subprocess.Popen[bytes] | None = None
        self._next = 0.0

    def keep(self) -> None:
        """Start it, and again when it ended by itself. What it says goes to a file: there is no window for it."""
        if (self._child is None or self._child.poll() is not None) and time.monotonic() >= self._next:
            self._next = time.monotonic() + RESTART_AFTER
            environ = {name: value for name, value in os.environ.items() if name != "DUBAN_POOL"}
            environ |= {"DUBAN_ROLE": roles.JOBS, LAUNCHER: str(os.getpid())}
            command = [sys.executable, "-c", "from duban.config.worker import main; main()"]
            with undivided(), self._said() as log:
                self._child = subprocess.Popen(command, env=environ, start_new_session=True, stdout=log, stderr=log)  # noqa: S603 -- our own program

    def _said(self) -> BinaryIO:
        if self._log.exists() and self._log.stat().st_size > LOG_KEEP:
            self._log.replace(self._log.with_suffix(".old"))
        return self._log.open("ab")

    def stop(self) -> None:
        """Let it finish what is nearly done."""
        if self._child is None:
            return
        self._child.terminate()
        with suppress(subprocess.TimeoutExpired):
            self._child.wait(STOP_WITHIN)
        kill_group(self._child.pid)
        self._child.wait()


@contextmanager
def kept(state: Path) -> Iterator[Callable[[], None]]:
    """Yields what is to be called again and again to keep the worker alive; at the end it is stopped."""
    worker = _Worker(state / "worker.log")
    try:
        yield worker.keep
    finally:
        worker.stop()


# The process itself -----------------------------------------------------------------------------------------------


def main() -> None:
    """Work until a signal says to stop."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "duban.config.settings")
    django.setup()
    asyncio.run(_work())


async def _work() -> None:
    from django.conf import settings  # noqa: PLC0415 -- needs Django, which is set up by now
    from procrastinate.contrib.django import app  # noqa: PLC0415 -- as above

    from duban.config.works import WORKS  # noqa: PLC0415 -- as above
    from duban.jobs.background import register  # noqa: PLC0415 -- as above

    connector = cast("DjangoConnector", app.connector)
    worker = app.with_connector(connector.get_worker_connector())
    register(worker, WORKS)
    lock = await _alone(settings.STATE_DIR)
    async with worker.open_async():
        if not settings.ENVIRONMENT.external:  # one installation, one worker: what is begun, nobody works on
            await _put_back(worker, 0)
        watch = asyncio.create_task(_watch(worker, int(os.environ[LAUNCHER])))
        try:
            await worker.run_worker_async(
                concurrency=CONCURRENCY, delete_jobs="successful", update_heartbeat_interval=HEARTBEAT,
                stalled_worker_timeout=SILENT, shutdown_graceful_timeout=STOP_WITHIN / 2,
            )  # fmt: skip
        finally:
            watch.cancel()
            os.close(lock)


async def _alone(state: Path) -> int:
    """The lock of the installation's one worker, once an orphan of an earlier start has let it go."""
    while (lock := locks.try_exclusive(state / "worker.lock")) is None:
        await asyncio.sleep(1)
    return lock


async def _watch(worker: App, launcher: int) -> None:
    """Put back what workers left that fell silent; stop when the launcher is gone, which would start another."""
    while True:
        await asyncio.sleep(HEARTBEAT)
        if os.getppid() != launcher:
            signal.raise_signal(signal.SIGTERM)
        await _put_back(worker, SILENT)


async def _put_back(worker: App, silent: float) -> None:
    for job in await worker.job_manager.get_stalled_jobs(seconds_since_heartbeat=silent):
        await worker.job_manager.retry_job(job)
