"""Campaign drafts 工作方案草稿: a plan is copied, edited section by section, run against its examples, published.

A draft keeps whatever was typed; only publishing judges it. Who saves says what he had read (``read``): where somebody
else has changed the same part since, nothing is written and both can be compared.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any, cast
from uuid import UUID

from pydantic import Field

from duban.actions.campaigns import publish, refuse_stranger
from duban.actions.deeds import deed
from duban.actions.fields import Id
from duban.domain.actor import Actor
from duban.domain.campaign import Campaign
from duban.domain.messages import N_, Message, Refusal
from duban.domain.permissions import Permission
from duban.queries.campaign_drafts import VERSION, document_of, edition, part_of
from duban.queries.law import law_in_use
from duban.records.models import CampaignDraft, CampaignVersion
from duban.specs.campaign_documents import BY_ITEM, KEYS, Section, in_order, judged
from duban.specs.documents import Document, written

NewCampaign = Annotated[
    str,
    Field(
        max_length=64,
        pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$",
        description=N_("专项行动的标识（字母、数字、点、横线、下划线；修订时不变）"),
        examples=["shenyang-2022-10"],
    ),
]
Part = Annotated[Section, Field(description=N_("哪一部分"), examples=["industries"])]
Values = Annotated[
    dict[str, Any],
    Field(
        description=N_("这一部分的内容（栏目和值，同工作方案文件）"),
        examples=[{"industries": [{"id": "steel", "title": "钢铁"}]}],
    ),
]
ItemNumber = Annotated[int, Field(ge=0, le=1000, description=N_("第几项（从 0 起）"), examples=[0])]
Read = Annotated[
    str, Field(pattern="^[0-9a-f]{16}$", description=N_("所读内容的校验值"), examples=["0123456789abcdef"])
]


@deed(permission=Permission.DEFINE_CAMPAIGN, title=N_("起草工作方案"))
def copy_campaign(*, by: Actor, on: date, at: datetime, id: UUID, source: Id, campaign: NewCampaign) -> UUID:
    """Begin a draft from a published version: under its own identity a revision, under another a new campaign.

    Refused for another unit's campaign, for an identity that is taken, and while the unit has a draft of it.
    """
    original = _source(source)
    if campaign != original.campaign:
        _refuse_taken(campaign)
    refuse_stranger(campaign, by)
    _refuse_second(campaign, by)
    document = {**document_of(original.sha256), "id": campaign, VERSION: _next_version(campaign)}
    if campaign != original.campaign:
        document["agency"] = by.agency
    CampaignDraft.objects.create(
        id=id,
        home_agency_id=by.agency,
        campaign=campaign,
        source=original,
        document=_stored(document),
        started_at=at,
        started_by_id=by.id,
        edited_at=at,
        edited_by_id=by.id,
    )
    return id


@deed(permission=Permission.DEFINE_CAMPAIGN, title=N_("修改工作方案草稿"))
def edit_draft(
    *,
    by: Actor,
    on: date,
    at: datetime,
    id: UUID,
    draft: Id,
    section: Part,
    values: Values,
    read: Read,
    item: ItemNumber | None = None,
) -> UUID:
    """Replace a section, or one record of a section that is edited record by record; no values take it out.

    Nothing is judged but that the keys are the section's own; refused where the part is not what was read.
    """
    row = _locked(draft, by)
    document = _document(row)
    _refuse_stale(part_of(document, section, item), read)
    _refuse_foreign(section, item, values)
    changed = (
        _with_item(document, section, item, values) if item is not None else _with_section(document, section, values)
    )
    row.document, row.edited_at, row.edited_by_id = _stored(changed), at, by.id
    row.save()
    return draft


@deed(permission=Permission.DEFINE_CAMPAIGN, title=N_("废弃工作方案草稿"))
def discard_draft(*, by: Actor, on: date, at: datetime, id: UUID, draft: Id) -> UUID:
    """Give the draft up; what was published stays as it is."""
    _locked(draft, by).delete()
    return draft


@deed(permission=Permission.DEFINE_CAMPAIGN, title=N_("发布工作方案草稿"))
def publish_draft(*, by: Actor, on: date, at: datetime, id: UUID, draft: Id, read: Read) -> UUID:
    """Publish the draft as the next version of its campaign; every standing of the campaign is refreshed.

    Refused while anything in it is wrong or an example does not hold, where it is not what was read, and for a day
    before that of the version in use.
    """
    row = _locked(draft, by)
    document = _document(row)
    _refuse_stale(document, read)
    refuse_stranger(row.campaign, by)
    _refuse_earlier(row.campaign, on)
    numbered = in_order({**document, VERSION: _next_version(row.campaign)})
    publish(_without_faults(numbered), written(numbered), by=by, on=on, id=id)
    row.delete()
    return id


def _source(version: UUID) -> CampaignVersion:
    found = CampaignVersion.objects.filter(pk=version, published_on__isnull=False).first()
    if found is None:
        raise Refusal(
            "campaign.no_source",
            Message("campaign.no_source", N_("没有已发布的工作方案版本 {version}。"), {"version": version}),
            remedy=Message("campaign.no_source.remedy", N_("请从专项行动名单中选择一个版本再复制。")),
        )
    return found


def _refuse_taken(campaign: str) -> None:
    if CampaignVersion.objects.filter(campaign=campaign).exists():
        raise Refusal(
            "campaign.id_taken",
            Message("campaign.id_taken", N_("标识「{campaign}」已用于另一个专项行动。"), {"campaign": campaign}),
            remedy=Message("campaign.id_taken.remedy", N_("新的专项行动请用新的标识；修订请从该专项行动复制。")),
        )


def _refuse_second(campaign: str, by: Actor) -> None:
    if CampaignDraft.objects.filter(home_agency=by.agency, campaign=campaign).exists():
        raise Refusal(
            "campaign.draft_exists",
            Message("campaign.draft_exists", N_("专项行动「{campaign}」已有一份草稿。"), {"campaign": campaign}),
            remedy=Message("campaign.draft_exists.remedy", N_("请接着修改该草稿，或者先废弃它。")),
        )


def _refuse_stale(part: Document | None, read: str) -> None:
    if edition(part) != read:
        raise Refusal(
            "campaign.draft_changed",
            Message("campaign.draft_changed", N_("您打开之后，这一部分已经被修改，您的内容没有保存。")),
            remedy=Message("campaign.draft_changed.remedy", N_("请对照差异，确认后再保存。")),
        )


def _refuse_foreign(section: Section, item: int | None, values: Mapping[str, Any]) -> None:
    foreign = [] if item is not None else [key for key in values if key not in KEYS[section]]
    if foreign or (item is not None) != (section in BY_ITEM) or not _is_document(values):
        raise Refusal(
            "campaign.not_of_section",
            Message(
                "campaign.not_of_section",
                N_("“{section}”这一部分的内容不对：{keys}"),
                {"section": section.value, "keys": "、".join(foreign) or "values"},
            ),
            remedy=Message(
                "campaign.not_of_section.remedy",
                N_("本部分的栏目：{known}；值都写成文字；依据、附件、样例逐项修改。"),
                {"known": "、".join(KEYS[section])},
            ),
        )


def _is_document(value: object) -> bool:
    if isinstance(value, dict):
        return all(isinstance(key, str) and _is_document(each) for key, each in value.items())
    return all(map(_is_document, value)) if isinstance(value, list) else isinstance(value, str)


def _refuse_earlier(campaign: str, on: date) -> None:
    """The version published last is the one in use."""
    later = CampaignVersion.objects.filter(campaign=campaign, published_on__gt=on).order_by("-published_on").first()
    if later is not None:
        params = {"version": later.version, "day": later.published_on, "on": on}
        raise Refusal(
            "campaign.published_before",
            Message(
                "campaign.published_before",
                N_("发布日 {on} 早于版本 {version} 的发布日 {day}，发布后不会采用。"),
                params,
            ),
            remedy=Message("campaign.published_before.remedy", N_("请填写不早于该日的发布日。")),
        )


def _without_faults(document: Document) -> Campaign:
    found = judged(document, law_in_use().deadlines)
    if found.campaign is None:
        first = "；".join(str(fault.message) for fault in found.faults[:3])
        raise Refusal(
            "campaign.draft_faulty",
            Message(
                "campaign.draft_faulty",
                N_("草稿还有 {count} 处需要改正：{first}"),
                {"count": len(found.faults), "first": first},
            ),
            remedy=Message("campaign.draft_faulty.remedy", N_("请逐节改正后再发布。")),
        )
    return found.campaign


def _locked(draft: UUID, by: Actor) -> CampaignDraft:
    found = CampaignDraft.objects.select_for_update().filter(pk=draft, home_agency=by.agency).first()
    if found is None:
        raise Refusal(
            "campaign.no_draft",
            Message("campaign.no_draft", N_("没有这份草稿：{draft}。"), {"draft": draft}),
            remedy=Message("campaign.no_draft.remedy", N_("草稿可能已经发布或者废弃，请看专项行动名单。")),
        )
    return found


def _document(row: CampaignDraft) -> dict[str, Document]:
    return cast(dict[str, Document], json.loads(row.document))


def _stored(document: Mapping[str, Document]) -> str:
    return json.dumps(in_order(document), ensure_ascii=False)


def _with_section(document: dict[str, Document], section: Section, values: Mapping[str, Any]) -> dict[str, Document]:
    kept = {key: value for key, value in document.items() if key not in KEYS[section]}
    return {**kept, **values}


def _with_item(
    document: dict[str, Document], section: Section, item: int, values: dict[str, Any]
) -> dict[str, Document]:
    held = document.get(section.value)
    items = list(held) if isinstance(held, list) else []
    items[item : item + 1] = [values] if values else []
    return {**document, section.value: items}


def _next_version(campaign: str) -> str:
    """One more than the highest that was published."""
    known = CampaignVersion.objects.filter(campaign=campaign).values_list("version", flat=True)
    return str(max((int(n) for version in known for n in re.findall(r"^[0-9]+", version)), default=0) + 1)
