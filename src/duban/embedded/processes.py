"""Processes 进程: which processes belong to a server, as Linux's ``/proc`` tells.

Command lines are read rather than working folders: the latter are hidden from root in many containers.
"""

from __future__ import annotations

from pathlib import Path

PROC = Path("/proc")


def alive(pid: int) -> bool:
    """Whether the process still runs. A zombie 僵尸进程 (ended, not yet collected by its parent) does not."""
    try:
        text = (PROC / str(pid) / "stat").read_text(encoding="utf-8", errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return text.rpartition(")")[2].split()[0] not in {"Z", "X"}


def arguments(pid: int) -> list[str]:
    """Command line of the process; empty for one that has ended."""
    try:
        raw = (PROC / str(pid) / "cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return []
    return raw.decode("utf-8", errors="replace").rstrip("\0").split("\0")


def is_server(pid: int, data: Path) -> bool:
    """Whether the process is the server of that data folder; process numbers are given out again."""
    return alive(pid) and ["-D", str(data)] == arguments(pid)[1:3]


def belonging(name: str, data: Path) -> list[int]:
    """All live processes of the cluster: its server and the helpers, which carry the cluster's name."""
    found = []
    for entry in PROC.iterdir():
        if entry.name.isdigit():
            words = arguments(int(entry.name))
            helper = words and words[0].startswith(f"postgres: {name}: ")
            if (helper or words[1:3] == ["-D", str(data)]) and alive(int(entry.name)):
                found.append(int(entry.name))
    return sorted(found)
