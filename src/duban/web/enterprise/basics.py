"""基本情况: the enterprise, its sites, its place in the ledger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from duban.domain.actor import Actor
from duban.domain.ledger.words import OperatingStatus, RiskColour
from duban.domain.vocabulary import Answer, Standardisation
from duban.domain.wordlists import Opinion
from duban.domain.workflow import Noun, state_label
from duban.queries.dossier import Dossier
from duban.web.leads import leads
from duban.web.parts import Fact
from duban.web.places import industry_names, region_name
from duban.web.sheets import Cell, Line, Many, Ref, Sheet, Word
from duban.web.wording import day
from duban.web.words import label


def basic_facts(dossier: Dossier) -> Sequence[Fact]:
    """The enterprise itself and its own safety work."""
    about, profile = dossier.enterprise, dossier.profile
    status = label(OperatingStatus(about["operating_status"])) if about["operating_status"] else ""
    since = _("（{day} 起）").format(day=day(about["status_on"])) if about["status_on"] else ""
    return (
        Fact(_("信用代码"), about["credit_code"] or _("无（{reason}）").format(reason=about["no_code_reason"])),
        Fact(_("地区"), region_name(about["region"])),
        Fact(_("注册地址"), about["address"]),
        Fact(_("经营状态"), f"{status}{since}"),
        Fact(_("从业人数"), about["workforce"]),
        Fact(_("法定代表人"), about["legal_person"]),
        Fact(_("联系人"), " ".join(filter(None, (about["contact"], about["telephone"])))),
        Fact(
            _("标准化等级"),
            label(Standardisation(profile["standardisation"])) if profile.get("standardisation") else "",
        ),
        Fact(_("双重预防机制"), label(Answer(profile["dual_prevention"])) if profile else ""),
        Fact(_("风险等级"), label(RiskColour(profile["risk"])) if profile.get("risk") else ""),
    )


def sites_sheet(dossier: Dossier) -> Sheet:
    """生产厂区."""
    heads = (_("厂区"), _("地区"), _("坐标"), _("国民经济行业代码"), _("联系人"))
    lines = [
        Line(
            (
                " ".join(filter(None, (site["name"], site["address"]))),
                region_name(site["region"]),
                "" if site["latitude"] is None else f"{site['latitude']:.5f}, {site['longitude']:.5f}",
                site["gbt4754"],
                " ".join(filter(None, (site["contact"], site["telephone"]))),
            )
        )
        for site in dossier.sites
    ]
    return Sheet("sites", _("生产厂区"), heads, lines)


def ledger_sheet(dossier: Dossier, actor: Actor, back: str) -> Sheet:
    """监管台账 with what the departments said, and what may be done with an entry."""
    heads = (_("单位"), _("厂区"), _("行业"), _("状态"), _("列入依据"), _("部门意见"), _("责任人"), _("办理"))
    industries = industry_names(dossier.campaign)
    lines = []
    for entry in dossier.entries:
        state = state_label(Noun.LEDGER_ENTRY, entry["state"])
        when = day(entry["removed_on"] or entry["confirmed_on"] or entry["added_on"])
        why = entry["removed_reason"] or (
            _("移交{agency}").format(agency=entry["moved_to__name"]) if entry["moved_to__name"] else ""
        )
        lines.append(
            Line(
                (
                    entry["home_agency__name"],
                    entry["site__address"],
                    industries.get(entry["industry"], entry["industry"]),
                    Many(
                        [
                            Word(_(state), "warn" if entry["removed_on"] else "info"),
                            Ref(f"{when} {why}".strip(), quiet=True),
                        ]
                    ),
                    " ".join(filter(None, (entry["inclusion_basis"], entry["remark"]))),
                    _opinions(dossier, entry["id"]),
                    entry["responsible__name"] or Ref("—", quiet=True),
                    _ways(entry, actor, back),
                )
            )
        )
    return Sheet("ledger", _("监管台账"), heads, lines)


def _ways(entry: Mapping[str, Any], actor: Actor, back: str) -> Cell:
    """Only of the reader's own ledger: a superior reads it and keeps its own."""
    if entry["home_agency"] != actor.agency:
        return Ref("—", quiet=True)
    found = [way for way in leads(Noun.LEDGER_ENTRY, entry["state"], entry["id"], actor, back=back) if way.allowed]
    return Many([Ref(way.title, way.url) for way in found]) if found else Ref("—", quiet=True)


def _opinions(dossier: Dossier, entry: object) -> Cell:
    said = [
        Ref(f"{each['department']} {label(Opinion(each['opinion']))} {day(each['given_on'])} {each['text']}".strip())
        for each in dossier.opinions
        if each["entry"] == entry
    ]
    return Many(said) if said else Ref("—", quiet=True)
