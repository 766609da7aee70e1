"""Background task 后台任务: what somebody asked the server to do, how far it is, and what came of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from duban.domain.messages import N_
from duban.domain.wordlists import TaskKind
from duban.records.models.base import AgencyRow
from duban.records.models.checks import check, has, implies, not_before, one_of, said


class BackgroundTask(AgencyRow):
    """后台任务: waits, runs, ends with a result or a refusal. ``asked`` is what the work needs to know.

    ``attempts`` counts beginnings: a worker that was killed leaves a task that begins anew.
    """

    kind = models.CharField(max_length=16)
    title = models.TextField()
    asked = models.JSONField()
    asked_by = models.ForeignKey("records.User", models.PROTECT, related_name="+", db_index=False)
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0, db_default=0)
    done = models.PositiveIntegerField(default=0, db_default=0)
    total = models.PositiveIntegerField(default=0, db_default=0)
    finished_at = models.DateTimeField(null=True)
    refusal = models.JSONField(null=True)
    file = models.CharField(max_length=64, default="", db_default="")
    file_name = models.TextField(default="", db_default="")
    file_size = models.PositiveBigIntegerField(default=0, db_default=0)
    rows = models.PositiveIntegerField(null=True)

    class Meta:
        db_table = "background_task"
        constraints = (
            one_of("kind", TaskKind),
            check("file_shape", Q(file__regex="^([0-9a-f]{64})?$"), N_("结果文件须有 SHA-256 校验值")),
            implies("file_named", said("file"), said("file_name"), N_("结果文件须有名称")),
            implies("result_has_end", said("file"), has("finished_at"), N_("未完成的任务没有结果文件")),
            implies("refusal_has_end", has("refusal"), has("finished_at"), N_("未完成的任务没有办理结论")),
            check("within_total", Q(done__lte=models.F("total")), N_("已办数不得多于总数")),
            not_before("finished_at", "started_at", N_("完成时刻不得早于开始时刻")),
        )
        indexes = (models.Index(fields=("home_agency", "asked_by", "-asked_at"), name="backgroundtask_of_asker"),)
