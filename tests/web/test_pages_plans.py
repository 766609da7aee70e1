"""检查方案 through the pages: the list, a plan and its ways of looking, the form with its rule, leave and recusal."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from tests.actions.steps import APPROVER, OFFICER, PAIR, day
from tests.actions.world import CAMPAIGN, CITY, HUNNAN, TIEXI, an_id, do, rows, stored
from tests.web.forms import data, filled
from tests.web.pages import bare, logged_in, queries_of, text_of

from duban.records.models import InspectionPlan, LeaveOfAbsence, PlanItem, PlanItemOfficer, Recusal

pytestmark = pytest.mark.usefixtures("season")

NEW = f"/plans/new/?campaign={CAMPAIGN}"


def plan(title: str, state: str) -> UUID:
    return UUID(str(rows(InspectionPlan).get(title__startswith=title, state=state).pk))


def draft() -> UUID:
    return plan("九月", "draft")


def approved() -> UUID:
    return plan("八月", "approved")


def name(plant: str) -> str:
    return str(rows(PlanItem.enterprise.field.related_model).get(pk=an_id(plant)).name)


def press(client: Client, path: str, values: dict[str, list[str]], act: str, **changes: Any) -> Any:
    return client.post(path, data(values, act=act, **changes))


# The list ---------------------------------------------------------------------------------------------------------


def test_the_list_shows_current_versions_and_old_ones_when_asked() -> None:
    client = logged_in(OFFICER)
    assert "共2份" not in bare(text_of(client.get("/plans/?text=六月")))
    page = text_of(client.get("/plans/"))
    assert [title in page for title in ("八月执法检查方案", "九月执法检查方案")] == [True, True]
    assert "已有新版" not in page
    assert "已有新版" in text_of(client.get("/plans/?versions=all"))


def test_the_ledgers_enterprises_that_stand_in_no_plan_are_named() -> None:
    page = text_of(logged_in(OFFICER).get("/plans/"))
    assert "台账 13 家，已排 7 家，未排 6 家：" in page
    assert name("plant-16") in page
    assert name("plant-4") not in page
    assert "全部加入（6 家）" in page


def test_the_number_opens_the_ledger_filtered() -> None:
    page = text_of(logged_in(OFFICER).get(f"/ledger/?campaign={CAMPAIGN}&planned=no"))
    assert name("plant-16") in page
    assert name("plant-4") not in page


@pytest.mark.parametrize(
    ("query", "found"), [("state=approved", "八月"), ("state=draft", "九月"), ("text=八月", "八月")]
)
def test_the_list_is_filtered_by_the_address(query: str, found: str) -> None:
    page = text_of(logged_in(OFFICER).get(f"/plans/?{query}"))
    assert [month in page.split("未排企业名单")[1] for month in ("八月", "九月")] == [found == "八月", found == "九月"]


def test_a_sister_district_sees_neither_the_plan_nor_its_form() -> None:
    found = {
        unit: [
            logged_in(f"officer-{unit}").get(path).status_code
            for path in (f"/plans/{draft()}/", f"/plans/{draft()}/edit/")
        ]
        for unit in (TIEXI, HUNNAN, CITY)
    }
    assert found == {TIEXI: [200, 200], HUNNAN: [404, 404], CITY: [200, 200]}
    assert "九月" not in text_of(logged_in(f"officer-{HUNNAN}").get("/plans/"))


# One plan ---------------------------------------------------------------------------------------------------------


def test_a_plan_says_what_became_of_its_visits_and_leads_to_the_next() -> None:
    page = logged_in(OFFICER).get(f"/plans/{approved()}/").content.decode()
    told = bare(text_of(logged_in(OFFICER).get(f"/plans/{approved()}/")))
    assert "已完成2021-08-12" in told
    assert "已过12日未实施" in told  # the attempt of 08-13 names no plan
    assert "尚未到期" in told
    assert f"plan_item={rows(PlanItem).get(plan=approved(), enterprise=an_id('plant-8')).pk}" in page


def test_a_planned_visit_opens_the_visits_form_prefilled() -> None:
    item = rows(PlanItem).get(plan=approved(), enterprise=an_id("plant-8"))
    path = f"/enterprises/{an_id('plant-8')}/inspections/new/?campaign={CAMPAIGN}&plan_item={item.pk}"
    values = filled(logged_in(OFFICER).get(path))
    assert values["plan_item"] == [str(item.pk)]
    assert sorted(values["officers"]) == sorted(map(str, PAIR))
    assert len(values["experts"]) == 1


def test_a_strangers_item_fills_in_nobody() -> None:
    item = rows(PlanItem).get(plan=approved(), enterprise=an_id("plant-8"))
    for told in (item.pk, "not-an-id"):
        path = f"/enterprises/{an_id('plant-9')}/inspections/new/?campaign={CAMPAIGN}&plan_item={told}"
        assert "officers" not in filled(logged_in(OFFICER).get(path))


def test_every_conflict_is_told_and_what_must_be_settled_is_missing() -> None:
    page = text_of(logged_in(OFFICER).get(f"/plans/{draft()}/"))
    for words in (
        "2021-08-28 不是工作日：周末。", "请假（2021-08-30 至 2021-09-03）", "同一天还安排了：",
        "的执法证件到 2021-06-30 为止，检查日期 2021-09-01 在其后。", "还缺 1 项",
    ):  # fmt: skip
        assert words in page
    assert "您没有" not in page


def test_the_calendar_shows_days_off_and_the_visits_of_the_month() -> None:
    client, path = logged_in(OFFICER), f"/plans/{draft()}/?view=calendar"
    page = text_of(client.get(path))
    assert "2021-08" in page
    assert "本月 3 次，其他月份 1 次" in page
    assert name("plant-4") in page
    september = text_of(client.get(f"{path}&month=2021-09"))
    assert "中秋节放假" in september
    assert "本月 1 次，其他月份 3 次" in september
    assert "2021-08" in text_of(client.get(f"{path}&month=gestern"))


def test_load_is_told_officer_by_officer_and_day_by_day() -> None:
    page = text_of(logged_in(OFFICER).get(f"/plans/{draft()}/?view=load"))
    assert "期间 2021-08-28 至 2021-10-01，共 24 个工作日，本单位各方案共安排 4 次。" in page
    assert "4 次 / 可用 24 个工作日" in page  # the officer
    assert "3 次 / 可用 19 个工作日" in page  # on leave for five
    assert "2 次 / 可组成 1 组，超出" in page
    assert "1 次 / 可组成 1 组，已满" in page


def test_a_revision_is_shown_against_the_version_before() -> None:
    page = bare(text_of(logged_in(OFFICER).get(f"/plans/{approved()}/?view=difference")))
    assert f"增加{name('plant-1')}—" in page
    assert f"换人{name('plant-8')}" in page
    assert "请补充企业和专家" in page  # the opinion on the first version
    assert "同意，注意高温防护" in page


def test_a_plan_is_submitted_returned_and_approved_by_its_buttons() -> None:
    visits = [
        {
            "enterprise": an_id("plant-16"),
            "planned_on": day("08-30"),
            "officers": [PAIR[0], an_id(f"person:all-{TIEXI}")],
        }
    ]
    made = do("draft_plan", by=OFFICER, on=day("08-25"), campaign=CAMPAIGN, title="示例方案", items=visits)
    page = f"/plans/{made}/"
    officer, approver = logged_in(OFFICER), logged_in(APPROVER)
    for client, deed, typed, state in (
        (officer, "submit_plan", {}, "submitted"),
        (approver, "approve_plan", {"opinion": "同意"}, "approved"),
    ):
        path = f"/deeds/{deed}/?plan={made}"
        assert path in client.get(page).content.decode()
        answer = client.post(path, data(filled(client.get(path)), **typed))
        assert (answer.status_code, stored(InspectionPlan, made).state) == (302, state)


def test_a_blocking_conflict_refuses_the_submission_in_words() -> None:
    client, path = logged_in(OFFICER), f"/deeds/submit_plan/?plan={draft()}"
    answer = text_of(client.post(path, filled(client.get(path))))
    assert "必须先解决的冲突" in answer
    assert stored(InspectionPlan, draft()).state == "draft"


# The form ---------------------------------------------------------------------------------------------------------


def test_a_clerk_drafts_by_filter_rule_and_hand() -> None:
    client = logged_in(OFFICER)
    values = filled(client.get(f"{NEW}&add=unplanned"))
    assert values["items-count"] == ["6"]
    term = {
        "spread_officers": [str(PAIR[0]), str(PAIR[1])],
        "spread_first": "2021-08-26",
        "spread_last": "2021-09-07",
        "spread_per_day": "2",
    }
    laid = press(client, NEW, values, "spread", **term)
    assert "已按规则排定 6 家" in text_of(laid)
    values = filled(laid)
    days = [values[f"items-{at}-planned_on"][0] for at in range(6)]
    # another plan has a visit of the pair on the 27th; one of them is on leave from 30 August to 3 September
    assert days == ["2021-08-26", "2021-08-26", "2021-08-27", "2021-09-06", "2021-09-06", "2021-09-07"]
    saved = client.post(NEW, data(values, title="示例方案", **{"items-5-planned_on": "2021-09-08"}))
    made = rows(InspectionPlan).get(title="示例方案")
    assert saved.headers["Location"] == f"/plans/{made.pk}/"
    assert sorted(made.items.values_list("planned_on", flat=True))[-1] == date(2021, 9, 8)
    assert rows(PlanItemOfficer).filter(item__plan=made.pk).count() == 12


def test_what_finds_no_day_is_named_and_kept() -> None:
    client = logged_in(OFFICER)
    values = filled(client.get(f"{NEW}&add=unplanned"))
    answer = press(
        client, NEW, values, "spread", spread_first="2021-08-28", spread_last="2021-08-30", spread_per_day="2"
    )
    assert "期间内排不下 4 家，没有改动日期：" in text_of(answer)
    assert filled(answer)["items-count"] == ["6"]


def test_enterprises_are_found_ticked_and_taken_once() -> None:
    client = logged_in(OFFICER)
    found = press(client, NEW, filled(client.get(NEW)), "find", pick_planned="")
    assert "找到 13 家，显示 13 家，未显示 0 家" in text_of(found)
    ticked = [str(an_id("plant-16")), str(an_id("plant-4"))]
    taken = press(client, NEW, filled(found), "take", pick_chosen=ticked)
    assert filled(taken)["items-count"] == ["2"]
    again = press(client, NEW, filled(taken), "take_all")
    assert filled(again)["items-count"] == ["13"]
    dropped = press(client, NEW, filled(again), "drop-0")
    assert filled(dropped)["items-count"] == ["12"]


def test_an_error_loses_nothing_and_names_the_row() -> None:
    client = logged_in(OFFICER)
    values = filled(client.get(f"{NEW}&add=unplanned"))
    answer = client.post(
        NEW, data(values, title="示例方案", **{"items-0-note": "重点查吊运", "items-1-planned_on": "2021-08-26"})
    )
    assert "安排中有 5 处需要改正，已填写的内容都还在。" in text_of(answer)
    kept = filled(answer)
    assert (kept["items-0-note"], kept["items-1-planned_on"], kept["title"]) == (
        ["重点查吊运"],
        ["2021-08-26"],
        ["示例方案"],
    )
    assert rows(InspectionPlan).filter(title="示例方案").count() == 0


def test_an_empty_plan_is_not_saved() -> None:
    client = logged_in(OFFICER)
    answer = client.post(NEW, data(filled(client.get(NEW)), title="示例方案"))
    assert "检查方案至少要安排一家企业。" in text_of(answer)


def test_conflicts_are_told_before_saving() -> None:
    client, path = logged_in(OFFICER), f"/plans/{draft()}/edit/"
    page = text_of(client.get(path))
    assert "2021-08-28 不是工作日：周末。" in page
    mended = press(client, path, filled(client.get(path)), "check", **{"items-0-planned_on": "2021-08-27"})
    assert "不是工作日" not in text_of(mended)


def test_a_draft_is_changed_by_its_form() -> None:
    client, path = logged_in(OFFICER), f"/plans/{draft()}/edit/"
    answer = client.post(path, data(filled(client.get(path)), **{"items-0-planned_on": "2021-08-27"}))
    assert answer.headers["Location"] == f"/plans/{draft()}/"
    assert day("08-27") in set(rows(PlanItem).filter(plan=draft(), voided_on=None).values_list("planned_on", flat=True))
    assert rows(PlanItem).filter(plan=draft(), voided_on=None).count() == 4


def test_the_second_of_two_people_is_shown_the_difference_and_loses_nothing() -> None:
    first, second, path = logged_in(OFFICER), logged_in(f"officer2-{TIEXI}"), f"/plans/{draft()}/edit/"
    mine, theirs = filled(first.get(path)), filled(second.get(path))
    first.post(path, data(mine, **{"items-0-planned_on": "2021-08-27"}))
    answer = second.post(path, data(theirs, **{"items-3-note": "改为白天"}))
    page = bare(text_of(answer))
    assert "另一人修改了这份拟稿" in page
    assert f"改期{name('plant-4')}2021-08-27" in page
    assert "改备注" in page
    again = second.post(path, filled(answer))
    assert again.status_code == 302
    assert rows(PlanItem).get(plan=draft(), enterprise=an_id("plant-13"), voided_on=None).note == "改为白天"


def test_an_approved_plan_is_revised_with_the_missing_added() -> None:
    client, old = logged_in(OFFICER), approved()
    path = f"/plans/{old}/edit/?add=unplanned"
    values = filled(client.get(path))
    assert values["items-count"] == ["9"]
    laid = press(client, path, values, "spread", spread_officers=[str(one) for one in PAIR], spread_first="2021-09-06",
                 spread_last="2021-09-30", spread_per_day="1")  # fmt: skip
    answer = client.post(path, filled(laid))
    made = rows(InspectionPlan).get(revises=old)
    assert (answer.headers["Location"], made.version, made.state) == (f"/plans/{made.pk}/", 3, "draft")
    assert made.items.count() == 9
    assert "没有" not in text_of(client.get("/plans/")).split("未排 0 家")[0]


def test_a_plan_under_approval_or_with_a_newer_version_is_not_changed() -> None:
    client = logged_in(OFFICER)
    old = plan("八月", "returned")
    assert client.get(f"/plans/{old}/edit/").headers["Location"] == f"/plans/{old}/"
    assert "审批中的方案和已有新版的方案不能修改" in text_of(client.get(f"/plans/{old}/"))


def test_who_may_not_draft_is_told_who_may() -> None:
    client = logged_in(APPROVER)
    assert "执法人员" in text_of(client.get(NEW))
    values = data(filled(client.get(f"{NEW}&add=unplanned")), title="示例方案")
    for at in range(6):
        values |= {f"items-{at}-planned_on": "2021-08-26"}
    assert "您没有“拟定检查方案并送审”的权限" in text_of(client.post(NEW, values))


def test_queries_do_not_grow_with_the_plan() -> None:
    client = logged_in(OFFICER)
    small = do("draft_plan", by=OFFICER, on=day("08-25"), campaign=CAMPAIGN, title="小", items=[
        {"enterprise": an_id("plant-5"), "planned_on": day("08-30"), "officers": PAIR}])  # fmt: skip
    client.get(f"/plans/{small}/")  # the first page of a session writes it
    for view in ("list", "calendar", "load"):
        grown = queries_of(client, f"/plans/{draft()}/?view={view}")
        assert queries_of(client, f"/plans/{small}/?view={view}") == grown, view
    assert queries_of(client, f"/plans/{small}/edit/") == queries_of(client, f"/plans/{draft()}/edit/")


# Leave and recusal ------------------------------------------------------------------------------------------------


def test_leave_and_recusal_are_listed() -> None:
    page = text_of(logged_in(OFFICER).get("/plans/people/"))
    assert "年休假" in page
    assert "近亲属在该企业任职" in page
    assert "年休假" not in text_of(logged_in(f"officer-{HUNNAN}").get("/plans/people/"))


def test_a_recusal_is_recorded_by_the_enterprises_name() -> None:
    client, path = logged_in(OFFICER), "/plans/people/"
    person = str(an_id(f"person:expert-{TIEXI}"))
    typed = {"person": person, "enterprise_name": name("plant-4"), "reason": "曾任顾问"}
    answer = client.post(path, data(filled(client.get(path)), **typed))
    assert answer.status_code == 302
    assert rows(Recusal).get(person=person).enterprise_id == an_id("plant-4")


def test_an_enterprise_that_nobody_knows_is_named_in_the_error() -> None:
    client, path = logged_in(OFFICER), "/plans/people/"
    typed = {"person": str(PAIR[0]), "enterprise_name": "示例没有的厂", "reason": "曾任顾问"}
    answer = text_of(client.post(path, data(filled(client.get(path)), **typed)))
    assert "没有名称或者统一社会信用代码是“示例没有的厂”的企业" in answer


def test_a_leave_is_recorded_and_made_void_by_forms() -> None:
    client = logged_in(OFFICER)
    path = "/deeds/record_leave/"
    form = filled(client.get(path))
    person = str(an_id(f"person:expert-{TIEXI}"))
    client.post(path, data(form, person=person, first_on="2021-09-01", last_on="2021-09-02", reason="出差"))
    leave = rows(LeaveOfAbsence).get(person=person)
    void = f"/deeds/void_fact/?noun=leave_of_absence&record={leave.pk}"
    page = client.get(void)
    assert "2021-09-01 — 2021-09-02 出差" in text_of(page)
    assert client.post(void, data(filled(page), reason="取消")).status_code == 302
    assert stored(LeaveOfAbsence, leave.pk).void_reason == "取消"


def test_a_recusal_is_ended_by_an_approver() -> None:
    recusal = rows(Recusal).get()
    assert f"/deeds/end_recusal/?recusal={recusal.pk}" in logged_in(APPROVER).get("/plans/people/").content.decode()
    assert "end_recusal" not in logged_in(OFFICER).get("/plans/people/").content.decode()
