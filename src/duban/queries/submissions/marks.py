"""Marks 报送情况 of units for a due date: sent in time, complete, accepted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Q

from duban.domain.campaign import Campaign
from duban.domain.returns import UnitReturn, Version, unit_return
from duban.queries.units import consolidating
from duban.records.models import Agency, Submission


def unit_returns(campaign: Campaign, due_on: date, units: Sequence[str], on: date) -> tuple[UnitReturn, ...]:
    """The marks of each unit on the day ``on``, in the order given. The return for a due date has its report day.

    ``units``: the judging unit first, of which its own rows alone count; a unit below it that has bureaus of its own
    returns theirs put together.
    """
    versions = list(_versions(campaign.id, due_on, units))
    names = dict(Agency.objects.filter(code__in=units).values_list("code", "name"))
    annexes = campaign.annexes_due(due_on)
    return tuple(unit_return(unit, names[unit], annexes, versions, due_on=due_on, on=on) for unit in units)


def _versions(campaign: str, due_on: date, units: Sequence[str]) -> Iterable[Version]:
    together = consolidating(units[1:])
    alone = Q(home_agency__in=set(units) - together, consolidated=False)
    rows = Submission.objects.filter(
        alone | Q(home_agency__in=together, consolidated=True), campaign=campaign, report_on=due_on, voided_on=None
    )
    values = rows.values_list("id", "home_agency", "annex", "state", "submitted_on", "accepted_on", "supersedes")
    stored = list(values)
    superseded = {earlier for *_, earlier in stored}
    for row, unit, annex, state, submitted_on, accepted_on, _ in stored:
        yield Version(str(row), unit, annex, state, submitted_on, accepted_on, row in superseded)
