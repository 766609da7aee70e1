"""Editable documents and templates, read back; LibreOffice opens them where it is installed."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from pypdf import PdfReader
from tests.domain.papers.test_composing import DAY, composed, full

from duban.documents.papers import to_pdf
from duban.documents.papers.docx import template_of, to_docx
from duban.documents.papers.templates import MAX_BYTES, fill_template, template_refusal
from duban.domain.law import Law
from duban.domain.papers.composing import compose
from duban.domain.papers.sheet import sheet_of
from duban.domain.papers.vocabulary import PaperKind
from duban.specs.loader import load_calendar, load_deadlines, load_lawbook
from duban.specs.papers_loader import load_forms


@pytest.fixture(scope="module")
def law() -> Law:
    return Law(load_lawbook(), load_deadlines(), load_calendar())


def words(content: bytes) -> str:
    """All text of the document: paragraphs and cells, without blanks."""
    document = Document(BytesIO(content))
    found = [paragraph.text for paragraph in document.paragraphs]
    found += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "".join("".join(found).split())


def printed(kind: PaperKind, law: Law) -> Any:
    form = load_forms()[kind]
    return sheet_of(form, composed(kind, law), DAY, signer="示例甲", draft=False, correction=None)


@pytest.mark.parametrize("kind", PaperKind)
def test_the_document_says_what_the_pdf_says(kind: PaperKind, law: Law) -> None:
    sheet = printed(kind, law)
    document = words(to_docx(sheet))
    pdf = "".join("".join(p.extract_text().split()) for p in PdfReader(BytesIO(to_pdf(sheet).content)).pages)
    for block in sheet.blocks:
        for part in (block.get("text", ""), *block.get("lines", ()), *(c["text"] for c in block.get("cells", ()))):
            plain = "".join(part.split())
            assert plain in document
            assert plain in pdf.replace("\u200b", "")


@pytest.mark.parametrize("kind", PaperKind)
def test_the_blank_template_is_accepted_and_filled(kind: PaperKind, law: Law) -> None:
    form = load_forms()[kind]
    template = template_of(form)
    assert template_refusal(template, form) is None
    paper = compose(form, full(form), (), law, DAY)
    found = words(fill_template(template, paper.words))
    assert "{" not in found
    assert "".join(paper.heading.split()) in found


def test_what_is_filled_in_is_no_markup(law: Law) -> None:
    form = load_forms()[PaperKind.EXTENSION_REPLY]
    paper = compose(form, full(form) | {"enterprise": "<b>&{{ number }}"}, (), law, DAY)
    assert "<b>&{{number}}" in words(fill_template(template_of(form), paper.words))


def test_a_condition_of_a_template_holds_for_facts_that_are_there(law: Law) -> None:
    form = load_forms()[PaperKind.PENALTY_UNIT]
    paper = compose(form, full(form) | {"fine": None}, (), law, DAY)
    assert "罚款金额" not in words(fill_template(template_of(form), paper.words))


def test_a_template_is_not_larger_than_the_limit() -> None:
    refusal = template_refusal(b"x" * (MAX_BYTES + 1), load_forms()[PaperKind.CARD_NOTICE])
    assert refusal is not None
    assert refusal.rule == "template.size"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed on this machine")
def test_libreoffice_opens_every_document(law: Law, tmp_path: Path) -> None:
    for kind in PaperKind:
        (tmp_path / f"{kind}.docx").write_bytes(to_docx(printed(kind, law)))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf"]
    files = sorted(str(path) for path in tmp_path.glob("*.docx"))
    subprocess.run([*command, "--outdir", str(tmp_path), *files], check=True, capture_output=True, timeout=300)
    for kind in PaperKind:
        assert len(PdfReader(tmp_path / f"{kind}.pdf").pages) >= 1
