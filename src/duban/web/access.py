"""Access 网页权限: who may open which address. One table; an address that is not in it opens for nobody.

An entry says only who may knock: which records a page then shows is decided by the reader's scope, in the queries
and once more by the database.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from duban.domain.actor import Actor
from duban.domain.permissions import Permission, may, require


@dataclass(frozen=True, slots=True)
class Access:
    """``anybody``: also without logging in. ``any_of``: one of these permissions; empty: everybody who is logged in.

    ``before_change``: open also to an account that has to change its password first.
    """

    any_of: tuple[Permission, ...] = ()
    anybody: bool = False
    before_change: bool = False


OPEN = Access(anybody=True, before_change=True)
OWN_ACCOUNT = Access(before_change=True)
LOGGED_IN = Access()
CASEWORK = Access((Permission.READ_CASEWORK,))
CASEWORK_OR_SHARED = Access((Permission.READ_CASEWORK, Permission.READ_SHARED))
CAMPAIGNS = Access((Permission.DEFINE_CAMPAIGN,))
LISTS = Access((Permission.USE_LISTS,))
FORMS = Access(
    (
        *CASEWORK_OR_SHARED.any_of,
        Permission.MANAGE_ACCOUNTS,
        Permission.MANAGE_SETTINGS,
        Permission.MANAGE_PERMISSIONS,
    )
)
PEOPLE = Access((Permission.READ_CASEWORK, Permission.MANAGE_ACCOUNTS))
ACCOUNTS = Access((Permission.MANAGE_ACCOUNTS, Permission.MANAGE_PERMISSIONS))
LAW = Access((Permission.READ_CASEWORK, Permission.CONFIRM_ARTICLE, Permission.MANAGE_SETTINGS))
SETTINGS = Access((Permission.MANAGE_SETTINGS,))
TRAIL = Access((Permission.READ_TRAIL,))
STAFF = Access((Permission.MANAGE_ACCOUNTS,))

ACCESS: Mapping[str, Access] = MappingProxyType(
    {
        "alive": OPEN,
        "login": OPEN,
        "language": OPEN,
        "logout": OWN_ACCOUNT,
        "password": OWN_ACCOUNT,
        "workbench": LOGGED_IN,
        "tasks": CASEWORK,
        "done": LISTS,
        "due": LOGGED_IN,
        "list_export": LISTS,
        "list_batch": LISTS,
        "list_filters": LISTS,
        "background_tasks": LISTS,
        "background_task": LISTS,
        "background_file": LISTS,
        "campaigns": CASEWORK,
        "campaign": CASEWORK,
        "campaign_difference": CASEWORK,
        "campaign_copy": CAMPAIGNS,
        "campaign_draft": CAMPAIGNS,
        "campaign_section": CAMPAIGNS,
        "campaign_item": CAMPAIGNS,
        "ledger": CASEWORK_OR_SHARED,
        "enterprise": CASEWORK_OR_SHARED,
        "annexes": CASEWORK,
        "annex": CASEWORK,
        "annex_cell": CASEWORK,
        "annex_file": CASEWORK,
        "returns": CASEWORK,
        "return": CASEWORK,
        "return_new": CASEWORK,
        "return_cell": CASEWORK,
        "return_file": CASEWORK,
        "return_edit": CASEWORK,
        "return_back": CASEWORK,
        "return_scan": CASEWORK,
        "return_scan_file": CASEWORK,
        "return_compare": CASEWORK,
        "consolidated_returns": CASEWORK,
        "consolidated_cell": CASEWORK,
        "consolidated_file": CASEWORK,
        "verify": OPEN,
        "papers": CASEWORK,
        "paper": CASEWORK_OR_SHARED,
        "papers_of": CASEWORK_OR_SHARED,
        "papers_of_enterprise": CASEWORK_OR_SHARED,
        "paper_new": CASEWORK,
        "paper_edit": CASEWORK,
        "paper_correct": CASEWORK,
        "paper_scan": CASEWORK,
        "paper_scan_file": CASEWORK_OR_SHARED,
        "paper_file": CASEWORK_OR_SHARED,
        "paper_preview": CASEWORK_OR_SHARED,
        "paper_settings": CASEWORK,
        "paper_template": CASEWORK,
        "paper_template_blank": CASEWORK,
        "paper_template_own": CASEWORK,
        "case_file_new": CASEWORK,
        "case_file": CASEWORK_OR_SHARED,
        "case_file_pdf": CASEWORK_OR_SHARED,
        "messages": CASEWORK_OR_SHARED,
        "message": CASEWORK_OR_SHARED,
        "message_new": Access((Permission.REMIND,)),
        "act": CASEWORK_OR_SHARED,
        "deed": FORMS,
        "plans": CASEWORK,
        "plan": CASEWORK,
        "plan_new": CASEWORK,
        "plan_edit": CASEWORK,
        "roster": CASEWORK,
        "inspections": CASEWORK,
        "inspection": CASEWORK_OR_SHARED,
        "inspection_new": CASEWORK,
        "inspection_more": CASEWORK,
        "inspection_library": CASEWORK,
        "hazards": CASEWORK,
        "hazard": CASEWORK_OR_SHARED,
        "extension_new": CASEWORK,
        "extension": CASEWORK_OR_SHARED,
        "measures": CASEWORK,
        "listings": CASEWORK,
        "listing": CASEWORK_OR_SHARED,
        "listing_plan": CASEWORK,
        "listing_proof": CASEWORK,
        "evidence_new": CASEWORK,
        "evidence": CASEWORK_OR_SHARED,
        "evidence_preview": CASEWORK_OR_SHARED,
        "order_new": CASEWORK,
        "order": CASEWORK_OR_SHARED,
        "measure_new": CASEWORK,
        "measure": CASEWORK_OR_SHARED,
        "reinspection_new": CASEWORK,
        "cards": CASEWORK,
        "card_pool": CASEWORK,
        "penalty_counter": CASEWORK,
        "card": CASEWORK_OR_SHARED,
        "card_proposal": CASEWORK,
        "closures": CASEWORK,
        "closure": CASEWORK_OR_SHARED,
        "acceptances": CASEWORK_OR_SHARED,
        "acceptance": CASEWORK_OR_SHARED,
        "capacity": CASEWORK,
        "penalties": CASEWORK,
        "penalty": CASEWORK_OR_SHARED,
        "penalty_new": CASEWORK,
        "penalty_range": CASEWORK,
        "statistics": CASEWORK,
        "wall": CASEWORK,
        "imports": CASEWORK,
        "import_new": CASEWORK,
        "import_check": CASEWORK,
        "import_batch": CASEWORK,
        "administration": LOGGED_IN,
        "calendars": LAW,
        "calendar_edit": SETTINGS,
        "law": LAW,
        "law_concept": LAW,
        "agencies": PEOPLE,
        "agency": PEOPLE,
        "trail": TRAIL,
        "trail_record": TRAIL,
        "people": PEOPLE,
        "person": PEOPLE,
        "staff_template": STAFF,
        "staff_import": STAFF,
        "staff_check": STAFF,
        "accounts": ACCOUNTS,
        "account": ACCOUNTS,
        "account_new": STAFF,
        "account_password": STAFF,
        "account_roles": Access((Permission.MANAGE_PERMISSIONS,)),
        "hand_over": Access((Permission.HAND_OVER,)),
    }
)
"""Every address by its name."""


def require_form(permission: Permission, actor: Actor) -> None:
    """Raise ``Refusal`` for a deed's form that the actor has no business with.

    Who reads casework sees every form, and on it who may. Administrators read none: only what they may do opens.
    """
    if not any(may(actor.roles, one) for one in CASEWORK_OR_SHARED.any_of):
        require(actor.roles, permission)


def require_access(name: str, actor: Actor) -> None:
    """Raise ``Refusal`` unless the actor may open the address. ``KeyError`` for an address without an entry."""
    wanted = ACCESS[name].any_of
    if wanted and not any(may(actor.roles, permission) for permission in wanted):
        require(actor.roles, wanted[0])
