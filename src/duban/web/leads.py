"""Leads 办理入口: from a record in its state to the forms of what may be done with it next.

What is possible comes from the tables of moves; this module only knows which deed makes which move.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext

from duban.actions.register import all_kinds
from duban.domain.actor import Actor
from duban.domain.permissions import ROLE_LABELS, holders, may
from duban.domain.workflow import Noun, moves_from

INPUT: Mapping[Noun, str] = MappingProxyType(
    {
        Noun.INSPECTION_PLAN: "plan",
        Noun.LEDGER_ENTRY: "entry",
        Noun.INSPECTION: "inspection",
        Noun.RECTIFICATION_ORDER: "order",
        Noun.EXTENSION: "extension",
        Noun.ON_SITE_MEASURE: "measure",
        Noun.SUPERVISION_LISTING: "listing",
        Noun.RESUMPTION: "resumption",
        Noun.CARD: "card",
        Noun.PENALTY_DECISION: "penalty",
        Noun.POWER_CUT: "power_cut",
        Noun.CLOSURE_REQUEST: "request",
        Noun.ACCEPTANCE: "acceptance",
        Noun.SUBMISSION: "submission",
        Noun.PAPER: "paper",
    }
)
"""Under which input name a deed takes a record of the noun."""

_DELIVERED: Mapping[Noun, str] = MappingProxyType(
    {
        Noun.RECTIFICATION_ORDER: "rectification_order",
        Noun.ON_SITE_MEASURE: "on_site_measure",
        Noun.PENALTY_DECISION: "penalty_decision",
    }
)
_DEEDS: Mapping[tuple[Noun, str], str] = MappingProxyType(
    {
        (Noun.INSPECTION_PLAN, "submit"): "submit_plan",
        (Noun.INSPECTION_PLAN, "approve"): "approve_plan",
        (Noun.INSPECTION_PLAN, "return"): "return_plan",
        (Noun.INSPECTION_PLAN, "revise"): "revise_plan",
        (Noun.LEDGER_ENTRY, "consult"): "consult_entry",
        (Noun.LEDGER_ENTRY, "confirm"): "confirm_entry",
        (Noun.LEDGER_ENTRY, "remove"): "remove_entry",
        (Noun.INSPECTION, "complete"): "complete_inspection",
        (Noun.INSPECTION, "discard"): "discard_inspection",
        (Noun.INSPECTION, "void"): "void_inspection",
        (Noun.RECTIFICATION_ORDER, "issue"): "issue_order",
        (Noun.RECTIFICATION_ORDER, "discard"): "discard_order",
        (Noun.RECTIFICATION_ORDER, "deliver"): "deliver",
        (Noun.RECTIFICATION_ORDER, "withdraw"): "withdraw_order",
        (Noun.EXTENSION, "grant"): "reply_extension",
        (Noun.ON_SITE_MEASURE, "issue"): "issue_measure",
        (Noun.ON_SITE_MEASURE, "discard"): "discard_measure",
        (Noun.ON_SITE_MEASURE, "deliver"): "deliver",
        (Noun.ON_SITE_MEASURE, "end_term"): "end_measure_term",
        (Noun.ON_SITE_MEASURE, "lift"): "lift_measure",
        (Noun.ON_SITE_MEASURE, "withdraw"): "withdraw_measure",
        (Noun.SUPERVISION_LISTING, "list"): "decide_listing",
        (Noun.SUPERVISION_LISTING, "finish_treatment"): "start_delisting_review",
        (Noun.SUPERVISION_LISTING, "review"): "start_delisting_review",
        (Noun.SUPERVISION_LISTING, "delist"): "delist",
        (Noun.SUPERVISION_LISTING, "fail_review"): "fail_delisting_review",
        (Noun.SUPERVISION_LISTING, "relist"): "relist",
        (Noun.RESUMPTION, "review"): "review_resumption",
        (Noun.RESUMPTION, "consent"): "consent_resumption",
        (Noun.RESUMPTION, "refuse"): "refuse_resumption",
        (Noun.CARD, "confirm"): "confirm_card",
        (Noun.CARD, "decline"): "decline_card",
        (Noun.CARD, "notify"): "notify_card",
        (Noun.CARD, "lift"): "lift_card",
        (Noun.PENALTY_DECISION, "deliver"): "deliver",
        (Noun.PENALTY_DECISION, "pay"): "pay_penalty",
        (Noun.PENALTY_DECISION, "change"): "change_penalty",
        (Noun.PENALTY_DECISION, "annul"): "annul_penalty",
        (Noun.POWER_CUT, "approve"): "approve_power_cut",
        (Noun.POWER_CUT, "notify"): "notify_power_cut",
        (Noun.POWER_CUT, "cut"): "put_power_cut_in_force",
        (Noun.POWER_CUT, "restore"): "restore_power",
        (Noun.POWER_CUT, "withdraw"): "withdraw_power_cut",
        (Noun.CLOSURE_REQUEST, "review"): "review_closure_request",
        (Noun.CLOSURE_REQUEST, "revise"): "revise_closure_request",
        (Noun.CLOSURE_REQUEST, "send"): "send_closure_request",
        (Noun.CLOSURE_REQUEST, "accept_by_government"): "accept_closure_request",
        (Noun.CLOSURE_REQUEST, "decide_close"): "answer_closure_request",
        (Noun.CLOSURE_REQUEST, "revoke_licences"): "revoke_licences",
        (Noun.CLOSURE_REQUEST, "carry_out"): "carry_out_closure",
        (Noun.CLOSURE_REQUEST, "withdraw"): "withdraw_closure_request",
        (Noun.ACCEPTANCE, "carry_out"): "sign_off_acceptance",
        (Noun.ACCEPTANCE, "pass"): "conclude_acceptance",
        (Noun.ACCEPTANCE, "recheck"): "recheck_acceptance",
        (Noun.SUBMISSION, "sign"): "sign_submission",
        (Noun.SUBMISSION, "submit"): "submit_submission",
        (Noun.SUBMISSION, "accept"): "accept_submission",
        (Noun.SUBMISSION, "return"): "return_submission",
        (Noun.SUBMISSION, "reopen"): "reopen_submission",
        (Noun.PAPER, "submit"): "submit_paper",
        (Noun.PAPER, "return"): "return_paper",
        (Noun.PAPER, "issue"): "issue_paper",
        (Noun.PAPER, "correct"): "correct_paper",
        (Noun.PAPER, "withdraw"): "withdraw_paper",
        (Noun.PAPER, "discard"): "discard_paper",
    }
)
_UNDOING = frozenset({"discard", "void", "withdraw", "annul", "remove"})
_ALSO: Mapping[Noun, Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        Noun.LEDGER_ENTRY: dict.fromkeys(
            ("proposed", "consulted", "confirmed"), ("record_opinion", "assign_responsible")
        ),
        Noun.SUPERVISION_LISTING: {"listed": ("record_treatment_plan", "prove_implementation")},
        Noun.ACCEPTANCE: {"carried_out": ("sign_off_acceptance",)},
        Noun.PAPER: {"draft": ("edit_paper",), "issued": ("attach_paper_scan",)},
    }
)
"""Deeds on a record that leave its state as it is."""


@dataclass(frozen=True, slots=True)
class Lead:
    """One way on: the deed's title and form. ``who`` names the roles that may, where the reader may not."""

    title: str
    url: str
    allowed: bool = True
    who: str = ""
    undoing: bool = False
    deed: str = ""


