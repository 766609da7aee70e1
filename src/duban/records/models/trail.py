"""The trail 操作留痕: one chained deed per write, and the row changes that it made. Append-only.

Written by the database's own functions (``records/sql/guards.sql``); these models only read.
"""

from __future__ import annotations

from django.db import models


class Deed(models.Model):
    """操作留痕: who did what, when, for which day. ``mac`` chains it to the deed before it in its agency."""

    id = models.UUIDField(primary_key=True)
    home_agency = models.CharField(max_length=32)
    seq = models.BigIntegerField()
    name = models.CharField(max_length=64)
    on = models.DateField()
    at = models.DateTimeField()
    by_id = models.UUIDField()
    channel = models.CharField(max_length=16)
    canonical = models.TextField()
    mac = models.CharField(max_length=64)

    class Meta:
        db_table = "deed"
        constraints = (
            models.UniqueConstraint(fields=("home_agency", "seq"), name="deed_chain_place"),
            models.UniqueConstraint(fields=("home_agency", "id"), name="deed_of_agency"),
        )


class Change(models.Model):
    """One changed row 变更: as it was and as it became, in PostgreSQL's own JSON text."""

    nr = models.BigAutoField(primary_key=True)
    deed_id = models.UUIDField(db_index=True)
    home_agency = models.CharField(max_length=32)
    relation = models.CharField(max_length=64)
    row_pk = models.CharField(max_length=64)
    before = models.TextField(null=True)
    after = models.TextField(null=True)

    class Meta:
        db_table = "change"
        indexes = (models.Index(fields=("row_pk", "relation"), name="change_of_row"),)


class ChainHead(models.Model):
    """The last link of an agency's chain."""

    agency = models.CharField(primary_key=True, max_length=32)
    seq = models.BigIntegerField()
    mac = models.CharField(max_length=64)

    class Meta:
        db_table = "chain_head"
