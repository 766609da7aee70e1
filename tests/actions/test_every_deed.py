"""What holds of every deed, whoever wrote it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

import pytest
from django.apps import apps
from tests.actions.samples import Sample, all_samples
from tests.actions.world import actor, do, refused, rows

from duban.actions import deeds
from duban.actions.register import all_kinds

pytestmark = pytest.mark.usefixtures("world")

NAMES = sorted(all_kinds())
SAMPLES = all_samples()


def counts() -> Mapping[str, int]:
    """How many rows every table has."""
    models = apps.get_app_config("records").get_models()
    names = [model for model in models if model._meta.db_table != "enterprise_identity"]  # only functions reach it
    return {model._meta.db_table: rows(model).count() for model in names}


def prepared(name: str) -> Sample:
    assert name in SAMPLES, f"the deed {name} has no sample: add it to tests/actions/samples_<module>.py"
    return SAMPLES[name]()


@pytest.mark.parametrize("name", NAMES)
def test_a_deed_leaves_itself_in_the_trail(name: str) -> None:
    sample = prepared(name)
    before = counts()
    do(name, by=sample.by, on=sample.on, **sample.inputs)
    assert counts()["deed"] == before["deed"] + 1


@pytest.mark.parametrize("name", NAMES)
def test_a_person_without_a_role_may_not(name: str) -> None:
    sample = prepared(name)
    stranger = dataclasses.replace(actor(sample.by), roles=frozenset())
    assert refused(name, by=stranger, on=sample.on, **sample.inputs).rule == "permission.not_held"


class TrailError(Exception):
    """The trail could not be written."""


@pytest.mark.parametrize("name", NAMES)
def test_a_deed_that_cannot_be_noted_changes_nothing(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    sample = prepared(name)
    before = counts()

    def broken(head: object) -> None:
        raise TrailError

    monkeypatch.setattr(deeds, "append_deed", broken)
    with pytest.raises(TrailError):
        do(name, by=sample.by, on=sample.on, **sample.inputs)
    assert counts() == before


@pytest.mark.parametrize("name", NAMES)
def test_every_field_has_a_title_and_an_example(name: str) -> None:
    fields = all_kinds()[name].inputs.model_fields
    assert [field for field, of in fields.items() if not of.description or not of.examples] == []


def test_samples_are_only_of_deeds_that_exist() -> None:
    assert set(SAMPLES) - set(NAMES) == set()
