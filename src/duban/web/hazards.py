"""A hazard 隐患 on the screen: its stage with its due day, its facts, its papers, what its record still lacks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from duban.domain.actor import Actor
from duban.domain.campaign import Campaign
from duban.domain.vocabulary import Answer, HazardStage, ItemResult
from duban.domain.workflow import ExtensionState, Noun, state_label
from duban.queries.hazard_record import HazardRecord, Refused, Stop
from duban.queries.hazards import DRAFTED, ISSUED, NO_PAPER, HazardLine
from duban.queries.law import law_in_use
from duban.queries.order_items import Item, Prolonging, Result
from duban.web.due import due_day, written_day
from duban.web.enterprise.acts import days_left
from duban.web.leads import Lead, lead
from duban.web.parts import DueDay, Fact, Missing
from duban.web.sheets import Cell, Cite, Lamp, Line, Ref, Sheet, Term, Word
from duban.web.wording import day as day_text
from duban.web.words import label

LIGHTS = {
    HazardStage.OVERDUE: "overdue",
    HazardStage.AWAITING: "near",
    HazardStage.NEAR: "near",
    HazardStage.OPEN: "normal",
    HazardStage.CLOSED: "normal",
}
NOTHING = Ref("—", quiet=True)


# Stage -----------------------------------------------------------------------------------------------------------


def stage_cell(line: HazardLine) -> Cell:
    """The stage with its light; what is closed says how."""
    if line.stage is not HazardStage.CLOSED:
        return Lamp(LIGHTS[line.stage], label(line.stage))
    if line.corrected_on:
        return Lamp("normal", _("{day} 当场改正").format(day=day_text(line.corrected_on)))
    if line.passed_on:
        return Lamp("normal", _("{day} 复查合格").format(day=day_text(line.passed_on)))
    return Word(_("因关闭终结"), "info")


def due_cell(line: HazardLine, on: date) -> Cell:
    """The running due day, or how far the order is."""
    if line.stage is HazardStage.CLOSED:
        return NOTHING
    if line.due is None:
        words = {NO_PAPER: _("未下达指令书"), DRAFTED: _("指令书拟稿"), ISSUED: _("指令书未送达")}
        return Word(words.get(line.paper, _("没有进行中的期限")), "warn")
    rule = _("指令书写明或者书面批准延期的日期，当日在期限内，遇节假日不顺延。")
    return Term(written_day(line.due, rule), LIGHTS[line.stage], days_left(line.due, on))


def listing_cell(line: HazardLine) -> Cell:
    """The hazard's listing and its state."""
    if line.listing is None or line.listing_state is None:
        return NOTHING
    return Ref(_(state_label(Noun.SUPERVISION_LISTING, line.listing_state)), reverse("listing", args=[line.listing]))


def item_due(item: Item) -> DueDay:
    """The due day of an item, and on which paper it stands."""
    if item.due_on == item.ordered_on:
        rule = _("指令书载明的期限，当日在期限内，遇节假日不顺延。")
        return written_day(item.due_on, rule, item.number)
    rule = _("批准延期至 {day}，原期限 {before}。")
    return written_day(
        item.due_on, rule.format(day=day_text(item.due_on), before=day_text(item.ordered_on)), item.number
    )


def item_light(item: Item, campaign: Campaign, on: date) -> str:
    """The light of a running item; a report in time holds it at near."""
    if item.due_on >= on:
        return "near" if campaign.is_near(item.due_on, on) else "normal"
    since = item.result_on or date.min
    return "near" if any(since < report.on <= item.due_on for report in item.reports) else "overdue"


def last_day_to_apply(due_on: date) -> DueDay | None:
    """Until when a longer term should be applied for; the article is not verified, so it only warns."""
    found = law_in_use().due("D01", due_on)
    return None if found is None else due_day(found.due_on, "D01", due_on)


# Facts -----------------------------------------------------------------------------------------------------------


