"""Reads photos through the child process: what the camera wrote, and a preview. What cannot be read is nothing."""

from __future__ import annotations

import json
import math
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from duban.documents.photos.child import ANSWER
from duban.domain.calendars import SHANGHAI

READABLE = frozenset({"image/jpeg", "image/png", "image/webp", "image/tiff"})
"""Media types that may be opened."""

_WALL_SECONDS = 20


@dataclass(frozen=True, slots=True)
class Camera:
    """What a camera wrote into its photo 照片自带信息 (EXIF): when it was taken, and where in degrees (WGS 84)."""

    taken_at: datetime | None = None
    latitude: float | None = None
    longitude: float | None = None


def camera_of(photo: Path) -> Camera:
    """What the camera wrote; empty where it wrote nothing, or nothing that can be read.

    Our reading: a time without an offset is China's, because that is where the visit was.
    """
    answer = _run("camera", photo)
    try:
        told = json.loads(answer or b"{}")
        return Camera(_moment(str(told.get("taken", "")), str(told.get("offset", ""))), *_place(told))
    except (ValueError, TypeError, AttributeError, RecursionError):
        return Camera()  # the child may be in the hands of a hostile photo


def preview_of(photo: Path) -> bytes | None:
    """A small JPEG of the photo; ``None`` where it cannot be made."""
    answer = _run("preview", photo)
    return answer if answer and answer.startswith(b"\xff\xd8\xff") else None


def _moment(taken: str, offset: str) -> datetime | None:
    for text, form in ((f"{taken}{offset}", "%Y:%m:%d %H:%M:%S%z"), (taken, "%Y:%m:%d %H:%M:%S")):
        try:
            found = datetime.strptime(text, form)  # noqa: DTZ007 -- without an offset it is China's, below
        except ValueError:
            continue
        return found if found.tzinfo else found.replace(tzinfo=SHANGHAI)
    return None


def _place(told: dict[str, object]) -> tuple[float, float] | tuple[None, None]:
    latitude, longitude = told.get("latitude"), told.get("longitude")
    if not isinstance(latitude, float) or not isinstance(longitude, float):
        return None, None
    known = math.isfinite(latitude) and abs(latitude) <= 90 and math.isfinite(longitude) and abs(longitude) <= 180  # noqa: PLR2004 -- degrees of the globe
    return (latitude, longitude) if known else (None, None)


def _run(job: str, photo: Path) -> bytes | None:
    """The child's answer; ``None`` when it failed, was late, or said too much."""
    with photo.open("rb") as source, tempfile.TemporaryFile() as answer, tempfile.TemporaryDirectory() as folder:
        try:
            ended = subprocess.run(  # noqa: S603 -- our own interpreter and module, fixed words
                [sys.executable, "-I", "-m", "duban.documents.photos.child", job],
                stdin=source, stdout=answer, stderr=subprocess.DEVNULL, cwd=folder, timeout=_WALL_SECONDS,
                env={"TMPDIR": folder, "LC_ALL": "C.UTF-8"}, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return None
        answer.seek(0)
        return answer.read(ANSWER) if ended.returncode == 0 else None
