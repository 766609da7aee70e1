"""Safety work 标准化、双重预防: whether the enterprise was urged."""

from __future__ import annotations

from duban.domain.case import Case
from duban.domain.conditions.safety_work import latest_profile


def urged(case: Case, enterprise: Case) -> bool:
    """Whether the enterprise was urged after its last statement."""
    profile = latest_profile(case)
    return profile is not None and any(urging.on >= profile.on for urging in case.facts.urgings)
