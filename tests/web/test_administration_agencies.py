"""单位 in the browser: the tree, one unit with its number series, another name or mark."""

from __future__ import annotations

import pytest
from tests.actions import steps
from tests.actions.steps import GENERAL, day
from tests.actions.world import CITY, HUNNAN, TIEXI, rows
from tests.web.forms import send
from tests.web.pages import bare, logged_in, queries_of, text_of

from duban.queries.agency_list import series_of
from duban.records.models import Agency, DocumentNumber
from duban.records.scope import scoped

pytestmark = pytest.mark.usefixtures("season")

UNITS = "/administration/units/"
ADMIN, OFFICER = f"system_admin-{TIEXI}", f"officer-{TIEXI}"


def test_the_tree_has_each_unit_after_the_one_above_it() -> None:
    page = logged_in(f"system_admin-{CITY}").get(UNITS)
    found = [(row.line.code, row.line.depth) for row in page.context["rows"]]
    assert found[0] == (CITY, 0)
    assert (TIEXI, 1) in found
    assert [depth for _code, depth in found if depth > 1], "governments and departments hang below their district"


@pytest.mark.parametrize(
    ("query", "codes"), [("text=铁西区应急", [TIEXI]), ("text=nobody", []), ("capacity=assist&kind=bureau", [])]
)
def test_the_list_is_filtered_by_the_address(query: str, codes: list[str]) -> None:
    page = logged_in(f"system_admin-{CITY}").get(f"{UNITS}?{query}")
    assert [row.line.code for row in page.context["rows"]] == codes


def test_a_unit_takes_another_mark_and_the_next_paper_bears_it() -> None:
    client, here = logged_in(ADMIN), f"{UNITS}{TIEXI}/"
    row = rows(Agency).get(pk=TIEXI)
    form = f"/deeds/change_agency/?agency={TIEXI}&name={row.name}&mark={row.mark}&capacity=own&next={here}"
    assert "变更单位信息" in text_of(client.get(here))
    assert send(client, form, mark="（示例新）", reason="机构改革").headers["Location"] == here
    visit, (hazard,) = steps.visited(GENERAL, on=day("08-24"))
    steps.issued(visit, {hazard: day("09-20")}, on=day("08-24"))
    assert rows(DocumentNumber).filter(home_agency=TIEXI, text__startswith="（示例新）").exists()
    page = bare(text_of(client.get(here)))
    assert "（示例新）责改〔2021〕" in page
    assert "无缺号" in page


def test_a_serial_that_nobody_bears_is_counted_as_a_gap() -> None:
    visit, (hazard,) = steps.visited(GENERAL, on=day("08-24"))
    steps.issued(visit, {hazard: day("09-20")}, on=day("08-24"))
    number = rows(DocumentNumber).filter(home_agency=TIEXI, kind="rectification_order").order_by("-serial")[0]
    with scoped((TIEXI,)):
        (series,) = [one for one in series_of(TIEXI) if "rectification_order" in one.kinds]
    assert (series.last, series.last_text, series.gaps) == (number.serial, number.text, 0)


@pytest.mark.parametrize(
    ("username", "code"),
    [(OFFICER, 200), (f"officer-{HUNNAN}", 404), (f"officer-{CITY}", 200), (f"audit_admin-{TIEXI}", 403)],
)
def test_a_unit_opens_within_its_own_tree(username: str, code: int) -> None:
    assert logged_in(username).get(f"{UNITS}{TIEXI}/").status_code == code


def test_the_list_takes_the_same_number_of_queries_whatever_its_length() -> None:
    client = logged_in(f"system_admin-{CITY}")
    client.get(UNITS)
    assert queries_of(client, f"{UNITS}?text=应急") == queries_of(client, f"{UNITS}?text=铁西")
