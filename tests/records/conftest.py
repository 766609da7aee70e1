"""Writing rows in tests as actions do: inside a scope and a deed. Nothing is committed."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.db import transaction
from tests.records.rows import AGENCY

from duban.records.scope import scoped
from duban.records.trail import open_deed


@pytest.fixture
def writing(db: None) -> Iterator[None]:
    """A transaction that may write the agency's rows and is rolled back."""
    with transaction.atomic():
        with scoped((AGENCY,), (AGENCY,)):
            open_deed(uuid4(), AGENCY)
            yield
        transaction.set_rollback(True)
