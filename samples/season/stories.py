"""Stories 个案: every ground of the plan, both changes of law, and what else a bureau meets in a season."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from season.book import Book, day
from season.findings import corrected, general, major
from season.plants import Plant
from season.steps import PARTS, Case
from season.units import CITY, TIEXI

Story = Callable[[Case], None]
ELSEWHERE = "210114"


def yellow_and_lifted(case: Case) -> None:
    """G1, G2, G3, X1: stopped and yellow, listed, cured in time, production resumed, lifted, de-listed."""
    kind = case.plant.industry
    visit, (grave, small) = case.visited(day("07-20"), major(kind, assured=False), general(kind), experts=1)
    measure = case.stopped(day("07-21"), grave)
    order, items = case.ordered(day("07-21"), visit, {grave: day("08-20"), small: day("08-10")})
    for kind_of_paper, record in (
        ("inspection_record", visit),
        ("on_site_measure", measure),
        ("rectification_order", order),
    ):
        case.paper(day("07-21"), kind_of_paper, record)
    card = case.carded(day("07-21"), "yellow", "G2")
    listing = case.listed(day("07-22"), grave, day("07-30"), day("08-20"))
    case.plan_filed(day("07-28"), listing)
    case.reinspected(day("08-10"), order, {items[1]: "passed", items[0]: "not_yet_due"})
    case.reported(day("08-18"), items[0])
    passed = case.reinspected(day("08-18"), order, {items[0]: "passed"}, "applied", experts=1)
    case.paper(day("08-18"), "reinspection_opinion", passed)
    case.resumed(day("08-18"), day("08-19"), measure)
    case.do("approver", "lift_card", day("08-19"), card=card, reason="列入的依据已消除，恢复生产已书面同意")
    case.do("officer", "start_delisting_review", day("08-20"), listing=listing)
    case.do("approver", "delist", day("08-20"), listing=listing, reason="复查合格，同意销号")


def red_and_closed(case: Case) -> None:
    """G5, L1: overdue, red, three penalties in 180 days, closed by the government, accepted."""
    kind = case.plant.industry
    visit, (grave,) = case.visited(day("07-22"), major(kind, 1, assured=True), experts=2)
    order, (item,) = case.ordered(day("07-22"), visit, {grave: day("08-25")})
    papers = [
        case.paper(day("07-22"), "inspection_record", visit),
        case.paper(day("07-22"), "rectification_order", order),
    ]
    case.listed(day("07-28"), grave, day("08-06"), day("08-25"))
    case.reinspected(day("08-30"), order, {item: "failed"}, experts=1)
    case.carded(day("08-31"), "red", "G5", proposed=day("08-30"))
    request = case.at(
        "officer", "draft_closure_request", day("09-01"), site=case.plant.site, grounds=["G5"],
        text="重大隐患逾期未整改，拟提请关闭；法定依据待补。",
    )  # fmt: skip
    papers.append(case.reviewed_paper(day("09-01"), "penalty_notice", visit, **NOTICE))
    fined = case.penalised(day("09-06"), "hazard_not_eliminated", 40000, grave)
    papers.append(case.paper(day("09-06"), "penalty_unit", fined, broken="安全生产法关于及时消除事故隐患"))
    case.penalised(
        day("09-06"), "safety_staff_fail_duties", 20000, grave, target="person", person_role="安全负责人（示例）",
        began_on=day("09-01"),
    )  # fmt: skip
    case.penalised(day("09-20"), "organisation_and_training", 60000, grave)
    case.penalised(day("10-15"), "dangerous_operations", 80000, grave)
    _closed(case, request)
    papers.append(case.paper(day("10-20"), "closure_request", request))
    case.at(
        "officer", "archive_case_file", day("11-20"), title=f"{case.plant.name}未消除重大事故隐患案",
        cause="未采取措施消除重大事故隐患", result="罚款四次，提请关闭，已关闭", filed_number="（示例）2021-001",
        retention="长期", opened_on=day("09-01"), closed_on=day("11-20"), papers=papers,
    )  # fmt: skip


NOTICE = {
    "facts": "重大事故隐患逾期未整改，复查不合格。",
    "evidence": "现场检查记录、责令限期整改指令书、整改复查意见书。",
    "broken": "安全生产法关于及时消除事故隐患的规定",
    "basis": "安全生产法关于未采取措施消除事故隐患的处罚规定",
    "intended": "罚款四万元。",
}
"""What the drafter of a notice of an intended penalty writes."""


def _closed(case: Case, request: str) -> None:
    opinion = "一百八十日内三次受到行政处罚，重大隐患尚未消除，同意报送"
    case.do(
        "legal_reviewer",
        "review_closure_request",
        day("10-18"),
        request=request,
        basis="closure_repeat",
        opinion=opinion,
    )
    case.do("head", "send_closure_request", day("10-20"), request=request, government=f"{TIEXI}-G1")
    case.do("officer", "accept_closure_request", day("10-22"), request=request, text="已受理")
    answer = {"decision": "close", "document_number": "（示例）铁政〔2021〕31号", "text": "决定予以关闭"}
    case.do("officer", "answer_closure_request", day("10-29"), request=request, **answer)
    manners = ["power_and_water_cut", "main_dismantled"]
    case.do(
        "officer",
        "carry_out_closure",
        day("11-08"),
        request=request,
        manners=manners,
        exit_reason="safety",
        text="已断水断电、拆除主体设备",
    )
    case.do("officer", "revoke_licences", day("11-10"), request=request, text="市场监管部门已吊销营业执照（示例）")
    departments = ["铁西区应急管理局（示例）", "铁西区工业和信息化局（示例）", "铁西区生态环境分局（示例）"]
    _accepted(case, "11-09", "11-12", departments, request=request)
    case.at("officer", "record_exit_return", day("11-26"), department="沈阳市工业和信息化局（示例）")


def _accepted(case: Case, planned: str, held: str, departments: list[str], **what: str) -> None:
    acceptance = case.at("officer", "plan_acceptance", day(planned), participants=departments, **what)
    for department in departments:
        signature = {
            "department": department,
            "agreed": True,
            "opinion": "现场属实，同意通过",
            "person_role": "科长（示例）",
        }
        case.do("officer", "sign_off_acceptance", day(held), acceptance=acceptance, **signature)
    case.do("officer", "conclude_acceptance", day(held), acceptance=acceptance, passed=True, text="关停到位，验收合格")


def stop_refused(case: Case) -> None:
    """L2: a temporary suspension is refused in real danger; power cut, penalties under both laws, referral."""
    kind = case.plant.industry
    visit, (grave,) = case.visited(day("08-23"), major(kind, assured=False), signed=False, experts=1)
    measure = case.stopped(day("08-24"), grave)
    order, (item,) = case.ordered(day("08-24"), visit, {grave: day("09-24")})
    card = case.carded(day("08-24"), "yellow", "G2")
    listing = case.listed(day("08-25"), grave, day("09-03"), day("09-24"))
    refusal = {"decision_kind": "measure", "decision": measure, "text": "拒不停产，仍在生产（示例）"}
    case.do("officer", "record_refusal", day("08-26"), real_danger=True, **refusal)
    cut = case.at(
        "officer", "draft_power_cut", day("08-27"), decision_kind="measure", decision=measure, supplier="示例供电公司"
    )
    case.do("head", "approve_power_cut", day("08-27"), power_cut=cut)
    told = {"method": "direct", "recipient": "企业负责人（示例）", "notified_at": "2021-08-27T08:30:00+08:00"}
    case.do("officer", "notify_power_cut", day("08-27"), power_cut=cut, **told)
    case.do("officer", "put_power_cut_in_force", day("08-30"), power_cut=cut, in_force_at="2021-08-30T08:40:00+08:00")
    reason = "拒不执行停产决定，有发生生产安全事故的现实危险"
    case.at("officer", "send_referral", day("08-31"), kind="criminal", authority="示例区公安局", text=reason)
    case.penalised(day("09-08"), "hazard_not_eliminated", 100000, grave, tier="refused")
    case.reported(day("09-21"), item)
    case.reinspected(day("09-22"), order, {item: "passed"}, "applied", experts=1)
    case.do("officer", "restore_power", day("09-23"), power_cut=cut)
    case.resumed(day("09-23"), day("09-26"), measure)
    case.do("approver", "lift_card", day("09-27"), card=card, reason="复查合格，恢复生产已书面同意")
    case.do("officer", "start_delisting_review", day("09-28"), listing=listing)
    case.do("approver", "delist", day("09-28"), listing=listing, reason="治理完成，同意销号")


def funds_missing(case: Case) -> None:
    """G4: listed, but 资金 is not proved in time; no article fits, and the proposal is declined."""
    kind = case.plant.industry
    visit, (grave,) = case.visited(day("07-21"), major(kind, assured=True), experts=1)
    order, (item,) = case.ordered(day("07-21"), visit, {grave: day("08-20")})
    parts = [part for part in PARTS if part != "funds"]
    listing = case.listed(day("07-26"), grave, day("08-02"), day("08-31"), parts)
    reason = "排除过程中能够保证安全，没有可以适用的停产条文；已约谈企业，限三日内补交资金证明"
    declined = {"ground": "G4", "act": "impose_suspension", "subject": case.plant.site}
    case.at("approver", "decline_proposal", day("08-04"), reason=reason, **declined)
    case.do("officer", "prove_implementation", day("08-06"), listing=listing, part="funds", amount_fen=8_000_000)
    case.reported(day("08-18"), item)
    case.reinspected(day("08-19"), order, {item: "passed"}, "applied")
    case.do("officer", "start_delisting_review", day("08-23"), listing=listing)
    case.do("approver", "delist", day("08-24"), listing=listing, reason="治理完成，同意销号")


def extended(case: Case) -> None:
    """An extension for force majeure, granted in writing before the term ran out; cured by the new day."""
    kind = case.plant.industry
    visit, (grave,) = case.visited(day("07-20"), major(kind, 2, assured=False), experts=1)
    measure = case.stopped(day("07-21"), grave)
    order, (item,) = case.ordered(day("07-21"), visit, {grave: day("08-20")})
    card = case.carded(day("07-21"), "yellow", "G2")
    listing = case.listed(day("07-22"), grave, day("07-30"), day("09-05"))
    cause = {"text": "连日暴雨，厂区道路中断，设备无法进场", "force_majeure": True, "proof": "气象证明（示例）"}
    extension = case.do("officer", "apply_extension", day("08-08"), item=item, **cause)
    case.do(
        "approver",
        "reply_extension",
        day("08-12"),
        extension=extension,
        granted_to=day("09-05"),
        reason="属不可抗力，同意延期",
    )
    case.deliver("extension_reply", extension, day("08-12"))
    case.reported(day("09-03"), item)
    case.reinspected(day("09-06"), order, {item: "passed"}, "applied")
    case.resumed(day("09-06"), day("09-08"), measure)
    case.do("approver", "lift_card", day("09-09"), card=card, reason="复查合格，恢复生产已书面同意")
    case.do("officer", "start_delisting_review", day("09-14"), listing=listing)
    case.do("approver", "delist", day("09-14"), listing=listing, reason="治理完成，同意销号")


def unsafe_after_stop(case: Case) -> None:
    """G6, X2: red after a suspension that changed nothing; the government does not close; cured at last, lifted."""
    kind = case.plant.industry
    visit, (grave,) = case.visited(day("07-27"), major(kind, assured=False), experts=1)
    measure = case.stopped(day("07-28"), grave)
    order, (item,) = case.ordered(day("07-28"), visit, {grave: day("08-27")})
    case.carded(day("07-28"), "yellow", "G2")
    case.listed(day("07-29"), grave, day("08-06"), day("08-27"))
    case.reinspected(day("08-27"), order, {item: "failed"}, experts=1)
    red = case.carded(day("08-30"), "red", "G6", proposed=day("08-27"))
    stop = {"kinds": ["suspension"], "tier": "serious"}
    penalty = case.penalised(day("09-07"), "safety_equipment", 0, grave, **stop)
    case.reinspected(day("09-28"), order, {item: "failed"})
    request = case.at(
        "officer", "draft_closure_request", day("10-08"), site=case.plant.site, grounds=["G6"],
        text="经停产停业整顿仍不具备安全生产条件，提请关闭。",
    )  # fmt: skip
    review = {"basis": "closure_after_rectification", "opinion": "停产停业整顿处罚决定及其后的复查齐备，同意报送"}
    case.do("legal_reviewer", "review_closure_request", day("10-09"), request=request, **review)
    case.do("head", "send_closure_request", day("10-11"), request=request, addressee="浑南区人民政府（示例）")
    case.do("officer", "accept_closure_request", day("10-13"), request=request)
    answer = {"decision": "not_close", "document_number": "（示例）浑政〔2021〕19号", "text": "责成限期改造，暂不关闭"}
    case.do("officer", "answer_closure_request", day("10-25"), request=request, **answer)
    case.reported(day("11-08"), item)
    case.reinspected(day("11-09"), order, {item: "passed"}, "applied", experts=2)
    case.resumed(day("11-09"), day("11-12"), measure)
    case.resumed(day("11-09"), day("11-12"), penalty, "penalty")
    case.do("approver", "lift_card", day("11-15"), card=red, reason="整改合格，政府决定不予关闭")


def declined_card(case: Case) -> None:
    """A yellow card proposed and declined with a reason; the hazard is ordered, listed and removed."""
    kind = case.plant.industry
    visit, (grave,) = case.visited(day("08-05"), major(kind, assured=False))
    card = case.proposed(day("08-05"), "yellow", "G2")
    case.do(
        "approver", "decline_card", day("08-06"), card=card, reason="当日已停用并撤出人员，专家复核认为能够保证安全"
    )
    case.do("officer", "record_safety", day("08-06"), hazard=grave, assured=True)
    order, (item,) = case.ordered(day("08-06"), visit, {grave: day("09-06")}, delivered=day("08-09"))
    listing = case.listed(day("08-09"), grave, day("08-16"), day("09-06"))
    case.reported(day("09-03"), item)
    case.reinspected(day("09-07"), order, {item: "passed"}, "applied")
    case.do("officer", "start_delisting_review", day("09-13"), listing=listing)
    case.do("approver", "delist", day("09-13"), listing=listing, reason="治理完成，同意销号")


def standing_yellow(case: Case) -> None:
    """A yellow card that stands on the day of the return and is lifted after it."""
    kind = case.plant.industry
    visit, (grave, small) = case.visited(day("08-25"), major(kind, assured=False), general(kind, 1), experts=1)
    measure = case.stopped(day("08-26"), grave, until=day("10-26"))
    order, items = case.ordered(day("08-26"), visit, {grave: day("09-24"), small: day("09-09")})
    card = case.carded(day("08-26"), "yellow", "G2")
    case.listed(day("08-27"), grave, day("09-06"), day("09-24"))
    case.reinspected(day("09-13"), order, {items[1]: "passed"})
    case.reported(day("09-23"), items[0])
    case.reinspected(day("09-24"), order, {items[0]: "passed"}, "applied")
    case.resumed(day("09-24"), day("09-27"), measure)
    case.do("approver", "lift_card", day("09-28"), card=card, reason="复查合格，恢复生产已书面同意")


def not_known_yet(case: Case) -> None:
    """Nobody recorded whether safety is assured: a question, no card; then the answer is found."""
    kind = case.plant.industry
    visit, (grave,) = case.visited(day("09-02"), major(kind, 1, assured=None))
    case.ordered(day("09-02"), visit, {grave: day("10-08")})
    case.listed(day("09-06"), grave, day("09-13"), day("10-08"))
    case.do("officer", "record_safety", day("09-14"), hazard=grave, assured=True)


def without_approval(case: Case) -> None:
    """L3: acting without the approval that the law requires is handed to the competent department."""
    visit, _ = case.visited(day("08-11"), general(case.plant.industry, 2) | {"corrected_on_spot": True}, kind="tip")
    activity = case.at(
        "officer", "record_unapproved_activity", day("08-11"), inspection=visit, authority="示例区行政审批局",
        text="未取得安全生产许可，擅自投用新增装置（示例）",
    )  # fmt: skip
    handed = {"kind": "unapproved", "authority": "示例区行政审批局", "text": "未经批准擅自从事有关活动，移送处理"}
    case.at("officer", "send_referral", day("08-13"), subject=activity, **handed)


def order_under_the_old_text(case: Case) -> None:
    """An order of 20 August: 安全生产法 of 2014."""
    visit, hazards = case.visited(day("08-20"), general(case.plant.industry), general(case.plant.industry, 1))
    order, items = case.ordered(day("08-20"), visit, dict.fromkeys(hazards, day("09-03")))
    case.reinspected(day("09-03"), order, dict.fromkeys(items, "passed"))
    case.penalised(day("08-26"), "safety_equipment", 20000, hazards[0])


def order_under_the_new_text(case: Case) -> None:
    """An order of 5 September: 安全生产法 of 2021."""
    visit, hazards = case.visited(day("09-05"), general(case.plant.industry), general(case.plant.industry, 3))
    order, items = case.ordered(day("09-05"), visit, dict.fromkeys(hazards, day("09-26")))
    case.reinspected(day("09-26"), order, dict.fromkeys(items, "passed"))
    paid = case.penalised(day("09-13"), "organisation_and_training", 30000, hazards[1])
    case.do("officer", "publish_penalty", day("09-16"), penalty=paid, place="示例区政府门户网站")
    case.do("officer", "pay_penalty", day("09-24"), penalty=paid)


def on_the_spot_before(case: Case) -> None:
    """A penalty on the spot of 14 July, within the limits of 行政处罚法 before its change."""
    _, (hazard,) = case.visited(day("07-13"), corrected(case.plant.industry))
    case.on_the_spot(day("07-14"), "organisation_and_training", 800, hazard)


def on_the_spot_after(case: Case) -> None:
    """One of 19 July, within the limits since the change."""
    _, (hazard,) = case.visited(day("07-19"), corrected(case.plant.industry, 1))
    case.on_the_spot(day("07-19"), "organisation_and_training", 2500, hazard)


def moved(case: Case) -> None:
    """Work done, then moved by the city to another district; the row stays and says so."""
    visit, (hazard,) = case.visited(day("08-02"), general(case.plant.industry))
    order, (item,) = case.ordered(day("08-02"), visit, {hazard: day("08-16")})
    case.reinspected(day("08-16"), order, {item: "passed"})
    to = {"entry": case.plant.entry, "to_agency": ELSEWHERE, "reason": "厂区迁至于洪区（示例）"}
    case.by_city().do("approver", "move_entry", day("08-20"), **to)


def removed_without_work(case: Case) -> None:
    """Removed before anybody went there."""
    case.do("approver", "remove_entry", day("08-05"), entry=case.plant.entry, reason="已于2019年注销（示例）")


def removed_after_work(case: Case) -> None:
    """Removed after a visit; the row stays with the work up to that day."""
    case.visited(day("07-29"), corrected(case.plant.industry))
    reason = {"entry": case.plant.entry, "reason": "生产线已拆除，企业转为仓储（示例）"}
    case.do("approver", "remove_entry", day("09-08"), **reason)


def recorded_twice(case: Case) -> None:
    """A visit recorded twice: one record is made void, and counts nowhere."""
    visit, (hazard,) = case.visited(day("08-11"), general(case.plant.industry))
    double, _ = case.visited(day("08-11"), general(case.plant.industry))
    case.do("approver", "void_inspection", day("08-12"), inspection=double, reason="同一次检查重复登记")
    order, (item,) = case.ordered(day("08-11"), visit, {hazard: day("08-25")})
    case.reinspected(day("08-25"), order, {item: "passed"})


def order_withdrawn(case: Case) -> None:
    """An order withdrawn the day after and issued anew with the right term."""
    visit, (hazard,) = case.visited(day("07-30"), general(case.plant.industry, 2))
    wrong, _ = case.ordered(day("07-30"), visit, {hazard: day("08-01")})
    case.do("approver", "withdraw_order", day("08-02"), order=wrong, reason="整改期限填写有误")
    order, (item,) = case.ordered(day("08-02"), visit, {hazard: day("08-20")})
    case.reinspected(day("08-20"), order, {item: "passed"})


def gate_closed(case: Case) -> None:
    """Attempted twice before the officers got in."""
    case.attempted(day("07-23"), "厂门关闭，无人值守")
    case.attempted(day("08-04"), "企业停电检修，负责人不在")
    case.visited(day("08-18"), corrected(case.plant.industry, 3))


def joint(case: Case) -> None:
    """A joint visit, led by the city with the district's officers: counted once, by the city."""
    city = case.by_city()
    officers = [*city.unit.officers(day("08-17")), *case.unit.officers(day("08-17"))]
    visit, (hazard,) = city.visited(
        day("08-17"), general(case.plant.industry, 1), officers=officers, experts=2, kind="spot"
    )
    order, (item,) = city.ordered(day("08-17"), visit, {hazard: day("08-31")})
    city.reinspected(day("08-31"), order, {item: "passed"})
    case.visited(day("07-26"))


