"""The worked case of the annexes: five invented enterprises of 铁西区, done through the real deeds.

示例甲 has the whole story, 示例乙 was never visited, 示例丙 left without work, 示例丁 has a fine made for rounding,
示例戊 was visited and then moved to 浑南区.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from tests.actions.steps import APPROVER, EXPERT, MAJOR, OFFICER, PAIR, day
from tests.actions.world import CAMPAIGN, CITY, HUNNAN, TIEXI, an_id, do, writing

from duban.records.models import LedgerEntry, Person

CLERK = f"clerk-{TIEXI}"
HEAD = f"head-{TIEXI}"
THREE = (*PAIR, an_id(f"person:all-{TIEXI}"))
EXPERT2 = an_id("person:expert2")
ENTERED = day("07-10")
NAMES = {"jia": "示例甲", "yi": "示例乙", "bing": "示例丙", "ding": "示例丁", "wu": "示例戊"}
INDUSTRIES = {"jia": "steel", "yi": "cement", "bing": "magnesite", "ding": "flat_glass", "wu": "steel"}
GENERAL_ONE = {"description": "安全出口堵塞", "level": "general"}
GENERAL_TWO = {"description": "灭火器过期", "level": "general"}
UNSAFE = {**MAJOR, "safety_assured": False}


@dataclass
class AnnexCase:
    """What the case made, by the name under which a test asks for it."""

    ids: dict[str, UUID] = field(default_factory=dict)

    def of(self, *names: str) -> tuple[str, ...]:
        """The ids of the things with these names, in order of id: as cells name their sources."""
        return tuple(sorted(str(self.ids[name]) for name in names))


def build_case() -> AnnexCase:
    """Do every deed of the case; the order is that of the enterprises, not of the days."""
    case = AnnexCase()
    _empty_ledgers()
    for key in NAMES:
        _enter(case, key)
    _story_of_jia(case)
    do("remove_entry", by=APPROVER, on=day("08-05"), entry=case.ids["entry bing"], reason="已于2019年注销")
    _visit(case, "ding", "visit ding", "08-03")
    case.ids["fine ding"] = do(
        "decide_penalty", by=HEAD, on=day("09-10"), **_of(case, "ding"), target="enterprise", kinds=["fine"],
        statute_concept="hazard_not_eliminated", fine_fen=333333, reason="未及时消除隐患",
    )  # fmt: skip
    _visit(case, "wu", "visit wu", "08-02", found={"hazard wu": GENERAL_ONE})
    case.ids["entry wu in hunnan"] = do(
        "move_entry", by=f"approver-{CITY}", on=day("08-20"), entry=case.ids["entry wu"], to_agency=HUNNAN,
        reason="厂区划归浑南区管理",
    )  # fmt: skip
    return case


def _empty_ledgers() -> None:
    """The plants of the test world are no part of the case."""
    with writing():
        LedgerEntry.objects.all().update(voided_on=ENTERED, void_reason="不属于本例")
        Person.objects.create(id=EXPERT2, home_agency_id=TIEXI, name="示例专家乙", kind="expert", expertise=["冶金"])


def _enter(case: AnnexCase, key: str) -> None:
    case.ids[f"site {key}"] = an_id(f"annex-site-{key}")
    site = {"id": case.ids[f"site {key}"], "address": f"示例街{len(case.ids)}号"}
    case.ids[key] = do(
        "add_enterprise", by=CLERK, on=ENTERED, name=NAMES[key], region="210106", no_code_reason="示例企业", site=site
    )
    case.ids[f"entry {key}"] = do(
        "propose_entry", by=CLERK, on=ENTERED, **_of(case, key), site=case.ids[f"site {key}"],
        industry=INDUSTRIES[key], basis="工信部门提供名单", confirmed=True,
    )  # fmt: skip


def _of(case: AnnexCase, key: str) -> dict[str, Any]:
    return {"campaign": CAMPAIGN, "enterprise": case.ids[key]}


def _visit(
    case: AnnexCase,
    key: str,
    name: str,
    on: str,
    *,
    kind: str = "first",
    officers: Sequence[UUID] = PAIR,
    experts: Sequence[UUID] = (),
    found: Mapping[str, Mapping[str, Any]] | None = None,
) -> UUID:
    hazards = [{"id": _new(case, hazard), **told} for hazard, told in (found or {}).items()]
    case.ids[name] = do(
        "record_inspection", by=OFFICER, on=day(on), **_of(case, key), site=case.ids[f"site {key}"], kind=kind,
        officers=officers, experts=experts, hazards=hazards,
    )  # fmt: skip
    do("complete_inspection", by=OFFICER, on=day(on), inspection=case.ids[name], signed=True)
    return case.ids[name]


def _new(case: AnnexCase, name: str) -> UUID:
    case.ids[name] = an_id(f"annex-{name}")
    return case.ids[name]


def _story_of_jia(case: AnnexCase) -> None:
    site = case.ids["site jia"]
    do(
        "record_attempt", by=OFFICER, on=day("07-18"), **_of(case, "jia"), site=site, officers=PAIR,
        reason="企业停电，无人接待",
    )  # fmt: skip
    found = {"general one": GENERAL_ONE, "general two": GENERAL_TWO, "major": UNSAFE}
    _visit(case, "jia", "first visit", "07-20", experts=[EXPERT], found=found)
    _withdrawn_order(case)
    _order(case, "order", "first visit", dict.fromkeys(found, "08-20"), "07-20")
    _stop(case)
    _card(case, "yellow", "G2", "07-21")
    _reinspect(case, "visit 08-12", "08-12", {"general one": "passed", "general two": "passed", "major": "not_yet_due"})
    _reinspect(case, "visit 08-30", "08-30", {"major": "failed"})
    _card(case, "red", "G5", "08-30")
    spot = {"spot hazard": {"description": "临时用电不规范", "level": "general"}}
    _visit(case, "jia", "spot visit", "09-09", kind="spot", officers=THREE, experts=[EXPERT, EXPERT2], found=spot)
    _order(case, "spot order", "spot visit", {"spot hazard": "09-20"}, "09-09")
    _fines(case)
    _visit(case, "jia", "visit 09-11", "09-11", kind="spot")


def _order(case: AnnexCase, name: str, visit: str, due: Mapping[str, str], on: str, *, delivered: bool = True) -> None:
    items = [{"id": _new(case, f"item {h} of {name}"), "hazard": case.ids[h], "due_on": day(d)} for h, d in due.items()]
    case.ids[name] = do(
        "draft_order", by=OFFICER, on=day(on), **_of(case, "jia"), inspection=case.ids[visit], items=items
    )
    do("issue_order", by=APPROVER, on=day(on), order=case.ids[name])
    if delivered:
        _deliver(case.ids[name], "rectification_order", on)


def _deliver(document: UUID, kind: str, on: str) -> None:
    do(
        "deliver", by=OFFICER, on=day(on), document_kind=kind, document=document, method="direct",
        recipient="安全科负责人",
    )  # fmt: skip


def _stop(case: AnnexCase) -> None:
    measure = do(
        "draft_measure", by=OFFICER, on=day("07-21"), **_of(case, "jia"), kind="temporary_suspension",
        hazards=[case.ids["major"]], concept="temporary_suspension",
    )  # fmt: skip
    do("issue_measure", by=APPROVER, on=day("07-21"), measure=measure)
    _deliver(measure, "on_site_measure", "07-21")
    case.ids["measure"] = measure


def _card(case: AnnexCase, colour: str, ground: str, on: str) -> None:
    case.ids[colour] = do(
        "propose_card", by=OFFICER, on=day(on), **_of(case, "jia"), site=case.ids["site jia"], colour=colour,
        ground=ground, hazards=[case.ids["major"]],
    )  # fmt: skip
    do("confirm_card", by=APPROVER, on=day(on), card=case.ids[colour], reason="事实清楚")


def _withdrawn_order(case: AnnexCase) -> None:
    """An order of 1 August that was withdrawn on the next day."""
    _order(case, "withdrawn order", "first visit", {"major": "08-25"}, "08-01", delivered=False)
    do("withdraw_order", by=APPROVER, on=day("08-02"), order=case.ids["withdrawn order"], reason="与前一指令重复")


def _reinspect(case: AnnexCase, visit: str, on: str, results: Mapping[str, str]) -> None:
    _visit(case, "jia", visit, on, kind="reinspection")
    outcomes = [
        {"item": case.ids[f"item {hazard} of order"], "result": result, "proof": "现场查看并拍照"}
        for hazard, result in results.items()
    ]
    do(
        "record_reinspection", by=OFFICER, on=day(on), inspection=case.ids[visit], order=case.ids["order"],
        cause="own_initiative", outcomes=outcomes,
    )  # fmt: skip


def _fines(case: AnnexCase) -> None:
    fined: dict[str, Any] = {"kinds": ["fine"], "hazards": [case.ids["major"]], "reason": "重大隐患逾期未消除"}
    case.ids["fine unit"] = do(
        "decide_penalty", by=HEAD, on=day("09-06"), **_of(case, "jia"), **fined, target="enterprise",
        statute_concept="hazard_not_eliminated", fine_fen=4_000_000,
    )  # fmt: skip
    case.ids["fine manager"] = do(
        "decide_penalty", by=HEAD, on=day("09-06"), **_of(case, "jia"), **fined, target="person",
        person_role="示例甲主要负责人", statute_concept="principal_fails_duties", fine_fen=3_000_000,
    )  # fmt: skip
