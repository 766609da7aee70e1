"""文书: all of a campaign, and those of one record: what is made, what can be made, what is still missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from duban.config import clock
from duban.domain.papers.forms import Form
from duban.domain.papers.vocabulary import PaperKind, PaperSubject
from duban.domain.workflow import Noun, PaperState, state_label
from duban.queries.agencies import bureaus
from duban.queries.paper_facts import Source, source
from duban.queries.paper_facts.writing import write
from duban.queries.paper_list import (
    PaperLine,
    PapersSought,
    SubjectLine,
    enterprise_name,
    paper_line,
    papers,
    papers_of,
    subjects_of,
)
from duban.specs.papers_loader import load_forms
from duban.web.campaigns import chosen_by
from duban.web.filters import Filter, choice, day_field
from duban.web.found import Asking, Found, asking_of, listing_of
from duban.web.leads import Lead, lead
from duban.web.listing import Column, Link, sort_of
from duban.web.papers.parts import TONES, crumbs, form_title, kinds_of, papers_url, subject_url
from duban.web.parts import Crumb
from duban.web.posting import actor_of
from duban.web.saved import opens_with_default
from duban.web.sheets import Lamp, Line, Many, Ref, Sheet
from duban.web.views.deeds import enterprise_url
from duban.web.wording import day as day_text


@dataclass(frozen=True, slots=True)
class Row:
    """One line as the template draws it."""

    line: PaperLine
    title: str
    state: str
    tone: str
    unit: str


@opens_with_default("papers")
def papers_list(request: HttpRequest) -> HttpResponse:
    """The papers of the campaign."""
    asked = asking_of(request)
    listed = found(asked)
    context: dict[str, Any] = {
        "title": _("文书"),
        "section": "inspection",
        "crumbs": (*crumbs()[:-1], Crumb(_("文书"))),
        "chosen": None if listed is None else listed.chosen,
    }
    if listed is not None:
        settings = Link(_("文书设置和模板"), reverse("paper_settings"), "settings")
        listing = listing_of(
            asked,
            listed,
            links=[settings],
            empty_title=_("没有符合条件的文书"),
            empty_text=_("文书从检查记录、指令书、处罚决定等页面上的“文书”制作。"),
        )
        context |= {"bar": listed.bar, "listing": listing, "rows": [listed.row(one) for one in listing.page]}
        context["several"] = "unit" in {column.key for column in listed.columns}
    return render(request, "web/papers/list.html", context)


def found(asking: Asking) -> Found | None:
    """The papers as the reader asks for them."""
    chosen = chosen_by(asking.actor, asking.query, asking.on)
    if chosen is None:
        return None
    units = bureaus(asking.actor.reads)
    fields: dict[str, forms.Field] = {
        "text": forms.CharField(label=_("文号、企业名称"), required=False, max_length=100),
        "kind": choice(_("文书种类"), [(kind.value, form_title(kind)) for kind in PaperKind]),
        "state": choice(_("状态"), [(one.value, _(state_label(Noun.PAPER, one))) for one in PaperState]),
        "archived": choice(_("归档"), [("yes", _("已归档")), ("no", _("未归档"))]),
    }
    if len(units) > 1:
        fields["unit"] = choice(_("制作单位"), units.items())
    fields |= {"since": day_field(_("拟稿日期自")), "until": day_field(_("拟稿日期至"))}
    bar = Filter(asking.query, chosen, fields)
    columns = _columns(several=len(units) > 1)
    lines, total = papers(chosen.campaign.id, PapersSought(**bar.asked()), sort_of(asking.query, columns, "-on"))
    return Found(
        code="papers",
        title=_("文书"),
        chosen=chosen,
        bar=bar,
        columns=columns,
        lines=lines,
        row=lambda one: _row(paper_line(one), units),
        total=total,
        unit=_("份"),
    )


def _columns(*, several: bool) -> list[Column]:
    unit = [Column("unit", _("制作单位"), sortable=True, value=lambda row: row.unit)] if several else []
    return [
        Column("kind", _("文书种类"), value=lambda row: row.title),
        Column("number", _("文号"), sortable=True, value=lambda row: row.line.number),
        Column("name", _("企业名称"), sortable=True, value=lambda row: row.line.enterprise_name),
        *unit,
        Column("state", _("状态"), value=lambda row: row.state),
        Column("on", _("拟稿日期"), sortable=True, value=lambda row: row.line.drafted_on),
        Column("issued", _("签发日期"), sortable=True, value=lambda row: row.line.issued_on),
    ]


def _row(line: PaperLine, units: Mapping[str, str]) -> Row:
    state = _(state_label(Noun.PAPER, line.state))
    return Row(line, form_title(line.kind), state, TONES[line.state], units.get(line.unit, line.unit))


# The papers of one record -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Offer:
    """One form that can be filled from the record."""

    form: Form
    title: str
    rows: Sequence[Row]
    preview: str
    make: Lead | None
    missing: Sequence[str]
    unverified: Sequence[str]
    waits: bool


def papers_of_record(request: HttpRequest, subject: str, record: UUID) -> HttpResponse:
    """What papers the record has, and which can be made of it now."""
    if subject not in set(PaperSubject):
        raise Http404
    kind, campaign = PaperSubject(subject), request.GET.get("campaign", "")
    behind = source(kind, record, campaign=campaign, agency=actor_of(request).agency)
    if behind is None:
        raise Http404
    made = papers_of(record)
    own = behind.agency == actor_of(request).agency
    offers = [
        _offer(request, form, behind, record, made, own=own) for form in kinds_of(kind) if form.kind in behind.days
    ]
    back = subject_url(kind, record)
    context: dict[str, Any] = {
        "title": _("这条记录的文书"),
        "section": "inspection",
        "crumbs": crumbs(Crumb(_("所依据的记录"), back) if back else Crumb(_("所依据的记录")), Crumb(_("文书"))),
        "offers": offers,
        "own": own,
        "back": back,
    }
    return render(request, "web/papers/of.html", context)


def papers_of_enterprise(request: HttpRequest, campaign: str, enterprise: UUID) -> HttpResponse:
    """Every record of an enterprise from which papers are made, and which of them have none yet."""
    firm = firm_or_404(enterprise)
    lines = subjects_of(campaign, enterprise)
    context: dict[str, Any] = {
        "title": _("企业的文书"),
        "section": "inspection",
        "crumbs": crumbs(Crumb(firm, enterprise_url(enterprise, campaign)), Crumb(_("文书"))),
        "records": _records(campaign, lines),
        "receipt": papers_url(PaperSubject.ENTERPRISE, enterprise, campaign),
        "file": lead("archive_case_file", actor_of(request), url=reverse("case_file_new", args=[campaign, enterprise])),
    }
    return render(request, "web/papers/enterprise.html", context)


def _records(campaign: str, lines: Sequence[SubjectLine]) -> Sheet:
    """Each record with its papers; one without says so."""
    waiting = sum(1 for line in lines if not line.made)
    rows = [
        Line((day_text(line.on), Ref(_subject_title(line), papers_url(line.subject, line.record, campaign)),
              line.number or "—", _made(line)))
        for line in lines
    ]  # fmt: skip
    told = _("已有文书 {made} 项，还没有文书 {waiting} 项。").format(made=len(lines) - waiting, waiting=waiting)
    heads = (_("日期"), _("办理事项"), _("文号"), _("文书"))
    return Sheet("records", _("办理事项和文书"), heads, rows, _("这家企业还没有可以制作文书的记录。"), (told,))


def _made(line: SubjectLine) -> Many | Lamp:
    if not line.made:
        return Lamp("near", _("还没有制作"))
    return Many(tuple(Ref(one.number or _("草稿"), reverse("paper", args=[one.id])) for one in line.made))


def _subject_title(line: SubjectLine) -> str:
    """The record by its own paper; of a visit that is its record."""
    return form_title(kinds_of(line.subject)[0].kind)


def firm_or_404(enterprise: UUID) -> str:
    """The name of an enterprise that the scope shows."""
    name = enterprise_name(enterprise)
    if name is None:
        raise Http404
    return name


def _offer(
    request: HttpRequest, form: Form, behind: Source, record: UUID, made: Sequence[PaperLine], *, own: bool
) -> Offer:
    rows = [_row(line, {}) for line in made if line.kind is form.kind]
    day = behind.days[form.kind]
    on = day or clock.today()
    written = write(form, behind, {}, on, number=behind.number_of(form.kind), draft=True)
    fields = form.fields()
    standing = any(row.line.state in (PaperState.ISSUED, PaperState.DRAFT, PaperState.IN_REVIEW) for row in rows)
    ready = own and not standing and (form.reviewed or day is not None)
    return Offer(
        form=form,
        title=form_title(form.kind),
        rows=rows,
        preview=paper_address("paper_preview", form.kind, record, behind.campaign),
        make=_make(request, form, record, behind.campaign) if ready else None,
        missing=[_(fields[name].label) for name in form.needs if name in written.composed.missing],
        unverified=[one.text for one in written.composed.unverified],
        waits=day is None and not form.reviewed,
    )


def _make(request: HttpRequest, form: Form, record: UUID, campaign: str) -> Lead:
    name = "draft_paper" if form.reviewed else "produce_paper"
    return lead(name, actor_of(request), url=paper_address("paper_new", form.kind, record, campaign))


def paper_address(page: str, kind: PaperKind, record: UUID, campaign: str) -> str:
    """The address of a page about a kind of paper of a record."""
    return f"{reverse(page, args=[kind.value, record])}?{urlencode({'campaign': campaign})}"


def form_or_404(kind: str) -> Form:
    """The form of that kind."""
    if kind not in set(PaperKind):
        raise Http404
    return load_forms()[PaperKind(kind)]
