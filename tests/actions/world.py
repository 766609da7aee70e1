"""The world of the action tests: a city, two districts, a zone, their people, plants and the founding campaign.

Everything has a readable name, and its id is made from the name: ``an_id("officer-210106")`` is the account *and*
``an_id("person:officer-210106")`` the person of the officer of 铁西区; ``an_id("plant-210106")`` is a plant on the
ledger of 铁西区 with the site ``an_id("site-210106")`` and the confirmed entry ``an_id("entry-210106")``.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from hashlib import sha256
from typing import Any, TypeVar
from uuid import UUID, uuid4, uuid5

import pytest
from django.db import models, transaction

from duban.actions.register import all_kinds
from duban.domain.actor import Actor
from duban.domain.calendars import SHANGHAI
from duban.domain.messages import Refusal
from duban.domain.permissions import Role
from duban.queries.actors import actor_named
from duban.records.models import (
    Agency,
    CampaignVersion,
    Certificate,
    Enterprise,
    LedgerEntry,
    Person,
    Site,
    User,
)
from duban.records.scope import Scope, enter
from duban.records.trail import DeedHead, append_deed, open_deed
from duban.specs.campaigns_loader import CAMPAIGNS

M = TypeVar("M", bound=models.Model)

CITY, TIEXI, HUNNAN, ZONE = "210100", "210106", "210112", "210100-K1"
GOVERNMENT, INDUSTRY_OFFICE = "210106-G1", "210106-P1"
BUREAUS = (CITY, TIEXI, HUNNAN, ZONE)
EVERYWHERE = (*BUREAUS, GOVERNMENT, INDUSTRY_OFFICE)
CAMPAIGN = "shenyang-2021-32"
BEGINNING = date(2021, 7, 7)
DAY = date(2021, 7, 20)
"""The day of a deed unless the test says another: the exit phase, before both changes of law."""

_NAMES = UUID("5b1c0a52-0d4e-5f36-8d0a-2a8a6d3d7c11")

# code: (name, kind, level, parent, region, mark, capacity)
_AGENCIES = {
    CITY: ("示例市应急管理局", "bureau", "city", None, "210100", "（示例）市应急", "own"),
    TIEXI: ("示例铁西区应急管理局", "bureau", "district", CITY, "210106", "（示例）铁应急", "own"),
    HUNNAN: ("示例浑南区应急管理局", "bureau", "district", CITY, "210112", "（示例）浑应急", "own"),
    ZONE: ("示例开发区应急管理局", "bureau", "zone", CITY, "210100-K1", "（示例）开应急", "entrusted"),
    GOVERNMENT: ("示例铁西区人民政府", "government", "district", TIEXI, "210106", "（示例）铁政", "own"),
    INDUSTRY_OFFICE: ("示例铁西区工业和信息化局", "partner", "district", TIEXI, "210106", "（示例）铁工信", "assist"),
}
_ADMINISTRATORS = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)
_OF_BUREAUS = (Role.OFFICER, Role.APPROVER, Role.HEAD, Role.LEGAL_REVIEWER, Role.CLERK, Role.LEADER, *_ADMINISTRATORS)
_CASEWORK = ("officer", "approver", "head", "legal_reviewer", "clerk")


def an_id(name: str) -> UUID:
    """The id of the thing with that name."""
    return uuid5(_NAMES, name)


def noon(on: date) -> datetime:
    """The moment at which deeds of a day are done unless a test says another."""
    return datetime.combine(on, time(12), SHANGHAI)


def do(name: str, /, *, by: str | Actor, on: date = DAY, at: datetime | None = None, **inputs: Any) -> Any:
    """Do the deed; ``id`` and ``at`` are filled in. Returns what the deed returns."""
    deed = inputs.pop("id", None) or uuid4()
    return all_kinds()[name].perform(by=actor(by), on=on, at=at or noon(on), id=deed, **inputs)


def actor(by: str | Actor) -> Actor:
    """The person with that account."""
    return by if isinstance(by, Actor) else actor_named(by)


def refused(name: str, /, *, by: str | Actor, on: date = DAY, **inputs: Any) -> Refusal:
    """The refusal of the deed; the test fails when it is done."""
    with pytest.raises(Refusal) as caught:
        do(name, by=by, on=on, **inputs)
    return caught.value


def stored(model: type[M], record: UUID | str) -> M:
    """The row as it is now, whoever it belongs to."""
    return rows(model).get(pk=record)


def rows(model: type[M]) -> models.QuerySet[M]:
    """All rows of all agencies (of the world's and of those that a test added)."""
    look_everywhere()
    return model._default_manager.all()


def look_everywhere() -> None:
    """Read the rows of every agency until the next deed."""
    enter(Scope(tuple(Agency.objects.values_list("pk", flat=True))))


@contextmanager
def writing(agency: str = CITY) -> Iterator[None]:
    """Write rows without an action: state that the deed under test only needs to find."""
    deed = uuid4()
    with transaction.atomic():
        everywhere = tuple(sorted({*EVERYWHERE, *Agency.objects.values_list("pk", flat=True)}))
        enter(Scope(everywhere, everywhere))
        open_deed(deed, agency)
        yield
        append_deed(DeedHead(deed, agency, "test", BEGINNING, noon(BEGINNING), deed, "action", "0" * 64, "{}"))


def plant(name: str, agency: str = TIEXI, **changes: Any) -> UUID:
    """A plant with one site and a confirmed entry on the agency's ledger; ``changes`` are of the entry.

    ``name`` is like ``plant-x``: the site is then ``site-x``, the entry ``entry-x``.
    """
    tail = name.removeprefix("plant-")
    region = _AGENCIES[agency][4]
    with writing(agency):
        home = {"home_agency_id": agency}
        enterprise = Enterprise.objects.create(
            id=an_id(name),
            no_code_reason="示例企业",
            name=f"示例钢铁{tail}",
            name_key=f"示例钢铁{tail}",
            region=region,
            **home,
        )
        site = Site.objects.create(
            id=an_id(f"site-{tail}"), enterprise=enterprise, address="示例路1号", region=region, **home
        )
        entry = {"state": "confirmed", "industry": "steel", "region": region, "added_on": BEGINNING}
        entry |= {"confirmed_on": BEGINNING, "inclusion_basis": "工信部门提供名单", "campaign": CAMPAIGN}
        LedgerEntry.objects.create(
            id=an_id(f"entry-{tail}"), enterprise=enterprise, site=site, **(home | entry | changes)
        )
    return enterprise.id


def build() -> None:
    """Write the world; must run inside a transaction that is rolled back, or in a database that is thrown away."""
    with writing():
        for code, (name, kind, level, parent, region, mark, capacity) in _AGENCIES.items():
            Agency.objects.create(
                code=code, name=name, kind=kind, level=level, parent_id=parent, region=region, mark=mark,
                enforcement_capacity=capacity,
            )  # fmt: skip
        User.objects.bulk_create(list(_accounts()))
        Person.objects.bulk_create(list(_people()))
        Certificate.objects.bulk_create(list(_certificates()))
        CampaignVersion.objects.create(**_campaign())
    for agency in (TIEXI, HUNNAN, ZONE):
        plant(f"plant-{agency}", agency)
    plant("plant-second", TIEXI)


def _accounts() -> Iterator[User]:
    for agency in BUREAUS:
        for role in _OF_BUREAUS:
            yield _account(f"{role.value}-{agency}", agency, role.value)
        for name, role in (("officer2", "officer"), ("approver2", "approver"), ("expired", "officer")):
            yield _account(f"{name}-{agency}", agency, role)
        yield _account(f"all-{agency}", agency, *_CASEWORK)  # one person with every hat: four eyes must stop him
        yield _account(f"none-{agency}", agency)
    yield _account(f"campaign_office-{CITY}", CITY, "campaign_office")
    yield _account(f"government-{GOVERNMENT}", GOVERNMENT, "government")
    yield _account(f"partner-{INDUSTRY_OFFICE}", INDUSTRY_OFFICE, "partner")


def _account(username: str, agency: str, *roles: str) -> User:
    return User(
        id=an_id(username),
        home_agency_id=agency,
        username=username,
        name=f"示例{username}",
        roles=list(roles),
        password="!",
    )


def _people() -> Iterator[Person]:
    """Officers with an account, and one expert an agency; ``all`` is an officer too."""
    for agency in BUREAUS:
        for name in ("officer", "officer2", "expired", "all"):
            username = f"{name}-{agency}"
            yield Person(
                id=an_id(f"person:{username}"), home_agency_id=agency, name=f"示例{username}", kind="officer",
                user_id=an_id(username),
            )  # fmt: skip
        yield Person(
            id=an_id(f"person:expert-{agency}"),
            home_agency_id=agency,
            name="示例专家甲",
            kind="expert",
            expertise=["冶金"],
        )


def _certificates() -> Iterator[Certificate]:
    """Valid through the whole campaign, but for ``expired``: that one ended on 30 June 2021."""
    for agency in BUREAUS:
        for number, name in enumerate(("officer", "officer2", "expired", "all"), start=1):
            yield Certificate(
                id=an_id(f"certificate:{name}-{agency}"), home_agency_id=agency,
                person_id=an_id(f"person:{name}-{agency}"), number=f"示例{agency}-{number}",
                valid_from=date(2019, 1, 1), valid_to=date(2021, 6, 30) if name == "expired" else date(2024, 12, 31),
            )  # fmt: skip


def _campaign() -> dict[str, Any]:
    text = (CAMPAIGNS / f"{CAMPAIGN}.yaml").read_text(encoding="utf-8").strip()
    return {
        "id": an_id(CAMPAIGN),
        "campaign": CAMPAIGN,
        "version": "1",
        "title": "示例工作方案",
        "agency_id": CITY,
        "payload": text,
        "sha256": sha256(text.encode()).hexdigest(),
        "published_on": BEGINNING,
        "published_by_id": an_id(f"campaign_office-{CITY}"),
    }
