"""Papers composed from facts and the law of the day: before and after a switch the same wording, other articles."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from duban.domain.calendars import SHANGHAI
from duban.domain.deadline_rules import Term, WrittenDate
from duban.domain.law import Law
from duban.domain.papers import guards
from duban.domain.papers.case_files import Place
from duban.domain.papers.case_files import paper_refusal as filed
from duban.domain.papers.composing import Composed, compose, outline, start_of
from duban.domain.papers.fields import Field, FieldKind, fields_of
from duban.domain.papers.forms import Ask, Form, Grid, Line, Listing, Seal, Signing, Table
from duban.domain.papers.sheet import Correction, as_plain, from_plain, sheet_of
from duban.domain.papers.vocabulary import Layout, PaperKind, PaperSubject
from duban.domain.papers.wording import BLANK, in_words, written_term
from duban.domain.papers.words import paper_word
from duban.domain.standing import Cited
from duban.domain.vocabulary import MeasureKind
from duban.domain.wordlists import Supply
from duban.domain.workflow import PaperState
from duban.specs.loader import load_calendar, load_deadlines, load_lawbook
from duban.specs.papers_loader import load_forms

DAY = date(2021, 8, 20)
SAMPLE: dict[FieldKind, Any] = {
    FieldKind.TEXT: "示例",
    FieldKind.DAY: DAY,
    FieldKind.MOMENT: datetime(2021, 8, 20, 9, 5, tzinfo=SHANGHAI),
    FieldKind.MONEY: 2_000_000,
}


@pytest.fixture(scope="module")
def law() -> Law:
    return Law(load_lawbook(), load_deadlines(), load_calendar())


def value(field: Field) -> Any:
    if field.kind is FieldKind.ROWS:
        return [{name: value(column) for name, column in field.columns.items()}] * 2
    return SAMPLE[field.kind]


def full(form: Form) -> dict[str, Any]:
    return {name: value(field) for name, field in form.fields().items()}


def composed(kind: PaperKind, law: Law, on: date = DAY, **values: Any) -> Composed:
    form = load_forms()[kind]
    return compose(form, full(form) | values, (), law, on)


def text(paper: Composed) -> str:
    found = [paper.heading]
    for block in paper.blocks:
        found += [str(block.get("text", "")), *block.get("lines", [])]
        found += [f"{cell['label']}{cell['text']}" for cell in block.get("cells", [])]
        found += [cell for row in block.get("rows", []) for cell in row]
    return "".join(found)


@pytest.mark.parametrize("kind", PaperKind)
def test_every_form_says_all_its_facts_and_leaves_nothing_blank(kind: PaperKind, law: Law) -> None:
    paper = composed(kind, law)
    assert paper.missing == ()
    assert BLANK not in text(paper)
    assert "{" not in text(paper)


@pytest.mark.parametrize("kind", PaperKind)
def test_what_nobody_recorded_is_left_blank_and_named(kind: PaperKind, law: Law) -> None:
    form = load_forms()[kind]
    paper = compose(form, {}, (), law, DAY)
    assert set(form.needs) <= {*paper.missing, *form.law, *(n for n in form.needs if not paper.words.get(n))}
    assert paper.missing


# kind, day -> what its text must say, by the law of that day
GOLDEN = [
    (PaperKind.RECTIFICATION_ORDER, date(2021, 8, 31), ["（2014年修正）第六十二条", "六十日内", "六个月内"]),
    (PaperKind.RECTIFICATION_ORDER, date(2021, 9, 1), ["（2021年修正）第六十五条", "六十日内", "六个月内"]),
    (PaperKind.PENALTY_NOTICE, date(2021, 7, 14), ["行政处罚法》（2017年修正）", "三日内"]),
    (PaperKind.PENALTY_NOTICE, date(2021, 7, 15), ["行政处罚法》（2021年修订）", "三日内"]),
    (PaperKind.HEARING_NOTICE, date(2021, 7, 14), ["行政处罚法》（2017年修正）第四十二条", "三日内"]),
    (PaperKind.HEARING_NOTICE, date(2021, 7, 15), ["行政处罚法》（2021年修订）第六十三条", "五个工作日内"]),
    (PaperKind.PENALTY_UNIT, date(2021, 7, 14), ["行政处罚法》（2017年修正）第四十六条", "十五日内"]),
    (PaperKind.PENALTY_UNIT, date(2021, 7, 15), ["行政处罚法》（2021年修订）第六十七条", "十五日内"]),
    (PaperKind.POWER_CUT_NOTICE, date(2021, 8, 31), ["（2014年修正）第六十七条"]),
    (PaperKind.POWER_CUT_NOTICE, date(2021, 9, 1), ["（2021年修正）第七十条"]),
]


@pytest.mark.parametrize(("kind", "on", "parts"), GOLDEN)
def test_articles_and_terms_are_those_of_the_day(kind: PaperKind, on: date, parts: list[str], law: Law) -> None:
    found = text(composed(kind, law, on))
    for part in parts:
        assert part in found


def test_an_unverified_article_is_marked_in_the_text_and_told(law: Law) -> None:
    paper = composed(PaperKind.EXTENSION_REPLY, law)
    assert "（待法规科核实）" in text(paper)
    assert [one.concept for one in paper.unverified] == ["extension_reply"]


def test_articles_that_the_record_keeps_count_with_their_own_mark(law: Law) -> None:
    form = load_forms()[PaperKind.ON_SITE_MEASURE]
    kept = (Cited("x", "示例法第一条", False), Cited("y", "示例法第二条", True))
    assert [one.concept for one in compose(form, full(form), kept, law, DAY).unverified] == ["x"]


def test_a_term_that_no_law_gives_on_the_day_is_blank(law: Law) -> None:
    form = Form(
        PaperKind.EXTENSION_REPLY, "示例", Layout.FORM, PaperSubject.EXTENSION, "示例",
        (Line("{term}{nothing}"),), terms={"term": "D02"}, law={"nothing": "extension_reply"},
    )  # fmt: skip
    paper = compose(form, {}, (), law, date(2026, 3, 1))
    assert paper.missing == ("term", "nothing")


def test_a_written_date_has_no_length() -> None:
    with pytest.raises(ValueError, match="no length"):
        written_term(Term(WrittenDate(DAY), "plan_dates", True))


def test_a_line_that_depends_on_a_fact_stands_only_with_it(law: Law) -> None:
    assert "罚款金额" in text(composed(PaperKind.PENALTY_UNIT, law))
    assert "罚款金额" not in text(composed(PaperKind.PENALTY_UNIT, law, fine=None))


def test_values_are_written_as_documents_write_them() -> None:
    assert in_words(Field("金额", FieldKind.MONEY), 2_000_000) == "人民币贰万元整（¥20,000.00）"
    assert in_words(Field("时刻", FieldKind.MOMENT), SAMPLE[FieldKind.MOMENT]) == "2021年8月20日9时05分"
    assert in_words(Field("日期", FieldKind.DAY), None) == ""


def test_words_of_closed_lists_are_chinese() -> None:
    assert paper_word(MeasureKind.TEMPORARY_SUSPENSION) == "责令暂时停产停业"
    assert paper_word(Supply.ELECTRICITY) == "供电"


def test_the_outline_keeps_the_names() -> None:
    kinds = {type(block) for form in load_forms().values() for block in form.body}
    assert kinds == {Line, Listing, Grid, Table, Signing, Seal}
    names = {name for form in load_forms().values() for block in outline(form) for name in block}
    assert {"text", "line", "cells", "of", "labels", "agency"} <= names


def test_a_form_begins_with_what_the_record_knows(law: Law) -> None:
    begun = start_of(load_forms()[PaperKind.PENALTY_NOTICE], composed(PaperKind.PENALTY_NOTICE, law))
    assert begun == {"facts": "2021年8月20日现场检查发现：示例。", "evidence": "2021年8月20日现场检查记录。"}
    empty = compose(load_forms()[PaperKind.CASE_REPORT], {}, (), law, DAY)
    assert BLANK in start_of(load_forms()[PaperKind.CASE_REPORT], empty)["case_name"]


def test_a_sheet_survives_being_kept(law: Law) -> None:
    form = load_forms()[PaperKind.CLOSURE_REQUEST]
    paper = compose(form, full(form), (), law, DAY)
    sheet = sheet_of(form, paper, DAY, signer="示例甲", draft=False, correction=Correction("示例1号", DAY, "印错"))
    assert from_plain(as_plain(sheet)) == sheet
    assert sheet.upward
    assert sheet.correction.startswith("本文书更正本机关2021年8月20日作出的示例1号")
    assert sheet_of(form, paper, DAY, signer="", draft=True, correction=None).correction == ""


def test_papers_about_no_enterprise_have_no_fields_of_one() -> None:
    assert "enterprise" not in fields_of(PaperSubject.CAMPAIGN)
    assert "enterprise" in fields_of(PaperSubject.CARD)


# Guards ------------------------------------------------------------------------------------------------------------

REVIEWED, DECIDED = PaperKind.PENALTY_NOTICE, PaperKind.RECTIFICATION_ORDER


def form(kind: PaperKind) -> Form:
    return load_forms()[kind]


def test_guards_of_texts() -> None:
    asked = form(REVIEWED)
    assert guards.texts_refusal(asked, {"facts": "甲"}, complete=False) is None
    left = guards.texts_refusal(asked, {"facts": "甲"}, complete=True)
    assert left is not None
    assert "主要证据" in str(left)
    unknown = guards.texts_refusal(form(DECIDED), {"facts": "甲"}, complete=False)
    assert unknown is not None
    assert unknown.rule == "paper.text_unknown"
    assert guards.texts_refusal(asked, {ask.name: "甲" for ask in asked.asks}, complete=True) is None


@pytest.mark.parametrize(
    ("refusal", "rule"),
    [
        (guards.draft_refusal(form(REVIEWED)), None),
        (guards.draft_refusal(form(DECIDED)), "paper.decided"),
        (guards.produce_refusal(form(DECIDED)), None),
        (guards.produce_refusal(form(REVIEWED)), "paper.reviewed"),
        (guards.undecided_refusal(form(DECIDED), DAY), None),
        (guards.undecided_refusal(form(DECIDED), None), "paper.undecided"),
        (guards.made_refusal(form(DECIDED), None), None),
        (guards.made_refusal(form(DECIDED), ""), "paper.made"),
        (guards.source_refusal(form(DECIDED), True), None),
        (guards.source_refusal(form(DECIDED), False), "paper.source"),
        (guards.belongs_refusal(form(DECIDED), "a", "a", "c", "c"), None),
        (guards.belongs_refusal(form(DECIDED), "a", "b", "c", "c"), "paper.not_own"),
        (guards.belongs_refusal(form(DECIDED), "a", "a", "c", "d"), "paper.not_own"),
        (guards.kind_refusal(form(DECIDED), {DECIDED: None}), None),
        (guards.kind_refusal(form(DECIDED), {}), "paper.kind"),
        (guards.editable_refusal(PaperState.DRAFT), None),
        (guards.editable_refusal(PaperState.IN_REVIEW), "paper.not_draft"),
        (guards.correctable_refusal(PaperState.ISSUED, archived=False), None),
        (guards.correctable_refusal(PaperState.ISSUED, archived=True), "paper.archived"),
        (guards.correctable_refusal(PaperState.DRAFT, archived=False), "paper.not_issued"),
        (guards.archived_refusal(False), None),
        (guards.scan_refusal(PaperState.DRAFT, "application/pdf"), "paper.scan_early"),
        (guards.scan_refusal(PaperState.ISSUED, "image/png"), None),
        (guards.scan_refusal(PaperState.ISSUED, "text/plain"), "paper.scan_type"),
        (guards.glyph_refusal(()), None),
        (guards.glyph_refusal(("龘",)), "paper.glyph"),
        (filed("1", Place(own=True, issued=True, archived=False)), None),
        (filed("1", Place(own=False, issued=True, archived=False)), "case_file.not_own"),
        (
            filed("", Place(own=True, issued=False, archived=False)),
            "case_file.not_issued",
        ),
        (filed("1", Place(own=True, issued=True, archived=True)), "case_file.archived"),
    ],
)
def test_guards(refusal: Any, rule: str | None) -> None:
    assert (None if refusal is None else refusal.rule) == rule


def test_asks_are_named_by_their_labels() -> None:
    assert Ask("a", "甲").required
