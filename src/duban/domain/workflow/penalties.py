"""Moves of penalty cases, penalty decisions and power cuts 行政处罚案件、处罚决定、停止供电."""

from __future__ import annotations

from enum import StrEnum

from duban.domain.messages import N_
from duban.domain.permissions import Permission
from duban.domain.workflow.table import MoveTable, Noun, Step


class PenaltyCaseState(StrEnum):
    """行政处罚案件（普通程序）状态."""

    FILED = "filed"
    INVESTIGATED = "investigated"
    NOTICED = "noticed"
    HEARD = "heard"
    REVIEWED = "reviewed"
    DISCUSSED = "discussed"
    DECIDED = "decided"
    DELIVERED = "delivered"
    EXECUTED = "executed"
    CLOSED = "closed"
    ARCHIVED = "archived"
    CHANGED = "changed"
    ANNULLED = "annulled"
    NOT_PENALISED = "not_penalised"
    TRANSFERRED = "transferred"
    DROPPED = "dropped"
    STAYED = "stayed"
    TERMINATED = "terminated"


class SummaryPenaltyState(StrEnum):
    """当场处罚（简易程序）状态."""

    DECIDED = "decided"
    DELIVERED = "delivered"
    FILED_WITH_BUREAU = "filed_with_bureau"


class PenaltyDecisionState(StrEnum):
    """行政处罚决定状态."""

    DECIDED = "decided"
    DELIVERED = "delivered"
    PAID = "paid"
    CHANGED = "changed"
    ANNULLED = "annulled"


class PowerCutState(StrEnum):
    """停止供电（供应民用爆炸物品）状态."""

    DRAFT = "draft"
    APPROVED = "approved"
    NOTIFIED = "notified"
    IN_FORCE = "in_force"
    RESTORED = "restored"
    WITHDRAWN = "withdrawn"


_CASE_BASIS = N_("行政处罚法：普通程序")
_EXIT_BASIS = N_("行政处罚法：不予处罚、移送；安全生产执法程序规定：撤案、中止、终结")
_SUMMARY_BASIS = N_("行政处罚法：简易程序")
_DELIVERY_BASIS = N_("行政处罚法：处罚决定书的送达")
_CHANGE_BASIS = N_("行政复议法、行政诉讼法、行政处罚法：变更和撤销")
_EXECUTION_BASIS = N_("行政处罚法：行政处罚的执行")
_POWER_BASIS = N_("安全生产法：停止供电、停止供应民用爆炸物品")

_P = PenaltyCaseState
_BEFORE_DECISION = (_P.FILED, _P.INVESTIGATED, _P.NOTICED, _P.HEARD, _P.REVIEWED, _P.DISCUSSED)
_FINISHED = (_P.EXECUTED, _P.NOT_PENALISED, _P.TRANSFERRED, _P.DROPPED, _P.TERMINATED, _P.ANNULLED)
PENALTY_CASE = MoveTable(
    noun=Noun.PENALTY_CASE,
    label=N_("行政处罚案件"),
    states=_P,
    labels={
        _P.FILED: N_("已立案"),
        _P.INVESTIGATED: N_("已调查"),
        _P.NOTICED: N_("已告知"),
        _P.HEARD: N_("已听证"),
        _P.REVIEWED: N_("已法制审核"),
        _P.DISCUSSED: N_("已集体讨论"),
        _P.DECIDED: N_("已决定"),
        _P.DELIVERED: N_("已送达"),
        _P.EXECUTED: N_("已执行"),
        _P.CLOSED: N_("已结案"),
        _P.ARCHIVED: N_("已归档"),
        _P.CHANGED: N_("已变更"),
        _P.ANNULLED: N_("已撤销"),
        _P.NOT_PENALISED: N_("不予处罚"),
        _P.TRANSFERRED: N_("已移送"),
        _P.DROPPED: N_("已撤案"),
        _P.STAYED: N_("已中止"),
        _P.TERMINATED: N_("已终结"),
    },
    born_in=(_P.FILED,),
    steps=(
        Step("investigate", N_("调查终结"), (_P.FILED,), _P.INVESTIGATED, Permission.PREPARE_PENALTY, _CASE_BASIS),
        Step("give_notice", N_("告知"), (_P.INVESTIGATED,), _P.NOTICED, Permission.PREPARE_PENALTY, _CASE_BASIS),
        Step("hear", N_("听证"), (_P.NOTICED,), _P.HEARD, Permission.PREPARE_PENALTY, N_("行政处罚法：听证程序")),
        Step("review", N_("法制审核"), (_P.NOTICED, _P.HEARD), _P.REVIEWED, Permission.REVIEW_LEGALLY, _CASE_BASIS),
        Step("discuss", N_("集体讨论"), (_P.REVIEWED,), _P.DISCUSSED, Permission.DECIDE_PENALTY, _CASE_BASIS),
        Step("decide", N_("作出决定"), (_P.DISCUSSED,), _P.DECIDED, Permission.DECIDE_PENALTY, _CASE_BASIS),
        Step(
            "deliver",
            N_("登记送达"),
            (_P.DECIDED, _P.CHANGED),
            _P.DELIVERED,
            Permission.RECORD_DELIVERY,
            _DELIVERY_BASIS,
        ),
        Step(
            "execute", N_("登记执行完毕"), (_P.DELIVERED,), _P.EXECUTED, Permission.RECORD_EXECUTION, _EXECUTION_BASIS
        ),
        Step(
            "close", N_("结案"), _FINISHED, _P.CLOSED, Permission.APPROVE_CASE, N_("安全生产违法行为行政处罚办法：结案")
        ),
        Step(
            "archive",
            N_("归档"),
            (_P.CLOSED,),
            _P.ARCHIVED,
            Permission.RECORD_EXECUTION,
            N_("安全生产违法行为行政处罚办法：归档"),
        ),
        Step("change", N_("变更"), (_P.DECIDED, _P.DELIVERED), _P.CHANGED, Permission.DECIDE_PENALTY, _CHANGE_BASIS),
        Step("annul", N_("撤销"), (_P.DECIDED, _P.DELIVERED), _P.ANNULLED, Permission.DECIDE_PENALTY, _CHANGE_BASIS),
        Step("decline", N_("不予处罚"), _BEFORE_DECISION, _P.NOT_PENALISED, Permission.DECIDE_PENALTY, _EXIT_BASIS),
        Step("transfer", N_("移送"), _BEFORE_DECISION, _P.TRANSFERRED, Permission.APPROVE_CASE, _EXIT_BASIS),
        Step("drop", N_("撤案"), _BEFORE_DECISION, _P.DROPPED, Permission.APPROVE_CASE, _EXIT_BASIS),
        Step("stay", N_("中止"), _BEFORE_DECISION, _P.STAYED, Permission.APPROVE_CASE, _EXIT_BASIS),
        Step("resume", N_("恢复办理"), (_P.STAYED,), _P.FILED, Permission.APPROVE_CASE, _EXIT_BASIS),
        Step(
            "terminate", N_("终结"), (*_BEFORE_DECISION, _P.STAYED), _P.TERMINATED, Permission.APPROVE_CASE, _EXIT_BASIS
        ),
    ),
    reading=N_(
        "提前进行的法制审核作为意见存卷，不替代决定前的审核。中止的案件恢复后从立案状态继续，已形成的材料不变。变更后的决定重新送达。"
    ),
)

