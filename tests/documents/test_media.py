"""Media types 文件类型: evidence is known by its content; what would run on a reader's machine is none."""

from __future__ import annotations

from io import BytesIO

import pytest
from tests.documents.workbooks.test_workbooks_reading import compound_file, package

from duban.documents.media import media_type_of
from duban.domain.rules.evidence import ACTIVE, MACROS, PROGRAM, UNKNOWN

TYPES = b"<Types/>"
DOCX = {"[Content_Types].xml": TYPES, "word/document.xml": b"<x/>"}
XLSX = {"[Content_Types].xml": TYPES, "xl/workbook.xml": b"<x/>", "xl/printerSettings/printerSettings1.bin": b"x"}
OFFICE = "application/vnd.openxmlformats-officedocument."


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"\xff\xd8\xff\xe0 photo", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n....", "image/png"),
        (b"GIF89a....", "image/gif"),
        (b"II*\0....", "image/tiff"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "image/webp"),
        (b"\0\0\0\x18ftypheic....", "image/heic"),
        (b"\0\0\0\x18ftypisom....", "video/mp4"),
        (b"\0\0\0\x14ftypqt  ....", "video/quicktime"),
        (b"RIFF\0\0\0\0AVI LIST", "video/x-msvideo"),
        (b"\0\0\x01\xba....", "video/mpeg"),
        (b"\0\0\0\x18ftypM4A ....", "audio/mp4"),
        (b"ID3\x04....", "audio/mpeg"),
        (b"RIFF\0\0\0\0WAVEfmt ", "audio/wav"),
        (b"#!AMR\n....", "audio/amr"),
        (b"%PDF-1.7\n%....", "application/pdf"),
        (package(DOCX), OFFICE + "wordprocessingml.document"),
        (package(XLSX), OFFICE + "spreadsheetml.sheet"),
        (package({"OFD.xml": b"<x/>"}), "application/ofd"),
        (compound_file("WordDocument"), "application/msword"),
        (compound_file("Workbook"), "application/vnd.ms-excel"),
        ("现场笔录：\n会议室在吊运影响范围内。".encode(), "text/plain"),
        ("现场笔录".encode("gb18030"), "text/plain"),
        (b"a < b and b > c\r\n", "text/plain"),
    ],
)  # fmt: skip
def test_evidence_is_known_by_its_content(content: bytes, found: str) -> None:
    assert media_type_of(BytesIO(content)) == found


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"<!DOCTYPE html><p>x", ACTIVE),
        (b"\n\n  <HTML><body>", ACTIVE),
        (b"a picture <svg onload='x'>", ACTIVE),
        (b"\xef\xbb\xbf<?xml version='1.0'?><svg/>", ACTIVE),
        (b"<?php echo 1; ?>", ACTIVE),
        (b"#!/bin/sh\nrm -rf /\n", ACTIVE),
        (b"MZ\x90\0 a program", PROGRAM),
        (b"\x7fELF....", PROGRAM),
        (b"L\0\0\0\x01\x14\x02\0 a link of Windows", PROGRAM),
        (package(DOCX | {"word/vbaProject.bin": b"x"}), MACROS),
        (package(DOCX | {"word/embeddings/oleObject1.bin": b"x"}), MACROS),
        (package(XLSX | {"xl/evil.EXE": b"x"}), MACROS),
        (compound_file("WordDocument", "Macros"), MACROS),
        (compound_file("Workbook", "_VBA_PROJECT_CUR"), MACROS),
        (compound_file("EncryptionInfo", "EncryptedPackage"), UNKNOWN),
        (package({"AndroidManifest.xml": b"x"}), UNKNOWN),
        (package(DOCX)[:-30], UNKNOWN),
        (b"PK\x03\x04 no zip", UNKNOWN),
        (b"RIFF\0\0\0\0ACON", UNKNOWN),
        (b"a text with \0 in it", UNKNOWN),
        (b"\x1b[31m red", UNKNOWN),
        (b"\xff\xfe\xfa\x80\x81", UNKNOWN),
        (b"", UNKNOWN),
    ],
)  # fmt: skip
def test_what_is_no_evidence_is_told_apart(content: bytes, why: str) -> None:
    assert media_type_of(BytesIO(content)) == why


def test_a_container_with_an_enormous_table_of_contents_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    content = bytearray(package(DOCX))
    end = content.rfind(b"PK\x05\x06")
    content[end + 12 : end + 16] = (5 << 20).to_bytes(4, "little")
    monkeypatch.setattr("zipfile.ZipFile", lambda _: pytest.fail("it was opened"))
    assert media_type_of(BytesIO(content)) == UNKNOWN
