"""Law files are checked before anything cites them: each refusal names file, line, what is wrong and an example."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from duban.specs.articles import article_number
from duban.specs.loader import load_lawbook
from duban.specs.reading import SpecErrors

GOOD = """\
id: safety_act
title: 中华人民共和国安全生产法
versions:
  - id: "2014"
    label: 2014年修正
    from: 2014-12-01
    to: 2021-08-31
    verified: true
    source: 官方文本
    checked_on: 2021-06-01
  - id: "2021"
    label: 2021年修正
    from: 2021-09-01
    verified: true
    source: 官方文本
    checked_on: 2021-06-15
concepts:
  - id: hazard_not_eliminated
    topic: 未采取措施消除事故隐患
    values:
      - {version: "2014", article: 第九十九条, verified: false, source: 凭记忆录入}
      - {version: "2021", article: 第一百零二条, verified: true}
    penalties:
      - {version: "2021", who: unit, tier: first, min: 0, max: 50000, verified: true}
"""


def refusals(folder: Path, *texts: str) -> list[str]:
    for number, text in enumerate(texts):
        (folder / f"{number}.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(SpecErrors) as caught:
        load_lawbook(folder)
    return [str(error).replace(f"{folder}/", "") for error in caught.value.errors]


def test_the_good_file_is_good(tmp_path: Path) -> None:
    (tmp_path / "0.yaml").write_text(GOOD, encoding="utf-8")
    law = load_lawbook(tmp_path)
    old, new = law.versions("hazard_not_eliminated")
    assert (old.verified, old.source, old.checked_on) == (False, "凭记忆录入", None)
    assert (new.verified, new.source, new.checked_on) == (True, "官方文本", date(2021, 6, 15))
    assert [v.label for v in law.instruments["safety_act"].versions] == ["2014年修正", "2021年修正"]


@pytest.mark.parametrize(
    ("written", "instead", "refusal"),
    [
        ("    label: 2021", "    lable: 2021", "0.yaml:12：不认识的键“lable”，是否应为“label”。例：label: 文字"),
        (
            '  - id: "2021"',
            '  - id: "2014"',
            "0.yaml:11：“id”重复：“2014”已在 0.yaml:4 给出。例：换一个没有用过的标识",
        ),
        (
            "    source: 官方文本\n    checked_on: 2021-06-01\n",
            "    checked_on: 2021-06-01\n",
            "0.yaml:4：缺少“source”。例：source: 官方文本（2021年6月10日通过）",
        ),
        (
            ", source: 凭记忆录入}",
            "}",
            "0.yaml:21：缺少“source”。例：source: 二手摘录，待核官方文本",
        ),
        (
            "    checked_on: 2021-06-01\n",
            "",
            "0.yaml:8：已核（verified: true）的内容要写明核对日期。例：checked_on: 2021-09-01",
        ),
        (
            "to: 2021-08-31",
            "to: 2014-11-30",
            "0.yaml:7：日期次序颠倒：to（2014-11-30）早于 from（2014-12-01）。例：to: 2014-12-01",
        ),
        (
            "from: 2021-09-01",
            "from: 2021-08-31",
            "0.yaml:13：版本“2021”与前一版本“2014”（止于2021-08-31）重叠或次序颠倒。"
            "例：to: 2021-08-31 / from: 2021-09-01",
        ),
        (
            "    to: 2021-08-31\n",
            "",
            "0.yaml:12：版本“2021”与前一版本“2014”（止于未写明）重叠或次序颠倒。例：to: 2021-08-31 / from: 2021-09-01",
        ),
        (
            '{version: "2021", article',
            '{version: "2020", article',
            '0.yaml:22：没有版本“2020”；可用：2014、2021。例：version: "2014"',
        ),
        (
            '{version: "2021", article',
            '{version: "2014", article',
            "0.yaml:22：“version”重复：“2014”已在 0.yaml:21 给出。例：换一个没有用过的标识",
        ),
        ("min: 0, ", "", "0.yaml:24：min 与 max 要么都写，要么都不写。例：min: 20000, max: 50000"),
        ("min: 0, ", "min: 60000, ", "0.yaml:24：max 小于 min。例：min: 20000, max: 50000"),
        ("min: 0, max: 50000, ", "", "0.yaml:24：罚则既没有金额，也没有停产停业整顿。例：suspension: true"),
        ("who: unit", "who: boss", "0.yaml:24：“boss”不在可用的词之内：unit、person。例：unit"),
    ],
)
def test_what_is_wrong_is_refused_where_it_stands(tmp_path: Path, written: str, instead: str, refusal: str) -> None:
    assert written in GOOD
    found = refusals(tmp_path, GOOD.replace(written, instead, 1))
    assert refusal in found


def test_a_wrong_version_is_the_only_thing_said_about_its_value(tmp_path: Path) -> None:
    value = '{version: "2020", article: 第一百零二条, verified: true}'
    text = GOOD.replace('{version: "2021", article: 第一百零二条, verified: true}', value)
    assert refusals(tmp_path, text) == ['0.yaml:22：没有版本“2020”；可用：2014、2021。例：version: "2014"']


def test_a_missing_version_is_said_once(tmp_path: Path) -> None:
    text = GOOD.replace('{version: "2014", article', "{article")
    assert refusals(tmp_path, text) == ['0.yaml:21：缺少“version”。例：version: "2021"']


def test_ids_are_unique_over_all_files(tmp_path: Path) -> None:
    assert refusals(tmp_path, GOOD, GOOD) == [
        "1.yaml:1：“id”重复：“safety_act”已在 0.yaml:1 给出。例：每个标识只在一个文件里用一次",
        "1.yaml:18：“id”重复：“hazard_not_eliminated”已在 0.yaml:18 给出。例：每个标识只在一个文件里用一次",
    ]


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("第六十二条", "62"),
        ("第六十二条第一款第三项", "62"),
        ("第十条", "10"),
        ("第一百零二条", "102"),
        ("第一百一十三条第一项", "113"),
        ("第一百三十四条之一", "134-1"),
        ("第二十条、第二十一条", "20、21"),
        ("第五十五条至第五十七条", "55–57"),
        ("四（一）", ""),
        ("", ""),
    ],
)
def test_the_number_is_read_from_the_printed_article(printed: str, number: str) -> None:
    assert article_number(printed) == number


def test_the_hash_changes_with_the_files(tmp_path: Path) -> None:
    one, two, three = (tmp_path / name for name in ("one", "two", "three"))
    for folder, text in ((one, GOOD), (two, GOOD), (three, GOOD.replace("2021-06-15", "2021-06-16"))):
        folder.mkdir()
        (folder / "0.yaml").write_text(text, encoding="utf-8")
    assert load_lawbook(one).file_hash == load_lawbook(two).file_hash
    assert load_lawbook(one).file_hash != load_lawbook(three).file_hash


def test_the_shipped_law_loads_with_both_versions_of_both_acts() -> None:
    law = load_lawbook()
    versions = {name: [v.id for v in law.instruments[name].versions] for name in ("safety_act", "penalty_act")}
    assert versions == {"safety_act": ["2014", "2021"], "penalty_act": ["2017", "2021"]}
