"""Enterprise names 企业名称, made comparable: the same plant under two spellings gets one key.

Three strengths. ``key``: spelling only (brackets, widths, blanks, 有限责任公司, phase suffixes 一期); equal keys in one
region are one enterprise. ``core``: also without place, legal form and other tails; equal cores in one region are a
doubtful pair for a person, never joined by us.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from duban.domain.ledger.values import half_width

_LEGAL_FORM = re.compile(r"股份有限公司|有限公司|集团公司|公司")
_SIGNS = re.compile(r"[^0-9a-z\u3400-\u9fff]+")
_PHASE = re.compile(
    r"[一二三四五六七八九十0-9]+(?:号)?(?:期|区|线)|phase|高炉|转炉|电炉|竖炉|窑|bf|bof|eaf|efa|expansion|m3|立方|"
    r"项目|工程|置换|改造|扩建|产线|生产线"
)
_BRANCH = re.compile(r"分公司|分厂|子公司|分部")
_TAIL_OF_PLACE = re.compile(r"[省市区县旗]$")
_WHOLE_FORM = re.compile(r"集团|股份|有限|责任|公司|总厂")


class NameKey(NamedTuple):
    """A name made comparable; ``core`` is coarser than ``key``."""

    key: str
    core: str


def name_key(name: str, places: tuple[str, ...] = ()) -> NameKey:
    """Keys of a tidy name. ``places`` are the names of its region and those above, dropped from the core's front."""
    plain = half_width(name).lower().replace(" ", "").replace("有限责任公司", "有限公司")
    body, tail = _split_tail(plain)
    is_phase = bool(tail) and _PHASE.search(tail) is not None and _BRANCH.search(tail) is None
    key = _SIGNS.sub("", body if is_phase else plain)
    return NameKey(key, _core(body, tail, places) or key)


def _split_tail(plain: str) -> tuple[str, str]:
    """The name up to its legal form, and what stands behind: 有限公司 | (二期高炉)."""
    match = _LEGAL_FORM.search(plain)
    if match is None:
        body, _bracket, tail = plain.partition("(") if not plain.startswith("(") else (plain, "", "")
        return body, tail
    return plain[: match.end()], plain[match.end() :]


def _core(body: str, tail: str, places: tuple[str, ...]) -> str:
    branch = tail if _BRANCH.search(tail) else ""
    text = _SIGNS.sub("", body)
    for place in places:
        text = text.removeprefix(place)
        text = text.removeprefix(_TAIL_OF_PLACE.sub("", place)) if len(place) > 2 else text  # noqa: PLR2004 -- 郊区 is no 郊
        text = text.lstrip("省市区县")
    return _WHOLE_FORM.sub("", text) + _SIGNS.sub("", branch.split("(")[0])
