"""文书 in the browser: made from a record, reviewed, returned, issued, corrected, scanned, bound; templates judged."""

from __future__ import annotations

import io
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from docx import Document
from pypdf import PdfReader
from tests.actions.samples_submissions import SCAN
from tests.actions.world import CAMPAIGN, CITY, HUNNAN, TIEXI, an_id, do, rows
from tests.web.forms import data, filled, send
from tests.web.pages import logged_in, queries_of, text_of
from tests.web.site.story import TODAY

from duban.records.models import Card, CaseFile, Delivery, Inspection, Paper, PaperTemplate, RectificationOrder

pytestmark = pytest.mark.usefixtures("season")

OFFICER, APPROVER, CLERK, HEAD = (f"{role}-{TIEXI}" for role in ("officer", "approver", "clerk", "head"))
PLANT = an_id("plant-210106")
TEXTS = {"text_facts": "安全出口堵塞", "text_evidence": "现场检查记录", "text_broken": "有关规定",
         "text_basis": "有关规定", "text_intended": "警告"}  # fmt: skip


def of(model: Any, **where: Any) -> Any:
    return rows(model).filter(enterprise=PLANT, **where).order_by("pk")[0]


def notice() -> Any:
    return of(Paper, kind="penalty_notice")


def pdf_text(answer: HttpResponse) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return "".join("".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content)).pages)


def post(client: Client, name: str, **known: Any) -> HttpResponse:
    """Open a deed's plain form with what is known, send it."""
    query = "&".join(f"{key}={value}" for key, value in known.items())
    return send(client, f"/deeds/{name}/?{query}", **known)


def test_the_list_shows_the_papers_of_the_unit_and_of_those_below() -> None:
    shown = text_of(logged_in(OFFICER).get("/papers/"))
    assert "责令限期整改指令书" in shown
    assert "已归档" in shown
    assert "行政处罚告知书" in text_of(logged_in(f"officer-{CITY}").get("/papers/?kind=penalty_notice"))
    assert "共 0 份" in text_of(logged_in(f"officer-{HUNNAN}").get("/papers/"))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("state=draft", 1),
        ("state=issued", 2),
        ("archived=yes", 1),
        ("archived=no", 2),
        ("text=责改", 2),
        ("text=无", 0),
    ],
)
def test_the_list_is_filtered_by_the_address(query: str, found: int) -> None:
    assert f"显示 {found} 份" in text_of(logged_in(OFFICER).get(f"/papers/?{query}"))


def test_a_paper_stands_on_the_screen_as_it_is_printed() -> None:
    paper = of(Paper, kind="rectification_order")
    client = logged_in(OFFICER)
    shown = text_of(client.get(f"/papers/{paper.pk}/"))
    assert paper.number in shown
    assert "现责令你单位" in shown
    assert "示例铁西区人民政府" in shown
    printed = client.get(f"/papers/{paper.pk}/file/pdf/")
    assert printed["Content-Type"] == "application/pdf"
    assert paper.number in pdf_text(printed)
    document = Document(io.BytesIO(client.get(f"/papers/{paper.pk}/file/docx/").content))
    assert any("现责令你单位" in one.text for one in document.paragraphs)
    assert client.get(f"/papers/{paper.pk}/file/exe/").status_code == 404


def test_a_record_leads_to_its_papers_and_says_what_is_missing() -> None:
    client = logged_in(OFFICER)
    card = of(Card, colour="yellow")
    page = client.get(f"/cards/{card.pk}/").content.decode()
    assert f'href="/papers/of/card/{card.pk}/?campaign={CAMPAIGN}"' in page
    shown = text_of(client.get(f"/papers/of/card/{card.pk}/?campaign={CAMPAIGN}"))
    assert "列入黄牌（红牌）名单告知书" in shown
    assert "引用的条文待核实，核实前不能签发" in shown
    assert "所依据的事项还没有办到这一步" in shown  # it was not lifted


def test_a_preview_says_that_it_is_a_draft_and_writes_nothing() -> None:
    visit, before = of(Inspection, kind="first"), rows(Paper).count()
    answer = logged_in(OFFICER).get(f"/papers/preview/inspection_record/{visit.pk}/?campaign={CAMPAIGN}")
    assert "草" in pdf_text(answer)
    assert rows(Paper).count() == before


