"""Papers 文书 and case files 案卷 as they are read: one record, the list, and what a record has already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from duban.domain.papers.vocabulary import PaperKind, PaperSubject
from duban.domain.wordlists import DeliveryMethod
from duban.domain.workflow import PaperState
from duban.queries.papers import Handing
from duban.records.models import (
    Acceptance,
    Card,
    CaseFile,
    ClosureRequest,
    Delivery,
    Enterprise,
    Extension,
    Inspection,
    Letterhead,
    OnSiteMeasure,
    Paper,
    PaperTemplate,
    PenaltyDecision,
    PlanItem,
    PowerCut,
    RectificationOrder,
    Referral,
    Reinspection,
    SupervisionListing,
    User,
)


@dataclass(frozen=True, slots=True)
class PapersSought:
    """What the list of papers is asked for; empty asks nothing."""

    text: str = ""
    kind: str = ""
    state: str = ""
    unit: str = ""
    archived: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One paper in the list."""

    id: UUID
    kind: PaperKind
    state: PaperState
    number: str
    enterprise: UUID | None
    enterprise_name: str
    unit: str
    drafted_on: date
    issued_on: date | None
    law_on: date | None
    archived: bool


@dataclass(frozen=True, slots=True)
class Scan:
    """签章扫描件."""

    sha256: str
    name: str


@dataclass(frozen=True, slots=True)
class PaperRecord:
    """One paper. ``content``: what was frozen, ``None`` until it is issued. ``before``, ``after``: what it corrects,
    and what corrects it, as (id, number)."""

    line: PaperLine
    campaign: str
    agency: str
    agency_name: str
    subject_kind: PaperSubject
    subject: UUID
    texts: Mapping[str, str]
    content: Mapping[str, Any] | None
    sha256: str
    size: int
    submitted_on: date | None
    returned_on: date | None
    returned_reason: str
    correction_reason: str
    corrected_on: date | None
    withdrawn_on: date | None
    withdrawn_reason: str
    prepared_by: str
    preparer: UUID | None
    issued_by: str
    scan: Scan | None
    case_file: UUID | None
    before: tuple[UUID, str, date] | None
    after: tuple[UUID, str] | None
    deliveries: tuple[Handing, ...]


SORTS: Mapping[str, str] = MappingProxyType(
    {"on": "drafted_on", "issued": "issued_on", "name": "enterprise__pinyin", "number": "number", "unit": "home_agency"}
)


def papers(campaign: str, sought: PapersSought, sort: str) -> tuple[QuerySet[Paper], int]:
    """The papers of a campaign that the scope shows, sorted, and how many there are before the filter."""
    whole = Paper.objects.filter(campaign=campaign, voided_on=None)
    given = {
        "kind": sought.kind,
        "state": sought.state,
        "home_agency": sought.unit,
        "drafted_on__gte": sought.since,
        "drafted_on__lte": sought.until,
    }
    rows = whole.filter(**{name: value for name, value in given.items() if value})
    if sought.text:
        rows = rows.filter(Q(number__icontains=sought.text) | Q(enterprise__name__icontains=sought.text))
    if sought.archived:
        rows = rows.filter(case_file__isnull=sought.archived == "no")
    way, key = ("-", sort[1:]) if sort.startswith("-") else ("", sort)
    ordered = rows.order_by(f"{way}{SORTS.get(key, 'drafted_on')}", "-id")
    return ordered.select_related("enterprise").defer("content", "texts"), whole.count()


def paper_line(row: Paper) -> PaperLine:
    """A row of ``papers`` as a value."""
    return PaperLine(
        id=row.pk,
        kind=PaperKind(row.kind),
        state=PaperState(row.state),
        number=row.number,
        enterprise=row.enterprise_id,
        enterprise_name="" if row.enterprise is None else row.enterprise.name,
        unit=row.home_agency_id,
        drafted_on=row.drafted_on,
        issued_on=row.issued_on,
        law_on=row.law_on,
        archived=row.case_file_id is not None,
    )


def papers_of(subject: UUID) -> list[PaperLine]:
    """The papers made of a record, the newest first."""
    rows = Paper.objects.filter(subject=subject, voided_on=None).select_related("enterprise")
    return [paper_line(row) for row in rows.order_by("-drafted_on", "-id")]


