"""Every word that a form, a list or a button takes from a register has its English; the catalogue's own test cannot
see a text that nobody marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import get_args

import pytest
from django.forms import HiddenInput
from django.utils.translation import override
from pydantic import BaseModel

from duban.actions.inputs import Inputs
from duban.actions.register import all_kinds
from duban.config import catalogue
from duban.domain import vocabulary, wordlists
from duban.domain.citations import Tier
from duban.domain.enforcement_capacity import EnforcementCapacity
from duban.domain.ledger.plan import Outcome
from duban.domain.ledger.words import OperatingStatus, RiskColour
from duban.domain.permissions import ROLE_LABELS, SENTENCES, Permission, Role
from duban.domain.standing import Act
from duban.domain.workflow import TABLES
from duban.web.deed_forms import FREE, Asked, asked_of, form_class
from duban.web.words import source_word

HAN = re.compile("[\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def english() -> dict[str, str]:
    """The catalogue's English by its Chinese."""
    return {str(one.id): str(one.string) for one in catalogue.read() if one.id and not one.context}


def without_english(texts: Iterable[str], english: dict[str, str]) -> list[str]:
    """Those that an English reader would see in Chinese, or not at all."""
    return sorted({text for text in texts if not english.get(text) or HAN.search(english[text])})


def inputs_of(model: type[BaseModel]) -> Iterator[Asked]:
    """The inputs of a deed and of all its parts."""
    for asked in asked_of(model):
        yield asked
        inner = asked.member if asked.origin in (list, tuple) else asked.base
        if isinstance(inner, type) and issubclass(inner, Inputs):
            yield from inputs_of(inner)


ALL_INPUTS = [(kind.name, asked) for kind in all_kinds().values() for asked in inputs_of(kind.inputs)]


def test_every_input_of_a_deed_says_what_it_is():
    assert [(deed, asked.name) for deed, asked in ALL_INPUTS if asked.title == asked.name] == []


def test_the_title_of_every_input_has_its_english(english):
    assert without_english((asked.title for _deed, asked in ALL_INPUTS), english) == []


def test_the_title_of_every_deed_has_its_english(english):
    assert without_english((kind.title for kind in all_kinds().values()), english) == []


def words_asked() -> Iterator[StrEnum]:
    """The words that an input lets a person choose from."""
    for _deed, asked in ALL_INPUTS:
        for one in (asked.base, asked.member if asked.origin in (list, tuple) else None):
            if isinstance(one, type) and issubclass(one, StrEnum):
                yield from one
        yield from (word for word in get_args(asked.base) if isinstance(word, StrEnum))


def closed_lists() -> Iterator[type[StrEnum]]:
    """The closed lists of the vocabulary and the word lists, and those that other files of the domain keep."""
    for module in (vocabulary, wordlists):
        for one in vars(module).values():
            if isinstance(one, type) and issubclass(one, StrEnum) and one.__module__ == module.__name__:
                yield one
    yield from (Act, EnforcementCapacity, OperatingStatus, Outcome, RiskColour, Role, Tier)


def test_every_word_of_a_closed_list_has_its_english(english):
    words = {*words_asked(), *(word for each in closed_lists() for word in each)}
    assert without_english(map(source_word, words), english) == []


def test_every_role_and_every_permission_has_its_english(english):
    assert (set(ROLE_LABELS), set(SENTENCES)) == (set(Role), set(Permission))
    assert without_english([*ROLE_LABELS.values(), *SENTENCES.values()], english) == []


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.noun)
def test_every_state_and_every_move_has_its_english(table, english):
    assert set(table.labels) == set(table.states)
    shown = [table.label, *table.labels.values(), *(step.label for step in table.steps)]
    assert without_english([*shown, *(step.basis for step in table.steps)], english) == []


def test_a_text_that_nobody_marked_would_be_found(english):
    assert without_english(["企业", "没有人标记过的栏目", *FREE], english) == ["没有人标记过的栏目"]


@pytest.mark.parametrize("kind", all_kinds().values(), ids=lambda kind: kind.name)
def test_the_form_of_a_deed_is_english_from_titles_to_choices(kind):
    with override("en"):
        fields = form_class(kind).base_fields.values()
        labels = [str(field.label) for field in fields if not isinstance(field.widget, HiddenInput)]
        words = [str(word) for field in fields for _value, word in getattr(field, "choices", ())]
        helps = [str(field.help_text) for field in fields]
    assert [text for text in (*labels, *words, *helps) if HAN.search(text)] == []
