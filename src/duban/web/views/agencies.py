"""单位: the tree of units with what each is and who works there; one unit with its number series."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from duban.domain.actor import Actor
from duban.domain.document_numbers import WORDS
from duban.domain.enforcement_capacity import EnforcementCapacity
from duban.domain.wordlists import AgencyKind, DocumentKind
from duban.queries.agencies import agency_name
from duban.queries.agency_list import Series, UnitLine, series_of, unit_line, units
from duban.queries.dossier import events_of
from duban.specs.regions import load_regions
from duban.web.administration import SECTION, crumbs, tabs
from duban.web.filters import Filter, choice
from duban.web.found import Asking, FoundAnywhere, asking_of, listing_of
from duban.web.leads import Lead, lead
from duban.web.listing import Column, Link
from duban.web.parts import Crumb, Fact
from duban.web.posting import actor_of
from duban.web.saved import opens_with_default
from duban.web.sheets import Lamp, Line, Ref, Sheet
from duban.web.timelines import timeline
from duban.web.words import label, words_for_filter


@dataclass(frozen=True, slots=True)
class Row:
    """One line as the template draws it."""

    line: UnitLine
    kind: str
    level: str
    region: str
    capacity: str


class UnitLines(list[UnitLine]):
    """Some thousand at most, in the order of the tree."""

    def iterator(self, chunk_size: int) -> Iterator[UnitLine]:
        """All of them, one by one."""
        return iter(self)


@opens_with_default("agencies")
def agencies_list(request: HttpRequest) -> HttpResponse:
    """The reader's unit and all below it."""
    asking = asking_of(request)
    listed = found(asking)
    listing = listing_of(
        asking,
        listed,
        links=_links(asking.actor),
        empty_title=_("没有符合条件的单位"),
        empty_text=_("请放宽查询条件。"),
    )
    context: dict[str, Any] = {
        "title": _("单位"),
        "section": SECTION,
        "crumbs": crumbs(Crumb(_("单位"))),
        "tabs": tabs("agencies", asking.actor),
        "bar": listed.bar,
        "listing": listing,
        "rows": [listed.row(one) for one in listing.page],
    }
    return render(request, "web/agencies/list.html", context)


def found(asking: Asking) -> FoundAnywhere:
    """The units as the reader asks for them."""
    fields: dict[str, forms.Field] = {
        "text": forms.CharField(label=_("名称、代码"), required=False, max_length=100),
        "kind": choice(_("机关类别"), words_for_filter(AgencyKind)),
        "capacity": choice(_("执法主体资格"), words_for_filter(EnforcementCapacity)),
    }
    bar = Filter(asking.query, None, fields)
    asked, every = bar.asked(), units(asking.actor.agency)
    lines = [
        one
        for one in every
        if asked.get("text", "") in f"{one.code} {one.name}"
        and asked.get("kind", one.kind) == one.kind
        and asked.get("capacity", one.capacity) == one.capacity
    ]
    return FoundAnywhere(
        code="agencies",
        title=_("单位"),
        bar=bar,
        columns=_columns(),
        lines=UnitLines(lines),
        row=_row,
        total=len(every),
        unit=_("个"),
    )


def _links(actor: Actor) -> list[Link]:
    add = lead("add_agency", actor, back=reverse("agencies"))
    return [Link(add.title, add.url, "add", primary=True)] if add.allowed else []


def _columns() -> list[Column]:
    return [
        Column("name", _("单位名称"), value=lambda row: row.line.name),
        Column("code", _("代码"), value=lambda row: row.line.code),
        Column("kind", _("机关类别"), value=lambda row: row.kind),
        Column("level", _("层级"), value=lambda row: row.level),
        Column("region", _("地区"), value=lambda row: row.region),
        Column("mark", _("机关代字"), value=lambda row: row.line.mark),
        Column("capacity", _("执法主体资格"), value=lambda row: row.capacity),
        Column("people", _("在岗人员"), numeric=True, value=lambda row: row.line.people),
        Column("accounts", _("在用账号"), numeric=True, value=lambda row: row.line.accounts),
    ]


def _row(one: UnitLine) -> Row:
    return Row(one, label(one.kind), label(one.level), load_regions().full_name(one.region), label(one.capacity))


def agency(request: HttpRequest, code: str) -> HttpResponse:
    """One unit of the reader's tree."""
    actor = actor_of(request)
    line = unit_line(code) if code in actor.reads else None
    if line is None:
        raise Http404
    context: dict[str, Any] = {
        "title": line.name,
        "section": SECTION,
        "crumbs": crumbs(Crumb(_("单位"), reverse("agencies")), Crumb(line.name)),
        "facts": _facts(line),
        "ways": _ways(line, actor),
        "series": _series_sheet(series_of(code)),
        "events": timeline(events_of([code])),
    }
    return render(request, "web/agencies/record.html", context)


def _facts(line: UnitLine) -> list[Fact]:
    row = _row(line)
    return [
        Fact(_("代码"), line.code),
        Fact(_("上级单位"), agency_name(line.parent) if line.parent else _("没有")),
        Fact(_("机关类别"), row.kind),
        Fact(_("层级"), row.level),
        Fact(_("地区"), row.region),
        Fact(_("机关代字"), line.mark or _("没有登记，文号只有年份和序号")),
        Fact(_("执法主体资格"), row.capacity),
        Fact(_("在岗人员"), str(line.people)),
        Fact(_("在用账号"), str(line.accounts)),
    ]


def _ways(line: UnitLine, actor: Actor) -> list[Lead]:
    here = reverse("agency", args=[line.code])
    change = lead(
        "change_agency",
        actor,
        back=here,
        agency=line.code,
        name=line.name,
        mark=line.mark,
        capacity=line.capacity.value,
    )
    return [change, lead("add_agency", actor, back=here, parent=line.code)]


def _series_sheet(found_series: Sequence[Series]) -> Sheet:
    """文号: whether the series is without gaps; numbers written by hand stand outside it."""
    heads = (_("文书"), _("年份"), _("最后一个文号"), _("已用序号"), _("缺号"), _("手写文号"), _("作废"))
    lines = [
        Line((
            _("、").join(_kind(one) for one in each.kinds), str(each.year), Ref(each.last_text or "—"), str(each.given),
            Lamp("overdue", str(each.gaps)) if each.gaps else Lamp("normal", _("无缺号")), str(each.by_hand),
            str(each.void),
        ))
        for each in found_series
    ]  # fmt: skip
    note = _("签发时给号，同一系列逐号递增；作废的文号不再使用，也不重新给出。没有专用代字的文书共用一个系列。")
    return Sheet("series", _("文号"), heads, lines, _("还没有签发过编号的文书。"), (note,))


def _kind(kind: DocumentKind) -> str:
    word = WORDS.get(kind, "")
    return f"{label(kind)}（{word}）" if word else label(kind)
