"""行政处罚: the list of decisions with their clocks, and one decision with everything that belongs to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from duban.config import clock
from duban.domain.actor import Actor
from duban.domain.citations import Tier
from duban.domain.law import Law
from duban.domain.papers.vocabulary import PaperSubject
from duban.domain.vocabulary import PenaltyTarget
from duban.domain.workflow import Noun, PenaltyDecisionState, state_label
from duban.queries.agencies import bureaus
from duban.queries.campaigns import campaign as campaign_in_use
from duban.queries.dossier import events_of
from duban.queries.law import law_in_use
from duban.queries.penalties import (
    Evaluated,
    PenaltiesSought,
    PenaltyLine,
    PenaltyRecord,
    fines,
    penalties,
    penalty_line,
    penalty_record,
)
from duban.web.campaigns import Chosen, chosen_by
from duban.web.filters import Filter, choice, placing_fields
from duban.web.found import Asking, Found, asking_of, listing_of
from duban.web.leads import Lead, lead, leads
from duban.web.listing import Column, sort_of
from duban.web.papers.parts import papers_url
from duban.web.parts import Crumb, Fact
from duban.web.penalties.clocks import Clock, clocks, missing, sheet, surcharge_of
from duban.web.penalties.ranges import Text, bars
from duban.web.posting import actor_of
from duban.web.saved import opens_with_default
from duban.web.sheets import Cell
from duban.web.timelines import timeline
from duban.web.views.deeds import enterprise_url
from duban.web.wording import FEN_PER_YUAN, yuan
from duban.web.wording import day as day_text
from duban.web.words import label, words_for_filter

TONES = {
    PenaltyDecisionState.DECIDED: "warn",
    PenaltyDecisionState.DELIVERED: "info",
    PenaltyDecisionState.PAID: "good",
    PenaltyDecisionState.CHANGED: "neutral",
    PenaltyDecisionState.ANNULLED: "neutral",
}
PAY = "pay_penalty"
_CLOCKS = ("delivery", "payment", "publication")


# The list --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Row:
    """One line as the template draws it."""

    line: PenaltyLine
    who: str
    unit: str
    kinds: str
    state: str
    tone: str
    clocks: Sequence[Cell]
    open: str

    @property
    def yuan(self) -> Decimal:
        """The fine in yuan, as a number."""
        return Decimal(self.line.steps.fine_fen) / FEN_PER_YUAN


@opens_with_default("penalties")
def penalties_list(request: HttpRequest) -> HttpResponse:
    """行政处罚: every decision of the campaign, what it still waits for, and the sum of the fines."""
    asking = asking_of(request)
    listed = found(asking)
    context: dict[str, Any] = {
        "title": _("行政处罚"),
        "section": "penalty",
        "crumbs": (Crumb(_("工作台"), reverse("workbench")), Crumb(_("行政处罚"))),
        "chosen": None if listed is None else listed.chosen,
    }
    return render(request, "web/penalties/list.html", context | (_list(asking, listed) if listed else {}))


@dataclass(frozen=True, slots=True)
class PenaltyList(Found):
    """The list with the sums of its page: fines that stand, and what of them was paid, in 分."""

    fined: int
    paid: int


def found(asking: Asking) -> PenaltyList | None:
    """The decisions as the reader asks for them."""
    chosen = chosen_by(asking.actor, asking.query, asking.on)
    if chosen is None:
        return None
    units, law = bureaus(asking.actor.reads), law_in_use()
    bar = _filter(asking.query, chosen, units)
    columns = _columns(several=len(units) > 1)
    sought = PenaltiesSought(**bar.asked())
    lines, total = penalties(chosen.campaign.id, sought, sort_of(asking.query, columns, "-on"))
    fined, paid = fines(lines)
    return PenaltyList(
        code="penalties",
        title=_("行政处罚决定"),
        chosen=chosen,
        bar=bar,
        columns=columns,
        lines=lines,
        row=lambda one: _row(penalty_line(one), chosen, units, asking.on, law),
        total=total,
        unit=_("份"),
        fined=fined,
        paid=paid,
    )


def _list(asking: Asking, listed: PenaltyList) -> dict[str, Any]:
    paid = _("已缴 {amount}").format(amount=yuan(listed.paid))
    listing = listing_of(
        asking,
        listed,
        totals={"fine": yuan(listed.fined), "payment": paid} if listed.count else {},
        empty_title=_("没有符合条件的行政处罚决定"),
        empty_text=_("处罚决定从企业的一企一档或者待办事项中作出。"),
    )
    return {
        "bar": listed.bar,
        "listing": listing,
        "rows": [listed.row(one) for one in listing.page],
        "several": "unit" in {column.key for column in listed.columns},
    }


def _filter(query: QueryDict, chosen: Chosen, units: Mapping[str, str]) -> Filter:
    states = [(one.value, _(state_label(Noun.PENALTY_DECISION, one))) for one in PenaltyDecisionState]
    waits = [
        ("delivery", _("未送达")), ("payment", _("未缴清")), ("filing", _("未报备案")), ("publication", _("未公示")),
        ("withdrawal", _("应撤回公示")),
    ]  # fmt: skip
    fields: dict[str, forms.Field] = {
        "text": forms.CharField(label=_("企业名称、文号"), required=False, max_length=100),
        "state": choice(_("状态"), states),
        "waits": choice(_("待办"), waits),
        "procedure": choice(_("程序"), [("ordinary", _("普通程序")), ("summary", _("当场处罚"))]),
        "target": choice(_("处罚对象"), words_for_filter(PenaltyTarget)),
    }
    if len(units) > 1:
        fields["unit"] = choice(_("填报单位"), units.items())
    fields["stands"] = choice(_("效力"), [("yes", _("未变更、未撤销")), ("no", _("已变更或者已撤销"))])
    fields |= placing_fields(query, chosen, _("决定日期自"), _("决定日期至"))
    return Filter(query, chosen, fields)


def _columns(*, several: bool) -> list[Column]:
    unit = [Column("unit", _("填报单位"), sortable=True, value=lambda row: row.unit)] if several else []
    rule = _("合计为未变更、未撤销的决定；变更后的决定代替原决定。")
    return [
        Column("number", _("文号"), sortable=True, value=lambda row: row.line.number),
        Column("name", _("企业、被处罚人"), sortable=True, value=lambda row: f"{row.line.enterprise_name} {row.who}"),
        *unit,
        Column("kinds", _("种类"), value=lambda row: row.kinds),
        Column("fine", _("罚款（元）"), sortable=True, numeric=True, rule=rule, value=lambda row: row.yuan),
        Column("state", _("状态"), value=lambda row: row.state),
        Column("basis", _("依据"), value=lambda row: row.line.cited and row.line.cited.text, screen=False),
        Column("on", _("决定日期"), sortable=True, value=lambda row: row.line.steps.decided_on),
        Column("delivery", _("送达"), value=lambda row: row.line.steps.delivered_on),
        Column("payment", _("缴款"), value=lambda row: row.line.steps.paid_on),
        Column("publication", _("公示"), value=lambda row: row.line.steps.published_on),
        Column("due", _("未办步骤的期限"), value=lambda row: row.open, screen=False),
    ]


def _row(one: PenaltyLine, chosen: Chosen, units: Mapping[str, str], on: date, law: Law) -> Row:
    all_of_them = clocks(one.steps, on, chosen.campaign, law)
    found = {each.waits: each for each in all_of_them}
    return Row(
        line=one,
        who=one.person or label(one.target),
        unit=units.get(one.unit, one.unit),
        kinds=_("、").join(label(kind) for kind in one.kinds),
        state=_(state_label(Noun.PENALTY_DECISION, one.steps.state)),
        tone=TONES[one.steps.state],
        clocks=[found[name].cell if name in found else "—" for name in _CLOCKS],
        open=_("；").join(f"{each.title} {day_text(each.due_on)}" for each in all_of_them if each.open),
    )


# One decision ----------------------------------------------------------------------------------------------------


def penalty(request: HttpRequest, penalty: UUID) -> HttpResponse:
    """One decision: basis by the day, the amount in its range, the clocks, what came before and after it."""
    found = penalty_record(penalty)
    if found is None:
        raise Http404
    on, law, steps = clock.today(), law_in_use(), found.line.steps
    waits = clocks(steps, on, campaign_in_use(found.campaign), law)
    title = _("行政处罚决定")
    home = enterprise_url(found.line.enterprise, found.campaign)
    context: dict[str, Any] = {
        "title": title,
        "section": "penalty",
        "crumbs": (
            Crumb(_("行政处罚"), reverse("penalties")), Crumb(found.line.enterprise_name, home),
            Crumb(found.line.number),
        ),
        "record": found,
        "state": _(state_label(Noun.PENALTY_DECISION, steps.state)),
        "tone": TONES[steps.state],
        "facts": _facts(found),
        "bars": bars([_text(found, one) for one in found.evaluated], steps.fine_fen),
        "clocks": sheet(steps, waits, on, law),
        "missing": missing(waits),
        "ways": _ways(found, waits, actor_of(request), law, on),
        "papers_link": papers_url(PaperSubject.PENALTY_DECISION, found.line.id, found.campaign),
        "events": timeline(events_of([str(found.line.id)])),
    }  # fmt: skip
    return render(request, "web/penalties/record.html", context)


def _text(found: PenaltyRecord, one: Evaluated) -> Text:
    several = len(found.evaluated) > 1
    mark = (_("据以决定") if one.chosen else _("已评价，未选用")) if several else ""
    return Text(one.text, one.verified, one.minimum_fen, one.maximum_fen, one.suspension, one.chosen, mark)


def _facts(found: PenaltyRecord) -> list[Fact]:
    line, steps = found.line, found.line.steps
    facts = [
        Fact(_("企业"), line.enterprise_name),
        Fact(_("文号"), line.number),
        Fact(_("单位"), found.agency_name),
        Fact(_("程序"), _("当场处罚（简易程序）") if steps.summary else _("普通程序")),
        Fact(_("被处罚人"), " ".join(filter(None, (label(line.target), line.person)))),
        Fact(_("处罚种类"), _("、").join(label(kind) for kind in line.kinds)),
        Fact(_("罚款"), _("{amount} 元").format(amount=yuan(steps.fine_fen)) if steps.fine_fen else ""),
        Fact(_("情形"), label(Tier(found.tier)) if found.tier else ""),
        Fact(_("决定"), f"{day_text(steps.decided_on)} {found.decided_by}"),
        Fact(_("违法行为"), _span(found)),
    ]
    if found.officers:
        told = (f"{one['name']}（{one['certificate']}）" for one in found.officers)
        facts.append(Fact(_("当场作出决定的执法人员"), _("、").join(told), wide=True))
    facts.append(Fact(_("违法事实和理由"), found.reason, wide=True))
    for one in found.deliveries:
        told_delivery = (day_text(one.on), label(one.method), one.recipient, one.witness)
        facts.append(Fact(_("送达回证"), " · ".join(filter(None, told_delivery)), wide=True))
    if steps.published_where:
        facts.append(Fact(_("公示渠道"), steps.published_where, wide=True))
    if steps.annulled_on:
        facts.append(Fact(_("撤销"), f"{day_text(steps.annulled_on)} {found.annulled_reason}", wide=True))
    return facts


def _span(found: PenaltyRecord) -> str:
    if found.began_on is None:
        return ""
    ended = day_text(found.ended_on) if found.ended_on else _("持续")
    return day_text(found.began_on) if found.began_on == found.ended_on else f"{day_text(found.began_on)} — {ended}"


def _ways(found: PenaltyRecord, waits: Sequence[Clock], actor: Actor, law: Law, on: date) -> list[Lead]:
    """The ways of the table of moves; payment with what is owed today; filing and publication where they are due."""
    here = reverse("penalty", args=[found.line.id])
    ways = [
        _payment(found, actor, law, on, here) if way.deed == PAY else way
        for way in leads(Noun.PENALTY_DECISION, found.line.steps.state, found.line.id, actor, back=here)
        if way.deed != PAY or found.line.steps.fine_fen
    ]
    deeds = {
        "filing": "file_summary_penalty", "publication": "publish_penalty",
        "withdrawal": "withdraw_penalty_publication",
    }  # fmt: skip
    more = [
        lead(deeds[each.waits], actor, back=here, penalty=found.line.id)
        for each in waits
        if each.open and each.waits in deeds and (each.waits != "filing" or found.line.steps.delivered_on)
    ]
    doing, undoing = [way for way in ways if not way.undoing], [way for way in ways if way.undoing]
    return [*doing, *more, *undoing]


def _payment(found: PenaltyRecord, actor: Actor, law: Law, on: date, here: str) -> Lead:
    owed = surcharge_of(found.line.steps, on, law)
    amount = yuan(owed.amount_fen).replace(",", "") if owed is not None and owed.amount_fen else ""
    return lead(PAY, actor, back=here, penalty=found.line.id, surcharge_fen=amount)
