"""下一步 and what the standing asks and warns of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from duban.domain.actor import Actor
from duban.domain.campaign import Campaign
from duban.domain.messages import Message
from duban.domain.standing import NextAct
from duban.queries.dossier import Dossier
from duban.web.acts import act_word, form_of, is_mine, who
from duban.web.due import due_day
from duban.web.enterprise.names import behind
from duban.web.sheets import Button, Cell, Cite, Drawn, Line, Many, Ref, Sheet, Term
from duban.web.wording import say


def acts_sheet(dossier: Dossier, actor: Actor, known: Mapping[str, Ref]) -> Sheet:
    """What is to be done next, by when, on which article, because of which records."""
    about = About(dossier.campaign, dossier.enterprise["id"], dossier.on, actor)
    return sheet_of(dossier.standing.next_acts, about, known)


@dataclass(frozen=True, slots=True)
class About:
    """Whose next acts a page shows, as of which day, to whom."""

    campaign: Campaign
    enterprise: UUID
    on: date
    actor: Actor


def sheet_of(acts: Iterable[NextAct], about: About, known: Mapping[str, Ref]) -> Sheet:
    """Some next acts of one enterprise; ``known`` says what the records behind them are called."""
    heads = (_("下一步"), _("期限"), _("依据"), _("因为"), _("说明"))
    lines = Drawn(list(acts), lambda act: _line(act, about, known))
    return Sheet("acts", _("下一步"), heads, lines, none=_("今天没有要办的事项。"))


def _line(act: NextAct, about: About, known: Mapping[str, Ref]) -> Line:
    clause = clause_text(about.campaign, act.clause)
    articles: list[Cell] = [Cite(cited.text, cited.verified) for cited in act.citations]
    notes: list[Cell] = [Ref(say(note)) for note in act.notes]
    form = form_of(act.act, about.enterprise, act.subject, campaign=about.campaign.id, ground=act.ground)
    return Line(
        (
            Button(act_word(act.act), form, "" if is_mine(act.act, about.actor) else who(act.act)),
            _due(act, clause, about.on),
            Many([Ref(" ".join(filter(None, (act.ground, clause)))), *articles]),
            behind(act.because, known),
            Many(notes) if notes else Ref("—", quiet=True),
        )
    )


def _due(act: NextAct, clause: str, on: date) -> Cell:
    if act.due_on is None:
        return Ref(_("不计期限"), quiet=True)
    return Term(due_day(act.due_on, act.deadline, act.started_on, clause), act.light, days_left(act.due_on, on))


def days_left(due_on: date, on: date) -> str:
    """How long there is, or how late it is."""
    left = (due_on - on).days
    if left < 0:
        return _("逾期 {days} 天").format(days=-left)
    return _("还剩 {days} 天").format(days=left) if left else _("就在今天")


def clause_text(campaign: Campaign, clause: str) -> str:
    """The plan's clause as a page cites it."""
    return _("工作方案{clause}").format(clause=clause) if clause else ""


def questions(dossier: Dossier, known: Mapping[str, Ref]) -> Sequence[tuple[str, Ref]]:
    """待查明事实: each question once, with the record that it is about."""
    found = {(say(each.message), known.get(each.subject, Ref(each.subject))) for each in dossier.standing.questions}
    return sorted(found, key=lambda pair: (pair[0], pair[1].text))


def said_all(messages: Iterable[Message]) -> Sequence[str]:
    """Messages in the reader's language."""
    return [say(message) for message in messages]
