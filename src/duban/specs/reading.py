"""Typed reading of spec files: what a key must hold is declared, everything else is refused with line and example.

A *kind* says how one value is read (``TEXT``, ``DAY``, ``listing(…)``, ``record(…)``). A record is read by a function
that asks its :class:`Entry` for keys; the keys it asks for are the known ones, any other is refused::

    def read_phase(entry: Entry) -> Phase:
        entry.in_order("from", "to")
        return Phase(entry.required("id", ID), entry.required("from", DAY), entry.optional("to", DAY))

    phases = read_file(path, record(lambda entry: entry.required("phases", listing(record(read_phase), unique="id"))))

A wrong value is noted and a blank of its kind returned, so that one run finds all errors; ``read_file`` without
``problems`` raises them together as :class:`SpecErrors`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Generic, TypeVar

from duban.domain.messages import N_, Message
from duban.specs.nodes import Block, Node, Scalar, Series, parse
from duban.specs.places import Place, Problems, SpecError, SpecErrors, duplicate_id, gathering

__all__ = [
    "BOOLEAN", "DAY", "ID", "INTEGER", "TEXT", "YUAN", "Entry", "Kind", "Place", "Problems", "SpecError", "SpecErrors",
    "choice", "either", "gathering", "integer", "listing", "matching", "read_file", "read_text", "record", "table",
]  # fmt: skip

T = TypeVar("T")
S = TypeVar("S")
D = TypeVar("D")
E = TypeVar("E", bound=StrEnum)

SPECS = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Kind(Generic[T]):
    """How a value is read: ``read`` notes what is wrong, ``blank`` stands in for it, ``example`` is right."""

    read: Callable[[Node, Problems], T]
    blank: Callable[[], T]
    example: str


class _Wrong(Exception):  # noqa: N818 -- never leaves this module: a value's own refusal on its way to its place
    def __init__(self, code: str, text: str, **params: object) -> None:
        self.message = Message(code, text, params)


def _scalar(convert: Callable[[str], T], blank: T, example: str) -> Kind[T]:
    def read(node: Node, problems: Problems) -> T:
        try:
            return convert(_written(node))
        except _Wrong as wrong:
            problems.add(node.place, wrong.message, example)
            return blank

    return Kind(read, lambda: blank, example)


def _written(node: Node) -> str:
    if not isinstance(node, Scalar):
        raise _Wrong("spec.not_scalar", N_("这里应是一个值，不是列表或下级内容"))
    if node.empty or not node.value.strip():
        raise _Wrong("spec.empty", N_("值是空的；不适用的键请删去"))
    return node.value.strip()


def _to_day(text: str) -> date:
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            return date.fromisoformat(text)
    except ValueError:
        pass  # a day that no calendar has, such as 2021-02-30: refused below with the rest
    raise _Wrong("spec.not_day", N_("“{value}”不是日期"), value=text)


def _to_boolean(text: str) -> bool:
    if text not in {"true", "false"}:
        raise _Wrong("spec.not_boolean", N_("“{value}”应为 true 或 false"), value=text)
    return text == "true"


def _to_fen(text: str) -> int:
    if not re.fullmatch(r"\d+(\.\d{1,2})?", text):
        raise _Wrong("spec.not_yuan", N_("“{value}”不是金额（元，最多两位小数）"), value=text)
    return int(Decimal(text) * 100)


def matching(pattern: str, what: str, example: str) -> Kind[str]:
    """Text that fits the whole ``pattern``; ``what`` names it in Chinese."""

    def convert(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise _Wrong("spec.wrong_shape", N_("“{value}”不是{what}"), value=text, what=what)
        return text

    return _scalar(convert, "", example)


def integer(minimum: int = 0, maximum: int | None = None) -> Kind[int]:
    """A whole number within both bounds."""

    def convert(text: str) -> int:
        if not re.fullmatch(r"-?\d+", text):
            raise _Wrong("spec.not_integer", N_("“{value}”不是整数"), value=text)
        if int(text) < minimum or (maximum is not None and int(text) > maximum):
            bounds = f"{minimum}–{maximum}" if maximum is not None else f"≥ {minimum}"
            raise _Wrong("spec.out_of_range", N_("{value} 超出范围 {bounds}"), value=text, bounds=bounds)
        return int(text)

    return _scalar(convert, minimum, str(minimum))


def choice(words: type[E]) -> Kind[E]:
    """One word of a vocabulary."""
    first = next(iter(words))

    def convert(text: str) -> E:
        if text not in {word.value for word in words}:
            known = "、".join(word.value for word in words)
            raise _Wrong("spec.unknown_word", N_("“{value}”不在可用的词之内：{known}"), value=text, known=known)
        return words(text)

    return _scalar(convert, first, first.value)


TEXT: Kind[str] = _scalar(str, "", N_("文字"))
DAY: Kind[date] = _scalar(_to_day, date.min, "2021-09-01")
BOOLEAN: Kind[bool] = _scalar(_to_boolean, False, "true")
INTEGER: Kind[int] = integer()
YUAN: Kind[int] = _scalar(_to_fen, 0, "50000")  # written in 元, returned in 分
ID: Kind[str] = matching(r"[A-Za-z0-9][A-Za-z0-9._-]*", N_("标识（字母、数字、点、横线、下划线）"), "order_removal")


def listing(kind: Kind[T], *, unique: str | None = None, at_least: int = 0) -> Kind[tuple[T, ...]]:
    """A list of ``kind``; ``unique`` names the key of its records that may not repeat."""

    def read(node: Node, problems: Problems) -> tuple[T, ...]:
        if not isinstance(node, Series):
            problems.add(node.place, Message("spec.not_list", N_("这里应是列表")), f"- {kind.example}")
            return ()
        if len(node.items) < at_least:
            problems.add(node.place, Message("spec.too_few", N_("至少要有{n}项"), {"n": at_least}), f"- {kind.example}")
        if unique is not None:
            _refuse_repeats(node, unique, problems)
        return tuple(kind.read(item, problems) for item in node.items)

    return Kind(read, tuple, f"[{kind.example}]")


def _refuse_repeats(series: Series, key: str, problems: Problems) -> None:
    seen: dict[str, Place] = {}
    for item in series.items:
        value = item.items.get(key) if isinstance(item, Block) else None
        if not isinstance(value, Scalar):
            continue
        if value.value in seen:
            problems.add(value.place, duplicate_id(key, value.value, seen[value.value]), N_("换一个没有用过的标识"))
        seen.setdefault(value.value, value.place)


def table(kind: Kind[T], *, keys: Kind[str] = ID) -> Kind[dict[str, T]]:
    """A block whose keys are free names, all with values of one ``kind``."""

    def read(node: Node, problems: Problems) -> dict[str, T]:
        if not isinstance(node, Block):
            problems.add(node.place, _not_block(), f"{keys.example}: {kind.example}")
            return {}
        for name, place in node.key_places.items():
            keys.read(Scalar(place, name), problems)
        return {name: kind.read(value, problems) for name, value in node.items.items()}

    return Kind(read, dict, f"{keys.example}: {kind.example}")


def record(read_entry: Callable[[Entry], T], *, example: str = "id: order_removal") -> Kind[T]:
    """A block of known keys, read by ``read_entry``; keys it never asked for are refused."""

    def read(node: Node, problems: Problems) -> T:
        if not isinstance(node, Block):
            problems.add(node.place, _not_block(), example)
            return blank()
        entry = Entry(node, problems)
        value = read_entry(entry)
        entry.refuse_unknown_keys()
        return value

    def blank() -> T:
        return read_entry(Entry(Block(Place("", 0), {}, {}), Problems()))

    return Kind(read, blank, example)


def either(scalar: Kind[S], block: Kind[T]) -> Kind[S | T]:
    """A plain value or, where more has to be said, a block (or list)."""

    def read(node: Node, problems: Problems) -> S | T:
        return scalar.read(node, problems) if isinstance(node, Scalar) else block.read(node, problems)

    return Kind(read, scalar.blank, scalar.example)


def _not_block() -> Message:
    return Message("spec.not_block", N_("这里应是“键: 值”的内容"))


@dataclass(slots=True)
class Entry:
    """One record while it is read. Which keys were asked for is remembered: they are the known ones."""

    block: Block
    problems: Problems
    _asked: dict[str, str] = field(default_factory=dict)  # key -> example

    @property
    def place(self) -> Place:
        return self.block.place

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys as written, for records whose shape depends on them (``all``, ``any``, ``not``)."""
        return tuple(self.block.items)

    def place_of(self, key: str) -> Place:
        """The line of a key's value, or of the record where the key is missing."""
        node = self.block.items.get(key)
        return node.place if node is not None else self.place

    def required(self, key: str, kind: Kind[T], *, example: str | None = None) -> T:
        """The value of ``key``; noted as missing and blank when it is not there."""
        shown = example or kind.example
        self._asked[key] = shown
        node = self.block.items.get(key)
        if node is not None:
            return kind.read(node, self.problems)
        params = {"key": key}
        self.problems.add(self.place, Message("spec.missing_key", N_("缺少“{key}”"), params), f"{key}: {shown}")
        return kind.blank()

    def optional(self, key: str, kind: Kind[T], default: D = None) -> T | D:  # type: ignore[assignment]  # None unless D is given
        """The value of ``key``, or ``default`` where it is not written."""
        self._asked[key] = kind.example
        node = self.block.items.get(key)
        return default if node is None else kind.read(node, self.problems)

    def check(self, holds: bool, key: str, message: Message, example: str) -> None:
        """Note ``message`` at ``key`` unless it ``holds``. For rules between several values."""
        if not holds:
            self.problems.add(self.place_of(key), message, example)

    def in_order(self, first: str, last: str) -> None:
        """Refuse a ``last`` day before the ``first``; both may be missing."""
        first_day, last_day = self._day_or_none(first), self._day_or_none(last)
        if first_day is None or last_day is None or first_day <= last_day:
            return
        params = {"first": first, "last": last, "first_day": first_day, "last_day": last_day}
        text = N_("日期次序颠倒：{last}（{last_day}）早于 {first}（{first_day}）")
        self.problems.add(self.place_of(last), Message("spec.days_reversed", text, params), f"{last}: {first_day}")

    def _day_or_none(self, key: str) -> date | None:
        quiet = Problems()  # a wrong day is noted where the day itself is read
        node = self.block.items.get(key)
        day = None if node is None else DAY.read(node, quiet)
        return None if quiet.errors else day

    def refuse_unknown_keys(self) -> None:
        for key, place in self.block.key_places.items():
            if key not in self._asked:
                self._refuse_unknown(key, place)

    def _refuse_unknown(self, key: str, place: Place) -> None:
        close = get_close_matches(key, self._asked, n=1)
        if close:
            message = Message(
                "spec.unknown_key", N_("不认识的键“{key}”，是否应为“{close}”"), {"key": key, "close": close[0]}
            )
        else:
            known = "、".join(self._asked)
            message = Message("spec.unknown_key", N_("不认识的键“{key}”；可用：{known}"), {"key": key, "known": known})
        known_key = close[0] if close else next(iter(self._asked), "id")
        self.problems.add(place, message, f"{known_key}: {self._asked.get(known_key, '')}")


def read_file(path: Path, kind: Kind[T], problems: Problems | None = None) -> T:
    """Read one file. With ``problems`` its errors join the others', without it they are raised at once."""
    if problems is None:
        with gathering() as own:
            return read_file(path, kind, own)
    name = _shown(path)
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        message = Message("spec.no_file", N_("读不到文件：{reason}"), {"reason": error.strerror or str(error)})
    except UnicodeDecodeError:
        message = Message("spec.not_utf8", N_("文件不是 UTF-8 编码"))
    else:
        return read_text(text, name, kind, problems)
    problems.add(Place(name, 1), message, "campaigns/shenyang-2021-32.yaml（UTF-8）")
    return kind.blank()


def read_text(text: str, file: str, kind: Kind[T], problems: Problems | None = None) -> T:
    """Read ``text`` as the content of ``file``; errors as in :func:`read_file`."""
    if problems is None:
        with gathering() as own:
            return read_text(text, file, kind, own)
    node = parse(text, file, problems)
    return kind.blank() if node is None else kind.read(node, problems)


def _shown(path: Path) -> str:
    """The name in messages: short below ``specs/``, else as given."""
    return path.relative_to(SPECS).as_posix() if path.is_relative_to(SPECS) else str(path)
