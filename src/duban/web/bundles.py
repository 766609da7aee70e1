"""Bundles: the files that the front-end build wrote, found through its manifest."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.core.checks import Warning as CheckWarning
from django.templatetags.static import static
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

BUILD = Path(__file__).parent / "static" / "build"
MANIFEST = BUILD / "manifest.json"


class BundleMissingError(LookupError):
    """The manifest has no entry of that name."""


@lru_cache(maxsize=2)
def _read(manifest: Path, changed_ns: int) -> Mapping[str, Any]:
    """``changed_ns`` is part of the cache key: a new build is seen without a restart."""
    entries: Mapping[str, Any] = json.loads(manifest.read_text(encoding="utf-8"))
    return entries


def entry(name: str, manifest: Path = MANIFEST) -> Mapping[str, Any]:
    """The manifest's entry of bundle ``name``."""
    for found in _read(manifest, manifest.stat().st_mtime_ns).values():
        if found.get("isEntry") and found.get("name") == name:
            return dict(found)
    raise BundleMissingError(f"{manifest}: no bundle named {name!r}")


def tags(name: str, manifest: Path = MANIFEST) -> SafeString:
    """Link and script elements of a bundle; nothing while the front end is unbuilt: pages work without script."""
    if not manifest.exists():
        return SafeString("")
    found = entry(name, manifest)
    styles = format_html_join(
        "", '<link rel="stylesheet" href="{}">', ((static(f"build/{css}"),) for css in found["css"])
    )
    script = format_html_join("", '<script type="module" src="{}"></script>', [(static(f"build/{found['file']}"),)])
    return styles + script


def check_built(manifest: Path = MANIFEST, **_options: object) -> Sequence[CheckWarning]:
    """Said at start-up, because unstyled pages are the kind of fault that nobody reports."""
    if isinstance(manifest, Path) and manifest.exists():
        return []
    return [
        CheckWarning(
            "The front end has not been built: pages will come without style and script.",
            hint="Run `npm ci && npm run build` in frontend/.",
            id="web.W001",
        )
    ]
