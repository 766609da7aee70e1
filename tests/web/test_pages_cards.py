"""黄红牌: who is close to a card and why, the repeat counter, four eyes and supersession on a card."""

from __future__ import annotations

import pytest
from tests.actions import later_steps as later
from tests.actions.later_steps import HEAD
from tests.actions.steps import OFFICER, day
from tests.actions.world import CAMPAIGN, CITY, HUNNAN, an_id, do, noon, rows
from tests.web.pages import logged_in, queries_of, text_of

from duban.config import clock
from duban.records.models import Card

pytestmark = pytest.mark.usefixtures("season")


def test_the_pool_says_why_an_enterprise_is_close() -> None:
    page = text_of(logged_in(OFFICER).get("/cards/pool/"))
    assert "五落实还缺 3 项证明（期限 2021-08-24）" in page
    assert "整改期限 2021-09-16，还有 22 日" in page
    assert "已列入红牌的不再列出" not in page


def test_an_enterprise_with_a_red_card_is_not_close_any_more() -> None:
    red = rows(Card).filter(colour="red").get().enterprise.name
    assert red not in text_of(logged_in(OFFICER).get("/cards/pool/?size=200"))


@pytest.mark.parametrize(
    ("kind", "found"), [("due", True), ("implementations", True), ("penalties", False), ("awaiting", False)]
)
def test_the_pool_is_filtered_by_reason(kind: str, found: bool) -> None:
    page = text_of(logged_in(OFFICER).get(f"/cards/pool/?kind={kind}"))
    assert ("没有接近名单的企业" in page) is not found


def test_a_sister_district_sees_none_of_it_and_the_city_all() -> None:
    assert "没有接近名单的企业" in text_of(logged_in(f"officer-{HUNNAN}").get("/cards/pool/"))
    assert "五落实还缺 3 项" in text_of(logged_in(f"campaign_office-{CITY}").get("/cards/pool/"))


def penalised_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two decisions under the new law against the second plant, one against a person."""
    inputs = {"campaign": CAMPAIGN, "enterprise": an_id("plant-second"), "kinds": ["fine"], "reason": "示例事实"}
    fine = {"target": "enterprise", "fine_fen": 1_000_000, "statute_concept": "organisation_and_training"}
    for on in ("09-02", "09-03"):
        do("decide_penalty", by=HEAD, on=day(on), **inputs, **fine)
    do("decide_penalty", by=HEAD, on=day("09-03"), **inputs, target="person", person_role="示例负责人",
       fine_fen=2_000_000, statute_concept="principal_fails_duties")  # fmt: skip
    monkeypatch.setattr(clock, "now", lambda: noon(day("09-06")))


def test_the_counter_shows_windows_decisions_and_how_many_are_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    penalised_twice(monkeypatch)
    page = text_of(logged_in(OFFICER).get("/cards/penalties/"))
    for words in ("2 / 3 次", "2 / 4 次", "D28.1", "2021-09-02", "2021-09-03", "自 2021-09-01 起"):
        assert words in page
    assert "累计处罚接近次数" in text_of(logged_in(OFFICER).get("/cards/pool/?kind=penalties"))


def test_before_the_law_knew_the_windows_nothing_counts() -> None:
    page = text_of(logged_in(OFFICER).get("/cards/penalties/"))
    assert "今天适用的法律没有规定累计处罚的期间" in page


def test_both_lists_take_a_constant_number_of_queries(monkeypatch: pytest.MonkeyPatch) -> None:
    penalised_twice(monkeypatch)
    client = logged_in(OFFICER)
    paths = ("/cards/pool/", "/cards/penalties/")
    for path in paths:
        client.get(path)
    before = [queries_of(client, path) for path in paths]
    for number in (0, 1, 4):
        do("decide_penalty", by=HEAD, on=day("09-06"), campaign=CAMPAIGN, enterprise=an_id(f"plant-{number}"),
           target="enterprise", kinds=["fine"], fine_fen=1_000_000, reason="示例事实",
           statute_concept="organisation_and_training")  # fmt: skip
    assert [queries_of(client, path) for path in paths] == before


def test_a_card_shows_four_eyes_and_what_it_superseded() -> None:
    red, yellow = rows(Card).get(colour="red"), rows(Card).get(colour="yellow")
    client = logged_in(OFFICER)
    page = client.get(f"/cards/{red.pk}/")
    told = text_of(page)
    for words in ("承办与审批分离", f"示例{OFFICER}", f"示例{later.APPROVER}", "替代关系", "本件", "时间线"):
        assert words in told
    assert f'href="/cards/{yellow.pk}/"' in page.content.decode()
    assert f'href="/cards/{red.pk}/"' in client.get(f"/cards/{yellow.pk}/").content.decode()
