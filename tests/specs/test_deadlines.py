"""Deadline rules are checked against the lawbook: an article without a value on a day of use is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from duban.specs.deadlines import first_gap
from duban.specs.loader import load_deadlines, load_lawbook
from duban.specs.reading import SpecErrors

GOOD = """\
deadlines:
  - code: D12
    title: 要求听证
    trigger: 听证告知书送达
    terms:
      - {length: 3, unit: day, rolls: true, concept: hearing_request, from: 2018-01-01, to: 2021-07-14, verified: true}
      - {length: 5, unit: workday, concept: hearing_request, from: 2021-07-15, verified: true}
  - code: D13
    title: 听证通知
    trigger: 举行听证日
    terms:
      - {length: 7, unit: workday, direction: backward, concept: hearing_notice, from: 2021-07-15, verified: true}
  - code: D30.1
    title: 阶段结束
    trigger: 工作方案
    terms:
      - {on: 2021-07-15, concept: plan_dates, from: 2021-07-07, verified: true}
  - code: D31.1
    title: 年度报送
    trigger: 当年
    terms:
      - {month: 12, day: 31, concept: capacity_return, from: 2017-02-17, verified: false}
surcharges:
  - {code: D19, title: 加处罚款, percent_per_day: 3, cap_percent: 100, pauses: true, concept: surcharge, from: 2021-07-15, verified: true}
repeat_windows:
  - {code: D28.1, title: 三次, count: 3, length: 180, unit: day, concept: closure_repeat, from: 2021-09-01, verified: true}
"""  # noqa: E501 -- a term is one line, as in the real file


def load(folder: Path, text: str) -> list[str]:
    path = folder / "d.yaml"
    path.write_text(text, encoding="utf-8")
    try:
        load_deadlines(path)
    except SpecErrors as errors:
        return [str(error).replace(f"{folder}/", "") for error in errors.errors]
    return []


def test_the_good_file_is_good(tmp_path: Path) -> None:
    assert load(tmp_path, GOOD) == []


@pytest.mark.parametrize(
    ("written", "instead", "refusal"),
    [
        (
            "concept: hearing_request, from: 2018-01-01",
            "concept: hearing_requst, from: 2018-01-01",
            "d.yaml:6：法规库没有概念“hearing_requst”。例：concept: hearing_request",
        ),
        (
            "from: 2018-01-01, ",
            "",
            "d.yaml:6：“hearing_request”在 0001-01-01 没有条文，而该日仍在使用。"
            "例：改写 from、to，或在法规库补上该版本的条文",
        ),
        (
            "concept: hearing_notice, from: 2021-07-15",
            "concept: reinspection, from: 2021-07-15",
            "d.yaml:12：“reinspection”在 2026-02-01 没有条文，而该日仍在使用。"
            "例：改写 from、to，或在法规库补上该版本的条文",
        ),
        (
            "concept: closure_repeat, from: 2021-09-01",
            "concept: closure_repeat, from: 2021-08-31",
            "d.yaml:26：“closure_repeat”在 2021-08-31 没有条文，而该日仍在使用。"
            "例：改写 from、to，或在法规库补上该版本的条文",
        ),
        ("concept: plan_dates, ", "", "d.yaml:17：缺少“concept”。例：concept: order_removal"),
        (
            "to: 2021-07-14",
            "to: 2021-07-15",
            "d.yaml:7：与前一项的适用期间重叠或次序颠倒。例：to: 2021-07-14 / from: 2021-07-15",
        ),
        ("rolls: true, ", "", "d.yaml:6：缺少“rolls”。例：rolls: true"),
        (
            "unit: workday, concept",
            "unit: workday, rolls: true, concept",
            "d.yaml:7：按工作日、小时计算或者向前倒算的期限不顺延。例：unit: workday",
        ),
        (
            "unit: workday, concept",
            "unit: week, concept",
            "d.yaml:7：“week”不在可用的词之内：day、workday、hour、month、year、date。例：day",
        ),
        ("length: 5", "length: 0", "d.yaml:7：0 超出范围 1–3650。例：1"),
        ("code: D13", "code: D12", "d.yaml:8：“code”重复：“D12”已在 d.yaml:2 给出。例：换一个没有用过的标识"),
        ("code: D12", "code: 12", "d.yaml:2：“12”不是期限代码。例：D14.1"),
        ("month: 12", "month: 13", "d.yaml:22：13 超出范围 1–12。例：1"),
    ],
)
def test_what_is_wrong_is_refused_where_it_stands(tmp_path: Path, written: str, instead: str, refusal: str) -> None:
    assert written in GOOD
    assert refusal in load(tmp_path, GOOD.replace(written, instead, 1))


@pytest.mark.parametrize(
    ("concept", "first", "last", "gap"),
    [
        ("hearing_request", date(2018, 1, 1), None, None),
        ("hearing_request", date(2017, 12, 31), None, date(2017, 12, 31)),
        ("reinspection", date(2015, 5, 1), date(2026, 1, 31), None),
        ("reinspection", date(2015, 5, 1), date(2026, 2, 1), date(2026, 2, 1)),
        ("daily_penalty", date(2021, 8, 31), date(2021, 8, 31), date(2021, 8, 31)),
        ("litigation", None, None, None),
    ],
)
def test_the_first_day_without_an_article(
    concept: str, first: date | None, last: date | None, gap: date | None
) -> None:
    assert first_gap(load_lawbook(), concept, first, last) == gap


def test_the_law_is_loaded_once() -> None:
    assert load_deadlines().lawbook is load_lawbook()
