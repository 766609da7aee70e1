"""一企一档: the standing with its reasons on top, everything recorded below, nothing of a sister unit."""

from __future__ import annotations

from datetime import date

import pytest
from tests.actions import steps
from tests.actions.world import CITY, HUNNAN, TIEXI, an_id, do, noon, rows, writing
from tests.web.pages import bare, logged_in, queries_of, text_of
from tests.web.site.story import TODAY

from duban.config import clock
from duban.queries.campaigns import campaign
from duban.queries.dossier import dossier
from duban.records.models import Card, Enterprise, Hazard, RectificationOrder, Share

pytestmark = pytest.mark.usefixtures("season")

OFFICER, OFFICE = f"officer-{TIEXI}", f"campaign_office-{CITY}"
RED, SECOND, QUIET = "plant-210106", "plant-second", "plant-1"


def page(name: str, username: str = OFFICER, language: str = "zh-hans") -> str:
    return text_of(logged_in(username, language).get(f"/enterprises/{an_id(name)}/"))


def part(text: str, title: str, following: str) -> str:
    """The part of the page between two headings."""
    return text.split(f" {title} ", 1)[1].split(f" {following} ", 1)[0]


@pytest.mark.parametrize("username", [OFFICER, f"clerk-{TIEXI}", f"leader-{TIEXI}", OFFICE])
def test_whoever_reads_the_unit_reads_the_dossier(username):
    assert "未整改隐患 1 项" in page(RED, username)


@pytest.mark.parametrize("username", [f"officer-{HUNNAN}", f"clerk-{HUNNAN}", "partner-210106-P1"])
def test_a_sisters_enterprise_does_not_exist(username):
    assert logged_in(username).get(f"/enterprises/{an_id(RED)}/").status_code == 404


def test_what_was_shared_exists():
    with writing(TIEXI):
        Share.objects.create(
            home_agency_id=TIEXI, enterprise_id=an_id(RED), agency="210106-P1", reason="会商", shared_on=TODAY
        )
    assert "红牌" in page(RED, "partner-210106-P1")


@pytest.mark.parametrize("name", ["plant-nonesuch"])
def test_an_unknown_enterprise_does_not_exist(name):
    assert logged_in(OFFICER).get(f"/enterprises/{an_id(name)}/").status_code == 404


def test_a_void_enterprise_does_not_exist():
    with writing(TIEXI):
        Enterprise.objects.filter(pk=an_id("plant-0")).update(voided_on=TODAY, void_reason="重复登记")
    assert logged_in(OFFICER).get(f"/enterprises/{an_id('plant-0')}/").status_code == 404


def test_the_standing_stands_on_top():
    head = page(RED).split(" 下一步 ", 1)[0]
    for words in ("红牌", "G5", "列入日期 2021-08-24", "已检查", "逾期 1 项", "未整改隐患 1 项", "截至 2021-08-25"):
        assert words in head


def test_an_act_says_by_when_on_which_article_because_of_what_and_who():
    acts = part(page(RED), "下一步", "待查明事实和提示")
    for words in (
        "答复延期申请",
        "2021-08-10",
        "逾期 15 天",
        "期限怎么算的",
        "工作方案四（二）",
        "第十七条",
        "待法规科核实",
    ):
        assert words in acts
    assert "2021-08-05 延期申请" in acts
    assert "审批人（科长、分管领导）" in acts


def test_the_records_behind_an_act_are_on_the_page():
    shown = logged_in(OFFICER).get(f"/enterprises/{an_id(SECOND)}/").content.decode()
    hazards = rows(Hazard).filter(enterprise=an_id(SECOND), level="major")
    assert [f'href="#hazard-{each.pk}"' in shown and f'id="hazard-{each.pk}"' in shown for each in hazards] == [True]


def test_a_missing_fact_is_asked_for_and_named():
    assert "是否有发生生产安全事故的现实危险 2021-08-23 拒不执行" in part(page(RED), "待查明事实和提示", "还缺什么")


def test_one_list_says_what_the_record_lacks():
    lacking = part(page(RED), "还缺什么", "基本情况")
    for words in ("还缺 5 项", "统一社会信用代码", "经营状态", "台账责任人", "现场照片或者其他证据", "尚未签发"):
        assert words in lacking


