"""Every word of every closed list has a Chinese label of its own."""

from enum import StrEnum

import pytest

from duban.domain import wordlists
from duban.domain.wordlists import word_label

LISTS = [value for value in vars(wordlists).values() if isinstance(value, type) and issubclass(value, StrEnum)]


@pytest.mark.parametrize("words", [w for w in LISTS if w is not StrEnum], ids=lambda w: w.__name__)
def test_every_word_has_its_own_label(words):
    labels = [word_label(word) for word in words]

    assert all(labels)
    assert len(set(labels)) == len(labels)


def test_a_label_belongs_to_its_list():
    assert word_label(wordlists.Opinion.PROPOSED) == "提出列入"
    assert word_label(wordlists.SupervisionLevel.DISTRICT) == "区县级"
