"""Ids 编号 on forms: which record an input means, what it is called on the screen, which ones may be chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from uuid import UUID

from django.utils.translation import gettext

from duban.domain.campaign import Campaign
from duban.domain.hazard_standards import OTHER_ITEM
from duban.domain.messages import N_, Refusal
from duban.domain.workflow import TABLES, state_label
from duban.queries.agencies import region_of, units_of
from duban.queries.campaigns import campaign as campaign_in_use
from duban.queries.law import law_in_use
from duban.queries.mergers import alike, merged_records
from duban.queries.naming import Named, choices_of, evidence_of, is_named, named
from duban.queries.people import experts_on, officers_on
from duban.specs.hazards_loader import load_hazard_standards
from duban.specs.regions import load_regions
from duban.web.deed_forms import Choices
from duban.web.wording import day as day_text

TITLES: Mapping[str, str] = MappingProxyType(
    {
        "enterprise": N_("企业"),
        "campaign": N_("专项行动"),
        "site": N_("厂区"),
        "inspection": N_("执法检查"),
        "plan": N_("检查方案"),
        "hazard": N_("隐患"),
        "hazards": N_("隐患"),
        "order": N_("责令限期整改指令书"),
        "item": N_("整改项"),
        "extension": N_("延期申请"),
        "measure": N_("现场处理措施决定书"),
        "listing": N_("挂牌督办"),
        "resumption": N_("恢复生产申请"),
        "card": N_("黄牌、红牌"),
        "penalty": N_("行政处罚决定"),
        "power_cut": N_("停止供电"),
        "request": N_("提请关闭"),
        "exit_deed": N_("关停措施"),
        "acceptance": N_("验收"),
        "capacity_item": N_("落后产能、装备"),
        "document": N_("文书"),
        "decision": N_("决定"),
        "suspension": N_("停产决定"),
        "refusal": N_("拒不执行"),
        "activity": N_("未经批准的活动"),
        "reinspection": N_("整改复查意见书"),
        "urging": N_("督促建设通知"),
        "completion_report": N_("整改完成报告"),
        "reinspection_outcome": N_("复查结论"),
        "implementation_proof": N_("“五落实”证明"),
        "batch": N_("导入批次"),
        "entry": N_("监管台账"),
        "gone": N_("并入的登记（作废）"),
        "ground": N_("依据"),
        "subject": N_("事项"),
        "reason": N_("理由"),
        "person": N_("人员"),
        "leave": N_("请假"),
        "recusal": N_("回避"),
        "record": N_("事实"),
        "submission": N_("报送"),
        "user": N_("账号"),
        "agency": N_("单位"),
        "parent": N_("上级单位"),
    }
)
"""What an input is called where the deed itself only says 编号."""

_BY_DOCUMENT: Mapping[str, str] = MappingProxyType(
    {
        "rectification_order": "order",
        "on_site_measure": "measure",
        "penalty_decision": "penalty",
        "inspection_record": "inspection",
        "extension_reply": "extension",
        "reinspection_opinion": "reinspection",
        "resumption_consent": "resumption",
        "supervision_notice": "listing",
        "closure_request": "request",
        "referral": "referral",
        "urging": "urging",
    }
)
_BY_OTHER: Mapping[str, tuple[str, Mapping[str, str]]] = MappingProxyType(
    {
        "document": ("document_kind", _BY_DOCUMENT),
        "decision": ("decision_kind", {"order": "order", "measure": "measure", "penalty": "penalty"}),
        "record": ("noun", {"leave_of_absence": "leave"}),
        "suspension": ("suspension_kind", {"measure": "measure", "penalty": "penalty"}),
    }
)
"""Inputs whose kind another input names."""

_OF_EXPERTS_TOO = frozenset({"record_leave"})
_ORGANISATION = frozenset(
    {("add_agency", "region"), ("add_agency", "parent"), ("add_person", "agency"), ("add_account", "agency")}
)
"""Inputs that name a region, the own unit or one below it."""

_PLURALS: Mapping[str, str] = MappingProxyType({"hazards": "hazard"})


@dataclass(frozen=True, slots=True)
class About:
    """What a form is about: its enterprise and campaign, as far as the address or its records tell."""

    enterprise: UUID | None = None
    enterprise_name: str = ""
    campaign: str = ""


def kind_of(deed: str, name: str, known: Mapping[str, str]) -> str:
    """The kind of record that an input names; empty where it names none that we can call by name."""
    if deed == "record_capacity_exit" and name == "item":
        return "capacity_item"
    if name in _BY_OTHER:
        other, kinds = _BY_OTHER[name]
        return kinds.get(known.get(other, ""), "")
    if name.endswith("person"):
        return "person"
    kind = _PLURALS.get(name, name)
    return kind if is_named(kind) else ""


def title(one: Named) -> str:
    """How a record is called: its number or text, its day, its state."""
    noun = gettext(TABLES[one.noun].label) if one.noun else ""
    state = gettext(state_label(one.noun, one.state)) if one.noun and one.state else ""
    return " · ".join(filter(None, (one.text or noun, day_text(one.on) if one.on else "", state)))


def record(kind: str, told: str) -> Named | None:
    """The record that an address names; ``None`` for what is no id, unknown or out of scope."""
    try:
        return named(kind, UUID(told))
    except ValueError:
        return None


def choices(deed: str, name: str, about: About, known: Mapping[str, str], *, agency: str, on: date) -> Choices | None:
    """Readable choices for an input; ``None`` where it is simply typed."""
    if (deed, name) == ("record_capacity_exit", "proof"):
        return [(str(piece), told) for piece, told in evidence_of(about.enterprise)] if about.enterprise else None
    if name == "gone":
        return _records_to_merge(deed, about)
    if name in _CODES:
        return _CODES[name](about, on)
    kind = kind_of(deed, name, known)
    if kind == "person" or (deed, name) in _ORGANISATION:
        return _within(deed, name, agency, on)
    if not kind or about.enterprise is None:
        return None
    return [(str(one.id), title(one)) for one in choices_of(kind, about.enterprise, about.campaign)]


def _records_to_merge(deed: str, about: About) -> Choices | None:
    """Records that may be the same enterprise, the likeliest first; or those that were merged and may come apart."""
    if deed == "undo_merger":
        return [(str(one.id), " · ".join((one.name, day_text(one.merged_on)))) for one in merged_records()]
    if about.enterprise is None:
        return None
    return [(str(one.id), " · ".join(filter(None, (one.name, one.address)))) for one in alike(about.enterprise)]


def grounds(campaign: Campaign) -> Choices:
    """The campaign's grounds with their titles."""
    return [(each.id, f"{each.id} {each.title}") for each in campaign.grounds]


