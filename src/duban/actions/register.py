"""Register 办理事项登记: importing this module makes every deed known by name."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

from duban.actions.deeds import DeedKind, kinds

_MODULES: tuple[str, ...] = (
    "acceptances",
    "accounts",
    "agencies",
    "background",
    "campaign_drafts",
    "campaigns",
    "capacity",
    "cards",
    "case_files",
    "checklists",
    "closures",
    "corrections",
    "deliveries",
    "enterprises",
    "evidence",
    "exit_returns",
    "extensions",
    "founding",
    "hazards",
    "inspections",
    "ledger",
    "ledger_import",
    "letterheads",
    "log_in",
    "measures",
    "mergers",
    "messages",
    "orders",
    "papers",
    "penalties",
    "penalty_publication",
    "people",
    "plans",
    "power_cuts",
    "referrals",
    "refusals",
    "reinspections",
    "restoring",
    "resumptions",
    "roster",
    "safety_work",
    "saved_filters",
    "staff_import",
    "submissions",
    "summary_penalties",
    "supervision",
)


def all_kinds() -> Mapping[str, DeedKind]:
    """Every deed by name."""
    for name in _MODULES:
        import_module(f"duban.actions.{name}")
    return kinds()
