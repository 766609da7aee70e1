"""Broken cells 无值单元格 of an .xlsx: formulas that were never calculated, and errors such as #REF!. In the child.

The reader gives both as blanks. A blank would say "nothing is known" where the clerk believes
to have written something.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import IO
from xml.etree import ElementTree  # parsed under the child's limits of memory and time

from duban.documents.workbooks import limits

_CHUNK = 2**20
_SUSPECT = re.compile(rb'<f[ />]|t="e"')
_CELL = re.compile(rb"<c ([^>]*?)>(.*?)</c>", re.DOTALL)
_PLACE = re.compile(rb'r="([A-Z]{1,3})(\d{1,7})"')
_VALUE = re.compile(rb"<v>[^<]")
_FORMULA = re.compile(rb"<f[ />]")
_NAMESPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

BrokenCells = dict[str, list[tuple[int, int, bool]]]


def broken_cells(data: bytes) -> BrokenCells:
    """By sheet: (row from 1, column from 0, whether it is a formula without a result), ``MAX_BROKEN`` at most."""
    found: BrokenCells = {}
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name, part in _sheet_parts(package):
            with package.open(part) as stream:
                found[name] = _in_sheet(stream)
    return found


def _sheet_parts(package: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Sheet names with the parts that hold them."""
    relations = {
        one.get("Id"): one.get("Target", "")
        for one in ElementTree.fromstring(package.read("xl/_rels/workbook.xml.rels"))  # noqa: S314 -- limited child
    }
    workbook = ElementTree.fromstring(package.read("xl/workbook.xml"))  # noqa: S314 -- limited child
    names = set(package.namelist())
    for sheet in workbook.iter(f"{_NAMESPACE}sheet"):
        target = relations.get(sheet.get(_RELATION), "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if part in names:
            yield sheet.get("name", ""), part


def _in_sheet(stream: IO[bytes]) -> list[tuple[int, int, bool]]:
    found: list[tuple[int, int, bool]] = []
    rest = b""
    while len(found) < limits.MAX_BROKEN and (chunk := stream.read(_CHUNK)):
        chunk = rest + chunk
        cut = chunk.rfind(b"</c>") + len(b"</c>") if b"</c>" in chunk else 0
        rest = chunk[cut:]
        if _SUSPECT.search(chunk, 0, cut):
            found.extend(_in_chunk(chunk[:cut]))
    return found[: limits.MAX_BROKEN]


def _in_chunk(chunk: bytes) -> Iterator[tuple[int, int, bool]]:
    for match in _CELL.finditer(chunk):
        attributes, content = match[1].rpartition(b"<c ")[2], match[2]
        is_error = b't="e"' in attributes
        unknown = _FORMULA.search(content) and not _VALUE.search(content) and b't="str"' not in attributes
        place = _PLACE.search(attributes)
        if place and (is_error or unknown):
            yield int(place[2]), _column(place[1]), not is_error


def _column(letters: bytes) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + letter - ord("A") + 1
    return index - 1
