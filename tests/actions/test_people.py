"""People 人员: certificates for officers, one step to hand over everything that is open."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from tests.actions.samples_organisation import SYSTEM
from tests.actions.world import CAMPAIGN, CITY, DAY, HUNNAN, TIEXI, an_id, do, refused, rows, stored, writing

from duban.records.models import (
    Certificate,
    Inspection,
    InspectionPlan,
    LedgerEntry,
    Person,
    PlanItem,
    PlanItemOfficer,
    User,
)

pytestmark = pytest.mark.usefixtures("world")

APPROVER = f"approver-{TIEXI}"
LEAVER, SUCCESSOR = an_id(f"person:officer-{TIEXI}"), an_id(f"person:officer2-{TIEXI}")
EXPERT = an_id(f"person:expert-{TIEXI}")
VALID = {"valid_from": date(2021, 7, 1), "valid_to": date(2026, 6, 30)}


def test_an_officer_is_entered_with_a_certificate() -> None:
    person = do("add_person", by=SYSTEM, name="示例执法员丁", kind="officer")
    certificate = stored(Certificate, do("add_certificate", by=SYSTEM, person=person, number="示例-9", **VALID))
    assert (certificate.person_id, certificate.home_agency_id, certificate.valid_to) == (
        person, TIEXI, date(2026, 6, 30),
    )  # fmt: skip


def test_a_city_enters_people_of_a_district() -> None:
    person = do(
        "add_person", by=f"system_admin-{CITY}", agency=TIEXI, name="示例专家乙", kind="expert", expertise=["电气"]
    )
    assert (stored(Person, person).home_agency_id, stored(Person, person).expertise) == (TIEXI, ["电气"])


@pytest.mark.parametrize(
    ("change", "rule"),
    [({"agency": HUNNAN}, "agency.outside"), ({"kind": "robot"}, "input"), ({"name": "  "}, "input")],
)
def test_a_person_is_refused(change: dict[str, str], rule: str) -> None:
    assert refused("add_person", by=SYSTEM, **{"name": "示例执法员丁", "kind": "officer", **change}).rule == rule


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"person": EXPERT}, "certificate.not_officer"),
        ({"person": an_id(f"person:officer-{HUNNAN}")}, "record.unknown"),
        ({"valid_to": date(2021, 6, 30)}, "certificate_valid_to_order"),
        ({"valid_to": "bald"}, "input"),
    ],
)
def test_a_certificate_is_refused(change: dict[str, Any], rule: str) -> None:
    inputs = {"person": LEAVER, "number": "示例-9", **VALID, **change}
    assert refused("add_certificate", by=SYSTEM, **inputs).rule == rule


def visit(name: str, on: date, *officers: str, state: str = "") -> None:
    """A planned visit of these officers, made when ``state`` says so."""
    of_plant = {"home_agency_id": TIEXI, "campaign": CAMPAIGN, "enterprise_id": an_id("plant-210106")}
    with writing(TIEXI):
        plan = InspectionPlan.objects.create(home_agency_id=TIEXI, campaign=CAMPAIGN, title="示例方案", state="draft")
        item = PlanItem.objects.create(id=an_id(name), plan=plan, planned_on=on, **of_plant)
        for officer in officers:
            person = an_id(f"person:{officer}-{TIEXI}")
            PlanItemOfficer.objects.create(item=item, person_id=person, **of_plant)
        if state:
            facts = {"state": state, "visited_on": on, "attempted_reason": "停电"}
            Inspection.objects.create(plan_item=item, kind="first", **facts, **of_plant)


def officers_of(name: str) -> set[str]:
    found = rows(PlanItemOfficer).filter(item=an_id(name), voided_on=None)
    return set(found.values_list("person__user__username", flat=True))


def hand_over() -> None:
    do("hand_over", by=APPROVER, from_person=LEAVER, to_person=SUCCESSOR, reason="调离")


def test_open_items_go_to_the_successor() -> None:
    with writing(TIEXI):
        LedgerEntry.objects.filter(pk=an_id("entry-210106")).update(responsible_id=LEAVER)
    visit("ahead", DAY, "officer", "expired")
    visit("attempted", DAY, "officer", state="attempted")
    hand_over()
    assert stored(LedgerEntry, an_id("entry-210106")).responsible_id == SUCCESSOR
    assert officers_of("ahead") == {f"officer2-{TIEXI}", f"expired-{TIEXI}"}
    assert officers_of("attempted") == {f"officer2-{TIEXI}"}


def test_what_is_done_or_gone_by_stays() -> None:
    visit("made", DAY, "officer", state="recorded")
    visit("gone", DAY - timedelta(days=1), "officer")
    hand_over()
    assert officers_of("made") == officers_of("gone") == {f"officer-{TIEXI}"}


def test_a_successor_who_comes_along_anyway_is_named_once() -> None:
    visit("both", DAY, "officer", "officer2")
    hand_over()
    named = rows(PlanItemOfficer).filter(item=an_id("both"))
    assert [(each.person_id, each.void_reason) for each in named.order_by("void_reason")] == [
        (SUCCESSOR, ""),
        (LEAVER, "调离"),
    ]


@pytest.mark.parametrize(
    ("to_person", "rule"),
    [
        (EXPERT, "hand_over.kind"),
        (an_id(f"person:officer-{HUNNAN}"), "record.unknown"),
        (an_id("nobody"), "record.unknown"),
    ],
)
def test_handing_over_is_refused(to_person: Any, rule: str) -> None:
    refusal = refused("hand_over", by=APPROVER, from_person=LEAVER, to_person=to_person, reason="调离")
    assert refusal.rule == rule


def test_nothing_goes_to_somebody_who_left() -> None:
    do("leave", by=APPROVER, person=SUCCESSOR, reason="退休")
    refusal = refused("hand_over", by=APPROVER, from_person=LEAVER, to_person=SUCCESSOR, reason="调离")
    assert refusal.rule == "hand_over.left"


def test_who_leaves_loses_the_account() -> None:
    do("leave", by=APPROVER, person=LEAVER, reason="退休")
    assert (stored(Person, LEAVER).left_on, stored(User, an_id(f"officer-{TIEXI}")).is_active) == (DAY, False)
    assert stored(User, an_id(f"officer2-{TIEXI}")).is_active


def test_nobody_leaves_open_items_behind() -> None:
    visit("ahead", DAY, "officer")
    refusal = refused("leave", by=APPROVER, person=LEAVER, reason="退休")
    assert str(refusal) == "还有未移交的事项：责任企业 0 家，安排的检查 1 次。请先办理移交。"
    hand_over()
    do("leave", by=APPROVER, person=LEAVER, reason="退休")


def test_a_charge_of_an_enterprise_is_an_open_item() -> None:
    with writing(TIEXI):
        LedgerEntry.objects.filter(pk=an_id("entry-210106")).update(responsible_id=LEAVER)
    assert refused("leave", by=APPROVER, person=LEAVER, reason="退休").rule == "leave.open_items"
