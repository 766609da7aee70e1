"""How a guard says no 不予办理: one way to put a refusal together."""

from __future__ import annotations

from duban.domain.messages import Message, Refusal


def refuse(rule: str, text: str, clause: str, remedy: str, **params: object) -> Refusal:
    """The rule's id, what failed, its clause, and what to do next (both texts are marked for translation)."""
    return Refusal(rule, Message(rule, text, params), clause, Message(f"{rule}.remedy", remedy, params))
