"""Anchors 锚点: a deed that is done is never told as failed, and no head stays without an anchor unseen."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from tests.records.test_trail import CITY, add_person, city

from duban.records import anchors
from duban.records.models import Person
from duban.records.scope import scoped
from duban.records.trail import anchor_heads
from duban.records.verification import Broken, verify_trail

__all__ = ["city"]  # the fixture of the trail's own tests

MAC = "0" * 64


@pytest.fixture
def file(settings: pytest.FixtureRequest, tmp_path: Path) -> Path:
    settings.ANCHOR_FILE = tmp_path / "anchors.txt"  # type: ignore[attr-defined]  # pytest-django's own settings
    return tmp_path / "anchors.txt"


def lines() -> list[tuple[str, int]]:
    return [(each.agency, each.seq) for each in anchors.anchors()]


def unwritable() -> None:
    """A folder stands where the file should: nobody, not even root, writes into that."""
    path = Path(settings.ANCHOR_FILE)
    path.rename(path.with_suffix(".aside"))
    path.mkdir()


def writable_again() -> None:
    path = Path(settings.ANCHOR_FILE)
    path.rmdir()
    path.with_suffix(".aside").rename(path)


def test_a_deed_whose_anchor_cannot_be_written_is_done_and_the_log_tells_it(
    city: None, caplog: pytest.LogCaptureFixture
) -> None:
    unwritable()
    person = add_person()
    writable_again()
    with scoped([CITY]):
        assert Person.objects.filter(id=person).exists()
    assert [record.getMessage().partition(":")[0] for record in caplog.records] == [
        f"deed 2 of {CITY} is done but not anchored"
    ]


def test_a_head_without_an_anchor_is_named_until_the_next_deed_covers_it(city: None) -> None:
    unwritable()
    add_person()
    add_person()
    writable_again()
    assert verify_trail([CITY]).broken == (Broken(CITY, 3, "", "unanchored"),)
    add_person()
    assert lines() == [(CITY, 1), (CITY, 4)]
    assert verify_trail([CITY]).ok


def test_heads_without_an_anchor_are_anchored_at_the_start_and_told(city: None) -> None:
    assert anchor_heads([CITY]) == []
    unwritable()
    add_person()
    writable_again()
    assert anchor_heads([CITY]) == [(CITY, 2)]
    assert (lines(), verify_trail([CITY]).ok) == ([(CITY, 1), (CITY, 2)], True)


def test_anchoring_heads_hides_no_tail_that_was_cut_off(city: None) -> None:
    from tests.records.test_trail import tamper  # noqa: PLC0415 -- beside its only use

    add_person()
    tamper(
        "delete from change where deed_id = (select id from deed where seq = 2); delete from deed where seq = 2;"
        " update chain_head set seq = 1, mac = (select mac from deed where seq = 1)"
    )
    assert anchor_heads([CITY]) == []
    add_person()
    assert {fault.why for fault in verify_trail([CITY]).broken} >= {"anchor"}


def test_behind_a_torn_line_the_next_one_is_whole(file: Path) -> None:
    anchors.note(CITY, 1, MAC)
    with file.open("a", encoding="utf-8") as torn:
        torn.write(f"{CITY} 2 00")
    anchors.note(CITY, 3, MAC)
    assert lines() == [(CITY, 1), (CITY, 3)]


def test_a_disk_that_takes_half_a_line_has_not_taken_it(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write: Callable[[int, bytes], int] = os.write
    with monkeypatch.context() as full:
        full.setattr(os, "write", lambda handle, line: write(handle, line[: len(line) // 2]))
        with pytest.raises(OSError, match="No space left"):
            anchors.note(CITY, 1, MAC)
    anchors.note(CITY, 2, MAC)
    assert lines() == [(CITY, 2)]


def _note_many(agency: str) -> None:
    for seq in range(1, 301):
        anchors.note(agency, seq, MAC)


def test_lines_of_several_processes_stand_beside_one_another(file: Path) -> None:
    agencies = [f"21010{number}" for number in range(4)]
    with multiprocessing.get_context("fork").Pool(len(agencies)) as pool:
        pool.map(_note_many, agencies)
    assert sorted(lines()) == [(agency, seq) for agency in agencies for seq in range(1, 301)]
    # a process that saw another's line half written begins a new one: an empty line, which says nothing
    assert len([line for line in file.read_bytes().split(b"\n") if line]) == 1200


def test_the_file_is_the_owners_alone_and_no_file_says_nothing(file: Path) -> None:
    assert (lines(), anchors.written_so_far()) == ([], 0)
    anchors.note(CITY, 1, MAC)
    assert file.stat().st_mode & 0o777 == 0o600
