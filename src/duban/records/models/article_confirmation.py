"""Article confirmation 法条核实: the 法规科 read the official text of a lawbook entry."""

from __future__ import annotations

from django.db import models

from duban.domain.messages import N_
from duban.records.models.base import AgencyRow
from duban.records.models.checks import check, said


class ArticleConfirmation(AgencyRow):
    """法条核实, laid over the lawbook files. ``entry``: the lawbook's id of the article or deadline value.

    Every agency reads it.
    """

    entry = models.CharField(max_length=128, db_index=True)
    verified = models.BooleanField(default=True, db_default=True)  # False takes an earlier confirmation back
    note = models.TextField()  # which official text was read
    confirmed_on = models.DateField()
    confirmed_at = models.DateTimeField()
    confirmed_by = models.ForeignKey("records.User", models.PROTECT, related_name="+", db_index=False)

    class Meta:
        db_table = "article_confirmation"
        constraints = (check("source_named", said("entry", "note"), N_("核实法条须写明核对的文本")),)
