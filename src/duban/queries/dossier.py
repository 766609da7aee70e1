"""Dossier 一企一档: everything recorded about one enterprise in one campaign, and what it means on a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from duban.domain.assess import assess
from duban.domain.campaign import Campaign
from duban.domain.case import Case, case_of
from duban.domain.facts import Facts
from duban.domain.standing import Standing
from duban.domain.workflow import Noun
from duban.queries.law import law_in_use
from duban.records.facts import load_facts
from duban.records.models import Card, Enterprise, Evidence, LedgerEntry, LedgerOpinion, SafetyProfile, Site


@dataclass(frozen=True, slots=True)
class Record:
    """One record as its own table has it, drafts included: what the facts leave out because no rule asks for it."""

    kind: str
    id: str
    state: str
    number: str
    on: date | None
    text: str
    agency: str

    @property
    def noun(self) -> Noun | None:
        """The noun whose states it goes through; ``None`` for a record that has none."""
        return _KINDS[self.kind].noun


@dataclass(frozen=True, slots=True)
class _Kind:
    table: str
    noun: Noun | None
    on: str
    number: str = "''"
    text: str = "''"


_KINDS: Mapping[str, _Kind] = {
    "visit": _Kind(
        "inspection", Noun.INSPECTION, "coalesce(visited_on, planned_on)", text="concat_ws('；', nullif(place, ''),"
        " nullif(seen, ''), nullif(attempted_reason, ''), nullif(refusal_note, ''))",
    ),
    "hazard": _Kind(
        "hazard", None, "found_on", text="concat_ws('；', nullif(place, ''), nullif(expert_opinion, ''))",
    ),
    "order": _Kind("rectification_order", Noun.RECTIFICATION_ORDER, "coalesce(issued_on, drafted_on)", "number"),
    "extension": _Kind("extension", Noun.EXTENSION, "applied_on", text="concat_ws('；', cause, nullif(reply, ''))"),
    "report": _Kind("completion_report", None, "filed_on", text="text"),
    "reinspection": _Kind("reinspection", None, "reinspected_on", "number", "opinion"),
    "measure": _Kind("on_site_measure", Noun.ON_SITE_MEASURE, "coalesce(issued_on, drafted_on)", "number", "content"),
    "resumption": _Kind(
        "resumption", Noun.RESUMPTION, "applied_on", "number",
        "concat_ws('；', nullif(application, ''), nullif(review_note, ''), nullif(refused_reason, ''))",
    ),
    "listing": _Kind("supervision_listing", Noun.SUPERVISION_LISTING, "coalesce(listed_on, proposed_on)", "number",
                     "level"),
    "penalty": _Kind("penalty_decision", Noun.PENALTY_DECISION, "decided_on", "number", "reason"),
    "refusal": _Kind("non_compliance", None, "refused_on", text="description"),
    "card": _Kind("card", Noun.CARD, "coalesce(confirmed_on, declined_on, proposed_on)", text="decided_reason"),
    "request": _Kind("closure_request", Noun.CLOSURE_REQUEST, "coalesce(sent_on, drafted_on)", "number",
                     "concat_ws('；', nullif(text, ''), nullif(legal_opinion, ''), nullif(answer, ''))"),
    "acceptance": _Kind("acceptance", Noun.ACCEPTANCE, "coalesce(held_on, planned_on)", text="conclusion"),
    "power_cut": _Kind("power_cut", Noun.POWER_CUT, "coalesce(approved_on, drafted_on)", "number", "supplier"),
    "referral": _Kind("referral", Noun.REFERRAL, "sent_on", "number", "concat_ws('；', department, reason)"),
    "urging": _Kind("urging", None, "urged_on", text="text"),
    "notice": _Kind("public_notice", Noun.PUBLIC_NOTICE, "coalesce(published_on, enterprise_notified_on)", text="text"),
    "accident": _Kind("grave_accident", None, "happened_on", text="description"),
    "activity": _Kind("unapproved_activity", None, "found_on", text="description"),
    "capacity": _Kind("capacity_item", None, "exited_on", text="concat_ws(' ', kind, name, process)"),
}  # fmt: skip
_STATES = frozenset(kind for kind, told in _KINDS.items() if told.noun is not None)
_RECORDS = " union all ".join(
    f"select '{kind}', id::text, {'state' if kind in _STATES else repr('')}, {told.number}, {told.on}, {told.text},"  # noqa: S608 -- constants of this module
    f" home_agency from {told.table}"
    " where campaign = %(campaign)s and enterprise_id = %(enterprise)s and voided_on is null"
    for kind, told in _KINDS.items()
)


@dataclass(frozen=True, slots=True)
class Delivered:
    """送达回证 of one document."""

    kind: str
    document: str
    method: str
    on: date
    recipient: str
    witness: str


@dataclass(frozen=True, slots=True)
class Event:
    """One deed on the time line: what, for which legal day, when it was entered, by whom, through which door."""

    deed: str
    name: str
    on: date
    at: datetime
    by: str
    agency: str
    channel: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """The whole page. Rows of ``enterprise``, ``sites`` … are plain values by column name; ``keys`` are the records
    whose deeds make its time line.
    """

    campaign: Campaign
    on: date
    enterprise: Mapping[str, Any]
    sites: Sequence[Mapping[str, Any]]
    entries: Sequence[Mapping[str, Any]]
    opinions: Sequence[Mapping[str, Any]]
    profile: Mapping[str, Any]
    cards: Sequence[Mapping[str, Any]]
    evidence: Sequence[Mapping[str, Any]]
    facts: Facts
    case: Case
    standing: Standing
    records: Mapping[str, Record]
    deliveries: Sequence[Delivered]
    keys: Sequence[str]


_ENTERPRISE = (
    "id", "name", "credit_code", "no_code_reason", "region", "address", "operating_status", "status_on", "workforce",
    "legal_person", "contact", "telephone", "home_agency",
)  # fmt: skip
_SITE = ("id", "name", "address", "region", "latitude", "longitude", "gbt4754", "contact", "telephone")
_ENTRY = (
    "id", "home_agency", "home_agency__name", "site", "site__address", "state", "industry", "region", "inclusion_basis",
    "remark", "responsible__name", "added_on", "confirmed_on", "removed_on", "removed_reason", "moved_to__name",
)  # fmt: skip
_CARD = (
    "id", "site", "colour", "state", "grounds", "citations", "trace", "campaign_version", "proposed_on", "confirmed_on",
    "declined_on", "decided_reason", "notified_on", "lifted_on", "lifted_reason", "superseded_on", "prepared_by__name",
    "decided_by__name",
)  # fmt: skip


def dossier(campaign: Campaign, enterprise: UUID, on: date) -> Dossier | None:
    """The enterprise's dossier; ``None`` when the scope does not show it or it is void."""
    about = Enterprise.objects.filter(pk=enterprise, voided_on=None).values(*_ENTERPRISE).first()
    if about is None:
        return None
    of = {"campaign": campaign.id, "enterprise": enterprise, "voided_on": None}
    facts = load_facts(campaign.id, [enterprise])[enterprise]
    law = law_in_use()
    records = _records(campaign.id, enterprise)
    return Dossier(
        campaign=campaign,
        on=on,
        enterprise=about,
        sites=list(Site.objects.filter(enterprise=enterprise, voided_on=None).order_by("id").values(*_SITE)),
        entries=list(LedgerEntry.objects.filter(**of).order_by("removed_on", "added_on", "id").values(*_ENTRY)),
        opinions=list(
            LedgerOpinion.objects.filter(**of)
            .order_by("given_on")
            .values("entry", "department", "opinion", "text", "given_on")
        ),
        profile=SafetyProfile.objects.filter(**of).order_by("-stated_on", "-id").values(
            "stated_on", "standardisation", "standardised_until", "dual_prevention", "risk"
        ).first() or {},
        cards=list(Card.objects.filter(**of).order_by("-proposed_on", "-id").values(*_CARD)),
        evidence=list(
            Evidence.objects.filter(links__enterprise=enterprise, links__voided_on=None, voided_on=None)
            .order_by("taken_at", "id").values("id", "name", "media_type", "size", "taken_at", "place", "links__object")
        ),
        facts=facts,
        case=case_of(facts, on, campaign, law),
        standing=assess(facts, on, campaign, law, trace=True),
        records=records,
        deliveries=_deliveries(campaign.id, enterprise),
        keys=[str(enterprise), *records, *(entry.id for entry in facts.ledger)],
    )  # fmt: skip


