"""Words 用语 for the closed lists of the vocabulary, as a person reads them on a page or in a form."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext

from duban.domain.act_words import ACT_WORDS, ANSWER_WORDS, CARD_WORDS
from duban.domain.annex_table import ColumnKind
from duban.domain.campaign import Subject
from duban.domain.checklists import CHECK_WORDS, MEANS_WORDS
from duban.domain.citations import Tier
from duban.domain.enforcement_capacity import CAPACITY_LABELS, EnforcementCapacity
from duban.domain.ledger.plan import Outcome
from duban.domain.ledger.words import OperatingStatus, RiskColour
from duban.domain.messages import N_
from duban.domain.papers.vocabulary import TITLES, PaperKind
from duban.domain.permissions import ROLE_LABELS, Role
from duban.domain.standing import Act, CloseKind
from duban.domain.vocabulary import (
    Answer,
    CardColour,
    CheckAnswer,
    CheckMeans,
    ClosureDecision,
    HazardLevel,
    HazardStage,
    Implementation,
    ItemResult,
    MeasureKind,
    PenaltyKind,
    PenaltyTarget,
    ReferralKind,
    RefusalOf,
    ReinspectionCause,
    Standardisation,
    VisitKind,
)
from duban.domain.wordlists import word_label
from duban.specs.campaign_documents import SECTION_TITLES, Section

_OWN: Mapping[type[StrEnum], Mapping[Any, str]] = MappingProxyType(
    {
        VisitKind: {
            VisitKind.FIRST: N_("首次检查"),
            VisitKind.REINSPECTION: N_("复查"),
            VisitKind.TIP: N_("举报核查"),
            VisitKind.SPOT: N_("抽查"),
            VisitKind.EXIT_PERIOD: N_("退出期间检查（拆除、停用）"),
        },
        HazardLevel: {HazardLevel.GENERAL: N_("一般隐患"), HazardLevel.MAJOR: N_("重大隐患")},
        CheckAnswer: CHECK_WORDS,
        CheckMeans: MEANS_WORDS,
        HazardStage: {
            HazardStage.OVERDUE: N_("逾期"),
            HazardStage.AWAITING: N_("到期待复查"),
            HazardStage.NEAR: N_("临近"),
            HazardStage.OPEN: N_("整改中"),
            HazardStage.CLOSED: N_("已闭环"),
        },
        MeasureKind: {
            MeasureKind.REMOVE_AT_ONCE: N_("责令立即排除"),
            MeasureKind.WITHDRAW_PEOPLE: N_("责令撤出作业人员"),
            MeasureKind.STOP_USE: N_("责令停止使用"),
            MeasureKind.TEMPORARY_SUSPENSION: N_("责令暂时停产停业"),
        },
        PenaltyKind: {
            PenaltyKind.WARNING: N_("警告"),
            PenaltyKind.FINE: N_("罚款"),
            PenaltyKind.CONFISCATION: N_("没收"),
            PenaltyKind.SUSPENSION: N_("责令停产停业整顿"),
        },
        PenaltyTarget: {PenaltyTarget.ENTERPRISE: N_("生产经营单位"), PenaltyTarget.PERSON: N_("责任人员")},
        ItemResult: {
            ItemResult.PASSED: N_("合格"),
            ItemResult.FAILED: N_("不合格"),
            ItemResult.NOT_YET_DUE: N_("未到期未判定"),
        },
        ReinspectionCause: {
            ReinspectionCause.DUE: N_("期限届满"),
            ReinspectionCause.APPLIED: N_("企业申请"),
            ReinspectionCause.OWN_INITIATIVE: N_("机关自行"),
        },
        Implementation: {
            Implementation.RESPONSIBILITY: N_("责任"),
            Implementation.MEASURES: N_("措施"),
            Implementation.FUNDS: N_("资金"),
            Implementation.TIME_LIMIT: N_("时限"),
            Implementation.EMERGENCY_PLAN: N_("预案"),
        },
        ClosureDecision: {ClosureDecision.CLOSE: N_("决定关闭"), ClosureDecision.NOT_CLOSE: N_("不予关闭")},
        RefusalOf: {
            RefusalOf.ORDER: N_("责令限期整改指令书"),
            RefusalOf.MEASURE: N_("现场处理措施决定书"),
            RefusalOf.PENALTY: N_("行政处罚决定书"),
        },
        ReferralKind: {
            ReferralKind.CRIMINAL: N_("涉嫌犯罪移送审查"),
            ReferralKind.UNAPPROVED: N_("未经批准擅自从事"),
        },
        Standardisation: {
            Standardisation.NONE: N_("未达标"),
            Standardisation.THIRD: N_("三级"),
            Standardisation.SECOND: N_("二级"),
            Standardisation.FIRST: N_("一级"),
        },
        Tier: {
            Tier.FIRST: N_("责令改正的同时"),
            Tier.OVERDUE: N_("逾期未改正"),
            Tier.REFUSED: N_("拒不执行"),
            Tier.SERIOUS: N_("情节严重"),
            Tier.ACCIDENT_GENERAL: N_("发生一般事故"),
            Tier.ACCIDENT_LARGER: N_("发生较大事故"),
            Tier.ACCIDENT_MAJOR: N_("发生重大事故"),
            Tier.ACCIDENT_GRAVE: N_("发生特别重大事故"),
        },
        Outcome: {
            Outcome.NEW: N_("新增"),
            Outcome.CHANGED: N_("变更"),
            Outcome.UNCHANGED: N_("无变化"),
            Outcome.DOUBTFUL: N_("存疑"),
            Outcome.REJECTED: N_("退回"),
        },
        OperatingStatus: {
            OperatingStatus.OPERATING: N_("在产"),
            OperatingStatus.SUSPENDED: N_("停产"),
            OperatingStatus.CONSTRUCTION: N_("在建"),
            OperatingStatus.PLANNED: N_("拟建"),
            OperatingStatus.CLOSED: N_("关闭"),
        },
        RiskColour: {
            RiskColour.RED: N_("红（重大风险）"),
            RiskColour.ORANGE: N_("橙（较大风险）"),
            RiskColour.YELLOW: N_("黄（一般风险）"),
            RiskColour.BLUE: N_("蓝（低风险）"),
        },
        CloseKind: {
            CloseKind.QUESTION: N_("待查明事实"),
            CloseKind.DUE: N_("重大隐患期限临近"),
            CloseKind.AWAITING: N_("到期待复查"),
            CloseKind.IMPLEMENTATIONS: N_("五落实缺少证明"),
            CloseKind.PENALTIES: N_("累计处罚接近次数"),
        },
        Act: ACT_WORDS,
        Answer: ANSWER_WORDS,
        CardColour: CARD_WORDS,
        PaperKind: TITLES,
        EnforcementCapacity: CAPACITY_LABELS,
        Role: ROLE_LABELS,
        Section: SECTION_TITLES,
        Subject: {
            Subject.ENTERPRISE: N_("企业"),
            Subject.HAZARD: N_("隐患"),
            Subject.ORDER_ITEM: N_("整改项"),
            Subject.SUSPENSION: N_("停产决定"),
            Subject.REFUSAL: N_("拒不执行"),
            Subject.UNAPPROVED: N_("未经批准的活动"),
            Subject.CARD: N_("黄牌、红牌"),
        },
        ColumnKind: {
            ColumnKind.SERIAL: N_("序号"),
            ColumnKind.TEXT: N_("文字"),
            ColumnKind.COUNT: N_("数量"),
            ColumnKind.MONEY: N_("金额"),
        },
    }
)


def source_word(word: StrEnum) -> str:
    """The Chinese source string for a word of any closed list."""
    own = _OWN.get(type(word))
    return word_label(word) if own is None else own[word]


def label(word: StrEnum) -> str:
    """The word in the reader's language."""
    return gettext(source_word(word))


def words_for_filter(enum: type[StrEnum]) -> list[tuple[str, str]]:
    """The words of a closed list, for a query bar."""
    return [(word.value, label(word)) for word in enum]
