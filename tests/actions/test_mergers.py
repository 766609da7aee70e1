"""Mergers 合并登记: two records of one enterprise become one with all of both, and apart again with what each had."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from tests.actions import steps
from tests.actions.later_steps import projection_is_exact
from tests.actions.samples_ledger import APPROVER, PLANT
from tests.actions.steps import CASE, GENERAL, SAFE, UNSAFE, day
from tests.actions.world import (
    CITY,
    DAY,
    HUNNAN,
    TIEXI,
    an_id,
    do,
    look_everywhere,
    plant,
    refused,
    rows,
    stored,
    writing,
)

from duban.domain.ledger.credit_code import EXAMPLE
from duban.queries.mergers import tables_of_enterprises
from duban.records.models import (
    Card,
    Decline,
    Enterprise,
    Hazard,
    Inspection,
    LedgerEntry,
    RectificationOrder,
    Share,
    StandingRow,
)

pytestmark = pytest.mark.usefixtures("world")

SECOND, SECOND_SITE = an_id("plant-second"), an_id("site-second")
OF_SECOND = {"enterprise": SECOND, "site": SECOND_SITE}
REASON = "同一企业登记了两次"


def merged(kept: UUID = PLANT, gone: UUID = SECOND, by: str = APPROVER) -> UUID:
    found: UUID = do("merge_enterprises", by=by, on=day("08-25"), enterprise=kept, gone=gone, reason=REASON)
    return found


def undone(gone: UUID = SECOND, by: str = APPROVER) -> UUID:
    found: UUID = do("undo_merger", by=by, on=day("08-25"), gone=gone, reason="实为两家企业")
    return found


def about(enterprise: UUID) -> dict[str, int]:
    """How many rows each table has about the enterprise; tables without any are left out."""
    look_everywhere()
    found = {}
    with connection.cursor() as cursor:
        for table in tables_of_enterprises():
            cursor.execute(f"select count(*) from {table} where enterprise_id = %s", [enterprise])  # noqa: S608 -- names of our own tables
            (found[table],) = cursor.fetchone()
    return {table: count for table, count in found.items() if count}


def payload(enterprise: UUID) -> dict[str, Any]:
    found: dict[str, Any] = rows(StandingRow).get(enterprise=enterprise).payload
    return found


def with_facts_on_both() -> None:
    """A hazard with an order on the first record, a major hazard with a card on the second."""
    steps.ordered(GENERAL)
    steps.visited(UNSAFE, **OF_SECOND)


def test_everything_of_the_one_stands_under_the_other() -> None:
    with_facts_on_both()
    first, second = about(PLANT), about(SECOND)
    assert merged() == PLANT
    together = {table: first.get(table, 0) + second.get(table, 0) for table in {*first, *second}}
    assert (about(PLANT), about(SECOND)) == (together, {})


def test_the_second_record_stays_void_and_leads_to_the_first() -> None:
    merged()
    gone = stored(Enterprise, SECOND)
    assert (gone.merged_into_id, gone.voided_on, gone.void_reason) == (PLANT, day("08-25"), REASON)


def test_the_standing_is_that_of_all_facts_and_the_void_record_has_none() -> None:
    with_facts_on_both()
    apart = {*payload(PLANT)["open_hazards"], *payload(SECOND)["open_hazards"]}
    merged()
    assert set(payload(PLANT)["open_hazards"]) == apart
    assert not rows(StandingRow).filter(enterprise=SECOND).exists()
    assert projection_is_exact()


def test_whoever_could_read_the_second_reads_the_whole_enterprise() -> None:
    with writing(TIEXI):
        for agency in (HUNNAN, CITY):
            Share.objects.create(
                home_agency_id=TIEXI, enterprise_id=SECOND, agency=agency, reason="示例", shared_on=DAY
            )
        Share.objects.create(home_agency_id=TIEXI, enterprise_id=PLANT, agency=CITY, reason="示例", shared_on=DAY)
    merged()
    shared = rows(Share).values_list("enterprise", "agency")
    assert set(shared) == {(PLANT, HUNNAN), (PLANT, CITY), (SECOND, CITY)}


def test_what_was_merged_earlier_leads_on_to_the_last() -> None:
    third = plant("plant-third")
    merged(kept=SECOND, gone=third)
    merged()
    assert stored(Enterprise, third).merged_into_id == PLANT


def test_a_decline_about_the_enterprise_itself_holds_for_the_one_that_stays() -> None:
    with writing(TIEXI):
        Decline.objects.create(
            home_agency_id=TIEXI, campaign=CASE["campaign"], enterprise_id=SECOND, subject=SECOND, ground="G7",
            act="urge_safety_work", declined_on=DAY, reason="示例",
        )  # fmt: skip
    merged()
    assert rows(Decline).get().subject == PLANT
    undone()
    assert (rows(Decline).get().subject, rows(Decline).get().enterprise_id) == (SECOND, SECOND)


def test_a_city_merges_what_two_districts_registered() -> None:
    merged(kept=PLANT, gone=an_id("plant-210112"), by=f"approver-{CITY}")
    entries = rows(LedgerEntry).filter(enterprise=PLANT).values_list("home_agency", flat=True)
    assert sorted(entries) == [TIEXI, HUNNAN]


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"gone": PLANT}, "enterprise.merge_itself"),
        ({"gone": an_id("nothing")}, "record.unknown"),
        ({"gone": an_id("plant-210112")}, "record.unknown"),  # a sister district's
        ({"enterprise": an_id("plant-210112")}, "record.unknown"),
        ({"reason": ""}, "input"),
        ({"by": f"clerk-{TIEXI}"}, "permission.not_held"),
        ({"by": f"approver-{HUNNAN}"}, "record.unknown"),
    ],
)
def test_a_merger_is_refused(change: dict[str, Any], rule: str) -> None:
    inputs = {"by": APPROVER, "enterprise": PLANT, "gone": SECOND, "reason": REASON}
    assert refused("merge_enterprises", **(inputs | change)).rule == rule


def test_whoever_registered_the_second_record_may_not_merge_it_away() -> None:
    everybody = f"all-{TIEXI}"
    twice = do("add_enterprise", by=everybody, name="示例重复登记企业", region="210106", no_code_reason="示例企业")
    inputs = {"enterprise": PLANT, "gone": twice, "reason": REASON}
    assert refused("merge_enterprises", by=everybody, **inputs).rule == "permission.four_eyes"
    assert do("merge_enterprises", by=APPROVER, **inputs) == PLANT


@pytest.mark.parametrize(
    ("kept_code", "told"),
    [
        ("", "并入的“示例有代码”有统一社会信用代码 91210100MA0P00000Q，保留的“示例钢铁210106”没有。"),
        ("912101006046107999", "（912101006046107999）和“示例有代码”（91210100MA0P00000Q）各有统一社会信用代码"),
    ],
)  # fmt: skip
def test_two_codes_are_two_enterprises_and_a_code_is_never_merged_away(kept_code: str, told: str) -> None:
    coded = do("add_enterprise", by=f"clerk-{TIEXI}", name="示例有代码", region="210106", credit_code=EXAMPLE)
    if kept_code:
        with writing(TIEXI):
            Enterprise.objects.filter(pk=PLANT).update(credit_code=kept_code, no_code_reason="")
    refusal = refused("merge_enterprises", by=APPROVER, enterprise=PLANT, gone=coded, reason=REASON)
    assert (refusal.rule, told in str(refusal)) == ("enterprise.merge_codes", True)


def test_facts_of_a_unit_above_are_merged_by_that_unit() -> None:
    pair = [an_id(f"person:officer-{CITY}"), an_id(f"person:officer2-{CITY}")]
    steps.draft_visit(by=f"officer-{CITY}", officers=pair, **OF_SECOND)
    refusal = refused("merge_enterprises", by=APPROVER, enterprise=PLANT, gone=SECOND, reason=REASON)
    assert (refusal.rule, "请由共同的上级单位办理合并" in str(refusal.remedy)) == ("enterprise.merge_elsewhere", True)
    assert merged(by=f"approver-{CITY}") == PLANT


def _carded(enterprise: UUID, site: UUID, state: str) -> None:
    with writing(TIEXI):
        Card.objects.create(
            home_agency_id=TIEXI, campaign=CASE["campaign"], enterprise_id=enterprise, site_id=site, colour="yellow",
            state="proposed", grounds=["G2"], proposed_on=DAY,
        )  # fmt: skip
        if state == "declined":
            decided = {"declined_on": DAY, "decided_reason": "示例", "decided_by": an_id(APPROVER)}
            Card.objects.filter(enterprise=enterprise).update(state=state, **decided)


@pytest.mark.parametrize(("state", "rule"), [("proposed", "enterprise.merge_conflict"), ("declined", None)])
def test_two_cards_in_force_are_settled_first(state: str, rule: str | None) -> None:
    _carded(PLANT, steps.SITE, "proposed")
    _carded(SECOND, SECOND_SITE, state)
    if rule is None:
        assert merged() == PLANT
        return
    refusal = refused("merge_enterprises", by=APPROVER, enterprise=PLANT, gone=SECOND, reason=REASON)
    assert (refusal.rule, "黄牌、红牌（shenyang-2021-32）" in str(refusal)) == (rule, True)
    assert stored(Enterprise, SECOND).merged_into_id is None


# Undoing ----------------------------------------------------------------------------------------------------------


def test_taken_apart_each_has_what_it_had() -> None:
    with_facts_on_both()
    before = (about(PLANT), about(SECOND), payload(PLANT), payload(SECOND))
    merged()
    assert undone() == SECOND
    gone = stored(Enterprise, SECOND)
    assert (gone.merged_into_id, gone.voided_on, gone.void_reason) == (None, None, "")
    assert (about(PLANT), about(SECOND)) == before[:2]
    assert [payload(one)["open_hazards"] for one in (PLANT, SECOND)] == [one["open_hazards"] for one in before[2:]]
    assert projection_is_exact()


def test_a_merger_is_final_once_something_new_was_recorded() -> None:
    merged()
    steps.draft_visit(GENERAL, on=day("08-25"))
    refusal = refused("undo_merger", by=APPROVER, on=day("08-25"), gone=SECOND, reason="示例")
    assert (refusal.rule, "合并不再撤销" in str(refusal.remedy)) == ("enterprise.merge_final", True)


def test_what_was_never_merged_cannot_be_taken_apart() -> None:
    assert refused("undo_merger", by=APPROVER, gone=SECOND, reason="示例").rule == "enterprise.not_merged"
    assert refused("undo_merger", by=f"approver-{HUNNAN}", gone=SECOND, reason="示例").rule == "record.unknown"


def test_merged_apart_and_merged_again() -> None:
    steps.visited(SAFE, **OF_SECOND)
    merged()
    undone()
    merged()
    assert (rows(Hazard).get().enterprise_id, rows(Inspection).get().enterprise_id) == (PLANT, PLANT)
    undone()
    assert (rows(Hazard).get().enterprise_id, rows(RectificationOrder).count()) == (SECOND, 0)
