"""Cross-checks 报送前核对 of a unit's return: the cases of its enterprises, and the figures of its annexes."""

from __future__ import annotations

from datetime import date

from duban.domain.annex_table import Header
from duban.domain.campaign import Campaign
from duban.domain.case import case_of
from duban.domain.cross_checks import CheckFinding, case_findings, returned_findings, table_findings
from duban.queries.law import law_in_use
from duban.queries.submissions.now import table_now
from duban.queries.submissions.own import own_table
from duban.records.facts import each_facts
from duban.records.models import Card, LedgerEntry, Submission


def cross_checks(campaign: Campaign, on: date, unit: str) -> tuple[CheckFinding, ...]:
    """What does not agree in the unit's figures and cases of the day; errors block, warnings need a word."""
    entries = LedgerEntry.objects.filter(campaign=campaign.id, home_agency=unit, voided_on=None)
    listed = entries.exclude(removed_on__lte=on).values_list("enterprise", flat=True)
    carded = Card.objects.filter(campaign=campaign.id, home_agency=unit, voided_on=None)
    enterprises = {*listed, *carded.values_list("enterprise", flat=True)}
    law = law_in_use()
    cases = (case_of(facts, on, campaign, law) for _, facts in each_facts(campaign.id, sorted(enterprises)))
    return (*_figures(campaign, on, unit), *case_findings(cases))


def findings_of(row: Submission, campaign: Campaign) -> tuple[CheckFinding, ...]:
    """What a stored return has to explain: of its own cases and figures, or of the returns that it puts together."""
    if not row.consolidated:
        return cross_checks(campaign, row.report_on, row.home_agency_id)
    return returned_findings(table_now(row, campaign))


def _figures(campaign: Campaign, on: date, unit: str) -> tuple[CheckFinding, ...]:
    header = Header("", "", "", on)
    counted = [form.id for form in campaign.annexes if form.rows == "enterprise"]
    return tuple(
        finding for annex in counted for finding in table_findings(own_table(campaign, annex, on, unit, header))
    )
