"""What an agency may issue, by the capacity in which it acts."""

from __future__ import annotations

import pytest

from duban.domain.enforcement_capacity import (
    CAPACITY_LABELS,
    INSTRUMENT_LABELS,
    EnforcementCapacity,
    Instrument,
    require_capacity,
)
from duban.domain.messages import Refusal

# instrument | own | entrusted | assist
TABLE = """
    rectification_order  yes  yes  no
    on_site_measure      yes  yes  no
    supervision_listing  yes  yes  no
    resumption_consent   yes  yes  no
    card                 yes  yes  no
    penalty              yes  yes  no
    seizure              yes  no   no
    power_cut            yes  no   no
    closure_request      yes  yes  no
"""
CASES = [
    (capacity, line.split()[0], line.split()[column] == "yes")
    for line in TABLE.strip().splitlines()
    for column, capacity in enumerate(("own", "entrusted", "assist"), start=1)
]


@pytest.mark.parametrize(("capacity", "instrument", "allowed"), CASES)
def test_an_agency_issues_what_its_capacity_allows(capacity: str, instrument: str, allowed: bool) -> None:
    if allowed:
        require_capacity(capacity, Instrument(instrument))
        return
    with pytest.raises(Refusal) as caught:
        require_capacity(capacity, Instrument(instrument))
    assert caught.value.rule == ("capacity.assist_only" if capacity == "assist" else "capacity.not_entrustable")


def test_the_table_covers_every_instrument_and_capacity() -> None:
    assert {(c, i) for c, i, _ in CASES} == {(c, i) for c in EnforcementCapacity for i in Instrument}
    assert set(CAPACITY_LABELS) == set(EnforcementCapacity)
    assert set(INSTRUMENT_LABELS) == set(Instrument)


def test_an_entrusted_zone_is_told_who_issues_the_power_cut() -> None:
    with pytest.raises(Refusal) as caught:
        require_capacity("entrusted", Instrument.POWER_CUT)
    assert str(caught.value) == (
        "受委托执法的单位不得办理“停止供电”。（行政处罚法关于委托处罚、行政强制法关于强制措施权不得委托的规定）"
        "请将情况报送有执法主体资格的机关（委托机关或上级机关）办理。"
    )


def test_a_word_that_is_no_capacity_is_a_programming_error() -> None:
    with pytest.raises(ValueError, match="borrowed"):
        require_capacity("borrowed", Instrument.CARD)
