"""Merging 合并登记: when two records of one enterprise may become one, and when that may not be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from duban.domain.messages import N_, Message, Refusal


@dataclass(frozen=True, slots=True)
class Registered:
    """One record of an enterprise as a merger sees it; ``credit_code`` is empty where there is none."""

    id: str
    name: str
    credit_code: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Casework of one kind that is in force on both records in one campaign; ``kind`` is the field's word for it."""

    campaign: str
    kind: str


def merge_refusal(kept: Registered, gone: Registered) -> Refusal | None:
    """Two records, and at most the kept one has a credit code: two codes are two enterprises."""
    if kept.id == gone.id:
        return Refusal(
            "enterprise.merge_itself",
            Message("enterprise.merge_itself", N_("“{name}”不能与它自己合并。"), {"name": kept.name}),
            remedy=Message("enterprise.merge_choose", N_("请选择保留的登记和并入的登记。")),
        )
    if not gone.credit_code:
        return None
    facts = {"kept": kept.name, "kept_code": kept.credit_code, "gone": gone.name, "gone_code": gone.credit_code}
    if kept.credit_code:
        text = N_("“{kept}”（{kept_code}）和“{gone}”（{gone_code}）各有统一社会信用代码，是两家企业。")
        remedy = N_("其中一个代码登记错了的，请先更正（改为没有代码并说明原因），再合并。")
    else:
        text = N_("并入的“{gone}”有统一社会信用代码 {gone_code}，保留的“{kept}”没有。")
        remedy = N_("请对调：保留有代码的登记，并入没有代码的登记。")
    return Refusal(
        "enterprise.merge_codes",
        Message("enterprise.merge_codes", text, facts),
        remedy=Message("enterprise.merge_codes.remedy", remedy),
    )


def reach_refusal(name: str) -> Refusal:
    """Other units have recorded facts about one of the records, which the actor may not write."""
    return Refusal(
        "enterprise.merge_elsewhere",
        Message("enterprise.merge_elsewhere", N_("其他单位也登记了“{name}”的情况。"), {"name": name}),
        N_("工作方案：属地监管原则"),
        Message("enterprise.merge_elsewhere.remedy", N_("请由共同的上级单位办理合并。")),
    )


def conflict_refusal(conflicts: Sequence[Conflict]) -> Refusal | None:
    """Casework in force on both sides in one campaign is settled by those who decide it, not by a merger."""
    if not conflicts:
        return None
    told = "、".join(f"{one.kind}（{one.campaign}）" for one in conflicts)
    return Refusal(
        "enterprise.merge_conflict",
        Message("enterprise.merge_conflict", N_("两份登记在同一专项行动中都有在办的事项：{told}。"), {"told": told}),
        remedy=Message(
            "enterprise.merge_conflict.remedy",
            N_("请先办结其中一边：黄牌、红牌由审批人移出或者不予确认，提请关闭由主要负责人撤回，再合并。"),
        ),
    )


def not_merged_refusal(name: str) -> Refusal:
    """Only what is merged can be taken apart."""
    return Refusal(
        "enterprise.not_merged",
        Message("enterprise.not_merged", N_("“{name}”没有并入其他企业。"), {"name": name}),
        remedy=Message("enterprise.not_merged.remedy", N_("请核对企业编号。")),
    )


def final_refusal(name: str) -> Refusal:
    """What was recorded since rests on all facts of the one enterprise."""
    return Refusal(
        "enterprise.merge_final",
        Message("enterprise.merge_final", N_("“{name}”并入后，合并后的企业已有新的办理。"), {"name": name}),
        remedy=Message(
            "enterprise.merge_final.remedy",
            N_("新的办理以合并后的全部事实为依据，合并不再撤销。登记有误的，请逐条更正或者作废有误的记录。"),
        ),
    )
