"""Moves of the ledger, of inspection plans and of inspections 台账、检查方案、执法检查."""

from __future__ import annotations

from enum import StrEnum

from duban.domain.messages import N_
from duban.domain.permissions import Permission
from duban.domain.workflow.table import MoveTable, Noun, Step


class LedgerEntryState(StrEnum):
    """台账状态."""

    PROPOSED = "proposed"
    CONSULTED = "consulted"
    CONFIRMED = "confirmed"
    REMOVED = "removed"


class InspectionPlanState(StrEnum):
    """检查方案状态."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    RETURNED = "returned"


class InspectionState(StrEnum):
    """执法检查状态. Only a completed one is counted."""

    PLANNED = "planned"
    ATTEMPTED = "attempted"
    RECORDED = "recorded"
    COMPLETED = "completed"
    VOID = "void"


_L = LedgerEntryState
LEDGER_ENTRY = MoveTable(
    noun=Noun.LEDGER_ENTRY,
    label=N_("台账"),
    states=_L,
    labels={
        _L.PROPOSED: N_("拟列入"),
        _L.CONSULTED: N_("已会商"),
        _L.CONFIRMED: N_("已确认"),
        _L.REMOVED: N_("已移出"),
    },
    born_in=(_L.PROPOSED, _L.CONFIRMED),
    steps=(
        Step(
            "consult",
            N_("会商"),
            (_L.PROPOSED,),
            _L.CONSULTED,
            Permission.KEEP_LEDGER,
            N_("工作方案：与工信、发改等部门沟通确定名单"),
        ),
        Step(
            "confirm",
            N_("确认列入"),
            (_L.CONSULTED,),
            _L.CONFIRMED,
            Permission.KEEP_LEDGER,
            N_("工作方案：形成监管台账"),
        ),
        Step(
            "remove",
            N_("移出"),
            (_L.PROPOSED, _L.CONSULTED, _L.CONFIRMED),
            _L.REMOVED,
            Permission.REMOVE_FROM_LEDGER,
            N_("工作方案：形成监管台账"),
        ),
    ),
    reading=N_("已在线下会商确定的名单可以直接按“已确认”录入；部门不同意列入的，会商前后都可以移出。"),
)

_I = InspectionPlanState
INSPECTION_PLAN = MoveTable(
    noun=Noun.INSPECTION_PLAN,
    label=N_("检查方案"),
    states=_I,
    labels={
        _I.DRAFT: N_("拟稿"),
        _I.SUBMITTED: N_("送审"),
        _I.APPROVED: N_("已批准"),
        _I.RETURNED: N_("已退回"),
    },
    born_in=(_I.DRAFT,),
    steps=(
        Step("submit", N_("送审"), (_I.DRAFT,), _I.SUBMITTED, Permission.DRAFT_PLAN, N_("工作方案：制定检查方案")),
        Step(
            "approve",
            N_("批准"),
            (_I.SUBMITTED,),
            _I.APPROVED,
            Permission.APPROVE_PLAN,
            N_("安全生产执法文书式样：现场检查方案"),
        ),
        Step(
            "return",
            N_("退回"),
            (_I.SUBMITTED,),
            _I.RETURNED,
            Permission.APPROVE_PLAN,
            N_("安全生产执法文书式样：现场检查方案"),
        ),
        Step(
            "revise",
            N_("修订"),
            (_I.RETURNED, _I.APPROVED),
            _I.DRAFT,
            Permission.DRAFT_PLAN,
            N_("工作方案：制定检查方案"),
        ),
    ),
    reading=N_("修订形成新的版本，原版本保留，可以对照差异。"),
)

_V = InspectionState
INSPECTION = MoveTable(
    noun=Noun.INSPECTION,
    label=N_("执法检查"),
    states=_V,
    labels={
        _V.PLANNED: N_("已安排"),
        _V.ATTEMPTED: N_("未能实施"),
        _V.RECORDED: N_("记录中"),
        _V.COMPLETED: N_("已完成"),
        _V.VOID: N_("已作废"),
    },
    born_in=(_V.PLANNED, _V.ATTEMPTED, _V.RECORDED),
    steps=(
        Step(
            "attempt",
            N_("登记未能实施"),
            (_V.PLANNED,),
            _V.ATTEMPTED,
            Permission.RECORD_INSPECTION,
            N_("安全生产法：监督检查书面记录"),
        ),
        Step(
            "replan",
            N_("重新安排"),
            (_V.ATTEMPTED,),
            _V.PLANNED,
            Permission.RECORD_INSPECTION,
            N_("安全生产法：年度监督检查计划"),
        ),
        Step(
            "record",
            N_("记录检查"),
            (_V.PLANNED,),
            _V.RECORDED,
            Permission.RECORD_INSPECTION,
            N_("安全生产法：监督检查书面记录"),
        ),
        Step(
            "complete",
            N_("完成记录"),
            (_V.RECORDED,),
            _V.COMPLETED,
            Permission.RECORD_INSPECTION,
            N_("安全生产法：检查记录签字或注明拒签"),
        ),
        Step(
            "discard",
            N_("作废草稿"),
            (_V.PLANNED, _V.ATTEMPTED, _V.RECORDED),
            _V.VOID,
            Permission.RECORD_INSPECTION,
            N_("安全生产法：监督检查书面记录"),
        ),
        Step(
            "void",
            N_("作废"),
            (_V.COMPLETED,),
            _V.VOID,
            Permission.WITHDRAW_DOCUMENT,
            N_("安全生产法：监督检查书面记录"),
        ),
    ),
    reading=N_("举报核查、抽查等未经事先安排的检查，可以直接录入记录。"),
)
