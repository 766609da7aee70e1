"""Moves of papers 文书: drafted, reviewed, issued, corrected by a new one."""

from __future__ import annotations

from enum import StrEnum

from duban.domain.messages import N_
from duban.domain.permissions import Permission
from duban.domain.workflow.table import MoveTable, Noun, Step


class PaperState(StrEnum):
    """文书状态."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    ISSUED = "issued"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    DISCARDED = "discarded"


_BASIS = N_("三项制度：执法全过程文字记录；文书由承办人以外的人签发")
_DECIDED = N_("文书所依据的决定已由承办人以外的人签发，文书照决定制作")

_S = PaperState
PAPER = MoveTable(
    noun=Noun.PAPER,
    label=N_("文书"),
    states=_S,
    labels={
        _S.DRAFT: N_("拟稿"),
        _S.IN_REVIEW: N_("送审"),
        _S.ISSUED: N_("已签发"),
        _S.CORRECTED: N_("已更正"),
        _S.WITHDRAWN: N_("已撤回"),
        _S.DISCARDED: N_("草稿作废"),
    },
    born_in=(_S.DRAFT,),
    steps=(
        Step("submit", N_("送审"), (_S.DRAFT,), _S.IN_REVIEW, Permission.DRAFT_PAPER, _BASIS),
        Step("return", N_("退回编辑"), (_S.IN_REVIEW,), _S.DRAFT, Permission.ISSUE_PAPER, _BASIS),
        Step("issue", N_("签发"), (_S.IN_REVIEW,), _S.ISSUED, Permission.ISSUE_PAPER, _BASIS),
        Step("produce", N_("制作正式文书"), (_S.DRAFT,), _S.ISSUED, Permission.DRAFT_PAPER, _DECIDED),
        Step("correct", N_("更正"), (_S.ISSUED,), _S.CORRECTED, Permission.DRAFT_PAPER, _BASIS),
        Step("withdraw", N_("撤回"), (_S.ISSUED,), _S.WITHDRAWN, Permission.WITHDRAW_DOCUMENT, _BASIS),
        Step("discard", N_("作废草稿"), (_S.DRAFT,), _S.DISCARDED, Permission.DRAFT_PAPER, _BASIS),
    ),
    reading=N_("签发的文书不改；有错的另制一份，写明更正哪一份，新的签发时旧的转为已更正。撤回和更正的文号不再使用。"),
)
