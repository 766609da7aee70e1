"""一企一档 of an enterprise that was inspected a thousand times: no more statements than of any, panels in pages."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.test import Client
from tests.actions.world import CAMPAIGN, TIEXI, an_id, writing
from tests.web.pages import logged_in, queries_of
from tests.web.site.story import TODAY

from duban.records.models import Hazard, Inspection, InspectionOfficer, OrderItem, RectificationOrder

pytestmark = pytest.mark.usefixtures("season")

OFFICER = f"officer-{TIEXI}"
QUIET = "plant-1"
PATH = f"/enterprises/{an_id(QUIET)}/"
VISITS = 1000


def inspected(times: int) -> None:
    """So many completed visits, each with a hazard and two officers; every tenth with an order."""
    about = {"home_agency_id": TIEXI, "campaign": CAMPAIGN, "enterprise_id": an_id(QUIET)}
    visits = [
        Inspection(
            id=uuid4(), site_id=an_id("site-1"), lead_agency_id=TIEXI, kind="first", state="completed",
            visited_on=TODAY, completed_on=TODAY, signed=True, **about,
        )
        for _ in range(times)
    ]  # fmt: skip
    hazards = [
        Hazard(
            id=uuid4(), inspection=visit, site_id=an_id("site-1"), found_on=TODAY, level="general",
            description=f"示例隐患{number}", **about,
        )
        for number, visit in enumerate(visits)
    ]  # fmt: skip
    officers = [
        InspectionOfficer(
            id=uuid4(), inspection=visit, person_id=an_id(f"person:{name}-{TIEXI}"), name=f"示例{name}",
            certificate_number="示例", valid_from=TODAY, valid_to=TODAY, **about,
        )
        for visit in visits
        for name in ("officer", "officer2")
    ]  # fmt: skip
    orders = [
        RectificationOrder(
            id=uuid4(), inspection=visit, state="issued", number=f"示例责改〔2021〕{number}号", issued_on=TODAY,
            drafted_on=TODAY, prepared_by_id=an_id(OFFICER), issued_by_id=an_id(f"approver-{TIEXI}"), **about,
        )
        for number, visit in enumerate(visits[::10])
    ]  # fmt: skip
    items = [
        OrderItem(id=uuid4(), order=order, hazard=hazard, due_on=TODAY, requirement="示例", **about)
        for order, hazard in zip(orders, hazards[::10], strict=True)
    ]
    with writing(TIEXI):
        for model, made in ((Inspection, visits), (Hazard, hazards), (InspectionOfficer, officers),
                            (RectificationOrder, orders), (OrderItem, items)):  # fmt: skip
            model.objects.bulk_create(made)


def test_a_thousand_visits_take_no_more_statements_than_one() -> None:
    client = logged_in(OFFICER)
    inspected(1)
    client.get(PATH)
    before = queries_of(client, PATH)
    inspected(VISITS - 1)
    assert queries_of(client, PATH) == before


def test_a_long_panel_says_which_part_it_shows_and_leads_to_the_others() -> None:
    inspected(44)
    client = logged_in(OFFICER)
    assert "第 1—20 条，共 45 条" in part(client, "visits")
    last = part(client, "visits", "?visits=3&hazards=2")
    assert "第 41—45 条，共 45 条" in last
    assert 'href="?visits=2&amp;hazards=2#visits"' in last
    assert "第 21—40 条，共 44 条" in part(client, "hazards", "?visits=3&hazards=2")


@pytest.mark.parametrize(("asked", "told"), [("0", "1—20"), ("9", "41—45"), ("二", "1—20"), ("9" * 80, "1—20")])
def test_a_part_that_does_not_exist_is_the_nearest(asked: str, told: str) -> None:
    inspected(44)
    assert f"第 {told} 条，共 45 条" in part(logged_in(OFFICER), "visits", f"?visits={asked}")


def test_the_sheet_for_printing_shows_everything() -> None:
    inspected(44)
    client = logged_in(OFFICER)
    whole = client.get(PATH, {"whole": "1"}).content.decode()
    assert (whole.count('<tr id="visit-'), whole.count('<tr id="hazard-'), 'class="part"' in whole) == (45, 44, False)
    assert client.get(PATH).content.decode().count('<tr id="visit-') == 20


def test_a_link_to_a_row_on_another_part_leads_to_the_records_own_page() -> None:
    inspected(44)
    client = logged_in(OFFICER)
    page = client.get(PATH).content.decode()
    rows = set(re.findall('<tr id="([^"]+)"', page))
    inside = set(re.findall(r'href="#((?:visit|hazard|order|measure|listing|penalty)-[0-9a-f-]+)"', page))
    assert inside - rows == set()
    lacking = part(client, "missing", "?missing=2")
    inside, outside = (len(re.findall(f'href="{start}[0-9a-f-]+/?"', lacking)) for start in ("#hazard-", "/hazards/"))
    assert (inside + outside, outside > 0) == (20, True)


def part_of(page: str, code: str) -> str:
    return page.split(f'id="{code}">', 1)[1].split("<section", 1)[0]


def part(client: Client, code: str, query: str = "") -> str:
    """One panel of the page."""
    return part_of(client.get(PATH + query).content.decode(), code)
