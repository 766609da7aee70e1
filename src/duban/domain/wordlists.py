"""Word lists 词表: closed lists of words that are recorded and shown, but on which no rule decides."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from duban.domain.messages import N_


class AgencyKind(StrEnum):
    """What an agency is to the campaign 机关类别."""

    BUREAU = "bureau"
    PARTNER = "partner"
    GOVERNMENT = "government"


class AgencyLevel(StrEnum):
    """Level of an agency 机关层级, the widest first."""

    NATION = "nation"
    PROVINCE = "province"
    CITY = "city"
    DISTRICT = "district"
    ZONE = "zone"
    TOWNSHIP = "township"


class PersonKind(StrEnum):
    """Officers act, experts advise 人员类别."""

    OFFICER = "officer"
    EXPERT = "expert"
    OTHER = "other"


class Opinion(StrEnum):
    """What a department says of a ledger entry 会商意见."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    OBJECTED = "objected"


class CapacityKind(StrEnum):
    """What kind of plant a capacity item is 装备类别."""

    KILN = "kiln"
    FURNACE = "furnace"
    LINE = "line"
    EQUIPMENT = "equipment"
    OTHER = "other"


class ExitReason(StrEnum):
    """By which standard capacity goes 退出原因（工信部联产业〔2017〕30号）."""

    ENERGY = "energy"
    ENVIRONMENT = "environment"
    QUALITY = "quality"
    SAFETY = "safety"
    TECHNOLOGY = "technology"
    VOLUNTARY = "voluntary"


class ExitManner(StrEnum):
    """How capacity is taken out so that it cannot run again 退出方式."""

    WHOLE_CLOSURE = "whole_closure"
    POWER_AND_WATER_CUT = "power_and_water_cut"
    DRIVE_DISMANTLED = "drive_dismantled"
    MAIN_SEALED = "main_sealed"
    MAIN_DISMANTLED = "main_dismantled"


class SupervisionLevel(StrEnum):
    """Level at which a major hazard is listed 挂牌督办级别."""

    DISTRICT = "district"
    CITY = "city"
    PROVINCE = "province"


class ClosureTrack(StrEnum):
    """The two tracks of a closure 关闭、取缔."""

    CLOSE = "close"
    BAN = "ban"


class Supply(StrEnum):
    """What is cut off 停止供应的种类."""

    ELECTRICITY = "electricity"
    EXPLOSIVES = "explosives"


class DeliveryMethod(StrEnum):
    """How a document was delivered 送达方式."""

    DIRECT = "direct"
    LEFT = "left"
    POST = "post"
    PUBLIC = "public"
    ELECTRONIC = "electronic"


class DocumentKind(StrEnum):
    """Documents that are numbered or delivered 文书种类."""

    INSPECTION_RECORD = "inspection_record"
    RECTIFICATION_ORDER = "rectification_order"
    EXTENSION_REPLY = "extension_reply"
    REINSPECTION_OPINION = "reinspection_opinion"
    ON_SITE_MEASURE = "on_site_measure"
    RESUMPTION_CONSENT = "resumption_consent"
    SUPERVISION_NOTICE = "supervision_notice"
    PENALTY_DECISION = "penalty_decision"
    CARD_NOTICE = "card_notice"
    CLOSURE_REQUEST = "closure_request"
    POWER_CUT_NOTICE = "power_cut_notice"
    REFERRAL = "referral"
    URGING = "urging"
    INSPECTION_SCHEME = "inspection_scheme"
    CASE_FILING = "case_filing"
    PENALTY_NOTICE = "penalty_notice"
    HEARING_NOTICE = "hearing_notice"
    CASE_REPORT = "case_report"
    CASE_CLOSING = "case_closing"
    DELIVERY_RECEIPT = "delivery_receipt"
    OFFICIAL = "official"
    OTHER = "other"


