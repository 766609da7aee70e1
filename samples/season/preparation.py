"""Preparation 安排部署: the campaign's file, a plant that joins the ledger, plans, a certificate that runs out."""

from __future__ import annotations

from pathlib import Path

from season.book import CAMPAIGN, Book, an_id, day
from season.plants import Plant
from season.units import CITY, EXPIRES, FIRST_DAY, FOUNDER, TIEXI, UNITS

CAMPAIGNS = Path(__file__).parents[2] / "src" / "duban" / "specs" / "campaigns"


def publish(book: Book) -> None:
    """The campaign as the city publishes it."""
    text = (CAMPAIGNS / f"{CAMPAIGN}.yaml").read_text(encoding="utf-8")
    book.write("load_campaign", FIRST_DAY, UNITS[CITY].login("campaign_office"), CAMPAIGN, text=text)


def newcomer(book: Book) -> None:
    """A plant that the departments propose after the workbook: consulted, agreed, confirmed."""
    tiexi, key = UNITS[TIEXI], "newcomer"
    place = {"id": an_id("newcomer/site"), "address": "沈阳市铁西区示例路200号", "region": TIEXI, "gbt4754": "3130"}
    told = {"name": "沈阳示例新兴铸钢有限公司", "region": TIEXI, "no_code_reason": "新设企业，正在办理登记（示例）"}
    plant = book.write("add_enterprise", day("07-13"), tiexi.login("clerk"), key, **told, site=place)
    proposal = {"campaign": CAMPAIGN, "enterprise": plant, "site": place["id"], "industry": "steel"}
    basis = {"basis": "工信部门提供", "responsible": tiexi.officer("甲")}
    entry = book.write("propose_entry", day("07-13"), tiexi.login("clerk"), key, **proposal, **basis)
    departments = [f"{TIEXI}-P1"]
    book.write("consult_entry", day("07-13"), tiexi.login("clerk"), key, entry=entry, departments=departments)
    said = {"entry": entry, "department": "铁西区工业和信息化局（示例）", "opinion": "agreed"}
    book.write("record_opinion", day("07-14"), f"partner-{TIEXI}-P1", key, **said)
    on_paper = {"entry": entry, "department": "铁西区发展和改革局（示例）", "opinion": "agreed"}
    book.write("record_opinion", day("07-14"), tiexi.login("clerk"), key, **on_paper)
    book.write("confirm_entry", day("07-15"), tiexi.login("clerk"), key, entry=entry)


def plans(book: Book, plants: list[Plant]) -> None:
    """铁西区's plan is returned once and revised; the other units' plans pass at once."""
    for code, unit in UNITS.items():
        items = [
            {
                "enterprise": plant.enterprise,
                "site": plant.site,
                "planned_on": day("08-20"),
                "officers": unit.officers(day("08-20")),
            }
            for plant in plants
            if plant.unit.code == code
        ]
        if items:
            _plan(book, code, items[:6])


def _plan(book: Book, code: str, items: list[dict[str, object]]) -> None:
    unit = UNITS[code]
    title = {"campaign": CAMPAIGN, "title": f"{unit.name}重点淘汰行业执法检查方案"}
    plan = book.write("draft_plan", day("07-14"), unit.login("officer"), code, **title, items=items)
    book.write("submit_plan", day("07-14"), unit.login("officer"), code, plan=plan)
    if code == TIEXI:
        book.write("return_plan", day("07-14"), unit.login("approver"), code, plan=plan, reason="请补充专家")
        better = [item | {"experts": unit.experts(1)} for item in items]
        plan = book.write("revise_plan", day("07-15"), unit.login("officer"), code, plan=plan, items=better)
        book.write("submit_plan", day("07-15"), unit.login("officer"), code, plan=plan)
    book.write("approve_plan", day("07-15"), unit.login("approver"), code, plan=plan, opinion="同意")


def certificate_runs_out(book: Book) -> None:
    """法库县's officer 乙: open items handed over in one step, a new certificate three weeks later."""
    unit = UNITS["210124"]
    second, third = unit.officer("乙"), unit.officer("丙")
    people = {"from_person": second, "to_person": third, "reason": f"执法证件{EXPIRES}到期"}
    book.write("hand_over", day("09-01"), unit.login("approver"), unit.code, **people)
    days = {"valid_from": day("09-22"), "valid_to": "2026-09-21"}
    book.write("add_certificate", day("09-22"), FOUNDER, unit.code, person=second, number="示例210124-902", **days)
