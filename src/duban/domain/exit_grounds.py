"""Exit of backward capacity 落后产能退出: reasons, manners, and the elimination items by date."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from duban.domain.code_lists import CodeList, Item, matches_code
from duban.domain.messages import N_, Message, Refusal


class ExitReason(StrEnum):
    """Why capacity goes 退出原因: the five standards, or of its own will."""

    ENERGY = "energy"  # 能耗
    ENVIRONMENT = "environment"  # 环保
    QUALITY = "quality"  # 质量
    SAFETY = "safety"  # 安全
    TECHNOLOGY = "technology"  # 技术
    VOLUNTARY = "voluntary"  # 自愿


class ExitManner(StrEnum):
    """How it goes, so that it cannot run again 退出方式."""

    WHOLE_CLOSURE = "whole_closure"  # 整体关闭
    UTILITIES_CUT = "utilities_cut"  # 断水断电
    DRIVE_REMOVED = "drive_removed"  # 拆除动力装置
    EQUIPMENT_SEALED = "equipment_sealed"  # 封存主体设备
    EQUIPMENT_DISMANTLED = "equipment_dismantled"  # 拆除主体设备


@dataclass(frozen=True, slots=True)
class ExitRule:
    """What is said of one reason or manner. ``deadline``: code of a deadline that belongs to it."""

    title: str
    rule: str
    source: str
    verified: bool
    deadline: str = ""


@dataclass(frozen=True, slots=True)
class ExitGrounds:
    """Reasons, manners and the catalogues 产业结构调整指导目录 whose sections are scoped by GB/T 4754 codes."""

    reasons: Mapping[ExitReason, ExitRule]
    manners: Mapping[ExitManner, ExitRule]
    catalogues: tuple[CodeList, ...]

    def catalogue(self, on: date) -> CodeList | None:
        """The catalogue in force on the day; ``None`` before the first that is known here."""
        return next((c for c in self.catalogues if c.in_force(on)), None)

    def items(self, on: date, codes: Iterable[str] | None = None) -> tuple[Item, ...]:
        """Elimination items in force on the day, all of them or those to whose sections the codes hint."""
        catalogue = self.catalogue(on)
        if catalogue is None:
            return ()
        given = None if codes is None else tuple(codes)
        return tuple(
            item
            for section in catalogue.sections
            if given is None or any(matches_code(code, section.scope) for code in given)
            for item in section.items
        )

    def require_item(self, code: str, on: date) -> Item:
        """The elimination item; ``Refusal`` when the catalogue of the day does not have it here."""
        catalogue = self.catalogue(on)
        item = None if catalogue is None else catalogue.find(code)
        if item is not None:
            return item
        title = N_("（当日没有已录入的目录）") if catalogue is None else catalogue.title
        raise Refusal(
            rule="exit.item_not_in_force",
            message=Message(
                "exit.item_not_in_force",
                N_("{day}施行的{catalogue}中没有已录入的淘汰类条目“{code}”。"),
                {"day": on, "catalogue": title, "code": code},
            ),
            clause="" if catalogue is None else catalogue.number,
            remedy=Message(
                "exit.check_catalogue",
                N_("目录条目尚未录全：请核对官方目录，说明原文条目，或者选择当日施行的条目。"),
            ),
        )
