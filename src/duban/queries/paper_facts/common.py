"""What the sources share: the source itself, officers, hazards, the enterprise, the campaign, the letterhead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any
from uuid import UUID

from duban.domain.papers.vocabulary import PaperKind
from duban.domain.papers.words import paper_word
from duban.domain.standing import Cited
from duban.domain.vocabulary import HazardLevel
from duban.queries.campaigns import campaign as campaign_in_use
from duban.records.models import Agency, Enterprise, Hazard, Inspection, InspectionOfficer, Letterhead, Site

NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Source:
    """The record behind a paper.

    ``days``: which papers are made of it, each with the day of its step: its law is that of this day. ``None``: the
    step is not done yet, or the paper is reviewed for itself and takes the day on which it is issued. ``number``: the
    record's own, which its paper of kind ``numbered`` bears. ``signer``: who signed the record. ``cited``: the
    articles that the record keeps.
    """

    agency: str
    campaign: str
    enterprise: UUID | None
    days: Mapping[PaperKind, date | None]
    values: Mapping[str, Any] = field(default_factory=lambda: NOTHING)
    number: str = ""
    numbered: PaperKind | None = None
    signer: str = ""
    cited: tuple[Cited, ...] = ()

    def number_of(self, kind: PaperKind) -> str:
        """The number that the record was given and its paper bears; empty where the paper has one of its own."""
        return self.number if kind is self.numbered else ""


def officers_of(visit: Inspection | None) -> dict[str, Any]:
    """Who made the visit, each with the certificate of the day."""
    if visit is None:
        return {}
    people = InspectionOfficer.objects.filter(inspection=visit, voided_on=None).order_by("name", "id")
    return named([(one.name, one.certificate_number) for one in people])


def named(people: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """Officers as rows and as one text."""
    return {
        "officers": [{"name": name, "certificate": number} for name, number in people],
        "officer_names": "、".join(f"{name}（{number}）" if number else name for name, number in people),
    }


def hazard_rows(hazards: Iterable[Hazard]) -> list[dict[str, Any]]:
    """Hazards as the rows of a paper."""
    return [
        {
            "description": one.description,
            "place": one.place,
            "level": paper_word(HazardLevel(one.level)),
            "item": f"（{one.standard_item}）" if one.standard_item else "",
        }
        for one in hazards
    ]


def joined(cited: Iterable[Cited]) -> str:
    """Articles as one text."""
    return "、".join(one.text for one in cited)


def enterprise_values(enterprise: Enterprise) -> dict[str, Any]:
    """The addressee; without an address of its own, that of its first site."""
    sites = Site.objects.filter(enterprise=enterprise, voided_on=None).exclude(address="").order_by("id")
    address = enterprise.address or sites.values_list("address", flat=True).first()
    return {
        "enterprise": enterprise.name,
        "credit_code": enterprise.credit_code or f"无（{enterprise.no_code_reason}）",
        "address": address,
        "legal_person": enterprise.legal_person,
        "contact": enterprise.contact,
        "telephone": enterprise.telephone,
    }


def campaign_values(campaign_id: str) -> dict[str, Any]:
    """The campaign in which the paper is written."""
    campaign = campaign_in_use(campaign_id)
    return {"campaign": campaign.title, "campaign_number": campaign.number}


def letterhead_values(agency: str, on: date) -> dict[str, Any]:
    """The unit and what it set for its papers, as of the day; later settings do not reach back."""
    unit = Agency.objects.get(pk=agency)
    row = Letterhead.objects.filter(home_agency=agency, from_on__lte=on).order_by("-from_on", "-set_at").first()
    values: dict[str, Any] = {"agency": unit.name}
    if row is None:
        return values
    return values | {
        "agency_address": row.address,
        "agency_postcode": row.postcode,
        "agency_telephone": row.office_telephone,
        "review_body": row.review_body,
        "court": row.court,
        "bank": row.bank,
        "bank_account": row.bank_account,
    }
