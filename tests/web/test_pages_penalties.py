"""行政处罚 through the pages: the list and its clocks, one decision, the form with its range, recorded on the spot."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.test import Client
from tests.actions.later_steps import HEAD
from tests.actions.steps import OFFICER, PAIR
from tests.actions.world import CAMPAIGN, HUNNAN, TIEXI, an_id, do, rows
from tests.web.forms import data, filled, send
from tests.web.pages import bare, logged_in, queries_of, text_of
from tests.web.site.story import TODAY

from duban.records.models import PenaltyDecision

pytestmark = pytest.mark.usefixtures("season")

PLANT = an_id("plant-0")
NEW = f"/enterprises/{PLANT}/penalties/new/?campaign={CAMPAIGN}"
RANGE = f"/enterprises/{PLANT}/penalties/range/?campaign={CAMPAIGN}"
TYPED: dict[str, Any] = {
    "kinds": ["fine"], "fine_fen": "20000", "statute_concept": "organisation_and_training", "reason": "示例事实",
}  # fmt: skip


def penalty() -> PenaltyDecision:
    """The decision of the season: 2021-07-28, delivered the same day, not paid."""
    return rows(PenaltyDecision).get(enterprise=an_id("plant-210106"))


def decided(client: Client, **changes: Any) -> HttpResponse:
    return send(client, NEW, **(TYPED | changes))


# The list ---------------------------------------------------------------------------------------------------------


def test_the_list_shows_every_decision_with_its_clocks_and_the_sum() -> None:
    page = bare(text_of(logged_in(OFFICER).get("/penalties/")))
    assert "共1份" in page
    assert penalty().number in page
    assert "合计" in page
    assert "10,000.00" in page
    assert "2021-08-12" in page  # payment: 15 days from the delivery of 07-28


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("waits=payment", 1),
        ("waits=publication", 1),
        ("waits=delivery", 0),
        ("waits=filing", 0),
        ("procedure=summary", 0),
        ("procedure=ordinary", 1),
        ("state=delivered", 1),
        ("state=annulled", 0),
        ("target=person", 0),
        ("text=nobody", 0),
    ],
)
def test_the_list_is_filtered_by_the_address(query: str, found: int) -> None:
    page = text_of(logged_in(OFFICER).get(f"/penalties/?{query}"))
    assert ("没有符合条件的行政处罚决定" in page) is (found == 0)


def test_a_page_of_the_list_takes_the_same_number_of_queries_whatever_its_length() -> None:
    client = logged_in(OFFICER)
    client.get("/penalties/")
    before = queries_of(client, "/penalties/")
    inputs = {"campaign": CAMPAIGN, "enterprise": PLANT, "target": "enterprise", "statute_concept": TYPED[
        "statute_concept"], "kinds": ["fine"], "fine_fen": 100_000, "reason": "示例事实"}  # fmt: skip
    for _ in range(5):
        do("decide_penalty", by=HEAD, on=TODAY, **inputs)
    assert queries_of(client, "/penalties/") == before


# One decision -----------------------------------------------------------------------------------------------------


def test_a_decision_shows_its_range_its_clocks_and_what_is_missing() -> None:
    page = text_of(logged_in(OFFICER).get(f"/penalties/{penalty().pk}/"))
    for words in (
        "10,000.00 元，在幅度之内", "0.00 — 50,000.00 元", "还缺 2 项", "罚款缴清", "处罚决定公示", "加处罚款",
        "逾期 13 日，每日按罚款数额的 3% 加处：3,900.00 元", "登记罚款缴清",
    ):  # fmt: skip
        assert words in page


def test_payment_is_led_to_with_the_surcharge_of_today() -> None:
    client = logged_in(OFFICER)
    path = f"/deeds/pay_penalty/?penalty={penalty().pk}&surcharge_fen=3900.00"
    assert path.replace("&", "&amp;") in client.get(f"/penalties/{penalty().pk}/").content.decode()
    assert filled(client.get(path))["surcharge_fen"] == ["3900.00"]
    assert send(client, path).status_code == 302
    row = penalty()
    assert (row.state, row.paid_on, row.surcharge_fen) == ("paid", TODAY, 390_000)
    assert "实收加处罚款 3,900.00 元" in text_of(client.get(f"/penalties/{row.pk}/"))


def test_publication_is_noted_and_then_no_longer_missing() -> None:
    client, page = logged_in(OFFICER), f"/penalties/{penalty().pk}/"
    assert (
        send(client, f"/deeds/publish_penalty/?penalty={penalty().pk}", place="示例区政府门户网站").status_code == 302
    )
    told = text_of(client.get(page))
    assert "还缺 1 项" in told
    assert "示例区政府门户网站" in told


def test_a_changed_decision_and_its_successor_lead_to_one_another() -> None:
    old = penalty()
    new = do("change_penalty", by=HEAD, on=TODAY, penalty=old.pk, fine_fen=500_000, reason="复议变更")
    client = logged_in(OFFICER)
    assert "本决定已变更，以变更后的决定为准" in text_of(client.get(f"/penalties/{old.pk}/"))
    assert f'href="/penalties/{new}/"' in client.get(f"/penalties/{old.pk}/").content.decode()
    assert f'href="/penalties/{old.pk}/"' in client.get(f"/penalties/{new}/").content.decode()


def test_another_districts_decision_does_not_exist() -> None:
    client = logged_in(f"officer-{HUNNAN}")
    assert client.get(f"/penalties/{penalty().pk}/").status_code == 404
    assert client.get(NEW).status_code == 404
    assert client.get(RANGE).status_code == 404


# The form ---------------------------------------------------------------------------------------------------------


def test_the_head_decides_and_lands_on_the_decision() -> None:
    answer = decided(logged_in(HEAD))
    row = rows(PenaltyDecision).get(enterprise=PLANT)
    assert answer.headers["Location"] == f"/penalties/{row.pk}/"
    assert (row.fine_fen, row.summary, row.state) == (2_000_000, False, "decided")


def test_two_officers_decide_on_the_spot() -> None:
    client = logged_in(OFFICER)
    officers = [str(one) for one in PAIR]
    answer = send(client, f"{NEW}&procedure=summary", **TYPED | {"fine_fen": "3000", "officers": officers})
    row = rows(PenaltyDecision).get(enterprise=PLANT)
    assert answer.headers["Location"] == f"/penalties/{row.pk}/"
    assert (row.fine_fen, row.summary, len(row.officers)) == (300_000, True, 2)
    page = text_of(client.get(f"/penalties/{row.pk}/"))
    assert "当场作出决定的执法人员" in page
    assert "报所属机关备案" in page


@pytest.mark.parametrize(
    ("username", "path", "changes", "words"),
    [
        (HEAD, NEW, {"fine_fen": "60000"}, "罚款60000.00元不在可以适用的幅度之内"),
        (OFFICER, NEW, {}, "您没有办理“作出行政处罚决定”的权限"),
        (HEAD, f"{NEW}&procedure=summary", {"officers": [str(PAIR[0])]}, "您没有办理“当场作出行政处罚决定”的权限"),
        (OFFICER, f"{NEW}&procedure=summary", {"officers": [str(PAIR[0])]}, "执法人员不得少于两人"),
        (
            OFFICER,
            f"{NEW}&procedure=summary",
            {"officers": [str(one) for one in PAIR]},
            "超过 2021-08-25 的限额3000.00元",
        ),
    ],
)
def test_what_is_refused_is_said_and_nothing_typed_is_lost(
    username: str, path: str, changes: dict[str, Any], words: str
) -> None:
    answer = send(logged_in(username), path, **TYPED | changes)
    assert words in text_of(answer)
    assert filled(answer)["reason"] == ["示例事实"]
    assert rows(PenaltyDecision).filter(enterprise=PLANT).count() == 0


def test_a_double_click_decides_once() -> None:
    client = logged_in(HEAD)
    sent = data(filled(client.get(NEW)), **TYPED)
    answers = [client.post(NEW, sent) for _ in range(2)]
    assert len({answer.headers["Location"] for answer in answers}) == 1
    assert rows(PenaltyDecision).filter(enterprise=PLANT).count() == 1


def test_without_script_a_button_shows_the_range_and_keeps_what_was_typed() -> None:
    answer = send(logged_in(HEAD), NEW, **TYPED | {"act": "refresh"})
    assert "20,000.00 元，在幅度之内" in text_of(answer)
    assert filled(answer)["fine_fen"] == ["20000"]
    assert rows(PenaltyDecision).filter(enterprise=PLANT).count() == 0


# The range while it is typed --------------------------------------------------------------------------------------


def ranged(**typed: Any) -> str:
    known = {"campaign": CAMPAIGN, "target": "enterprise", "tier": "first"}
    answer = logged_in(HEAD).get(RANGE.partition("?")[0], {**known, **TYPED, **typed})
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({}, "20,000.00 元，在幅度之内"),
        ({"fine_fen": "50000.01"}, "超过上限 0.01 元"),
        ({"fine_fen": ""}, "0.00 — 50,000.00 元"),
        ({"fine_fen": "nonsense"}, "0.00 — 50,000.00 元"),
        ({"statute_concept": ""}, "选择处罚依据后显示当日的幅度"),
        ({"statute_concept": "nonsense"}, "选择处罚依据后显示当日的幅度"),
        ({"target": "person"}, "没有规定罚款"),
        ({"on": "2021-09-06"}, "0.00 — 100,000.00 元"),
        ({"on": "2021-09-06", "began_on": "2021-08-01", "ended_on": "2021-08-15"}, "0.00 — 50,000.00 元"),
        ({"tier": "serious", "fine_fen": "1"}, "不在可以适用的幅度之内"),
    ],
)
def test_the_range_is_that_of_the_basis_and_the_day(typed: dict[str, Any], words: str) -> None:
    assert words in ranged(**typed)


def test_where_the_laws_differ_both_are_shown() -> None:
    both = ranged(on="2021-09-06", began_on="2021-08-20", ended_on="2021-09-03", fine_fen="80000")
    for words in (
        "第九十四条",
        "第九十七条",
        "可以适用",
        "从旧兼从轻",
        "超过上限 30,000.00 元",
        "80,000.00 元，在幅度之内",
    ):
        assert words in both


def test_the_limit_on_the_spot_is_said_while_typing() -> None:
    assert "超过 2021-08-25 的限额3000.00元" in ranged(procedure="summary", fine_fen="3000.01")
    assert "与当日条文没有抵触" in ranged(procedure="summary", fine_fen="3000")


def test_a_campaign_that_is_not_loaded_is_not_found() -> None:
    assert logged_in(HEAD).get(f"/enterprises/{PLANT}/penalties/new/?campaign=nonsense").status_code == 404
    assert logged_in(HEAD).get(f"/enterprises/{UUID(int=0)}/penalties/new/?campaign={CAMPAIGN}").status_code == 404


def test_a_decision_is_read_in_english() -> None:
    page = text_of(logged_in(f"head-{TIEXI}", language="en").get(f"/penalties/{penalty().pk}/"))
    assert "Surcharge" in page
