"""Calendar files: one a year, each day once."""

from __future__ import annotations

from pathlib import Path

import pytest

from duban.specs.loader import load_calendar
from duban.specs.reading import SpecErrors

GOOD = """\
year: 2021
published: true
source: 国务院办公厅公布的2021年节假日安排
holidays:
  - {name: 国庆节, from: 2021-10-01, to: 2021-10-07}
make_up_days:
  - {name: 国庆节, on: 2021-10-09}
"""


def refusals(folder: Path, *texts: str) -> list[str]:
    for number, text in enumerate(texts):
        (folder / f"{number}.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(SpecErrors) as caught:
        load_calendar(folder)
    return [str(error).replace(f"{folder}/", "") for error in caught.value.errors]


@pytest.mark.parametrize(
    ("written", "instead", "refusal"),
    [
        (
            "source: 国务院办公厅公布的2021年节假日安排\n",
            "",
            "0.yaml:1：缺少“source”。例：source: 国务院办公厅公布的2021年节假日安排",
        ),
        ("to: 2021-10-07", "too: 2021-10-07", "0.yaml:5：缺少“to”。例：to: 2021-09-01"),
        (
            "to: 2021-10-07",
            "to: 2021-09-30",
            "0.yaml:5：日期次序颠倒：to（2021-09-30）早于 from（2021-10-01）。例：to: 2021-10-01",
        ),
        (
            "on: 2021-10-09",
            "on: 2022-10-09",
            "0.yaml:7：日期不在 2021 年之内。例：from: 2021-10-01, to: 2021-10-07",
        ),
        ("on: 2021-10-09", "on: 2021-10-07", "0.yaml:7：2021-10-07 已写过（国庆节）。例：每天只写一次"),
        ("year: 2021", "year: 21", "0.yaml:1：21 超出范围 2000–2100。例：2000"),
    ],
)
def test_what_is_wrong_is_refused_where_it_stands(tmp_path: Path, written: str, instead: str, refusal: str) -> None:
    assert written in GOOD
    assert refusal in refusals(tmp_path, GOOD.replace(written, instead, 1))


def test_a_year_has_one_file(tmp_path: Path) -> None:
    other = GOOD.split("holidays:", maxsplit=1)[0] + "holidays: []\nmake_up_days: []\n"
    assert refusals(tmp_path, GOOD, other) == ["1.yaml:1：“year”重复：“2021”已在 0.yaml:1 给出。例：每年一个文件"]


def test_the_shipped_years() -> None:
    assert load_calendar().published == frozenset(range(2020, 2027))
