"""公示: a decision is published once while it stands, and taken down only when it no longer does."""

from __future__ import annotations

from typing import Any

import pytest
from tests.actions.later_steps import HEAD, penalised
from tests.actions.steps import OFFICER, day
from tests.actions.world import do, refused, stored

from duban.records.models import PenaltyDecision

pytestmark = pytest.mark.usefixtures("world")

PLACE = {"by": OFFICER, "place": "示例区政府门户网站"}


def withdrawn(penalty: Any) -> dict[str, Any]:
    return {"by": OFFICER, "on": day("09-22"), "penalty": penalty}


def test_a_decision_is_published_once() -> None:
    penalty = penalised(on=day("09-06"))
    do("publish_penalty", on=day("09-10"), penalty=penalty, **PLACE)
    row = stored(PenaltyDecision, penalty)
    assert (row.published_on, row.published_where, row.unpublished_on) == (day("09-10"), "示例区政府门户网站", None)
    assert refused("publish_penalty", on=day("09-11"), penalty=penalty, **PLACE).rule == "penalty.published"


def test_not_before_it_was_decided() -> None:
    penalty = penalised(on=day("09-06"))
    rule = refused("publish_penalty", on=day("09-05"), penalty=penalty, **PLACE).rule
    assert rule == "penaltydecision_published_on_order"


def test_not_without_saying_where() -> None:
    penalty = penalised(on=day("09-06"))
    assert refused("publish_penalty", by=OFFICER, on=day("09-10"), penalty=penalty, place="").rule == "input"


@pytest.mark.parametrize(
    ("name", "more"),
    [("annul_penalty", {"reason": "复议撤销"}), ("change_penalty", {"reason": "复议变更", "fine_fen": 500_000})],
)
def test_what_no_longer_stands_is_taken_down_and_not_published_again(name: str, more: dict[str, Any]) -> None:
    published, other = penalised(on=day("09-06")), penalised(on=day("09-06"))
    do("publish_penalty", on=day("09-10"), penalty=published, **PLACE)
    for penalty in (published, other):
        do(name, by=HEAD, on=day("09-20"), penalty=penalty, **more)
    assert refused("publish_penalty", on=day("09-21"), penalty=other, **PLACE).rule == "penalty.not_to_publish"
    do("withdraw_penalty_publication", **withdrawn(published))
    assert stored(PenaltyDecision, published).unpublished_on == day("09-22")
    assert refused("withdraw_penalty_publication", **withdrawn(published)).rule == "penalty.not_published"


def test_what_stands_stays_public() -> None:
    penalty = penalised(on=day("09-06"))
    assert refused("withdraw_penalty_publication", **withdrawn(penalty)).rule == "penalty.not_published"
    do("publish_penalty", on=day("09-10"), penalty=penalty, **PLACE)
    assert refused("withdraw_penalty_publication", **withdrawn(penalty)).rule == "penalty.stands"
