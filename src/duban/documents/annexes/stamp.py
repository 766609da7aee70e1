"""The stamp 校验标记 of a return on paper: words, and a code that a telephone reads."""

from __future__ import annotations

import io

import segno

from duban.domain.annex_table import Stamp

_LEVEL = "m"  # error correction: a seal or a fold over a sixth of it does not matter
_PNG_SCALE = 4  # pixels of one module


def stamp_lines(stamp: Stamp) -> list[str]:
    """What stands beside the code; of a draft only that it is one."""
    if stamp.draft:
        return ["草稿：尚未审签，数字随事实变动，不作报送之用。"]
    return [f"校验值（SHA-256）：{stamp.sha256}", f"核验：{stamp.url}"]


def code_svg(stamp: Stamp) -> str:
    """The code as SVG; empty for a draft."""
    return "" if stamp.draft else segno.make(stamp.url, error=_LEVEL, micro=False).svg_inline(border=1)


def code_png(stamp: Stamp) -> io.BytesIO:
    """The code as PNG."""
    target = io.BytesIO()
    segno.make(stamp.url, error=_LEVEL, micro=False).save(target, kind="png", scale=_PNG_SCALE, border=1)
    target.seek(0)
    return target
