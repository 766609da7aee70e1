"""Server 服务: starts the web server beside the database and ends both in the right order."""

from __future__ import annotations

import errno
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from duban.domain.messages import N_, Message, Refusal
from duban.embedded import locks

THREADS = min(8, 2 * (os.cpu_count() or 1) + 1)  # more only wait for each other
READY_WITHIN = 60.0  # seconds
STOP_WITHIN = 15.0  # seconds, then SIGKILL
POLL = 0.1
HIGHEST_PORT = 65535
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass(frozen=True, slots=True)
class Listen:
    """Where the web listens."""

    host: str
    port: int

    @classmethod
    def parse(cls, text: str) -> Listen:
        """``8000``, ``0.0.0.0:8000`` or ``[::1]:8000``; refuses anything else with an example."""
        host, _, port = text.rpartition(":")
        if not port.isdecimal() or not 0 < int(port) <= HIGHEST_PORT:
            raise Refusal(
                "listen",
                Message("listen_malformed", N_("监听地址“{value}”无效。"), {"value": text}),
                remedy=Message("listen_malformed.remedy", N_("例如：127.0.0.1:8000，办公网内：0.0.0.0:8000。")),
            )
        return cls(host.strip("[]") or "127.0.0.1", int(port))

    @property
    def url(self) -> str:
        """What a person types into the browser on this machine."""
        host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(self.host, self.host)  # noqa: S104 -- compared, not bound
        return f"http://{f'[{host}]' if ':' in host and host[0] != '[' else host}:{self.port}"


def stop_on_signals() -> None:
    """Let SIGTERM and a closed terminal end a command as Ctrl-C does: through its ``finally`` blocks."""
    for number in STOPPING:
        signal.signal(number, _interrupt)


def _interrupt(_number: int, _frame: object) -> None:
    for number in STOPPING:
        signal.signal(number, signal.SIG_IGN)  # impatient second keystrokes must not cut the stop short
    raise KeyboardInterrupt


@contextmanager
def undivided() -> Iterator[None]:
    """Let a stop wait until the block is done: a process started meanwhile would be left with nobody to end it."""
    heard: list[int] = []
    before = {number: signal.signal(number, lambda told, _frame: heard.append(told)) for number in STOPPING}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    if heard:
        signal.raise_signal(heard[0])


def only_instance(state: Path, listen: Listen) -> int:
    """Take the lock of the serving instance; refuses, naming its address, while another serves."""
    path = state / "serving.lock"
    handle = locks.try_exclusive(path)
    if handle is None:
        raise Refusal(
            "one-instance",
            Message("already_serving", N_("督办已在运行：{url}。"), {"url": path.read_text(encoding="utf-8")}),
            remedy=Message("already_serving.remedy", N_("请直接打开该网址；如需重新启动，先在原窗口按 Ctrl-C。")),
        )
    os.truncate(handle, 0)
    os.write(handle, listen.url.encode())
    return handle


def check_port(listen: Listen) -> None:
    """Refuse in words a port that somebody else uses, before anything is started."""
    family = socket.AF_INET6 if ":" in listen.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((listen.host, listen.port))
        except OSError as error:
            text = N_("端口 {port} 已被其他程序占用。")
            if error.errno != errno.EADDRINUSE:
                text = N_("无法在 {host}:{port} 上监听：{said}。")
            raise Refusal(
                "port",
                Message("port_busy", text, {"host": listen.host, "port": listen.port, "said": error.strerror}),
                remedy=Message(
                    "port_busy.remedy",
                    N_("请停止占用的程序，或换一个：duban up --listen 127.0.0.1:{other}。"),
                    {"other": listen.port + 1 if listen.port < HIGHEST_PORT else listen.port - 1},
                ),
            ) from None


