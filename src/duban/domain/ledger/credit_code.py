"""Credit code 统一社会信用代码 (GB 32100-2015): eighteen signs, the last one computed from the others."""

from __future__ import annotations

from operator import mul

from duban.domain.ledger.values import ValueFault, half_width, said
from duban.domain.messages import N_, Message

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # no I, O, S, V, Z
_VALUES = {sign: value for value, sign in enumerate(_ALPHABET)}
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_LENGTH = 18
_MODULUS = 31
_OLD_REGISTRATION_LENGTHS = (13, 15)
_NONE = frozenset({"无代码", "无统一社会信用代码", "无信用代码", "未办理", "待核实", "待查"})

EXAMPLE = "91210100MA0P00000Q"
"""An invented code with the right check sign."""


def check_sign(body: str) -> str:
    """The 18th sign for the first seventeen; ``KeyError`` for a sign outside the alphabet."""
    total = sum(map(mul, _WEIGHTS, map(_VALUES.__getitem__, body)))
    return _ALPHABET[-total % _MODULUS]


def is_valid(code: str) -> bool:
    """Eighteen signs of the alphabet with the right check sign."""
    if len(code) != _LENGTH:
        return False
    try:
        return check_sign(code[:-1]) == code[-1]
    except KeyError:
        return False


def to_credit_code(cell: str) -> str | None:
    """The code in capitals without blanks, ``None`` for a cell that says there is none; otherwise a fault."""
    text = cell if is_valid(cell) else half_width(cell).replace(" ", "").replace("-", "").upper()
    if is_valid(text):
        return text
    if not said(text.lower()) or text in _NONE:
        return None
    raise ValueFault(_fault(text), EXAMPLE)


def _fault(text: str) -> Message:
    if "E+" in text:
        return Message("ledger.code_as_number", N_("代码被存成了数字，后几位已丢失；请将该列设为“文本”后重新填写"))
    if len(text) in _OLD_REGISTRATION_LENGTHS and text.isdigit():
        return Message("ledger.old_registration", N_("这是旧注册号；应填 18 位统一社会信用代码"))
    if len(text) != _LENGTH:
        return Message(
            "ledger.code_length", N_("统一社会信用代码应为 18 位，这里有 {length} 位"), {"length": len(text)}
        )
    wrong = "".join(sorted(set(text) - _VALUES.keys()))
    if wrong:
        return Message("ledger.code_signs", N_("统一社会信用代码不含“{signs}”"), {"signs": wrong})
    return Message("ledger.code_check", N_("统一社会信用代码校验位不符（GB 32100-2015），请核对是否抄错"))
