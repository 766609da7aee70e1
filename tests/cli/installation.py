"""An installation of its own for a test: state folder, database, and the command line as a person calls it."""

from __future__ import annotations

import json
import os
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from duban.embedded import Cluster

PROJECT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Installation:
    """Where it lives."""

    state: Path

    @property
    def cluster(self) -> Cluster:
        """Its database server."""
        return Cluster.at(PROJECT, self.state)

    def environ(self) -> dict[str, str]:
        """The variables of its commands; nothing of the test run's own database reaches them."""
        own = {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "DJANGO_"))}
        return own | {"DUBAN_STATE": str(self.state)}

    def start(self, *arguments: str, **more: Any) -> subprocess.Popen[str]:
        """A command that runs beside the test; its output can be read."""
        command = [sys.executable, "-m", "duban.cli", *arguments]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        return subprocess.Popen(command, env=self.environ(), cwd=PROJECT, **(pipes | more))

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """A command run to its end, whatever its exit code."""
        command = [sys.executable, "-m", "duban.cli", *arguments]
        return subprocess.run(
            command, env=self.environ(), cwd=PROJECT, capture_output=True, text=True, check=False, timeout=600
        )

    def json(self, *arguments: str) -> Any:
        """What a command prints as JSON; the test fails when it is refused."""
        done = self.run(*arguments, "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)


@contextmanager
def installation() -> Iterator[Installation]:
    """An empty one in a temporary folder, gone with its database afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="duban-cli-"))
    folder.chmod(0o711)  # the server's account passes through
    found = Installation(folder / "state")
    try:
        yield found
    finally:
        found.cluster.stop()
        shutil.rmtree(folder, ignore_errors=True)


def free_port() -> int:
    """A port on which nobody listens, below those that connections take: none of theirs is in the way of a restart."""
    while True:
        port = random.randint(10_240, 32_767)  # noqa: S311 -- no secret
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return port


def until(condition: Callable[[], bool], seconds: float = 120) -> None:
    """Wait until it holds; the test fails when it does not in time."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)
