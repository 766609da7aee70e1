"""Parts of a plan's page: conflicts in words, the visits, load as bars, versions with their opinions, differences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from duban.domain.plan_difference import CHANGE_WORDS, Changed, ChangeKind
from duban.domain.plan_load import Load
from duban.domain.planning import PlannedVisit
from duban.domain.rules.plan_conflicts import CONFLICT_WORDS, Conflict
from duban.domain.workflow import InspectionPlanState as State
from duban.domain.workflow import InspectionState, Noun, state_label
from duban.queries.plans import Made, PlanRecord, Version
from duban.web.sheets import Cell, Lamp, Line, Many, Ref, Sheet, Word
from duban.web.wording import day as day_text
from duban.web.wording import say

TONES = {State.DRAFT: "neutral", State.SUBMITTED: "warn", State.APPROVED: "good", State.RETURNED: "bad"}
_CHANGE_TONES = {
    ChangeKind.ADDED: "good", ChangeKind.REMOVED: "bad", ChangeKind.MOVED: "warn", ChangeKind.PEOPLE: "info",
    ChangeKind.NOTE: "neutral",
}  # fmt: skip
FULL = 100  # percent


@dataclass(frozen=True, slots=True)
class Told:
    """A conflict in words; ``state`` is its light."""

    state: str
    title: str
    text: str


def told(conflict: Conflict) -> Told:
    """The conflict in the reader's language."""
    title = _(CONFLICT_WORDS[conflict.kind])
    return Told("overdue" if conflict.blocks else "near", title, say(conflict.message))


def told_by_item(found: Sequence[Conflict]) -> Mapping[str, list[Told]]:
    """Conflicts in words, by item."""
    by_item: dict[str, list[Told]] = {}
    for one in found:
        by_item.setdefault(one.item, []).append(told(one))
    return by_item


def tally(found: Sequence[Conflict]) -> Sequence[tuple[str, str, int]]:
    """How many conflicts of each kind: light, word, number."""
    counts: dict[str, int] = {}
    for one in found:
        counts[one.kind] = counts.get(one.kind, 0) + 1
    blocks = {one.kind: one.blocks for one in found}
    return [
        ("overdue" if blocks[kind] else "near", _(word), counts[kind])
        for kind, word in CONFLICT_WORDS.items()
        if kind in counts
    ]


def names(people: Sequence[object]) -> str:
    """Their names."""
    return _("、").join(str(one.name) for one in people)  # type: ignore[attr-defined]  # people of a visit


# What became of a visit ------------------------------------------------------------------------------------------


def became(visit: PlannedVisit, made: Made | None, state: State, on: date, site_url: str) -> Cell:
    """Carried out, attempted, a draft of its record, missed, or the way to record it."""
    if made is not None:
        word = _(state_label(Noun.INSPECTION, made.state))
        link = Ref(f"{word} {day_text(made.on)}", reverse("inspection", args=[made.inspection]))
        again = made.state is InspectionState.ATTEMPTED and state is State.APPROVED
        return Many((link, Ref(_("再次登记检查"), site_url))) if again else link
    if state is not State.APPROVED:
        return Ref(_("方案批准后登记"), quiet=True)
    if visit.on < on:
        days = (on - visit.on).days
        return Many((Lamp("overdue", _("已过 {days} 日未实施").format(days=days)), Ref(_("登记检查"), site_url)))
    if visit.on == on:
        return Many((Lamp("near", _("今天")), Ref(_("登记检查"), site_url)))
    return Ref(_("尚未到期"), quiet=True)


def visit_url(record: PlanRecord, visit: PlannedVisit) -> str:
    """The form of the visit, prefilled from the plan."""
    address = reverse("inspection_new", args=[visit.enterprise])
    site = f"&site={visit.site}" if visit.site else ""
    return f"{address}?campaign={record.campaign}&plan_item={visit.id}{site}"


# Versions and differences ----------------------------------------------------------------------------------------


def versions_sheet(record: PlanRecord) -> Sheet:
    """Every version with who prepared it, who decided it, and the opinion."""
    heads = (_("版本"), _("状态"), _("拟定"), _("送审"), _("审批"), _("意见"))
    return Sheet("versions", _("版本和审批意见"), heads, [_version(one, record) for one in reversed(record.versions)])


def _version(one: Version, record: PlanRecord) -> Line:
    number = _("第{version}版").format(version=one.version)
    link = Ref(number) if one.id == record.id else Ref(number, reverse("plan", args=[one.id]))
    decided = one.approved_on or one.returned_on
    return Line((
        link,
        Word(_(state_label(Noun.INSPECTION_PLAN, one.state)), TONES[one.state]),
        one.prepared_by,
        day_text(one.submitted_on),
        f"{day_text(decided)} {one.decided_by}" if decided else "—",
        one.opinion or one.returned_reason,
    ))  # fmt: skip


def difference_sheet(changes: Sequence[Changed], title: str, none: str) -> Sheet:
    """What was added, removed, moved, given to other people."""
    heads = (_("变动"), _("企业"), _("原来"), _("现在"))
    return Sheet("difference", title, heads, [_change(one) for one in changes], none=none)


def _change(one: Changed) -> Line:
    words = Many([Word(_(CHANGE_WORDS[kind]), _CHANGE_TONES[kind]) for kind in one.kinds])
    return Line((words, one.enterprise_name, _visit_words(one.before), _visit_words(one.after)))


def _visit_words(visit: PlannedVisit | None) -> Cell:
    if visit is None:
        return "—"
    cells: list[Cell] = [f"{day_text(visit.on)} {names(visit.officers)}"]
    if visit.experts:
        cells.append(_("专家：{names}").format(names=names(visit.experts)))
    if visit.note:
        cells.append(Ref(visit.note, quiet=True))
    return Many(cells)


# Load ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: ``width`` in percent of the whole, at most 100; ``state`` its light; ``text`` its figures in words."""

    title: str
    width: int
    state: str
    text: str
    note: str = ""


def officer_bars(load: Load) -> Sequence[Bar]:
    """Visits of every officer against the working days on which the officer can make them."""
    text = _("{visits} 次 / 可用 {days} 个工作日")
    return [
        Bar(one.name, min(one.percent, FULL), _light(one.percent), text.format(visits=one.visits, days=one.days))
        for one in load.officers
    ]


def day_bars(load: Load) -> Sequence[Bar]:
    """Visits of every planned day against the pairs that can be formed."""
    text = _("{visits} 次 / 可组成 {pairs} 组")
    return [
        Bar(
            day_text(one.on), min(one.percent, FULL), _light(one.percent),
            text.format(visits=one.visits, pairs=one.pairs), "" if one.working else _("非工作日"),
        )
        for one in load.days
    ]  # fmt: skip


def _light(percent: int) -> str:
    return "overdue" if percent > FULL else "near" if percent == FULL else "normal"
