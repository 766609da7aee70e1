"""Days, money and messages as people read them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.utils.translation import override

from duban.domain.messages import Message, Refusal
from duban.web import wording


@pytest.mark.parametrize(
    ("fen", "yuan", "wan"),
    [
        (0, "0.00", "0"),
        (1, "0.01", "0"),
        (49, "0.49", "0"),
        (50, "0.50", "0.0001"),
        (149, "1.49", "0.0001"),
        (150, "1.50", "0.0002"),
        (1_234_500, "12,345.00", "1.2345"),
        (2_000_000, "20,000.00", "2"),
        (10_000_000, "100,000.00", "10"),
        (1_234_567_890, "12,345,678.90", "1,234.5679"),
        (-150, "-1.50", "-0.0002"),
        (None, "—", "—"),
    ],
)
def test_money(fen, yuan, wan):
    assert (wording.yuan(fen), wording.wan(fen)) == (yuan, wan)


def test_days_in_tables_and_in_documents():
    assert wording.day(date(2021, 9, 1)) == "2021-09-01"
    with override("zh-hans"):
        assert wording.long_day(date(2021, 9, 1)) == "2021年9月1日"
    with override("en"):
        assert wording.long_day(date(2021, 9, 1)) == "1 September 2021"
    assert (wording.day(None), wording.long_day(None), wording.moment(None)) == ("—", "—", "—")


def test_a_moment_before_midnight_in_utc_is_the_next_day_in_shanghai():
    late = datetime(2021, 8, 31, 16, 30, tzinfo=UTC)
    assert wording.day(late) == "2021-09-01"
    assert wording.moment(late) == "2021-09-01 00:30"


def test_a_message_is_filled_and_days_and_messages_inside_are_written_too():
    inner = Message("inner", "第{number}条", {"number": 20})
    message = Message(
        "x", "{day}起按{article}办理：{names}", {"day": date(2021, 9, 1), "article": inner, "names": ("甲", "乙")}
    )
    with override("zh-hans"):
        assert wording.say(message) == "2021-09-01起按第20条办理：甲、乙"


def test_what_can_be_said_besides_a_message():
    with override("zh-hans"):
        assert wording.say("企业台账") == "企业台账"
        assert wording.say(Refusal("rule", Message("m", "不行"))) == "不行"
        assert wording.say(None) == ""
        assert wording.say("") == ""


def test_a_day_in_a_text_is_not_broken_and_the_text_stays_escaped() -> None:
    told = wording.whole_days("<b>2021-08-20 至 2021-09-01")
    day = '<span class="nowrap">{}</span>'
    assert told == f"&lt;b&gt;{day.format('2021-08-20')} 至 {day.format('2021-09-01')}"
