"""On-site measure 现场处理措施决定书, and the hazards for which it was taken."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from duban.domain.messages import N_
from duban.domain.vocabulary import MeasureKind
from duban.domain.workflow import OnSiteMeasureState as State
from duban.records.models.base import Fact, Part
from duban.records.models.checks import day_of_state, has, implies, in_states, not_before, one_of, other_person, said


class OnSiteMeasure(Fact):
    """现场处理措施. ``basis``: lawbook concept; ``consent``: the resumption by whose written consent it was lifted."""

    inspection = models.ForeignKey("records.Inspection", models.PROTECT, null=True, related_name="measures")
    kind = models.CharField(max_length=32)
    state = models.CharField(max_length=16)
    number = models.TextField(default="", db_default="")
    content = models.TextField(default="", db_default="")
    basis = models.CharField(max_length=64, default="", db_default="")
    citations = models.JSONField(default=list, db_default=[])
    campaign_version = models.CharField(max_length=64, default="", db_default="")
    drafted_on = models.DateField(null=True)
    issued_on = models.DateField(null=True)
    delivered_on = models.DateField(null=True)
    until_on = models.DateField(null=True)  # term written in the decision, last day included
    term_reason = models.TextField(default="", db_default="")  # why the term is longer than normal
    term_ended_on = models.DateField(null=True)
    lifted_on = models.DateField(null=True)
    lifted_reason = models.TextField(default="", db_default="")
    consent = models.ForeignKey("records.Resumption", models.PROTECT, null=True, related_name="+", db_index=False)
    withdrawn_on = models.DateField(null=True)
    withdrawn_reason = models.TextField(default="", db_default="")
    prepared_by = models.ForeignKey("records.User", models.PROTECT, null=True, related_name="+", db_index=False)
    issued_by = models.ForeignKey("records.User", models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta(Fact.Meta):
        db_table = "on_site_measure"
        constraints = (
            *Fact.Meta.constraints,
            one_of("kind", MeasureKind),
            one_of("state", State),
            in_states(
                (State.ISSUED, State.DELIVERED, State.LIFTED, State.TERM_ENDED),
                has("issued_on"),
                "issued_has_day",
                N_("已签发的决定书须有签发日期"),
            ),
            in_states(
                (State.DELIVERED, State.LIFTED, State.TERM_ENDED),
                has("delivered_on"),
                "delivered_has_day",
                N_("已送达的决定书须有送达日期"),
            ),
            in_states((State.TERM_ENDED,), has("term_ended_on"), "term_ended_has_day", N_("期限届满须有日期")),
            day_of_state(State.LIFTED, "lifted_on", N_("已解除的措施须有解除日期，未解除的不得有")),
            day_of_state(State.WITHDRAWN, "withdrawn_on", N_("撤回的决定书须有撤回日期，未撤回的不得有")),
            implies("withdrawn_has_reason", has("withdrawn_on"), said("withdrawn_reason"), N_("撤回须说明理由")),
            implies(
                "suspension_has_basis",
                Q(kind=MeasureKind.TEMPORARY_SUSPENSION.value) & has("issued_on"),
                said("basis"),
                N_("责令暂时停产停业须写明法律依据"),
            ),
            implies(
                "suspension_lifted_by_consent",
                Q(kind=MeasureKind.TEMPORARY_SUSPENSION.value) & has("lifted_on"),
                has("consent"),
                N_("暂时停产停业须经审查并书面同意恢复生产后才能解除"),
            ),
            implies("delivered_is_issued", has("delivered_on"), has("issued_on"), N_("未签发的决定书不得送达")),
            not_before("delivered_on", "issued_on", N_("送达日期不得早于签发日期")),
            not_before("until_on", "issued_on", N_("期限不得早于签发日期")),
            not_before("term_ended_on", "until_on", N_("期限未满不得登记届满")),
            not_before("lifted_on", "delivered_on", N_("解除日期不得早于送达日期")),
            not_before("withdrawn_on", "issued_on", N_("撤回日期不得早于签发日期")),
            other_person("prepared_by", "issued_by"),
        )


class MeasureHazard(Part):
    """A hazard for which a measure was taken."""

    measure = models.ForeignKey(OnSiteMeasure, models.PROTECT, related_name="hazard_links")
    hazard = models.ForeignKey("records.Hazard", models.PROTECT, related_name="measure_links")

    class Meta(Part.Meta):
        db_table = "measure_hazard"
        constraints = (
            *Part.Meta.constraints,
            models.UniqueConstraint(
                fields=("home_agency", "measure", "hazard"),
                condition=Q(voided_on__isnull=True),
                name="measurehazard_once",
                violation_error_message=N_("同一隐患在一份决定书中只能列一次"),
            ),
        )
