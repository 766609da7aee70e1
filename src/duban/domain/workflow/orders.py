"""Moves of orders, extensions and on-site measures 整改指令、延期、现场处理措施."""

from __future__ import annotations

from enum import StrEnum

from duban.domain.messages import N_
from duban.domain.permissions import Permission
from duban.domain.workflow.table import MoveTable, Noun, Step


class RectificationOrderState(StrEnum):
    """责令限期整改指令书状态. Overdue 逾期 is computed, not a state."""

    DRAFT = "draft"
    ISSUED = "issued"
    DELIVERED = "delivered"
    CLOSED = "closed"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"


class ExtensionState(StrEnum):
    """整改延期状态."""

    APPLIED = "applied"
    GRANTED = "granted"
    REFUSED = "refused"


class OnSiteMeasureState(StrEnum):
    """现场处理措施决定书状态. After ``TERM_ENDED`` production is still not allowed."""

    DRAFT = "draft"
    ISSUED = "issued"
    DELIVERED = "delivered"
    LIFTED = "lifted"
    TERM_ENDED = "term_ended"
    WITHDRAWN = "withdrawn"


_ORDER_BASIS = N_("安全生产法：责令限期改正、排除隐患")
_MEASURE_BASIS = N_("安全生产法：责令暂时停产停业等现场处理措施")
_EXTENSION_BASIS = N_("安全生产违法行为行政处罚办法：整改延期与复查")
_DELIVERY_BASIS = N_("安全生产行政执法文书式样：文书送达回执")

_O = RectificationOrderState
RECTIFICATION_ORDER = MoveTable(
    noun=Noun.RECTIFICATION_ORDER,
    label=N_("责令限期整改指令书"),
    states=_O,
    labels={
        _O.DRAFT: N_("拟稿"),
        _O.ISSUED: N_("已签发"),
        _O.DELIVERED: N_("已送达"),
        _O.CLOSED: N_("已结清"),
        _O.ENDED: N_("因关闭终结"),
        _O.WITHDRAWN: N_("已撤回"),
    },
    born_in=(_O.DRAFT,),
    steps=(
        Step("discard", N_("作废草稿"), (_O.DRAFT,), _O.WITHDRAWN, Permission.DRAFT_ORDER, _ORDER_BASIS),
        Step("issue", N_("签发"), (_O.DRAFT,), _O.ISSUED, Permission.ISSUE_ORDER, _ORDER_BASIS),
        Step("deliver", N_("登记送达"), (_O.ISSUED,), _O.DELIVERED, Permission.RECORD_DELIVERY, _DELIVERY_BASIS),
        Step("close", N_("结清"), (_O.DELIVERED,), _O.CLOSED, Permission.RECORD_REINSPECTION, _EXTENSION_BASIS),
        Step("end", N_("因关闭终结"), (_O.DELIVERED,), _O.ENDED, Permission.RECORD_CLOSURE, N_("安全生产法：关闭")),
        Step(
            "withdraw", N_("撤回"), (_O.ISSUED, _O.DELIVERED), _O.WITHDRAWN, Permission.WITHDRAW_DOCUMENT, _ORDER_BASIS
        ),
    ),
)

_E = ExtensionState
EXTENSION = MoveTable(
    noun=Noun.EXTENSION,
    label=N_("整改延期"),
    states=_E,
    labels={_E.APPLIED: N_("已申请"), _E.GRANTED: N_("已批准"), _E.REFUSED: N_("未批准")},
    born_in=(_E.APPLIED,),
    steps=(
        Step("grant", N_("批准延期"), (_E.APPLIED,), _E.GRANTED, Permission.DECIDE_EXTENSION, _EXTENSION_BASIS),
        Step("refuse", N_("不予延期"), (_E.APPLIED,), _E.REFUSED, Permission.DECIDE_EXTENSION, _EXTENSION_BASIS),
    ),
)

_M = OnSiteMeasureState
ON_SITE_MEASURE = MoveTable(
    noun=Noun.ON_SITE_MEASURE,
    label=N_("现场处理措施决定书"),
    states=_M,
    labels={
        _M.DRAFT: N_("拟稿"),
        _M.ISSUED: N_("已签发"),
        _M.DELIVERED: N_("已送达"),
        _M.LIFTED: N_("已解除"),
        _M.TERM_ENDED: N_("期限届满"),
        _M.WITHDRAWN: N_("已撤回"),
    },
    born_in=(_M.DRAFT,),
    steps=(
        Step("discard", N_("作废草稿"), (_M.DRAFT,), _M.WITHDRAWN, Permission.DRAFT_MEASURE, _MEASURE_BASIS),
        Step("issue", N_("签发"), (_M.DRAFT,), _M.ISSUED, Permission.ISSUE_MEASURE, _MEASURE_BASIS),
        Step("deliver", N_("登记送达"), (_M.ISSUED,), _M.DELIVERED, Permission.RECORD_DELIVERY, _DELIVERY_BASIS),
        Step(
            "end_term",
            N_("记录期限届满"),
            (_M.DELIVERED,),
            _M.TERM_ENDED,
            Permission.DRAFT_MEASURE,
            N_("安全生产违法行为行政处罚办法：现场处理措施期限"),
        ),
        Step(
            "lift",
            N_("解除"),
            (_M.DELIVERED, _M.TERM_ENDED),
            _M.LIFTED,
            Permission.ISSUE_MEASURE,
            N_("安全生产法：经审查同意方可恢复"),
        ),
        Step(
            "withdraw",
            N_("撤回"),
            (_M.ISSUED, _M.DELIVERED),
            _M.WITHDRAWN,
            Permission.WITHDRAW_DOCUMENT,
            _MEASURE_BASIS,
        ),
    ),
    reading=N_("期限届满后仍不得生产，须经复查和书面同意才解除。"),
)
