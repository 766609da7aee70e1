"""Campaign drafts 工作方案草稿 as their unit reads them, and published versions as documents."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import cast
from uuid import UUID

from duban.queries.law import law_in_use
from duban.records.models import CampaignDraft, CampaignVersion, User
from duban.specs.campaign_documents import KEYS, Judged, Section, judged
from duban.specs.documents import Document, from_text

VERSION = "version"
_SIGNS = 16  # of a SHA-256: enough to tell two texts of one part from each other


@dataclass(frozen=True, slots=True)
class Draft:
    """One draft with what is wrong in it; ``source`` names the version from which it was copied."""

    id: UUID
    campaign: str
    source: str
    source_version: str
    source_sha256: str
    document: Mapping[str, Document]
    judged: Judged
    started_at: datetime
    started_by: str
    edited_at: datetime
    edited_by: str

    @property
    def title(self) -> str:
        """The plan's title as far as it is written."""
        return str(self.document.get("title") or self.campaign)

    @property
    def edition(self) -> str:
        """The whole draft as it was read."""
        return edition(dict(self.document))

    @property
    def is_revision(self) -> bool:
        """Whether it becomes the next version of its source, not a campaign of its own."""
        return self.campaign == self.source


def drafts(agency: str) -> Sequence[Draft]:
    """The unit's drafts, the one touched last first."""
    rows = CampaignDraft.objects.filter(home_agency=agency).select_related("source").order_by("-edited_at")
    return _drafts(list(rows))


def draft(wanted: UUID, agency: str) -> Draft | None:
    """One draft of the unit; ``None`` when it has none of that id (any more)."""
    rows = CampaignDraft.objects.filter(pk=wanted, home_agency=agency).select_related("source")
    return next(iter(_drafts(list(rows))), None)


def _drafts(rows: Sequence[CampaignDraft]) -> Sequence[Draft]:
    """Whoever moved to another unit since is not to be seen from here; the draft is."""
    people = {each for row in rows for each in (row.started_by_id, row.edited_by_id)}
    names = dict(User.objects.filter(pk__in=people).values_list("pk", "name"))
    return [_draft(row, names) for row in rows]


def _draft(row: CampaignDraft, names: Mapping[UUID, str]) -> Draft:
    document = cast(dict[str, Document], json.loads(row.document))
    return Draft(
        id=row.pk,
        campaign=row.campaign,
        source=row.source.campaign,
        source_version=row.source.version,
        source_sha256=row.source.sha256,
        document=document,
        judged=judged(document, law_in_use().deadlines),
        started_at=row.started_at,
        started_by=names.get(row.started_by_id, ""),
        edited_at=row.edited_at,
        edited_by=names.get(row.edited_by_id, ""),
    )


@functools.lru_cache(maxsize=32)
def document_of(digest: str) -> Mapping[str, Document]:
    """A published version as a document, by its digest."""
    text = CampaignVersion.objects.filter(sha256=digest).values_list("payload", flat=True)[0]
    return cast(dict[str, Document], from_text(text, "campaign.yaml"))


def part_of(document: Mapping[str, Document], section: Section, item: int | None) -> Document | None:
    """A section's keys and values, or one of its records; ``None`` for a record that is not there."""
    if item is None:
        return {key: document[key] for key in KEYS[section] if key in document}
    items = document.get(section.value)
    return items[item] if isinstance(items, list) and item < len(items) else None


def edition(part: Document | None) -> str:
    """A short mark of what a part says: who saves sends the mark of what he had read."""
    text = json.dumps(part, ensure_ascii=False, sort_keys=True)
    return sha256(text.encode()).hexdigest()[:_SIGNS]
