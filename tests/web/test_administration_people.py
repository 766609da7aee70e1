"""系统管理, people: the list with its lights, one person, everything handed over in one step, who may what."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from tests.actions.world import CITY, HUNNAN, TIEXI, ZONE, an_id, do, rows
from tests.web.forms import data, filled, send
from tests.web.pages import bare, logged_in, queries_of, text_of
from tests.web.site.story import TODAY

from duban.records.models import Certificate, LedgerEntry, Person, PlanItemOfficer, User

pytestmark = pytest.mark.usefixtures("season")

SYSTEM, APPROVER, OFFICER = f"system_admin-{TIEXI}", f"approver-{TIEXI}", f"officer-{TIEXI}"
LEAVER, SUCCESSOR = an_id(f"person:{OFFICER}"), an_id(f"person:officer2-{TIEXI}")
PEOPLE = "/administration/people/"
HAND_OVER = f"{PEOPLE}{LEAVER}/hand-over/"


def in_charge(person: Any) -> int:
    return rows(LedgerEntry).filter(responsible=person, removed_on=None).count()


def to_visit(*people: Any) -> int:
    """Planned visits from today on, not made yet, that one of the people is to make."""
    ahead = rows(PlanItemOfficer).filter(person__in=people, voided_on=None, item__voided_on=None)
    ahead = ahead.filter(item__planned_on__gte=TODAY).exclude(item__inspections__state__in=["recorded", "completed"])
    return ahead.values("item").distinct().count()


# The list ---------------------------------------------------------------------------------------------------------


def test_the_list_shows_each_officer_with_the_light_of_the_certificate() -> None:
    page = bare(text_of(logged_in(SYSTEM).get(PEOPLE)))
    assert "共5人，显示5人" in page
    assert "已过期1人没有登记证件0人30天内到期0人有效3人" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 5),
        ("certificate=overdue", 1),
        ("certificate=normal", 3),
        ("certificate=near", 0),
        ("certificate=none", 0),
        ("kind=expert", 1),
        ("there=left", 0),
        (f"text=示例{TIEXI}-1", 1),
        ("text=示例专家", 1),
        ("text=nobody", 0),
        ("sort=-valid_to", 5),
    ],
)
def test_the_list_is_filtered_by_the_address(query: str, found: int) -> None:
    assert f"显示{found}人" in bare(text_of(logged_in(SYSTEM).get(f"{PEOPLE}?{query}")))


@pytest.mark.parametrize(
    ("valid_to", "counted"),
    [
        ("2021-08-24", "已过期2人没有登记证件0人30天内到期0人有效2人"),
        ("2021-08-25", "已过期1人没有登记证件0人30天内到期1人有效2人"),
        ("2021-09-24", "已过期1人没有登记证件0人30天内到期1人有效2人"),
        ("2021-09-25", "已过期1人没有登记证件0人30天内到期0人有效3人"),
    ],
)
def test_the_last_day_counts_and_thirty_days_before_it_the_light_turns(valid_to: str, counted: str) -> None:
    new = do("add_person", by=SYSTEM, on=TODAY, name="示例执法员丁", kind="officer")
    held = {"number": "示例-9", "valid_from": "2021-01-01", "valid_to": valid_to}
    do("add_certificate", by=SYSTEM, on=TODAY, person=new, **held)
    do("leave", by=APPROVER, on=TODAY, person=an_id(f"person:all-{TIEXI}"), reason="调离")
    assert counted in bare(text_of(logged_in(SYSTEM).get(PEOPLE)))


def test_the_city_sees_the_people_of_every_unit_below_and_may_choose_one() -> None:
    client = logged_in(f"system_admin-{CITY}")
    assert "共20人" in bare(text_of(client.get(PEOPLE)))
    assert "显示5人" in bare(text_of(client.get(f"{PEOPLE}?unit={HUNNAN}")))


def test_a_page_of_the_list_takes_the_same_number_of_queries_whatever_its_length() -> None:
    client = logged_in(SYSTEM)
    client.get(PEOPLE)
    before = queries_of(client, f"{PEOPLE}?all")
    for number in range(5):
        do("add_person", by=SYSTEM, on=TODAY, name=f"示例执法员{number}", kind="officer")
    assert queries_of(client, f"{PEOPLE}?all") == before


def test_the_list_is_taken_along_as_a_workbook(settings, tmp_path) -> None:
    settings.FILES_DIR = tmp_path
    answer = logged_in(SYSTEM).post("/lists/people/export/", {"deed": str(uuid4())})
    assert answer.headers["Content-Disposition"].startswith("attachment")


# Who may ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("username", "pages"),
    [
        (SYSTEM, [200, 200, 403]),
        (OFFICER, [200, 200, 403]),
        (APPROVER, [200, 200, 200]),
        (f"security_admin-{TIEXI}", [403, 403, 403]),
        (f"audit_admin-{TIEXI}", [403, 403, 403]),
        ("partner-210106-P1", [403, 403, 403]),
        (f"system_admin-{HUNNAN}", [200, 404, 403]),
        (f"approver-{HUNNAN}", [200, 404, 404]),
        (f"approver-{CITY}", [200, 200, 404]),
    ],
)
def test_who_sees_people_and_who_hands_over(username: str, pages: list[int]) -> None:
    client = logged_in(username)
    assert [client.get(path).status_code for path in (PEOPLE, f"{PEOPLE}{LEAVER}/", HAND_OVER)] == pages


@pytest.mark.parametrize(
    ("username", "deed", "status"),
    [
        (SYSTEM, "add_person", 200),
        (SYSTEM, "issue_order", 403),
        (SYSTEM, "change_roles", 403),
        (f"security_admin-{TIEXI}", "change_roles", 200),
        (f"security_admin-{TIEXI}", "add_person", 403),
        (f"audit_admin-{TIEXI}", "add_person", 403),
        (OFFICER, "add_person", 200),
    ],
)
def test_an_administrator_sees_the_forms_of_his_own_deeds_alone(username: str, deed: str, status: int) -> None:
    assert logged_in(username).get(f"/deeds/{deed}/").status_code == status


def test_an_administrator_sees_how_much_is_open_and_no_plant() -> None:
    page = text_of(logged_in(SYSTEM).get(f"{PEOPLE}{LEAVER}/"))
    assert f"责任企业 {in_charge(LEAVER)} 家" in page
    assert "沈阳示例" not in page


# Adding -----------------------------------------------------------------------------------------------------------


def test_a_person_and_a_certificate_are_entered_through_the_forms() -> None:
    client = logged_in(SYSTEM)
    given = {"name": "示例执法员丁", "kind": "officer", "expertise": "冶金\n电气"}
    assert send(client, f"/deeds/add_person/?next={PEOPLE}", **given).status_code == 302
    new = rows(Person).get(name="示例执法员丁")
    assert (new.home_agency_id, new.expertise) == (TIEXI, ["冶金", "电气"])
    path = f"/deeds/add_certificate/?person={new.pk}"
    held = {"number": "示例-9", "valid_from": "2021-01-01", "valid_to": "2025-12-31"}
    assert send(client, path, **held).status_code == 302
    assert rows(Certificate).get(person=new).number == "示例-9"
    assert "示例-9" in text_of(client.get(f"{PEOPLE}{new.pk}/"))


def test_a_superior_chooses_the_unit_by_its_name() -> None:
    client = logged_in(f"system_admin-{CITY}")
    assert "示例浑南区应急管理局" in client.get("/deeds/add_person/").content.decode()
    assert send(client, "/deeds/add_person/", name="示例执法员戊", kind="officer", agency=ZONE).status_code == 302
    assert rows(Person).get(name="示例执法员戊").home_agency_id == ZONE


# Handing over -----------------------------------------------------------------------------------------------------


def test_everything_open_is_shown_and_handed_over_at_once_and_the_person_leaves() -> None:
    client, count, visits = logged_in(APPROVER), in_charge(LEAVER), to_visit(LEAVER)
    assert min(count, visits) > 0
    assert f"责任企业 {count} 家、安排的检查 {visits} 次" in text_of(client.get(HAND_OVER))
    both = to_visit(LEAVER, SUCCESSOR)
    assert send(client, HAND_OVER, to_person=str(SUCCESSOR), reason="调离", leaves="on").status_code == 302
    assert (in_charge(LEAVER), in_charge(SUCCESSOR)) == (0, count)
    assert (to_visit(LEAVER), to_visit(SUCCESSOR)) == (0, both)
    assert rows(Person).get(pk=LEAVER).left_on == TODAY
    assert rows(User).get(username=OFFICER).is_active is False
    page = text_of(client.get(f"{PEOPLE}{LEAVER}/"))
    assert "已离岗" in page
    assert "登记离岗" in page


def test_without_the_tick_the_person_stays() -> None:
    send(logged_in(APPROVER), HAND_OVER, to_person=str(SUCCESSOR), reason="分工调整", leaves=None)
    assert rows(Person).get(pk=LEAVER).left_on is None
    assert in_charge(LEAVER) == 0


def test_sent_twice_it_is_done_once() -> None:
    client, count = logged_in(APPROVER), in_charge(LEAVER)
    values = data(filled(client.get(HAND_OVER)), to_person=str(SUCCESSOR), reason="调离", leaves="on")
    assert [client.post(HAND_OVER, values).status_code for _ in range(2)] == [302, 302]
    assert in_charge(SUCCESSOR) == count


@pytest.mark.parametrize("changes", [{"to_person": ""}, {"reason": ""}, {"to_person": str(LEAVER)}])
def test_an_incomplete_form_comes_back_and_nothing_is_handed_over(changes: dict[str, str]) -> None:
    count = in_charge(LEAVER)
    given = {"to_person": str(SUCCESSOR), "reason": "调离", "leaves": "on"} | changes
    assert send(logged_in(APPROVER), HAND_OVER, **given).status_code == 200
    assert in_charge(LEAVER) == count


def test_an_expert_hands_over_to_experts() -> None:
    expert = an_id(f"person:expert-{TIEXI}")
    other = do("add_person", by=SYSTEM, on=TODAY, name="示例专家乙", kind="expert")
    page = logged_in(APPROVER).get(f"{PEOPLE}{expert}/hand-over/").content.decode()
    assert f'value="{other}"' in page
    assert f'value="{SUCCESSOR}"' not in page


def test_who_has_left_hands_nothing_over() -> None:
    send(logged_in(APPROVER), HAND_OVER, to_person=str(SUCCESSOR), reason="调离", leaves="on")
    assert logged_in(APPROVER).get(HAND_OVER).status_code == 404
