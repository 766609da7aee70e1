"""执法主体资格: who only assists decides nothing; who is entrusted cuts no power."""

from __future__ import annotations

import dataclasses
from uuid import uuid4

import pytest
from tests.actions.samples_closing import SAMPLES
from tests.actions.world import do, refused, rows

from duban.domain.enforcement_capacity import EnforcementCapacity
from duban.queries.actors import actor_named
from duban.records.models import Deed

pytestmark = pytest.mark.usefixtures("world")

COERCIVE = ("draft_power_cut", "approve_power_cut")
DECIDING = (
    "propose_listing",
    "decide_listing",
    "consent_resumption",
    "refuse_resumption",
    "propose_card",
    "confirm_card",
    "decide_penalty",
    "draft_closure_request",
    "send_closure_request",
)


@pytest.mark.parametrize("deed", [*DECIDING, *COERCIVE])
def test_an_assisting_agency_decides_nothing(deed: str) -> None:
    sample = SAMPLES[deed]()
    assisting = dataclasses.replace(actor_named(sample.by), capacity=EnforcementCapacity.ASSIST)
    assert refused(deed, by=assisting, on=sample.on, **sample.inputs).rule == "capacity.assist_only"


@pytest.mark.parametrize("deed", COERCIVE)
def test_an_entrusted_agency_cuts_no_power(deed: str) -> None:
    sample = SAMPLES[deed]()
    entrusted = dataclasses.replace(actor_named(sample.by), capacity=EnforcementCapacity.ENTRUSTED)
    refusal = refused(deed, by=entrusted, on=sample.on, **sample.inputs)
    assert refusal.rule == "capacity.not_entrustable"
    assert "报送有执法主体资格的机关" in str(refusal)


@pytest.mark.parametrize("deed", DECIDING)
def test_an_entrusted_agency_decides_the_rest(deed: str) -> None:
    sample = SAMPLES[deed]()
    entrusted = dataclasses.replace(actor_named(sample.by), capacity=EnforcementCapacity.ENTRUSTED)
    done = uuid4()
    do(deed, by=entrusted, on=sample.on, id=done, **sample.inputs)
    assert rows(Deed).get(pk=done).name == deed
