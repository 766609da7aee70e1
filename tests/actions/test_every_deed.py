"""What holds of every deed, whoever wrote it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

import pytest
from django.apps import apps
from django.db import connection
from django.db.backends.utils import CursorWrapper
from tests.actions.samples import Sample, all_samples
from tests.actions.world import actor, do, look_everywhere, refused, rows

from duban.actions import deeds
from duban.actions.register import all_kinds
from duban.records.models import Deed

pytestmark = pytest.mark.usefixtures("world")

NAMES = sorted(all_kinds())
SAMPLES = all_samples()


def contents() -> Mapping[str, tuple[int, str]]:
    """How many rows every table has, and a digest of all their columns."""
    look_everywhere()
    models = apps.get_app_config("records").get_models()
    tables = {model._meta.db_table for model in models} - {"enterprise_identity"}  # only functions reach it
    with connection.cursor() as cursor:
        return {table: _content(cursor, table) for table in sorted(tables)}


def _content(cursor: CursorWrapper, table: str) -> tuple[int, str]:
    cursor.execute(f"select count(*), coalesce(md5(string_agg(t::text, '' order by t::text)), '') from {table} t")  # noqa: S608 -- names of our own tables
    count, digest = cursor.fetchone()
    return count, digest


def prepared(name: str) -> Sample:
    assert name in SAMPLES, f"the deed {name} has no sample: add it to tests/actions/samples_<module>.py"
    return SAMPLES[name]()


@pytest.mark.parametrize("name", NAMES)
def test_a_deed_leaves_itself_in_the_trail(name: str) -> None:
    sample = prepared(name)
    before = rows(Deed).count()
    do(name, by=sample.by, on=sample.on, **sample.inputs)
    assert rows(Deed).count() == before + 1


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
    before = contents()

    def broken(head: object) -> None:
        raise TrailError

    monkeypatch.setattr(deeds, "append_deed", broken)
    with pytest.raises(TrailError):
        do(name, by=sample.by, on=sample.on, **sample.inputs)
    assert contents() == before


@pytest.mark.parametrize("name", NAMES)
def test_every_field_has_a_title_and_an_example(name: str) -> None:
    fields = all_kinds()[name].inputs.model_fields
    assert [field for field, of in fields.items() if not of.description or not of.examples] == []


def test_samples_are_only_of_deeds_that_exist() -> None:
    assert set(SAMPLES) - set(NAMES) == set()
