"""Penalty decision 行政处罚决定 against the enterprise or a person, and the hazards behind it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from duban.domain.messages import N_
from duban.domain.vocabulary import PenaltyKind, PenaltyTarget
from duban.domain.workflow import PenaltyDecisionState as State
from duban.records.models.base import Fact, Part
from duban.records.models.checks import (
    check,
    day_of_state,
    has,
    implies,
    in_states,
    not_before,
    one_of,
    other_person,
    said,
)


class PenaltyDecision(Fact):
    """行政处罚决定. ``statute``: instrument id; ``concept``: lawbook concept of the basis; money in 分.

    ``citations``: the articles as they were cited; ``weighing``: both laws evaluated and the choice made (从旧兼从轻).
    A changed decision is a new row of the same ``decided_on`` that names the old one in ``changed_from``.
    ``officers``: who decided on the spot 当场处罚, each with the certificate of the day; empty for any other decision.
    """

    state = models.CharField(max_length=16)
    number = models.TextField()
    statute = models.CharField(max_length=64)
    concept = models.CharField(max_length=64, default="", db_default="")
    citations = models.JSONField(default=list, db_default=[])
    weighing = models.JSONField(null=True)
    violated_on = models.DateField(null=True)  # day of the violation; one that continues: its last day
    target = models.CharField(max_length=16)
    person = models.TextField(default="", db_default="")  # the person penalised
    post = models.TextField(default="", db_default="")
    kinds = ArrayField(models.CharField(max_length=16))
    fine_fen = models.BigIntegerField(default=0, db_default=0)
    reason = models.TextField(default="", db_default="")  # 违法事实和理由
    summary = models.BooleanField(default=False, db_default=False)  # 当场处罚
    decided_on = models.DateField()
    delivered_on = models.DateField(null=True)
    filed_on = models.DateField(null=True)  # 当场处罚报所属机关备案
    officers = models.JSONField(default=list, db_default=[])
    published_on = models.DateField(null=True)  # 公示
    published_where = models.TextField(default="", db_default="")  # where: the site or platform
    unpublished_on = models.DateField(null=True)  # 撤回公示
    paid_on = models.DateField(null=True)
    surcharge_fen = models.BigIntegerField(default=0, db_default=0)  # 加处罚款, as paid
    changed_on = models.DateField(null=True)
    changed_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="changed_to")
    annulled_on = models.DateField(null=True)
    annulled_reason = models.TextField(default="", db_default="")
    prepared_by = models.ForeignKey("records.User", models.PROTECT, null=True, related_name="+", db_index=False)
    decided_by = models.ForeignKey("records.User", models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta(Fact.Meta):
        db_table = "penalty_decision"
        constraints = (
            *Fact.Meta.constraints,
            one_of("state", State),
            one_of("target", PenaltyTarget),
            check("numbered", said("number", "statute"), N_("处罚决定须有文号和法律依据")),
            check(
                "kinds_known",
                Q(kinds__contained_by=[kind.value for kind in PenaltyKind], kinds__len__gte=1),
                N_("处罚种类须至少一种，且在规定的词表内"),
            ),
            check(
                "fine_matches_kind",
                Q(kinds__contains=[PenaltyKind.FINE.value], fine_fen__gt=0)
                | (~Q(kinds__contains=[PenaltyKind.FINE.value]) & Q(fine_fen=0)),
                N_("罚款须有金额，没有罚款的金额为 0，金额不得小于 0"),
            ),
            check(
                "person_matches_target",
                Q(target=PenaltyTarget.PERSON.value) & said("person")
                | ~Q(target=PenaltyTarget.PERSON.value) & ~said("person"),
                N_("对个人的处罚须写明被处罚人，对企业的处罚不得写个人"),
            ),
            in_states(
                (State.DELIVERED, State.PAID), has("delivered_on"), "delivered_has_day", N_("已送达的须有送达日期")
            ),
            implies("filed_is_summary", has("filed_on"), Q(summary=True), N_("只有当场处罚须报所属机关备案")),
            implies("published_somewhere", has("published_on"), said("published_where"), N_("登记公示须写明公示渠道")),
            implies("unpublished_was_out", has("unpublished_on"), has("published_on"), N_("没有公示的不能撤回公示")),
            check("surcharge_range", Q(surcharge_fen__gte=0), N_("加处罚款不得小于 0")),
            in_states((State.PAID,), has("paid_on"), "paid_has_day", N_("已缴清的须有缴清日期")),
            in_states((State.CHANGED,), has("changed_on"), "changed_has_day", N_("已变更的须有变更日期")),
            day_of_state(State.ANNULLED, "annulled_on", N_("已撤销的须有撤销日期，未撤销的不得有")),
            implies("annulled_has_reason", has("annulled_on"), said("annulled_reason"), N_("撤销须说明理由")),
            not_before("delivered_on", "decided_on", N_("送达日期不得早于决定日期")),
            not_before("filed_on", "decided_on", N_("备案日期不得早于决定日期")),
            not_before("published_on", "decided_on", N_("公示日期不得早于决定日期")),
            not_before("unpublished_on", "published_on", N_("撤回公示日期不得早于公示日期")),
            not_before("paid_on", "decided_on", N_("缴清日期不得早于决定日期")),
            not_before("changed_on", "decided_on", N_("变更日期不得早于决定日期")),
            not_before("annulled_on", "decided_on", N_("撤销日期不得早于决定日期")),
            not_before("decided_on", "violated_on", N_("决定日期不得早于违法行为日期")),
            other_person("prepared_by", "decided_by"),
        )
        indexes = (
            *Fact.Meta.indexes,
            models.Index(fields=("home_agency", "campaign", "decided_on"), name="penaltydecision_by_day"),
        )


class PenaltyHazard(Part):
    """A hazard behind a penalty decision."""

    penalty = models.ForeignKey(PenaltyDecision, models.PROTECT, related_name="hazard_links")
    hazard = models.ForeignKey("records.Hazard", models.PROTECT, related_name="penalty_links")

    class Meta(Part.Meta):
        db_table = "penalty_hazard"
        constraints = (
            *Part.Meta.constraints,
            models.UniqueConstraint(
                fields=("home_agency", "penalty", "hazard"),
                condition=Q(voided_on__isnull=True),
                name="penaltyhazard_once",
                violation_error_message=N_("同一隐患在一份处罚决定中只能列一次"),
            ),
        )
