"""Safety profile 标准化、双重预防、风险等级: a dated statement that a later one replaces."""

from __future__ import annotations

from django.db import models

from duban.domain.ledger.words import RiskColour
from duban.domain.vocabulary import Answer, Standardisation
from duban.records.models.base import Fact
from duban.records.models.checks import one_of


class SafetyProfile(Fact):
    """What is known of the enterprise's own safety work on a day. Empty: not recorded."""

    stated_on = models.DateField()
    standardisation = models.CharField(max_length=16, null=True)
    standardised_until = models.DateField(null=True)
    dual_prevention = models.CharField(max_length=16, default=Answer.UNKNOWN.value, db_default=Answer.UNKNOWN.value)
    risk = models.CharField(max_length=16, null=True)

    class Meta(Fact.Meta):
        db_table = "safety_profile"
        constraints = (
            *Fact.Meta.constraints,
            one_of("standardisation", Standardisation),
            one_of("dual_prevention", Answer),
            one_of("risk", RiskColour),
        )
