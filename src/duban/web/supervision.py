"""A listing 挂牌督办 on the screen: its facts, the five marks of the 五落实, what is missing, the resumption."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.urls import reverse
from django.utils.translation import gettext as _

from duban.domain.actor import Actor
from duban.domain.campaign import Campaign
from duban.domain.case import HazardCase
from duban.domain.messages import N_
from duban.domain.rules import listing as rules
from duban.domain.vocabulary import Implementation, MeasureKind, RefusalOf
from duban.domain.workflow import Noun, ResumptionState, state_label
from duban.queries.evidence import Picture
from duban.queries.hazard_record import Stop
from duban.queries.law import law_in_use
from duban.queries.resumptions import Resuming
from duban.queries.supervision import ListingRecord, Proof
from duban.web.due import due_day, written_day
from duban.web.enterprise.acts import days_left
from duban.web.leads import Lead, lead, leads
from duban.web.parts import DueDay, Fact, Missing
from duban.web.sheets import Cell, Ref, Term
from duban.web.wording import day as day_text
from duban.web.wording import say, yuan
from duban.web.words import label

PLAN_PARTS = {
    "goals": N_("治理的目标和任务"),
    "methods": N_("采取的方法和措施"),
    "funds": N_("经费和物资的落实"),
    "organisation": N_("负责治理的机构和人员"),
    "time_limit": N_("治理的时限和要求"),
    "emergency": N_("安全措施和应急预案"),
}
INPUTS = {"organisation": "people", "time_limit": "schedule"}
"""Where the deed calls a part otherwise than the record."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One of the five marks: proved, or missing and by when; ``state`` is its light."""

    part: str
    word: str
    state: str
    text: str = ""


def marks(proved: Collection[Implementation], due_on: date | None, on: date) -> list[Mark]:
    """The five marks of a listing, in their usual order."""
    missing = "overdue" if due_on is not None and due_on < on else "near"
    states = {part: "normal" if part in proved else missing for part in Implementation}
    return [Mark(part.value, label(part), state) for part, state in states.items()]


def term_cell(due_on: date | None, campaign: Campaign, on: date, *, done: bool) -> Cell:
    """A day written in the decision, with its light while it matters."""
    if due_on is None:
        return Ref("—", quiet=True)
    due = decided_day(due_on)
    return Term(due) if done else Term(due, light_of(due_on, campaign, on), days_left(due_on, on))


def decided_day(due_on: date) -> DueDay:
    """A day written in the decision to list."""
    return written_day(due_on, _("挂牌督办决定写明的日期，当日在期限内，遇节假日不顺延。"))


def light_of(due_on: date, campaign: Campaign, on: date) -> str:
    """The light of a written day."""
    return "overdue" if due_on < on else "near" if campaign.is_near(due_on, on) else "normal"


def stop_term(kind: StrEnum, until_on: date | None, delivered_on: date | None) -> DueDay | None:
    """The term of a measure: as written, else for a temporary suspension the longest that the law allows."""
    if until_on is not None:
        return written_day(until_on, _("决定书写明的期限，当日在期限内。"))
    if kind is not MeasureKind.TEMPORARY_SUSPENSION or delivered_on is None:
        return None
    longest = law_in_use().due("D04", delivered_on)
    return None if longest is None else due_day(longest.due_on, "D04", delivered_on)


def listing_facts(found: ListingRecord) -> list[Fact]:
    """Who listed what at which level, and what became of it."""
    facts = [
        Fact(_("企业"), found.enterprise_name),
        Fact(_("督办级别"), label(found.level)),
        Fact(_("督办单位"), found.supervisor),
        Fact(_("文号"), found.number or _("决定挂牌时编号")),
        Fact(_("提出"), " ".join(filter(None, (day_text(found.proposed_on), found.proposed_by)))),
        Fact(_("决定挂牌"), " ".join(filter(None, (day_text(found.listed_on), found.decided_by)))),
    ]
    days = (
        (_("治理完成或者申请恢复生产"), found.finished_on), (_("开始销号审查"), found.review_started_on),
        (_("审查不合格"), found.review_failed_on), (_("销号"), found.delisted_on),
    )  # fmt: skip
    facts += [Fact(term, day_text(on)) for term, on in days if on]
    told = ((_("审查不合格的理由"), found.review_failed_reason), (_("销号理由"), found.delisted_reason))
    return facts + [Fact(term, text, wide=True) for term, text in told if text]


# 五落实 -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PartLine:
    """One of the 五落实 on the record: its mark, its proof, where to record one."""

    mark: Mark
    on: date | None
    proof: str
    pictures: Sequence[Picture]
    url: str


