"""Options 选项 that several commands share, so that they are called and explained the same everywhere."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import click


class Day(click.ParamType[date]):
    """A legal day, written 2021-09-10."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day, or wrong usage with an example."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"“{value}”不是日期，应写成 2021-09-10。", param, ctx)


class Id(click.ParamType[UUID]):
    """The id of a batch or a deed."""

    name = "UUID"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> UUID:
        """The id, or wrong usage with an example."""
        if isinstance(value, UUID):
            return value
        try:
            return UUID(value)
        except ValueError:
            self.fail(f"“{value}”不是编号，应写成 0198f6a0-0000-7000-8000-000000000001。", param, ctx)


class File(click.Path):
    """A file to read or to write; what stands in the way is said in words."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path, or wrong usage."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            path = Path(value)
            why = "是文件夹，不是文件" if path.is_dir() else "没有读写的权限" if path.exists() else "不存在"
            self.fail(f"“{value}”{why}。", param, ctx)


EXISTING_FILE = File(exists=True, dir_okay=False, readable=True, path_type=Path)
NEW_FILE = File(dir_okay=False, writable=True, path_type=Path)

as_json = click.option("--json", "as_json", is_flag=True, help="打印 JSON，供其他程序读取。")
on_day = click.option("--on", type=Day(), required=True, help="哪一天的情况，例如 2021-09-10。")
by_account = click.option("--by", required=True, metavar="ACCOUNT", help="经办人的登录名。")
of_campaign = click.option("--campaign", required=True, metavar="ID", help="专项行动，例如 shenyang-2021-32。")
of_agency = click.option("--agency", required=True, metavar="CODE", help="机关代码，例如 210106。")
