"""``duban verify-trail`` and ``duban rebuild-standings``: whether what is stored is what was done."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from datetime import date

import click

from duban.actions.rebuilding import Difference, differences, rebuild
from duban.cli import options
from duban.cli.printing import print_json
from duban.cli.session import with_database
from duban.config import clock
from duban.queries.units import every_agency
from duban.records.trail import anchored_agencies
from duban.records.trail import verify_trail as verified

DIFFERENT = 1


@click.command("verify-trail", help="核验操作留痕：逐条重算各单位的链，与库外的锚点比对。")
@options.as_json
@click.pass_context
@with_database
def verify_trail(ctx: click.Context, *, as_json: bool) -> None:
    """Recompute every chain; exit 1 when something does not hold."""
    verdict = verified({*every_agency(), *anchored_agencies()})
    if as_json:
        broken = [asdict(each) for each in verdict.broken]
        print_json({"ok": verdict.ok, "deeds": verdict.deeds, "broken": broken})
    else:
        click.echo(f"共 {verdict.deeds} 条办理，{'全部相符' if verdict.ok else f'{len(verdict.broken)} 处不符'}。")
        for each in verdict.broken:
            click.echo(f"  {each.agency} 第 {each.seq} 条 {each.deed}：{each.why}", err=True)
    ctx.exit(0 if verdict.ok else DIFFERENT)


@click.command("rebuild-standings", help="由事实重算全部态势；--check 只比对，不改动。")
@click.option("--check", is_flag=True, help="只比对：有出入时退出码为 1。")
@click.option("--on", type=options.Day(), help="重算到哪一天，默认当天。")
@options.as_json
@click.pass_context
@with_database
def rebuild_standings(ctx: click.Context, *, check: bool, on: date | None, as_json: bool) -> None:
    """Compare the stored projection with the facts, or make it anew."""
    found = differences() if check else rebuild(on or clock.today())
    if as_json:
        print_json({"ok": not found.differences, "standings": found.compared, "differences": _plain(found.differences)})
    else:
        kinds = Counter(each.why for each in found.differences)
        words = "，".join(f"{why} {count}" for why, count in sorted(kinds.items())) or "没有出入"
        click.echo(f"共 {found.compared} 条态势：{words}。")
    ctx.exit(DIFFERENT if check and found.differences else 0)


def _plain(found: tuple[Difference, ...]) -> list[dict[str, object]]:
    return [asdict(each) for each in found]
