"""Strangers' ids 他单位编号: foreign keys look past row security, so every deed must refuse another unit's rows itself.

In each sample each id is replaced by that of the same row, cloned into a sister district and about its plant: were it
the actor's own, the deed would be done.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.db.models import Model
from tests.actions.samples import Sample, all_samples
from tests.actions.world import HUNNAN, actor, an_id, do, look_everywhere, rows, writing

from duban.domain.messages import Refusal
from duban.records.models import Deed, Enterprise, LedgerEntry, OrderItem, Person, RectificationOrder, Site

pytestmark = pytest.mark.usefixtures("world")

SAMPLES = all_samples()
MODELS = [
    model
    for model in apps.get_app_config("records").get_models()
    if model._meta.db_table not in {"deed", "change", "chain_head", "enterprise_identity", "log_in_attempts", "agency"}
]
PEOPLE = {"officers", "experts"}
"""People of other units come along on joint visits: whoever is told a person's id may name him."""
Path = tuple[str | int, ...]


def ids_in(value: object, path: Path = ()) -> Iterator[tuple[Path, UUID]]:
    if isinstance(value, UUID):
        yield path, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from ids_in(inner, (*path, key))
    elif isinstance(value, list | tuple):
        for place, inner in enumerate(value):
            yield from ids_in(inner, (*path, place))


def with_other(value: Any, path: Path, other: UUID) -> Any:
    """The inputs with another id at that place."""
    if not path:
        return other
    first, *rest = path
    inner = with_other(value[first], tuple(rest), other)
    if isinstance(value, Mapping):
        return {**value, first: inner}
    return [inner if place == first else each for place, each in enumerate(value)]


def row_of(record: UUID) -> Model | None:
    """The row of whatever table that has the id; parts share no ids with their deeds' objects in the samples."""
    look_everywhere()
    found = (model._default_manager.filter(pk=record).first() for model in MODELS)
    return next((row for row in found if row is not None), None)


def cloned(row: Model, agency: str, plant_name: str) -> UUID:
    """The same row in that district, about that plant of it."""
    clone = type(row)._default_manager.get(pk=row.pk)
    clone.pk = uuid4()
    other = {
        "home_agency_id": agency,
        "enterprise_id": an_id(f"plant-{plant_name}"),
        "site_id": an_id(f"site-{plant_name}"),
        "credit_code": None,
        "username": "cloned",
    }
    look_everywhere()
    if isinstance(clone, Enterprise):
        clone.no_code_reason = "示例企业"
    if isinstance(clone, LedgerEntry):  # a site has one entry in force
        other["site_id"] = cloned(Site.objects.get(pk=clone.site_id), agency, plant_name)
    if isinstance(clone, OrderItem):  # an order has a hazard once
        other["order_id"] = cloned(RectificationOrder.objects.get(pk=clone.order_id), agency, plant_name)
    for name in other.keys() & {field.attname for field in clone._meta.concrete_fields}:
        setattr(clone, name, other[name])
    with writing(agency):
        clone.save(force_insert=True)
    key: UUID = clone.pk
    return key


def taken(name: str, sample: Sample, path: Path, other: UUID) -> bool:
    """Whether the deed is done with the other id at that place; refused, it leaves no deed."""
    before = rows(Deed).count()
    try:
        do(name, by=sample.by, on=sample.on, **with_other(sample.inputs, path, other))
    except Refusal:
        assert rows(Deed).count() == before
        return False
    return True


def told(path: Path) -> str:
    return ".".join(map(str, path))


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_ids_of_a_sister_district_are_refused(name: str) -> None:
    sample = SAMPLES[name]()
    sees_it = HUNNAN in actor(sample.by).reads  # the city may
    wrong = []
    for path, record in ids_in({key: value for key, value in sample.inputs.items() if key != "id"}):
        row = row_of(record)
        if row is None or sees_it or (isinstance(row, Person) and PEOPLE & set(path)):
            continue
        if taken(name, sample, path, cloned(row, HUNNAN, "210112")):
            wrong.append(told(path))
    assert wrong == []


OF_TWO_PLANTS = {"merge_enterprises"}
"""Deeds that are about two plants on purpose."""


@pytest.mark.parametrize("name", sorted(SAMPLES.keys() - OF_TWO_PLANTS))
def test_records_of_two_plants_are_not_mixed(name: str) -> None:
    """Of several records of one plant each in turn is replaced by that of a second plant of the same district."""
    sample = SAMPLES[name]()
    found = [(path, row_of(record)) for path, record in ids_in(sample.inputs)]
    of_plant = [(path, row) for path, row in found if isinstance(row, Enterprise) or hasattr(row, "enterprise_id")]
    wrong = []
    for path, row in of_plant if len(of_plant) > 1 else ():
        assert row is not None
        if taken(name, sample, path, cloned(row, row.home_agency_id, "second")):  # type: ignore[attr-defined]  # as all
            wrong.append(told(path))
    assert wrong == []
