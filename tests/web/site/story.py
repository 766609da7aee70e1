"""An invented season in the world of the action tests, told through the deeds: something of all that pages show."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth.hashers import make_password
from django.db import transaction
from tests.actions import later_steps, steps
from tests.actions.steps import CASE, GENERAL, PAIR, SAFE, UNSAFE, day
from tests.actions.world import CAMPAIGN, CITY, HUNNAN, TIEXI, ZONE, actor, an_id, build, do, plant, rows, writing

from duban.queries.pinyin import pinyin_of
from duban.records.models import Inspection, LedgerEntry, RectificationOrder, SafetyProfile, User

TODAY = date(2021, 8, 25)
PASSWORD = "示例密码-season-2021"
NAMES = {"steel": "钢铁", "magnesite": "镁砂", "cement": "水泥", "refining": "石化", "flat_glass": "玻璃"}
INDUSTRIES = tuple(NAMES)
STREETS = ("兴华南街", "沈辽路", "浑南大道", "开发二十五号路")
RISKS = ("red", "orange", "yellow", "blue", None)
MANY = 24


def tell() -> None:
    """Write the season; every deed commits."""
    with transaction.atomic():
        build()
    _open_accounts()
    _plants()
    _case_of_a_red_card()
    _case_of_a_general_hazard()
    _visits_that_are_drafts(_plan_that_was_revised())
    _plan_that_is_a_draft()
    _papers()


def _open_accounts() -> None:
    with writing():
        User.objects.update(password=make_password(PASSWORD), must_change_password=False)


def _plants() -> None:
    for number in range(MANY):
        agency = (TIEXI, TIEXI, HUNNAN, ZONE)[number % 4]
        waiting = {"state": "proposed", "confirmed_on": None} if number % 11 == 10 else {}
        person = {"responsible_id": an_id(f"person:officer-{agency}")} if number % 3 else {}
        plant(f"plant-{number}", agency, industry=INDUSTRIES[number % 5], **waiting, **person)
    with writing():
        for number, entry in enumerate(
            LedgerEntry.objects.select_related("enterprise").order_by("home_agency_id", "id")
        ):
            row, sign = entry.enterprise, "甲乙丙丁戊己庚辛壬癸"[number % 10]
            row.name = f"沈阳示例{sign}{NAMES[entry.industry]}{('有限公司', '厂')[number % 2]}{number}"
            row.pinyin = pinyin_of(row.name)
            row.save()
            row.sites.update(address=f"{STREETS[number % 4]} {number + 1} 号")
    with writing(TIEXI):
        for number, entry in enumerate(LedgerEntry.objects.filter(home_agency=TIEXI).order_by("id")):
            SafetyProfile.objects.create(
                home_agency_id=TIEXI, campaign=CAMPAIGN, enterprise_id=entry.enterprise_id, stated_on=day("07-10"),
                standardisation=("third", "none", None)[number % 3], risk=RISKS[number % 5],
            )  # fmt: skip


def _case_of_a_red_card() -> None:
    """Case 23: unsafe, stopped, yellow, listed, overdue, failed, red, closure drafted; two penalties on the way."""
    case = later_steps.begun()
    later_steps.penalised(case.hazard, on=day("07-28"))
    do("apply_extension", by=steps.OFFICER, on=day("08-05"), item=case.item, text="暴雨冲毁道路", force_majeure=True,
       proof="示例气象证明")  # fmt: skip
    steps.reinspected(case.order, {case.item: "failed"}, on=day("08-23"), cause="due")
    later_steps.resisted(case.measure, on=day("08-23"), danger=None)
    card = later_steps.confirmed("red", "G5", on=day("08-24"))
    later_steps.notified(card, on=day("08-24"))
    later_steps.drafted("G5", on=day("08-24"))
    later_steps.planned_acceptance(None, on=day("08-24"))
    do("add_capacity_item", by=f"clerk-{TIEXI}", on=day("07-12"), **CASE, site=steps.SITE, kind="furnace",
       name="示例1号炉", size="400", unit="立方米")  # fmt: skip
    do("record_safety_profile", by=f"clerk-{TIEXI}", on=day("07-12"), **CASE, standardisation="third",
       dual_prevention="no", risk_colour="red")  # fmt: skip


def _case_of_a_general_hazard() -> None:
    """A second plant: a listed safe major hazard with proofs missing, a general one ordered and not yet due."""
    other: dict[str, Any] = {"campaign": CAMPAIGN, "enterprise": an_id("plant-second")}
    hazards = [uuid4(), uuid4()]
    visit = do(
        "record_inspection", by=steps.OFFICER, on=day("08-16"), **other, site=an_id("site-second"), kind="first",
        officers=PAIR, experts=(steps.EXPERT,), place="二车间", seen="现场检查二车间和配电室。",
        hazards=[{"id": hazards[0], **SAFE}, {"id": hazards[1], **GENERAL, "place": "配电室"}],
    )  # fmt: skip
    do(
        "complete_inspection",
        by=steps.OFFICER,
        on=day("08-16"),
        inspection=visit,
        signed=False,
        refusal_note="负责人外出",
    )
    items = [{"id": uuid4(), "hazard": hazard, "due_on": day("09-16")} for hazard in hazards]
    order = do("draft_order", by=steps.OFFICER, on=day("08-17"), **other, inspection=visit, items=items)
    do("issue_order", by=steps.APPROVER, on=day("08-17"), order=order)
    do("deliver", by=steps.OFFICER, on=day("08-18"), document_kind="rectification_order", document=order, method="left",
       recipient="门卫", witness="示例社区工作人员")  # fmt: skip
    later_steps.listed(hazards[0], on=day("08-18"), plan_due=day("08-24"), parts=("responsibility", "funds"))


def _plan_that_was_revised() -> UUID:
    """A plan of 铁西区: returned, revised, approved; the item of the plant that was then visited."""
    item = uuid4()
    visits = [_planned("plant-1", "08-12", id=item), _planned("plant-8", "08-13"), _planned("plant-9", "08-27")]
    whose = {"by": steps.OFFICER, "on": day("08-09")}
    first = do("draft_plan", **whose, campaign=CAMPAIGN, title="八月执法检查方案（示例）", items=visits[1:])
    do("submit_plan", **whose, plan=first)
    do("return_plan", by=steps.APPROVER, on=day("08-09"), plan=first, reason="请补充企业和专家")
    better = [visit | {"experts": (steps.EXPERT,)} for visit in visits]
    plan = do("revise_plan", **whose | {"on": day("08-10")}, plan=first, items=better)
    do("submit_plan", **whose | {"on": day("08-10")}, plan=plan)
    do("approve_plan", by=steps.APPROVER, on=day("08-10"), plan=plan, opinion="同意，注意高温防护")
    return item


def _planned(plant_name: str, month_day: str, **more: Any) -> dict[str, Any]:
    return {"enterprise": an_id(plant_name), "planned_on": day(month_day), "officers": PAIR, **more}


def _plan_that_is_a_draft() -> None:
    """A draft with conflicts: a Saturday, two visits on one day, leave, a certificate that ran out; one recusal."""
    expired = an_id(f"person:expired-{TIEXI}")
    visits = [
        _planned("plant-4", "08-28"), _planned("plant-5", "08-31"), _planned("plant-12", "08-31"),
        _planned("plant-13", "09-01", officers=(PAIR[0], expired), note="夜间生产"),
    ]  # fmt: skip
    do("record_leave", by=steps.OFFICER, on=day("08-20"), person=PAIR[1], first_on=day("08-30"), last_on=day("09-03"),
       reason="年休假")  # fmt: skip
    do("record_recusal", by=steps.APPROVER, on=day("08-20"), person=expired, enterprise=an_id("plant-16"),
       reason="近亲属在该企业任职")  # fmt: skip
    do(
        "draft_plan",
        by=steps.OFFICER,
        on=day("08-24"),
        campaign=CAMPAIGN,
        title="九月执法检查方案（示例）",
        items=visits,
    )


def _papers() -> None:
    """The letterhead; the order of one plant as a paper, with a notice in draft; that of another in a case file."""
    clerk = f"clerk-{TIEXI}"
    do("set_letterhead", by=clerk, on=day("07-07"), address="示例市铁西区示例路1号", postcode="110000",
       telephone="024-00000000", review_body="示例铁西区人民政府", court="示例铁西区人民法院")  # fmt: skip
    plants = (an_id("plant-210106"), an_id("plant-second"))
    with transaction.atomic():
        orders = [rows(RectificationOrder).filter(enterprise=one).order_by("issued_on", "id")[0].pk for one in plants]
        visit = rows(Inspection).filter(enterprise=plants[0], kind="first").order_by("visited_on", "id")[0].pk
    made = {"campaign": CAMPAIGN, "kind": "rectification_order"}
    papers = [do("produce_paper", by=steps.OFFICER, on=day("08-18"), **made, subject=order) for order in orders]
    notice = {"campaign": CAMPAIGN, "kind": "penalty_notice", "subject": visit, "texts": {"facts": "示例事实"}}
    do("draft_paper", by=steps.OFFICER, on=day("08-24"), **notice)
    cover = {"title": "示例案", "cause": "安全出口堵塞", "filed_number": "示例2021-1", "retention": "长期"}
    filed = {"campaign": CAMPAIGN, "enterprise": an_id("plant-second"), "papers": papers[1:]}
    do("archive_case_file", by=steps.OFFICER, on=day("08-24"), **filed, **cover)


def _visits_that_are_drafts(planned: UUID) -> None:
    """Visits of other plants: one completed without findings, one draft, one that was not carried out."""
    by, pair = steps.OFFICER, PAIR
    for number, complete in ((1, True), (4, False), (5, True)):
        place: dict[str, Any] = {"enterprise": an_id(f"plant-{number}"), "site": an_id(f"site-{number}")}
        place |= {"plan_item": planned} if number == 1 else {}
        visit: UUID = do(
            "record_inspection", by=by, on=day("08-12"), campaign=CAMPAIGN, kind="first", officers=pair, **place,
            hazards=() if complete else ({"id": uuid4(), **UNSAFE},),
        )  # fmt: skip
        if complete:
            do("complete_inspection", by=by, on=day("08-12"), inspection=visit, signed=True)
    do(
        "record_attempt", by=by, on=day("08-13"), campaign=CAMPAIGN, enterprise=an_id("plant-8"),
        site=an_id("site-8"), reason="企业停产，无人在场", officers=pair,
    )  # fmt: skip
    assert actor(f"campaign_office-{CITY}").subordinates
