"""A journal: its lines are deeds, all of them or one after the other, and each of them once."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from tests.actions.steps import APPROVER, CASE, GENERAL, OFFICER, PAIR, PLANT, SITE, UNSAFE, day
from tests.actions.steps import ordered as order_of
from tests.actions.world import CAMPAIGN, TIEXI, an_id, noon, rows

from duban.actions.journal import Refused, Replayed, replay, run
from duban.records.models import Deed, Inspection

pytestmark = pytest.mark.usefixtures("world")
VISIT = str(an_id("journal-visit"))


def line(deed: str, *, on: str = "2021-07-20", by: str = OFFICER, id: str = "", **inputs: Any) -> str:  # noqa: A002 -- a deed's word
    """A line of a journal."""
    given: dict[str, Any] = {
        "id": id or str(an_id(f"{deed}/{on}/{by}/{inputs}")),
        "deed": deed,
        "on": on,
        "by": by,
        **inputs,
    }
    return json.dumps(given, default=str)


def recorded(**more: Any) -> str:
    """A visit with one general hazard."""
    inputs = {**CASE, "site": SITE, "kind": "first", "officers": PAIR, "hazards": [GENERAL]}
    return line("record_inspection", **({"id": VISIT} | inputs | more))


def completed(**more: Any) -> str:
    return line("complete_inspection", **({"inspection": VISIT, "signed": True} | more))


def replayed(*lines: str) -> Replayed:
    return replay(lines, noon)


def visits() -> int:
    return rows(Inspection).count()


def deeds() -> int:
    return rows(Deed).count()


def reason_of(*lines: str) -> str:
    """Why the last line is refused; those before it are done, and nothing of it stays."""
    *_, (_, outcome) = run(lines, noon)
    assert isinstance(outcome, Refused)
    assert outcome.line == len(lines)
    return outcome.reason


# All or nothing ---------------------------------------------------------------------------------------------------


def test_a_later_line_names_what_an_earlier_one_created() -> None:
    assert replayed(recorded(), completed()) == Replayed(applied=2)
    assert rows(Inspection).get(pk=VISIT).state == "completed"


def test_one_refused_line_undoes_the_file_and_every_line_is_tried() -> None:
    before = deeds()
    result = replayed(recorded(), completed(signed=False), line("no_such_deed"))
    assert [(each.line, each.id) for each in result.refused] == [
        (2, json.loads(completed(signed=False))["id"]),
        (3, json.loads(line("no_such_deed"))["id"]),
    ]
    assert (result.applied, result.skipped) == (0, 0)
    assert (visits(), deeds()) == (0, before)


def test_blank_lines_count_as_lines_and_are_no_deeds() -> None:
    result = replayed("", "  \n", "{")
    assert [each.line for each in result.refused] == [3]


def test_a_file_replayed_again_changes_nothing() -> None:
    replayed(recorded(), completed())
    before = deeds()
    assert replayed(recorded(), completed()) == Replayed(skipped=2)
    assert deeds() == before


def test_a_longer_version_of_the_file_adds_what_is_new() -> None:
    replayed(recorded())
    assert replayed(recorded(), completed()) == Replayed(applied=1, skipped=1)


def test_the_same_id_with_other_inputs_is_still_the_same_deed() -> None:
    replayed(recorded())
    assert replayed(recorded(place="别处")) == Replayed(skipped=1)
    assert rows(Inspection).get(pk=VISIT).place == ""


def test_the_same_id_of_another_deed_is_refused_instead_of_skipped() -> None:
    (refused,) = replayed(recorded(), completed(id=VISIT)).refused
    assert (refused.line, refused.rule) == (2, "deed.other")
    assert f"编号 {VISIT} 已用于另一项办理（record_inspection）" in refused.reason


# Line by line -----------------------------------------------------------------------------------------------------


def test_line_by_line_a_refused_line_stops_nothing() -> None:
    outcomes = list(run([recorded(), completed(signed=False), completed()], noon))
    assert [what if isinstance(what, str) else what.line for _, what in outcomes] == ["applied", 2, "applied"]
    assert outcomes[0][0] == VISIT


def test_a_line_is_acknowledged_before_the_next_is_read() -> None:
    read: list[str] = []

    def lines() -> Any:
        for text in (recorded(), completed()):
            read.append(text)
            yield text

    acknowledged = run(lines(), noon)
    assert next(acknowledged) == (VISIT, "applied")
    assert len(read) == 1


def test_a_line_without_an_id_that_can_be_read_is_named_by_its_number() -> None:
    (_, outcome), *_ = run(["{"], noon)
    assert isinstance(outcome, Refused)
    assert (outcome.line, outcome.id, outcome.rule) == (1, "", "journal.json")


def test_a_moment_is_asked_of_every_line_of_its_own_day() -> None:
    asked: list[date] = []

    def moment(on: date) -> Any:
        asked.append(on)
        return noon(on)

    replay([recorded(), completed(on="2021-07-21")], moment)
    assert asked == [day("07-20"), day("07-21")]


# Lines that are none ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "不是一行 JSON"),
        ('["record_inspection"]', "应为一个 JSON 对象，而不是 list"),
        ("7", "应为一个 JSON 对象，而不是 int"),
        ('{"id": "x"}', "每行都要有「deed」"),
        ('{"deed": "x", "on": "2021-07-20", "by": "x"}', "每行都要有「id」"),
        ('{"id": "", "deed": "x", "on": "2021-07-20", "by": "x"}', "每行都要有「id」"),
        ('{"id": 7, "deed": "x", "on": "2021-07-20", "by": "x"}', "每行都要有「id」"),
        ('{"id": "x", "deed": "x", "on": "2021-07-20"}', "每行都要有「by」"),
        ('{"id": "x", "deed": "x", "on": "2021-07-20", "by": "x"}', "id「x」应为 UUID"),
        (f'{{"id": "{VISIT}", "deed": "x", "on": "7月20日", "by": "x"}}', "on「7月20日」应为日期，如 2021-07-20"),
        (f'{{"id": "{VISIT}", "deed": "x", "on": "2021-02-29", "by": "x"}}', "on「2021-02-29」应为日期"),
        ("[" * 100_000, "不是一行 JSON"),
        (recorded(at="2021-07-20T09:00:00+08:00"), "日志不写办理时刻「2021-07-20T09:00:00+08:00」"),
        (recorded(by="\x00"), "每行都要有「by」"),
        (recorded(by="\ud800"), "每行都要有「by」"),
        (recorded(place="\ud800"), "place"),
        ('{"id": ' + "1" * 5000 + "}", "不是一行 JSON"),
        (recorded(place="\x00"), "place：含有不能保存的控制字符"),
        (line("conferm_entry"), "没有办理事项「conferm_entry」。请按办理日志的说明"),
        (line("conferm_entry"), "填写；相近的：confirm_entry、"),
        (line("???"), "填写；相近的：-。"),
        (recorded(by="nobody"), "没有可用的账号「nobody」。请核对登录名"),
        (recorded(colour="red"), "colour「red」：没有这个栏目"),
        (recorded(kind="second"), "kind「second」：应为下列之一：first、reinspection、tip、spot、exit_period"),
        (recorded(site=None), "site「None」：应为编号（UUID）"),
        (recorded(hazards=[{"level": "general"}]), "hazards.0.description：必填"),
    ],
)  # fmt: skip
def test_a_line_that_is_none_says_what_is_wrong_with_it(text: str, words: str) -> None:
    before = deeds()
    assert words in reason_of(text)
    assert deeds() == before


# Deeds that are refused: rule, fact, clause, what to do; and nothing is changed --------------------------------------


def test_an_enterprise_that_nobody_knows() -> None:
    assert "不在专项行动" in reason_of(recorded(enterprise=an_id("stranger")))
    assert visits() == 0


def test_a_day_that_has_not_come() -> None:
    reasons = [what for _, what in run([recorded(on="2021-07-21")], lambda on: noon(day("07-20")))]
    assert isinstance(reasons[0], Refused)
    assert reasons[0].reason == "办理日期 2021-07-21 晚于今天 2021-07-20。请填写不晚于今天的日期。"
    assert visits() == 0


def test_a_visit_with_one_officer_stays_a_draft() -> None:
    said = reason_of(recorded(officers=PAIR[:1]), completed())
    assert "两名" in said or "两人" in said
    assert "第五十五条" in said or "第四十二条" in said
    assert rows(Inspection).get(pk=VISIT).state == "recorded"


def test_a_visit_with_an_expired_certificate_stays_a_draft_and_names_who() -> None:
    pair = [PAIR[0], an_id(f"person:expired-{TIEXI}")]
    said = reason_of(recorded(officers=pair), completed())
    assert f"示例expired-{TIEXI}" in said
    assert "2021-06-30" in said
    assert rows(Inspection).get(pk=VISIT).state == "recorded"


def test_a_reinspection_before_the_order_was_delivered() -> None:
    order, (item,), _ = order_of(GENERAL, due=day("08-20"))
    visit = str(an_id("again"))
    outcome = {"inspection": visit, "order": order, "cause": "own_initiative"}
    said = reason_of(
        recorded(id=visit, on="2021-07-19", kind="reinspection", hazards=[]),
        completed(inspection=visit, on="2021-07-19"),
        line("record_reinspection", on="2021-07-19", outcomes=[{"item": item, "result": "passed"}], **outcome),
    )
    assert "尚未送达" in said


def test_an_order_due_before_it_is_issued() -> None:
    hazard = str(an_id("journal-hazard"))
    items = [{"hazard": hazard, "due_on": "2021-07-19"}]
    said = reason_of(
        recorded(hazards=[{"id": hazard, **GENERAL}]),
        completed(),
        line("draft_order", **CASE, inspection=VISIT, items=items),
    )
    assert "早于指令书日期 2021-07-20" in said


def fined(**more: Any) -> str:
    inputs = {
        "target": "enterprise",
        "kinds": ["fine"],
        "reason": "示例",
        "statute_concept": "organisation_and_training",
    }
    return line("decide_penalty", by=f"head-{TIEXI}", **CASE, **(inputs | more))


def test_a_fine_outside_the_range_of_the_day() -> None:
    said = reason_of(fined(fine_fen=5_000_001))
    assert "罚款50000.01元不在可以适用的幅度之内" in said
    assert "0.00—50000.00" in said
    assert "第九十四条" in said


def test_the_same_fine_within_the_range_of_a_later_day() -> None:
    assert replayed(fined(fine_fen=5_000_001, on="2021-09-01")) == Replayed(applied=1)


def test_an_article_that_was_not_in_force() -> None:
    said = reason_of(fined(statute_concept="liability_insurance", fine_fen=5_000_000))
    assert "2021-07-20" in said
    assert "第一百零九条" in said
    assert replayed(fined(statute_concept="liability_insurance", fine_fen=5_000_000, on="2021-09-01")).applied == 1


def test_a_card_lifted_with_an_open_ground() -> None:
    card = str(an_id("journal-card"))
    said = reason_of(
        recorded(hazards=[UNSAFE]),
        completed(),
        line("propose_card", id=card, **CASE, site=SITE, colour="yellow", ground="G2"),
        line("confirm_card", by=APPROVER, card=card, reason="属实"),
        line("notify_card", card=card, method="direct", recipient="示例负责人"),
        line("lift_card", by=APPROVER, on="2021-07-21", card=card, reason="企业请求"),
    )
    assert "会议室设在铁水吊运影响范围内" in said or "复查" in said


def test_the_preparer_does_not_decide() -> None:
    card = str(an_id("journal-card"))
    everybody = f"all-{TIEXI}"
    said = reason_of(
        recorded(hazards=[UNSAFE]),
        completed(),
        line("propose_card", id=card, by=everybody, **CASE, site=SITE, colour="yellow", ground="G2"),
        line("confirm_card", by=everybody, card=card, reason="属实"),
    )
    assert "承办" in said or "同一人" in said


def test_a_plant_of_another_district() -> None:
    said = reason_of(recorded(by="officer-210112"))
    assert "不在专项行动" in said
    assert visits() == 0


@pytest.mark.parametrize(
    "broken",
    [
        lambda: recorded(officers=[]),
        lambda: recorded(enterprise=str(PLANT)[:-1] + "z"),
        lambda: recorded(campaign="shenyang-2020-01"),
        lambda: recorded(campaign=CAMPAIGN.upper()),
    ],
)
def test_whatever_is_wrong_in_a_file_nothing_of_it_stays(broken: Callable[[], str]) -> None:
    before = deeds()
    good = recorded(id=str(an_id("good")))
    result = replayed(good, broken(), completed())
    assert result.applied == 0
    assert result.refused
    assert (visits(), deeds()) == (0, before)
