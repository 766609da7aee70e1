"""Supervision listing 挂牌督办 of one major hazard, its treatment plan and the proofs of the 五落实."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from duban.domain.messages import N_
from duban.domain.vocabulary import Implementation
from duban.domain.wordlists import SupervisionLevel
from duban.domain.workflow import SupervisionListingState as State
from duban.records.models.base import Fact, Part
from duban.records.models.checks import check, day_of_state, has, in_states, not_before, one_of, other_person, said


class SupervisionListing(Fact):
    """挂牌督办. ``plan_due_on``: day set for the treatment plan and the five implementations."""

    hazard = models.ForeignKey("records.Hazard", models.PROTECT, related_name="listings")
    state = models.CharField(max_length=32)
    level = models.CharField(max_length=16)
    supervising_agency = models.ForeignKey(
        "records.Agency", models.PROTECT, null=True, related_name="+", db_index=False
    )
    number = models.TextField(default="", db_default="")
    proposed_on = models.DateField(null=True)
    listed_on = models.DateField(null=True)
    plan_due_on = models.DateField(null=True)
    deadline_on = models.DateField(null=True)
    finished_on = models.DateField(null=True)  # treatment finished, or resumption applied for
    review_started_on = models.DateField(null=True)
    review_failed_on = models.DateField(null=True)
    review_failed_reason = models.TextField(default="", db_default="")
    delisted_on = models.DateField(null=True)
    delisted_reason = models.TextField(default="", db_default="")
    prepared_by = models.ForeignKey("records.User", models.PROTECT, null=True, related_name="+", db_index=False)
    decided_by = models.ForeignKey("records.User", models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta(Fact.Meta):
        db_table = "supervision_listing"
        constraints = (
            *Fact.Meta.constraints,
            one_of("state", State),
            one_of("level", SupervisionLevel),
            check(
                "listed_has_day",
                Q(state=State.PROPOSED.value, listed_on__isnull=True)
                | (~Q(state=State.PROPOSED.value) & Q(listed_on__isnull=False)),
                N_("已挂牌的须有挂牌日期，未挂牌的不得有"),
            ),
            day_of_state(State.DELISTED, "delisted_on", N_("已销号的须有销号日期，未销号的不得有")),
            in_states((State.REVIEW_FAILED,), has("review_failed_on"), "failed_has_day", N_("审查不合格须有日期")),
            not_before("plan_due_on", "listed_on", N_("治理方案期限不得早于挂牌日期")),
            not_before("deadline_on", "listed_on", N_("督办期限不得早于挂牌日期")),
            not_before("review_failed_on", "listed_on", N_("审查日期不得早于挂牌日期")),
            not_before("delisted_on", "listed_on", N_("销号日期不得早于挂牌日期")),
            other_person("prepared_by", "decided_by"),
        )


class TreatmentPlan(Part):
    """治理方案 with its six mandatory parts（16号令第十五条）."""

    listing = models.ForeignKey(SupervisionListing, models.PROTECT, related_name="treatment_plans")
    filed_on = models.DateField()
    goals = models.TextField()  # 目标和任务
    methods = models.TextField()  # 方法和措施
    funds = models.TextField()  # 经费和物资
    organisation = models.TextField()  # 机构和人员
    time_limit = models.TextField()  # 时限和要求
    emergency = models.TextField()  # 安全措施和应急预案

    class Meta(Part.Meta):
        db_table = "treatment_plan"
        constraints = (
            *Part.Meta.constraints,
            check(
                "six_parts",
                said("goals", "methods", "funds", "organisation", "time_limit", "emergency"),
                N_("治理方案须有六项内容：目标任务、方法措施、经费物资、机构人员、时限要求、安全措施和应急预案"),
            ),
        )


class ImplementationProof(Part):
    """Proof of one of the 五落实: a named person, a figure, a day or a document."""

    listing = models.ForeignKey(SupervisionListing, models.PROTECT, related_name="proofs")
    part = models.CharField(max_length=16)
    proved_on = models.DateField()
    person = models.TextField(default="", db_default="")
    amount_fen = models.BigIntegerField(null=True)
    by_day = models.DateField(null=True)
    document = models.TextField(default="", db_default="")
    evidence = models.ForeignKey("records.Evidence", models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta(Part.Meta):
        db_table = "implementation_proof"
        constraints = (
            *Part.Meta.constraints,
            one_of("part", Implementation),
            check("amount_range", Q(amount_fen__gte=0), N_("金额不得小于 0")),
            check(
                "proved",
                said("person") | has("amount_fen") | has("by_day") | said("document"),
                N_("落实情况须有责任人、金额、期限或文件之一为证"),
            ),
        )
