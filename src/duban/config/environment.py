"""Environment 环境变量: every variable the product reads, each read once and checked with an example."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from duban.config.addresses import Addresses
from duban.domain.messages import N_, Message, Refusal
from duban.embedded import Cluster, roles
from duban.embedded.cluster import Tell

PROJECT = Path(__file__).resolve().parents[3]  # the checkout; also names the state folder
YES, NO = "1", "0"
DEMO_MARK = "demo"  # in the state folder: says that the data are invented, and which day the demo shows


@dataclass(frozen=True, slots=True)
class Environment:
    """What the environment says, with defaults filled in."""

    cluster: Cluster
    external: bool  # DATABASE_URL is set
    addresses: Addresses
    today: date | None
    debug: bool
    https: bool
    hosts: tuple[str, ...]
    pool: int
    role: str
    secret_key: str | None
    trail_key: str | None

    @property
    def state(self) -> Path:
        """Folder of what must survive: keys, files, backups and the embedded data."""
        return self.cluster.places.state

    def database(self, tell: Tell) -> AbstractContextManager[object]:
        """The database as long as the block lasts: an external one is there, the embedded one is started."""
        return nullcontext() if self.external else self.cluster.in_use(tell)


def read(environ: Mapping[str, str] = os.environ) -> Environment:
    """Read and check the environment; refuses a malformed value in words."""
    state = environ.get("DUBAN_STATE")
    cluster = Cluster.at(PROJECT, Path(state) if state else None)
    return Environment(
        cluster=cluster,
        external=bool(environ.get("DATABASE_URL")),
        addresses=Addresses.read(environ, cluster),
        today=_day(environ, "DUBAN_TODAY") or _demo_day(cluster.places.state / DEMO_MARK),
        debug=_flag(environ, "DUBAN_DEBUG"),
        https=_flag(environ, "DUBAN_HTTPS"),
        hosts=tuple(environ.get("DUBAN_HOSTS", "localhost,127.0.0.1,[::1]").split(",")),
        pool=_count(environ, "DUBAN_POOL"),
        role=_role(environ, "DUBAN_ROLE"),
        secret_key=environ.get("DUBAN_SECRET_KEY"),
        trail_key=environ.get("DUBAN_TRAIL_KEY"),
    )


def _day(environ: Mapping[str, str], name: str) -> date | None:
    value = environ.get(name)
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise _malformed(name, value, "2021-09-10") from None


def _demo_day(mark: Path) -> date | None:
    """The day that the demo was started with last, so that commands beside it see the same one."""
    try:
        words = mark.read_text(encoding="utf-8").split()
        return date.fromisoformat(words[-1])
    except (OSError, ValueError, IndexError):
        return None  # no demo, or one without a day


def _flag(environ: Mapping[str, str], name: str) -> bool:
    value = environ.get(name) or NO
    if value not in {YES, NO}:
        raise _malformed(name, value, f"{YES} / {NO}")
    return value == YES


def _count(environ: Mapping[str, str], name: str) -> int:
    value = environ.get(name) or "0"
    if not value.isdecimal():
        raise _malformed(name, value, "8")
    return int(value)


def _role(environ: Mapping[str, str], name: str) -> str:
    value = environ.get(name) or roles.APP
    if value not in {roles.APP, roles.JOBS}:
        raise _malformed(name, value, f"{roles.APP} / {roles.JOBS}")
    return value


def _malformed(name: str, value: str, example: str) -> Refusal:
    return Refusal(
        "environment",
        Message("variable_malformed", N_("环境变量 {name} 的值“{value}”无效。"), {"name": name, "value": value}),
        remedy=Message("variable_malformed.remedy", N_("例如：{example}。"), {"example": example}),
    )
