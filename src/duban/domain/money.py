"""Money as a document shows it. Sums are integer 分; nothing here ever rounds what is summed."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

FEN_PER_WANYUAN = 1_000_000
_SHOWN = Decimal("0.0001")  # the forms' 万元 columns show at most four decimals, one yuan


def exact_wanyuan(fen: int) -> Decimal:
    """分 as 万元 without any loss: 333333 -> 0.333333."""
    return Decimal(fen).scaleb(-6)


def format_wanyuan(fen: int) -> str:
    """分 as 万元 for the eye, half-up to four decimals, no trailing zeros: 7000000 -> "7", 333333 -> "0.3333"."""
    text = f"{exact_wanyuan(fen).quantize(_SHOWN, ROUND_HALF_UP):f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def format_exact_wanyuan(fen: int) -> str:
    """分 as 万元 with every decimal it has: 333333 -> "0.333333", 7000000 -> "7"."""
    return f"{exact_wanyuan(fen):f}".rstrip("0").rstrip(".")


def format_yuan(fen: int) -> str:
    """分 as yuan, always two decimals: 333333 -> "3333.33"."""
    return f"{Decimal(fen).scaleb(-2):f}"


def loses_fen(fen: int) -> bool:
    """Whether the four decimals shown are less than the sum; then the exact yuan stands in 备注."""
    return fen % 100 != 0
