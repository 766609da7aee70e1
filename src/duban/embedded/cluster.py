"""Cluster 数据库实例: one PostgreSQL server of our own, from the first start to a clean stop."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import quote

from duban.embedded import accounts, locks, processes, roles, setup
from duban.embedded import binaries as programs
from duban.embedded.accounts import Account
from duban.embedded.binaries import Binaries
from duban.embedded.errors import N_, AlreadyRunning, ClusterError
from duban.embedded.places import Places

POLL = 0.02  # seconds between two looks at the server
TELL_AFTER = 3.0  # seconds of waiting after which the caller is told why
HELPERS_END = 30.0  # seconds that helpers of a killed server get to notice and end
FAST_STOP = 60.0  # seconds for a fast shutdown; after that an immediate one, recovered at the next start
LOG_KEEP = 10_000_000  # bytes after which the log is put aside at a start
THROW_AWAY = "duban-once-"  # folders of throw-away clusters
OWNER_LOCK = "owner.lock"  # held as long as the process lives that made one
NOT_DURABLE = ("fsync=off", "full_page_writes=off")  # commits still survive a kill, but no power cut

Tell = Callable[[str], None]


class State(StrEnum):
    """What the server is doing."""

    STOPPED = "stopped"
    STARTING = "starting"  # also: recovering after a crash
    READY = "ready"


@dataclass(frozen=True, slots=True)
class Status:
    """State of the server, with its process number when there is one."""

    state: State
    pid: int | None = None


class Cluster:
    """A PostgreSQL server on a private socket. Every method may be called from any process of the installation."""

    def __init__(self, places: Places, *, durable: bool = True, programs_from: Binaries | None = None) -> None:
        """``durable=False`` gives up safety against power cuts, for tests."""
        self.places = places
        self.durable = durable
        self._programs_from = programs_from
        self._child: subprocess.Popen[bytes] | None = None

    @classmethod
    def at(cls, project: Path, state: Path | None = None) -> Cluster:
        """The cluster of the installation in that project folder (or with that state folder)."""
        return cls(Places.of(project, state))

    @classmethod
    @contextmanager
    def throw_away(cls, programs_from: Binaries | None = None) -> Iterator[Cluster]:
        """A running cluster in a temporary folder, gone with its data afterwards."""
        cls._sweep()
        folder = Path(tempfile.mkdtemp(prefix=THROW_AWAY))
        folder.chmod(0o711)  # the server's account passes through
        owned = locks.share(folder / "unnamed.lock")
        (folder / "unnamed.lock").rename(folder / OWNER_LOCK)  # from here on a sweep sees it, and sees it held
        cluster = cls(Places.of(folder, folder / "state"), durable=False, programs_from=programs_from)
        try:
            cluster.start()
            yield cluster
        finally:
            cluster._throw_away()
            os.close(owned)

    @classmethod
    def _sweep(cls) -> None:
        """Throw away what owners left that were killed before they could."""
        for lock in Path(tempfile.gettempdir()).glob(f"{THROW_AWAY}*/{OWNER_LOCK}"):
            with suppress(FileNotFoundError):  # its owner, or another sweep, was quicker
                handle = locks.try_exclusive(lock) if lock.stat().st_uid == os.geteuid() else None
                if handle is not None:
                    cls(Places.of(lock.parent, lock.parent / "state"))._throw_away()
                    os.close(handle)

    def _throw_away(self) -> None:
        self.stop()
        shutil.rmtree(self.places.state.parent, ignore_errors=True)
        shutil.rmtree(self.places.socket_dir, ignore_errors=True)

    def address(self, role: str, database: str = roles.DATABASE) -> str:
        """The address (URL) under which a role reaches the database."""
        return f"postgresql://{role}@/{quote(database)}?host={quote(str(self.places.socket_dir), safe='')}"

    def status(self) -> Status:
        """What the server is doing, as its own file says and the process table confirms."""
        lines = self._pid_file()
        if not lines or not processes.is_server(int(lines[0]), self.places.data):
            return Status(State.STOPPED)
        ready = len(lines) > 7 and lines[7].strip() == "ready"  # noqa: PLR2004 -- 8th line of postmaster.pid: status
        return Status(State.READY if ready else State.STARTING, int(lines[0]))

    def start(self, tell: Tell | None = None) -> None:
        """Start the server and wait until it answers, however long recovery takes.

        ``tell`` is given a sentence if that takes long. Raises AlreadyRunning, ClusterError.
        """
        owner = accounts.server()
        setup.folders(self.places, owner)
        with locks.exclusive(self._lock("start")):
            running = self.status()
            if running.pid is not None:
                raise AlreadyRunning(
                    "already_running",
                    N_("内置数据库已在运行（进程 {pid}），不必再次启动；如需停止，请在启动它的窗口按 Ctrl-C。"),
                    pid=running.pid,
                )
            self._start(owner, tell)

    def stop(self) -> None:
        """Stop the server and wait until it has ended; does nothing when it is not running."""
        pid = self.status().pid
        if pid is None:
            return
        os.kill(pid, signal.SIGINT)
        if not self._ended(pid, FAST_STOP):
            os.kill(pid, signal.SIGQUIT)
            self._ended(pid, None)
        if self._child is not None:
            self._child.wait()  # collects it, or it would stay a zombie
            self._child = None
        with suppress(OSError):  # another start may already have put its socket there
            self.places.socket_dir.rmdir()

    @contextmanager
    def in_use(self, tell: Tell | None = None) -> Iterator[Cluster]:
        """Have the server running: start it if need be, and stop it when its last user leaves."""
        setup.folders(self.places, accounts.server())
        with locks.exclusive(self._lock("use")):
            try:
                self.start(tell)
            except AlreadyRunning:
                self._await_ready(tell)
            ours = locks.share(self._lock("users"))
        try:
            yield self
        finally:
            with locks.exclusive(self._lock("use")):
                os.close(ours)
                alone = locks.try_exclusive(self._lock("users"))
                if alone is not None:
                    self.stop()
                    os.close(alone)

    def run_sql(self, script: str, *, role: str = roles.SUPERUSER, database: str = "postgres") -> str:
        """Run a psql script; returns its output, rows one a line and fields parted by ``|``."""
        command = [self.programs().tool("psql"), "-XqAt", "-v", "ON_ERROR_STOP=1"]
        command += ["-h", str(self.places.socket_dir), "-U", role, "-d", database]
        clean = setup.environment(self.places.state)
        done = subprocess.run(command, input=script, capture_output=True, text=True, check=False, env=clean)  # noqa: S603 -- our own program
        if done.returncode != 0:
            raise ClusterError("sql_failed", N_("数据库命令失败：{said}"), said=" ".join(done.stderr.split()))
        return done.stdout

    def programs(self) -> Binaries:
        """The programs of the server, as they stand in the state folder when we are root."""
        if self._programs_from is None:
            self._programs_from = programs.find()
        if os.geteuid() == 0:
            return programs.private_copy(self._programs_from, self.places.state)
        return self._programs_from

    def _start(self, owner: Account, tell: Tell | None) -> None:
        binaries = self.programs()
        setup.data_folder(self.places, binaries, owner, durable=self.durable)
        setup.access(self.places, owner)
        self._await_helpers_gone()
        (self.places.data / "postmaster.pid").unlink(missing_ok=True)  # its number may be a zombie's or a stranger's
        try:
            self._launch(binaries, owner)
            self._await_ready(tell)
            self.run_sql(roles.roles_sql(owner_creates_databases=not self.durable) + roles.database_sql())
        except BaseException:  # also Ctrl-C: the server has its own session and would stay behind
            self.stop()
            raise

    def _launch(self, binaries: Binaries, owner: Account) -> None:
        settings = [
            "listen_addresses=",
            f"unix_socket_directories={self.places.socket_dir}",
            "unix_socket_permissions=0700",
            f"hba_file={self.places.hba_file}",
            f"ident_file={self.places.ident_file}",
            f"cluster_name={self.places.name}",
            "timezone=Asia/Shanghai",
            "log_timezone=Asia/Shanghai",
            *(() if self.durable else NOT_DURABLE),
        ]
        command = [binaries.tool("postgres"), "-D", str(self.places.data)]
        for setting in settings:
            command += ["-c", setting]
        self._put_log_aside()
        user, group, groups = accounts.switch(owner)
        with self.places.log.open("ab") as log:
            self._child = subprocess.Popen(  # noqa: S603 -- our own program
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.places.state,
                env=setup.environment(self.places.state),
                start_new_session=True,  # or Ctrl-C would end it before the web has finished
                user=user,
                group=group,
                extra_groups=groups,
            )

    def _await_ready(self, tell: Tell | None) -> None:
        """Wait as long as the server lives: recovery after a crash takes the time it takes."""
        since, told = time.monotonic(), False
        while self.status().state is not State.READY:
            if not self._server_lives():
                raise ClusterError(
                    "server_ended",
                    N_("内置数据库未能启动：{said}；详情见 {log}。"),
                    said=self._last_words(),
                    log=self.places.log,
                )
            if tell is not None and not told and time.monotonic() - since > TELL_AFTER:
                tell(N_("数据库正在恢复上次未正常关闭前的数据，请稍候……"))
                told = True
            time.sleep(POLL)

    def _server_lives(self) -> bool:
        if self._child is not None:
            return self._child.poll() is None
        return self.status().pid is not None

    def _await_helpers_gone(self) -> None:
        """After a killed server its helpers may still write; starting beside them would damage the data."""
        end = time.monotonic() + HELPERS_END
        while left := processes.belonging(self.places.name, self.places.data):
            if time.monotonic() > end:
                raise ClusterError(
                    "helpers_left",
                    N_(
                        "上次的数据库进程 {pids} 尚未结束，现在启动会损坏数据；请稍后再试，仍不结束时请先结束这些进程。"
                    ),
                    pids="、".join(map(str, left)),
                )
            time.sleep(POLL)

    def _ended(self, pid: int, within: float | None) -> bool:
        end = None if within is None else time.monotonic() + within
        while processes.alive(pid):
            if end is not None and time.monotonic() > end:
                return False
            time.sleep(POLL)
        return True

    def _pid_file(self) -> list[str]:
        try:
            lines = (self.places.data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
        except (FileNotFoundError, NotADirectoryError):
            return []
        return lines if lines and lines[0].isdigit() else []

    def _put_log_aside(self) -> None:
        log = self.places.log
        if log.exists() and log.stat().st_size > LOG_KEEP:
            log.replace(log.with_suffix(".old"))

    def _last_words(self) -> str:
        lines = self.places.log.read_text(encoding="utf-8", errors="replace").splitlines()
        return next(
            (line for line in reversed(lines) if "FATAL" in line or "PANIC" in line), lines[-1] if lines else ""
        )

    def _lock(self, name: str) -> Path:
        return self.places.state / f"{name}.lock"
