"""Backup 备份: database, kept files and the trail's anchors in one archive, and back into an empty installation.

The keys stay out of it: whoever has a backup could else forge the trail. They lie in the state folder (``keys``) and
are kept apart.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import shutil
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection

from duban.config import demo
from duban.config.database import connected_as, migrate
from duban.domain.messages import N_, Message, Refusal
from duban.embedded import dump, roles

DATABASE, ANCHORS, ABOUT, FILES = "database.dump", "trail-anchors.txt", "about.json", "files"
FORMAT = 1

Progress = Callable[[int, int], None]
"""Called with the number of parts done and of all parts."""


@dataclass(frozen=True, slots=True)
class About:
    """What an archive says of itself."""

    made_at: datetime
    dump_sha256: str
    key_tag: str  # tells keys apart and nothing about them
    files: int
    demo: bool


def make(target: Path, at: datetime, progress: Progress) -> About:
    """Write the archive; it appears whole or not at all.

    Anchors first, then the dump, then the files: what the dump points to is then in the archive, and no anchor is
    younger than the data.
    """
    unfinished = target.with_name(f"{target.name}.part")
    with tempfile.TemporaryDirectory(prefix="duban-backup-", dir=target.resolve().parent) as folder:
        anchors = _copy_of_anchors(Path(folder))
        dumped = Path(folder) / DATABASE
        dump.dump(settings.ENVIRONMENT.cluster.programs(), settings.DATABASE_ADDRESSES.of(roles.BACKUP), dumped)
        kept = sorted(path for path in settings.FILES_DIR.glob("*") if not path.name.startswith("new-"))
        about = About(at, _sha256(dumped), _key_tag(), len(kept), demo.marked())
        unfinished.touch(mode=0o600)
        with tarfile.open(unfinished, "w") as archive:
            archive.add(_written(Path(folder), about), ABOUT)
            archive.add(anchors, ANCHORS)
            archive.add(dumped, DATABASE)
            for count, path in enumerate(kept, start=1):
                archive.add(path, f"{FILES}/{path.name}")
                progress(count, len(kept))
    unfinished.replace(target)
    return about


@contextmanager
def restored(source: Path) -> Iterator[About]:
    """Everything of the archive in the empty database and the state folder; undone when the block fails."""
    _refuse_data()
    with tempfile.TemporaryDirectory(prefix="duban-restore-", dir=settings.STATE_DIR) as folder:
        about = _unpacked(source, Path(folder))
        _refuse_other_key(about)
        try:
            _fill(Path(folder) / DATABASE)
            _put_files(Path(folder))
            if about.demo:
                demo.mark()
            yield about
        except BaseException:
            _empty()
            raise


def _refuse_data() -> None:
    with connected_as(roles.OWNER):
        empty = not connection.introspection.table_names()
    if not empty:
        raise Refusal(
            "restore.data",
            Message("restore.data", N_("数据库中已有数据，备份只能恢复到空的数据库。")),
            remedy=Message("restore.data.remedy", N_("请用环境变量 DUBAN_STATE 指定一个新的文件夹，再恢复。")),
        )


def _refuse_other_key(about: About) -> None:
    if not hmac.compare_digest(about.key_tag, _key_tag()):
        raise Refusal(
            "restore.key",
            Message("restore.key", N_("这里的留痕密钥不是备份时的密钥，恢复后操作留痕将无法核验。")),
            remedy=Message(
                "restore.key.remedy",
                N_("请先把原来的 keys 文件夹放到 {state} 下，再恢复。"),
                {"state": settings.STATE_DIR},
            ),
        )


def _key_tag() -> str:
    return hmac.new(settings.TRAIL_KEY.encode(), b"duban backup", hashlib.sha256).hexdigest()


def _unpacked(source: Path, folder: Path) -> About:
    """The archive's parts in the folder; refused when it is none of ours or damaged."""
    try:
        with tarfile.open(source) as archive:
            archive.extractall(folder, filter="data")
        said = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
        made_at = datetime.fromisoformat(said["made_at"])
        about = About(made_at, said["dump_sha256"], said["key_tag"], said["files"], said["demo"])
        whole = said["format"] == FORMAT and _sha256(folder / DATABASE) == about.dump_sha256
        whole = whole and all(_sha256(path) == path.name for path in (folder / FILES).glob("*"))  # evidence as it was
    except (tarfile.TarError, OSError, ValueError, KeyError, TypeError):
        whole = False
    if not whole:
        raise Refusal(
            "restore.archive",
            Message("restore.archive", N_("{file} 不是督办的备份，或者已经损坏。"), {"file": source.name}),
            remedy=Message("restore.archive.remedy", N_("请改用由 duban backup 写出的文件。")),
        )
    return about


def _fill(dumped: Path) -> None:
    address = settings.DATABASE_ADDRESSES.of(roles.OWNER)
    connection.close()
    dump.restore(settings.ENVIRONMENT.cluster.programs(), address, dumped)
    migrate()  # an older backup is brought up to date


def _put_files(folder: Path) -> None:
    """Kept files beside those that are there; the anchors of these data instead of those of others."""
    settings.FILES_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
    for path in (folder / FILES).glob("*"):
        path.replace(settings.FILES_DIR / path.name)
    anchors = Path(settings.ANCHOR_FILE)
    if anchors.exists():
        anchors.replace(anchors.with_name(f"{anchors.name}.before-restore"))
    shutil.copyfile(folder / ANCHORS, anchors)


def _empty() -> None:
    """Take back what was filled in: the database was empty before."""
    with connected_as(roles.OWNER), connection.cursor() as cursor:
        cursor.execute("drop schema public cascade; create schema public")
        cursor.execute(roles.grants_sql(connection.settings_dict["NAME"]))


def _copy_of_anchors(folder: Path) -> Path:
    copy = folder / ANCHORS
    anchors = Path(settings.ANCHOR_FILE)
    copy.write_bytes(anchors.read_bytes() if anchors.exists() else b"")
    return copy


def _written(folder: Path, about: About) -> Path:
    path = folder / ABOUT
    said = {"format": FORMAT, "made_at": about.made_at.isoformat(), "dump_sha256": about.dump_sha256}
    path.write_text(
        json.dumps(said | {"key_tag": about.key_tag, "files": about.files, "demo": about.demo}), encoding="utf-8"
    )
    return path


def _sha256(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
