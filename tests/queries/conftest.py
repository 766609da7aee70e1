"""The worked case of the annexes, built once a module; what a test adds to it is rolled back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker
from tests.actions.world import build
from tests.queries.annex_case import AnnexCase, build_case


@pytest.fixture(scope="module")
def built_case(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[AnnexCase]:
    with django_db_blocker.unblock(), transaction.atomic():
        build()
        yield build_case()
        transaction.set_rollback(True)


@pytest.fixture
def case(built_case: AnnexCase) -> Iterator[AnnexCase]:
    with transaction.atomic():
        yield built_case
        transaction.set_rollback(True)
