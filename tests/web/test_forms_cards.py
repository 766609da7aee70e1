"""黄红牌 through the pages: the trace of a proposal, proposed by one person, confirmed or declined by another."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from tests.actions.steps import APPROVER, OFFICER, PAIR, UNSAFE
from tests.actions.world import CAMPAIGN, HUNNAN, TIEXI, an_id, do, rows
from tests.web.forms import data, filled, send
from tests.web.pages import logged_in, text_of
from tests.web.site.story import TODAY

from duban.records.models import Card, Decline

pytestmark = pytest.mark.usefixtures("season")

PLANT, SITE = an_id("plant-0"), an_id("site-0")
PROPOSAL = f"/cards/proposals/{CAMPAIGN}/{PLANT}/yellow/G2/{SITE}/"


@pytest.fixture
def officer(season: None) -> Client:
    """An officer of a district where an unsafe major hazard was found today."""
    visit = do(
        "record_inspection", by=OFFICER, on=TODAY, campaign=CAMPAIGN, enterprise=PLANT, site=SITE, kind="first",
        officers=PAIR, hazards=[{"id": uuid4(), **UNSAFE}],
    )  # fmt: skip
    do("complete_inspection", by=OFFICER, on=TODAY, inspection=visit, signed=True)
    return logged_in(OFFICER)


def proposed(client: Client) -> UUID:
    """The card that the client proposes."""
    answer = send(client, PROPOSAL)
    assert answer.status_code == 302, text_of(answer)
    return UUID(answer.headers["Location"].split("/")[2])


def test_the_list_shows_todays_proposals_and_the_cards(officer: Client) -> None:
    answer = officer.get("/cards/")
    page = text_of(answer)
    assert PROPOSAL in answer.content.decode()
    assert "共 2 张" in page
    assert "G5 逾期未整改" in page


def test_the_list_is_filtered_by_the_address(officer: Client) -> None:
    assert "共 2 张，显示 1 张" in text_of(officer.get("/cards/?colour=red"))
    assert "没有符合条件的黄牌、红牌" in text_of(officer.get("/cards/?state=lifted"))


def test_a_proposal_shows_facts_conditions_and_the_articles_of_the_day(officer: Client) -> None:
    page = text_of(officer.get(PROPOSAL))
    for words in (
        "会议室设在铁水吊运影响范围内",
        "隐患排除前或者排除过程中无法保证安全",
        "第六十二条第一款第三项",
        "待法规科核实",
        "我们的理解",
    ):
        assert words in page


def test_what_one_proposes_another_confirms_and_the_enterprise_is_told(officer: Client) -> None:
    card = proposed(officer)
    assert officer.get(PROPOSAL).headers["Location"] == f"/cards/{card}/"
    approver = logged_in(APPROVER)
    page = f"/cards/{card}/"
    assert send(approver, page, reason="事实清楚", act="confirm_card").headers["Location"] == page
    assert rows(Card).get(pk=card).state == "confirmed"
    assert "事实清楚" in text_of(officer.get(page))
    send(officer, f"/deeds/notify_card/?card={card}", method="direct", recipient="安全科负责人")
    assert rows(Card).get(pk=card).state == "notified"


def test_a_card_is_declined_with_its_reason_and_not_proposed_again(officer: Client) -> None:
    card = proposed(officer)
    send(logged_in(APPROVER), f"/cards/{card}/", reason="已当场停用该设备", act="decline_card")
    assert rows(Card).get(pk=card).state == "declined"
    assert officer.get(PROPOSAL).headers["Location"].startswith(f"/enterprises/{PLANT}/")


def test_a_proposal_is_declined_without_a_card(officer: Client) -> None:
    approver = logged_in(APPROVER)
    path = (
        f"/deeds/decline_proposal/?campaign={CAMPAIGN}&enterprise={PLANT}&ground=G2&act=confirm_yellow&subject={SITE}"
    )
    assert path.replace("&", "&amp;") in approver.get(PROPOSAL).content.decode()
    assert send(approver, path, reason="另案处理").status_code == 302
    assert rows(Decline).get(enterprise=PLANT, ground="G2").reason == "另案处理"


@pytest.mark.parametrize(
    ("username", "words"),
    [(OFFICER, "您没有办理“确认列入黄牌、红牌”的权限"), (f"all-{TIEXI}", "本件由您提出，须由另一名审批人")],
)
def test_nobody_confirms_without_the_permission_or_his_own_proposal(officer: Client, username: str, words: str) -> None:
    card = proposed(logged_in(f"all-{TIEXI}"))
    client = logged_in(username)
    assert words in text_of(client.get(f"/cards/{card}/"))
    assert "不予办理" in text_of(send(client, f"/cards/{card}/", reason="事实清楚", act="confirm_card"))
    assert rows(Card).get(pk=card).state == "proposed"


def test_a_decision_needs_its_reason(officer: Client) -> None:
    card = proposed(officer)
    answer = send(logged_in(APPROVER), f"/cards/{card}/", act="confirm_card")
    assert "没有保存" in text_of(answer)
    assert rows(Card).get(pk=card).state == "proposed"


def test_a_double_click_proposes_one_card(officer: Client) -> None:
    sent = data(filled(officer.get(PROPOSAL)))
    answers = [officer.post(PROPOSAL, sent) for _ in range(2)]
    assert len({answer.headers["Location"] for answer in answers}) == 1
    assert rows(Card).filter(enterprise=PLANT).count() == 1


def test_a_card_is_not_lifted_while_its_ground_is_open(officer: Client) -> None:
    card = proposed(officer)
    approver = logged_in(APPROVER)
    send(approver, f"/cards/{card}/", reason="事实清楚", act="confirm_card")
    send(officer, f"/deeds/notify_card/?card={card}", method="direct", recipient="安全科负责人")
    answer = send(approver, f"/deeds/lift_card/?card={card}", reason="企业申请")
    assert "不予办理" in text_of(answer)
    assert filled(answer)["reason"] == ["企业申请"]
    assert rows(Card).get(pk=card).state == "notified"


@pytest.mark.parametrize("path", [PROPOSAL, "/cards/{card}/"])
def test_a_sister_district_finds_nothing(officer: Client, path: str) -> None:
    card: Any = proposed(officer)
    assert logged_in(f"officer-{HUNNAN}").get(path.format(card=card)).status_code == 404
