"""Deliveries 送达: on which day a document may be delivered, and what leaving it behind needs."""

from __future__ import annotations

from datetime import date

from duban.domain.law import Law
from duban.domain.messages import N_, Message, Refusal
from duban.domain.wordlists import DeliveryMethod


def delivery_refusal(
    method: DeliveryMethod, witness: str, issued_on: date | None, on: date, law: Law
) -> Refusal | None:
    """Nothing is delivered before it is issued; a document left behind 留置 needs a witness."""
    clause = law.wording("delivery", on)
    if issued_on is None or on < issued_on:
        text = N_("送达日期 {on} 早于文书日期 {issued_on}，或者文书尚未签发。")
        params = {"on": on, "issued_on": issued_on or "-"}
        remedy = Message("delivery.before_issue.remedy", N_("请先签发文书，并核对送达日期。"))
        return Refusal("delivery.before_issue", Message("delivery.before_issue", text, params), clause, remedy)
    if method is DeliveryMethod.LEFT and not witness:
        text = N_("留置送达没有写明见证人。")
        remedy = Message("delivery.witness.remedy", N_("请填写见证人。"))
        return Refusal("delivery.witness", Message("delivery.witness", text), clause, remedy)
    return None
