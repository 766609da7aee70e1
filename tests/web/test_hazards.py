"""隐患整改: stages add up and are the domain's, a record shows and leads, extensions are applied for and answered."""

from __future__ import annotations

from collections import Counter
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from tests.actions import later_steps, steps
from tests.actions.steps import APPROVER, GENERAL, MAJOR, OFFICER, PLANT, day
from tests.actions.world import CAMPAIGN, CITY, HUNNAN, TIEXI, actor, do, look_everywhere, rows
from tests.web.forms import filled, send
from tests.web.pages import logged_in, queries_of, text_of
from tests.web.site.story import TODAY

from duban.actions.assessing import assessed
from duban.domain.rules.stages import stage_of
from duban.domain.vocabulary import HazardStage
from duban.queries.campaigns import campaign
from duban.queries.hazards import LIVE, Hazards, HazardsSought
from duban.queries.reading import reading
from duban.queries.today import today_of
from duban.records.models import Extension, Hazard, OnSiteMeasure, OrderItem

pytestmark = pytest.mark.usefixtures("season")

S = HazardStage
FAR = day("12-01")


@pytest.fixture
def officer() -> Client:
    """An officer at work: the first page of a session asks once more than the later ones."""
    client = logged_in(OFFICER)
    client.get("/password/")
    return client


def _ordered(due: Any = steps.DUE, on: str = "07-26") -> tuple[UUID, UUID, UUID]:
    order, (item,), (hazard,) = steps.ordered(GENERAL, due=due, on=day(on))
    return order, item, hazard


def _passed() -> UUID:
    order, item, hazard = _ordered()
    steps.reinspected(order, {item: "passed"}, on=day("08-20"))
    return hazard


def _reported() -> UUID:
    _order, item, hazard = _ordered()
    do("report_completion", by=OFFICER, on=day("08-19"), item=item, text="已清空")
    return hazard


def _applied(on: str = "08-05", due: Any = steps.DUE) -> tuple[UUID, UUID]:
    _order, item, hazard = _ordered(due)
    applied = do(
        "apply_extension", by=OFFICER, on=day(on), item=item, text="暴雨冲毁道路", force_majeure=True,
        proof="示例气象证明",
    )  # fmt: skip
    return applied, hazard


def _prolonged() -> UUID:
    extension, hazard = _applied()
    do("reply_extension", by=APPROVER, on=day("08-10"), extension=extension, reason="属实", granted_to=FAR)
    return hazard


def _undelivered() -> UUID:
    visit, (hazard,) = steps.visited(GENERAL, on=day("07-26"))
    steps.issued(visit, {hazard: FAR}, on=day("07-26"))
    return hazard


STAGES: dict[str, tuple[Any, HazardStage]] = {
    "not ordered": (lambda: steps.visited(MAJOR, on=day("07-26"))[1][0], S.OPEN),
    "corrected on the spot": (
        lambda: steps.visited({**GENERAL, "corrected_on_spot": True}, on=day("07-26"))[1][0],
        S.CLOSED,
    ),
    "undelivered": (_undelivered, S.OPEN),
    "due in December": (lambda: _ordered(FAR)[2], S.OPEN),
    "due in September": (lambda: _ordered(day("09-01"))[2], S.NEAR),
    "due today": (lambda: _ordered(TODAY)[2], S.NEAR),
    "reported in time": (_reported, S.AWAITING),
    "late": (lambda: _ordered()[2], S.OVERDUE),
    "prolonged": (_prolonged, S.OPEN),
    "passed": (_passed, S.CLOSED),
}


def _list(**sought: str) -> Hazards:
    plan = campaign(CAMPAIGN)
    return Hazards(plan, today_of(plan, TODAY, actor(OFFICER).reads), HazardsSought(**sought))


@pytest.mark.parametrize("name", STAGES)
def test_the_list_puts_a_hazard_where_the_domain_puts_it(name: str) -> None:
    made, stage = STAGES[name]
    hazard = made()
    look_everywhere()
    today = assessed(CAMPAIGN, PLANT, TODAY)
    assert stage_of(today.case, today.case.by_id[str(hazard)]) is stage
    with reading(actor(OFFICER)):
        assert [line.id for line in _list(stage=stage)[0:200]].count(hazard) == 1
        assert [line.stage for line in _list()[0:200] if line.id == hazard] == [stage]


def test_open_overdue_and_closed_add_up_to_the_total() -> None:
    for made, _stage in STAGES.values():
        made()
    with reading(actor(OFFICER)):
        counts = _list().counts
        lines = Counter(line.stage for line in _list()[0:200])
    assert counts.of(LIVE) + counts.of(S.OVERDUE) + counts.of(S.CLOSED) == counts.of("") == counts.total - counts.drafts
    assert dict(counts.stages) == dict(lines)
    assert counts.drafts == 1
    assert counts.total == rows(Hazard).filter(home_agency=TIEXI).count()


