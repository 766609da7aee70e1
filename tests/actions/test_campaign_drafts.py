"""Campaign drafts 工作方案草稿: copied, edited part by part, published as the next version; nothing typed is lost."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.actions import steps
from tests.actions.samples_ledger import OFFICE
from tests.actions.steps import GENERAL, OFFICER, PLANT, SITE, day, ordered
from tests.actions.world import CAMPAIGN, CITY, DAY, TIEXI, an_id, do, plant, refused, rows, stored, writing

from duban.queries.campaign_drafts import edition, part_of
from duban.queries.campaigns import campaign
from duban.records.models import CampaignDraft, CampaignVersion, Card, StandingRow, User
from duban.specs.campaign_documents import Section

pytestmark = pytest.mark.usefixtures("world")

NEW = "tiexi-2021-1"


def copied(campaign_id: str = CAMPAIGN, *, by: str = OFFICE, source: UUID | None = None) -> UUID:
    """A draft copied from the founding campaign."""
    draft = do("copy_campaign", by=by, source=source or an_id(CAMPAIGN), campaign=campaign_id)
    assert isinstance(draft, UUID)
    return draft


def document(draft: UUID) -> dict[str, Any]:
    """What the draft says now."""
    found: dict[str, Any] = json.loads(stored(CampaignDraft, draft).document)
    return found


def mark(draft: UUID, section: str, item: int | None = None) -> str:
    """The mark of a part as it is now."""
    return edition(part_of(document(draft), Section(section), item))


def edit(draft: UUID, section: str, values: dict[str, Any], item: int | None = None, by: str = OFFICE) -> None:
    """Read the part and save it changed."""
    do("edit_draft", by=by, draft=draft, section=section, item=item, values=values, read=mark(draft, section, item))


def publish(draft: UUID, *, on: Any = DAY) -> UUID:
    """Publish the draft as it is."""
    version = do("publish_draft", by=OFFICE, on=on, draft=draft, read=edition(document(draft)))
    assert isinstance(version, UUID)
    return version


def widened(draft: UUID) -> None:
    """G5 of every order, not of major hazards alone."""
    at = [ground["id"] for ground in document(draft)["grounds"]].index("G5")
    ground = document(draft)["grounds"][at]
    edit(draft, "grounds", {**ground, "when": {"rectification_overdue": {"applies_to": "any"}}}, item=at)


def proposals(of: str, enterprise: UUID = PLANT) -> list[str]:
    """What the stored standing proposes on the ground G5."""
    acts = rows(StandingRow).get(enterprise=enterprise, campaign=of).payload["next_acts"]
    return [f"{act['ground']} {act['act']}" for act in acts if act["ground"] == "G5"]


def test_a_revision_becomes_the_next_version_and_refreshes_the_standings() -> None:
    ordered(GENERAL, due=day("08-10"))
    draft = copied()
    widened(draft)
    assert proposals(CAMPAIGN) == []
    version = stored(CampaignVersion, publish(draft, on=day("08-11")))
    assert (version.campaign, version.version, version.agency_id) == (CAMPAIGN, "2", CITY)
    assert proposals(CAMPAIGN) == ["G5 confirm_red", "G5 request_closure"]
    assert not rows(CampaignDraft).exists()


def test_a_card_keeps_its_version_when_a_draft_is_published() -> None:
    card = steps_card()
    publish(copied(), on=day("08-11"))
    assert (stored(Card, card).campaign_version, campaign(CAMPAIGN).version) == ("1", "2")


def steps_card() -> UUID:
    """A card of the first version."""
    from tests.actions.later_steps import begun  # noqa: PLC0415 -- only this test tells so long a story

    return begun().card


def test_a_new_campaign_needs_no_code_and_its_standing_differs() -> None:
    draft = copied(NEW)
    edit(
        draft,
        "basics",
        {**part(draft, "basics"), "number": "示例〔2021〕2号", "title": "示例：铁西区专项行动", "near_days": "10"},
    )
    edit(
        draft,
        "phases",
        {"phases": [{"id": "all", "title": "全程", "first_on": "2021-07-07", "last_on": "2021-11-30", "clause": "一"}]},
    )
    edit(draft, "industries", {"industries": [{"id": "steel", "title": "炼钢"}]})
    widened(draft)
    publish(draft)
    plant("plant-new", TIEXI, campaign=NEW)
    overdue(NEW, an_id("plant-new"), an_id("site-new"))
    overdue(CAMPAIGN, PLANT, SITE)
    assert proposals(NEW, an_id("plant-new")) == ["G5 confirm_red", "G5 request_closure"]
    assert proposals(CAMPAIGN) == []
    found = campaign(NEW)
    assert (found.version, found.agency, found.near_days) == ("1", CITY, 10)
    assert [phase.title for phase in found.phases] == ["全程"]
    assert [industry.title for industry in found.industries] == ["炼钢"]


def overdue(of: str, enterprise: UUID, site: UUID) -> None:
    """A general hazard whose day is over, seen on 11 August."""
    case = {"campaign": of, "enterprise": enterprise}
    visit, found = steps.visited(GENERAL, **case, site=site)
    order, _ = steps.draft_order(visit, dict.fromkeys(found, day("08-10")), **case)
    do("issue_order", by=steps.APPROVER, order=order)
    steps.delivered(order)
    do("record_urging", by=OFFICER, on=day("08-11"), **case, text="示例")


def part(draft: UUID, section: str) -> dict[str, Any]:
    """A section as it is."""
    found = part_of(document(draft), Section(section), None)
    assert isinstance(found, dict)
    return found


def test_what_is_wrong_is_kept_but_not_published() -> None:
    draft = copied()
    edit(draft, "phases", {"phases": [{"id": "a b", "first_on": "七月"}]})
    assert document(draft)["phases"] == [{"id": "a b", "first_on": "七月"}]
    refusal = refused("publish_draft", by=OFFICE, draft=draft, read=edition(document(draft)))
    assert refusal.rule == "campaign.draft_faulty"
    assert str(refusal).startswith("草稿还有 5 处需要改正：“a b”不是标识")
    assert rows(CampaignVersion).count() == 1


def test_a_draft_that_contradicts_its_examples_is_not_published() -> None:
    draft = copied()
    edit(draft, "examples", {**document(draft)["examples"][0], "proposes": ["G5 confirm_red"]}, item=0)
    refusal = refused("publish_draft", by=OFFICE, draft=draft, read=edition(document(draft)))
    assert refusal.rule == "campaign.example_fails"
    assert rows(CampaignDraft).count() == 1


def test_of_two_people_who_read_the_same_the_second_is_told() -> None:
    draft = copied()
    read = mark(draft, "industries")
    edit(draft, "industries", {"industries": [{"id": "steel", "title": "甲"}]})
    late = {"draft": draft, "section": "industries", "values": {"industries": []}, "read": read}
    assert refused("edit_draft", by=OFFICE, **late).rule == "campaign.draft_changed"
    assert document(draft)["industries"] == [{"id": "steel", "title": "甲"}]


def test_two_people_in_two_parts_do_not_meet() -> None:
    draft = copied()
    read = mark(draft, "grounds", 1)
    edit(draft, "industries", {"industries": [{"id": "steel", "title": "甲"}]})
    widened(draft)
    ground = {**document(draft)["grounds"][1], "title": "乙"}
    do("edit_draft", by=OFFICE, draft=draft, section="grounds", item=1, values=ground, read=read)
    assert document(draft)["grounds"][1]["title"] == "乙"


def test_a_draft_that_changed_since_it_was_read_is_not_published() -> None:
    draft = copied()
    read = edition(document(draft))
    edit(draft, "industries", {"industries": [{"id": "steel", "title": "甲"}]})
    assert refused("publish_draft", by=OFFICE, draft=draft, read=read).rule == "campaign.draft_changed"


def test_a_record_is_added_at_the_end_and_taken_out_by_saying_nothing() -> None:
    draft = copied()
    before = document(draft)["grounds"]
    edit(draft, "grounds", {"id": "Z1"}, item=len(before))
    assert document(draft)["grounds"] == [*before, {"id": "Z1"}]
    edit(draft, "grounds", {}, item=0)
    assert document(draft)["grounds"] == [*before[1:], {"id": "Z1"}]


def test_a_discarded_draft_is_gone_and_another_may_begin() -> None:
    do("discard_draft", by=OFFICE, draft=copied())
    assert rows(CampaignDraft).count() == 0
    assert document(copied())["version"] == "2"


@pytest.mark.parametrize(
    ("section", "item", "values"),
    [
        ("phases", None, {"industries": []}),
        ("phases", None, {"phases": [{"id": 1}]}),
        ("phases", 0, {"id": "a"}),
        ("grounds", None, {"grounds": []}),
    ],
)
def test_what_is_no_part_of_the_section_is_refused(section: str, item: int | None, values: dict[str, Any]) -> None:
    draft = copied()
    given = {"draft": draft, "section": section, "item": item, "values": values, "read": mark(draft, section, item)}
    assert refused("edit_draft", by=OFFICE, **given).rule == "campaign.not_of_section"


def test_an_identity_that_is_taken_is_refused() -> None:
    publish(copied(NEW))
    assert str(refused("copy_campaign", by=OFFICE, source=an_id(CAMPAIGN), campaign=NEW)) == (
        "标识「tiexi-2021-1」已用于另一个专项行动。新的专项行动请用新的标识；修订请从该专项行动复制。"
    )


def test_a_second_draft_of_one_campaign_is_refused() -> None:
    copied()
    assert (
        refused("copy_campaign", by=OFFICE, source=an_id(CAMPAIGN), campaign=CAMPAIGN).rule == "campaign.draft_exists"
    )


def test_a_version_that_is_not_published_cannot_be_copied() -> None:
    assert refused("copy_campaign", by=OFFICE, source=uuid4(), campaign=NEW).rule == "campaign.no_source"


def test_a_day_before_the_version_in_use_is_refused() -> None:
    publish(copied(), on=day("08-11"))
    draft = copied(source=rows(CampaignVersion).get(version="2").pk)
    refusal = refused("publish_draft", by=OFFICE, on=day("08-10"), draft=draft, read=edition(document(draft)))
    assert refusal.rule == "campaign.published_before"


@pytest.fixture
def district_office() -> str:
    """A campaign office of a district."""
    with writing(TIEXI):
        User.objects.filter(pk=an_id(f"all-{TIEXI}")).update(roles=["campaign_office"])
    return f"all-{TIEXI}"


def test_a_district_copies_the_citys_campaign_only_as_its_own(district_office: str) -> None:
    revision = {"source": an_id(CAMPAIGN), "campaign": CAMPAIGN}
    assert refused("copy_campaign", by=district_office, **revision).rule == "campaign.other_agency"
    draft = copied(NEW, by=district_office)
    assert document(draft)["agency"] == TIEXI


def test_a_draft_of_another_unit_does_not_exist(district_office: str) -> None:
    below, above = copied(NEW, by=district_office), copied()
    for by, draft in ((OFFICE, below), (district_office, above)):
        assert refused("discard_draft", by=by, draft=draft).rule == "campaign.no_draft"
        assert refused("publish_draft", by=by, draft=draft, read="0" * 16).rule == "campaign.no_draft"


@pytest.mark.parametrize("by", [f"clerk-{CITY}", f"approver-{TIEXI}", f"system_admin-{CITY}"])
def test_only_the_campaign_office_drafts(by: str) -> None:
    assert refused("copy_campaign", by=by, source=an_id(CAMPAIGN), campaign=NEW).rule == "permission.not_held"
