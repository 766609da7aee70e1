"""Standing 态势: what the facts of one enterprise mean on one day, and what the bureau must do next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from duban.domain.facts import Card, Id
from duban.domain.messages import Message
from duban.domain.vocabulary import Answer, CardColour


class Act(StrEnum):
    """Next act 下一步: what a person is asked to do. The doors lead from each to its form."""

    INSPECT = "inspect"  # 实施检查
    COMPLETE_VISIT = "complete_visit"  # 完成检查记录
    ISSUE_ORDER = "issue_order"  # 下达责令限期整改指令书
    DELIVER_ORDER = "deliver_order"  # 送达整改指令书
    IMPOSE_TEMPORARY_SUSPENSION = "impose_temporary_suspension"  # 责令暂时停产停业
    DELIVER_MEASURE = "deliver_measure"  # 送达现场处理措施决定书
    IMPOSE_SUSPENSION = "impose_suspension"  # 责令停产停业整改：选择性质和依据
    CONFIRM_YELLOW = "confirm_yellow"  # 列入黄牌
    CONFIRM_RED = "confirm_red"  # 列入红牌
    NOTIFY_CARD = "notify_card"  # 书面告知企业
    LIFT_CARD = "lift_card"  # 移出名单
    LIST_SUPERVISION = "list_supervision"  # 挂牌督办
    DELIST = "delist"  # 销号
    REINSPECT = "reinspect"  # 复查
    REPLY_EXTENSION = "reply_extension"  # 答复延期申请
    REVIEW_RESUMPTION = "review_resumption"  # 恢复生产现场审查
    CONSENT_RESUMPTION = "consent_resumption"  # 书面同意恢复生产
    REQUEST_CLOSURE = "request_closure"  # 提请关闭
    SEND_CLOSURE = "send_closure"  # 法制审核并报送关闭请示
    RECORD_CLOSURE_ANSWER = "record_closure_answer"  # 登记政府答复
    CARRY_OUT_CLOSURE = "carry_out_closure"  # 登记关闭执行
    REVOKE_LICENCES = "revoke_licences"  # 登记吊销证照
    ACCEPT_CLOSURE = "accept_closure"  # 验收
    PUBLISH_NOTICE = "publish_notice"  # 市局公告
    FILE_YEAR_END_RETURN = "file_year_end_return"  # 年末产能退出报送
    CUT_POWER = "cut_power"  # 停止供电
    PENALISE = "penalise"  # 立案处罚
    CHECK_CRIMINAL_TRANSFER = "check_criminal_transfer"  # 审查移送涉嫌犯罪
    REFER_UNAPPROVED = "refer_unapproved"  # 移送主管部门或取缔
    URGE_SAFETY_WORK = "urge_safety_work"  # 督促标准化、双重预防建设
    DELIVER_PENALTY = "deliver_penalty"  # 送达处罚决定


class Light(StrEnum):
    """灯: how near a due day is."""

    NORMAL = "normal"
    NEAR = "near"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation as of the day: what a person reads, and whether the bureau's 法规科 still has to verify it."""

    concept: str
    text: str
    verified: bool


@dataclass(slots=True)  # not frozen: hundreds are made in one assessment, and a frozen one takes twice the time
class TraceNode:
    """One condition or connective with its answer and the records that led there, hit or not."""

    name: str
    answer: Answer
    because: tuple[Id, ...] = ()
    message: Message | None = None
    parts: tuple[TraceNode, ...] = ()


@dataclass(slots=True)  # not frozen, as its trace
class GroundFinding:
    """A ground asked of one subject: its answer, and with ``trace=True`` how it came about."""

    ground: str
    subject: Id
    answer: Answer
    because: tuple[Id, ...]
    clause: str
    trace: TraceNode | None = None


@dataclass(slots=True)  # not frozen, as a trace
class NextAct:
    """One proposed act: what, on which subject, by when, on which clause and articles, because of which facts."""

    act: Act
    subject: Id
    because: tuple[Id, ...]
    clause: str
    ground: str = ""
    due_on: date | None = None
    deadline: str = ""  # deadline code when the day was computed
    started_on: date | None = None  # the day from which that clock runs; with both the doors explain the due day
    light: Light = Light.NORMAL
    citations: tuple[Cited, ...] = ()
    notes: tuple[Message, ...] = ()


@dataclass(slots=True)  # not frozen, as a trace
class OverdueItem:
    """逾期 order item, or one that waits for its re-inspection (``awaiting``: 到期待复查)."""

    item: Id
    hazard: Id
    major: bool
    due_on: date
    awaiting: bool = False


@dataclass(frozen=True, slots=True)
class PenaltyWindow:
    """One window of D28: the decisions in the window that ends on the day, and how many are needed."""

    code: str
    title: str
    decisions: tuple[Id, ...]
    needed: int


@dataclass(frozen=True, slots=True)
class PenaltyCounter:
    """累计处罚 D28: decisions under 安全生产法 against the enterprise. No windows before the law knew them."""

    windows: tuple[PenaltyWindow, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """待查明事实: a missing fact that a ground needs."""

    ground: str
    subject: Id
    message: Message


class CloseKind(StrEnum):
    """What brings an enterprise close to a card 接近名单的原因."""

    QUESTION = "question"  # 待查明事实
    DUE = "due"  # 重大隐患整改期限临近
    AWAITING = "awaiting"  # 到期待复查
    IMPLEMENTATIONS = "implementations"  # 五落实缺少证明
    PENALTIES = "penalties"  # 累计处罚接近次数


@dataclass(frozen=True, slots=True)
class CloseCall:
    """One reason why a card is close: on which record, until when, and in words."""

    kind: CloseKind
    subject: Id
    message: Message
    ground: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """The whole answer for one enterprise on one day."""

    enterprise: Id
    on: date
    covered: bool
    card: CardColour | None
    cards_in_force: tuple[Card, ...]
    open_hazards: tuple[Id, ...]
    overdue: tuple[OverdueItem, ...]
    next_acts: tuple[NextAct, ...]
    questions: tuple[Question, ...]
    warnings: tuple[Message, ...]
    counter: PenaltyCounter
    closed: bool
    accepted: bool
    findings: tuple[GroundFinding, ...] = ()
    close_calls: tuple[CloseCall, ...] = ()
