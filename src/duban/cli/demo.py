"""The demo 示例: the sample season up to the demo's day, its annexes in ``out/``, its logins on the terminal."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from uuid import UUID, uuid5

import click
from django.conf import settings
from pydantic import SecretStr

from duban.actions.accounts import change_own_password
from duban.actions.deeds import done_already
from duban.actions.founding import found_installation
from duban.actions.journal import Replayed, counted, replay, run
from duban.actions.rebuilding import rebuild
from duban.cli.annex import filled
from duban.cli.journal import keep
from duban.cli.passwords import PasswordBook, fresh, with_passwords
from duban.cli.printing import table
from duban.cli.session import tell
from duban.config.clock import ZONE
from duban.config.environment import PROJECT
from duban.documents.annexes import WRITERS
from duban.domain.messages import N_, Message, Refusal
from duban.domain.wordlists import AgencyLevel
from duban.queries.actors import actor_named
from duban.queries.campaigns import campaign as campaign_in_use
from duban.queries.units import every_agency

SAMPLES = PROJECT / "samples"
OUT = PROJECT / "out"
LEDGER = SAMPLES / "ledger-shenyang-2021.xlsx"
STEEL = SAMPLES / "real" / "steel_plants_china_gem_2023-03.csv"
SEASON = SAMPLES / "season-shenyang-2021.jsonl"
NATION = SAMPLES / "season-national-2021.jsonl"
CAMPAIGN = "shenyang-2021-32"
FIRST_DAY = date(2021, 7, 7)
FOUNDED = (
    ("210100", "沈阳市应急管理局（示例）", AgencyLevel.CITY, "210100", "（示例）沈应急"),
    ("000000", "示例全国单位", AgencyLevel.NATION, "100000", "（示例）全国"),
)
SHOWN = (
    ("clerk-210106", "铁西区填报人：台账、附件"),
    ("officer-210106", "铁西区执法人员：检查、隐患、文书"),
    ("approver-210106", "铁西区分管领导：签发、黄红牌"),
    ("head-210106", "铁西区主要负责人：处罚、提请关闭"),
    ("campaign_office-210100", "市局专项行动办公室"),
    ("leader-210100", "市局领导：查看各区"),
    ("system_admin-210100", "系统管理员"),
)
PROGRESS = "demo-progress"  # in the state folder
_NAMES = UUID("c5b5a0f8-6a55-5c6e-9a0b-1d4c9f2b2021")
_MORNING, _WORKDAY = time(9), timedelta(hours=8)


def seed(*, on: date) -> None:
    """Found, replay what is due by the day, write the annexes; what was seeded before is left alone.

    A later day replays the rest. An earlier one shows the same data as of that day: what lies after it counts nowhere.
    """
    book = PasswordBook(settings.STATE_DIR / "demo-logins.txt")
    progress = _Progress.read()
    if progress.until is None or progress.until < on:
        keep((LEDGER, STEEL))
        found(book)
        for journal in (SEASON, NATION):
            _replayed(journal, progress.until, on, book)
        _use_passwords(book)
        book.settle()
        progress.until = on
        progress.write()
    if progress.shown != on:
        rebuild(on)
        _write_annexes(on)
        progress.shown = on
        progress.write()
    _say(book)


class OfficeHours:
    """Moments of deeds: within the hours of the line's own day, each a minute after the one before."""

    def __init__(self) -> None:
        self._done: Counter[date] = Counter()

    def __call__(self, on: date) -> datetime:
        """The next moment of the day; late ones share five o'clock."""
        self._done[on] += 1
        return datetime.combine(on, _MORNING, ZONE) + min(timedelta(minutes=self._done[on]), _WORKDAY)


def due(lines: Iterable[str], on: date, after: date | None = None) -> Iterator[str]:
    """The lines whose day has come, and had not come on the earlier day."""
    first = "" if after is None else after.isoformat()
    return (line for line in lines if first < json.loads(line)["on"] <= on.isoformat())


