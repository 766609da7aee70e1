"""台账导入 through the pages: dry run, answers, commit, undo; bad files refused in words; nothing twice."""

from __future__ import annotations

import io
import re
from html import unescape
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook
from tests.actions.world import CAMPAIGN, HUNNAN, TIEXI, rows, writing
from tests.web.forms import data, filled, send
from tests.web.pages import logged_in, text_of

from duban.config.works import WORKS
from duban.jobs.background import run
from duban.records.models import BackgroundTask, Enterprise, ImportBatch, LedgerEntry
from duban.web import import_tasks
from duban.web.imports import Ticket

pytestmark = pytest.mark.usefixtures("season")

NEW = "/ledger/imports/new/"
HEAD = "企业名称,统一社会信用代码,无代码原因,地区,地址,行业"
GOOD = "沈阳示例新钢铁有限公司,,个体工商户,铁西区,示例路 9 号,钢铁"
LIKE = "沈阳示例新钢铁集团有限公司,,个体工商户,铁西区,示例路 9 号,钢铁"
BAD = "沈阳示例坏行有限公司,123,,铁西区,示例路 8 号,钢铁"
SAMPLE = Path(__file__).parents[2] / "samples" / "ledger-shenyang-2021.xlsx"


@pytest.fixture(autouse=True)
def clerk(settings: Any, tmp_path: Path) -> Client:
    settings.FILES_DIR = tmp_path
    return logged_in(f"clerk-{TIEXI}")


def upload(client: Client, *lines: str, name: str = "台账.csv", content: bytes | None = None) -> Any:
    """Choose a file and send it."""
    body = "\n".join((HEAD, *lines)).encode() if content is None else content
    return client.post(NEW, {"campaign": CAMPAIGN, "file": SimpleUploadedFile(name, body)})


def action(answer: Any) -> str:
    """Where the dry run's form leads."""
    return str(answer.content.decode().split('<form method="post" action="/ledger/imports/', 1)[1].split('"', 1)[0])


def press(client: Client, answer: Any, act: str, **changes: Any) -> Any:
    """Press one of the dry run's buttons."""
    sent = data(filled(answer)) | {name.replace("_", "-"): value for name, value in changes.items()}
    return client.post(f"/ledger/imports/{action(answer)}", sent | {"act": act})


def test_a_dry_run_counts_every_row_once_and_writes_nothing(clerk: Client) -> None:
    before = rows(Enterprise).count()
    page = text_of(upload(clerk, GOOD, LIKE, BAD))
    assert "新增 1 行" in page
    assert "存疑 1 行" in page
    assert "退回 1 行" in page
    assert "共 3 行，每行只计入一类" in page
    assert "统一社会信用代码“123”" in page
    assert rows(Enterprise).count() == before


def test_a_doubtful_pair_is_answered_and_the_good_rows_come_in_as_one_batch(clerk: Client) -> None:
    answered = press(clerk, upload(clerk, GOOD, LIKE, BAD), "check", answer_3="new")
    assert "新增 2 行" in text_of(answered)
    assert "已答复 1 行" in text_of(answered)
    done = press(clerk, answered, "commit")
    page = text_of(clerk.get(done.headers["Location"]))
    assert "新增 2 行" in page
    assert "没有写入的行" in page
    assert rows(LedgerEntry).filter(enterprise__name="沈阳示例新钢铁集团有限公司", state="confirmed").count() == 1


def test_an_answer_can_be_taken_back(clerk: Client) -> None:
    answered = press(clerk, upload(clerk, GOOD, LIKE), "check", answer_3="row:2")
    assert "存疑 1 行" in text_of(press(clerk, answered, "forget"))


