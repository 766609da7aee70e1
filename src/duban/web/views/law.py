"""法条: the lawbook on a day, what was read in the official text and what waits for it, one concept over time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from duban.config import clock
from duban.domain.actor import Actor
from duban.domain.citations import Citation, Concept, PenaltyRange
from duban.domain.deadlines import Deadlines
from duban.domain.law import Law
from duban.domain.law_entries import Entry, entries
from duban.queries.confirmations import Confirmation, confirmations_of
from duban.queries.law import law_in_use
from duban.web.administration import SECTION, crumbs, tabs
from duban.web.campaigns import chosen_by
from duban.web.filters import Filter, choice, day_field
from duban.web.leads import lead
from duban.web.listing import page_of
from duban.web.parts import Crumb
from duban.web.posting import actor_of
from duban.web.sheets import Button, Cell, Cite, Line, Many, Ref, Sheet, Word
from duban.web.wording import day as day_text
from duban.web.wording import yuan
from duban.web.words import label

READ, OPEN = "read", "open"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the list is asked for."""

    on: date
    instrument: str = ""
    state: str = ""
    used: str = ""
    text: str = ""

    def fits(self, one: Entry) -> bool:
        """Whether the entry is asked for."""
        cited = one.citation
        states = {READ: cited is not None and cited.verified, OPEN: one.open}
        return (
            states.get(self.state, True)
            and (not self.used or one.used)
            and self.instrument in ("", cited.instrument if cited else "")
            and (not self.text or self.text in f"{one.concept.id} {one.concept.topic} {cited or ''}")
        )


def law_list(request: HttpRequest) -> HttpResponse:
    """Every concept with its article of the day."""
    law, actor = law_in_use(), actor_of(request)
    bar = _bar(request.GET, law)
    asked = Asked(**{"on": clock.today(), **bar.asked()})
    chosen = chosen_by(actor, request.GET, clock.today())
    every = entries(law.lawbook, law.deadlines, chosen.campaign if chosen else None, asked.on)
    found = [one for one in every if asked.fits(one)]
    used = [one for one in every if one.used and one.citation is not None]
    page = page_of(found, request.GET)
    context: dict[str, Any] = {
        "title": _("法条"),
        "section": SECTION,
        "crumbs": crumbs(Crumb(_("法条"))),
        "tabs": tabs("law", actor),
        "bar": bar,
        "page": page,
        "found": len(found),
        "total": len(every),
        "done": sum(not one.open for one in used),
        "used": len(used),
        "sheet": _list_sheet([*page], asked.on),
        "query": _kept(request.GET),
    }
    return render(request, "web/law/list.html", context)


def _bar(query: QueryDict, law: Law) -> Filter:
    named = {one.id: one.title for one in law.lawbook.instruments.values()}
    fields: dict[str, forms.Field] = {
        "on": day_field(_("哪一天的法")),
        "instrument": choice(_("法律文件"), sorted(named.items(), key=lambda pair: pair[1])),
        "state": choice(_("核实"), [(OPEN, _("待法规科核实")), (READ, _("已核实"))]),
        "used": choice(_("用途"), [("yes", _("工作方案或者期限所依据的"))]),
        "text": forms.CharField(label=_("事项、条文"), required=False, max_length=100),
    }
    return Filter(query, None, fields, {"on": clock.today().isoformat()})


def _kept(query: QueryDict) -> str:
    kept = query.copy()
    kept.pop("page", None)
    return kept.urlencode()


def _list_sheet(found: Sequence[Entry], on: date) -> Sheet:
    heads = (_("事项"), _("当日条文"), _("核实"), _("期限"), _("工作方案依据"))
    return Sheet("law", _("法条"), heads, [_list_line(one, on) for one in found], _("没有符合条件的法条。"))


def _list_line(one: Entry, on: date) -> Line:
    url = f"{reverse('law_concept', args=[one.concept.id])}?on={on.isoformat()}"
    cited, sep = one.citation, _("、")
    article: Cell = _("当日没有可适用的条文") if cited is None else Cite(str(cited), cited.verified)
    rests = sep.join(one.deadlines), sep.join(one.grounds)
    return Line((Ref(one.concept.topic, url), article, _state(cited), *rests))


def _state(citation: Citation | None) -> Cell:
    if citation is None:
        return "—"
    return Word(_("已核实"), "good") if citation.verified else Word(_("待法规科核实"), "warn")


# One concept ------------------------------------------------------------------------------------------------------


