"""Passwords 密码 of accounts that a journal opens: made at random, kept in a file that only its owner reads."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path

LENGTH = 12  # bytes of randomness: sixteen signs
_PLAIN = 0o600


class PasswordBook:
    """Login names with their passwords, one pair a line. A password is on the disk before anybody uses it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def known(self) -> dict[str, str]:
        """Every pair written so far, in the order of writing."""
        if not self.path.exists():
            return {}
        lines = self.path.read_text(encoding="utf-8").splitlines()
        return {name: password for name, _, password in (line.partition(" ") for line in lines)}

    def password_of(self, username: str) -> str:
        """The password of that name; made when there is none, the same ever after."""
        known = self.known().get(username)
        return self.note(username, fresh()) if known is None else known

    def note(self, username: str, password: str) -> str:
        """Write a pair down; the last one of a name counts."""
        handle = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, _PLAIN)
        with os.fdopen(handle, "a", encoding="utf-8") as file:
            file.write(f"{username} {password}\n")
            file.flush()
            os.fsync(file.fileno())
        return password

    def settle(self) -> None:
        """Leave one line a name, the last: who opens the file shall not try a password that was changed."""
        known = self.known()
        beside = self.path.with_suffix(".new")
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _PLAIN)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.writelines(f"{name} {password}\n" for name, password in known.items())
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self.path)


def fresh() -> str:
    """A new password."""
    return secrets.token_urlsafe(LENGTH)


def with_passwords(lines: Iterable[str], book: PasswordBook) -> Iterator[str]:
    """The lines, with a password where one opens an account and names none."""
    for line in lines:
        yield _completed(line, book) if '"add_account"' in line else line


def _completed(line: str, book: PasswordBook) -> str:
    try:
        values = json.loads(line)
    except json.JSONDecodeError:
        return line  # the journal says what is wrong with it
    opens = isinstance(values, dict) and values.get("deed") == "add_account" and isinstance(values.get("username"), str)
    if opens and "password" not in values:
        values["password"] = book.password_of(values["username"])
    return json.dumps(values, ensure_ascii=False)
