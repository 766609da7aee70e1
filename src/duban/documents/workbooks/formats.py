"""Formats 文件格式 by content, never by name; what is locked, armed or too big is refused unparsed. In the child."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from duban.documents.workbooks import limits

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BINARY_STARTS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")
_MARKUP_STARTS = (b"<!doctype", b"<html", b"<table", b"<?xml", b"<meta", b"<head")
_DIRECTORY_ENTRY = 128  # bytes; every entry of a compound file begins at a multiple of it
_MB = 2**20


class Unreadable(Exception):  # noqa: N818 -- travels to the parent as a reason, where it becomes a Refusal
    """A reason from ``refusals`` and its parameters."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params: Mapping[str, object] = params


def kind_of(data: bytes) -> str:
    """``xlsx``, ``xls`` (also WPS .et) or ``csv``; raises :class:`Unreadable` for everything else."""
    if not data:
        raise Unreadable("empty")
    if data.startswith(_ZIP):
        _check_package(data)
        return "xlsx"
    if data.startswith(_OLE):
        _check_compound_file(data)
        return "xls"
    start = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(_MARKUP_STARTS):
        raise Unreadable("web_page")
    if data.startswith(_BINARY_STARTS) or (b"\0" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff"))):
        raise Unreadable("unknown_format")
    return "csv"


def _check_package(data: bytes) -> None:
    """An .xlsx is a zip: its table of contents tells the unpacked size before anything is unpacked."""
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
    except zipfile.BadZipFile:
        raise Unreadable("truncated") from None
    parts = package.infolist()
    unpacked = sum(part.file_size for part in parts)
    ratio = unpacked // max(len(data), 1)
    armed = unpacked > limits.RATIO_MATTERS_FROM and ratio > limits.MAX_RATIO
    if unpacked > limits.MAX_UNPACKED or armed or len(parts) > limits.MAX_PARTS:
        raise Unreadable("zip_bomb", size=unpacked // _MB, ratio=ratio)
    names = {part.filename for part in parts}
    if any(name.endswith("vbaProject.bin") for name in names):
        raise Unreadable("macros")
    if "xl/workbook.xml" not in names:
        raise Unreadable("unknown_format")
    if b"macroEnabled" in package.read("[Content_Types].xml"):
        raise Unreadable("macros")


def _check_compound_file(data: bytes) -> None:
    """An .xls or .et is a compound file; a locked .xlsx is one too, with the locked package inside."""
    if has_entry(data, "EncryptedPackage") or has_entry(data, "EncryptionInfo"):
        raise Unreadable("password")
    if has_entry(data, "_VBA_PROJECT_CUR"):
        raise Unreadable("macros")
    if not (has_entry(data, "Workbook") or has_entry(data, "Book")):
        raise Unreadable("truncated" if len(data) % 512 else "unknown_format")


def has_entry(data: bytes, name: str) -> bool:
    """Whether the directory of a compound file has an entry of that name."""
    pattern = name.encode("utf-16-le") + b"\0\0"
    position = data.find(pattern)
    while position >= 0:
        if position % _DIRECTORY_ENTRY == 0:
            return True
        position = data.find(pattern, position + 2)
    return False


def decoded(data: bytes) -> str:
    """Text of a .csv: UTF-8 with or without mark, UTF-16 with mark, else GB18030 (what Chinese Excel writes)."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded_as(data, "utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _decoded_as(data, "gb18030")


def _decoded_as(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise Unreadable("not_text") from None
