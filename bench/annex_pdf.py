"""Annex PDF: ``to_pdf`` as a ratio to Typst setting a ready-made file with the same words, over growing tables.

The floor is one literal Typst file of the same table (same fonts, columns, header, pages, PDF standard) that
needs no layout, no JSON and no template. Run: ``python -m bench.annex_pdf``; prints a table, checks nothing.
"""

from __future__ import annotations

import json
import platform
import resource
import statistics
from collections.abc import Callable
from datetime import date
from importlib.metadata import version
from time import perf_counter

import typst

from duban.documents import fonts
from duban.documents.annexes import to_pdf
from duban.documents.annexes.pdf import template_data
from duban.documents.typesetting import forget_work
from duban.domain.annex_table import AnnexTable, Cell, Column, ColumnKind, Header, Row, RowKind

SIZES = (100, 500, 1000, 1999)  # the total makes the last one a table of 2,000 rows, the most a PDF takes
ROUNDS = 5
FIGURES = (
    "检查企业 次数",
    "执法检查 人员数量 (人次)",
    "参与检查 专家数量 (人次)",
    "发现问题和 隐患数",
    "发现重大 隐患数",
    "下达整改 指令书 (份)",
    "下达行政 处罚文书 (份)",
)
REMARK = "会议室设在铁水吊运影响范围内，责令2021年8月20日前整改完毕"
COLUMNS = (
    Column("serial", "序号", ColumnKind.SERIAL, ""),
    Column("enterprise", "企业名称", ColumnKind.TEXT, ""),
    Column("address", "所在地址", ColumnKind.TEXT, ""),
    *(Column(f"figure-{number}", title, ColumnKind.COUNT, "") for number, title in enumerate(FIGURES)),
    Column("fines", "行政罚款 总数 (万元)", ColumnKind.MONEY, ""),
    Column("remark", "备注", ColumnKind.TEXT, ""),
)


def table(count: int) -> AnnexTable:
    """An invented annex 1; every third row has a remark, every fine its own 分."""
    rows = tuple(_row(serial) for serial in range(1, count + 1))
    fines = sum(int(row.cells[10].value or 0) for row in rows)
    total = Row(RowKind.TOTAL, "210100", "示例市应急管理局", (*_row(0).cells[:10], Cell(fines), Cell(None)))
    return AnnexTable(
        annex="1",
        title="重点淘汰行业执法检查统计表",
        campaign="bench",
        on=date(2021, 9, 10),
        header=Header("示例市应急管理局", "执法员甲", "024-00000000", date(2021, 9, 10)),
        columns=COLUMNS,
        rows=rows,
        totals=total,
        excluded=(),
        notes=("注：如企业存在重大隐患，请说明隐患内容及责令整改期限。",),
    )


def _row(serial: int) -> Row:
    figures = (Cell(serial % 7 + offset) for offset in range(len(FIGURES)))
    texts = (Cell(serial), Cell(f"示例{serial}号钢铁有限公司"), Cell(f"示例市示例区示例路{serial}号"))
    remark = Cell(REMARK if serial % 3 == 0 else None)
    return Row(RowKind.ENTERPRISE, "210100", "示例市应急管理局", (*texts, *figures, Cell(serial * 333), remark))


def ready_made(filled: AnnexTable) -> bytes:
    """The same page as one literal Typst file: every cell written out, nothing left to compute."""
    data = template_data(filled, fonts.load())
    literal = json.dumps  # a Typst string literal escapes like a JSON one
    body, hei = fonts.load().body[0], fonts.load().heading[0]
    cells = ",\n".join(
        ",".join([_label(row), *map(literal, row["cells"])] if row["kind"] == "sum" else map(literal, row["cells"]))
        for row in data["rows"]  # type: ignore[attr-defined]  # template data is typed for JSON only
    )
    columns: list[str] = data["columns"]  # type: ignore[assignment]  # as above
    shares: list[float] = data["widths"]  # type: ignore[assignment]  # as above
    heads = ",".join(f"text(font: {literal(hei)}, {literal(one)})" for one in columns)
    widths = ",".join(f"{width}fr" for width in shares)
    return f"""
#set page(paper: "a4", flipped: true, margin: (x: 12mm, top: 14mm, bottom: 15mm),
  footer: context align(center)[第 #counter(page).display() 页 共 #counter(page).final().first() 页])
#set text(lang: "zh", region: "cn", font: {literal(body)}, size: 9pt, cjk-latin-spacing: none)
#set par(leading: 0.55em)
#align(center, text(size: 18pt, {literal(filled.title)}))
#table(columns: ({widths}), align: center + horizon, inset: (x: 1mm, y: 1.8mm), stroke: 0.5pt,
table.header({heads}),
{cells})
""".encode()


def _label(row: dict[str, object]) -> str:
    return f"table.cell(colspan: {row['span']}, {json.dumps(row['label'])})"


def floor(source: bytes) -> bytes:
    pdf = typst.compile(
        source, font_paths=fonts.load().fonts, ignore_system_fonts=True, pdf_standards="a-2b", pdf_tags=False
    )
    assert isinstance(pdf, bytes)
    return pdf


def seconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def main() -> None:
    print(f"Python {platform.python_version()}, typst {version('typst')}, median of {ROUNDS}, interleaved")
    print("| rows | ready-made file, s | to_pdf, s | ratio | ms a row | kB | peak RSS, MB |")
    print("|---|---|---|---|---|---|---|")
    for size in SIZES:
        _measure(size)


def _measure(size: int) -> None:
    """Both start with an empty memory of Typst; emptying it is part of our time, not of the floor's."""
    filled = table(size)
    source = ready_made(filled)
    floors, ours = [], []
    for _ in range(ROUNDS):
        floors.append(seconds(lambda: floor(source)))
        forget_work()
        ours.append(seconds(lambda: to_pdf(filled)))
    base, own = statistics.median(floors), statistics.median(ours)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    size_kb = len(to_pdf(filled)) / 1000
    times = f"{base:.3f} | {own:.3f} | {own / base:.2f} | {own / size * 1000:.2f}"
    print(f"| {size} | {times} | {size_kb:.0f} | {memory:.0f} |")


if __name__ == "__main__":
    main()
