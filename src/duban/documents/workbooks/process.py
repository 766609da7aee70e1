"""Starts, feeds, times and ends the child process that parses workbooks."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from typing import BinaryIO

from duban.documents.workbooks import limits
from duban.documents.workbooks.frames import BrokenFrame, read_frame
from duban.documents.workbooks.refusals import refusal

_MB = 2**20


class Child:
    """A running child process: requests go in, frames come out, refusals are raised."""

    def __init__(self, process: subprocess.Popen[bytes], requests: BinaryIO, late: threading.Event) -> None:
        self._process = process
        self._requests = requests
        self._late = late

    def ask(self, content: bytes) -> None:
        """Send the request and close the line. A child that has already ended tells why in its last frame."""
        with contextlib.suppress(BrokenPipeError), self._requests:
            self._requests.write(content)

    def answer(self, *kinds: bytes) -> tuple[bytes, bytes]:
        """The next frame, of one of the kinds; raises a ``Refusal`` when the child gives a reason or dies."""
        assert self._process.stdout is not None  # noqa: S101 -- started with a pipe below
        try:
            kind, content = read_frame(self._process.stdout)
        except BrokenFrame:
            raise self._death() from None
        if kind == b"X":
            with believed():
                reason = json.loads(content)
                known = refusal(
                    str(reason["code"]), {str(name): str(value) for name, value in reason["params"].items()}
                )
            raise known
        if kind not in kinds:
            raise refusal("failed")
        return kind, content

    def _death(self) -> Exception:
        """Why a child ended without a word."""
        code = self._process.wait()
        if self._late.is_set() or code == -signal.SIGXCPU:
            return refusal("too_slow", {"seconds": limits.WALL_SECONDS if self._late.is_set() else limits.CPU_SECONDS})
        if code in (-signal.SIGABRT, -signal.SIGKILL, -signal.SIGSEGV):
            return refusal("too_much_memory")  # Rust ends so when the address space is used up
        return refusal("failed")


@contextlib.contextmanager
def believed() -> Iterator[None]:
    """What a child says is taken apart here; what does not have the agreed shape is an unreadable file."""
    try:
        yield
    except (ValueError, TypeError, KeyError, AttributeError):
        raise refusal("failed") from None


def refuse_too_large(size: int) -> None:
    """Refuse a file by its size alone, before anybody reads or keeps it."""
    if size > limits.MAX_BYTES:
        raise refusal("too_large", {"size": size // _MB, "limit": limits.MAX_BYTES // _MB})


@contextlib.contextmanager
def child(job: str, data: bytes) -> Iterator[Child]:
    """Run one job on a workbook; the child is gone when the block is left, whatever happened."""
    refuse_too_large(len(data))
    with tempfile.TemporaryFile() as source, tempfile.TemporaryDirectory(prefix="duban-workbook-") as folder:
        source.write(data)
        source.seek(0)
        request_end, our_end = os.pipe()
        process = subprocess.Popen(  # noqa: S603 -- our own interpreter and module, fixed words
            [sys.executable, "-I", "-m", "duban.documents.workbooks.child", job, str(request_end)],
            stdin=source, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, pass_fds=(request_end,), cwd=folder,
            env={"TMPDIR": folder, "LC_ALL": "C.UTF-8"},
        )  # fmt: skip
        os.close(request_end)
        late = threading.Event()
        timer = threading.Timer(limits.WALL_SECONDS, _end_late, (process, late))
        timer.daemon = True
        timer.start()
        try:
            with os.fdopen(our_end, "wb") as requests:
                yield Child(process, requests, late)
        finally:
            timer.cancel()
            process.kill()
            process.wait()
            if process.stdout is not None:
                process.stdout.close()


def _end_late(process: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    process.kill()
