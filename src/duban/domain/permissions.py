"""Permissions 权限: who may do what. Looks at roles only, never at the state of a thing (that is ``workflow``)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from duban.domain.messages import N_, Message, Refusal


class Role(StrEnum):
    """Roles 角色. A person may hold several; the three administrators 三员 hold nothing else."""

    OFFICER = "officer"
    APPROVER = "approver"
    HEAD = "head"
    LEGAL_REVIEWER = "legal_reviewer"
    CLERK = "clerk"
    CAMPAIGN_OFFICE = "campaign_office"
    LEADER = "leader"
    PARTNER = "partner"
    GOVERNMENT = "government"
    SYSTEM_ADMIN = "system_admin"
    SECURITY_ADMIN = "security_admin"
    AUDIT_ADMIN = "audit_admin"


ROLE_LABELS: Mapping[Role, str] = MappingProxyType(
    {
        Role.OFFICER: N_("执法人员"),
        Role.APPROVER: N_("审批人（科长、分管领导）"),
        Role.HEAD: N_("主要负责人"),
        Role.LEGAL_REVIEWER: N_("法制审核人员"),
        Role.CLERK: N_("填报人"),
        Role.CAMPAIGN_OFFICE: N_("专项行动办公室（市级）"),
        Role.LEADER: N_("局领导"),
        Role.PARTNER: N_("协同部门"),
        Role.GOVERNMENT: N_("属地政府"),
        Role.SYSTEM_ADMIN: N_("系统管理员"),
        Role.SECURITY_ADMIN: N_("安全管理员"),
        Role.AUDIT_ADMIN: N_("审计管理员"),
    }
)

ADMINISTRATORS = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})


class Permission(StrEnum):
    """One thing a person may be allowed to do. Correcting or voiding a fact needs the permission to record it."""

    # reading
    READ_CASEWORK = "read_casework"
    READ_SHARED = "read_shared"
    READ_TRAIL = "read_trail"
    USE_LISTS = "use_lists"
    # ledger
    KEEP_LEDGER = "keep_ledger"
    GIVE_LEDGER_OPINION = "give_ledger_opinion"
    REMOVE_FROM_LEDGER = "remove_from_ledger"
    # plans and visits
    DRAFT_PLAN = "draft_plan"
    APPROVE_PLAN = "approve_plan"
    RECORD_LEAVE = "record_leave"
    RECORD_RECUSAL = "record_recusal"
    END_RECUSAL = "end_recusal"
    RECORD_INSPECTION = "record_inspection"
    RECORD_REINSPECTION = "record_reinspection"
    RECORD_COMPLETION = "record_completion"
    RECORD_DELIVERY = "record_delivery"
    # orders and measures
    DRAFT_ORDER = "draft_order"
    ISSUE_ORDER = "issue_order"
    RECORD_EXTENSION = "record_extension"
    DECIDE_EXTENSION = "decide_extension"
    DRAFT_MEASURE = "draft_measure"
    ISSUE_MEASURE = "issue_measure"
    WITHDRAW_DOCUMENT = "withdraw_document"
    # supervision, resumption, cards
    RECORD_SUPERVISION = "record_supervision"
    DECIDE_LISTING = "decide_listing"
    RECORD_RESUMPTION = "record_resumption"
    CONSENT_TO_RESUME = "consent_to_resume"
    PROPOSE_CARD = "propose_card"
    DECIDE_CARD = "decide_card"
    NOTIFY_CARD = "notify_card"
    # penalties and coercion
    PREPARE_PENALTY = "prepare_penalty"
    APPROVE_CASE = "approve_case"
    DECIDE_PENALTY = "decide_penalty"
    DECIDE_ON_THE_SPOT = "decide_on_the_spot"
    RECORD_EXECUTION = "record_execution"
    DRAFT_POWER_CUT = "draft_power_cut"
    APPROVE_POWER_CUT = "approve_power_cut"
    # closure and acceptance
    DRAFT_CLOSURE_REQUEST = "draft_closure_request"
    SIGN_CLOSURE_REQUEST = "sign_closure_request"
    ANSWER_CLOSURE_REQUEST = "answer_closure_request"
    RECORD_CLOSURE = "record_closure"
    RECORD_ACCEPTANCE = "record_acceptance"
    JOIN_ACCEPTANCE = "join_acceptance"
    # papers
    DRAFT_PAPER = "draft_paper"
    ISSUE_PAPER = "issue_paper"
    KEEP_TEMPLATES = "keep_templates"
    ARCHIVE_CASE_FILE = "archive_case_file"
    # legal review
    REVIEW_LEGALLY = "review_legally"
    CONFIRM_ARTICLE = "confirm_article"
    # returns and publication
    PREPARE_SUBMISSION = "prepare_submission"
    SIGN_SUBMISSION = "sign_submission"
    JUDGE_SUBMISSION = "judge_submission"
    CONSOLIDATE = "consolidate"
    REMIND = "remind"
    DEFINE_CAMPAIGN = "define_campaign"
    PREPARE_NOTICE = "prepare_notice"
    APPROVE_PUBLICATION = "approve_publication"
    PUBLISH_NOTICE = "publish_notice"
    # other departments and the public
    SEND_REFERRAL = "send_referral"
    HANDLE_REFERRAL = "handle_referral"
    RECEIVE_TIP = "receive_tip"
    CHECK_TIP = "check_tip"
    # facts that turn out wrong
    CORRECT_FACTS = "correct_facts"
    # persons and the system
    HAND_OVER = "hand_over"
    MANAGE_ACCOUNTS = "manage_accounts"
    MANAGE_SETTINGS = "manage_settings"
    MANAGE_PERMISSIONS = "manage_permissions"
    CHANGE_OWN_PASSWORD = "change_own_password"  # noqa: S105 -- the name of a permission


_P = Permission

SENTENCES: Mapping[Permission, str] = MappingProxyType(
    {
        _P.READ_CASEWORK: N_("查看本单位及下级单位的执法情况"),
        _P.READ_SHARED: N_("查看其他单位共享给本单位的事项"),
        _P.READ_TRAIL: N_("查看操作留痕"),
        _P.USE_LISTS: N_("导出名单，批量办理（每一行另须有该项办理的权限），保存常用查询"),
        _P.KEEP_LEDGER: N_("维护和导入监管台账、企业、厂区和装备，确认列入"),
        _P.GIVE_LEDGER_OPINION: N_("对台账企业提出会商意见"),
        _P.REMOVE_FROM_LEDGER: N_("批准企业移出台账"),
        _P.DRAFT_PLAN: N_("拟定检查方案并送审"),
        _P.APPROVE_PLAN: N_("批准或退回检查方案"),
        _P.RECORD_LEAVE: N_("登记执法人员和专家的请假"),
        _P.RECORD_RECUSAL: N_("登记执法人员和专家的回避"),
        _P.END_RECUSAL: N_("解除回避"),
        _P.RECORD_INSPECTION: N_("记录执法检查、问题隐患和证据"),
        _P.RECORD_REINSPECTION: N_("记录整改复查并结清指令书"),
        _P.RECORD_COMPLETION: N_("登记企业整改完成报告"),
        _P.RECORD_DELIVERY: N_("登记文书送达"),
        _P.DRAFT_ORDER: N_("起草责令限期整改指令书"),
        _P.ISSUE_ORDER: N_("签发责令限期整改指令书"),
        _P.RECORD_EXTENSION: N_("登记整改延期申请"),
        _P.DECIDE_EXTENSION: N_("批准或不批准整改延期"),
        _P.DRAFT_MEASURE: N_("起草现场处理措施决定书，记录期限届满"),
        _P.ISSUE_MEASURE: N_("签发和解除现场处理措施"),
        _P.WITHDRAW_DOCUMENT: N_("说明理由撤回或作废执法文书、检查记录"),
        _P.RECORD_SUPERVISION: N_("提出挂牌督办，记录治理方案和五落实情况"),
        _P.DECIDE_LISTING: N_("决定挂牌督办和销号"),
        _P.RECORD_RESUMPTION: N_("登记恢复生产申请和现场审查"),
        _P.CONSENT_TO_RESUME: N_("同意或不同意恢复生产"),
        _P.PROPOSE_CARD: N_("提出黄牌、红牌建议"),
        _P.DECIDE_CARD: N_("确认、不予确认、移出黄牌和红牌"),
        _P.NOTIFY_CARD: N_("书面告知企业列入黄牌、红牌"),
        _P.PREPARE_PENALTY: N_("办理行政处罚案件：调查、告知、听证"),
        _P.APPROVE_CASE: N_("审批立案、移送、撤案、中止、终结和结案"),
        _P.DECIDE_PENALTY: N_("集体讨论后作出、变更、撤销行政处罚决定"),
        _P.DECIDE_ON_THE_SPOT: N_("在法定限额内当场作出行政处罚决定（简易程序），报所属机关备案"),
        _P.RECORD_EXECUTION: N_("登记处罚的履行、缴款和公示，案卷归档"),
        _P.DRAFT_POWER_CUT: N_("起草停止供电通知，登记停止和恢复供电"),
        _P.APPROVE_POWER_CUT: N_("批准停止供电和恢复供电"),
        _P.DRAFT_CLOSURE_REQUEST: N_("起草提请关闭的材料"),
        _P.SIGN_CLOSURE_REQUEST: N_("签发和撤回提请关闭的文件"),
        _P.ANSWER_CLOSURE_REQUEST: N_("答复提请关闭，登记政府决定"),
        _P.RECORD_CLOSURE: N_("登记吊销证照和关闭执行情况"),
        _P.RECORD_ACCEPTANCE: N_("组织验收并登记结论"),
        _P.JOIN_ACCEPTANCE: N_("参加验收并签署意见"),
        _P.DRAFT_PAPER: N_("拟制文书、送审，照已签发的决定制作正式文书，上传签章扫描件"),
        _P.ISSUE_PAPER: N_("签发或退回文书"),
        _P.KEEP_TEMPLATES: N_("维护本单位的文书设置和文书模板"),
        _P.ARCHIVE_CASE_FILE: N_("组卷、归档"),
        _P.REVIEW_LEGALLY: N_("对重大决定、提请关闭和公告提出法制审核意见"),
        _P.CONFIRM_ARTICLE: N_("核实法条并标记为已核实"),
        _P.PREPARE_SUBMISSION: N_("编制附件并报送"),
        _P.SIGN_SUBMISSION: N_("审签报送材料（公章）"),
        _P.JUDGE_SUBMISSION: N_("接收、退回和重开各单位的报送"),
        _P.CONSOLIDATE: N_("汇总各单位的报送"),
        _P.REMIND: N_("催报和提醒"),
        _P.DEFINE_CAMPAIGN: N_("制定和修订专项行动"),
        _P.PREPARE_NOTICE: N_("准备公告：告知企业、受理和答复异议"),
        _P.APPROVE_PUBLICATION: N_("批准公告"),
        _P.PUBLISH_NOTICE: N_("发布、更正和撤下公告"),
        _P.SEND_REFERRAL: N_("向其他部门移送事项"),
        _P.HANDLE_REFERRAL: N_("接收移送事项、办理和反馈"),
        _P.RECEIVE_TIP: N_("接收、受理、转办举报并答复举报人"),
        _P.CHECK_TIP: N_("核查举报"),
        _P.CORRECT_FACTS: N_("更正、作废事实（另须有登记该事实的权限）"),
        _P.HAND_OVER: N_("移交离岗人员或证件失效人员的未办事项"),
        _P.MANAGE_ACCOUNTS: N_("管理单位、人员和账号"),
        _P.MANAGE_SETTINGS: N_("管理系统设置和日历"),
        _P.MANAGE_PERMISSIONS: N_("管理角色授予和安全策略"),
        _P.CHANGE_OWN_PASSWORD: N_("修改本人的密码"),
    }
)

_BY_OFFICE: Mapping[Role, frozenset[Permission]] = MappingProxyType(
    {
        Role.OFFICER: frozenset(
            {
                _P.READ_CASEWORK,
                _P.DRAFT_PLAN,
                _P.RECORD_LEAVE,
                _P.RECORD_RECUSAL,
                _P.RECORD_INSPECTION,
                _P.RECORD_REINSPECTION,
                _P.RECORD_COMPLETION,
                _P.RECORD_DELIVERY,
                _P.DRAFT_ORDER,
                _P.RECORD_EXTENSION,
                _P.DRAFT_MEASURE,
                _P.RECORD_SUPERVISION,
                _P.RECORD_RESUMPTION,
                _P.PROPOSE_CARD,
                _P.NOTIFY_CARD,
                _P.PREPARE_PENALTY,
                _P.DECIDE_ON_THE_SPOT,
                _P.RECORD_EXECUTION,
                _P.DRAFT_POWER_CUT,
                _P.DRAFT_CLOSURE_REQUEST,
                _P.ANSWER_CLOSURE_REQUEST,  # an answer on paper is entered by the officer who got it
                _P.RECORD_CLOSURE,
                _P.RECORD_ACCEPTANCE,
                _P.JOIN_ACCEPTANCE,
                _P.SEND_REFERRAL,
                _P.CHECK_TIP,
                _P.DRAFT_PAPER,
                _P.ARCHIVE_CASE_FILE,
                _P.CORRECT_FACTS,
            }
        ),
        Role.APPROVER: frozenset(
            {
                _P.READ_CASEWORK,
                _P.REMOVE_FROM_LEDGER,
                _P.APPROVE_PLAN,
                _P.RECORD_LEAVE,
                _P.RECORD_RECUSAL,
                _P.END_RECUSAL,
                _P.ISSUE_ORDER,
                _P.DECIDE_EXTENSION,
                _P.ISSUE_MEASURE,
                _P.WITHDRAW_DOCUMENT,
                _P.DECIDE_LISTING,
                _P.CONSENT_TO_RESUME,
                _P.DECIDE_CARD,
                _P.APPROVE_CASE,
                _P.ISSUE_PAPER,
                _P.HAND_OVER,
            }
        ),
        Role.HEAD: frozenset(
            {
                _P.READ_CASEWORK,
                _P.RECORD_RECUSAL,
                _P.END_RECUSAL,
                _P.DECIDE_PENALTY,
                _P.APPROVE_POWER_CUT,
                _P.SIGN_CLOSURE_REQUEST,
                _P.SIGN_SUBMISSION,
                _P.ISSUE_PAPER,
            }
        ),
        Role.LEGAL_REVIEWER: frozenset({_P.READ_CASEWORK, _P.REVIEW_LEGALLY, _P.CONFIRM_ARTICLE}),
        Role.CLERK: frozenset(
            {
                _P.READ_CASEWORK,
                _P.KEEP_LEDGER,
                _P.RECORD_LEAVE,
                _P.GIVE_LEDGER_OPINION,  # an opinion on paper is entered by the clerk who got it
                _P.PREPARE_SUBMISSION,
                _P.PREPARE_NOTICE,
                _P.RECEIVE_TIP,
                _P.DRAFT_PAPER,
                _P.KEEP_TEMPLATES,
                _P.ARCHIVE_CASE_FILE,
                _P.CORRECT_FACTS,
            },
        ),
        Role.CAMPAIGN_OFFICE: frozenset(
            {
                _P.READ_CASEWORK,
                _P.DEFINE_CAMPAIGN,
                _P.JUDGE_SUBMISSION,
                _P.CONSOLIDATE,
                _P.REMIND,
                _P.PREPARE_NOTICE,
                _P.PUBLISH_NOTICE,
                _P.DRAFT_PAPER,
            }
        ),
        Role.LEADER: frozenset({_P.READ_CASEWORK, _P.APPROVE_PUBLICATION}),
        Role.PARTNER: frozenset(
            {_P.READ_SHARED, _P.GIVE_LEDGER_OPINION, _P.HANDLE_REFERRAL, _P.JOIN_ACCEPTANCE, _P.CORRECT_FACTS}
        ),
        Role.GOVERNMENT: frozenset({_P.READ_SHARED, _P.ANSWER_CLOSURE_REQUEST, _P.JOIN_ACCEPTANCE}),
        Role.SYSTEM_ADMIN: frozenset({_P.MANAGE_ACCOUNTS, _P.MANAGE_SETTINGS, _P.CORRECT_FACTS}),
        Role.SECURITY_ADMIN: frozenset({_P.MANAGE_PERMISSIONS}),
        Role.AUDIT_ADMIN: frozenset({_P.READ_TRAIL}),
    }
)
_EVERYBODY = frozenset({_P.CHANGE_OWN_PASSWORD})

# Administrators read no casework, but accounts, people and the trail.
_READERS = frozenset({_P.READ_CASEWORK, _P.READ_SHARED, _P.READ_TRAIL, _P.MANAGE_ACCOUNTS, _P.MANAGE_PERMISSIONS})
_OF_READERS = frozenset({_P.USE_LISTS})  # who may read a list may take it along

HELD: Mapping[Role, frozenset[Permission]] = MappingProxyType(
    {
        role: permissions | _EVERYBODY | (_OF_READERS if permissions & _READERS else frozenset())
        for role, permissions in _BY_OFFICE.items()
    }
)

FOUR_EYES = frozenset(
    {
        _P.REMOVE_FROM_LEDGER,
        _P.APPROVE_PLAN,
        _P.ISSUE_ORDER,
        _P.DECIDE_EXTENSION,
        _P.ISSUE_MEASURE,
        _P.DECIDE_LISTING,
        _P.CONSENT_TO_RESUME,
        _P.DECIDE_CARD,
        _P.APPROVE_CASE,
        _P.DECIDE_PENALTY,
        _P.APPROVE_POWER_CUT,
        _P.SIGN_CLOSURE_REQUEST,
        _P.REVIEW_LEGALLY,
        _P.SIGN_SUBMISSION,
        _P.JUDGE_SUBMISSION,
        _P.APPROVE_PUBLICATION,
        _P.ISSUE_PAPER,
    }
)
"""Permissions whose holder must not be the person who prepared what is decided (承办与审批分离)."""


@dataclass(frozen=True, slots=True)
class PermissionEntry:
    """One line of the permission page: what it allows, who holds it, whether four eyes are needed."""

    permission: Permission
    sentence: str
    roles: tuple[Role, ...]
    four_eyes: bool


def holders(permission: Permission) -> tuple[Role, ...]:
    """Roles that hold the permission, in the order of ``Role``."""
    return tuple(role for role in Role if permission in HELD[role])


def register() -> tuple[PermissionEntry, ...]:
    """Every permission, in the order of ``Permission``."""
    return tuple(PermissionEntry(p, SENTENCES[p], holders(p), p in FOUR_EYES) for p in Permission)


def may(roles: Iterable[str], permission: Permission) -> bool:
    """Whether one of the roles holds the permission. ``ValueError`` for a word that is no role."""
    return any(permission in HELD[Role(role)] for role in roles)


def require(roles: Iterable[str], permission: Permission) -> None:
    """Raise ``Refusal`` unless one of the roles holds the permission."""
    if may(roles, permission):
        return
    raise Refusal(
        rule="permission.not_held",
        message=Message(
            "permission.not_held", N_("您没有“{permission}”的权限。"), {"permission": SENTENCES[permission]}
        ),
        remedy=Message(
            "permission.who_may",
            N_("请由以下人员办理：{roles}。"),
            {"roles": "、".join(ROLE_LABELS[role] for role in holders(permission))},
        ),
    )


def require_other_person(permission: Permission, *, by: str, prepared_by: str) -> None:
    """Raise ``Refusal`` when four eyes are needed and the decision-maker ``by`` is the preparer."""
    if permission not in FOUR_EYES or by != prepared_by:
        return
    raise Refusal(
        rule="permission.four_eyes",
        message=Message(
            "permission.four_eyes",
            N_("“{permission}”须由承办人以外的人办理，本件由您本人承办。"),
            {"permission": SENTENCES[permission]},
        ),
        remedy=Message("permission.ask_another", N_("请交由另一名有权限的人员办理。")),
    )


def check_combination(roles: Iterable[str]) -> None:
    """Raise ``Refusal`` when a 三员 role is combined with any other role (三员分立, no casework)."""
    given = {Role(role) for role in roles}
    held = [role for role in Role if role in given]
    if len(held) <= 1 or not ADMINISTRATORS & given:
        return
    raise Refusal(
        rule="permission.administrators_apart",
        message=Message(
            "permission.administrators_apart",
            N_("系统管理员、安全管理员、审计管理员互斥，且不得兼任业务角色；所选角色：{roles}。"),
            {"roles": "、".join(ROLE_LABELS[role] for role in held)},
        ),
        remedy=Message("permission.one_admin_role", N_("请只保留一个管理员角色，或另设账号。")),
    )
