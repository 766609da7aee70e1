"""A list page: what is chosen lives in the address, and the numbers always add up."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from duban.web.listing import Column, Listing, NotShown, Selection, page_of, sort_of

COLUMNS = (Column("name", "企业名称", sortable=True), Column("visits", "检查次数", sortable=True), Column("card", "牌"))


def listing(address: str = "", rows: int = 87, total: int = 92, hidden: int = 5) -> Listing:
    query = QueryDict(address)
    not_shown = (NotShown(hidden, "已移出"),) if hidden else ()
    return Listing("企业台账", COLUMNS, page_of(range(rows), query), query, total, not_shown=not_shown)


def test_found_filtered_out_and_hidden_add_up_to_the_total():
    shown = listing(rows=60)
    assert (shown.found, shown.filtered_out, shown.hidden) == (60, 27, 5)
    assert shown.found + shown.filtered_out + shown.hidden == shown.total


@pytest.mark.parametrize(
    ("address", "sort"),
    [
        ("", ""),
        ("sort=name", "name"),
        ("sort=-visits", "-visits"),
        ("sort=card", ""),  # not sortable
        ("sort=password", ""),  # not a column
        ("sort=--name", ""),
        ("sort=", ""),
    ],
)
def test_only_columns_that_offer_it_can_be_sorted_by(address, sort):
    assert sort_of(QueryDict(address), COLUMNS) == sort


@pytest.mark.parametrize(
    ("address", "number", "size"),
    [
        ("", 1, 20),
        ("page=2", 2, 20),
        ("page=99", 5, 20),
        ("page=-1", 5, 20),
        ("page=x", 1, 20),
        ("size=100", 1, 100),
        ("size=7", 1, 20),
        ("size=1000000", 1, 20),
    ],
)
def test_a_page_that_does_not_exist_is_the_nearest_and_a_size_not_on_offer_the_smallest(address, number, size):
    page = page_of(range(87), QueryDict(address))
    assert (page.number, page.paginator.per_page) == (number, size)


def test_sorting_again_turns_the_order_and_goes_back_to_page_one():
    heads = list(listing("industry=steel&sort=name&page=3").heads())
    assert [(head.sorted, head.url) for head in heads[:2]] == [
        ("ascending", "?industry=steel&sort=-name"),
        ("", "?industry=steel&sort=visits"),
    ]


def test_page_links_keep_filter_and_sort():
    shown = listing("industry=steel&sort=-name&page=2")
    assert shown.previous_url == "?industry=steel&sort=-name&page=1"
    assert shown.next_url == "?industry=steel&sort=-name&page=3"
    assert listing("page=1").previous_url == ""
    assert listing("page=5").next_url == ""


def test_changing_the_page_size_goes_back_to_page_one():
    assert [url for _, url, _ in listing("page=4").sizes()] == ["?size=20", "?size=50", "?size=100", "?size=200"]


def test_the_filter_alone_leaves_out_sort_page_and_size():
    assert listing("a=1&sort=name&page=2&a=2&size=50").filter_query == "a=1&a=2"


def test_a_selection_is_the_ticked_rows():
    chosen = Selection.of(QueryDict("rows=e1&rows=e2&scope=rows&filter=a%3D1"))
    assert (chosen.rows, chosen.filter, bool(chosen)) == (("e1", "e2"), None, True)


def test_a_selection_of_all_filtered_rows_is_their_filter_whatever_is_ticked():
    chosen = Selection.of(QueryDict("rows=e1&scope=filtered&filter=a%3D1%26a%3D2"))
    assert chosen.rows == ()
    assert chosen.filter.getlist("a") == ["1", "2"]


def test_all_rows_without_any_filter_are_a_selection_too():
    assert bool(Selection.of(QueryDict("scope=filtered&filter=")))


@pytest.mark.parametrize("posted", ["", "scope=rows", "scope=anything", "filter=a%3D1"])
def test_nothing_chosen_is_no_selection(posted):
    assert not Selection.of(QueryDict(posted))
