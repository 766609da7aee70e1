"""Moves of submissions, public notices, referrals and tips 报送、公告、移送、举报."""

from __future__ import annotations

from enum import StrEnum

from duban.domain.messages import N_
from duban.domain.permissions import Permission
from duban.domain.workflow.table import MoveTable, Noun, Step


class SubmissionState(StrEnum):
    """报送状态."""

    DRAFT = "draft"
    SIGNED = "signed"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    REOPENED = "reopened"


class PublicNoticeState(StrEnum):
    """公告状态."""

    DRAFT = "draft"
    ENTERPRISE_NOTIFIED = "enterprise_notified"
    OBJECTION_WINDOW = "objection_window"
    OBJECTIONS_ANSWERED = "objections_answered"
    REVIEWED = "reviewed"
    APPROVED = "approved"
    PUBLISHED = "published"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


class ReferralState(StrEnum):
    """移送状态."""

    SENT = "sent"
    RECEIVED = "received"
    HANDLED = "handled"
    ANSWERED = "answered"


class TipState(StrEnum):
    """举报状态."""

    RECEIVED = "received"
    ACCEPTED = "accepted"
    TRANSFERRED = "transferred"
    REFUSED = "refused"
    CHECKED = "checked"
    ANSWERED = "answered"


_SUBMIT_BASIS = N_("工作方案：报送附件1、附件2")
_NOTICE_BASIS = N_("工作方案：公告名单；安全生产法：违法行为信息公开")
_REFERRAL_BASIS = N_("安全生产法：联合检查、信息通报和移送")
_TIP_BASIS = N_("安全生产法：举报的受理、核查和答复")

_S = SubmissionState
SUBMISSION = MoveTable(
    noun=Noun.SUBMISSION,
    label=N_("报送"),
    states=_S,
    labels={
        _S.DRAFT: N_("拟稿"),
        _S.SIGNED: N_("已审签"),
        _S.SUBMITTED: N_("已报送"),
        _S.RETURNED: N_("已退回"),
        _S.ACCEPTED: N_("已接收"),
        _S.REOPENED: N_("已重开"),
    },
    born_in=(_S.DRAFT,),
    steps=(
        Step("sign", N_("审签"), (_S.DRAFT,), _S.SIGNED, Permission.SIGN_SUBMISSION, _SUBMIT_BASIS),
        Step("submit", N_("报送"), (_S.SIGNED,), _S.SUBMITTED, Permission.PREPARE_SUBMISSION, _SUBMIT_BASIS),
        Step("return", N_("退回"), (_S.SUBMITTED,), _S.RETURNED, Permission.JUDGE_SUBMISSION, _SUBMIT_BASIS),
        Step("accept", N_("接收"), (_S.SUBMITTED,), _S.ACCEPTED, Permission.JUDGE_SUBMISSION, _SUBMIT_BASIS),
        Step("reopen", N_("重开"), (_S.ACCEPTED,), _S.REOPENED, Permission.JUDGE_SUBMISSION, _SUBMIT_BASIS),
        Step(
            "revise",
            N_("重新编制"),
            (_S.SIGNED, _S.RETURNED, _S.REOPENED),
            _S.DRAFT,
            Permission.PREPARE_SUBMISSION,
            _SUBMIT_BASIS,
        ),
    ),
    reading=N_("审签后、报送前发现错误的，可以重新编制，原审签失效。"),
)

