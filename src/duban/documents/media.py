"""Media types 文件类型 by content, never by name: what evidence may be, and nothing that a reader's machine would run.

An allow-list: pictures, video, sound, PDF and OFD, office documents without macros, plain text. Of a container only
the table of contents is read, and that only when it is small.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from typing import BinaryIO

from duban.documents.workbooks.formats import has_entry
from duban.domain.rules.evidence import ACTIVE, LIMITS, MACROS, PROGRAM, UNKNOWN

_HEAD = 4096  # bytes
_MOST_CONTENTS = 4 << 20  # bytes of a container's table of contents
_END_OF_ZIP = b"PK\x05\x06"

_STARTS: Mapping[bytes, str] = {
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"GIF87a": "image/gif",
    b"GIF89a": "image/gif",
    b"II*\0": "image/tiff",
    b"MM\0*": "image/tiff",
    b"\x1aE\xdf\xa3": "video/x-matroska",
    b"\0\0\x01\xba": "video/mpeg",
    b"ID3": "audio/mpeg",
    b"\xff\xfb": "audio/mpeg",
    b"\xff\xf3": "audio/mpeg",
    b"OggS": "audio/ogg",
    b"#!AMR": "audio/amr",
    b"%PDF-": "application/pdf",
}
_RIFF = {b"WEBP": "image/webp", b"AVI ": "video/x-msvideo", b"WAVE": "audio/wav"}
_BRANDS = {b"heic": "image/heic", b"heix": "image/heic", b"mif1": "image/heic", b"qt  ": "video/quicktime",
           b"M4A ": "audio/mp4", b"3gp4": "video/3gpp", b"3gp5": "video/3gpp"}  # fmt: skip
_OFFICE = {"word/document.xml": "vnd.openxmlformats-officedocument.wordprocessingml.document",
           "xl/workbook.xml": "vnd.openxmlformats-officedocument.spreadsheetml.sheet",
           "ppt/presentation.xml": "vnd.openxmlformats-officedocument.presentationml.presentation",
           "OFD.xml": "ofd"}  # fmt: skip
_COMPOUND = {"WordDocument": "msword", "Workbook": "vnd.ms-excel", "Book": "vnd.ms-excel",
             "PowerPoint Document": "vnd.ms-powerpoint"}  # fmt: skip
_PROGRAMS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"L\0\0\0\x01\x14\x02\0", b"dex\n")
_RUN = (".bin", ".exe", ".js", ".vbs")  # parts of a package: macros and embedded objects are .bin
_MARKUP = (b"<!doctype", b"<html", b"<head", b"<body", b"<script", b"<svg", b"<iframe", b"<?xml", b"<?php", b"<%")


def media_type_of(content: BinaryIO) -> str:
    """The media type, or why there is none: ``ACTIVE``, ``MACROS``, ``PROGRAM`` or ``UNKNOWN``."""
    head = content.read(_HEAD)
    for begin, name in _STARTS.items():
        if head.startswith(begin):
            return name
    if head[:4] == b"RIFF":
        return _RIFF.get(head[8:12], UNKNOWN)
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12], "video/mp4")
    if head.startswith(_PROGRAMS):
        return PROGRAM
    container = _CONTAINERS.get(head[:4])
    return container(content) if container else _text(head, content)


def _package(content: BinaryIO) -> str:
    """An office document or a national OFD is a zip; macros, embedded programs and other zips are none."""
    if not _has_small_contents(content):
        return UNKNOWN
    try:
        with zipfile.ZipFile(content) as package:
            names = set(package.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return UNKNOWN
    if any(name.lower().endswith(_RUN) and "printersettings" not in name.lower() for name in names):
        return MACROS
    return next((f"application/{name}" for part, name in _OFFICE.items() if part in names), UNKNOWN)


def _has_small_contents(content: BinaryIO) -> bool:
    size = content.seek(0, 2)
    content.seek(max(0, size - (1 << 16) - 22))
    tail = content.read()
    found = tail.rfind(_END_OF_ZIP)
    return found >= 0 and int.from_bytes(tail[found + 12 : found + 16], "little") <= _MOST_CONTENTS


def _compound(content: BinaryIO) -> str:
    """An older office document: names of its parts stand in its directory."""
    content.seek(0)
    data = content.read()
    if any(has_entry(data, name) for name in ("VBA", "_VBA_PROJECT", "_VBA_PROJECT_CUR", "Macros", "\x01Ole10Native")):
        return MACROS
    return next((f"application/{kind}" for name, kind in _COMPOUND.items() if has_entry(data, name)), UNKNOWN)


_CONTAINERS: Mapping[bytes, Callable[[BinaryIO], str]] = {b"PK\x03\x04": _package, b"\xd0\xcf\x11\xe0": _compound}


def _text(head: bytes, content: BinaryIO) -> str:
    """Plain text in UTF-8 or GB18030; markup and scripts are text too, and refused."""
    content.seek(0)
    data = content.read(LIMITS["text"] + 1)
    if not data or b"\0" in data or any(sign < ord(" ") and sign not in b"\t\n\f\r" for sign in set(data)):
        return UNKNOWN
    if head.startswith(b"#!") or any(mark in head.lower() for mark in _MARKUP):
        return ACTIVE
    return "text/plain" if _decodes(data) else UNKNOWN


def _decodes(data: bytes) -> bool:
    for encoding in ("utf-8", "gb18030"):
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return True
    return False
