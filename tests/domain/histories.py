"""Builders for histories of invented enterprises: short words for facts, days of 2021 as «07-20»."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from duban.domain import facts as f
from duban.domain.facts import Facts
from duban.domain.vocabulary import (
    Answer,
    CardColour,
    HazardLevel,
    Implementation,
    ItemResult,
    MeasureKind,
    PenaltyKind,
    PenaltyTarget,
    RefusalOf,
    ReinspectionCause,
    Standardisation,
    VisitKind,
)

SITE = "厂区"
FAMILY = {
    f.LedgerEntry: "ledger",
    f.Visit: "visits",
    f.Hazard: "hazards",
    f.Order: "orders",
    f.Extension: "extensions",
    f.CompletionReport: "reports",
    f.Reinspection: "reinspections",
    f.OnSiteMeasure: "measures",
    f.Resumption: "resumptions",
    f.SupervisionListing: "listings",
    f.PenaltyDecision: "penalties",
    f.NonCompliance: "refusals",
    f.Card: "cards",
    f.Decline: "declines",
    f.ClosureRequest: "closure_requests",
    f.Acceptance: "acceptances",
    f.PowerCut: "power_cuts",
    f.Referral: "referrals",
    f.GraveAccident: "accidents",
    f.UnapprovedActivity: "unapproved",
    f.SafetyProfile: "profiles",
    f.Urging: "urgings",
    f.PublishedNotice: "notices",
    f.ExitReturn: "exit_returns",
}


def day(text: str) -> date:
    """«07-20» is 20 July 2021."""
    return date.fromisoformat(text if len(text) > len("07-20") else f"2021-{text}")


def maybe(text: str | None) -> date | None:
    return None if text is None else day(text)


def enterprise(*records: Any) -> Facts:
    """The facts of one enterprise, each put where it belongs."""
    families: dict[str, list[Any]] = defaultdict(list)
    for record in records:
        families[FAMILY[type(record)]].append(record)
    return Facts("企业", "示例企业", "210106", **{name: tuple(records) for name, records in families.items()})


def ledger(confirmed: str = "07-14", **more: Any) -> f.LedgerEntry:
    return f.LedgerEntry("台账", "210106", "210106", SITE, "steel", day(confirmed), **more)


def profile(
    on: str = "07-14",
    grade: Standardisation | None = Standardisation.THIRD,
    dual: Answer = Answer.YES,
    id: str = "概况",  # noqa: A002 -- the field's own name
) -> f.SafetyProfile:
    return f.SafetyProfile(id, day(on), grade, dual)


def officer(name: str, valid_to: str = "2024-12-31", certificate: str | None = None) -> f.Presence:
    return f.Presence(name, name, certificate or f"证{name}", day("2019-01-01"), day(valid_to))


PAIR = (officer("执法员甲"), officer("执法员乙"))


def visit(
    on: str,
    id: str = "检查",  # noqa: A002 -- the field's own name
    *,
    officers: Iterable[f.Presence] = PAIR,
    done: bool = True,
    carried_out: bool = True,
) -> f.Visit:
    completed = day(on) if done and carried_out else None
    return f.Visit(id, day(on), VisitKind.FIRST, carried_out, completed, tuple(officers))


def hazard(
    id: str = "隐患",  # noqa: A002 -- the field's own name
    on: str = "07-20",
    *,
    major: bool = False,
    safe: Answer = Answer.UNKNOWN,
    corrected: str | None = None,
    visit: str = "检查",
    site: str = SITE,
) -> f.Hazard:
    return f.Hazard(
        id=id,
        visit=visit,
        site=site,
        found_on=day(on),
        description="示例隐患",
        level=HazardLevel.MAJOR if major else HazardLevel.GENERAL,
        standard_item="GM2017-YJ-1" if major else "",
        safety_assured=safe,
        corrected_on_spot_on=maybe(corrected),
    )


def order(
    on: str,
    due: str | dict[str, str],
    id: str = "指令",  # noqa: A002 -- the field's own name
    *,
    delivered: str | None = "same",
    **more: Any,
) -> f.Order:
    """``due`` is one day for the hazard «隐患», or days by hazard; the item of hazard x is «x的整改»."""
    days = {"隐患": due} if isinstance(due, str) else due
    items = tuple(f.OrderItem(f"{h}的整改", h, day(d)) for h, d in days.items())
    return f.Order(id, day(on), day(on) if delivered == "same" else maybe(delivered), items, **more)


def report(on: str, item: str = "隐患的整改") -> f.CompletionReport:
    return f.CompletionReport(f"报告{on}", item, day(on))


def reinspection(
    on: str,
    results: ItemResult | dict[str, ItemResult],
    cause: ReinspectionCause = ReinspectionCause.DUE,
    id: str = "",  # noqa: A002 -- the field's own name
) -> f.Reinspection:
    """``results`` is one for the hazard «隐患», or results by hazard."""
    by_hazard = {"隐患": results} if isinstance(results, ItemResult) else results
    outcomes = tuple(f.ItemOutcome(f"{h}的整改", result) for h, result in by_hazard.items())
    return f.Reinspection(id or f"复查{on}", f"检查{on}", day(on), cause, outcomes)


def suspension(
    on: str,
    *hazards: str,
    id: str = "停产",  # noqa: A002 -- the field's own name
    delivered: str | None = "same",
    **more: Any,
) -> f.OnSiteMeasure:
    sent = day(on) if delivered == "same" else maybe(delivered)
    return f.OnSiteMeasure(id, MeasureKind.TEMPORARY_SUSPENSION, day(on), sent, hazards or ("隐患",), **more)


def resumption(on: str, suspension: str = "停产", **days: Any) -> f.Resumption:
    return f.Resumption(f"复产{on}", suspension, day(on), **days)


def listing(
    on: str, *, plan_due: str | None = None, proofs: dict[Implementation, str] | None = None
) -> f.SupervisionListing:
    proved = tuple(f.ImplementationProof(part, day(d)) for part, d in (proofs or {}).items())
    return f.SupervisionListing("督办", "隐患", day(on), maybe(plan_due), proofs=proved)


def all_proved(on: str, *, but: Implementation | None = None) -> dict[Implementation, str]:
    return {part: on for part in Implementation if part is not but}


def card(colour: CardColour, on: str, *hazards: str, id: str = "", told: str | None = "same", **more: Any) -> f.Card:  # noqa: A002 -- the field's own name
    notified = day(on) if told == "same" else maybe(told)
    grounds = ("G2",) if colour is CardColour.YELLOW else ("G5",)
    return f.Card(id or colour.value, colour, SITE, grounds, hazards or ("隐患",), day(on), notified, **more)


def yellow(on: str, *hazards: str, **more: Any) -> f.Card:
    return card(CardColour.YELLOW, on, *hazards, **more)


def red(on: str, *hazards: str, **more: Any) -> f.Card:
    return card(CardColour.RED, on, *hazards, **more)


def penalty(
    on: str,
    *,
    target: PenaltyTarget = PenaltyTarget.ENTERPRISE,
    suspends: bool = False,
    delivered: str | None = "same",
    **more: Any,
) -> f.PenaltyDecision:
    kinds = (PenaltyKind.SUSPENSION,) if suspends else (PenaltyKind.FINE,)
    sent = day(on) if delivered == "same" else maybe(delivered)
    more = {"statute": "safety_act", "hazards": ("隐患",), "id": f"处罚{on}"} | more
    return f.PenaltyDecision(decided_on=day(on), target=target, kinds=kinds, delivered_on=sent, **more)


def refusal(on: str, decision: str, kind: RefusalOf, danger: Answer = Answer.YES) -> f.NonCompliance:
    return f.NonCompliance(f"拒不执行{on}", decision, kind, day(on), danger)
