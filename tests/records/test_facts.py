"""Rows become exactly the facts that they state; drafts and void rows do not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.records.rows import AGENCY, CAMPAIGN, DAY, MODELS, add

from duban.domain import facts
from duban.domain.vocabulary import (
    Answer,
    CardColour,
    ClosureDecision,
    HazardLevel,
    Implementation,
    ItemResult,
    MeasureKind,
    PenaltyKind,
    PenaltyTarget,
    ReferralKind,
    RefusalOf,
    ReinspectionCause,
    Standardisation,
    VisitKind,
)
from duban.records.fact_sources import SOURCES, Source
from duban.records.facts import each_facts, load_facts

pytestmark = pytest.mark.usefixtures("writing")

SITE, HAZARD, SECOND, VISIT, ORDER, ITEM = (UUID(int=n) for n in range(101, 107))
MEASURE, LISTING, PENALTY, CARD, REINSPECTION = (UUID(int=n) for n in range(107, 112))
OFFICER_A, OFFICER_B = UUID(int=112), UUID(int=113)
DUE = date(2021, 8, 20)
PLACES: dict[str, Any] = {
    "inspection_id": VISIT,
    "site_id": SITE,
    "hazard_id": HAZARD,
    "order_id": ORDER,
    "item_id": ITEM,
}


@pytest.fixture
def enterprise() -> UUID:
    """An enterprise without facts."""
    made: UUID = add("enterprise", name="示例甲钢铁厂").pk
    return made


@pytest.fixture
def fact(enterprise: UUID) -> Callable[..., Any]:
    """Adds a fact of the enterprise."""

    def add_fact(table: str, **columns: Any) -> Any:
        return add(table, **({"enterprise_id": enterprise} | columns))

    return add_fact


def _known(enterprise: UUID) -> facts.Facts:
    return load_facts(CAMPAIGN, [enterprise])[enterprise]


def _without_id(values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    return [tuple(getattr(value, name) for name in value.__slots__ if name != "id") for value in values]


def test_an_enterprise_without_rows_has_no_facts(enterprise: UUID) -> None:
    assert _known(enterprise) == facts.Facts(str(enterprise), "示例甲钢铁厂", "210105")


def test_a_visit_with_its_officers_and_experts(enterprise: UUID, fact: Callable[..., Any]) -> None:
    fact("inspection", id=VISIT)
    fact("inspection_officer", inspection_id=VISIT, person_id=OFFICER_B, name="执法员乙", certificate_number="")
    fact("inspection_officer", inspection_id=VISIT, person_id=OFFICER_A)
    fact("inspection_officer", inspection_id=VISIT, voided_on=DAY, void_reason="未到场")
    fact("inspection_expert", inspection_id=VISIT)
    fact("inspection_expert", inspection_id=VISIT, voided_on=DAY, void_reason="未到场")

    certificate = (date(2020, 1, 1), date(2024, 12, 31))
    assert _known(enterprise).visits == (
        facts.Visit(
            str(VISIT),
            DAY,
            VisitKind.FIRST,
            carried_out=True,
            completed_on=DAY,
            officers=(
                facts.Presence(str(OFFICER_B), "执法员乙", "", *certificate),
                facts.Presence(str(OFFICER_A), "执法员甲", "示例-0001", *certificate),
            ),
            experts=1,
            signed=True,
        ),
    )


@pytest.mark.parametrize(
    ("state", "columns", "loaded"),
    [
        ("planned", {"planned_on": DAY, "visited_on": None}, []),
        ("attempted", {"attempted_reason": "大门紧锁"}, [(False, None)]),
        ("recorded", {}, [(True, None)]),
        ("completed", {"completed_on": DAY, "signed": True}, [(True, DAY)]),
        ("void", {"voided_on": DAY, "void_reason": "重复录入"}, []),
    ],
)
def test_a_visit_is_a_fact_once_it_was_recorded(
    enterprise: UUID, fact: Callable[..., Any], state: str, columns: dict[str, Any], loaded: list[Any]
) -> None:
    fact("inspection", state=state, **({"completed_on": None, "signed": None} | columns))

    assert [(visit.carried_out, visit.completed_on) for visit in _known(enterprise).visits] == loaded


def test_a_hazard_falls_with_its_void_visit(enterprise: UUID, fact: Callable[..., Any]) -> None:
    fact("inspection", id=VISIT, state="void", voided_on=DAY, void_reason="重复录入")
    fact("hazard", inspection_id=VISIT)
    fact("reinspection", inspection_id=VISIT)

    assert _known(enterprise) == facts.Facts(str(enterprise), "示例甲钢铁厂", "210105")


def _places(table: str) -> dict[str, Any]:
    """The objects to which a fact of that table must point."""
    names = {field.attname for field in MODELS[table]._meta.concrete_fields if not field.null}
    return {name: place for name, place in PLACES.items() if name in names}


CASES: list[tuple[str, str, dict[str, Any], tuple[Any, ...]]] = [
    (
        "ledger",
        "ledger_entry",
        {"added_on": date(2021, 7, 10), "confirmed_on": date(2021, 7, 15)},
        (AGENCY, "210105", str(SITE), "steel", date(2021, 7, 15), None, "", date(2021, 7, 10)),
    ),
    (
        "hazards",
        "hazard",
        {"major_from": DUE, "corrected_on_spot_on": DUE},
        (
            str(VISIT),
            str(SITE),
            DAY,
            "会议室设在铁水吊运影响范围内",
            HazardLevel.MAJOR,
            DUE,
            "GM2017-YJ-1",
            Answer.NO,
            DAY,
            DUE,
        ),
    ),
    (
        "extensions",
        "extension",
        {"force_majeure": "yes", "proved": True},
        (str(ITEM), DAY, Answer.YES, True, DAY, date(2021, 9, 5)),
    ),
    ("reports", "completion_report", {}, (str(ITEM), DAY)),
    (
        "resumptions",
        "resumption",
        {"measure_id": MEASURE},
        (str(MEASURE), DAY, DAY, True, DAY, None),
    ),
    (
        "resumptions",
        "resumption",
        {"measure_id": None, "penalty_id": PENALTY, "state": "refused", "consented_on": None}
        | {"passed": False, "refused_on": DUE, "refused_reason": "隐患未除"},
        (str(PENALTY), DAY, DAY, False, None, DUE),
    ),
    (
        "refusals",
        "non_compliance",
        {"measure_id": MEASURE, "real_danger": "yes"},
        (str(MEASURE), RefusalOf.MEASURE, DAY, Answer.YES),
    ),
    (
        "refusals",
        "non_compliance",
        {"measure_id": None, "order_id": ORDER},
        (str(ORDER), RefusalOf.ORDER, DAY, Answer.UNKNOWN),
    ),
    (
        "refusals",
        "non_compliance",
        {"measure_id": None, "penalty_id": PENALTY},
        (str(PENALTY), RefusalOf.PENALTY, DAY, Answer.UNKNOWN),
    ),
    (
        "declines",
        "decline",
        {"subject": HAZARD, "seen": [str(HAZARD), str(VISIT)]},
        ("G5", "confirm_red", str(HAZARD), DAY, frozenset({str(VISIT), str(HAZARD)}), "复查已合格"),
    ),
    (
        "closure_requests",
        "closure_request",
        {"state": "carried_out", "accepted_on": DAY, "decided_on": DAY, "decision": "close"}
        | {"licences_revoked_on": DUE, "carried_out_on": DUE},
        (
            DAY,
            "closure-item-4",
            DAY,
            DAY,
            "示例应急〔2021〕1号",
            DAY,
            DAY,
            ClosureDecision.CLOSE,
            DUE,
            DUE,
            None,
        ),
    ),
    (
        "closure_requests",
        "closure_request",
        {"state": "withdrawn", "withdrawn_on": DUE, "withdrawn_reason": "已整改"},
        (DAY, "closure-item-4", DAY, DAY, "示例应急〔2021〕1号", None, None, None, None, None, DUE),
    ),
    (
        "acceptances",
        "acceptance",
        {"state": "passed", "held_on": DAY, "concluded_on": DUE, "passed": True},
        (DUE, True),
    ),
    (
        "power_cuts",
        "power_cut",
        {"measure_id": MEASURE, "notified_at": datetime(2021, 9, 10, 15, 59, tzinfo=UTC)}
        | {"in_force_at": datetime(2021, 9, 11, 16, 0, tzinfo=UTC)},
        (str(MEASURE), date(2021, 9, 10), date(2021, 9, 10), date(2021, 9, 12), None),
    ),
    (
        "referrals",
        "referral",
        {"subject": HAZARD},
        (ReferralKind.CRIMINAL, DAY, str(HAZARD)),
    ),
    ("accidents", "grave_accident", {"conditions_lacking": "no"}, (DAY, Answer.NO)),
    ("unapproved", "unapproved_activity", {}, (DAY, "公安局")),
    ("profiles", "safety_profile", {}, (DAY, Standardisation.THIRD, Answer.YES)),
    (
        "profiles",
        "safety_profile",
        {"standardisation": None, "dual_prevention": "unknown"},
        (DAY, None, Answer.UNKNOWN),
    ),
    ("urgings", "urging", {}, (DAY,)),
    ("notices", "public_notice", {"card_id": CARD}, (str(CARD), DAY)),
    ("exit_returns", "exit_return", {}, (DAY,)),
]


@pytest.mark.parametrize(("kind", "table", "columns", "expected"), CASES)
def test_a_row_becomes_its_fact(
    enterprise: UUID,
    fact: Callable[..., Any],
    *,
    kind: str,
    table: str,
    columns: dict[str, Any],
    expected: tuple[Any, ...],
) -> None:
    fact("inspection", id=VISIT)
    fact(table, **(_places(table) | columns))

    assert _without_id(getattr(_known(enterprise), kind)) == [expected]


def test_an_order_with_its_items_by_due_day(enterprise: UUID, fact: Callable[..., Any]) -> None:
    fact("rectification_order", id=ORDER, number="示例应急责改〔2021〕1号")
    later = fact("order_item", order_id=ORDER, hazard_id=SECOND, due_on=DUE + timedelta(days=1))
    fact("order_item", id=ITEM, order_id=ORDER, hazard_id=HAZARD, due_on=DUE)
    fact("order_item", order_id=ORDER, voided_on=DAY, void_reason="录错隐患")

    assert _known(enterprise).orders == (
        facts.Order(
            str(ORDER),
            DAY,
            DAY,
            (
                facts.OrderItem(str(ITEM), str(HAZARD), DUE),
                facts.OrderItem(str(later.pk), str(SECOND), DUE + timedelta(days=1)),
            ),
            "示例应急责改〔2021〕1号",
        ),
    )


def test_a_reinspection_with_its_outcomes(enterprise: UUID, fact: Callable[..., Any]) -> None:
    fact("inspection", id=VISIT)
    fact("reinspection", id=REINSPECTION, inspection_id=VISIT, cause="applied")
    fact("reinspection_outcome", reinspection_id=REINSPECTION, item_id=ITEM, result="not_yet_due")

    assert _known(enterprise).reinspections == (
        facts.Reinspection(
            str(REINSPECTION),
            str(VISIT),
            DAY,
            ReinspectionCause.APPLIED,
            (facts.ItemOutcome(str(ITEM), ItemResult.NOT_YET_DUE),),
        ),
    )


def test_a_measure_with_its_hazards(enterprise: UUID, fact: Callable[..., Any]) -> None:
    fact("on_site_measure", id=MEASURE, until_on=DUE)
    fact("measure_hazard", measure_id=MEASURE, hazard_id=SECOND)
    fact("measure_hazard", measure_id=MEASURE, hazard_id=HAZARD)
    fact("measure_hazard", measure_id=MEASURE, voided_on=DAY, void_reason="录错隐患")

    assert _known(enterprise).measures == (
        facts.OnSiteMeasure(
            str(MEASURE), MeasureKind.TEMPORARY_SUSPENSION, DAY, DAY, (str(HAZARD), str(SECOND)), until=DUE
        ),
    )


def test_a_listing_with_the_proofs_of_the_five_implementations(enterprise: UUID, fact: Callable[..., Any]) -> None:
    fact("supervision_listing", id=LISTING, hazard_id=HAZARD, plan_due_on=DUE, deadline_on=DUE, review_failed_on=DUE)
    fact("implementation_proof", listing_id=LISTING, proved_on=DUE)
    fact("implementation_proof", listing_id=LISTING, part="measures", document="治理方案")

    assert _known(enterprise).listings == (
        facts.SupervisionListing(
            str(LISTING),
            str(HAZARD),
            DAY,
            DUE,
            DUE,
            (
                facts.ImplementationProof(Implementation.MEASURES, DAY),
                facts.ImplementationProof(Implementation.FUNDS, DUE),
            ),
            DUE,
        ),
    )


def test_a_penalty_with_its_kinds_and_hazards(enterprise: UUID, fact: Callable[..., Any]) -> None:
    fact("penalty_decision", id=PENALTY, kinds=["suspension", "fine"], concept="hazard-not-removed", paid_on=DUE)
    fact("penalty_hazard", penalty_id=PENALTY, hazard_id=HAZARD)

    assert _known(enterprise).penalties == (
        facts.PenaltyDecision(
            str(PENALTY),
            DAY,
            PenaltyTarget.ENTERPRISE,
            (PenaltyKind.SUSPENSION, PenaltyKind.FINE),
            "work-safety-law-2014",
            "hazard-not-removed",
            4_000_000,
            DAY,
            DUE,
            None,
            (str(HAZARD),),
        ),
    )


def test_a_card_with_its_grounds_and_hazards(enterprise: UUID, fact: Callable[..., Any]) -> None:
    fact("card", id=CARD, site_id=SITE, state="lifted", lifted_on=DUE, lifted_reason="已整改")
    fact("card_hazard", card_id=CARD, hazard_id=HAZARD)

    assert _known(enterprise).cards == (
        facts.Card(str(CARD), CardColour.YELLOW, str(SITE), ("G2",), (str(HAZARD),), DAY, DAY, DUE),
    )


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        ("rectification_order", {"state": "draft", "issued_on": None, "delivered_on": None}),
        ("on_site_measure", {"state": "draft", "issued_on": None, "delivered_on": None}),
        ("supervision_listing", {"state": "proposed", "listed_on": None}),
        ("card", {"state": "proposed", "confirmed_on": None, "notified_on": None}),
        ("card", {"state": "declined", "confirmed_on": None, "notified_on": None, "declined_on": DAY}),
        ("acceptance", {}),
        (
            "acceptance",
            {"state": "passed", "held_on": DAY, "concluded_on": DAY, "passed": True} | {"capacity_item_id": uuid4()},
        ),
        ("power_cut", {"state": "withdrawn", "withdrawn_on": DAY, "withdrawn_reason": "企业已停产"}),
        ("public_notice", {"state": "reviewed", "published_on": None}),
        ("public_notice", {"state": "withdrawn", "withdrawn_on": DAY, "withdrawn_reason": "已移出"}),
    ],
)
def test_drafts_are_no_facts(enterprise: UUID, fact: Callable[..., Any], table: str, columns: dict[str, Any]) -> None:
    fact(table, **columns)

    assert _known(enterprise) == facts.Facts(str(enterprise), "示例甲钢铁厂", "210105")


@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)
def test_void_rows_and_those_of_another_campaign_are_not_loaded(
    enterprise: UUID, fact: Callable[..., Any], source: Source
) -> None:
    fact("inspection", id=VISIT, campaign="another-campaign")
    loaded = {"acceptance": {"state": "passed", "held_on": DAY, "concluded_on": DAY, "passed": True}}
    columns = _places(source.table) | loaded.get(source.table, {})
    fact(source.table, campaign="another-campaign", **columns)
    void = {"state": "void"} if source.table == "inspection" else {}
    fact(source.table, voided_on=DAY, void_reason="录入有误", **(columns | void))

    assert _known(enterprise) == facts.Facts(str(enterprise), "示例甲钢铁厂", "210105")


def test_many_enterprises_each_with_its_own_facts_in_the_order_asked_for(writing: None) -> None:
    first, second = (add("enterprise", name=f"示例{n}水泥厂", name_key=n).pk for n in "甲乙")
    for enterprise, on in ((first, DAY), (second, DUE), (first, DUE)):
        add("urging", enterprise_id=enterprise, urged_on=on)

    known = load_facts(CAMPAIGN, [second, first, second])

    assert [(key, [urging.on for urging in value.urgings]) for key, value in known.items()] == [
        (second, [DUE]),
        (first, [DAY, DUE]),
    ]


def test_void_and_unknown_enterprises_are_left_out(writing: None) -> None:
    void = add("enterprise", voided_on=DAY, void_reason="撤销导入")

    assert load_facts(CAMPAIGN, [void.pk, uuid4()]) == {}


@pytest.mark.parametrize(("count", "round_trips"), [(1, 1), (3, 1), (4, 2)])
def test_a_batch_of_enterprises_takes_one_round_trip(
    writing: None, monkeypatch: pytest.MonkeyPatch, count: int, round_trips: int
) -> None:
    monkeypatch.setattr("duban.records.facts.BATCH", 3)
    enterprises = [add("enterprise").pk for _ in range(count)]
    for enterprise in enterprises:
        add("inspection", enterprise_id=enterprise)
        add("rectification_order", enterprise_id=enterprise)

    with CaptureQueriesContext(connection) as queries:
        known = load_facts(CAMPAIGN, enterprises)

    assert [(len(value.visits), len(value.orders)) for value in known.values()] == [(1, 1)] * count
    assert len(queries) == round_trips


def test_no_more_enterprises_than_asked_for_are_read_ahead(writing: None) -> None:
    enterprises = [add("enterprise").pk for _ in range(3)]
    known = each_facts(CAMPAIGN, enterprises, at_once=2)

    with CaptureQueriesContext(connection) as queries:
        first = [next(known)[0], next(known)[0]]

    assert (first, len(queries)) == (enterprises[:2], 1)
    assert [enterprise for enterprise, _ in known] == enterprises[2:]


def test_every_kind_of_fact_has_a_source() -> None:
    assert tuple(SOURCES) == facts.Facts.__slots__[3:]
