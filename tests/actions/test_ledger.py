"""Ledger 台账: proposed, put before the departments, confirmed, removed by another person, moved by the city."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.actions.samples_ledger import APPROVER, CLERK, ENTRY, PLANT, new_plant, propose_entry, proposed
from tests.actions.world import (
    BEGINNING,
    CAMPAIGN,
    CITY,
    DAY,
    GOVERNMENT,
    HUNNAN,
    INDUSTRY_OFFICE,
    TIEXI,
    ZONE,
    an_id,
    do,
    noon,
    refused,
    rows,
    stored,
    writing,
)

from duban.domain.messages import Refusal
from duban.domain.rules.ledger import responsible_refusal
from duban.queries.actors import actor_named
from duban.queries.ledger import open_entry
from duban.records.models import Agency, Enterprise, LedgerEntry, LedgerOpinion, Person, Share, StandingRow
from duban.records.scope import scoped

pytestmark = pytest.mark.usefixtures("world")

PARTNER = f"partner-{INDUSTRY_OFFICE}"
CITY_APPROVER = f"approver-{CITY}"


def entry_of(entry: UUID) -> LedgerEntry:
    return stored(LedgerEntry, entry)


def seen_by(username: str, enterprise: UUID) -> bool:
    """Whether the account's unit may read the enterprise."""
    with scoped(actor_named(username).reads):
        return Enterprise.objects.filter(pk=enterprise).exists()


def test_a_proposed_entry_has_no_day_of_confirmation_yet() -> None:
    entry = entry_of(proposed())
    assert (entry.state, entry.added_on, entry.confirmed_on, entry.region) == ("proposed", DAY, None, "210106")


def test_a_list_settled_outside_the_system_is_entered_as_confirmed() -> None:
    sample = propose_entry()
    entry = entry_of(do("propose_entry", by=CLERK, confirmed=True, remark="示例", **sample.inputs))
    assert (entry.state, entry.confirmed_on, entry.remark) == ("confirmed", DAY, "示例")


def test_an_entry_names_the_responsible_person() -> None:
    person = an_id(f"person:officer-{TIEXI}")
    sample = propose_entry()
    assert entry_of(do("propose_entry", by=CLERK, responsible=person, **sample.inputs)).responsible_id == person


def test_the_responsible_officer_is_named_and_replaced() -> None:
    officers = [an_id(f"person:{name}-{TIEXI}") for name in ("officer", "officer2")]
    named = [entry_of(do("assign_responsible", by=CLERK, entry=ENTRY, person=one)).responsible_id for one in officers]
    assert named == officers


@pytest.mark.parametrize(
    ("change", "rule", "told"),
    [
        ({"person": an_id(f"person:expert-{TIEXI}")}, "ledger.responsible", "不是执法人员"),
        ({"person": an_id(f"person:officer-{HUNNAN}")}, "record.unknown", "人员"),
        ({"person": an_id("nobody")}, "record.unknown", "人员"),
        ({"entry": an_id("entry-210112")}, "record.unknown", "台账"),
        ({"by": APPROVER}, "permission.not_held", "维护和导入监管台账"),
        ({"by": f"clerk-{CITY}"}, "record.unknown", "台账"),  # the city reads a district's ledger and does not keep it
    ],
)
def test_an_officer_of_the_unit_itself_answers_for_an_enterprise(change: dict[str, Any], rule: str, told: str) -> None:
    inputs = {"by": CLERK, "entry": ENTRY, "person": an_id(f"person:officer-{TIEXI}")}
    refusal = refused("assign_responsible", **(inputs | change))
    assert (refusal.rule, told in str(refusal)) == (rule, True)


def test_the_answering_officer_is_of_the_unit_itself() -> None:
    refusal = responsible_refusal("confirmed", "示例乙", "officer", own=False, left_on=None, on=DAY)
    assert refusal is not None
    assert (refusal.rule, str(refusal)) == (
        "ledger.responsible", "“示例乙”不是台账单位的人员。请选择台账单位自己的执法人员。"
    )  # fmt: skip


