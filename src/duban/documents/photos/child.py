"""The child process 子进程 that alone opens pictures: limited, killed when late, with an empty environment.

Started as ``python -I -m duban.documents.photos.child JOB`` with the picture as standard input; it writes its answer to
standard output, and ends with a failure when it cannot.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from typing import BinaryIO

from duban.documents.limited import limit

CPU_SECONDS = 10
ADDRESS_SPACE = 2**30
ANSWER = 2 * 2**20  # bytes
MOST_PIXELS = 120_000_000
EDGE = 640  # pixels of a preview's longer side
KINDS = ("JPEG", "PNG", "WEBP", "TIFF")

_TAKEN, _OFFSET = 36867, 36881  # EXIF: DateTimeOriginal, OffsetTimeOriginal
_LATITUDE, _LONGITUDE = (1, 2), (3, 4)  # EXIF GPS: reference and degrees, minutes, seconds


def _camera(picture: BinaryIO, answer: BinaryIO) -> None:
    """What the camera wrote: time, its offset, place; nothing is changed or believed here."""
    from PIL import Image  # noqa: PLC0415 -- under the limits only
    from PIL.ExifTags import IFD  # noqa: PLC0415 -- under the limits only

    with Image.open(picture, formats=KINDS) as opened:
        exif = opened.getexif()
    taken, place = exif.get_ifd(IFD.Exif), exif.get_ifd(IFD.GPSInfo)
    told = {
        "taken": str(taken.get(_TAKEN, "")),
        "offset": str(taken.get(_OFFSET, "")),
        "latitude": _degrees(place, *_LATITUDE, "S"),
        "longitude": _degrees(place, *_LONGITUDE, "W"),
    }
    answer.write(json.dumps(told).encode())


def _degrees(place: Mapping[int, object], reference: int, value: int, negative: str) -> float | None:
    parts = place.get(value)
    if not isinstance(parts, tuple) or len(parts) != 3:  # noqa: PLR2004 -- degrees, minutes, seconds
        return None
    degrees, minutes, seconds = map(float, parts)
    size = degrees + minutes / 60 + seconds / 3600
    return -size if str(place.get(reference, "")).upper().startswith(negative) else size


def _preview(picture: BinaryIO, answer: BinaryIO) -> None:
    """A small JPEG, upright, with nothing of what the camera wrote."""
    from PIL import Image, ImageOps  # noqa: PLC0415 -- under the limits only

    Image.MAX_IMAGE_PIXELS = MOST_PIXELS // 2  # Pillow refuses from twice that
    with Image.open(picture, formats=KINDS) as opened:
        opened.draft("RGB", (EDGE, EDGE))
        opened.thumbnail((EDGE, EDGE))
        ImageOps.exif_transpose(opened).convert("RGB").save(answer, "JPEG", quality=80)


_JOBS: Mapping[str, Callable[[BinaryIO, BinaryIO], None]] = {"camera": _camera, "preview": _preview}


def main(job: str) -> None:
    """Do one job under the limits; whatever goes wrong ends the process with a failure."""
    limit(cpu_seconds=CPU_SECONDS, address_space=ADDRESS_SPACE, file_size=ANSWER)
    _JOBS[job](sys.stdin.buffer, sys.stdout.buffer)


if __name__ == "__main__":
    main(sys.argv[1])
