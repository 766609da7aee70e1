"""一企一档: one page with everything about one enterprise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from pydantic_core import to_jsonable_python

from duban.actions.dossier_views import note_view
from duban.config import clock
from duban.domain.actor import Actor
from duban.domain.permissions import Permission, may
from duban.domain.standing import GroundFinding
from duban.queries.dossier import Dossier, count_events, dossier, events_of
from duban.queries.enterprise_file import count_views, figures_by_campaign, views_of
from duban.queries.mergers import merged_into, merged_records
from duban.web.campaigns import Chosen, chosen_campaign
from duban.web.cards import ground_text
from duban.web.enterprise import basics, beyond, checking, closing, enforcing
from duban.web.enterprise.acts import acts_sheet, questions, said_all
from duban.web.enterprise.missing import missing
from duban.web.enterprise.names import names
from duban.web.enterprise.paging import SHOWN, WHOLE, Pager, anchors, reachable, reached
from duban.web.parts import Crumb
from duban.web.sheets import Ref, Sheet
from duban.web.timelines import timeline


def enterprise(request: HttpRequest, pk: UUID) -> HttpResponse:
    """404 for an enterprise that the reader's scope does not show: whether it exists is not said.

    That it was opened is noted once the page is read: what a GET reads it reads in a transaction that cannot write.
    """
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by the middleware
    on = clock.today()
    chosen = chosen_campaign(request, on)
    found = dossier(chosen.campaign, pk, on) if chosen else None
    if chosen is None or found is None:
        return _elsewhere(request, pk)
    transaction.on_commit(partial(note_view, pk, by=actor, at=clock.now()))
    pager = Pager(request.GET)
    back = f"{reverse('ledger')}?campaign={chosen.campaign.id}"
    here = f"{request.path}?campaign={chosen.campaign.id}"
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
        "merge_url": beyond.merge_url(pk, here) if may(actor.roles, Permission.REMOVE_FROM_LEDGER) else "",
        "whole": pager.whole,
        "whole_url": f"{here}&{WHOLE}=1",
        "printed_by": actor.name,
    }
    page = _page(found, actor, pager, here) | _beyond(found, actor, pager, chosen, here)
    return render(request, "web/enterprise.html", context | page)


def _elsewhere(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A record that was merged leads to the enterprise that it is now."""
    now = merged_into(pk)
    if now is None:
        raise Http404
    query = request.GET.urlencode()
    return HttpResponseRedirect(reverse("enterprise", args=[now]) + (f"?{query}" if query else ""))


def _page(found: Dossier, actor: Actor, pager: Pager, here: str) -> dict[str, Any]:
    known = names(found)
    standing = found.standing
    groups = _sheets(found, actor, known, pager, here)
    shown = anchors([sheet for group in groups.values() for sheet in group]) | {
        f"card-{row['id']}" for row in found.cards
    }
    lacking, lacking_part = pager.some("missing", missing(found, known))
    traced, traced_part = pager.some("trace", standing.findings)
    asked, asked_part = pager.some("questions", questions(found, known))
    return {
        "standing": standing,
        "overdue": [item for item in standing.overdue if not item.awaiting],
        "awaiting": [item for item in standing.overdue if item.awaiting],
        "badges": [
            (card.colour, ground_text(found.campaign, card.grounds), card.confirmed_on)
            for card in standing.cards_in_force
        ],
        "acts": reachable(pager.sheet(acts_sheet(found, actor, known)), shown),
        "questions": [(text, reached(subject, shown)) for text, subject in asked],
        "questions_part": asked_part,
        "warnings": said_all(standing.warnings),
        "missing": [replace(one, url=reached(Ref("", one.url), shown).url) for one in lacking],
        "missing_part": lacking_part,
        "facts": basics.basic_facts(found),
        **{name: [reachable(sheet, shown) for sheet in group] for name, group in groups.items()},
        "cards": enforcing.cards(found, known),
        "pictured": beyond.pictured(found, _shown_hazards(groups["sheets_of_checking"])),
        "findings": _findings(traced, found, known),
        "findings_part": traced_part,
    }


def _sheets(
    found: Dossier, actor: Actor, known: Mapping[str, Ref], pager: Pager, here: str
) -> Mapping[str, Sequence[Sheet]]:
    groups: Mapping[str, Sequence[Sheet]] = {
        "sheets_of_basics": (basics.ledger_sheet(found, actor, here), basics.sites_sheet(found)),
        "sheets_of_checking": (
            checking.visits_sheet(found), checking.hazards_sheet(found), checking.orders_sheet(found),
        ),
        "sheets_of_enforcing": (enforcing.measures_sheet(found), enforcing.listings_sheet(found)),
        "sheets_of_closing": (
            enforcing.penalties_sheet(found), closing.closures_sheet(found), closing.acceptances_sheet(found),
            closing.others_sheet(found, known), closing.documents_sheet(found, known),
            closing.evidence_sheet(found, known),
        ),
    }  # fmt: skip
    return {name: [pager.sheet(sheet) for sheet in group] for name, group in groups.items()}


def _shown_hazards(sheets: Sequence[Sheet]) -> Sequence[str]:
    hazards = next(sheet for sheet in sheets if sheet.code == "hazards")
    return [line.anchor.removeprefix("hazard-") for line in hazards.lines]


def _beyond(found: Dossier, actor: Actor, pager: Pager, chosen: Chosen, here: str) -> dict[str, Any]:
    pk = found.enterprise["id"]
    merged = merged_records(pk)
    events_part = pager.part("timeline", count_events(found.keys))
    first, most = (0, None) if events_part is None else (events_part.first - 1, SHOWN)
    ids = [pk, *(one.id for one in merged)]
    views_part = pager.part("views", count_views(ids))
    views = views_of(ids, actor.agency, first=views_part.first - 1 if views_part else 0, most=SHOWN)
    return {
        "campaigns_sheet": beyond.campaigns_sheet(figures_by_campaign(pk), chosen.choices, found),
        "merged_sheet": beyond.merged_sheet(merged, actor, here) if merged else None,
        "views_sheet": beyond.views_sheet(views, views_part),
        "events": timeline(events_of(found.keys, first=first, most=most)),
        "events_part": events_part,
    }


def _findings(some: Sequence[GroundFinding], found: Dossier, known: Mapping[str, Ref]) -> Sequence[enforcing.Step]:
    """研判过程 of today, in the shape in which cards keep theirs."""
    plain = [to_jsonable_python(finding, fallback=dict) for finding in some]
    return [step for finding in plain for step in enforcing.finding_steps(finding, found, known)]
