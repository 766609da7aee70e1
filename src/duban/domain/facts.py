"""Facts 事实: everything recorded about one enterprise in one campaign, as dated values.

Every fact carries the days on which its parts came about, so that any past day can be rebuilt: a rule
looks only at what was so on its day (see ``known_on``). Void facts are never loaded. Ids are opaque text.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from duban.domain.vocabulary import (
    Answer,
    CardColour,
    ClosureDecision,
    HazardLevel,
    Implementation,
    ItemResult,
    MeasureKind,
    PenaltyKind,
    PenaltyTarget,
    ReferralKind,
    RefusalOf,
    ReinspectionCause,
    Standardisation,
    VisitKind,
)

Id = str

_MAJOR = HazardLevel.MAJOR


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """台账: the site in the campaign. ``removed_on`` with a reason when it left; work done before stays counted."""

    id: Id
    agency: str
    region: str
    site: Id
    industry: str
    confirmed_on: date | None
    removed_on: date | None = None
    removed_reason: str = ""
    added_on: date | None = None  # None: since the campaign's beginning


@dataclass(frozen=True, slots=True)
class Presence:
    """An officer at a visit 执法人员到场, with the certificate 执法证件 carried. No dates: none on file."""

    officer: Id
    name: str
    certificate: str
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Visit:
    """执法检查. ``completed_on`` stays empty while a draft; an attempted visit was not carried out."""

    id: Id
    on: date
    kind: VisitKind
    carried_out: bool
    completed_on: date | None
    officers: tuple[Presence, ...] = ()
    experts: int = 0
    signed: bool | None = None  # False: refusal to sign 拒签 noted; None: neither recorded


@dataclass(frozen=True, slots=True)
class Hazard:
    """问题和隐患. A major one names its determination item (``standard_item``) or an expert opinion."""

    id: Id
    visit: Id
    site: Id
    found_on: date
    description: str
    level: HazardLevel
    major_from: date | None = None  # the day from which it is major
    standard_item: str = ""
    safety_assured: Answer = Answer.UNKNOWN  # 排除前或者排除过程中能否保证安全
    safety_recorded_on: date | None = None
    corrected_on_spot_on: date | None = None  # 当场改正

    def is_major(self, on: date) -> bool:
        """Whether the hazard counts as 重大隐患 on the day."""
        return self.level is _MAJOR and (self.major_from or self.found_on) <= on


@dataclass(frozen=True, slots=True)
class OrderItem:
    """One hazard of an order with its own due day 整改期限."""

    id: Id
    hazard: Id
    due_on: date


@dataclass(frozen=True, slots=True)
class Order:
    """责令限期整改指令书. Its due days run from delivery; an undelivered order has no running due day."""

    id: Id
    issued_on: date
    delivered_on: date | None
    items: tuple[OrderItem, ...]
    number: str = ""
    withdrawn_on: date | None = None
    ended_on: date | None = None  # 因关闭终结


@dataclass(frozen=True, slots=True)
class Extension:
    """延期 of one order item: force majeure stated and proved, application day, written reply."""

    id: Id
    item: Id
    applied_on: date
    force_majeure: Answer = Answer.UNKNOWN
    proved: bool = False
    replied_on: date | None = None
    granted_to: date | None = None  # new due day; None after a reply: refused


@dataclass(frozen=True, slots=True)
class CompletionReport:
    """整改完成报告（复查申请）: starts the re-inspection clock."""

    id: Id
    item: Id
    filed_on: date


@dataclass(frozen=True, slots=True)
class ItemOutcome:
    """What a re-inspection found of one order item."""

    item: Id
    result: ItemResult


@dataclass(frozen=True, slots=True)
class Reinspection:
    """整改复查意见书: per order item passed, failed or not yet due."""

    id: Id
    visit: Id
    on: date
    cause: ReinspectionCause
    outcomes: tuple[ItemOutcome, ...]


@dataclass(frozen=True, slots=True)
class OnSiteMeasure:
    """现场处理措施决定书. A temporary suspension normally ends within 6 months, production still not allowed."""

    id: Id
    kind: MeasureKind
    issued_on: date
    delivered_on: date | None
    hazards: tuple[Id, ...]
    until: date | None = None  # term written in the decision
    lifted_on: date | None = None  # written consent
    withdrawn_on: date | None = None


@dataclass(frozen=True, slots=True)
class Resumption:
    """恢复生产审查 of a suspension (measure or penalty)."""

    id: Id
    suspension: Id
    applied_on: date
    reviewed_on: date | None = None
    passed: bool | None = None
    consented_on: date | None = None
    refused_on: date | None = None


@dataclass(frozen=True, slots=True)
class ImplementationProof:
    """Proof of one of the 五落实."""

    part: Implementation
    proved_on: date


@dataclass(frozen=True, slots=True)
class SupervisionListing:
    """挂牌督办 of one major hazard. ``plan_due_on``: day set for treatment plan and five implementations."""

    id: Id
    hazard: Id
    listed_on: date
    plan_due_on: date | None = None
    deadline_on: date | None = None
    proofs: tuple[ImplementationProof, ...] = ()
    review_failed_on: date | None = None
    delisted_on: date | None = None  # 销号


@dataclass(frozen=True, slots=True)
class PenaltyDecision:
    """行政处罚决定. ``statute`` is the instrument id under which it was decided; money in 分."""

    id: Id
    decided_on: date
    target: PenaltyTarget
    kinds: tuple[PenaltyKind, ...]
    statute: str
    concept: str = ""  # lawbook concept of the basis
    fine_fen: int = 0
    delivered_on: date | None = None
    paid_on: date | None = None
    annulled_on: date | None = None
    hazards: tuple[Id, ...] = ()


@dataclass(frozen=True, slots=True)
class NonCompliance:
    """拒不执行: a refusal of a decision, and whether there is real danger 现实危险."""

    id: Id
    decision: Id
    decision_kind: RefusalOf
    on: date
    real_danger: Answer = Answer.UNKNOWN


@dataclass(frozen=True, slots=True)
class Card:
    """黄牌、红牌: a confirmed record. ``grounds`` are ground ids, ``hazards`` the evidence behind it."""

    id: Id
    colour: CardColour
    site: Id
    grounds: tuple[str, ...]
    hazards: tuple[Id, ...]
    confirmed_on: date
    notified_on: date | None = None
    lifted_on: date | None = None
    superseded_on: date | None = None

    def in_force(self, on: date) -> bool:
        """Whether the card stands on the day (the day of lifting or supersession no longer counts)."""
        ended = min(filter(None, (self.lifted_on, self.superseded_on)), default=None)
        return self.confirmed_on <= on and (ended is None or on < ended)


@dataclass(frozen=True, slots=True)
class Decline:
    """A proposal declined with a reason 不予采纳; it returns only with a fact that was not seen then."""

    id: Id
    ground: str
    act: str
    subject: Id
    on: date
    seen: frozenset[Id]
    reason: str


@dataclass(frozen=True, slots=True)
class ClosureRequest:
    """提请关闭. The bureau owns the request and the evidence, not the decision."""

    id: Id
    drafted_on: date
    basis: str = ""  # lawbook concept or ground named by the legal review
    reviewed_on: date | None = None
    sent_on: date | None = None
    number: str = ""
    accepted_on: date | None = None
    decided_on: date | None = None
    decision: ClosureDecision | None = None
    licences_revoked_on: date | None = None
    carried_out_on: date | None = None
    withdrawn_on: date | None = None


@dataclass(frozen=True, slots=True)
class Acceptance:
    """验收: joint check that an exit is done."""

    id: Id
    on: date
    passed: bool


@dataclass(frozen=True, slots=True)
class PowerCut:
    """停止供电: approved by the head, 24 hours' notice, in force, restored."""

    id: Id
    decision: Id
    approved_on: date | None = None
    notified_on: date | None = None
    in_force_on: date | None = None
    restored_on: date | None = None


