"""Export 导出: all rows that a list's filter finds, as a workbook; small ones at once, large ones in the background."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from django.http import QueryDict
from django.utils import translation
from django.utils.translation import gettext as _

from duban.actions.background import Result, Work
from duban.actions.progress import counted
from duban.documents.tables import Head, write_table
from duban.domain.days import local_day
from duban.queries.agencies import agency_name
from duban.queries.reading import reading
from duban.records import files
from duban.web.access import require_access
from duban.web.campaigns import campaign_title
from duban.web.found import Asking, FoundAnywhere
from duban.web.listing import Column
from duban.web.lists import find
from duban.web.wording import moment

LIST, QUERY, LANGUAGE = "list", "query", "language"
AT_ONCE = 2000  # rows that nobody has to wait for
WIDE, NUMBER_WIDE, WORD_WIDE = 34.0, 10.0, 16.0
WIDTHS = {"name": WIDE, "address": WIDE, "ground": WIDE, "why": WIDE, "code": 22.0}


def export(work: Work) -> Result:
    """Write the list as it stands for whoever asked, with the columns, filter and order of the screen."""
    code, query = work.asked[LIST], QueryDict(work.asked[QUERY])
    require_access(code, work.by)
    with translation.override(work.asked[LANGUAGE]), tempfile.TemporaryDirectory(prefix="duban-export-") as folder:
        path = Path(folder) / "list.xlsx"
        with reading(work.by):
            found = find(code, Asking(work.by, query, local_day(work.asked_at)))
            rows = _write(path, found, work)
        with path.open("rb") as content:
            kept = files.keep(content)
        return Result(rows, kept, _("{list}（{day}，{rows} 行）.xlsx").format(
            list=found.title, day=local_day(work.asked_at).isoformat(), rows=rows
        ))  # fmt: skip


def _write(path: Path, found: FoundAnywhere, work: Work) -> int:
    agency = agency_name(work.by.agency)

    def notes(count: int) -> tuple[str, Sequence[tuple[str, str]]]:
        asked = _("；").join(f"{label}：{value}" for label, value in found.asked.items())
        return _("说明"), [
            (_("名单"), found.title),
            *([(_("专项行动"), campaign_title(found.about))] if found.about else []),
            (_("行数"), _("{count} 行；名单共 {total} {unit}").format(count=count, total=found.total, unit=found.unit)),
            (_("查询条件"), asked or _("无")),
            (_("导出单位"), agency),
            (_("导出人"), work.by.name),
            (_("导出时间"), moment(work.asked_at)),
        ]

    heads = [Head(column.title, _width(column)) for column in found.exported]
    return write_table(path, found.title, heads, counted(found.cells(), found.count), notes)


def _width(column: Column) -> float:
    if column.key in WIDTHS:
        return WIDTHS[column.key]
    return NUMBER_WIDE if column.numeric else WORD_WIDE
