"""Beyond one campaign: past campaigns, merged records, hazards in pictures, who opened the file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from duban.domain.actor import Actor
from duban.domain.campaign import Campaign
from duban.domain.permissions import Permission, may
from duban.queries.dossier import Dossier
from duban.queries.enterprise_file import BeforeAfter, CampaignFigures, Viewed, pictures_by_hazard
from duban.queries.evidence import Picture
from duban.queries.mergers import Merged
from duban.web.campaigns import campaign_title
from duban.web.leads import deed_url
from duban.web.sheets import Cell, Line, Many, Part, Ref, Sheet, Word
from duban.web.wording import day, moment, yuan


def campaigns_sheet(found: Sequence[CampaignFigures], known: Iterable[Campaign], here: Dossier) -> Sheet:
    """历次专项行动: each in figures; the name opens the file in that campaign."""
    heads = (_("专项行动"), _("台账"), _("检查（次）"), _("隐患（重大）"), _("指令书"), _("挂牌督办"), _("黄牌／红牌"),
             _("处罚决定"), _("罚款（元）"), _("关闭请示（件）"), _("通过验收"))  # fmt: skip
    titles = {campaign.id: campaign_title(campaign) for campaign in known}
    path = reverse("enterprise", args=[here.enterprise["id"]])
    lines = [
        Line((_campaign(one, titles, path, here.campaign.id), *_figures(one)))
        for one in sorted(found, key=lambda one: one.campaign != here.campaign.id)
    ]
    return Sheet("campaigns", _("历次专项行动"), heads, lines)


def _campaign(one: CampaignFigures, titles: Mapping[str, str], path: str, here: str) -> Cell:
    title = titles.get(one.campaign, one.campaign)
    if one.campaign == here:
        return Many([Ref(title), Ref(_("本页所示"), quiet=True)])
    return Ref(title, f"{path}?campaign={one.campaign}" if one.campaign in titles else "")


def _figures(one: CampaignFigures) -> Sequence[Cell]:
    there = one.entries - one.removed
    return (
        _("在册") if there else _("已移出") if one.entries else "—",
        str(one.visits),
        f"{one.hazards}（{one.major}）",
        str(one.orders),
        str(one.listings),
        f"{one.yellow}／{one.red}",
        str(one.penalties),
        yuan(one.fine_fen),
        str(one.closures),
        _("是") if one.passed else "—",
    )


def merged_sheet(found: Sequence[Merged], actor: Actor, back: str) -> Sheet:
    """并入的登记: what stood under another record before."""
    heads = (_("原登记名称"), _("合并日期"), _("理由"), _("办理"))
    undo = may(actor.roles, Permission.REMOVE_FROM_LEDGER)

    def way(one: Merged) -> Cell:
        return Ref(_("撤销企业合并"), deed_url("undo_merger", gone=one.id, back=back)) if undo else Ref("—", quiet=True)

    lines = [Line((one.name, day(one.merged_on), one.reason, way(one))) for one in found]
    return Sheet("merged", _("并入的登记"), heads, lines)


@dataclass(frozen=True, slots=True)
class Pictured:
    """One hazard with its pictures, for the page."""

    title: str
    url: str
    before: Sequence[Picture]
    after: Sequence[Picture]


def pictured(dossier: Dossier, hazards: Sequence[str]) -> Sequence[Pictured]:
    """The hazards that the page shows, before and after; those without a picture stand among what is missing."""
    found: Mapping[UUID, BeforeAfter] = pictures_by_hazard([UUID(one) for one in hazards])
    known = {hazard.id: hazard for hazard in dossier.facts.hazards}
    return [
        Pictured(known[one].description, reverse("hazard", args=[one]), found[UUID(one)].before, found[UUID(one)].after)
        for one in hazards
        if UUID(one) in found
    ]


def views_sheet(found: Sequence[Viewed], part: Part | None) -> Sheet:
    """查阅记录, newest first."""
    heads = (_("时间"), _("单位"), _("人员"))
    lines = [Line((moment(one.at), one.agency, one.viewer or Word(_("其他单位人员，不显示姓名")))) for one in found]
    rule = _("打开本页即记录一次；本单位人员显示姓名，下级单位只显示单位；记录只增不改，保存不少于六个月。")
    return Sheet("views", _("谁查阅过"), heads, lines, none=_("还没有查阅记录。"), notes=(rule,), part=part)


def merge_url(enterprise: UUID, back: str) -> str:
    """The form that puts a second record of the enterprise under this one."""
    return deed_url("merge_enterprises", enterprise=enterprise, back=back)
