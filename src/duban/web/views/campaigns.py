"""专项行动: the campaigns, one campaign with everything that it says, the difference between two of its versions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from duban.config import clock
from duban.domain.annex_table import ColumnKind
from duban.domain.campaign import AnnexDefinition, Campaign
from duban.domain.messages import Refusal
from duban.domain.papers.vocabulary import PaperSubject
from duban.domain.permissions import Permission, may
from duban.domain.worked_examples import outcomes
from duban.queries.agencies import bureaus
from duban.queries.campaign_drafts import Draft, document_of, drafts
from duban.queries.campaign_record import Version, ledgers, versions
from duban.queries.campaigns import campaign as campaign_named
from duban.queries.law import law_in_use
from duban.queries.units import every_agency
from duban.web.campaign_changes import changes_by_section
from duban.web.campaign_forms.choices import ROWS, measure_word
from duban.web.campaign_parts import grounds_told, ran, time_line, titled
from duban.web.campaigns import campaign_title, open_to
from duban.web.papers.parts import papers_url
from duban.web.parts import Crumb, Fact
from duban.web.posting import actor_of
from duban.web.sheets import Line, Ref, Sheet, Word
from duban.web.wording import day as day_text
from duban.web.wording import moment
from duban.web.words import label


@dataclass(frozen=True, slots=True)
class Row:
    """One campaign of the list."""

    campaign: Campaign
    title: str
    state: str
    tone: str
    unit: str
    phase: str
    enterprises: int


def campaigns_list(request: HttpRequest) -> HttpResponse:
    """All campaigns that concern the reader's unit, and the drafts of the unit for those who write them."""
    actor, on = actor_of(request), clock.today()
    units, counted = bureaus(every_agency()), ledgers()
    rows = [_row(each, on, units.get(each.agency, each.agency), counted.get(each.id, 0)) for each in open_to(actor)]
    writes = may(actor.roles, Permission.DEFINE_CAMPAIGN)
    context: dict[str, Any] = {
        "title": _("专项行动"),
        "section": "campaign",
        "crumbs": (Crumb(_("工作台"), reverse("workbench")), Crumb(_("专项行动"))),
        "rows": sorted(rows, key=lambda row: row.campaign.first_on, reverse=True),
        "writes": writes,
        "drafts": _drafts_sheet(drafts(actor.agency)) if writes else None,
    }
    return render(request, "web/campaigns/list.html", context)


def _row(campaign: Campaign, on: date, unit: str, enterprises: int) -> Row:
    state, tone = _state(campaign, on)
    phases = [titled(each) for each in campaign.phases_on(on)]
    return Row(campaign, campaign_title(campaign), state, tone, unit, "、".join(phases), enterprises)


def _state(campaign: Campaign, on: date) -> tuple[str, str]:
    if on < campaign.first_on:
        return _("未开始"), "info"
    return (_("进行中"), "good") if on <= campaign.last_on else (_("已结束"), "neutral")


def _drafts_sheet(found: Sequence[Draft]) -> Sheet:
    lines = [
        Line(
            [
                Ref(each.title, reverse("campaign_draft", args=[each.id])),
                _("修订") if each.is_revision else _("新的专项行动"),
                f"{each.source} {each.source_version}",
                f"{moment(each.edited_at)} {each.edited_by}",
                faults_word(each),
            ]
        )
        for each in found
    ]
    heads = (_("工作方案"), _("种类"), _("复制自"), _("最近修改"), _("状态"))
    return Sheet("drafts", _("草稿"), heads, lines, none=_("没有草稿。打开一个专项行动，复制后修改。"))


def faults_word(draft: Draft) -> Word:
    """How far a draft is."""
    number = len(draft.judged.faults)
    if not number:
        return Word(_("没有错误"), "good")
    return Word(ngettext("有 %(number)s 处需要改正", "有 %(number)s 处需要改正", number) % {"number": number}, "bad")


# One campaign ----------------------------------------------------------------------------------------------------


def campaign(request: HttpRequest, campaign: str) -> HttpResponse:
    """One version of a campaign: the one in use, or the one that the address names."""
    actor, on = actor_of(request), clock.today()
    plan = _named(campaign, request.GET.get("version", ""), {each.id for each in open_to(actor)})
    known = versions(campaign)
    shown = next(each for each in known if each.version == plan.version)
    context: dict[str, Any] = {
        "title": campaign_title(plan),
        "section": "campaign",
        "crumbs": _crumbs(campaign_title(plan)),
        "plan": plan,
        "state": _state(plan, on),
        "shown": shown,
        "outdated": shown is not known[0],
        "facts": _facts(plan, shown),
        "versions": _versions_sheet(campaign, known, plan.version),
        "copies": may(actor.roles, Permission.DEFINE_CAMPAIGN),
        "papers_link": papers_url(PaperSubject.CAMPAIGN, shown.id, campaign) if plan.agency == actor.agency else "",
    }
    return render(request, "web/campaigns/record.html", context | told(plan, on))


