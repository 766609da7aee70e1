"""What the pages of returns 报送 share: tabs, tones, lights, the ways of a version."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from duban.domain.actor import Actor
from duban.domain.returns import AnnexMark, Timeliness
from duban.domain.standing import Light
from duban.domain.workflow import Noun, state_label
from duban.domain.workflow import SubmissionState as State
from duban.queries.submissions import ReturnRecord
from duban.web.campaigns import KEY
from duban.web.leads import Lead, lead, leads
from duban.web.parts import Crumb, Tab
from duban.web.sheets import Cell, Lamp, Ref, Word
from duban.web.tabs import tabs

TONES = {
    State.DRAFT: "neutral",
    State.SIGNED: "info",
    State.SUBMITTED: "warn",
    State.ACCEPTED: "good",
    State.RETURNED: "bad",
    State.REOPENED: "bad",
}
LAMPS = {
    Timeliness.ON_TIME: Light.NORMAL,
    Timeliness.PENDING: Light.NEAR,
    Timeliness.LATE: Light.NEAR,
    Timeliness.MISSING: Light.OVERDUE,
}


def return_tabs(here: str, campaign: str, *, judging: bool) -> Sequence[Tab]:
    """Who has sent what; the figures as they are now; the accepted returns put together."""
    titles = {"returns": _("报送情况"), "annexes": _("实时报表")}
    return tabs(titles | ({"consolidated_returns": _("汇总表")} if judging else {}), here, campaign)


def crumbs(*last: Crumb) -> tuple[Crumb, ...]:
    """The way from the workbench to a return."""
    return (Crumb(_("工作台"), reverse("workbench")), Crumb(_("报表报送"), reverse("returns")), *last)


def timeliness_word(timeliness: Timeliness) -> str:
    """按时、迟报、未报."""
    words = {
        Timeliness.PENDING: _("尚未报送"),
        Timeliness.ON_TIME: _("按时"),
        Timeliness.LATE: _("迟报"),
        Timeliness.MISSING: _("未报"),
    }
    return words[timeliness]


def state_word(mark: AnnexMark) -> str:
    """The state of the version in force; a unit that prepared nothing has none."""
    return _(state_label(Noun.SUBMISSION, mark.state)) if mark.state else _("没有编制")


def state_cell(mark: AnnexMark) -> Cell:
    """The version in force with the way to it."""
    if mark.version is None:
        return Word(state_word(mark))
    return Ref(state_word(mark), reverse("return", args=[mark.version]))


def time_cell(mark: AnnexMark) -> Cell:
    """Whether it came in time."""
    return Lamp(LAMPS[mark.timeliness].value, timeliness_word(mark.timeliness))


def prepare_url(campaign: str, annex: str, on: str, *, consolidated: bool = False) -> str:
    """The form in which the return of an annex for a day is prepared."""
    told = {KEY: campaign, "annex": annex, "on": on} | ({"consolidated": "yes"} if consolidated else {})
    return f"{reverse('return_new')}?{urlencode(told)}"


def ways(record: ReturnRecord, actor: Actor) -> list[Lead]:
    """What may be done with the version in force: by its own unit, or by the one above it."""
    if not record.newest:
        return []
    here, version, state = reverse("return", args=[record.now.id]), record.now.id, record.now.state
    found = leads(Noun.SUBMISSION, state, version, actor, back=here)
    judging = {"accept_submission", "return_submission", "reopen_submission"}
    if record.unit != actor.agency:
        return [way for way in found if way.deed in judging and record.unit in actor.subordinates]
    return [*(way for way in found if way.deed not in judging), *_own_ways(record, actor, here)]


def _own_ways(record: ReturnRecord, actor: Actor, here: str) -> list[Lead]:
    state, version = record.now.state, record.now.id
    again = prepare_url(record.campaign, record.annex, record.report_on.isoformat(), consolidated=record.consolidated)
    if state is State.DRAFT:
        return [lead("amend_submission", actor, submission=version)]
    found = []
    if state in (State.SIGNED, State.SUBMITTED, State.ACCEPTED):
        found.append(lead("attach_scan", actor, submission=version))
    if state in (State.SIGNED, State.RETURNED, State.REOPENED):
        found.append(lead("prepare_submission", actor, url=again))
    if state is State.ACCEPTED and record.asked is None:
        found.append(lead("ask_reopening", actor, back=here, submission=version))
    return found
