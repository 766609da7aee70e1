"""Random histories: any facts that records can hold, odd ones too. Ids and days come from small sets, so they meet.

A history is made from one number, so that a failing one can be made again from what the test prints.
"""

from __future__ import annotations

from dataclasses import fields
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from random import Random
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from duban.domain.facts import Facts, Order, OrderItem
from duban.domain.vocabulary import HazardLevel, ItemResult

FIRST = date(2021, 7, 16)
DAYS = st.integers(0, 130).map(lambda n: FIRST + timedelta(days=n))
HAZARDS = [f"隐患{n}" for n in range(3)]
ITEMS = [f"指令{n}/{hazard}" for n in range(3) for hazard in HAZARDS]
VISITS = [f"检查{n}" for n in range(4)]
STOPS = [f"{kind}{n}" for kind in ("措施", "处罚") for n in range(3)]
OF_NAME: dict[str, list[Any]] = {
    "site": ["厂一", "厂二"],
    "visit": VISITS,
    "hazard": HAZARDS,
    "hazards": HAZARDS,
    "item": ITEMS,
    "suspension": STOPS,
    "decision": [*STOPS, "指令0", "指令1"],
    "card": ["名单0", "名单1"],
    "ground": ["G1", "G2", "G3", "G5", "L1"],
    "grounds": ["G2", "G5"],
    "act": ["issue_order", "confirm_yellow", "list_supervision", "confirm_red", "request_closure"],
    "subject": ["厂一", "企业", "检查0", "拒绝0", "未批0", *HAZARDS],
    "seen": [*HAZARDS, *ITEMS, "指令0", "指令1", "复查0", "复查1"],
    "name": ["示例企业"],
    "enterprise": ["企业"],
    "statute": ["safety_act", "penalty_act"],
    "experts": [0, 1],
    "fine_fen": [0, 100],
}
PREFIX = {
    "ledger": "台账", "visits": "检查", "hazards": "隐患", "orders": "指令", "extensions": "延期", "reports": "报告",
    "reinspections": "复查", "measures": "措施", "resumptions": "复产", "listings": "督办", "penalties": "处罚",
    "refusals": "拒绝", "cards": "名单", "declines": "不采纳", "closure_requests": "提请", "acceptances": "验收",
    "power_cuts": "断电", "referrals": "移送", "accidents": "事故", "unapproved": "未批", "profiles": "概况",
    "urgings": "督促", "notices": "公告", "exit_returns": "报送",
}  # fmt: skip
EMPTY_OF_TEN = 4
"""How often, of ten, a part that may be empty is; most visits are completed, most papers delivered and kept."""
RARELY_EMPTY = dict.fromkeys(["completed_on", "delivered_on", "safety_recorded_on", "confirmed_on"], 1)
OFTEN_EMPTY = dict.fromkeys(
    ["withdrawn_on", "ended_on", "annulled_on", "lifted_on", "superseded_on", "corrected_on_spot_on", "major_from"], 8
)
OF_TEN = RARELY_EMPTY | OFTEN_EMPTY
COMMON: dict[type, list[Any]] = {
    HazardLevel: [HazardLevel.MAJOR, HazardLevel.MAJOR, HazardLevel.GENERAL],
    ItemResult: [ItemResult.PASSED, ItemResult.PASSED, ItemResult.FAILED, ItemResult.NOT_YET_DUE],
    bool: [True, True, False],
    str: ["", "示例"],
}
"""What is drawn from, where the words are not equally common."""


def history(seed: int, largest: int = 3) -> Facts:
    """The history made from a number: up to ``largest`` records of each kind."""
    chance = Random(seed)  # noqa: S311 -- a history, not a secret
    return Facts(**{f.name: _family(f.name, chance, largest) for f in fields(Facts)})


def _family(name: str, chance: Random, largest: int) -> Any:
    hint = _hints(Facts)[name]
    if get_origin(hint) is not tuple:
        return chance.choice(OF_NAME.get(name, ["210106"]))
    shape = get_args(hint)[0]
    if shape is Order:
        return tuple(_order(f"指令{n}", chance) for n in range(chance.randint(0, largest)))
    return tuple(_record(shape, chance, f"{PREFIX[name]}{n}") for n in range(chance.randint(0, largest)))


def _order(order_id: str, chance: Random) -> Order:
    hazards = chance.sample(HAZARDS, chance.randint(0, len(HAZARDS)))
    items = tuple(OrderItem(f"{order_id}/{hazard}", hazard, _day(chance)) for hazard in hazards)
    return Order(**_parts(Order, chance) | {"id": order_id, "items": items})


def _record(shape: type, chance: Random, record_id: str) -> Any:
    parts = _parts(shape, chance)
    return shape(**parts | ({"id": record_id} if "id" in parts else {}))


def _parts(shape: type, chance: Random) -> dict[str, Any]:
    hints = _hints(shape)
    return {f.name: _value(f.name, hints[f.name], chance) for f in fields(shape)}


@cache
def _hints(shape: type) -> dict[str, Any]:
    return get_type_hints(shape)


def _value(name: str, hint: Any, chance: Random) -> Any:
    if isinstance(hint, UnionType):
        inner = next(part for part in get_args(hint) if part is not type(None))
        return None if chance.randint(1, 10) <= OF_TEN.get(name, EMPTY_OF_TEN) else _value(name, inner, chance)
    if get_origin(hint) is tuple:
        return tuple(_value(name, get_args(hint)[0], chance) for _ in range(chance.randint(0, 3)))
    if get_origin(hint) is frozenset:
        return frozenset(chance.sample(OF_NAME[name], chance.randint(0, len(OF_NAME[name]))))
    if name in OF_NAME and hint in {str, int}:
        return chance.choice(OF_NAME[name])
    return _plain(hint, chance)


def _plain(hint: type, chance: Random) -> Any:
    if hint in COMMON:
        return chance.choice(COMMON[hint])
    if issubclass(hint, StrEnum):
        return chance.choice(list(hint))
    return _day(chance) if hint is date else _record(hint, chance, "")


def _day(chance: Random) -> date:
    return FIRST + timedelta(days=chance.randint(0, 110))


HISTORIES = st.integers(0, 2**48)
"""Numbers from which histories are made."""
