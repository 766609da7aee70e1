"""``duban deadline``: the last day in time, day by day. Needs no database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

import click

from duban.cli import options
from duban.cli.law import mark
from duban.cli.printing import print_json, print_lines
from duban.cli.wording import said, translated
from duban.domain.deadlines import DayCount, Deadlines, DueDate
from duban.domain.messages import N_, Refusal
from duban.specs.loader import load_calendar, load_deadlines


class _Start(click.ParamType[date | datetime]):
    """The day of the trigger, or for terms in hours its moment."""

    name = "DAY"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date | datetime:
        try:
            return datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)
        except ValueError:
            self.fail(f"“{value}”应写成 2021-09-10 或 2021-09-10T09:00+08:00。", param, ctx)


@click.command(help="期限届满日，逐日说明，例如 duban deadline D12 --from 2021-07-14；一钟多限的写成 D14.1。")
@click.argument("code")
@click.option("--from", "start", type=_Start(), required=True, help="起算的事由发生日；按小时计的写时刻。")
@options.as_json
def deadline(*, code: str, start: date | datetime, as_json: bool) -> None:
    """Print when a clock that starts then runs out; a clock with several limits gives them all."""
    known = load_deadlines()
    several = len(known.limits(code)) > 1
    found = _computed(known, code, start)
    if as_json:
        print_json([plain(due) for due in found] if several else plain(found[0]))
    else:
        print_lines(line for due in found for line in explained(due))


def _computed(known: Deadlines, code: str, start: date | datetime) -> Sequence[DueDate]:
    """Every limit that has a term for that day; refused when none has."""
    found: list[DueDate] = []
    refused: list[Refusal] = []
    for rule in known.limits(code):
        try:
            found.append(known.compute(rule.code, start, load_calendar()))
        except Refusal as refusal:
            refused.append(refusal)
    if not found:
        raise refused[0]
    return found


def plain(due: DueDate) -> dict[str, Any]:
    """The due day for programs; ``due_at`` stands beside it for terms in hours."""
    return {
        "code": due.code,
        "title": due.title,
        "due_on": due.due_on,
        **({"due_at": due.due_at} if due.due_at is not None else {}),
        "unit": due.unit,
        "length": due.length,
        "citation": str(due.citation),
        "verified": due.verified,
        "provisional": due.provisional,
        "note": due.note,
        "days": [{"day": each.day, "counted": each.counted, "why": said(each.why)} for each in due.days],
    }


def explained(due: DueDate) -> Iterator[str]:
    """The due day with its article, then every day counted or skipped and why."""
    last = due.due_at.isoformat(timespec="minutes") if due.due_at else due.due_on.isoformat()
    yield f"{due.code} {due.title}：{last}"
    yield f"{due.citation}（{mark(verified=due.verified)}）"
    if due.provisional:
        yield translated(N_("放假安排尚未公布，结果可能变化。"))
    yield from (_day(each) for each in due.days)


def _day(each: DayCount) -> str:
    return f"  {each.day}  {'●' if each.counted else '○'}  {said(each.why)}"
