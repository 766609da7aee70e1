"""Measures, listings, cards, penalties 现场处理措施、挂牌督办、黄红牌、处罚."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from duban.domain.facts import OnSiteMeasure, PenaltyDecision, SupervisionListing
from duban.domain.messages import Message
from duban.domain.vocabulary import Answer, CardColour, Implementation, PenaltyTarget
from duban.domain.wordlists import SupervisionLevel
from duban.domain.workflow import Noun, state_label
from duban.queries.dossier import Dossier
from duban.web.cards import ground_text
from duban.web.due import written_day
from duban.web.enterprise.checking import NOTHING
from duban.web.enterprise.names import anchor, short
from duban.web.sheets import Cell, Cite, Drawn, Lamp, Line, Many, Ref, Sheet, Term, Word
from duban.web.wording import day, say, yuan
from duban.web.words import label


def _state(noun: Noun, dossier: Dossier, record: str, tone: str = "info") -> Cell:
    found = dossier.records.get(record)
    return Word(_(state_label(noun, found.state)), tone) if found else NOTHING


def _number(dossier: Dossier, record: str) -> str:
    found = dossier.records.get(record)
    return found.number if found else ""


def _hazards(ids: Iterable[str], dossier: Dossier) -> Cell:
    known = {hazard.id: hazard for hazard in dossier.facts.hazards}
    found = [Ref(short(known[each].description), f"#{anchor('hazard', each)}") for each in ids if each in known]
    return Many(found) if found else NOTHING


def _hazard(hazard: str, dossier: Dossier) -> str:
    """The beginning of a hazard's description."""
    return next((short(each.description) for each in dossier.facts.hazards if each.id == hazard), _("重大隐患"))


def measures_sheet(dossier: Dossier) -> Sheet:
    """现场处理措施决定书, with reviews for the resumption of production."""
    heads = (_("文号"), _("种类"), _("状态"), _("签发"), _("送达"), _("期限"), _("隐患"), _("恢复生产审查"))
    lines = Drawn(dossier.facts.measures, lambda measure: _measure(measure, dossier))
    return Sheet("measures", _("现场处理措施"), heads, lines, none=_("没有采取现场处理措施。"))


def _measure(measure: OnSiteMeasure, dossier: Dossier) -> Line:
    return Line(
        (
            Ref(_number(dossier, measure.id), reverse("measure", args=[measure.id])),
            label(measure.kind),
            _state(Noun.ON_SITE_MEASURE, dossier, measure.id),
            day(measure.issued_on),
            day(measure.delivered_on) if measure.delivered_on else Word(_("未送达"), "warn"),
            day(measure.until) if measure.until else NOTHING,
            _hazards(measure.hazards, dossier),
            Many(list(_resumptions(measure.id, dossier))),
        ),
        anchor("measure", measure.id),
    )


def _resumptions(suspension: str, dossier: Dossier) -> Iterable[Cell]:
    for each in dossier.facts.resumptions:
        if each.suspension == suspension:
            steps = [
                (each.applied_on, _("申请")),
                (each.reviewed_on, _("现场审查合格") if each.passed else _("现场审查不合格")),
                (each.consented_on, _("书面同意")),
                (each.refused_on, _("不同意")),
            ]
            yield Ref(_("、").join(f"{day(on)} {word}" for on, word in steps if on))


def listings_sheet(dossier: Dossier) -> Sheet:
    """挂牌督办 with the 五落实, each proved or missing."""
    heads = (_("隐患"), _("级别"), _("状态"), _("挂牌"), _("治理方案和五落实期限"), _("督办期限"), _("五落实"))
    lines = Drawn(dossier.facts.listings, lambda listing: _listing(listing, dossier))
    return Sheet("listings", _("挂牌督办"), heads, lines, none=_("没有挂牌督办的隐患。"))


def _listing(listing: SupervisionListing, dossier: Dossier) -> Line:
    record = dossier.records.get(listing.id)
    rule = _("挂牌督办决定写明的日期，当日在期限内。")
    return Line(
        (
            Ref(_hazard(listing.hazard, dossier), reverse("listing", args=[listing.id])),
            label(SupervisionLevel(record.text)) if record else NOTHING,
            _state(Noun.SUPERVISION_LISTING, dossier, listing.id),
            day(listing.listed_on),
            Term(written_day(listing.plan_due_on, rule)) if listing.plan_due_on else NOTHING,
            Term(written_day(listing.deadline_on, rule)) if listing.deadline_on else NOTHING,
            Many([_part(part, listing, dossier) for part in Implementation]),
        ),
        anchor("listing", listing.id),
    )


