"""Dump 转储: the whole database into one file and back, with PostgreSQL's own programs."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from urllib.parse import unquote, urlsplit, urlunsplit

from duban.embedded.binaries import Binaries
from duban.embedded.errors import N_, ClusterError


def dump(binaries: Binaries, address: str, target: Path) -> None:
    """Write the database to a file (custom format). ``address`` is the backup role's: it sees past row security.

    The file appears whole or not at all.
    """
    unfinished = target.with_name(f"{target.name}.part")
    command = [binaries.tool("pg_dump"), "--format=custom", f"--file={unfinished}"]
    unfinished.touch(mode=0o600)
    _run(command, address)
    unfinished.replace(target)


def restore(binaries: Binaries, address: str, source: Path) -> None:
    """Fill an empty database from such a file, all or nothing. ``address`` is the owner's."""
    command = [binaries.tool("pg_restore"), "--single-transaction", "--no-owner", "--exit-on-error", str(source)]
    _run(command, address)


def _run(command: list[str], address: str) -> None:
    parts = urlsplit(address)
    password = unquote(parts.password or "")
    bare = urlunsplit(parts._replace(netloc=parts.netloc.replace(f":{parts.password}@", "@")))
    environ = {**os.environ, "PGPASSWORD": password} if password else dict(os.environ)  # never on a command line
    done = subprocess.run([*command, f"--dbname={bare}"], capture_output=True, text=True, check=False, env=environ)  # noqa: S603 -- our own program
    if done.returncode != 0:
        raise ClusterError(
            "dump_failed",
            N_("数据库转储或恢复失败：{said}；数据未改动。"),
            said=" ".join(done.stderr.split()),
        )
