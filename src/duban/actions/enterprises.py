"""Enterprises 企业 and their sites 厂区: each exists once, under its credit code."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from duban.actions.casework import known, part_ids, raise_if
from duban.actions.deeds import deed
from duban.actions.fields import Day, Id, Name, RegionCode
from duban.actions.inputs import Inputs
from duban.domain.actor import Actor
from duban.domain.ledger.credit_code import to_credit_code
from duban.domain.ledger.names import name_key
from duban.domain.ledger.values import ValueFault, tidy
from duban.domain.ledger.words import OperatingStatus, to_industry_code
from duban.domain.messages import N_, Message, Refusal
from duban.domain.permissions import Permission
from duban.domain.rules.ledger import code_taken_refusal, identity_refusal
from duban.domain.rules.organisation import region_refusal
from duban.queries.enterprises import holder_of
from duban.queries.pinyin import pinyin_of
from duban.records.models import Enterprise, Site
from duban.specs.regions import load_regions

CreditCode = Annotated[str, Field(max_length=40, description=N_("统一社会信用代码"), examples=["91210100MA0P00000Q"])]
NoCodeReason = Annotated[str, Field(max_length=200, description=N_("没有代码的原因"), examples=["筹建中，未办理登记"])]
Address = Annotated[str, Field(max_length=400, description=N_("地址"), examples=["示例路1号"])]
Status = Annotated[OperatingStatus, Field(description=N_("经营状态"), examples=["operating"])]
People = Annotated[str, Field(max_length=100, description=N_("姓名"), examples=["示例联系人"])]
Telephone = Annotated[str, Field(max_length=40, description=N_("电话"), examples=["024-00000000"])]
Workforce = Annotated[int, Field(ge=0, le=10**7, description=N_("从业人数"), examples=[320])]
IndustryCode = Annotated[str, Field(max_length=16, description=N_("国民经济行业代码（GB/T 4754）"), examples=["3110"])]
Latitude = Annotated[float, Field(ge=-90, le=90, description=N_("纬度（度，WGS-84）"), examples=[41.8])]
Longitude = Annotated[float, Field(ge=-180, le=180, description=N_("经度（度，WGS-84）"), examples=[123.4])]
Year = Annotated[int, Field(ge=1850, le=2100, description=N_("投产年份"), examples=[2003])]
SiteName = Annotated[str, Field(max_length=200, description=N_("厂区名称"), examples=["一厂区"])]


class SiteTold(Inputs):
    """A site as it is told with its enterprise 厂区."""

    id: Id | None = None
    name: SiteName = ""
    address: Address = ""
    region: RegionCode | None = None
    gbt4754: IndustryCode = ""
    lat: Latitude | None = None
    lon: Longitude | None = None
    started_year: Year | None = None
    contact: People = ""
    telephone: Telephone = ""


Told = Annotated[SiteTold, Field(description=N_("厂区"), examples=[{"address": "示例路1号", "region": "210106"}])]


@deed(permission=Permission.KEEP_LEDGER, title=N_("登记企业"))
def add_enterprise(
    *,
    by: Actor,
    on: date,
    at: datetime,
    id: UUID,
    name: Name,
    region: RegionCode,
    credit_code: CreditCode = "",
    no_code_reason: NoCodeReason = "",
    address: Address = "",
    operating_status: Status | None = None,
    status_on: Day | None = None,
    workforce: Workforce | None = None,
    legal_person: People = "",
    contact: People = "",
    telephone: Telephone = "",
    site: Told | None = None,
) -> UUID:
    """Enter an enterprise, with its first site when one is told.

    Refused for a wrong credit code, for neither code nor reason, and for a code that is registered already, also
    with another unit.
    """
    code = judged_code(credit_code, no_code_reason)
    raise_if(region_refusal(region, load_regions()))
    enterprise = Enterprise.objects.create(
        id=id,
        home_agency_id=by.agency,
        credit_code=code,
        no_code_reason=no_code_reason,
        name=tidy(name),
        name_key=name_key(tidy(name)).key,
        pinyin=pinyin_of(tidy(name)),
        region=region,
        address=address,
        operating_status=operating_status,
        status_on=status_on,
        workforce=workforce,
        legal_person=legal_person,
        contact=contact,
        telephone=telephone,
    )
    if site is not None:
        _add_site(part_ids(id, [site.id])[0], site, enterprise, by)
    return id


@deed(permission=Permission.KEEP_LEDGER, title=N_("登记厂区"))
def add_site(
    *,
    by: Actor,
    on: date,
    at: datetime,
    id: UUID,
    enterprise: Id,
    name: SiteName = "",
    address: Address = "",
    region: RegionCode | None = None,
    gbt4754: IndustryCode = "",
    lat: Latitude | None = None,
    lon: Longitude | None = None,
    started_year: Year | None = None,
    contact: People = "",
    telephone: Telephone = "",
) -> UUID:
    """Enter a further site of an enterprise; its region is the enterprise's where none is told."""
    owner = known(Enterprise, enterprise)
    site = SiteTold(
        name=name,
        address=address,
        region=region,
        gbt4754=gbt4754,
        lat=lat,
        lon=lon,
        started_year=started_year,
        contact=contact,
        telephone=telephone,
    )
    _add_site(id, site, owner, by)
    return id


def judged_code(told: str, no_code_reason: str, *, own: str | None = None) -> str | None:
    """The credit code, tidied; refused when it is wrong or taken. ``own``: the code that the enterprise has now."""
    try:
        code = to_credit_code(told)
    except ValueFault as fault:
        raise _fault("credit_code", fault) from None
    raise_if(identity_refusal(code, no_code_reason))
    if code is not None and code != own:
        raise_if(code_taken_refusal(code, holder_of(code)))
    return code


def _add_site(id: UUID, site: SiteTold, enterprise: Enterprise, by: Actor) -> None:
    region = site.region or enterprise.region
    raise_if(region_refusal(region, load_regions()))
    Site.objects.create(
        id=id,
        home_agency_id=by.agency,
        enterprise=enterprise,
        name=site.name,
        address=site.address,
        region=region,
        latitude=site.lat,
        longitude=site.lon,
        gbt4754=judged_industry_code(site.gbt4754),
        started_year=site.started_year,
        contact=site.contact,
        telephone=site.telephone,
    )


def judged_industry_code(told: str) -> str:
    """The GB/T 4754 code, tidied; refused when it is none."""
    try:
        return to_industry_code(told)
    except ValueFault as fault:
        raise _fault("gbt4754", fault) from None


def _fault(field: str, fault: ValueFault) -> Refusal:
    """A value refused by the ledger's own rules: field, rule, example."""
    params = {"field": field, "rule": str(fault.rule), "example": fault.example}
    return Refusal("input", Message("input.value", N_("{field}：{rule}，例如 {example}"), params))