def concepts(on: date, *, fined: bool = False) -> Choices:
    """Articles in force on the day, by what they are about; ``fined``: those that know a fine."""
    law = law_in_use()
    found = []
    for concept in law.lawbook.concepts.values():
        cited = law.cited(concept.id, on)
        if cited is not None and (concept.penalties or not fined):
            mark = "" if cited.verified else gettext("（待法规科核实）")
            found.append((concept.id, f"{concept.topic}：{cited.text}{mark}"))
    return sorted(found, key=lambda pair: pair[1])


def standard_items(on: date) -> Choices:
    """The items of the determination standards in force on the day, and the way out by an expert's opinion."""
    mark = gettext("（待法规科核实）")
    items = load_hazard_standards().items(on)
    found = [(one.code, f"{one.code} {one.text}{'' if one.verified else mark}") for one in items]
    return [*found, (OTHER_ITEM, gettext("其他情形（须附专家意见）"))]


def _within(deed: str, name: str, agency: str, on: date) -> Choices:
    """People of the unit, units from it down, regions of its territory."""
    if (deed, name) == ("add_agency", "region"):
        return regions_of(agency)
    if (deed, name) in _ORGANISATION:
        return list(units_of(agency).items())
    advising = experts_on(agency, on) if deed in _OF_EXPERTS_TOO else []
    return [(str(one.id), one.name) for one in (*officers_on(agency, on), *advising)]


def regions_of(agency: str) -> Choices:
    """The regions in the unit's territory, with those above them within it."""
    regions, home = load_regions(), region_of(agency)
    return sorted((code, regions.full_name(code)) for code in regions.territory(home))


def _grounds(about: About, _on: date) -> Choices | None:
    try:
        return grounds(campaign_in_use(about.campaign))
    except Refusal:
        return None


def _industries(about: About, _on: date) -> Choices | None:
    try:
        return [(each.id, each.title) for each in campaign_in_use(about.campaign).industries]
    except Refusal:
        return None


_CODES: Mapping[str, Callable[[About, date], Choices | None]] = {
    "ground": _grounds,
    "grounds": _grounds,
    "industry": _industries,
    "standard_item": lambda _about, on: standard_items(on),
    "concept": lambda _about, on: concepts(on),
    "basis": lambda _about, on: concepts(on),
    "statute_concept": lambda _about, on: concepts(on, fined=True),
}
"""Inputs that take a code which a person should not have to know."""
