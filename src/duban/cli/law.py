"""``duban law``: the article that stands for a legal concept on a day. Needs no database."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from duban.cli import options
from duban.cli.printing import print_json
from duban.cli.wording import translated
from duban.domain.citations import Citation
from duban.domain.messages import N_
from duban.specs.loader import load_lawbook


@click.command(help="某个法律概念在某日适用的条文，例如 duban law order_removal --on 2021-09-05。")
@click.argument("concept")
@options.on_day
@options.as_json
def law(*, concept: str, on: date, as_json: bool) -> None:
    """Print the article in force on the day; refused where there was none."""
    citation = load_lawbook().cite(concept, on)
    if as_json:
        print_json(plain(citation))
    else:
        click.echo(f"{citation}  {span(citation)}  {mark(verified=citation.verified)}")


def plain(citation: Citation) -> dict[str, Any]:
    """The article for programs; ``article`` is its number alone, ``text`` the wording for documents."""
    return {
        "concept": citation.concept,
        "instrument": citation.title,
        "version": citation.version,
        "article": citation.number,
        "text": str(citation),
        "from": citation.from_day,
        "to": citation.to_day,
        "verified": citation.verified,
        "checked_on": citation.checked_on,
        "source": citation.source,
        "note": citation.note,
    }


def span(citation: Citation) -> str:
    """From when to when the wording is in force."""
    return f"{citation.from_day or ''}—{citation.to_day or ''}"


def mark(*, verified: bool) -> str:
    """Whether somebody has read the official text."""
    return translated(N_("已核") if verified else N_("待法规科核实"))