@dataclass(frozen=True, slots=True)
class Referral:
    """移送 of a matter to another department."""

    id: Id
    kind: ReferralKind
    sent_on: date
    subject: Id


@dataclass(frozen=True, slots=True)
class GraveAccident:
    """重大、特别重大生产安全事故. ``conditions_lacking``: whether missing safety conditions led to it."""

    id: Id
    on: date
    conditions_lacking: Answer = Answer.UNKNOWN


@dataclass(frozen=True, slots=True)
class UnapprovedActivity:
    """Acting without the approval that the law requires 未依法取得批准擅自从事有关活动."""

    id: Id
    found_on: date
    authority: str  # the competent department


@dataclass(frozen=True, slots=True)
class SafetyProfile:
    """Dated statement of the enterprise's own safety work 标准化、双重预防. A later one replaces it."""

    id: Id
    on: date
    standardisation: Standardisation | None = None  # None: not recorded
    dual_prevention: Answer = Answer.UNKNOWN


@dataclass(frozen=True, slots=True)
class Urging:
    """督促建设 of standardisation or dual prevention, no penalty."""

    id: Id
    on: date


@dataclass(frozen=True, slots=True)
class PublishedNotice:
    """公告 of a card on the public list."""

    id: Id
    card: Id
    on: date


@dataclass(frozen=True, slots=True)
class ExitReturn:
    """年末产能退出报送: the exit was reported to the department in charge of industry."""

    id: Id
    on: date


@dataclass(frozen=True, slots=True)
class Facts:
    """All facts of one enterprise in one campaign."""

    enterprise: Id
    name: str
    region: str
    ledger: tuple[LedgerEntry, ...] = ()
    visits: tuple[Visit, ...] = ()
    hazards: tuple[Hazard, ...] = ()
    orders: tuple[Order, ...] = ()
    extensions: tuple[Extension, ...] = ()
    reports: tuple[CompletionReport, ...] = ()
    reinspections: tuple[Reinspection, ...] = ()
    measures: tuple[OnSiteMeasure, ...] = ()
    resumptions: tuple[Resumption, ...] = ()
    listings: tuple[SupervisionListing, ...] = ()
    penalties: tuple[PenaltyDecision, ...] = ()
    refusals: tuple[NonCompliance, ...] = ()
    cards: tuple[Card, ...] = ()
    declines: tuple[Decline, ...] = ()
    closure_requests: tuple[ClosureRequest, ...] = ()
    acceptances: tuple[Acceptance, ...] = ()
    power_cuts: tuple[PowerCut, ...] = ()
    referrals: tuple[Referral, ...] = ()
    accidents: tuple[GraveAccident, ...] = ()
    unapproved: tuple[UnapprovedActivity, ...] = ()
    profiles: tuple[SafetyProfile, ...] = ()
    urgings: tuple[Urging, ...] = ()
    notices: tuple[PublishedNotice, ...] = ()
    exit_returns: tuple[ExitReturn, ...] = ()