def test_nobody_answers_for_what_was_removed_or_after_he_left() -> None:
    person = an_id(f"person:officer-{TIEXI}")
    with writing(TIEXI):
        Person.objects.filter(pk=person).update(left_on=DAY)
    assert "已于 2021-07-20 离岗" in str(refused("assign_responsible", by=CLERK, entry=ENTRY, person=person))
    do("remove_entry", by=APPROVER, entry=ENTRY, reason="不属于重点行业")
    assert "已移出台账" in str(refused("assign_responsible", by=CLERK, entry=ENTRY, person=person))


def test_a_new_entry_has_a_standing_at_once() -> None:
    entry = entry_of(proposed())
    assert rows(StandingRow).get(enterprise=entry.enterprise_id).home_agency_id == TIEXI


def test_a_zone_keeps_its_own_ledger() -> None:
    plant, site = new_plant(region="210100-K1", by=f"clerk-{ZONE}")
    inputs = {"campaign": CAMPAIGN, "enterprise": plant, "site": site, "industry": "cement", "basis": "示例"}
    assert entry_of(do("propose_entry", by=f"clerk-{ZONE}", **inputs)).region == "210100-K1"


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"campaign": "no-such-campaign"}, "campaign.unknown"),
        ({"enterprise": an_id("plant-210112")}, "record.unknown"),  # a sister district's
        ({"enterprise": an_id("nothing")}, "record.unknown"),
        ({"site": an_id("site-210106")}, "record.other_enterprise"),
        ({"industry": "tourism"}, "ledger.industry"),
        ({"region": "210112"}, "region.outside"),
        ({"region": "999999"}, "region.unknown"),
        ({"basis": ""}, "input"),
        ({"responsible": an_id(f"person:officer-{HUNNAN}")}, "record.unknown"),
        ({"on": DAY + timedelta(days=1), "at": noon(DAY)}, "future-day"),
        ({"by": f"officer-{TIEXI}"}, "permission.not_held"),
        ({"by": f"clerk-{HUNNAN}"}, "record.unknown"),
    ],
)
def test_a_proposal_is_refused(change: dict[str, Any], rule: str) -> None:
    sample = propose_entry()
    assert refused("propose_entry", **{"by": CLERK, **sample.inputs, **change}).rule == rule


@pytest.mark.parametrize("by", [CLERK, f"clerk-{CITY}"])
def test_a_site_stands_in_one_ledger(by: str) -> None:
    inputs = {"campaign": CAMPAIGN, "enterprise": PLANT, "site": an_id("site-210106"), "industry": "steel"}
    refusal = refused("propose_entry", by=by, basis="示例", **inputs)
    assert str(refusal).startswith("该厂区已在“示例铁西区应急管理局”的台账中。")


def test_the_industries_of_the_plan_are_named() -> None:
    sample = propose_entry()
    refusal = refused("propose_entry", by=CLERK, **{**sample.inputs, "industry": "tourism"})
    assert "steel（钢铁）、magnesite（菱镁）" in str(refusal)


def test_departments_that_are_asked_may_read_and_answer() -> None:
    entry = proposed()
    plant = entry_of(entry).enterprise_id
    assert not seen_by(PARTNER, plant)
    do("consult_entry", by=CLERK, entry=entry, departments=[INDUSTRY_OFFICE])
    assert (entry_of(entry).state, seen_by(PARTNER, plant), seen_by(f"government-{GOVERNMENT}", plant)) == (
        "consulted", True, False,
    )  # fmt: skip
    name = stored(Agency, INDUSTRY_OFFICE).name
    opinion = do("record_opinion", by=PARTNER, entry=entry, department=name, opinion="agreed")
    assert (stored(LedgerOpinion, opinion).home_agency_id, stored(LedgerOpinion, opinion).given_on) == (
        INDUSTRY_OFFICE, DAY,
    )  # fmt: skip
    with scoped((TIEXI,)):
        assert LedgerOpinion.objects.filter(pk=opinion).exists()


