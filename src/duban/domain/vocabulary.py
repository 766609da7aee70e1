"""Vocabulary 词汇: the closed lists of words that facts are made of."""

from __future__ import annotations

from enum import StrEnum


class Answer(StrEnum):
    """Three-valued answer. A missing fact is 不明, never "no": it becomes a question to the officer."""

    YES = "yes"  # 是
    NO = "no"  # 否
    UNKNOWN = "unknown"  # 待查明

    @classmethod
    def of(cls, value: bool | None) -> Answer:
        """``None`` (nobody recorded it) is UNKNOWN."""
        if value is None:
            return cls.UNKNOWN
        return cls.YES if value else cls.NO


# By bare name, for rules asked thousands of times: in Python 3.11 a member looked up on its class costs a call.
YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN


class VisitKind(StrEnum):
    """Kind of an inspection 执法检查类型."""

    FIRST = "first"  # 首次检查
    REINSPECTION = "reinspection"  # 复查
    TIP = "tip"  # 举报核查
    SPOT = "spot"  # 抽查
    EXIT_PERIOD = "exit_period"  # 退出期间检查（拆除、停用）


class HazardLevel(StrEnum):
    """Level of a hazard 隐患等级（16号令第三条）."""

    GENERAL = "general"  # 一般隐患
    MAJOR = "major"  # 重大隐患


class HazardStage(StrEnum):
    """How far the removal of a hazard is 整改情况; every hazard is in exactly one, so that they add up."""

    OVERDUE = "overdue"  # 逾期
    AWAITING = "awaiting"  # 到期待复查
    NEAR = "near"  # 临近
    OPEN = "open"  # 整改中
    CLOSED = "closed"  # 已闭环


class MeasureKind(StrEnum):
    """On-site measure 现场处理措施. None of these is a penalty."""

    REMOVE_AT_ONCE = "remove_at_once"  # 责令立即排除
    WITHDRAW_PEOPLE = "withdraw_people"  # 责令撤出作业人员
    STOP_USE = "stop_use"  # 责令停止使用
    TEMPORARY_SUSPENSION = "temporary_suspension"  # 责令暂时停产停业


class PenaltyKind(StrEnum):
    """Kind of a penalty 行政处罚种类."""

    WARNING = "warning"  # 警告
    FINE = "fine"  # 罚款
    CONFISCATION = "confiscation"  # 没收
    SUSPENSION = "suspension"  # 责令停产停业整顿


class PenaltyTarget(StrEnum):
    """Whom a penalty is against 被处罚人."""

    ENTERPRISE = "enterprise"  # 生产经营单位
    PERSON = "person"  # 直接负责的主管人员等个人


class ItemResult(StrEnum):
    """Result of one order item at a re-inspection 复查结论."""

    PASSED = "passed"  # 合格
    FAILED = "failed"  # 不合格
    NOT_YET_DUE = "not_yet_due"  # 未到期未判定


class ReinspectionCause(StrEnum):
    """Why a re-inspection took place 复查缘由."""

    DUE = "due"  # 期限届满
    APPLIED = "applied"  # 企业申请
    OWN_INITIATIVE = "own_initiative"  # 机关自行


class Implementation(StrEnum):
    """Five implementations 五落实."""

    RESPONSIBILITY = "responsibility"  # 责任
    MEASURES = "measures"  # 措施
    FUNDS = "funds"  # 资金
    TIME_LIMIT = "time_limit"  # 时限
    EMERGENCY_PLAN = "emergency_plan"  # 预案


class CardColour(StrEnum):
    """Colour of a card 黄牌、红牌."""

    YELLOW = "yellow"
    RED = "red"


class ClosureDecision(StrEnum):
    """The government's answer to a closure request 政府决定."""

    CLOSE = "close"  # 决定关闭
    NOT_CLOSE = "not_close"  # 不予关闭


class RefusalOf(StrEnum):
    """What the enterprise refused 拒不执行的文书."""

    ORDER = "order"  # 责令限期整改指令书
    MEASURE = "measure"  # 现场处理措施决定书
    PENALTY = "penalty"  # 行政处罚决定书


class ReferralKind(StrEnum):
    """Why a matter was handed on 移送事由."""

    CRIMINAL = "criminal"  # 涉嫌犯罪移送审查
    UNAPPROVED = "unapproved"  # 未经批准擅自从事，移送主管部门或取缔


class Standardisation(StrEnum):
    """Grade of work-safety standardisation 安全生产标准化等级."""

    NONE = "none"  # 未达标
    THIRD = "third"  # 三级
    SECOND = "second"  # 二级
    FIRST = "first"  # 一级


class CheckAnswer(StrEnum):
    """Answer to one question of a checklist 检查结果. What nobody looked at is said, never left out."""

    CONFORMS = "conforms"  # 符合
    FAILS = "fails"  # 不符合
    NOT_APPLICABLE = "not_applicable"  # 不适用
    NOT_CHECKED = "not_checked"  # 未查


class CheckMeans(StrEnum):
    """How a question is looked into 检查方式."""

    SITE = "site"  # 查看现场
    PAPERS = "papers"  # 查阅资料
    PEOPLE = "people"  # 询问人员
