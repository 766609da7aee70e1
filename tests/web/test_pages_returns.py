"""报表报送 through the pages: prepared, signed, sent, returned with marks, corrected, accepted, put together."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pypdf import PdfReader
from tests.actions.steps import GENERAL, visited
from tests.actions.world import CAMPAIGN, CITY, HUNNAN, TIEXI, rows
from tests.web.forms import data, filled, send
from tests.web.pages import logged_in, queries_of, text_of
from tests.web.site.story import TODAY

from duban.records.models import Submission

pytestmark = pytest.mark.usefixtures("season")

CLERK, HEAD, OFFICE = f"clerk-{TIEXI}", f"head-{TIEXI}", f"campaign_office-{CITY}"
DAY = TODAY.isoformat()
NEW = f"/returns/new/?campaign={CAMPAIGN}&annex=1&on={DAY}"
PHONE = "024-00000000"
PDF = b"%PDF-1.7\n" + "示例盖章扫描件".encode()


@pytest.fixture(autouse=True)
def kept_files(settings: Any, tmp_path: Path) -> None:
    settings.FILES_DIR = tmp_path


def unordered() -> None:
    """A visit of today with a hazard that nobody ordered to be removed: it changes the figures and needs a word."""
    visited(GENERAL, on=TODAY)


def here(submission: Submission) -> str:
    return f"/returns/{submission.pk}/"


def newest(agency: str = TIEXI, *, consolidated: bool = False) -> Submission:
    found: Submission = rows(Submission).get(
        home_agency=agency, annex="1", superseded_by=None, consolidated=consolidated
    )
    return found


def explained(client: Client, path: str, **more: Any) -> Any:
    """Send the form with a word for each kind of warning that it shows."""
    page = client.get(path)
    words = dict.fromkeys(re.findall(r'name="(word-[^"]+)"', page.content.decode()), "已经核对")
    return client.post(path, data(filled(page), telephone=PHONE, **{**words, **more}))


def act(username: str, deed: str, submission: Submission, **more: Any) -> Any:
    """Do a deed through the form to which the return's page leads."""
    client = logged_in(username)
    path = f"/deeds/{deed}/?submission={submission.pk}&next={here(submission)}"
    assert path.split("&", maxsplit=1)[0] in client.get(here(submission)).content.decode()
    return send(client, path, **more)


def prepared(**more: Any) -> Submission:
    assert explained(logged_in(CLERK), NEW, **more).status_code == 302
    return newest()


def sent(**more: Any) -> Submission:
    submission = prepared(**more)
    for username, deed in ((HEAD, "sign_submission"), (CLERK, "submit_submission")):
        assert act(username, deed, submission).headers["Location"] == here(submission)
    return newest()


def accepted() -> Submission:
    submission = sent()
    assert act(OFFICE, "accept_submission", submission).status_code == 302
    return newest()


# Preparing --------------------------------------------------------------------------------------------------------


def test_the_clerk_writes_remarks_and_words_only_and_the_head_signs() -> None:
    unordered()
    client = logged_in(CLERK)
    page = client.get(NEW)
    entry = next(name for name in filled(page) if name.startswith("remark-"))
    submission = prepared(**{entry: "停产检修"})
    assert submission.header["remarks"] == {entry.removeprefix("remark-"): "停产检修"}
    assert set(submission.header["explanations"].values()) == {"已经核对"}
    shown = text_of(client.get(here(submission)))
    assert "停产检修" in shown
    assert "草稿的数字随事实变动" in shown
    assert "审签报送：由主要负责人" in shown
    act(HEAD, "sign_submission", submission)
    assert "以下为审签时固定的数据" in text_of(client.get(here(submission)))


def test_a_warning_without_a_word_is_missing_and_holds_the_return_back() -> None:
    unordered()
    client = logged_in(CLERK)
    values = data(filled(client.get(NEW)), telephone=PHONE)
    assert client.post(NEW, values).status_code == 302
    submission = newest()
    assert "需要说明的情况" in text_of(client.get(here(submission)))
    act(HEAD, "sign_submission", submission)
    refused = text_of(act(CLERK, "submit_submission", submission))
    assert "submission.unexplained" in refused
    assert newest().state == "signed"


def test_a_draft_is_changed_and_its_words_stand_in_the_form() -> None:
    submission = prepared()
    client, path = logged_in(CLERK), f"/returns/{submission.pk}/edit/"
    assert filled(client.get(path))["telephone"] == [PHONE]
    assert send(client, path, telephone="024-00000001").headers["Location"] == here(submission)
    assert newest().header["telephone"] == "024-00000001"


def test_a_day_to_come_is_refused_with_the_rule_and_nothing_is_lost() -> None:
    client = logged_in(CLERK)
    path = f"/returns/new/?campaign={CAMPAIGN}&annex=1&on=2021-09-10"
    values = filled(client.get(path))
    entry = next(name for name in values if name.startswith("remark-"))
    page = client.post(path, data(values, telephone=PHONE, **{entry: "停产检修"}))
    assert "submission.future" in text_of(page)
    assert "停产检修" in page.content.decode()
    assert not rows(Submission).filter(home_agency=TIEXI, report_on="2021-09-10").exists()


