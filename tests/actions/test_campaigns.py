"""Campaigns 专项行动 are published once a version; confirmed articles and calendar entries count at once."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.actions.later_steps import begun
from tests.actions.samples_ledger import OFFICE
from tests.actions.steps import CASE, GENERAL, OFFICER, PLANT, day, ordered
from tests.actions.world import CAMPAIGN, CITY, DAY, HUNNAN, TIEXI, ZONE, an_id, do, refused, rows, stored, writing

from duban.actions.rebuilding import Compared, differences
from duban.queries.campaigns import campaign
from duban.queries.law import law_in_use
from duban.records.models import CalendarEdit, CampaignVersion, Card, LedgerEntry, StandingRow, User
from duban.specs.loader import load_calendar

pytestmark = pytest.mark.usefixtures("world")

LEGAL, SYSTEM = f"legal_reviewer-{TIEXI}", f"system_admin-{CITY}"


def text(**changes: str) -> str:
    """The founding campaign's file with words exchanged."""
    found = stored(CampaignVersion, an_id(CAMPAIGN)).payload
    for word, other in changes.values():
        assert word in found
        found = found.replace(word, other, 1)
    return found


def second(*more: tuple[str, str]) -> str:
    """Its second version."""
    return text(version=('version: "1"', 'version: "2"'), **{str(number): pair for number, pair in enumerate(more)})


def test_a_new_version_is_in_use_from_its_day_on() -> None:
    loaded = do("load_campaign", by=OFFICE, text=second(("near_days: 30", "near_days: 15")))
    version = stored(CampaignVersion, loaded)
    assert (version.version, version.published_on, version.agency_id) == ("2", DAY, CITY)
    assert campaign(CAMPAIGN).near_days == 15
    assert campaign(CAMPAIGN, "1").near_days == 30


WIDER = ("applies_to: major", "applies_to: any")  # G5: every order, not those of major hazards alone


def as_stored(enterprise: UUID = PLANT) -> list[str]:
    """The proposals of the stored standing, each with its ground."""
    acts = rows(StandingRow).get(enterprise=enterprise, campaign=CAMPAIGN).payload["next_acts"]
    return [f"{act['ground']} {act['act']}" for act in acts if act["ground"].startswith("G5")]


def everything_is_refreshed() -> bool:
    """Whether every stored standing is what follows from the facts and the rules in use; none is missing."""
    return differences() == Compared(rows(LedgerEntry).count(), ())


def test_a_new_version_refreshes_every_standing_of_its_campaign() -> None:
    ordered(GENERAL, due=day("08-10"))
    do("record_urging", by=f"officer-{HUNNAN}", campaign=CAMPAIGN, enterprise=an_id("plant-210112"), text="示例")
    do("load_campaign", by=OFFICE, on=day("08-11"), text=second(WIDER))
    assert as_stored() == ["G5 confirm_red", "G5 request_closure"]
    assert everything_is_refreshed()
    assert {row.as_of for row in rows(StandingRow)} == {day("08-11")}


def test_a_card_keeps_the_version_under_which_it_was_decided() -> None:
    card = begun().card
    do("load_campaign", by=OFFICE, on=day("08-11"), text=second(WIDER))
    row = stored(Card, card)
    assert (row.campaign_version, campaign(CAMPAIGN).version) == ("1", "2")
    assert everything_is_refreshed()


def test_a_confirmed_article_is_confirmed_in_every_standing() -> None:
    """The lawbook is common: confirmed by one district, it is confirmed for its sister too."""
    ordered(GENERAL, due=day("08-10"))
    do("confirm_article", by=LEGAL, on=day("08-11"), concept="reinspection", citation="2015", note="对照总局令第77号")
    assert everything_is_refreshed()
    assert {row.home_agency_id for row in rows(StandingRow)} == {TIEXI, HUNNAN, ZONE}


