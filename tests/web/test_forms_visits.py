"""登记执法检查 to 指令书 and 决定书 through the pages: done once, refused in words, nothing typed is lost."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from tests.actions.steps import APPROVER, OFFICER, PAIR
from tests.actions.world import CAMPAIGN, CITY, HUNNAN, TIEXI, an_id, rows
from tests.web.forms import data, filled, send
from tests.web.pages import logged_in, text_of

from duban.records.models import Hazard, Inspection, OnSiteMeasure, OrderItem, RectificationOrder

pytestmark = pytest.mark.usefixtures("season")

PLANT = an_id("plant-0")
NEW = f"/enterprises/{PLANT}/inspections/new/?campaign={CAMPAIGN}"
OFFICERS = [str(person) for person in PAIR]
UNSAFE: dict[str, Any] = {
    "hazards-count": "1",
    "hazards-0-description": "会议室设在铁水吊运影响范围内",
    "hazards-0-level": "major",
    "hazards-0-standard_item": "GM2017-YJ-1",
    "hazards-0-safety_assured": "false",
}
SIGNED: dict[str, Any] = {"signed": "signed", "signed_by": "安全科负责人", "act": "complete"}


@pytest.fixture
def officer() -> Client:
    return logged_in(OFFICER)


def record(client: Client, **changes: Any) -> Any:
    """Send the form of a visit with two officers."""
    return client.post(NEW, data(filled(client.get(NEW)), officers=OFFICERS, **changes))


def visit_of(answer: Any) -> UUID:
    """The visit to which the answer leads."""
    assert answer.status_code == 302, text_of(answer)
    return UUID(answer.headers["Location"].split("/")[2])


def test_a_visit_with_an_unsafe_major_hazard_is_recorded_and_completed(officer: Client) -> None:
    visit = visit_of(record(officer, started="09:30", ended="11:00", **UNSAFE, **SIGNED))
    stored = rows(Inspection).get(pk=visit)
    assert (stored.state, stored.visited_on.isoformat(), stored.signed_by) == (
        "completed",
        "2021-08-25",
        "安全科负责人",
    )
    hazard = rows(Hazard).get(inspection=visit)
    assert (hazard.level, hazard.safety_assured, hazard.standard_item) == ("major", "no", "GM2017-YJ-1")
    page = text_of(officer.get(f"/inspections/{visit}/"))
    for words in ("还缺 4 项", "下达责令限期整改指令书", "责令暂时停产停业", "列入黄牌", "挂牌督办", "不能保证安全"):
        assert words in page


def test_a_draft_is_saved_without_signature_and_says_what_it_lacks(officer: Client) -> None:
    visit = visit_of(record(officer, act="save"))
    assert rows(Inspection).get(pk=visit).state == "recorded"
    assert "完成检查记录" in text_of(officer.get(f"/inspections/{visit}/"))


def test_a_refused_signature_needs_its_note(officer: Client) -> None:
    visit = visit_of(record(officer, signed="refused", act="complete"))
    page = text_of(officer.get(f"/inspections/{visit}/"))
    assert rows(Inspection).get(pk=visit).state == "recorded"
    assert "没有完成：检查记录没有签字，也没有注明拒签情况。" in page


def test_the_expired_officer_is_named_on_the_day_and_cannot_make_the_pair(officer: Client) -> None:
    assert "证件无效，不能计入两名执法人员：示例expired-210106" in text_of(officer.get(NEW))
    pair = [OFFICERS[0], str(an_id(f"person:expired-{TIEXI}"))]
    visit = visit_of(officer.post(NEW, data(filled(officer.get(NEW)), officers=pair, **SIGNED)))
    page = text_of(officer.get(f"/inspections/{visit}/"))
    assert "检查记录已存为草稿，但没有完成" in page
    assert "示例expired-210106" in page


def test_sending_the_form_twice_records_one_visit(officer: Client) -> None:
    sent = data(filled(officer.get(NEW)), officers=OFFICERS, **UNSAFE, **SIGNED)
    before = rows(Inspection).count()
    first, second = (visit_of(officer.post(NEW, sent)) for _ in range(2))
    assert first == second
    assert rows(Inspection).count() == before + 1


def test_rows_are_added_and_removed_by_buttons_that_post_and_nothing_is_judged(officer: Client) -> None:
    added = officer.post(NEW, data(filled(officer.get(NEW)), seen="只写了一半", act="add"))
    values = filled(added)
    assert values["hazards-count"] == ["1"]
    assert values["seen"] == ["只写了一半"]
    assert "没有保存" not in text_of(added)
    two = officer.post(NEW, data(values, hazards_0_description="第一项", act="add"))
    values = data(filled(two), hazards_1_description="第二项", act="drop-0")
    one = filled(officer.post(NEW, values))
    assert one["hazards-count"] == ["1"]
    assert one["hazards-0-description"] == ["第二项"]
    assert one["deed"] == filled(two)["deed"]


def test_the_items_offered_are_those_in_force_on_the_day_of_the_visit(officer: Client) -> None:
    values = data(filled(officer.get(NEW)), act="refresh", on="2021-08-20")
    assert "2021-08-20 适用的重大隐患判定标准条目" in text_of(officer.post(NEW, values))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"on": ""}, "检查日期"),
        ({"officers": None}, "执法人员"),
        ({"hazards-0-description": ""}, "隐患中有 1 处需要改正"),
        ({"hazards-0-standard_item": ""}, "重大隐患须写明判定标准条目或者专家意见"),
        ({"hazards-0-standard_item": "GM9999"}, "判定标准中没有这个条目"),
        ({"signed": None}, "完成检查记录须签字或者注明拒签"),
    ],
)
def test_an_error_stands_at_its_field_and_nothing_typed_is_lost(officer: Client, changes: dict, words: str) -> None:
    sent = data(filled(officer.get(NEW)), officers=OFFICERS, seen="现场情况", **UNSAFE, **SIGNED) | changes
    before = rows(Inspection).count()
    answer = officer.post(NEW, {name: value for name, value in sent.items() if value is not None})
    assert words in text_of(answer)
    kept = filled(answer)
    assert (kept["seen"], kept["hazards-count"], kept["signed_by"]) == (["现场情况"], ["1"], ["安全科负责人"])
    assert rows(Inspection).count() == before


def test_a_refusal_of_the_deed_is_shown_in_words_with_the_form_kept(officer: Client) -> None:
    sent = data(filled(officer.get(NEW)), officers=OFFICERS, seen="现场情况", on="2021-09-30", **UNSAFE, **SIGNED)
    answer = officer.post(NEW, sent)
    page = text_of(answer)
    assert "不予办理 办理日期 2021-09-30 晚于今天 2021-08-25" in page
    assert "请填写不晚于今天的日期" in page
    assert filled(answer)["hazards-0-description"] == ["会议室设在铁水吊运影响范围内"]


def test_a_visit_that_could_not_be_made_is_recorded_with_its_reason(officer: Client) -> None:
    path = f"/deeds/record_attempt/?campaign={CAMPAIGN}&enterprise={PLANT}"
    answer = send(officer, path, site=str(an_id("site-0")), officers=OFFICERS, reason="企业停产，无人在场")
    assert answer.status_code == 302
    assert (
        rows(Inspection).filter(enterprise=PLANT, state="attempted", attempted_reason="企业停产，无人在场").count() == 1
    )


def test_a_clerk_sees_who_may_and_is_refused(officer: Client) -> None:
    clerk = logged_in(f"clerk-{TIEXI}")
    assert "您没有办理“记录执法检查”的权限，请由以下人员办理：执法人员" in text_of(clerk.get(NEW))
    before = rows(Inspection).count()
    answer = clerk.post(NEW, data(filled(clerk.get(NEW)), officers=OFFICERS, **SIGNED))
    assert "不予办理" in text_of(answer)
    assert rows(Inspection).count() == before


def test_a_sister_district_finds_neither_the_form_nor_the_record(officer: Client) -> None:
    visit = visit_of(record(officer, act="save"))
    sister = logged_in(f"officer-{HUNNAN}")
    for path in (NEW, f"/inspections/{visit}/", f"/inspections/{visit}/order/", f"/inspections/{visit}/measure/"):
        assert sister.get(path).status_code == 404, path
    assert logged_in(f"officer-{CITY}").get(f"/inspections/{visit}/").status_code == 200


# Orders ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def visit(officer: Client) -> UUID:
    """A completed visit with the unsafe major hazard."""
    return visit_of(record(officer, **UNSAFE, **SIGNED))


def test_an_order_is_drafted_from_the_hazards_issued_by_another_and_delivered(officer: Client, visit: UUID) -> None:
    drafted = send(officer, f"/inspections/{visit}/order/", same_day="2021-09-25")
    order = UUID(drafted.headers["Location"].split("/")[2])
    assert rows(OrderItem).get(order=order).due_on.isoformat() == "2021-09-25"
    approver = logged_in(APPROVER)
    page = text_of(approver.get(f"/orders/{order}/"))
    assert "今天签发将引用的条文" in page
    assert (
        send(approver, f"/deeds/issue_order/?order={order}&next=/orders/{order}/").headers["Location"]
        == f"/orders/{order}/"
    )
    path = f"/deeds/deliver/?document_kind=rectification_order&document={order}"
    assert send(officer, path, method="direct", recipient="安全科负责人").status_code == 302
    stored = rows(RectificationOrder).get(pk=order)
    assert (stored.state, stored.delivered_on.isoformat()) == ("delivered", "2021-08-25")
    assert "第六十二条" in text_of(officer.get(f"/orders/{order}/"))


def test_an_item_without_a_due_day_is_named_and_one_left_out_is_not_ordered(officer: Client, visit: UUID) -> None:
    path = f"/inspections/{visit}/order/"
    assert "请填写整改期限，或者填写上面的统一整改期限。" in text_of(send(officer, path))
    assert "请至少列入一项隐患。" in text_of(send(officer, path, items_0_take=None, same_day="2021-09-25"))
    assert rows(RectificationOrder).filter(inspection=visit).count() == 0


def test_a_due_day_before_the_order_is_refused_with_its_article(officer: Client, visit: UUID) -> None:
    page = text_of(send(officer, f"/inspections/{visit}/order/", same_day="2021-08-01"))
    assert "整改期限 2021-08-01 早于指令书日期 2021-08-25" in page
    assert "第六十二条" in page


def test_the_drafter_does_not_issue_what_he_drafted(visit: UUID) -> None:
    both = logged_in(f"all-{TIEXI}")
    drafted = send(both, f"/inspections/{visit}/order/", same_day="2021-09-25")
    order = drafted.headers["Location"].split("/")[2]
    assert "须由承办人以外的人办理" in text_of(send(both, f"/deeds/issue_order/?order={order}"))


def test_a_suspension_is_drafted_on_the_article_of_the_day_with_the_unsafe_hazard_chosen(officer, visit: UUID) -> None:
    page = officer.get(f"/inspections/{visit}/measure/")
    values = filled(page)
    assert values["concept"] == ["temporary_suspension"]
    assert values["hazards"] == [str(rows(Hazard).get(inspection=visit).pk)]
    assert "第六十二条第一款第三项" in page.content.decode()
    drafted = send(officer, f"/inspections/{visit}/measure/")
    measure = drafted.headers["Location"].split("/")[2]
    assert "待确认" not in text_of(officer.get(f"/measures/{measure}/"))
    send(logged_in(APPROVER), f"/deeds/issue_measure/?measure={measure}")
    path = f"/deeds/deliver/?document_kind=on_site_measure&document={measure}"
    send(officer, path, method="direct", recipient="安全科负责人")
    assert rows(OnSiteMeasure).get(pk=measure).state == "delivered"


def test_a_reinspection_asks_each_open_item_and_closes_the_order(officer: Client, visit: UUID) -> None:
    order = send(officer, f"/inspections/{visit}/order/", same_day="2021-09-25").headers["Location"].split("/")[2]
    send(logged_in(APPROVER), f"/deeds/issue_order/?order={order}")
    send(
        officer,
        f"/deeds/deliver/?document_kind=rectification_order&document={order}",
        method="direct",
        recipient="门卫",
    )
    again = visit_of(record(officer, kind="reinspection", **SIGNED))
    path = f"/inspections/{again}/reinspection/?order={order}"
    page = text_of(officer.get(path))
    assert "会议室设在铁水吊运影响范围内" in page
    unproved = text_of(send(officer, path, cause="own_initiative", outcomes_0_result="passed"))
    assert "判定合格的整改项没有写明复查情况和证明：会议室设在铁水吊运影响范围内" in unproved
    seen = {"outcomes_0_result": "passed", "outcomes_0_proof": "会议室已迁出，照片两张"}
    assert send(officer, path, cause="own_initiative", **seen).status_code == 302
    assert rows(RectificationOrder).get(pk=order).state == "closed"
