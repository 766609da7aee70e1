"""Every next act leads to a form, and every deed that fits one form has it: readable, prefilled, refused in words."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
from django.test import Client
from tests.actions.steps import APPROVER, OFFICER
from tests.actions.world import CAMPAIGN, HUNNAN, TIEXI, an_id, look_everywhere, rows
from tests.web.forms import filled, send
from tests.web.pages import logged_in, text_of
from tests.web.site.story import TODAY

from duban.actions.register import all_kinds
from duban.domain.standing import Act
from duban.domain.workflow import MOVES
from duban.queries.campaigns import campaign
from duban.queries.naming import choices_of
from duban.queries.standings import standings_of
from duban.records.models import Extension, ImplementationProof, OnSiteMeasure, RectificationOrder, Urging
from duban.web.acts import form_of
from duban.web.leads import _DEEDS
from duban.web.next_acts import _WAYS
from duban.web.views.deeds import has_form

pytestmark = pytest.mark.usefixtures("season")

PLANT, SECOND = an_id("plant-210106"), an_id("plant-second")
NOT_YET = {Act.PUBLISH_NOTICE}


def next_acts() -> list[tuple[Any, Any]]:
    """Every next act of the season in 铁西区, with its enterprise."""
    look_everywhere()
    plants = [PLANT, SECOND, an_id("plant-0"), an_id("plant-4")]
    found = standings_of(campaign(CAMPAIGN), plants, TODAY)
    return [(plant, act) for plant in plants for act in found[plant].next_acts]


def test_every_act_has_a_way_but_those_whose_deeds_come_later() -> None:
    assert set(Act) - set(_WAYS) == NOT_YET


def test_the_deeds_behind_the_moves_exist_and_the_moves_too() -> None:
    assert set(_DEEDS.values()) <= set(all_kinds())
    assert set(_DEEDS) <= {(move.noun, move.name) for move in MOVES}


@pytest.mark.parametrize("username", [OFFICER, APPROVER])
def test_every_next_act_of_the_season_opens_a_form_or_says_who_does_it(username: str) -> None:
    client, acts = logged_in(username), next_acts()
    assert len({act.act for _plant, act in acts}) > 5
    for plant, act in acts:
        path = form_of(act.act, plant, act.subject, campaign=CAMPAIGN, ground=act.ground)
        answer = client.get(path, follow=True)
        page = text_of(answer)
        assert "怎样办理" in page or "返回" in page or "研判过程" in page, (act.act, page[:200])


def test_an_act_that_is_done_says_so() -> None:
    path = f"/enterprises/{an_id('plant-1')}/acts/list_supervision/?campaign={CAMPAIGN}&subject={uuid4()}"
    assert "今天的态势不再要求这一步" in text_of(logged_in(APPROVER).get(path))


@pytest.mark.parametrize("path", ["acts/dance/", "acts/inspect/?subject=x", "acts/inspect/?campaign=nowhere"])
def test_an_act_that_does_not_exist_is_no_page(path: str) -> None:
    assert logged_in(OFFICER).get(f"/enterprises/{PLANT}/{path}").status_code == 404


def test_the_form_shows_why_with_clause_and_due_day() -> None:
    plant, act = next((plant, act) for plant, act in next_acts() if act.act is Act.REPLY_EXTENSION)
    answer = logged_in(APPROVER).get(form_of(act.act, plant, act.subject, campaign=CAMPAIGN), follow=True)
    page = text_of(answer)
    assert "为什么要办" in page
    assert "答复延期申请" in page
    assert "会议室设在铁水吊运影响范围内" in page


def test_an_extension_is_answered_or_refused_in_words() -> None:
    look_everywhere()
    waiting = choices_of("extension", PLANT, CAMPAIGN)[0]
    approver, path = logged_in(APPROVER), f"/deeds/reply_extension/?extension={waiting.id}"
    page = text_of(send(approver, path, reason="情况属实", granted_to="2021-08-01"))
    assert "不予办理" in page
    assert send(approver, path, reason="道路已经抢通").status_code == 302
    assert rows(Extension).get(pk=waiting.id).state == "refused"


def test_ids_are_readable_choices_of_the_enterprise() -> None:
    answer = logged_in(f"head-{TIEXI}").get(f"/deeds/decide_penalty/?campaign={CAMPAIGN}&enterprise={PLANT}")
    page = text_of(answer)
    assert "会议室设在铁水吊运影响范围内 · 2021-07-20" in page
    assert "编号" not in page
    assert "第" in page
    assert "法规库" in page


def test_money_is_typed_in_yuan_and_kept_in_fen() -> None:
    look_everywhere()
    listing = choices_of("listing", SECOND, CAMPAIGN)[0]
    path = f"/deeds/prove_implementation/?listing={listing.id}"
    assert send(logged_in(OFFICER), path, part="funds", amount_fen="1234.56").status_code == 302
    assert rows(ImplementationProof).filter(listing=listing.id, amount_fen=123456).count() == 1


def test_a_deed_sent_twice_is_done_once_and_leads_back() -> None:
    officer, path = logged_in(OFFICER), f"/deeds/record_urging/?campaign={CAMPAIGN}&enterprise={SECOND}&next=/tasks/"
    sent = {name: values[0] for name, values in filled(officer.get(path)).items()} | {"text": "请尽快开展标准化建设"}
    for _ in range(2):
        assert officer.post(path, sent).headers["Location"] == "/tasks/"
    assert rows(Urging).filter(enterprise=SECOND).count() == 1


def test_a_foreign_address_is_no_way_back() -> None:
    officer = logged_in(OFFICER)
    path = f"/deeds/record_urging/?campaign={CAMPAIGN}&enterprise={SECOND}&next=https://example.org/"
    answer = send(officer, path, text="请尽快开展标准化建设")
    assert urlsplit(answer.headers["Location"]).netloc == ""
    assert parse_qs(urlsplit(answer.headers["Location"]).query) == {"campaign": [CAMPAIGN]}


@pytest.mark.parametrize("name", ["record_inspection", "draft_order", "change_own_password", "dance"])
def test_deeds_with_parts_or_secrets_have_no_plain_form(name: str) -> None:
    assert logged_in(OFFICER).get(f"/deeds/{name}/").status_code == 404


def test_every_other_deed_has_a_form_that_opens() -> None:
    client = logged_in(f"all-{TIEXI}")
    names = [name for name, kind in all_kinds().items() if has_form(kind)]
    assert len(names) > 60
    for name in names:
        assert client.get(f"/deeds/{name}/?campaign={CAMPAIGN}&enterprise={PLANT}").status_code == 200, name


def test_a_record_of_a_sister_district_is_unknown() -> None:
    look_everywhere()
    measure = rows(OnSiteMeasure).filter(enterprise=PLANT).first()
    order = rows(RectificationOrder).filter(enterprise=PLANT).first()
    assert measure is not None
    assert order is not None
    sister = logged_in(f"officer-{HUNNAN}")
    for path in (f"/deeds/lift_measure/?measure={measure.pk}", f"/orders/{order.pk}/", f"/measures/{measure.pk}/"):
        assert sister.get(path).status_code == 404, path


def test_an_old_form_of_a_person_without_the_permission_is_refused() -> None:
    look_everywhere()
    order = rows(RectificationOrder).filter(enterprise=PLANT).first()
    assert order is not None
    client: Client = logged_in(f"clerk-{TIEXI}")
    page = text_of(send(client, f"/deeds/withdraw_order/?order={order.pk}", reason="不需要了"))
    assert "您没有“说明理由撤回或作废执法文书、检查记录”的权限" in page


ODD = ("%00", "%ED%A0%80", "{0.__class__}", "-1", "9" * 30, "1'", "%E2%80%AE", "x" * 3000, "²")


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize(
    "path",
    [
        "/deeds/deliver/?document_kind={odd}&document={odd}",
        "/deeds/record_urging/?campaign={odd}&enterprise={plant}",
        "/deeds/decline_proposal/?campaign=x&enterprise={plant}&ground={odd}&act={odd}&subject={odd}",
        "/enterprises/{plant}/acts/inspect/?subject={odd}&ground={odd}",
        "/enterprises/{plant}/acts/confirm_red/?ground={odd}",
        "/enterprises/{plant}/inspections/new/?campaign={odd}",
        "/enterprises/{plant}/inspections/new/?kind={odd}&site={odd}&plan_item={odd}",
        "/inspections/?text={odd}&kind={odd}&state={odd}&sort={odd}&page={odd}&size={odd}",
        "/cards/?text={odd}&colour={odd}&state={odd}&sort={odd}",
        "/ledger/imports/?page={odd}",
        "/ledger/imports/check/{odd}/",
        "/cards/proposals/{odd}/{plant}/yellow/G2/{plant}/",
        "/cards/proposals/shenyang-2021-32/{plant}/{odd}/{odd}/{plant}/",
    ],
)
def test_odd_addresses_are_answered_and_break_nothing(path: str, odd: str) -> None:
    answer = logged_in(OFFICER).get(path.format(plant=PLANT, odd=odd))
    assert answer.status_code in {200, 302, 404}


@pytest.mark.parametrize(
    "odd",
    [
        {"hazards-count": "²"},
        {"hazards-count": "9" * 5000},
        {"hazards-count": "3"},
        {"act": "drop-²"},
        {"act": "drop-99999999999"},
        {"on": "9999-12-31", "started": "10:00", "ended": "09:00"},
        {"on": "0001-01-01"},
        {"seen": "a\x00b"},
        {"deed": "x"},
        {"officers": ["x"]},
    ],
)
def test_odd_forms_are_answered_and_break_nothing(odd: dict[str, Any]) -> None:
    officer, path = logged_in(OFFICER), f"/enterprises/{PLANT}/inspections/new/?campaign={CAMPAIGN}"
    sent = filled(officer.get(path)) | {"officers": [str(an_id(f"person:{OFFICER}"))], "act": "save"} | odd
    assert officer.post(path, sent).status_code in {200, 302}