def test_the_paper_of_a_decision_is_made_by_one_press() -> None:
    client, visit = logged_in(OFFICER), of(Inspection, kind="first")
    path = f"/papers/new/inspection_record/{visit.pk}/?campaign={CAMPAIGN}"
    answer = send(client, path)
    paper = of(Paper, kind="inspection_record")
    assert answer.headers["Location"] == f"/papers/{paper.pk}/"
    assert (paper.state, paper.number) == ("issued", "（示例）铁应急检记〔2021〕1号")
    assert "paper.made" in text_of(send(client, path))  # a second paper of the same record is refused in words


def test_a_double_click_makes_one_paper() -> None:
    client, visit = logged_in(OFFICER), of(Inspection, kind="first")
    path = f"/papers/new/inspection_record/{visit.pk}/?campaign={CAMPAIGN}"
    sent = data(filled(client.get(path)))
    assert [client.post(path, sent).status_code for _ in range(2)] == [302, 302]
    assert rows(Paper).filter(kind="inspection_record", enterprise=PLANT).count() == 1


def test_a_notice_is_written_reviewed_returned_and_issued_by_another_person() -> None:
    officer, approver = logged_in(OFFICER), logged_in(APPROVER)
    paper = notice()
    assert "还缺什么" in text_of(officer.get(f"/papers/{paper.pk}/"))
    assert "paper.text_missing" in text_of(post(officer, "submit_paper", paper=paper.pk))
    assert send(officer, f"/papers/{paper.pk}/edit/", **TEXTS).status_code == 302
    assert post(officer, "submit_paper", paper=paper.pk).status_code == 302
    assert post(approver, "return_paper", paper=paper.pk, reason="事实写得不清楚").status_code == 302
    assert "事实写得不清楚" in text_of(officer.get(f"/papers/{paper.pk}/"))
    assert send(officer, f"/papers/{paper.pk}/edit/", text_facts="二号安全出口堵塞").status_code == 302
    assert post(officer, "submit_paper", paper=paper.pk).status_code == 302
    assert post(approver, "issue_paper", paper=paper.pk).status_code == 302
    assert notice().number == "（示例）铁应急罚告〔2021〕1号"
    assert "二号安全出口堵塞" in pdf_text(approver.get(f"/papers/{paper.pk}/file/pdf/"))


def test_an_issued_notice_is_delivered_from_its_page() -> None:
    officer, approver = logged_in(OFFICER), logged_in(APPROVER)
    paper = notice()
    send(officer, f"/papers/{paper.pk}/edit/", **TEXTS)
    post(officer, "submit_paper", paper=paper.pk)
    post(approver, "issue_paper", paper=paper.pk)
    page = officer.get(f"/papers/{paper.pk}/").content.decode()
    assert "/deeds/deliver/?document_kind=penalty_notice" in page
    known = {"document_kind": "penalty_notice", "document": paper.pk}
    assert post(officer, "deliver", **known, method="direct", recipient="安全科负责人").status_code == 302
    assert rows(Delivery).filter(document=paper.pk).count() == 1
    assert "安全科负责人" in text_of(officer.get(f"/papers/{paper.pk}/"))


def test_a_form_begins_with_what_the_record_knows() -> None:
    visit = of(Inspection, kind="first")
    path = f"/papers/new/hearing_notice/{visit.pk}/?campaign={CAMPAIGN}"
    values = filled(logged_in(OFFICER).get(path))
    assert values["text_facts"] == ["2021年7月20日现场检查发现：1．会议室设在铁水吊运影响范围内。"]
    assert send(logged_in(OFFICER), path).status_code == 302
    assert of(Paper, kind="hearing_notice").texts["facts"].startswith("2021年7月20日现场检查发现")