@pytest.mark.parametrize("query", ["", f"campaign={CAMPAIGN}&annex=9&on={DAY}", f"campaign={CAMPAIGN}&annex=1&on=x"])
def test_an_address_that_names_no_return_is_no_page(query: str) -> None:
    assert logged_in(CLERK).get(f"/returns/new/?{query}").status_code == 404


def test_sent_twice_it_is_one_draft() -> None:
    client = logged_in(CLERK)
    values = data(filled(client.get(NEW)), telephone=PHONE)
    assert [client.post(NEW, values).status_code for _ in range(2)] == [302, 302]
    assert rows(Submission).filter(home_agency=TIEXI, annex="1", report_on=TODAY).count() == 1


# Judging ----------------------------------------------------------------------------------------------------------


def test_the_city_marks_a_cell_and_returns_it_and_the_unit_corrects_it() -> None:
    submission = sent()
    office = logged_in(OFFICE)
    row = next(one for one in submission.rows["rows"] if one["cells"][3]["sources"])
    cell = f"row={row['entry']}&column=visits"
    behind = office.get(f"{here(submission)}cell/?{cell}")
    assert "标出此格并退回" in text_of(behind)
    back = f"{here(submission)}back/?{cell}"
    assert send(office, back, **{"reason": "见标出的格子", "marks-0-reason": "少计一次检查"}).status_code == 302
    clerk = logged_in(CLERK)
    page = text_of(clerk.get(here(submission)))
    assert "少计一次检查" in page
    assert "见标出的格子" in page
    assert filled(clerk.get(NEW))["telephone"] == [PHONE], "the words of the version before are kept"
    assert explained(clerk, NEW).status_code == 302
    again = newest()
    assert again.supersedes_id == submission.pk
    act(HEAD, "sign_submission", again)
    compared = clerk.get(f"{here(again)}compare/{submission.pk}/")
    assert "第1版与第2版对照" in text_of(compared)
    assert "本版已有新的版本" in text_of(clerk.get(here(submission)))


def test_a_mark_can_be_added_and_taken_away_without_losing_the_reason() -> None:
    office, path = logged_in(OFFICE), f"{here(sent())}back/"
    values = data(filled(office.get(path)), reason="口径有误")
    more = office.post(path, {**values, "act": "add"})
    assert "标出的格子 1" in text_of(more)
    assert "口径有误" in more.content.decode()
    fewer = office.post(path, {**data(filled(more)), "act": "drop-0"})
    assert "标出的格子 1" not in text_of(fewer)


def test_what_changed_after_acceptance_shows_with_who_and_why_and_the_copy_stays() -> None:
    submission = accepted()
    before = newest().rows
    client = logged_in(CLERK)
    assert "报送以后，这张表的数字没有变动" in text_of(client.get(here(submission)))
    unordered()
    page = text_of(client.get(here(submission)))
    assert "完成检查记录 示例officer-210106" in page
    assert newest().rows == before


def test_the_unit_asks_to_reopen_and_the_city_sees_it() -> None:
    submission = accepted()
    assert act(CLERK, "ask_reopening", submission, reason="漏报一次检查").status_code == 302
    office = logged_in(OFFICE)
    assert "漏报一次检查" in text_of(office.get(here(submission)))
    assert act(OFFICE, "reopen_submission", submission, reason="同意").status_code == 302
    assert explained(logged_in(CLERK), NEW).status_code == 302
    assert newest().supersedes_id == submission.pk


# Overview, consolidation, files -----------------------------------------------------------------------------------


def test_the_city_sees_who_has_not_reported_and_how_far_it_is() -> None:
    page = text_of(logged_in(OFFICE).get("/returns/"))
    assert "没有报送：示例市应急管理局、" in page
    assert "共 4 个单位" in page
    assert "已报送 0 / 8" in page


@pytest.mark.parametrize(("query", "found"), [("text=浑南", 1), ("timeliness=pending", 4), ("accepted=yes", 0)])
def test_the_overview_is_filtered_by_the_address(query: str, found: int) -> None:
    assert f"显示 {found} 个单位" in text_of(logged_in(OFFICE).get(f"/returns/?{query}"))


def test_a_district_sees_its_own_line_alone() -> None:
    page = text_of(logged_in(CLERK).get("/returns/"))
    assert "共 1 个单位" in page
    assert "示例浑南区" not in page


def test_the_accepted_returns_are_put_together_and_can_go_one_level_up() -> None:
    client = logged_in(f"clerk-{CITY}")
    page = client.get("/returns/together/")
    assert "未报送" in text_of(page) or "尚未" in text_of(page)
    up = f"/returns/new/?campaign={CAMPAIGN}&annex=1&on={DAY}&consolidated=yes"
    assert explained(client, up).status_code == 302
    found = newest(CITY, consolidated=True)
    assert "（汇总）" in text_of(client.get(here(found)))
    together = client.get(f"/returns/together/?campaign={CAMPAIGN}&annex=1&due={DAY}").content.decode()
    assert here(found) not in together, "it is of a day of one's own, the page of the campaign's due dates"
    assert client.get("/returns/together/file/xlsx/").status_code == 200
    assert client.get("/returns/together/file/exe/").status_code == 404


