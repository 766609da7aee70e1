"""大屏: how the campaign stands, to be read from five metres; it renews itself and asks nothing of anybody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from duban.actions.register import all_kinds
from duban.config import clock
from duban.queries.agencies import agency_region, bureaus
from duban.queries.statistics.enterprises import EnterpriseCount
from duban.queries.statistics.groups import By
from duban.queries.statistics.recent import recent_deeds
from duban.web.addresses import list_url
from duban.web.campaigns import campaign_title
from duban.web.maps import map_of
from duban.web.nodes import Node, nodes_of
from duban.web.statistics.slices import Slice, slice_of
from duban.web.statistics.tables import Counts
from duban.web.views.statistics import counts_of, tiles

RECENT = 6
SHOWN = (
    "confirm_entry", "approve_plan", "complete_inspection", "issue_order", "issue_measure", "deliver",
    "record_reinspection", "decide_listing", "delist", "consent_resumption", "confirm_card", "lift_card",
    "decide_penalty", "decide_on_the_spot", "send_closure_request", "answer_closure_request", "record_exit",
    "conclude_acceptance", "submit_submission", "accept_submission",
)  # fmt: skip
"""Deeds that move the campaign. Those about accounts and people are none of a wall's business."""


@dataclass(frozen=True, slots=True)
class Latest:
    """One deed: what, by which unit, when; never who or about whom."""

    title: str
    unit: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Bar:
    """How far the coverage of a region or an industry is."""

    name: str
    count: EnterpriseCount


def wall(request: HttpRequest) -> HttpResponse:
    """The whole screen; the part that renews itself is taken out of the same answer."""
    whole = slice_of(request)
    context: dict[str, Any] = {"title": _("大屏"), "chosen": None if whole is None else whole.chosen}
    return render(request, "web/wall/page.html", context | (_screen(whole) if whole else {}))


def _screen(whole: Slice) -> dict[str, Any]:
    units = bureaus(whole.actor.reads)
    counts = counts_of(whole, units)
    enterprises, hazards = tiles(whole, counts)
    return {
        "campaign_title": campaign_title(whole.campaign),
        "on": whole.on,
        "renewed_at": clock.now(),
        "late": whole.today.late,
        "phases": whole.campaign.phases_on(whole.on),
        "next": _next(nodes_of(whole.campaign, whole.on)),
        "enterprises": enterprises,
        "hazards": hazards,
        "whole": counts.enterprises.whole,
        "stages": counts.hazards.whole,
        "map": map_of(whole, agency_region(whole.actor.agency), counts.enterprises.by[By.REGION]),
        "bars": _bars(whole, counts),
        "latest": _latest(whole, units),
        "back": list_url("statistics", whole.campaign.id),
    }


def _next(nodes: Sequence[Node]) -> Node | None:
    """The node that comes next, the day itself included."""
    return min((node for node in nodes if node.left >= 0), key=lambda node: node.left, default=None)


def _bars(whole: Slice, counts: Counts) -> list[Bar]:
    """By region, the least covered first; of a reader with one region, by industry."""
    by = By.REGION if len(counts.enterprises.by[By.REGION]) > 1 else By.INDUSTRY
    found = [Bar(counts.name(by, key), count) for key, count in counts.enterprises.by[by].items()]
    return sorted(found, key=lambda bar: (bar.count.covered / bar.count.confirmed, bar.name))


def _latest(whole: Slice, units: Mapping[str, str]) -> list[Latest]:
    kinds = all_kinds()
    found = recent_deeds(whole.actor.reads, [name for name in SHOWN if name in kinds], RECENT)
    return [Latest(_(kinds[deed.name].title), units.get(deed.unit, deed.unit), deed.at) for deed in found]
