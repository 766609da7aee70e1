"""人员和证件: the list with the lights of the certificates, and one person with what is open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from duban.config import clock
from duban.domain.actor import Actor
from duban.domain.permissions import Permission, may
from duban.domain.rules.organisation import CERTIFICATE_NEAR_DAYS
from duban.domain.standing import Light
from duban.domain.wordlists import PersonKind
from duban.queries.agencies import units_of
from duban.queries.dossier import events_of
from duban.queries.open_items import OpenItems, open_items
from duban.queries.staff import (
    LEFT,
    PRESENT,
    PeopleSought,
    PersonLine,
    PersonRecord,
    certificate_counts,
    people,
    person_line,
    person_record,
)
from duban.web.administration import SECTION, crumbs, tabs
from duban.web.filters import Filter, choice, lights
from duban.web.found import Asking, FoundAnywhere, asking_of, listing_of
from duban.web.leads import Lead, lead
from duban.web.listing import Column, Link, sort_of
from duban.web.parts import Crumb, Fact, Figure
from duban.web.posting import actor_of
from duban.web.saved import opens_with_default
from duban.web.sheets import Lamp, Line, Ref, Sheet
from duban.web.timelines import timeline
from duban.web.views.deeds import enterprise_url
from duban.web.wording import day as day_text
from duban.web.words import label, words_for_filter

NOBODY = "none"


@dataclass(frozen=True, slots=True)
class Row:
    """One line as the template draws it."""

    line: PersonLine
    kind: str
    unit: str
    expertise: str
    light: str
    left: str


@opens_with_default("people")
def people_list(request: HttpRequest) -> HttpResponse:
    """Everybody who may be named at a visit, and how long each certificate still runs."""
    asking = asking_of(request)
    listed = found(asking)
    listing = listing_of(
        asking,
        listed,
        links=_links(asking.actor, reverse("people")),
        empty_title=_("没有符合条件的人员"),
        empty_text=_("人员由系统管理员登记；执法人员登记后再登记执法证件。"),
    )
    context: dict[str, Any] = {
        "title": _("人员和证件"),
        "section": SECTION,
        "crumbs": crumbs(Crumb(_("人员和证件"))),
        "tabs": tabs("people", asking.actor),
        "bar": listed.bar,
        "listing": listing,
        "rows": [listed.row(one) for one in listing.page],
        "figures": _figures(asking.on),
        "several": "unit" in {column.key for column in listed.columns},
    }
    return render(request, "web/people/list.html", context)


def found(asking: Asking) -> FoundAnywhere:
    """The people as the reader asks for them."""
    units = units_of(asking.actor.agency)
    columns = _columns(several=len(units) > 1)
    bar = Filter(asking.query, None, _fields(units), defaults={"there": PRESENT})
    lines, total = people(
        PeopleSought(**{"there": "", **bar.asked()}), sort_of(asking.query, columns, "name"), asking.on
    )
    return FoundAnywhere(
        code="people",
        title=_("人员和证件"),
        bar=bar,
        columns=columns,
        lines=lines,
        row=lambda one: _row(person_line(one, asking.on), units),
        total=total,
        unit=_("人"),
    )


def _links(actor: Actor, back: str) -> list[Link]:
    add = lead("add_person", actor, back=back)
    if not add.allowed:
        return []
    return [Link(add.title, add.url, "add", primary=True), Link(_("导入"), reverse("staff_import"), "import")]


def _fields(units: Mapping[str, str]) -> dict[str, forms.Field]:
    fields: dict[str, forms.Field] = {
        "text": forms.CharField(label=_("姓名、证号"), required=False, max_length=100),
        "kind": choice(_("人员类别"), words_for_filter(PersonKind)),
        "certificate": choice(_("执法证件"), [*lights(), (NOBODY, _("没有登记"))]),
        "there": choice(_("在岗"), [(PRESENT, _("在岗")), (LEFT, _("已离岗"))]),
    }
    if len(units) > 1:
        fields["unit"] = choice(_("单位"), units.items())
    return fields


def _columns(*, several: bool) -> list[Column]:
    unit = [Column("unit", _("单位"), sortable=True, value=lambda row: row.unit)] if several else []
    rule = _("有效期最长的一本；止日当天有效，剩 {days} 天以内为临近，没有登记视同过期。").format(
        days=CERTIFICATE_NEAR_DAYS
    )
    return [
        Column("name", _("姓名"), sortable=True, value=lambda row: row.line.name),
        *unit,
        Column("kind", _("人员类别"), sortable=True, value=lambda row: row.kind),
        Column("expertise", _("专业领域"), value=lambda row: row.expertise),
        Column("number", _("执法证号"), value=lambda row: row.line.number),
        Column("valid_to", _("有效期至"), sortable=True, rule=rule, value=lambda row: row.line.valid_to),
        Column("light", _("证件状态"), value=lambda row: row.light, screen=False),
        Column("account", _("账号"), value=lambda row: row.line.username),
        Column("left", _("在岗"), sortable=True, value=lambda row: row.left),
    ]


def _row(line: PersonLine, units: Mapping[str, str]) -> Row:
    left = _("{day} 离岗").format(day=day_text(line.left_on)) if line.left_on else _("在岗")
    return Row(
        line=line,
        kind=label(line.kind),
        unit=units.get(line.unit, line.unit),
        expertise=_("、").join(line.expertise),
        light="" if line.light is None else light_text(line.light, line.valid_to),
        left=left,
    )


def light_text(light: Light, valid_to: date | None) -> str:
    """The light's own word; of who has no certificate, that."""
    if valid_to is None:
        return _("没有登记证件")
    return {Light.NORMAL: _("有效"), Light.NEAR: _("即将到期"), Light.OVERDUE: _("已过期")}[light]


