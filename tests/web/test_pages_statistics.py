"""统计分析 and the wall screen: figures add up, every figure opens exactly its rows, the map hides nobody."""

from __future__ import annotations

import re
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from tests.actions.steps import APPROVER, OFFICER
from tests.actions.world import CAMPAIGN, CITY, HUNNAN, TIEXI, ZONE, actor, an_id, do, plant, writing
from tests.web.pages import logged_in, queries_of, text_of
from tests.web.site.story import TODAY

from duban.domain.maps import Drawing
from duban.queries.campaigns import campaign
from duban.queries.hazards import Hazards, HazardsSought
from duban.queries.ledger_list import LedgerLines, Sought, facets
from duban.queries.reading import reading
from duban.queries.statistics.enterprises import count_enterprises, first_visits
from duban.queries.statistics.groups import By
from duban.queries.statistics.hazards import count_hazards, hazards_by_day
from duban.queries.statistics.marks import Gravity, marks
from duban.queries.today import Today, today_of
from duban.records.models import Enterprise, Site
from duban.specs.regions import load_outlines

pytestmark = pytest.mark.usefixtures("season")
OFFICE = f"campaign_office-{CITY}"
CELL = re.compile(r'<td class="number">(?:<a href="([^"]+)">)?([^<]*)')
COUNTED = re.compile(r"共 \d+ \S+?，显示 (\d+) ")
TILE = re.compile(r'class="figure"><a href="([^"]+)">(\d+)[^<]*</a>')


@pytest.fixture
def office() -> Client:
    return logged_in(OFFICE)


def _today(username: str = OFFICE) -> Today:
    return today_of(campaign(CAMPAIGN), TODAY, actor(username).reads)


# Sums ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("by", By)
def test_what_is_told_apart_adds_up_to_the_whole(by):
    with reading(actor(OFFICE)):
        enterprises = count_enterprises(_today(), Sought())
        hazards = count_hazards(campaign(CAMPAIGN), _today(), HazardsSought())
    for found, names in ((enterprises, ("confirmed", "covered", "yellow", "red", "overdue")),
                         (hazards, ("live", "overdue", "closed", "major", "total"))):  # fmt: skip
        for name in names:
            assert sum(getattr(one, name) for one in found.by[by].values()) == getattr(found.whole, name)
            assert sum(getattr(one, name) for one in found.cross.values()) == getattr(found.whole, name)


def test_open_overdue_and_closed_are_the_total_and_the_lists_say_the_same():
    with reading(actor(OFFICE)):
        plan, today = campaign(CAMPAIGN), _today()
        count = count_hazards(plan, today, HazardsSought()).whole
        counts = Hazards(plan, today, HazardsSought()).counts
        ledger = LedgerLines(today, Sought()).tally
        enterprises = count_enterprises(today, Sought()).whole
    assert count.live + count.overdue + count.closed == count.total == counts.total - counts.drafts
    assert {name: getattr(count, name) for name in ("overdue", "awaiting", "near", "open", "closed")} == {
        stage.value: number for stage, number in counts.stages.items()
    }
    assert (enterprises.confirmed, enterprises.covered) == (ledger.count, ledger.covered)
    assert enterprises.covered + enterprises.uncovered == enterprises.confirmed


@pytest.mark.parametrize(
    "sought",
    [Sought(), Sought(place=""), Sought(place="removed"), Sought(region=TIEXI), Sought(industry="steel", unit=TIEXI)],
)
def test_what_is_known_of_the_whole_ledger_is_what_a_count_finds(sought):
    with reading(actor(OFFICE)):
        today = _today()
        known = facets(today)
        assert known.tally(sought) == LedgerLines(today, sought).tally == LedgerLines(today, sought, known=known).tally
        assert known.tally(Sought(text="示例")) is None


def test_all_days_together_are_the_whole():
    with reading(actor(OFFICE)):
        plan, today = campaign(CAMPAIGN), _today()
        by_day = hazards_by_day(plan, today, HazardsSought())
        assert sum(one.total for one in by_day.values()) == count_hazards(plan, today, HazardsSought()).whole.total
        assert sum(first_visits(today, Sought()).values()) == count_enterprises(today, Sought()).whole.covered


