"""导出: the workbook holds what the screen shows, all of it, typed; large lists in the background; one's own alone."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import OperationalError
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from tests.actions.world import HUNNAN, TIEXI, actor, rows, writing
from tests.web.pages import logged_in, text_of
from tests.web.site.story import TODAY

from duban.actions.background import Progress
from duban.config.works import WORKS
from duban.domain.permissions import Role
from duban.jobs.background import run
from duban.queries.reading import reading
from duban.records.models import BackgroundTask, Deed, Enterprise, User
from duban.web import exports
from duban.web.access import ACCESS
from duban.web.found import Asking
from duban.web.lists import LISTS

pytestmark = pytest.mark.usefixtures("season")

OFFICER = f"officer-{TIEXI}"


@pytest.fixture(autouse=True)
def kept_files(settings: Any, tmp_path: Any) -> None:
    settings.FILES_DIR = tmp_path


@pytest.fixture
def queued(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every list counts as a long one: it waits for the worker."""
    monkeypatch.setattr(exports, "AT_ONCE", -1)
    yield


def press(client: Client, code: str, query: str = "", task: UUID | None = None) -> Any:
    """Press 导出."""
    return client.post(reverse("list_export", args=[code]), {"deed": str(task or uuid4()), "query": query})


def sheets(content: bytes) -> tuple[list[tuple[Any, ...]], dict[str, str]]:
    """The rows of the list, and what the second sheet says of them."""
    book = load_workbook(io.BytesIO(content))
    listed, about = book.worksheets
    told = {str(term): str(value) for term, value in about.iter_rows(values_only=True)}
    return [tuple(row) for row in listed.iter_rows(values_only=True)], told


def content_of(answer: Any) -> bytes:
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def worked(task: UUID) -> BackgroundTask:
    """The task after the worker has seen to it."""
    row = rows(BackgroundTask).get(pk=task)
    run(task, row.asked_by_id, WORKS)
    return rows(BackgroundTask).get(pk=task)


def test_every_list_that_is_exported_is_a_page_and_every_column_has_a_value_and_a_title() -> None:
    assert LISTS.keys() <= ACCESS.keys()
    with reading(actor(OFFICER)):
        for code, finder in LISTS.items():
            found = finder(Asking(actor(OFFICER), QueryDict(), TODAY))
            assert found is not None
            assert (code, [one.title for one in found.columns if one.value is None]) == (code, [])


@pytest.mark.parametrize("code", sorted(LISTS))
def test_the_workbook_holds_as_many_rows_as_the_screen_says(code: str) -> None:
    readers = {"accounts": f"system_admin-{TIEXI}", "trail": f"audit_admin-{TIEXI}"}
    client = logged_in(readers.get(code, OFFICER))
    page = client.get(reverse(code))
    listing = page.context["listing"]
    listed, told = sheets(content_of(press(client, code)))
    found = listing.found + (code in ("done", "trail"))  # to ask for the workbook is a deed of the reader's own
    assert len(listed) - 1 == found
    # the law knows repeat windows from September on, and nobody has sent a message in the season
    assert (listing.found > 0) is (code not in ("penalty_counter", "messages"))
    assert told["行数"].startswith(f"{found} 行")
    assert f"导出 {listing.found} {listing.unit}" in text_of(page)


def test_the_workbook_has_the_filter_and_the_order_of_the_screen() -> None:
    client = logged_in(f"officer-{TIEXI}")
    page = client.get(reverse("ledger"), {"covered": "no", "sort": "-name"})
    shown = [row.line.name for row in page.context["rows"]]
    listed, told = sheets(content_of(press(client, "ledger", "covered=no&sort=-name&page=7")))
    assert [row[0] for row in listed[1:]] == shown
    assert told["查询条件"] == "检查覆盖：尚未检查"


def test_numbers_are_numbers_and_days_are_days() -> None:
    listed, _ = sheets(content_of(press(logged_in(OFFICER), "inspections")))
    columns = {title: [row[at] for row in listed[1:]] for at, title in enumerate(listed[0])}
    assert {type(value) for value in columns["检查日期"] if value is not None} == {datetime}
    assert {type(value) for value in columns["执法人员"]} == {int}


def test_what_begins_like_a_formula_stays_text() -> None:
    nasty = '=HYPERLINK("x","示例")'
    with writing(TIEXI):
        plant = Enterprise.objects.filter(home_agency=TIEXI).order_by("pk")[0]
        Enterprise.objects.filter(pk=plant.pk).update(name=nasty)
    book = load_workbook(io.BytesIO(content_of(press(logged_in(OFFICER), "ledger"))))
    cells = [cell for (cell,) in book.worksheets[0].iter_rows(max_col=1) if cell.value == nasty]
    assert [cell.data_type for cell in cells] == ["s"]


def test_an_export_is_a_deed_and_pressing_twice_does_it_once() -> None:
    client, task = logged_in(OFFICER), uuid4()
    first, second = (press(client, "ledger", task=task) for _ in range(2))
    assert content_of(first) == content_of(second)
    assert rows(Deed).filter(name="start_task").count() == 1
    assert rows(BackgroundTask).count() == 1


