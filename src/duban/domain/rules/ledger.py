"""Ledger 台账: guards on enterprises, entries, opinions and moves between districts."""

from __future__ import annotations

from datetime import date

from duban.domain.campaign import Campaign
from duban.domain.messages import N_, Message, Refusal
from duban.domain.wordlists import PersonKind
from duban.domain.workflow import LedgerEntryState


def identity_refusal(credit_code: str | None, no_code_reason: str) -> Refusal | None:
    """A credit code, or a reason why there is none; never both."""
    if (credit_code is None) == bool(no_code_reason):
        return None
    return Refusal(
        "enterprise.code_or_reason",
        Message("enterprise.code_or_reason", N_("须填写统一社会信用代码；没有代码的须说明原因，二者只填其一。")),
        remedy=Message("enterprise.code_example", N_("例如代码 91210100MA0P00000Q，或者原因“筹建中，未办理登记”。")),
    )


def code_taken_refusal(credit_code: str, holder: str) -> Refusal | None:
    """One code, one enterprise. ``holder``: free, own (in the actor's sight) or other."""
    if holder == "free":
        return None
    if holder == "own":
        text = N_("统一社会信用代码 {code} 的企业已经登记。")
        remedy = N_("请在企业名录中查找该企业，不要重复登记。")
    else:
        text = N_("统一社会信用代码 {code} 已由其他单位登记。")
        remedy = N_("请报市级单位核对；企业迁址的，由市级单位办理台账移交。")
    return Refusal(
        f"enterprise.code_{holder}",
        Message(f"enterprise.code_{holder}", text, {"code": credit_code}),
        remedy=Message("enterprise.code_remedy", remedy),
    )


def industry_refusal(industry: str, campaign: Campaign) -> Refusal | None:
    """The industry is one of the plan's."""
    known = {each.id: each.title for each in campaign.industries}
    if industry in known:
        return None
    choices = "、".join(f"{each}（{title}）" for each, title in known.items())
    return Refusal(
        "ledger.industry",
        Message("ledger.industry", N_("“{industry}”不是工作方案的重点行业。"), {"industry": industry}),
        N_("工作方案：重点行业"),
        Message("ledger.industries", N_("请选择：{choices}。"), {"choices": choices}),
    )


def listed_elsewhere_refusal(agency: str | None) -> Refusal | None:
    """A site stands in one ledger at a time; ``agency`` is the unit in whose ledger it stands, if any."""
    if agency is None:
        return None
    return Refusal(
        "ledger.listed",
        Message("ledger.listed", N_("该厂区已在“{agency}”的台账中。"), {"agency": agency}),
        N_("工作方案：属地监管原则"),
        Message("ledger.move", N_("企业迁移的，由市级单位办理台账移交。")),
    )


def opinion_refusal(state: str, department: str, own_name: str | None) -> Refusal | None:
    """Opinions are given until an entry is removed; a department that enters its own speaks for itself only.

    ``own_name``: the department that acts, ``None`` where the ledger's agency enters an opinion given on paper.
    """
    if state == LedgerEntryState.REMOVED:
        return Refusal(
            "ledger.removed",
            Message("ledger.removed", N_("该企业已移出台账，不再登记会商意见。")),
            remedy=Message("ledger.choose", N_("请核对台账。")),
        )
    if own_name is not None and department != own_name:
        return Refusal(
            "ledger.own_opinion",
            Message("ledger.own_opinion", N_("您只能登记“{name}”的意见。"), {"name": own_name}),
            remedy=Message("ledger.own_department", N_("请将部门填写为本单位名称。")),
        )
    return None


def responsible_refusal(
    state: str, name: str, kind: str, *, own: bool, left_on: date | None, on: date
) -> Refusal | None:
    """An officer of the unit itself, still there, answers for an enterprise that stands in the ledger."""
    if state == LedgerEntryState.REMOVED:
        text, remedy = N_("该企业已移出台账，不再指定责任人。"), N_("请核对台账。")
    elif kind != PersonKind.OFFICER:
        text, remedy = N_("“{name}”不是执法人员，不能作责任人。"), N_("请选择本单位的执法人员；专家只提供意见。")
    elif not own:
        text, remedy = N_("“{name}”不是台账单位的人员。"), N_("请选择台账单位自己的执法人员。")
    elif left_on is not None and left_on <= on:
        text, remedy = N_("“{name}”已于 {left_on} 离岗。"), N_("请选择在岗的执法人员。")
    else:
        return None
    return Refusal(
        "ledger.responsible",
        Message("ledger.responsible", text, {"name": name, "left_on": left_on}),
        remedy=Message("ledger.responsible.remedy", remedy),
    )


def move_refusal(source: str, target: str, reads: tuple[str, ...]) -> Refusal | None:
    """A plant is moved by a unit above both ledgers."""
    if source == target:
        return Refusal(
            "ledger.same_agency",
            Message("ledger.same_agency", N_("该企业已在这个单位的台账中。")),
            remedy=Message("ledger.choose_agency", N_("请选择迁入地的单位。")),
        )
    outside = [agency for agency in (source, target) if agency not in reads]
    if not outside:
        return None
    return Refusal(
        "ledger.not_above",
        Message("ledger.not_above", N_("单位“{agency}”不在您的管理范围内，不能移交。"), {"agency": outside[0]}),
        N_("工作方案：属地监管原则"),
        Message("ledger.ask_city", N_("请报共同的上级单位办理移交。")),
    )


def profile_refusal(*statements: object) -> Refusal | None:
    """A safety profile states something."""
    if any(statement is not None for statement in statements):
        return None
    return Refusal(
        "profile.empty",
        Message("profile.empty", N_("标准化等级、双重预防机制、风险等级至少填写一项。")),
        remedy=Message("profile.example", N_("例如标准化等级 third（三级）。")),
    )