def test_pressing_commit_twice_imports_once_and_the_same_file_changes_nothing(clerk: Client) -> None:
    checked = upload(clerk, GOOD)
    first, second = (press(clerk, checked, "commit") for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert rows(ImportBatch).count() == 1
    page = text_of(upload(clerk, GOOD))
    assert "无变化 1 行" in page
    assert "没有要写入的行" in page


def test_a_difference_shows_what_is_and_what_would_be(clerk: Client) -> None:
    press(clerk, upload(clerk, GOOD), "commit")
    page = text_of(upload(clerk, GOOD.replace("示例路 9 号", "示例路 19 号")))
    assert "变更 1 行" in page
    assert "地址（铁西区） 示例路9号 示例路19号" in page


def test_a_batch_is_taken_back_with_a_reason(clerk: Client) -> None:
    batch = UUID(press(clerk, upload(clerk, GOOD), "commit").headers["Location"].split("/")[3])
    path = f"/deeds/undo_import/?batch={batch}&next=/ledger/imports/{batch}/"
    assert "没有保存" in text_of(send(clerk, path))
    assert send(clerk, path, reason="选错了文件").headers["Location"] == f"/ledger/imports/{batch}/"
    assert "已撤销" in text_of(clerk.get(f"/ledger/imports/{batch}/"))
    assert rows(LedgerEntry).filter(enterprise__name="沈阳示例新钢铁有限公司", voided_on=None).count() == 0


def test_the_returned_rows_come_back_marked_in_the_clerks_own_workbook(clerk: Client) -> None:
    answer = press(clerk, upload(clerk, name="台账.xlsx", content=SAMPLE.read_bytes()), "marked")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    sheet = load_workbook(io.BytesIO(answer.content))["台账"]
    assert any("不在辖区" in str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("台账.xlsx", b"", "文件是空的（0 字节）"),
        ("台账.xlsx", b"nonsense", "不予办理"),
        ("台账.csv", "序号,备注\n1,x\n".encode(), "不予办理"),
        ("台账.doc", b"x", "不是 .xlsx、.xls、.et、.csv 文件。请用 Excel 或 WPS 打开后另存为不带宏的 .xlsx 再上传"),
    ],
)
def test_a_bad_file_is_refused_in_words_where_it_was_chosen(
    clerk: Client, name: str, content: bytes, words: str
) -> None:
    page = text_of(upload(clerk, name=name, content=content))
    assert words in page
    assert "上传并预演" in page


