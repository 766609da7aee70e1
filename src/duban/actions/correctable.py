"""Correctable facts 可更正的事实: which columns, by whom, and which documents keep them as they are."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Annotated, Any, cast

from django.db.models import Model
from pydantic import Field, create_model

from duban.actions import keepers
from duban.actions.fields import Fen, Id, Moment, Name
from duban.actions.inputs import Inputs
from duban.actions.settling import (
    settle_delivery,
    settle_enterprise,
    settle_entry,
    settle_extension,
    settle_hazard,
    settle_site,
    settle_visit,
)
from duban.domain.ledger.words import OperatingStatus, RiskColour
from duban.domain.messages import N_
from duban.domain.permissions import Permission
from duban.domain.vocabulary import Answer, ReinspectionCause, Standardisation, VisitKind
from duban.domain.wordlists import CapacityKind, DeliveryMethod, ExitManner, ExitReason, Opinion, SupervisionLevel
from duban.records import models as m

_P = Permission
_Line = Annotated[str, Field(max_length=400)]
_Said = Annotated[str, Field(min_length=1, max_length=4000)]
_Long = Annotated[str, Field(max_length=20000)]
_Day = date
_MaybeDay = date | None

AHEAD = frozenset({"due_on", "first_on", "last_on", "until_on", "planned_on", "plan_due_on", "deadline_on", "by_day",
                   "valid_to", "standardised_until"})  # fmt: skip
"""Days that may lie ahead; every other corrected day has been."""

NO_COLUMNS: Mapping[str, Any] = MappingProxyType({})
AS_ENTERED = N_("请作废后重新登记。")


def _columns(**types: Any) -> type[Inputs]:
    """The judging model of columns that may be corrected, each of them optional."""
    columns = {name: (kind, None) for name, kind in types.items()}
    return cast(type[Inputs], create_model("values", __base__=Inputs, **cast(Any, columns)))


@dataclass(frozen=True, slots=True)
class Correctable:
    """A table whose rows may be corrected or made void.

    ``keeper``: relation of the documents that keep a row (see ``keepers``); ``kept``: columns that they keep, ``None``
    for all of them (a row that is kept is not made void either). ``states``: in which a row may be changed, empty for
    any. ``since``: days that a corrected day must not precede, by path. ``settle``: what else follows. ``remedy``:
    what to do instead where it is refused.
    """

    model: type[Model]
    permission: Permission
    columns: type[Inputs]
    keeper: str = ""
    kept: frozenset[str] | None = None
    states: tuple[str, ...] = ()
    since: Mapping[str, str] = field(default_factory=lambda: NO_COLUMNS)
    settle: Callable[[Model, Collection[str]], None] | None = None
    voidable: bool = True
    remedy: str = AS_ENTERED


_WITHDRAW = N_("请先撤回该文书，更正后重新办理。")
_OWN_DEED = N_("请以该文书自己的步骤办理：撤回、变更、撤销、移出。")
_SIGNED = N_("检查记录已经签字；请作废检查记录后重新登记。")

_TABLE = (
    Correctable(
        m.Enterprise, _P.KEEP_LEDGER,
        _columns(
            name=Name, credit_code=str | None, no_code_reason=_Line, region=str, address=_Line,
            operating_status=OperatingStatus | None, status_on=_MaybeDay, workforce=Annotated[int, Field(ge=0)] | None,
            legal_person=_Line, contact=_Line, telephone=_Line,
        ),
        keepers.ENTERPRISE, frozenset(), settle=settle_enterprise, remedy=N_("请先将企业移出台账。"),
    ),
    Correctable(
        m.Site, _P.KEEP_LEDGER,
        _columns(
            name=_Line, address=_Line, region=str, latitude=float | None, longitude=float | None, gbt4754=str,
            started_year=Annotated[int, Field(ge=1850, le=2100)] | None, contact=_Line, telephone=_Line,
        ),
        keepers.SITE, frozenset(), settle=settle_site, remedy=N_("厂区已有登记的事实；请更正栏目，不要作废。"),
    ),
    Correctable(
        m.LedgerEntry, _P.KEEP_LEDGER,
        _columns(
            industry=str, region=str, inclusion_basis=_Said, remark=_Line, responsible_id=Id | None, added_on=_MaybeDay,
            confirmed_on=_Day,
        ),
        settle=settle_entry, voidable=False, states=("proposed", "consulted", "confirmed"),
        remedy=N_("请办理“移出台账”。"),
    ),
    Correctable(
        m.LedgerOpinion, _P.GIVE_LEDGER_OPINION, _columns(opinion=Opinion, given_on=_Day, text=_Line),
    ),
    Correctable(
        m.SafetyProfile, _P.KEEP_LEDGER,
        _columns(
            stated_on=_Day, standardisation=Standardisation | None, standardised_until=_MaybeDay,
            dual_prevention=Answer, risk=RiskColour | None,
        ),
    ),
    Correctable(
        m.CapacityItem, _P.KEEP_LEDGER,
        _columns(
            kind=CapacityKind, name=_Line, process=_Line, size=float | None, unit=_Line, catalogue=_Line,
            catalogue_item=_Line, exit_reason=ExitReason, exit_manner=ExitManner, exited_on=_Day,
        ),
        keepers.CAPACITY_ITEM, frozenset(), remedy=N_("已登记退出的，请更正栏目，不要作废。"),
    ),
    Correctable(m.Urging, _P.RECORD_INSPECTION, _columns(urged_on=_Day, text=_Line)),
    Correctable(m.Person, _P.MANAGE_ACCOUNTS, _columns(name=Name, expertise=list[str]), voidable=False,
                remedy=N_("请办理“登记离岗”。")),
    Correctable(m.Certificate, _P.MANAGE_ACCOUNTS, _columns(number=_Said, valid_from=_Day, valid_to=_Day)),
    Correctable(m.LeaveOfAbsence, _P.RECORD_LEAVE, _columns(first_on=_Day, last_on=_Day, reason=_Said)),
    Correctable(m.Recusal, _P.RECORD_RECUSAL, _columns(reason=_Said), voidable=False,
                remedy=N_("请由审批人办理“解除回避”。")),
    Correctable(m.PlanItem, _P.DRAFT_PLAN, _columns(planned_on=_Day, note=_Line), keepers.PLAN_ITEM,
                remedy=N_("请修订检查方案。")),
    Correctable(
        m.Inspection, _P.RECORD_INSPECTION,
        _columns(
            kind=VisitKind, started_at=Moment | None, ended_at=Moment | None, place=_Line, seen=_Long,
            attempted_reason=_Said, signed_by=_Line, refusal_note=_Line,
        ),
        keepers.REVISIT, frozenset({"kind"}), ("attempted", "recorded", "completed"), settle=settle_visit,
        voidable=False,
        remedy=N_("请办理“作废检查草稿”或者“作废检查记录”，再重新登记。"),
    ),
    Correctable(m.InspectionOfficer, _P.RECORD_INSPECTION, _columns(), keepers.OFFICER, remedy=_SIGNED),
    Correctable(m.InspectionExpert, _P.RECORD_INSPECTION, _columns(), keepers.EXPERT, remedy=_SIGNED),
    Correctable(
        m.Hazard, _P.RECORD_INSPECTION,
        _columns(
            description=_Said, place=_Line, category=_Line, corrected_on_spot_on=_MaybeDay, correction_proof=_Line,
        ),
        keepers.HAZARD, frozenset({"description", "place", "corrected_on_spot_on"}), settle=settle_hazard,
        remedy=N_("请先撤回这些文书、移出这些名单；等级和能否保证安全请以各自的步骤登记。"),
    ),
    Correctable(m.OrderItem, _P.DRAFT_ORDER, _columns(due_on=_Day, requirement=_Line), keepers.ORDER_ITEM,
                since={"due_on": "order.drafted_on"}, remedy=N_("请办理整改延期，或者撤回指令书后重新签发。")),
    Correctable(
        m.Extension, _P.RECORD_EXTENSION,
        _columns(applied_on=_Day, cause=_Said, force_majeure=Answer, proved=bool, proof=_Line),
        states=("applied",), since={"applied_on": "item.order.delivered_on"}, settle=settle_extension,
        remedy=N_("延期已经书面答复；请登记新的申请。"),
    ),
    Correctable(m.CompletionReport, _P.RECORD_COMPLETION, _columns(filed_on=_Day, text=_Line), keepers.REPORT,
                frozenset({"filed_on"}), since={"filed_on": "item.order.delivered_on"},
                remedy=N_("请先作废据此进行的整改复查。")),
    Correctable(m.Reinspection, _P.RECORD_REINSPECTION, _columns(cause=ReinspectionCause, opinion=_Line),
                keepers.REINSPECTION, frozenset({"cause"}),
                remedy=N_("隐患再次出现的，请登记新的检查并下达指令书。")),
    Correctable(m.ReinspectionOutcome, _P.RECORD_REINSPECTION, _columns(note=_Line), voidable=False,
                remedy=N_("结论有误的，请作废整份复查意见书后重新登记。")),
    Correctable(m.OnSiteMeasure, _P.DRAFT_MEASURE, _columns(until_on=_MaybeDay, term_reason=_Line, content=_Line),
                states=("draft",), since={"until_on": "drafted_on"}, voidable=False, remedy=_WITHDRAW),
    Correctable(
        m.SupervisionListing, _P.RECORD_SUPERVISION, _columns(level=SupervisionLevel), states=("proposed",),
        remedy=N_("已决定的挂牌督办，请以销号结束。"),
    ),
    Correctable(
        m.TreatmentPlan, _P.RECORD_SUPERVISION,
        _columns(
            filed_on=_Day, goals=_Said, methods=_Said, funds=_Said, organisation=_Said, time_limit=_Said,
            emergency=_Said,
        ),
        since={"filed_on": "listing.listed_on"},
    ),
    Correctable(
        m.ImplementationProof, _P.RECORD_SUPERVISION,
        _columns(proved_on=_Day, person=_Line, amount_fen=Fen | None, by_day=_MaybeDay, document=_Line),
        keepers.PROOF, since={"proved_on": "listing.listed_on"}, remedy=N_("挂牌督办已经销号；请登记新的检查。"),
    ),
    Correctable(m.Resumption, _P.RECORD_RESUMPTION, _columns(applied_on=_Day), states=("applied",),
                remedy=N_("已经现场审查；请以审查结论和书面答复结束，再登记新的申请。")),
    Correctable(
        m.NonCompliance, _P.RECORD_INSPECTION, _columns(refused_on=_Day, real_danger=Answer, description=_Line),
        keepers.NON_COMPLIANCE, frozenset({"refused_on", "real_danger"}), remedy=N_("请先撤回停止供电。"),
    ),
    Correctable(
        m.GraveAccident, _P.RECORD_INSPECTION, _columns(happened_on=_Day, conditions_lacking=Answer, description=_Line)
    ),
    Correctable(
        m.UnapprovedActivity, _P.RECORD_INSPECTION, _columns(found_on=_Day, authority=_Said, description=_Line)
    ),
    Correctable(m.Referral, _P.SEND_REFERRAL, _columns(department=_Said, reason=_Line), states=("sent",),
                remedy=N_("接收部门已经接收；请与其联系。")),
    Correctable(m.ExitDeed, _P.RECORD_CLOSURE, _columns(manner=ExitManner, done_on=_Day, description=_Line)),
    Correctable(m.Acceptance, _P.RECORD_ACCEPTANCE, _columns(planned_on=_Day), states=("planned",),
                remedy=N_("已经实施的验收，请办理复验。")),
    Correctable(
        m.Delivery, _P.RECORD_DELIVERY,
        _columns(delivered_on=_Day, method=DeliveryMethod, recipient=_Said, witness=_Line, note=_Line),
        settle=settle_delivery, voidable=False, remedy=N_("请更正送达日期；文书下错的，请撤回文书。"),
    ),
    Correctable(m.Evidence, _P.RECORD_INSPECTION, _columns(name=_Said, taken_at=Moment | None, place=_Line,
                                                           taken_by=_Line)),
    Correctable(m.EvidenceLink, _P.RECORD_INSPECTION, _columns()),
    *(
        Correctable(model, permission, _columns(), voidable=False, remedy=_OWN_DEED)
        for model, permission in (
            (m.InspectionPlan, _P.DRAFT_PLAN), (m.RectificationOrder, _P.DRAFT_ORDER), (m.Card, _P.PROPOSE_CARD),
            (m.PenaltyDecision, _P.PREPARE_PENALTY), (m.PowerCut, _P.DRAFT_POWER_CUT),
            (m.ClosureRequest, _P.DRAFT_CLOSURE_REQUEST), (m.Submission, _P.PREPARE_SUBMISSION),
        )
    ),
)  # fmt: skip

CORRECTABLE: Mapping[str, Correctable] = MappingProxyType({each.model._meta.db_table: each for each in _TABLE})
"""By table name, the ``noun`` of a correction."""
