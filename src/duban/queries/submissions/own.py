"""A unit's own return 本单位报送: the form of its own rows alone, as a submission says it was asked for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from duban.domain.annex_table import AnnexTable, Header
from duban.domain.campaign import Campaign
from duban.queries.annexes import annex_table


def own_table(
    campaign: Campaign, annex: str, on: date, unit: str, header: Header, *, remarks: Mapping[str, str] | None = None
) -> AnnexTable:
    """The form as it stands now, every cell with its sources. A city's own visits are its own return."""
    return annex_table(campaign, annex, on, header, units=(unit,), remarks=remarks or {}, sources=True)
