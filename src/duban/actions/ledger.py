"""Ledger 台账: sites enter the campaign's ledger, departments are heard, plants move between districts."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID, uuid5

from pydantic import Field

from duban.actions.casework import held, known, move, raise_if, share_with_ledger_agency
from duban.actions.deeds import deed
from duban.actions.fields import AgencyCode, CampaignId, Code, Id, OptionalText, Reason, RegionCode
from duban.domain.actor import Actor
from duban.domain.messages import N_
from duban.domain.permissions import Permission, require_other_person
from duban.domain.rules.ledger import (
    industry_refusal,
    listed_elsewhere_refusal,
    move_refusal,
    opinion_refusal,
    responsible_refusal,
)
from duban.domain.rules.organisation import territory_refusal
from duban.domain.wordlists import Opinion
from duban.domain.workflow import LedgerEntryState as State
from duban.domain.workflow import Noun
from duban.queries.campaigns import campaign as campaign_in_use
from duban.queries.enterprises import created_by
from duban.queries.ledger import open_entry
from duban.records.models import Agency, Enterprise, LedgerEntry, LedgerOpinion, Person, Share, Site
from duban.specs.regions import load_regions

Basis = Annotated[str, Field(min_length=1, max_length=1000, description=N_("列入依据"), examples=["工信部门提供名单"])]
Confirmed = Annotated[bool, Field(description=N_("名单已在线下会商确定"), examples=[False])]
Department = Annotated[str, Field(min_length=1, max_length=100, description=N_("部门"), examples=["工业和信息化局"])]
Said = Annotated[Opinion, Field(description=N_("意见"), examples=["agreed"])]
Responsible = Annotated[
    UUID, Field(description=N_("责任人（本单位执法人员）"), examples=["0198f6a0-0000-7000-8000-000000000001"])
]
Departments = Annotated[list[AgencyCode], Field(description=N_("征求意见的部门（机关代码）"), examples=[["210106-P1"]])]


@deed(permission=Permission.KEEP_LEDGER, title=N_("提出列入台账"))
def propose_entry(
    *,
    by: Actor,
    on: date,
    at: datetime,
    id: UUID,
    campaign: CampaignId,
    enterprise: Id,
    site: Id,
    industry: Code,
    basis: Basis,
    region: RegionCode | None = None,
    responsible: Id | None = None,
    remark: OptionalText = "",
    confirmed: Confirmed = False,
) -> UUID:
    """Propose a site for the unit's ledger; ``confirmed`` enters a list that was settled outside the system.

    Refused outside the unit's territory, for an industry that the plan does not have, and for a site that stands in
    a ledger already.
    """
    plant = known(Enterprise, enterprise)
    place = known(Site, site, enterprise=plant.id)
    raise_if(industry_refusal(industry, campaign_in_use(campaign)))
    where = region or place.region
    raise_if(territory_refusal(where, Agency.objects.get(pk=by.agency).region, load_regions()))
    _refuse_listed(campaign, place)
    LedgerEntry.objects.create(
        id=id,
        home_agency_id=by.agency,
        campaign=campaign,
        enterprise=plant,
        site=place,
        state=State.CONFIRMED if confirmed else State.PROPOSED,
        industry=industry,
        region=where,
        inclusion_basis=basis,
        remark=remark,
        responsible=None if responsible is None else known(Person, responsible),
        added_on=on,
        confirmed_on=on if confirmed else None,
    )
    return id


@deed(permission=Permission.KEEP_LEDGER, title=N_("送部门会商"))
def consult_entry(
    *,
    by: Actor,
    on: date,
    at: datetime,
    id: UUID,
    entry: Id,
    departments: Departments = [],  # noqa: B006 -- never changed; the form shows it
) -> UUID:
    """Put an entry before the departments; those that use the system may then read the enterprise and answer."""
    row = held(LedgerEntry, entry)
    move(row, Noun.LEDGER_ENTRY, "consult", by=by)
    row.save()
    for department in departments:
        _share(row.enterprise_id, row.home_agency_id, department, N_("征求列入台账的意见"), on)
    return row.id


@deed(permission=Permission.GIVE_LEDGER_OPINION, title=N_("登记会商意见"))
def record_opinion(
    *,
    by: Actor,
    on: date,
    at: datetime,
    id: UUID,
    entry: Id,
    department: Department,
    opinion: Said,
    text: OptionalText = "",
) -> UUID:
    """Note what a department says of an entry: the department itself, or the clerk who got it on paper.

    Refused for an objection without a reason, for a removed entry, and for one department speaking for another.
    """
    row = known(LedgerEntry, entry)
    own = None if row.home_agency_id == by.agency else Agency.objects.get(pk=by.agency).name
    raise_if(opinion_refusal(row.state, department, own))
    LedgerOpinion.objects.create(
        id=id,
        home_agency_id=by.agency,
        campaign=row.campaign,
        enterprise_id=row.enterprise_id,
        entry=row,
        department=department,
        opinion=opinion,
        given_on=on,
        text=text,
    )
    share_with_ledger_agency(row.campaign, row.enterprise_id, by=by, on=on, deed=id)
    return id


@deed(permission=Permission.KEEP_LEDGER, title=N_("确认列入台账"))
def confirm_entry(*, by: Actor, on: date, at: datetime, id: UUID, entry: Id) -> UUID:
    """Confirm an entry after the departments were heard; from here on the plan's duties apply to it."""
    row = held(LedgerEntry, entry)
    move(row, Noun.LEDGER_ENTRY, "confirm", by=by)
    row.confirmed_on = on
    row.save()
    return row.id