def _part(part: Implementation, listing: SupervisionListing, dossier: Dossier) -> Cell:
    proof = next((proof for proof in listing.proofs if proof.part is part), None)
    if proof is not None:
        return Lamp("normal", _("{part} {day} 已证明").format(part=label(part), day=day(proof.proved_on)))
    late = listing.plan_due_on is not None and listing.plan_due_on < dossier.on
    return Lamp("overdue" if late else "near", _("{part} 缺少证明").format(part=label(part)))


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a trace: how deep it stands, its answer, what it says, the records that led there."""

    depth: int
    answer: str
    light: str
    text: str
    behind: Many


@dataclass(frozen=True, slots=True)
class CardView:
    """One card with its reasoning as it was when it was decided."""

    id: str
    colour: str
    state: str
    ground: str
    dates: Sequence[tuple[str, str]]
    reason: str
    lifted_reason: str
    people: str
    citations: Sequence[Mapping[str, Any]]
    version: str
    trace: Sequence[Step]
    stands: bool


def cards(dossier: Dossier, known: Mapping[str, Ref]) -> Sequence[CardView]:
    """黄牌、红牌, newest first, proposed and declined ones too."""
    standing = {card.id for card in dossier.standing.cards_in_force}
    return [_card(row, dossier, known, standing) for row in dossier.cards]


def _card(row: Mapping[str, Any], dossier: Dossier, known: Mapping[str, Ref], standing: set[str]) -> CardView:
    days = (
        (_("提出"), row["proposed_on"]), (_("确认"), row["confirmed_on"]), (_("不予确认"), row["declined_on"]),
        (_("书面告知"), row["notified_on"]), (_("移出"), row["lifted_on"]), (_("由红牌替代"), row["superseded_on"]),
    )  # fmt: skip
    people = ((_("承办"), row["prepared_by__name"]), (_("审批"), row["decided_by__name"]))
    return CardView(
        id=str(row["id"]),
        colour=row["colour"],
        state=_(state_label(Noun.CARD, row["state"])),
        ground=ground_text(dossier.campaign, row["grounds"]),
        dates=[(title, day(on)) for title, on in days if on],
        reason=row["decided_reason"],
        lifted_reason=row["lifted_reason"],
        people=_("、").join(f"{title} {name}" for title, name in people if name),
        citations=row["citations"],
        version=row["campaign_version"],
        trace=[step for finding in row["trace"] for step in finding_steps(finding, dossier, known)],
        stands=str(row["id"]) in standing,
    )


_LIGHT = {Answer.YES: "overdue", Answer.UNKNOWN: "near", Answer.NO: "normal"}


def finding_steps(finding: Mapping[str, Any], dossier: Dossier, known: Mapping[str, Ref]) -> Iterable[Step]:
    """A ground's answer for one subject and below it every condition, hit or not."""
    subject = known.get(finding["subject"], Ref(finding["subject"]))
    title = f"{ground_text(dossier.campaign, (finding['ground'],))}：{subject.text}"
    yield _step(0, finding, title, known)
    if finding.get("trace"):
        yield from _steps(finding["trace"], known, 1)


def _steps(node: Mapping[str, Any], known: Mapping[str, Ref], depth: int) -> Iterable[Step]:
    joined = {"all": _("同时满足"), "any": _("满足其一"), "not": _("不成立")}
    told = node.get("message")
    text = say(Message(told["code"], told["text"], told["params"])) if told else joined.get(node["name"], node["name"])
    yield _step(depth, node, text, known)
    for part in node["parts"]:
        yield from _steps(part, known, depth + 1)


def _step(depth: int, node: Mapping[str, Any], text: str, known: Mapping[str, Ref]) -> Step:
    answer = Answer(node["answer"])
    behind = Many(tuple({known[each]: None for each in node["because"] if each in known}))
    return Step(depth, label(answer), _LIGHT[answer], text, behind)


def penalties_sheet(dossier: Dossier) -> Sheet:
    """行政处罚 with the counter of D28 under it."""
    heads = (
        _("文号"),
        _("被处罚人"),
        _("种类"),
        _("罚款（元）"),
        _("依据"),
        _("决定"),
        _("送达"),
        _("缴清"),
        _("状态"),
    )
    lines = Drawn(dossier.facts.penalties, lambda penalty: _penalty(penalty, dossier))
    windows = [
        _("{code} {title}：已有 {count} 次，达到 {needed} 次即满足。").format(
            code=window.code, title=window.title, count=len(window.decisions), needed=window.needed
        )
        for window in dossier.standing.counter.windows
    ]
    return Sheet("penalties", _("行政处罚"), heads, lines, none=_("没有行政处罚决定。"), notes=windows)


def _penalty(penalty: PenaltyDecision, dossier: Dossier) -> Line:
    cited = dossier.case.law.cited(penalty.concept, penalty.decided_on) if penalty.concept else None
    annulled = _("{day} 撤销").format(day=day(penalty.annulled_on)) if penalty.annulled_on else ""
    return Line(
        (
            Ref(_number(dossier, penalty.id), reverse("penalty", args=[penalty.id])),
            label(PenaltyTarget(penalty.target)),
            _("、").join(label(kind) for kind in penalty.kinds),
            yuan(penalty.fine_fen) if penalty.fine_fen else NOTHING,
            Cite(cited.text, cited.verified) if cited else NOTHING,
            day(penalty.decided_on),
            day(penalty.delivered_on) if penalty.delivered_on else Word(_("未送达"), "warn"),
            day(penalty.paid_on) if penalty.paid_on else NOTHING,
            Many([_state(Noun.PENALTY_DECISION, dossier, penalty.id), Ref(annulled, quiet=True)]),
        ),
        anchor("penalty", penalty.id),
    )


def card_name(colour: str) -> str:
    """黄牌 or 红牌."""
    return label(CardColour(colour))