def serve(listen: Listen, ready: Callable[[], None], watch: Callable[[], None]) -> None:
    """Serve until interrupted; raises KeyboardInterrupt then, and a refusal if the server ends by itself.

    ``ready`` is called once pages are answered, ``watch`` again and again meanwhile. The server has its own
    session: Ctrl-C reaches us alone, and we stop it when it can hear it (while it starts, it loses signals).
    """
    child = None
    try:
        with undivided():
            child = subprocess.Popen(_command(listen), env=_environ(listen), start_new_session=True)  # noqa: S603 -- our own server
        _await_answer(child, listen)
        ready()
        while child.poll() is None:
            watch()
            time.sleep(POLL)
        raise _ended()
    finally:
        if child is not None:
            _stop(child, listen)


def _command(listen: Listen) -> list[str]:
    options = ["--interface", "wsgi", "--host", listen.host, "--port", str(listen.port), "--no-ws"]
    options += ["--workers", "1", "--blocking-threads", str(THREADS), "--log-level", "warning"]
    options += ["--respawn-failed-workers"]
    return [sys.executable, "-m", "granian", *options, "duban.config.wsgi:application"]


def _environ(listen: Listen) -> dict[str, str]:
    environ = {**os.environ, "DUBAN_POOL": str(THREADS)}
    environ.setdefault("DUBAN_HOSTS", ",".join(own_names(listen)))
    return environ


def own_names(listen: Listen) -> list[str]:
    """By which names the office network may ask: this machine's own and its addresses, nobody else's.

    A name that stands elsewhere only (a proxy's, an alias of the name server) is told by ``DUBAN_HOSTS``.
    """
    found = {"localhost", "127.0.0.1", "::1"}
    if listen.host not in found:
        found |= {listen.host, socket.gethostname(), socket.getfqdn(), *_addresses()}
    found -= {"0.0.0.0", "::", ""}  # noqa: S104 -- compared, not bound
    return sorted(f"[{name}]" if ":" in name else name.lower() for name in found)


def _addresses() -> Iterator[str]:
    """The addresses under which the machine goes out; nothing is sent."""
    for family, elsewhere in ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1")):
        try:
            with socket.socket(family, socket.SOCK_DGRAM) as probe:
                probe.connect((elsewhere, 9))
                yield probe.getsockname()[0]
        except OSError:
            continue  # no way out in this family
    try:
        yield from (str(each[4][0]).partition("%")[0] for each in socket.getaddrinfo(socket.gethostname(), None))
    except OSError:
        return


def _answers(listen: Listen) -> bool:
    host = listen.url.removeprefix("http://").rpartition(":")[0].strip("[]")
    connection = http.client.HTTPConnection(host, listen.port, timeout=2)
    try:
        connection.request("GET", "/alive")
        return connection.getresponse().status < http.HTTPStatus.INTERNAL_SERVER_ERROR
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _await_answer(child: subprocess.Popen[bytes], listen: Listen) -> None:
    end = time.monotonic() + READY_WITHIN
    while not _answers(listen):
        if child.poll() is not None or time.monotonic() > end:
            raise _ended()
        time.sleep(POLL)


def _ended() -> Refusal:
    return Refusal(
        "server",
        Message("server_ended", N_("网页服务未能启动或意外结束。")),
        remedy=Message("server_ended.remedy", N_("原因见上面的输出；改正后重新运行 duban up。")),
    )


def _stop(child: subprocess.Popen[bytes], listen: Listen) -> None:
    end = time.monotonic() + STOP_WITHIN
    while child.poll() is None and not _answers(listen) and time.monotonic() < end:
        time.sleep(POLL)  # a SIGTERM that arrives while workers start is lost, and so are later ones
    child.terminate()
    try:
        child.wait(max(1.0, end - time.monotonic()))
    except subprocess.TimeoutExpired:
        pass
    finally:
        kill_group(child.pid)  # with its workers, if any is left
        child.wait()


def kill_group(leader: int) -> None:
    """End a process that has a session of its own, with all that it started."""
    try:
        os.killpg(leader, signal.SIGKILL)
    except ProcessLookupError:
        return
