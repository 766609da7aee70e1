"""执法检查: read the record of a visit with what it still lacks, list the visits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from duban.config import clock
from duban.domain.actor import Actor
from duban.domain.papers.vocabulary import PaperSubject
from duban.domain.standing import NextAct, Question
from duban.domain.vocabulary import CheckAnswer, VisitKind
from duban.domain.workflow import InspectionState, Noun, state_label
from duban.queries.agencies import bureaus
from duban.queries.campaigns import campaign as campaign_in_use
from duban.queries.evidence import Picture, pictures_of
from duban.queries.inspections import (
    AnswerKept,
    Attended,
    Finding,
    InspectionLine,
    InspectionRecord,
    InspectionsSought,
    Paper,
    inspection_record,
    inspections,
    line,
)
from duban.queries.standings import standings_of
from duban.web.acts import form_of
from duban.web.campaigns import Chosen, chosen_by
from duban.web.filters import Filter, choice, placing_fields
from duban.web.found import Asking, Found, asking_of, listing_of
from duban.web.leads import Lead, lead, leads
from duban.web.listing import Column, Link, sort_of
from duban.web.papers.parts import papers_url
from duban.web.parts import Crumb, Fact, Missing
from duban.web.places import region_name
from duban.web.posting import actor_of
from duban.web.saved import opens_with_default
from duban.web.views.deeds import enterprise_url
from duban.web.wording import day as day_text
from duban.web.wording import moment, say
from duban.web.words import label, words_for_filter

# One record ------------------------------------------------------------------------------------------------------


def inspection(request: HttpRequest, inspection: UUID) -> HttpResponse:
    """现场检查记录: the visit, what it still lacks, its hazards, the papers that came of it."""
    found = inspection_record(inspection)
    if found is None:
        raise Http404
    on, actor = clock.today(), actor_of(request)
    here = reverse("inspection", args=[found.id])
    title = _("现场检查记录")
    seen = _pictures(found)
    context: dict[str, Any] = {
        "title": title,
        "section": "inspection",
        "crumbs": (Crumb(_("执法检查"), reverse("inspections")), _enterprise_crumb(found), Crumb(title)),
        "record": found,
        "state": _(state_label(Noun.INSPECTION, found.state)),
        "tone": _TONES[found.state],
        "facts": _facts(found),
        "lacking": _lacking(found, on),
        "ways": [
            *_more(found, actor),
            *_papers_to_draft(found, request),
            *leads(Noun.INSPECTION, found.state, found.id, actor, back=here),
        ],
        "hazards": [(hazard, ways, seen.get(hazard.id, [])) for hazard, ways in _hazards(found, request, here)],
        "pictures": seen.get(found.id, []),
        "attach": found.state is not InspectionState.VOID and lead("attach_evidence", actor).allowed,
        "here": here,
        "checks": _checks(found),
        "papers_link": papers_url(PaperSubject.INSPECTION, found.id, found.campaign),
        "counts": _counts(found),
        "papers": [
            (one, _(state_label(_NOUN[one.kind], one.state)), reverse(one.kind, args=[one.id])) for one in found.papers
        ],
    }
    return render(request, "web/inspections/record.html", context)


def _paper(one: Paper) -> tuple[Paper, str, str]:
    return one, _(state_label(_NOUN[one.kind], one.state)), reverse(one.kind, args=[one.id])


_NOUN = {"order": Noun.RECTIFICATION_ORDER, "measure": Noun.ON_SITE_MEASURE}
_TONES = {
    InspectionState.PLANNED: "neutral",
    InspectionState.ATTEMPTED: "warn",
    InspectionState.RECORDED: "info",
    InspectionState.COMPLETED: "good",
    InspectionState.VOID: "bad",
}


def _enterprise_crumb(found: InspectionRecord) -> Crumb:
    return Crumb(found.enterprise_name, enterprise_url(found.enterprise, found.campaign))


def _facts(found: InspectionRecord) -> list[Fact]:
    facts = [
        Fact(_("企业"), found.enterprise_name),
        Fact(_("厂区"), found.site),
        Fact(_("检查日期"), day_text(found.visited_on)),
        Fact(_("检查类型"), label(found.kind)),
        Fact(_("检查单位"), found.agency_name),
        Fact(_("起止时间"), " — ".join(moment(at) for at in (found.started_at, found.ended_at) if at)),
        Fact(_("执法人员"), "、".join(map(_officer, found.officers)), wide=True),
        Fact(_("专家"), "、".join(one.name for one in found.experts)),
        Fact(_("检查场所"), found.place),
        Fact(_("检查情况"), found.seen, wide=True),
    ]
    if found.joint:
        joint = _("联合检查，由{unit}牵头登记，只计一次").format(unit=found.agency_name)
        facts.append(Fact(_("检查方式"), joint, wide=True))
    if found.attempted_reason:
        facts.append(Fact(_("未能实施的原因"), found.attempted_reason, wide=True))
    if found.completed_on:
        signature = (
            _("{who} 已签字").format(who=found.signed_by)
            if found.signed
            else _("拒签：{note}").format(note=found.refusal_note)
        )
        facts += [Fact(_("完成日期"), day_text(found.completed_on)), Fact(_("签字"), signature.strip(), wide=True)]
    if found.void_reason:
        facts.append(Fact(_("作废理由"), found.void_reason, wide=True))
    return facts


def _pictures(found: InspectionRecord) -> Mapping[UUID, list[Picture]]:
    """What was photographed, by the visit and by each of its hazards."""
    seen: dict[UUID, list[Picture]] = {}
    for one in pictures_of([found.id, *(hazard.id for hazard in found.hazards)]):
        seen.setdefault(one.object, []).append(one)
    return seen


def _officer(one: Attended) -> str:
    told = {"name": one.name, "number": one.number or _("无"), "unit": one.unit}
    return (_("{name}（{unit}，证号 {number}）") if one.unit else _("{name}（证号 {number}）")).format(**told)


def _checks(found: InspectionRecord) -> list[tuple[AnswerKept, str, str]]:
    """The checklist with each answer's word and tone."""
    return [(one, label(one.answer), _ANSWER_TONES[one.answer]) for one in found.answers]


