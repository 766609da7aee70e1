"""Worked examples 样例 of a campaign: what they promise and what the grounds say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from duban.domain.assess import assess
from duban.domain.campaign import Campaign, WorkedExample
from duban.domain.law import Law
from duban.domain.messages import N_, Message


@dataclass(frozen=True, slots=True)
class Outcome:
    """One example with where the grounds say otherwise; it holds when they do not."""

    example: WorkedExample
    contradictions: tuple[Message, ...]

    @property
    def holds(self) -> bool:
        return not self.contradictions


def outcomes(campaign: Campaign, law: Law) -> tuple[Outcome, ...]:
    """Every example of the campaign, run."""
    return tuple(Outcome(each, tuple(_differences(each, campaign, law))) for each in campaign.examples)


def contradictions(campaign: Campaign, law: Law) -> tuple[Message, ...]:
    """Where an example and the campaign's grounds differ; empty when the campaign may be published."""
    return tuple(message for outcome in outcomes(campaign, law) for message in outcome.contradictions)


def _differences(example: WorkedExample, campaign: Campaign, law: Law) -> Iterator[Message]:
    standing = assess(example.facts, example.on, campaign, law, trace=False)
    proposed = {f"{act.ground} {act.act}" for act in standing.next_acts if act.ground}
    promised = {f"{ground} {act}" for ground, act in example.proposes}
    yield from _compared(example, N_("建议"), promised, proposed)
    overdue = {item.item for item in standing.overdue if not item.awaiting}
    yield from _compared(example, N_("逾期"), set(example.overdue), overdue)
    questions = {question.ground for question in standing.questions}
    yield from _compared(example, N_("待查明"), set(example.questions), questions)


def _compared(example: WorkedExample, what: str, promised: set[str], found: set[str]) -> Iterator[Message]:
    if promised != found:
        text = N_("样例“{title}”的{what}不符：应有{promised}，实得{found}")
        params = {"title": example.title, "what": what, "promised": _listed(promised), "found": _listed(found)}
        yield Message("campaign.example_fails", text, params)


def _listed(words: Iterable[str]) -> str:
    return "、".join(sorted(words)) or "-"
