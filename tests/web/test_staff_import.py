"""人员导入 through the pages: template, dry run, marked workbook, commit; nothing twice, nobody else's file."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook
from tests.actions.samples_staff_import import HEAD, LINE
from tests.actions.world import HUNNAN, TIEXI, rows
from tests.web.forms import data, filled
from tests.web.pages import logged_in, text_of

from duban.records.models import Deed, Person

pytestmark = pytest.mark.usefixtures("season")

NEW = "/administration/people/import/"
BAD = ",示例甲,科长,,,,"
SYSTEM = f"system_admin-{TIEXI}"


@pytest.fixture(autouse=True)
def client(settings: Any, tmp_path: Path) -> Client:
    settings.FILES_DIR = tmp_path
    return logged_in(SYSTEM)


def upload(client: Client, *lines: str, name: str = "人员.csv", content: bytes | None = None) -> Any:
    body = "\n".join((HEAD, *lines)).encode() if content is None else content
    return client.post(NEW, {"file": SimpleUploadedFile(name, body)})


def action(answer: Any) -> str:
    return NEW + str(answer.content.decode().split(f'<form method="post" action="{NEW}', 1)[1].split('"', 1)[0])


def press(client: Client, answer: Any, act: str) -> Any:
    return client.post(action(answer), data(filled(answer)) | {"act": act})


def test_a_dry_run_counts_every_row_once_and_writes_nothing(client: Client) -> None:
    before = rows(Person).count()
    known = f",示例officer-{TIEXI},执法人员,机械,,,"
    same = f",示例officer2-{TIEXI},执法人员,,,,"
    page = text_of(upload(client, LINE, known, same, BAD))
    for told in ("新增 1 行", "变更 1 行", "无变化 1 行", "退回 1 行", "共 4 行，每行只计入一类"):
        assert told in page
    assert "人员类别“科长”：应为下列之一" in page
    assert rows(Person).count() == before


def test_the_good_rows_come_in_once_however_often_the_button_is_pressed(client: Client) -> None:
    shown = upload(client, LINE, BAD)
    before = rows(Deed).count()
    assert [press(client, shown, "commit").status_code for _ in range(2)] == [302, 302]
    assert rows(Deed).count() == before + 1
    assert "示例执法员丁" in text_of(client.get("/administration/people/"))


def test_the_workbook_comes_back_with_its_reasons(client: Client) -> None:
    answer = press(client, upload(client, LINE, BAD), "marked")
    sheet = load_workbook(io.BytesIO(answer.content)).worksheets[0]
    assert "应为下列之一" in str(sheet.cell(3, sheet.max_column).value)


def test_an_exported_list_comes_back_unchanged(client: Client) -> None:
    answer = client.post("/lists/people/export/", {"deed": "0198f6a0-0000-7000-8000-000000000001"})
    page = text_of(upload(client, content=b"".join(answer.streaming_content), name="人员.xlsx"))
    assert "新增 0 行" in page
    assert "无变化 5 行" in page


def test_the_template_is_read_and_has_no_rows(client: Client) -> None:
    answer = client.get(f"{NEW}template/")
    assert [cell.value for cell in load_workbook(io.BytesIO(answer.content)).worksheets[0][1]] == HEAD.split(",")
    page = text_of(upload(client, content=answer.content, name="模板.xlsx"))
    assert "共 0 行" in page
    assert "没有要写入的行" in page


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("x.pdf", b"x", "“x.pdf”不是 .xlsx、.xls、.et、.csv 文件"),
        ("x.csv", b"", "文件是空的"),
        ("x.csv", "名字\n示例甲".encode(), "没有找到有“姓名”和“人员类别”两栏的工作表"),
    ],
)
def test_a_file_that_is_no_list_of_people_is_refused_in_words(
    client: Client, name: str, content: bytes, reason: str
) -> None:
    assert reason in text_of(upload(client, name=name, content=content))


def test_a_ticket_is_its_owners_alone(client: Client) -> None:
    path = action(upload(client, LINE))
    assert "人员.csv" in text_of(client.get(path))
    assert "新增 1 行" in text_of(client.post(path, {"act": "check"}))
    assert client.post(path, {"act": "commit", "deed": "x"}).status_code == 404
    assert logged_in(f"system_admin-{HUNNAN}").get(path).status_code == 404


def test_a_refused_commit_says_why(client: Client) -> None:
    shown = upload(client, LINE)
    press(client, shown, "commit")
    again = upload(client, LINE)
    assert "没有要写入的行" in text_of(press(client, again, "commit"))


@pytest.mark.parametrize("username", [f"officer-{TIEXI}", f"clerk-{TIEXI}", f"security_admin-{TIEXI}"])
def test_only_the_system_administrator_imports_people(username: str) -> None:
    client = logged_in(username)
    assert [client.get(path).status_code for path in (NEW, f"{NEW}template/", f"{NEW}x/")] == [403, 403, 403]


def test_the_pages_speak_english() -> None:
    client = logged_in(SYSTEM, "en")
    assert "Import people and certificates" in text_of(client.get(NEW))
    page = text_of(upload(client, LINE, BAD))
    assert "Dry run of people" in page
    assert "Kind of person “科长”" in page
