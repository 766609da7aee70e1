"""Fields 字段 of the papers: everything that a form, or a template of the bureau's own, may name. One list for both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from duban.domain.messages import N_
from duban.domain.papers.vocabulary import PaperSubject


class FieldKind(StrEnum):
    """How a value is written in a paper."""

    TEXT = "text"
    DAY = "day"  # 2021年8月20日
    MOMENT = "moment"  # 2021年8月20日9时30分
    MONEY = "money"  # 分, written with the amount in words
    ROWS = "rows"  # a list, each row with columns of its own


NO_COLUMNS: Mapping[str, Field] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a paper may say; ``label`` names it on the screen, where it is missing."""

    label: str
    kind: FieldKind = FieldKind.TEXT
    columns: Mapping[str, Field] = field(default_factory=lambda: NO_COLUMNS)


def _day(label: str) -> Field:
    return Field(label, FieldKind.DAY)


def _moment(label: str) -> Field:
    return Field(label, FieldKind.MOMENT)


def _rows(label: str, **columns: Field) -> Field:
    return Field(label, FieldKind.ROWS, MappingProxyType({"no": Field(N_("序号")), **columns}))


COMMON: Mapping[str, Field] = MappingProxyType(
    {
        "number": Field(N_("文号")),
        "on": _day(N_("成文日期")),
        "agency": Field(N_("机关名称")),
        "agency_address": Field(N_("机关地址")),
        "agency_postcode": Field(N_("机关邮政编码")),
        "agency_telephone": Field(N_("机关联系电话")),
        "review_body": Field(N_("行政复议机关")),
        "court": Field(N_("人民法院")),
        "bank": Field(N_("代收罚款的银行")),
        "bank_account": Field(N_("代收罚款的账号")),
        "corrected_number": Field(N_("被更正文书的文号")),
        "corrected_on": _day(N_("被更正文书的日期")),
    }
)
"""Of every paper. What stands on the letterhead 文书设置 is recorded once by the unit."""

CAMPAIGN: Mapping[str, Field] = MappingProxyType(
    {
        "campaign": Field(N_("专项行动名称")),
        "campaign_number": Field(N_("工作方案文号")),
    }
)

ENTERPRISE: Mapping[str, Field] = MappingProxyType(
    {
        "enterprise": Field(N_("企业名称")),
        "credit_code": Field(N_("统一社会信用代码")),
        "address": Field(N_("企业地址")),
        "legal_person": Field(N_("法定代表人（负责人）")),
        "contact": Field(N_("企业联系人")),
        "telephone": Field(N_("企业联系电话")),
    }
)

_OFFICERS = _rows(N_("执法人员"), name=Field(N_("姓名")), certificate=Field(N_("执法证号")))
_HAZARDS = _rows(
    N_("问题和隐患"),
    description=Field(N_("隐患内容")),
    place=Field(N_("部位")),
    level=Field(N_("隐患级别")),
    item=Field(N_("判定标准条目")),
)
_VISIT: Mapping[str, Field] = MappingProxyType(
    {
        "visited_on": _day(N_("检查日期")),
        "officers": _OFFICERS,
        "officer_names": Field(N_("执法人员姓名和证号")),
    }
)

