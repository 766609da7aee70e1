"""一企一档 beyond one campaign: past campaigns in figures, who opened the file, hazards in pictures, merged records."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import connection

from duban.queries.evidence import Picture, pictures_of
from duban.records.models import DossierView


@dataclass(frozen=True, slots=True)
class CampaignFigures:
    """What one campaign holds of the enterprise. Fines in 分, without those annulled; cards that were confirmed."""

    campaign: str
    entries: int = 0
    removed: int = 0
    visits: int = 0
    hazards: int = 0
    major: int = 0
    orders: int = 0
    yellow: int = 0
    red: int = 0
    penalties: int = 0
    fine_fen: int = 0
    listings: int = 0
    closures: int = 0
    passed: int = 0


_COUNTS: Mapping[str, tuple[str, str]] = {
    "entries": ("ledger_entry", "count(*)"),
    "removed": ("ledger_entry", "count(*) filter (where removed_on is not null)"),
    "visits": ("inspection", "count(*) filter (where completed_on is not null)"),
    "hazards": ("hazard", "count(*)"),
    "major": ("hazard", "count(*) filter (where level = 'major')"),
    "orders": ("rectification_order", "count(*) filter (where issued_on is not null and withdrawn_on is null)"),
    "yellow": ("card", "count(*) filter (where colour = 'yellow' and confirmed_on is not null)"),
    "red": ("card", "count(*) filter (where colour = 'red' and confirmed_on is not null)"),
    "penalties": ("penalty_decision", "count(*) filter (where decided_on is not null and annulled_on is null)"),
    "fine_fen": ("penalty_decision", "coalesce(sum(fine_fen) filter (where annulled_on is null), 0)"),
    "listings": ("supervision_listing", "count(*) filter (where listed_on is not null)"),
    "closures": ("closure_request", "count(*) filter (where sent_on is not null and withdrawn_on is null)"),
    "passed": ("acceptance", "count(*) filter (where passed)"),
}
_FIGURES = " union all ".join(
    f"select campaign, '{name}', {counted} from {table}"  # noqa: S608 -- constants of this module
    " where enterprise_id = %(enterprise)s and voided_on is null group by campaign"
    for name, (table, counted) in _COUNTS.items()
)


def figures_by_campaign(enterprise: UUID) -> Sequence[CampaignFigures]:
    """Every campaign that holds anything of the enterprise, by its id."""
    found: dict[str, dict[str, int]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_FIGURES, {"enterprise": enterprise})
        for campaign, name, value in cursor.fetchall():
            found.setdefault(campaign, {})[name] = int(value)
    return [CampaignFigures(campaign, **found[campaign]) for campaign in sorted(found)]


@dataclass(frozen=True, slots=True)
class Viewed:
    """One opening of the file: when, by which unit; ``viewer`` is named within the reader's own unit alone."""

    at: datetime
    agency: str
    viewer: str


def views_of(enterprises: Collection[UUID], own: str, *, first: int, most: int) -> Sequence[Viewed]:
    """Who opened the file of the enterprise (and of the records merged into it), the newest first."""
    rows = DossierView.objects.filter(enterprise__in=enterprises).order_by("-viewed_at", "-id")
    some = rows.values_list("viewed_at", "home_agency", "home_agency__name", "viewer__name")[first : first + most]
    return [Viewed(at, agency, name if code == own else "") for at, code, agency, name in some]


def count_views(enterprises: Collection[UUID]) -> int:
    """How often it was opened, as far as the scope shows."""
    return DossierView.objects.filter(enterprise__in=enterprises).count()


@dataclass(slots=True)
class BeforeAfter:
    """整改前后: pictures of a hazard as it was found, and of what was done about it."""

    before: list[Picture] = field(default_factory=list)
    after: list[Picture] = field(default_factory=list)


# Proofs of the rectification hang on reports, re-inspections and their outcomes.
_PROOFS = """
    select r.id, i.hazard_id from order_item i join completion_report r on r.item_id = i.id
    where i.hazard_id = any (%(hazards)s) and r.voided_on is null
    union select o.id, i.hazard_id from order_item i join reinspection_outcome o on o.item_id = i.id
    where i.hazard_id = any (%(hazards)s) and o.voided_on is null
    union select o.reinspection_id, i.hazard_id from order_item i join reinspection_outcome o on o.item_id = i.id
    where i.hazard_id = any (%(hazards)s) and o.voided_on is null
"""


def pictures_by_hazard(hazards: Collection[UUID]) -> Mapping[UUID, BeforeAfter]:
    """The images of these hazards; those without any are left out."""
    with connection.cursor() as cursor:
        cursor.execute(_PROOFS, {"hazards": list(hazards)})
        proofs = cursor.fetchall()
    of: dict[UUID, list[UUID]] = {}
    for proof, hazard in proofs:
        of.setdefault(proof, []).append(hazard)
    found: dict[UUID, BeforeAfter] = {}
    for picture in pictures_of({*hazards, *of}):
        if not picture.is_image:
            continue
        for hazard in of.get(picture.object, ()):
            found.setdefault(hazard, BeforeAfter()).after.append(picture)
        if picture.object in hazards:
            found.setdefault(picture.object, BeforeAfter()).before.append(picture)
    return found
