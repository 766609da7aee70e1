"""Filled annexes of invented enterprises, in the plan's own wording."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from duban.domain.annex_table import (
    AnnexTable,
    Cell,
    Column,
    ColumnKind,
    Excluded,
    Header,
    Row,
    RowKind,
)
from duban.domain.messages import Message

ON = date(2021, 9, 10)
PEACE = ("210102", "沈阳市和平区应急管理局")
SOUTH = ("210112", "沈阳市浑南区应急管理局")
CITY = ("210100", "沈阳市应急管理局")

ANNEX_1_COLUMNS = tuple(
    Column(code, title, kind, rule)
    for code, title, kind, rule in (
        ("serial", "序号", ColumnKind.SERIAL, "顺序编号"),
        ("enterprise", "企业名称", ColumnKind.TEXT, "台账名称"),
        ("address", "所在地址", ColumnKind.TEXT, "台账地址"),
        ("visits", "检查企业 次数", ColumnKind.COUNT, "已完成的检查次数"),
        ("officers", "执法检查 人员数量 (人次)", ColumnKind.COUNT, "各次检查执法人员之和"),
        ("experts", "参与检查 专家数量 (人次)", ColumnKind.COUNT, "各次检查专家之和"),
        ("hazards", "发现问题和 隐患数", ColumnKind.COUNT, "发现的隐患，含重大隐患"),
        ("major", "发现重大 隐患数", ColumnKind.COUNT, "报告日认定为重大的隐患"),
        ("orders", "下达整改 指令书 (份)", ColumnKind.COUNT, "报告日前制发且未撤回"),
        ("penalties", "下达行政 处罚文书 (份)", ColumnKind.COUNT, "处罚决定，不含告知"),
        ("fines", "行政罚款 总数 (万元)", ColumnKind.MONEY, "决定的罚款，以分累加"),
        ("remark", "备注", ColumnKind.TEXT, "重大隐患内容及责令整改期限"),
    )
)
ANNEX_2_COLUMNS = tuple(
    Column(code, title, kind, rule)
    for code, title, kind, rule in (
        ("serial", "序号", ColumnKind.SERIAL, "顺序编号"),
        ("region", "地区", ColumnKind.TEXT, "属地"),
        ("enterprise", "企业名称", ColumnKind.TEXT, "台账名称"),
        ("address", "地址", ColumnKind.TEXT, "台账地址"),
        ("industry", "行业", ColumnKind.TEXT, "台账行业"),
        ("content", "安全生产条件不达标应限期整改内容", ColumnKind.TEXT, "入牌依据的隐患及期限"),
        ("passed", "是否按期整改合格", ColumnKind.TEXT, "复查结论"),
        ("card", "黄/红牌", ColumnKind.TEXT, "报告日有效的牌"),
        ("basis", "拟关闭/关闭依据", ColumnKind.TEXT, "红牌的条款"),
        ("closed", "是否已关闭", ColumnKind.TEXT, "执行完毕方为是"),
    )
)
MAJOR_HAZARD = "会议室设在铁水吊运影响范围内，责令2021年8月20日前整改完毕"
NOTE = "注：如企业存在重大隐患，请说明隐患内容及责令整改期限。"
# The worked example of the counting rules: 9 figures a row (fines in 分), then the remark.
WORKED_ROWS = (
    ("沈阳示例甲钢铁有限公司", 4, 9, 3, 4, 1, 2, 2, 7_000_000, MAJOR_HAZARD),
    ("沈阳示例乙水泥有限公司", 0, 0, 0, 0, 0, 0, 0, 0, None),
    ("沈阳示例丁玻璃有限公司", 1, 2, 0, 0, 0, 0, 1, 333_333, "罚款3333.33元"),
    ("沈阳示例戊钢铁有限公司（已移出）", 1, 2, 0, 1, 0, 0, 0, 0, None),
)
EXCLUDED = Excluded("entry-3", "沈阳示例丙镁业有限公司", date(2021, 8, 5), "已于2019年注销")


def header(unit: str) -> Header:
    return Header(unit, prepared_by="执法员甲", telephone="024-00000000", filled_on=ON)


def row_1(serial: int, facts: tuple[str | int | None, ...], agency: tuple[str, str] = PEACE) -> Row:
    name, *figures = facts
    values = (serial, name, f"{agency[1].removesuffix('应急管理局')}示例路{serial}号", *figures)
    cells = tuple(
        Cell(
            value, (f"{column.code}-{serial}",) if value and column.kind in (ColumnKind.COUNT, ColumnKind.MONEY) else ()
        )
        for column, value in zip(ANNEX_1_COLUMNS, values, strict=True)
    )
    return Row(RowKind.ENTERPRISE, *agency, cells, entry=f"entry-{serial}")


def sum_row(kind: RowKind, rows: tuple[Row, ...], agency: tuple[str, str]) -> Row:
    cells = [Cell(None)] * 3
    for index in range(3, 11):
        cells.append(Cell(sum(int(row.cells[index].value or 0) for row in rows)))
    return Row(kind, *agency, (*cells, Cell(None)))


def annex_1(rows: tuple[Row, ...], agency: tuple[str, str] = PEACE, totals: Row | None = None) -> AnnexTable:
    return AnnexTable(
        annex="1",
        title="重点淘汰行业执法检查统计表",
        campaign="shenyang-2021-32",
        on=ON,
        header=header(agency[1]),
        columns=ANNEX_1_COLUMNS,
        rows=rows,
        totals=totals,
        excluded=(),
        notes=(NOTE,),
    )


def district_annex_1() -> AnnexTable:
    rows = tuple(row_1(serial, facts) for serial, facts in enumerate(WORKED_ROWS, start=1))
    warned = replace(
        rows[0], warnings=(Message("annex.undelivered", "整改指令书{number}尚未送达", {"number": "示例2号"}),)
    )
    rows = (warned, *rows[1:])
    table = annex_1(rows, totals=sum_row(RowKind.TOTAL, rows, PEACE))
    return replace(table, excluded=(EXCLUDED,), warnings=(Message("annex.late", "本表晚于应报日期"),))


def big_annex_1(count: int) -> AnnexTable:
    rows = tuple(row_1(serial, WORKED_ROWS[serial % len(WORKED_ROWS)]) for serial in range(1, count + 1))
    return annex_1(rows, totals=sum_row(RowKind.TOTAL, rows, PEACE))


def city_annex_1(per_agency: int = 4) -> AnnexTable:
    groups: list[Row] = []
    serial = 0
    for agency in (PEACE, SOUTH):
        own = tuple(row_1(serial + n + 1, WORKED_ROWS[n % len(WORKED_ROWS)], agency) for n in range(per_agency))
        serial += per_agency
        groups += [*own, sum_row(RowKind.SUBTOTAL, own, agency)]
    entries = tuple(row for row in groups if row.kind is RowKind.ENTERPRISE)
    table = annex_1(tuple(groups), CITY, sum_row(RowKind.TOTAL, entries, CITY))
    return replace(table, excluded=(EXCLUDED,))


def row_2(serial: int, facts: tuple[str, ...], agency: tuple[str, str]) -> Row:
    return Row(RowKind.ENTERPRISE, *agency, (Cell(serial), *(Cell(text) for text in facts)), entry=f"card-{serial}")


CARDS_PEACE = (
    ("和平区", "沈阳示例甲钢铁有限公司", "沈阳市和平区示例路1号", "钢铁", MAJOR_HAZARD, "否", "红牌",
     "沈应急发〔2021〕32号 四（二）；法定关闭依据待补", "否"),
    ("和平区", "沈阳示例己炼化有限公司", "沈阳市和平区示例路6号", "炼化",
     "涉及重点监管危险化工工艺的装置未实现自动化控制，责令2021年9月30日前整改完毕", "未到期", "黄牌", "—", "否"),
)  # fmt: skip
CARDS_SOUTH = (
    ("浑南区", "沈阳示例庚水泥有限公司", "沈阳市浑南区示例路7号", "水泥",
     "预热器平台未设置安全出口，责令2021年8月15日前整改完毕", "否（逾期后合格）",
     "黄牌（2021年8月19日移出）", "—", "否"),
)  # fmt: skip


def annex_2(rows: tuple[Row, ...], agency: tuple[str, str]) -> AnnexTable:
    return AnnexTable(
        annex="2",
        title="安全生产“黄”“红”牌企业名单汇总表",
        campaign="shenyang-2021-32",
        on=ON,
        header=header(agency[1]),
        columns=ANNEX_2_COLUMNS,
        rows=rows,
        totals=None,
        excluded=(),
        notes=(),
    )


def district_annex_2() -> AnnexTable:
    return annex_2(tuple(row_2(n, facts, PEACE) for n, facts in enumerate(CARDS_PEACE, start=1)), PEACE)


def city_annex_2() -> AnnexTable:
    def subtotal(agency: tuple[str, str], text: str) -> Row:
        cells = tuple(Cell(text if column.code == "card" else None) for column in ANNEX_2_COLUMNS)
        return Row(RowKind.SUBTOTAL, *agency, cells)

    peace = tuple(row_2(n, facts, PEACE) for n, facts in enumerate(CARDS_PEACE, start=1))
    south = tuple(row_2(n, facts, SOUTH) for n, facts in enumerate(CARDS_SOUTH, start=3))
    rows = (*peace, subtotal(PEACE, "红牌1家，黄牌1家"), *south, subtotal(SOUTH, "红牌0家，黄牌0家"))
    return annex_2(rows, CITY)
