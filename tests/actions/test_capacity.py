"""Capacity 落后产能、装备: entered with its site, taken out of use once, with manner and reason."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from tests.actions.samples_ledger import CLERK, OF_PLANT, OFFICER, PLANT, SITE
from tests.actions.world import CITY, DAY, HUNNAN, TIEXI, an_id, do, refused, rows, stored, writing

from duban.records.models import CapacityItem, Evidence, EvidenceLink

pytestmark = pytest.mark.usefixtures("world")

FURNACE: dict[str, Any] = {**OF_PLANT, "site": SITE, "kind": "furnace", "size": "400.5", "unit": "立方米"}
EXIT: dict[str, Any] = {"manner": "main_dismantled", "reason": "safety"}


def furnace(by: str = CLERK) -> UUID:
    item: UUID = do("add_capacity_item", by=by, name="2号高炉", **FURNACE)
    return item


def test_an_item_is_entered_with_its_size() -> None:
    item = stored(CapacityItem, furnace())
    assert (item.kind, item.name, item.size, item.unit, item.exited_on) == (
        "furnace", "2号高炉", Decimal("400.5"), "立方米", None,
    )  # fmt: skip


def test_an_item_goes_on_its_day_with_manner_and_reason() -> None:
    item = furnace()
    do("record_capacity_exit", by=CLERK, item=item, **EXIT)
    gone = stored(CapacityItem, item)
    assert (gone.exited_on, gone.exit_manner, gone.exit_reason) == (DAY, "main_dismantled", "safety")
    assert rows(EvidenceLink).count() == 0


def test_the_proof_is_a_piece_of_evidence() -> None:
    with writing(TIEXI):
        photo = Evidence.objects.create(
            id=an_id("photo"), home_agency_id=TIEXI, sha256="0" * 64, name="拆除.jpg", media_type="image/jpeg", size=1
        )
    item = furnace()
    do("record_capacity_exit", by=CLERK, item=item, proof=photo.id, **EXIT)
    link = rows(EvidenceLink).get()
    assert (link.evidence_id, link.object_kind, link.object, link.enterprise_id) == (
        photo.id, "capacity_item", item, PLANT,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"kind": "castle"}, "input"),
        ({"size": "-1"}, "input"),
        ({"size": "groß"}, "input"),
        ({"site": an_id("site-second")}, "record.other_enterprise"),
        ({"enterprise": an_id("plant-210112")}, "record.unknown"),
        ({"campaign": "no-such-campaign"}, "ledger.not_listed"),
        ({"by": OFFICER}, "permission.not_held"),
    ],
)
def test_an_item_is_refused(change: dict[str, Any], rule: str) -> None:
    assert refused("add_capacity_item", **{"by": CLERK, **FURNACE, **change}).rule == rule


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"manner": "blown_up"}, "input"),
        ({"item": an_id("nothing")}, "record.unknown"),
        ({"proof": an_id("nothing")}, "record.unknown"),
        ({"by": f"clerk-{HUNNAN}"}, "record.unknown"),
        ({"by": f"clerk-{CITY}"}, "record.unknown"),
    ],
)
def test_an_exit_is_refused(change: dict[str, Any], rule: str) -> None:
    assert refused("record_capacity_exit", **{"by": CLERK, "item": furnace(), **EXIT, **change}).rule == rule


def test_an_item_goes_once() -> None:
    item = furnace()
    do("record_capacity_exit", by=CLERK, item=item, **EXIT)
    refusal = refused("record_capacity_exit", by=CLERK, item=item, **EXIT)
    assert str(refusal).startswith("该装备已于 2021-07-20 登记退出。")
