"""Supervision 挂牌督办 as it is read: one listing with its plan and proofs, and the list of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, F, OrderBy, Q, QuerySet
from django.db.models.functions import Coalesce

from duban.domain.vocabulary import Implementation
from duban.domain.wordlists import SupervisionLevel
from duban.domain.workflow import SupervisionListingState
from duban.queries.dossier import Event, events_of
from duban.queries.evidence import Picture, pictures_of
from duban.queries.hazard_record import Stop, stops_of
from duban.queries.inspections import Finding, findings
from duban.queries.resumptions import Resuming, resumptions_of
from duban.records.models import Hazard, ImplementationProof, SupervisionListing, TreatmentPlan, User

PARTS = ("goals", "methods", "funds", "organisation", "time_limit", "emergency")
"""The six parts of a treatment plan 治理方案, in the order of the article."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A treatment plan: its day and the texts of its six parts."""

    id: UUID
    filed_on: date
    parts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Proof:
    """Proof of one of the 五落实."""

    id: UUID
    part: Implementation
    proved_on: date
    person: str
    amount_fen: int | None
    day: date | None
    document: str
    pictures: tuple[Picture, ...]


@dataclass(frozen=True, slots=True)
class ListingRecord:
    """One listing with everything on its record.

    ``plans`` and ``proofs``: the latest last; of one day the one that was entered last, whose deed bears its id.
    """

    id: UUID
    campaign: str
    enterprise: UUID
    enterprise_name: str
    agency_name: str
    supervisor: str
    number: str
    level: SupervisionLevel
    state: SupervisionListingState
    finding: Finding
    proposed_on: date | None
    proposed_by: str
    listed_on: date | None
    decided_by: str
    plan_due_on: date | None
    deadline_on: date | None
    finished_on: date | None
    review_started_on: date | None
    review_failed_on: date | None
    review_failed_reason: str
    delisted_on: date | None
    delisted_reason: str
    plans: tuple[Plan, ...]
    proofs: tuple[Proof, ...]
    stops: tuple[Stop, ...]
    resumptions: tuple[Resuming, ...]
    events: tuple[Event, ...]

    @property
    def standing(self) -> bool:
        """Whether it stands: plans and proofs are taken."""
        return self.listed_on is not None and self.delisted_on is None

    def proof_of(self, part: Implementation) -> Proof | None:
        """The latest proof of a part."""
        return next((one for one in reversed(self.proofs) if one.part is part), None)


def listing_record(listing: UUID) -> ListingRecord | None:
    """The listing; ``None`` when it is unknown, void or out of scope."""
    row = (
        SupervisionListing.objects.filter(pk=listing, voided_on=None)
        .select_related("enterprise", "home_agency", "supervising_agency", "hazard")
        .first()
    )
    return None if row is None else _record(row)


def proposed_for(hazard: UUID) -> list[UUID]:
    """The listings of the hazard that wait for their decision."""
    rows = SupervisionListing.objects.filter(hazard=hazard, voided_on=None, state=SupervisionListingState.PROPOSED)
    return list(rows.order_by("proposed_on", "id").values_list("pk", flat=True))


def _record(row: SupervisionListing) -> ListingRecord:
    accounts = [account for account in (row.prepared_by_id, row.decided_by_id) if account]
    names = dict(User.objects.filter(pk__in=accounts).values_list("pk", "name"))
    plans, proofs, stops = _plans(row), _proofs(row), stops_of(row.hazard)
    resumptions = tuple(resumptions_of([one.id for one in stops]))
    records = [row.pk, *(one.id for one in plans), *(one.id for one in proofs), *(one.id for one in resumptions)]
    events = events_of([str(one) for one in records])
    entered = {event.deed: number for number, event in enumerate(reversed(events))}
    return ListingRecord(
        id=row.pk,
        campaign=row.campaign,
        enterprise=row.enterprise_id,
        enterprise_name=row.enterprise.name,
        agency_name=row.home_agency.name,
        supervisor="" if row.supervising_agency is None else row.supervising_agency.name,
        number=row.number,
        level=SupervisionLevel(row.level),
        state=SupervisionListingState(row.state),
        finding=findings(Hazard.objects.filter(pk=row.hazard_id))[0],
        proposed_on=row.proposed_on,
        proposed_by=names.get(row.prepared_by_id, "") if row.prepared_by_id else "",
        listed_on=row.listed_on,
        decided_by=names.get(row.decided_by_id, "") if row.decided_by_id else "",
        plan_due_on=row.plan_due_on,
        deadline_on=row.deadline_on,
        finished_on=row.finished_on,
        review_started_on=row.review_started_on,
        review_failed_on=row.review_failed_on,
        review_failed_reason=row.review_failed_reason,
        delisted_on=row.delisted_on,
        delisted_reason=row.delisted_reason,
        plans=tuple(sorted(plans, key=lambda one: (one.filed_on, entered.get(str(one.id), 0)))),
        proofs=tuple(sorted(proofs, key=lambda one: (one.proved_on, entered.get(str(one.id), 0)))),
        stops=stops,
        resumptions=resumptions,
        events=tuple(events),
    )


