"""Exit codes and sentences of the command line: 0 done, 1 refused, 2 usage; never a traceback."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from django.db.utils import OperationalError
from tests.cli.installation import PROJECT, Installation, free_port, installation, until

from duban.cli import commands, main, up
from duban.cli.usage import wrong_usage
from duban.config import environment
from duban.config.addresses import VARIABLES
from duban.domain.messages import Message, Refusal
from duban.embedded import Cluster, ClusterError, State, roles
from duban.embedded.binaries import Binaries


def _run(monkeypatch: pytest.MonkeyPatch, body: Callable[[], None]) -> int:
    """Run a command with that body through the real entry point."""
    monkeypatch.setattr(main, "COMMANDS", {"try": commands.Entry(f"{__name__}:unused", "", django=False)})
    monkeypatch.setattr(main.Commands, "get_command", lambda *_: click.Command("try", callback=body))
    with pytest.raises(SystemExit) as left:
        main.main(["try"])
    assert isinstance(left.value.code, int)
    return left.value.code


def _raising(error: BaseException) -> Callable[[], None]:
    def body() -> None:
        raise error

    return body


REFUSAL = Refusal(
    "rule", Message("code", "复查早于整改期限{day}。", {"day": "2021-09-10"}), "四（二）", Message("r", "请改期。")
)


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (REFUSAL, 1, "复查早于整改期限2021-09-10。（四（二））请改期。\n"),
        (ClusterError("code", "磁盘{what}。", what="已满"), 1, "磁盘已满。\n"),
        (OperationalError("connection\nrefused"), 1, "连接不上数据库：connection refused\n"),
        (click.ClickException("读不了文件"), 1, "读不了文件\n"),
        (click.Abort(), 1, "已中断，未完成的部分没有保存。\n"),
        (KeyboardInterrupt(), 1, "\n已中断，未完成的部分没有保存。\n"),
    ],
)
def test_what_goes_wrong_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: BaseException, code: int, said: str
) -> None:
    assert _run(monkeypatch, _raising(error)) == code
    assert capsys.readouterr().err == said


def test_a_command_that_is_done_exits_0(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _run(monkeypatch, lambda: None) == 0


def test_a_command_that_found_a_difference_exits_1(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _run(monkeypatch, lambda: click.get_current_context().exit(1)) == 1


def test_a_bug_of_ours_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ZeroDivisionError):
        _run(monkeypatch, _raising(ZeroDivisionError()))


@pytest.mark.parametrize("arguments", [["no-such-command"], ["roles"], ["roles", "--nothing"], ["up", "--today", "x"]])
def test_wrong_usage_exits_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main.main(arguments)
    assert left.value.code == 2
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["lwa"], "没有命令 lwa。是否应为 law？"),
        (["???"], "没有命令 ???。"),
        (["law"], "缺少 CONCEPT。"),
        (["law", "closure"], "缺少 --on。"),
        (["law", "closure", "--om", "x"], "没有选项 --om。是否应为 --on、--json？"),
        (["law", "closure", "--on"], "选项 --on 后面缺少内容，或者不应有内容。"),
        (["law", "closure", "--on", "x"], "--on：“x”不是日期，应写成 2021-09-10。"),
        (["replay", "/no/such"], "FILE：“/no/such”不存在。"),
        (["replay", "/"], "FILE：“/”是文件夹，不是文件。"),
        (["up", "--today", "x"], "--today：“x”不是日期，应写成 2021-09-10。"),
        (["undo-import", "x"], "BATCH：“x”不是编号，应写成 0198f6a0-0000-7000-8000-000000000001。"),
    ],
)
def test_wrong_usage_is_told_in_the_readers_language(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main.main(arguments)
    *called, told = capsys.readouterr().err.splitlines()
    assert (left.value.code, told) == (2, said)
    assert all(each.startswith("用法：") for each in called)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (click.UsageError("如此"), "如此"),
        (click.BadParameter("如此"), "Invalid value: 如此"),
        (click.MissingParameter(), "缺少 。"),
    ],
)
def test_wrong_usage_that_belongs_to_no_command_is_told_too(error: click.UsageError, said: str) -> None:
    assert wrong_usage(error) == said


def test_without_a_command_all_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main.main([])
    assert (left.value.code, "import-ledger" in capsys.readouterr().err) == (2, True)


@pytest.mark.parametrize("name", list(commands.COMMANDS))
def test_every_registered_command_is_found_and_helps(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main.main([name, "--help"])
    assert left.value.code == 0
    assert "Usage:" in capsys.readouterr().out


def test_a_fixed_day_without_the_demo_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main.main(["up", "--today", "2021-11-30"])
    assert left.value.code == 2
    assert "--demo" in capsys.readouterr().err


def test_the_roles_are_printed_for_psql(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main.main(["roles", "--sql", "--database", "safety"])
    assert left.value.code == 0
    printed = capsys.readouterr().out
    assert printed.count("CREATE ROLE duban_") == 5
    assert '\\connect "safety"' in printed


# The whole start, as a person does it ----------------------------------------------------------------------------


def _up(where: Installation, port: int) -> subprocess.Popen[str]:
    return where.start("up", "--listen", f"127.0.0.1:{port}", stdout=None)


def _alive(serving: subprocess.Popen[str], port: int) -> bool:
    """Whether its web answers; the test fails with its words when it ended instead."""
    assert serving.poll() is None, serving.communicate()[1]
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/alive", timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def test_up_serves_refuses_a_second_instance_recovers_its_database_and_stops_cleanly() -> None:
    port = free_port()
    with installation() as where:
        first = _up(where, port)
        try:
            until(lambda: _alive(first, port))

            second = _up(where, free_port())
            _, said = second.communicate(timeout=60)
            assert (second.returncode, f"已在运行：http://127.0.0.1:{port}" in said) == (1, True)

            server = where.cluster.status().pid
            assert server is not None
            os.kill(server, signal.SIGKILL)
            until(lambda: where.cluster.status().state is State.READY and where.cluster.status().pid != server)

            first.send_signal(signal.SIGINT)
            _, said = first.communicate(timeout=60)
            assert (first.returncode, "已停止。" in said, "Traceback" in said) == (0, True, False)
            assert where.cluster.status().state is State.STOPPED
            with pytest.raises(OSError, match="refused"):
                socket.create_connection(("127.0.0.1", port), timeout=2)
        finally:
            first.kill()
            first.wait()


DEBIAN = [Binaries(folder, "15") for folder in Path("/usr/lib/postgresql").glob("15/bin")]


@pytest.mark.skipif(not DEBIAN, reason="Debian's postgresql-15 is not installed here")
def test_up_serves_on_an_external_server_of_the_oldest_version(tmp_path: Path) -> None:
    with Cluster.throw_away(programs_from=DEBIAN[0]) as external:
        external.run_sql(roles.script("bureau"))
        addresses = {name: external.address(role, "bureau") for role, name in VARIABLES.items()}
        port = free_port()
        command = [sys.executable, "-m", "duban.cli", "up", "--listen", f"127.0.0.1:{port}"]
        environ = Installation(tmp_path).environ() | addresses
        serving = subprocess.Popen(command, env=environ, cwd=PROJECT, stderr=subprocess.PIPE, text=True)
        try:
            until(lambda: _alive(serving, port))
            serving.send_signal(signal.SIGTERM)
            _, said = serving.communicate(timeout=60)
            assert (serving.returncode, "Traceback" in said) == (0, False)
        finally:
            serving.kill()
            serving.wait()
        made = "SELECT count(*) > 0 FROM pg_tables WHERE schemaname = 'public' AND tableowner = 'duban_owner'"
        assert external.run_sql(made, database="bureau") == "t\n"
        assert external.status().state is State.READY
        assert not (tmp_path / "data").exists()


@pytest.mark.django_db
def test_demo_data_are_refused_on_an_external_server(monkeypatch: pytest.MonkeyPatch) -> None:
    from duban.config import start  # noqa: PLC0415 -- needs settings

    monkeypatch.setattr(start, "prepare", lambda _tell: pytest.fail("nothing may be touched"))
    with pytest.raises(Refusal, match="外部数据库"):
        up._prepare(environment.read(), demo=True)
