"""Spec files are read strictly: each refusal names file, line, what is wrong and an example of right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

import pytest

from duban.specs import reading
from duban.specs.reading import (
    BOOLEAN,
    DAY,
    ID,
    TEXT,
    YUAN,
    Entry,
    Problems,
    SpecErrors,
    choice,
    either,
    gathering,
    integer,
    listing,
    read_file,
    read_text,
    record,
    table,
)


class Light(StrEnum):
    GREEN = "green"
    RED = "red"


@dataclass(frozen=True)
class Phase:
    id: str
    first: date
    last: date | None
    light: Light | None
    days: int
    open: bool
    fine: int


def read_phase(entry: Entry) -> Phase:
    entry.in_order("from", "to")
    return Phase(
        id=entry.required("id", ID),
        first=entry.required("from", DAY),
        last=entry.optional("to", DAY),
        light=entry.optional("light", choice(Light)),
        days=entry.optional("days", integer(1, 30), 7),
        open=entry.optional("open", BOOLEAN, False),
        fine=entry.optional("fine", YUAN, 0),
    )


PHASES = record(lambda entry: entry.required("phases", listing(record(read_phase), unique="id", at_least=1)))


def phases(text: str) -> tuple[Phase, ...]:
    return read_text(text, "a.yaml", PHASES)


def errors(text: str) -> list[str]:
    with pytest.raises(SpecErrors) as caught:
        phases(text)
    return [str(error) for error in caught.value.errors]


def test_every_scalar_is_what_was_written_and_typed_by_the_reader() -> None:
    text = "phases:\n- {id: '010203', from: 2021-07-07, to: 2021-07-15, light: red, days: 12, open: true, fine: 333.3}"
    assert phases(text) == (Phase("010203", date(2021, 7, 7), date(2021, 7, 15), Light.RED, 12, True, 33330),)


def test_words_that_yaml_1_1_takes_for_something_else_stay_text() -> None:
    assert read_text("{on: yes, 'no': 12:30, z: 010203}", "a.yaml", table(TEXT)) == {
        "on": "yes",
        "no": "12:30",
        "z": "010203",
    }


GOOD = "phases:\n- id: a\n  from: 2021-07-07\n"


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        (GOOD + "  frm: x", "a.yaml:4：不认识的键“frm”，是否应为“from”。例：from: 2021-09-01"),
        (
            GOOD + "  zzz: x",
            "a.yaml:4：不认识的键“zzz”；可用：id、from、to、light、days、open、fine。例：id: order_removal",
        ),
        (GOOD + "  id: b", "a.yaml:4：键“id”重复，第2行已有。例：同一层内每个键只写一次"),
        (
            GOOD + "- id: a\n  from: 2021-07-08",
            "a.yaml:4：“id”重复：“a”已在 a.yaml:2 给出。例：换一个没有用过的标识",
        ),
        ("phases:\n- id: a", "a.yaml:2：缺少“from”。例：from: 2021-09-01"),
        ("phases:\n- id: a\n  from: 2021-02-30", "a.yaml:3：“2021-02-30”不是日期。例：2021-09-01"),
        ("phases:\n- id: a\n  from: 7月7日", "a.yaml:3：“7月7日”不是日期。例：2021-09-01"),
        ("phases:\n- id: a\n  from:", "a.yaml:3：值是空的；不适用的键请删去。例：2021-09-01"),
        ("phases:\n- id: a\n  from: [1]", "a.yaml:3：这里应是一个值，不是列表或下级内容。例：2021-09-01"),
        (
            GOOD + "  to: 2021-07-06",
            "a.yaml:4：日期次序颠倒：to（2021-07-06）早于 from（2021-07-07）。例：to: 2021-07-07",
        ),
        (GOOD + "  light: blue", "a.yaml:4：“blue”不在可用的词之内：green、red。例：green"),
        (GOOD + "  days: 31", "a.yaml:4：31 超出范围 1–30。例：1"),
        (GOOD + "  days: 七", "a.yaml:4：“七”不是整数。例：1"),
        (GOOD + "  open: yes", "a.yaml:4：“yes”应为 true 或 false。例：true"),
        (GOOD + "  fine: 5万", "a.yaml:4：“5万”不是金额（元，最多两位小数）。例：50000"),
        (
            "phases:\n- id: a b\n  from: 2021-07-07",
            "a.yaml:2：“a b”不是标识（字母、数字、点、横线、下划线）。例：order_removal",
        ),
        (
            "a: \x07",
            "a.yaml:1：不是有效的 YAML：unacceptable character #x0007: special characters are not allowed。"
            "例：键: 值（冒号后空一格，用空格缩进）",
        ),
        ("phases: []", "a.yaml:1：至少要有1项。例：- id: order_removal"),
        ("phases: x", "a.yaml:1：这里应是列表。例：- id: order_removal"),
        ("phases:\n- x", "a.yaml:2：这里应是“键: 值”的内容。例：id: order_removal"),
        ("", "a.yaml:1：文件是空的。例：id: shenyang-2021-32"),
        (
            "a: [",
            "a.yaml:1：不是有效的 YAML：expected the node content, but found '<stream end>'。"
            "例：键: 值（冒号后空一格，用空格缩进）",
        ),
        (
            "? [a]\n: b\nphases: [{id: a, from: 2021-07-07}]",
            "a.yaml:1：键必须是一个词。例：title: 中华人民共和国安全生产法",
        ),
    ],
)
def test_each_refusal_names_file_line_what_and_an_example(text: str, refusal: str) -> None:
    assert errors(text) == [refusal]


def test_one_run_finds_all_errors_in_the_order_of_lines() -> None:
    text = "phases:\n- id: a\n  from: x\n  days: 0\n- id: a\n  too: 2021-07-07\nname: y\n"
    assert errors(text) == [
        "a.yaml:3：“x”不是日期。例：2021-09-01",
        "a.yaml:4：0 超出范围 1–30。例：1",
        "a.yaml:5：“id”重复：“a”已在 a.yaml:2 给出。例：换一个没有用过的标识",
        "a.yaml:5：缺少“from”。例：from: 2021-09-01",
        "a.yaml:6：不认识的键“too”，是否应为“to”。例：to: 2021-09-01",
        "a.yaml:7：不认识的键“name”；可用：phases。例：phases: [id: order_removal]",
    ]


def test_a_plain_value_or_a_block() -> None:
    kind = listing(either(TEXT, table(integer())))
    assert read_text("[listed, {at_least: 3}]", "a.yaml", kind) == ("listed", {"at_least": 3})


def test_a_table_needs_keys_and_values() -> None:
    with pytest.raises(SpecErrors) as caught:
        read_text("[a]", "a.yaml", table(TEXT))
    assert str(caught.value) == "a.yaml:1：这里应是“键: 值”的内容。例：order_removal: 文字"


def test_errors_of_several_files_come_together(tmp_path: Path) -> None:
    (tmp_path / "latin.yaml").write_bytes("phases: Größe".encode("latin-1"))
    (tmp_path / "bad.yaml").write_text("phases: 3", encoding="utf-8")
    with pytest.raises(SpecErrors) as caught, gathering() as problems:
        for name in ("none.yaml", "latin.yaml", "bad.yaml"):
            read_file(tmp_path / name, PHASES, problems)
    assert [(Path(error.file).name, error.line) for error in caught.value.errors] == [
        ("bad.yaml", 1),
        ("latin.yaml", 1),
        ("none.yaml", 1),
    ]


def test_files_below_specs_are_named_short() -> None:
    with pytest.raises(SpecErrors, match=r"^law/none\.yaml:1："):
        read_file(reading.SPECS / "law" / "none.yaml", PHASES)


def test_a_rule_between_values_is_noted_at_its_key() -> None:
    def read(entry: Entry) -> str:
        value = entry.required("b", TEXT)
        entry.check(value == entry.optional("a", TEXT), "b", reading.Message("x", "a 与 b 不同"), "b: 1")
        return value

    problems = Problems()
    read_text("a: 1\nb: 2", "a.yaml", record(read), problems)
    assert [str(error) for error in problems.errors] == ["a.yaml:2：a 与 b 不同。例：b: 1"]
