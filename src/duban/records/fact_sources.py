"""Where each kind of fact is read from: its table, and one column for every field of the domain's value, in order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from duban.domain import facts
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


@dataclass(frozen=True, slots=True)
class Column:
    """A column, or any expression of SQL, and what its value becomes."""

    sql: str
    becomes: Callable[[Any], object]


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """A table of facts or of their parts.

    ``columns`` give the fields of ``value`` in order; a Source among them stands for the tuple of the fact's parts.
    ``where`` leaves out drafts; void rows are left out everywhere. ``owner`` names what a row belongs to: the
    enterprise, or for a part the fact.
    """

    table: str
    value: Callable[..., Any]
    columns: tuple[str | Column | Source, ...]
    order: str
    where: str = "true"
    owner: str = "enterprise_id"

    @property
    def sql(self) -> str:
        """The statement; it names ``campaign`` and ``ids``, the array of enterprise ids. Ids are read as text."""
        columns = ", ".join([f"{self.owner}::text", *map(_sql, self.columns)])
        return (
            f"select {columns} from {self.table} f"  # noqa: S608 -- constant text of this module
            f" where campaign = %(campaign)s and enterprise_id = any(%(ids)s) and voided_on is null and {self.where}"
            f" order by {self.order}, id"
        )


def _sql(column: str | Column | Source) -> str:
    if isinstance(column, Source):
        return "id::text"  # by which the parts are found
    return column if isinstance(column, str) else column.sql


def _word(column: str, words: type[StrEnum]) -> Column:
    """A word of a list; an empty column stays ``None``."""
    known: Mapping[str | None, StrEnum | None] = {**{word.value: word for word in words}, None: None}
    return Column(column, known.__getitem__)


def _words(column: str, words: type[StrEnum]) -> Column:
    return Column(column, lambda values: tuple(map(words, values)))


def _linked_hazards(table: str, key: str) -> Column:
    """The hazards that a table of links names."""
    return Column(
        f"array(select l.hazard_id::text from {table} l"  # noqa: S608 -- constant text of this module
        f" where l.{key} = f.id and l.voided_on is null order by 1)",
        tuple,
    )


def _day(moment: str) -> str:
    """The legal day of a moment."""
    return f"({moment} at time zone 'Asia/Shanghai')::date"


_OFFICERS = Source(
    "inspection_officer",
    facts.Presence,
    ("person_id::text", "name", "certificate_number", "valid_from", "valid_to"),
    order="name",
    owner="inspection_id",
)
_EXPERTS = "(select count(*) from inspection_expert e where e.inspection_id = f.id and e.voided_on is null)"
_ITEMS = Source("order_item", facts.OrderItem, ("id::text", "hazard_id::text", "due_on"), "due_on", owner="order_id")
_OUTCOMES = Source(
    "reinspection_outcome",
    facts.ItemOutcome,
    ("item_id::text", _word("result", ItemResult)),
    order="item_id",
    owner="reinspection_id",
)
_PROOFS = Source(
    "implementation_proof",
    facts.ImplementationProof,
    (_word("part", Implementation), "proved_on"),
    order="proved_on",
    owner="listing_id",
)

SOURCES: Mapping[str, Source] = {
    "ledger": Source(
        "ledger_entry",
        facts.LedgerEntry,
        (
            "id::text",
            "home_agency",
            "region",
            "site_id::text",
            "industry",
            "confirmed_on",
            "removed_on",
            "removed_reason",
            "added_on",
        ),
        order="coalesce(added_on, confirmed_on)",
    ),
    "visits": Source(
        "inspection",
        facts.Visit,
        (
            "id::text",
            "visited_on",
            _word("kind", VisitKind),
            "state <> 'attempted'",
            "completed_on",
            _OFFICERS,
            _EXPERTS,
            "signed",
        ),
        order="visited_on",
        where="state in ('attempted', 'recorded', 'completed')",
    ),
    "hazards": Source(
        "hazard",
        facts.Hazard,
        (
            "id::text",
            "inspection_id::text",
            "site_id::text",
            "found_on",
            "description",
            _word("level", HazardLevel),
            "major_from",
            "standard_item",
            _word("safety_assured", Answer),
            "safety_recorded_on",
            "corrected_on_spot_on",
        ),
        order="found_on",
    ),
    "orders": Source(
        "rectification_order",
        facts.Order,
        ("id::text", "issued_on", "delivered_on", _ITEMS, "number", "withdrawn_on", "ended_on"),
        order="issued_on",
        where="issued_on is not null",
    ),
    "extensions": Source(
        "extension",
        facts.Extension,
        (
            "id::text",
            "item_id::text",
            "applied_on",
            _word("force_majeure", Answer),
            "proved",
            "replied_on",
            "granted_to",
        ),
        order="applied_on",
    ),
    "reports": Source(
        "completion_report", facts.CompletionReport, ("id::text", "item_id::text", "filed_on"), order="filed_on"
    ),
    "reinspections": Source(
        "reinspection",
        facts.Reinspection,
        ("id::text", "inspection_id::text", "reinspected_on", _word("cause", ReinspectionCause), _OUTCOMES),
        order="reinspected_on",
    ),
    "measures": Source(
        "on_site_measure",
        facts.OnSiteMeasure,
        (
            "id::text",
            _word("kind", MeasureKind),
            "issued_on",
            "delivered_on",
            _linked_hazards("measure_hazard", "measure_id"),
            "until_on",
            "lifted_on",
            "withdrawn_on",
        ),
        order="issued_on",
        where="issued_on is not null",
    ),
    "resumptions": Source(
        "resumption",
        facts.Resumption,
        (
            "id::text",
            "coalesce(measure_id, penalty_id)::text",
            "applied_on",
            "reviewed_on",
            "passed",
            "consented_on",
            "refused_on",
        ),
        order="applied_on",
    ),
    "listings": Source(
        "supervision_listing",
        facts.SupervisionListing,
        (
            "id::text",
            "hazard_id::text",
            "listed_on",
            "plan_due_on",
            "deadline_on",
            _PROOFS,
            "review_failed_on",
            "delisted_on",
        ),
        order="listed_on",
        where="listed_on is not null",
    ),
    "penalties": Source(
        "penalty_decision",
        facts.PenaltyDecision,
        (
            "id::text",
            "decided_on",
            _word("target", PenaltyTarget),
            _words("kinds", PenaltyKind),
            "statute",
            "concept",
            "fine_fen",
            "delivered_on",
            "paid_on",
            "annulled_on",
            _linked_hazards("penalty_hazard", "penalty_id"),
        ),
        order="decided_on",
        where="changed_on is null",  # the row that changed it stands in its place
    ),
    "refusals": Source(
        "non_compliance",
        facts.NonCompliance,
        (
            "id::text",
            "coalesce(order_id, measure_id, penalty_id)::text",
            _word(
                "case when order_id is not null then 'order' when measure_id is not null then 'measure'"
                " else 'penalty' end",
                RefusalOf,
            ),
            "refused_on",
            _word("real_danger", Answer),
        ),
        order="refused_on",
    ),
    "cards": Source(
        "card",
        facts.Card,
        (
            "id::text",
            _word("colour", CardColour),
            "site_id::text",
            Column("grounds", tuple),
            _linked_hazards("card_hazard", "card_id"),
            "confirmed_on",
            "notified_on",
            "lifted_on",
            "superseded_on",
        ),
        order="confirmed_on",
        where="confirmed_on is not null",
    ),
    "declines": Source(
        "decline",
        facts.Decline,
        ("id::text", "ground", "act", "subject::text", "declined_on", Column("seen", frozenset), "reason"),
        order="declined_on",
    ),
    "closure_requests": Source(
        "closure_request",
        facts.ClosureRequest,
        (
            "id::text",
            "drafted_on",
            "basis",
            "reviewed_on",
            "sent_on",
            "number",
            "accepted_on",
            "decided_on",
            _word("decision", ClosureDecision),
            "licences_revoked_on",
            "carried_out_on",
            "withdrawn_on",
        ),
        order="drafted_on",
    ),
    "acceptances": Source(  # of the enterprise as a whole; that of one capacity item does not end the case
        "acceptance",
        facts.Acceptance,
        ("id::text", "concluded_on", "passed"),
        order="concluded_on",
        where="concluded_on is not null and capacity_item_id is null",
    ),
    "power_cuts": Source(
        "power_cut",
        facts.PowerCut,
        (
            "id::text",
            "coalesce(measure_id, penalty_id)::text",
            "approved_on",
            _day("notified_at"),
            _day("in_force_at"),
            "restored_on",
        ),
        order="drafted_on",
        where="withdrawn_on is null",
    ),
    "referrals": Source(
        "referral",
        facts.Referral,
        ("id::text", _word("kind", ReferralKind), "sent_on", "subject::text"),
        order="sent_on",
    ),
    "accidents": Source(
        "grave_accident",
        facts.GraveAccident,
        ("id::text", "happened_on", _word("conditions_lacking", Answer)),
        order="happened_on",
    ),
    "unapproved": Source(
        "unapproved_activity", facts.UnapprovedActivity, ("id::text", "found_on", "authority"), order="found_on"
    ),
    "profiles": Source(
        "safety_profile",
        facts.SafetyProfile,
        ("id::text", "stated_on", _word("standardisation", Standardisation), _word("dual_prevention", Answer)),
        order="stated_on",
    ),
    "urgings": Source("urging", facts.Urging, ("id::text", "urged_on"), order="urged_on"),
    "notices": Source(
        "public_notice",
        facts.PublishedNotice,
        ("id::text", "card_id::text", "published_on"),
        order="published_on",
        where="published_on is not null and withdrawn_on is null",
    ),
    "exit_returns": Source("exit_return", facts.ExitReturn, ("id::text", "returned_on"), order="returned_on"),
}
"""By field of ``Facts``."""
