"""证据、影像: several files at once, judged by their content; shown to those who may see the record, run by nobody."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.actions.steps import APPROVER, OFFICER, PLANT
from tests.actions.world import CITY, HUNNAN, TIEXI, an_id, rows
from tests.documents.photos import photo
from tests.web.forms import filled
from tests.web.pages import logged_in, text_of

from duban.records.models import Evidence, EvidenceLink, Hazard

pytestmark = pytest.mark.usefixtures("season")

JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 64
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 64


@pytest.fixture(autouse=True)
def shelf(tmp_path: Path, settings: Any) -> Iterator[Path]:
    """An empty place for kept files."""
    settings.FILES_DIR = tmp_path / "files"
    settings.PREVIEWS_DIR = tmp_path / "previews"
    yield tmp_path / "files"


@pytest.fixture
def officer() -> Client:
    return logged_in(OFFICER)


def hazard() -> UUID:
    """A hazard of the red card's case."""
    return UUID(str(rows(Hazard).filter(enterprise=PLANT).order_by("found_on")[0].pk))


def form(record: UUID, kind: str = "hazard") -> str:
    """The form of a record's evidence."""
    return f"/evidence/new/?kind={kind}&object={record}&next=/hazards/{record}/"


def attach(client: Client, record: UUID, *files: SimpleUploadedFile, kind: str = "hazard", **more: Any) -> Any:
    """Send the form with these files."""
    path = form(record, kind)
    sent = {name: values[0] for name, values in filled(client.get(path)).items()}
    return client.post(path, {**sent, **more, "sent": list(files)})


def test_several_photos_are_attached_at_once_and_shown_on_the_record(officer: Client) -> None:
    answer = attach(
        officer,
        hazard(),
        SimpleUploadedFile("整改前1.jpg", JPEG),
        SimpleUploadedFile("整改前2.png", PNG),
        place="炼钢车间",
    )
    assert answer.headers["Location"] == f"/hazards/{hazard()}/"
    page = officer.get(f"/hazards/{hazard()}/")
    assert "2/2 个文件已收到" in text_of(page)
    assert "整改前1.jpg" in page.content.decode()
    assert "炼钢车间" in text_of(page)
    kept = rows(Evidence).get(name="整改前2.png")
    shown = officer.get(f"/evidence/{kept.pk}/")
    assert (b"".join(shown.streaming_content), shown.headers["Content-Type"]) == (PNG, "image/png")
    assert shown.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_the_same_form_sent_twice_attaches_each_file_once(officer: Client) -> None:
    sent = {name: values[0] for name, values in filled(officer.get(form(hazard()))).items()}
    for _ in range(2):
        answer = officer.post(form(hazard()), {**sent, "sent": [SimpleUploadedFile("a.jpg", JPEG)]})
        assert answer.status_code == 302
    assert rows(EvidenceLink).filter(object=hazard()).count() == 1


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("page.jpg", b"<html><script>alert(1)</script>", "文件“page.jpg”是网页、矢量图或者脚本"),
        ("picture.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "文件“picture.svg”是网页、矢量图或者脚本"),
        ("photo.png", JPEG, "文件名“photo.png”的扩展名与内容（image/jpeg）不符"),
    ],
)
def test_what_is_not_taken_is_named_and_nothing_is_kept(
    officer: Client, shelf: Path, name: str, content: bytes, fault: str
) -> None:
    answer = attach(officer, hazard(), SimpleUploadedFile("good.jpg", JPEG), SimpleUploadedFile(name, content))
    assert fault in text_of(answer)
    assert rows(Evidence).count() == 0
    assert not shelf.exists()


def test_too_many_files_at_once_are_refused(officer: Client) -> None:
    answer = attach(officer, hazard(), *(SimpleUploadedFile(f"{n}.jpg", JPEG) for n in range(21)))
    assert "一次选了 21 个文件，最多 20 个" in text_of(answer)


def test_a_form_without_a_file_says_so(officer: Client) -> None:
    assert "没有保存" in text_of(attach(officer, hazard()))


@pytest.mark.parametrize("username", [f"clerk-{TIEXI}", f"leader-{TIEXI}"])
def test_nothing_is_kept_of_somebody_who_may_not_attach(shelf: Path, username: str) -> None:
    client = logged_in(username)
    assert "您没有办理“附加证据”的权限" in text_of(client.get(form(hazard())))
    answer = attach(client, hazard(), SimpleUploadedFile("a.jpg", JPEG))
    assert "不予办理" in text_of(answer)
    assert "0/1 个文件已收到" in answer.content.decode()
    assert not shelf.exists()


