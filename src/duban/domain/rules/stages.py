"""Stages 整改情况: how far the removal of a hazard is on the day. Exactly one each: open, overdue and closed add up."""

from __future__ import annotations

from duban.domain.case import Case, HazardCase
from duban.domain.vocabulary import HazardStage


def stage_of(case: Case, hazard: HazardCase) -> HazardStage:
    """Closed: corrected on the spot, passed, or ended with the enterprise. Else the gravest of its running items."""
    running = [item for item in hazard.items if item.running]
    if not hazard.open:
        return HazardStage.CLOSED
    if any(item.overdue for item in running):
        return HazardStage.OVERDUE
    if any(item.awaiting for item in running):
        return HazardStage.AWAITING
    near = any(case.campaign.is_near(item.due_on, case.on) for item in running)
    return HazardStage.NEAR if near else HazardStage.OPEN
