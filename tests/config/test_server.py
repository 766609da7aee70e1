"""The web is started and stopped in the right order; a busy port and a second instance are told in words."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from duban.config import server
from duban.config.server import Listen
from duban.domain.messages import Refusal


@pytest.fixture
def port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        found: int = probe.getsockname()[1]
        return found


@pytest.fixture
def _signals() -> Iterator[None]:
    """Give the test run its own signal handlers back."""
    before = {number: signal.getsignal(number) for number in server.STOPPING}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize(
    ("text", "host", "port", "url"),
    [
        ("8000", "127.0.0.1", 8000, "http://127.0.0.1:8000"),
        ("127.0.0.1:8001", "127.0.0.1", 8001, "http://127.0.0.1:8001"),
        ("0.0.0.0:80", "0.0.0.0", 80, "http://127.0.0.1:80"),  # noqa: S104 -- parsed, not bound
        ("[::1]:8000", "::1", 8000, "http://[::1]:8000"),
    ],
)
def test_where_to_listen(text: str, host: str, port: int, url: str) -> None:
    listen = Listen.parse(text)
    assert (listen.host, listen.port, listen.url) == (host, port, url)


@pytest.mark.parametrize(
    "text", ["", "localhost", "127.0.0.1:", "127.0.0.1:0", "127.0.0.1:65536", "127.0.0.1:-1", "a:b"]
)
def test_a_malformed_address_to_listen_on_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(Refusal, match=r"无效.*127\.0\.0\.1:8000"):
        Listen.parse(text)


def test_a_busy_port_is_told_in_words_with_a_way_out(port: int) -> None:
    with (
        socket.create_server(("127.0.0.1", port)),
        pytest.raises(Refusal, match=f"端口 {port} 已被其他程序占用.*--listen"),
    ):
        server.check_port(Listen("127.0.0.1", port))


def test_an_address_that_is_not_this_machines_is_told_in_words() -> None:
    with pytest.raises(Refusal, match=r"无法在 192\.0\.2\.1:8000 上监听"):
        server.check_port(Listen("192.0.2.1", 8000))


def test_a_second_instance_is_refused_and_names_the_first(tmp_path: Path) -> None:
    first = server.only_instance(tmp_path, Listen("127.0.0.1", 8000))
    with pytest.raises(Refusal, match=r"已在运行：http://127\.0\.0\.1:8000。"):
        server.only_instance(tmp_path, Listen("127.0.0.1", 8001))
    os.close(first)
    os.close(server.only_instance(tmp_path, Listen("127.0.0.1", 8001)))


def _status(port: int) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/alive")
        return connection.getresponse().status
    finally:
        connection.close()


@pytest.mark.usefixtures("_signals")
def test_the_server_answers_until_it_is_interrupted(port: int) -> None:
    seen: list[int] = []

    def interrupt() -> None:
        os.kill(os.getpid(), signal.SIGTERM)

    def ready() -> None:
        seen.append(_status(port))
        threading.Timer(0.2, interrupt).start()

    server.stop_on_signals()
    with pytest.raises(KeyboardInterrupt):
        server.serve(Listen("127.0.0.1", port), ready=ready, watch=lambda: None)
    assert seen == [200]
    server.check_port(Listen("127.0.0.1", port))


@pytest.mark.usefixtures("_signals")
def test_a_stop_while_the_server_starts_is_not_lost(port: int) -> None:
    """The server forgets a signal that arrives while its workers start, and hears none after that."""
    server.stop_on_signals()
    threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT)).start()
    with pytest.raises(KeyboardInterrupt):
        server.serve(Listen("127.0.0.1", port), ready=lambda: None, watch=lambda: None)
    server.check_port(Listen("127.0.0.1", port))


def test_a_server_that_ends_by_itself_is_reported(monkeypatch: pytest.MonkeyPatch, port: int) -> None:
    monkeypatch.setattr(server, "_command", lambda _listen: [sys.executable, "-c", ""])
    with pytest.raises(Refusal, match="网页服务未能启动或意外结束"):
        server.serve(Listen("127.0.0.1", port), ready=lambda: None, watch=lambda: None)


def test_a_server_that_hears_no_stop_is_killed_with_its_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); time.sleep(60)"
    child = subprocess.Popen([sys.executable, "-c", deaf], start_new_session=True, stdout=subprocess.PIPE)
    assert child.stdout is not None
    child.stdout.readline()
    monkeypatch.setattr(server, "STOP_WITHIN", 0.1)
    server._stop(child, Listen("127.0.0.1", 9))
    assert child.returncode == -signal.SIGKILL


@pytest.mark.parametrize("given", ["127.0.0.1:8000", "localhost:8000", "[::1]:8000"])
def test_on_this_machine_alone_only_its_own_names_are_answered(given: str) -> None:
    assert server.own_names(Listen.parse(given)) == ["127.0.0.1", "[::1]", "localhost"]


def test_on_the_office_network_the_machines_names_and_addresses_are_answered_and_nobody_elses(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(socket, "gethostname", lambda: "Duban-1")
    monkeypatch.setattr(socket, "getfqdn", lambda: "duban-1.example.gov.cn")
    monkeypatch.setattr(server, "_addresses", lambda: iter(["10.1.2.3", "fe80::1"]))
    assert server.own_names(Listen.parse("0.0.0.0:8000")) == [
        "10.1.2.3", "127.0.0.1", "[::1]", "[fe80::1]", "duban-1", "duban-1.example.gov.cn", "localhost",
    ]  # fmt: skip


def test_a_machine_knows_its_addresses_even_without_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def nameless(*_: object) -> None:
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", nameless)
    assert "*" not in server.own_names(Listen.parse("0.0.0.0:8000"))


def test_names_told_by_the_environment_stand_instead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUBAN_HOSTS", "duban.example.gov.cn")
    assert server._environ(Listen.parse("0.0.0.0:8000"))["DUBAN_HOSTS"] == "duban.example.gov.cn"


@pytest.mark.usefixtures("_signals")
def test_a_stop_waits_until_what_must_not_be_divided_is_done() -> None:
    server.stop_on_signals()
    done = []
    with pytest.raises(KeyboardInterrupt), server.undivided():
        signal.raise_signal(signal.SIGTERM)
        done.append("started, and known to who ends it")
    assert done == ["started, and known to who ends it"]