_N = PublicNoticeState
PUBLIC_NOTICE = MoveTable(
    noun=Noun.PUBLIC_NOTICE,
    label=N_("公告"),
    states=_N,
    labels={
        _N.DRAFT: N_("拟稿"),
        _N.ENTERPRISE_NOTIFIED: N_("已告知企业"),
        _N.OBJECTION_WINDOW: N_("异议期"),
        _N.OBJECTIONS_ANSWERED: N_("异议已答复"),
        _N.REVIEWED: N_("已法制审核"),
        _N.APPROVED: N_("已批准"),
        _N.PUBLISHED: N_("已公告"),
        _N.CORRECTED: N_("已更正"),
        _N.WITHDRAWN: N_("已撤下"),
    },
    born_in=(_N.DRAFT,),
    steps=(
        Step("notify", N_("告知企业"), (_N.DRAFT,), _N.ENTERPRISE_NOTIFIED, Permission.PREPARE_NOTICE, _NOTICE_BASIS),
        Step(
            "open_window",
            N_("开始异议期"),
            (_N.ENTERPRISE_NOTIFIED,),
            _N.OBJECTION_WINDOW,
            Permission.PREPARE_NOTICE,
            _NOTICE_BASIS,
        ),
        Step(
            "answer_objections",
            N_("答复异议"),
            (_N.OBJECTION_WINDOW,),
            _N.OBJECTIONS_ANSWERED,
            Permission.PREPARE_NOTICE,
            _NOTICE_BASIS,
        ),
        Step(
            "review", N_("法制审核"), (_N.OBJECTIONS_ANSWERED,), _N.REVIEWED, Permission.REVIEW_LEGALLY, _NOTICE_BASIS
        ),
        Step("approve", N_("批准"), (_N.REVIEWED,), _N.APPROVED, Permission.APPROVE_PUBLICATION, _NOTICE_BASIS),
        Step("publish", N_("发布"), (_N.APPROVED,), _N.PUBLISHED, Permission.PUBLISH_NOTICE, _NOTICE_BASIS),
        Step(
            "correct", N_("更正"), (_N.PUBLISHED, _N.CORRECTED), _N.CORRECTED, Permission.PUBLISH_NOTICE, _NOTICE_BASIS
        ),
        Step(
            "withdraw", N_("撤下"), (_N.PUBLISHED, _N.CORRECTED), _N.WITHDRAWN, Permission.PUBLISH_NOTICE, _NOTICE_BASIS
        ),
    ),
    reading=N_("没有收到异议的，异议期满后登记为无异议，再送法制审核。公告可以多次更正。"),
)

_R = ReferralState
REFERRAL = MoveTable(
    noun=Noun.REFERRAL,
    label=N_("移送"),
    states=_R,
    labels={
        _R.SENT: N_("已移送"),
        _R.RECEIVED: N_("已接收"),
        _R.HANDLED: N_("已办理"),
        _R.ANSWERED: N_("已反馈"),
    },
    born_in=(_R.SENT,),
    steps=(
        Step("receive", N_("接收"), (_R.SENT,), _R.RECEIVED, Permission.HANDLE_REFERRAL, _REFERRAL_BASIS),
        Step("handle", N_("办理"), (_R.RECEIVED,), _R.HANDLED, Permission.HANDLE_REFERRAL, _REFERRAL_BASIS),
        Step("answer", N_("反馈"), (_R.HANDLED,), _R.ANSWERED, Permission.HANDLE_REFERRAL, _REFERRAL_BASIS),
    ),
)

_T = TipState
TIP = MoveTable(
    noun=Noun.TIP,
    label=N_("举报"),
    states=_T,
    labels={
        _T.RECEIVED: N_("已接收"),
        _T.ACCEPTED: N_("已受理"),
        _T.TRANSFERRED: N_("已转办"),
        _T.REFUSED: N_("不予受理"),
        _T.CHECKED: N_("已核查"),
        _T.ANSWERED: N_("已答复"),
    },
    born_in=(_T.RECEIVED,),
    steps=(
        Step("accept", N_("受理"), (_T.RECEIVED,), _T.ACCEPTED, Permission.RECEIVE_TIP, _TIP_BASIS),
        Step("transfer", N_("转办"), (_T.RECEIVED,), _T.TRANSFERRED, Permission.RECEIVE_TIP, _TIP_BASIS),
        Step("refuse", N_("不予受理"), (_T.RECEIVED,), _T.REFUSED, Permission.RECEIVE_TIP, _TIP_BASIS),
        Step("check", N_("登记核查"), (_T.ACCEPTED,), _T.CHECKED, Permission.CHECK_TIP, _TIP_BASIS),
        Step(
            "answer",
            N_("答复举报人"),
            (_T.CHECKED, _T.TRANSFERRED, _T.REFUSED),
            _T.ANSWERED,
            Permission.RECEIVE_TIP,
            _TIP_BASIS,
        ),
    ),
    reading=N_("转办和不予受理的，也要答复举报人。"),
)
