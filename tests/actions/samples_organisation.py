"""Samples of the deeds on units, accounts and people."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

from django.contrib.auth.hashers import make_password
from tests.actions.samples import Sample
from tests.actions.world import CITY, DAY, TIEXI, an_id, do, noon, writing

from duban.actions.founding import founder
from duban.records.models import User

PASSWORD = "jian-cha-2021-xia"
SYSTEM, SECURITY = f"system_admin-{TIEXI}", f"security_admin-{TIEXI}"
FOUNDED = {
    "code": "210200",
    "name": "示例二市应急管理局",
    "level": "city",
    "region": "210200",
    "system_password": PASSWORD,
    "security_password": PASSWORD,
    "audit_password": PASSWORD,
}


def add_agency() -> Sample:
    inputs = {"code": "210113", "name": "示例沈北新区应急管理局", "level": "district", "region": "210113"}
    return Sample(f"system_admin-{CITY}", inputs)


def change_agency() -> Sample:
    inputs = {"agency": TIEXI, "name": "示例铁西区应急管理局", "mark": "（示例）铁应急", "reason": "代字启用"}
    return Sample(f"system_admin-{CITY}", inputs)


def found_agency() -> Sample:
    deed = uuid4()
    return Sample(founder("210200", deed), {"id": deed, **FOUNDED})


def add_account() -> Sample:
    return Sample(SYSTEM, {"username": "clerk2", "name": "示例填报员乙", "roles": ["clerk"], "password": PASSWORD})


def change_roles() -> Sample:
    return Sample(SECURITY, {"user": an_id(f"officer-{TIEXI}"), "roles": ["officer", "clerk"]})


def disable_account() -> Sample:
    return Sample(SYSTEM, {"user": an_id(f"officer-{TIEXI}"), "reason": "调离"})


def note_lock() -> Sample:
    return Sample(f"officer-{TIEXI}", {"attempts": 5, "until": noon(DAY)})


def unlock_account() -> Sample:
    return Sample(SYSTEM, {"user": an_id(f"officer-{TIEXI}")})


def set_password() -> Sample:
    return Sample(SYSTEM, {"user": an_id(f"officer-{TIEXI}"), "password": PASSWORD})


def change_own_password() -> Sample:
    return with_password(f"officer-{TIEXI}")


def with_password(username: str) -> Sample:
    """The account has the password, and its owner chooses another."""
    with writing(TIEXI):
        User.objects.filter(username=username).update(password=make_password(PASSWORD))
    return Sample(username, {"current": PASSWORD, "password": PASSWORD + "-xin"})


def add_person() -> Sample:
    return Sample(SYSTEM, {"name": "示例执法员丁", "kind": "officer", "expertise": ["冶金"]})


def add_certificate() -> Sample:
    inputs = {"person": an_id(f"person:officer-{TIEXI}"), "number": "示例-9"}
    return Sample(SYSTEM, {**inputs, "valid_from": date(2021, 7, 1), "valid_to": date(2026, 6, 30)})


def hand_over() -> Sample:
    people = {"from_person": an_id(f"person:officer-{TIEXI}"), "to_person": an_id(f"person:officer2-{TIEXI}")}
    return Sample(f"approver-{TIEXI}", {**people, "reason": "调离"})


def leave() -> Sample:
    return Sample(f"approver-{TIEXI}", {"person": an_id(f"person:officer-{TIEXI}"), "reason": "调离"})


def record_leave() -> Sample:
    days = {"first_on": date(2021, 8, 2), "last_on": date(2021, 8, 6)}
    return Sample(f"officer-{TIEXI}", {"person": an_id(f"person:officer-{TIEXI}"), **days, "reason": "年休假"})


def record_recusal() -> Sample:
    about = {"person": an_id(f"person:officer-{TIEXI}"), "enterprise": an_id("plant-210106")}
    return Sample(f"approver-{TIEXI}", {**about, "reason": "近亲属在该企业任职"})


def recused() -> UUID:
    """The officer of 铁西区 is recused from its plant."""
    sample = record_recusal()
    return do("record_recusal", by=sample.by, **sample.inputs)


def end_recusal() -> Sample:
    return Sample(f"approver-{TIEXI}", {"recusal": recused(), "reason": "亲属已离职"})


SAMPLES = {
    prepare.__name__: prepare
    for prepare in (
        add_account,
        add_agency,
        change_agency,
        add_certificate,
        add_person,
        change_own_password,
        change_roles,
        disable_account,
        end_recusal,
        found_agency,
        hand_over,
        leave,
        note_lock,
        record_leave,
        record_recusal,
        set_password,
        unlock_account,
    )
}