_ANSWER_TONES = {
    CheckAnswer.CONFORMS: "good",
    CheckAnswer.FAILS: "bad",
    CheckAnswer.NOT_APPLICABLE: "neutral",
    CheckAnswer.NOT_CHECKED: "warn",
}


def _counts(found: InspectionRecord) -> list[tuple[str, int]]:
    """How many questions have which answer; they add up to all that were asked."""
    counted = Counter(one.answer for one in found.answers)
    return [(label(answer), counted[answer]) for answer in CheckAnswer]


def _more(found: InspectionRecord, actor: Actor) -> list[Lead]:
    """The way to add to a record that is still a draft."""
    if found.state is not InspectionState.RECORDED:
        return []
    url = reverse("inspection_more", args=[found.id])
    return [replace(lead("add_hazard", actor, url=url), title=_("补充检查表和隐患"))]


def _lacking(found: InspectionRecord, on: date) -> list[Missing]:
    """What today's standing still asks for because of this visit."""
    campaign = campaign_in_use(found.campaign)
    standing = standings_of(campaign, [found.enterprise], on).get(found.enterprise)
    if standing is None:
        return []
    ours = {str(found.id), *(str(hazard.id) for hazard in found.hazards)}
    asked = [_question(one) for one in standing.questions if one.subject in ours]
    return [_missing(one, found) for one in standing.next_acts if ours & {one.subject, *one.because}] + asked


def _missing(act: NextAct, found: InspectionRecord) -> Missing:
    notes = "；".join(say(note) for note in act.notes)
    due = _("{day} 前").format(day=day_text(act.due_on)) if act.due_on else ""
    url = form_of(act.act, found.enterprise, act.subject, campaign=found.campaign, ground=act.ground)
    return Missing(label(act.act), " ".join(filter(None, (act.ground, due, notes))), url)


def _question(question: Question) -> Missing:
    return Missing(say(question.message), _("待查明"))


def _papers_to_draft(found: InspectionRecord, request: HttpRequest) -> list[Lead]:
    """The orders and measures that may be drafted from what the visit found."""
    actor, ways = actor_of(request), []
    if found.state is InspectionState.VOID:
        return []
    if found.open_hazards:
        ways.append(lead("draft_order", actor, url=reverse("order_new", args=[found.id])))
    if any(hazard.corrected_on is None for hazard in found.hazards):
        ways.append(lead("draft_measure", actor, url=reverse("measure_new", args=[found.id])))
    if found.kind is VisitKind.REINSPECTION and found.state is InspectionState.COMPLETED:
        ways.append(lead("record_reinspection", actor, url=reverse("reinspection_new", args=[found.id])))
    return ways