def test_a_correction_leads_to_the_new_paper_which_names_the_old() -> None:
    client, old = logged_in(OFFICER), of(Paper, kind="rectification_order")
    answer = send(client, f"/papers/{old.pk}/correct/", reason="地址印错")
    new = rows(Paper).get(corrects=old.pk)
    assert answer.headers["Location"] == f"/papers/{new.pk}/"
    assert f"更正本机关2021年7月21日作出的{old.number}" in text_of(client.get(f"/papers/{new.pk}/"))
    assert "本文书已由新的文书更正" in text_of(client.get(f"/papers/{old.pk}/"))


def test_the_sealed_scan_is_uploaded_and_downloaded_never_shown() -> None:
    client, paper = logged_in(OFFICER), of(Paper, kind="rectification_order")
    path = f"/papers/{paper.pk}/scan/"
    fields = data(filled(client.get(path)))
    assert client.post(path, fields | {"sent": SimpleUploadedFile("扫描.pdf", SCAN)}).status_code == 302
    file = client.get(f"/papers/{paper.pk}/scan/file/")
    assert (file["Content-Type"], b"".join(file.streaming_content)) == ("application/octet-stream", SCAN)
    assert "sandbox" in file["Content-Security-Policy"]
    two = [SimpleUploadedFile("一.pdf", SCAN), SimpleUploadedFile("二.pdf", SCAN)]
    fields = data(filled(client.get(path)))
    assert "一份文书只有一份" in text_of(client.post(path, fields | {"sent": two}))
    page = SimpleUploadedFile("页面.html", b"<html><script>alert(1)</script>")
    assert client.post(path, data(filled(client.get(path))) | {"sent": page}).status_code == 200


@pytest.mark.parametrize("page", ["", "edit/", "correct/", "scan/", "file/pdf/", "file/docx/", "scan/file/"])
def test_a_sisters_paper_does_not_exist(page: str) -> None:
    assert logged_in(f"officer-{HUNNAN}").get(f"/papers/{notice().pk}/{page}").status_code == 404


@pytest.mark.parametrize("page", ["edit/", "correct/", "scan/"])
def test_a_superior_reads_and_does_not_write(page: str) -> None:
    client = logged_in(f"officer-{CITY}")
    assert client.get(f"/papers/{notice().pk}/{page}").status_code == 404
    assert client.get(f"/papers/{notice().pk}/").status_code == 200
    order = of(RectificationOrder)
    assert client.get(f"/papers/new/rectification_order/{order.pk}/?campaign={CAMPAIGN}").status_code == 404


def test_words_that_name_no_paper_are_not_found() -> None:
    client = logged_in(OFFICER)
    for path in ("/papers/of/tip/", "/papers/new/no_such/", "/papers/preview/no_such/", "/papers/new/card_notice/"):
        assert client.get(f"{path}{PLANT}/?campaign={CAMPAIGN}").status_code == 404


# Settings and templates -------------------------------------------------------------------------------------------


def template(text: str) -> SimpleUploadedFile:
    made, target = Document(), io.BytesIO()
    made.add_paragraph(text)
    made.save(target)
    return SimpleUploadedFile("本局模板.docx", target.getvalue())


def test_a_clerk_keeps_the_letterhead() -> None:
    clerk = logged_in(CLERK)
    shown = text_of(clerk.get("/papers/settings/"))
    assert "示例铁西区人民法院" in shown
    assert post(clerk, "set_letterhead", address="示例路2号", court="示例区法院").status_code == 302
    assert "示例区法院" in text_of(clerk.get("/papers/settings/"))
    assert "还没有设置" in text_of(logged_in(f"clerk-{HUNNAN}").get("/papers/settings/"))


def test_the_blank_template_is_downloaded_changed_uploaded_and_used() -> None:
    clerk = logged_in(CLERK)
    blank = clerk.get("/papers/templates/rectification_order/blank/").content
    assert any("{{ enterprise }}" in one.text for one in Document(io.BytesIO(blank)).paragraphs)
    path = "/papers/templates/rectification_order/"
    fields = data(filled(clerk.get(path)))
    assert clerk.post(path, fields | {"file": template("本局自有式样：{{ enterprise }}")}).status_code == 302
    assert "本局模板.docx" in text_of(clerk.get("/papers/settings/"))
    paper = of(Paper, kind="rectification_order")
    made = Document(io.BytesIO(clerk.get(f"/papers/{paper.pk}/file/docx/").content))
    assert made.paragraphs[0].text.startswith("本局自有式样：沈阳示例")
    assert clerk.get("/papers/templates/rectification_order/own/").status_code == 200
    assert logged_in(f"clerk-{HUNNAN}").get("/papers/templates/rectification_order/own/").status_code == 404


