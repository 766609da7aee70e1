"""Digest of the spec files 规范文件摘要: every deed stores which law and campaign files were in use."""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path

_ROOT = Path(__file__).parent
_KINDS = (".yaml", ".csv")


@functools.cache
def specs_digest() -> str:
    """SHA-256 over the names and bytes of all spec files; files do not change while the program runs."""
    total = hashlib.sha256()
    for path in sorted(p for p in _ROOT.rglob("*") if p.suffix in _KINDS):
        total.update(path.relative_to(_ROOT).as_posix().encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()
