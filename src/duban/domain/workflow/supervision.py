"""Moves of supervision listings, resumptions and cards 挂牌督办、恢复生产、黄牌红牌."""

from __future__ import annotations

from enum import StrEnum

from duban.domain.messages import N_
from duban.domain.permissions import Permission
from duban.domain.workflow.table import MoveTable, Noun, Step


class SupervisionListingState(StrEnum):
    """挂牌督办状态."""

    PROPOSED = "proposed"
    LISTED = "listed"
    RESUMPTION_APPLIED = "resumption_applied"
    TREATMENT_FINISHED = "treatment_finished"
    UNDER_REVIEW = "under_review"
    REVIEW_FAILED = "review_failed"
    DELISTED = "delisted"


class ResumptionState(StrEnum):
    """恢复生产审查状态."""

    APPLIED = "applied"
    REVIEWED = "reviewed"
    CONSENTED = "consented"
    REFUSED = "refused"


class CardState(StrEnum):
    """黄牌、红牌状态."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    NOTIFIED = "notified"
    LIFTED = "lifted"
    SUPERSEDED = "superseded"


_LISTING_BASIS = N_("安全生产法：重大事故隐患治理督办制度")
_REVIEW_BASIS = N_("安全生产事故隐患排查治理暂行规定：恢复生产申请、现场审查和核销")
_RESUME_BASIS = N_("安全生产法：经审查同意方可恢复生产")
_CARD_BASIS = N_("工作方案：安全生产“黄牌”“红牌”名单")

_S = SupervisionListingState
SUPERVISION_LISTING = MoveTable(
    noun=Noun.SUPERVISION_LISTING,
    label=N_("挂牌督办"),
    states=_S,
    labels={
        _S.PROPOSED: N_("拟挂牌"),
        _S.LISTED: N_("已挂牌"),
        _S.RESUMPTION_APPLIED: N_("已申请恢复生产"),
        _S.TREATMENT_FINISHED: N_("治理已完成"),
        _S.UNDER_REVIEW: N_("审查中"),
        _S.REVIEW_FAILED: N_("审查不合格"),
        _S.DELISTED: N_("已销号"),
    },
    born_in=(_S.PROPOSED,),
    steps=(
        Step("list", N_("挂牌"), (_S.PROPOSED,), _S.LISTED, Permission.DECIDE_LISTING, _LISTING_BASIS),
        Step(
            "apply_resumption",
            N_("登记恢复生产申请"),
            (_S.LISTED,),
            _S.RESUMPTION_APPLIED,
            Permission.RECORD_RESUMPTION,
            _REVIEW_BASIS,
        ),
        Step(
            "finish_treatment",
            N_("登记治理完成"),
            (_S.LISTED,),
            _S.TREATMENT_FINISHED,
            Permission.RECORD_SUPERVISION,
            _REVIEW_BASIS,
        ),
        Step(
            "review",
            N_("开始审查"),
            (_S.RESUMPTION_APPLIED, _S.TREATMENT_FINISHED),
            _S.UNDER_REVIEW,
            Permission.RECORD_RESUMPTION,
            _REVIEW_BASIS,
        ),
        Step("delist", N_("销号"), (_S.UNDER_REVIEW,), _S.DELISTED, Permission.DECIDE_LISTING, _REVIEW_BASIS),
        Step(
            "fail_review",
            N_("审查不合格"),
            (_S.UNDER_REVIEW,),
            _S.REVIEW_FAILED,
            Permission.DECIDE_LISTING,
            _REVIEW_BASIS,
        ),
        Step("relist", N_("继续挂牌督办"), (_S.REVIEW_FAILED,), _S.LISTED, Permission.DECIDE_LISTING, _LISTING_BASIS),
    ),
    reading=N_("已停产的，企业申请恢复生产后审查；未停产的，治理完成后审查。审查不合格的继续挂牌督办。"),
)

_R = ResumptionState
RESUMPTION = MoveTable(
    noun=Noun.RESUMPTION,
    label=N_("恢复生产审查"),
    states=_R,
    labels={
        _R.APPLIED: N_("已申请"),
        _R.REVIEWED: N_("已现场审查"),
        _R.CONSENTED: N_("已同意"),
        _R.REFUSED: N_("未同意"),
    },
    born_in=(_R.APPLIED,),
    steps=(
        Step("review", N_("登记现场审查"), (_R.APPLIED,), _R.REVIEWED, Permission.RECORD_RESUMPTION, _REVIEW_BASIS),
        Step("consent", N_("同意恢复"), (_R.REVIEWED,), _R.CONSENTED, Permission.CONSENT_TO_RESUME, _RESUME_BASIS),
        Step("refuse", N_("不同意恢复"), (_R.REVIEWED,), _R.REFUSED, Permission.CONSENT_TO_RESUME, _RESUME_BASIS),
    ),
)

_C = CardState
CARD = MoveTable(
    noun=Noun.CARD,
    label=N_("黄牌、红牌"),
    states=_C,
    labels={
        _C.PROPOSED: N_("待确认"),
        _C.CONFIRMED: N_("已确认"),
        _C.DECLINED: N_("不予确认"),
        _C.NOTIFIED: N_("已告知企业"),
        _C.LIFTED: N_("已移出"),
        _C.SUPERSEDED: N_("已被替代"),
    },
    born_in=(_C.PROPOSED,),
    steps=(
        Step("confirm", N_("确认"), (_C.PROPOSED,), _C.CONFIRMED, Permission.DECIDE_CARD, _CARD_BASIS),
        Step("decline", N_("不予确认"), (_C.PROPOSED,), _C.DECLINED, Permission.DECIDE_CARD, _CARD_BASIS),
        Step("notify", N_("书面告知企业"), (_C.CONFIRMED,), _C.NOTIFIED, Permission.NOTIFY_CARD, _CARD_BASIS),
        Step("lift", N_("移出"), (_C.NOTIFIED,), _C.LIFTED, Permission.DECIDE_CARD, _CARD_BASIS),
        Step(
            "supersede",
            N_("红牌替代黄牌"),
            (_C.CONFIRMED, _C.NOTIFIED),
            _C.SUPERSEDED,
            Permission.DECIDE_CARD,
            _CARD_BASIS,
        ),
    ),
    reading=N_(
        "黄牌、红牌在法律上没有定义，是工作方案规定的分类；先书面告知企业，才能移出。红牌一经确认，同一厂区的黄牌即被替代，尚未告知企业的也一样：两牌不并存，企业由红牌的告知得知。"
    ),
)