def test_a_day_off_moves_what_is_due_in_the_stored_standing() -> None:
    ordered(GENERAL, due=day("08-10"))
    do("record_urging", by=OFFICER, on=day("08-11"), **CASE, text="示例")
    assert rows(StandingRow).get(enterprise=PLANT).next_due_on == day("08-20")  # ten days to re-inspect
    do("edit_calendar", by=SYSTEM, on=day("08-11"), year=2021, holidays=[LOCAL], source="示例通知")
    assert rows(StandingRow).get(enterprise=PLANT).next_due_on == day("08-23")
    assert everything_is_refreshed()


def test_who_changed_the_rules_sees_no_more_than_before() -> None:
    do("confirm_article", by=LEGAL, concept="standardisation", citation="2014", note="对照文本")
    assert set(LedgerEntry.objects.values_list("home_agency", flat=True)) == {TIEXI}


@pytest.mark.parametrize(("versions", "latest"), [(("2", "9", "10"), "10"), (("1.9", "1.10"), "1.10")])
def test_of_two_versions_of_one_day_the_higher_one_holds(versions: tuple[str, ...], latest: str) -> None:
    for version in versions:
        do("load_campaign", by=OFFICE, text=text(version=('version: "1"', f'version: "{version}"')))
    assert campaign(CAMPAIGN).version == latest


def test_a_campaign_is_revised_by_the_unit_that_published_it() -> None:
    with writing(TIEXI):
        User.objects.filter(pk=an_id(f"all-{TIEXI}")).update(roles=["campaign_office"])
    refusal = refused("load_campaign", by=f"all-{TIEXI}", text=second())
    assert str(refusal) == (
        "专项行动「shenyang-2021-32」由单位 210100 发布，其他单位不能修订。"
        "请报该单位修订；另行开展的专项行动请使用新的标识。"
    )


@pytest.mark.parametrize("blanks", ["", "\n\n"])
def test_the_same_file_again_changes_nothing(blanks: str) -> None:
    assert do("load_campaign", by=OFFICE, text=text() + blanks) == an_id(CAMPAIGN)
    assert rows(CampaignVersion).count() == 1


def test_a_version_cannot_say_something_else() -> None:
    refusal = refused("load_campaign", by=OFFICE, text=text(days=("near_days: 30", "near_days: 15")))
    assert str(refusal) == (
        "专项行动「shenyang-2021-32」的版本 1 已于 2021-07-07 发布，内容不同。修订后的工作方案请改用新的版本号。"
    )


def test_a_faulty_file_is_refused_with_line_and_example() -> None:
    refusal = refused("load_campaign", by=OFFICE, text=second(("near_days: 30", "nearby_days: 30")))
    assert refusal.rule == "campaign.faulty"
    assert "campaign.yaml:11" in str(refusal)


def test_a_campaign_that_contradicts_its_examples_is_refused() -> None:
    refusal = refused(
        "load_campaign", by=OFFICE, text=second(("proposes: [G1 issue_order", "proposes: [G5 confirm_red"))
    )
    assert refusal.rule == "campaign.example_fails"


@pytest.mark.parametrize("by", [f"clerk-{CITY}", f"approver-{TIEXI}", f"system_admin-{CITY}"])
def test_only_the_campaign_office_publishes(by: str) -> None:
    assert refused("load_campaign", by=by, text=text()).rule == "permission.not_held"


def cited(concept: str, on: date) -> tuple[bool, date | None]:
    citation = law_in_use().lawbook.cite(concept, on)
    return citation.verified, citation.checked_on


def test_a_confirmed_article_is_verified_at_once_and_only_that_version() -> None:
    before = law_in_use()
    do("confirm_article", by=LEGAL, concept="standardisation", citation="2014", note="对照2014年修正文本")
    assert cited("standardisation", date(2021, 8, 31)) == (True, DAY)
    assert law_in_use().lawbook.file_hash != before.lawbook.file_hash
    assert before.cited("standardisation", DAY).verified is False  # type: ignore[union-attr]  # it is cited
    assert law_in_use().cited("standardisation", DAY).verified is True  # type: ignore[union-attr]  # as above


def test_a_confirmation_is_taken_back() -> None:
    told = {"concept": "standardisation", "citation": "2014", "note": "对照文本"}
    do("confirm_article", by=LEGAL, **told)
    do("confirm_article", by=f"legal_reviewer-{HUNNAN}", on=DAY + timedelta(days=1), **told, verified=False)
    assert cited("standardisation", DAY) == (False, DAY + timedelta(days=1))


