"""登记执法检查: checklist, library and past findings beside the form; joint visits; what is added to a draft."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from tests.actions.steps import OFFICER, PAIR
from tests.actions.world import CAMPAIGN, HUNNAN, TIEXI, an_id, rows
from tests.web.forms import data, filled, send
from tests.web.pages import logged_in, text_of

from duban.records.models import Certificate, ChecklistAnswer, Hazard, Inspection, InspectionOfficer, OrderItem

pytestmark = pytest.mark.usefixtures("season")

PLANT = an_id("plant-0")
NEW = f"/enterprises/{PLANT}/inspections/new/?campaign={CAMPAIGN}"
LIBRARY = f"/enterprises/{PLANT}/inspections/library/?campaign={CAMPAIGN}"
OFFICERS = [str(person) for person in PAIR]
SIGNED: dict[str, Any] = {"signed": "signed", "signed_by": "安全科负责人", "act": "complete"}

FOUND: dict[str, Any] = {
    "hazards-count": "1",
    "hazards-0-description": "示例：罐耳轴没有按期探伤",
    "hazards-0-level": "major",
    "hazards-0-standard_item": "GM2017-YJ-3",
}


@pytest.fixture
def officer() -> Client:
    return logged_in(OFFICER)


def sent(client: Client, **changes: Any) -> dict[str, Any]:
    """The form of a visit with two officers; ``YJ_1="fails"`` answers a question."""
    answers = {f"answers-GM2017-{name.replace('_', '-')}": changes.pop(name) for name in list(changes) if "J_" in name}
    return data(filled(client.get(NEW)), officers=OFFICERS, **changes) | answers


def visit_of(answer: Any) -> UUID:
    assert answer.status_code == 302, text_of(answer)
    return UUID(answer.headers["Location"].split("/")[2])


# The checklist ---------------------------------------------------------------------------------------------------


def test_the_questions_of_the_industry_and_day_stand_unanswered(officer: Client) -> None:
    values = filled(officer.get(NEW))
    asked = {name: value for name, value in values.items() if name.startswith("answers-")}
    items = [*(f"FC-{n}" for n in range(1, 11)), "YA-1", "YA-2", "YX-1", "YX-2", *(f"YJ-{n}" for n in range(1, 12))]
    assert asked == {f"answers-GM2017-{item}": ["not_checked"] for item in items}


def test_a_no_becomes_a_hazard_filled_in_by_its_item(officer: Client) -> None:
    values = filled(officer.post(NEW, sent(officer, YJ_3="fails", act="refresh")))
    assert {name: value for name, value in values.items() if name.startswith("hazards-")} == {
        "hazards-count": ["1"],
        "hazards-0-description": ["铁水、钢水、液渣的罐、包耳轴没有按期探伤"],
        "hazards-0-level": ["major"],
        "hazards-0-category": [""],
        "hazards-0-place": [""],
        "hazards-0-safety_assured": [""],
        "hazards-0-standard_item": ["GM2017-YJ-3"],
        "hazards-0-proof": [""],
        "hazards-0-expert_opinion": [""],
    }
    assert values["answers-GM2017-YJ-3"] == ["fails"]


def test_a_no_is_not_listed_twice(officer: Client) -> None:
    once = officer.post(NEW, sent(officer, YJ_3="fails", act="refresh"))
    twice = officer.post(NEW, data(filled(once), act="refresh"))
    assert filled(twice)["hazards-count"] == ["1"]


def test_a_no_that_was_not_looked_at_stops_the_form_and_nothing_is_saved(officer: Client) -> None:
    before = rows(Inspection).count()
    answer = officer.post(NEW, sent(officer, YJ_3="fails", **SIGNED))
    assert "还没有保存：检查表中 1 个“不符合”的条目已列为隐患" in text_of(answer)
    assert filled(answer)["hazards-0-standard_item"] == ["GM2017-YJ-3"]
    assert rows(Inspection).count() == before


def test_a_visit_keeps_its_answers_and_shows_what_was_not_checked(officer: Client) -> None:
    form = filled(officer.post(NEW, sent(officer, YJ_1="fails", YJ_3="conforms", act="refresh")))
    visit = visit_of(officer.post(NEW, data(form, officers=OFFICERS, **SIGNED)))
    assert rows(Inspection).get(pk=visit).state == "completed"
    assert rows(Hazard).get(inspection=visit).standard_item == "GM2017-YJ-1"
    told = dict(rows(ChecklistAnswer).filter(inspection=visit).values_list("item", "answer"))
    assert (told.pop("GM2017-YJ-1"), told.pop("GM2017-YJ-3")) == ("fails", "conforms")
    assert set(told.values()) == {"not_checked"}
    page = text_of(officer.get(f"/inspections/{visit}/"))
    assert "符合 1 · 不符合 1 · 不适用 0 · 未查 23 共 25 个问题" in page


def test_a_visit_without_checklist_says_so(officer: Client) -> None:
    visit = visit_of(officer.post(NEW, sent(officer, act="save")))
    assert "本次检查没有使用检查表。" in text_of(officer.get(f"/inspections/{visit}/"))


def test_another_day_asks_the_questions_of_its_standard(officer: Client) -> None:
    values = filled(officer.post(NEW, sent(officer, act="refresh", on="2023-06-01")))
    assert "answers-GM2023-4-1" in values
    assert "answers-GM2017-YJ-1" not in values


def test_the_checklist_of_another_industry_is_asked_when_it_is_chosen(officer: Client) -> None:
    values = filled(officer.post(NEW, sent(officer, act="refresh", sectors=["chemical"])))
    assert values["answers-HG2017-1"] == ["not_checked"]
    assert values["sectors"] == ["chemical"]


def test_a_forged_answer_is_refused_at_the_form(officer: Client) -> None:
    before = rows(Inspection).count()
    officer.post(NEW, sent(officer, YJ_3="perhaps", act="save"))
    assert rows(Inspection).count() == before


# More on a draft -------------------------------------------------------------------------------------------------


def test_a_draft_is_added_to_and_completed(officer: Client) -> None:
    visit = visit_of(officer.post(NEW, sent(officer, YJ_3="conforms", act="save")))
    path = f"/inspections/{visit}/more/"
    assert path in officer.get(f"/inspections/{visit}/").content.decode()
    opened = filled(officer.get(path))
    assert opened["answers-GM2017-YJ-3"] == ["conforms"]
    form = filled(officer.post(path, data(opened, act="refresh") | {"answers-GM2017-YJ-1": "fails"}))
    for _time in range(2):  # a double click
        assert officer.post(path, data(form, act="save")).headers["Location"] == f"/inspections/{visit}/"
    assert rows(Hazard).get(inspection=visit).standard_item == "GM2017-YJ-1"
    told = rows(ChecklistAnswer).filter(inspection=visit).exclude(answer="not_checked")
    assert dict(told.values_list("item", "answer")) == {"GM2017-YJ-1": "fails", "GM2017-YJ-3": "conforms"}
    send(officer, f"/deeds/complete_inspection/?inspection={visit}", signed="true", signed_by="安全科负责人")
    assert rows(Inspection).get(pk=visit).state == "completed"
    assert officer.get(path).status_code == 404


def test_a_sister_district_finds_neither_form_nor_library(officer: Client) -> None:
    visit = visit_of(officer.post(NEW, sent(officer, act="save")))
    sister = logged_in(f"officer-{HUNNAN}")
    for path in (f"/inspections/{visit}/more/", f"{LIBRARY}&library=煤气"):
        assert sister.get(path).status_code == 404, path


# The library -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("煤气 报警", "pick-GM2017-YJ-8"),
        ("mqg", "pick-GM2017-YJ-7"),
        ("gm2017-yj-1", "pick-GM2017-YJ-1"),
        ("特种作业 九十四", "pick-organisation_and_training"),
        ("暂时停产停业 六十二", "pick-temporary_suspension"),
    ],
)
def test_what_is_typed_is_found_items_first(officer: Client, typed: str, first: str) -> None:
    page = officer.get(LIBRARY, {"campaign": CAMPAIGN, "library": typed, "on": "2021-08-25"}).content.decode()
    assert page.split('value="')[1].split('"')[0] == first


def test_the_library_is_that_of_the_day_of_the_visit(officer: Client) -> None:
    page = officer.get(LIBRARY, {"campaign": CAMPAIGN, "library": "冷修", "on": "2023-06-01"}).content.decode()
    assert "GM2023-4-1" in page
    assert "没有找到“冷修”" in text_of(
        officer.get(LIBRARY, {"campaign": CAMPAIGN, "library": "冷修", "on": "2021-08-25"})
    )


def test_an_entry_that_is_picked_begins_a_hazard(officer: Client) -> None:
    values = filled(officer.post(NEW, sent(officer, act="pick-GM2017-YJ-7", library="煤气柜")))
    assert (values["hazards-0-standard_item"], values["hazards-0-level"]) == (["GM2017-YJ-7"], ["major"])
    values = filled(officer.post(NEW, data(values, act="pick-organisation_and_training")))
    assert values["hazards-count"] == ["2"]
    assert values["hazards-1-description"] == [
        "机构、考核、培训、隐患记录通报、预案、特种作业（《中华人民共和国安全生产法》（2014年修正）第九十四条）"
    ]
    assert "hazards-1-level" not in values
    assert filled(officer.post(NEW, data(values, act="pick-no_such_entry")))["hazards-count"] == ["2"]


# What was found before -------------------------------------------------------------------------------------------


def test_open_hazards_and_earlier_visits_stand_beside_the_form(officer: Client) -> None:
    visit = visit_of(officer.post(NEW, sent(officer, **FOUND, **SIGNED)))
    page = text_of(officer.get(NEW))
    beside = page[page.index("尚未整改的隐患") :]
    assert "示例：罐耳轴没有按期探伤 重大隐患 2021-08-25 · GM2017-YJ-3" in beside
    assert "2021-08-25 首次检查 已完成 问题和隐患 1 项" in beside
    assert f'href="/inspections/{visit}/"' in officer.get(NEW).content.decode()


def test_an_attempted_visit_stands_among_the_earlier_ones(officer: Client) -> None:
    path = f"/deeds/record_attempt/?campaign={CAMPAIGN}&enterprise={PLANT}"
    send(officer, path, site=str(an_id("site-0")), officers=OFFICERS, reason="企业停产，无人在场")
    assert "2021-08-25 首次检查 未能实施 问题和隐患 0 项" in text_of(officer.get(NEW))


# Joint visits ----------------------------------------------------------------------------------------------------


def _number(account: str) -> str:
    return rows(Certificate).get(person=an_id(f"person:{account}")).number


def test_an_officer_of_another_unit_is_named_by_the_certificate_and_the_visit_is_one(officer: Client) -> None:
    before = rows(Inspection).count()
    guest = f"officer-{HUNNAN}"
    visit = visit_of(officer.post(NEW, sent(officer, guests=_number(guest), **SIGNED)))
    assert rows(Inspection).count() == before + 1
    assert rows(Inspection).get(pk=visit).lead_agency_id == TIEXI
    assert {str(one) for one in rows(InspectionOfficer).filter(inspection=visit).values_list("person", flat=True)} == {
        *OFFICERS,
        str(an_id(f"person:{guest}")),
    }
    page = text_of(officer.get(f"/inspections/{visit}/"))
    assert "联合检查，由" in page
    assert _number(guest) in page


def test_a_certificate_that_nobody_holds_is_named_at_its_field(officer: Client) -> None:
    before = rows(Inspection).count()
    page = text_of(officer.post(NEW, sent(officer, guests="999999-0001", act="save")))
    assert "没有证件号为 999999-0001 的执法人员" in page
    assert rows(Inspection).count() == before


# Orders from the findings ----------------------------------------------------------------------------------------


def test_an_order_is_drafted_from_several_hazards_each_with_its_day(officer: Client) -> None:
    form = filled(officer.post(NEW, sent(officer, YJ_1="fails", YJ_3="fails", YJ_7="fails", act="refresh")))
    form |= {"hazards-2-corrected_on_spot": ["on"], "hazards-2-proof": ["示例照片"]}
    visit = visit_of(officer.post(NEW, data(form, officers=OFFICERS, **SIGNED)))
    path = f"/inspections/{visit}/order/"
    values = filled(officer.get(path))
    hazards = {one.standard_item: str(one.pk) for one in rows(Hazard).filter(inspection=visit)}
    offered = [values[name][0] for name in sorted(values) if name.startswith("items-") and name.endswith("-hazard")]
    assert set(offered) == {hazards["GM2017-YJ-1"], hazards["GM2017-YJ-3"]}
    days = {f"items-{at}-due_on": f"2021-09-{20 + at}" for at in range(2)}
    drafted = officer.post(path, data(values) | days)
    assert drafted.status_code == 302, text_of(drafted)
    items = rows(OrderItem).filter(hazard__inspection=visit)
    assert {str(one.hazard_id): one.due_on.isoformat() for one in items} == {
        offered[0]: "2021-09-20",
        offered[1]: "2021-09-21",
    }
