"""Sources of the papers of decisions: extension, penalty, power cut, listing, card, closure, acceptance, referral."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from duban.domain.numerals import counted
from duban.domain.papers.vocabulary import PaperKind
from duban.domain.papers.words import paper_word
from duban.domain.vocabulary import CardColour, PenaltyKind, PenaltyTarget, ReferralKind
from duban.domain.wordlists import ClosureTrack, ExitManner, SupervisionLevel, Supply
from duban.domain.workflow import CardState, PenaltyDecisionState, PowerCutState
from duban.queries.campaigns import campaign as campaign_in_use
from duban.queries.law import law_in_use
from duban.queries.paper_facts.common import Source, hazard_rows, joined, named
from duban.queries.papers import cited_of
from duban.records.models import (
    Acceptance,
    AcceptanceSignoff,
    Card,
    CardHazard,
    ClosureRequest,
    Extension,
    Hazard,
    PenaltyDecision,
    PenaltyHazard,
    PowerCut,
    Referral,
    SupervisionListing,
)


def extension(record: UUID) -> Source | None:
    """整改延期答复, once the application is answered."""
    row = Extension.objects.filter(pk=record, voided_on=None).select_related("item__order", "item__hazard").first()
    if row is None:
        return None
    order = row.item.order
    return Source(
        row.home_agency_id,
        row.campaign,
        row.enterprise_id,
        {PaperKind.EXTENSION_REPLY: row.replied_on},
        {
            "order_number": order.number,
            "order_issued_on": order.issued_on,
            "description": row.item.hazard.description,
            "due_on": row.item.due_on,
            "applied_on": row.applied_on,
            "cause": row.cause,
            "granted_to": row.granted_to,
            "refused": "不同意" if row.replied_on and row.granted_to is None else "",
            "reply": row.reply,
        },
    )


def penalty_decision(record: UUID) -> Source | None:
    """行政处罚决定书: for a unit, a person, or on the spot; and the approval to close its case."""
    row = PenaltyDecision.objects.filter(pk=record, voided_on=None).select_related("enterprise").first()
    if row is None:
        return None
    links = PenaltyHazard.objects.filter(penalty=row, voided_on=None).values_list("hazard", flat=True)
    cited = cited_of(row.citations)
    rate = law_in_use().deadlines.surcharge(row.decided_on)
    person = f"{row.person}（{row.post}）" if row.post else row.person
    stands = row.state not in (PenaltyDecisionState.ANNULLED, PenaltyDecisionState.CHANGED)
    return Source(
        row.home_agency_id,
        row.campaign,
        row.enterprise_id,
        {_penalty_kind(row): row.decided_on, PaperKind.CASE_CLOSING: None} if stands else {},
        {
            **named([(one["name"], one.get("certificate", "")) for one in row.officers]),
            "party": person or row.enterprise.name,
            "person": row.person,
            "post": row.post,
            "reason": row.reason,
            "articles": joined(cited),
            "kinds": "、".join(paper_word(PenaltyKind(kind)) for kind in row.kinds),
            "fine": row.fine_fen or None,
            "surcharge": "" if rate is None else f"百分之{counted(rate.percent_per_day)}",
            "hazards": hazard_rows(_hazards(links)),
            "decided_on": row.decided_on,
            "decision_number": row.number,
            "delivered_on": row.delivered_on,
            "paid_on": row.paid_on,
        },
        row.number,
        _penalty_kind(row),
        cited=cited,
    )


def _penalty_kind(row: PenaltyDecision) -> PaperKind:
    if row.summary:
        return PaperKind.PENALTY_ON_THE_SPOT
    return PaperKind.PENALTY_PERSON if row.target == PenaltyTarget.PERSON else PaperKind.PENALTY_UNIT


def _hazards(ids: Iterable[UUID]) -> Iterable[Hazard]:
    return Hazard.objects.filter(pk__in=list(ids)).order_by("found_on", "id")


def power_cut(record: UUID) -> Source | None:
    """停止供电通知书, once the head approved it."""
    row = PowerCut.objects.filter(pk=record, voided_on=None).select_related("measure", "penalty").first()
    if row is None:
        return None
    behind = row.measure or row.penalty
    day = row.approved_on if row.state not in (PowerCutState.DRAFT, PowerCutState.WITHDRAWN) else None
    return Source(
        row.home_agency_id,
        row.campaign,
        row.enterprise_id,
        {PaperKind.POWER_CUT_NOTICE: day},
        {
            "supplier": row.supplier,
            "supply": paper_word(Supply(row.supply)),
            "decision_number": "" if behind is None else behind.number,
            "decision_on": getattr(behind, "issued_on", None) or getattr(behind, "decided_on", None),
            "emergency": row.emergency_reason,
            "notified_at": row.notified_at,
            "in_force_at": row.in_force_at,
        },
        row.number,
        PaperKind.POWER_CUT_NOTICE,
        cited=cited_of(row.citations),
    )


def supervision_listing(record: UUID) -> Source | None:
    """挂牌督办通知 and 销号通知."""
    row = (
        SupervisionListing.objects.filter(pk=record, voided_on=None)
        .select_related("hazard", "supervising_agency", "home_agency")
        .first()
    )
    if row is None:
        return None
    return Source(
        row.home_agency_id,
        row.campaign,
        row.enterprise_id,
        {PaperKind.SUPERVISION_NOTICE: row.listed_on, PaperKind.DELISTING_NOTICE: row.delisted_on},
        {
            "description": row.hazard.description,
            "item": f"（{row.hazard.standard_item}）" if row.hazard.standard_item else "",
            "level": paper_word(SupervisionLevel(row.level)),
            "supervisor": (row.supervising_agency or row.home_agency).name,
            "listed_on": row.listed_on,
            "listing_number": row.number,
            "plan_due_on": row.plan_due_on,
            "deadline_on": row.deadline_on,
            "delisted_on": row.delisted_on,
            "delisted_reason": row.delisted_reason,
        },
        row.number,
        PaperKind.SUPERVISION_NOTICE,
    )


def card(record: UUID) -> Source | None:
    """列入名单告知书 once confirmed, 移出通知 once lifted, 联合惩戒函 while it is in force."""
    row = Card.objects.filter(pk=record, voided_on=None).select_related("site").first()
    if row is None:
        return None
    campaign = campaign_in_use(row.campaign, row.campaign_version)
    grounds = {one.id: one for one in campaign.grounds}
    named_grounds = [grounds[one] for one in row.grounds if one in grounds]
    links = CardHazard.objects.filter(card=row, voided_on=None).values_list("hazard", flat=True)
    cited = cited_of(row.citations)
    in_force = row.state in (CardState.CONFIRMED, CardState.NOTIFIED)
    days = {PaperKind.CARD_NOTICE: row.confirmed_on, PaperKind.CARD_LIFTING_NOTICE: row.lifted_on}
    site = row.site
    return Source(
        row.home_agency_id,
        row.campaign,
        row.enterprise_id,
        {**days, PaperKind.JOINT_PUNISHMENT: None} if in_force else days,
        {
            "colour": paper_word(CardColour(row.colour)),
            "site": " ".join(filter(None, (site.name, site.address))) or site.region,
            "grounds": "；".join(one.title for one in named_grounds),
            "clauses": "、".join(dict.fromkeys(one.clause for one in named_grounds)),
            "articles": joined(cited),
            "hazards": hazard_rows(_hazards(links)),
            "confirmed_on": row.confirmed_on,
            "reason": row.decided_reason,
            "lifted_on": row.lifted_on,
            "lifted_reason": row.lifted_reason,
        },
        cited=cited,
    )


def closure_request(record: UUID) -> Source | None:
    """提请关闭的请示, once it is signed and sent."""
    row = ClosureRequest.objects.filter(pk=record, voided_on=None).select_related("addressed_to", "signed_by").first()
    if row is None:
        return None
    campaign = campaign_in_use(row.campaign, row.campaign_version)
    titles = {one.id: one.title for one in campaign.grounds}
    cited = cited_of(row.citations)
    return Source(
        row.home_agency_id,
        row.campaign,
        row.enterprise_id,
        {PaperKind.CLOSURE_REQUEST: None if row.withdrawn_on else row.sent_on},
        {
            "government": row.addressee or ("" if row.addressed_to is None else row.addressed_to.name),
            "grounds": "；".join(titles.get(one, one) for one in row.grounds),
            "text": row.text,
            "articles": joined(cited),
            "legal_opinion": row.legal_opinion,
            "track": paper_word(ClosureTrack(row.track)),
        },
        row.number,
        PaperKind.CLOSURE_REQUEST,
        "" if row.signed_by is None else row.signed_by.name,
        cited,
    )


def acceptance(record: UUID) -> Source | None:
    """验收意见书, once there is a conclusion."""
    row = Acceptance.objects.filter(pk=record, voided_on=None).select_related("closure_request").first()
    if row is None:
        return None
    signed = AcceptanceSignoff.objects.filter(acceptance=row, voided_on=None).order_by("signed_on", "id")
    request = row.closure_request
    return Source(
        row.home_agency_id,
        row.campaign,
        row.enterprise_id,
        {PaperKind.ACCEPTANCE_OPINION: row.concluded_on},
        {
            "held_on": row.held_on,
            "concluded_on": row.concluded_on,
            "participants": "、".join(row.participants),
            "signatures": [
                {
                    "department": one.department,
                    "opinion": "；".join(filter(None, ("同意" if one.agreed else "不同意", one.note))),
                    "signed_on": one.signed_on,
                }
                for one in signed
            ],
            "manner": paper_word(ExitManner(row.manner)) if row.manner else "",
            "result": {True: "通过验收", False: "未通过验收", None: ""}[row.passed],
            "conclusion": row.conclusion,
            "request_number": "" if request is None else request.number,
        },
    )


def referral(record: UUID) -> Source | None:
    """案件移送书."""
    row = Referral.objects.filter(pk=record, voided_on=None).first()
    if row is None:
        return None
    cited = cited_of(row.citations)
    return Source(
        row.home_agency_id,
        row.campaign,
        row.enterprise_id,
        {PaperKind.CASE_TRANSFER: row.sent_on},
        {
            "department": row.department,
            "matter": paper_word(ReferralKind(row.kind)),
            "reason": row.reason,
            "articles": joined(cited),
            "sent_on": row.sent_on,
        },
        row.number,
        PaperKind.CASE_TRANSFER,
        cited=cited,
    )
