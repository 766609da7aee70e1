"""The components refuse what they do not know and escape what they are given."""

from __future__ import annotations

from datetime import date

import pytest
from django import forms
from django.template import Context, Template

from duban.domain.messages import Message, Refusal
from duban.web.parts import CountedDay, DueDay, Figure, Missing

SCRIPT = "<script>alert(1)</script>"


def draw(source: str, **values: object) -> str:
    return Template("{% load ui wording %}" + source).render(Context(values))


@pytest.mark.parametrize(
    "source",
    [
        '{% icon "nonesuch" %}',
        '{% light "green" %}',
        '{% card "blue" %}',
        '{% risk "green" %}',
        '{% tag "草稿" "pink" %}',
    ],
)
def test_an_unknown_icon_light_colour_or_tone_is_an_error_and_not_a_blank(source):
    with pytest.raises((ValueError, KeyError)):
        draw(source)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ('{% light "near" %}', "临近"),
        ('{% light "overdue" "逾期 3 天" %}', "逾期 3 天"),
        ('{% card "red" %}', "红牌"),
        ('{% card "yellow" %}', "黄牌"),
        ('{% risk "orange" %}', "橙"),
        ('{% citation "第二十条" False %}', "待法规科核实"),
    ],
)
def test_colour_never_speaks_alone(source, words):
    assert words in draw(source)


def test_no_card_draws_nothing():
    assert draw("{% card none %}", none=None).strip() == ""


@pytest.mark.parametrize(
    "source",
    [
        '{% light "near" text %}',
        "{% tag text %}",
        '{% card "red" text %}',
        "{% citation text %}",
        "{% figure number %}",
        "{% hint text %}",
        "{% missing items %}",
        "{% due day %}",
        "{% refusal refused %}",
        "{% empty text text %}",
        "{% progress 1 2 text %}",
        "{% panel text %}{{ text }}{% endpanel %}",
        "{% tick text text %}",
    ],
)
def test_what_people_typed_is_escaped(rf, source):
    from django.template import RequestContext  # noqa: PLC0415 -- only here a request is needed

    refused = Refusal("r", Message("m", "{name}", {"name": SCRIPT}), SCRIPT, Message("n", "{name}", {"name": SCRIPT}))
    day = DueDay(date(2021, 9, 10), SCRIPT, (CountedDay(date(2021, 9, 10), True, SCRIPT),), SCRIPT)
    values = {"text": SCRIPT, "number": Figure(SCRIPT, SCRIPT, SCRIPT), "items": (Missing(SCRIPT, SCRIPT, SCRIPT),)}
    context = RequestContext(rf.get("/"), values | {"day": day, "refused": refused})
    drawn = Template("{% load ui %}" + source).render(context)
    assert "<script>" not in drawn
    assert "&lt;script&gt;" in drawn


def test_a_due_day_numbers_the_days_that_count():
    days = [(25, False), (26, True), (27, True), (28, False), (29, True)]
    due = DueDay(date(2021, 9, 29), "", tuple(CountedDay(date(2021, 9, day), counted) for day, counted in days))
    assert [number for _, number in due.numbered] == [None, 1, 2, None, 3]
    assert (due.counted, due.skipped) == (3, 2)


def test_a_number_opens_its_rows_and_tells_its_counting_rule():
    drawn = draw("{% figure number %}", number=Figure(92, "/ledger/?open", "含已移出的", "家"))
    assert '<a href="/ledger/?open">92 家</a>' in drawn
    assert "计数规则" in drawn
    assert "含已移出的" in drawn


class Sample(forms.Form):
    due_on = forms.DateField(label="整改期限", help_text="自送达起算。", error_messages={"invalid": "须为年-月-日。"})
    secret = forms.CharField(label="口令", required=False, widget=forms.PasswordInput)


def test_an_error_names_field_value_rule_and_example():
    drawn = draw('{% field form.due_on example="2021-08-19" %}', form=Sample({"due_on": "8月19"}))
    assert "「整改期限」填写的「8月19」：须为年-月-日。 例如：2021-08-19" in drawn
    assert 'aria-describedby="id_due_on_helptext id_due_on_error"' in drawn
    assert 'id="id_due_on_error"' in drawn
    assert 'value="8月19"' in drawn


def test_a_required_field_says_so_to_everybody():
    drawn = draw("{% field form.due_on %}", form=Sample())
    assert "（必填）" in drawn
    assert "（必填）" not in draw("{% field form.secret %}", form=Sample())


def test_nothing_missing_is_said_in_words():
    assert "材料齐全" in draw("{% missing items %}", items=())
    assert "还缺 2 项" in draw("{% missing items %}", items=(Missing("一"), Missing("二")))


def test_a_progress_of_nothing_is_no_division_by_zero():
    assert "0 / 0" in draw("{% progress 0 0 %}")
