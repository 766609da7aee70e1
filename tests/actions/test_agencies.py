"""Units 机关: added below the actor's own, each with its code; the first one by its founder."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.hashers import check_password
from tests.actions.samples_organisation import FOUNDED, PASSWORD
from tests.actions.world import CITY, DAY, GOVERNMENT, TIEXI, actor, do, noon, refused, rows, stored

from duban.actions.founding import found_installation, founder
from duban.domain.permissions import Role
from duban.domain.wordlists import AgencyLevel
from duban.queries.actors import actor_named
from duban.records.models import Agency, Change, Deed, User
from duban.records.scope import scoped

pytestmark = pytest.mark.usefixtures("world")

CITY_ADMIN = f"system_admin-{CITY}"
SHENBEI: dict[str, Any] = {"code": "210113", "name": "示例沈北新区应急管理局", "level": "district", "region": "210113"}


def test_a_city_adds_a_district_and_reads_it_from_then_on() -> None:
    assert do("add_agency", by=CITY_ADMIN, **SHENBEI) == "210113"
    added = stored(Agency, "210113")
    assert (added.parent_id, added.kind, added.enforcement_capacity, added.mark) == (CITY, "bureau", "own", "")
    assert "210113" in actor_named(CITY_ADMIN).reads


def test_a_city_adds_a_department_below_a_district() -> None:
    department = {"code": "210106-P2", "name": "示例铁西区发展和改革局", "level": "district", "region": "210106"}
    do("add_agency", by=CITY_ADMIN, parent=TIEXI, kind="partner", capacity="assist", mark="铁发改", **department)
    assert stored(Agency, "210106-P2").parent_id == TIEXI


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"code": TIEXI}, "agency.taken"),
        ({"parent": "210112", "by": f"system_admin-{TIEXI}"}, "agency.outside"),
        ({"parent": "330100"}, "agency.outside"),
        ({"region": "999999"}, "region.unknown"),
        ({"region": "330106"}, "region.outside"),
        ({"code": "铁西"}, "input"),
        ({"level": "village"}, "input"),
        ({"by": f"clerk-{CITY}"}, "permission.not_held"),
        ({"by": f"security_admin-{CITY}"}, "permission.not_held"),
    ],
)
def test_a_unit_is_refused(change: dict[str, Any], rule: str) -> None:
    inputs = {"by": CITY_ADMIN, **SHENBEI, **change}
    assert refused("add_agency", **inputs).rule == rule


def test_a_unit_takes_another_name_and_mark_for_what_it_issues_from_then_on() -> None:
    change = {
        "agency": TIEXI,
        "name": "示例铁西应急局",
        "mark": "铁应急",
        "capacity": "entrusted",
        "reason": "机构改革",
    }
    assert do("change_agency", by=CITY_ADMIN, **change) == TIEXI
    found = stored(Agency, TIEXI)
    assert (found.name, found.mark, found.enforcement_capacity) == ("示例铁西应急局", "铁应急", "entrusted")
    assert refused("change_agency", by=f"system_admin-{TIEXI}", **change | {"agency": CITY}).rule == "agency.outside"


def test_a_refused_word_is_told_with_its_choices() -> None:
    refusal = refused("add_agency", by=CITY_ADMIN, **{**SHENBEI, "level": "village"})
    assert str(refusal) == (
        "填报内容有误：level「village」：应为下列之一：nation、province、city、district、zone、township，例如 district"
    )


def test_a_founding_makes_a_unit_and_its_three_administrators() -> None:
    deed = uuid4()
    found = found_installation(
        code="210200", name="示例二市应急管理局", level=AgencyLevel.CITY, region="210200", on=DAY, at=noon(DAY), id=deed
    )
    assert [(each.username, each.role) for each in found] == [
        ("system_admin-210200", Role.SYSTEM_ADMIN),
        ("security_admin-210200", Role.SECURITY_ADMIN),
        ("audit_admin-210200", Role.AUDIT_ADMIN),
    ]
    for each in found:
        account = rows(User).get(username=each.username)
        assert check_password(each.password, account.password)
        assert account.must_change_password
        assert actor_named(each.username).roles == {each.role}


def test_a_founding_is_the_deed_of_the_administrator_whom_it_makes() -> None:
    deed = uuid4()
    do("found_agency", by=founder("210200", deed), id=deed, **FOUNDED)
    with scoped(("210200",)):
        assert Deed.objects.get(pk=deed).by_id == actor("system_admin-210200").id


def test_no_password_stands_in_the_trail() -> None:
    deed = uuid4()
    do("found_agency", by=founder("210200", deed), id=deed, **FOUNDED)
    with scoped(("210200",)):
        texts = [
            Deed.objects.get(pk=deed).canonical,
            *Change.objects.filter(deed_id=deed).values_list("after", flat=True),
        ]
    assert [text for text in texts if PASSWORD in text or '"password"' in text] == []
    assert "**********" in texts[0]


def test_a_founded_unit_grows_downwards() -> None:
    deed = uuid4()
    do("found_agency", by=founder("210200", deed), id=deed, **FOUNDED)
    below = {"code": "210202", "name": "示例中山区应急管理局", "level": "district", "region": "210202"}
    do("add_agency", by="system_admin-210200", **below)
    assert actor_named("system_admin-210200").subordinates == ("210202",)
    assert "210202" not in actor_named(CITY_ADMIN).reads


def test_nobody_who_has_an_account_founds() -> None:
    refusal = refused("found_agency", by=CITY_ADMIN, **FOUNDED)
    assert (refusal.rule, "duban init" in str(refusal)) == ("founding.not_founder", True)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"code": CITY}, "agency.taken"),
        ({"code": GOVERNMENT}, "agency.taken"),
        ({"region": "999999"}, "region.unknown"),
        ({"audit_password": "kurz"}, "password.weak"),
    ],
)
def test_a_founding_is_refused(change: dict[str, Any], rule: str) -> None:
    deed, inputs = uuid4(), {**FOUNDED, **change}
    assert refused("found_agency", by=founder(inputs["code"], deed), id=deed, **inputs).rule == rule
