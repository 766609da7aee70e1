"""Pinyin 拼音: the key by which Chinese names are sorted and found by their initials."""

from __future__ import annotations

import functools


def pinyin_of(name: str) -> str:
    """Syllables without tones, a blank between them, lower case: 示例钢铁 -> "shi li gang tie".

    Sign by sign, which is ten times faster than by phrases: a sign of several readings takes its most usual one,
    for sorting and for search alike.
    """
    return " ".join(map(_syllable, name)).lower()


@functools.lru_cache(maxsize=30_000)
def _syllable(sign: str) -> str:
    from pypinyin import Style, pinyin  # noqa: PLC0415 -- its dictionaries take a third of a start, and few pages spell

    return str(pinyin(sign, style=Style.NORMAL, errors="default")[0][0])
