"""Words of the papers 文书: their kinds, what they are about, how they are laid out."""

from __future__ import annotations

from enum import StrEnum


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