def hazard_facts(found: HazardRecord) -> list[Fact]:
    """Found when, by whom, on which standard, how grave."""
    one = found.finding
    officers = [_("{name}（证号 {number}）").format(name=o.name, number=o.number or _("无")) for o in found.officers]
    safety = {Answer.YES: _("能"), Answer.NO: _("不能"), Answer.UNKNOWN: _("未查明")}[one.safety]
    facts = [
        Fact(_("发现"), day_text(one.found_on)),
        Fact(_("检查单位"), found.agency_name),
        Fact(_("执法人员"), "、".join(officers), wide=True),
        Fact(_("厂区"), found.site),
        Fact(_("部位"), one.place),
        Fact(_("类别"), one.category),
        Fact(_("隐患等级"), label(one.level)),
    ]
    if one.major:
        recorded = f"（{day_text(found.safety_recorded_on)}）" if found.safety_recorded_on else ""
        facts += [
            Fact(_("认定为重大隐患"), day_text(one.major_from)),
            Fact(_("排除前和排除过程中能否保证安全"), f"{safety}{recorded}"),
            Fact(_("判定依据"), found.standard or one.standard_item or _("专家意见"), wide=True),
        ]
    told = ((_("专家意见"), one.expert_opinion), (_("等级变更理由"), found.grade_reason), (_("改正证明"), one.proof))
    return facts + [Fact(term, text, wide=True) for term, text in told if text]


# Items -----------------------------------------------------------------------------------------------------------


def order_state(item: Item) -> str:
    """The state of the order that an item stands in."""
    return _(state_label(Noun.RECTIFICATION_ORDER, item.state))


def item_ways(item: Item, actor: Actor, back: str, on: date) -> list[Lead]:
    """What may be recorded of an item until it has passed; once the term is over, there is none left to prolong."""
    ways = [lead("report_completion", actor, back=back, item=item.id)]
    if item.applied is None and on <= item.due_on:
        ways.append(lead("apply_extension", actor, url=reverse("extension_new", args=[item.id])))
    if item.applied is not None:
        ways.append(lead("reply_extension", actor, url=reverse("extension", args=[item.applied.id])))
    return ways


def revisit_url(enterprise: UUID, campaign: str) -> str:
    """Where a re-inspection begins: with its visit."""
    query = urlencode({"campaign": campaign, "kind": "reinspection"})
    return f"{reverse('inspection_new', args=[enterprise])}?{query}"


# What happened to an item ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Happened:
    """One line below an item: its day, what it was, more about it; ``tone`` of its word."""

    on: date
    title: str
    text: str = ""
    word: str = ""
    tone: str = "neutral"
    url: str = ""


_TONES = {ItemResult.PASSED: "good", ItemResult.FAILED: "bad", ItemResult.NOT_YET_DUE: "neutral"}


def happened(item: Item) -> list[Happened]:
    """Applications, reports and re-inspections of an item, the oldest first."""
    found = [_extended(one) for one in item.extensions]
    found += [Happened(one.on, _("整改完成报告（复查申请）"), one.text) for one in item.reports]
    found += [_reinspected(one) for one in item.results]
    return sorted(found, key=lambda one: one.on)


def _reinspected(one: Result) -> Happened:
    title = _("复查（{cause}）").format(cause=label(one.cause))
    text = " ".join(filter(None, (one.number, one.proof)))
    url = reverse("inspection", args=[one.inspection])
    return Happened(one.on, title, text, label(one.result), _TONES[one.result], url)


def _extended(one: Prolonging) -> Happened:
    words = {
        ExtensionState.APPLIED: (_("尚未答复"), "warn"),
        ExtensionState.GRANTED: (_("批准延至 {day}").format(day=day_text(one.granted_to)), "good"),
        ExtensionState.REFUSED: (_("不批准"), "bad"),
    }
    word, tone = words[one.state]
    return Happened(one.applied_on, _("延期申请"), one.cause, word, tone, reverse("extension", args=[one.id]))


# Papers ----------------------------------------------------------------------------------------------------------


def stops_sheet(stops: Iterable[Stop], enterprise_url: str) -> Sheet:
    """现场处理措施和停产: which kind was chosen, and on which basis."""
    heads = (_("种类"), _("性质"), _("文号"), _("状态"), _("依据"), _("决定"), _("送达"), _("期限"))
    return Sheet(
        "stops", _("现场处理措施和停产"), heads, [_stop(one, enterprise_url) for one in stops],
        none=_("没有因这项隐患采取措施或者责令停产。"),
    )  # fmt: skip


