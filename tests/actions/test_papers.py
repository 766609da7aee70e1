"""文书: produced from a decision or reviewed for itself, frozen when issued, corrected by a new one."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from pypdf import PdfReader
from tests.actions.samples_papers import (
    APPROVER,
    CLERK,
    NOTICE_TEXTS,
    OFFICER,
    in_review,
    letterhead,
    notice,
    order,
    produced,
)
from tests.actions.samples_submissions import scan
from tests.actions.steps import CASE, DUE, GENERAL, day, issued, visited
from tests.actions.test_letterheads import document
from tests.actions.world import CAMPAIGN, DAY, HUNNAN, TIEXI, an_id, do, refused, rows, stored

from duban.records import files
from duban.records.models import DocumentNumber, Paper, RectificationOrder

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

pytestmark = pytest.mark.usefixtures("world")


def of_order(record: UUID, **changes: Any) -> dict[str, Any]:
    return {"by": OFFICER, "campaign": CAMPAIGN, "kind": "rectification_order", "subject": record} | changes


def text(paper: UUID) -> str:
    """The words of the kept PDF without breaks."""
    content = files.path_of(stored(Paper, paper).sha256).read_bytes()
    return "".join("".join(page.extract_text().split()) for page in PdfReader(BytesIO(content)).pages)


# Produced from a decision -----------------------------------------------------------------------------------------


def test_the_paper_of_an_order_bears_its_number_its_day_and_the_articles_of_that_day() -> None:
    record = order()
    row = stored(Paper, do("produce_paper", **of_order(record, on=day("08-01"))))
    assert (row.state, row.number) == ("issued", stored(RectificationOrder, record).number)
    assert (row.law_on, row.issued_on, row.issued_by_id) == (DAY, day("08-01"), an_id(OFFICER))
    words = text(row.pk)
    for part in (
        "责令限期整改指令书",
        row.number,
        "安全出口堵塞",
        "2021年8月20日前",
        "第六十二条",
        "示例铁西区人民政府",
    ):
        assert part in words


@pytest.mark.parametrize(("on", "article"), [("08-20", "第六十二条"), ("09-05", "第六十五条")])
def test_papers_before_and_after_the_change_of_law_cite_their_own_articles(on: str, article: str) -> None:
    letterhead()
    visit, (hazard,) = visited(GENERAL, on=day(on))
    record = issued(visit, {hazard: day("09-30")}, on=day(on))[0]
    assert article in text(do("produce_paper", **of_order(record, on=day("09-06"))))


def test_equal_papers_are_equal_byte_for_byte() -> None:
    paper = stored(Paper, produced())
    again = do("correct_paper", by=OFFICER, paper=paper.pk, reason="重印")
    third = do("correct_paper", by=OFFICER, paper=again, reason="重印")
    assert stored(Paper, third).size == pytest.approx(stored(Paper, again).size, rel=0.02)


def test_a_paper_is_made_once_and_not_before_the_decision() -> None:
    record = order()
    do("produce_paper", **of_order(record))
    assert refused("produce_paper", **of_order(record)).rule == "paper.made"
    visit, (hazard,) = visited(GENERAL)
    draft = do("draft_order", by=OFFICER, **CASE, inspection=visit, items=[{"hazard": hazard, "due_on": DUE}])
    assert refused("produce_paper", **of_order(draft)).rule == "paper.undecided"


def test_a_paper_is_not_dated_before_its_decision_was_taken() -> None:
    record = order()
    assert refused("produce_paper", **of_order(record, on=day("07-19"))).rule == "day.order"


def test_what_the_unit_must_say_of_itself_is_asked_for_by_name() -> None:
    visit, (hazard,) = visited(GENERAL)
    record = issued(visit, {hazard: DUE})[0]
    refusal = refused("produce_paper", **of_order(record))
    assert refusal.rule == "paper.missing"
    assert "行政复议机关" in str(refusal)
    assert rows(Paper).count() == 0


def test_later_settings_do_not_reach_back() -> None:
    letterhead(on=day("08-01"))
    visit, (hazard,) = visited(GENERAL)
    record = issued(visit, {hazard: DUE})[0]
    assert refused("produce_paper", **of_order(record, on=day("08-02"))).rule == "paper.missing"


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"kind": "penalty_notice"}, "paper.reviewed"),
        ({"subject": an_id("nothing")}, "paper.source"),
        ({"campaign": "another"}, "paper.not_own"),
        ({"texts": {"facts": "多写的"}}, "paper.text_unknown"),
        ({"by": f"officer-{HUNNAN}"}, "paper.source"),
    ],
)
def test_refusals_of_producing(changes: dict[str, Any], rule: str) -> None:
    assert refused("produce_paper", **of_order(order(), **changes)).rule == rule


def test_a_superior_reads_the_record_and_does_not_write_its_paper() -> None:
    assert refused("produce_paper", **of_order(order(), by="officer-210100")).rule == "paper.not_own"


# Reviewed for itself ----------------------------------------------------------------------------------------------


def test_a_reviewed_paper_is_numbered_and_frozen_when_another_person_issues_it() -> None:
    paper = in_review()
    do("issue_paper", by=APPROVER, paper=paper)
    row = stored(Paper, paper)
    assert (row.state, row.number, row.law_on) == ("issued", "（示例）铁应急罚告〔2021〕1号", DAY)
    assert "三日内" in text(paper)
    assert rows(DocumentNumber).filter(document=paper).count() == 1


def test_the_hearing_term_is_that_of_the_day_of_the_notice() -> None:
    letterhead()
    visit, _ = visited(GENERAL, on=day("07-10"))
    found: list[str] = []
    for on in ("07-14", "07-15"):
        inputs = {"campaign": CAMPAIGN, "kind": "hearing_notice", "subject": visit, "texts": NOTICE_TEXTS}
        paper = do("draft_paper", by=OFFICER, on=day(on), **inputs)
        do("submit_paper", by=OFFICER, on=day(on), paper=paper)
        do("issue_paper", by=APPROVER, on=day(on), paper=paper)
        found.append(text(paper))
    assert "三日内" in found[0]
    assert "五个工作日内" in found[1]


def test_a_returned_paper_is_edited_and_sent_again() -> None:
    paper = in_review()
    do("return_paper", by=APPROVER, paper=paper, reason="事实写得不清楚")
    assert (stored(Paper, paper).state, stored(Paper, paper).returned_reason) == ("draft", "事实写得不清楚")
    do("edit_paper", by=OFFICER, paper=paper, texts=NOTICE_TEXTS | {"facts": "二号安全出口被原料堵塞"})
    do("submit_paper", by=OFFICER, paper=paper)
    do("issue_paper", by=APPROVER, paper=paper)
    assert "二号安全出口被原料堵塞" in text(paper)


def test_the_drafter_does_not_issue() -> None:
    assert refused("issue_paper", by=f"all-{TIEXI}", paper=_by_all()).rule == "permission.four_eyes"


def _by_all() -> UUID:
    letterhead()
    visit, _ = visited(GENERAL)
    by = f"all-{TIEXI}"
    inputs = {"campaign": CAMPAIGN, "kind": "penalty_notice", "subject": visit, "texts": NOTICE_TEXTS}
    paper: UUID = do("draft_paper", by=by, **inputs)
    do("submit_paper", by=by, paper=paper)
    return paper


def test_a_paper_in_review_is_not_edited_and_an_unfinished_one_not_sent() -> None:
    assert refused("edit_paper", by=OFFICER, paper=in_review(), texts={}).rule == "paper.not_draft"


def test_an_unfinished_one_is_not_sent() -> None:
    paper = notice(facts="　")
    refusal = refused("submit_paper", by=OFFICER, paper=paper)
    assert refusal.rule == "paper.text_missing"
    assert "违法事实" in str(refusal)


def test_a_paper_of_a_decision_is_not_drafted() -> None:
    inputs = of_order(order())
    assert refused("draft_paper", **inputs).rule == "paper.decided"


def test_a_number_is_used_once() -> None:
    paper = in_review()
    do("issue_paper", by=APPROVER, paper=paper, paper_number="（示例）铁应急罚告〔2021〕9号")
    other = in_review_of_another_visit()
    refusal = refused("issue_paper", by=APPROVER, paper=other, paper_number="（示例）铁应急罚告〔2021〕9号")
    assert "已使用" in str(refusal)


def in_review_of_another_visit() -> UUID:
    visit, _ = visited(GENERAL)
    inputs = {"campaign": CAMPAIGN, "kind": "penalty_notice", "subject": visit, "texts": NOTICE_TEXTS}
    paper: UUID = do("draft_paper", by=OFFICER, **inputs)
    do("submit_paper", by=OFFICER, paper=paper)
    return paper


def test_a_draft_is_discarded_and_another_begun() -> None:
    paper = notice()
    do("discard_paper", by=OFFICER, paper=paper)
    assert stored(Paper, paper).state == "discarded"


# An article that nobody verified ------------------------------------------------------------------------------------


def test_an_unverified_article_blocks_until_it_is_confirmed() -> None:
    letterhead()
    visit, (hazard,) = visited(GENERAL)
    record, items = issued(visit, {hazard: DUE})
    do("deliver", by=OFFICER, document_kind="rectification_order", document=record, method="direct", recipient="甲")
    applied = {"item": items[0], "text": "特大暴雨", "force_majeure": True, "proof": "气象证明"}
    extension = do("apply_extension", by=OFFICER, on=day("07-25"), **applied)
    do("reply_extension", by=APPROVER, on=day("07-27"), extension=extension, granted_to=day("08-25"), reason="属实")
    asked = {"by": OFFICER, "on": day("07-27"), "campaign": CAMPAIGN, "kind": "extension_reply", "subject": extension}
    refusal = refused("produce_paper", **asked)
    assert refusal.rule == "paper.unverified"
    assert "第十七条" in str(refusal)
    reviewer = f"legal_reviewer-{TIEXI}"
    do("confirm_article", by=reviewer, concept="extension_reply", citation="2015", verified=True, note="已核对")
    assert "第十七条" in text(do("produce_paper", **asked))


# Corrected, withdrawn, scanned --------------------------------------------------------------------------------------


def test_a_correction_is_a_new_paper_that_cites_the_old() -> None:
    paper = produced()
    new = do("correct_paper", by=OFFICER, on=day("08-01"), paper=paper, reason="地址印错")
    old, row = stored(Paper, paper), stored(Paper, new)
    assert (old.state, old.corrected_on, row.corrects_id) == ("corrected", day("08-01"), paper)
    assert row.number != old.number
    assert f"更正本机关2021年7月20日作出的{old.number}" in text(new)
    assert refused("correct_paper", by=OFFICER, paper=paper, reason="再改").rule == "paper.not_issued"


def test_the_correction_of_a_reviewed_paper_is_reviewed_and_the_old_one_stands_until_then() -> None:
    paper = in_review()
    do("issue_paper", by=APPROVER, paper=paper)
    new = do("correct_paper", by=OFFICER, paper=paper, reason="处罚种类写错", texts=NOTICE_TEXTS | {"intended": "罚款"})
    assert (stored(Paper, new).state, stored(Paper, paper).state) == ("draft", "issued")
    do("submit_paper", by=OFFICER, paper=new)
    do("issue_paper", by=APPROVER, paper=new)
    assert (stored(Paper, new).state, stored(Paper, paper).state) == ("issued", "corrected")


def test_a_withdrawn_paper_keeps_its_number_and_its_bytes() -> None:
    paper = produced()
    before = stored(Paper, paper)
    assert refused("withdraw_paper", by=APPROVER, on=day("07-19"), paper=paper, reason="误").rule == "day.order"
    do("withdraw_paper", by=APPROVER, paper=paper, reason="重复制作")
    after = stored(Paper, paper)
    assert (after.state, after.sha256, after.number) == ("withdrawn", before.sha256, before.number)
    assert files.size_of(after.sha256) == after.size


def test_the_sealed_scan_is_a_pdf_or_a_picture_of_an_issued_paper() -> None:
    paper = produced()
    do("attach_paper_scan", by=OFFICER, paper=paper, **scan())
    assert stored(Paper, paper).scan is not None
    assert refused("attach_paper_scan", by=OFFICER, paper=notice(), **scan()).rule == "paper.scan_early"
    sheet = scan(document("示例"), "文书.docx", DOCX)
    assert refused("attach_paper_scan", by=OFFICER, paper=paper, **sheet).rule == "paper.scan_type"


def test_a_notice_is_delivered_and_starts_its_clock() -> None:
    paper = in_review()
    asked = {"by": OFFICER, "document_kind": "penalty_notice", "document": paper, "method": "left", "recipient": "甲"}
    assert refused("deliver", **asked).rule == "delivery.before_issue"
    do("issue_paper", by=APPROVER, paper=paper)
    assert refused("deliver", **asked).rule == "delivery.witness"
    do("deliver", **asked, witness="示例社区工作人员")


def test_a_character_that_no_font_has_is_named() -> None:
    letterhead(court="示例𪚥区人民法院")
    visit, (hazard,) = visited(GENERAL)
    record = issued(visit, {hazard: DUE})[0]
    refusal = refused("produce_paper", **of_order(record))
    assert refusal.rule == "paper.glyph"
    assert "𪚥" in str(refusal)


def test_a_clerk_may_draft_what_is_asked_for() -> None:
    row = stored(Paper, notice())
    do("edit_paper", by=CLERK, on=date(2021, 7, 21), paper=row.pk, texts=NOTICE_TEXTS)
    assert stored(Paper, row.pk).prepared_by_id == an_id(CLERK)
