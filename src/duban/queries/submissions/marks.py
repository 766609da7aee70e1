"""Marks 报送情况 of units for a due date: sent in time, complete, accepted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from duban.domain.campaign import Campaign
from duban.domain.returns import UnitReturn, Version, unit_return
from duban.records.models import Agency, Submission


def unit_returns(campaign: Campaign, due_on: date, units: Sequence[str], on: date) -> tuple[UnitReturn, ...]:
    """The marks of each unit on the day ``on``, in the order given. The return for a due date has its report day."""
    versions = list(_versions(campaign.id, due_on, units))
    names = dict(Agency.objects.filter(code__in=units).values_list("code", "name"))
    annexes = [form.id for form in campaign.annexes]
    return tuple(unit_return(unit, names[unit], annexes, versions, due_on=due_on, on=on) for unit in units)


def _versions(campaign: str, due_on: date, units: Sequence[str]) -> Iterable[Version]:
    rows = Submission.objects.filter(campaign=campaign, report_on=due_on, home_agency__in=units, voided_on=None)
    values = rows.values_list("id", "home_agency", "annex", "state", "submitted_on", "accepted_on", "supersedes")
    stored = list(values)
    superseded = {earlier for *_, earlier in stored}
    for row, unit, annex, state, submitted_on, accepted_on, _ in stored:
        yield Version(str(row), unit, annex, state, submitted_on, accepted_on, row in superseded)