_OWN: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "redraft_plan": ("plan_edit", "plan"),
        "revise_plan": ("plan_edit", "plan"),
        "apply_extension": ("extension_new", "item"),
        "reply_extension": ("extension", "extension"),
        "record_treatment_plan": ("listing_plan", "listing"),
        "prove_implementation": ("listing", "listing"),
        "amend_submission": ("return_edit", "submission"),
        "return_submission": ("return_back", "submission"),
        "attach_scan": ("return_scan", "submission"),
        "edit_paper": ("paper_edit", "paper"),
        "correct_paper": ("paper_correct", "paper"),
        "attach_paper_scan": ("paper_scan", "paper"),
    }
)
"""Deeds that have a page of their own, and the input that names its record."""


def deed_url(name: str, /, *, back: str = "", **known: object) -> str:
    """The address of a deed's page, else of its plain form, with what is known already."""
    if name in _OWN and known.get(_OWN[name][1]):
        page, record = _OWN[name]
        return reverse(page, args=[known[record]])
    told = {key: str(value) for key, value in {**known, "next": back}.items() if value}
    return f"{reverse('deed', args=[name])}?{urlencode(told)}"


def lead(name: str, actor: Actor, /, *, back: str = "", url: str = "", undoing: bool = False, **known: object) -> Lead:
    """The way to a deed, and whether this reader may do it."""
    kind = all_kinds()[name]
    allowed = may(actor.roles, kind.permission)
    roles = gettext("、").join(gettext(ROLE_LABELS[role]) for role in holders(kind.permission))
    where = url or deed_url(name, back=back, **known)
    return Lead(gettext(kind.title), where, allowed, "" if allowed else roles, undoing, name)


def leads(noun: Noun, state: str, record: UUID, actor: Actor, *, back: str = "") -> list[Lead]:
    """What may be done with the record in its state, each deed once, the way back out last."""
    found: dict[str, Lead] = {}
    for move in moves_from(noun, state):
        name = _DEEDS.get((noun, move.name))
        if name is not None and name not in found:
            known = _known(noun, name, record)
            found[name] = lead(name, actor, back=back, undoing=move.name in _UNDOING, **known)
    for name in _ALSO.get(noun, {}).get(state, ()):
        found.setdefault(name, lead(name, actor, back=back, **_known(noun, name, record)))
    return sorted(found.values(), key=lambda one: one.undoing)


def _known(noun: Noun, name: str, record: UUID) -> dict[str, Any]:
    if name == "deliver":
        return {"document_kind": _DELIVERED[noun], "document": record}
    return {INPUT[noun]: record}
