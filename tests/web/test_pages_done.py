"""已办: one's own deeds and nobody else's, each leading to its record."""

from __future__ import annotations

import re

import pytest
from tests.actions.world import HUNNAN, TIEXI, an_id, do, rows
from tests.web.pages import logged_in, queries_of, text_of
from tests.web.site.story import TODAY

from duban.records.models import Deed, LedgerEntry

pytestmark = pytest.mark.usefixtures("season")

OFFICER, CLERK = f"officer-{TIEXI}", f"clerk-{TIEXI}"
LINKS = re.compile(r'<th scope="row" class="name"><a href="([^"]+)"')


@pytest.mark.parametrize("username", [OFFICER, f"approver-{TIEXI}", CLERK])
def test_it_lists_ones_own_deeds_and_all_of_them(username: str) -> None:
    count = rows(Deed).filter(by_id=an_id(username)).count()
    page = text_of(logged_in(username).get("/done/"))
    assert count > 0
    assert f"共 {count} 件，显示 {count} 件" in page


def test_every_deed_leads_to_its_record() -> None:
    client = logged_in(OFFICER)
    links = LINKS.findall(client.get("/done/?size=200").content.decode())
    assert {link.split("/")[1] for link in links} >= {"inspections", "orders", "enterprises"}
    found = {link: client.get(link.replace("&amp;", "&")).status_code for link in set(links)}
    assert {link: status for link, status in found.items() if status != 200} == {}


def test_it_is_asked_by_deed_and_day() -> None:
    entry = rows(LedgerEntry).get(pk=an_id("entry-210106"))
    do("assign_responsible", by=CLERK, on=TODAY, entry=entry.pk, person=an_id(f"person:{OFFICER}"))
    client = logged_in(CLERK)
    assert "显示 1 件" in text_of(client.get("/done/?deed=assign_responsible"))
    assert "显示 1 件" in text_of(client.get(f"/done/?deed=assign_responsible&since={TODAY}&until={TODAY}"))
    assert "显示 0 件" in text_of(client.get("/done/?deed=assign_responsible&until=2021-07-01"))


def test_the_workbench_shows_the_last_and_leads_to_all() -> None:
    page = logged_in(OFFICER).get("/").content.decode()
    assert 'href="/done/"' in page


def test_my_enterprises_are_those_i_answer_for() -> None:
    client = logged_in(f"officer2-{TIEXI}")
    assert "显示 0 件" in text_of(client.get("/tasks/?whose=me"))
    do("assign_responsible", by=CLERK, on=TODAY, entry=an_id("entry-210106"), person=an_id(f"person:officer2-{TIEXI}"))
    page = client.get("/tasks/?whose=me&size=200").content.decode()
    assert set(re.findall(r'href="/enterprises/([0-9a-f-]+)/\?', page)) == {str(an_id("plant-210106"))}


def test_as_many_statements_for_one_deed_as_for_many() -> None:
    counted = [queries_of(logged_in(username), "/done/") for username in (OFFICER, f"officer-{HUNNAN}")]
    assert counted[0] == counted[1]