@deed(permission=Permission.KEEP_LEDGER, title=N_("指定责任人"))
def assign_responsible(*, by: Actor, on: date, at: datetime, id: UUID, entry: Id, person: Responsible) -> UUID:
    """Name the officer who answers for the enterprise; the one named before is replaced and stays in the trail.

    Refused for an expert, for somebody of another unit or who has left, and for an entry that was removed.
    """
    row, officer = held(LedgerEntry, entry), known(Person, person)
    own = officer.home_agency_id == row.home_agency_id
    raise_if(responsible_refusal(row.state, officer.name, officer.kind, own=own, left_on=officer.left_on, on=on))
    row.responsible = officer
    row.save()
    return row.id


@deed(permission=Permission.REMOVE_FROM_LEDGER, title=N_("移出台账"))
def remove_entry(*, by: Actor, on: date, at: datetime, id: UUID, entry: Id, reason: Reason) -> UUID:
    """Remove an entry with a reason; work done before stays counted. Refused to the person who entered it."""
    row = held(LedgerEntry, entry)
    require_other_person(
        Permission.REMOVE_FROM_LEDGER, by=str(by.id), prepared_by=str(created_by("ledger_entry", row.id))
    )
    _take_out(row, on, reason, by)
    row.save()
    return row.id


@deed(permission=Permission.REMOVE_FROM_LEDGER, title=N_("移交台账"), over_subordinates=True)
def move_entry(
    *, by: Actor, on: date, at: datetime, id: UUID, entry: Id, to_agency: AgencyCode, reason: Reason
) -> UUID:
    """Move a plant to another unit's ledger: a new entry there, and both units see the whole history.

    Done by a unit above both, so never by whoever entered it. The old entry keeps its row with the work up to this day.
    """
    row = held(LedgerEntry, entry)
    raise_if(move_refusal(row.home_agency_id, to_agency, by.reads))
    confirmed = row.state == State.CONFIRMED
    _take_out(row, on, reason, by)
    row.moved_to_id = to_agency
    row.save()
    LedgerEntry.objects.create(
        id=id,
        home_agency_id=to_agency,
        campaign=row.campaign,
        enterprise_id=row.enterprise_id,
        site_id=row.site_id,
        state=State.CONFIRMED if confirmed else State.PROPOSED,
        industry=row.industry,
        region=_region_in(to_agency, row.region),
        inclusion_basis=row.inclusion_basis,
        remark=row.remark,
        added_on=on,
        confirmed_on=on if confirmed else None,
    )
    _share(row.enterprise_id, row.home_agency_id, to_agency, reason, on)
    _share(row.enterprise_id, to_agency, row.home_agency_id, reason, on)
    return id


def _refuse_listed(campaign: str, site: Site) -> None:
    entry = open_entry(campaign, site.id)
    raise_if(listed_elsewhere_refusal(None if entry is None else entry.home_agency.name))


def _take_out(row: LedgerEntry, on: date, reason: str, by: Actor) -> None:
    move(row, Noun.LEDGER_ENTRY, "remove", by=by)
    row.removed_on = on
    row.removed_reason = reason


def _region_in(agency: str, region: str) -> str:
    """The region where it lies in the unit's territory, else the unit's own."""
    home = Agency.objects.get(pk=agency).region
    return region if territory_refusal(region, home, load_regions()) is None else home


def _share(enterprise: UUID, home: str, agency: str, reason: str, on: date) -> None:
    """Let another unit read everything that the home unit has about the enterprise; once is enough."""
    share = Share(
        id=uuid5(enterprise, f"{home}/{agency}"),
        home_agency_id=home,
        enterprise_id=enterprise,
        agency=agency,
        reason=reason,
        shared_on=on,
    )
    Share.objects.bulk_create([share], ignore_conflicts=True)