def test_a_department_speaks_for_itself_only() -> None:
    entry = proposed()
    do("consult_entry", by=CLERK, entry=entry, departments=[INDUSTRY_OFFICE])
    refusal = refused("record_opinion", by=PARTNER, entry=entry, department="发改局", opinion="agreed")
    assert refusal.rule == "ledger.own_opinion"


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"opinion": "objected"}, "ledgeropinion_objection_has_reason"),
        ({"opinion": "maybe"}, "input"),
        ({"entry": an_id("entry-210112")}, "record.unknown"),
        ({"by": PARTNER}, "record.unknown"),  # not shared with it
        ({"by": f"officer-{TIEXI}"}, "permission.not_held"),
    ],
)
def test_an_opinion_is_refused(change: dict[str, Any], rule: str) -> None:
    inputs = {"by": CLERK, "entry": ENTRY, "department": "工信局", "opinion": "agreed", **change}
    assert refused("record_opinion", **inputs).rule == rule


def test_an_objection_has_its_reason() -> None:
    opinion = do("record_opinion", by=CLERK, entry=ENTRY, department="工信局", opinion="objected", text="已转产")
    assert stored(LedgerOpinion, opinion).text == "已转产"


def test_an_entry_is_confirmed_after_the_departments_were_heard() -> None:
    entry = proposed()
    assert refused("confirm_entry", by=CLERK, entry=entry).rule == "workflow.ledger_entry.confirm"
    do("consult_entry", by=CLERK, entry=entry)
    do("confirm_entry", by=CLERK, entry=entry, on=DAY + timedelta(days=2))
    assert (entry_of(entry).state, entry_of(entry).confirmed_on) == ("confirmed", DAY + timedelta(days=2))
    assert refused("consult_entry", by=CLERK, entry=entry).rule == "workflow.ledger_entry.consult"


@pytest.mark.parametrize("name", ["consult_entry", "confirm_entry"])
@pytest.mark.parametrize("entry", ["entry-210112", "nothing"])
def test_an_entry_of_others_is_unknown(name: str, entry: str) -> None:
    assert refused(name, by=CLERK, entry=an_id(entry)).rule == "record.unknown"


def test_an_entry_is_not_confirmed_before_it_was_added() -> None:
    entry = proposed()
    do("consult_entry", by=CLERK, entry=entry)
    refusal = refused("confirm_entry", by=CLERK, entry=entry, on=BEGINNING)
    assert (refusal.rule, str(refusal)) == ("ledgerentry_confirmed_on_order", "确认日期不得早于列入日期")


def test_another_person_removes_with_a_reason() -> None:
    do("remove_entry", by=APPROVER, entry=ENTRY, reason="不属于重点行业")
    entry = entry_of(ENTRY)
    assert (entry.state, entry.removed_on, entry.removed_reason, entry.moved_to_id) == (
        "removed", DAY, "不属于重点行业", None,
    )  # fmt: skip
    assert open_entry(CAMPAIGN, entry.site_id) is None
    assert (
        refused("record_opinion", by=CLERK, entry=ENTRY, department="工信局", opinion="agreed").rule == "ledger.removed"
    )


def test_a_removed_site_may_be_proposed_again() -> None:
    do("remove_entry", by=APPROVER, entry=ENTRY, reason="已停产")
    inputs = {"campaign": CAMPAIGN, "enterprise": PLANT, "site": an_id("site-210106"), "industry": "steel"}
    assert entry_of(do("propose_entry", by=CLERK, basis="恢复生产", **inputs)).state == "proposed"


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"entry": an_id("entry-210112")}, "record.unknown"),
        ({"by": CITY_APPROVER}, "record.unknown"),  # the city reads it, but does not write it
        ({"reason": " "}, "input"),
        ({"on": BEGINNING - timedelta(days=1)}, "ledgerentry_removed_on_order"),
        ({"by": CLERK}, "permission.not_held"),
    ],
)
def test_a_removal_is_refused(change: dict[str, Any], rule: str) -> None:
    assert refused("remove_entry", **{"by": APPROVER, "entry": ENTRY, "reason": "已停产", **change}).rule == rule


