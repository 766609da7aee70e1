"""Campaigns 专项行动 and the law under them: published versions, confirmed articles, the bureau's own calendar."""

from __future__ import annotations

from datetime import date, datetime
from hashlib import sha256
from typing import Annotated
from uuid import UUID, uuid5

from pydantic import Field

from duban.actions.casework import raise_if
from duban.actions.deeds import deed
from duban.actions.fields import Code, Text
from duban.domain.actor import Actor
from duban.domain.campaign import Campaign
from duban.domain.messages import N_, Message, Refusal
from duban.domain.permissions import Permission
from duban.domain.rules.law_keeping import calendar_refusal, entry_refusal
from duban.domain.worked_examples import contradictions
from duban.queries.law import entry_of, law_in_use
from duban.records.models import ArticleConfirmation, CalendarEdit, CampaignVersion
from duban.specs.campaigns_loader import campaign_from_text
from duban.specs.places import SpecErrors

CampaignText = Annotated[
    str,
    Field(
        min_length=1, max_length=1_000_000, description=N_("工作方案文件（YAML）"), examples=["id: shenyang-2021-32"]
    ),
]
Year = Annotated[int, Field(ge=2000, le=2100, description=N_("年份"), examples=[2027])]
DaysOff = Annotated[list[date], Field(description=N_("放假日期"), examples=[["2027-01-01"]])]
MakeUpDays = Annotated[list[date], Field(description=N_("调休上班日期"), examples=[["2027-01-03"]])]
Source = Annotated[
    str, Field(min_length=1, max_length=200, description=N_("来源"), examples=["国务院办公厅公布的2027年节假日安排"])
]
Citation = Annotated[
    str, Field(min_length=1, max_length=64, description=N_("条文版本（期限填起始日）"), examples=["2021"])
]
Verified = Annotated[bool, Field(description=N_("已核实（填 false 收回核实）"), examples=[True])]


@deed(permission=Permission.DEFINE_CAMPAIGN, title=N_("发布工作方案"))
def load_campaign(*, by: Actor, on: date, at: datetime, id: UUID, text: CampaignText) -> UUID:
    """Publish a version of a campaign from the text of its file; the same file again changes nothing.

    Refused for a faulty file, for worked examples that the grounds contradict, for another text under a version that
    was published before, and for a version of another unit's campaign. Every standing of the campaign is refreshed.
    """
    campaign = _parsed(text)
    digest = sha256(text.encode()).hexdigest()
    versions = CampaignVersion.objects.filter(campaign=campaign.id, version=campaign.version)
    published = versions.filter(published_on__isnull=False).first()
    if published is not None:
        _refuse_other_text(published, digest, campaign)
        return published.id
    refuse_stranger(campaign.id, by)
    publish(campaign, text, by=by, on=on, id=id)
    return id


def publish(campaign: Campaign, text: str, *, by: Actor, on: date, id: UUID) -> None:
    """Store the campaign as a version in use; refused while the grounds contradict its worked examples."""
    _refuse_contradictions(campaign)
    CampaignVersion.objects.create(
        id=id,
        campaign=campaign.id,
        version=campaign.version,
        title=campaign.title,
        agency_id=by.agency,
        payload=text,
        sha256=sha256(text.encode()).hexdigest(),
        published_on=on,
        published_by_id=by.id,
    )


@deed(permission=Permission.CONFIRM_ARTICLE, title=N_("核实法条"))
def confirm_article(
    *,
    by: Actor,
    on: date,
    at: datetime,
    id: UUID,
    concept: Code,
    citation: Citation,
    note: Text,
    verified: Verified = True,
) -> UUID:
    """Note that an article or a deadline was compared with the official text (``note`` says with which).

    Refused for what the lawbook does not have. ``verified=False`` takes an earlier confirmation back.
    """
    raise_if(entry_refusal(concept, citation, law_in_use()))
    ArticleConfirmation.objects.create(
        id=id,
        home_agency_id=by.agency,
        entry=entry_of(concept, citation),
        verified=verified,
        note=note,
        confirmed_on=on,
        confirmed_at=at,
        confirmed_by_id=by.id,
    )
    return id


@deed(permission=Permission.MANAGE_SETTINGS, title=N_("调整工作日历"))
def edit_calendar(
    *,
    by: Actor,
    on: date,
    at: datetime,
    id: UUID,
    year: Year,
    source: Source,
    holidays: DaysOff = [],  # noqa: B006 -- never changed; the form shows it
    workdays: MakeUpDays = [],  # noqa: B006 -- as above
) -> UUID:
    """Enter days off and make-up days of a year; the latest entry of a day holds.

    Refused for days of another year, for a day in both lists, and for a part of a year whose notice is not loaded.
    """
    raise_if(calendar_refusal(year, holidays, workdays, law_in_use().calendar))
    days = {**dict.fromkeys(holidays, False), **dict.fromkeys(workdays, True)}
    CalendarEdit.objects.bulk_create(
        [
            CalendarEdit(
                id=uuid5(id, day.isoformat()),
                home_agency_id=by.agency,
                day=day,
                working=working,
                reason=source,
                edited_at=at,
                edited_by_id=by.id,
            )
            for day, working in sorted(days.items())
        ]
    )
    return id


def _parsed(text: str) -> Campaign:
    try:
        return campaign_from_text(text)
    except SpecErrors as faults:
        params = {"count": len(faults.errors), "faults": str(faults)}
        raise Refusal(
            "campaign.faulty",
            Message("campaign.faulty", N_("工作方案文件有 {count} 处错误：{faults}"), params),
            remedy=Message("campaign.check", N_("请逐处改正后重新装入；可先用 duban campaign check 检查。")),
        ) from None


def _refuse_other_text(published: CampaignVersion, digest: str, campaign: Campaign) -> None:
    if published.sha256 != digest:
        params = {"campaign": campaign.id, "version": campaign.version, "day": published.published_on}
        raise Refusal(
            "campaign.version_taken",
            Message(
                "campaign.version_taken",
                N_("专项行动「{campaign}」的版本 {version} 已于 {day} 发布，内容不同。"),
                params,
            ),
            remedy=Message("campaign.next_version", N_("修订后的工作方案请改用新的版本号。")),
        )


def refuse_stranger(campaign: str, by: Actor) -> None:
    """A campaign is revised by the unit that published it: every unit below judges by it."""
    first = CampaignVersion.objects.filter(campaign=campaign, published_on__isnull=False).first()
    if first is not None and first.agency_id != by.agency:
        params = {"campaign": campaign, "agency": first.agency_id}
        raise Refusal(
            "campaign.other_agency",
            Message(
                "campaign.other_agency", N_("专项行动「{campaign}」由单位 {agency} 发布，其他单位不能修订。"), params
            ),
            remedy=Message("campaign.copy", N_("请报该单位修订；另行开展的专项行动请使用新的标识。")),
        )


def _refuse_contradictions(campaign: Campaign) -> None:
    found = contradictions(campaign, law_in_use())
    if found:
        raise Refusal(
            "campaign.example_fails",
            Message(
                "campaign.example_fails",
                N_("工作方案的样例不成立：{faults}"),
                {"faults": "；".join(str(message) for message in found)},
            ),
            remedy=Message("campaign.fix_example", N_("请核对依据和样例，使每个样例都成立后再发布。")),
        )
