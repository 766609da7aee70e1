"""Nodes 时间节点 of a campaign with the days that are left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from duban.domain.campaign import Campaign, DueDate
from duban.domain.standing import Light
from duban.web.due import written_day
from duban.web.parts import DueDay


@dataclass(frozen=True, slots=True)
class Node:
    """A due date of the plan with the days that are left; negative once it is past."""

    title: str
    due: DueDay
    left: int
    light: Light


def _node(campaign: Campaign, node: DueDate, on: date) -> Node:
    left = (node.on - on).days
    light = Light.NEAR if campaign.is_near(node.on, on) else Light.NORMAL
    rule = _("工作方案写明的日期，当日在期限内，遇节假日不顺延。")
    return Node(node.title, written_day(node.on, rule, _("工作方案{clause}").format(clause=node.clause)), left, light)


def nodes_of(campaign: Campaign, on: date) -> Sequence[Node]:
    """All of them, in the order of the plan."""
    return [_node(campaign, node, on) for node in campaign.due_dates]
