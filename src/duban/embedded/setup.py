"""Setup 初始化: the data folder of a new cluster and who may connect to it."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from duban.embedded import accounts, roles
from duban.embedded.accounts import Account
from duban.embedded.binaries import BUILTIN_LOCALE_SINCE, Binaries
from duban.embedded.errors import N_, ClusterError
from duban.embedded.places import Places

MAP = "duban"


def folders(places: Places, owner: Account) -> None:
    """Make state, log and socket folder. Root writes only where the server's account cannot plant a link."""
    try:
        places.state.mkdir(parents=True, exist_ok=True)
        if os.geteuid() == 0:
            places.state.chmod(0o711)  # the server's account passes through, and sees nothing
        accounts.owned_folder(places.log.parent, accounts.caller(), 0o700)
        accounts.owned_folder(places.socket_dir, owner, 0o700)
    except PermissionError as error:
        raise ClusterError(
            "folder_not_writable",
            N_("无法写入文件夹 {path}；请检查其权限，或用环境变量 DUBAN_STATE 指定另一个文件夹。"),
            path=error.filename,
        ) from None


def data_folder(places: Places, binaries: Binaries, owner: Account, *, durable: bool) -> None:
    """Make the data folder if there is none; refuse one of another major version.

    It is made under another name first, so that an interrupted start leaves nothing that looks finished.
    """
    if places.data.exists():
        _check_version(places.data, binaries)
        return
    unfinished = places.data.with_name("data.new")
    shutil.rmtree(unfinished, ignore_errors=True)
    accounts.owned_folder(unfinished, owner, 0o700)
    _initdb(unfinished, binaries, owner, durable=durable)
    unfinished.rename(places.data)


def _check_version(data: Path, binaries: Binaries) -> None:
    made_by = (data / "PG_VERSION").read_text(encoding="ascii").strip()
    if made_by != str(binaries.major):
        raise ClusterError(
            "other_major_version",
            N_(
                "数据文件夹 {data} 由 PostgreSQL {made_by} 建立，现有程序为 {found}；"
                "请装回原版本并用 duban backup 备份，再在新版本上用 duban restore 恢复。"
            ),
            data=data,
            made_by=made_by,
            found=binaries.major,
        )


def _initdb(data: Path, binaries: Binaries, owner: Account, *, durable: bool) -> None:
    locale = ["--locale=C.UTF-8"]
    if binaries.major >= BUILTIN_LOCALE_SINCE:
        locale += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    command = [
        binaries.tool("initdb"),
        "-D",
        str(data),
        "-U",
        roles.SUPERUSER,
        "-E",
        "UTF8",
        "--data-checksums",
        *locale,
    ]
    if not durable:
        command.append("--no-sync")
    done = _run(owner, command, cwd=data.parent)
    if done.returncode != 0:
        raise ClusterError(
            "initdb_failed",
            N_("建立数据库文件失败：{said}；请按提示处理（常见原因：磁盘已满、权限不足）后重新启动。"),
            said=" ".join(done.stderr.split()),
        )


def access(places: Places, owner: Account) -> None:
    """Write who may connect: local socket only, and there only the two accounts that belong to us.

    Written at every start, as the calling account may have another name by then.
    """
    allowed = sorted({accounts.caller().name, owner.name})
    names = [roles.SUPERUSER, *roles.ROLES]
    idents = [f'{MAP} "{account}" {name}\n' for account in allowed for name in names]
    _write(places.ident_file, "".join(idents))
    _write(places.hba_file, f"local all all peer map={MAP}\n")


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    path.chmod(0o644)  # the server reads it under its own account


def environment(home: Path) -> dict[str, str]:
    """A clean environment: no PG… variable of the caller, no HOME that the server's account cannot read."""
    return {"PATH": "/usr/bin:/bin", "HOME": str(home), "LANG": "C.UTF-8", "LC_MESSAGES": "C"}


def _run(owner: Account, command: list[str], *, cwd: Path) -> subprocess.CompletedProcess[str]:
    user, group, groups = accounts.switch(owner)
    return subprocess.run(  # noqa: S603 -- our own program
        command,
        capture_output=True,
        text=True,
        check=False,
        cwd=cwd,
        env=environment(cwd),
        user=user,
        group=group,
        extra_groups=groups,
    )
