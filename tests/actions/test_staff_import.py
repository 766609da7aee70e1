"""Staff import 人员导入: good rows come in as one deed, the rest is returned, what is blank stays."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.actions.samples_staff_import import LINE, SYSTEM, kept
from tests.actions.world import CITY, GOVERNMENT, HUNNAN, TIEXI, an_id, do, refused, rows, stored

from duban.actions import staff_import
from duban.domain.wordlists import RowVerdict
from duban.records.models import Certificate, Change, Deed, Person
from duban.records.scope import scoped

pytestmark = pytest.mark.usefixtures("world")

OFFICER = an_id(f"person:officer-{TIEXI}")
NAME = f"示例officer-{TIEXI}"


@pytest.fixture(autouse=True)
def kept_files(settings: Any, tmp_path: Any) -> None:
    settings.FILES_DIR = tmp_path


def imported(*lines: str, by: str = SYSTEM, **more: Any) -> Any:
    return do("import_staff", by=by, **kept(*lines), **more)


def certificates(person: Any) -> set[tuple[str, date, date]]:
    return set(rows(Certificate).filter(person=person).values_list("number", "valid_from", "valid_to"))


def test_new_people_come_in_with_their_certificates_in_one_deed() -> None:
    before = rows(Deed).count()
    imported(LINE, ",示例专家丙,专家,电气、机械,,,", f"{GOVERNMENT},示例联络员,其他人员,,,,")
    new = rows(Person).get(name="示例执法员丁")
    assert (new.home_agency_id, new.kind, new.expertise) == (TIEXI, "officer", ["冶金"])
    assert certificates(new.pk) == {("示例-9", date(2021, 7, 1), date(2026, 6, 30))}
    assert rows(Person).get(name="示例专家丙").expertise == ["电气", "机械"]
    assert rows(Person).get(name="示例联络员").home_agency_id == GOVERNMENT
    assert rows(Deed).count() == before + 1


def test_a_renewal_a_second_certificate_and_other_expertise_change_who_is_there() -> None:
    number = rows(Certificate).get(person=OFFICER).number
    imported(f",{NAME},执法人员,电气,{number},,2029-12-31", f",{NAME},执法人员,,示例-9,2021-07-01,2026-06-30")
    assert stored(Person, OFFICER).expertise == ["电气"]
    assert certificates(OFFICER) == {
        (number, date(2019, 1, 1), date(2029, 12, 31)),
        ("示例-9", date(2021, 7, 1), date(2026, 6, 30)),
    }


def test_a_new_person_of_two_rows_is_one_person_with_what_the_last_row_says() -> None:
    second = ",示例执法员丁,执法人员,电气,示例-9,2021-07-02,2026-06-30"
    imported(LINE, second)
    new = rows(Person).get(name="示例执法员丁")
    assert new.expertise == ["电气"]
    assert certificates(new.pk) == {("示例-9", date(2021, 7, 2), date(2026, 6, 30))}


def test_returned_rows_are_told_and_the_good_ones_written() -> None:
    found = imported(LINE, ",,专家,,,,", "示例浑南区应急管理局,示例甲,专家,,,,")
    assert found.plan.returned_rows == [3, 4]
    assert [one.verdict for one in found.plan.planned] == [RowVerdict.NEW]
    assert not rows(Person).filter(name="示例甲").exists()


def test_a_superior_imports_for_units_below() -> None:
    imported("示例浑南区应急管理局,示例甲,专家,,,,", by=f"system_admin-{CITY}")
    assert rows(Person).get(name="示例甲").home_agency_id == HUNNAN


def test_a_certificate_of_another_unit_is_not_taken() -> None:
    number = rows(Certificate).get(person=an_id(f"person:officer-{HUNNAN}")).number
    found = imported(LINE, f",示例甲,执法人员,,{number},2021-07-01,2026-06-30")
    assert [str(one.reason) for one in found.plan.returned] == [f"执法证号“{number}”由其他单位登记"]


def test_the_wanted_sheet_is_read() -> None:
    assert refused("import_staff", by=SYSTEM, **kept(LINE), sheet="没有").rule == "staff_import.header"
    imported(LINE, sheet="CSV")
    assert rows(Person).filter(name="示例执法员丁").count() == 1


def test_the_deed_names_every_row_that_it_wrote() -> None:
    deed = an_id("deed")
    imported(LINE, id=deed)
    with scoped((TIEXI,)):
        assert set(Change.objects.filter(deed_id=deed).values_list("relation", flat=True)) == {"person", "certificate"}


@pytest.mark.parametrize(
    ("given", "rule"),
    [
        (kept, "staff_import.nothing"),
        (lambda: kept(",,专家,,,,"), "staff_import.nothing"),
        (lambda: kept("示例甲", head="名字"), "staff_import.header"),
        (lambda: {"file": "0" * 64, "file_name": "x.csv"}, "import.file"),
        (lambda: {"file": "x", "file_name": "x.csv"}, "input"),
    ],
)
def test_what_brings_nothing_in_is_refused(given: Any, rule: str) -> None:
    assert refused("import_staff", by=SYSTEM, **given()).rule == rule


def test_the_same_workbook_twice_brings_nothing_in() -> None:
    imported(LINE)
    assert refused("import_staff", by=SYSTEM, **kept(LINE)).rule == "staff_import.nothing"


def test_a_workbook_that_is_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staff_import, "MOST_ROWS", 1)
    assert refused("import_staff", by=SYSTEM, **kept(LINE)).rule == "staff_import.rows"