def test_a_deadline_is_confirmed_by_its_first_day() -> None:
    do("confirm_article", by=LEGAL, concept="D03", citation="2015-05-01", note="对照总局令第77号")
    terms = law_in_use().deadlines.rule("D03").terms
    assert [term.verified for term in terms] == [True]
    assert law_in_use().deadlines.rule("D02").terms[0].verified is False


def test_the_law_is_one_value_while_nothing_changes() -> None:
    assert law_in_use() is law_in_use()
    do("confirm_article", by=LEGAL, concept="standardisation", citation="2014", note="对照文本")
    assert law_in_use() is law_in_use()


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"concept": "no_such_concept"}, "law.unknown_concept"),
        ({"citation": "1999"}, "law.unknown_citation"),
        ({"concept": "D03", "citation": "2014"}, "law.unknown_citation"),
        ({"note": ""}, "input"),
        ({"by": f"officer-{TIEXI}"}, "permission.not_held"),
    ],
)
def test_a_confirmation_is_refused(change: dict[str, str], rule: str) -> None:
    inputs = {"by": LEGAL, "concept": "standardisation", "citation": "2014", "note": "对照文本", **change}
    assert refused("confirm_article", **inputs).rule == rule


def test_a_refused_citation_names_the_versions() -> None:
    refusal = refused("confirm_article", by=LEGAL, concept="standardisation", citation="1999", note="对照文本")
    assert str(refusal) == "“standardisation”没有“1999”这一条。请选择：2014、2021。"


LOCAL = date(2021, 8, 20)


def test_a_day_of_the_calendar_is_edited() -> None:
    assert law_in_use().calendar.is_workday(LOCAL)
    do("edit_calendar", by=SYSTEM, year=2021, holidays=[LOCAL], source="示例通知")
    assert not law_in_use().calendar.is_workday(LOCAL)
    assert str(law_in_use().calendar.why(LOCAL)) == "示例通知放假"
    assert load_calendar().is_workday(LOCAL)


def test_the_latest_entry_of_a_day_holds() -> None:
    do("edit_calendar", by=SYSTEM, year=2021, holidays=[LOCAL], source="示例通知")
    do("edit_calendar", by=SYSTEM, on=DAY + timedelta(days=1), year=2021, workdays=[LOCAL], source="示例更正")
    assert law_in_use().calendar.is_workday(LOCAL)
    assert rows(CalendarEdit).count() == 2


def test_a_year_entered_as_a_whole_is_no_longer_provisional() -> None:
    assert law_in_use().calendar.is_provisional(date(2028, 3, 1))
    do("edit_calendar", by=SYSTEM, year=2028, holidays=["2028-01-01", "2028-10-01"], source="示例通知")
    assert not law_in_use().calendar.is_provisional(date(2028, 3, 1))
    do("edit_calendar", by=SYSTEM, year=2028, holidays=["2028-05-01"], source="示例补充")
    assert not law_in_use().calendar.is_workday(date(2028, 5, 1))


@pytest.mark.parametrize(
    ("inputs", "rule"),
    [
        ({"year": 2021}, "calendar.nothing"),
        ({"year": 2021, "holidays": ["2022-01-03"]}, "calendar.other_year"),
        ({"year": 2021, "holidays": ["2021-08-20"], "workdays": ["2021-08-20"]}, "calendar.both"),
        ({"year": 2028, "holidays": ["2028-10-01"]}, "calendar.incomplete"),
        ({"year": 1821, "holidays": ["1821-10-01"]}, "input"),
    ],
)
def test_a_calendar_entry_is_refused(inputs: dict[str, Any], rule: str) -> None:
    assert refused("edit_calendar", by=SYSTEM, source="示例通知", **inputs).rule == rule


def test_only_the_system_administrator_edits_the_calendar() -> None:
    inputs = {"year": 2021, "holidays": [LOCAL], "source": "示例通知"}
    assert refused("edit_calendar", by=f"clerk-{CITY}", **inputs).rule == "permission.not_held"
