"""Every column of every table is classed personal or not."""

from __future__ import annotations

import pytest
from tests.records.rows import MODELS

from duban.records.personal import COMMON, NOT_PERSONAL, PERSONAL


@pytest.mark.parametrize("table", sorted(MODELS))
def test_every_column_is_in_exactly_one_list(table: str) -> None:
    columns = {field.name for field in MODELS[table]._meta.concrete_fields}
    personal, plain = PERSONAL.get(table, frozenset()), NOT_PERSONAL.get(table, frozenset())

    assert personal & plain == frozenset()
    assert (personal | plain) & COMMON == frozenset()
    assert personal | plain | (columns & COMMON) == columns


def test_no_list_names_a_table_that_is_gone() -> None:
    assert (PERSONAL.keys() | NOT_PERSONAL.keys()) - MODELS.keys() == set()


@pytest.mark.parametrize("word", ["contact", "telephone", "legal_person", "recipient", "witness", "signatory"])
def test_columns_that_reach_a_person_are_personal_in_every_table(word: str) -> None:
    assert [table for table, columns in NOT_PERSONAL.items() if word in columns] == []
