"""Closing 提请关闭 as deeds: when a request may be drafted, reviewed, sent, answered, carried out and accepted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from duban.domain.case import Case
from duban.domain.facts import ClosureRequest
from duban.domain.law import Law
from duban.domain.messages import N_, Refusal
from duban.domain.rules.closure import Basis, basis
from duban.domain.rules.guards import article_refusal
from duban.domain.rules.refusing import refuse
from duban.domain.standing import Act, Cited, Standing
from duban.domain.vocabulary import ClosureDecision

AUTHORITY = "penalty_authority"
_PLAN = N_("工作方案四（二）")


def send_refusal(request: ClosureRequest, on: date, law: Law) -> Refusal | None:
    """A request is sent only after the legal review named its basis in law, in force on the day."""
    clause = law.wording(AUTHORITY, on)
    if request.reviewed_on is None or request.reviewed_on > on:
        text = N_("提请关闭的材料没有经过法制审核。")
        return refuse("closure.not_reviewed", text, clause, N_("请先送法制审核。"))
    if not request.basis:
        text = N_("法制审核没有写明法定关闭依据（法定关闭依据待补）。")
        remedy = N_("请补齐停产停业整顿处罚决定及其后的复查等步骤，由法制审核写明依据后再报送。")
        return refuse("closure.no_basis", text, clause, remedy)
    return article_refusal(request.basis, on, law)


def carry_out_refusal(request: ClosureRequest, on: date, law: Law) -> Refusal | None:
    """Nothing is closed without the government's decision to close."""
    decided = request.decided_on is not None and request.decided_on <= on
    if decided and request.decision is ClosureDecision.CLOSE:
        return None
    text = N_("到 {on} 没有登记政府予以关闭的决定，不能登记关闭的执行。")
    remedy = N_("请先登记政府的答复；关闭由县级以上人民政府决定。")
    return refuse("closure.not_decided", text, law.wording(AUTHORITY, on), remedy, on=on)


def accept_refusal(request: ClosureRequest, on: date) -> Refusal | None:
    """An exit is accepted after it was carried out."""
    if request.carried_out_on is not None and request.carried_out_on <= on:
        return None
    text = N_("到 {on} 没有登记关闭的执行情况，不能验收。")
    return refuse("closure.not_carried_out", text, N_("工作方案四（三）"), N_("请先登记断电、拆除等执行情况。"), on=on)


def drafting_refusal(standing: Standing, grounds: Iterable[str]) -> Refusal | None:
    """Every ground of a request is one on which the standing of the day proposes it."""
    found = {act.ground for act in standing.next_acts if act.act is Act.REQUEST_CLOSURE}
    others = [ground for ground in grounds if ground not in found]
    if not others:
        return None
    return refuse(
        "closure.not_proposed",
        N_("按 {on} 的事实，{others} 没有提出提请关闭（现有建议：{found}）。"),
        _PLAN,
        N_("请从现有建议中选择依据；已有提请关闭的，在原件上继续办理。"),
        on=standing.on,
        others="、".join(others),
        found="、".join(sorted(found)) or "-",
    )


def bases(case: Case, grounds: Iterable[str]) -> Iterator[Basis]:
    """What the law says of the request's grounds: each names the ground that has to be met in law, or is one itself."""
    named = {
        proposal.basis or ground.id
        for ground in case.campaign.grounds
        if ground.id in set(grounds)
        for proposal in ground.proposes
        if proposal.act == Act.REQUEST_CLOSURE
    }
    for ground_id in sorted(named):
        yield basis(case, ground_id, case.by_id)


def met(case: Case, grounds: Iterable[str], concept: str) -> tuple[Cited, ...]:
    """The articles of the concept that are met on the day; empty: 法定关闭依据待补."""
    found = {cited.text: cited for each in bases(case, grounds) for cited in each.met if cited.concept == concept}
    return tuple(found.values())


def basis_refusal(case: Case, grounds: Iterable[str], concept: str) -> Refusal | None:
    """A review names a basis, and a request is sent, only when an item of the law is met on the day."""
    grounds = tuple(grounds)
    if met(case, grounds, concept):
        return None
    found = tuple(bases(case, grounds))
    return refuse(
        "closure.basis_missing",
        N_("法定关闭依据待补：“{concept}”在 {on} 没有满足（已满足：{met}；经评价：{evaluated}）。"),
        case.law.wording("closure", case.on),
        N_("请选择已满足的依据；都没有满足的，材料保留为拟稿，先补齐停产停业整顿处罚决定及其后的复查等步骤。"),
        concept=concept,
        on=case.on,
        met=_listed(cited for each in found for cited in each.met),
        evaluated=_listed(cited for each in found for cited in each.evaluated),
    )


def _listed(cited: Iterable[Cited]) -> str:
    return "、".join(dict.fromkeys(each.text for each in cited)) or "-"
