"""Steps after a decision 处罚的执行和公示: who decides on the spot, filing, the surcharge owed, publication."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from duban.domain.facts import Presence
from duban.domain.law import Due, Law
from duban.domain.messages import N_, Refusal
from duban.domain.rules.refusing import refuse
from duban.domain.rules.visits import lacks_pair, with_certificate, without_certificate
from duban.domain.standing import Cited
from duban.domain.workflow import Noun, SummaryPenaltyState, move

PAY_BY, PUBLISH_BY, WITHDRAW_BY = "D18", "D23", "D25"
_PUBLICATION = "publish_decisions"


def officers_refusal(officers: Collection[Presence], on: date, law: Law) -> Refusal | None:
    """On the spot two officers decide, each with a certificate valid that day."""
    if lacks_pair(officers):
        return refuse(
            "penalty.two_officers",
            N_("当场处罚只登记了{n}名执法人员，执法人员不得少于两人。"),
            law.wording("two_officers", on),
            N_("请补充登记在场作出决定的执法人员。"),
            n=len({each.officer for each in officers}),
        )
    invalid = without_certificate(officers, on)
    if not invalid:
        return None
    return refuse(
        "penalty.certificate",
        N_("决定当日（{on}）执法证件无效：{officers}。"),
        law.wording("show_credentials", on),
        N_("请核对证件有效期；没有有效证件的，不得当场处罚。"),
        on=on,
        officers="、".join(with_certificate(each) for each in invalid),
    )


def summary_state(delivered_on: date | None, filed_on: date | None) -> SummaryPenaltyState:
    """How far a penalty decided on the spot is."""
    if filed_on is not None:
        return SummaryPenaltyState.FILED_WITH_BUREAU
    return SummaryPenaltyState.DELIVERED if delivered_on is not None else SummaryPenaltyState.DECIDED


def require_to_be_filed(state: SummaryPenaltyState) -> None:
    """Raise ``Refusal`` where the table of moves does not let it be filed now."""
    move(Noun.SUMMARY_PENALTY, "file_with_bureau", state)


def filing_refusal(*, summary: bool, delivered_on: date | None, filed_on: date, law: Law) -> Refusal | None:
    """Only a penalty decided on the spot is filed with the bureau, and not before it was handed over."""
    clause = law.wording("summary_filing", filed_on)
    if not summary:
        text, remedy = N_("该决定不是当场处罚，不须报所属机关备案。"), N_("普通程序的决定在案卷中归档。")
        return refuse("penalty.not_summary", text, clause, remedy)
    if delivered_on is not None and filed_on < delivered_on:
        text, remedy = N_("备案日期 {filed} 早于送达日期 {delivered}。"), N_("请核对日期。")
        return refuse("penalty.filed_early", text, clause, remedy, filed=filed_on, delivered=delivered_on)
    return None


@dataclass(frozen=True, slots=True)
class Owed:
    """加处罚款 D19 on a day: how many days late, the rate, what it comes to, whether the cap is reached.

    ``pauses``: days of a review or suit do not count; nobody has told this system of one.
    """

    pay_by: Due
    days: int
    percent_per_day: int
    amount_fen: int
    capped: bool
    pauses: bool
    cited: Cited | None


def owed(fine_fen: int, delivered_on: date | None, until: date, law: Law) -> Owed | None:
    """What is owed beside the fine when it is paid on ``until`` (or not paid up to then); ``None``: no clock runs.

    Our reading 我们的理解: the first day after the term is the first day late, the day of payment counts, and the
    rate is that of the first day late (a period begun under a text runs to its end under it).
    """
    pay_by = law.due(PAY_BY, delivered_on) if delivered_on is not None and fine_fen else None
    if pay_by is None:
        return None
    days = max((until - pay_by.due_on).days, 0)
    rate = law.deadlines.surcharge(pay_by.due_on)
    if rate is None:
        return None
    amount = rate.owed(fine_fen, days)
    capped = amount * 100 >= fine_fen * rate.cap_percent
    return Owed(pay_by, days, rate.percent_per_day, amount, capped, rate.pauses, law.cited(rate.concept, pay_by.due_on))


def surcharge_refusal(
    surcharge_fen: int, fine_fen: int, delivered_on: date | None, paid_on: date, law: Law
) -> Refusal | None:
    """Not more is taken than is owed on the day of payment; less may have been agreed in writing."""
    found = owed(fine_fen, delivered_on, paid_on, law)
    most = 0 if found is None else found.amount_fen
    if surcharge_fen <= most:
        return None
    return refuse(
        "penalty.surcharge",
        N_("加处罚款 {amount} 分超过 {on} 应加处的 {owed} 分（逾期 {days} 日）。"),
        law.wording("surcharge", paid_on),
        N_("请核对缴款日期和加处罚款金额；缴款期限自送达之日起算。"),
        amount=surcharge_fen,
        on=paid_on,
        owed=most,
        days=0 if found is None else found.days,
    )


def publication_refusal(
    *, published_on: date | None, annulled_on: date | None, changed_on: date | None, on: date, law: Law
) -> Refusal | None:
    """A decision is published once, and not after it was annulled or another one took its place."""
    clause = law.wording("publish_penalty", on) or law.wording(_PUBLICATION, on)
    if published_on is not None:
        text, remedy = N_("该决定已于 {day} 登记公示。"), N_("公示有误的，请登记撤回。")
        return refuse("penalty.published", text, clause, remedy, day=published_on)
    gone = annulled_on or changed_on
    if gone is None:
        return None
    text, remedy = N_("该决定已于 {day} 撤销或者变更，不再公示。"), N_("变更的，请公示变更后的决定。")
    return refuse("penalty.not_to_publish", text, clause, remedy, day=gone)


def withdrawal_refusal(
    *, published_on: date | None, unpublished_on: date | None, gone_on: date | None, on: date, law: Law
) -> Refusal | None:
    """Only what was published is withdrawn, once, and because it was changed or annulled."""
    clause = law.wording("withdraw_publication", on)
    if published_on is None or unpublished_on is not None:
        text, remedy = N_("该决定没有公示，或者已经撤回公示。"), N_("请核对公示情况。")
        return refuse("penalty.not_published", text, clause, remedy)
    if gone_on is None:
        text, remedy = N_("该决定没有变更或者撤销，不能撤回公示。"), N_("请先登记变更或者撤销。")
        return refuse("penalty.stands", text, clause, remedy)
    return None