_S = SummaryPenaltyState
SUMMARY_PENALTY = MoveTable(
    noun=Noun.SUMMARY_PENALTY,
    label=N_("当场处罚"),
    states=_S,
    labels={_S.DECIDED: N_("当场决定"), _S.DELIVERED: N_("已送达"), _S.FILED_WITH_BUREAU: N_("已报所属机关备案")},
    born_in=(_S.DECIDED,),
    steps=(
        Step("deliver", N_("登记送达"), (_S.DECIDED,), _S.DELIVERED, Permission.RECORD_DELIVERY, _SUMMARY_BASIS),
        Step(
            "file_with_bureau",
            N_("报备案"),
            (_S.DELIVERED,),
            _S.FILED_WITH_BUREAU,
            Permission.DECIDE_ON_THE_SPOT,
            _SUMMARY_BASIS,
        ),
    ),
)

_D = PenaltyDecisionState
PENALTY_DECISION = MoveTable(
    noun=Noun.PENALTY_DECISION,
    label=N_("行政处罚决定"),
    states=_D,
    labels={
        _D.DECIDED: N_("已决定"),
        _D.DELIVERED: N_("已送达"),
        _D.PAID: N_("已缴清"),
        _D.CHANGED: N_("已变更"),
        _D.ANNULLED: N_("已撤销"),
    },
    born_in=(_D.DECIDED,),
    steps=(
        Step(
            "deliver",
            N_("登记送达"),
            (_D.DECIDED,),
            _D.DELIVERED,
            Permission.RECORD_DELIVERY,
            _DELIVERY_BASIS,
        ),
        Step("pay", N_("登记缴清"), (_D.DELIVERED,), _D.PAID, Permission.RECORD_EXECUTION, _EXECUTION_BASIS),
        Step(
            "change",
            N_("变更"),
            (_D.DECIDED, _D.DELIVERED, _D.PAID),
            _D.CHANGED,
            Permission.DECIDE_PENALTY,
            _CHANGE_BASIS,
        ),
        Step(
            "annul",
            N_("撤销"),
            (_D.DECIDED, _D.DELIVERED, _D.PAID),
            _D.ANNULLED,
            Permission.DECIDE_PENALTY,
            _CHANGE_BASIS,
        ),
    ),
    reading=N_("缴清后仍可能因复议、诉讼变更或撤销；变更后的决定是新的一份，另行送达，原决定不再送达或者撤销。"),
)

_W = PowerCutState
POWER_CUT = MoveTable(
    noun=Noun.POWER_CUT,
    label=N_("停止供电"),
    states=_W,
    labels={
        _W.DRAFT: N_("拟稿"),
        _W.APPROVED: N_("主要负责人已批准"),
        _W.NOTIFIED: N_("已提前通知"),
        _W.IN_FORCE: N_("已停止供电"),
        _W.RESTORED: N_("已恢复供电"),
        _W.WITHDRAWN: N_("已撤回"),
    },
    born_in=(_W.DRAFT,),
    steps=(
        Step("approve", N_("批准"), (_W.DRAFT,), _W.APPROVED, Permission.APPROVE_POWER_CUT, _POWER_BASIS),
        Step("notify", N_("登记通知"), (_W.APPROVED,), _W.NOTIFIED, Permission.DRAFT_POWER_CUT, _POWER_BASIS),
        Step("cut", N_("登记停止供电"), (_W.NOTIFIED,), _W.IN_FORCE, Permission.DRAFT_POWER_CUT, _POWER_BASIS),
        Step("restore", N_("恢复供电"), (_W.IN_FORCE,), _W.RESTORED, Permission.DRAFT_POWER_CUT, _POWER_BASIS),
        Step(
            "withdraw",
            N_("撤回"),
            (_W.DRAFT, _W.APPROVED, _W.NOTIFIED),
            _W.WITHDRAWN,
            Permission.APPROVE_POWER_CUT,
            _POWER_BASIS,
        ),
    ),
    reading=N_("通知后企业履行了决定的，撤回，不再停止供电。提前通知的时限由期限规则核对。"),
)
