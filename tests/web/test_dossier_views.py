"""谁查阅过: every opening of a file is noted; one's own unit by name, others by unit; nobody can take it back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from tests.actions.world import CAMPAIGN, CITY, HUNNAN, INDUSTRY_OFFICE, TIEXI, an_id, do, rows, stored, writing
from tests.web.pages import logged_in, text_of
from tests.web.site.story import TODAY

from duban.records.models import DossierView, Enterprise, LedgerEntry, Share
from duban.records.scope import Scope, enter

pytestmark = pytest.mark.usefixtures("season")

RED, SECOND = an_id("plant-210106"), an_id("plant-second")
OFFICER, CITYS = f"officer-{TIEXI}", f"officer-{CITY}"


@pytest.fixture
def opened(django_capture_on_commit_callbacks: Callable[..., Any]) -> Callable[..., int]:
    """Open the file as that account, to the end of the request; the answer's status."""

    def asked(username: str, path: str = f"/enterprises/{RED}/") -> int:
        client = logged_in(username)
        with django_capture_on_commit_callbacks(execute=True):
            return client.get(path).status_code

    return asked


def viewers(client: Client, path: str = f"/enterprises/{RED}/") -> str:
    """The panel, as text."""
    return text_of(client.get(path)).split("谁查阅过", 1)[1]


def test_an_opening_is_noted_with_who_and_when(opened: Callable[..., int]) -> None:
    assert opened(OFFICER) == 200
    view = rows(DossierView).get()
    assert (view.enterprise_id, view.viewer_id, view.home_agency_id, view.viewed_at.date()) == (
        RED, an_id(OFFICER), TIEXI, TODAY,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("username", "status"), [(f"officer-{HUNNAN}", 404), (f"partner-{INDUSTRY_OFFICE}", 404), (f"none-{TIEXI}", 403)]
)
def test_what_was_not_shown_is_not_noted(opened: Callable[..., int], username: str, status: int) -> None:
    assert opened(username) == status
    assert rows(DossierView).count() == 0


def test_ones_own_unit_is_named_and_a_unit_below_is_not(opened: Callable[..., int]) -> None:
    for username in (OFFICER, CITYS):
        opened(username)
    district, city = viewers(logged_in(OFFICER)), viewers(logged_in(CITYS))
    assert (f"示例{OFFICER}" in district, "示例市应急管理局" in district) == (True, False)
    assert (f"示例{CITYS}" in city, f"示例{OFFICER}" in city) == (True, False)
    assert "示例铁西区应急管理局 其他单位人员，不显示姓名" in city


def test_a_share_of_the_enterprise_does_not_share_who_read_it(opened: Callable[..., int]) -> None:
    opened(OFFICER)
    with writing(TIEXI):
        Share.objects.create(home_agency_id=TIEXI, enterprise_id=RED, agency=HUNNAN, reason="示例", shared_on=TODAY)
    assert "还没有查阅记录" in viewers(logged_in(f"officer-{HUNNAN}"))


@pytest.mark.parametrize("statement", ["update dossier_view set viewed_at = now()", "delete from dossier_view"])
def test_a_view_is_neither_changed_nor_deleted(opened: Callable[..., int], statement: str) -> None:
    opened(OFFICER)
    enter(Scope((TIEXI,), (TIEXI,)))
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_merged_record_leads_to_the_enterprise_and_its_views_come_along(opened: Callable[..., int]) -> None:
    opened(OFFICER, f"/enterprises/{SECOND}/")
    do("merge_enterprises", by=f"approver-{TIEXI}", on=TODAY, enterprise=RED, gone=SECOND, reason="同一企业登记两次")
    answer = logged_in(OFFICER).get(f"/enterprises/{SECOND}/?campaign={CAMPAIGN}")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/enterprises/{RED}/?campaign={CAMPAIGN}")
    assert logged_in(f"officer-{HUNNAN}").get(f"/enterprises/{SECOND}/").status_code == 404
    page = text_of(logged_in(f"approver-{TIEXI}").get(f"/enterprises/{RED}/"))
    assert stored(Enterprise, SECOND).name in page.split("并入的登记", 1)[1]
    assert "撤销企业合并" in page
    assert f"示例{OFFICER}" in page.split("谁查阅过", 1)[1]


def test_the_file_counts_every_campaign(opened: Callable[..., int]) -> None:
    with writing(TIEXI):
        LedgerEntry.objects.create(
            home_agency_id=TIEXI, campaign="earlier-2020", enterprise_id=RED, site_id=an_id("site-210106"),
            state="confirmed", industry="steel", region="210106", confirmed_on=TODAY,
        )  # fmt: skip
    page = text_of(logged_in(OFFICER).get(f"/enterprises/{RED}/")).split("历次专项行动", 1)[1]
    assert "本页所示 在册" in page
    assert "earlier-2020 在册 0 0（0） 0 0 0／0 0 0.00 0 —" in page
