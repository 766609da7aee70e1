"""YAML 1.2 text to nodes that know their line: every scalar stays the string that was written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

from duban.domain.messages import N_, Message
from duban.specs.places import Place, Problems


@dataclass(frozen=True, slots=True)
class Scalar:
    """One written value; ``empty`` when nothing stands after the colon."""

    place: Place
    value: str
    empty: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """Keys and values; ``key_places`` holds the line of each key."""

    place: Place
    items: Mapping[str, Node]
    key_places: Mapping[str, Place]


@dataclass(frozen=True, slots=True)
class Series:
    """A list of nodes."""

    place: Place
    items: tuple[Node, ...]


Node = Scalar | Block | Series


def parse(text: str, file: str, problems: Problems) -> Node | None:
    """The file's only document, or ``None`` after its syntax error was added to ``problems``."""
    try:
        root = YAML(typ="safe", pure=True).compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        _refuse_syntax(Place(file, mark.line + 1 if mark else 1), str(error.problem or error.context), problems)
        return None
    except YAMLError as error:
        _refuse_syntax(Place(file, 1), str(error).splitlines()[0], problems)
        return None
    if root is None:
        problems.add(Place(file, 1), Message("spec.empty_file", N_("文件是空的")), "id: shenyang-2021-32")
        return None
    return _node(root, file, problems)


def _refuse_syntax(place: Place, reason: str, problems: Problems) -> None:
    message = Message("spec.not_yaml", N_("不是有效的 YAML：{reason}"), {"reason": reason})
    problems.add(place, message, N_("键: 值（冒号后空一格，用空格缩进）"))


def _node(node: object, file: str, problems: Problems) -> Node:
    if isinstance(node, MappingNode):
        return _block(node, file, problems)
    if isinstance(node, SequenceNode):
        return Series(_place(node, file), tuple(_node(item, file, problems) for item in node.value))
    assert isinstance(node, ScalarNode)  # noqa: S101 -- YAML has no fourth kind of node
    return Scalar(_place(node, file), node.value, empty=node.style is None and node.value in {"", "~", "null"})


def _block(node: MappingNode, file: str, problems: Problems) -> Block:
    items: dict[str, Node] = {}
    places: dict[str, Place] = {}
    for key_node, value_node in node.value:
        place = _place(key_node, file)
        if not isinstance(key_node, ScalarNode):
            problems.add(place, Message("spec.key_not_text", N_("键必须是一个词")), "title: 中华人民共和国安全生产法")
        elif key_node.value in items:
            params = {"key": key_node.value, "first": places[key_node.value].line}
            problems.add(
                place,
                Message("spec.duplicate_key", N_("键“{key}”重复，第{first}行已有"), params),
                N_("同一层内每个键只写一次"),
            )
        else:
            places[key_node.value] = place
            items[key_node.value] = _node(value_node, file, problems)
    return Block(_place(node, file), items, places)


def _place(node: MappingNode | SequenceNode | ScalarNode, file: str) -> Place:
    return Place(file, node.start_mark.line + 1)