def test_nobody_removes_what_he_entered() -> None:
    everything = f"all-{TIEXI}"
    sample = propose_entry()
    entry = do("propose_entry", by=everything, **sample.inputs)
    assert refused("remove_entry", by=everything, entry=entry, reason="误录").rule == "permission.four_eyes"
    do("remove_entry", by=APPROVER, entry=entry, reason="误录")
    assert refused("remove_entry", by=APPROVER, entry=entry, reason="误录").rule == "workflow.ledger_entry.remove"


def moved(entry: UUID = ENTRY, to_agency: str = HUNNAN) -> LedgerEntry:
    return entry_of(do("move_entry", by=CITY_APPROVER, entry=entry, to_agency=to_agency, reason="整体搬迁"))


def test_the_city_moves_a_plant_to_another_district() -> None:
    new, old = moved(), entry_of(ENTRY)
    assert (new.home_agency_id, new.state, new.region, new.added_on, new.confirmed_on) == (
        HUNNAN, "confirmed", "210112", DAY, DAY,
    )  # fmt: skip
    assert (old.home_agency_id, old.state, old.removed_on, old.moved_to_id) == (TIEXI, "removed", DAY, HUNNAN)


def test_both_units_see_the_whole_history_of_a_moved_plant() -> None:
    assert not seen_by(f"clerk-{HUNNAN}", PLANT)
    new = moved()
    for unit in (TIEXI, HUNNAN):
        with scoped((unit,)):
            assert set(LedgerEntry.objects.filter(enterprise=PLANT).values_list("pk", flat=True)) == {ENTRY, new.pk}
    assert not seen_by(f"clerk-{ZONE}", PLANT)


def test_the_standing_follows_the_plant() -> None:
    moved()
    assert rows(StandingRow).get(enterprise=PLANT).home_agency_id == HUNNAN


def test_the_old_unit_still_records_of_a_moved_plant() -> None:
    moved()
    inputs = {"campaign": CAMPAIGN, "enterprise": PLANT, "standardisation": "third"}
    do("record_safety_profile", by=CLERK, **inputs)
    assert rows(StandingRow).get(enterprise=PLANT).home_agency_id == HUNNAN


def test_a_plant_moves_back_and_is_shared_once() -> None:
    there = moved()
    back = moved(there.pk, TIEXI)
    assert (back.home_agency_id, back.region, rows(Share).filter(enterprise=PLANT).count()) == (TIEXI, "210106", 2)


def test_a_move_within_one_territory_keeps_the_region() -> None:
    plant, site = new_plant(region="210100-K1")
    inputs = {"campaign": CAMPAIGN, "enterprise": plant, "site": site, "industry": "steel", "basis": "示例"}
    entry = do("propose_entry", by=CLERK, **inputs)
    new = moved(entry, ZONE)
    assert (new.region, new.state, new.confirmed_on) == ("210100-K1", "proposed", None)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"to_agency": TIEXI}, "ledger.same_agency"),
        ({"to_agency": "330106"}, "ledger.not_above"),
        ({"by": APPROVER}, "ledger.not_above"),  # a district does not reach its neighbour
        ({"by": f"approver-{HUNNAN}"}, "record.unknown"),
        ({"entry": an_id("nothing")}, "record.unknown"),
        ({"by": f"clerk-{CITY}"}, "permission.not_held"),
        ({"reason": ""}, "input"),
    ],
)
def test_a_move_is_refused(change: dict[str, Any], rule: str) -> None:
    inputs = {"by": CITY_APPROVER, "entry": ENTRY, "to_agency": HUNNAN, "reason": "整体搬迁", **change}
    assert refused("move_entry", **inputs).rule == rule


def test_a_removed_entry_does_not_move() -> None:
    do("remove_entry", by=APPROVER, entry=ENTRY, reason="已停产")
    with pytest.raises(Refusal, match="这是最终状态"):
        moved()