def law_concept(request: HttpRequest, concept: str) -> HttpResponse:
    """The values of a concept over time, side by side, with what rests on them and who confirmed them."""
    law, actor = law_in_use(), actor_of(request)
    found = law.lawbook.concepts.get(concept)
    if found is None:
        raise Http404
    title = found.topic
    context: dict[str, Any] = {
        "title": title,
        "section": SECTION,
        "crumbs": crumbs(Crumb(_("法条"), reverse("law")), Crumb(title)),
        "note": found.note,
        "versions": _versions_sheet(found, actor, clock.today()),
        "penalties": _penalties_sheet(found) if found.penalties else None,
        "deadlines": _deadlines_sheet(found, law.deadlines, actor),
        "confirmations": _confirmations_sheet(confirmations_of(concept)),
    }
    return render(request, "web/law/concept.html", context)


def _versions_sheet(found: Concept, actor: Actor, on: date) -> Sheet:
    heads = (_("条文"), _("施行"), _("停止适用"), _("核实"), _("来源"), _("说明"), _("办理"))
    lines = [
        Line((
            Many([Cite(str(one), one.verified), *([Word(_("今天适用"), "info")] if one.in_force_on(on) else [])]),
            day_text(one.from_day), day_text(one.to_day), _checked(one.verified, one.checked_on), one.source, one.note,
            _confirm(found.id, (found.id, one.version), one.verified, actor),
        ))
        for one in found.versions
    ]  # fmt: skip
    return Sheet("versions", _("各时期的条文"), heads, lines)


def _checked(verified: bool, on: date | None) -> Cell:
    if not verified:
        return Word(_("待法规科核实"), "warn")
    return Many([Word(_("已核实"), "good"), day_text(on)])


def _confirm(page: str, entry: tuple[str, str], verified: bool, actor: Actor) -> Cell:
    """The way to the deed on an entry (its concept or code, its version): to confirm it, or to take that back."""
    concept, citation = entry
    back, wanted = reverse("law_concept", args=[page]), "false" if verified else "true"
    way = lead("confirm_article", actor, back=back, concept=concept, citation=citation, verified=wanted)
    text = _("收回核实") if verified else _("核实")
    return Button(text, way.url, "" if way.allowed else _("由{who}办理").format(who=way.who))


def _penalties_sheet(found: Concept) -> Sheet:
    heads = (_("对象"), _("情形"), _("罚款"), _("施行"), _("停止适用"), _("核实"))
    lines = [
        Line((
            label(one.who), label(one.tier), _amount(one), day_text(one.from_day), day_text(one.to_day),
            _checked(one.verified, None),
        ))
        for one in found.penalties
    ]  # fmt: skip
    return Sheet("penalties", _("罚则"), heads, lines)


def _amount(one: PenaltyRange) -> str:
    parts = []
    if one.minimum_fen is not None and one.maximum_fen is not None:
        text = _("{minimum} 元以上 {maximum} 元以下") if one.minimum_fen else _("{maximum} 元以下")
        parts.append(text.format(minimum=yuan(one.minimum_fen), maximum=yuan(one.maximum_fen)))
    if one.optional:
        parts.append(_("可以处"))
    if one.suspension:
        parts.append(_("责令停产停业整顿"))
    return _("；").join(parts) or "—"


def _deadlines_sheet(found: Concept, deadlines: Deadlines, actor: Actor) -> Sheet:
    """Terms that take their length from the concept; each is confirmed on its own."""
    heads = (_("期限"), _("起算"), _("适用的起算日"), _("核实"), _("说明"), _("办理"))
    lines = [
        Line((
            f"{rule.code} {rule.title}", rule.trigger, f"{day_text(term.from_day)} — {day_text(term.to_day)}",
            _checked(term.verified, None), term.note,
            _confirm(found.id, (rule.code, str(term.from_day)), term.verified, actor),
        ))
        for rule in deadlines.rules.values()
        for term in rule.terms
        if term.concept == found.id
    ]  # fmt: skip
    return Sheet("deadlines", _("据此计算的期限"), heads, lines, _("没有期限以此为据。"))


def _confirmations_sheet(found: Sequence[Confirmation]) -> Sheet:
    heads = (_("条目"), _("结论"), _("核对的文本"), _("日期"), _("核实人"), _("单位"))
    lines = [
        Line((
            one.entry, Word(_("已核实"), "good") if one.verified else Word(_("收回核实"), "warn"), one.note,
            day_text(one.on), one.by, one.unit,
        ))
        for one in found
    ]  # fmt: skip
    return Sheet("confirmations", _("核实记录"), heads, lines, _("还没有人核实；以随产品的法规库为准。"))
