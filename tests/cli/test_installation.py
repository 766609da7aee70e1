"""What only a whole installation shows: founding, verifying, backing up and restoring, each as a command of its own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.installation import Installation, installation

ADMIN = "system_admin-210100"
RENAMED = (
    "alter table agency disable trigger user; update agency set name = '?'; alter table agency enable trigger user"
)
FOUNDING = ("init", "--agency", "210100")


@pytest.fixture(scope="module")
def founded() -> Iterator[Installation]:
    """An installation with its first unit."""
    with installation() as found:
        first = found.json(*FOUNDING)
        assert [(each["username"], each["role"]) for each in first] == [
            (ADMIN, "系统管理员"), ("security_admin-210100", "安全管理员"), ("audit_admin-210100", "审计管理员"),
        ]  # fmt: skip
        assert all(len(each["password"]) == 20 for each in first)
        yield found


@pytest.fixture(scope="module")
def archive(founded: Installation, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("backup") / "duban.tar"
    done = founded.run("backup", str(path))
    assert (done.returncode, "已备份到" in done.stdout) == (0, True)
    return path


@pytest.fixture(scope="module")
def empty() -> Iterator[Installation]:
    """Another one, without data and with keys of its own."""
    with installation() as other:
        yield other


def refused(where: Installation, *arguments: str) -> str:
    """The sentence of a refusal; before it stands what the database had to do."""
    done = where.run(*arguments)
    assert (done.returncode, done.stdout, "Traceback" in done.stderr) == (1, "", False)
    return done.stderr.splitlines()[-1]


def test_an_installation_is_founded_once(founded: Installation) -> None:
    assert "已经初始化：首个单位是 210100。" in refused(founded, *FOUNDING)


def test_name_and_level_follow_from_the_region(founded: Installation) -> None:
    with founded.cluster.in_use(print):
        named = founded.cluster.run_sql("select name, level from agency", database="duban")
    assert named == "沈阳市应急管理局|city\n"


def test_a_new_installation_verifies(founded: Installation) -> None:
    assert founded.json("verify-trail") == {"ok": True, "deeds": 1, "broken": []}


def test_a_row_changed_past_the_triggers_is_named_by_table_key_and_column(founded: Installation) -> None:
    with founded.cluster.in_use(print):
        founded.cluster.run_sql(RENAMED.replace("?", "另一个示例局"), database="duban")
        done = founded.run("verify-trail")
        as_json = founded.run("verify-trail", "--json")
        founded.cluster.run_sql(RENAMED.replace("?", "沈阳市应急管理局"), database="duban")
    assert (done.returncode, done.stdout) == (1, "共 1 条办理，1 处不符。\n")
    assert done.stderr.startswith("  agency 210100，210100 第 1 条 ")
    assert done.stderr.endswith("：数据与留痕不一致：name\n")
    assert '"relation": "agency"' in as_json.stdout
    assert founded.json("verify-trail")["ok"]


def test_a_head_without_its_anchor_is_named(founded: Installation) -> None:
    anchors = founded.state / "trail-anchors.txt"
    anchors.rename(anchors.with_suffix(".aside"))
    done = founded.run("verify-trail")
    anchors.with_suffix(".aside").rename(anchors)
    assert done.returncode == 1
    assert "210100 第 1 条：末端没有库外锚点" in done.stderr


def test_a_backup_goes_into_no_database_with_data(archive: Path, founded: Installation) -> None:
    assert "备份只能恢复到空的数据库" in refused(founded, "restore", str(archive), "--by", ADMIN)


def test_a_backup_comes_back_with_its_keys_by_an_account_and_leaves_a_deed(
    archive: Path, founded: Installation, empty: Installation, tmp_path: Path
) -> None:
    assert archive.stat().st_mode & 0o777 == 0o600
    nothing = tmp_path / "no.tar"
    nothing.write_bytes(b"no archive")
    assert "不是督办的备份，或者已经损坏" in refused(empty, "restore", str(nothing), "--by", ADMIN)
    assert "不是督办的备份，或者已经损坏" in refused(
        empty, "restore", str(_with_other_evidence(archive, tmp_path)), "--by", ADMIN
    )
    assert "留痕密钥不是备份时的密钥" in refused(empty, "restore", str(archive), "--by", ADMIN)
    shutil.copytree(founded.state / "keys", empty.state / "keys", dirs_exist_ok=True)
    assert "没有可用的账号「nobody」" in refused(empty, "restore", str(archive), "--by", "nobody")
    done = empty.run("restore", str(_without_anchors(archive, tmp_path)), "--by", ADMIN)
    assert (done.returncode, "已补记到第 1 条" in done.stderr, "并登记在操作留痕中" in done.stdout) == (0, True, True)
    assert empty.json("verify-trail") == {"ok": True, "deeds": 2, "broken": []}


def _without_anchors(archive: Path, folder: Path) -> Path:
    """As if everything had been done while the backup was made."""
    shutil.unpack_archive(archive, folder / "unpacked")
    (folder / "unpacked" / "trail-anchors.txt").write_bytes(b"")
    return Path(shutil.make_archive(str(folder / "without"), "tar", folder / "unpacked"))


def _with_other_evidence(archive: Path, folder: Path) -> Path:
    """A file in it is not what its name says."""
    shutil.unpack_archive(archive, folder / "altered")
    (folder / "altered" / "files").mkdir(exist_ok=True)
    (folder / "altered" / "files" / ("0" * 64)).write_bytes(b"another photo")
    return Path(shutil.make_archive(str(folder / "other"), "tar", folder / "altered"))