@pytest.mark.usefixtures("queued")
def test_a_long_list_is_written_in_the_background_and_its_result_stays() -> None:
    client, task = logged_in(OFFICER), uuid4()
    answer = press(client, "ledger", task=task)
    assert answer.headers["Location"] == reverse("background_task", args=[task])
    assert "等待中" in text_of(client.get(answer.headers["Location"]))
    assert 'hx-trigger="every 2s"' in client.get(answer.headers["Location"]).content.decode()
    done = worked(task)
    assert done.finished_at is not None
    page = client.get(answer.headers["Location"])
    assert "已完成" in text_of(page)
    assert "hx-trigger" not in page.content.decode()
    listed, _ = sheets(content_of(client.get(reverse("background_file", args=[task]))))
    assert len(listed) - 1 == done.rows == client.get(reverse("ledger")).context["listing"].found
    assert "已完成" in text_of(client.get(reverse("background_tasks")))
    assert done.file_name in text_of(page)


@pytest.mark.usefixtures("queued")
@pytest.mark.parametrize("username", [f"clerk-{TIEXI}", f"officer-{HUNNAN}", "officer-210100"])
@pytest.mark.parametrize("name", ["background_task", "background_file"])
def test_nobody_else_sees_a_task_or_its_result(username: str, name: str) -> None:
    client, task = logged_in(OFFICER), uuid4()
    press(client, "ledger", task=task)
    worked(task)
    path = reverse(name, args=[task])
    assert client.get(path).status_code == 200
    assert logged_in(username).get(path).status_code == 404
    assert "企业台账" not in text_of(logged_in(username).get(reverse("background_tasks"))).split("项", 1)[-1]


@pytest.mark.usefixtures("queued")
def test_the_permission_is_asked_again_when_the_job_runs() -> None:
    client, task = logged_in(OFFICER), uuid4()
    press(client, "inspections", task=task)
    with writing(TIEXI):
        User.objects.filter(username=OFFICER).update(roles=[Role.PARTNER])
    done = worked(task)
    assert (done.file, done.refusal["rule"]) == ("", "permission.not_held")
    assert "您没有" in text_of(client.get(reverse("background_task", args=[task])))


@pytest.mark.usefixtures("queued")
def test_for_an_account_that_was_disabled_nothing_is_done() -> None:
    task = uuid4()
    press(logged_in(OFFICER), "ledger", task=task)
    with writing(TIEXI):
        User.objects.filter(username=OFFICER).update(is_active=False)
    assert worked(task).started_at is None


@pytest.mark.usefixtures("queued")
def test_a_fault_of_ours_ends_the_task_in_words() -> None:
    client, task = logged_in(OFFICER), uuid4()
    press(client, "ledger", task=task)

    def broken(_work: object) -> Any:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        run(task, actor(OFFICER).id, dict.fromkeys(WORKS, broken))
    assert "程序出错" in text_of(client.get(reverse("background_task", args=[task])))


@pytest.mark.usefixtures("queued")
def test_progress_is_written_past_the_works_own_transaction(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[int, int]] = []
    monkeypatch.setattr("duban.actions.background.EVERY", 0.0)
    monkeypatch.setattr(Progress, "_write", lambda _self, done, total: told.append((done, total)))
    client, task = logged_in(OFFICER), uuid4()
    press(client, "ledger", task=task)
    total = worked(task).rows
    assert told == [(done, total) for done in range(1, (total or 0) + 1)]


@pytest.mark.usefixtures("queued")
def test_progress_has_a_connection_of_its_own_and_lets_it_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("duban.actions.background.EVERY", 0.0)
    task = uuid4()
    press(logged_in(OFFICER), "ledger", task=task)
    assert worked(task).finished_at is not None  # what the other connection writes it cannot see here: no commit yet


@pytest.mark.usefixtures("queued")
def test_when_the_database_goes_the_task_stays_for_the_next_try(monkeypatch: pytest.MonkeyPatch) -> None:
    task = uuid4()
    press(logged_in(OFFICER), "ledger", task=task)

    def gone(_work: object) -> Any:
        raise OperationalError

    with pytest.raises(OperationalError):
        run(task, actor(OFFICER).id, dict.fromkeys(WORKS, gone))
    assert rows(BackgroundTask).get(pk=task).finished_at is None
    assert worked(task).attempts == 2


@pytest.mark.usefixtures("queued")
def test_a_task_that_breaks_off_again_and_again_is_given_up() -> None:
    client, task = logged_in(OFFICER), uuid4()
    press(client, "ledger", task=task)
    with writing(TIEXI):
        BackgroundTask.objects.filter(pk=task).update(attempts=3)
    assert worked(task).refusal["rule"] == "task.broken_off"
    assert "任务已中断 3 次" in text_of(client.get(reverse("background_task", args=[task])))


@pytest.mark.parametrize(
    ("username", "code", "status"),
    [
        (OFFICER, "nothing", 404),
        ("partner-210106-P1", "tasks", 403),
        (f"system_admin-{TIEXI}", "ledger", 403),
        (f"none-{TIEXI}", "ledger", 403),
    ],
)
def test_a_list_that_one_may_not_open_is_not_exported(username: str, code: str, status: int) -> None:
    assert press(logged_in(username), code).status_code == status


def test_a_form_without_an_id_starts_nothing() -> None:
    answer = logged_in(OFFICER).post(reverse("list_export", args=["ledger"]), {"deed": "", "query": ""})
    assert answer.status_code == 404