def kiln_out(case: Case) -> None:
    """A kiln goes without the enterprise: exit by the owner's own wish, accepted by the departments."""
    kiln = {"kind": "kiln", "name": "2号轻烧窑", "process": "反射窑轻烧", "size": "1.5", "unit": "万吨/年"}
    item = case.at("clerk", "add_capacity_item", day("07-16"), site=case.plant.site, **kiln)
    case.visited(day("08-03"), corrected(case.plant.industry))
    case.visited(day("10-12"), kind="exit_period")
    gone = {"manner": "main_dismantled", "reason": "voluntary"}
    case.do("clerk", "record_capacity_exit", day("10-12"), item=item, **gone)
    departments = [f"{case.unit.name}应急管理局（示例）", "沈阳市工业和信息化局（示例）"]
    _accepted(case, "10-20", "10-25", departments, capacity_item=item, manner="main_dismantled")


def fine_changed_and_annulled(case: Case) -> None:
    """A fine changed to a lower amount, and another decision annulled."""
    visit, hazards = case.visited(day("08-09"), general(case.plant.industry), general(case.plant.industry, 1))
    order, items = case.ordered(day("08-09"), visit, dict.fromkeys(hazards, day("08-23")))
    case.reinspected(day("08-23"), order, dict.fromkeys(items, "passed"))
    first = case.penalised(day("08-16"), "safety_equipment", 30000, hazards[0])
    change = {"fine_fen": 1_333_333, "reason": "经复核，依法从轻（示例）"}
    changed = case.do("head", "change_penalty", day("08-24"), penalty=first, **change)
    case.deliver("penalty_decision", changed, day("08-24"))
    second = case.penalised(day("08-17"), "dangerous_operations", 20000, hazards[1])
    case.do("head", "annul_penalty", day("08-27"), penalty=second, reason="事实认定有误，自行撤销")