def _figures(on: date) -> Sequence[tuple[str, Figure]]:
    counts = certificate_counts(on)
    near = _("{days} 天内到期").format(days=CERTIFICATE_NEAR_DAYS)
    words = {"overdue": _("已过期"), NOBODY: _("没有登记证件"), "near": near, "normal": _("有效")}
    return [
        (word, Figure(getattr(counts, name), f"?{urlencode({'certificate': name, 'there': PRESENT})}", unit=_("人")))
        for name, word in words.items()
    ]


# One person -------------------------------------------------------------------------------------------------------


def person(request: HttpRequest, person: UUID) -> HttpResponse:
    """One person: certificates, what is open, what happened; the ways on."""
    on = clock.today()
    found = person_record(person, on)
    if found is None:
        raise Http404
    opened = open_items(person, on)
    keys = [str(person), *(str(one.id) for one in found.certificates)]
    context: dict[str, Any] = {
        "title": found.line.name,
        "section": SECTION,
        "crumbs": crumbs(Crumb(_("人员和证件"), reverse("people")), Crumb(found.line.name)),
        "record": found,
        "state": _("已离岗") if found.line.left_on else _("在岗"),
        "tone": "neutral" if found.line.left_on else "good",
        "facts": _facts(found),
        "ways": _ways(found, actor_of(request)),
        "certificates": _certificates(found),
        "open_items": open_sheets(opened) if may(actor_of(request).roles, Permission.READ_CASEWORK) else (),
        "opened": opened,
        "events": timeline(events_of(keys)),
    }
    return render(request, "web/people/record.html", context)


def _facts(found: PersonRecord) -> list[Fact]:
    line = found.line
    return [
        Fact(_("姓名"), line.name),
        Fact(_("人员类别"), label(line.kind)),
        Fact(_("单位"), found.unit_name),
        Fact(_("专业领域"), _("、").join(line.expertise)),
        Fact(_("账号"), line.username),
        Fact(_("离岗"), day_text(line.left_on) if line.left_on else ""),
    ]


def _ways(found: PersonRecord, actor: Actor) -> list[Lead]:
    """A certificate for an officer; who is there may hand over and leave, by an approver of his own unit."""
    here = reverse("person", args=[found.line.id])
    if found.line.left_on is not None:
        return []
    ways = [lead("add_certificate", actor, back=here, person=found.line.id)] * (found.line.kind is PersonKind.OFFICER)
    if found.line.unit == actor.agency:
        ways.append(lead("hand_over", actor, url=reverse("hand_over", args=[found.line.id])))
    return ways


def _certificates(found: PersonRecord) -> Sheet:
    lines = [
        Line(
            (
                one.number,
                day_text(one.valid_from),
                day_text(one.valid_to),
                Lamp(one.light, light_text(one.light, one.valid_to)),
            )
        )
        for one in found.certificates
    ]
    none = _("没有登记执法证件。") if found.line.kind is PersonKind.OFFICER else _("不持执法证件。")
    heads = (_("证号"), _("有效期起"), _("有效期止"), _("状态"))
    return Sheet("certificates", _("执法证件"), heads, lines, none=none)


def open_sheets(opened: OpenItems) -> Sequence[Sheet]:
    """What a hand-over gives away, in two tables."""
    charges = [
        Line((Ref(one.name, enterprise_url(one.enterprise, one.campaign)), one.address, one.region))
        for one in opened.charges
    ]
    visits = [
        Line((day_text(one.planned_on), Ref(one.name, enterprise_url(one.enterprise, one.campaign)), one.plan))
        for one in opened.visits
    ]
    of_charges = _("责任企业 {count} 家").format(count=opened.charges_count)
    of_visits = _("安排的检查 {count} 次").format(count=opened.visits_count)
    more = (_more(opened.charges_count, charges), _more(opened.visits_count, visits))
    return [
        Sheet("charges", of_charges, (_("企业"), _("厂区"), _("地区")), charges, _("没有责任企业。"), more[0]),
        Sheet("visits", of_visits, (_("计划日期"), _("企业"), _("检查方案")), visits, _("没有安排的检查。"), more[1]),
    ]


def _more(count: int, lines: Sequence[Line]) -> tuple[str, ...]:
    hidden = count - len(lines)
    return (_("另有 {number} 项未列出，移交时一并移交。").format(number=hidden),) if hidden else ()
