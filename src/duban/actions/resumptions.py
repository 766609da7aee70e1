"""Resumptions 恢复生产审查: applied for, reviewed on site, consented to in writing. Never automatic."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from duban.actions.assessing import assessed
from duban.actions.casework import held, known, move, raise_if, share_with_ledger_agency
from duban.actions.deeds import deed
from duban.actions.fields import Id, OptionalText, Reason, Text
from duban.actions.numbering import give_number
from duban.domain.actor import Actor
from duban.domain.case import Case, SuspensionCase
from duban.domain.enforcement_capacity import Instrument, require_capacity
from duban.domain.facts import Resumption as ResumptionFact
from duban.domain.messages import N_
from duban.domain.permissions import Permission
from duban.domain.rules import resuming as rules
from duban.domain.vocabulary import RefusalOf
from duban.domain.wordlists import DocumentKind
from duban.domain.workflow import Noun, ResumptionState, SupervisionListingState
from duban.queries.law import law_in_use
from duban.records.models import OnSiteMeasure, PenaltyDecision, Resumption, SupervisionListing

SuspensionKind = Annotated[
    Literal[RefusalOf.MEASURE, RefusalOf.PENALTY],
    Field(description=N_("停产决定的种类：measure 暂时停产停业，penalty 停产停业整顿"), examples=["measure"]),
]


@deed(permission=Permission.RECORD_RESUMPTION, title=N_("登记恢复生产申请"))
def apply_resumption(
    *,
    by: Actor,
    on: date,
    at: datetime,
    id: UUID,
    suspension_kind: SuspensionKind,
    suspension: Id,
    text: Text,
) -> UUID:
    """Record the enterprise's written application; its listings go on to the review.

    Refused when the paper stops nothing, was not delivered, or an earlier application waits for its answer.
    """
    stopped = _stop_row(suspension_kind, suspension)
    case = assessed(stopped.campaign, stopped.enterprise_id, on).case
    stop = _stop(case, suspension)
    raise_if(rules.apply_refusal(stop.delivered_on, stop.consented, on, law_in_use()))
    raise_if(rules.waiting_refusal(stop.resumptions, on, law_in_use()))
    Resumption.objects.create(
        id=id,
        home_agency_id=by.agency,
        campaign=stopped.campaign,
        enterprise_id=stopped.enterprise_id,
        measure=stopped if isinstance(stopped, OnSiteMeasure) else None,
        penalty=stopped if isinstance(stopped, PenaltyDecision) else None,
        state=ResumptionState.APPLIED,
        applied_on=on,
        application=text,
        prepared_by_id=by.id,
    )
    _move_listings(stop, by, on)
    share_with_ledger_agency(stopped.campaign, stopped.enterprise_id, by=by, on=on, deed=id)
    return id


@deed(permission=Permission.RECORD_RESUMPTION, title=N_("登记恢复生产现场审查"))
def review_resumption(
    *,
    by: Actor,
    on: date,
    at: datetime,
    id: UUID,
    resumption: Id,
    passed: Annotated[bool, Field(description=N_("现场审查是否合格"), examples=[True])],
    text: OptionalText = "",
) -> UUID:
    """Record the review on site and its result."""
    row = held(Resumption, resumption)
    move(row, Noun.RESUMPTION, "review", by=by)
    row.reviewed_on, row.passed, row.review_note = on, passed, text
    row.save()
    return resumption


@deed(permission=Permission.CONSENT_TO_RESUME, title=N_("书面同意恢复生产"))
def consent_resumption(*, by: Actor, on: date, at: datetime, id: UUID, resumption: Id) -> UUID:
    """Consent in writing, by another person; the temporary suspension is lifted with it.

    Refused unless the review passed and every hazard behind the stop passed its re-inspection.
    """
    row = held(Resumption, resumption)
    move(row, Noun.RESUMPTION, "consent", by=by)
    require_capacity(by.capacity, Instrument.RESUMPTION_CONSENT)
    case = assessed(row.campaign, row.enterprise_id, on).case
    stop = _stop(case, row.measure_id or row.penalty_id)
    raise_if(rules.consent_refusal(_fact(row, stop), case.stopped_for(stop), on, law_in_use()))
    row.consented_on, row.decided_by_id = on, by.id
    row.number = give_number(by.agency, DocumentKind.RESUMPTION_CONSENT, row.id, on)
    row.save()
    if row.measure_id is not None:
        _lift(row.measure_id, row, by, on)
    return resumption


@deed(permission=Permission.CONSENT_TO_RESUME, title=N_("不同意恢复生产"))
def refuse_resumption(*, by: Actor, on: date, at: datetime, id: UUID, resumption: Id, reason: Reason) -> UUID:
    """Refuse to consent, with the reason; production stays stopped, and the enterprise may apply anew."""
    row = held(Resumption, resumption)
    move(row, Noun.RESUMPTION, "refuse", by=by)
    require_capacity(by.capacity, Instrument.RESUMPTION_CONSENT)
    row.refused_on, row.refused_reason, row.decided_by_id = on, reason, by.id
    row.save()
    return resumption


def _stop_row(kind: SuspensionKind, suspension: UUID) -> OnSiteMeasure | PenaltyDecision:
    return known(PenaltyDecision, suspension) if kind is RefusalOf.PENALTY else known(OnSiteMeasure, suspension)


def _stop(case: Case, suspension: UUID | None) -> SuspensionCase:
    """The suspension as it stands on the day; refused when the paper stops nothing."""
    found = next((stop for stop in case.suspensions if stop.id == str(suspension)), None)
    if found is None:
        raise rules.no_stop(case.on, case.law)
    return found


def _fact(row: Resumption, stop: SuspensionCase) -> ResumptionFact:
    return ResumptionFact(str(row.id), stop.id, row.applied_on, row.reviewed_on, row.passed)


def _move_listings(stop: SuspensionCase, by: Actor, on: date) -> None:
    """A listed hazard for which production is stopped goes to its review with the application."""
    listed = SupervisionListing.objects.select_for_update(no_key=True).filter(
        hazard__in=[UUID(hazard) for hazard in stop.hazard_ids], state=SupervisionListingState.LISTED, voided_on=None
    )
    for listing in listed:
        move(listing, Noun.SUPERVISION_LISTING, "apply_resumption", by=by)
        listing.finished_on = on
        listing.save()


def _lift(suspension: UUID, resumption: Resumption, by: Actor, on: date) -> None:
    measure = held(OnSiteMeasure, suspension)
    move(measure, Noun.ON_SITE_MEASURE, "lift", by=by)
    measure.lifted_on, measure.consent = on, resumption
    measure.save()
