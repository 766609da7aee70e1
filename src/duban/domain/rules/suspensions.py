"""Suspensions 停产: what the law offers as a basis, delivery, the end of the term, review and consent to resume."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from duban.domain.case import Case, HazardCase, SuspensionCase
from duban.domain.citations import Tier, Who, marked
from duban.domain.conditions.hazards import missing_implementations
from duban.domain.facts import NonCompliance, Resumption
from duban.domain.messages import N_, Message
from duban.domain.rules.acts import next_act
from duban.domain.standing import Act, Cited, NextAct
from duban.domain.vocabulary import Answer, Implementation, RefusalOf

NORMAL_STOP = "D04"
REVIEW_BY = "D05"
TEMPORARY = "temporary_suspension"
AS_PENALTY = "hazard_not_eliminated"

IMPLEMENTATION_LABELS = {
    Implementation.RESPONSIBILITY: N_("责任"),
    Implementation.MEASURES: N_("措施"),
    Implementation.FUNDS: N_("资金"),
    Implementation.TIME_LIMIT: N_("时限"),
    Implementation.EMERGENCY_PLAN: N_("预案"),
}


def suspended(case: Case, hazard: HazardCase) -> bool:
    """Whether production is stopped for the hazard: no consent to resume was given since."""
    return any(not suspension.consented for suspension in hazard.suspensions)


def bases(case: Case, hazard: HazardCase) -> tuple[str, ...]:
    """The concepts on which a suspension for this hazard can rest today; empty where no article fits (yet)."""
    found = []
    if hazard.major and hazard.hazard.safety_assured is Answer.NO:
        found.append(TEMPORARY)
    if _refused(case, hazard):
        penalty = case.law.lawbook.penalty(AS_PENALTY, case.on, Who.UNIT, Tier.REFUSED)
        if penalty is not None and penalty.suspension:
            found.append(AS_PENALTY)
    return tuple(found)


def _refused(case: Case, hazard: HazardCase) -> NonCompliance | None:
    orders = {item.order.id for item in hazard.items}
    return next(
        (
            r.refusal
            for r in case.refusals
            if r.refusal.decision_kind is RefusalOf.ORDER and r.refusal.decision in orders
        ),
        None,
    )


def suspension_notes(case: Case, hazards: Iterable[HazardCase]) -> tuple[Message, ...]:
    """What the officer must know before a suspension for rectification: what is missing, which basis there is."""
    notes = []
    none_fits = False
    for hazard in hazards:
        parts = "、".join(IMPLEMENTATION_LABELS[part] for part in missing_implementations(hazard))
        params = {"hazard": hazard.id, "parts": parts}
        notes.append(Message("suspension.missing", N_("“五落实”中缺少证明的：{parts}。"), params))
        none_fits = none_fits or not bases(case, hazard)
    notes.append(
        Message("suspension.choose", N_("请选择停产的法律性质（责令暂时停产停业或者停产停业整顿处罚）和依据条文。"))
    )
    if none_fits:
        text = N_("目前没有适用的法律条文：{article}以重大事故隐患排除前或者排除过程中无法保证安全为前提。")
        article = case.law.wording(TEMPORARY, case.on)
        notes.append(Message("suspension.no_article_fits", text, {"article": article}))
    return tuple(notes)


def acts(case: Case) -> Iterator[NextAct]:
    """Deliver, review, consent, and re-inspect when the term has ended without consent."""
    for suspension in case.suspensions:
        if suspension.measure is not None and suspension.delivered_on is None:
            yield next_act(case, Act.DELIVER_MEASURE, suspension.id, (suspension.id,), concepts=("onsite_measure",))
        elif not suspension.consented:
            yield from _resumption(case, suspension)
            yield from _term_ended(case, suspension)


def _resumption(case: Case, suspension: SuspensionCase) -> Iterator[NextAct]:
    for resumption in suspension.resumptions:
        because = (resumption.id, suspension.id)
        if resumption.refused_on is not None or resumption.passed is False:
            continue
        if resumption.passed:
            yield next_act(case, Act.CONSENT_RESUMPTION, resumption.id, because, concepts=("resumption_consent",))
        else:
            yield _review(case, resumption, because)


def _review(case: Case, resumption: Resumption, because: tuple[str, ...]) -> NextAct:
    concepts = ("resumption_consent",)
    start = resumption.applied_on
    return next_act(
        case, Act.REVIEW_RESUMPTION, resumption.id, because, concepts=concepts, deadline=REVIEW_BY, start=start
    )


def _term_ended(case: Case, suspension: SuspensionCase) -> Iterator[NextAct]:
    end, cited = _term_end(case, suspension)
    if end is None or case.on <= end:
        return
    hazards = case.stopped_for(suspension)
    if not any(hazard.open for hazard in hazards):
        return
    if any(hazard.last is not None and hazard.last.on > end for hazard in hazards):
        return
    text = N_("停产期限已于 {end} 届满；未经审查同意，仍不得恢复生产。")
    because = (suspension.id, *(hazard.id for hazard in hazards if hazard.open))
    note = Message("suspension.term_ended", text, {"end": end})
    yield next_act(
        case, Act.REINSPECT, suspension.id, because, concepts=("resumption_consent",), cited=cited, notes=(note,)
    )


def _term_end(case: Case, suspension: SuspensionCase) -> tuple[date | None, tuple[Cited, ...]]:
    """The last day of a temporary suspension: as written, else the normal one with its article. Penalties have none."""
    if suspension.measure is None or suspension.delivered_on is None:
        return None, ()
    if suspension.measure.until is not None:
        return suspension.measure.until, ()
    due = case.law.due(NORMAL_STOP, suspension.delivered_on)
    return (None, ()) if due is None else (due.due_on, (due.cited,))


def warnings(case: Case) -> Iterator[Message]:
    """Temporary suspensions whose written term is longer than normal: a warning, no fault (D04 is not verified)."""
    for suspension in case.suspensions:
        measure = suspension.measure
        if measure is None or measure.until is None or suspension.consented:
            continue
        normal = case.law.due(NORMAL_STOP, suspension.delivered_on or measure.issued_on)
        if normal is not None and measure.until > normal.due_on:
            text = N_("责令暂时停产停业至 {until}，超过一般的期限 {normal}（{article}），请核对理由。")
            article = marked(normal.cited.text, normal.cited.verified)
            params = {"until": measure.until, "normal": normal.due_on, "article": article}
            yield Message("suspension.long_term", text, params)
