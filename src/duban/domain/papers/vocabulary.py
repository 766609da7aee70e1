"""Words of the papers 文书: their kinds, what they are about, how they are laid out."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from duban.domain.messages import N_


class PaperKind(StrEnum):
    """Kinds of papers 文书种类; each has one form of its own."""

    # forms of the enforcement procedure 行政执法文书
    INSPECTION_SCHEME = "inspection_scheme"
    INSPECTION_RECORD = "inspection_record"
    ON_SITE_MEASURE = "on_site_measure"
    RECTIFICATION_ORDER = "rectification_order"
    REINSPECTION_OPINION = "reinspection_opinion"
    EXTENSION_REPLY = "extension_reply"
    CASE_FILING = "case_filing"
    PENALTY_NOTICE = "penalty_notice"
    HEARING_NOTICE = "hearing_notice"
    CASE_REPORT = "case_report"
    PENALTY_UNIT = "penalty_unit"
    PENALTY_PERSON = "penalty_person"
    PENALTY_ON_THE_SPOT = "penalty_on_the_spot"
    CASE_CLOSING = "case_closing"
    CASE_TRANSFER = "case_transfer"
    DELIVERY_RECEIPT = "delivery_receipt"
    POWER_CUT_NOTICE = "power_cut_notice"
    # official documents of the bureau's own 公文
    SUPERVISION_NOTICE = "supervision_notice"
    DELISTING_NOTICE = "delisting_notice"
    CARD_NOTICE = "card_notice"
    CARD_LIFTING_NOTICE = "card_lifting_notice"
    CLOSURE_REQUEST = "closure_request"
    ACCEPTANCE_OPINION = "acceptance_opinion"
    JOINT_PUNISHMENT = "joint_punishment"
    URGING_RETURN = "urging_return"
    CAMPAIGN_NOTICE = "campaign_notice"


TITLES: Mapping[PaperKind, str] = MappingProxyType(
    {
        PaperKind.INSPECTION_SCHEME: N_("现场检查方案"),
        PaperKind.INSPECTION_RECORD: N_("现场检查记录"),
        PaperKind.ON_SITE_MEASURE: N_("现场处理措施决定书"),
        PaperKind.RECTIFICATION_ORDER: N_("责令限期整改指令书"),
        PaperKind.REINSPECTION_OPINION: N_("整改复查意见书"),
        PaperKind.EXTENSION_REPLY: N_("整改延期答复"),
        PaperKind.CASE_FILING: N_("立案审批表"),
        PaperKind.PENALTY_NOTICE: N_("行政处罚告知书"),
        PaperKind.HEARING_NOTICE: N_("行政处罚听证告知书"),
        PaperKind.CASE_REPORT: N_("案件处理呈批表"),
        PaperKind.PENALTY_UNIT: N_("行政处罚决定书（单位）"),
        PaperKind.PENALTY_PERSON: N_("行政处罚决定书（个人）"),
        PaperKind.PENALTY_ON_THE_SPOT: N_("行政（当场）处罚决定书"),
        PaperKind.CASE_CLOSING: N_("结案审批表"),
        PaperKind.CASE_TRANSFER: N_("案件移送书"),
        PaperKind.DELIVERY_RECEIPT: N_("文书送达回执"),
        PaperKind.POWER_CUT_NOTICE: N_("停止供电（供应民用爆炸物品）通知书"),
        PaperKind.SUPERVISION_NOTICE: N_("挂牌督办通知"),
        PaperKind.DELISTING_NOTICE: N_("挂牌督办销号通知"),
        PaperKind.CARD_NOTICE: N_("列入黄牌（红牌）名单告知书"),
        PaperKind.CARD_LIFTING_NOTICE: N_("移出黄牌（红牌）名单通知"),
        PaperKind.CLOSURE_REQUEST: N_("提请关闭的请示"),
        PaperKind.ACCEPTANCE_OPINION: N_("验收意见书"),
        PaperKind.JOINT_PUNISHMENT: N_("联合惩戒函"),
        PaperKind.URGING_RETURN: N_("催报通知"),
        PaperKind.CAMPAIGN_NOTICE: N_("专项行动通知"),
    }
)
"""The name of each kind of paper."""


class PaperSubject(StrEnum):
    """What a paper is about 文书所依据的记录: the record from which it takes its facts."""

    PLAN_ITEM = "plan_item"
    INSPECTION = "inspection"
    RECTIFICATION_ORDER = "rectification_order"
    ON_SITE_MEASURE = "on_site_measure"
    REINSPECTION = "reinspection"
    EXTENSION = "extension"
    PENALTY_DECISION = "penalty_decision"
    POWER_CUT = "power_cut"
    SUPERVISION_LISTING = "supervision_listing"
    CARD = "card"
    CLOSURE_REQUEST = "closure_request"
    ACCEPTANCE = "acceptance"
    REFERRAL = "referral"
    ENTERPRISE = "enterprise"
    MESSAGE = "message"
    CAMPAIGN = "campaign"


class Layout(StrEnum):
    """How a paper is laid out 版式."""

    FORM = "form"  # 执法文书：标题、文号、正文、落款
    TABLE = "table"  # 表格式文书：审批表、送达回执
    OFFICIAL = "official"  # 公文：GB/T 9704
