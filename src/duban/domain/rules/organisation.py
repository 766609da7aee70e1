"""Organisation 机构和人员: guards on units, accounts and those who leave."""

from __future__ import annotations

from datetime import date, timedelta

from duban.domain.messages import N_, Message, Refusal
from duban.domain.regions import Regions
from duban.domain.standing import Light
from duban.domain.wordlists import PersonKind, word_label

CERTIFICATE_NEAR_DAYS = 30
"""How long before its last day a certificate 执法证件 is told to run out: our reading, the campaign's own span."""


def certificate_light(valid_to: date | None, on: date) -> Light:
    """Of an officer's latest certificate, its last day included; without any he may carry out nothing: overdue."""
    if valid_to is None or valid_to < on:
        return Light.OVERDUE
    return Light.NEAR if valid_to <= near_until(on) else Light.NORMAL


def near_until(on: date) -> date:
    """The last day that is near on the day."""
    return on + timedelta(days=CERTIFICATE_NEAR_DAYS)


def region_refusal(region: str, regions: Regions) -> Refusal | None:
    """A region has to be in the table of divisions and zones."""
    if region in regions:
        return None
    return Refusal(
        "region.unknown",
        Message("region.unknown", N_("没有地区“{region}”。"), {"region": region}),
        remedy=Message("region.choose", N_("请填写六位区划代码，开发区用上级代码加 -K1、-K2，例如 210106。")),
    )


def territory_refusal(region: str, home: str, regions: Regions) -> Refusal | None:
    """属地监管: the region has to lie in the unit's own territory."""
    unknown = region_refusal(region, regions)
    if unknown is not None or region in regions.territory(home):
        return unknown
    params = {"region": regions.full_name(region), "home": regions.full_name(home)}
    return Refusal(
        "region.outside",
        Message("region.outside", N_("{region} 不在本单位辖区（{home}）内。"), params),
        N_("工作方案：属地监管原则"),
        Message("region.outside.remedy", N_("请由所在地的单位办理，或者核对地区。")),
    )


def certificate_refusal(kind: str) -> Refusal | None:
    """Only officers carry a certificate 执法证件."""
    if kind == PersonKind.OFFICER:
        return None
    params = {"kind": word_label(PersonKind(kind))}
    return Refusal(
        "certificate.not_officer",
        Message("certificate.not_officer", N_("{kind}不持执法证件。"), params),
        N_("执法人员持证上岗"),
        Message("certificate.officer", N_("请核对人员类别。")),
    )


def successor_refusal(kind: str, successor: str, *, left: bool) -> Refusal | None:
    """Open items go to somebody of the same kind who is still there."""
    if left:
        return Refusal(
            "hand_over.left",
            Message("hand_over.left", N_("接手人员已经离岗。")),
            remedy=Message("hand_over.choose", N_("请选择本单位在岗的人员。")),
        )
    if kind != successor:
        params = {"kind": word_label(PersonKind(kind)), "successor": word_label(PersonKind(successor))}
        return Refusal(
            "hand_over.kind",
            Message("hand_over.kind", N_("{kind}的事项不能移交给{successor}。"), params),
            remedy=Message("hand_over.same_kind", N_("请选择同类人员。")),
        )
    return None


def leaving_refusal(entries: int, visits: int) -> Refusal | None:
    """Who leaves has handed everything over."""
    if not entries and not visits:
        return None
    return Refusal(
        "leave.open_items",
        Message(
            "leave.open_items",
            N_("还有未移交的事项：责任企业 {entries} 家，安排的检查 {visits} 次。"),
            {"entries": entries, "visits": visits},
        ),
        remedy=Message("leave.hand_over", N_("请先办理移交。")),
    )


def locked_refusal(until: str) -> Refusal:
    """Too many wrong passwords: the name is locked until that time of the day."""
    return Refusal(
        "account.locked",
        Message("account.locked", N_("该用户名连续多次输错密码，已锁定到 {until}。"), {"until": until}),
        remedy=Message("account.unlock", N_("到时再试，或者请系统管理员解除锁定、重设密码。")),
    )


def own_account_refusal(by: object, account: object) -> Refusal | None:
    """三员分立: nobody changes the rights of the account with which he works."""
    if by != account:
        return None
    return Refusal(
        "account.own",
        Message("account.own", N_("不能办理您本人账号的停用和授权。")),
        N_("三员分立"),
        Message("account.ask_another", N_("请由另一名管理员办理。")),
    )
