"""专项行动 on the pages: what a campaign says, a draft edited in forms, published, compared; nothing typed is lost."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from tests.actions.samples_ledger import OFFICE
from tests.actions.world import CAMPAIGN, rows
from tests.web.forms import filled
from tests.web.pages import logged_in, text_of

from duban.domain.document_difference import differences
from duban.queries.campaigns import campaign
from duban.records.models import CampaignDraft
from duban.specs.campaign_documents import BY_ITEM, Section

pytestmark = pytest.mark.usefixtures("season")

HERE = f"/campaigns/{CAMPAIGN}/"


@pytest.fixture
def office(season: None) -> Client:
    """The campaign office of the city."""
    return logged_in(OFFICE)


def copied(client: Client, campaign_id: str = CAMPAIGN) -> str:
    """The page of a draft copied from the founding campaign."""
    path = f"{HERE}copy/"
    answer = client.post(path, filled(client.get(path)) | {"campaign": campaign_id})
    assert answer.status_code == 302, text_of(answer)
    return str(answer.headers["Location"])


def document() -> dict[str, Any]:
    """What the only draft says now."""
    found: dict[str, Any] = json.loads(rows(CampaignDraft).get().document)
    return found


def save(client: Client, path: str, act: str = "save", /, **changes: Any) -> HttpResponse:
    """Open the form, change some fields (``phases__0-title`` for ``phases.0-title``), send it."""
    values: dict[str, Any] = filled(client.get(path))
    values |= {name.replace("__", ".").replace("_-", "-"): value for name, value in changes.items()}
    return client.post(path, {name: value for name, value in values.items() if value is not None} | {"act": act})


def places() -> list[tuple[str, int | None]]:
    """Every form of a draft of the founding campaign."""
    found = campaign(CAMPAIGN)
    counts = {
        Section.GROUNDS: len(found.grounds),
        Section.ANNEXES: len(found.annexes),
        Section.EXAMPLES: len(found.examples),
    }
    return [
        (section.value, item)
        for section in Section
        for item in (range(counts[section]) if section in BY_ITEM else (None,))
    ]


def test_every_form_saved_untouched_changes_nothing(office: Client) -> None:
    draft = copied(office)
    before = document()
    for section, item in places():
        path = f"{draft}{section}/" if item is None else f"{draft}{section}/{item}/"
        answer = save(office, path)
        assert (path, answer.status_code) == (path, 302)
        assert differences(before, document()) == (), path