def told(plan: Campaign, on: date) -> dict[str, Any]:
    """All that a plan says, for its own page and for that of a draft."""
    law, units = law_in_use(), bureaus(every_agency())
    return {
        "line": time_line(plan, on),
        "on": on,
        "industries": _industries(plan),
        "participants": [(code, units.get(code, "")) for code in plan.participants],
        "grounds": grounds_told(plan, law, on),
        "examples": ran(outcomes(plan, law)),
        "annexes": [_annex(each) for each in plan.annexes],
        "publication": plan.publication,
    }


def _named(campaign: str, version: str, open_ids: set[str]) -> Campaign:
    """404 for a campaign or version that is not there, and for one in which the reader takes no part."""
    if campaign not in open_ids:
        raise Http404
    try:
        return campaign_named(campaign, version)
    except Refusal:
        raise Http404 from None


def _crumbs(*titles: str | Crumb) -> tuple[Crumb, ...]:
    last = [each if isinstance(each, Crumb) else Crumb(each) for each in titles]
    return (Crumb(_("工作台"), reverse("workbench")), Crumb(_("专项行动"), reverse("campaigns")), *last)


def _facts(plan: Campaign, shown: Version) -> list[Fact]:
    units = bureaus([plan.agency])
    return [
        Fact(_("文号"), plan.number),
        Fact(_("发文机关"), units.get(plan.agency, plan.agency)),
        Fact(_("印发日期"), day_text(plan.issued_on)),
        Fact(_("期间"), f"{day_text(plan.first_on)} — {day_text(plan.last_on)}"),
        Fact(_("全覆盖检查截止日"), day_text(plan.inspect_by)),
        Fact(_("临近提示"), _("节点前 {days} 天起").format(days=plan.near_days)),
        Fact(_("版本"), _("第 {version} 版，{day} 由 {unit} 发布").format(
            version=shown.version, day=day_text(shown.published_on), unit=shown.agency_name
        )),
        Fact(_("标识"), plan.id),
        Fact(_("依据文件"), "；".join(plan.legal_basis), wide=True),
    ]  # fmt: skip


def _industries(plan: Campaign) -> Sheet:
    lines = [Line([titled(each), "、".join(each.hints) or "—"]) for each in plan.industries]
    heads = (_("行业"), _("国民经济行业代码（只作提示）"))
    return Sheet("industries", _("重点行业"), heads, lines)


def _annex(annex: AnnexDefinition) -> Sheet:
    lines = [
        Line([each.title, label(ColumnKind(each.kind)), measure_word(each.measure), each.rule])
        for each in annex.columns
    ]
    title = _("附件{id} {title}（每行一个{row}）").format(id=annex.id, title=annex.title, row=_(ROWS[annex.rows]))
    heads = (_("栏名"), _("种类"), _("计数口径"), _("计数规则"))
    return Sheet(f"annex-{annex.id}", title, heads, lines, notes=annex.notes)


def _versions_sheet(campaign: str, known: Sequence[Version], shown: str) -> Sheet:
    here = reverse("campaign", args=[campaign])
    lines = []
    for at, each in enumerate(known):
        before = known[at + 1] if at + 1 < len(known) else None
        compared = urlencode({"from": before.version, "to": each.version}) if before else ""
        lines.append(
            Line(
                [
                    Ref(each.version, f"{here}?{urlencode({'version': each.version})}"),
                    Word(_("现行"), "good") if at == 0 else Word(_("以前的版本")),
                    day_text(each.published_on),
                    f"{each.agency_name} {each.published_by}".strip(),
                    str(each.cards),
                    str(each.submissions),
                    Ref(
                        _("与第 {version} 版的差异").format(version=before.version) if before else _("第一版"),
                        f"{reverse('campaign_difference', args=[campaign])}?{compared}" if before else "",
                        quiet=before is None,
                    ),
                ]
            )
        )
    heads = (_("版本"), _("状态"), _("发布日期"), _("发布"), _("据此列入的黄红牌"), _("据此报送的报表"), _("差异"))
    note = _("已经办理的事项保留当时的版本；新版本只影响以后的研判和办理。")
    return Sheet("versions", _("版本"), heads, lines, notes=(note,))


# Differences -----------------------------------------------------------------------------------------------------


def campaign_difference(request: HttpRequest, campaign: str) -> HttpResponse:
    """Two versions side by side: only what is not the same."""
    plan = _named(campaign, "", {each.id for each in open_to(actor_of(request))})
    known = {each.version: each for each in versions(campaign)}
    try:
        before, after = known[request.GET.get("from", "")], known[request.GET.get("to", "")]
    except KeyError:
        raise Http404 from None
    title = _("第 {before} 版与第 {after} 版的差异").format(before=before.version, after=after.version)
    context = {
        "title": title,
        "section": "campaign",
        "crumbs": _crumbs(Crumb(campaign_title(plan), reverse("campaign", args=[campaign])), title),
        "before": before,
        "after": after,
        "sections": changes_by_section(document_of(before.sha256), document_of(after.sha256)),
        "before_title": _("第 {version} 版").format(version=before.version),
        "after_title": _("第 {version} 版").format(version=after.version),
    }
    return render(request, "web/campaigns/difference.html", context)
