"""Differences 差异 between two documents: a table of before, after, and what is told."""

from __future__ import annotations

from typing import Any

import pytest

from duban.domain.document_difference import Change, differences

A, B, C = {"id": "a", "n": "1"}, {"id": "b"}, {"id": "c"}

TABLE: list[tuple[Any, Any, list[Change]]] = [
    ({"k": "1"}, {"k": "1"}, []),
    ({"k": "1"}, {"k": "2"}, [Change(("k",), "1", "2")]),
    ({}, {"k": "2"}, [Change(("k",), None, "2")]),
    ({"k": "1"}, {}, [Change(("k",), "1", None)]),
    ({"k": ["1", "2"]}, {"k": ["2"]}, [Change(("k",), ["1", "2"], ["2"])]),
    ({"k": [A, B]}, {"k": [A, B, C]}, [Change(("k", "c"), None, C)]),
    ({"k": [A, B]}, {"k": [C, A, B]}, [Change(("k", "c"), None, C)]),
    ({"k": [A, B]}, {"k": [B]}, [Change(("k", "a"), A, None)]),
    ({"k": [A]}, {"k": [{**A, "n": "2"}]}, [Change(("k", "a", "n"), "1", "2")]),
    ({"k": [A, B]}, {"k": [B, A]}, [Change(("k",), ["a", "b"], ["b", "a"], moved=True)]),
    ({"k": []}, {"k": [A]}, [Change(("k", "a"), None, A)]),
    ({}, {"k": [A]}, [Change(("k",), None, [A])]),
    ({"k": [A, A]}, {"k": [A]}, [Change(("k",), [A, A], [A])]),  # two of one name cannot be told apart
    ({"k": [{"title": "x"}]}, {"k": [{"title": "x", "on": "1"}]}, [Change(("k", "x", "on"), None, "1")]),
    ({"k": [{"on": "1"}]}, {"k": [{"on": "2"}]}, [Change(("k",), [{"on": "1"}], [{"on": "2"}])]),
    ({"k": "1"}, {"k": {"a": "1"}}, [Change(("k",), "1", {"a": "1"})]),
]


@pytest.mark.parametrize(("before", "after", "told"), TABLE)
def test_the_difference_of_two_documents(before: Any, after: Any, told: list[Change]) -> None:
    assert list(differences(before, after)) == told


def test_what_is_one_value_is_told_whole() -> None:
    before, after = {"g": [{"id": "G1", "when": {"all": ["x"]}}]}, {"g": [{"id": "G1", "when": {"all": ["x", "y"]}}]}
    assert differences(before, after, whole={"when"}) == (
        Change(("g", "G1", "when"), {"all": ["x"]}, {"all": ["x", "y"]}),
    )
