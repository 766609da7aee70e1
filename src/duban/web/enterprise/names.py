"""What the records behind an act are called, and where on the page they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from django.utils.translation import gettext as _

from duban.queries.dossier import Dossier
from duban.web.sheets import Many, Ref
from duban.web.wording import day
from duban.web.words import label

SHORT = 18  # signs of a description that stand for it
_ROW = {"extension": "order", "report": "order", "resumption": "measure", "notice": "card"}


def anchor(kind: str, record: str) -> str:
    """The id of the record's row on the page."""
    return f"{kind}-{record}"


def short(text: str) -> str:
    """The beginning of a description."""
    return text if len(text) <= SHORT else text[:SHORT] + "…"


def names(dossier: Dossier) -> Mapping[str, Ref]:
    """Every record of the dossier by id."""
    found = {str(dossier.enterprise["id"]): Ref(_("企业"), "#basics")}
    found |= {entry.id: Ref(_("监管台账"), "#basics") for entry in dossier.facts.ledger}
    found |= {profile.id: Ref(_("标准化和双重预防情况"), "#basics") for profile in dossier.facts.profiles}
    called = dict(_called(dossier))
    found |= {key: Ref(called[key], f"#{anchor(each.kind, key)}") for key, each in dossier.records.items()}
    found |= dict(_parts(dossier, called))
    return found


def _parts(dossier: Dossier, called: Mapping[str, str]) -> Iterator[tuple[str, Ref]]:
    """Parts and facts that have no row of their own stand where what they belong to stands."""
    hazards = {hazard.id: hazard for hazard in dossier.facts.hazards}
    for hazard in dossier.facts.hazards:
        yield (
            hazard.id,
            Ref(_("隐患：{text}").format(text=short(hazard.description)), f"#{anchor('hazard', hazard.id)}"),
        )
    for order in dossier.facts.orders:
        for item in order.items:
            text = hazards[item.hazard].description if item.hazard in hazards else ""
            yield item.id, Ref(_("整改项：{text}").format(text=short(text)), f"#{anchor('order', order.id)}")
    for record in dossier.records.values():
        if record.kind in _ROW:
            yield record.id, Ref(called[record.id], f"#{_ROW[record.kind]}s")


def _called(dossier: Dossier) -> Iterator[tuple[str, str]]:
    """Titles and visits are looked up once, for there may be thousands of records."""
    titles, kinds = _titles(), {visit.id: visit.kind for visit in dossier.facts.visits}
    for record in dossier.records.values():
        on = day(record.on)
        if record.kind == "visit":
            kind = label(kinds[record.id]) if record.id in kinds else _("检查")
            yield record.id, f"{on} {kind}"
        else:
            yield record.id, record.number or titles[record.kind].format(number=record.number, on=on)


def _titles() -> Mapping[str, str]:
    return {
        "hazard": _("隐患"),
        "order": _("整改指令书（{on}）"),
        "extension": _("{on} 延期申请"),
        "report": _("{on} 整改完成报告"),
        "reinspection": _("{on} 复查意见"),
        "measure": _("现场处理措施决定书（{on}）"),
        "resumption": _("{on} 恢复生产申请"),
        "listing": _("{on} 挂牌督办"),
        "penalty": _("{on} 处罚决定"),
        "refusal": _("{on} 拒不执行"),
        "card": _("{on} 黄红牌记录"),
        "request": _("{on} 提请关闭"),
        "acceptance": _("{on} 验收"),
        "power_cut": _("{on} 停止供电"),
        "referral": _("{on} 移送"),
        "urging": _("{on} 督促建设"),
        "notice": _("{on} 公告"),
        "accident": _("{on} 事故"),
        "activity": _("{on} 未经批准擅自从事有关活动"),
        "capacity": _("落后产能、装备"),
    }


def behind(ids: Iterable[str], known: Mapping[str, Ref]) -> Many:
    """The records behind an act as links; one that is not on the page keeps its id."""
    return Many(tuple({known.get(key, Ref(key)): None for key in ids}))