@pytest.mark.parametrize("query", ["", "kind=account&object={id}", "kind=hazard&object=x", "kind=order&object={id}"])
def test_evidence_belongs_to_a_record_that_exists(officer: Client, query: str) -> None:
    assert officer.get(f"/evidence/new/?{query.format(id=an_id('plant-0'))}").status_code == 404


def test_a_file_is_shown_to_its_unit_and_above_and_to_nobody_else(officer: Client) -> None:
    attach(officer, hazard(), SimpleUploadedFile("a.jpg", JPEG))
    path = f"/evidence/{rows(Evidence).get().pk}/"
    found = [logged_in(name).get(path).status_code for name in (APPROVER, f"officer-{CITY}", f"officer-{HUNNAN}")]
    assert found == [200, 200, 404]
    assert logged_in(f"officer-{HUNNAN}").get(form(hazard())).status_code == 404


def test_what_is_no_picture_is_downloaded_under_its_name(officer: Client) -> None:
    attach(officer, hazard(), SimpleUploadedFile("方案.pdf", b"%PDF-1.7 x"))
    answer = officer.get(f"/evidence/{rows(Evidence).get().pk}/")
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_a_piece_whose_file_is_gone_does_not_exist(officer: Client, shelf: Path) -> None:
    attach(officer, hazard(), SimpleUploadedFile("a.jpg", JPEG))
    piece = rows(Evidence).get()
    (shelf / piece.sha256).unlink()
    assert officer.get(f"/evidence/{piece.pk}/").status_code == 404


# What the camera wrote -------------------------------------------------------------------------------------------


def test_a_photo_is_shown_with_its_own_time_place_and_hash_and_another_day_is_a_warning(officer: Client) -> None:
    found_on = rows(Hazard).get(pk=hazard()).found_on
    own = photo(taken=f"{found_on:%Y:%m:%d} 09:41:00", place=((41, 48, 18), (123, 25, 48)))
    other = photo(taken="2020:01:02 09:41:00")
    attach(officer, hazard(), SimpleUploadedFile("当日.jpg", own), SimpleUploadedFile("旧照.jpg", other))
    page = text_of(officer.get(f"/hazards/{hazard()}/"))
    assert f"照片自带时间 {found_on} 09:41" in page
    assert "照片自带位置 41.80500，123.43000" in page
    assert page.count(f"照片自带日期不是检查日 {found_on}") == 1
    for name in ("当日.jpg", "旧照.jpg"):
        assert rows(Evidence).get(name=name).sha256[:12] in page


def test_the_visit_shows_its_own_photos_and_those_of_its_hazards(officer: Client) -> None:
    visit = rows(Hazard).get(pk=hazard()).inspection_id
    attach(officer, visit, SimpleUploadedFile("全景.jpg", photo()), kind="inspection")
    attach(officer, hazard(), SimpleUploadedFile("隐患.jpg", photo(turned=3)))
    page = officer.get(f"/inspections/{visit}/").content.decode()
    for name in ("全景.jpg", "隐患.jpg"):
        assert page.count(f'alt="{name}"') == 1
        assert f"/evidence/{rows(Evidence).get(name=name).pk}/preview/" in page


def test_a_preview_is_derived_once_and_the_file_stays_as_it_came(officer: Client, shelf: Path) -> None:
    content = photo(size=(1600, 1200), taken="2021:08:25 09:41:00")
    attach(officer, hazard(), SimpleUploadedFile("a.jpg", content))
    piece = rows(Evidence).get()
    path = f"/evidence/{piece.pk}/"
    first, second = (officer.get(f"{path}preview/") for _time in range(2))
    assert (first.headers["Content-Type"], first.content) == ("image/jpeg", second.content)
    assert first.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert b"Exif" in content
    assert b"Exif" not in first.content
    assert b"".join(officer.get(path).streaming_content) == content
    assert [one.name for one in (shelf.parent / "previews").iterdir()] == [piece.sha256]
    assert logged_in(f"officer-{HUNNAN}").get(f"{path}preview/").status_code == 404


def test_a_photo_of_which_no_preview_can_be_made_is_shown_itself(officer: Client) -> None:
    attach(officer, hazard(), SimpleUploadedFile("a.jpg", JPEG))
    path = f"/evidence/{rows(Evidence).get().pk}/"
    assert [officer.get(f"{path}preview/").headers["Location"] for _time in range(2)] == [path, path]


def test_what_is_no_picture_has_no_preview(officer: Client) -> None:
    attach(officer, hazard(), SimpleUploadedFile("方案.pdf", b"%PDF-1.7 x"))
    assert officer.get(f"/evidence/{rows(Evidence).get().pk}/preview/").status_code == 404
