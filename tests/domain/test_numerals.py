"""中文数字 as documents write them."""

from __future__ import annotations

import pytest

from duban.domain.numerals import capital_yuan, counted


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "零"), (3, "三"), (10, "十"), (15, "十五"), (20, "二十"), (60, "六十"), (99, "九十九")],
)
def test_counts(number: int, words: str) -> None:
    assert counted(number) == words


@pytest.mark.parametrize("number", [-1, 100])
def test_longer_counts_are_written_in_figures(number: int) -> None:
    with pytest.raises(ValueError, match="figures"):
        counted(number)


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (0, "零元整"),
        (100, "壹元整"),
        (1000000, "壹万元整"),
        (1050000, "壹万零伍佰元整"),
        (10000000, "壹拾万元整"),
        (2000100, "贰万零壹元整"),
        (10010000, "壹拾万零壹佰元整"),
        (123456789, "壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分"),
        (10000000000, "壹亿元整"),
        (10000000100, "壹亿零壹元整"),
        (100000000000000, "壹万亿元整"),
        (5, "伍分"),
        (50, "伍角整"),
        (105, "壹元零伍分"),
        (150, "壹元伍角整"),
        (155, "壹元伍角伍分"),
    ],
)
def test_sums_in_capital_words(fen: int, words: str) -> None:
    assert capital_yuan(fen) == words


@pytest.mark.parametrize("fen", [-1, 10**19])
def test_no_sum_of_money(fen: int) -> None:
    with pytest.raises(ValueError, match="no sum"):
        capital_yuan(fen)
