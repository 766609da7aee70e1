"""From a next act to the forms that answer it: every act of a standing leads somewhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from uuid import UUID

from django.urls import reverse
from django.utils.http import urlencode

from duban.domain.actor import Actor
from duban.domain.standing import Act
from duban.domain.vocabulary import CardColour
from duban.domain.workflow import Noun
from duban.queries.naming import choices_of, named
from duban.queries.supervision import proposed_for
from duban.web.leads import Lead, deed_url, lead, leads


@dataclass(frozen=True, slots=True)
class Asked:
    """One next act as an address names it: on which subject, by which ground, of which enterprise and campaign."""

    act: Act
    subject: str
    campaign: str
    enterprise: UUID
    ground: str
    actor: Actor
    back: str
    because: tuple[str, ...] = ()

    @property
    def why(self) -> dict[str, object]:
        """What lets the form show the reason."""
        return {"act": self.act.value, "for": self.subject}

    @property
    def case(self) -> dict[str, object]:
        """Campaign and enterprise, for deeds that take both."""
        return {"campaign": self.campaign, "enterprise": self.enterprise}

    def to(self, name: str, **known: object) -> Lead:
        """The plain form of a deed."""
        return lead(name, self.actor, url=deed_url(name, back=self.back, **known, **self.why))

    def page(self, name: str, title: str, *args: object, **query: object) -> Lead:
        """A page of our own; ``name`` is the deed that it does."""
        asked = {key: str(value) for key, value in query.items() if value}
        return lead(name, self.actor, url=f"{reverse(title, args=args)}?{urlencode(asked)}")

    def of_record(self, kind: str, noun: Noun) -> list[Lead]:
        """What may be done with the subject in its state, without the ways of undoing it."""
        found = named(kind, UUID(self.subject))
        if found is None:
            return []
        return [one for one in leads(noun, found.state, found.id, self.actor, back=self.back) if not one.undoing]


def ways(asked: Asked) -> list[Lead]:
    """The forms that answer the act, in the order in which they are used; empty where there is none yet."""
    made = _WAYS.get(asked.act)
    return list(made(asked)) if made else []


def _inspect(asked: Asked) -> list[Lead]:
    return [asked.page("record_inspection", "inspection_new", asked.enterprise, campaign=asked.campaign, **asked.why)]


def _reinspect(asked: Asked) -> list[Lead]:
    query = {"campaign": asked.campaign, "kind": "reinspection", **asked.why}
    visits = choices_of("inspection", asked.enterprise, asked.campaign)
    done = [one for one in visits if one.state == "completed"]
    found = [asked.page("record_inspection", "inspection_new", asked.enterprise, **query)]
    if done and named("order", UUID(asked.subject)) is not None:
        found.append(asked.page("record_reinspection", "reinspection_new", done[0].id, order=asked.subject))
    return found


def _order(asked: Asked) -> list[Lead]:
    """A draft that waits to be issued comes first; else a new one for the visit."""
    drafts = [one for one in choices_of("order", asked.enterprise, asked.campaign) if one.state == "draft"]
    found = [asked.page("issue_order", "order", one.id) for one in drafts]
    return [*found, asked.page("draft_order", "order_new", asked.subject)]


def _suspend(asked: Asked) -> list[Lead]:
    """Drafts that wait to be issued, a new one for the visit that found the hazards.

    For G4 a penalty too, and the listing whose proofs are missing: what is proved needs no stop.
    """
    drafts = [one for one in choices_of("measure", asked.enterprise, asked.campaign) if one.state == "draft"]
    found = [asked.page("issue_measure", "measure", one.id) for one in drafts]
    found += [asked.page("draft_measure", "measure_new", visit) for visit in _visits_of(asked)]
    if asked.act is Act.IMPOSE_SUSPENSION:
        found += _penalise(asked)
        listings = choices_of("listing", asked.enterprise, asked.campaign)
        found += [asked.to("prove_implementation", listing=one.id) for one in listings if str(one.id) in asked.because]
    return found


def _penalise(asked: Asked) -> list[Lead]:
    """The form of the decision, with the range of its basis beside it."""
    return [asked.page("decide_penalty", "penalty_new", asked.enterprise, campaign=asked.campaign, **asked.why)]


def _visits_of(asked: Asked) -> list[UUID]:
    """The visits that found the hazards behind the act."""
    from duban.queries.inspections import visits_of_hazards  # noqa: PLC0415 -- kept beside its only use

    return visits_of_hazards(asked.because) or [
        one.id for one in choices_of("inspection", asked.enterprise, asked.campaign)[:1]
    ]


def _card(colour: CardColour) -> Callable[[Asked], list[Lead]]:
    def made(asked: Asked) -> list[Lead]:
        if not asked.ground:
            return []
        where = [asked.campaign, asked.enterprise, colour.value, asked.ground, asked.subject]
        return [asked.page("propose_card", "card_proposal", *where)]

    return made


def _list_supervision(asked: Asked) -> list[Lead]:
    found = [asked.to("decide_listing", listing=one) for one in proposed_for(UUID(asked.subject))]
    return [*found, asked.to("propose_listing", hazard=asked.subject, campaign=asked.campaign)]


def _closure(asked: Asked) -> list[Lead]:
    return [asked.to("draft_closure_request", **asked.case, grounds=asked.ground)]


def _accept(asked: Asked) -> list[Lead]:
    """An acceptance that runs is signed and concluded on its own page; else one is planned."""
    planned = choices_of("acceptance", asked.enterprise, asked.campaign)
    found = [asked.page("sign_off_acceptance", "acceptance", one.id) for one in planned if one.state != "passed"]
    return found or [asked.to("plan_acceptance", **asked.case, request=asked.subject)]


def _send_closure(asked: Asked) -> list[Lead]:
    """A draft is reviewed on the page of its dossier; then it is sent."""
    request = named("request", UUID(asked.subject))
    if request is not None and request.state == "draft":
        return [asked.page("review_closure_request", "closure", request.id)]
    return asked.of_record("request", Noun.CLOSURE_REQUEST)


def _power(asked: Asked) -> list[Lead]:
    cuts = choices_of("power_cut", asked.enterprise, asked.campaign)
    running = [one for one in cuts if one.state in ("draft", "approved", "notified")]
    found = [
        way
        for one in running
        for way in leads(Noun.POWER_CUT, one.state, one.id, asked.actor, back=asked.back)
        if not way.undoing
    ]
    return found or [asked.to("draft_power_cut", **asked.case)]


def _delivery(kind: str) -> Callable[[Asked], list[Lead]]:
    return lambda asked: [asked.to("deliver", document_kind=kind, document=asked.subject)]


_WAYS: Mapping[Act, Callable[[Asked], list[Lead]]] = MappingProxyType(
    {
        Act.INSPECT: _inspect,
        Act.COMPLETE_VISIT: lambda asked: [asked.to("complete_inspection", inspection=asked.subject)],
        Act.ISSUE_ORDER: _order,
        Act.DELIVER_ORDER: _delivery("rectification_order"),
        Act.IMPOSE_TEMPORARY_SUSPENSION: _suspend,
        Act.DELIVER_MEASURE: _delivery("on_site_measure"),
        Act.IMPOSE_SUSPENSION: _suspend,
        Act.CONFIRM_YELLOW: _card(CardColour.YELLOW),
        Act.CONFIRM_RED: _card(CardColour.RED),
        Act.NOTIFY_CARD: lambda asked: [asked.to("notify_card", card=asked.subject)],
        Act.LIFT_CARD: lambda asked: [asked.to("lift_card", card=asked.subject)],
        Act.LIST_SUPERVISION: _list_supervision,
        Act.DELIST: lambda asked: asked.of_record("listing", Noun.SUPERVISION_LISTING),
        Act.REINSPECT: _reinspect,
        Act.REPLY_EXTENSION: lambda asked: [asked.to("reply_extension", extension=asked.subject)],
        Act.REVIEW_RESUMPTION: lambda asked: [asked.to("review_resumption", resumption=asked.subject)],
        Act.CONSENT_RESUMPTION: lambda asked: [
            asked.to("consent_resumption", resumption=asked.subject),
            asked.to("refuse_resumption", resumption=asked.subject),
        ],
        Act.REQUEST_CLOSURE: _closure,
        Act.SEND_CLOSURE: _send_closure,
        Act.RECORD_CLOSURE_ANSWER: lambda asked: asked.of_record("request", Noun.CLOSURE_REQUEST),
        Act.CARRY_OUT_CLOSURE: lambda asked: [asked.to("carry_out_closure", request=asked.subject)],
        Act.REVOKE_LICENCES: lambda asked: [asked.to("revoke_licences", request=asked.subject)],
        Act.ACCEPT_CLOSURE: _accept,
        Act.FILE_YEAR_END_RETURN: lambda asked: [asked.to("record_exit_return", **asked.case)],
        Act.CUT_POWER: _power,
        Act.PENALISE: _penalise,
        Act.CHECK_CRIMINAL_TRANSFER: lambda asked: [
            asked.to("send_referral", **asked.case, kind="criminal", subject=asked.subject)
        ],
        Act.REFER_UNAPPROVED: lambda asked: [
            asked.to("send_referral", **asked.case, kind="unapproved", subject=asked.subject)
        ],
        Act.URGE_SAFETY_WORK: lambda asked: [asked.to("record_urging", **asked.case)],
        Act.DELIVER_PENALTY: _delivery("penalty_decision"),
    }
)
"""Acts without an entry (public notices) have no deed yet; their page says so."""
