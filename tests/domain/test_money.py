"""Money in documents: exact where it is counted, half-up where it is only looked at."""

from decimal import Decimal

import pytest

from duban.domain.money import (
    exact_wanyuan,
    format_exact_wanyuan,
    format_wanyuan,
    format_yuan,
    loses_fen,
)

# 分 | 万元 shown | 万元 exact | yuan | does the display lose 分
TABLE = [
    (0, "0", "0", "0.00", False),
    (1, "0", "0.000001", "0.01", True),
    (49, "0", "0.000049", "0.49", True),
    (50, "0.0001", "0.00005", "0.50", True),
    (100, "0.0001", "0.0001", "1.00", False),
    (150, "0.0002", "0.00015", "1.50", True),
    (250, "0.0003", "0.00025", "2.50", True),
    (333_333, "0.3333", "0.333333", "3333.33", True),
    (999_950, "1", "0.99995", "9999.50", True),
    (7_000_000, "7", "7", "70000.00", False),
    (10_000_000, "10", "10", "100000.00", False),
    (7_333_333, "7.3333", "7.333333", "73333.33", True),
    (123_456_789_012_345_678, "123456789012.3457", "123456789012.345678", "1234567890123456.78", True),
    (-333_350, "-0.3334", "-0.33335", "-3333.50", True),
    (-49, "0", "-0.000049", "-0.49", True),
]


@pytest.mark.parametrize(("fen", "shown", "exact", "yuan", "loses"), TABLE)
def test_money(fen: int, shown: str, exact: str, yuan: str, loses: bool) -> None:
    assert format_wanyuan(fen) == shown
    assert format_exact_wanyuan(fen) == exact
    assert format_yuan(fen) == yuan
    assert loses_fen(fen) is loses


def test_sum_of_exact_amounts_is_the_exact_sum() -> None:
    assert sum(exact_wanyuan(333_333) for _ in range(3)) == exact_wanyuan(999_999) == Decimal("0.999999")
