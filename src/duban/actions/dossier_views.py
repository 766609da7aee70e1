"""Dossier views 查阅记录: noted when the page was read. No deed: a transaction of its own, no chain to wait for."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from duban.domain.actor import Actor
from duban.records.models import DossierView
from duban.records.scope import scoped


def note_view(enterprise: UUID, *, by: Actor, at: datetime) -> None:
    """Who opened the file of the enterprise when; a row of the viewer's own unit, never changed or deleted."""
    with scoped(by.reads, (by.agency,)):
        DossierView.objects.create(
            id=uuid4(), home_agency_id=by.agency, enterprise_id=enterprise, viewer_id=by.id, viewed_at=at
        )