@pytest.mark.parametrize(
    ("title", "following", "words"),
    [
        ("监管台账", "生产厂区", ("示例铁西区应急管理局", "钢铁", "已确认", "工信部门提供名单")),
        ("执法检查", "问题和隐患", ("2021-07-20 首次检查", "2021-08-23 复查", "已签字", "示例officer-210106")),
        ("问题和隐患", "责令限期整改指令书", ("会议室设在铁水吊运影响范围内", "GM2017-YJ-1", "2021-08-23 复查不合格")),
        ("责令限期整改指令书", "现场处理措施", ("铁应急责改〔2021〕1号", "期限届满）：不合格", "尚未答复")),
        ("现场处理措施", "挂牌督办", ("（示例）铁应急现决〔2021〕1号", "责令暂时停产停业", "2021-07-21")),
        ("挂牌督办", "黄牌、红牌", ("区县级", "2021-07-31", "责任 2021-07-22 已证明", "预案 2021-07-22 已证明")),
        ("黄牌、红牌", "行政处罚", ("红牌 已告知企业", "黄牌 已被替代", "作出决定时的判断过程", "工作方案第 1 版")),
        ("行政处罚", "提请关闭", ("10,000.00", "第九十四条", "2021-07-28")),
        ("提请关闭", "验收", ("（未报送）", "法定关闭依据待补", "2021-08-24 起草")),
        ("其他记录", "文书和送达", ("2021-08-23 拒不执行", "拒不停产")),
        ("文书和送达", "证据和影像", ("责令限期整改指令书 直接送达 2021-07-21 安全科负责人",)),
        ("研判过程", "时间线", ("G5", "同时满足", "待查明")),
    ],
)  # fmt: skip
def test_everything_recorded_is_on_the_page(title, following, words):
    shown = part(page(RED), title, following)
    assert [word for word in words if bare(word) not in bare(shown)] == []


def test_five_implementations_that_lack_a_proof_are_named():
    shown = part(page(SECOND), "挂牌督办", "黄牌、红牌")
    assert [word in shown for word in ("责任 2021-08-18 已证明", "措施 缺少证明", "预案 缺少证明")] == [True] * 3


def test_a_draft_visit_counts_nowhere_and_says_so():
    assert "的检查记录没有完成" in page("plant-4")
    assert "检查记录未完成，不计" in page("plant-4")


def test_a_visit_that_was_not_carried_out_says_why():
    assert "企业停产，无人在场" in page("plant-8")


def test_an_enterprise_without_casework_says_so_everywhere():
    shown = page(QUIET)
    for words in (
        "没有采取现场处理措施",
        "没有挂牌督办的隐患",
        "没有行政处罚决定",
        "没有提请关闭",
        "没有黄牌、红牌记录",
    ):
        assert words in shown


def test_the_time_line_names_the_deed_the_day_and_the_person():
    line = page(RED).split(" 时间线 ", 1)[1]
    assert "2021-08-24 12:00 确认列入黄牌、红牌 示例approver-210106 示例铁西区应急管理局" in line


def test_a_deed_entered_later_keeps_its_legal_day():
    do("record_urging", by=OFFICER, on=date(2021, 8, 20), at=noon(TODAY), **steps.CASE, text="督促建设双重预防机制")
    assert "2021-08-25 12:00 补录" in page(RED).split(" 时间线 ", 1)[1]


def test_what_was_typed_is_escaped():
    with writing(TIEXI):
        Enterprise.objects.filter(pk=an_id(QUIET)).update(name="示例<script>alert(1)</script>")
    shown = logged_in(OFFICER).get(f"/enterprises/{an_id(QUIET)}/").content.decode()
    assert "<script>alert" not in shown


def test_a_later_day_turns_the_lights(monkeypatch):
    assert "还剩 22 天" in part(page(SECOND), "问题和隐患", "责令限期整改指令书")
    monkeypatch.setattr(clock, "now", lambda: noon(date(2021, 9, 20)))
    assert "逾期 4 天" in part(page(SECOND), "问题和隐患", "责令限期整改指令书")


def test_the_page_is_in_english_too():
    assert "Next" in page(RED, language="en")


def test_a_dossier_is_read_in_a_constant_number_of_queries():
    little = queries_of(logged_in(OFFICER), f"/enterprises/{an_id(SECOND)}/")
    much = queries_of(logged_in(OFFICER), f"/enterprises/{an_id(RED)}/")
    assert little == much <= 34


def test_the_dossier_holds_drafts_too():
    found = dossier(campaign("shenyang-2021-32"), an_id(RED), TODAY) if rows(Card) else None
    assert found is not None
    assert {record.state for record in found.records.values() if record.kind == "request"} == {"draft"}
    assert rows(RectificationOrder).filter(enterprise=an_id(RED)).count() == 1
