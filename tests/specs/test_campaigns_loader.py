"""Campaign files: those of the product keep their promises; each wrong one is refused with line and example."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from duban.domain.campaign import AllOf, AnyOf, Campaign, Negation, Subject, Test
from duban.domain.law import Law
from duban.domain.standing import Act
from duban.domain.worked_examples import contradictions
from duban.specs.campaigns_loader import CAMPAIGNS, campaign_from_text, load_campaign, load_campaigns
from duban.specs.loader import load_calendar, load_deadlines, load_lawbook
from duban.specs.reading import SpecErrors

FILE = CAMPAIGNS / "shenyang-2021-32.yaml"
TEXT = FILE.read_text(encoding="utf-8")
OTHER = CAMPAIGNS / "example-national-steel-2021.yaml"

FIRST_TITLES = [
    "序号", "企业名称", "所在地址", "检查企业 次数", "执法检查 人员数量 (人次)", "参与检查 专家数量 (人次)",
    "发现问题和 隐患数", "发现重大 隐患数", "下达整改 指令书 (份)", "下达行政 处罚文书 (份)",
    "行政罚款 总数 (万元)", "备注",
]  # fmt: skip
SECOND_TITLES = [
    "序号", "地区", "企业名称", "地址", "行业", "安全生产条件不达标应限期整改内容", "是否按期整改合格", "黄/红牌",
    "拟关闭/关闭依据", "是否已关闭",
]  # fmt: skip


@pytest.fixture(scope="module")
def shenyang() -> Campaign:
    return load_campaign(FILE)


def test_the_founding_campaign_has_the_days_of_the_plan(shenyang: Campaign) -> None:
    assert [(p.first_on, p.last_on, p.clause) for p in shenyang.phases] == [
        (date(2021, 7, 7), date(2021, 7, 15), "四（一）"),
        (date(2021, 7, 16), date(2021, 10, 1), "四（二）"),
        (date(2021, 10, 1), date(2021, 11, 30), "四（三）"),
    ]
    assert [phase.id for phase in shenyang.phases_on(date(2021, 10, 1))] == ["exit", "acceptance"]
    assert {d.id: d.on for d in shenyang.due_dates}["annexes"] == date(2021, 9, 10)
    assert (shenyang.inspect_by, shenyang.near_days, shenyang.agency) == (date(2021, 10, 1), 30, "210100")


def test_both_annexes_are_returned_for_one_of_its_days_and_every_annex_for_a_day_of_ones_own(
    shenyang: Campaign,
) -> None:
    assert [(due.id, due.annexes) for due in shenyang.returns] == [("annexes", ("1", "2"))]
    assert shenyang.annexes_due(date(2021, 9, 10)) == shenyang.annexes_due(date(2021, 8, 10)) == ("1", "2")


def test_its_industries_and_participants(shenyang: Campaign) -> None:
    assert [i.title for i in shenyang.industries] == ["钢铁", "菱镁", "水泥", "炼化", "平板玻璃"]
    districts = [code for code in shenyang.participants if "-K" not in code]
    assert (len(districts), len(shenyang.participants)) == (13, 16)


def test_its_grounds(shenyang: Campaign) -> None:
    assert [g.id for g in shenyang.grounds] == [
        "G1", "G2", "G3", "G4", "G5", "G6", "G7", "L1", "L2", "L3", "X1", "X2",
    ]  # fmt: skip
    assert shenyang.ground("G5").when == Test("rectification_overdue", {"applies_to": "major"})
    with pytest.raises(KeyError):
        shenyang.ground("G9")


def test_the_annexes_have_the_wording_of_the_plan(shenyang: Campaign) -> None:
    first, second = shenyang.annex("1"), shenyang.annex("2")
    assert [c.title for c in first.columns] == FIRST_TITLES
    assert [c.title for c in second.columns] == SECOND_TITLES
    assert first.notes == ("注：如企业存在重大隐患，请说明隐患内容及责令整改期限。",)
    with pytest.raises(KeyError):
        shenyang.annex("3")


def test_a_second_campaign_needs_no_code() -> None:
    other = load_campaign(OTHER)
    assert [g.id for g in other.grounds] == ["N1", "N2", "N3", "N4"]
    assert other.ground("N3").when == AllOf(
        (Test("hazard_open"), Test("hazard_is_major"), Negation(Test("safety_not_assured")))
    )
    assert {p.id for p in other.phases} == {"survey", "inspection", "summary"}


def test_every_campaign_keeps_the_promises_of_its_examples() -> None:
    law = Law(load_lawbook(), load_deadlines(), load_calendar())
    assert [str(m) for campaign in load_campaigns() for m in contradictions(campaign, law)] == []


def test_a_broken_promise_is_told() -> None:
    law = Law(load_lawbook(), load_deadlines(), load_calendar())
    as_is = "rectification_overdue: {applies_to: major}"
    told = [str(m) for m in contradictions(campaign_from_text(TEXT.replace(as_is, f"not: {{{as_is}}}")), law)]
    promised = "应有G5 confirm_red、G5 request_closure，实得-"
    assert f"样例“重大隐患整改期限届满次日，没有申请复查”的建议不符：{promised}" in told


def test_connectives_are_read() -> None:
    as_is = "      rectification_overdue: {applies_to: major}"
    text = TEXT.replace(as_is, "      any: [{not: {rectification_overdue: {applies_to: any}}}]")
    ground = campaign_from_text(text).ground("G5")
    assert ground.when == AnyOf((Negation(Test("rectification_overdue", {"applies_to": "any"})),))
    assert (ground.subject, ground.proposes[0].act) == (Subject.ORDER_ITEM, Act.CONFIRM_RED)


WRONG = (
    # what, replace, by, message part
    ("unknown key", "near_days: 30", "near_days: 30\nfar_days: 3", "不认识的键“far_days”，是否应为“near_days”"),
    (
        "unknown condition",
        "- safety_not_assured",
        "- safety_not_asured",
        "没有条件“safety_not_asured”，是否应为“safety_not_assured”",
    ),
    ("a condition unlike any", "- safety_not_assured", "- qqqq", "没有条件“qqqq”；可用："),
    (
        "parameter missing",
        "implementations_missing: {applies_to: listed}",
        "implementations_missing: {}",
        "缺少“applies_to”",
    ),
    ("parameter unknown", "{applies_to: listed}", "{applies_to: listed, x: y}", "不认识的键“x”"),
    (
        "parameter's word unknown",
        "{applies_to: listed}",
        "{applies_to: all}",
        "“applies_to”的值“all”不在可用的词之内：listed、any",
    ),
    ("parameters no block", "card_is: {colour: red}", "card_is: red", "条件的参数应是“键: 值”"),
    (
        "two conditions in one",
        "      - {act: confirm_yellow}",
        "      - {act: confirm_yellow}\n    x: 1",
        "不认识的键“x”",
    ),
    (
        "condition of another subject",
        "- card_hazards_passed",
        "- hazard_open",
        "条件“hazard_open”是对 hazard 提的，不能用于 card 的依据",
    ),
    ("no expression", "      acting_without_approval", "      [a, b]", "这里应是一个条件"),
    ("unknown measure", "code: visits, title", "code: visit, title", "没有计数口径“visit”"),
    ("measure written out", "code: visits, title", "code: v, measure: hazzards, title", "没有计数口径“hazzards”"),
    ("text column unknown", "code: address, title: 所在地址", "code: adress, title: 所在地址", "没有计数口径“adress”"),
    ("ground twice", "- id: G2", "- id: G1", "“id”重复：“G1”"),
    ("phase twice", "id: exit, title", "id: preparation, title", "“id”重复：“preparation”"),
    ("campaign ends before it begins", "last_on: 2021-11-30\nnear", "last_on: 2021-06-30\nnear", "日期次序颠倒"),
    (
        "phase ends before it begins",
        "first_on: 2021-07-16, last_on: 2021-10-01",
        "first_on: 2021-10-16, last_on: 2021-10-01",
        "日期次序颠倒",
    ),
    (
        "phase outside",
        "first_on: 2021-10-01, last_on: 2021-11-30",
        "first_on: 2021-10-01, last_on: 2021-12-30",
        "阶段超出专项行动的期间",
    ),
    ("unknown act", "act: issue_order", "act: isue_order", "“isue_order”不在可用的词之内"),
    ("unknown clause act", "  inspect: 四（二）", "  inspct: 四（二）", "“inspct”不在可用的词之内"),
    (
        "unknown concept",
        "concepts: [listed_supervision]",
        "concepts: [listed_supervison]",
        "法规库没有“listed_supervison”",
    ),
    ("unknown deadline", "deadline: D08", "deadline: D99", "期限库没有“D99”"),
    (
        "article without a value on its days",
        "{concept: closure_repeat, since: 2021-09-01}",
        "{concept: closure_repeat}",
        "“closure_repeat”在 2021-07-07 没有可适用的条文",
    ),
    (
        "article used before its day",
        "since: 2021-09-01}\n            - open",
        "since: 2021-08-01}\n            - open",
        "“closure_repeat”在 2021-08-01 没有可适用的条文",
    ),
    (
        "proposal with an article not yet in force",
        "concepts: [listed_supervision]",
        "concepts: [dual_prevention]",
        "“dual_prevention”在 2021-07-07 没有可适用的条文",
    ),
    ("basis that is no ground", "basis: L1", "basis: L9", "basis “L9”不是本方案中对企业提的依据"),
    ("return of no annex", 'annexes: ["1", "2"]', 'annexes: ["1", "9"]', "节点“annexes”报送的附件“9”不是本方案的附件"),
    ("basis of another subject", "basis: L1", "basis: G1", "basis “G1”不是本方案中对企业提的依据"),
    ("agency code", 'agency: "210100"', 'agency: "2101"', "不是机关代码"),
    ("day that no calendar has", "inspect_by: 2021-10-01", "inspect_by: 2021-02-30", "“2021-02-30”不是日期"),
    ("example with an unknown field", 'safety_assured: "no"}', 'safety_asured: "no"}', "不认识的键“safety_asured”"),
    ("example without a needed field", "listed_on: 2021-07-22, ", "", "缺少“listed_on”"),
)


@pytest.mark.parametrize("row", WRONG, ids=[row[0] for row in WRONG])
def test_a_wrong_file_is_refused(row: tuple[str, str, str, str]) -> None:
    _, old, new, said = row
    assert old in TEXT
    text = TEXT.replace(old, new, 1)
    with pytest.raises(SpecErrors) as refused:
        campaign_from_text(text, "试.yaml")
    telling = [error for error in refused.value.errors if said in str(error.message)]
    assert telling, str(refused.value)
    assert all(error.file == "试.yaml" and error.line > 0 and error.example for error in telling)


def test_the_line_is_the_line_of_the_mistake() -> None:
    lines = TEXT.splitlines()
    wanted = next(n for n, line in enumerate(lines, 1) if "- safety_not_assured" in line)
    with pytest.raises(SpecErrors) as refused:
        campaign_from_text(TEXT.replace("- safety_not_assured", "- safety_not_asured"))
    assert [error.line for error in refused.value.errors] == [wanted]


def test_a_ground_may_begin_with_a_change_of_the_law() -> None:
    clause = "    clause: 三  # 依法依规关停退出；法律依据见各条件的概念\n"
    text = TEXT.replace(clause, f"{clause}    valid_from: 2021-09-01\n")
    ground = campaign_from_text(text.replace("closure_repeat, since: 2021-09-01", "closure_repeat")).ground("L1")
    assert ground.valid_from == date(2021, 9, 1)


def test_a_concept_that_ends_within_the_campaign_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "late.yaml"
    late = TEXT.replace("last_on: 2021-11-30\nnear", "last_on: 2026-11-30\nnear")
    path.write_text(late, encoding="utf-8")
    with pytest.raises(SpecErrors) as refused:
        load_campaign(path)
    assert "“onsite_measure”在 2026-02-01 没有可适用的条文" in str(refused.value)
