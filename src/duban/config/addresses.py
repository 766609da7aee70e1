"""Addresses 地址: under which address each role reaches the database, and how Django wants it written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from duban.domain.messages import N_, Message, Refusal
from duban.embedded import Cluster, roles

VARIABLES = {
    roles.APP: "DATABASE_URL",
    roles.OWNER: "DATABASE_OWNER_URL",
    roles.JOBS: "DATABASE_JOBS_URL",
    roles.PUBLIC: "DATABASE_PUBLIC_URL",
    roles.BACKUP: "DATABASE_BACKUP_URL",
}
EXAMPLE = "postgresql://duban_app:PASSWORD@db.example:5432/duban"


@dataclass(frozen=True, slots=True)
class Addresses:
    """One address per role; an external server may lack some of them."""

    by_role: Mapping[str, str]

    @classmethod
    def read(cls, environ: Mapping[str, str], cluster: Cluster) -> Addresses:
        """DATABASE_URL decides alone: set, the server is external; else all five are the embedded cluster's."""
        if not environ.get("DATABASE_URL"):
            return cls({role: cluster.address(role) for role in roles.ROLES})
        return cls({role: environ[name] for role, name in VARIABLES.items() if environ.get(name)})

    def of(self, role: str) -> str:
        """The address of a role; refuses in words when the environment names none."""
        if role not in self.by_role:
            raise Refusal(
                "database-address",
                Message("address_missing", N_("未设置环境变量 {name}。"), {"name": VARIABLES[role]}),
                remedy=Message(
                    "address_missing.remedy",
                    N_("外部数据库的每个角色都要有地址，例如 {example}；角色由 duban roles --sql 给出。"),
                    {"example": EXAMPLE.replace(roles.APP, role)},
                ),
            )
        return self.by_role[role]


def database(address: str, variable: str = "DATABASE_URL") -> dict[str, Any]:
    """Django's settings for an address ``postgresql://user:password@host:port/name?host=/socket&sslmode=…``."""
    parts = urlsplit(address)
    if parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/"):
        raise Refusal(
            "database-address",
            Message("address_malformed", N_("环境变量 {name} 不是 PostgreSQL 地址。"), {"name": variable}),
            remedy=Message("address_malformed.remedy", N_("请写成 {example}。"), {"example": EXAMPLE}),
        )
    options: dict[str, object] = dict(parse_qsl(parts.query))
    host = options.pop("host", parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
    }
