"""``duban standing`` and ``duban explain``: what the facts mean on a day, for a ledger or for one enterprise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import click

from duban.cli import options
from duban.cli.printing import print_json, print_lines, table
from duban.cli.records import Names, names_in
from duban.cli.records import listed as listed_names
from duban.cli.session import with_database
from duban.cli.wording import said, translated
from duban.domain.act_words import ACT_WORDS, ANSWER_WORDS, CARD_WORDS
from duban.domain.campaign import Campaign
from duban.domain.messages import N_, Message, Refusal
from duban.domain.standing import Cited, GroundFinding, NextAct, OverdueItem, Standing, TraceNode
from duban.domain.vocabulary import Answer
from duban.queries.campaigns import campaign as campaign_in_use
from duban.queries.listed import Listed, campaigns_of, listed, sought
from duban.queries.standings import standings_of
from duban.queries.units import reading

NO_CARD = "none"


@click.command(help="台账企业在某日的态势：覆盖、黄红牌、逾期、下一步。")
@options.of_campaign
@options.on_day
@click.option("--agency", metavar="CODE", help="只看该机关及其下级，例如 210106；不填看全部。")
@click.option("--enterprise", metavar="CODE", help="只看一家：统一社会信用代码、编号或者名称。")
@options.as_json
@with_database
def standing(*, campaign: str, on: date, agency: str | None, enterprise: str | None, as_json: bool) -> None:
    """Assess every enterprise on the ledger of that day."""
    with reading(agency) as units:
        found = campaign_in_use(campaign)
        rows = [sought(enterprise)] if enterprise else listed(found.id, units, on)
        standings = standings_of(found, [row.id for row in rows], on)
    known = [(row, standings[row.id]) for row in rows]
    if as_json:
        print_json([plain(row, value) for row, value in known])
    else:
        print_lines(_overview(known))


@click.command(help="一家企业在某日的态势和逐条研判过程，例如 duban explain 示例 --on 2021-09-10。")
@click.argument("enterprise")
@options.on_day
@click.option("--campaign", metavar="ID", help="专项行动；企业只在一个台账中的可以不填。")
@options.as_json
@with_database
def explain(*, enterprise: str, on: date, campaign: str | None, as_json: bool) -> None:
    """Assess one enterprise with its whole trace."""
    with reading():
        row = sought(enterprise)
        plan = campaign_in_use(campaign or _only_campaign(row))
        value = standings_of(plan, [row.id], on, trace=True)[row.id]
        names = {} if as_json else names_in(value)
    if as_json:
        print_json(plain(row, value) | {"trace": [_finding(plan, each) for each in value.findings]})
    else:
        print_lines(_explained(row, value, plan, names))


def _only_campaign(row: Listed) -> str:
    found = campaigns_of(row.id)
    if len(found) == 1:
        return found[0]
    facts = {"name": row.name, "count": len(found), "campaigns": "、".join(found) or "—"}
    text = N_("“{name}”在 {count} 个专项行动的台账中：{campaigns}。")
    remedy = Message("explain.campaign.remedy", N_("请用 --campaign 写明专项行动。"))
    raise Refusal("explain.campaign", Message("explain.campaign", text, facts), remedy=remedy)


# For programs -----------------------------------------------------------------------------------------------------


def plain(row: Listed, value: Standing) -> dict[str, Any]:
    """A standing with the keys that other programs rely on."""
    return {
        "enterprise": row.id,
        "name": row.name,
        "credit_code": row.credit_code,
        "region": row.region,
        "agency": row.agency,
        "on": value.on,
        "covered": value.covered,
        "card": value.card or NO_CARD,
        "overdue": [_item(each) for each in value.overdue if not each.awaiting],
        "awaiting": [_item(each) for each in value.overdue if each.awaiting],
        "open_hazards": list(value.open_hazards),
        "next_acts": [_act(each) for each in value.next_acts],
        "questions": [{"ground": q.ground, "subject": q.subject, "text": said(q.message)} for q in value.questions],
        "warnings": [said(each) for each in value.warnings],
        "penalties": [
            {"code": w.code, "title": w.title, "decisions": list(w.decisions), "needed": w.needed}
            for w in value.counter.windows
        ],
        "closed": value.closed,
        "accepted": value.accepted,
    }


def _item(item: OverdueItem) -> dict[str, Any]:
    return {"item": item.item, "hazard": item.hazard, "major": item.major, "due_on": item.due_on}


def _act(act: NextAct) -> dict[str, Any]:
    return {
        "act": act.act,
        "due_on": act.due_on,
        "citation": citation(act),
        "because": list(act.because),
        "subject": act.subject,
        "ground": act.ground,
        "clause": act.clause,
        "citations": [_cited(each) for each in act.citations],
        "deadline": act.deadline,
        "light": act.light,
        "notes": [said(each) for each in act.notes],
    }


def _cited(cited: Cited) -> dict[str, Any]:
    return {"concept": cited.concept, "text": cited.text, "verified": cited.verified}


def citation(act: NextAct) -> str:
    """The articles of an act; the plan's clause where no article is named."""
    return "、".join(cited.text for cited in act.citations) or f"工作方案{act.clause}"


