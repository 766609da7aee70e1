"""The reference page of states 状态参考页, written from the tables so that it cannot fall behind them."""

from __future__ import annotations

from duban.domain.permissions import SENTENCES
from duban.domain.workflow import TABLES
from duban.domain.workflow.table import MoveTable, Step

_HEAD = """\
# States and legal moves 办理状态与步骤

Generated from `duban.domain.workflow`; `tests/domain/test_reference_pages.py` compares this page with the tables
and says how to write it anew. No other code changes a state. A move that is not listed is refused with its rule, the
state found and what is possible instead. *Who* may make a move stands in [permissions.md](permissions.md).
"""


def diagram(table: MoveTable) -> str:
    """A Mermaid state diagram of the noun."""
    moves = table.moves()
    lines = ["stateDiagram-v2"]
    lines += [f"    {state} : {table.labels[state]}" for state in table.states]
    lines += [f"    [*] --> {state}" for state in table.born_in]
    lines += [f"    {m.source} --> {m.target} : {m.label}" for m in moves]
    left = {m.source for m in moves}
    lines += [f"    {state} --> [*]" for state in table.states if state not in left]
    return "\n".join(lines)


def states_page() -> str:
    """The whole page as Markdown."""
    return "\n".join((_HEAD, *(_section(table) for table in TABLES.values())))


def _section(table: MoveTable) -> str:
    states = "、".join(f"`{state}` {table.labels[state]}" for state in table.states)
    parts = [f"## `{table.noun}` {table.label}\n", f"States 状态: {states}\n"]
    if table.reading:
        parts.append(f"Our reading 我们的理解: {table.reading}\n")
    parts.append(f"```mermaid\n{diagram(table)}\n```\n")
    parts.append("| move | 步骤 | from | to | permission | 依据 |\n|---|---|---|---|---|---|")
    parts += [_row(step) for step in table.steps]
    return "\n".join(parts) + "\n"


def _row(step: Step) -> str:
    sources = ", ".join(f"`{source}`" for source in step.sources)
    permission = f"`{step.permission}` {SENTENCES[step.permission]}"
    return f"| `{step.name}` | {step.label} | {sources} | `{step.target}` | {permission} | {step.basis} |"