def _stop(one: Stop, enterprise_url: str) -> Line:
    noun = Noun.ON_SITE_MEASURE if one.is_measure else Noun.PENALTY_DECISION
    url = reverse("measure", args=[one.id]) if one.is_measure else f"{enterprise_url}#penalty-{one.id}"
    nature = _("现场处理措施") if one.is_measure else _("行政处罚")
    return Line(
        (
            label(one.kind),
            nature,
            Ref(one.number or _("（拟稿）"), url),
            Word(_(state_label(noun, one.state)), "info"),
            basis_cell(one.basis, one.on),
            day_text(one.on),
            day_text(one.delivered_on) if one.delivered_on else Word(_("未送达"), "warn"),
            day_text(one.until_on) if one.until_on else NOTHING,
        )
    )


def basis_cell(concept: str, on: date | None) -> Cell:
    """The article of the day on which a stop rests; where none is named, the record says so."""
    cited = law_in_use().cited(concept, on) if concept and on else None
    return Word(_("没有写明依据"), "bad") if cited is None else Cite(cited.text, cited.verified)


def decided_sheet(found: HazardRecord) -> Sheet:
    """挂牌督办和黄红牌 for which the hazard counts."""
    lines = [
        Line(
            (
                _("挂牌督办"),
                Ref(one.number or _("（待决定）"), reverse("listing", args=[one.id])),
                Word(_(state_label(Noun.SUPERVISION_LISTING, one.state)), "info"),
                day_text(one.on),
            )
        )
        for one in found.listings
    ]
    lines += [
        Line(
            (
                label(one.colour),
                Ref(day_text(one.on), reverse("card", args=[one.id])),
                Word(_(state_label(Noun.CARD, one.state)), "info"),
                day_text(one.on),
            )
        )
        for one in found.cards
    ]
    heads = (_("事项"), _("记录"), _("状态"), _("日期"))
    return Sheet("decided", _("挂牌督办、黄红牌"), heads, lines, none=_("没有因这项隐患挂牌督办或者列入名单。"))


def refusals_sheet(refusals: Iterable[Refused]) -> Sheet:
    """拒不执行 of an order or a stop."""
    heads = (_("日期"), _("拒不执行的文书"), _("现实危险"), _("情况"))
    lines = [Line((day_text(one.on), label(one.of), label(one.danger), one.text)) for one in refusals]
    return Sheet("refusals", _("拒不执行"), heads, lines, none=_("没有登记拒不执行。"))


# What is missing -------------------------------------------------------------------------------------------------


def lacking(found: HazardRecord, stage: HazardStage | None) -> Sequence[Missing]:
    """What the record of this hazard still lacks; what is to be done next stands beside it as acts."""
    return [*_of_the_finding(found, stage), *_of_the_items(found), *_of_the_proof(found, stage)]


def _of_the_finding(found: HazardRecord, stage: HazardStage | None) -> Iterable[Missing]:
    one = found.finding
    if not found.counted:
        visit = reverse("inspection", args=[found.visit])
        yield Missing(_("检查记录没有完成"), _("完成前不计入统计，也不能下达文书"), visit)
    if one.major and one.safety is Answer.UNKNOWN:
        yield Missing(_("排除前和排除过程中能否保证安全"), _("没有认定，无法判断是否应当停产和列入黄牌"))
    if not found.before:
        yield Missing(_("发现时的照片或者其他证据"), "", "#pictures")
    waiting = stage not in (None, HazardStage.CLOSED)
    if waiting and not found.items:
        yield Missing(_("责令限期整改指令书"), _("没有当场改正的隐患，应当责令限期整改"))
    if waiting and one.major and all(each.ended for each in found.listings):
        yield Missing(_("挂牌督办"), _("重大隐患应当挂牌督办"))


def _of_the_items(found: HazardRecord) -> Iterable[Missing]:
    for item in found.items:
        url = reverse("order", args=[item.order])
        if item.delivered_on is None:
            yield Missing(_("指令书的送达回证"), _("送达前，整改期限不起算"), url)
        if item.applied is not None:
            yield Missing(_("延期申请的书面答复"), "", reverse("extension", args=[item.applied.id]))


def _of_the_proof(found: HazardRecord, stage: HazardStage | None) -> Iterable[Missing]:
    passed = [result for item in found.items for result in item.results if result.result is ItemResult.PASSED]
    for result in passed:
        if not result.proof:
            yield Missing(_("复查合格的证明"), _("{day} 的复查没有写明").format(day=day_text(result.on)), "#items")
    if stage is HazardStage.CLOSED and passed and not found.after:
        yield Missing(_("整改后的照片或者其他证据"), "", "#pictures")
    if found.finding.corrected_on and not found.finding.proof:
        yield Missing(_("当场改正的证明"), "")
