"""Photos: what the camera wrote is read in a limited child, a preview is derived, the file stays as it came."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PIL.ExifTags import IFD
from tests.documents.photos import photo

from duban.documents.photos import child
from duban.documents.photos.reading import Camera, camera_of, preview_of
from duban.domain.calendars import SHANGHAI


def kept(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "photo"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("told", "camera"),
    [
        ({}, Camera()),
        ({"taken": "2021:07:20 10:05:00"}, Camera(datetime(2021, 7, 20, 10, 5, tzinfo=SHANGHAI))),
        (
            {"taken": "2021:07:20 02:05:00", "offset": "+00:00"},
            Camera(datetime(2021, 7, 20, 2, 5, tzinfo=UTC)),
        ),
        ({"taken": "2021:07:20 10:05:00", "offset": "east"}, Camera(datetime(2021, 7, 20, 10, 5, tzinfo=SHANGHAI))),
        ({"taken": "0000:00:00 00:00:00"}, Camera()),
        ({"place": ((41, 48, 18), (123, 25, 48))}, Camera(None, 41.805, 123.43)),
        ({"place": ((41, 48, 18), (123, 25, 48)), "sides": "SW"}, Camera(None, -41.805, -123.43)),
        ({"place": ((141, 0, 0), (123, 25, 48))}, Camera()),
    ],
)
def test_time_and_place_are_what_the_camera_wrote(tmp_path: Path, told: dict, camera: Camera) -> None:
    assert camera_of(kept(tmp_path, photo(**told))) == camera


@pytest.mark.parametrize("content", [b"", b"\xff\xd8\xff example photo", b"\x89PNG\r\n\x1a\n" + b"\0" * 64, b"GIF89a"])
def test_what_cannot_be_read_is_nothing(tmp_path: Path, content: bytes) -> None:
    path = kept(tmp_path, content)
    assert (camera_of(path), preview_of(path)) == (Camera(), None)


def test_a_preview_is_small_upright_and_says_nothing_of_the_camera(tmp_path: Path) -> None:
    path = kept(tmp_path, photo(size=(2000, 1000), taken="2021:07:20 10:05:00", turned=6))
    before = sha256(path.read_bytes()).hexdigest()
    preview = preview_of(path)
    assert preview is not None
    with Image.open(BytesIO(preview)) as shown:
        assert (shown.size, dict(shown.getexif()), dict(shown.getexif().get_ifd(IFD.Exif))) == ((320, 640), {}, {})
    assert sha256(path.read_bytes()).hexdigest() == before


def test_a_picture_that_unpacks_beyond_all_measure_is_refused(tmp_path: Path) -> None:
    content = BytesIO()
    Image.new("1", (16_000, 16_000)).save(content, "PNG")
    assert content.tell() < 1 << 20
    assert preview_of(kept(tmp_path, content.getvalue())) is None


def test_a_child_that_says_something_else_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from duban.documents.photos import reading  # noqa: PLC0415 -- replaced here only

    path = kept(tmp_path, photo())
    for answer in (b"[]", b"null", b'{"taken": 1, "latitude": "x", "longitude": 1e999}', b"\xff", b"[" * 100_000):
        monkeypatch.setattr(reading, "_run", lambda _job, _photo, answer=answer: answer)
        assert (reading.camera_of(path), reading.preview_of(path)) == (Camera(), None)


def test_the_child_is_limited_before_it_reads() -> None:
    assert (child.CPU_SECONDS, child.ADDRESS_SPACE, child.ANSWER) == (10, 2**30, 2 * 2**20)
