"""Closures 提请关闭: the bureau's request, the government's answer, what was carried out. The decision is not ours."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID, uuid5

from pydantic import Field

from duban.actions.assessing import assessed, kept
from duban.actions.casework import held, known, move, raise_if, require_on_ledger, share_with_ledger_agency
from duban.actions.deeds import deed
from duban.actions.fields import CampaignId, Id, OptionalText, PaperNumber, Reason, Text
from duban.actions.numbering import give_number
from duban.domain.actor import Actor
from duban.domain.enforcement_capacity import Instrument, require_capacity
from duban.domain.facts import ClosureRequest as ClosureFact
from duban.domain.messages import N_
from duban.domain.permissions import Permission
from duban.domain.rules import closing as rules
from duban.domain.vocabulary import CardColour, ClosureDecision
from duban.domain.wordlists import ClosureTrack, DocumentKind, ExitManner, ExitReason
from duban.domain.workflow import CardState, ClosureRequestState, Noun, RectificationOrderState
from duban.queries.law import law_in_use
from duban.records.models import Agency, Card, ClosureRequest, ExitDeed, RectificationOrder, Site

Grounds = Annotated[list[str], Field(min_length=1, description=N_("依据（工作方案）"), examples=[["G5"]])]
Addressee = Annotated[str, Field(max_length=200, description=N_("受文政府名称"), examples=["示例区人民政府"])]
Government = Annotated[str, Field(max_length=32, description=N_("受文政府的机关代码"), examples=["210106-G1"])]
Manners = Annotated[
    list[ExitManner],
    Field(min_length=1, description=N_("关停措施"), examples=[["power_and_water_cut", "main_dismantled"]]),
]
WhyExit = Annotated[ExitReason, Field(description=N_("退出原因"), examples=["safety"])]
_STEPS = {ClosureDecision.CLOSE: "decide_close", ClosureDecision.NOT_CLOSE: "decide_not_close"}
_CLOSED = (ClosureRequestState.CARRIED_OUT, ClosureRequestState.ACCEPTED)
_ENDS = {RectificationOrderState.DELIVERED: "end", RectificationOrderState.ISSUED: "withdraw"}


@deed(permission=Permission.DRAFT_CLOSURE_REQUEST, title=N_("起草提请关闭"))
def draft_closure_request(
    *,
    by: Actor,
    on: date,
    at: datetime,
    id: UUID,
    campaign: CampaignId,
    enterprise: Id,
    site: Annotated[UUID, Field(description=N_("厂区"), examples=["0198f6a0-0000-7000-8000-000000000004"])],
    grounds: Grounds,
    text: Text,
    track: Annotated[ClosureTrack, Field(description=N_("关闭或者取缔"), examples=["close"])] = ClosureTrack.CLOSE,
) -> UUID:
    """Draft the dossier on grounds that the standing of the day proposes, though a basis in law may still be missing.

    The red card that stands at the site goes with it.
    """
    require_capacity(by.capacity, Instrument.CLOSURE_REQUEST)
    require_on_ledger(campaign, enterprise)
    known(Site, site, enterprise=enterprise)
    found = assessed(campaign, enterprise, on)
    raise_if(rules.drafting_refusal(found.standing, grounds))
    ClosureRequest.objects.create(
        id=id,
        home_agency_id=by.agency,
        campaign=campaign,
        enterprise_id=enterprise,
        site_id=site,
        card=_red_card(campaign, site),
        state=ClosureRequestState.DRAFT,
        track=track,
        grounds=list(dict.fromkeys(grounds)),
        text=text,
        campaign_version=found.case.campaign.version,
        drafted_on=on,
        prepared_by_id=by.id,
    )
    share_with_ledger_agency(campaign, enterprise, by=by, on=on, deed=id)
    return id


@deed(permission=Permission.REVIEW_LEGALLY, title=N_("提请关闭的法制审核"))
def review_closure_request(
    *,
    by: Actor,
    on: date,
    at: datetime,
    id: UUID,
    request: Id,
    basis: Annotated[
        str,
        Field(
            min_length=1,
            max_length=64,
            description=N_("法定关闭依据（法规库概念）"),
            examples=["closure_after_rectification"],
        ),
    ],
    opinion: Text,
) -> UUID:
    """Review the request and name its basis in law: an item that is met on the day. Else it stays a draft."""
    row = held(ClosureRequest, request)
    move(row, Noun.CLOSURE_REQUEST, "review", by=by)
    _name_basis(row, basis, on)
    row.legal_opinion = opinion
    row.reviewed_on, row.reviewed_by_id = on, by.id
    row.save()
    return request


@deed(permission=Permission.DRAFT_CLOSURE_REQUEST, title=N_("修改提请关闭"))
def revise_closure_request(*, by: Actor, on: date, at: datetime, id: UUID, request: Id, text: Text) -> UUID:
    """Take a reviewed request back to its draft; it is reviewed anew."""
    row = held(ClosureRequest, request)
    move(row, Noun.CLOSURE_REQUEST, "revise", by=by)
    row.text, row.basis, row.citations = text, "", []
    row.reviewed_on, row.reviewed_by_id = None, None
    row.save()
    return request


@deed(permission=Permission.SIGN_CLOSURE_REQUEST, title=N_("签发提请关闭"))
def send_closure_request(
    *,
    by: Actor,
    on: date,
    at: datetime,
    id: UUID,
    request: Id,
    paper_number: PaperNumber = "",
    addressee: Addressee = "",
    government: Government = "",
) -> UUID:
    """Send it to the people's government with its document number, while the basis named by the review is met."""
    row = held(ClosureRequest, request)
    move(row, Noun.CLOSURE_REQUEST, "send", by=by)
    require_capacity(by.capacity, Instrument.CLOSURE_REQUEST)
    raise_if(rules.send_refusal(_fact(row), on, law_in_use()))
    _name_basis(row, row.basis, on)
    to = known(Agency, government) if government else None  # type: ignore[arg-type]  # an agency goes by its code
    row.addressed_to, row.addressee = to, addressee or (to.name if to else "")
    row.number = give_number(by.agency, DocumentKind.CLOSURE_REQUEST, row.id, on, paper_number)
    row.sent_on, row.signed_by_id = on, by.id
    row.save()
    return request


