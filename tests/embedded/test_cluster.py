"""The embedded database starts, refuses politely, recovers after a kill, and stops cleanly."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from duban.embedded import AlreadyRunning, Cluster, ClusterError, State, places, processes, roles
from duban.embedded import binaries as programs
from duban.embedded.binaries import Binaries
from duban.embedded.places import LONGEST_SOCKET_PATH, SOCKET_NAME, Places


@pytest.fixture(scope="module")
def running() -> Iterator[Cluster]:
    """One cluster for the tests that leave it as they found it."""
    with Cluster.throw_away() as cluster:
        yield cluster


@pytest.fixture(scope="module")
def restarted(running: Cluster) -> Iterator[Cluster]:
    with Cluster.throw_away(programs_from=running.programs()) as cluster:
        yield cluster


@pytest.fixture
def own(restarted: Cluster) -> Cluster:
    """A running cluster for a test that kills or stops it."""
    if restarted.status().state is State.STOPPED:
        restarted.start()
    return restarted


@pytest.fixture
def spoilt(running: Cluster) -> Iterator[Cluster]:
    """A stopped cluster for a test that damages it."""
    with Cluster.throw_away(programs_from=running.programs()) as cluster:
        cluster.stop()
        yield cluster


def _until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < end, "waited 30 s in vain"
        time.sleep(0.02)


def _kill(cluster: Cluster) -> None:
    pid = cluster.status().pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    _until(lambda: cluster.status().state is State.STOPPED)


# Start and stop --------------------------------------------------------------------------------------------------


def test_a_started_cluster_is_ready_and_answers(running: Cluster) -> None:
    assert running.status().state is State.READY
    assert running.run_sql("SELECT 6 * 7", role=roles.APP, database=roles.DATABASE) == "42\n"


def test_a_second_start_is_refused_and_names_the_process(running: Cluster) -> None:
    with pytest.raises(AlreadyRunning, match=f"进程 {running.status().pid}"):
        running.start()
    with pytest.raises(AlreadyRunning):
        Cluster(running.places).start()
    assert running.status().state is State.READY


def test_a_stopped_cluster_is_gone_and_may_be_stopped_again(own: Cluster) -> None:
    own.stop()
    own.stop()
    assert own.status().state is State.STOPPED
    assert processes.belonging(own.places.name, own.places.data) == []


def test_data_are_there_after_a_stop(own: Cluster) -> None:
    own.run_sql("CREATE TABLE kept AS SELECT 7 AS n")
    own.stop()
    own.start()
    assert own.run_sql("SELECT n FROM kept") == "7\n"


def test_another_process_may_stop_it(own: Cluster) -> None:
    Cluster(own.places).stop()
    assert own.status().state is State.STOPPED
    own.start()
    assert own.status().state is State.READY


def test_a_throw_away_cluster_leaves_nothing_behind() -> None:
    with Cluster.throw_away() as cluster:
        left = cluster.places
    assert not left.state.parent.exists()
    assert not left.socket_dir.exists()


def test_an_error_within_the_block_also_ends_the_throw_away_cluster() -> None:
    with pytest.raises(ZeroDivisionError), Cluster.throw_away() as cluster:
        raise ZeroDivisionError
    assert cluster.status().state is State.STOPPED
    assert not cluster.places.state.exists()


def test_what_a_killed_owner_left_is_thrown_away_by_the_next(running: Cluster) -> None:
    reachable = running.programs()
    receive, send = os.pipe()
    owner = os.fork()
    if owner == 0:
        with Cluster.throw_away(programs_from=reachable) as left:
            os.write(send, f"{left.status().pid} {left.places.state.parent}".encode())
            time.sleep(60)
    pid, _, folder = os.read(receive, 1000).decode().partition(" ")
    os.close(receive)
    os.close(send)
    os.kill(owner, signal.SIGKILL)
    os.waitpid(owner, 0)
    assert processes.alive(int(pid))
    with Cluster.throw_away(programs_from=reachable):
        assert not processes.alive(int(pid))
        assert not Path(folder).exists()
        assert running.status().state is State.READY


def test_ctrl_c_in_the_terminal_does_not_reach_the_server(running: Cluster) -> None:
    pid = running.status().pid
    assert pid is not None
    assert os.getsid(pid) != os.getsid(0)


# Crashes ---------------------------------------------------------------------------------------------------------


def test_a_killed_server_recovers_what_was_committed(own: Cluster) -> None:
    own.run_sql("CREATE TABLE many AS SELECT generate_series(1, 20000) AS n")
    _kill(own)
    own.start()
    assert own.run_sql("SELECT count(*) FROM many") == "20000\n"


def test_a_killed_server_is_not_taken_for_running_while_it_is_a_zombie(own: Cluster) -> None:
    pid = own.status().pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    _until(lambda: Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z")
    assert own.status().state is State.STOPPED
    own.start()
    assert own.status().state is State.READY


def test_a_stranger_with_the_old_process_number_is_not_taken_for_the_server(own: Cluster) -> None:
    own.stop()
    stranger = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    try:
        (own.places.data / "postmaster.pid").write_text(f"{stranger.pid}\n{own.places.data}\n")
        assert own.status().state is State.STOPPED
        own.start()
        assert own.status().state is State.READY
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


@pytest.mark.parametrize("text", ["", "not a number\n", "\n\n"])
def test_a_damaged_pid_file_does_not_hinder_a_start(own: Cluster, text: str) -> None:
    own.stop()
    (own.places.data / "postmaster.pid").write_text(text)
    own.start()
    assert own.status().state is State.READY


def test_a_first_start_that_was_cut_off_is_begun_anew(spoilt: Cluster) -> None:
    half = spoilt.places.data.with_name("data.new")
    spoilt.places.data.rename(half)
    (half / "PG_VERSION").unlink()
    spoilt.start()
    assert spoilt.status().state is State.READY
    assert not half.exists()


# Several users of one server -------------------------------------------------------------------------------------


def test_the_last_of_several_users_stops_the_server(own: Cluster) -> None:
    own.stop()
    other = Cluster(own.places, durable=False)
    with own.in_use():
        with other.in_use():
            assert other.status().state is State.READY
        assert own.status().state is State.READY
    assert own.status().state is State.STOPPED


def test_the_server_outlives_its_starter_while_another_uses_it(own: Cluster) -> None:
    own.stop()
    other = Cluster(own.places, durable=False)
    starter, user = own.in_use(), other.in_use()
    starter.__enter__()
    user.__enter__()
    starter.__exit__(None, None, None)
    assert other.status().state is State.READY
    user.__exit__(None, None, None)
    assert other.status().state is State.STOPPED


# What is refused -------------------------------------------------------------------------------------------------


def test_data_of_another_major_version_are_refused_and_kept(spoilt: Cluster) -> None:
    (spoilt.places.data / "PG_VERSION").write_text("9\n")
    with pytest.raises(ClusterError, match="由 PostgreSQL 9 建立"):
        spoilt.start()
    assert (spoilt.places.data / "base").is_dir()


def test_a_server_that_cannot_start_says_why_in_one_sentence(spoilt: Cluster) -> None:
    (spoilt.places.data / "postgresql.conf").write_text("no_such_setting = 1\n")
    with pytest.raises(ClusterError, match=r"未能启动.*postgresql\.log"):
        spoilt.start()
    assert spoilt.status().state is State.STOPPED


def test_a_socket_folder_that_is_a_link_is_refused(spoilt: Cluster, tmp_path: Path) -> None:
    spoilt.places.socket_dir.symlink_to(tmp_path)
    try:
        with pytest.raises(ClusterError, match="不是用户"):
            spoilt.start()
    finally:
        spoilt.places.socket_dir.unlink()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a folder that belongs to somebody else")
def test_a_socket_folder_of_somebody_else_is_refused(spoilt: Cluster) -> None:
    spoilt.places.socket_dir.mkdir()
    os.chown(spoilt.places.socket_dir, 12345, 12345)
    with pytest.raises(ClusterError, match="请查明来历"):
        spoilt.start()


def test_wrong_sql_is_an_error_with_the_servers_words(running: Cluster) -> None:
    with pytest.raises(ClusterError, match="no_such_table"):
        running.run_sql("SELECT * FROM no_such_table")


# Who may reach it ------------------------------------------------------------------------------------------------


def test_only_a_private_socket_listens(running: Cluster) -> None:
    assert running.run_sql("SHOW listen_addresses") == "\n"
    folder = running.places.socket_dir
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / SOCKET_NAME).stat().st_mode) == 0o700


def test_even_the_longest_socket_path_fits() -> None:
    longest = places.SOCKETS / f"duban-{2**32 - 1}-{'f' * 12}" / SOCKET_NAME
    assert len(os.fsencode(longest)) <= LONGEST_SOCKET_PATH


def test_text_is_sorted_and_matched_the_same_on_every_machine(running: Cluster) -> None:
    facts = "SELECT datcollate, pg_encoding_to_char(encoding) FROM pg_database WHERE datname = 'duban'"
    assert running.run_sql(facts) == "C.UTF-8|UTF8\n"


def test_two_installations_share_neither_state_nor_socket(tmp_path: Path) -> None:
    one, two = Places.of(tmp_path / "one"), Places.of(tmp_path / "two")
    assert one.state != two.state
    assert one.socket_dir != two.socket_dir


# Root, ordinary user, Debian -------------------------------------------------------------------------------------


@pytest.mark.skipif(os.geteuid() != 0, reason="as an ordinary user the server runs under that user")
def test_as_root_the_server_is_nobody_with_no_further_groups(running: Cluster) -> None:
    lines = Path(f"/proc/{running.status().pid}/status").read_text().splitlines()
    facts = dict(line.split(":", 1) for line in lines)
    assert set(facts["Uid"].split()) == {"65534"}
    assert facts["Groups"].split() == []
    assert str(running.places.state).encode() in Path(f"/proc/{running.status().pid}/environ").read_bytes()


@pytest.mark.skipif(os.geteuid() != 0, reason="only as root another account's server might change our programs")
def test_as_root_the_server_can_change_neither_programs_nor_access(running: Cluster) -> None:
    ours = [running.programs().folder, running.places.hba_file, running.places.ident_file, running.places.log]
    assert {path.stat().st_uid for path in ours} == {0}


def _as_nobody(work: Callable[[], None]) -> int:
    """Run in a child process that has given up root; its exit code."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.setgroups([])
            os.setgid(65534)
            os.setuid(65534)
            work()
            code = 0
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.mark.skipif(os.geteuid() != 0, reason="as an ordinary user all the other tests show this")
def test_an_ordinary_user_keeps_everything_in_the_project_folder(running: Cluster) -> None:
    reachable = running.programs()

    def work() -> None:
        with Cluster.throw_away(programs_from=reachable) as cluster:
            project = cluster.places.state.parent / "project"
            project.mkdir()
            mine = Cluster(Places.of(project), programs_from=reachable)
            with mine.in_use():
                assert mine.places.state == project / "var"
                assert mine.run_sql("SELECT 1", role=roles.APP, database=roles.DATABASE) == "1\n"
            assert mine.status().state is State.STOPPED

    assert _as_nobody(work) == 0


