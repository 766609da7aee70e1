"""Next acts 下一步 on the screen: their words, who does them, which form they open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext

from duban.domain.act_words import ACT_WORDS
from duban.domain.actor import Actor
from duban.domain.permissions import ROLE_LABELS, Permission, holders, may
from duban.domain.standing import Act
from duban.queries.tasks import Duties

_P = Permission
DUTY: Mapping[Act, tuple[Permission, ...]] = MappingProxyType(
    {
        Act.INSPECT: (_P.RECORD_INSPECTION,),
        Act.COMPLETE_VISIT: (_P.RECORD_INSPECTION,),
        Act.ISSUE_ORDER: (_P.DRAFT_ORDER, _P.ISSUE_ORDER),
        Act.DELIVER_ORDER: (_P.RECORD_DELIVERY,),
        Act.IMPOSE_TEMPORARY_SUSPENSION: (_P.DRAFT_MEASURE, _P.ISSUE_MEASURE),
        Act.DELIVER_MEASURE: (_P.RECORD_DELIVERY,),
        Act.IMPOSE_SUSPENSION: (_P.DRAFT_MEASURE, _P.ISSUE_MEASURE),
        Act.CONFIRM_YELLOW: (_P.PROPOSE_CARD, _P.DECIDE_CARD),
        Act.CONFIRM_RED: (_P.PROPOSE_CARD, _P.DECIDE_CARD),
        Act.NOTIFY_CARD: (_P.NOTIFY_CARD,),
        Act.LIFT_CARD: (_P.DECIDE_CARD,),
        Act.LIST_SUPERVISION: (_P.RECORD_SUPERVISION, _P.DECIDE_LISTING),
        Act.DELIST: (_P.RECORD_RESUMPTION, _P.DECIDE_LISTING),
        Act.REINSPECT: (_P.RECORD_REINSPECTION,),
        Act.REPLY_EXTENSION: (_P.DECIDE_EXTENSION,),
        Act.REVIEW_RESUMPTION: (_P.RECORD_RESUMPTION,),
        Act.CONSENT_RESUMPTION: (_P.CONSENT_TO_RESUME,),
        Act.REQUEST_CLOSURE: (_P.DRAFT_CLOSURE_REQUEST,),
        Act.SEND_CLOSURE: (_P.REVIEW_LEGALLY, _P.SIGN_CLOSURE_REQUEST),
        Act.RECORD_CLOSURE_ANSWER: (_P.ANSWER_CLOSURE_REQUEST,),
        Act.CARRY_OUT_CLOSURE: (_P.RECORD_CLOSURE,),
        Act.REVOKE_LICENCES: (_P.RECORD_CLOSURE,),
        Act.ACCEPT_CLOSURE: (_P.RECORD_ACCEPTANCE, _P.JOIN_ACCEPTANCE),
        Act.PUBLISH_NOTICE: (_P.PUBLISH_NOTICE,),
        Act.FILE_YEAR_END_RETURN: (_P.RECORD_CLOSURE,),
        Act.CUT_POWER: (_P.DRAFT_POWER_CUT, _P.APPROVE_POWER_CUT),
        Act.PENALISE: (_P.DECIDE_PENALTY,),  # the steps before the decision have no deeds yet
        Act.CHECK_CRIMINAL_TRANSFER: (_P.SEND_REFERRAL,),
        Act.REFER_UNAPPROVED: (_P.SEND_REFERRAL,),
        Act.URGE_SAFETY_WORK: (_P.RECORD_INSPECTION,),
        Act.DELIVER_PENALTY: (_P.RECORD_DELIVERY,),
    }
)
"""Who takes part in an act, in the order of its steps: who drafts, who decides."""

_BELOW = frozenset({Act.PUBLISH_NOTICE})  # a superior's act on the enterprises of the units below


def act_word(act: str) -> str:
    """The act in the reader's language."""
    return gettext(ACT_WORDS[Act(act)])


def act_choices() -> list[tuple[str, str]]:
    """All acts, for a query bar."""
    return [(act.value, act_word(act)) for act in Act]


def who(act: str) -> str:
    """The roles that take part in the act, in the order of its steps."""
    roles = [role for permission in DUTY[Act(act)] for role in holders(permission)]
    return _joined(gettext(ROLE_LABELS[role]) for role in dict.fromkeys(roles))


def is_mine(act: str, actor: Actor) -> bool:
    """Whether the actor takes part in it."""
    return any(may(actor.roles, permission) for permission in DUTY[Act(act)])


def form_of(act: str, enterprise: object, subject: str, *, campaign: str = "", ground: str = "") -> str:
    """Address of the page from which the act is done, with what is known of the act."""
    known = {"subject": subject, "campaign": campaign, "ground": ground}
    query = urlencode({key: value for key, value in known.items() if value})
    return f"{reverse('act', args=[enterprise, act])}?{query}"


def duties(actor: Actor) -> Duties:
    """The acts that wait for the actor."""
    held = [act for act in Act if is_mine(act, actor)]
    return Duties(
        own=actor.agency,
        me=actor.id,
        mine=tuple(act.value for act in held if act not in _BELOW),
        anywhere=tuple(act.value for act in held if act in _BELOW),
    )


def _joined(words: Iterable[str]) -> str:
    return gettext("、").join(words)
