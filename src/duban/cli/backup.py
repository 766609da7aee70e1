"""``duban backup`` and ``duban restore``: everything but the keys in one file, and back."""

from __future__ import annotations

from pathlib import Path

import click

from duban.cli import options
from duban.cli.doing import doing
from duban.cli.printing import bar
from duban.cli.session import running_database, tell, with_database
from duban.config import backup as archives
from duban.config import clock, start


@click.command(help="把数据库、附件和留痕锚点备份到一个文件；密钥（状态文件夹的 keys）须另行保管。")
@click.argument("file", type=options.NEW_FILE)
@with_database
def backup(*, file: Path) -> None:
    """Write the archive."""
    with bar("备份附件") as progress:
        about = archives.make(file, clock.machine_now(), progress)
    click.echo(f"已备份到 {file}：数据库和 {about.files} 个附件。密钥不在其中，请另行保管。")


@click.command(help="把备份恢复到空的数据库；恢复本身登记为一项办理。")
@click.argument("file", type=options.EXISTING_FILE)
@options.by_account
def restore(*, file: Path, by: str) -> None:
    """Fill the empty installation and note it in the trail, or leave it empty."""
    with running_database(), archives.restored(file) as about:
        start.anchor_heads(tell)  # what was done while the backup was made has no anchor in it
        doing("restored", by=by, file_name=file.name, backup=about.dump_sha256, made_at=about.made_at)
    click.echo(f"已恢复 {about.made_at:%Y-%m-%d %H:%M} 的备份，并登记在操作留痕中。")
