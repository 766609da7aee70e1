"""The stamp of a return on its PDF and workbook: a draft says so, a signed one leads to its verification."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import segno
from openpyxl import load_workbook
from pypdf import PdfReader
from tests.documents.annex_samples import district_annex_1, district_annex_2

from duban.documents.annexes import WRITERS
from duban.documents.annexes.stamp import code_png, code_svg, stamp_lines
from duban.domain.annex_table import AnnexTable, Stamp

DIGEST = "0123456789abcdef" * 4
URL = f"http://127.0.0.1:8000/verify/?hash={DIGEST}"
SIGNED, DRAFT = Stamp(DIGEST, URL), Stamp()


def text(table: AnnexTable) -> str:
    pages = PdfReader(io.BytesIO(WRITERS["pdf"](table))).pages
    return "".join("".join(page.extract_text().split()) for page in pages)


def cells(table: AnnexTable) -> list[str]:
    sheet = load_workbook(io.BytesIO(WRITERS["xlsx"](table))).worksheets[0]
    return [str(value) for row in sheet.iter_rows(values_only=True) for value in row if value is not None]


@pytest.mark.parametrize("make", [district_annex_1, district_annex_2])
def test_a_signed_return_bears_its_digest_and_the_address_of_its_verification(make: Any) -> None:
    table = replace(make(), stamp=SIGNED)
    assert f"校验值（SHA-256）：{DIGEST}" in text(table)
    assert f"核验：{URL}" in text(table)
    assert "草稿" not in text(table)
    assert f"校验值（SHA-256）：{DIGEST}" in cells(table)


def test_a_draft_says_so_on_every_page_and_bears_no_code() -> None:
    table = replace(district_annex_1(), stamp=DRAFT)
    assert "草稿：尚未审签" in text(table)
    assert "校验值" not in text(table)
    assert any(cell.startswith("草稿") for cell in cells(table))
    assert code_svg(DRAFT) == ""
    assert len(load_workbook(io.BytesIO(WRITERS["xlsx"](table))).worksheets[0]._images) == 0


def test_the_code_holds_the_address_and_nothing_else() -> None:
    assert code_svg(SIGNED) == segno.make(URL, error="m", micro=False).svg_inline(border=1)
    assert code_png(SIGNED).read().startswith(b"\x89PNG")
    images = load_workbook(io.BytesIO(WRITERS["xlsx"](replace(district_annex_1(), stamp=SIGNED)))).worksheets[0]._images
    assert len(images) == 1


def test_a_form_that_is_only_looked_at_has_no_stamp() -> None:
    plain = json.loads(WRITERS["json"](district_annex_1()))
    assert "sha256" not in plain
    told = json.loads(WRITERS["json"](replace(district_annex_1(), stamp=SIGNED)))
    assert (told["sha256"], told["verify"]) == (DIGEST, URL)
    assert "校验值" not in text(district_annex_1())


def test_equal_stamps_give_equal_bytes() -> None:
    table = replace(district_annex_1(), stamp=SIGNED)
    for kind in ("pdf", "xlsx"):
        assert WRITERS[kind](table) == WRITERS[kind](table)


def test_the_lines_of_a_stamp() -> None:
    assert stamp_lines(SIGNED)[1] == f"核验：{URL}"
    assert len(stamp_lines(DRAFT)) == 1


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed on this machine")
def test_libreoffice_opens_the_workbooks_and_prints_what_they_say(tmp_path: Path) -> None:
    for name, table in (("one", district_annex_1()), ("two", district_annex_2())):
        (tmp_path / f"{name}.xlsx").write_bytes(WRITERS["xlsx"](replace(table, stamp=SIGNED)))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf"]
    files = sorted(str(path) for path in tmp_path.glob("*.xlsx"))
    subprocess.run([*command, "--outdir", str(tmp_path), *files], check=True, capture_output=True, timeout=300)
    for name in ("one", "two"):
        pages = PdfReader(tmp_path / f"{name}.pdf").pages
        assert DIGEST in "".join("".join(page.extract_text().split()) for page in pages)
