"""Digests 摘要 of the files that decide: every deed stores which law and campaign files were in use."""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path

_ROOT = Path(__file__).parent
_KINDS = (".yaml", ".csv")


@functools.cache
def specs_digest() -> str:
    """SHA-256 over the names and bytes of all spec files; files do not change while the program runs."""
    return _digest(_ROOT, _KINDS)


@functools.cache
def rules_digest() -> str:
    """SHA-256 over specs and rules: what else than facts and the day a standing depends on."""
    return hashlib.sha256((specs_digest() + _digest(_ROOT.parent / "domain", (".py",))).encode()).hexdigest()


def _digest(folder: Path, kinds: tuple[str, ...]) -> str:
    total = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.suffix in kinds):
        total.update(path.relative_to(folder).as_posix().encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()
