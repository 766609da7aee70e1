"""Accounts 账户: under which operating-system account the server runs, and what that account may own."""

from __future__ import annotations

import os
import pwd
import stat
from dataclasses import dataclass
from pathlib import Path

from duban.embedded.errors import N_, ClusterError


@dataclass(frozen=True, slots=True)
class Account:
    """An account of the operating system."""

    name: str
    uid: int
    gid: int


def _account(entry: pwd.struct_passwd) -> Account:
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def caller() -> Account:
    """The account that runs us. PostgreSQL needs it to have a name."""
    try:
        return _account(pwd.getpwuid(os.geteuid()))
    except KeyError:
        raise ClusterError(
            "account_without_name",
            N_("当前用户编号 {uid} 在系统中没有用户名，PostgreSQL 无法启动；请换一个有名字的用户运行。"),
            uid=os.geteuid(),
        ) from None


def server() -> Account:
    """The account for the server: ours, or ``nobody`` when we are root (PostgreSQL refuses to run as root)."""
    if os.geteuid() != 0:
        return caller()
    try:
        return _account(pwd.getpwnam("nobody"))
    except KeyError:
        raise ClusterError(
            "no_nobody",
            N_("系统中没有用户 nobody，以 root 运行时需要它；请建立该用户，或改用普通用户运行。"),
        ) from None


def switch(owner: Account) -> tuple[int | None, int | None, list[int] | None]:
    """User, group and further groups under which to run a child: the account's when we are root, else our own."""
    if os.geteuid() != 0:
        return None, None, None
    return owner.uid, owner.gid, []


def owned_folder(path: Path, owner: Account, mode: int) -> Path:
    """Make the folder with that owner and mode, or check that it is so.

    A folder that somebody else put at a guessable place (``/tmp``) is refused, not taken over.
    """
    try:
        path.mkdir(mode=0o700)
    except FileExistsError:
        _check_owner(path, owner)
    else:
        if os.geteuid() == 0:
            os.chown(path, owner.uid, owner.gid)
    path.chmod(mode)
    return path


def _check_owner(path: Path, owner: Account) -> None:
    found = path.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != owner.uid:
        raise ClusterError(
            "foreign_folder",
            N_("{path} 已存在，但不是用户 {owner} 的文件夹；请查明来历后移走它，再重新启动。"),
            path=path,
            owner=owner.name,
        )
