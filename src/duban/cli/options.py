"""Options 选项 that several commands share, so that they are called and explained the same everywhere."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

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


EXISTING_FILE = click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)
NEW_FILE = click.Path(dir_okay=False, writable=True, path_type=Path)

as_json = click.option("--json", "as_json", is_flag=True, help="打印 JSON，供其他程序读取。")
on_day = click.option("--on", type=Day(), required=True, help="哪一天的情况，例如 2021-09-10。")
by_account = click.option("--by", required=True, metavar="ACCOUNT", help="经办人的登录名。")
of_campaign = click.option("--campaign", required=True, metavar="ID", help="专项行动，例如 shenyang-2021-32。")
of_agency = click.option("--agency", required=True, metavar="CODE", help="机关代码，例如 210106。")
