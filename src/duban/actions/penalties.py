"""Penalties 行政处罚决定: decided on an article of the day, paid, changed, annulled. Delivered as every document is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Annotated, Any, cast
from uuid import UUID, uuid5

from pydantic import Field

from duban.actions.assessing import assessed
from duban.actions.casework import (
    cited,
    held,
    known,
    move,
    raise_if,
    require_campaign,
    require_on_ledger,
    share_with_ledger_agency,
)
from duban.actions.deeds import deed
from duban.actions.fields import CampaignId, Day, Fen, Id, Ids, PaperNumber, Reason, Text
from duban.actions.numbering import give_number
from duban.domain.actor import Actor
from duban.domain.case import Case
from duban.domain.citations import Tier
from duban.domain.enforcement_capacity import Instrument, require_capacity
from duban.domain.messages import N_
from duban.domain.permissions import Permission
from duban.domain.rules import penalty_decisions as rules
from duban.domain.rules.penalties import Choice
from duban.domain.rules.penalty_decisions import Intended
from duban.domain.rules.penalty_steps import surcharge_refusal
from duban.domain.rules.penalty_tiers import tier_refusal
from duban.domain.vocabulary import PenaltyKind, PenaltyTarget
from duban.domain.wordlists import DocumentKind
from duban.domain.workflow import Noun, PenaltyDecisionState
from duban.queries.law import law_in_use
from duban.records.models import Hazard, PenaltyDecision, PenaltyHazard

Target = Annotated[PenaltyTarget, Field(description=N_("处罚对象"), examples=["enterprise"])]
PersonRole = Annotated[
    str, Field(max_length=200, description=N_("被处罚人（对个人的处罚）"), examples=["示例企业主要负责人"])
]
Kinds = Annotated[list[PenaltyKind], Field(min_length=1, description=N_("处罚种类"), examples=[["fine"]])]
Basis = Annotated[
    str,
    Field(min_length=1, max_length=64, description=N_("处罚依据（法规库概念）"), examples=["hazard_not_eliminated"]),
]
TierOfRange = Annotated[Tier, Field(description=N_("情形（幅度的档次）"), examples=["first"])]
Behind = Annotated[Ids, Field(description=N_("所针对的隐患"))]
Began = Annotated[Day | None, Field(description=N_("违法行为起始日；不填即隐患发现日"), examples=["2021-07-20"])]
Ended = Annotated[
    Day | None, Field(description=N_("违法行为终了日；不填即隐患消除日，未消除的为持续"), examples=["2021-09-01"])
]


@deed(permission=Permission.DECIDE_PENALTY, title=N_("作出行政处罚决定"))
def decide_penalty(
    *,
    by: Actor,
    on: date,
    at: datetime,
    id: UUID,
    campaign: CampaignId,
    enterprise: Id,
    target: Target,
    kinds: Kinds,
    statute_concept: Basis,
    reason: Text,
    fine_fen: Fen = 0,
    tier: TierOfRange = Tier.FIRST,
    person_role: PersonRole = "",
    hazards: Behind = [],  # noqa: B006 -- judged into a list of its own, never changed
    number: PaperNumber = "",
    began_on: Began = None,
    ended_on: Ended = None,
) -> UUID:
    """Decide a penalty 处罚决定, after collective discussion. One on the spot is ``decide_on_the_spot``.

    Refused for an article not in force, an amount outside the range of the day, 停产停业整顿 that no text orders,
    逾期未改正 or 拒不执行 that nobody recorded, and days that the record contradicts. A violation that spans a change
    of law is judged under both texts (our reading); the texts and the choice are kept.
    """
    about = About(by, on, id, campaign, enterprise)
    asked = Asked(statute_concept, target, tier, kinds, fine_fen, person_role, hazards, began_on, ended_on, reason)
    return enter_decision(about, asked, number).id


@deed(permission=Permission.RECORD_EXECUTION, title=N_("登记罚款缴清"))
def pay_penalty(
    *,
    by: Actor,
    on: date,
    at: datetime,
    id: UUID,
    penalty: Id,
    amount_fen: Annotated[
        Fen | None, Field(description=N_("缴款金额（分）；不填即全部罚款"), examples=[1000000])
    ] = None,
    surcharge_fen: Annotated[Fen, Field(description=N_("加处罚款（分）"), examples=[30000])] = 0,
) -> UUID:
    """Record that the fine was paid in full, with the surcharge 加处罚款 that was taken: not more than is owed."""
    row = held(PenaltyDecision, penalty)
    move(row, Noun.PENALTY_DECISION, "pay", by=by)
    raise_if(rules.payment_refusal(row.fine_fen, row.fine_fen if amount_fen is None else amount_fen, on, law_in_use()))
    raise_if(surcharge_refusal(surcharge_fen, row.fine_fen, row.delivered_on, on, law_in_use()))
    row.paid_on, row.surcharge_fen = on, surcharge_fen
    row.save()
    return penalty


@deed(permission=Permission.DECIDE_PENALTY, title=N_("撤销行政处罚决定"))
def annul_penalty(*, by: Actor, on: date, at: datetime, id: UUID, penalty: Id, reason: Reason) -> UUID:
    """Annul a decision, with the reason: it counts nowhere any more, and a stop by it ends."""
    row = held(PenaltyDecision, penalty)
    move(row, Noun.PENALTY_DECISION, "annul", by=by)
    row.annulled_on, row.annulled_reason = on, reason
    row.save()
    return penalty


@deed(permission=Permission.DECIDE_PENALTY, title=N_("变更行政处罚决定"))
def change_penalty(
    *, by: Actor, on: date, at: datetime, id: UUID, penalty: Id, fine_fen: Fen, reason: Text, number: PaperNumber = ""
) -> UUID:
    """Change the amount of a fine: a new decision of the same day takes the old one's place and is delivered anew."""
    row = held(PenaltyDecision, penalty)
    move(row, Noun.PENALTY_DECISION, "change", by=by)
    raise_if(rules.change_refusal([PenaltyKind(kind) for kind in row.kinds], fine_fen, on, law_in_use()))
    intended = replace(_intended(row), fine_fen=fine_fen)
    raise_if(rules.decision_refusal(intended, summary=row.summary, law=law_in_use()))
    row.changed_on = on
    row.save()
    changed = PenaltyDecision.objects.create(
        id=id,
        home_agency_id=row.home_agency_id,
        campaign=row.campaign,
        enterprise_id=row.enterprise_id,
        state=PenaltyDecisionState.DECIDED,
        number=give_number(by.agency, DocumentKind.PENALTY_DECISION, id, on, number),
        person=row.person,
        summary=row.summary,
        officers=row.officers,
        reason=reason,
        decided_on=row.decided_on,
        decided_by_id=by.id,
        changed_from=row,
        **_weighed(intended),
    )
    _name(changed, [str(link.hazard_id) for link in row.hazard_links.filter(voided_on=None)])
    return id


