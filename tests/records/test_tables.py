"""What holds of every table: its name, its home agency, keys that refuse deletion, uniqueness within the agency."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from django.db import models
from django.db.models import CheckConstraint, UniqueConstraint
from tests.records.rows import MODELS

from duban import records
from duban.records.models import checks

MODEL_FILES = set(Path(records.__file__).parent.glob("models/*.py")) - {Path(checks.__file__)}
NOT_THE_CLASS_NAME = {
    "account": "User",  # "user" is a reserved word of SQL
    "standing": "StandingRow",  # Standing is the domain's value
}
WITHOUT_HOME_AGENCY = {
    "agency": "a unit is its own home",
    "campaign_version": "a plan is read by every agency that takes part; it names the one that issued it",
    "chain_head": "one row an agency, by its code",
    "log_in_attempts": "before log-in there is no agency; counted by the hash of a name",
}
HOME_AGENCY_AS_TEXT = {"change", "deed", "enterprise_identity"}  # written by the database's own functions
UNIQUE_EVERYWHERE = {
    "account": ["username"],  # the log-in page asks for no agency
    "campaign_version": ["campaignversion_once"],  # one plan, the same for all
}


@pytest.mark.parametrize("table", sorted(MODELS))
def test_a_table_is_named_after_its_noun(table: str) -> None:
    snake = re.sub(r"(?<!^)(?=[A-Z])", "_", MODELS[table].__name__).lower()

    assert table == snake or NOT_THE_CLASS_NAME[table] == MODELS[table].__name__


def test_every_table_has_a_home_agency_but_those_with_a_reason() -> None:
    without = {
        table
        for table, model in MODELS.items()
        if "home_agency" not in {field.column for field in model._meta.concrete_fields}
    }

    assert without == WITHOUT_HOME_AGENCY.keys()


@pytest.mark.parametrize("table", sorted(MODELS.keys() - WITHOUT_HOME_AGENCY.keys() - HOME_AGENCY_AS_TEXT))
def test_the_home_agency_is_always_there(table: str) -> None:
    home = MODELS[table]._meta.get_field("home_agency")

    assert isinstance(home, models.ForeignKey)
    assert (home.column, home.null) == ("home_agency", False)


@pytest.mark.parametrize("table", sorted(MODELS))
def test_history_is_never_deleted_with_what_it_points_to(table: str) -> None:
    keys = [field for field in MODELS[table]._meta.concrete_fields if isinstance(field, models.ForeignKey)]

    assert [key.name for key in keys if key.remote_field.on_delete is not models.PROTECT] == []


@pytest.mark.parametrize("table", sorted(MODELS))
def test_nothing_is_unique_beyond_its_agency(table: str) -> None:
    meta = MODELS[table]._meta
    fields = [field.name for field in meta.concrete_fields if field.unique and not field.primary_key]
    rules = [rule for rule in meta.constraints if isinstance(rule, UniqueConstraint)]

    beyond = fields + [rule.name for rule in rules if "home_agency" not in rule.fields]

    assert beyond == UNIQUE_EVERYWHERE.get(table, [])


@pytest.mark.parametrize("table", sorted(MODELS))
def test_every_column_of_words_is_checked_against_its_list(table: str) -> None:
    words = {"state", "kind", "level", "colour", "target", "method", "verdict", "result", "cause", "opinion", "supply"}
    meta = MODELS[table]._meta
    columns = {field.name for field in meta.concrete_fields if isinstance(field, models.CharField)} & words
    checks = {rule.name.split("_", 1)[1] for rule in meta.constraints if isinstance(rule, CheckConstraint)}

    assert {column for column in columns if f"{column}_known" not in checks} == set()


@pytest.mark.parametrize("file", sorted(MODEL_FILES), ids=lambda file: file.stem)
def test_models_hold_no_methods(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))

    assert [node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)] == []
