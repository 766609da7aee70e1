"""Matching 比对: rows of a workbook beside the people on file; what each row would change, or why it is returned.

A row means the holder of its certificate, else the only person of that name in the unit (our reading): two people of
one name are told apart by their certificates alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from duban.domain.messages import N_, Message
from duban.domain.rules.organisation import certificate_refusal
from duban.domain.staff.rows import CertificateCells, Column, Header, Returned, StaffRow
from duban.domain.wordlists import PersonKind, RowVerdict, word_label


@dataclass(frozen=True, slots=True)
class Held:
    """A certificate on file."""

    id: UUID | None
    number: str
    valid_from: date
    valid_to: date


@dataclass(slots=True)
class Someone:
    """A person on file, or one whom an earlier row would enter (``id`` is ``None``, ``row`` is that row)."""

    id: UUID | None
    row: int
    unit: str
    name: str
    kind: PersonKind
    expertise: tuple[str, ...]
    left: bool = False
    certificates: dict[str, Held] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Planned:
    """What becomes of one good row: ``expertise`` and ``certificate`` only where they change something.

    ``before`` is the certificate that changes, ``someone`` the person whom the row means.
    """

    row: StaffRow
    verdict: RowVerdict
    someone: Someone
    expertise: tuple[str, ...] | None = None
    expertise_before: tuple[str, ...] = ()
    certificate: Held | None = None
    before: Held | None = None


@dataclass(frozen=True, slots=True)
class StaffPlan:
    """Every row of the workbook once: planned, or returned."""

    planned: Sequence[Planned]
    returned: Sequence[Returned]

    def rows(self, verdict: RowVerdict) -> list[Planned]:
        """The rows of one verdict, in the order of the file."""
        return [one for one in self.planned if one.verdict is verdict]

    @property
    def returned_rows(self) -> list[int]:
        """Numbers of the rows that are returned, each once."""
        return sorted({one.row for one in self.returned})


class _ReturnedError(Exception):
    """The row is returned."""

    def __init__(self, column: Column, reason: Message) -> None:
        super().__init__(str(reason))
        self.column, self.reason = column, reason


def plan_rows(
    rows: Iterable[StaffRow], returned: Sequence[Returned], header: Header, known: Iterable[Someone],
    elsewhere: Collection[str],
) -> StaffPlan:  # fmt: skip
    """Match the rows one after another; a later row sees what an earlier one would do.

    ``elsewhere``: numbers of certificates that units out of reach have on file.
    """
    register = _Register(known, elsewhere)
    planned, all_returned = [], list(returned)
    for row in rows:
        try:
            planned.append(register.plan(row))
        except _ReturnedError as fault:
            all_returned.append(Returned(row.number, header.columns.get(fault.column), fault.reason))
    return StaffPlan(planned, all_returned)


class _Register:
    """The people as they would be after the rows so far."""

    def __init__(self, known: Iterable[Someone], elsewhere: Collection[str]) -> None:
        self._people: dict[tuple[str, str], list[Someone]] = {}
        self._holders: dict[str, Someone] = {}
        self._elsewhere = elsewhere
        for one in known:
            self._people.setdefault((one.unit, one.name), []).append(one)
            self._holders.update(dict.fromkeys(one.certificates, one))

    def plan(self, row: StaffRow) -> Planned:
        """What the row would do; it is done to the register."""
        someone = self._meant(row)
        if someone is None:
            return self._entered(row)
        if someone.left:
            raise _ReturnedError(Column.NAME, Message("staff.left", N_("“{name}”已登记离岗"), {"name": row.name}))
        if someone.kind is not row.kind:
            facts = {"name": row.name, "kind": word_label(someone.kind)}
            raise _ReturnedError(
                Column.KIND, Message("staff.other_kind", N_("“{name}”登记的人员类别是{kind}，导入不改类别"), facts)
            )
        certificate, before = self._certificate(row, someone)
        expertise = row.expertise if row.expertise and row.expertise != someone.expertise else None
        verdict = RowVerdict.UNCHANGED if certificate is None and expertise is None else RowVerdict.CHANGED
        planned = Planned(row, verdict, someone, expertise, someone.expertise, certificate, before)
        self._note(someone, expertise, certificate)
        return planned

    def _meant(self, row: StaffRow) -> Someone | None:
        number = row.certificate.number if row.certificate else ""
        holder = self._holders.get(number)
        if holder is not None:
            return self._holder(row, holder)
        if number in self._elsewhere:
            raise _ReturnedError(
                Column.NUMBER, Message("staff.elsewhere", N_("执法证号“{number}”由其他单位登记"), {"number": number})
            )
        everybody = self._people.get((row.unit, row.name), [])
        found = [one for one in everybody if not one.left] or everybody
        if len(found) > 1:
            facts = {"name": row.name, "count": len(found)}
            raise _ReturnedError(
                Column.NAME,
                Message("staff.several", N_("该单位有 {count} 名“{name}”，凭证号也认不出是哪一名"), facts),
            )
        return found[0] if found else None

    @staticmethod
    def _holder(row: StaffRow, holder: Someone) -> Someone:
        if (holder.unit, holder.name) == (row.unit, row.name):
            return holder
        facts = {"number": row.certificate.number if row.certificate else "", "name": holder.name}
        raise _ReturnedError(Column.NUMBER, Message("staff.held", N_("执法证号“{number}”登记在“{name}”名下"), facts))

    def _entered(self, row: StaffRow) -> Planned:
        someone = Someone(None, row.number, row.unit, row.name, row.kind, row.expertise)
        certificate, _before = self._certificate(row, someone)
        self._people.setdefault((row.unit, row.name), []).append(someone)
        planned = Planned(row, RowVerdict.NEW, someone, row.expertise, (), certificate)
        self._note(someone, None, certificate)
        return planned

    @staticmethod
    def _certificate(row: StaffRow, someone: Someone) -> tuple[Held | None, Held | None]:
        """The certificate as it would be, and as it was; nothing where the row changes nothing about it."""
        told = row.certificate
        if told is None:
            return None, None
        refusal = certificate_refusal(row.kind)
        if refusal is not None:
            raise _ReturnedError(Column.NUMBER, refusal.message)
        before = someone.certificates.get(told.number)
        return _stated(told, before), before

    def _note(self, someone: Someone, expertise: tuple[str, ...] | None, certificate: Held | None) -> None:
        if expertise is not None:
            someone.expertise = expertise
        if certificate is not None:
            someone.certificates[certificate.number] = certificate
            self._holders[certificate.number] = someone


def _stated(told: CertificateCells, before: Held | None) -> Held | None:
    first = told.valid_from or (before.valid_from if before else None)
    last = told.valid_to or (before.valid_to if before else None)
    if first is None or last is None:
        raise _ReturnedError(Column.VALID_FROM, Message("staff.no_days", N_("新证件须有有效期起止日期")))
    if last < first:
        raise _ReturnedError(Column.VALID_TO, Message("staff.days", N_("有效期止日早于起日")))
    if before is not None and (first, last) == (before.valid_from, before.valid_to):
        return None
    return Held(before.id if before else None, told.number, first, last)
