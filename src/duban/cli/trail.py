"""``duban verify-trail`` and ``duban rebuild-standings``: whether what is stored is what was done."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from datetime import date

import click

from duban.actions.progress import told_to
from duban.actions.rebuilding import Difference, differences, rebuild
from duban.cli import options
from duban.cli.printing import bar, print_json
from duban.cli.session import with_database
from duban.cli.wording import translated
from duban.config import clock
from duban.domain.messages import N_
from duban.queries.units import every_agency
from duban.records.verification import Broken, anchored_agencies
from duban.records.verification import verify_trail as verified

DIFFERENT = 1

_WHY = {
    "mac": N_("办理的内容与校验码不符"),
    "missing": N_("此前有办理缺失"),
    "order": N_("与上一条办理不相连"),
    "changes": N_("办理的数据变更被改动、增加或者删除"),
    "columns": N_("办理的栏目与其内容不一致"),
    "head": N_("链的末端与登记的末端不一致"),
    "anchor": N_("库外锚点所记的办理已不在链上"),
    "unanchored": N_("末端没有库外锚点；该单位再办理一项或者重新运行 duban up 即补记"),
    "stray": N_("有数据变更不属于任何办理"),
    "altered": N_("数据与留痕不一致：{columns}"),
    "deleted": N_("留痕中有而数据表中没有的记录"),
    "inserted": N_("数据表中有而留痕中没有的记录"),
    "more": N_("另有 {more} 条记录不一致，未逐条列出"),
    "unreadable": N_("留痕中的记录无法与数据表比对"),
    "unguarded": N_("数据表的留痕触发器缺失或者已停用"),
}
"""What each fault means."""


@click.command("verify-trail", help="核验操作留痕：逐条重算各单位的链，与库外的锚点、与各数据表比对。")
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
            click.echo(f"  {_told(each)}", err=True)
    ctx.exit(0 if verdict.ok else DIFFERENT)


def _told(each: Broken) -> str:
    deed = f"{each.agency} 第 {each.seq} 条 {each.deed}".strip() if each.agency else ""
    row = " ".join(filter(None, (each.relation, each.row)))
    where = "，".join(filter(None, (row, deed)))
    facts = {"columns": "、".join(each.columns), "more": each.more}
    return f"{where}：{translated(_WHY[each.why]).format_map(facts)}"


@click.command("rebuild-standings", help="由事实重算全部态势；--check 只比对，不改动。")
@click.option("--check", is_flag=True, help="只比对：有出入时退出码为 1。")
@click.option("--on", type=options.Day(), help="重算到哪一天，默认当天。")
@options.as_json
@click.pass_context
@with_database
def rebuild_standings(ctx: click.Context, *, check: bool, on: date | None, as_json: bool) -> None:
    """Compare the stored projection with the facts, or make it anew."""
    with bar("重算态势") as progress, told_to(progress):
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