@pytest.mark.parametrize(
    ("text", "words"), [("{{ enterprize }}", "enterprize"), ("{{ enterprise.__class__ }}", "程序代码")]
)
def test_a_wrong_template_is_refused_in_words(text: str, words: str) -> None:
    clerk, path = logged_in(CLERK), "/papers/templates/rectification_order/"
    answer = clerk.post(path, data(filled(clerk.get(path))) | {"file": template(text)})
    assert words in text_of(answer)
    assert rows(PaperTemplate).count() == 0


def test_an_officer_does_not_change_templates() -> None:
    officer, path = logged_in(OFFICER), "/papers/templates/rectification_order/"
    assert "上传模板" not in text_of(officer.get("/papers/settings/"))
    answer = officer.post(path, data(filled(officer.get(path))) | {"file": template("{{ enterprise }}")})
    assert "permission.not_held" in text_of(answer)


# Case files -------------------------------------------------------------------------------------------------------


def test_a_case_file_is_bound_from_the_papers_of_the_enterprise() -> None:
    client = logged_in(OFFICER)
    path = f"/case-files/new/{CAMPAIGN}/{PLANT}/"
    told = {"title": "示例案", "cause": "吊运影响范围内设置会议室", "filed_number": "示例2021-2"}
    answer = send(client, path, **told)
    file = rows(CaseFile).get(enterprise=PLANT)
    assert answer.headers["Location"] == f"/case-files/{file.pk}/"
    assert "吊运影响范围内设置会议室" in text_of(client.get(f"/case-files/{file.pk}/"))
    assert "卷内目录" in pdf_text(client.get(f"/case-files/{file.pk}/pdf/"))
    shown = client.get(f"/papers/{of(Paper, kind='rectification_order').pk}/")
    assert "已归入案卷" in text_of(shown)
    assert "/correct/" not in shown.content.decode()


def test_a_used_number_is_refused_and_what_was_typed_is_kept() -> None:
    told = {"title": "示例案", "cause": "示例", "filed_number": "示例2021-1"}
    answer = send(logged_in(OFFICER), f"/case-files/new/{CAMPAIGN}/{PLANT}/", **told)
    assert "该归档号已使用" in text_of(answer)
    assert filled(answer)["filed_number"] == ["示例2021-1"]


def test_the_enterprise_shows_which_records_have_no_paper_yet() -> None:
    client = logged_in(OFFICER)
    path = f"/papers/enterprise/{CAMPAIGN}/{PLANT}/"
    shown = text_of(client.get(path))
    assert "还没有制作" in shown
    assert "现场处理措施决定书" in shown
    receipt = client.get(f"/papers/preview/delivery_receipt/{PLANT}/?campaign={CAMPAIGN}")
    assert "责令限期整改指令书" in pdf_text(receipt)


def test_the_pages_take_the_same_number_of_queries_whatever_they_hold() -> None:
    client, visit = logged_in(OFFICER), of(Inspection, kind="first")
    before = queries_of(client, "/papers/")
    for kind in ("inspection_record",):
        do("produce_paper", by=OFFICER, on=TODAY, campaign=CAMPAIGN, kind=kind, subject=UUID(str(visit.pk)))
    assert queries_of(client, "/papers/") <= before


def test_the_campaign_office_finds_the_notice_of_its_campaign() -> None:
    shown = logged_in(f"campaign_office-{CITY}").get(f"/campaigns/{CAMPAIGN}/").content.decode()
    assert "/papers/of/campaign/" in shown
    assert "/papers/of/campaign/" not in logged_in(OFFICER).get(f"/campaigns/{CAMPAIGN}/").content.decode()


def test_in_english_the_names_of_papers_are_english() -> None:
    assert "Report on a case for decision" in text_of(logged_in(OFFICER, "en").get("/papers/"))
