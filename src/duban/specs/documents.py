"""Documents 文件内容: a spec file as plain text, lists and mappings, to be edited in forms and written back.

Forms keep whatever was typed, right or wrong; what a value must be is judged by the same kinds that read the file
(``duban.specs.reading``), and a fault leads back to the value by its path. ``from_text(written(d)) == d``.
"""

from __future__ import annotations

from io import StringIO
from typing import TypeAlias, TypeVar

from ruamel.yaml import YAML

from duban.specs.nodes import Block, Node, Scalar, Series, parse
from duban.specs.places import Place, gathering

Document: TypeAlias = "str | list[Document] | dict[str, Document]"
"""Every scalar is the string that was written; an absent value is simply not there."""

Path: TypeAlias = tuple[str | int, ...]
"""The way to a value: keys and places in lists, from 0."""

T = TypeVar("T")
_WIDE = 1_000_000  # no line is folded: what is compared line by line should not move


def from_text(text: str, file: str) -> Document:
    """The content of a file; ``SpecErrors`` where it is no YAML."""
    with gathering() as problems:
        node = parse(text, file, problems)
    assert node is not None  # noqa: S101 -- a file without a document is an error, raised above
    return _plain(node)


def _plain(node: Node) -> Document:
    if isinstance(node, Scalar):
        return "" if node.empty else node.value
    if isinstance(node, Series):
        return [_plain(item) for item in node.items]
    return {key: _plain(item) for key, item in node.items.items()}


def written(document: Document) -> str:
    """The file's text, in the order of the keys; read again it is the same document."""
    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style = False
    yaml.allow_unicode = True
    yaml.width = _WIDE
    yaml.sort_base_mapping_type_on_output = False  # type: ignore[assignment]  # declared with its default, None
    text = StringIO()
    yaml.dump(document, text)
    return text.getvalue()


class Numbered:
    """A document as nodes, each on a line of its own, so that a fault's line is the path of one value."""

    def __init__(self, document: Document) -> None:
        self._paths: list[Path] = []
        self.node = self._node(document, ())

    def path(self, place: Place) -> Path:
        """Where in the document a fault lies."""
        return self._paths[place.line]

    def _place(self, path: Path) -> Place:
        self._paths.append(path)
        return Place("", len(self._paths) - 1)

    def _node(self, document: Document, path: Path) -> Node:
        place = self._place(path)
        if isinstance(document, str):
            return Scalar(place, document, empty=not document)
        if isinstance(document, list):
            return Series(place, tuple(self._node(each, (*path, at)) for at, each in enumerate(document)))
        items = {key: self._node(each, (*path, key)) for key, each in document.items()}
        return Block(place, items, {key: items[key].place for key in items})


def at(document: Document, path: Path) -> Document | None:
    """The value at the path; ``None`` where nothing is written."""
    found: Document | None = document
    for step in path:
        if isinstance(found, dict) and isinstance(step, str):
            found = found.get(step)
        elif isinstance(found, list) and isinstance(step, int) and step < len(found):
            found = found[step]
        else:
            return None
    return found