def _records(campaign: str, enterprise: UUID) -> Mapping[str, Record]:
    with connection.cursor() as cursor:
        cursor.execute(_RECORDS, {"campaign": campaign, "enterprise": enterprise})
        found = [Record(*row) for row in cursor.fetchall()]
    return {record.id: record for record in sorted(found, key=lambda each: (each.on or date.max, each.id))}


def _deliveries(campaign: str, enterprise: UUID) -> Sequence[Delivered]:
    statement = """select document_kind, document::text, method, delivered_on, recipient, witness from delivery
        where campaign = %(campaign)s and enterprise_id = %(enterprise)s and voided_on is null
        order by delivered_on, id"""
    with connection.cursor() as cursor:
        cursor.execute(statement, {"campaign": campaign, "enterprise": enterprise})
        return [Delivered(*row) for row in cursor.fetchall()]


def events_of(records: Sequence[str], *, first: int = 0, most: int | None = None) -> Sequence[Event]:
    """The deeds that wrote one of the records, newest first; all of them, or some."""
    statement = """select d.id::text, d.name, d."on", d."at", coalesce(a.name, ''), coalesce(g.name, d.home_agency),
            d.channel
        from deed d left join account a on a.id = d.by_id left join agency g on g.code = d.home_agency
        where d.id in (select c.deed_id from change c where c.row_pk = any (%(keys)s))
        order by d."at" desc, d.seq desc limit %(most)s offset %(first)s"""
    with connection.cursor() as cursor:
        cursor.execute(statement, {"keys": list(records), "first": first, "most": most})
        return [Event(*row) for row in cursor.fetchall()]


def count_events(records: Sequence[str]) -> int:
    """How many deeds wrote one of the records."""
    statement = """select count(*) from deed d
        where d.id in (select c.deed_id from change c where c.row_pk = any (%(keys)s))"""
    with connection.cursor() as cursor:
        cursor.execute(statement, {"keys": list(records)})
        return int(cursor.fetchone()[0])
