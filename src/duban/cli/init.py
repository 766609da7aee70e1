"""``duban init``: a real installation: its first unit and the three administrators with one-time passwords."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import uuid4

import click

from duban.actions.deeds import Channel, through
from duban.actions.founding import found_installation
from duban.cli import options
from duban.cli.printing import print_json, print_lines, table
from duban.cli.session import with_database
from duban.cli.wording import translated
from duban.config import clock
from duban.domain.enforcement_capacity import EnforcementCapacity
from duban.domain.messages import N_, Message, Refusal
from duban.domain.permissions import ROLE_LABELS
from duban.domain.regions import Region, RegionLevel
from duban.domain.rules.organisation import region_refusal
from duban.domain.wordlists import AgencyLevel
from duban.queries.units import every_agency
from duban.specs.regions import load_regions


@click.command(help="初始化：设立首个单位和三名管理员，打印一次性密码。")
@click.option("--agency", required=True, metavar="CODE", help="机关代码，例如 210100。")
@click.option("--name", help="机关名称，默认按行政区划，例如 沈阳市应急管理局。")
@click.option("--level", type=click.Choice(AgencyLevel), help="层级，默认按行政区划。")
@click.option("--region", metavar="CODE", help="行政区划代码，默认与机关代码相同。")
@click.option("--mark", default="", help="机关代字，用于文号。")
@options.as_json
@with_database
def init(
    *, agency: str, name: str | None, level: AgencyLevel | None, region: str | None, mark: str, as_json: bool
) -> None:
    """Found the first unit; refused where there is one already."""
    _refuse_second()
    place = _place(region or agency)
    at = clock.now()
    with through(Channel.CLI):
        first = found_installation(
            code=agency,
            name=name or f"{place.name}应急管理局",
            level=level or _LEVELS[place.level],
            region=place.id,
            mark=mark,
            capacity=EnforcementCapacity.OWN,
            on=at.date(),
            at=at,
            id=uuid4(),
        )
    accounts = [(account.username, translated(ROLE_LABELS[account.role]), account.password) for account in first]
    if as_json:
        print_json(
            [{"username": username, "role": role, "password": password} for username, role, password in accounts]
        )
    else:
        print_lines(table(("登录名", "角色", "一次性密码"), accounts))
        click.echo("密码只显示这一次，首次登录须修改。", err=True)


_LEVELS: Mapping[RegionLevel, AgencyLevel] = {
    RegionLevel.COUNTRY: AgencyLevel.NATION,
    RegionLevel.PROVINCE: AgencyLevel.PROVINCE,
    RegionLevel.CITY: AgencyLevel.CITY,
    RegionLevel.DISTRICT: AgencyLevel.DISTRICT,
    RegionLevel.ZONE: AgencyLevel.ZONE,
    RegionLevel.TOWN: AgencyLevel.TOWNSHIP,
}


def _place(code: str) -> Region:
    """The region of the unit, from which its name and level follow where nobody says otherwise."""
    regions = load_regions()
    refusal = region_refusal(code, regions)
    if refusal is not None:
        raise refusal
    return regions[code]


def _refuse_second() -> None:
    found = every_agency()
    if found:
        raise Refusal(
            "init.done",
            Message("init.done", N_("已经初始化：首个单位是 {agency}。"), {"agency": found[0]}),
            remedy=Message("init.done.remedy", N_("下级单位由系统管理员登记。")),
        )