@dataclass(frozen=True, slots=True)
class About:
    """Who enters a decision on which day, under which id, of which enterprise and campaign."""

    by: Actor
    on: date
    id: UUID
    campaign: str
    enterprise: UUID


@dataclass(frozen=True, slots=True)
class Asked:
    """A penalty as it is asked for, whatever its procedure."""

    concept: str
    target: PenaltyTarget
    tier: Tier
    kinds: list[PenaltyKind]
    fine_fen: int
    person: str
    hazards: list[UUID]
    began_on: date | None
    ended_on: date | None
    reason: str


def enter_decision(
    about: About, asked: Asked, number: str, *, summary: bool = False, officers: Sequence[Mapping[str, Any]] = ()
) -> PenaltyDecision:
    """Judge the penalty and write it down with its number, what it was weighed against and its hazards."""
    by, on, campaign, enterprise = about.by, about.on, about.campaign, about.enterprise
    require_capacity(by.capacity, Instrument.PENALTY)
    require_on_ledger(campaign, enterprise)
    for hazard in asked.hazards:
        require_campaign(known(Hazard, hazard, enterprise=enterprise), campaign)
    case, named = assessed(campaign, enterprise, on).case, list(map(str, asked.hazards))
    raise_if(rules.span_refusal(case, asked.target, named, asked.began_on, asked.ended_on))
    intended = _intention(case, asked, on)
    raise_if(tier_refusal(case, intended, named))
    raise_if(rules.decision_refusal(intended, summary=summary, law=law_in_use()))
    decision = PenaltyDecision.objects.create(
        id=about.id,
        home_agency_id=by.agency,
        campaign=campaign,
        enterprise_id=enterprise,
        state=PenaltyDecisionState.DECIDED,
        number=give_number(by.agency, DocumentKind.PENALTY_DECISION, about.id, on, number),
        person=asked.person,
        summary=summary,
        officers=list(officers),
        reason=asked.reason,
        decided_on=on,
        decided_by_id=by.id,
        **_weighed(intended),
    )
    _name(decision, named)
    share_with_ledger_agency(campaign, enterprise, by=by, on=on, deed=about.id)
    return decision


