"""Listing 挂牌和销号 as deeds: only major hazards are listed, only treated ones de-listed."""

from __future__ import annotations

from datetime import date

from duban.domain.case import HazardCase
from duban.domain.law import Law
from duban.domain.messages import N_, Refusal
from duban.domain.rules.refusing import refuse

BASIS = "listed_supervision"


def list_refusal(hazard: HazardCase, on: date, law: Law) -> Refusal | None:
    """Only a major hazard that is still there, and once."""
    clause = law.wording(BASIS, on)
    described = hazard.hazard.description
    if not hazard.major:
        text = N_("“{hazard}”在 {on} 不是重大事故隐患，不挂牌督办。")
        remedy = N_("请先按判定标准或者专家意见认定等级。")
        return refuse("listing.not_major", text, clause, remedy, hazard=described, on=on)
    if not hazard.open:
        text = N_("“{hazard}”已经消除或者整改已经终结，不再挂牌。")
        return refuse("listing.not_open", text, clause, N_("请核对复查结论。"), hazard=described)
    if hazard.listing is not None:
        text = N_("“{hazard}”已于 {listed} 挂牌督办。")
        remedy = N_("请在已有的督办上继续办理。")
        return refuse("listing.listed", text, clause, remedy, hazard=described, listed=hazard.listing.listed_on)
    return None


def delist_refusal(hazard: HazardCase, on: date, law: Law) -> Refusal | None:
    """Passed, and where production was stopped, consent to resume given in writing."""
    clause = law.wording(BASIS, on)
    described = hazard.hazard.description
    if not hazard.passed:
        text = N_("“{hazard}”没有复查合格，不能销号。")
        return refuse("listing.not_passed", text, clause, N_("请先复查并登记合格的结论。"), hazard=described)
    if any(not suspension.consented for suspension in hazard.suspensions):
        text = N_("“{hazard}”的停产没有书面同意恢复生产，不能销号。")
        return refuse("listing.not_consented", text, clause, N_("请先完成恢复生产的审查。"), hazard=described)
    return None
