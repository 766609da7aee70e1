"""The register of conditions 条件登记: name, sentence, clause, parameters, and the function that answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from duban.domain.campaign import Subject
from duban.domain.facts import Id
from duban.domain.messages import N_, Message
from duban.domain.vocabulary import NO, Answer

Found = tuple[Answer, tuple[Id, ...]]
"""An answer and the records that led there."""

Check = Callable[..., Found]
"""Asks the case about one subject of its kind; with ``params`` where the condition declares some."""

NOTHING: Found = (NO, ())


@dataclass(frozen=True, slots=True)
class Condition:
    """A named condition. ``sentence`` states it, ``question`` is put to the officer when it is not known.

    ``params`` gives the words that each parameter may be; every parameter has to be written in the campaign.
    """

    name: str
    subject: Subject
    sentence: str
    clause: str
    question: str
    params: Mapping[str, tuple[str, ...]]
    check: Check

    def bound(self, params: Mapping[str, str]) -> Callable[[Any, Any], Found]:
        """The check with the campaign's parameters."""
        check = self.check
        return (lambda case, subject: check(case, subject, params)) if self.params else check

    def stated(self, params: Mapping[str, str]) -> Message:
        """The sentence with its parameters."""
        return Message(f"condition.{self.name}", self.sentence, _in_words(params))

    def asked(self, params: Mapping[str, str]) -> Message:
        """What the officer has to find out."""
        return Message(f"question.{self.name}", self.question, _in_words(params))


WORDS = {
    "yellow": N_("黄牌"),
    "red": N_("红牌"),
    "major": N_("重大隐患和停产的整改"),
    "listed": N_("挂牌督办的隐患"),
    "any": N_("全部"),
}
"""What the words of the parameters mean."""


def _in_words(params: Mapping[str, str]) -> dict[str, str]:
    """The parameters' words as a person reads them."""
    return {name: WORDS[word] for name, word in params.items()}


CONDITIONS: dict[str, Condition] = {}
"""All conditions by name, filled when ``duban.domain.conditions`` is imported."""


def condition(
    subject: Subject, sentence: str, clause: str, question: str, **params: tuple[str, ...]
) -> Callable[[Check], Check]:
    """Register the function under its own name."""

    def register(check: Check) -> Check:
        name = check.__name__
        CONDITIONS[name] = Condition(name, subject, sentence, clause, question, params, check)
        return check

    return register