def _finding(plan: Campaign, finding: GroundFinding) -> dict[str, Any]:
    return {
        "ground": finding.ground,
        "title": _titles(plan)[finding.ground],
        "clause": finding.clause,
        "subject": finding.subject,
        "answer": finding.answer,
        "because": list(finding.because),
        "conditions": None if finding.trace is None else _node(finding.trace),
    }


def _node(node: TraceNode) -> dict[str, Any]:
    return {
        "name": node.name,
        "answer": node.answer,
        "because": list(node.because),
        "text": said(node.message) if node.message else "",
        "parts": [_node(part) for part in node.parts],
    }


def _titles(plan: Campaign) -> Mapping[str, str]:
    return {ground.id: ground.title for ground in plan.grounds}


# For people -------------------------------------------------------------------------------------------------------


def _overview(known: Iterable[tuple[Listed, Standing]]) -> Iterator[str]:
    heads = ("地区", "企业", "已检查", "黄/红牌", "逾期", "下一步", "期限")
    return table(heads, [_cells(row, value) for row, value in known])


def _cells(row: Listed, value: Standing) -> tuple[object, ...]:
    first = value.next_acts[0] if value.next_acts else None
    overdue = sum(not item.awaiting for item in value.overdue)
    covered = translated(ANSWER_WORDS[Answer.of(value.covered)])
    act = translated(ACT_WORDS[first.act]) if first else ""
    due = first.due_on or "" if first else ""
    return row.region, row.name, covered, translated(CARD_WORDS[value.card]), overdue, act, due


def _explained(row: Listed, value: Standing, plan: Campaign, names: Names) -> Iterator[str]:
    yield f"{row.name}（{row.credit_code or '无统一社会信用代码'}，{row.region}）"
    covered = "已检查" if value.covered else "尚未检查"
    yield f"{value.on}：{covered}；{translated(CARD_WORDS[value.card])}；未消除隐患 {len(value.open_hazards)} 项"
    yield from (_overdue(each, names) for each in value.overdue)
    yield from _section("下一步", (line for act in value.next_acts for line in _act_lines(act, names)))
    yield from _section("待查明", (f"{q.ground} {said(q.message)}" for q in value.questions))
    yield from _section("提示", (said(each) for each in value.warnings))
    windows = (f"{w.code} {w.title}：{len(w.decisions)}/{w.needed}" for w in value.counter.windows)
    yield from _section("累计处罚", windows)
    yield from _section("研判过程", (line for each in value.findings for line in _finding_lines(plan, each, names)))


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield ""
        yield title
        yield from (f"  {line}" for line in found)


def _overdue(item: OverdueItem, names: Names) -> str:
    what = "到期待复查" if item.awaiting else "逾期未整改"
    return f"{what}：{'重大' if item.major else '一般'}隐患，期限 {item.due_on}（{listed_names([item.item], names)}）"


def _act_lines(act: NextAct, names: Names) -> Iterator[str]:
    due = f"，{act.due_on} 前" if act.due_on else ""
    ground = f"{act.ground} " if act.ground else ""
    yield f"{ground}{translated(ACT_WORDS[act.act])}{due}（{citation(act)}）"
    if act.because:
        yield f"  因为：{listed_names(act.because, names)}"
    yield from (f"  {said(note)}" for note in act.notes)
    if any(not cited.verified for cited in act.citations):
        yield f"  {translated(N_('待法规科核实'))}"


def _finding_lines(plan: Campaign, finding: GroundFinding, names: Names) -> Iterator[str]:
    title, answer = _titles(plan)[finding.ground], translated(ANSWER_WORDS[finding.answer])
    yield f"{finding.ground} {title}（{finding.clause}）：{answer}  [{listed_names([finding.subject], names)}]"
    if finding.trace is not None:
        yield from _node_lines(finding.trace, 1, names)


def _node_lines(node: TraceNode, depth: int, names: Names) -> Iterator[str]:
    words = {"all": "同时满足", "any": "满足其一", "not": "相反"}
    text = said(node.message) if node.message else words.get(node.name, node.name)
    because = f"  ←{listed_names(node.because, names)}" if node.because else ""
    yield f"{'  ' * depth}{translated(ANSWER_WORDS[node.answer])}  {text}{because}"
    for part in node.parts:
        yield from _node_lines(part, depth + 1, names)
