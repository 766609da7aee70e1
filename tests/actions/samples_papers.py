"""Samples of the deeds on papers, by the people of 铁西区."""

from __future__ import annotations

import io
from datetime import date
from typing import Any
from uuid import UUID

from tests.actions.samples import Sample
from tests.actions.samples_submissions import scan
from tests.actions.steps import CASE, DUE, GENERAL, issued, visited
from tests.actions.world import CAMPAIGN, DAY, TIEXI, do

from duban.documents.papers.docx import template_of
from duban.domain.papers.vocabulary import PaperKind
from duban.records import files
from duban.specs.papers_loader import load_forms

OFFICER, APPROVER, CLERK = f"officer-{TIEXI}", f"approver-{TIEXI}", f"clerk-{TIEXI}"
LETTERHEAD = {
    "address": "示例市铁西区示例路1号",
    "postcode": "110000",
    "telephone": "024-00000000",
    "review_body": "示例铁西区人民政府",
    "court": "示例铁西区人民法院",
    "bank": "示例银行",
    "bank_account": "0000",
}
NOTICE_TEXTS = {
    "facts": "安全出口堵塞",
    "evidence": "现场检查记录",
    "broken": "有关规定",
    "basis": "有关规定",
    "intended": "警告",
}


def letterhead(on: date = date(2021, 7, 1), **changes: Any) -> None:
    do("set_letterhead", by=CLERK, on=on, **(LETTERHEAD | changes))


def order(on: date = DAY) -> UUID:
    """An issued order of the unit whose letterhead is set."""
    letterhead()
    visit, (hazard,) = visited(GENERAL, on=on)
    return issued(visit, {hazard: DUE}, on=on)[0]


def produced(on: date = DAY) -> UUID:
    """The paper of an order."""
    paper: UUID = do("produce_paper", by=OFFICER, on=on, **_of_order(order(on)))
    return paper


def _of_order(record: UUID) -> dict[str, Any]:
    return {"campaign": CAMPAIGN, "kind": "rectification_order", "subject": record}


def notice(on: date = DAY, **texts: str) -> UUID:
    """A draft of a notice of an intended penalty."""
    letterhead()
    visit, _hazards = visited(GENERAL, on=on)
    paper: UUID = do("draft_paper", by=OFFICER, on=on, **_notice(visit, texts))
    return paper


def _notice(visit: UUID, texts: dict[str, str]) -> dict[str, Any]:
    return {"campaign": CAMPAIGN, "kind": "penalty_notice", "subject": visit, "texts": NOTICE_TEXTS | texts}


def in_review(on: date = DAY, **texts: str) -> UUID:
    paper = notice(on, **texts)
    do("submit_paper", by=OFFICER, on=on, paper=paper)
    return paper


def template(kind: str = "rectification_order") -> dict[str, Any]:
    """The inputs that tell of a kept template."""
    kept = files.keep(io.BytesIO(template_of(load_forms()[PaperKind(kind)])))
    return {"kind": kind, "sha256": kept.sha256, "name": "示例模板.docx"}


def _drafting() -> Sample:
    letterhead()
    return Sample(OFFICER, _notice(visited(GENERAL)[0], {}))


def _ended() -> Sample:
    do("set_paper_template", by=CLERK, **template())
    return Sample(CLERK, {"kind": "rectification_order", "reason": "改用系统式样"})


def archiving(*papers: UUID, **changes: Any) -> dict[str, Any]:
    told = {"title": "示例案", "cause": "安全出口堵塞", "filed_number": "示例2021-1", "retention": "长期"}
    return {**CASE, **told, "papers": list(papers)} | changes


SAMPLES = {
    "archive_case_file": lambda: Sample(OFFICER, archiving(produced())),
    "attach_paper_scan": lambda: Sample(OFFICER, {"paper": produced(), **scan()}),
    "correct_paper": lambda: Sample(OFFICER, {"paper": produced(), "reason": "印刷有误"}),
    "discard_paper": lambda: Sample(OFFICER, {"paper": notice()}),
    "draft_paper": _drafting,
    "edit_paper": lambda: Sample(OFFICER, {"paper": notice(), "texts": NOTICE_TEXTS | {"intended": "警告，罚款"}}),
    "end_paper_template": _ended,
    "issue_paper": lambda: Sample(APPROVER, {"paper": in_review()}),
    "produce_paper": lambda: Sample(OFFICER, _of_order(order())),
    "return_paper": lambda: Sample(APPROVER, {"paper": in_review(), "reason": "事实写得不清楚"}),
    "set_letterhead": lambda: Sample(CLERK, LETTERHEAD),
    "set_paper_template": lambda: Sample(CLERK, template()),
    "submit_paper": lambda: Sample(OFFICER, {"paper": notice()}),
    "withdraw_paper": lambda: Sample(APPROVER, {"paper": produced(), "reason": "重复制作"}),
}
