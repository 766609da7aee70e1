"""``duban campaign``: check, load, list and show plans of campaigns."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import click

from duban.cli import options
from duban.cli.doing import doing
from duban.cli.printing import print_json, print_lines, table
from duban.cli.session import with_database
from duban.cli.wording import said
from duban.domain.campaign import Campaign
from duban.domain.law import Law
from duban.domain.messages import N_, Message, Refusal
from duban.domain.worked_examples import contradictions
from duban.queries.campaigns import campaign as campaign_in_use
from duban.queries.campaigns import campaigns
from duban.specs.campaigns_loader import campaign_from_text
from duban.specs.loader import load_calendar, load_deadlines, load_lawbook
from duban.specs.reading import SpecErrors

FAULTY = 1


@click.group(help="专项行动（工作方案）：检查、装入、查看。")
def campaign() -> None:
    """Hold the commands on campaigns."""


@campaign.command(help="检查工作方案文件：格式、条文、样例。不需要数据库。")
@click.argument("file", type=options.EXISTING_FILE)
@options.as_json
@click.pass_context
def check(ctx: click.Context, *, file: Path, as_json: bool) -> None:
    """Print every fault with file and line; exit 1 when there is one."""
    found, faults = _checked(file)
    if as_json:
        about = {} if found is None else _plain(found)
        print_json({"ok": not faults, **about, "errors": faults})
    elif found is not None and not faults:
        click.echo(f"{found.id}：{found.title}，没有发现问题。")
    for fault in [] if as_json else faults:
        click.echo(f"{fault['file']}:{fault['line']}：{fault['message']}{_example(fault)}", err=True)
    ctx.exit(FAULTY if faults else 0)


def _checked(file: Path) -> tuple[Campaign | None, list[dict[str, Any]]]:
    try:
        found = campaign_from_text(_text(file), file.name)
    except SpecErrors as errors:
        return None, [
            {"file": each.file, "line": each.line, "message": said(each.message), "example": each.example}
            for each in errors.errors
        ]
    law = Law(load_lawbook(), load_deadlines(), load_calendar())  # as the files say: no database is asked
    wrong = contradictions(found, law)
    return found, [{"file": file.name, "line": 0, "message": said(each), "example": ""} for each in wrong]


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        place = {"file": file.name, "byte": error.start}
        raise Refusal(
            "campaign.encoding",
            Message("campaign.encoding", N_("{file} 不是 UTF-8 文本（第 {byte} 字节）。"), place),
            remedy=Message("campaign.encoding.remedy", N_("请用 UTF-8 编码另存后再试。")),
        ) from None


def _example(fault: dict[str, Any]) -> str:
    return f"。例：{fault['example']}" if fault["example"] else ""


@campaign.command(help="装入并发布工作方案；内容没有变化的不重复装入。")
@click.argument("file", type=options.EXISTING_FILE)
@options.by_account
@click.option("--on", type=options.Day(), help="发布日，默认当天。")
@click.option("--id", "deed", type=options.Id(), help="办理编号，重做时不重复装入；默认新编。")
@options.as_json
@with_database
def load(*, file: Path, by: str, on: date | None, deed: UUID | None, as_json: bool) -> None:
    """Publish the file as the campaign's version in use."""
    read = campaign_from_text(_text(file), file.name)
    doing("load_campaign", by=by, on=on, id=deed or uuid4(), text=_text(file))
    if as_json:
        print_json(_plain(campaign_in_use(read.id)))
    else:
        click.echo(f"{read.id}：{read.title}")


@campaign.command("list", help="已装入的专项行动。")
@options.as_json
@with_database
def list_(*, as_json: bool) -> None:
    """Print the version in use of every campaign."""
    found = campaigns()
    if as_json:
        print_json([_plain(each) for each in found])
    else:
        rows = [(each.id, each.version, each.agency, each.title) for each in found]
        print_lines(table(("专项行动", "版本", "机关", "名称"), rows))


@campaign.command(help="一个专项行动：阶段、行业、依据、附件。")
@click.argument("campaign_id", metavar="ID")
@options.as_json
@with_database
def show(*, campaign_id: str, as_json: bool) -> None:
    """Print the version in use."""
    found = campaign_in_use(campaign_id)
    if as_json:
        print_json(_plain(found) | _parts(found))
    else:
        print_lines(_lines(found))


def _plain(found: Campaign) -> dict[str, Any]:
    return {
        "id": found.id,
        "version": found.version,
        "title": found.title,
        "number": found.number,
        "agency": found.agency,
        "issued_on": found.issued_on,
        "first_on": found.first_on,
        "last_on": found.last_on,
    }


def _parts(found: Campaign) -> dict[str, Any]:
    return {
        "participants": list(found.participants),
        "phases": [
            {"id": p.id, "title": p.title, "first_on": p.first_on, "last_on": p.last_on, "clause": p.clause}
            for p in found.phases
        ],
        "industries": [{"id": i.id, "title": i.title, "hints": list(i.hints)} for i in found.industries],
        "due_dates": [{"id": d.id, "title": d.title, "on": d.on, "clause": d.clause} for d in found.due_dates],
        "grounds": [{"id": g.id, "title": g.title, "clause": g.clause} for g in found.grounds],
        "annexes": [{"id": a.id, "title": a.title} for a in found.annexes],
    }


def _lines(found: Campaign) -> list[str]:
    return [
        f"{found.id}（第 {found.version} 版）",
        f"{found.number} {found.title}",
        f"机关 {found.agency}，{found.first_on} 至 {found.last_on}",
        *(f"  {p.first_on}—{p.last_on}  {p.title}（{p.clause}）" for p in found.phases),
        *(f"  {d.on}  {d.title}（{d.clause}）" for d in found.due_dates),
        "行业：" + "、".join(i.title for i in found.industries),
        *(f"  {g.id}  {g.title}（{g.clause}）" for g in found.grounds),
        *(f"附件{a.id}：{a.title}" for a in found.annexes),
    ]
