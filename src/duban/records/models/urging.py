"""Urging 督促建设 of standardisation or dual prevention."""

from __future__ import annotations

from django.db import models

from duban.records.models.base import Fact


class Urging(Fact):
    """督促建设, no penalty."""

    urged_on = models.DateField()
    text = models.TextField(default="", db_default="")

    class Meta(Fact.Meta):
        db_table = "urging"
        constraints = Fact.Meta.constraints
