"""Who may do what: the whole table, role by role."""

from __future__ import annotations

import itertools

import pytest

from duban.domain.messages import Refusal
from duban.domain.permissions import (
    ADMINISTRATORS,
    FOUR_EYES,
    HELD,
    ROLE_LABELS,
    SENTENCES,
    Permission,
    Role,
    check_combination,
    holders,
    may,
    register,
    require,
    require_other_person,
)
from duban.domain.workflow import MOVES

BY_HAND = {
    "officer": """
        read_casework use_lists draft_plan record_inspection record_reinspection record_completion record_delivery
        draft_order record_extension draft_measure record_supervision record_resumption propose_card notify_card
        prepare_penalty decide_on_the_spot record_execution draft_power_cut draft_closure_request answer_closure_request
        record_closure record_acceptance join_acceptance send_referral check_tip correct_facts record_leave
        record_recusal draft_paper archive_case_file
    """,
    "approver": """
        read_casework use_lists remove_from_ledger approve_plan issue_order decide_extension issue_measure
        withdraw_document decide_listing consent_to_resume decide_card approve_case hand_over record_leave
        record_recusal end_recusal issue_paper
    """,
    "head": """
        read_casework use_lists decide_penalty approve_power_cut sign_closure_request sign_submission record_recusal
        end_recusal issue_paper
    """,
    "legal_reviewer": "read_casework use_lists review_legally confirm_article",
    "clerk": """
        read_casework use_lists keep_ledger give_ledger_opinion prepare_submission prepare_notice receive_tip
        correct_facts record_leave draft_paper keep_templates archive_case_file
    """,
    "campaign_office": """
        read_casework use_lists define_campaign judge_submission consolidate remind prepare_notice publish_notice
        draft_paper
    """,
    "leader": "read_casework use_lists approve_publication",
    "partner": "read_shared use_lists give_ledger_opinion handle_referral join_acceptance correct_facts",
    "government": "read_shared use_lists answer_closure_request join_acceptance",
    "system_admin": "use_lists manage_accounts manage_settings correct_facts",
    "security_admin": "use_lists manage_permissions",
    "audit_admin": "use_lists read_trail",
}
EVERYBODY = "change_own_password"

DECISIONS = """
    remove_from_ledger approve_plan issue_order decide_extension issue_measure decide_listing consent_to_resume
    decide_card approve_case decide_penalty approve_power_cut sign_closure_request review_legally sign_submission
    judge_submission approve_publication issue_paper
"""


@pytest.mark.parametrize("role", Role)
def test_a_role_holds_exactly_these_permissions(role: Role) -> None:
    assert {p.value for p in HELD[role]} == {*BY_HAND[role].split(), EVERYBODY}


@pytest.mark.parametrize(("role", "permission"), list(itertools.product(Role, Permission)))
def test_may_answers_by_the_table(role: Role, permission: Permission) -> None:
    assert may([role], permission) is (permission in (*BY_HAND[role].split(), EVERYBODY))


def test_roles_add_up() -> None:
    assert may(["officer", "clerk"], Permission.KEEP_LEDGER)
    assert not may(["officer", "clerk"], Permission.DECIDE_CARD)
    assert not may([], Permission.READ_CASEWORK)


def test_a_word_that_is_no_role_is_refused_as_such() -> None:
    with pytest.raises(ValueError, match="boss"):
        may(["boss"], Permission.READ_CASEWORK)


@pytest.mark.parametrize("permission", Permission)
def test_every_permission_is_held_by_somebody_and_has_a_sentence(permission: Permission) -> None:
    assert holders(permission) != ()
    assert SENTENCES[permission] != ""


def test_every_role_has_a_chinese_name() -> None:
    assert set(ROLE_LABELS) == set(Role)


def test_the_register_lists_every_permission_once_with_its_holders() -> None:
    entries = register()
    assert [entry.permission for entry in entries] == list(Permission)
    card = next(entry for entry in entries if entry.permission is Permission.DECIDE_CARD)
    assert (card.roles, card.four_eyes) == ((Role.APPROVER,), True)


def test_a_refusal_names_the_permission_and_who_holds_it() -> None:
    with pytest.raises(Refusal) as caught:
        require([Role.CLERK], Permission.DECIDE_CARD)
    assert caught.value.rule == "permission.not_held"
    assert str(caught.value) == (
        "您没有“确认、不予确认、移出黄牌和红牌”的权限。请由以下人员办理：审批人（科长、分管领导）。"
    )


def test_who_holds_the_permission_is_not_refused() -> None:
    require([Role.CLERK], Permission.KEEP_LEDGER)


def test_decisions_need_four_eyes() -> None:
    assert {p.value for p in FOUR_EYES} == set(DECISIONS.split())


@pytest.mark.parametrize("permission", sorted(FOUR_EYES))
def test_nobody_decides_what_he_prepared(permission: Permission) -> None:
    with pytest.raises(Refusal) as caught:
        require_other_person(permission, by="officer-a", prepared_by="officer-a")
    assert caught.value.rule == "permission.four_eyes"


@pytest.mark.parametrize("permission", sorted(FOUR_EYES))
def test_another_person_decides(permission: Permission) -> None:
    require_other_person(permission, by="approver-b", prepared_by="officer-a")


def test_who_records_a_visit_may_record_its_delivery_too() -> None:
    require_other_person(Permission.RECORD_DELIVERY, by="officer-a", prepared_by="officer-a")


@pytest.mark.parametrize(
    ("admin", "other"),
    [(a, r) for a, r in itertools.product(sorted(ADMINISTRATORS), Role) if a is not r],
)
def test_an_administrator_holds_no_second_role(admin: Role, other: Role) -> None:
    with pytest.raises(Refusal) as caught:
        check_combination([admin, other])
    assert caught.value.rule == "permission.administrators_apart"


@pytest.mark.parametrize("role", Role)
def test_a_single_role_stands_alone(role: Role) -> None:
    check_combination([role])


def test_casework_roles_may_be_combined() -> None:
    check_combination([Role.OFFICER, Role.CLERK, Role.APPROVER])
    check_combination([])


def test_no_administrator_may_make_any_move() -> None:
    assert [m for m in MOVES if may(ADMINISTRATORS, m.permission)] == []


def test_every_move_can_be_made_by_somebody() -> None:
    assert [m for m in MOVES if not holders(m.permission)] == []
