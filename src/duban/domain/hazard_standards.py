"""Determination standards of major hazards 重大事故隐患判定标准: which items may be named on which day."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from duban.domain.code_lists import CodeList, Item, Section, matches_code
from duban.domain.messages import N_, Message, Refusal

OTHER_ITEM = "other"
"""其他情形: no item of a list fits; an expert opinion 专家意见 carries the determination."""

ALL_TRADES = "trades"
"""Scope of a section that concerns every trade sector 工贸行业."""


@dataclass(frozen=True, slots=True)
class Sector:
    """行业. Its GB/T 4754 code prefixes only narrow the choice, they decide nothing."""

    id: str
    title: str
    trade: bool  # 工贸
    codes: tuple[str, ...]
    excluded: tuple[str, ...]
    source: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Determination:
    """What a finding stores 判定依据: the item, the version of the list, or the expert opinion behind it."""

    item: str
    standard: str
    expert_opinion: str = ""


@dataclass(frozen=True, slots=True)
class HazardStandards:
    """All determination standards and the sectors they speak of."""

    sectors: tuple[Sector, ...]
    lists: tuple[CodeList, ...]

    def in_force(self, on: date) -> tuple[CodeList, ...]:
        """The lists in force on the day."""
        return tuple(standard for standard in self.lists if standard.in_force(on))

    def sectors_of(self, codes: Iterable[str]) -> tuple[Sector, ...]:
        """Sectors to which GB/T 4754 codes hint (for example the ``hints`` of a campaign's industry)."""
        given = tuple(codes)
        return tuple(s for s in self.sectors if any(matches_code(code, s.codes, s.excluded) for code in given))

    def items(self, on: date, codes: Iterable[str] | None = None) -> tuple[Item, ...]:
        """Items in force on the day, of all sectors or of those to which the codes hint."""
        return tuple(item for _standard, section in self.sections(on, codes) for item in section.items)

    def sections(
        self, on: date, codes: Iterable[str] | None = None, also: Collection[str] = ()
    ) -> tuple[tuple[CodeList, Section], ...]:
        """Sections in force on the day with their lists: of all sectors, or of those to which the codes hint.

        ``also``: ids of further sectors, because a code never decides.
        """
        named = tuple(sector for sector in self.sectors if sector.id in also)
        sectors = self.sectors if codes is None else (*self.sectors_of(codes), *named)
        return tuple(
            (standard, section)
            for standard in self.in_force(on)
            for section in standard.sections
            if _concerns(section, sectors)
        )

    def find(self, code: str) -> tuple[CodeList, Item] | None:
        """The item with that code and its list, whatever the day."""
        for standard in self.lists:
            item = standard.find(code)
            if item is not None:
                return standard, item
        return None

    def determine(self, code: str, on: date, expert_opinion: str = "") -> Determination:
        """What a finding of the day stores for this item.

        ``Refusal`` for an unknown code, an item not in force on the day, and ``OTHER_ITEM`` without an opinion.
        """
        if code == OTHER_ITEM:
            return _other(expert_opinion)
        found = self.find(code)
        if found is None:
            raise _unknown(code)
        standard, item = found
        if not standard.in_force(on):
            raise self._not_in_force(standard, item, on)
        return Determination(item.code, standard.id, expert_opinion)

    def _not_in_force(self, standard: CodeList, item: Item, on: date) -> Refusal:
        return Refusal(
            rule="hazard.item_not_in_force",
            message=Message(
                "hazard.item_not_in_force",
                N_("{day}发现的隐患不能按《{standard}》条目{code}判定：该标准{span}施行。"),
                {"day": on, "standard": standard.title, "code": item.code, "span": _span(standard)},
            ),
            clause=standard.number,
            remedy=Message(
                "hazard.choose_in_force",
                N_("请改用当日施行的标准：{standards}。"),
                {"standards": "、".join(other.title for other in self.in_force(on)) or N_("（无，请附专家意见）")},
            ),
        )


def _concerns(section: Section, sectors: tuple[Sector, ...]) -> bool:
    return any(s.id in section.scope or (s.trade and ALL_TRADES in section.scope) for s in sectors)


def _span(standard: CodeList) -> str:
    first = f"自{standard.first_on}起"
    return first if standard.last_on is None else f"{first}至{standard.last_on}止"


def _other(expert_opinion: str) -> Determination:
    if expert_opinion:
        return Determination(OTHER_ITEM, "", expert_opinion)
    raise Refusal(
        rule="hazard.other_needs_opinion",
        message=Message("hazard.other_needs_opinion", N_("按“其他情形”判定重大隐患，没有附专家意见。")),
        clause=N_("安全生产事故隐患排查治理暂行规定：重大事故隐患的含义"),
        remedy=Message("hazard.attach_opinion", N_("请附专家意见，或者选择判定标准中的条目。")),
    )


def _unknown(code: str) -> Refusal:
    return Refusal(
        rule="hazard.unknown_item",
        message=Message("hazard.unknown_item", N_("判定标准中没有条目“{code}”。"), {"code": code}),
        remedy=Message(
            "hazard.choose_item", N_("请从判定标准中选择，例如 GM2017-YJ-1；确无合适条目的，选“其他情形”并附专家意见。")
        ),
    )
