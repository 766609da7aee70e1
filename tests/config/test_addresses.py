"""DATABASE_URL decides alone whether the server is ours; a wrong address is refused with an example."""

from __future__ import annotations

from pathlib import Path

import pytest

from duban.config import environment
from duban.config.addresses import Addresses, database
from duban.domain.messages import Refusal
from duban.embedded import Cluster, roles


@pytest.fixture
def cluster(tmp_path: Path) -> Cluster:
    return Cluster.at(tmp_path)


def test_without_an_address_all_five_roles_use_the_embedded_server(cluster: Cluster) -> None:
    found = Addresses.read({}, cluster)
    assert [database(found.of(role))["USER"] for role in roles.ROLES] == list(roles.ROLES)
    assert {database(found.of(role))["HOST"] for role in roles.ROLES} == {str(cluster.places.socket_dir)}


def test_other_addresses_without_database_url_do_not_mix_two_servers(cluster: Cluster) -> None:
    found = Addresses.read({"DATABASE_OWNER_URL": "postgresql://o@elsewhere/duban"}, cluster)
    assert found.of(roles.OWNER) == cluster.address(roles.OWNER)


def test_an_external_server_without_an_owner_is_refused_when_the_owner_is_needed(cluster: Cluster) -> None:
    found = Addresses.read({"DATABASE_URL": "postgresql://a@db.example/duban"}, cluster)
    assert found.of(roles.APP) == "postgresql://a@db.example/duban"
    with pytest.raises(Refusal, match=r"DATABASE_OWNER_URL.*duban roles --sql"):
        found.of(roles.OWNER)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (
            "postgresql://app:p%40ss@db.example:6432/duban?sslmode=require",
            {
                "USER": "app",
                "PASSWORD": "p@ss",
                "HOST": "db.example",
                "PORT": "6432",
                "OPTIONS": {"sslmode": "require"},
            },
        ),
        (
            "postgres://app@/duban?host=%2Frun%2Fpg",
            {"USER": "app", "PASSWORD": "", "HOST": "/run/pg", "PORT": "", "OPTIONS": {}},
        ),
    ],
)
def test_an_address_becomes_djangos_settings(address: str, expected: dict[str, object]) -> None:
    found = database(address)
    assert found == {"ENGINE": "django.db.backends.postgresql", "NAME": "duban", **expected}


@pytest.mark.parametrize("address", ["mysql://a@b/c", "duban", "postgresql://a@b", "postgresql://a@b/"])
def test_what_is_no_postgresql_address_is_refused_with_an_example(address: str) -> None:
    with pytest.raises(Refusal, match=r"DATABASE_URL.*postgresql://duban_app"):
        database(address)


# The other variables ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "value", "example"),
    [
        ("DUBAN_TODAY", "2021-13-01", "2021-09-10"),
        ("DUBAN_TODAY", "yesterday", "2021-09-10"),
        ("DUBAN_DEBUG", "yes", "1 / 0"),
        ("DUBAN_HTTPS", "on", "1 / 0"),
        ("DUBAN_POOL", "-1", "8"),
        ("DUBAN_POOL", "many", "8"),
    ],
)
def test_a_malformed_variable_is_refused_with_name_value_and_example(name: str, value: str, example: str) -> None:
    with pytest.raises(Refusal) as refusal:
        environment.read({name: value})
    for part in (name, value, example):
        assert part in str(refusal.value)


def test_empty_variables_count_as_not_set() -> None:
    found = environment.read(dict.fromkeys(["DATABASE_URL", "DUBAN_TODAY", "DUBAN_DEBUG", "DUBAN_POOL"], ""))
    assert (found.external, found.today, found.debug, found.pool) == (False, None, False, 0)
