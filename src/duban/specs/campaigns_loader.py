"""``campaigns/*.yaml`` to campaigns 专项行动.

Refuses unknown keys, conditions and measures, repeated ids, days out of order, and articles without a value on a day on
which they are used; each with file, line, what is wrong and an example.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from pathlib import Path

from duban.domain.annex_table import ColumnKind
from duban.domain.annexes import MEASURES
from duban.domain.campaign import (
    AnnexColumn,
    AnnexDefinition,
    Campaign,
    DueDate,
    Industry,
    Phase,
    Publication,
    WorkedExample,
)
from duban.domain.deadlines import Deadlines
from duban.domain.messages import N_, Message
from duban.domain.standing import Act
from duban.specs.facts_reading import facts_kind
from duban.specs.grounds_reading import Scope, grounds_kind, refuse_unknown_bases
from duban.specs.loader import load_deadlines
from duban.specs.reading import (
    DAY,
    ID,
    SPECS,
    TEXT,
    Entry,
    Kind,
    choice,
    integer,
    listing,
    matching,
    read_file,
    read_text,
    record,
    table,
)

CAMPAIGNS = SPECS / "campaigns"
AGENCY = matching(r"\d{6}(-K\d+)?", N_("机关代码（六位行政区划代码，开发区加 -K1、-K2）"), "210106-K1")
HINT = matching(r"\d{2,4}", N_("国民经济行业代码（GB/T 4754）"), "3110")
WRITTEN_MEASURES = frozenset(
    {"serial", "enterprise", "region", "address", "industry", "remark", "content", "passed", "card", "basis", "closed"}
)
"""What a column may show besides the counted measures."""


def load_campaign(path: Path) -> Campaign:
    """One campaign file; ``SpecErrors`` with everything that is wrong."""
    return _loaded(path)


def load_campaigns(folder: Path = CAMPAIGNS) -> tuple[Campaign, ...]:
    """All campaigns that come with the product, by file name."""
    return tuple(load_campaign(path) for path in sorted(folder.glob("*.yaml")))


def campaign_from_text(text: str, file: str = "campaign.yaml", deadlines: Deadlines | None = None) -> Campaign:
    """A campaign from the text of its file, as stored or as edited; errors as in :func:`load_campaign`."""
    return read_text(text, file, campaign_kind(deadlines or load_deadlines()))


@cache
def _loaded(path: Path) -> Campaign:
    return read_file(path, campaign_kind(load_deadlines()))


def campaign_kind(deadlines: Deadlines) -> Kind[Campaign]:
    """How a campaign is read under the given law."""
    return record(lambda entry: _read(entry, deadlines), example="id: shenyang-2021-32")


def _read(entry: Entry, deadlines: Deadlines) -> Campaign:
    entry.in_order("issued_on", "first_on")
    entry.in_order("first_on", "last_on")
    entry.in_order("inspect_by", "last_on")
    first_on, last_on = entry.required("first_on", DAY), entry.required("last_on", DAY)
    scope = Scope(deadlines.lawbook, deadlines, first_on, last_on)
    grounds = entry.required("grounds", grounds_kind(scope))
    refuse_unknown_bases(grounds, entry.place_of("grounds"), entry.problems)
    due_dates = entry.optional("due_dates", listing(record(_due_date), unique="id"), ())
    annexes = entry.required("annexes", listing(record(_annex), unique="id", at_least=1))
    _refuse_unknown_annexes(due_dates, annexes, entry)
    return Campaign(
        id=entry.required("id", ID, example="shenyang-2021-32"),
        version=entry.required("version", TEXT, example='"1"'),
        number=entry.required("number", TEXT, example="沈应急发〔2021〕32号"),
        title=entry.required("title", TEXT),
        agency=entry.required("agency", AGENCY),
        issued_on=entry.required("issued_on", DAY),
        first_on=first_on,
        last_on=last_on,
        near_days=entry.required("near_days", integer(0, 366)),
        participants=entry.required("participants", listing(AGENCY, at_least=1)),
        phases=entry.required("phases", listing(record(_phase(first_on, last_on)), unique="id", at_least=1)),
        industries=entry.required("industries", listing(record(_industry), unique="id", at_least=1)),
        due_dates=due_dates,
        inspect_by=entry.required("inspect_by", DAY),
        grounds=grounds,
        annexes=annexes,
        title_en=entry.optional("en", TEXT, ""),
        legal_basis=entry.required("legal_basis", listing(TEXT, at_least=1)),
        clauses=_clauses(entry),
        publication=entry.optional("publication", record(_publication)),
        examples=entry.optional("examples", listing(record(_example), unique="title"), ()),
    )


def _clauses(entry: Entry) -> dict[str, str]:
    act = choice(Act)
    known: Kind[str] = Kind(act.read, lambda: "", "inspect")
    return entry.optional("clauses", table(TEXT, keys=known), {})


def _phase(first_on: date, last_on: date) -> Callable[[Entry], Phase]:
    def read(entry: Entry) -> Phase:
        entry.in_order("first_on", "last_on")
        phase = Phase(
            id=entry.required("id", ID, example="exit"),
            title=entry.required("title", TEXT),
            first_on=entry.required("first_on", DAY),
            last_on=entry.required("last_on", DAY),
            clause=entry.required("clause", TEXT, example="四（二）"),
            title_en=entry.optional("en", TEXT, ""),
        )
        unread = date.min in (first_on, last_on, phase.first_on, phase.last_on)  # noted where the day itself is read
        inside = unread or (first_on <= phase.first_on and phase.last_on <= last_on)
        text = N_("阶段超出专项行动的期间（{first}—{last}）")
        message = Message("campaign.phase_outside", text, {"first": first_on, "last": last_on})
        entry.check(inside, "first_on", message, f"first_on: {first_on}")
        return phase

    return read


def _industry(entry: Entry) -> Industry:
    return Industry(
        id=entry.required("id", ID, example="steel"),
        title=entry.required("title", TEXT, example="钢铁"),
        hints=entry.optional("hints", listing(HINT), ()),
        title_en=entry.optional("en", TEXT, ""),
    )


def _due_date(entry: Entry) -> DueDate:
    return DueDate(
        id=entry.required("id", ID, example="annexes"),
        title=entry.required("title", TEXT),
        on=entry.required("on", DAY),
        clause=entry.required("clause", TEXT, example="四（二）"),
        title_en=entry.optional("en", TEXT, ""),
        annexes=entry.optional("annexes", listing(TEXT), ()),
    )


def _refuse_unknown_annexes(due_dates: Iterable[DueDate], annexes: Iterable[AnnexDefinition], entry: Entry) -> None:
    """What is returned for a due date is an annex of the same campaign."""
    known = {annex.id for annex in annexes}
    for due in due_dates:
        for annex in due.annexes:
            if annex not in known:
                text = N_("节点“{node}”报送的附件“{annex}”不是本方案的附件")
                message = Message("campaign.unknown_annex", text, {"node": due.id, "annex": annex})
                entry.problems.add(entry.place_of("due_dates"), message, 'annexes: ["1", "2"]')


def _publication(entry: Entry) -> Publication:
    entry.in_order("from_on", "by_on")
    return Publication(
        from_on=entry.required("from_on", DAY),
        by_on=entry.required("by_on", DAY),
        clause=entry.required("clause", TEXT, example="四（三）"),
        rules=entry.optional("rules", listing(TEXT), ()),
    )


def _annex(entry: Entry) -> AnnexDefinition:
    return AnnexDefinition(
        id=entry.required("id", ID, example='"1"'),
        title=entry.required("title", TEXT),
        rows=entry.required("rows", matching("enterprise|card", N_("行的种类（enterprise 或者 card）"), "enterprise")),
        columns=entry.required("columns", listing(record(_column), unique="code", at_least=1)),
        notes=entry.optional("notes", listing(TEXT), ()),
    )


def _column(entry: Entry) -> AnnexColumn:
    """``measure`` is the column's code unless it is written."""
    code = entry.required("code", ID, example="visits")
    kind = entry.required("kind", choice(ColumnKind))
    measure = entry.optional("measure", ID, code)
    counted = kind in {ColumnKind.COUNT, ColumnKind.MONEY}
    known = MEASURES if counted else WRITTEN_MEASURES
    message = Message(
        "campaign.unknown_measure",
        N_("没有计数口径“{measure}”；可用：{known}"),
        {"measure": measure, "known": "、".join(sorted(known))},
    )
    where = "measure" if "measure" in entry.keys else "code"
    entry.check(measure in known, where, message, "measure: visits" if counted else "measure: remark")
    return AnnexColumn(
        code=code,
        title=entry.required("title", TEXT),
        measure=measure,
        kind=kind,
        rule=entry.required("rule", TEXT),
    )


_PROPOSED = matching(r"\S+ [a-z_]+", N_("“依据 下一步”"), "G5 confirm_red")


def _example(entry: Entry) -> WorkedExample:
    return WorkedExample(
        title=entry.required("title", TEXT),
        on=entry.required("on", DAY),
        facts=entry.required("facts", facts_kind()),
        proposes=tuple(_pair(text) for text in entry.optional("proposes", listing(_PROPOSED), ())),
        overdue=entry.optional("overdue", listing(TEXT), ()),
        questions=entry.optional("questions", listing(ID), ()),
    )


def _pair(text: str) -> tuple[str, str]:
    ground, _, act = text.partition(" ")
    return ground, act
