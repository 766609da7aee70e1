"""A stored return filled anew 现值: the form from the facts, or from the returns below, as they are now."""

from __future__ import annotations

from datetime import date

from duban.domain.annex_table import AnnexTable, Header
from duban.domain.campaign import Campaign
from duban.queries.submissions.consolidating import consolidated_table
from duban.queries.submissions.own import own_table
from duban.queries.units import returning_units
from duban.records.models import Submission


def table_now(row: Submission, campaign: Campaign) -> AnnexTable:
    """The form of the return, with its header and remarks."""
    unit, header = row.home_agency_id, header_of(row)
    if row.consolidated:
        units = returning_units(unit)
        return consolidated_table(campaign, row.annex, row.report_on, header, units=units, on=row.prepared_on)
    return own_table(campaign, row.annex, row.report_on, unit, header, remarks=row.header["remarks"])


def header_of(row: Submission) -> Header:
    """The header block that was prepared."""
    stored = row.header
    filled_on = date.fromisoformat(stored["filled_on"])
    return Header(stored["unit"], stored["prepared_by"], stored["telephone"], filled_on)
