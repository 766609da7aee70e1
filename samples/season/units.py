"""Units, people and accounts of the season. Everybody is invented; no line holds a password."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from season.book import Book, an_id, day

CITY = "210100"
FOUNDER = f"system_admin-{CITY}"
FIRST_DAY = day("07-07")
TIEXI = "210106"
DISTRICTS = {
    "210102": ("和平区", "沈和"),
    "210103": ("沈河区", "沈河"),
    "210104": ("大东区", "沈大"),
    "210105": ("皇姑区", "沈皇"),
    "210106": ("铁西区", "沈铁"),
    "210111": ("苏家屯区", "沈苏"),
    "210112": ("浑南区", "沈浑"),
    "210113": ("沈北新区", "沈北"),
    "210114": ("于洪区", "沈于"),
    "210115": ("辽中区", "沈辽"),
    "210123": ("康平县", "康"),
    "210124": ("法库县", "法"),
    "210181": ("新民市", "新"),
}
ZONES = {
    f"{CITY}-K1": ("沈阳经济技术开发区", "沈开", "own"),
    f"{CITY}-K2": ("沈阳高新区", "沈高", "entrusted"),
    f"{CITY}-K3": ("沈阳辉山经济技术开发区", "沈辉", "assist"),
}
OTHERS = (
    # code, name, level, parent, region, kind, login name, role
    (f"{TIEXI}-G1", "铁西区人民政府（示例）", "district", TIEXI, TIEXI, "government", "government"),
    (f"{TIEXI}-P1", "铁西区工业和信息化局（示例）", "district", TIEXI, TIEXI, "partner", "partner"),
    (f"{TIEXI}-P2", "铁西区生态环境分局（示例）", "district", TIEXI, TIEXI, "partner", "partner"),
    (f"{CITY}-P1", "沈阳市工业和信息化局（示例）", "city", CITY, CITY, "partner", "partner"),
    (f"{CITY}-P2", "沈阳市发展和改革委员会（示例）", "city", CITY, CITY, "partner", "partner"),
)
FULL = ("officer", "approver", "head", "legal_reviewer", "clerk")
BIG = {
    CITY: {role: (role,) for role in (*FULL, "campaign_office", "leader")},
    TIEXI: {role: (role,) for role in (*FULL, "leader")},
}
SMALL = {"officer": ("officer", "clerk"), "approver": ("approver", "head", "legal_reviewer")}
NUMERALS = "甲乙丙丁"
EXPIRING, EXPIRES = ("210124", "乙"), day("08-31")
"""The officer of 法库县 whose certificate runs out in mid-season, and its last day."""


@dataclass(frozen=True)
class Unit:
    """A bureau with the login names and people that its deeds need."""

    code: str
    name: str

    def login(self, role: str) -> str:
        """Who holds the role; in a small bureau two people hold them all."""
        if self.code in BIG:
            return f"{role}-{self.code}"
        holder = next(name for name, roles in SMALL.items() if role in roles)
        return f"{holder}-{self.code}"

    def officer(self, numeral: str) -> str:
        """The id of one officer."""
        return an_id(f"person/{self.code}/{numeral}")

    def officers(self, on: date, count: int = 2) -> list[str]:
        """Ids of so many officers whose certificates are valid on the day."""
        away = EXPIRING if on > EXPIRES else None
        fit = [numeral for numeral in NUMERALS if (self.code, numeral) != away]
        return [self.officer(numeral) for numeral in fit[:count]]

    def experts(self, count: int) -> list[str]:
        """Ids of so many experts."""
        return [an_id(f"expert/{self.code}/{NUMERALS[n]}") for n in range(count)]


UNITS = {
    code: Unit(code, name)
    for code, name in {
        CITY: "市局",
        **{code: words[0] for code, words in DISTRICTS.items()},
        **{code: words[0] for code, words in ZONES.items()},
    }.items()
}


def organise(book: Book) -> None:
    """Units, accounts, people and certificates of the first day. The city itself is founded before the journal."""
    for code, (name, mark) in DISTRICTS.items():
        _bureau(book, code, name, mark, level="district")
    for code, (name, mark, capacity) in ZONES.items():
        _bureau(book, code, name, mark, level="zone", capacity=capacity)
    for code, name, level, parent, region, kind, role in OTHERS:
        inputs = {"code": code, "name": name, "level": level, "region": region, "parent": parent, "kind": kind}
        book.write("add_agency", FIRST_DAY, FOUNDER, code, **inputs)
        _account(book, f"{role}-{code}", agency=code, roles=[role], name=f"{name}联系人")
    for code, unit in UNITS.items():
        _people(book, unit)
        for title, roles in (BIG.get(code) or SMALL).items():
            person = {"person": unit.officer("甲")} if title == "officer" else {}
            name = f"{unit.name}{_TITLES[title]}（示例）"
            _account(book, f"{title}-{code}", agency=code, roles=list(roles), name=name, **person)
        book.write("set_letterhead", FIRST_DAY, unit.login("clerk"), code, **_letterhead(unit))


def _letterhead(unit: Unit) -> dict[str, str]:
    """What the unit's papers say of it; invented, as everything here."""
    return {
        "address": f"沈阳市{unit.name}示例路1号",
        "postcode": "110000",
        "telephone": "024-00000000",
        "review_body": f"{unit.name}人民政府（示例）",
        "court": f"{unit.name}人民法院（示例）",
        "bank": "示例银行沈阳分行",
        "bank_account": "0000 0000 0000 0000",
    }


_TITLES = {
    "officer": "执法员甲",
    "approver": "分管领导",
    "head": "主要负责人",
    "legal_reviewer": "法制审核员",
    "clerk": "填报人",
    "campaign_office": "专项行动办公室",
    "leader": "局领导",
}


def _bureau(book: Book, code: str, name: str, mark: str, *, level: str, capacity: str = "own") -> None:
    inputs = {"code": code, "name": f"{name}应急管理局（示例）", "level": level, "region": code, "parent": CITY}
    book.write("add_agency", FIRST_DAY, FOUNDER, code, **inputs, mark=f"（示例）{mark}应急", capacity=capacity)


def _people(book: Book, unit: Unit) -> None:
    code = unit.code
    for numeral in NUMERALS:
        words = {"name": f"{unit.name}执法员{numeral}（示例）", "kind": "officer", "agency": code}
        book.write_as(unit.officer(numeral), "add_person", FIRST_DAY, FOUNDER, **words)
        valid_to = EXPIRES if (code, numeral) == EXPIRING else date(2024, 12, 31)
        days = {"valid_from": date(2019, 1, 1), "valid_to": valid_to}
        number = f"示例{code}-{NUMERALS.index(numeral) + 1:03}"
        certificate = {"person": unit.officer(numeral), "number": number}
        book.write("add_certificate", FIRST_DAY, FOUNDER, f"{code}/{numeral}", **certificate, **days)
    for expert, numeral, field in zip(unit.experts(2), NUMERALS, ("冶金", "建材"), strict=False):
        words = {"name": f"{unit.name}专家{numeral}（示例）", "kind": "expert", "agency": code}
        book.write_as(expert, "add_person", FIRST_DAY, FOUNDER, **words, expertise=[field])


def _account(book: Book, username: str, **inputs: Any) -> None:
    book.write("add_account", FIRST_DAY, FOUNDER, username, username=username, **inputs)