def _plans(row: SupervisionListing) -> tuple[Plan, ...]:
    rows = TreatmentPlan.objects.filter(listing=row, voided_on=None)
    return tuple(Plan(one.pk, one.filed_on, {part: getattr(one, part) for part in PARTS}) for one in rows)


def _proofs(row: SupervisionListing) -> tuple[Proof, ...]:
    rows = list(ImplementationProof.objects.filter(listing=row, voided_on=None))
    pictures: defaultdict[UUID, list[Picture]] = defaultdict(list)
    for one in pictures_of([row.pk for row in rows]):
        pictures[one.object].append(one)
    return tuple(
        Proof(
            one.pk, Implementation(one.part), one.proved_on, one.person, one.amount_fen, one.by_day, one.document,
            tuple(pictures[one.pk]),
        )
        for one in rows
    )  # fmt: skip


# The list --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ListingsSought:
    """What the list is asked for; empty asks nothing. ``late``: ``proofs`` or ``deadline``."""

    text: str = ""
    state: str = ""
    level: str = ""
    late: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class ListingLine:
    """One listing in the list, with the parts of the 五落实 that are proved."""

    id: UUID
    hazard: UUID
    description: str
    enterprise: UUID
    enterprise_name: str
    unit: str
    number: str
    level: SupervisionLevel
    state: SupervisionListingState
    proposed_on: date | None
    listed_on: date | None
    plan_due_on: date | None
    deadline_on: date | None
    delisted_on: date | None
    proved: frozenset[Implementation]

    @property
    def standing(self) -> bool:
        """Whether it stands."""
        return self.listed_on is not None and self.delisted_on is None


SORTS = {
    "name": "enterprise__pinyin", "unit": "home_agency_id", "listed": "listed_on",
    "plan": "plan_due_on", "deadline": "deadline_on",
}  # fmt: skip
_LATE = {
    "proofs": lambda on: Q(plan_due_on__lt=on, proved__lt=len(Implementation)),
    "deadline": lambda on: Q(deadline_on__lt=on),
}


def listings(
    campaign: str, sought: ListingsSought, sort: str, on: date
) -> tuple[QuerySet[SupervisionListing], Mapping[str, int]]:
    """The listings of a campaign that the scope shows, sorted; and how many there are in each state before the filter.

    Without a sort: those that stand first, by their deadline.
    """
    whole = SupervisionListing.objects.filter(campaign=campaign, voided_on=None)
    known = Q(proofs__voided_on=None)
    proved = Count("proofs__part", filter=known, distinct=True)
    parts = ArrayAgg("proofs__part", filter=known, distinct=True, default=[])
    rows = whole.select_related("enterprise", "hazard").annotate(proved=proved, parts=parts)
    if sought.text:
        rows = rows.filter(enterprise__name__icontains=sought.text)
    if sought.late in _LATE:
        rows = rows.filter(_LATE[sought.late](on), listed_on__isnull=False, delisted_on=None)
    for name, value in (("state", sought.state), ("level", sought.level), ("home_agency", sought.unit)):
        rows = rows.filter(**{name: value}) if value else rows
    states = Counter(whole.values_list("state", flat=True))
    return rows.order_by(*_order(sort), "id"), states


def _order(sort: str) -> Sequence[OrderBy]:
    key = SORTS.get(sort.removeprefix("-"))
    if key is None:
        return F("delisted_on").asc(nulls_first=True), Coalesce("deadline_on", "proposed_on").asc(nulls_first=True)
    column = F(key)
    return (column.desc(nulls_last=True) if sort.startswith("-") else column.asc(nulls_last=True),)


def listing_line(row: SupervisionListing) -> ListingLine:
    """A row of ``listings`` as a value."""
    return ListingLine(
        id=row.pk,
        hazard=row.hazard_id,
        description=row.hazard.description,
        enterprise=row.enterprise_id,
        enterprise_name=row.enterprise.name,
        unit=row.home_agency_id,
        number=row.number,
        level=SupervisionLevel(row.level),
        state=SupervisionListingState(row.state),
        proposed_on=row.proposed_on,
        listed_on=row.listed_on,
        plan_due_on=row.plan_due_on,
        deadline_on=row.deadline_on,
        delisted_on=row.delisted_on,
        proved=frozenset(map(Implementation, row.__dict__["parts"])),  # an annotation
    )
