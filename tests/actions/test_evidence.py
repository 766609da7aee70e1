"""证据: a file kept by its hash first, then the row that points to it."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from pytest_django import Settings
from tests.actions.steps import GENERAL, OFFICER, PLANT, visited
from tests.actions.world import DAY, HUNNAN, do, noon, refused, rows, stored
from tests.documents.photos import photo

from duban.domain.calendars import SHANGHAI
from duban.records import files
from duban.records.models import Evidence, EvidenceLink

pytestmark = pytest.mark.usefixtures("world")

PHOTO = b"\xff\xd8\xff example photo"


@pytest.fixture(autouse=True)
def kept(settings: Settings, tmp_path: Path) -> files.Kept:
    settings.FILES_DIR = tmp_path / "files"
    return files.keep(BytesIO(PHOTO))


@pytest.fixture
def hazard() -> UUID:
    return visited(GENERAL)[1][0]


def attaching(hazard: UUID, kept: files.Kept, **more: Any) -> dict[str, Any]:
    file = {"sha256": kept.sha256, "size": kept.size, "name": "现场照片1.jpg", "media_type": "image/jpeg"}
    return {"by": OFFICER, "object_kind": "hazard", "object": hazard, **file} | more


def test_a_photo_is_attached_to_a_hazard(hazard: UUID, kept: files.Kept) -> None:
    deed = do("attach_evidence", **attaching(hazard, kept, place="炼钢车间", taken_at=noon(DAY)))
    row = stored(Evidence, deed)
    assert (row.sha256, row.size, row.place, row.taken_by) == (kept.sha256, len(PHOTO), "炼钢车间", f"示例{OFFICER}")
    link = rows(EvidenceLink).get()
    assert (link.evidence_id, link.object_kind, link.object, link.enterprise_id) == (deed, "hazard", hazard, PLANT)


def test_what_the_camera_wrote_is_kept_beside_what_the_person_says(hazard: UUID) -> None:
    content = photo(taken="2021:07:19 08:30:00", place=((41, 48, 18), (123, 25, 48)))
    file = files.keep(BytesIO(content))
    row = stored(Evidence, do("attach_evidence", **attaching(hazard, file, place="炼钢车间", taken_at=noon(DAY))))
    assert (row.taken_at, row.place) == (noon(DAY), "炼钢车间")
    assert row.camera_at == datetime(2021, 7, 19, 8, 30, tzinfo=SHANGHAI)
    assert (row.camera_latitude, row.camera_longitude) == (41.805, 123.43)
    assert files.path_of(row.sha256).read_bytes() == content


def test_a_photo_without_camera_data_is_evidence_all_the_same(hazard: UUID, kept: files.Kept) -> None:
    row = stored(Evidence, do("attach_evidence", **attaching(hazard, kept)))
    assert (row.camera_at, row.camera_latitude, row.camera_longitude) == (None, None, None)


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"sha256": "0" * 64}, "evidence.file"),
        ({"size": 1}, "evidence.file"),
        ({"sha256": "../../etc/passwd"}, "input"),
        ({"media_type": "photo"}, "input"),
        ({"media_type": "text/html"}, "evidence.claimed"),
        ({"name": "现场照片1.html"}, "evidence.name"),
        ({"object_kind": "account"}, "evidence.object"),
        ({"object_kind": "rectification_order"}, "record.unknown"),
        ({"object": uuid4()}, "record.unknown"),
        ({"taken_at": datetime(2021, 7, 20, 12, 1, tzinfo=SHANGHAI)}, "evidence.taken"),
        ({"taken_at": "2021-07-20T10:00:00"}, "input"),
        ({"by": f"officer-{HUNNAN}"}, "record.unknown"),
    ],
)
def test_evidence_is_refused(hazard: UUID, kept: files.Kept, changes: dict[str, Any], rule: str) -> None:
    assert refused("attach_evidence", **(attaching(hazard, kept) | changes)).rule == rule
    assert rows(Evidence).count() == 0


@pytest.mark.parametrize("content", [b"<svg onload='alert(1)'/>", b"MZ a program", b"<html>", b"PK\x03\x04 no zip"])
def test_what_is_no_evidence_is_refused_whatever_it_is_called(hazard: UUID, content: bytes) -> None:
    other = files.keep(BytesIO(content))
    assert refused("attach_evidence", **attaching(hazard, other)).rule == "evidence.type"
    assert rows(Evidence).count() == 0