def papers_to_file(campaign: str, enterprise: UUID, agency: str) -> list[PaperLine]:
    """The unit's issued papers of an enterprise that lie in no case file, in the order of their days."""
    rows = Paper.objects.filter(
        campaign=campaign, enterprise=enterprise, home_agency=agency, case_file=None, voided_on=None,
        state__in=[PaperState.ISSUED, PaperState.CORRECTED, PaperState.WITHDRAWN],
    )  # fmt: skip
    return [paper_line(row) for row in rows.select_related("enterprise").order_by("law_on", "issued_on", "id")]


def paper_record(paper: UUID) -> PaperRecord | None:
    """The paper; ``None`` when it is unknown, void or out of scope."""
    row = (
        Paper.objects.filter(pk=paper, voided_on=None)
        .select_related("enterprise", "home_agency", "corrects", "scan")
        .first()
    )
    return None if row is None else _record(row)


def _record(row: Paper) -> PaperRecord:
    accounts = [one for one in (row.prepared_by_id, row.issued_by_id) if one]
    names = dict(User.objects.filter(pk__in=accounts).values_list("pk", "name"))
    old, new = row.corrects, row.corrected_by.filter(voided_on=None, issued_on__isnull=False).first()
    handed = Delivery.objects.filter(document=row.pk, voided_on=None).order_by("delivered_on")
    return PaperRecord(
        line=paper_line(row),
        campaign=row.campaign,
        agency=row.home_agency_id,
        agency_name=row.home_agency.name,
        subject_kind=PaperSubject(row.subject_kind),
        subject=row.subject,
        texts=row.texts,
        content=row.content,
        sha256=row.sha256,
        size=row.size,
        submitted_on=row.submitted_on,
        returned_on=row.returned_on,
        returned_reason=row.returned_reason,
        correction_reason=row.correction_reason,
        corrected_on=row.corrected_on,
        withdrawn_on=row.withdrawn_on,
        withdrawn_reason=row.withdrawn_reason,
        prepared_by=names.get(row.prepared_by_id, "") if row.prepared_by_id else "",
        preparer=row.prepared_by_id,
        issued_by=names.get(row.issued_by_id, "") if row.issued_by_id else "",
        scan=None if row.scan is None else Scan(row.scan.sha256, row.scan.name),
        case_file=row.case_file_id,
        before=None if old is None else (old.pk, old.number, old.law_on or old.drafted_on),
        after=None if new is None else (new.pk, new.number),
        deliveries=tuple(
            Handing(one.delivered_on, DeliveryMethod(one.method), one.recipient, one.witness) for one in handed
        ),
    )


# Case files -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CaseFileRecord:
    """One case file 案卷."""

    id: UUID
    campaign: str
    enterprise: UUID
    enterprise_name: str
    agency_name: str
    title: str
    cause: str
    result: str
    filed_number: str
    retention: str
    opened_on: date | None
    closed_on: date | None
    archived_on: date
    contents: Sequence[Mapping[str, str]]
    pages: int
    sha256: str
    size: int


def case_file_record(file: UUID) -> CaseFileRecord | None:
    """The file; ``None`` when it is unknown or out of scope."""
    row = CaseFile.objects.filter(pk=file, voided_on=None).select_related("enterprise", "home_agency").first()
    return None if row is None else _file(row)


def case_files_of(enterprise: UUID, campaign: str) -> list[CaseFileRecord]:
    """The case files of an enterprise, the newest first."""
    rows = CaseFile.objects.filter(enterprise=enterprise, campaign=campaign, voided_on=None)
    return [_file(row) for row in rows.select_related("enterprise", "home_agency").order_by("-archived_on", "id")]


def _file(row: CaseFile) -> CaseFileRecord:
    return CaseFileRecord(
        id=row.pk,
        campaign=row.campaign,
        enterprise=row.enterprise_id,
        enterprise_name=row.enterprise.name,
        agency_name=row.home_agency.name,
        title=row.title,
        cause=row.cause,
        result=row.result,
        filed_number=row.filed_number,
        retention=row.retention,
        opened_on=row.opened_on,
        closed_on=row.closed_on,
        archived_on=row.archived_on,
        contents=row.contents,
        pages=row.pages,
        sha256=row.sha256,
        size=row.size,
    )


