"""Deliveries 送达: on which day a document may be delivered, what leaving it behind needs, on which text that rests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from duban.domain.law import Law
from duban.domain.messages import N_, Refusal
from duban.domain.rules.refusing import refuse
from duban.domain.wordlists import DeliveryMethod, DocumentKind

FROM_DELIVERY = N_("我们的理解：文书所定的期限自送达起算，送达前企业没有可以违反的期限")

_RECEIPT = "delivery_receipt_form"
BASES: Mapping[DocumentKind, str] = {
    DocumentKind.PENALTY_DECISION: "delivery",
    DocumentKind.INSPECTION_RECORD: _RECEIPT,
    DocumentKind.RECTIFICATION_ORDER: _RECEIPT,
    DocumentKind.ON_SITE_MEASURE: _RECEIPT,
    DocumentKind.REINSPECTION_OPINION: _RECEIPT,
    DocumentKind.EXTENSION_REPLY: "extension_reply",
    DocumentKind.POWER_CUT_NOTICE: "power_cut_notice",
}
"""The text on which the delivery of a kind of document rests. The penalty act speaks of penalty decisions only; where
the lawbook has no text (consents to resume, notices of supervision and of cards, requests, referrals) none is cited."""


@dataclass(frozen=True, slots=True)
class Deliverable:
    """A document to be delivered: its own day, and the first day written in it on which a period ends (if any)."""

    kind: DocumentKind
    issued_on: date | None
    ends_on: date | None = None


def delivery_refusal(paper: Deliverable, method: DeliveryMethod, witness: str, on: date, law: Law) -> Refusal | None:
    """Nothing is delivered before it is issued or after its own period; one left behind 留置 needs a witness."""
    basis = BASES.get(paper.kind)
    clause = "" if basis is None else law.wording(basis, on)
    if paper.issued_on is None or on < paper.issued_on:
        text = N_("送达日期 {on} 早于文书日期 {issued_on}，或者文书尚未签发。")
        remedy = N_("请先签发文书，并核对送达日期。")
        return refuse("delivery.before_issue", text, clause, remedy, on=on, issued_on=paper.issued_on or "-")
    if paper.ends_on is not None and on > paper.ends_on:
        text = N_("文书写明的期限 {ends_on} 在送达日期 {on} 已过，企业没有可以履行的期间。")
        remedy = N_("请撤回该文书，改定期限后重新签发、送达；实际送达更早的，按送达回证的日期登记。")
        return refuse("delivery.lapsed", text, FROM_DELIVERY, remedy, on=on, ends_on=paper.ends_on)
    if method is DeliveryMethod.LEFT and not witness:
        return refuse("delivery.witness", N_("留置送达没有写明见证人。"), clause, N_("请填写见证人。"))
    return None