def found(book: PasswordBook) -> None:
    """The units that stand above all others, each with its three administrators."""
    present = every_agency()
    for code, name, level, region, mark in FOUNDED:
        if code not in present:
            at = datetime.combine(FIRST_DAY, _MORNING, ZONE)
            first = found_installation(
                code=code, name=name, level=level, region=region, mark=mark, on=FIRST_DAY, at=at, id=uuid5(_NAMES, code)
            )
            for account in first:
                book.note(account.username, account.password)


def _replayed(journal: Path, after: date | None, on: date, book: PasswordBook) -> None:
    """All that is due of a journal.

    The first time all of it or nothing: an interrupted start begins anew. Later line by line: whoever tried the demo
    may have done otherwise since, and lines that no longer fit are left out.
    """
    lines = list(due(journal.read_text(encoding="utf-8").splitlines(), on, after))
    with click.progressbar(lines, label=journal.stem, file=sys.stderr) as bar:
        given = with_passwords(bar, book)
        result = replay(given, OfficeHours()) if after is None else _line_by_line(given)
    if not result.refused:
        return
    first = result.refused[0]
    facts = {"file": journal.name, "line": first.line, "reason": first.reason, "count": len(result.refused)}
    if after is None:
        text = N_("示例日志 {file} 有 {count} 行被拒绝，第一处在第 {line} 行：{reason}")
        raise Refusal("demo.journal", Message("demo.journal", text, facts))
    tell(Message("demo.left_out", N_("示例数据已被改动，{file} 有 {count} 行不再适用，已略过。"), facts))


def _line_by_line(lines: Iterable[str]) -> Replayed:
    result = Replayed()
    for _, outcome in run(lines, OfficeHours()):
        counted(result, outcome)
    return result


def _use_passwords(book: PasswordBook) -> None:
    """Passwords of the shown logins become their own: who tries the product need not change them first."""
    known = book.known()
    for username, _ in SHOWN:
        deed = uuid5(_NAMES, f"password/{username}")
        by = actor_named(username)
        if not done_already(deed, by):
            new = fresh()
            at = OfficeHours()(FIRST_DAY)
            change_own_password(
                by=by, on=FIRST_DAY, at=at, id=deed, current=SecretStr(known[username]), password=SecretStr(new)
            )
            book.note(username, new)


def _write_annexes(on: date) -> None:
    """Both annexes of every unit that reports and of the city, as workbook and as PDF."""
    OUT.mkdir(exist_ok=True)
    plan = campaign_in_use(CAMPAIGN)
    wanted = [(annex.id, unit) for unit in (plan.agency, *plan.participants) for annex in plan.annexes]
    with click.progressbar(wanted, label="附件", file=sys.stderr) as bar:
        for number, unit in bar:
            filled_in = filled(number, CAMPAIGN, unit, on, ("示例填报人", "024-00000000"), sources=True)
            for suffix in ("xlsx", "pdf"):
                (OUT / f"annex-{number}-{unit}.{suffix}").write_bytes(WRITERS[suffix](filled_in))


def _say(book: PasswordBook) -> None:
    known = book.known()
    tell(Message("demo.annexes", N_("附件1、附件2（各区和全市，.xlsx 和 .pdf）：{folder}"), {"folder": OUT}))
    tell(Message("demo.logins", N_("示例账号（保存在 {file}）："), {"file": book.path}))
    for line in table(("登录名", "密码", "是谁"), [(name, known[name], words) for name, words in SHOWN]):
        click.echo(f"  {line}", err=True)


@dataclass(slots=True)
class _Progress:
    """Up to which day the journals were replayed, and as of which day everything was shown last."""

    until: date | None = None
    shown: date | None = None

    @classmethod
    def read(cls) -> _Progress:
        path = settings.STATE_DIR / PROGRESS
        if not path.exists():
            return cls()
        days = (None if word == "-" else date.fromisoformat(word) for word in path.read_text(encoding="ascii").split())
        return cls(*days)

    def write(self) -> None:
        (settings.STATE_DIR / PROGRESS).write_text(f"{self.until or '-'} {self.shown or '-'}\n", encoding="ascii")
