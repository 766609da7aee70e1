"""The reference page of roles and permissions 权限参考页, written from the tables."""

from __future__ import annotations

from duban.domain.enforcement_capacity import (
    CAPACITY_LABELS,
    INSTRUMENT_LABELS,
    EnforcementCapacity,
    Instrument,
    require_capacity,
)
from duban.domain.messages import Refusal
from duban.domain.permissions import HELD, ROLE_LABELS, PermissionEntry, Role, register

_HEAD = """\
# Roles and permissions 角色与权限

Generated from `duban.domain.permissions` and `duban.domain.enforcement_capacity`;
`tests/domain/test_reference_pages.py` compares this page with the tables and says how to write it anew. A permission
never looks at the state of a thing; *when* a move is allowed stands in [states.md](states.md).

The three administrators 三员 exclude one another and hold no casework role. *Four eyes* 承办与审批分离: the
decision-maker is not the person who prepared what is decided.
"""


def permissions_page() -> str:
    """The whole page as Markdown."""
    return "\n".join((_HEAD, _roles(), _permissions(), _capacities()))


def _roles() -> str:
    head = "## Roles 角色\n\n| role | 角色 | permissions |\n|---|---|---|\n"
    return head + "".join(f"| `{role}` | {ROLE_LABELS[role]} | {len(HELD[role])} |\n" for role in Role)


def _permissions() -> str:
    head = "## Permissions 权限\n\n| permission | 含义 | roles | four eyes |\n|---|---|---|---|\n"
    return head + "".join(_permission(entry) for entry in register())


def _permission(entry: PermissionEntry) -> str:
    roles = "、".join(ROLE_LABELS[role] for role in entry.roles)
    return f"| `{entry.permission}` | {entry.sentence} | {roles} | {'是' if entry.four_eyes else ''} |\n"


def _capacities() -> str:
    titles = " | ".join(f"`{capacity}` {CAPACITY_LABELS[capacity]}" for capacity in EnforcementCapacity)
    head = f"## What an agency may issue 执法主体资格\n\n| instrument | {titles} |\n|---|---|---|---|\n"
    return head + "".join(_instrument(instrument) for instrument in Instrument)


def _instrument(instrument: Instrument) -> str:
    answers = " | ".join("可以" if _may_issue(capacity, instrument) else "不得" for capacity in EnforcementCapacity)
    return f"| `{instrument}` {INSTRUMENT_LABELS[instrument]} | {answers} |\n"


def _may_issue(capacity: EnforcementCapacity, instrument: Instrument) -> bool:
    try:
        require_capacity(capacity, instrument)
    except Refusal:
        return False
    return True
