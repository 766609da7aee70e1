"""``duban replay``: the lines of a journal as deeds, all of them or line by line."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path

import click

from duban.actions.deeds import Channel, through
from duban.actions.journal import Refused, Replayed, counted, run
from duban.actions.journal import replay as replay_all
from duban.cli import options
from duban.cli.passwords import PasswordBook, with_passwords
from duban.cli.printing import print_json
from duban.cli.session import with_database
from duban.config import clock
from duban.domain.messages import N_, Message, Refusal
from duban.records import files

REFUSED = 1


@click.command(help="回放办理日志（每行一项办理，JSON）：默认全部成功才写入。")
@click.argument("file", type=options.EXISTING_FILE)
@click.option("--continue", "go_on", is_flag=True, help="逐行写入并逐行确认；被拒绝的行跳过。")
@click.option("--passwords", type=options.NEW_FILE, help="开设账号的行没有写密码的，随机生成并记入这个文件。")
@click.option("--attach", type=options.EXISTING_FILE, multiple=True, help="日志中按 SHA-256 引用的文件；可多次。")
@options.as_json
@click.pass_context
@with_database
def replay(
    ctx: click.Context, *, file: Path, go_on: bool, passwords: Path | None, attach: tuple[Path, ...], as_json: bool
) -> None:
    """Run every line through its action; exit 1 when a line was refused."""
    keep(attach)
    with _lines(file, silent=go_on) as lines, through(Channel.CLI):
        given = with_passwords(lines, PasswordBook(passwords)) if passwords else lines
        result = _line_by_line(given, aside=as_json) if go_on else replay_all(given, now)
    if as_json:
        print_json(asdict(result))
    else:
        _say(result, go_on=go_on)
    ctx.exit(REFUSED if result.refused else 0)


def now(_on: date) -> datetime:
    """Every line is done now, whatever its legal day."""
    return clock.now()


def keep(paths: Iterable[Path]) -> None:
    """Put files where lines that name them by content will look."""
    for path in paths:
        with path.open("rb") as content:
            files.keep(content)


@contextmanager
def _lines(file: Path, *, silent: bool) -> Iterator[Iterable[str]]:
    """The lines, with a progress bar on a terminal; acknowledged lines are progress enough."""
    try:
        with file.open(encoding="utf-8-sig") as text:
            count = sum(1 for _ in text)
            text.seek(0)
            with click.progressbar(text, length=count, label="回放", file=sys.stderr, hidden=silent) as bar:
                yield bar
    except UnicodeDecodeError as error:
        raise Refusal(
            "journal.encoding",
            Message("journal.encoding", N_("{file} 不是 UTF-8 文本。"), {"file": file.name}),
            remedy=Message("journal.encoding.remedy", N_("请用 UTF-8 编码另存后再试。")),
        ) from error


def _line_by_line(lines: Iterable[str], *, aside: bool) -> Replayed:
    """Each line in its own transaction; its acknowledgement is printed only after the commit."""
    result = Replayed()
    for line_id, outcome in run(lines, now):
        counted(result, outcome)
        word = "refused" if isinstance(outcome, Refused) else outcome
        click.echo(f"{word} {line_id}", err=aside)
        if isinstance(outcome, Refused):
            click.echo(_reason(outcome), err=True)
    return result


def _say(result: Replayed, *, go_on: bool) -> None:
    if not go_on:
        for each in result.refused:
            click.echo(_reason(each), err=True)
    undone = "" if go_on or not result.refused else "；有拒绝的行，全部没有写入"
    click.echo(f"办理 {result.applied} 项，此前已办 {result.skipped} 项，拒绝 {len(result.refused)} 项{undone}。")


def _reason(each: Refused) -> str:
    return f"第 {each.line} 行：{each.reason}"