def part_lines(found: ListingRecord, on: date) -> list[PartLine]:
    """The five, each proved or missing."""
    proved = {one.part for one in found.proofs}
    lines = []
    for mark in marks(proved, found.plan_due_on, on):
        proof = found.proof_of(Implementation(mark.part))
        url = reverse("listing_proof", args=[found.id, mark.part]) if found.standing else ""
        lines.append(
            PartLine(mark, proof.proved_on if proof else None, proof_text(proof), proof.pictures if proof else (), url)
        )
    return lines


def proof_text(proof: Proof | None) -> str:
    """What proves it, in one line."""
    if proof is None:
        return ""
    amount = _("{yuan} 元").format(yuan=yuan(proof.amount_fen)) if proof.amount_fen else ""
    until = _("{day} 前完成").format(day=day_text(proof.day)) if proof.day else ""
    return " · ".join(filter(None, (proof.person, amount, until, proof.document)))


def lacking(found: ListingRecord, case: HazardCase | None, on: date) -> list[Missing]:
    """What the record still lacks; and why the hazard cannot be de-listed yet."""
    if not found.standing:
        return []
    late = found.plan_due_on is not None and found.plan_due_on < on
    when = _("期限 {day}{late}").format(day=day_text(found.plan_due_on), late=_("，已逾期") if late else "")
    items = [] if found.plans else [Missing(_("治理方案"), when, reverse("listing_plan", args=[found.id]))]
    items += [
        Missing(_("“五落实”：{part}").format(part=line.mark.word), when, line.url)
        for line in part_lines(found, on)
        if line.on is None
    ]
    refusal = None if case is None else rules.delist_refusal(case, on, law_in_use())
    return items if refusal is None else [*items, Missing(_("销号条件"), say(refusal.message))]


# Resumption ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ResumptionLine:
    """One application to resume: its facts, until when it is to be reviewed on site, what may be done with it."""

    stop: str
    state: str
    tone: str
    due: DueDay | None
    light: str
    left: str
    facts: Sequence[Fact]
    ways: Sequence[Lead]


_TONES = {
    ResumptionState.APPLIED: "warn",
    ResumptionState.REVIEWED: "info",
    ResumptionState.CONSENTED: "good",
    ResumptionState.REFUSED: "bad",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """Of which campaign, on which day, by whom, on which page the resumptions are asked for."""

    campaign: Campaign
    on: date
    actor: Actor
    here: str


def resumption_lines(stops: Sequence[Stop], found: Iterable[Resuming], asked: Asked) -> list[ResumptionLine]:
    """The applications, the oldest first."""
    names = {one.id: " ".join(filter(None, (label(one.kind), one.number))) for one in stops}
    return [_resumption(one, names.get(one.stop, ""), asked) for one in found]


def _resumption(one: Resuming, stop: str, asked: Asked) -> ResumptionLine:
    waiting = one.state is ResumptionState.APPLIED
    term = law_in_use().due("D05", one.applied_on) if waiting else None
    return ResumptionLine(
        stop=stop,
        state=_(state_label(Noun.RESUMPTION, one.state)),
        tone=_TONES[one.state],
        due=due_day(term.due_on, "D05", one.applied_on) if term else None,
        light=light_of(term.due_on, asked.campaign, asked.on) if term else "",
        left=days_left(term.due_on, asked.on) if term else "",
        facts=_resumption_facts(one),
        ways=leads(Noun.RESUMPTION, one.state, one.id, asked.actor, back=asked.here),
    )


def _resumption_facts(one: Resuming) -> list[Fact]:
    facts = [
        Fact(_("申请"), " ".join(filter(None, (day_text(one.applied_on), one.prepared_by)))),
        Fact(_("申请内容"), one.application, wide=True),
    ]
    if one.reviewed_on:
        result = _("合格") if one.passed else _("不合格")
        facts += [
            Fact(_("现场审查"), f"{day_text(one.reviewed_on)} {result}"),
            Fact(_("审查情况"), one.review_note, wide=True),
        ]
    if one.consented_on:
        facts.append(Fact(_("书面同意"), " ".join((day_text(one.consented_on), one.number, one.decided_by))))
    if one.refused_on:
        facts += [
            Fact(_("不同意"), f"{day_text(one.refused_on)} {one.decided_by}"),
            Fact(_("理由"), one.refused_reason, wide=True),
        ]
    return facts


def application_leads(stops: Iterable[Stop], found: Collection[Resuming], asked: Asked) -> list[Lead]:
    """Where an application may be recorded: a delivered stop to which nobody consented and about which none waits."""
    over = (ResumptionState.REFUSED,)
    busy = {one.stop for one in found if one.state not in over}
    return [
        lead("apply_resumption", asked.actor, back=asked.here, suspension_kind=_kind(one), suspension=one.id)
        for one in stops
        if one.stops_production and one.delivered_on is not None and one.id not in busy
    ]


def _kind(stop: Stop) -> str:
    return RefusalOf.MEASURE.value if stop.is_measure else RefusalOf.PENALTY.value