def test_what_a_draft_found_is_counted_nowhere_and_said_so(officer: Client) -> None:
    page = text_of(officer.get("/hazards/"))
    assert "共 4 项，显示 3 项，未显示 1 项： 检查记录没有完成" in page


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", 3), ("stage=overdue", 1), ("stage=live", 2), ("stage=closed", 0), ("level=general", 1),
        ("listed=yes", 2), ("listed=no", 1), ("paper=delivered", 3), ("paper=none", 0), ("text=nobody", 0),
        ("stage=nonsense", 3), ("stage=overdue&level=general", 0),
    ],
)  # fmt: skip
def test_the_list_is_filtered_by_the_address(officer: Client, query: str, shown: int) -> None:
    page = text_of(officer.get(f"/hazards/?{query}"))
    assert f"共 4 项，显示 {shown} 项" in page


def test_every_figure_opens_the_rows_that_it_counts(officer: Client) -> None:
    content = officer.get("/hazards/?level=major").content.decode()
    assert '<a href="?level=major&amp;stage=live">1</a>' in content
    assert '<a href="?level=major&amp;stage=overdue">1</a>' in content


def test_a_longer_list_takes_no_more_queries(officer: Client) -> None:
    few = queries_of(officer, "/hazards/")
    for made, _stage in STAGES.values():
        made()
    assert queries_of(officer, "/hazards/") == few


def test_a_sister_district_lists_none_of_them() -> None:
    assert "共 0 项" in text_of(logged_in(f"officer-{HUNNAN}").get("/hazards/"))


def test_the_city_lists_them_with_their_unit() -> None:
    assert "示例铁西区应急管理局" in text_of(logged_in(f"campaign_office-{CITY}").get("/hazards/"))


# The record ------------------------------------------------------------------------------------------------------


def _first() -> UUID:
    """The major hazard of the red card's case."""
    return UUID(str(rows(Hazard).filter(enterprise=PLANT).order_by("found_on")[0].pk))


def test_a_record_tells_what_was_found_by_whom_and_what_happened(officer: Client) -> None:
    page = text_of(officer.get(f"/hazards/{_first()}/"))
    for words in (
        "工贸行业重大生产安全事故隐患判定标准（2017版） GM2017-YJ-1",
        f"示例{OFFICER}（证号 示例{TIEXI}-1）",
        "2021-08-05 延期申请 尚未答复 暴雨冲毁道路",
        "2021-08-23 复查（期限届满） 不合格",
        "逾期 5 天",
        "责令暂时停产停业 现场处理措施",
        "第六十二条第一款第三项",
        "拒不停产",
        "延期申请的书面答复",
        "登记整改延期申请 示例officer-210106",
    ):
        assert words in page, words


def test_a_record_of_many_items_takes_no_more_queries(officer: Client) -> None:
    order, (first, second), (hazard, _other) = steps.ordered(GENERAL, MAJOR, on=day("07-26"))
    few = queries_of(officer, f"/orders/{order}/")
    steps.reinspected(order, {first: "failed", second: "failed"}, on=day("08-21"))
    do("report_completion", by=OFFICER, on=day("08-22"), item=first, text="再次整改")
    assert queries_of(officer, f"/orders/{order}/") == few
    assert "再次整改" in text_of(officer.get(f"/hazards/{hazard}/"))


def test_what_nobody_found_out_or_proved_is_missing(officer: Client) -> None:
    visit, (hazard,) = steps.visited(MAJOR, on=TODAY)
    page = text_of(officer.get(f"/hazards/{hazard}/"))
    for words in ("排除前和排除过程中能否保证安全", "发现时的照片或者其他证据", "责令限期整改指令书", "挂牌督办"):
        assert words in page.split("还缺什么")[1].split("发现和认定")[0]
    content = officer.get(f"/hazards/{hazard}/").content.decode()
    assert f"/inspections/{visit}/order/" in content
    assert f"hazard={hazard}" in content


def test_the_hazard_of_a_draft_has_no_stage_and_leads_to_its_visit(officer: Client) -> None:
    _visit, (hazard,) = steps.draft_visit(GENERAL, on=TODAY)
    page = text_of(officer.get(f"/hazards/{hazard}/"))
    assert "检查记录未完成，不计" in page
    assert "完成前不计入统计，也不能下达文书" in page


def test_a_closed_hazard_asks_for_nothing_but_pictures(officer: Client) -> None:
    page = text_of(officer.get(f"/hazards/{_passed()}/"))
    assert "已闭环" in page
    missing = page.split("还缺什么")[1].split("发现和认定")[0]
    assert "还缺 2 项 发现时的照片或者其他证据 整改后的照片或者其他证据" in missing


# Re-inspection ---------------------------------------------------------------------------------------------------


def test_a_reinspection_carries_only_what_failed_or_is_open(officer: Client) -> None:
    order, (first, second), _ = steps.ordered(GENERAL, MAJOR, on=day("07-26"))
    steps.reinspected(order, {first: "passed", second: "failed"}, on=day("08-21"))
    visit, _ = steps.visited(on=TODAY, kind="reinspection")
    sent = filled(officer.get(f"/inspections/{visit}/reinspection/?order={order}"))
    assert (sent["outcomes-count"], sent["outcomes-0-item"]) == (["1"], [str(second)])


