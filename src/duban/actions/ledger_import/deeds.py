"""The two deeds of an import: commit the good rows in one batch, and take the batch back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from duban.actions.casework import known
from duban.actions.deeds import deed
from duban.actions.fields import CampaignId, Id, Name, OptionalText, Reason
from duban.actions.kept_files import Sha256, kept_content
from duban.actions.ledger_import.reading import Preview, Wish, preview
from duban.actions.ledger_import.tables import Batch
from duban.actions.ledger_import.undoing import Left, take_back, touched_since
from duban.actions.ledger_import.writing import write_changed, write_new, write_rows
from duban.actions.progress import tell
from duban.domain.actor import Actor
from duban.domain.campaign import Campaign
from duban.domain.messages import N_, Message, Refusal
from duban.domain.permissions import Permission
from duban.queries.campaigns import campaign as campaign_in_use
from duban.queries.ledger_import import ledger_units
from duban.records.models import ImportBatch

Words = Annotated[dict[str, str], Field(description=N_("行业栏用词对应的行业"), examples=[{"钢铁": "steel"}])]
Answers = Annotated[
    dict[int, str], Field(description=N_("存疑行的答复：企业编号、row:行号 或 new"), examples=[{"8": "row:7"}])
]


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: the batch's id and the dry run that it carried out."""

    batch: UUID
    found: Preview


@deed(permission=Permission.KEEP_LEDGER, title=N_("导入企业台账"), over_subordinates=True)
def import_ledger(
    *,
    by: Actor,
    on: date,
    at: datetime,
    id: UUID,
    campaign: CampaignId,
    file: Sha256,
    file_name: Name,
    sheet: OptionalText = "",
    industry: OptionalText = "",
    no_code_reason: OptionalText = "",
    industries: Words = {},  # noqa: B006 -- judged and copied by the frame, never changed
    answers: Answers = {},  # noqa: B006 -- as above
) -> Imported:
    """Commit the good rows of a workbook that lies among the kept files; returned rows are told, never lost.

    Entries belong to the unit of their region, and count from ``on``; after the campaign's end, from its first day.
    """
    plan = campaign_in_use(campaign)
    wish = Wish(sheet, industry, no_code_reason, industries, answers)
    found = preview(kept_content(file), plan, by, wish)
    batch = Batch(id, plan.id, _since(plan, on), by.agency, ledger_units(by.agency, by.subordinates))
    ImportBatch.objects.create(
        id=batch.deed,
        home_agency_id=by.agency,
        campaign=batch.campaign,
        file_name=file_name,
        sha256=file,
        imported_on=on,
        imported_by_id=by.id,
        **found.plan.counts._asdict(),
    )
    tell(3, 4)
    enterprises = dict(write_new(batch, found))
    if found.plan.changed:
        write_changed(batch, found.plan.changed)
    for group in found.plan.groups:
        if group.existing is not None:
            enterprises.update(dict.fromkeys(group.rows, group.existing))
    write_rows(batch, by.agency, found, enterprises)
    return Imported(id, found)


@deed(permission=Permission.KEEP_LEDGER, title=N_("撤销台账导入"), over_subordinates=True)
def undo_import(
    *,
    by: Actor,
    on: date,
    at: datetime,
    id: UUID,
    batch: Id,
    reason: Reason,
) -> list[Left]:
    """Take a batch back; returns the records that were touched since and are therefore left as they are."""
    row = known(ImportBatch, batch)
    if row.undone_on is not None:
        raise Refusal(
            "import.undone",
            Message("import.undone", N_("批次 {batch} 已于 {on} 撤销。"), {"batch": batch, "on": row.undone_on}),
        )
    left = touched_since(batch)
    take_back(batch, left, reason, on)
    row.undone_on, row.undone_reason = on, reason
    row.save(update_fields=["undone_on", "undone_reason"])
    return left


def _since(campaign: Campaign, on: date) -> date:
    """From when the entries count. Our reading: a ledger loaded after the campaign's end was its ledger all along."""
    return on if on <= campaign.last_on else campaign.first_on