def _intention(case: Case, asked: Asked, on: date) -> Intended:
    began, ended = _span(case, list(map(str, asked.hazards)), asked.began_on, asked.ended_on)
    kinds = tuple(dict.fromkeys(asked.kinds))
    return Intended(asked.concept, asked.target, asked.tier, kinds, asked.fine_fen, began, ended, on)


def _span(case: Case, hazards: list[str], began: date | None, ended: date | None) -> tuple[date, date | None]:
    """The days of the violation: as given, else those of its hazards."""
    first, last = rules.span(case, hazards)
    return began or first, ended or last


def _weighed(intended: Intended) -> dict[str, Any]:
    """What a decision keeps of its basis: the text chosen, and all that were evaluated (从旧兼从轻)."""
    law = law_in_use()
    evaluated, chosen = rules.evaluated(intended, law), rules.chosen(intended, law)
    choice_of_law = cited([rules.CHOICE_OF_LAW], intended.decided_on) if len(evaluated) > 1 else []
    return {
        "statute": chosen.citation.instrument,
        "concept": intended.concept,
        "target": intended.target,
        "kinds": list(intended.kinds),
        "fine_fen": intended.fine_fen,
        "violated_on": intended.last_on,
        "citations": [_cited(chosen), *choice_of_law],
        "weighing": {
            "tier": intended.tier,
            "began_on": intended.began_on.isoformat(),
            "ended_on": None if intended.ended_on is None else intended.ended_on.isoformat(),
            "evaluated": [_described(choice) for choice in evaluated],
            "chosen": str(chosen.citation),
        },
    }


def _cited(choice: Choice) -> dict[str, Any]:
    citation = choice.citation
    return {"concept": citation.concept, "text": str(citation), "verified": citation.verified}


def _described(choice: Choice) -> dict[str, Any]:
    known_range = choice.range
    return {
        **_cited(choice),
        "minimum_fen": None if known_range is None else known_range.minimum_fen,
        "maximum_fen": None if known_range is None else known_range.maximum_fen,
        "suspension": known_range is not None and known_range.suspension,
    }


def _intended(row: PenaltyDecision) -> Intended:
    """The penalty as it was intended when it was decided."""
    weighing = cast(dict[str, Any], row.weighing)  # every decision is weighed when it is made
    return Intended(
        concept=row.concept,
        target=PenaltyTarget(row.target),
        tier=Tier(weighing["tier"]),
        kinds=tuple(map(PenaltyKind, row.kinds)),
        fine_fen=row.fine_fen,
        began_on=date.fromisoformat(weighing["began_on"]),
        ended_on=None if weighing["ended_on"] is None else date.fromisoformat(weighing["ended_on"]),
        decided_on=row.decided_on,
    )


def _name(penalty: PenaltyDecision, hazards: list[str]) -> None:
    PenaltyHazard.objects.bulk_create(
        PenaltyHazard(
            id=uuid5(penalty.id, hazard),
            home_agency_id=penalty.home_agency_id,
            campaign=penalty.campaign,
            enterprise_id=penalty.enterprise_id,
            penalty=penalty,
            hazard_id=hazard,
        )
        for hazard in dict.fromkeys(hazards)
    )
