"""Fonts 字体 for PDFs: the bureau's own folder first, then the Noto faces of the wheel; never the system's.

System fonts differ from machine to machine, so a PDF made with them could not be made again byte for byte.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pylopdf_fonts_zh_cn
import typst

# 小标宋, 黑体, 宋体, 仿宋 and 楷体 in the order of look-up: what bureaus own, then Fandol, then what always is there.
TITLE_FACES = ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "SimHei", "FandolHei", "Noto Sans SC")
HEADING_FACES = ("SimHei", "FandolHei", "Noto Sans SC")
BODY_FACES = ("SimSun", "FandolSong", "Noto Serif SC")
FANG_FACES = ("FangSong_GB2312", "FZFangSong-Z02S", "FangSong", "FandolFang R", "Noto Serif SC")
KAI_FACES = ("KaiTi_GB2312", "FZKai-Z03S", "KaiTi", "FandolKai", "Noto Serif SC")


@dataclass(frozen=True, slots=True)
class FontSet:
    """The loaded fonts and, per use, the families that are there, best first (later ones fill missing glyphs)."""

    fonts: typst.Fonts
    title: tuple[str, ...]
    heading: tuple[str, ...]
    body: tuple[str, ...]
    fang: tuple[str, ...]
    kai: tuple[str, ...]


@cache
def load(folder: Path | None = None) -> FontSet:
    """Load once per process and folder; fonts dropped into ``folder`` later are seen after a restart."""
    wheel = pylopdf_fonts_zh_cn.serif_path().parent
    paths = [wheel] if folder is None else [folder, wheel]
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=paths)
    there = set(fonts.families())
    return FontSet(
        fonts=fonts,
        title=_there(TITLE_FACES, there),
        heading=_there(HEADING_FACES, there),
        body=_there(BODY_FACES, there),
        fang=_there(FANG_FACES, there),
        kai=_there(KAI_FACES, there),
    )


def _there(wanted: tuple[str, ...], there: set[str]) -> tuple[str, ...]:
    return tuple(face for face in wanted if face in there)
