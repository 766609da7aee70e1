"""Every kind of paper, made of a record that real deeds brought about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from tests.actions import later_steps as later
from tests.actions.samples import all_samples
from tests.actions.samples_closing import notified_cut
from tests.actions.samples_papers import LETTERHEAD, OFFICER
from tests.actions.samples_submissions import prepared
from tests.actions.steps import GENERAL, PLANT, UNSAFE, day, issued, ordered, reinspected, stopped, visited
from tests.actions.test_papers import text
from tests.actions.world import CAMPAIGN, CITY, TIEXI, an_id, do, rows, stored

from duban.domain.papers.vocabulary import PaperKind
from duban.records.models import Paper, PlanItem, UnitMessage
from duban.specs.papers_loader import load_forms

pytestmark = pytest.mark.usefixtures("world")

LATE = date(2021, 11, 30)


@dataclass(frozen=True)
class Made:
    """The record of a paper, and words that must stand in it."""

    subject: UUID
    words: tuple[str, ...]
    by: str = OFFICER
    approver: str = f"approver-{TIEXI}"
    on: date = LATE
    texts: dict[str, str] = field(default_factory=dict)


def sample(name: str) -> tuple[Any, Any]:
    """The sample of a deed done; what it returned and its inputs."""
    one = all_samples()[name]()
    return do(name, by=one.by, on=one.on, **one.inputs), one.inputs


def scheme() -> Made:
    sample("approve_plan")
    item = rows(PlanItem).get()
    return Made(item.pk, ("示例检查方案", "示例officer-210106（示例210106-1）", "查阅资料"))


def reinspection() -> Made:
    order, items, _ = ordered(GENERAL)
    opinion = reinspected(order, {items[0]: "passed"}, on=day("08-10"))
    return Made(opinion, ("整改合格", "（示例）铁应急责改〔2021〕1号《责令限期整改指令书》", "复查〔2021〕1号"))


def measure() -> Made:
    _visit, (hazard,) = visited(UNSAFE)
    return Made(stopped(hazard), ("责令暂时停产停业", "会议室设在铁水吊运影响范围内", "现决〔2021〕1号"))


def order() -> Made:
    visit, (hazard,) = visited(GENERAL)
    return Made(issued(visit, {hazard: day("08-20")})[0], ("责改〔2021〕1号",))


def visit(*words: str) -> Callable[[], Made]:
    return lambda: Made(visited(GENERAL)[0], ("安全出口堵塞", *words) if words else ())


def penalty(*words: str, **more: Any) -> Callable[[], Made]:
    return lambda: Made(later.decided(on=day("09-10"), **more), ("示例事实", *words))


def on_the_spot() -> Made:
    decided, _ = sample("decide_on_the_spot")
    return Made(decided, ("当场", "罚〔2021〕1号"))


def power_cut() -> Made:
    return Made(notified_cut(), ("停止供电通知书", "停供通〔2021〕1号", "2021年7月21日9时"))


def listing() -> Made:
    _visit, (hazard,) = visited(UNSAFE)
    return Made(later.listed(hazard, on=day("07-22")), ("挂牌督办", "区县级", "2021年12月31日"))


def delisted() -> Made:
    _done, inputs = sample("delist")
    return Made(inputs["listing"], ("予以销号",))


def card(*words: str) -> Callable[[], Made]:
    def make() -> Made:
        visited(UNSAFE)
        return Made(later.confirmed("yellow", "G2", on=day("07-20")), ("黄牌名单", *words))

    return make


def lifted() -> Made:
    _done, inputs = sample("lift_card")
    return Made(inputs["card"], ("移出黄牌名单",))


def closure() -> Made:
    later.still_failing()
    request = later.sent(on=day("09-08"), before=day("09-06"))
    return Made(request, ("示例铁西区人民政府", "签发人：示例head-210106", "妥否，请批示"))


def acceptance() -> Made:
    _done, inputs = sample("conclude_acceptance")
    return Made(inputs["acceptance"], ("示例区生态环境局", "验收"))


def referral() -> Made:
    sent, _ = sample("send_referral")
    return Made(sent, ("移〔2021〕1号", "现场检查记录1份"))


def receipt() -> Made:
    ordered(GENERAL)
    return Made(PLANT, ("责令限期整改指令书", "安全科负责人", "回〔2021〕1号"))


def reminder() -> Made:
    prepared()
    office = f"campaign_office-{CITY}"
    do("set_letterhead", by=f"clerk-{CITY}", on=day("07-01"), **LETTERHEAD)
    do("remind_returns", by=office, on=day("09-11"), campaign=CAMPAIGN, report_on=day("09-10"))
    message = rows(UnitMessage).filter(to_agency=TIEXI).get()
    return Made(message.pk, ("示例铁西区应急管理局", "零报告"), by=office)


def campaign() -> Made:
    do("set_letterhead", by=f"clerk-{CITY}", on=day("07-01"), **LETTERHEAD)
    return Made(
        an_id(CAMPAIGN), ("2021年7月7日", "安排部署", "加强领导"), by=f"campaign_office-{CITY}", approver=f"head-{CITY}"
    )


PERSON: dict[str, Any] = {
    "target": "person",
    "person_role": "示例负责人",
    "statute_concept": "principal_fails_duties",
    "fine_fen": 3_000_000,
}
MAKERS: dict[PaperKind, Callable[[], Made]] = {
    PaperKind.INSPECTION_SCHEME: scheme,
    PaperKind.INSPECTION_RECORD: visit("检记〔2021〕1号"),
    PaperKind.ON_SITE_MEASURE: measure,
    PaperKind.RECTIFICATION_ORDER: order,
    PaperKind.REINSPECTION_OPINION: reinspection,
    PaperKind.CASE_FILING: visit(),
    PaperKind.PENALTY_NOTICE: visit(),
    PaperKind.HEARING_NOTICE: visit(),
    PaperKind.CASE_REPORT: visit(),
    PaperKind.PENALTY_UNIT: penalty("人民币壹万元整", "百分之三", "罚〔2021〕1号"),
    PaperKind.PENALTY_PERSON: penalty(
        "示例负责人",
        target="person",
        person_role="示例负责人",
        statute_concept="principal_fails_duties",
        fine_fen=3_000_000,
    ),
    PaperKind.PENALTY_ON_THE_SPOT: on_the_spot,
    PaperKind.CASE_CLOSING: lambda: Made(later.decided(on=day("09-10")), ("罚款", "2021年9月10日")),
    PaperKind.CASE_TRANSFER: referral,
    PaperKind.DELIVERY_RECEIPT: receipt,
    PaperKind.POWER_CUT_NOTICE: power_cut,
    PaperKind.SUPERVISION_NOTICE: listing,
    PaperKind.DELISTING_NOTICE: delisted,
    PaperKind.CARD_NOTICE: card("情况属实", "书面提出"),
    PaperKind.CARD_LIFTING_NOTICE: lifted,
    PaperKind.CLOSURE_REQUEST: closure,
    PaperKind.ACCEPTANCE_OPINION: acceptance,
    PaperKind.JOINT_PUNISHMENT: card("实施联合惩戒", "无（示例企业）"),
    PaperKind.URGING_RETURN: reminder,
    PaperKind.CAMPAIGN_NOTICE: campaign,
}
"""How the record of each kind comes about. The reply on an extension rests on an unverified article: test_papers."""

TEXTS = {
    "method": "查阅资料",
    "cut_at": "2021年7月21日9时",
    "materials": "现场检查记录1份",
    "demands": "加强领导，按期报送",
}


@pytest.fixture
def confirmed() -> None:
    """What the papers of the world cite and nobody has verified is confirmed, as a legal reviewer would."""
    for concept, citation in UNVERIFIED.items():
        asked = {"concept": concept, "citation": citation, "verified": True, "note": "已核对官方文本"}
        do("confirm_article", by=f"legal_reviewer-{TIEXI}", **asked)


UNVERIFIED = {"listed_supervision": "2014", "onsite_measure": "2015"}


@pytest.mark.usefixtures("confirmed")
@pytest.mark.parametrize("kind", MAKERS)
def test_the_paper_of_a_record_that_real_deeds_brought_about(kind: PaperKind) -> None:
    do("set_letterhead", by=f"clerk-{TIEXI}", on=day("07-01"), **LETTERHEAD)
    made, form = MAKERS[kind](), load_forms()[kind]
    texts = {ask.name: TEXTS.get(ask.name, "示例内容") for ask in form.asks}
    asked = {"campaign": CAMPAIGN, "kind": kind, "subject": made.subject, "texts": texts}
    if form.reviewed:
        paper = do("draft_paper", by=made.by, on=made.on, **asked)
        do("submit_paper", by=made.by, on=made.on, paper=paper)
        do("issue_paper", by=made.approver, on=made.on, paper=paper)
    else:
        paper = do("produce_paper", by=made.by, on=made.on, **asked)
    row = stored(Paper, paper)
    assert row.state == "issued"
    assert bool(row.number) == (form.series is not None)
    found = text(paper)
    for words in made.words:
        assert "".join(words.split()) in found


def test_no_kind_is_left_out() -> None:
    assert set(PaperKind) - set(MAKERS) == {PaperKind.EXTENSION_REPLY}
