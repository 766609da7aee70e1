"""一企一档: one page with everything about one enterprise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from pydantic_core import to_jsonable_python

from duban.config import clock
from duban.domain.actor import Actor
from duban.domain.permissions import Permission, may
from duban.queries.dossier import Dossier, dossier
from duban.web.campaigns import chosen_campaign
from duban.web.cards import ground_text
from duban.web.enterprise import basics, checking, closing, enforcing
from duban.web.enterprise.acts import acts_sheet, questions, said_all
from duban.web.enterprise.missing import missing
from duban.web.enterprise.names import names
from duban.web.parts import Crumb
from duban.web.sheets import Ref
from duban.web.timelines import timeline


def enterprise(request: HttpRequest, pk: UUID) -> HttpResponse:
    """404 for an enterprise that the reader's scope does not show: whether it exists is not said."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by the middleware
    on = clock.today()
    chosen = chosen_campaign(request, on)
    found = dossier(chosen.campaign, pk, on) if chosen else None
    if chosen is None or found is None:
        raise Http404
    back = f"{reverse('ledger')}?campaign={chosen.campaign.id}"
    context: dict[str, Any] = {
        "title": found.enterprise["name"],
        "section": "ledger",
        "crumbs": (
            Crumb(_("工作台"), reverse("workbench")),
            Crumb(_("企业台账"), back),
            Crumb(found.enterprise["name"]),
        ),
        "chosen": chosen,
        "on": on,
        "pk": pk,
        "may_visit": may(actor.roles, Permission.RECORD_INSPECTION),
    }
    return render(request, "web/enterprise.html", context | _page(found, actor))


def _page(found: Dossier, actor: Actor) -> dict[str, Any]:
    known = names(found)
    standing = found.standing
    return {
        "standing": standing,
        "overdue": [item for item in standing.overdue if not item.awaiting],
        "awaiting": [item for item in standing.overdue if item.awaiting],
        "badges": [
            (card.colour, ground_text(found.campaign, card.grounds), card.confirmed_on)
            for card in standing.cards_in_force
        ],
        "acts": acts_sheet(found, actor, known),
        "questions": questions(found, known),
        "warnings": said_all(standing.warnings),
        "missing": missing(found),
        "facts": basics.basic_facts(found),
        "sheets_of_basics": (basics.ledger_sheet(found), basics.sites_sheet(found)),
        "sheets_of_checking": (
            checking.visits_sheet(found), checking.hazards_sheet(found), checking.orders_sheet(found),
        ),
        "sheets_of_enforcing": (enforcing.measures_sheet(found), enforcing.listings_sheet(found)),
        "cards": enforcing.cards(found, known),
        "sheets_of_closing": (
            enforcing.penalties_sheet(found), closing.closures_sheet(found), closing.acceptances_sheet(found),
            closing.others_sheet(found), closing.documents_sheet(found), closing.evidence_sheet(found),
        ),
        "findings": _findings(found, known),
        "events": timeline(found.events),
    }  # fmt: skip


def _findings(found: Dossier, known: Mapping[str, Ref]) -> Sequence[enforcing.Step]:
    """研判过程 of today, in the shape in which cards keep theirs."""
    plain = [to_jsonable_python(finding, fallback=dict) for finding in found.standing.findings]
    return [step for finding in plain for step in enforcing.finding_steps(finding, found, known)]