# Extensions ------------------------------------------------------------------------------------------------------


def test_an_application_shows_until_when_it_is_in_time_and_is_kept(officer: Client) -> None:
    _order, item, _hazard = _ordered(FAR)
    path = f"/order-items/{item}/extension/"
    page = text_of(officer.get(path))
    assert "最迟申请延期 2021-11-21" in page
    assert "晚于规定的申请期" not in page
    answer = send(officer, path, text="暴雨冲毁道路", force_majeure="true", proof="示例气象证明")
    kept = rows(Extension).get(item=item)
    assert answer.headers["Location"] == f"/extensions/{kept.pk}/"
    assert (kept.cause, kept.proved) == ("暴雨冲毁道路", True)


def test_a_late_application_is_warned_of_and_taken(officer: Client) -> None:
    _order, item, _hazard = _ordered(day("08-30"))
    path = f"/order-items/{item}/extension/"
    assert "晚于规定的申请期，仅作提醒" in text_of(officer.get(path))
    assert send(officer, path, text="暴雨冲毁道路").status_code == 302


def test_the_approver_answers_on_the_page_of_the_application() -> None:
    extension, hazard = _applied()
    path, approver = f"/extensions/{extension}/", logged_in(APPROVER)
    page = text_of(approver.get(path))
    for words in ("暴雨冲毁道路", "示例气象证明", "2021-08-20", "答复意见和理由"):
        assert words in page
    assert send(approver, path, reason="情况属实", granted_to="2021-09-05").headers["Location"] == path
    assert "批准延至 2021-09-05" in text_of(approver.get(path))
    assert "批准延期至 2021-09-05，原期限 2021-08-20" in text_of(approver.get(f"/hazards/{hazard}/"))


def test_a_longer_term_that_the_rules_forbid_is_refused_in_words_and_nothing_is_lost() -> None:
    extension, _hazard = _applied()
    path, approver = f"/extensions/{extension}/", logged_in(APPROVER)
    answer = send(approver, path, reason="情况属实", granted_to="2021-08-01")
    assert "不予办理" in text_of(answer)
    assert filled(answer)["reason"] == ["情况属实"]
    assert rows(Extension).get(pk=extension).state == "applied"


def test_an_officer_applies_but_does_not_answer(officer: Client) -> None:
    extension, _hazard = _applied()
    page = text_of(officer.get(f"/extensions/{extension}/"))
    assert "您没有办理“答复整改延期”的权限" in page
    assert "不予办理" in text_of(send(officer, f"/extensions/{extension}/", reason="情况属实"))


@pytest.mark.parametrize("path", ["/order-items/{item}/extension/", "/extensions/{extension}/", "/hazards/{hazard}/"])
def test_a_sister_district_finds_nothing(path: str) -> None:
    extension, hazard = _applied()
    item = rows(OrderItem).get(hazard=hazard).pk
    address = path.format(item=item, extension=extension, hazard=hazard)
    assert logged_in(f"officer-{HUNNAN}").get(address).status_code == 404
    assert logged_in(f"officer-{CITY}").get(address).status_code == 200


# Measures --------------------------------------------------------------------------------------------------------


def test_measures_and_suspensions_stand_in_one_list_with_kind_and_basis(officer: Client) -> None:
    page = text_of(officer.get("/measures/"))
    for words in ("责令暂时停产停业 现场处理措施", "第六十二条第一款第三项", "拒不执行", "2022-01-21"):
        assert words in page
    assert "共 1 份，显示 0 份" in text_of(officer.get("/measures/?kind=suspension"))
    assert "共 1 份，显示 1 份" in text_of(officer.get("/measures/?place=binding&refused=yes"))


def test_a_penalty_that_stops_production_stands_beside_the_measures(officer: Client) -> None:
    later_steps.halted(_first(), on=day("08-24"))
    page = text_of(officer.get("/measures/?kind=suspension"))
    assert "共 2 份，显示 1 份" in page
    assert "责令停产停业整顿 行政处罚" in page


def test_a_suspension_without_a_basis_is_not_drafted(officer: Client) -> None:
    visit, _ = steps.visited(steps.UNSAFE, on=TODAY)
    before = rows(OnSiteMeasure).count()
    answer = send(officer, f"/inspections/{visit}/measure/", concept="")
    assert "没有保存" in text_of(answer)
    assert rows(OnSiteMeasure).count() == before


def test_a_refusal_is_recorded_from_the_paper_and_shown_on_it_and_on_the_hazard(officer: Client) -> None:
    order, _item, hazard = _ordered()
    path = f"/deeds/record_refusal/?decision_kind=order&decision={order}&next=/orders/{order}/"
    assert path.replace("&", "&amp;").split("&amp;next")[0] in officer.get(f"/orders/{order}/").content.decode()
    assert send(officer, path, text="拒绝整改，继续生产", real_danger="true").headers["Location"] == f"/orders/{order}/"
    for page in (f"/orders/{order}/", f"/hazards/{hazard}/"):
        assert "拒绝整改，继续生产" in text_of(officer.get(page)), page
