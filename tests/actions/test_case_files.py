"""案卷: bound in order with cover and index, and locked."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from tests.actions.samples_papers import APPROVER, OFFICER, archiving, in_review, notice, produced
from tests.actions.samples_submissions import scan
from tests.actions.world import HUNNAN, do, refused, rows, stored

from duban.records import files
from duban.records.models import CaseFile, Paper

pytestmark = pytest.mark.usefixtures("world")


def blank_pdf(pages: int) -> bytes:
    writer, target = PdfWriter(), BytesIO()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    writer.write(target)
    return target.getvalue()


def picture() -> bytes:
    target = BytesIO()
    Image.new("RGB", (300, 400), "white").save(target, "PNG")
    return target.getvalue()


def archived(*papers: UUID, **changes: Any) -> CaseFile:
    return stored(CaseFile, do("archive_case_file", by=OFFICER, **archiving(*papers, **changes)))


def pages(file: CaseFile) -> list[str]:
    reader = PdfReader(BytesIO(files.path_of(file.sha256).read_bytes()))
    return ["".join(page.extract_text().split()) for page in reader.pages]


def test_papers_and_their_scans_are_bound_in_the_order_given() -> None:
    first, second = produced(), in_review()
    do("issue_paper", by=APPROVER, paper=second)
    do("attach_paper_scan", by=OFFICER, paper=first, **scan(blank_pdf(2)))
    do("attach_paper_scan", by=OFFICER, paper=second, **scan(picture(), "扫描.png", "image/png"))
    file = archived(second, first)
    assert [line["title"] for line in file.contents] == ["行政处罚告知书", "责令限期整改指令书"]
    assert [line["pages"] for line in file.contents] == ["1–2", "3–5"]
    found = pages(file)
    assert (len(found), file.pages) == (2 + 5, 5)
    assert "卷内目录" in found[1]
    assert "行政处罚告知书" in found[2]
    assert found[5].startswith("4")  # the number laid over the blank page of the scan


def test_the_cover_says_what_the_file_is_about() -> None:
    cover = pages(archived(produced(), opened_on="2021-07-20", closed_on="2021-07-30", result="已整改"))[0]
    for part in ("安全出口堵塞", "已整改", "示例2021-1", "2021年7月30日", "长期"):
        assert part in cover


def test_a_paper_in_an_archived_file_does_not_change() -> None:
    paper = produced()
    archived(paper)
    assert refused("withdraw_paper", by=APPROVER, paper=paper, reason="误").rule == "paper.archived"
    assert refused("correct_paper", by=OFFICER, paper=paper, reason="误").rule == "paper.archived"
    assert refused("attach_paper_scan", by=OFFICER, paper=paper, **scan()).rule == "paper.archived"
    again = archiving(paper, filed_number="示例2021-2")
    assert refused("archive_case_file", by=OFFICER, **again).rule == "case_file.archived"


def test_what_cannot_be_bound_is_refused_by_name() -> None:
    draft = notice()
    assert refused("archive_case_file", by=OFFICER, **archiving(draft)).rule == "case_file.not_issued"


def test_a_scan_that_cannot_be_opened_is_named() -> None:
    paper = produced()
    do("attach_paper_scan", by=OFFICER, paper=paper, **scan())  # begins like a PDF and is none
    refusal = refused("archive_case_file", by=OFFICER, **archiving(paper))
    assert refusal.rule == "case_file.unreadable"
    assert "责令限期整改指令书" in str(refusal)
    assert rows(CaseFile).count() == 0
    assert stored(Paper, paper).case_file_id is None


def test_a_number_is_used_once() -> None:
    archived(produced())
    other = in_review()
    do("issue_paper", by=APPROVER, paper=other)
    assert "已使用" in str(refused("archive_case_file", by=OFFICER, **archiving(other)))


def test_another_unit_does_not_bind_it() -> None:
    asked = archiving(produced())
    assert refused("archive_case_file", by=f"officer-{HUNNAN}", **asked).rule == "ledger.not_listed"
    assert refused("archive_case_file", by="officer-210100", **asked).rule == "record.unknown"
