"""Photos as a camera writes them, for tests."""

from __future__ import annotations

from io import BytesIO

from PIL import Image
from PIL.ExifTags import IFD

Angle = tuple[int, int, int]  # degrees, minutes, seconds


def photo(
    *,
    size: tuple[int, int] = (64, 48),
    taken: str = "",
    offset: str = "",
    place: tuple[Angle, Angle] | None = None,
    sides: str = "NE",
    turned: int = 1,
) -> bytes:
    """A JPEG with these EXIF values."""
    picture, content = Image.new("RGB", size, (120, 130, 140)), BytesIO()
    exif = picture.getexif()
    exif[274] = turned
    exif.get_ifd(IFD.Exif).update({tag: text for tag, text in ((36867, taken), (36881, offset)) if text})
    if place is not None:
        exif.get_ifd(IFD.GPSInfo).update({1: sides[0], 2: place[0], 3: sides[1], 4: place[1]})
    picture.save(content, "JPEG", exif=exif)
    return content.getvalue()
