"""When a document may be delivered, and on which text of the day that rests: kind | day | rule | clause."""

from __future__ import annotations

import pytest
from tests.domain.histories import day, maybe

from duban.domain.law import Law
from duban.domain.rules.deliveries import FROM_DELIVERY, Deliverable, delivery_refusal
from duban.domain.wordlists import DeliveryMethod, DocumentKind

ORDER, MEASURE, PENALTY = (
    DocumentKind.RECTIFICATION_ORDER,
    DocumentKind.ON_SITE_MEASURE,
    DocumentKind.PENALTY_DECISION,
)
DIRECT, LEFT = DeliveryMethod.DIRECT, DeliveryMethod.LEFT


@pytest.mark.parametrize(
    ("method", "witness", "issued", "ends", "expected"),
    [
        (DIRECT, "", "07-20", None, None),
        (DIRECT, "", "07-20", "08-20", None),
        (DIRECT, "", "07-20", "07-20", None),  # the day itself is in time
        (DIRECT, "", "07-10", "07-19", "delivery.lapsed"),
        (LEFT, "", "07-10", "07-19", "delivery.lapsed"),
        (LEFT, "社区工作人员", "07-20", None, None),
        (LEFT, "", "07-20", None, "delivery.witness"),
        (DIRECT, "", "07-21", None, "delivery.before_issue"),
        (DIRECT, "", None, None, "delivery.before_issue"),
    ],
)
def test_when_a_document_may_be_delivered(
    method: DeliveryMethod, witness: str, issued: str | None, ends: str | None, *, expected: str | None, law: Law
) -> None:
    found = delivery_refusal(Deliverable(ORDER, maybe(issued), maybe(ends)), method, witness, day("07-20"), law)
    assert (found.rule if found else None) == expected


FORM = "《安全生产行政执法文书式样》（2016年版）文书40"


@pytest.mark.parametrize(
    ("kind", "on", "clause"),
    [
        (PENALTY, "2021-07-14", "《中华人民共和国行政处罚法》（2017年修正）第四十条（待法规科核实）"),
        (PENALTY, "2021-07-15", "《中华人民共和国行政处罚法》（2021年修订）第六十一条"),
        (ORDER, "2021-07-14", FORM),
        (ORDER, "2021-07-15", FORM),
        (MEASURE, "2021-09-01", FORM),
        (DocumentKind.INSPECTION_RECORD, "2021-09-01", FORM),
        (DocumentKind.REINSPECTION_OPINION, "2021-09-01", FORM),
        (
            DocumentKind.EXTENSION_REPLY,
            "2021-09-01",
            "《安全生产违法行为行政处罚办法》（2015年修正）第十七条（待法规科核实）",
        ),
        (DocumentKind.EXTENSION_REPLY, "2026-02-01", ""),  # the new measures are not in the lawbook
        (DocumentKind.POWER_CUT_NOTICE, "2021-08-31", "《中华人民共和国安全生产法》（2014年修正）第六十七条第二款"),
        (DocumentKind.POWER_CUT_NOTICE, "2021-09-01", "《中华人民共和国安全生产法》（2021年修正）第七十条第二款"),
        (DocumentKind.RESUMPTION_CONSENT, "2021-09-01", ""),
        (DocumentKind.SUPERVISION_NOTICE, "2021-09-01", ""),
        (DocumentKind.CARD_NOTICE, "2021-09-01", ""),
        (DocumentKind.CLOSURE_REQUEST, "2021-09-01", ""),
        (DocumentKind.REFERRAL, "2021-09-01", ""),
        (DocumentKind.URGING, "2021-09-01", ""),
    ],
)
def test_the_penalty_act_is_cited_for_penalties_only_and_each_document_by_its_own_text(
    kind: DocumentKind, on: str, clause: str, law: Law
) -> None:
    for method, issued in ((LEFT, on), (DIRECT, "2026-03-01")):
        refusal = delivery_refusal(Deliverable(kind, day(issued)), method, "", day(on), law)
        assert refusal is not None
        assert refusal.clause == clause


def test_a_lapsed_document_says_what_to_do(law: Law) -> None:
    refusal = delivery_refusal(Deliverable(ORDER, day("07-20"), day("08-20")), DIRECT, "", day("08-21"), law)
    assert refusal is not None
    assert (refusal.clause, str(refusal.message)) == (
        FROM_DELIVERY,
        "文书写明的期限 2021-08-20 在送达日期 2021-08-21 已过，企业没有可以履行的期间。",
    )
    assert "撤回该文书" in str(refusal.remedy)
