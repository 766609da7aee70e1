"""Messages 提示: what the domain says, before anybody translates it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

NO_PARAMS: Mapping[str, object] = MappingProxyType({})


def N_(text: str) -> str:  # noqa: N802 -- the name by which extraction tools know a marked string
    """Mark a Chinese source string for the catalogue; the doors translate it."""
    return text


@dataclass(frozen=True, slots=True)
class Message:
    """A code for programs, a Chinese source string with ``{named}`` places, and what fills them."""

    code: str
    text: str
    params: Mapping[str, object] = field(default_factory=lambda: NO_PARAMS)

    def __str__(self) -> str:
        return self.text.format_map(self.params)


def ended(text: str, stop: str = "。") -> str:
    """The sentence with its full stop: something stands behind it."""
    return text if text.endswith(_STOPS) else text + stop


_STOPS = ("。", "？", "！", "；", ".", "?", "!", ";")


@dataclass(eq=False)
class Refusal(Exception):  # noqa: N818 -- 拒绝 is the field's word: an answer, not a malfunction
    """A move or input is refused 不予办理: the rule, the fact that failed, its clause, what to do next."""

    rule: str
    message: Message
    clause: str = ""
    remedy: Message | None = None

    def __str__(self) -> str:
        behind = [f"（{self.clause}）"] if self.clause else []
        if self.remedy is not None:
            behind.append(str(self.remedy))
        return "".join([ended(str(self.message)) if behind else str(self.message), *behind])
