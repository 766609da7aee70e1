"""The worker beside the web: it starts with `duban up` and ends with it; killed in the middle it does no deed twice."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from tests.cli.installation import Installation, free_port, installation, until

from duban.embedded import roles

PROJECT = Path(__file__).resolve().parents[2]
PLAN = PROJECT / "src" / "duban" / "specs" / "campaigns" / "shenyang-2021-32.yaml"
CITY, ADMIN = "210100", "system_admin-210100"


@pytest.fixture(scope="module")
def founded() -> Iterator[Installation]:
    with installation() as found:
        done = found.run("init", "--agency", CITY, "--name", "示例市应急管理局")
        assert done.returncode == 0, done.stderr
        yield found


def rows(place: Installation, statement: str, *values: object) -> list[tuple[Any, ...]]:
    with psycopg.connect(place.cluster.address(roles.OWNER), autocommit=True) as connection:
        cursor = connection.execute(statement, values or None)  # type: ignore[arg-type]  # statements of this file
        return cursor.fetchall() if cursor.description else []


def replay(place: Installation, folder: Path, *lines: dict[str, Any]) -> None:
    path = folder / f"{uuid4()}.jsonl"
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    done = place.run("replay", str(path))
    assert done.returncode == 0, done.stdout + done.stderr


def account(username: str, role: str) -> dict[str, Any]:
    names = {"username": username, "name": f"示例{role}", "password": "一个很长的示例密码-7391", "roles": [role]}
    return {"id": str(uuid4()), "deed": "add_account", "on": "2021-07-07", "by": ADMIN, **names}


@pytest.fixture
def ledger(founded: Installation, up: subprocess.Popen[str], tmp_path: Path) -> int:
    """A campaign with the sample ledger, brought in while the installation is up; how many enterprises it has."""
    replay(founded, tmp_path, account("office", "campaign_office"), account("clerk", "clerk"))
    for command in (
        ("campaign", "load", str(PLAN), "--by", "office"),
        ("import-ledger", str(PROJECT / "samples" / "ledger-shenyang-2021.xlsx"), "--campaign", "shenyang-2021-32",
         "--agency", CITY, "--commit", "--by", "clerk"),
    ):  # fmt: skip
        done = founded.run(*command)
        assert done.returncode in (0, 1), done.stderr  # 1: some rows of the sample are returned
    return int(
        rows(founded, "select count(distinct enterprise_id) from ledger_entry where confirmed_on is not null")[0][0]
    )


@pytest.fixture
def up(founded: Installation) -> Iterator[subprocess.Popen[str]]:
    port = free_port()
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = founded.start("up", "--listen", f"127.0.0.1:{port}", **quiet)
    until(lambda: _answers(port) and worker_of(process) is not None)
    yield process
    process.send_signal(signal.SIGINT)
    process.wait(60)


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/alive", timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def worker_of(process: subprocess.Popen[str]) -> int | None:
    """The worker among the launcher's children."""
    for path in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((path / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[1])
            if parent == process.pid and b"duban.config.worker" in (path / "cmdline").read_bytes():
                return int(path.name)
        except OSError:
            continue  # it ended meanwhile
    return None


def opinion_on_every_row(task: str) -> dict[str, Any]:
    inputs = json.dumps({"department": "工业和信息化局", "opinion": "agreed"})
    asked = {"list": "ledger", "act": "record_opinion", "rows": "", "query": "", "inputs": inputs,
             "on": "2021-07-20", "language": "zh-hans"}  # fmt: skip
    given = {"kind": "batch", "title": "登记会商意见", "asked": asked}
    return {"id": task, "deed": "start_task", "on": "2021-07-20", "by": "clerk", **given}


def test_a_killed_workers_task_is_finished_by_the_next_and_no_deed_is_done_twice(
    founded: Installation, ledger: int, up: subprocess.Popen[str], tmp_path: Path
) -> None:
    replay(founded, tmp_path, opinion_on_every_row(task := str(uuid4())))
    until(lambda: rows(founded, "select count(*) from ledger_opinion")[0][0] >= 3)
    killed = worker_of(up)
    assert killed is not None
    os.kill(killed, signal.SIGKILL)
    ended = "select attempts, rows from background_task where id = %s and finished_at is not null"
    until(lambda: bool(rows(founded, ended, task)))
    assert rows(founded, ended, task) == [(2, ledger)]
    assert rows(founded, "select count(*) from ledger_opinion") == [(ledger,)]
    assert rows(founded, "select count(*) from deed where name = 'record_opinion' and channel = 'job'") == [(ledger,)]
    until(lambda: rows(founded, "select count(*) from procrastinate_jobs") == [(0,)])
    again = worker_of(up)
    up.send_signal(signal.SIGINT)
    assert up.wait(60) == 0
    assert again is not None
    assert not Path(f"/proc/{again}").exists()
    assert founded.json("verify-trail")["ok"]