# Every figure opens its rows ---------------------------------------------------------------------------------------


def _opened(client: Client, url: str) -> int:
    found = COUNTED.search(text_of(client.get(unescape(url))))
    assert found, url
    return int(found[1])


@pytest.mark.parametrize(
    "query", ["", f"unit={TIEXI}", "region=210106", "industry=steel", "by=industry&of=hazards", "by=unit&of=covered"]
)
def test_every_figure_of_the_page_opens_as_many_rows_as_it_says(office, query):
    body = office.get(f"/statistics/?{query}").content.decode()
    figures = {(url, value) for url, value in [*CELL.findall(body), *TILE.findall(body)] if url and value.isdigit()}
    assert len(figures) > 10
    fines = {url for url, _ in figures if urlsplit(url).path == "/penalties/"}
    wrong = [(url, value) for url, value in sorted(figures) if url not in fines and _opened(office, url) != int(value)]
    assert wrong == []


def test_the_decisions_of_the_campaign_open_those_that_stand(office):
    body = office.get("/statistics/").content.decode()
    fines, decisions = [found for found in reversed(CELL.findall(body)) if found[0].startswith("/penalties/")][:2]
    assert fines[0] == decisions[0]
    assert parse_qs(urlsplit(unescape(decisions[0])).query)["stands"] == ["yes"]
    assert (_opened(office, decisions[0]), fines[1]) == (int(decisions[1]), "1")


def test_a_figure_of_nothing_opens_nothing(office):
    body = office.get(f"/statistics/?unit={ZONE}").content.decode()
    assert [value for url, value in CELL.findall(body) if url and value == "0"] == []


def test_the_comparison_names_both_periods(office):
    page = text_of(office.get("/statistics/"))
    assert "本周与上周同期" in page
    assert "2021-08-23 — 08-25" in page
    assert "2021-08-16 — 08-18" in page


@pytest.mark.parametrize(
    "query", ["region=nonesuch", "industry='", "by=week", "of=percent", "against=nonesuch", "unit=1"]
)
def test_a_value_that_is_no_choice_narrows_nothing(office, query):
    narrowed, whole = (office.get(f"/statistics/?{asked}").content.decode() for asked in (query, ""))
    assert CELL.findall(narrowed) == CELL.findall(whole)


# The map -----------------------------------------------------------------------------------------------------------

INSIDE, NEAR_BY, FAR = (123.30, 41.75), (123.3001, 41.7501), (121.6, 38.9)


def _placed(name: str, place: tuple[float, float]) -> None:
    with writing():
        Site.objects.filter(enterprise=an_id(name)).update(longitude=place[0], latitude=place[1])


def _marks(username: str = OFFICE) -> Any:
    drawing = Drawing.of([each for code, each in load_outlines().items() if code[:4] == "2101" != code[4:]], 620, 620)
    with reading(actor(username)):
        return marks(_today(username), Sought(), drawing)


def test_the_map_leaves_nobody_out_without_saying_so(office):
    for name, place in (("plant-210106", INSIDE), ("plant-1", NEAR_BY), ("plant-0", FAR)):
        _placed(name, place)
    found = _marks()
    with reading(actor(OFFICE)):
        whole = count_enterprises(_today(), Sought()).whole.confirmed
    assert found.inside + found.without + found.outside == whole
    assert (found.inside, found.outside) == (2, 1)
    assert [(mark.gravity, mark.count) for mark in found.drawn] == [(Gravity.RED, 2)]
    page = text_of(office.get("/statistics/"))
    assert "图上 2 家。" in page
    assert "2 家，最重的：红牌" in page
    body = office.get("/statistics/").content.decode()
    links = [unescape(url) for url in re.findall(r'href="([^"]*located=[^"]*)"', body)]
    assert sorted(_opened(office, url) for url in links) == sorted([2, 1, found.without])