class RowVerdict(StrEnum):
    """What an import makes of one row 导入结果; every row is in exactly one."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    DOUBTFUL = "doubtful"
    REJECTED = "rejected"


class TaskKind(StrEnum):
    """What the server does in the background 后台任务."""

    EXPORT = "export"
    IMPORT_CHECK = "import_check"
    IMPORT_MARKED = "import_marked"
    IMPORT = "import"
    BATCH = "batch"


_LABELS: Mapping[type[StrEnum], Mapping[str, str]] = MappingProxyType(
    {
        AgencyKind: {
            AgencyKind.BUREAU: N_("应急管理部门"),
            AgencyKind.PARTNER: N_("协同部门"),
            AgencyKind.GOVERNMENT: N_("人民政府"),
        },
        AgencyLevel: {
            AgencyLevel.NATION: N_("国家级"),
            AgencyLevel.PROVINCE: N_("省级"),
            AgencyLevel.CITY: N_("市级"),
            AgencyLevel.DISTRICT: N_("区县级"),
            AgencyLevel.ZONE: N_("开发区"),
            AgencyLevel.TOWNSHIP: N_("乡镇、街道"),
        },
        PersonKind: {
            PersonKind.OFFICER: N_("执法人员"),
            PersonKind.EXPERT: N_("专家"),
            PersonKind.OTHER: N_("其他人员"),
        },
        Opinion: {
            Opinion.PROPOSED: N_("提出列入"),
            Opinion.AGREED: N_("同意列入"),
            Opinion.OBJECTED: N_("不同意列入"),
        },
        CapacityKind: {
            CapacityKind.KILN: N_("窑"),
            CapacityKind.FURNACE: N_("炉"),
            CapacityKind.LINE: N_("生产线"),
            CapacityKind.EQUIPMENT: N_("设备"),
            CapacityKind.OTHER: N_("其他"),
        },
        ExitReason: {
            ExitReason.ENERGY: N_("能耗"),
            ExitReason.ENVIRONMENT: N_("环保"),
            ExitReason.QUALITY: N_("质量"),
            ExitReason.SAFETY: N_("安全"),
            ExitReason.TECHNOLOGY: N_("技术"),
            ExitReason.VOLUNTARY: N_("自愿"),
        },
        ExitManner: {
            ExitManner.WHOLE_CLOSURE: N_("整体关闭"),
            ExitManner.POWER_AND_WATER_CUT: N_("断水断电"),
            ExitManner.DRIVE_DISMANTLED: N_("拆除动力装置"),
            ExitManner.MAIN_SEALED: N_("封存主体设备"),
            ExitManner.MAIN_DISMANTLED: N_("拆除主体设备"),
        },
        SupervisionLevel: {
            SupervisionLevel.DISTRICT: N_("区县级"),
            SupervisionLevel.CITY: N_("市级"),
            SupervisionLevel.PROVINCE: N_("省级"),
        },
        ClosureTrack: {
            ClosureTrack.CLOSE: N_("关闭"),
            ClosureTrack.BAN: N_("取缔"),
        },
        Supply: {
            Supply.ELECTRICITY: N_("供电"),
            Supply.EXPLOSIVES: N_("供应民用爆炸物品"),
        },
        DeliveryMethod: {
            DeliveryMethod.DIRECT: N_("直接送达"),
            DeliveryMethod.LEFT: N_("留置送达"),
            DeliveryMethod.POST: N_("邮寄送达"),
            DeliveryMethod.PUBLIC: N_("公告送达"),
            DeliveryMethod.ELECTRONIC: N_("电子送达"),
        },
        DocumentKind: {
            DocumentKind.INSPECTION_RECORD: N_("现场检查记录"),
            DocumentKind.RECTIFICATION_ORDER: N_("责令限期整改指令书"),
            DocumentKind.EXTENSION_REPLY: N_("整改延期答复"),
            DocumentKind.REINSPECTION_OPINION: N_("整改复查意见书"),
            DocumentKind.ON_SITE_MEASURE: N_("现场处理措施决定书"),
            DocumentKind.RESUMPTION_CONSENT: N_("恢复生产审查意见"),
            DocumentKind.SUPERVISION_NOTICE: N_("挂牌督办通知书"),
            DocumentKind.PENALTY_DECISION: N_("行政处罚决定书"),
            DocumentKind.CARD_NOTICE: N_("黄牌、红牌告知书"),
            DocumentKind.CLOSURE_REQUEST: N_("提请关闭的请示"),
            DocumentKind.POWER_CUT_NOTICE: N_("停止供电通知书"),
            DocumentKind.REFERRAL: N_("案件移送书"),
            DocumentKind.URGING: N_("督促建设通知"),
            DocumentKind.INSPECTION_SCHEME: N_("现场检查方案"),
            DocumentKind.CASE_FILING: N_("立案审批表"),
            DocumentKind.PENALTY_NOTICE: N_("行政处罚告知书"),
            DocumentKind.HEARING_NOTICE: N_("行政处罚听证告知书"),
            DocumentKind.CASE_REPORT: N_("案件处理呈批表"),
            DocumentKind.CASE_CLOSING: N_("结案审批表"),
            DocumentKind.DELIVERY_RECEIPT: N_("文书送达回执"),
            DocumentKind.OFFICIAL: N_("公文"),
            DocumentKind.OTHER: N_("其他文书"),
        },
        RowVerdict: {
            RowVerdict.NEW: N_("新增"),
            RowVerdict.CHANGED: N_("变更"),
            RowVerdict.UNCHANGED: N_("无变化"),
            RowVerdict.DOUBTFUL: N_("存疑"),
            RowVerdict.REJECTED: N_("退回"),
        },
        TaskKind: {
            TaskKind.EXPORT: N_("导出名单"),
            TaskKind.IMPORT_CHECK: N_("台账导入预演"),
            TaskKind.IMPORT_MARKED: N_("退回工作簿"),
            TaskKind.IMPORT: N_("导入企业台账"),
            TaskKind.BATCH: N_("批量办理"),
        },
    }
)


def word_label(word: StrEnum) -> str:
    """The Chinese for a word of these lists, as a source string for the catalogue."""
    return _LABELS[type(word)][word]
