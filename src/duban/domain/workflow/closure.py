"""Moves of closure requests and acceptances 提请关闭、验收."""

from __future__ import annotations

from enum import StrEnum

from duban.domain.messages import N_
from duban.domain.permissions import Permission
from duban.domain.workflow.table import MoveTable, Noun, Step


class ClosureRequestState(StrEnum):
    """提请关闭状态. The bureau owns the request and the evidence, not the decision."""

    DRAFT = "draft"
    REVIEWED = "reviewed"
    SENT = "sent"
    ACCEPTED_BY_GOVERNMENT = "accepted_by_government"
    DECIDED_CLOSE = "decided_close"
    DECIDED_NOT_CLOSE = "decided_not_close"
    LICENCES_REVOKED = "licences_revoked"
    CARRIED_OUT = "carried_out"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"


class AcceptanceState(StrEnum):
    """验收状态."""

    PLANNED = "planned"
    CARRIED_OUT = "carried_out"
    PASSED = "passed"
    NOT_PASSED = "not_passed"
    RECHECKED = "rechecked"


_CLOSURE_BASIS = N_("安全生产法：报请县级以上人民政府决定关闭")
_PLAN_BASIS = N_("工作方案：报请属地人民政府予以关停取缔")
_ACCEPTANCE_BASIS = N_("工作方案：验收总结")

_C = ClosureRequestState
CLOSURE_REQUEST = MoveTable(
    noun=Noun.CLOSURE_REQUEST,
    label=N_("提请关闭"),
    states=_C,
    labels={
        _C.DRAFT: N_("拟稿"),
        _C.REVIEWED: N_("已法制审核"),
        _C.SENT: N_("已提请"),
        _C.ACCEPTED_BY_GOVERNMENT: N_("政府已受理"),
        _C.DECIDED_CLOSE: N_("政府决定关闭"),
        _C.DECIDED_NOT_CLOSE: N_("政府决定不予关闭"),
        _C.LICENCES_REVOKED: N_("证照已吊销"),
        _C.CARRIED_OUT: N_("已执行关闭"),
        _C.ACCEPTED: N_("已验收"),
        _C.WITHDRAWN: N_("已撤回"),
    },
    born_in=(_C.DRAFT,),
    steps=(
        Step("review", N_("法制审核"), (_C.DRAFT,), _C.REVIEWED, Permission.REVIEW_LEGALLY, _CLOSURE_BASIS),
        Step("revise", N_("退回修改"), (_C.REVIEWED,), _C.DRAFT, Permission.DRAFT_CLOSURE_REQUEST, _CLOSURE_BASIS),
        Step("send", N_("提请政府"), (_C.REVIEWED,), _C.SENT, Permission.SIGN_CLOSURE_REQUEST, _PLAN_BASIS),
        Step(
            "accept_by_government",
            N_("登记政府受理"),
            (_C.SENT,),
            _C.ACCEPTED_BY_GOVERNMENT,
            Permission.ANSWER_CLOSURE_REQUEST,
            _CLOSURE_BASIS,
        ),
        Step(
            "decide_close",
            N_("登记决定关闭"),
            (_C.ACCEPTED_BY_GOVERNMENT,),
            _C.DECIDED_CLOSE,
            Permission.ANSWER_CLOSURE_REQUEST,
            _CLOSURE_BASIS,
        ),
        Step(
            "decide_not_close",
            N_("登记不予关闭"),
            (_C.ACCEPTED_BY_GOVERNMENT,),
            _C.DECIDED_NOT_CLOSE,
            Permission.ANSWER_CLOSURE_REQUEST,
            _CLOSURE_BASIS,
        ),
        Step(
            "revoke_licences",
            N_("登记吊销证照"),
            (_C.DECIDED_CLOSE,),
            _C.LICENCES_REVOKED,
            Permission.RECORD_CLOSURE,
            N_("安全生产法：关闭并吊销有关证照"),
        ),
        Step(
            "carry_out",
            N_("登记执行关闭"),
            (_C.DECIDED_CLOSE, _C.LICENCES_REVOKED),
            _C.CARRIED_OUT,
            Permission.RECORD_CLOSURE,
            N_("落后产能退出的指导意见：关停退出方式"),
        ),
        Step("accept", N_("验收"), (_C.CARRIED_OUT,), _C.ACCEPTED, Permission.RECORD_ACCEPTANCE, _ACCEPTANCE_BASIS),
        Step(
            "withdraw",
            N_("撤回"),
            (_C.DRAFT, _C.REVIEWED, _C.SENT, _C.ACCEPTED_BY_GOVERNMENT),
            _C.WITHDRAWN,
            Permission.SIGN_CLOSURE_REQUEST,
            _PLAN_BASIS,
        ),
    ),
    reading=N_("企业没有可吊销证照的，决定关闭后直接登记执行。未提请的材料也可以说明理由撤回，以免影响名单移出。"),
)

_A = AcceptanceState
ACCEPTANCE = MoveTable(
    noun=Noun.ACCEPTANCE,
    label=N_("验收"),
    states=_A,
    labels={
        _A.PLANNED: N_("已安排"),
        _A.CARRIED_OUT: N_("已实施"),
        _A.PASSED: N_("验收合格"),
        _A.NOT_PASSED: N_("验收不合格"),
        _A.RECHECKED: N_("已复验"),
    },
    born_in=(_A.PLANNED,),
    steps=(
        Step(
            "carry_out", N_("实施验收"), (_A.PLANNED,), _A.CARRIED_OUT, Permission.RECORD_ACCEPTANCE, _ACCEPTANCE_BASIS
        ),
        Step(
            "pass",
            N_("验收合格"),
            (_A.CARRIED_OUT, _A.RECHECKED),
            _A.PASSED,
            Permission.RECORD_ACCEPTANCE,
            _ACCEPTANCE_BASIS,
        ),
        Step(
            "fail",
            N_("验收不合格"),
            (_A.CARRIED_OUT, _A.RECHECKED),
            _A.NOT_PASSED,
            Permission.RECORD_ACCEPTANCE,
            _ACCEPTANCE_BASIS,
        ),
        Step("recheck", N_("复验"), (_A.NOT_PASSED,), _A.RECHECKED, Permission.RECORD_ACCEPTANCE, _ACCEPTANCE_BASIS),
    ),
    reading=N_("复验后仍须作出合格或不合格的结论。"),
)
