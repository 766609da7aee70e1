"""文书设置 and the unit's own templates."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document
from tests.actions.samples_papers import CLERK, LETTERHEAD, letterhead, template
from tests.actions.world import do, refused, rows

from duban.records import files
from duban.records.models import Letterhead, PaperTemplate

pytestmark = pytest.mark.usefixtures("world")


def kept(content: bytes) -> dict[str, str]:
    return {"kind": "rectification_order", "sha256": files.keep(io.BytesIO(content)).sha256, "name": "模板.docx"}


def document(text: str) -> bytes:
    made, target = Document(), io.BytesIO()
    made.add_paragraph(text)
    made.save(target)
    return target.getvalue()


def test_settings_are_kept_one_after_the_other() -> None:
    letterhead()
    letterhead(telephone="024-00000001")
    assert sorted(rows(Letterhead).values_list("office_telephone", flat=True)) == ["024-00000000", "024-00000001"]


def test_a_postcode_has_six_figures() -> None:
    assert "postcode" in str(refused("set_letterhead", by=CLERK, **(LETTERHEAD | {"postcode": "1100"})))


def test_a_new_template_ends_the_one_before() -> None:
    do("set_paper_template", by=CLERK, **template())
    do("set_paper_template", by=CLERK, **template())
    assert sorted(rows(PaperTemplate).values_list("ended_on", flat=True), key=str)[1] is None
    do("end_paper_template", by=CLERK, kind="rectification_order", reason="改用系统式样")
    assert not rows(PaperTemplate).filter(ended_on=None).exists()
    asked = {"by": CLERK, "kind": "rectification_order", "reason": "再停"}
    assert refused("end_paper_template", **asked).rule == "template.none"


@pytest.mark.parametrize(
    ("content", "rule", "words"),
    [
        (b"no document", "template.format", "不是 .docx"),
        (document("{{ enterprize }}"), "template.field", "enterprize"),
        (document("{{ enterprise.__class__ }}"), "template.code", "__class__"),
        (document("{{ ''.join(['a']) }}"), "template.code", "Call"),
        (document("{% for x in range(9) %}{{ x }}{% endfor %}"), "template.code", "for"),
        (document("{% for x in enterprise %}{{ x }}{% endfor %}"), "template.field", "enterprise"),
        (document("{% for x in items %}{{ x.wrong }}{% endfor %}"), "template.field", "wrong"),
        (document("{{ enterprise"), "template.syntax", "不完整"),
    ],
)
def test_a_template_is_judged_before_it_is_kept(content: bytes, rule: str, words: str) -> None:
    refusal = refused("set_paper_template", by=CLERK, **kept(content))
    assert refusal.rule == rule
    assert words in str(refusal)
    assert rows(PaperTemplate).count() == 0


@pytest.mark.parametrize(
    ("part", "text", "rule"),
    [
        ("word/vbaProject.bin", b"x", "template.macro"),
        ("word/_rels/x.rels", b'<a TargetMode="External"/>', "template.external"),
        ("word/y.xml", b"<!DOCTYPE a>", "template.external"),
    ],
)
def test_macros_and_what_reaches_outside_are_refused(part: str, text: bytes, rule: str) -> None:
    content = io.BytesIO(document("{{ enterprise }}"))
    with zipfile.ZipFile(content, "a") as archive:
        archive.writestr(part, text)
    assert refused("set_paper_template", by=CLERK, **kept(content.getvalue())).rule == rule


def test_an_archive_that_is_no_document_is_refused() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("a.txt", "x")
    assert refused("set_paper_template", by=CLERK, **kept(content.getvalue())).rule == "template.format"
