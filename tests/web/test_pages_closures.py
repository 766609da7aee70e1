"""关停验收 through the pages: the list, a dossier and its gate, legal review, acceptance, capacity items."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from tests.actions import later_steps as later
from tests.actions.later_steps import HEAD, LAWYER
from tests.actions.steps import OFFICER, day, reinspected
from tests.actions.world import CITY, HUNNAN, TIEXI, an_id, do, noon, rows
from tests.web.forms import filled, send
from tests.web.pages import bare, logged_in, queries_of, text_of

from duban.config import clock
from duban.records.models import Acceptance, AcceptanceSignoff, CapacityItem, ClosureRequest, OrderItem

pytestmark = pytest.mark.usefixtures("season")


def request_of_the_season() -> UUID:
    """The draft of 2021-08-24 on G5, without a basis in law."""
    return rows(ClosureRequest).get().pk


@pytest.fixture
def ripe(season: None, monkeypatch: pytest.MonkeyPatch) -> UUID:
    """The same request on 2021-09-06, with a suspension penalty and a failed re-inspection after it."""
    hazard = rows(ClosureRequest).get().card.hazard_links.get().hazard_id  # type: ignore[union-attr]  # it has a card
    later.halted(hazard, on=day("08-26"))
    item = rows(OrderItem).get(hazard=hazard)
    reinspected(item.order_id, {item.pk: "failed"}, on=day("09-05"), cause="due")
    monkeypatch.setattr(clock, "now", lambda: noon(day("09-06")))
    return request_of_the_season()


def sent(request: UUID) -> UUID:
    later.examined(request, on=day("09-06"))
    do("send_closure_request", by=HEAD, on=day("09-06"), request=request, government="210106-G1")
    return request


def closed(request: UUID) -> UUID:
    sent(request)
    do("accept_closure_request", by=OFFICER, on=day("09-06"), request=request)
    do("answer_closure_request", by=OFFICER, on=day("09-06"), request=request, decision="close",
       document_number="（示例）铁政〔2021〕8号")  # fmt: skip
    do("carry_out_closure", by=OFFICER, on=day("09-06"), request=request,
       manners=["power_and_water_cut", "main_dismantled"], text="已断电、拆除")  # fmt: skip
    return request


def at(monkeypatch: pytest.MonkeyPatch, month_day: str) -> None:
    monkeypatch.setattr(clock, "now", lambda: noon(day(month_day)))


# The list ---------------------------------------------------------------------------------------------------------


def test_the_list_says_what_a_request_lacks_in_law() -> None:
    page = bare(text_of(logged_in(OFFICER).get("/closures/")))
    assert "共1件" in page
    assert "法定关闭依据待补" in page


@pytest.mark.parametrize(
    ("query", "found"), [("waits=review", 1), ("waits=answer", 0), ("track=ban", 0), ("state=draft", 1)]
)
def test_the_list_is_filtered_by_the_address(query: str, found: int) -> None:
    page = text_of(logged_in(OFFICER).get(f"/closures/?{query}"))
    assert ("没有符合条件的提请关闭" in page) is (found == 0)


@pytest.mark.parametrize(
    ("on", "words"),
    [
        ("09-16", "等待答复 1"),
        ("10-06", "等待较久或者临近结束 1"),  # 30 days
        ("11-30", "等待较久或者临近结束 1"),  # the campaign's last day is in time
        ("12-01", "专项行动已结束仍未答复 1"),
    ],
)
def test_the_city_sees_how_long_governments_have_not_answered(
    ripe: UUID, monkeypatch: pytest.MonkeyPatch, on: str, words: str
) -> None:
    sent(ripe)
    at(monkeypatch, on)
    page = text_of(logged_in(f"campaign_office-{CITY}").get("/closures/?waits=answer"))
    assert words in page
    assert f"已等 {(day(on) - day('09-06')).days} 日" in page


# A dossier --------------------------------------------------------------------------------------------------------


def test_the_gate_names_what_a_draft_lacks() -> None:
    page = text_of(logged_in(OFFICER).get(f"/closures/{request_of_the_season()}/"))
    for words in ("还缺 3 项", "法制审核意见", "法定关闭依据", "证据、影像", "缺少，不能办理下一步", "未满足"):
        assert words in page
    assert "今天没有已满足的法定关闭依据" in page


def test_the_review_is_done_on_the_dossier_on_a_basis_that_is_met(ripe: UUID) -> None:
    page = f"/closures/{ripe}/"
    client = logged_in(LAWYER)
    form = client.get(page).content.decode()
    assert 'value="closure_after_rectification"' in form
    assert 'value="closure_repeat"' not in form
    assert send(client, page, basis="closure_after_rectification", opinion="同意").headers["Location"] == page
    assert rows(ClosureRequest).get(pk=ripe).state == "reviewed"
    told = text_of(client.get(page))
    assert "还缺 1 项" in told  # the evidence
    assert "签发提请关闭" in told


@pytest.mark.parametrize(
    ("username", "changes", "words"),
    [
        (LAWYER, {"basis": "", "opinion": "同意"}, "没有保存"),
        (LAWYER, {"basis": "closure_repeat", "opinion": "同意"}, "没有保存"),  # not met, so not offered
        (LAWYER, {"basis": "closure_after_rectification", "opinion": ""}, "没有保存"),
        (
            OFFICER,
            {"basis": "closure_after_rectification", "opinion": "同意"},
            "您没有“对重大决定、提请关闭和公告提出法制审核意见”的权限",
        ),
    ],
)
def test_a_review_without_a_basis_is_no_review(ripe: UUID, username: str, changes: Any, words: str) -> None:
    assert words in text_of(send(logged_in(username), f"/closures/{ripe}/", **changes))
    assert rows(ClosureRequest).get(pk=ripe).state == "draft"


def test_every_step_of_a_closure_is_done_by_its_form(ripe: UUID) -> None:
    """From the dossier's buttons: the review, the letter, the government's answer, what was done, licences."""
    page = f"/closures/{ripe}/"
    send(logged_in(LAWYER), page, basis="closure_after_rectification", opinion="同意")
    officer = logged_in(OFFICER)
    steps: tuple[tuple[Client, str, dict[str, Any], str], ...] = (
        (logged_in(HEAD), "send_closure_request", {"addressee": "示例区人民政府"}, "sent"),
        (officer, "accept_closure_request", {}, "accepted_by_government"),
        (officer, "answer_closure_request", {"decision": "close", "document_number": "示例8号"}, "decided_close"),
        (officer, "revoke_licences", {"text": "安全生产许可证"}, "licences_revoked"),
        (officer, "carry_out_closure", {"manners": ["main_sealed"], "exit_reason": "safety"}, "carried_out"),
    )
    for client, deed, typed, state in steps:
        path = f"/deeds/{deed}/?request={ripe}"
        assert path.replace("&", "&amp;") in client.get(page).content.decode()
        answer = send(client, f"{path}&next={page}", **typed)
        assert answer.status_code == 302, text_of(answer)
        assert rows(ClosureRequest).get(pk=ripe).state == state
    told = text_of(officer.get(page))
    for words in ("示例区人民政府", "决定关闭", "示例8号", "安全生产许可证", "封存主体设备", "退出原因 安全"):
        assert words in told


def test_what_was_carried_out_lacks_its_evidence_until_it_is_attached(ripe: UUID) -> None:
    page = f"/closures/{closed(ripe)}/"
    told = text_of(logged_in(OFFICER).get(page))
    for words in (
        "“断水断电”的现场证据",
        "“拆除主体设备”的现场证据",
        "退出原因",
        "各部门签署的验收结论",
        "年末产能退出报送",
        "吊销有关证照",
    ):
        assert words in told
    assert "安排验收" in told


def test_the_page_of_a_dossier_takes_a_constant_number_of_queries(ripe: UUID) -> None:
    client, page = logged_in(OFFICER), f"/closures/{closed(ripe)}/"
    client.get(page)
    before = queries_of(client, page)
    for number in range(3):
        later.planned_acceptance(ripe, on=day("09-06"), participants=[f"示例部门{number}", "示例另一部门"])
    assert queries_of(client, page) <= before + 1  # their signatures, once


def test_another_districts_dossier_does_not_exist() -> None:
    assert logged_in(f"officer-{HUNNAN}").get(f"/closures/{request_of_the_season()}/").status_code == 404


def test_the_next_act_leads_to_the_dossier_and_to_the_return(ripe: UUID) -> None:
    enterprise = an_id("plant-210106")
    path = f"/enterprises/{enterprise}/acts/send_closure/?subject={ripe}"
    assert logged_in(LAWYER).get(path).headers["Location"].startswith(f"/closures/{ripe}/")
    answer = logged_in(OFFICER).get(f"/enterprises/{enterprise}/acts/file_year_end_return/?subject={ripe}")
    assert answer.headers["Location"].startswith("/deeds/record_exit_return/")


# Acceptance -------------------------------------------------------------------------------------------------------


@pytest.fixture
def planned(ripe: UUID) -> UUID:
    return later.planned_acceptance(closed(ripe), on=day("09-06"))


def test_each_department_signs_and_then_it_is_concluded(planned: UUID) -> None:
    client, page = logged_in(OFFICER), f"/closures/acceptances/{planned}/"
    assert "还缺 3 项" in text_of(client.get(page))
    for department in later.DEPARTMENTS:
        answer = send(client, page, department=department, agreed="true", opinion="", person_role="科长")
        assert answer.headers["Location"] == page
    told = text_of(client.get(page))
    assert "还缺 1 项" in told
    assert "作出验收结论" in told
    send(client, f"/deeds/conclude_acceptance/?acceptance={planned}", passed="true", text="已经退出")
    assert rows(Acceptance).get(pk=planned).state == "passed"
    assert rows(ClosureRequest).get().state == "accepted"
    assert "材料齐全" in text_of(client.get(page))
    assert "共 2 次，显示 1 次" in text_of(client.get("/closures/acceptances/?state=passed"))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"department": later.DEPARTMENTS[0], "agreed": "false", "opinion": ""}, "不同意，但没有说明理由"),
        ({"department": "示例陌生部门", "agreed": "true"}, "没有保存"),
    ],
)
def test_a_signature_that_does_not_count(planned: UUID, changes: dict[str, str], words: str) -> None:
    page = f"/closures/acceptances/{planned}/"
    assert words in text_of(send(logged_in(OFFICER), page, **changes))
    assert rows(AcceptanceSignoff).count() == 0


def test_who_has_signed_is_not_asked_again(planned: UUID) -> None:
    later.signed(planned, later.DEPARTMENTS[0], on=day("09-06"))
    offered = logged_in(OFFICER).get(f"/closures/acceptances/{planned}/").content.decode()
    form = offered.split('id="sign"')[1]
    assert f'value="{later.DEPARTMENTS[0]}"' not in form
    assert f'value="{later.DEPARTMENTS[1]}"' in form


# Capacity items ---------------------------------------------------------------------------------------------------


def way_of(client: Client) -> str:
    """The address of the only way on in the list."""
    page = client.get("/closures/capacity/").content.decode().split("<tbody>")[1]
    return page.split('btn-outline-secondary" href="')[1].split('"')[0].replace("&amp;", "&")


def test_an_item_goes_is_accepted_and_is_reported() -> None:
    item, clerk, officer = rows(CapacityItem).get().pk, logged_in(f"clerk-{TIEXI}"), logged_in(OFFICER)
    assert "400 立方米" in text_of(clerk.get("/closures/capacity/?gone=no"))
    assert send(clerk, way_of(clerk), manner="main_dismantled", reason="safety").status_code == 302
    assert rows(CapacityItem).get(pk=item).exit_manner == "main_dismantled"
    path = way_of(officer)
    assert path.startswith("/deeds/plan_acceptance/")
    send(officer, path, participants="\n".join(later.DEPARTMENTS))
    acceptance = rows(Acceptance).get(capacity_item=item)
    later.signed(acceptance.pk, *later.DEPARTMENTS, on=day("08-25"))
    do("conclude_acceptance", by=OFFICER, on=day("08-25"), acceptance=acceptance.pk, passed=True, text="已拆除")
    path = way_of(officer)
    assert path.startswith("/deeds/record_exit_return/")
    assert filled(officer.get(path))["capacity_item"] == [str(item)]
    assert send(officer, path, department="市工业和信息化局").status_code == 302
    assert (
        "btn-outline-secondary"
        not in officer.get("/closures/capacity/").content.decode().split("<tbody>")[1].split("</tbody>")[0]
    )


def test_the_pages_are_read_in_english() -> None:
    client = logged_in(OFFICER, language="en")
    assert "Completeness" in text_of(client.get(f"/closures/{request_of_the_season()}/"))
    assert "No acceptance matches" in text_of(client.get("/closures/acceptances/?state=passed"))