def test_a_file_over_the_limit_is_refused_before_it_is_read(clerk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("duban.web.kept_files.MAX_BYTES", 10)
    assert "上限 64 MB。请拆成几个文件分别上传。" in text_of(upload(clerk, GOOD))


def test_an_opened_ticket_offers_the_dry_run_again_and_a_strangers_is_unknown(clerk: Client) -> None:
    path = f"/ledger/imports/{action(upload(clerk, GOOD))}"
    assert "台账.csv" in text_of(clerk.get(path))
    assert "新增 1 行" in text_of(clerk.post(path, {"act": "check"}))
    assert logged_in(f"clerk-{HUNNAN}").get(path).status_code == 404
    assert clerk.get(path.replace("/check/", "/check/x")).status_code == 404


def test_a_ticket_without_its_file_is_unknown() -> None:
    ticket = Ticket(file="0" * 64, name="台账.csv", size=1, campaign=CAMPAIGN, by="someone")
    assert Ticket.read(ticket.signed(), "someone") is None


def test_an_officer_sees_who_may_and_cannot_import() -> None:
    officer = logged_in(f"officer-{TIEXI}")
    assert "您没有办理“导入企业台账”的权限，请由以下人员办理：填报人" in text_of(officer.get(NEW))
    assert "不予办理" in text_of(press(officer, upload(officer, GOOD), "commit"))
    assert rows(ImportBatch).count() == 0


def test_a_sister_district_does_not_find_the_batch(clerk: Client) -> None:
    path = press(clerk, upload(clerk, GOOD), "commit").headers["Location"]
    assert logged_in(f"clerk-{HUNNAN}").get(path).status_code == 404
    assert "共 1 批" in text_of(clerk.get("/ledger/imports/"))
    assert "还没有导入过台账" in text_of(logged_in(f"clerk-{HUNNAN}").get("/ledger/imports/"))


# In the background -------------------------------------------------------------------------------------------------


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file counts as a large one."""
    monkeypatch.setattr(import_tasks, "LARGE", 0)


def worked(client: Client, answer: Any) -> Any:
    """The task's page after the worker has seen to it."""
    path = answer.headers["Location"]
    task = rows(BackgroundTask).get(pk=path.split("/")[2])
    run(task.pk, task.asked_by_id, WORKS)
    return client.get(path)


def link(answer: Any, words: str) -> str:
    """Where the button with these words leads."""
    found = re.search(rf'<a [^>]*href="([^"]+)"[^>]*>(?:<svg.*?</svg>)? *{words}', answer.content.decode())
    assert found is not None
    return unescape(found[1])


@pytest.mark.usefixtures("large")
def test_a_large_file_is_tried_and_imported_in_the_background_and_pressing_twice_does_it_once(clerk: Client) -> None:
    waiting = upload(clerk, GOOD, BAD)
    assert "等待中" in text_of(clerk.get(waiting.headers["Location"]))
    checked = clerk.get(link(worked(clerk, waiting), "查看预演结果"))
    assert "新增 1 行" in text_of(checked)
    assert "退回 1 行" in text_of(checked)
    first, second = (press(clerk, checked, "commit") for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    done = worked(clerk, first)
    assert "没有写入的行" in text_of(clerk.get(link(done, "查看导入结果")))
    assert link(worked(clerk, second), "查看导入结果") == link(done, "查看导入结果")
    assert rows(ImportBatch).count() == 1


@pytest.mark.usefixtures("large")
def test_the_same_numbers_at_once_and_in_the_background(clerk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    later = text_of(clerk.get(link(worked(clerk, upload(clerk, GOOD, LIKE, BAD)), "查看预演结果")))
    monkeypatch.setattr(import_tasks, "LARGE", 10**9)
    assert later == text_of(upload(clerk, GOOD, LIKE, BAD))


@pytest.mark.usefixtures("large")
def test_the_buttons_of_one_form_start_a_task_each(clerk: Client) -> None:
    checked = clerk.get(link(worked(clerk, upload(clerk, GOOD, BAD)), "查看预演结果"))
    answers = [press(clerk, checked, act).headers["Location"] for act in ("marked", "check", "commit", "marked")]
    assert len(set(answers)) == 3
    assert sorted(rows(BackgroundTask).values_list("kind", flat=True)) == [
        "import", "import_check", "import_check", "import_marked",
    ]  # fmt: skip


@pytest.mark.usefixtures("large")
def test_what_is_no_ledger_is_refused_in_the_task(clerk: Client) -> None:
    page = text_of(worked(clerk, upload(clerk, content="序号,备注\n1,x\n".encode())))
    assert "未完成" in page
    assert "不予办理" in page


@pytest.mark.usefixtures("large")
def test_the_marked_workbook_of_a_large_file_is_a_task_too(clerk: Client) -> None:
    waiting = upload(clerk, name="台账.xlsx", content=SAMPLE.read_bytes())
    checked = clerk.get(link(worked(clerk, waiting), "查看预演结果"))
    marked = clerk.get(link(worked(clerk, press(clerk, checked, "marked")), "下载"))
    sheet = load_workbook(io.BytesIO(b"".join(marked.streaming_content)))["台账"]
    assert any("不在辖区" in str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)


@pytest.mark.usefixtures("large")
def test_an_import_that_broke_off_after_its_deed_is_not_done_again(clerk: Client) -> None:
    checked = clerk.get(link(worked(clerk, upload(clerk, GOOD)), "查看预演结果"))
    answer = press(clerk, checked, "commit")
    worked(clerk, answer)
    with writing(TIEXI):  # as if the worker had been killed before it noted the end
        BackgroundTask.objects.filter(kind="import").update(finished_at=None)
    assert "已完成" in text_of(worked(clerk, answer))
    assert rows(ImportBatch).count() == 1


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("task", ["nonsense", str(UUID(int=1))])
def test_a_dry_run_that_is_not_there_leaves_the_file(clerk: Client, task: str) -> None:
    path = link(worked(clerk, upload(clerk, GOOD)), "查看预演结果").split("?", 1)[0]
    assert "预演结果" not in text_of(clerk.get(path, {"task": task}))
