"""常用查询: kept by name for oneself; one may be what the list opens with; nobody sees another's."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from tests.actions.world import TIEXI, an_id, refused, rows
from tests.web.pages import logged_in, text_of

from duban.records.models import SavedFilter

pytestmark = pytest.mark.usefixtures("season")

OFFICER = f"officer-{TIEXI}"
FILTERS = reverse("list_filters", args=["ledger"])


@pytest.fixture
def officer() -> Client:
    return logged_in(OFFICER)


def save(client: Client, name: str, query: str, **more: str) -> Any:
    return client.post(FILTERS, {"act": "save", "deed": str(uuid4()), "name": name, "query": query, **more})


def test_a_saved_filter_is_one_press_away(officer: Client) -> None:
    answer = save(officer, "未检查", "covered=no")
    assert answer.headers["Location"] == f"{reverse('ledger')}?covered=no"
    page = officer.get(reverse("ledger"))
    assert "未检查" in text_of(page)
    assert 'href="?covered=no"' in page.content.decode()
    assert "未检查" not in text_of(officer.get(reverse("cards")))


def test_the_forms_of_one_page_do_not_get_in_each_others_way(officer: Client, settings: Any, tmp_path: Any) -> None:
    settings.FILES_DIR = tmp_path
    page = {"deed": str(uuid4()), "query": "covered=no"}
    assert officer.post(reverse("list_export", args=["ledger"]), page).status_code == 200
    for name in ("甲", "乙"):
        officer.post(FILTERS, page | {"act": "save", "name": name})
    assert sorted(rows(SavedFilter).values_list("name", flat=True)) == ["乙", "甲"]
    officer.post(FILTERS, page | {"act": "drop", "filter": str(rows(SavedFilter).get(name="甲").pk)})
    assert list(rows(SavedFilter).values_list("name", flat=True)) == ["乙"]


def test_the_same_name_replaces(officer: Client) -> None:
    save(officer, "我的", "covered=no")
    save(officer, "我的", "overdue=yes")
    assert list(rows(SavedFilter).values_list("name", "query")) == [("我的", "overdue=yes")]


def test_the_default_is_in_the_address_and_there_is_one(officer: Client) -> None:
    save(officer, "甲", "covered=no", default="on")
    save(officer, "乙", "overdue=yes", default="on")
    assert officer.get(reverse("ledger")).headers["Location"] == f"{reverse('ledger')}?overdue=yes"
    page = officer.get(f"{reverse('ledger')}?overdue=yes").content.decode()
    assert f'href="{reverse("ledger")}?all"' in page  # 重置 leads to the whole list, not to the default again
    assert officer.get(f"{reverse('ledger')}?all").status_code == 200
    assert sorted(rows(SavedFilter).values_list("name", "is_default")) == [("乙", True), ("甲", False)]


def test_a_filter_is_its_owners_alone(officer: Client) -> None:
    save(officer, "未检查", "covered=no", default="on")
    saved = rows(SavedFilter).get().pk
    other = logged_in(f"approver-{TIEXI}")
    page = other.get(reverse("ledger"))
    assert page.status_code == 200
    assert "未检查" not in text_of(page).split("查询条件")[0]
    assert refused("drop_filter", by=f"approver-{TIEXI}", filter=saved).rule == "filter.unknown"
    dropped = other.post(FILTERS, {"act": "drop", "deed": str(uuid4()), "filter": str(saved)}, follow=True)
    assert "没有保存过这个查询" in text_of(dropped)
    assert rows(SavedFilter).count() == 1


def test_a_filter_is_dropped(officer: Client) -> None:
    save(officer, "未检查", "covered=no", default="on")
    saved = str(rows(SavedFilter).get().pk)
    answer = officer.post(FILTERS, {"act": "drop", "deed": str(uuid4()), "filter": saved, "query": ""})
    assert answer.headers["Location"] == f"{reverse('ledger')}?all"
    assert rows(SavedFilter).count() == 0


@pytest.mark.parametrize("name", ["", "很" * 41])
def test_a_name_that_is_none_is_refused_in_words(officer: Client, name: str) -> None:
    answer = officer.post(FILTERS, {"act": "save", "deed": str(uuid4()), "name": name, "query": ""}, follow=True)
    assert "查询名称" in text_of(answer)
    assert rows(SavedFilter).count() == 0


def test_no_filter_of_a_list_that_one_may_not_open() -> None:
    partner = logged_in("partner-210106-P1")
    path = reverse("list_filters", args=["tasks"])
    assert partner.post(path, {"act": "save", "deed": str(an_id("x")), "name": "x"}).status_code == 403
