"""批量办理: one deed a row, each judged on its own; all filtered rows or the ticked ones; twice does nothing twice."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse
from tests.actions.world import CAMPAIGN, CITY, HUNNAN, TIEXI, actor, an_id, rows, writing
from tests.web.forms import data, filled
from tests.web.pages import logged_in, text_of

from duban.config.works import WORKS
from duban.jobs.background import run
from duban.records.models import BackgroundTask, Deed, LedgerEntry, LedgerOpinion
from duban.web import batches

pytestmark = pytest.mark.usefixtures("season")

CLERK = f"clerk-{TIEXI}"
ALL = {"scope": "filtered", "filter": ""}


@pytest.fixture(autouse=True)
def clerk(settings: Any, tmp_path: Any) -> Client:
    settings.FILES_DIR = tmp_path
    return logged_in(CLERK)


def form(client: Client, act: str, code: str = "ledger", **chosen: Any) -> Any:
    """Press a batch button."""
    return client.post(reverse("list_batch", args=[code]), {"act": act, "scope": "rows", **chosen})


def send(client: Client, answer: Any, **changes: Any) -> Any:
    """Fill in what is the same for all rows, and send it."""
    return client.post(answer.wsgi_request.path, data(filled(answer)) | changes)


def entries() -> list[LedgerEntry]:
    own = rows(LedgerEntry).filter(home_agency=TIEXI, campaign=CAMPAIGN, state="confirmed")
    return list(own.order_by("enterprise", "pk").distinct("enterprise"))


def told(client: Client, answer: Any) -> str:
    return text_of(client.get(answer.headers["Location"]))


def test_the_list_offers_what_the_reader_may_do(clerk: Client) -> None:
    page = text_of(clerk.get(reverse("ledger")))
    assert "登记会商意见" in page
    assert "移出台账" not in page  # the approver's
    assert "移出台账" in text_of(logged_in(f"approver-{TIEXI}").get(reverse("ledger")))
    assert "批量处理" not in text_of(logged_in(f"leader-{TIEXI}").get(reverse("ledger")))


def test_an_opinion_on_every_filtered_row_is_one_deed_a_row(clerk: Client) -> None:
    found = clerk.get(reverse("ledger")).context["listing"].found
    before = rows(LedgerOpinion).count()
    asked = form(clerk, "record_opinion", **ALL)
    assert f"将对 {found} 家逐一办理" in text_of(asked)
    done = send(clerk, asked, department="工业和信息化局", opinion="agreed")
    assert f"已办理 {found} 行 不予办理 0 行" in told(clerk, done)
    assert rows(LedgerOpinion).count() == before + found
    assert rows(Deed).filter(name="record_opinion", by_id=actor(CLERK).id, channel="web").count() == found


def test_sending_it_twice_does_nothing_twice(clerk: Client) -> None:
    asked = form(clerk, "record_opinion", **ALL)
    first, second = (send(clerk, asked, department="工业和信息化局", opinion="agreed") for _ in range(2))
    once = rows(LedgerOpinion).count()
    assert first.headers["Location"] == second.headers["Location"]
    task = rows(BackgroundTask).get()
    with writing(TIEXI):  # as if the worker had been killed before it noted the end
        BackgroundTask.objects.filter(pk=task.pk).update(finished_at=None, file="", file_name="")
    run(task.pk, task.asked_by_id, WORKS)
    assert "不予办理 0 行" in told(clerk, first)
    assert rows(LedgerOpinion).count() == once


def test_every_refused_row_has_its_reason_and_the_others_are_done(clerk: Client) -> None:
    one, others = rows(LedgerEntry).filter(home_agency=TIEXI, state="proposed")[0], entries()
    chosen = [str(each.pk) for each in [one, *others]]
    page = told(clerk, send(clerk, form(clerk, "consult_entry", rows=chosen)))
    assert f"已办理 1 行 不予办理 {len(others)} 行" in page
    assert "台账现为“已确认”，不能办理“会商”" in page
    assert rows(LedgerEntry).get(pk=one.pk).state == "consulted"


def test_of_ticked_rows_only_those_are_done_and_a_strangers_row_is_not_there(clerk: Client) -> None:
    theirs = rows(LedgerEntry).filter(home_agency=HUNNAN)[0]
    before = rows(LedgerOpinion).count()
    asked = form(clerk, "record_opinion", rows=[str(entries()[0].pk), str(theirs.pk), "nonsense"])
    page = told(clerk, send(clerk, asked, department="工业和信息化局", opinion="agreed"))
    assert "已办理 1 行 不予办理 1 行" in page
    assert "已经不在名单里" in page
    assert rows(LedgerOpinion).count() == before + 1


def test_many_rows_go_to_the_worker(clerk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "AT_ONCE", 0)
    answer = send(clerk, form(clerk, "record_opinion", **ALL), department="工业和信息化局", opinion="agreed")
    assert "等待中" in told(clerk, answer)
    task = rows(BackgroundTask).get()
    run(task.pk, task.asked_by_id, WORKS)
    assert "不予办理 0 行" in told(clerk, answer)


def test_what_is_missing_in_the_form_is_asked_for(clerk: Client) -> None:
    answer = send(clerk, form(clerk, "record_opinion", **ALL), department="")
    assert "没有保存" in text_of(answer)
    assert rows(BackgroundTask).count() == 0


def test_nothing_chosen_starts_nothing(clerk: Client) -> None:
    assert form(clerk, "record_opinion").headers["Location"] == reverse("ledger")


@pytest.mark.parametrize(
    ("username", "code", "act", "status"),
    [
        (CLERK, "ledger", "move_entry", 404),  # decided one by one
        (CLERK, "tasks", "record_opinion", 404),
        (CLERK, "nothing", "record_opinion", 404),
        ("partner-210106-P1", "cards", "notify_card", 403),
        (f"audit_admin-{TIEXI}", "ledger", "record_opinion", 403),
    ],
)
def test_what_a_list_does_not_offer_is_not_done(username: str, code: str, act: str, status: int) -> None:
    assert form(logged_in(username), act, code, **ALL).status_code == status


def test_who_may_not_do_the_deed_gets_it_refused_row_by_row() -> None:
    leader = logged_in(f"leader-{TIEXI}")
    asked = form(leader, "remove_entry", rows=[str(an_id("entry-210106"))])
    assert "请由以下人员办理" in text_of(asked)
    page = told(leader, send(leader, asked, reason="停产"))
    assert "已办理 0 行 不予办理 1 行" in page
    assert "您没有" in page


def test_a_superior_works_on_its_own_ledger_only() -> None:
    office = logged_in(f"clerk-{CITY}")
    asked = form(office, "confirm_entry", rows=[str(an_id("entry-210106"))])
    assert "已办理 0 行 不予办理 1 行" in told(office, send(office, asked))


def test_a_task_of_a_batch_names_what_it_is(clerk: Client) -> None:
    form_id = uuid4()
    asked = form(clerk, "record_opinion", rows=[str(entries()[0].pk)])
    send(clerk, asked, department="工业和信息化局", opinion="agreed", deed=str(form_id))
    assert rows(BackgroundTask).get().pk == UUID(str(form_id))
    assert "登记会商意见：企业台账 1 家" in text_of(clerk.get(reverse("background_tasks")))
