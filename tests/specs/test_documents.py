"""Documents 文件内容: what a form writes is what a file says, and a fault leads back to the value."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duban.domain.campaign import Campaign
from duban.specs.campaign_documents import KEYS, ORDER, Section, in_order, judged
from duban.specs.campaigns_loader import CAMPAIGNS, campaign_from_text, load_campaign
from duban.specs.documents import Document, at, from_text, written
from duban.specs.loader import load_deadlines

FILES = sorted(CAMPAIGNS.glob("*.yaml"))
SHENYANG = CAMPAIGNS / "shenyang-2021-32.yaml"

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)
DOCUMENTS = st.recursive(
    TEXTS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3), max_leaves=8
)
TRICKY = [
    "",
    " ",
    "~",
    "null",
    "true",
    "2021-07-07",
    "0123",
    "1e3",
    "12:30",
    "- a",
    "a: b",
    "# x",
    "{a",
    "'",
    '"',
    "a\nb\n",
    "=",
    "<<",
]


def document(path: Any = SHENYANG) -> dict[str, Any]:
    """A campaign file as a document."""
    found = from_text(path.read_text(encoding="utf-8"), path.name)
    assert isinstance(found, dict)
    return found


def parts(campaign: Campaign) -> dict[str, object]:
    """Two campaigns are never equal; their parts are."""
    return {name: getattr(campaign, name) for name in campaign.__slots__}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_campaign_file_written_and_read_again_is_the_same(path: Any) -> None:
    text = written(document(path))
    assert from_text(text, path.name) == document(path)
    assert parts(campaign_from_text(text)) == parts(load_campaign(path))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_campaign_judged_as_a_document_is_the_one_of_its_file(path: Any) -> None:
    found = judged(document(path), load_deadlines())
    assert found.faults == ()
    assert found.campaign is not None
    assert parts(found.campaign) == parts(load_campaign(path))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_key_of_a_campaign_belongs_to_one_section(path: Any) -> None:
    keys = [key for section in Section for key in KEYS[section]]
    assert len(keys) == len(set(keys))
    assert set(document(path)) - {"id", "version", *keys} == set()
    assert list(in_order(document(path))) == [key for key in ORDER if key in document(path)]


@given(DOCUMENTS)
def test_any_document_survives_being_written(found: Document) -> None:
    assert from_text(written({"a": found}), "x.yaml") == {"a": found}


@pytest.mark.parametrize("text", TRICKY)
def test_words_that_yaml_would_read_otherwise_stay_words(text: str) -> None:
    assert from_text(written({text or "k": [text, {"k": text}]}), "x.yaml") == {text or "k": [text, {"k": text}]}


def broken(change: Any) -> list[tuple[Any, str, str]]:
    """The faults of the founding campaign with one thing changed: at which value, which, an example."""
    found = document()
    change(found)
    return [(fault.path, fault.message.code, fault.example) for fault in judged(found, load_deadlines()).faults]


def _set(*steps: Any) -> Any:
    """Put the last step's value at the path; ``None`` takes it out."""
    *path, key, value = steps

    def change(found: dict[str, Any]) -> None:
        held: Any = at(found, tuple(path))
        if value is None:
            del held[key]
        else:
            held[key] = value

    return change


FAULTS = [
    (_set("phases", 0, "title", None), "phases 0 title", "spec.missing_key", "文字"),
    (_set("phases", 1, "first_on", "七月"), "phases 1 first_on", "spec.not_day", "2021-09-01"),
    (_set("phases", 2, "last_on", "2022-01-01"), "phases 2 first_on", "campaign.phase_outside", "2021-07-07"),
    (_set("phases", 1, "id", "preparation"), "phases 1 id", "spec.duplicate_id", "换一个没有用过的标识"),
    (_set("first_on", "七月"), "first_on", "spec.not_day", "2021-09-01"),
    (_set("near_days", ""), "near_days", "spec.empty", "0"),
    (
        _set("grounds", 4, "when", "rectification_overdue", "applies_to", "some"),
        "grounds 4 when rectification_overdue applies_to",
        "campaign.param_word",
        "major",
    ),
    (
        _set("grounds", 3, "when", "all", 0, "hazard_opened"),
        "grounds 3 when all 0",
        "campaign.unknown_condition",
        "hazard_open",
    ),
    (
        _set("annexes", 0, "columns", 3, "code", "guests"),
        "annexes 0 columns 3 code",
        "campaign.unknown_measure",
        "measure: visits",
    ),
    (
        _set("examples", 0, "facts", "hazards", 0, "level", "huge"),
        "examples 0 facts hazards 0 level",
        "spec.unknown_word",
        "general",
    ),
    (_set("colour", "red"), "colour", "spec.unknown_key", "first_on: 2021-09-01"),
]


@pytest.mark.parametrize(("change", "path", "code", "example"), FAULTS)
def test_a_fault_is_found_at_its_value(change: Any, path: str, code: str, example: str) -> None:
    steps = tuple(int(step) if step.isdecimal() else step for step in path.split())
    assert broken(change) == [(steps, code, example)]


def test_a_repeated_identity_names_the_row_of_the_first_one() -> None:
    found = document()
    found["phases"][2]["id"] = "exit"
    [fault] = judged(found, load_deadlines()).faults
    assert str(fault.message) == "“exit”与第 2 项重复"
    assert fault.section is Section.PHASES


def test_all_faults_are_found_at_once() -> None:
    found: dict[str, Any] = {"id": "x"}
    faults = judged(found, load_deadlines()).faults
    missing = {fault.path for fault in faults if fault.message.code == "spec.missing_key"}
    assert missing == {(key,) for key in (
        "version", "number", "title", "agency", "issued_on", "first_on", "last_on", "near_days", "participants",
        "phases", "industries", "inspect_by", "grounds", "annexes", "legal_basis",
    )}  # fmt: skip
