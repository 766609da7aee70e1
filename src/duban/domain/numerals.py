"""Chinese numerals 中文数字, as documents write short counts (十五日) and sums (壹万元整)."""

from __future__ import annotations

_DIGITS = "零一二三四五六七八九"
_CAPITALS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万亿")
_GROUP = 4  # digits to a group
_COUNTED = 100
_TEN = 10


def counted(number: int) -> str:
    """A count from 0 to 99 in words: 5 → 五, 15 → 十五, 60 → 六十. ``ValueError`` beyond."""
    if not 0 <= number < _COUNTED:
        raise ValueError(f"written in figures, not in words: {number}")
    tens, ones = divmod(number, _TEN)
    if not tens:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


def capital_yuan(fen: int) -> str:
    """A sum of 分 in capital words 大写: 1000000 → 壹万元整. ``ValueError`` below zero and from 10¹⁶ yuan on."""
    yuan, rest = divmod(fen, 100)
    if fen < 0 or len(str(yuan)) > _GROUP * len(_GROUPS):
        raise ValueError(f"no sum of money: {fen}")
    jiao, last = divmod(rest, _TEN)
    whole = f"{_whole(yuan)}元" if yuan or not rest else ""
    if not rest:
        return f"{whole}整"
    zero = "零" if yuan and not jiao else ""
    return f"{whole}{zero}{_place(jiao, '角')}{_place(last, '分') or '整'}"


def _place(digit: int, unit: str) -> str:
    return f"{_CAPITALS[digit]}{unit}" if digit else ""


def _whole(yuan: int) -> str:
    if not yuan:
        return _CAPITALS[0]
    text, pending = "", False  # pending: zeros were passed over, and one 零 stands for them before the next digit
    digits = str(yuan)
    for index, digit in enumerate(digits):
        group, place = divmod(len(digits) - 1 - index, _GROUP)
        if digit == "0":
            pending = bool(text)
        else:
            text += ("零" if pending else "") + _CAPITALS[int(digit)] + _PLACES[place]
            pending = False
        if place == 0 and group and _group_said(digits, group):
            text += _GROUPS[group]
    return text


def _group_said(digits: str, group: int) -> bool:
    """Whether any digit of this group of four is not zero."""
    end = len(digits) - group * _GROUP
    return any(digit != "0" for digit in digits[max(0, end - _GROUP) : end])
