"""企业台账: found, sorted, counted; nothing left out silently."""

from __future__ import annotations

import re

import pytest
from tests.actions.world import CITY, HUNNAN, TIEXI, ZONE, an_id, do, plant, rows, writing
from tests.web.pages import bare, logged_in, queries_of, text_of
from tests.web.site.story import TODAY

from duban.records.models import Enterprise, Share

pytestmark = pytest.mark.usefixtures("season")

OFFICER, OFFICE = f"officer-{TIEXI}", f"campaign_office-{CITY}"
NAME = re.compile(r'<th scope="row" class="name"><a href="[^"]*">([^<]*)</a>')


def names(username: str, query: str = "") -> list[str]:
    """The names on the page, in order."""
    return NAME.findall(logged_in(username).get(f"/ledger/?size=200&{query}").content.decode())


def name_of(plant_name: str) -> str:
    return rows(Enterprise).get(pk=an_id(plant_name)).name


@pytest.mark.parametrize(
    ("username", "told"),
    [
        (OFFICER, "共 14 家，显示 13 家，未显示 1 家：待确认列入"),
        (f"officer-{HUNNAN}", "共 7 家，显示 6 家，未显示 1 家：待确认列入"),
        (f"clerk-{ZONE}", "共 7 家，显示 7 家"),
        (OFFICE, "共 28 家，显示 26 家，未显示 2 家：待确认列入"),
    ],
)
def test_shown_and_not_shown_add_up_to_the_whole(username, told):
    assert bare(told) in bare(text_of(logged_in(username).get("/ledger/")))


def test_what_is_not_shown_is_one_click_away():
    page = bare(text_of(logged_in(OFFICER).get("/ledger/?place=waiting")))
    assert "共14家，显示1家，未显示13家：在册" in page


def test_a_removed_enterprise_stands_among_the_removed_with_its_reason():
    do("remove_entry", by=f"approver-{TIEXI}", on=TODAY, entry=an_id("entry-0"), reason="已迁出本区")
    page = text_of(logged_in(OFFICER).get("/ledger/?place=removed"))
    assert name_of("plant-0") in page
    assert "已迁出本区" in page
    assert "未显示2家：待确认列入1；已移出台账1" in bare(text_of(logged_in(OFFICER).get("/ledger/")))


@pytest.mark.parametrize("text", ["ygc", "gang tie", "gangtie"])
def test_a_name_is_found_by_pinyin(text):
    wanted = name_of("plant-210106")
    if text == "ygc":
        text = "".join(part[0] for part in rows(Enterprise).get(name=wanted).pinyin.split() if part[0].isalpha())[:5]
    assert wanted in names(OFFICER, f"text={text}")


def test_a_name_is_found_by_a_part_and_by_code():
    with writing(TIEXI):
        Enterprise.objects.filter(pk=an_id("plant-0")).update(credit_code="91210106MA0EXAMPLE", no_code_reason="")
    wanted = name_of("plant-0")
    assert names(OFFICER, "text=91210106ma0") == [wanted]
    assert wanted in names(OFFICER, f"text={wanted[4:]}")
    assert names(OFFICER, "text=没有这样的企业") == []
    assert names(OFFICER, "text=%25") == []


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("card=red", 1),
        ("card=none", 12),
        ("covered=yes", 4),
        ("covered=no", 9),
        ("overdue=yes", 1),
        ("light=overdue", 1),
    ],
)
def test_filters_find_what_the_standings_say(query, count):
    assert len(names(OFFICER, query)) == count


@pytest.mark.parametrize("query", ["region=990000", "card=blue", "place=nowhere", "light=green", "page=99", "size=7"])
def test_a_value_that_is_no_choice_asks_nothing(query):
    assert len(names(OFFICER, query)) == 13


def test_the_city_filters_by_unit():
    assert len(names(OFFICE, f"unit={ZONE}")) == 7


@pytest.mark.parametrize("key", ["name", "region", "industry", "card", "covered", "hazards", "overdue", "due"])
def test_each_sortable_column_sorts_both_ways(key):
    up, down = names(OFFICE, f"sort={key}"), names(OFFICE, f"sort=-{key}")
    assert sorted(up) == sorted(down)
    assert len(up) == 26


def test_names_stand_in_the_order_of_their_pinyin():
    found = names(OFFICER, "sort=name")
    spelt = {row.name: row.pinyin for row in rows(Enterprise)}
    assert found == sorted(found, key=lambda name: (spelt[name], name))


def test_totals_count_the_whole_filter_and_not_the_page():
    page = text_of(logged_in(OFFICE).get("/ledger/?size=20"))
    assert "合计 4/26 已检查 3 1" in page


def test_the_card_opens_its_ground_and_day():
    page = text_of(logged_in(OFFICER).get("/ledger/?card=red"))
    assert "G5" in page
    assert "列入日期 2021-08-24" in page


def test_the_row_opens_the_dossier():
    page = logged_in(OFFICER).get("/ledger/?card=red").content.decode()
    assert f"/enterprises/{an_id('plant-210106')}/?campaign=shenyang-2021-32" in page


def test_a_partner_department_sees_what_was_shared_and_no_more():
    partner = "partner-210106-P1"
    assert names(partner) == []
    with writing(TIEXI):
        Share.objects.create(
            home_agency_id=TIEXI, enterprise_id=an_id("plant-0"), agency="210106-P1", reason="会商", shared_on=TODAY
        )
    assert names(partner) == [name_of("plant-0")]


@pytest.mark.parametrize("campaign", ["nonesuch", "'; drop table card; --"])
def test_a_campaign_that_does_not_exist_is_not_found(campaign):
    assert logged_in(OFFICER).get("/ledger/", {"campaign": campaign}).status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_rows():
    officer = logged_in(OFFICER)
    officer.get("/ledger/")  # the session notes at first, then each minute, that it is in use
    before = queries_of(officer, "/ledger/?size=20")
    for number in range(30, 50):
        plant(f"plant-{number}", TIEXI)
    assert queries_of(officer, "/ledger/?size=50") == before
    assert before <= 24
