"""编制、修改报送: figures are computed, the clerk writes remarks and words of explanation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from duban.actions.register import all_kinds
from duban.config import clock
from duban.domain.annex_table import AnnexTable, Header, Row, RowKind
from duban.domain.campaign import Campaign
from duban.domain.cross_checks import CheckFinding, Severity, returned_findings
from duban.domain.messages import Refusal
from duban.domain.workflow import SubmissionState as State
from duban.queries.agencies import agency_name
from duban.queries.submissions import (
    ReturnRecord,
    consolidated_table,
    cross_checks,
    own_table,
    version_in_force,
)
from duban.queries.units import returning_units
from duban.web import drafts
from duban.web.annex_tables import MOST_ROWS, ShownRow, shown_rows, whose
from duban.web.campaigns import KEY, chosen_campaign
from duban.web.deed_forms import form_class, opened
from duban.web.leads import lead
from duban.web.middleware import asking
from duban.web.parts import Crumb, Fact
from duban.web.posting import actor_of, do_form
from duban.web.returns.parts import crumbs
from duban.web.views.return_records import found, name_of
from duban.web.wording import day as day_text
from duban.web.wording import say

REMARK, WORD = "remark-", "word-"
FIXED = ("campaign", "annex", "report_on", "consolidated", "submission")


@dataclass(frozen=True, slots=True)
class Basis:
    """What a return is prepared from: its table as it stands, and what the checks find."""

    campaign: Campaign
    annex: str
    report_on: date
    consolidated: bool
    table: AnnexTable | None
    findings: tuple[CheckFinding, ...] = ()
    refused: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """The page: what is prepared by which deed, with what it is known to hold; the words of ``earlier`` stand in it."""

    deed: str
    title: str
    basis: Basis
    known: Mapping[str, Any]
    earlier: ReturnRecord | None


@dataclass(frozen=True, slots=True)
class Line:
    """One computed row; with an ``entry`` its remark can be written."""

    drawn: ShownRow
    entry: str
    remark: str
    name: str


# Preparing and amending -------------------------------------------------------------------------------------------


def return_new(request: HttpRequest) -> HttpResponse:
    """编制: the figures of today; the words of a version before stand in it."""
    with asking(request):
        basis, earlier = _asked(request)
    title = _("编制附件{annex}（{day}）").format(annex=basis.annex, day=day_text(basis.report_on))
    fixed = {"campaign": basis.campaign.id, "annex": basis.annex, "report_on": basis.report_on.isoformat()}
    known = _known(earlier) | fixed | {"consolidated": basis.consolidated}
    return _edited(request, Draft("prepare_submission", title, basis, known, earlier))


def return_edit(request: HttpRequest, submission: UUID) -> HttpResponse:
    """修改草稿."""
    with asking(request):
        record = found(submission)
        if record.now.state is not State.DRAFT or record.unit != actor_of(request).agency:
            raise Http404
        basis = _basis(
            request, _campaign(request, record.campaign), record.annex, record.report_on, record.consolidated
        )
    title = _("修改 {name}").format(name=name_of(record))
    known = _known(record) | {"submission": submission}
    return _edited(request, Draft("amend_submission", title, basis, known, record))


def _asked(request: HttpRequest) -> tuple[Basis, ReturnRecord | None]:
    query = request.GET
    campaign = _campaign(request, query.get(KEY, ""))
    if query.get("annex", "") not in {form.id for form in campaign.annexes}:
        raise Http404
    try:
        report_on = date.fromisoformat(query.get("on", ""))
    except ValueError:
        raise Http404 from None
    consolidated = query.get("consolidated") == "yes"
    basis = _basis(request, campaign, query["annex"], report_on, consolidated)
    return basis, _earlier(request, basis)


def _campaign(request: HttpRequest, wanted: str) -> Campaign:
    chosen = chosen_campaign(request, clock.today())
    campaign = None if chosen is None else next((each for each in chosen.choices if each.id == wanted), None)
    if campaign is None:
        raise Http404
    return campaign


def _basis(request: HttpRequest, campaign: Campaign, annex: str, report_on: date, consolidated: bool) -> Basis:
    actor = actor_of(request)
    header = Header(agency_name(actor.agency), actor.name, "", clock.today())
    try:
        if consolidated:
            units = returning_units(actor.agency)
            table = consolidated_table(campaign, annex, report_on, header, units=units, on=clock.today())
            return Basis(campaign, annex, report_on, True, table, returned_findings(table))
        table = own_table(campaign, annex, report_on, actor.agency, header)
        return Basis(campaign, annex, report_on, False, table, cross_checks(campaign, report_on, actor.agency))
    except Refusal as refusal:
        return Basis(campaign, annex, report_on, consolidated, None, refused=refusal)


def _earlier(request: HttpRequest, basis: Basis) -> ReturnRecord | None:
    """The version that a new one would supersede, whose words are taken over."""
    agency = actor_of(request).agency
    version = version_in_force(agency, basis.campaign.id, basis.annex, basis.report_on, consolidated=basis.consolidated)
    return None if version is None else found(version)


def _known(record: ReturnRecord | None) -> dict[str, Any]:
    if record is None:
        return {}
    return {
        "telephone": record.telephone,
        "prepared_by_name": record.prepared_by_name,
        "zero_return": record.zero_return,
    }


def _edited(request: HttpRequest, draft: Draft) -> HttpResponse:
    basis, posted = draft.basis, request.method == "POST"
    kind = form_class(all_kinds()[draft.deed], fixed=FIXED, without=("remarks", "explanations"))
    form = kind(request.POST) if posted else kind(initial=opened(clock.today(), **draft.known))
    remarks = _words(request, REMARK) if posted else dict(draft.earlier.remarks) if draft.earlier else {}
    words = _words(request, WORD) if posted else dict(draft.earlier.explanations) if draft.earlier else {}
    refused = basis.refused
    if posted and form.is_valid():
        refused = do_form(request, form, remarks=_filled(remarks), explanations=_filled(words))
        if refused is None:
            drafts.done(request, _key(basis))
            messages.success(request, _("已保存为草稿，由主要负责人审签。"))
            version = form.cleaned_data.get("submission") or form.cleaned_data["deed"]
            return HttpResponseRedirect(reverse("return", args=[version]))
    with asking(request):
        context: dict[str, Any] = {
            "title": draft.title,
            "section": "annex",
            "crumbs": crumbs(Crumb(draft.title)),
            "form": form,
            "refused": refused,
            "lead": lead(draft.deed, actor_of(request)),
            "facts": _basis_facts(basis),
            "errors_found": [say(each.message) for each in basis.findings if each.severity is Severity.ERROR],
            "groups": _groups(basis, words),
            "draft": drafts.key(request, _key(basis)),
            "back": f"{reverse('returns')}?{KEY}={basis.campaign.id}",
        }
        return render(request, "web/returns/edit.html", context | _rows(basis, remarks))


def _key(basis: Basis) -> str:
    return f"return:{basis.campaign.id}:{basis.annex}:{basis.report_on.isoformat()}:{basis.consolidated}"


def _words(request: HttpRequest, prefix: str) -> dict[str, str]:
    return {name.removeprefix(prefix): str(text) for name, text in request.POST.items() if name.startswith(prefix)}


def _filled(words: Mapping[str, str]) -> dict[str, str]:
    return {key: text.strip() for key, text in words.items() if text.strip()}


def _basis_facts(basis: Basis) -> list[Fact]:
    form = basis.campaign.annex(basis.annex)
    return [
        Fact(_("报表"), form.title),
        Fact(_("报表日"), day_text(basis.report_on)),
        Fact(_("范围"), _("各单位已接收的报送（汇总）") if basis.consolidated else _("本级的台账")),
    ]


def _groups(basis: Basis, words: Mapping[str, str]) -> list[tuple[str, list[str], str]]:
    """Per kind of warning: its code, what was found, and the word for it."""
    texts: dict[str, list[str]] = {}
    for each in basis.findings:
        if each.severity is Severity.WARNING:
            texts.setdefault(each.code, []).append(say(each.message))
    return [(code, said, words.get(code, "")) for code, said in texts.items()]


def _rows(basis: Basis, remarks: Mapping[str, str]) -> dict[str, Any]:
    """The computed rows, each with its remark to be written; a form put together takes none."""
    if basis.table is None:
        return {"table": None}
    table = basis.table
    shown = shown_rows(table, lambda _row, _column: "")
    own = not basis.consolidated and any(column.code == "remark" for column in table.columns)
    lines = list(zip(table.rows[:MOST_ROWS], shown, strict=False))
    return {
        "table": table,
        "lines": [_line(row, drawn, remarks if own else None, whose(row, table)) for row, drawn in lines],
        "totals": shown[len(lines) :],
        "remarkable": own,
        "left": max(0, len(table.rows) - MOST_ROWS),
    }


def _line(row: Row, drawn: ShownRow, remarks: Mapping[str, str] | None, name: str) -> Line:
    entry = row.entry or ""
    if remarks is None or row.kind is not RowKind.ENTERPRISE:
        return Line(drawn, "", "", name)
    return Line(drawn, entry, remarks.get(entry, ""), name)
