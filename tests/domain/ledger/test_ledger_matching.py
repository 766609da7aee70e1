"""Matching: each row in exactly one outcome; the same file twice changes nothing."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.ledger.tools import CODE_A, CODE_B

from duban.domain.ledger.entries import LedgerRow, ParsedLedger
from duban.domain.ledger.matching import match_rows
from duban.domain.ledger.names import name_key
from duban.domain.ledger.plan import NEW_ENTERPRISE, Difference, Existing, ImportPlan, Outcome, RowCounts, Unit

NEW, CHANGED, UNCHANGED, DOUBTFUL = Outcome.NEW, Outcome.CHANGED, Outcome.UNCHANGED, Outcome.DOUBTFUL


def row(number: int, name: str, code: str | None = None, region: str = "210106", **fields: object) -> LedgerRow:
    """A parsed row; without a code it has a reason."""
    key, core = name_key(name, ("辽宁省", "沈阳市", "铁西区"))
    reason = "" if code else "示例原因"
    one = LedgerRow(number, name, key, core, code, reason, region, industry="steel")
    return one._replace(**fields)


def match(
    *rows: LedgerRow, existing: list[Existing] | None = None, answers: dict[int, str] | None = None
) -> ImportPlan:
    return match_rows(ParsedLedger(list(rows)), existing or [], answers)


def stored(plan: ImportPlan) -> list[Existing]:
    """What the database would hold after a commit."""
    return [
        Existing(
            group.existing or f"id-{group.rows[0]}", group.value("credit_code"), tuple(group.values),
            tuple(group.sites.values()), frozenset(group.units),
        )
        for group in plan.groups
    ]  # fmt: skip


def outcomes(plan: ImportPlan) -> list[Outcome]:
    return list(plan.outcomes.values())


@pytest.mark.parametrize(
    ("first", "second", "expected", "enterprises"),
    [
        (row(2, "沈阳示例甲厂", CODE_A), row(3, "沈阳示例乙厂", CODE_B), [NEW, NEW], 2),
        (row(2, "沈阳示例甲厂", CODE_A), row(3, "沈阳示例改名厂", CODE_A), [NEW, CHANGED], 1),
        (row(2, "沈阳示例有限公司", CODE_A), row(3, "沈阳示例有限责任公司"), [NEW, CHANGED], 1),
        (row(2, "沈阳示例有限公司"), row(3, "沈阳示例有限公司（二期）", CODE_A), [NEW, CHANGED], 1),
        (row(2, "沈阳示例有限公司"), row(3, "沈阳示例有限公司", region="210114"), [NEW, NEW], 2),
        (row(2, "沈阳示例有限公司", CODE_A), row(3, "沈阳示例有限公司", CODE_B), [NEW, DOUBTFUL], 1),
        (row(2, "沈阳示例有限公司"), row(3, "示例股份有限公司"), [NEW, DOUBTFUL], 1),
        (row(2, "沈阳示例有限公司", CODE_A), row(3, "示例股份有限公司"), [NEW, DOUBTFUL], 1),
        (row(2, "沈阳示例有限公司", CODE_A), row(3, "示例股份有限公司", CODE_B), [NEW, NEW], 2),
        (row(2, "沈阳示例有限公司"), row(3, "示例股份有限公司", region="210114"), [NEW, NEW], 2),
    ],
)
def test_two_rows_of_one_file(first: LedgerRow, second: LedgerRow, expected: list[Outcome], enterprises: int) -> None:
    plan = match(first, second)
    assert (outcomes(plan), plan.counts.enterprises) == (expected, enterprises)


def test_the_same_file_twice_changes_nothing() -> None:
    rows = (
        row(2, "沈阳示例甲厂", CODE_A, address="示例路1号", capacity=Decimal(5), process="电炉"),
        row(3, "沈阳示例甲厂（二期）", CODE_A, capacity=Decimal(9), remark="二期"),
        row(4, "沈阳示例甲厂", CODE_A, region="210114", address="示例路9号"),
        row(5, "沈阳示例乙厂", workforce=5),
    )
    first = match(*rows)
    assert first.counts == RowCounts(2, 2, 0, 0, 0, 2)
    second = match(*rows, existing=stored(first))
    assert second.counts == RowCounts(0, 0, 4, 0, 0, 2)
    assert (second.new, second.changed) == ([], [])


def test_only_the_row_that_says_something_new_is_changed() -> None:
    before = match(row(2, "沈阳示例甲厂", CODE_A, contact="安全科", capacity=Decimal(5)))
    plan = match(
        row(2, "沈阳示例甲厂", CODE_A, contact="安全科", capacity=Decimal(5)),
        row(3, "沈阳示例甲厂", CODE_A, telephone="024-00000000"),
        row(4, "沈阳示例甲厂", CODE_A, capacity=Decimal(9)),
        existing=stored(before),
    )
    assert outcomes(plan) == [UNCHANGED, CHANGED, CHANGED]
    (group,) = plan.changed
    assert group.differences == [Difference("telephone", "", "024-00000000")]
    assert group.new_units == [Unit("210106", Decimal(9), "", "", None)]


def test_a_blank_never_erases() -> None:
    before = match(
        row(2, "沈阳示例甲厂", CODE_A, contact="安全科", address="示例路1号", latitude=41.8, longitude=123.4)
    )
    plan = match(row(2, "沈阳示例甲厂", CODE_A), existing=stored(before))
    assert outcomes(plan) == [UNCHANGED]


def test_a_code_found_later_replaces_the_reason() -> None:
    before = match(row(2, "沈阳示例甲厂"))
    plan = match(row(2, "沈阳示例甲厂", CODE_A), existing=stored(before))
    assert plan.changed[0].differences == [Difference("credit_code", None, CODE_A)]
    again = match(row(2, "沈阳示例甲厂"), existing=[stored(plan)[0]])
    assert outcomes(again) == [UNCHANGED]


def test_another_region_is_another_site_and_other_coordinates_are_a_change() -> None:
    before = match(row(2, "沈阳示例甲厂", CODE_A, address="示例路1号", latitude=41.8, longitude=123.4))
    plan = match(
        row(2, "沈阳示例甲厂", CODE_A, address="示例路2号", latitude=41.9, longitude=123.4),
        row(3, "沈阳示例甲厂", CODE_A, region="210114"),
        existing=stored(before),
    )
    assert plan.changed[0].differences == [
        Difference("address", "示例路1号", "示例路2号", "210106"),
        Difference("coordinates", (41.8, 123.4), (41.9, 123.4), "210106"),
        Difference("region", None, "210114", "210114"),
    ]
    assert outcomes(plan) == [CHANGED, CHANGED]


def test_what_differs_between_rows_of_one_plant_is_told_and_the_first_wins() -> None:
    plan = match(
        row(2, "沈阳示例甲厂", CODE_A, contact="安全科", address="示例路1号"),
        row(3, "沈阳示例甲厂", CODE_A, contact="办公室", address="示例路2号"),
        row(4, "沈阳示例甲厂", CODE_A, address="示例路1号", latitude=41.8, longitude=123.4),
    )
    assert plan.groups[0].value("contact") == "安全科"
    assert plan.groups[0].sites["210106"][3:] == ("示例路1号", 41.8, 123.4)
    assert [(note.row, str(note.message)) for note in plan.notes] == [
        (3, "与第 2 行是同一企业，联系人却不同；以先出现的为准"),
        (3, "与第 2 行是同一企业，地址却不同；以先出现的为准"),
    ]


def test_what_is_stored_and_said_by_any_row_is_no_change() -> None:
    one = row(2, "沈阳示例甲厂", CODE_A, contact="安全科", address="示例路1号")
    other = row(3, "沈阳示例改名厂", CODE_A, contact="办公室", address="示例路2号")
    known = stored(match(one, other))
    turned = match(other._replace(number=2), one._replace(number=3), existing=known)
    assert outcomes(turned) == [UNCHANGED, UNCHANGED]


def test_a_later_row_may_be_the_first_to_give_an_address() -> None:
    plan = match(row(2, "沈阳示例甲厂", CODE_A), row(3, "沈阳示例甲厂", CODE_A, address="示例路1号"))
    assert plan.groups[0].sites["210106"].address == "示例路1号"
    bare = [stored(plan)[0]._replace(sites=(plan.groups[0].sites["210106"]._replace(address=""),))]
    again = match(row(2, "沈阳示例甲厂", CODE_A), row(3, "沈阳示例甲厂", CODE_A, address="示例路1号"), existing=bare)
    assert outcomes(again) == [UNCHANGED, CHANGED]


@pytest.mark.parametrize(
    ("known", "asked", "why"),
    [
        (
            [row(1, "沈阳示例甲厂", CODE_A), row(2, "沈阳示例乙厂")],
            row(9, "沈阳示例乙厂", CODE_A),
            "信用代码属于另一家企业，名称和地区却是这一家",
        ),
        ([row(1, "沈阳示例甲厂", CODE_A)], row(9, "沈阳示例甲厂", CODE_B), "名称和地区相同，信用代码不同"),
        ([row(1, "沈阳示例有限公司", CODE_A)], row(9, "示例股份有限公司"), "同一地区名称相近"),
    ],
)
def test_doubtful_against_what_is_there(known: list[LedgerRow], asked: LedgerRow, why: str) -> None:
    plan = match(asked, existing=stored(match(*known)))
    assert outcomes(plan) == [DOUBTFUL]
    (doubt,) = plan.doubts
    assert (str(doubt.why), doubt.enterprise, doubt.earlier_row) == (why, f"id-{known[-1].number}", None)


def test_a_namesake_without_a_code_is_doubtful_when_there_are_two() -> None:
    two = match(row(1, "沈阳示例甲厂", CODE_A), row(2, "沈阳示例甲厂", CODE_B), answers={2: NEW_ENTERPRISE})
    plan = match(row(9, "沈阳示例甲厂"), existing=stored(two))
    assert [str(doubt.why) for doubt in plan.doubts] == ["同一地区有同名企业，本行不足以区分"]


def test_a_code_decides_between_namesakes() -> None:
    two = stored(match(row(1, "沈阳示例甲厂", CODE_A), row(2, "沈阳示例甲厂", CODE_B), answers={2: NEW_ENTERPRISE}))
    plan = match(row(8, "沈阳示例甲厂", CODE_B), row(9, "沈阳示例甲厂", CODE_A), existing=two)
    assert [group.existing for group in plan.groups] == ["id-2", "id-1"]
    assert outcomes(plan) == [UNCHANGED, UNCHANGED]


@pytest.mark.parametrize(
    ("answer", "expected", "enterprises"),
    [(NEW_ENTERPRISE, [NEW, NEW], 2), ("row:2", [NEW, CHANGED], 1), ("id-1", [NEW, CHANGED], 2)],
)
def test_a_person_settles_a_doubt(answer: str, expected: list[Outcome], enterprises: int) -> None:
    known = stored(match(row(1, "沈阳示例丙厂", CODE_B)))
    rows = (row(2, "沈阳示例有限公司"), row(3, "示例股份有限公司", remark="示例"))
    assert [doubt.earlier_row for doubt in match(*rows, existing=known).doubts] == [2]
    plan = match(*rows, existing=known, answers={3: answer})
    assert (outcomes(plan), plan.counts.enterprises) == (expected, enterprises)


@pytest.mark.parametrize("answer", ["nobody", "row:99", "row:", ""])
def test_an_answer_that_names_nothing_is_an_error(answer: str) -> None:
    with pytest.raises(ValueError, match="names neither"):
        match(row(2, "沈阳示例甲厂"), answers={2: answer})


def test_a_doubt_about_a_group_of_a_known_enterprise_names_the_enterprise() -> None:
    known = stored(match(row(1, "沈阳示例有限公司", CODE_A)))
    plan = match(row(2, "沈阳示例新名有限公司", CODE_A), row(3, "示例新名股份有限公司"), existing=known)
    assert [(doubt.enterprise, doubt.earlier_row) for doubt in plan.doubts] == [("id-1", None)]


NAMES = ("沈阳示例有限公司", "示例股份有限公司", "沈阳示例有限公司（二期）", "沈阳示例二厂")
ROWS = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from([CODE_A, CODE_B, None]), st.sampled_from(["210106", "210114"])),
    min_size=1,
    max_size=8,
)


@given(ROWS)
def test_every_row_has_one_outcome_and_a_second_import_changes_nothing(made: list[tuple[str, str | None, str]]) -> None:
    rows = [row(number, name, code, region) for number, (name, code, region) in enumerate(made, start=2)]
    first = match(*rows)
    assert sum(first.counts[:5]) == len(rows) == len(first.outcomes)
    assert first.counts == match(*rows).counts
    second = match(*rows, existing=stored(first))
    assert (second.counts.new, second.counts.changed, second.counts.rejected) == (0, 0, 0)