def urged(case: Case) -> None:
    """G7: urged to build up standardisation and dual prevention; done in October."""
    case.visited(day("08-06"), corrected(case.plant.industry, 2))
    case.at("officer", "record_urging", day("08-06"), text="督促三个月内取得标准化等级，建立双重预防机制")
    profile = {"standardisation": "third", "dual_prevention": "yes", "risk_colour": "yellow"}
    case.at("clerk", "record_safety_profile", day("10-26"), **profile)


def overdue_general(case: Case) -> None:
    """A general hazard overdue on the day of the return; re-inspected within the ten days."""
    visit, (hazard,) = case.visited(day("08-16"), general(case.plant.industry))
    order, (item,) = case.ordered(day("08-16"), visit, {hazard: day("09-07")})
    case.reinspected(day("09-14"), order, {item: "failed"})
    case.reinspected(day("09-29"), order, {item: "passed"})


def awaiting(case: Case) -> None:
    """Reported in time, waiting for the re-inspection on the day of the return."""
    visit, (hazard,) = case.visited(day("08-19"), general(case.plant.industry, 3))
    order, (item,) = case.ordered(day("08-19"), visit, {hazard: day("09-09")})
    case.reported(day("09-08"), item)
    case.reinspected(day("09-15"), order, {item: "passed"}, "applied")


