"""Previews 缩略图 of photos: derived once, kept beside the files, made again when they are gone."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.conf import settings

from duban.documents.photos.reading import preview_of
from duban.records import files


def preview(sha256: str) -> bytes | None:
    """The preview of the kept file; ``None`` where none can be made. That is kept too, as an empty file."""
    place = Path(settings.PREVIEWS_DIR) / files.path_of(sha256).name
    try:
        return place.read_bytes() or None
    except FileNotFoundError:
        made = preview_of(files.path_of(sha256))
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=place.parent, prefix="new-", delete=False) as file:
        file.write(made or b"")
    Path(file.name).replace(place)
    return made