DEBIAN = [Binaries(folder, "15", None) for folder in Path("/usr/lib/postgresql").glob("15/bin")]


@pytest.mark.skipif(not DEBIAN, reason="Debian's postgresql-15 is not installed here")
def test_debians_server_of_the_oldest_version_serves_as_well() -> None:
    with Cluster.throw_away(programs_from=DEBIAN[0]) as cluster:
        assert cluster.run_sql("SHOW server_version_num").startswith("15")
        assert cluster.run_sql("SELECT 1", role=roles.APP, database=roles.DATABASE) == "1\n"


def test_without_the_wheel_debians_newest_server_is_taken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for major in (9, 15, 17):
        folder = tmp_path / str(major) / "bin"
        folder.mkdir(parents=True)
        (folder / "initdb").touch()
        (folder / "postgres").write_text(f"#!/bin/sh\necho 'postgres (PostgreSQL) {major}.4 (Debian)'\n")
        (folder / "postgres").chmod(0o755)
    monkeypatch.setattr(programs, "WHEEL", "no_such_wheel")
    monkeypatch.setattr(programs, "DEBIAN", tmp_path)
    assert programs.find() == Binaries(tmp_path / "17" / "bin", "17.4")


def test_without_any_server_the_refusal_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(programs, "WHEEL", "no_such_wheel")
    monkeypatch.setattr(programs, "DEBIAN", tmp_path)
    with pytest.raises(ClusterError, match=r"postgresql-15.*DATABASE_URL"):
        programs.find()
