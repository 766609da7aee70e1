"""The parts of a campaign 专项行动 as a page draws them: time line, grounds in words, examples with their result."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import get_language, gettext

from duban.domain.campaign import AllOf, AnyOf, Campaign, DueDate, Expr, Ground, Industry, Negation, Phase, Proposal
from duban.domain.conditions import CONDITIONS
from duban.domain.law import Law
from duban.domain.standing import Cited
from duban.domain.worked_examples import Outcome
from duban.web.acts import act_word
from duban.web.campaign_forms.conditions import ALL, ANY, CONNECTIVES, NOT
from duban.web.wording import day as day_text
from duban.web.wording import say
from duban.web.words import label


def titled(one: Phase | DueDate | Industry | Ground) -> str:
    """Its title in the reader's language."""
    return one.title_en if one.title_en and not _is_chinese() else one.title


def _is_chinese() -> bool:
    return (get_language() or "zh").startswith("zh")


# The time line ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Span:
    """A phase or a node on the line: where it begins and how far it goes, in hundredths of the whole."""

    title: str
    clause: str
    first_on: date
    last_on: date
    start: float
    width: float
    state: str  # past, now, ahead

    @property
    def is_node(self) -> bool:
        return self.width == 0


@dataclass(frozen=True, slots=True)
class Line:
    """The whole campaign; ``today`` is ``None`` on a day outside of it."""

    spans: Sequence[Span]
    months: Sequence[tuple[str, float]]
    today: float | None


def time_line(campaign: Campaign, on: date) -> Line:
    """Phases in their order, then the nodes."""
    days = [campaign.first_on, campaign.last_on, *(each.on for each in campaign.due_dates)]
    first, last = min(days), max(days)
    whole = (last - first).days + 1

    def place(day: date) -> float:
        return round((day - first).days * 100 / whole, 2)

    def span(title: str, clause: str, begin: date, end: date, *, node: bool) -> Span:
        state = "past" if end < on else "ahead" if begin > on else "now"
        width = 0 if node else place(end + timedelta(days=1)) - place(begin)
        return Span(title, clause, begin, end, place(begin), round(width, 2), state)

    phases = [span(titled(each), each.clause, each.first_on, each.last_on, node=False) for each in campaign.phases]
    nodes = [span(titled(each), each.clause, each.on, each.on, node=True) for each in campaign.due_dates]
    months = [(f"{month.year}-{month.month:02d}", place(month)) for month in _months(first, last)]
    return Line([*phases, *sorted(nodes, key=lambda each: each.first_on)], months, _today(first, last, place(on), on))


def _today(first: date, last: date, place: float, on: date) -> float | None:
    return place if first <= on <= last else None


def _months(first: date, last: date) -> Iterator[date]:
    """The first days of the months inside."""
    month = first if first.day == 1 else _next_month(first)
    while month <= last:
        yield month
        month = _next_month(month)


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


# Grounds ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Branch:
    """A condition or connective in words; ``cited`` is the article that a yes meets, of today."""

    text: str
    notes: Sequence[str]
    cited: Cited | None
    parts: Sequence[Branch]


@dataclass(frozen=True, slots=True)
class Way:
    """What a ground proposes; ``missing`` are concepts without an article of today."""

    title: str
    cited: Sequence[Cited]
    missing: Sequence[str]
    notes: Sequence[str]


@dataclass(frozen=True, slots=True)
class Told:
    """A ground in words."""

    id: str
    title: str
    clause: str
    subject: str
    reading: str
    days: str
    when: Branch
    ways: Sequence[Way]


def grounds_told(campaign: Campaign, law: Law, on: date) -> Sequence[Told]:
    """Every ground of the campaign with the articles of the day."""
    return [_told(ground, law, on) for ground in campaign.grounds]


def _told(ground: Ground, law: Law, on: date) -> Told:
    reading = ground.reading if _is_chinese() or not ground.reading_en else ground.reading_en
    days = ""
    if ground.valid_from or ground.valid_to:
        days = f"{day_text(ground.valid_from)} — {day_text(ground.valid_to)}"
    return Told(
        id=ground.id,
        title=titled(ground),
        clause=ground.clause,
        subject=label(ground.subject),
        reading=reading,
        days=days,
        when=branch(ground.when, law, on),
        ways=[_way(each, law, on) for each in ground.proposes],
    )


def branch(expr: Expr, law: Law | None, on: date) -> Branch:
    """An expression in words; without a law no article is cited."""
    if isinstance(expr, AllOf | AnyOf):
        parts = [branch(part, law, on) for part in expr.parts]
        if len(parts) == 1:
            return parts[0]
        return Branch(gettext(CONNECTIVES[ALL if isinstance(expr, AllOf) else ANY]), (), None, parts)
    if isinstance(expr, Negation):
        return Branch(gettext(CONNECTIVES[NOT]), (), None, [branch(expr.part, law, on)])
    notes = [gettext("自 {day} 起适用").format(day=day_text(expr.since))] if expr.since else []
    cited = law.cited(expr.concept, on) if law and expr.concept else None
    return Branch(say(CONDITIONS[expr.name].stated(expr.params)), notes, cited, ())


def _way(proposal: Proposal, law: Law, on: date) -> Way:
    found = {concept: law.cited(concept, on) for concept in proposal.concepts}
    missing = [law.lawbook.concept(concept).topic for concept, cited in found.items() if cited is None]
    notes = []
    if proposal.basis:
        notes.append(gettext("须同时具备法定依据 {ground}").format(ground=proposal.basis))
    if proposal.deadline:
        rule = law.deadlines.rule(proposal.deadline)
        notes.append(gettext("期限 {code} {title}").format(code=rule.code, title=rule.title))
    if proposal.both_laws:
        notes.append(gettext("违法行为跨越修法日的，新旧条文都要对照"))
    return Way(act_word(proposal.act), [cited for cited in found.values() if cited], missing, notes)


# Worked examples -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Ran:
    """A worked example with its result; ``why`` says where the grounds differ."""

    title: str
    on: date
    holds: bool
    proposes: Sequence[str]
    overdue: Sequence[str]
    questions: Sequence[str]
    why: Sequence[str]


def ran(outcomes: Sequence[Outcome]) -> Sequence[Ran]:
    """Every example as a page shows it."""
    return [
        Ran(
            title=each.example.title,
            on=each.example.on,
            holds=each.holds,
            proposes=[f"{ground} {act_word(act)}" for ground, act in each.example.proposes],
            overdue=each.example.overdue,
            questions=each.example.questions,
            why=[say(message) for message in each.contradictions],
        )
        for each in outcomes
    ]
