"""操作留痕 in the browser: the audit administrator reads who did what, with every value before and after."""

from __future__ import annotations

import pytest
from tests.actions.world import CITY, HUNNAN, TIEXI, do, rows
from tests.web.pages import logged_in, queries_of, text_of
from tests.web.site.story import TODAY

from duban.records.models import Deed

pytestmark = pytest.mark.usefixtures("season")

AUDIT, TRAIL = f"audit_admin-{TIEXI}", "/administration/trail/"


def changed_mark() -> Deed:
    """A deed that changes one value of one row."""
    change = {"agency": TIEXI, "name": "示例铁西区应急管理局", "mark": "（示例）铁应急", "reason": "代字启用"}
    do("change_agency", by=f"system_admin-{TIEXI}", on=TODAY, **change)
    found: Deed = rows(Deed).get(name="change_agency")
    return found


def test_the_list_holds_the_chain_of_the_own_unit_the_latest_first() -> None:
    deed = changed_mark()
    page = logged_in(AUDIT).get(TRAIL)
    lines = [row.line for row in page.context["rows"]]
    assert lines[0].id == deed.pk
    assert {line.unit for line in lines} == {TIEXI}
    assert page.context["listing"].total == rows(Deed).filter(home_agency=TIEXI).count()


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("deed=change_agency", {"change_agency"}),
        ("deed=change_agency&who=system_admin", {"change_agency"}),
        ("deed=change_agency&who=nobody", set()),
        (f"deed=change_agency&record={TIEXI}", {"change_agency"}),
        (f"deed=change_agency&since={TODAY}&until={TODAY}", {"change_agency"}),
        ("deed=change_agency&until=2021-01-01", set()),
    ],
)
def test_the_list_is_filtered_by_the_address(query: str, names: set[str]) -> None:
    changed_mark()
    page = logged_in(AUDIT).get(f"{TRAIL}?{query}")
    assert {row.line.name for row in page.context["rows"]} == names


def test_a_deed_shows_its_inputs_its_link_and_each_value_before_and_after() -> None:
    deed = changed_mark()
    page = text_of(logged_in(AUDIT).get(f"{TRAIL}{deed.pk}/"))
    assert "代字启用" in page
    assert deed.mac in page
    assert "修改 agency 210106" in page
    assert "mark" in page
    assert "（示例）铁应急" in page


def test_a_superior_reads_the_chains_below_and_a_sister_reads_nothing() -> None:
    deed = changed_mark()
    assert logged_in(f"audit_admin-{CITY}").get(f"{TRAIL}{deed.pk}/").status_code == 200
    assert logged_in(f"audit_admin-{HUNNAN}").get(f"{TRAIL}{deed.pk}/").status_code == 404
    page = logged_in(f"audit_admin-{CITY}").get(f"{TRAIL}?unit={TIEXI}&deed=change_agency")
    assert [row.line.id for row in page.context["rows"]] == [deed.pk]


@pytest.mark.parametrize("role", ["officer", "head", "clerk", "system_admin", "security_admin"])
def test_nobody_else_reads_the_trail(role: str) -> None:
    assert logged_in(f"{role}-{TIEXI}").get(TRAIL).status_code == 403


def test_no_password_is_in_it() -> None:
    from tests.web.site.story import PASSWORD  # noqa: PLC0415 -- beside the claim it serves

    client = logged_in(AUDIT)
    page = client.get(f"{TRAIL}?deed=add_account&size=200")
    for row in page.context["rows"]:
        assert PASSWORD not in client.get(f"{TRAIL}{row.line.id}/").content.decode()


def test_a_page_takes_the_same_number_of_queries_whatever_its_length() -> None:
    client = logged_in(AUDIT)
    client.get(TRAIL)
    assert queries_of(client, f"{TRAIL}?size=200") == queries_of(client, f"{TRAIL}?deed=add_person")