def test_an_enterprise_alone_at_its_place_opens_itself(office):
    _placed("plant-210106", INSIDE)
    found = _marks()
    assert [(mark.one, mark.count) for mark in found.drawn] == [(an_id("plant-210106"), 1)]
    body = office.get("/statistics/").content.decode()
    assert f'class="pin pin-red" href="/enterprises/{an_id("plant-210106")}/' in body


@pytest.mark.parametrize(("code", "inside"), [("210106", (TIEXI, ZONE)), ("210112", (HUNNAN,))])
def test_a_district_opens_its_rows_with_those_of_the_zones_in_it(office, code, inside):
    body = office.get("/statistics/").content.decode()
    told = re.search(rf'href="([^"]*area={code}[^"]*)" aria-label="[^"]*：在册 (\d+) 家', body)
    assert told
    with reading(actor(OFFICE)):
        by_unit = count_enterprises(_today(), Sought()).by[By.UNIT]
    assert int(told[2]) == sum(by_unit[unit].confirmed for unit in inside) == _opened(office, told[1])


def test_a_district_sees_itself_and_its_neighbours_only_as_shapes():
    body = logged_in(OFFICER).get("/statistics/").content.decode()
    assert re.findall(r'class="district" href="[^"]*area=(\d+)', body) == ["210106"]
    assert body.count('class="around"') == 12


@pytest.mark.parametrize("box", ["", "1,2,3", "a,b,c,d", "nan,0,0,0", "1e999,0,1,1"])
def test_a_part_of_the_map_that_is_none_asks_nothing(office, box):
    assert _opened(office, f"/ledger/?box={box}") == _opened(office, "/ledger/")


def test_the_ledger_leads_to_its_map_with_the_same_filter(office):
    body = office.get("/ledger/?region=210106&industry=steel&card=red").content.decode()
    assert f'href="/statistics/?campaign={CAMPAIGN}&amp;region=210106&amp;industry=steel#map"' in body
    assert "#map" not in logged_in("partner-210106-P1").get("/ledger/").content.decode()


# The wall ----------------------------------------------------------------------------------------------------------


def test_the_wall_says_what_the_page_says_and_names_no_person_and_no_enterprise(office):
    page = text_of(office.get("/wall/"))
    with reading(actor(OFFICE)):
        count = count_hazards(campaign(CAMPAIGN), _today(), HazardsSought()).whole
        names = set(Enterprise.objects.values_list("name", flat=True))
    sums = f"未整改 {count.live} ＋ 逾期 {count.overdue} ＋ 已闭环 {count.closed} ＝ 发现 {count.total}"
    assert sums in page
    latest = page.split("最近办理")[1]
    assert "完成检查" in latest or "送达" in latest or "确认" in latest
    assert [name for name in names if name in latest] == []
    assert "示例人员" not in latest


def test_the_wall_renews_only_its_screen(office):
    body = office.get("/wall/").content.decode()
    assert 'hx-get="/wall/" hx-trigger="renew" hx-select="#screen"' in body
    assert 'data-renew="60"' in body


@pytest.mark.parametrize("path", ["/statistics/", "/wall/"])
@pytest.mark.parametrize("role", ["system_admin", "security_admin", "audit_admin"])
def test_who_does_no_casework_does_not_see_its_figures(path, role):
    assert logged_in(f"{role}-{TIEXI}").get(path).status_code == 403


@pytest.mark.parametrize(("path", "most"), [("/statistics/", 32), ("/wall/", 24)])
def test_the_number_of_queries_does_not_grow_with_the_rows(office, path, most):
    queries_of(office, path)
    before = queries_of(office, path)
    for number in range(30, 50):
        plant(f"plant-{number}", TIEXI)
        _placed(f"plant-{number}", (123.2 + number / 1000, 41.75))
    assert queries_of(office, path) == before
    assert before <= most


def test_removing_an_entry_takes_it_out_of_every_sum(office):
    before = count_of()
    do("remove_entry", by=APPROVER, on=TODAY, entry=an_id("entry-0"), reason="已注销")
    assert count_of() == before - 1
    assert reverse("statistics") == "/statistics/"


def count_of() -> int:
    with reading(actor(OFFICE)):
        return count_enterprises(_today(), Sought()).whole.confirmed
