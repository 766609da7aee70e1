"""``duban import-ledger`` and ``duban undo-import``: a workbook into the ledger, and a batch taken back."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import click

from duban.actions.ledger_import.deeds import Imported
from duban.actions.ledger_import.reading import Preview, Wish, marked_workbook, preview
from duban.actions.progress import told_to
from duban.cli import options
from duban.cli.doing import doing
from duban.cli.printing import bar, print_json, print_lines
from duban.cli.session import tell, with_database
from duban.cli.wording import said, translated
from duban.documents.workbooks.process import refuse_too_large
from duban.domain.messages import N_, Message, Refusal
from duban.domain.wordlists import RowVerdict, word_label
from duban.queries.actors import actor_named
from duban.queries.campaigns import campaign as campaign_in_use
from duban.queries.units import visitor
from duban.records import files
from duban.records.scope import scoped


class Pair(click.ParamType[tuple[str, str]]):
    """``left=right``."""

    name = "A=B"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """Both halves, or wrong usage with an example."""
        if isinstance(value, tuple):
            return value
        left, sign, right = value.partition("=")
        if not (left and sign and right):
            self.fail(f"“{value}”应写成 钢铁=steel 这样的形式。", param, ctx)
        return left, right


@click.command("import-ledger", help="导入企业台账：不带 --commit 只预演，说明每一行会怎样。")
@click.argument("file", type=options.EXISTING_FILE)
@options.of_campaign
@options.of_agency
@click.option("--commit", is_flag=True, help="写入合格的行；须写明 --by。")
@click.option("--errors", type=options.NEW_FILE, help="退回的行标在原工作簿里，写入这个 .xlsx。")
@click.option("--by", metavar="ACCOUNT", help="经办人的登录名；预演时可以不填。")
@click.option("--on", type=options.Day(), help="列入台账的日期，默认当天。")
@click.option("--id", "deed", type=options.Id(), help="批次编号，重做时不重复导入；默认新编。")
@click.option("--sheet", default="", help="工作表名称；默认自行查找。")
@click.option("--industry", default="", help="没有行业栏时，全部行所属的行业。")
@click.option("--industries", type=Pair(), multiple=True, help="行业栏的用词对应的行业，例如 钢铁=steel；可多次。")
@click.option("--no-code-reason", default="", help="没有信用代码也没有写原因的行，统一采用的原因。")
@click.option("--answer", "answers", type=Pair(), multiple=True, help="存疑行的答复：行号=企业编号、row:行号或 new。")
@options.as_json
@with_database
def import_ledger(
    *,
    file: Path,
    campaign: str,
    agency: str,
    commit: bool,
    errors: Path | None,
    by: str | None,
    on: date | None,
    deed: UUID | None,
    as_json: bool,
    **wishes: Any,
) -> None:
    """Say what would happen to each row, or commit the good ones in one batch."""
    wish = _wish(**wishes)
    refuse_too_large(file.stat().st_size)
    if errors is not None:
        _refuse_nowhere(errors)
    batch: UUID | None = None
    if commit:
        if by is None:
            raise click.UsageError("写入时须用 --by 写明经办人。")
        _refuse_other_agency(by, agency)
        with bar("导入台账") as progress, told_to(progress):
            done = _commit(file, wish, campaign=campaign, by=by, on=on, deed=deed or uuid4())
        batch, found = done.batch, done.found
    else:
        with bar("预演") as progress, told_to(progress):
            found = _dry_run(file, campaign, agency, wish)
    if errors is not None and found.plan.parsed.rejections:
        errors.write_bytes(marked_workbook(file.read_bytes(), found))
        tell(Message("import.returned", N_("退回的行已标在 {path}"), {"path": errors}))
    _print(found, batch, as_json=as_json)


def _refuse_nowhere(path: Path) -> None:
    """Where the returned rows cannot be written is told before the good ones are."""
    if not os.access(path.parent, os.W_OK):
        number = errno.EACCES if path.parent.exists() else errno.ENOENT
        raise OSError(number, os.strerror(number), str(path))


def _wish(
    sheet: str,
    industry: str,
    industries: tuple[tuple[str, str], ...],
    no_code_reason: str,
    answers: tuple[tuple[str, str], ...],
) -> Wish:
    for row, _answer in answers:
        if not row.isdecimal():
            raise click.UsageError(f"--answer 的行号应为数字，而不是“{row}”。")
    return Wish(sheet, industry, no_code_reason, dict(industries), {int(row): answer for row, answer in answers})


def _refuse_other_agency(by: str, agency: str) -> None:
    """A ledger is written by its own unit or one above it, never on behalf of another."""
    home = actor_named(by).agency
    if home != agency:
        facts = {"account": by, "home": home, "agency": agency}
        text = N_("账号“{account}”属于 {home}，不能以 {agency} 的名义导入。")
        remedy = Message("import.agency.remedy", N_("请填写经办人所在的机关，或者换用该机关的账号。"))
        raise Refusal("import.agency", Message("import.agency", text, facts), remedy=remedy)


def _dry_run(file: Path, campaign: str, agency: str, wish: Wish) -> Preview:
    reader = visitor(agency)
    with scoped(reader.reads, reader.reads):  # void records of the own units may be revived: they must be seen
        return preview(file.read_bytes(), campaign_in_use(campaign), reader, wish)


def _commit(file: Path, wish: Wish, *, campaign: str, by: str, on: date | None, deed: UUID) -> Imported:
    with file.open("rb") as content:
        kept = files.keep(content)
    done: Imported = doing(
        "import_ledger", by=by, on=on, id=deed, campaign=campaign, file=kept.sha256, file_name=file.name, **asdict(wish)
    )
    return done


def _print(found: Preview, batch: UUID | None, *, as_json: bool) -> None:
    counts = found.plan.counts._asdict()
    if as_json:
        left = {"unread_sheets": found.unread_sheets, "unused_columns": found.header.unused}
        print_json({**counts, "batch": batch, "sheet": found.sheet, **left, **_details(found)})
        return
    words = "，".join(
        f"{translated(word_label(RowVerdict(name)))} {count}" for name, count in counts.items() if name != "enterprises"
    )
    click.echo(f"工作表“{found.sheet}”：{words}；企业 {counts['enterprises']} 家。")
    click.echo("只是预演，没有写入；加 --commit 写入。" if batch is None else f"已写入，批次 {batch}。")
    print_lines(f"  第 {one['row']} 行退回：{one['reason']}" for one in _details(found)["rejections"])
    print_lines(f"  第 {one['row']} 行存疑：{one['why']}（{one['other']}）" for one in _details(found)["doubts"])
    if found.unread_sheets:
        click.echo(f"没有读的工作表：{'、'.join(found.unread_sheets)}；要读的用 --sheet 写明。")
    if found.header.unused:
        click.echo(f"没有用到的栏目：{'、'.join(found.header.unused)}。")


def _details(found: Preview) -> dict[str, list[dict[str, Any]]]:
    return {
        "rejections": [
            {"row": one.row, "field": one.field, "value": one.value, "reason": said(one.reason())}
            for one in found.plan.parsed.rejections
        ],
        "doubts": [
            {"row": one.row, "name": one.name, "enterprise": one.enterprise, "earlier_row": one.earlier_row,
             "other": one.other_name, "why": said(one.why)}
            for one in found.plan.doubts
        ],
    }  # fmt: skip


@click.command("undo-import", help="撤销一个导入批次：新建的作废，变更的复原，其后动过的留下并说明。")
@click.argument("batch", type=options.Id())
@options.by_account
@click.option("--reason", required=True, help="撤销的理由。")
@click.option("--on", type=options.Day(), help="撤销日，默认当天。")
@options.as_json
@with_database
def undo_import(*, batch: UUID, by: str, reason: str, on: date | None, as_json: bool) -> None:
    """Take the batch back; print what was touched since and therefore stays."""
    left = [asdict(each) for each in doing("undo_import", by=by, on=on, batch=batch, reason=reason)]
    if as_json:
        print_json({"batch": batch, "left": left})
        return
    click.echo(f"批次 {batch} 已撤销，{len(left)} 条记录其后动过，保留不动。")
    print_lines(_left(each) for each in left)


def _left(each: Mapping[str, Any]) -> str:
    return f"  {each['relation']} {each['id']}"
