"""Keys 密钥: secrets made at the first run, kept in the state folder, never in the repository or the database."""

from __future__ import annotations

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path

LENGTH = 48  # bytes of randomness


def key(state: Path, name: str) -> str:
    """The secret of that name; made when there is none. Of two processes that make it at once, one wins."""
    path = state / "keys" / name
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.parent.chmod(0o700)
        _publish(path)
    return path.read_text(encoding="ascii").strip()


def _publish(path: Path) -> None:
    handle, draft = tempfile.mkstemp(dir=path.parent)  # readable by us alone
    with os.fdopen(handle, "w", encoding="ascii") as out:
        out.write(secrets.token_urlsafe(LENGTH))
        out.flush()
        os.fsync(out.fileno())
    with suppress(FileExistsError):
        os.link(draft, path)  # whole or not at all, and never over another's
    Path(draft).unlink()