def _hazards(found: InspectionRecord, request: HttpRequest, here: str) -> list[tuple[Finding, list[Lead]]]:
    """The hazards with what may be recorded about each."""
    actor = actor_of(request)
    names = ("grade_hazard", "record_safety")
    live = found.state is not InspectionState.VOID
    return [
        (hazard, [lead(name, actor, back=here, hazard=hazard.id) for name in names] if live else [])
        for hazard in found.hazards
    ]


# The list --------------------------------------------------------------------------------------------------------


@opens_with_default("inspections")
def inspections_list(request: HttpRequest) -> HttpResponse:
    """执法检查: the visits of a campaign."""
    asking = asking_of(request)
    listed = found(asking)
    context: dict[str, Any] = {
        "title": _("执法检查"),
        "section": "inspection",
        "crumbs": (Crumb(_("工作台"), reverse("workbench")), Crumb(_("执法检查"))),
        "chosen": None if listed is None else listed.chosen,
    }
    return render(request, "web/inspections/list.html", context | (_list(asking, listed) if listed else {}))


def found(asking: Asking) -> Found | None:
    """The visits as the reader asks for them."""
    chosen = chosen_by(asking.actor, asking.query, asking.on)
    if chosen is None:
        return None
    units = bureaus(asking.actor.reads)
    bar = _filter(asking.query, chosen, units)
    columns = _columns(several=len(units) > 1)
    sort = sort_of(asking.query, columns, "-on")
    lines, total = inspections(chosen.campaign.id, InspectionsSought(**bar.asked()), sort)
    return Found(
        code="inspections",
        title=_("执法检查"),
        chosen=chosen,
        bar=bar,
        columns=columns,
        lines=lines,
        row=lambda one: _row(line(one), units),
        total=total,
        unit=_("次"),
    )


def _list(asking: Asking, listed: Found) -> dict[str, Any]:
    listing = listing_of(
        asking,
        listed,
        links=[Link(_("文书"), reverse("papers"), "document")],
        empty_title=_("没有符合条件的检查"),
        empty_text=_("从工作台的“实施检查”或者一企一档登记检查。"),
    )
    several = "unit" in {column.key for column in listed.columns}
    return {
        "bar": listed.bar,
        "listing": listing,
        "rows": [listed.row(one) for one in listing.page],
        "several": several,
    }


def _filter(query: QueryDict, chosen: Chosen, units: Mapping[str, str]) -> Filter:
    fields: dict[str, forms.Field] = {
        "text": forms.CharField(label=_("企业名称"), required=False, max_length=100),
        "kind": choice(_("检查类型"), words_for_filter(VisitKind)),
        "state": choice(_("状态"), [(one.value, _(state_label(Noun.INSPECTION, one))) for one in InspectionState]),
    }
    if len(units) > 1:
        fields["unit"] = choice(_("检查单位"), units.items())
    fields |= placing_fields(query, chosen, _("检查日期自"), _("检查日期至"))
    return Filter(query, chosen, fields)


def _columns(*, several: bool) -> list[Column]:
    unit = [Column("unit", _("检查单位"), sortable=True, value=lambda row: row.unit)] if several else []
    officers = _("检查记录中的执法人员人数，未计证件是否有效。")
    hazards, major = _("检查发现的问题和隐患，含重大隐患和当场改正的。"), _("其中现在认定为重大隐患的。")
    return [
        Column("on", _("检查日期"), sortable=True, value=lambda row: row.line.visited_on),
        Column("name", _("企业名称"), sortable=True, value=lambda row: row.line.enterprise_name),
        *unit,
        Column("kind", _("检查类型"), value=lambda row: row.kind),
        Column("state", _("状态"), value=lambda row: row.state),
        Column("officers", _("执法人员"), numeric=True, rule=officers, value=lambda row: row.line.officers),
        Column("hazards", _("问题和隐患"), True, numeric=True, rule=hazards, value=lambda row: row.line.hazards),
        Column("major", _("重大隐患"), numeric=True, rule=major, value=lambda row: row.line.major),
    ]


@dataclass(frozen=True, slots=True)
class Row:
    """One line as the template draws it."""

    line: InspectionLine
    kind: str
    state: str
    tone: str
    unit: str


def _row(one: InspectionLine, units: Mapping[str, str]) -> Row:
    state = _(state_label(Noun.INSPECTION, one.state))
    return Row(one, label(one.kind), state, _TONES[one.state], units.get(one.unit, region_name(one.unit)))
