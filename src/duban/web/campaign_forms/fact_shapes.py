"""The facts of a worked example 样例的事实, from ``domain.facts`` itself: a fact that is added there has its form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from dataclasses import Field as DataField
from datetime import date
from enum import StrEnum
from functools import cache
from types import MappingProxyType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from duban.domain.facts import Facts
from duban.domain.messages import N_
from duban.web.campaign_forms import choices
from duban.web.campaign_forms.shapes import Field, Kind, Part, Rows, Shape
from duban.web.deed_forms import Choices, words_of

LISTS: Mapping[str, str] = MappingProxyType(
    {
        "ledger": N_("台账"),
        "visits": N_("执法检查"),
        "hazards": N_("隐患"),
        "orders": N_("责令限期整改指令书"),
        "extensions": N_("延期申请"),
        "reports": N_("整改完成报告"),
        "reinspections": N_("整改复查意见书"),
        "measures": N_("现场处理措施决定书"),
        "resumptions": N_("恢复生产申请"),
        "listings": N_("挂牌督办"),
        "penalties": N_("行政处罚决定"),
        "refusals": N_("拒不执行"),
        "cards": N_("黄牌、红牌"),
        "declines": N_("不予采纳的建议"),
        "closure_requests": N_("提请关闭"),
        "acceptances": N_("验收"),
        "power_cuts": N_("停止供电"),
        "referrals": N_("移送"),
        "accidents": N_("重大、特别重大事故"),
        "unapproved": N_("未经批准的活动"),
        "profiles": N_("标准化、双重预防情况"),
        "urgings": N_("督促建设通知"),
        "notices": N_("公告"),
        "exit_returns": N_("年末产能退出报送"),
        "officers": N_("到场执法人员"),
        "items": N_("整改项"),
        "outcomes": N_("复查结论"),
        "proofs": N_("“五落实”证明"),
    }
)
"""What the lists of facts are called."""

FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "accepted_on": N_("受理日期"),
        "act": N_("下一步"),
        "added_on": N_("列入日期"),
        "agency": N_("机关"),
        "annulled_on": N_("撤销日期"),
        "applied_on": N_("申请日期"),
        "approved_on": N_("批准日期"),
        "authority": N_("主管部门"),
        "basis": N_("依据"),
        "card": N_("黄牌、红牌"),
        "carried_out": N_("是否实施"),
        "carried_out_on": N_("执行完毕日期"),
        "cause": N_("复查原因"),
        "certificate": N_("执法证件"),
        "colour": N_("名单类别"),
        "completed_on": N_("完成日期"),
        "concept": N_("法律概念"),
        "conditions_lacking": N_("是否因不具备安全生产条件所致"),
        "confirmed_on": N_("确认日期"),
        "consented_on": N_("同意日期"),
        "corrected_on_spot_on": N_("当场改正日期"),
        "deadline_on": N_("督办期限"),
        "decided_on": N_("决定日期"),
        "decision": N_("决定"),
        "decision_kind": N_("决定种类"),
        "delisted_on": N_("销号日期"),
        "delivered_on": N_("送达日期"),
        "description": N_("内容"),
        "drafted_on": N_("起草日期"),
        "dual_prevention": N_("双重预防机制"),
        "due_on": N_("整改期限"),
        "ended_on": N_("终结日期"),
        "enterprise": N_("企业编号"),
        "experts": N_("专家人数"),
        "filed_on": N_("提交日期"),
        "fine_fen": N_("罚款（分）"),
        "force_majeure": N_("是否不可抗力"),
        "found_on": N_("发现日期"),
        "granted_to": N_("延期至"),
        "ground": N_("依据"),
        "grounds": N_("依据"),
        "hazard": N_("隐患"),
        "hazards": N_("隐患"),
        "id": N_("编号"),
        "in_force_on": N_("实施日期"),
        "industry": N_("行业"),
        "issued_on": N_("下达日期"),
        "item": N_("整改项"),
        "kind": N_("种类"),
        "kinds": N_("种类"),
        "level": N_("级别"),
        "licences_revoked_on": N_("吊销证照日期"),
        "lifted_on": N_("解除日期"),
        "listed_on": N_("挂牌日期"),
        "major_from": N_("自何日起为重大隐患"),
        "name": N_("名称"),
        "notified_on": N_("告知日期"),
        "number": N_("文号"),
        "officer": N_("执法人员"),
        "on": N_("日期"),
        "paid_on": N_("缴清日期"),
        "part": N_("哪一项落实"),
        "passed": N_("是否合格"),
        "plan_due_on": N_("治理方案和“五落实”期限"),
        "proved": N_("有无证明"),
        "proved_on": N_("证明日期"),
        "real_danger": N_("有无现实危险"),
        "reason": N_("理由"),
        "refused_on": N_("不同意日期"),
        "region": N_("地区"),
        "removed_on": N_("移出日期"),
        "removed_reason": N_("移出理由"),
        "replied_on": N_("答复日期"),
        "restored_on": N_("恢复日期"),
        "result": N_("结论"),
        "review_failed_on": N_("审查不合格日期"),
        "reviewed_on": N_("审查日期"),
        "safety_assured": N_("能否保证安全"),
        "safety_recorded_on": N_("登记能否保证安全的日期"),
        "seen": N_("当时已知的记录"),
        "sent_on": N_("报送日期"),
        "signed": N_("是否签字"),
        "site": N_("厂区"),
        "standard_item": N_("判定标准条目"),
        "standardisation": N_("标准化等级"),
        "statute": N_("法律文件"),
        "subject": N_("事项"),
        "superseded_on": N_("被替代日期"),
        "suspension": N_("停产决定"),
        "target": N_("处罚对象"),
        "until": N_("期限至"),
        "valid_from": N_("有效期自"),
        "valid_to": N_("有效期至"),
        "visit": N_("执法检查"),
        "withdrawn_on": N_("撤回日期"),
    }
)
"""What the values of facts are called."""


def _made(record: Any) -> Callable[[], Shape]:
    return lambda: _shape(record)


@cache
def _shape(record: type) -> Shape:
    hints = get_type_hints(record)
    return tuple(_part(field, hints[field.name], top=record is Facts) for field in fields(record))


def _part(field: DataField[Any], hint: Any, *, top: bool) -> Part:
    name, plain = field.name, _without_none(hint)
    member = get_args(plain)[0] if get_origin(plain) in (tuple, frozenset) else None
    if isinstance(member, type) and not issubclass(member, str):
        title = LISTS[name]
        return Rows(name, title, title, _made(member), folded=top)
    required = field.default is MISSING and plain is hint
    if member is not None:
        return _several(name, member, required)
    kind, offered = _kind(plain)
    return Field(name, FIELDS[name], kind, offered, required)


def _without_none(hint: Any) -> Any:
    return next(arm for arm in get_args(hint) if arm is not type(None)) if isinstance(hint, UnionType) else hint


def _several(name: str, member: Any, required: bool) -> Field:
    if issubclass(member, StrEnum):
        return Field(name, FIELDS[name], Kind.SEVERAL, _words(member), required)
    return Field(name, FIELDS[name], Kind.LINES, None, required, help=N_("一行一个。"))


def _kind(plain: Any) -> tuple[Kind, Any]:
    if plain is bool:
        return Kind.CHOICE, choices.yes_or_no
    if plain is date:
        return Kind.DAY, None
    if plain is int:
        return Kind.NUMBER, None
    return (Kind.CHOICE, _words(plain)) if issubclass(plain, StrEnum) else (Kind.TEXT, None)


def _words(enum: type[StrEnum]) -> Any:
    def offered() -> Choices:
        return words_of(enum)

    return offered


FACTS: Shape = _shape(Facts)
"""Everything that may be assumed of one enterprise."""