@deed(permission=Permission.ANSWER_CLOSURE_REQUEST, title=N_("登记政府受理"))
def accept_closure_request(
    *, by: Actor, on: date, at: datetime, id: UUID, request: Id, text: OptionalText = ""
) -> UUID:
    """Record that the government took the request up."""
    row = held(ClosureRequest, request)
    move(row, Noun.CLOSURE_REQUEST, "accept_by_government", by=by)
    row.accepted_on, row.answer = on, text
    row.save()
    return request


@deed(permission=Permission.ANSWER_CLOSURE_REQUEST, title=N_("登记政府决定"))
def answer_closure_request(
    *,
    by: Actor,
    on: date,
    at: datetime,
    id: UUID,
    request: Id,
    decision: Annotated[ClosureDecision, Field(description=N_("政府决定"), examples=["close"])],
    document_number: Annotated[
        str, Field(min_length=1, max_length=100, description=N_("决定文号"), examples=["（示例）政〔2021〕8号"])
    ],
    text: OptionalText = "",
) -> UUID:
    """Record what the government decided, with the number of its document."""
    row = held(ClosureRequest, request)
    move(row, Noun.CLOSURE_REQUEST, _STEPS[decision], by=by)
    row.decided_on, row.decision, row.decision_number = on, decision, document_number
    row.answer = text or row.answer
    row.save()
    return request


@deed(permission=Permission.RECORD_CLOSURE, title=N_("登记吊销证照"))
def revoke_licences(*, by: Actor, on: date, at: datetime, id: UUID, request: Id, text: Text) -> UUID:
    """Record which licences were revoked; also after the closure was carried out, whose state it leaves."""
    row = held(ClosureRequest, request)
    if row.state not in _CLOSED or row.licences_revoked_on is not None:
        move(row, Noun.CLOSURE_REQUEST, "revoke_licences", by=by)
    row.licences_revoked_on, row.licences = on, text
    row.save()
    return request


@deed(permission=Permission.RECORD_CLOSURE, title=N_("登记关闭执行"))
def carry_out_closure(
    *,
    by: Actor,
    on: date,
    at: datetime,
    id: UUID,
    request: Id,
    manners: Manners,
    exit_reason: WhyExit | None = None,
    text: OptionalText = "",
) -> UUID:
    """Record what was physically done; the enterprise's orders end with it 因关闭终结."""
    row = held(ClosureRequest, request)
    raise_if(rules.carry_out_refusal(_fact(row), on, law_in_use()))
    move(row, Noun.CLOSURE_REQUEST, "carry_out", by=by)
    row.carried_out_on, row.exit_reason = on, exit_reason
    row.save()
    home = {"home_agency_id": row.home_agency_id, "campaign": row.campaign, "enterprise_id": row.enterprise_id}
    ExitDeed.objects.bulk_create(
        ExitDeed(id=uuid5(id, manner), closure_request=row, manner=manner, done_on=on, description=text, **home)
        for manner in dict.fromkeys(manners)
    )
    _end_orders(row, by, on)
    return request


@deed(permission=Permission.SIGN_CLOSURE_REQUEST, title=N_("撤回提请关闭"))
def withdraw_closure_request(*, by: Actor, on: date, at: datetime, id: UUID, request: Id, reason: Reason) -> UUID:
    """Withdraw a request on which the government has not decided."""
    row = held(ClosureRequest, request)
    move(row, Noun.CLOSURE_REQUEST, "withdraw", by=by)
    row.withdrawn_on, row.withdrawn_reason = on, reason
    row.save()
    return request


def _red_card(campaign: str, site: UUID) -> Card | None:
    standing = (CardState.CONFIRMED, CardState.NOTIFIED)
    cards = Card.objects.filter(campaign=campaign, site=site, colour=CardColour.RED, state__in=standing, voided_on=None)
    return cards.order_by("confirmed_on").last()


def _name_basis(row: ClosureRequest, basis: str, on: date) -> None:
    """The basis has to be met on the day; the articles of the day are kept."""
    case = assessed(row.campaign, row.enterprise_id, on).case
    raise_if(rules.basis_refusal(case, row.grounds, basis))
    row.basis, row.citations = basis, kept(rules.met(case, row.grounds, basis))


def _fact(row: ClosureRequest) -> ClosureFact:
    return ClosureFact(
        id=str(row.id),
        drafted_on=row.drafted_on,
        basis=row.basis,
        reviewed_on=row.reviewed_on,
        sent_on=row.sent_on,
        decided_on=row.decided_on,
        decision=None if row.decision is None else ClosureDecision(row.decision),
        carried_out_on=row.carried_out_on,
    )


def _end_orders(request: ClosureRequest, by: Actor, on: date) -> None:
    """Delivered orders end; those issued but never delivered are withdrawn."""
    orders = RectificationOrder.objects.select_for_update(no_key=True).filter(
        campaign=request.campaign, enterprise=request.enterprise_id, state__in=_ENDS, voided_on=None
    )
    for order in orders:
        step = _ENDS[RectificationOrderState(order.state)]
        move(order, Noun.RECTIFICATION_ORDER, step, by=by)
        if step == "end":
            order.ended_on = on
        else:
            order.withdrawn_on, order.withdrawn_reason = on, N_("因关闭终结")
        order.save()