def corrected_records(case: Case) -> None:
    """An address corrected, and a report made void that was filed under the wrong plant."""
    address = {"noun": "site", "record": case.plant.site, "values": {"address": "沈阳市于洪区示例街88号（更正）"}}
    case.do("clerk", "correct_fact", day("07-28"), **address, reason="门牌号登记有误")
    visit, (hazard,) = case.visited(day("08-10"), general(case.plant.industry, 2))
    order, (item,) = case.ordered(day("08-10"), visit, {hazard: day("08-30")})
    wrong = case.reported(day("08-24"), item)
    void = {"noun": "completion_report", "record": wrong, "reason": "另一家企业的报告，误登在此"}
    case.do("officer", "void_fact", day("08-25"), **void)
    case.reported(day("08-30"), item)
    case.reinspected(day("09-01"), order, {item: "passed"}, "applied")


def never(case: Case) -> None:
    """In the ledger, never visited until after the day of the return."""
    case.visited(day("09-27"))


TOLD: Mapping[str, tuple[Story, ...]] = {
    TIEXI: (
        yellow_and_lifted, red_and_closed, stop_refused, order_under_the_old_text, order_under_the_new_text, urged,
        joint, overdue_general,
    ),
    "210102": (on_the_spot_before, on_the_spot_after, never),
    "210104": (gate_closed, awaiting),
    "210111": (fine_changed_and_annulled, funds_missing, never),
    "210112": (extended, unsafe_after_stop, never),
    "210113": (moved, joint, overdue_general),
    "210114": (awaiting, declined_card, standing_yellow, corrected_records),
    "210115": (without_approval, never),
    "210123": (recorded_twice, order_withdrawn),
    "210124": (removed_without_work, urged, not_known_yet, never),
    "210181": (removed_after_work, standing_yellow),
    f"{CITY}-K1": (joint, kiln_out, not_known_yet),
    f"{CITY}-K2": (urged,),
}  # fmt: skip
"""Which stories happen in which unit, to its plants in the order of the ledger."""


def tell(book: Book, plants: list[Plant]) -> list[Plant]:
    """Write all stories; returns the plants to which nothing particular happened."""
    rest: list[Plant] = []
    for code in dict.fromkeys(plant.unit.code for plant in plants):
        of_unit = [plant for plant in plants if plant.unit.code == code]
        stories = TOLD.get(code, ())
        for story, plant in zip(stories, of_unit, strict=False):
            story(Case(book, plant))
        rest += of_unit[len(stories) :]
    return rest
