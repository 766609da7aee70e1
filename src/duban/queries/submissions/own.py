"""A unit's own return 本单位报送: the form of its own rows alone, as a submission says it was asked for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from duban.domain.annex_table import AnnexTable, Header
from duban.domain.campaign import Campaign
from duban.queries.annexes import annex_table
from duban.records.models import Submission


def own_table(
    campaign: Campaign, annex: str, on: date, unit: str, header: Header, *, remarks: Mapping[str, str] | None = None
) -> AnnexTable:
    """The form as it stands now, every cell with its sources. A city's own visits are its own return."""
    return annex_table(campaign, annex, on, header, units=(unit,), remarks=remarks or {}, sources=True)


def table_now(row: Submission, campaign: Campaign) -> AnnexTable:
    """The form of a stored return, filled from the facts as they are now."""
    return own_table(
        campaign, row.annex, row.report_on, row.home_agency_id, header_of(row), remarks=row.header["remarks"]
    )


def header_of(row: Submission) -> Header:
    """The header block that was prepared."""
    stored = row.header
    filled_on = date.fromisoformat(stored["filled_on"])
    return Header(stored["unit"], stored["prepared_by"], stored["telephone"], filled_on)
