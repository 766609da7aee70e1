"""Who has sent what, what changed since, and the city's form of the accepted returns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from tests.actions.samples_submissions import RETURN
from tests.actions.steps import OFFICER, PAIR, day
from tests.actions.world import CAMPAIGN, CITY, HUNNAN, TIEXI, ZONE, do, stored
from tests.queries.annex_case import CLERK, HEAD, AnnexCase

from duban.domain.annex_table import AnnexTable, Header, RowKind
from duban.domain.campaign import AnnexColumn
from duban.domain.messages import Refusal
from duban.domain.returns import Timeliness, UnitReturn
from duban.queries.campaigns import campaign
from duban.queries.submissions import (
    consolidated_table,
    cross_checks,
    differences,
    findings_of,
    frozen_table,
    unit_returns,
)
from duban.records.models import Submission
from duban.records.scope import scoped

DUE = day("09-10")
LATER = day("09-20")
UNITS = (CITY, TIEXI, HUNNAN)
EXPLAINED = {
    "penalty_undelivered": "9月9日邮寄，尚未签收",
    "red_without_request": "材料正在法制审核",
    "hazard_unordered": "移交前的隐患，正在核对",
}


def send(unit: str, on: date = DUE, *, annex: str = "1", accept: bool = True, zero: bool = False) -> Submission:
    """A return of a unit, sent and as a rule accepted on one day."""
    told = RETURN | {"annex": annex, "explanations": EXPLAINED, "zero_return": zero}
    submission = do("prepare_submission", by=f"clerk-{unit}", on=on, **told)
    do("sign_submission", by=f"head-{unit}", on=on, submission=submission)
    do("submit_submission", by=f"clerk-{unit}", on=on, submission=submission)
    if accept:
        do("accept_submission", by=f"campaign_office-{CITY}", on=on, submission=submission)
    return stored(Submission, submission)


def returns(on: date, units: Sequence[str] = UNITS) -> dict[str, UnitReturn]:
    with scoped(units):
        return {each.unit: each for each in unit_returns(campaign(CAMPAIGN), DUE, units, on)}


# Marks ------------------------------------------------------------------------------------------------------------


def test_missing_late_and_accepted_are_told_apart(case: AnnexCase) -> None:
    send(TIEXI)
    send(TIEXI, annex="2", accept=False)
    send(HUNNAN, day("09-12"))
    found = returns(LATER)
    marks = {unit: [(m.timeliness, m.state, m.accepted) for m in each.annexes] for unit, each in found.items()}
    assert marks == {
        CITY: [(Timeliness.MISSING, "", False), (Timeliness.MISSING, "", False)],
        TIEXI: [(Timeliness.ON_TIME, "accepted", True), (Timeliness.ON_TIME, "submitted", False)],
        HUNNAN: [(Timeliness.LATE, "accepted", True), (Timeliness.MISSING, "", False)],
    }
    assert [found[unit].complete for unit in UNITS] == [False, True, False]
    assert found[TIEXI].name == "示例铁西区应急管理局"


def test_before_the_day_is_over_nothing_is_missing(case: AnnexCase) -> None:
    assert {mark.timeliness for each in returns(DUE).values() for mark in each.annexes} == {Timeliness.PENDING}


def test_the_version_in_force_is_the_last(case: AnnexCase) -> None:
    first = send(TIEXI, accept=False)
    do("return_submission", by=f"campaign_office-{CITY}", on=DUE, submission=first.id, reason="缺少备注")
    second = send(TIEXI, day("09-12"))
    mark = returns(LATER)[TIEXI].annexes[0]
    assert (mark.version, mark.timeliness, mark.accepted) == (str(second.id), Timeliness.ON_TIME, True)


# Cross-checks of the worked case ----------------------------------------------------------------------------------


def test_the_case_agrees_but_for_what_is_still_under_way(case: AnnexCase) -> None:
    with scoped((TIEXI,)):
        found = cross_checks(campaign(CAMPAIGN), DUE, TIEXI)
    assert sorted((finding.code, finding.records) for finding in found) == sorted(
        [
            ("red_without_request", case.of("red")),
            ("penalty_undelivered", case.of("fine unit")),
            ("penalty_undelivered", case.of("fine manager")),
            ("penalty_undelivered", case.of("fine ding")),
        ]
    )


def test_a_plant_that_moved_away_is_no_longer_checked(case: AnnexCase) -> None:
    """Its hazard was never ordered to be removed; that is now for the district that has it."""
    with scoped((TIEXI,)):
        before = {finding.code for finding in cross_checks(campaign(CAMPAIGN), day("08-19"), TIEXI)}
        after = {finding.code for finding in cross_checks(campaign(CAMPAIGN), day("08-20"), TIEXI)}
    with scoped((HUNNAN,)):
        there = {finding.code for finding in cross_checks(campaign(CAMPAIGN), DUE, HUNNAN)}
    assert ("hazard_unordered" in before, "hazard_unordered" in after, there) == (True, False, {"hazard_unordered"})


# Difference since submission --------------------------------------------------------------------------------------


def test_nothing_changed_since(case: AnnexCase) -> None:
    row = send(TIEXI)
    with scoped((TIEXI,)):
        assert differences(row, campaign(CAMPAIGN)) == ()


def test_later_work_shows_cell_by_cell_with_who_and_why(case: AnnexCase) -> None:
    row = send(TIEXI)
    do("annul_penalty", by=HEAD, on=DUE, penalty=case.ids["fine ding"], reason="证据不足")
    of = {"campaign": CAMPAIGN, "enterprise": case.ids["yi"], "site": case.ids["site yi"], "kind": "first"}
    visit = do("record_inspection", by=OFFICER, on=day("09-09"), **of, officers=PAIR)
    do("complete_inspection", by=OFFICER, on=day("09-09"), inspection=visit, signed=True)
    with scoped((TIEXI,)):
        found = differences(row, campaign(CAMPAIGN))
    assert [(d.change.name, d.change.column.code, d.change.frozen.value, d.change.now.value) for d in found] == [
        ("示例丁", "penalties", 1, 0),
        ("示例丁", "fines", 333_333, 0),
        ("示例丁", "remark", "罚款3333.33元", None),
        ("示例乙", "visits", 0, 1),
        ("示例乙", "officers", 0, 2),
    ]
    assert [[(deed.name, deed.on, deed.by, deed.reason) for deed in d.deeds] for d in found] == [
        [("annul_penalty", DUE, f"示例{HEAD}", "证据不足")],
        [("annul_penalty", DUE, f"示例{HEAD}", "证据不足")],
        [],
        [
            ("record_inspection", day("09-09"), f"示例{OFFICER}", ""),
            ("complete_inspection", day("09-09"), f"示例{OFFICER}", ""),
        ],
        [
            ("record_inspection", day("09-09"), f"示例{OFFICER}", ""),
            ("complete_inspection", day("09-09"), f"示例{OFFICER}", ""),
        ],
    ]


def test_what_was_done_before_the_signature_is_not_named(case: AnnexCase) -> None:
    """The visit was recorded before, and completed after; only its completion changed the figure."""
    of = {"campaign": CAMPAIGN, "enterprise": case.ids["yi"], "site": case.ids["site yi"], "kind": "first"}
    visit = do("record_inspection", by=OFFICER, on=day("09-09"), **of, officers=PAIR)
    row = send(TIEXI)
    do("complete_inspection", by=OFFICER, on=day("09-10"), inspection=visit, signed=True)
    with scoped((TIEXI,)):
        found = differences(row, campaign(CAMPAIGN))
    assert {deed.name for each in found for deed in each.deeds} == {"complete_inspection"}


def test_a_draft_has_no_frozen_rows(case: AnnexCase) -> None:
    draft = stored(Submission, do("prepare_submission", by=CLERK, on=DUE, **RETURN))
    with pytest.raises(Refusal) as caught:
        frozen_table(draft)
    assert caught.value.rule == "submission.not_signed"


# The city's form --------------------------------------------------------------------------------------------------


def consolidated(annex: str = "1", on: date = LATER, units: Sequence[str] = (*UNITS, ZONE)) -> AnnexTable:
    with scoped(units):
        header = Header("示例市应急管理局", "填报人乙", "024-00000000", on)
        return consolidated_table(campaign(CAMPAIGN), annex, DUE, header, units=units, on=on)


def test_the_citys_form_is_the_accepted_returns_with_a_subtotal_each(case: AnnexCase) -> None:
    send(TIEXI)
    send(HUNNAN, day("09-12"))
    found = consolidated()
    assert [(row.kind, row.agency, row.cells[0].value, row.cells[3].value) for row in found.rows] == [
        (RowKind.SUBTOTAL, CITY, None, 0),
        (RowKind.ENTERPRISE, TIEXI, 1, 1),
        (RowKind.ENTERPRISE, TIEXI, 2, 4),
        (RowKind.ENTERPRISE, TIEXI, 3, 1),
        (RowKind.ENTERPRISE, TIEXI, 4, 0),
        (RowKind.SUBTOTAL, TIEXI, None, 6),
        (RowKind.ENTERPRISE, HUNNAN, 5, 0),
        (RowKind.SUBTOTAL, HUNNAN, None, 0),
        (RowKind.SUBTOTAL, ZONE, None, 0),
    ]
    assert found.totals is not None
    assert [cell.value for cell in found.totals.cells][3:11] == [6, 13, 3, 5, 1, 2, 3, 7_333_333]
    assert [excluded.enterprise for excluded in found.excluded] == ["示例丙"]
    assert [str(warning) for warning in found.warnings] == [
        "未报送：示例市应急管理局、示例开发区应急管理局。",
        "迟报：示例浑南区应急管理局。",
    ]


def test_what_was_not_accepted_is_not_in_it_and_is_named(case: AnnexCase) -> None:
    send(TIEXI, accept=False)
    found = consolidated(units=(CITY, TIEXI))
    assert [row.kind for row in found.rows] == [RowKind.SUBTOTAL, RowKind.SUBTOTAL]
    assert "已报送、尚未接收，没有汇总：示例铁西区应急管理局。" in [str(warning) for warning in found.warnings]


def test_it_shows_what_was_signed_not_what_is_known_now(case: AnnexCase) -> None:
    send(TIEXI)
    do("annul_penalty", by=HEAD, on=DUE, penalty=case.ids["fine ding"], reason="证据不足")
    totals = consolidated().totals
    assert totals is not None
    assert totals.cells[10].value == 7_333_333


def test_the_citys_own_return_stands_when_it_was_sent(case: AnnexCase) -> None:
    send(CITY, accept=False, zero=True)
    assert "示例市应急管理局" not in str(consolidated().warnings[0])


def test_the_list_of_cards_is_put_together_as_well(case: AnnexCase) -> None:
    send(TIEXI, annex="2")
    found = consolidated("2")
    assert [[cell.value for cell in row.cells][:3] for row in found.rows] == [[1, "铁西区", "示例甲"]]
    assert found.totals is None


def test_a_return_made_on_an_earlier_form_is_fitted_into_the_one_in_use(case: AnnexCase) -> None:
    send(TIEXI)
    plan = campaign(CAMPAIGN)
    further = AnnexColumn("power", "停电次数", "visits", "count", "停止供电的次数")
    form = replace(plan.annexes[0], columns=(*plan.annexes[0].columns, further))
    with scoped((CITY, TIEXI)):
        header = Header("示例市应急管理局", "填报人乙", "024-00000000", DUE)
        wider = replace(plan, annexes=(form, *plan.annexes[1:]))
        found = consolidated_table(wider, "1", DUE, header, units=(CITY, TIEXI), on=DUE)
    assert [row.cells[-1].value for row in found.rows] == [0, None, None, None, None, 0]


def test_a_unit_with_units_below_returns_theirs_put_together_one_level_up(case: AnnexCase) -> None:
    zone = {"code": "210106-K9", "name": "示例铁西工业区应急管理局", "level": "zone", "region": "210106"}
    do("add_agency", by=f"system_admin-{CITY}", on=DUE, parent=TIEXI, **zone)
    send(TIEXI)
    assert returns(DUE, (CITY, TIEXI))[TIEXI].annexes[0].version is None, "its own rows alone are not what is due"
    told = RETURN | {"consolidated": True, "explanations": {"returns.missing": "工业区没有企业"}}
    put_together = do("prepare_submission", by=CLERK, on=DUE, **told)
    do("sign_submission", by=HEAD, on=DUE, submission=put_together)
    do("submit_submission", by=CLERK, on=DUE, submission=put_together)
    do("accept_submission", by=f"campaign_office-{CITY}", on=DUE, submission=put_together)
    found = consolidated(units=(CITY, TIEXI), on=DUE)
    assert [(row.kind, row.agency, row.cells[3].value) for row in found.rows] == [
        (RowKind.SUBTOTAL, CITY, 0),
        *((RowKind.ENTERPRISE, TIEXI, visits) for visits in (1, 4, 1, 0)),
        (RowKind.SUBTOTAL, TIEXI, 6),
    ]
    with scoped((CITY, TIEXI, zone["code"])):
        assert differences(stored(Submission, put_together), campaign(CAMPAIGN)) == ()
        assert [each.code for each in findings_of(stored(Submission, put_together), campaign(CAMPAIGN))] == [
            "returns.missing"
        ]
