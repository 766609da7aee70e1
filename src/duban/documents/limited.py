"""Limits 上限 that a child process sets itself before it reads a byte of a stranger's file."""

from __future__ import annotations

import resource


def limit(*, cpu_seconds: int, address_space: int, file_size: int) -> None:
    """Bytes for the last two; no core is dumped and few files can be opened."""
    for kind, value in (
        (resource.RLIMIT_CPU, cpu_seconds),
        (resource.RLIMIT_AS, address_space),
        (resource.RLIMIT_FSIZE, file_size),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        resource.setrlimit(kind, (value, value))
