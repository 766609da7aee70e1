"""还缺什么: one list, on the record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from duban.domain.vocabulary import Answer, HazardLevel
from duban.domain.workflow import Noun, state_label
from duban.queries.dossier import Dossier
from duban.web.enterprise.names import anchor, short
from duban.web.parts import Missing
from duban.web.sheets import Ref
from duban.web.wording import day


def missing(dossier: Dossier, called: Mapping[str, Ref]) -> Sequence[Missing]:
    """What the record of this enterprise still lacks; what the standing asks for stands beside it as acts."""
    return [
        *_about_the_enterprise(dossier),
        *_about_visits(dossier),
        *_about_hazards(dossier),
        *_drafts(dossier, called),
    ]


def _about_the_enterprise(dossier: Dossier) -> Iterable[Missing]:
    about = dossier.enterprise
    if not about["credit_code"]:
        yield Missing(_("统一社会信用代码"), about["no_code_reason"], "#basics")
    if about["operating_status"] is None:
        yield Missing(_("经营状态"), _("没有登记在产、停产或者关闭"), "#basics")
    profile = dossier.profile
    if not profile or profile["standardisation"] is None:
        yield Missing(_("标准化等级"), _("没有登记等级，也没有登记未达标"), "#basics")
    if not profile or profile["dual_prevention"] == Answer.UNKNOWN:
        yield Missing(_("双重预防机制建设情况"), _("没有登记是否建立"), "#basics")
    for entry in dossier.entries:
        if entry["removed_on"] is None and entry["responsible__name"] is None:
            yield Missing(_("台账责任人"), _("工作方案要求指定专人负责"), "#ledger")


def _about_visits(dossier: Dossier) -> Iterable[Missing]:
    for visit in dossier.facts.visits:
        if visit.carried_out and visit.completed_on is None:
            yield Missing(
                _("{day} 的检查记录没有完成").format(day=day(visit.on)),
                _("完成前不计入统计，所列隐患不产生下一步"),
                f"#{anchor('visit', visit.id)}",
            )


def _about_hazards(dossier: Dossier) -> Iterable[Missing]:
    pictured = {str(row["links__object"]) for row in dossier.evidence}
    for hazard in dossier.facts.hazards:
        where = f"#{anchor('hazard', hazard.id)}"
        if hazard.level is HazardLevel.MAJOR and hazard.safety_assured is Answer.UNKNOWN:
            title = _("排除前和排除过程中能否保证安全：{text}").format(text=short(hazard.description))
            yield Missing(title, _("没有认定，无法判断是否应当停产和列入黄牌"), where)
        if hazard.id not in pictured:
            yield Missing(_("现场照片或者其他证据：{text}").format(text=short(hazard.description)), "", where)


def _drafts(dossier: Dossier, called: Mapping[str, Ref]) -> Iterable[Missing]:
    for record in dossier.records.values():
        if record.noun is not None and record.state == "draft":
            state = _(state_label(Noun(record.noun), record.state))
            yield Missing(called[record.id].text, _("{state}，尚未签发").format(state=state), called[record.id].url)
