"""Places 位置: where state and socket of one installation live."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

SOCKETS = Path("/tmp")  # noqa: S108 -- our folder in it is 0700, and its owner is checked before use
SOCKET_NAME = ".s.PGSQL.5432"
LONGEST_SOCKET_PATH = 107  # bytes; sun_path of Linux holds 108 with its end mark


@dataclass(frozen=True, slots=True)
class Places:
    """Folders of one installation.

    ``state`` holds what must survive: data, keys, logs, backups. ``socket_dir`` is private and short: the
    server's account cannot reach below ``/root``, and a socket path has at most 107 bytes.
    """

    state: Path
    socket_dir: Path

    @classmethod
    def of(cls, project: Path, state: Path | None = None) -> Places:
        """Places of the installation in ``project``, or of the given state folder (setting DUBAN_STATE)."""
        project = project.resolve()
        if state is not None:
            state = state.resolve()
            return cls(state, _socket_dir(state))
        if os.geteuid() == 0:
            return cls(Path("/var/lib") / f"duban-{_digest(project)}", _socket_dir(project))
        return cls(project / "var", _socket_dir(project))

    @property
    def name(self) -> str:
        """Name of the cluster as shown in process titles; one per installation and account."""
        return self.socket_dir.name

    @property
    def data(self) -> Path:
        """PostgreSQL's own files."""
        return self.state / "data"

    @property
    def hba_file(self) -> Path:
        """Who may connect; beside the data, where only we write."""
        return self.state / "pg_hba.conf"

    @property
    def ident_file(self) -> Path:
        """Which account of the system may be which role."""
        return self.state / "pg_ident.conf"

    @property
    def log(self) -> Path:
        """What the server says."""
        return self.state / "log" / "postgresql.log"


def _digest(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]


def _socket_dir(path: Path) -> Path:
    return SOCKETS / f"duban-{os.geteuid()}-{_digest(path)}"
