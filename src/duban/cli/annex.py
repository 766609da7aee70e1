"""``duban annex``: the statistics of a unit on a day, as a form to send or as data."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from duban.cli import options
from duban.cli.printing import print_json
from duban.cli.session import tell, with_database
from duban.documents.annexes import WRITERS, as_plain
from duban.domain.annex_table import AnnexTable, Header
from duban.domain.messages import N_, Message
from duban.queries.annexes import annex_table
from duban.queries.campaigns import campaign as campaign_in_use
from duban.queries.units import agency_named, reading, reporting_units


@click.command(help="附件1、附件2：写入 .xlsx、.pdf、.csv 或 .json；市级汇总列出各单位并小计。")
@click.argument("number", metavar="1|2")
@options.of_campaign
@options.of_agency
@options.on_day
@click.option("--out", type=options.NEW_FILE, help="写入的文件，格式由扩展名决定。")
@click.option("--prepared-by", default="", help="填报人。")
@click.option("--telephone", default="", help="联系电话。")
@options.as_json
@with_database
def annex(
    *,
    number: str,
    campaign: str,
    agency: str,
    on: date,
    out: Path | None,
    prepared_by: str,
    telephone: str,
    as_json: bool,
) -> None:
    """Fill the form for the unit; a unit with others below it shows the rows of all."""
    if out is None and not as_json:
        raise click.UsageError("请用 --out 写明文件，或用 --json 打印。")
    suffix = "json" if out is None else out.suffix.lstrip(".").lower()
    if suffix not in WRITERS:
        raise click.UsageError(f"不能写成 .{suffix}，可写成：{'、'.join(f'.{each}' for each in WRITERS)}。")
    table = filled(
        number, campaign, agency, on, (prepared_by, telephone), sources=as_json or suffix in {"json", "xlsx"}
    )
    if out is not None:
        out.write_bytes(WRITERS[suffix](table))
        tell(Message("annex.written", N_("附件{number}已写入 {path}"), {"number": number, "path": out}))
    if as_json:
        print_json(as_plain(table))


def filled(
    number: str, campaign: str, agency: str, on: date, clerk: tuple[str, str] = ("", ""), *, sources: bool = False
) -> AnnexTable:
    """The annex of a unit as of a day; ``clerk`` is name and telephone for the form's head."""
    with reading(agency):
        header = Header(agency_named(agency).name, *clerk, on)
        return annex_table(
            campaign_in_use(campaign), number, on, header, units=reporting_units(agency), sources=sources
        )