# Settings ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LetterheadRow:
    """文书设置 from a day on."""

    from_on: date
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """文书模板 of the unit's own."""

    kind: PaperKind
    name: str
    sha256: str
    set_on: date


def letterheads(agency: str) -> list[LetterheadRow]:
    """What the unit set for its papers, the newest first."""
    rows = Letterhead.objects.filter(home_agency=agency).order_by("-from_on", "-set_at")
    return [
        LetterheadRow(
            row.from_on,
            {
                "address": row.address,
                "postcode": row.postcode,
                "telephone": row.office_telephone,
                "review_body": row.review_body,
                "court": row.court,
                "bank": row.bank,
                "bank_account": row.bank_account,
            },
        )
        for row in rows
    ]


def templates_in_use(agency: str) -> Mapping[PaperKind, TemplateRow]:
    """The unit's own templates by the kind of paper."""
    rows = PaperTemplate.objects.filter(home_agency=agency, ended_on=None)
    return {PaperKind(row.kind): TemplateRow(PaperKind(row.kind), row.name, row.sha256, row.set_on) for row in rows}


# What papers can be made of, by enterprise ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SubjectLine:
    """One record of an enterprise from which papers are made; ``made``: the papers that stand."""

    subject: PaperSubject
    record: UUID
    on: date | None
    number: str
    made: tuple[PaperLine, ...]


_RECORDS: Sequence[tuple[PaperSubject, type[Model], str]] = (
    (PaperSubject.PLAN_ITEM, PlanItem, "plan__approved_on"),
    (PaperSubject.INSPECTION, Inspection, "visited_on"),
    (PaperSubject.RECTIFICATION_ORDER, RectificationOrder, "issued_on"),
    (PaperSubject.ON_SITE_MEASURE, OnSiteMeasure, "issued_on"),
    (PaperSubject.EXTENSION, Extension, "replied_on"),
    (PaperSubject.REINSPECTION, Reinspection, "reinspected_on"),
    (PaperSubject.SUPERVISION_LISTING, SupervisionListing, "listed_on"),
    (PaperSubject.CARD, Card, "confirmed_on"),
    (PaperSubject.PENALTY_DECISION, PenaltyDecision, "decided_on"),
    (PaperSubject.POWER_CUT, PowerCut, "approved_on"),
    (PaperSubject.REFERRAL, Referral, "sent_on"),
    (PaperSubject.CLOSURE_REQUEST, ClosureRequest, "sent_on"),
    (PaperSubject.ACCEPTANCE, Acceptance, "concluded_on"),
)
_STANDING = (PaperState.DRAFT, PaperState.IN_REVIEW, PaperState.ISSUED)


def enterprise_name(enterprise: UUID) -> str | None:
    """The name of an enterprise that the scope shows."""
    return Enterprise.objects.filter(pk=enterprise, voided_on=None).values_list("name", flat=True).first()


def subjects_of(campaign: str, enterprise: UUID) -> list[SubjectLine]:
    """The records of an enterprise whose step is done, in the order of their days, with the papers that stand."""
    rows = Paper.objects.filter(campaign=campaign, enterprise=enterprise, state__in=_STANDING, voided_on=None)
    made: dict[UUID, list[PaperLine]] = {}
    for row in rows.select_related("enterprise").defer("content", "texts").order_by("drafted_on", "id"):
        made.setdefault(row.subject, []).append(paper_line(row))
    found: list[SubjectLine] = []
    for subject, model, day in _RECORDS:
        done = model._default_manager.filter(
            campaign=campaign, enterprise=enterprise, voided_on=None, **{f"{day}__isnull": False}
        )
        if subject is PaperSubject.PLAN_ITEM:
            done = done.filter(plan__revisions=None)  # of a plan that was revised, the newest version
        for one in done:
            papers_made = tuple(made.get(one.pk, ()))
            found.append(SubjectLine(subject, one.pk, _day_of(one, day), getattr(one, "number", ""), papers_made))
    return sorted(found, key=lambda line: (line.on or date.min, line.subject, line.record))


def _day_of(row: Model, field: str) -> date | None:
    """Of a planned visit the day on which it is to be made."""
    day: date | None = row.planned_on if isinstance(row, PlanItem) else getattr(row, field)
    return day
