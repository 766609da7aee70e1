"""The state of a set of spec files, named by one hash: a decision stores under which state it was made."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path


def file_hash(paths: Iterable[Path]) -> str:
    """SHA-256 over names and bytes of the files, in the order of their names; a missing file counts as empty."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        content = path.read_bytes() if path.is_file() else b""
        digest.update(path.name.encode())
        digest.update(hashlib.sha256(content).digest())
    return digest.hexdigest()
