"""Words for what a standing says 态势用语: acts, cards and answers as a person reads them, one place for all doors."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from duban.domain.messages import N_
from duban.domain.standing import Act
from duban.domain.vocabulary import Answer, CardColour

ACT_WORDS: Mapping[Act, str] = MappingProxyType(
    {
        Act.INSPECT: N_("实施检查"),
        Act.COMPLETE_VISIT: N_("完成检查记录"),
        Act.ISSUE_ORDER: N_("下达责令限期整改指令书"),
        Act.DELIVER_ORDER: N_("送达整改指令书"),
        Act.IMPOSE_TEMPORARY_SUSPENSION: N_("责令暂时停产停业"),
        Act.DELIVER_MEASURE: N_("送达现场处理措施决定书"),
        Act.IMPOSE_SUSPENSION: N_("责令停产停业整改：选择性质和依据"),
        Act.CONFIRM_YELLOW: N_("列入黄牌"),
        Act.CONFIRM_RED: N_("列入红牌"),
        Act.NOTIFY_CARD: N_("书面告知企业"),
        Act.LIFT_CARD: N_("移出名单"),
        Act.LIST_SUPERVISION: N_("挂牌督办"),
        Act.DELIST: N_("销号"),
        Act.REINSPECT: N_("复查"),
        Act.REPLY_EXTENSION: N_("答复延期申请"),
        Act.REVIEW_RESUMPTION: N_("恢复生产现场审查"),
        Act.CONSENT_RESUMPTION: N_("书面同意恢复生产"),
        Act.REQUEST_CLOSURE: N_("提请关闭"),
        Act.SEND_CLOSURE: N_("法制审核并报送关闭请示"),
        Act.RECORD_CLOSURE_ANSWER: N_("登记政府答复"),
        Act.CARRY_OUT_CLOSURE: N_("登记关闭执行情况"),
        Act.REVOKE_LICENCES: N_("登记吊销证照"),
        Act.ACCEPT_CLOSURE: N_("验收"),
        Act.PUBLISH_NOTICE: N_("市局公告"),
        Act.FILE_YEAR_END_RETURN: N_("年末产能退出报送"),
        Act.CUT_POWER: N_("停止供电"),
        Act.PENALISE: N_("立案处罚"),
        Act.CHECK_CRIMINAL_TRANSFER: N_("审查是否移送涉嫌犯罪"),
        Act.REFER_UNAPPROVED: N_("移送主管部门或者取缔"),
        Act.URGE_SAFETY_WORK: N_("督促标准化、双重预防建设"),
        Act.DELIVER_PENALTY: N_("送达处罚决定"),
    }
)
CARD_WORDS: Mapping[CardColour | None, str] = MappingProxyType(
    {None: N_("未列入黄红牌"), CardColour.YELLOW: N_("黄牌"), CardColour.RED: N_("红牌")}
)
ANSWER_WORDS: Mapping[Answer, str] = MappingProxyType(
    {Answer.YES: N_("是"), Answer.NO: N_("否"), Answer.UNKNOWN: N_("待查明")}
)
