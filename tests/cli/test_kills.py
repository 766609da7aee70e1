"""Killing the replaying process, the database or the web loses no acknowledged deed and doubles none."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid5

import pytest
from tests.cli.installation import Installation, free_port, installation, until

from duban.embedded import State

KILLS = 20
LINES = 260
ADMIN = "system_admin-210100"
_NAMES = UUID("0f6a5b8e-39f4-5a0c-8a55-6a1d6f0a2021")


@pytest.fixture(scope="module")
def founded() -> Iterator[Installation]:
    with installation() as found:
        done = found.run("init", "--agency", "210100", "--name", "示例市应急管理局")
        assert done.returncode == 0, done.stderr
        yield found


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    """Officers, each with a certificate in the line after."""
    path = tmp_path / "journal.jsonl"
    people = [uuid5(_NAMES, f"person/{number}") for number in range(LINES // 2)]
    lines = [line for number, person in enumerate(people) for line in _officer(number, person)]
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    return path


def _officer(number: int, person: UUID) -> Iterator[dict[str, str]]:
    common = {"on": "2021-07-07", "by": ADMIN}
    yield {"id": str(person), "deed": "add_person", **common, "name": f"示例执法员{number}", "kind": "officer"}
    certificate = {
        "person": str(person),
        "number": f"示例{number}",
        "valid_from": "2019-01-01",
        "valid_to": "2024-12-31",
    }
    yield {"id": str(uuid5(person, "certificate")), "deed": "add_certificate", **common, **certificate}


class Web:
    """The web beside the replay; started again after it was killed."""

    def __init__(self, place: Installation) -> None:
        self._place = place
        self._port = free_port()
        self.process = self._start()

    def _start(self) -> subprocess.Popen[str]:
        listen = f"127.0.0.1:{self._port}"
        said = self._place.state.with_name("up.txt")
        with said.open("w", encoding="utf-8") as file:
            process = self._place.start("up", "--listen", listen, stdout=subprocess.DEVNULL, stderr=file)
        until(lambda: process.poll() is not None or self._answers())
        assert process.poll() is None, said.read_text(encoding="utf-8")
        return process

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self._port}/alive", timeout=2) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def kill(self) -> None:
        """Kill the server that answers; the launcher notices and ends, and is started again."""
        for child in _children(self.process.pid):
            os.kill(child, signal.SIGKILL)
        self.process.wait(60)
        self.process = self._start()

    def stop(self) -> None:
        self.process.send_signal(signal.SIGINT)
        self.process.wait(60)


def _children(parent: int) -> list[int]:
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue  # it ended meanwhile
        if int(fields[1]) == parent:
            found.append(int(path.parent.name))
    return found


def _replay(place: Installation, journal: Path) -> subprocess.Popen[str]:
    return place.start("replay", str(journal), "--continue", stderr=subprocess.DEVNULL)


def _acknowledged(process: subprocess.Popen[str], most: int | None = None) -> Iterator[tuple[str, str]]:
    """What became of the lines, as far as it was said: up to so many that were applied now."""
    applied = 0
    assert process.stdout is not None
    for text in process.stdout:
        word, _, line_id = text.strip().partition(" ")
        if word not in {"applied", "skipped", "refused"} or not line_id:
            continue  # the summary, or a line cut off by the kill
        yield word, line_id
        applied += word == "applied"
        if applied == most:
            return


def _kill_database(place: Installation) -> None:
    server = place.cluster.status().pid
    assert server is not None
    os.kill(server, signal.SIGKILL)
    until(lambda: place.cluster.status().state is State.READY and place.cluster.status().pid != server)


def test_no_acknowledged_deed_is_lost_and_none_is_doubled(founded: Installation, journal: Path) -> None:
    rng = random.Random(2021)  # noqa: S311 -- repeatable, not secret
    web = Web(founded)
    done: set[str] = set()
    try:
        for kill in range(KILLS):
            process = _replay(founded, journal)
            said = _acknowledged(process, most=rng.randint(1, LINES // KILLS - 1))
            _take(said, done)
            if kill % 4 == 1:
                _kill_database(founded)
            elif kill % 4 == 3:
                web.kill()
            process.kill()
            _take(_acknowledged(process), done)  # what it had said before it died
            process.wait()
        process = _replay(founded, journal)
        _take(_acknowledged(process), done)
        assert process.wait() == 0
    finally:
        web.stop()
    assert len(done) == LINES
    assert founded.json("verify-trail") == {"ok": True, "deeds": LINES + 1, "broken": []}  # one founded the place
    assert founded.json("replay", str(journal)) == {"applied": 0, "skipped": LINES, "refused": []}


def _take(said: Iterator[tuple[str, str]], done: set[str]) -> None:
    """Nothing is refused; what was acknowledged once is never done again."""
    for word, line_id in said:
        assert word != "refused"
        assert word == "skipped" or line_id not in done, f"{line_id} was acknowledged and then lost"
        done.add(line_id)
