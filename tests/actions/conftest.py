"""The world of the action tests, built once a module; what a test does in it is rolled back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker
from tests.actions.world import build


@pytest.fixture(scope="module")
def built_world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        build()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def world(built_world: None) -> Iterator[None]:
    """Agencies, people, certificates, accounts, plants and the campaign (see ``tests/actions/world.py``)."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
