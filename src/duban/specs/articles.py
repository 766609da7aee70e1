"""Article numbers 条号: from the printed wording (第一百一十三条第一项) to the number alone ("113")."""

from __future__ import annotations

import re

_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")}
_WEIGHTS = {"十": 10, "百": 100, "千": 1000}
_ARTICLE = re.compile(r"(至?)第([零一二三四五六七八九十百千]+)条(?:之([一二三四五六七八九十]+))?")


def article_number(printed: str) -> str:
    """The numbers of all articles named; "" where the wording names none."""
    number = ""
    for to, article, inserted in _ARTICLE.findall(printed):
        joint = "" if not number else "–" if to else "、"
        number += joint + str(from_chinese(article)) + (f"-{from_chinese(inserted)}" if inserted else "")
    return number


def from_chinese(numeral: str) -> int:
    """A Chinese numeral below ten thousand: 一百零二 is 102, 十五 is 15."""
    total, digit = 0, 0
    for sign in numeral:
        if sign in _WEIGHTS:
            total += (digit or 1) * _WEIGHTS[sign]
            digit = 0
        else:
            digit = _DIGITS[sign]
    return total + digit