OF: Mapping[PaperSubject, Mapping[str, Field]] = MappingProxyType(
    {
        PaperSubject.PLAN_ITEM: MappingProxyType(
            {
                "planned_on": _day(N_("检查时间")),
                "plan": Field(N_("检查方案名称")),
                "industry": Field(N_("所属行业")),
                "note": Field(N_("检查内容")),
                "officers": _OFFICERS,
                "officer_names": Field(N_("执法人员姓名和证号")),
                "experts": Field(N_("参与检查的专家")),
                "opinion": Field(N_("审批意见")),
                "approved_on": _day(N_("审批日期")),
            }
        ),
        PaperSubject.INSPECTION: MappingProxyType(
            {
                **_VISIT,
                "started_at": _moment(N_("检查开始时间")),
                "ended_at": _moment(N_("检查结束时间")),
                "place": Field(N_("检查场所")),
                "seen": Field(N_("检查情况")),
                "experts": Field(N_("参与检查的专家")),
                "hazards": _HAZARDS,
                "findings": Field(N_("问题和隐患（连成一段）")),
                "signed_by": Field(N_("被检查单位签名人")),
                "refusal_note": Field(N_("拒签情况")),
            }
        ),
        PaperSubject.RECTIFICATION_ORDER: MappingProxyType(
            {
                **_VISIT,
                "items": _rows(
                    N_("整改内容"),
                    description=Field(N_("隐患内容")),
                    place=Field(N_("部位")),
                    due_on=_day(N_("整改期限")),
                    requirement=Field(N_("整改要求")),
                ),
            }
        ),
        PaperSubject.ON_SITE_MEASURE: MappingProxyType(
            {
                **_VISIT,
                "hazards": _HAZARDS,
                "measure": Field(N_("现场处理措施")),
                "articles": Field(N_("法律依据")),
                "content": Field(N_("措施内容")),
                "until_on": _day(N_("措施期限")),
                "term_reason": Field(N_("期限理由")),
            }
        ),
        PaperSubject.REINSPECTION: MappingProxyType(
            {
                **_VISIT,
                "orders": _rows(N_("被复查的决定"), number=Field(N_("文号")), issued_on=_day(N_("日期"))),
                "order_names": Field(N_("被复查决定的日期和文号")),
                "items": _rows(N_("复查结果"), description=Field(N_("隐患内容")), result=Field(N_("结果"))),
                "opinion": Field(N_("复查意见")),
            }
        ),
        PaperSubject.EXTENSION: MappingProxyType(
            {
                "order_number": Field(N_("指令书文号")),
                "order_issued_on": _day(N_("指令书日期")),
                "description": Field(N_("隐患内容")),
                "due_on": _day(N_("原整改期限")),
                "applied_on": _day(N_("申请日期")),
                "cause": Field(N_("申请理由")),
                "granted_to": _day(N_("同意延期至")),
                "refused": Field(N_("不同意延期")),
                "reply": Field(N_("答复内容")),
            }
        ),
        PaperSubject.PENALTY_DECISION: MappingProxyType(
            {
                "party": Field(N_("当事人")),
                "person": Field(N_("被处罚人")),
                "post": Field(N_("被处罚人职务")),
                "reason": Field(N_("违法事实和理由")),
                "articles": Field(N_("处罚依据")),
                "kinds": Field(N_("处罚种类")),
                "fine": Field(N_("罚款金额"), FieldKind.MONEY),
                "hazards": _HAZARDS,
                "officers": _OFFICERS,
                "officer_names": Field(N_("执法人员姓名和证号")),
                "surcharge": Field(N_("每日加处罚款的比例")),
                "decided_on": _day(N_("决定日期")),
                "decision_number": Field(N_("处罚决定文号")),
                "delivered_on": _day(N_("送达日期")),
                "paid_on": _day(N_("缴清日期")),
            }
        ),
        PaperSubject.POWER_CUT: MappingProxyType(
            {
                "supplier": Field(N_("供应单位")),
                "supply": Field(N_("停止供应")),
                "decision_number": Field(N_("未履行决定的文号")),
                "decision_on": _day(N_("未履行决定的日期")),
                "emergency": Field(N_("紧急情形")),
                "notified_at": _moment(N_("通知时间")),
                "in_force_at": _moment(N_("停止供应时间")),
            }
        ),
        PaperSubject.SUPERVISION_LISTING: MappingProxyType(
            {
                "description": Field(N_("隐患内容")),
                "item": Field(N_("判定标准条目")),
                "level": Field(N_("督办级别")),
                "supervisor": Field(N_("督办单位")),
                "listed_on": _day(N_("挂牌日期")),
                "listing_number": Field(N_("督办文号")),
                "plan_due_on": _day(N_("治理方案报送期限")),
                "deadline_on": _day(N_("治理期限")),
                "delisted_on": _day(N_("销号日期")),
                "delisted_reason": Field(N_("销号理由")),
            }
        ),
        PaperSubject.CARD: MappingProxyType(
            {
                "colour": Field(N_("名单类别")),
                "site": Field(N_("厂区")),
                "grounds": Field(N_("列入情形")),
                "clauses": Field(N_("工作方案条款")),
                "articles": Field(N_("法律依据")),
                "hazards": _HAZARDS,
                "confirmed_on": _day(N_("列入日期")),
                "reason": Field(N_("列入理由")),
                "lifted_on": _day(N_("移出日期")),
                "lifted_reason": Field(N_("移出理由")),
            }
        ),
        PaperSubject.CLOSURE_REQUEST: MappingProxyType(
            {
                "government": Field(N_("受文人民政府")),
                "grounds": Field(N_("提请情形")),
                "text": Field(N_("事实和理由")),
                "articles": Field(N_("关闭依据")),
                "legal_opinion": Field(N_("法制审核意见")),
                "track": Field(N_("提请事项")),
            }
        ),
        PaperSubject.ACCEPTANCE: MappingProxyType(
            {
                "held_on": _day(N_("验收日期")),
                "concluded_on": _day(N_("结论日期")),
                "participants": Field(N_("验收部门")),
                "signatures": _rows(
                    N_("各部门意见"),
                    department=Field(N_("部门")),
                    opinion=Field(N_("意见")),
                    signed_on=_day(N_("签署日期")),
                ),
                "manner": Field(N_("退出方式")),
                "result": Field(N_("验收结论")),
                "conclusion": Field(N_("验收情况")),
                "request_number": Field(N_("提请关闭文号")),
            }
        ),
        PaperSubject.REFERRAL: MappingProxyType(
            {
                "department": Field(N_("受移送机关")),
                "matter": Field(N_("移送事由")),
                "reason": Field(N_("移送理由")),
                "articles": Field(N_("移送依据")),
                "sent_on": _day(N_("移送日期")),
            }
        ),
        PaperSubject.ENTERPRISE: MappingProxyType(
            {
                "deliveries": _rows(
                    N_("送达的文书"),
                    paper=Field(N_("文书名称和文号")),
                    recipient=Field(N_("收件人")),
                    delivered_on=_day(N_("送达日期")),
                    method=Field(N_("送达方式")),
                    witness=Field(N_("见证人")),
                    note=Field(N_("备注")),
                )
            }
        ),
        PaperSubject.MESSAGE: MappingProxyType(
            {
                "receiver": Field(N_("收文单位")),
                "message_subject": Field(N_("催报事项")),
                "message_text": Field(N_("催报内容")),
                "sent_on": _day(N_("催报日期")),
            }
        ),
        PaperSubject.CAMPAIGN: MappingProxyType(
            {
                "first_on": _day(N_("开始日期")),
                "last_on": _day(N_("结束日期")),
                "legal_basis": Field(N_("制定依据")),
                "participants": Field(N_("参加单位")),
                "industries": Field(N_("重点行业")),
                "phases": _rows(
                    N_("阶段"), phase=Field(N_("阶段名称")), from_on=_day(N_("开始")), to_on=_day(N_("结束"))
                ),
                "returns": _rows(N_("报送"), what=Field(N_("报送事项")), due_on=_day(N_("报送期限"))),
                "annexes": _rows(N_("附件"), title=Field(N_("附件名称"))),
            }
        ),
    }
)
"""What the record behind a paper says, by subject."""

_WITHOUT_ENTERPRISE = frozenset({PaperSubject.MESSAGE, PaperSubject.CAMPAIGN})


def fields_of(subject: PaperSubject) -> Mapping[str, Field]:
    """Every field of a paper about such a record; what the form itself asks for and cites comes beside it."""
    enterprise = {} if subject in _WITHOUT_ENTERPRISE else ENTERPRISE
    return {**COMMON, **CAMPAIGN, **enterprise, **OF[subject]}