def test_a_unit_without_units_below_has_no_form_put_together() -> None:
    assert logged_in(CLERK).get("/returns/together/").status_code == 404


@pytest.mark.parametrize("kind", ["xlsx", "pdf", "csv", "json"])
def test_the_files_of_a_signed_return_are_of_what_was_signed(kind: str) -> None:
    submission = sent()
    client = logged_in(OFFICE)
    before = client.get(f"{here(submission)}file/{kind}/").content
    unordered()
    assert client.get(f"{here(submission)}file/{kind}/").content == before


def test_the_pdf_of_a_draft_says_that_it_is_one() -> None:
    pages = PdfReader(BytesIO(logged_in(CLERK).get(f"{here(prepared())}file/pdf/").content)).pages
    assert "草稿：尚未审签" in "".join("".join(page.extract_text().split()) for page in pages)


def test_the_pdf_of_a_signed_return_leads_to_its_verification() -> None:
    submission = sent()
    path = f"{here(submission)}file/pdf/"
    pages = PdfReader(BytesIO(logged_in(OFFICE).get(path).content)).pages
    words = "".join("".join(page.extract_text().split()) for page in pages)
    digest = submission.sha256
    assert f"核验：http://testserver/verify/?hash={digest}" in words
    assert "这是现行的版本" in text_of(Client().get(f"/verify/?hash={digest}"))


def test_the_stamped_scan_is_uploaded_and_downloaded() -> None:
    submission = prepared()
    act(HEAD, "sign_submission", submission)
    client, path = logged_in(CLERK), f"{here(submission)}scan/"
    values = data(filled(client.get(path)))
    both = [SimpleUploadedFile(name, PDF) for name in ("a.pdf", "b.pdf")]
    assert "请合并成一个 PDF" in text_of(client.post(path, {**values, "sent": both}))
    paper = SimpleUploadedFile("盖章.pdf", PDF)
    assert client.post(path, {**values, "sent": [paper]}).status_code == 302
    answer = logged_in(OFFICE).get(f"{here(submission)}scan/file/")
    assert b"".join(answer.streaming_content) == PDF
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_a_scan_that_is_no_paper_is_refused() -> None:
    submission = prepared()
    act(HEAD, "sign_submission", submission)
    client, path = logged_in(CLERK), f"{here(submission)}scan/"
    file = SimpleUploadedFile("说明.txt", "没有盖章".encode())
    page = text_of(client.post(path, {**data(filled(client.get(path))), "sent": [file]}))
    assert "submission.scan_type" in page


# Verification -----------------------------------------------------------------------------------------------------


def test_whoever_holds_the_paper_learns_whether_it_is_the_one_in_force() -> None:
    submission = sent()
    stranger = Client()
    page = text_of(stranger.get(f"/verify/?hash={submission.sha256}"))
    assert "这是现行的版本" in page
    assert "示例铁西区应急管理局" in page
    office = logged_in(OFFICE)
    send(office, f"{here(submission)}back/", reason="有误")
    assert "不再有效" in text_of(stranger.get(f"/verify/?hash={submission.sha256}"))
    explained(logged_in(CLERK), NEW)
    assert "已被新的版本取代" in text_of(stranger.get(f"/verify/?hash={submission.sha256}"))


@pytest.mark.parametrize(
    ("given", "said"),
    [("", "报送表上的校验值"), ("0" * 64, "本系统没有这个校验值"), ("abc", "应为 64 位"), ("'; drop", "应为 64 位")],
)
def test_any_other_hash_tells_nothing(given: str, said: str) -> None:
    page = text_of(Client().get("/verify/", {"hash": given}))
    assert said in page
    assert "示例铁西区" not in page


# Who may ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("username", "codes"),
    [
        (CLERK, [200, 200, 404, 404, 200]),
        (OFFICE, [200, 404, 200, 200, 404]),
        (f"clerk-{HUNNAN}", [404, 404, 404, 404, 404]),
        (f"officer-{TIEXI}", [200, 200, 404, 404, 200]),
    ],
)
def test_a_return_opens_to_its_unit_and_to_the_one_above(username: str, codes: list[int]) -> None:
    submission = prepared()
    client = logged_in(username)
    found = [client.get(f"{here(submission)}{part}").status_code for part in ("", "edit/", "back/", "scan/")]
    assert found[:2] == codes[:2]
    assert found[2] == codes[2]
    assert found[3] == codes[4]


def test_the_pages_take_the_same_number_of_queries_however_much_is_in_them() -> None:
    submission = accepted()
    client = logged_in(OFFICE)
    client.get("/returns/")
    assert queries_of(client, "/returns/?text=浑南") == queries_of(client, "/returns/?text=示例")
    assert queries_of(client, here(submission)) < 40
