"""Makes ``ledger-shenyang-2021.xlsx``: an invented ledger in the untidy shape in which districts send theirs.

Run it from the repository's root: ``python samples/make_ledger.py``. The same seed gives the same bytes. Every
enterprise, person and telephone number is invented; every enterprise carries 示例 in its name.
"""

from __future__ import annotations

import random
from datetime import datetime
from pathlib import Path

import xlsxwriter

from duban.domain.ledger.credit_code import check_sign

OUT = Path(__file__).parent / "ledger-shenyang-2021.xlsx"
SEED = 20210707
UNITS = (
    # region as the ledger writes it, code in the credit code, road, how many enterprises
    ("和平区", "210102", "和平区示例街", 3),
    ("沈河区", "210103", "沈河区示例路", 3),
    ("大东区", "210104", "大东区示例路", 6),
    ("皇姑区", "210105", "皇姑区示例街", 3),
    ("铁西区", "210106", "铁西区示例路", 10),
    ("苏家屯区", "210111", "苏家屯区示例镇示例村", 10),
    ("浑南区", "210112", "浑南区示例大街", 8),
    ("沈北新区", "210113", "沈北新区示例路", 8),
    ("于洪区", "210114", "于洪区示例街", 10),
    ("辽中区", "210115", "辽中区示例镇", 11),
    ("康平县", "210123", "康平县示例镇示例村", 8),
    ("法库县", "210124", "法库县示例镇示例村", 12),
    ("新民市", "210181", "新民市示例镇示例街", 11),
    ("沈阳经济技术开发区", "210106", "铁西区沈阳经济技术开发区示例一号路", 9),
    ("高新区", "210112", "浑南区沈阳高新区示例路", 4),
    ("辉山开发区", "210113", "沈北新区辉山开发区示例街", 4),
)
INDUSTRIES = (
    # industry, GB/T 4754 code, what they make, process, capacity range in 万吨/年
    ("钢铁", "3130", ("钢铁", "特钢", "轧钢", "铸钢"), "电炉、轧机", (5, 80)),
    ("菱镁", "3089", ("菱镁", "镁质耐火材料", "镁砂"), "轻烧窑、重烧窑", (2, 30)),
    ("水泥", "3011", ("水泥", "粉磨", "水泥熟料"), "球磨机", (20, 120)),
    ("炼化", "2511", ("石化", "炼化", "沥青"), "常减压装置", (10, 100)),
    ("平板玻璃", "3041", ("平板玻璃", "浮法玻璃"), "浮法线", (5, 60)),
)
WEIGHTS = (34, 18, 24, 12, 12)
FIRST = "东南西北中金海辽沈浑盛昌恒宏瑞永兴华鑫通达远安康泰顺丰"
SECOND = "源升隆和信诚利茂业成祥发旺腾越城建峰岭河川原野田园森林岳"
OLD_NAMES = {"沈北新区": "新城子区", "浑南区": "东陵区", "辽中区": "辽中县"}
GRADES = ("三级", "三级", "二级", "未达标", "三级", "")
RISKS = ("黄", "橙", "蓝", "一般", "较大", "红")
STATUSES = ("在产", "在产", "在产", "停产", "正常生产")
BASES = ("沈淘汰组〔2021〕1号", "属地摸排", "工信部门提供", "发改部门提供")
TOP = (
    "序号", "企业名称", "统一社会信用代码", "无代码原因", "所属区县\n（开发区）", "地  址", "行业类别",
    "国民经济\n行业代码", "生产情况", None, None, "安全生产情况", None, None, None, "企业联系方式", None, None,
    "列入依据", "备注",
)  # fmt: skip
LOWER = {
    8: "产能（万吨/年）", 9: "工艺装备", 10: "经营状态", 11: "标准化等级", 12: "标准化有效期", 13: "风险等级",
    14: "双重预防机制", 15: "法定代表人", 16: "联系人", 17: "联系电话",
}  # fmt: skip
GROUPS = ((8, 10), (11, 14), (15, 17))
HEADER_ROW = 3


def full_width(text: str) -> str:
    """Digits as some input methods write them."""
    return text.translate({ord(str(digit)): 0xFF10 + digit for digit in range(10)})


def credit_code(rng: random.Random, region: str) -> str:
    """An invented code with the right check sign."""
    body = "91" + region + "MA0" + "".join(rng.choice("0123456789ABCDEFGHJKLMNPQRTUWXY") for _ in range(6))
    return body + check_sign(body)


def enterprise(rng: random.Random, unit: tuple[str, str, str, int], name: str, kind: int) -> list[object]:
    """One tidy row, without its serial number."""
    region, code, road, _count = unit
    industry, gbt, _words, process, (low, high) = INDUSTRIES[kind]
    grade = rng.choice(GRADES)
    until = rng.choice(("2022-06-30", "2023年3月31日", "2022/12/31", 44926)) if grade in ("二级", "三级") else ""
    return [
        name, credit_code(rng, code), "", region, f"沈阳市{road}{rng.randint(1, 199)}号", industry, gbt,
        rng.randint(low, high), process, rng.choice(STATUSES), grade, until, rng.choice(RISKS),
        rng.choice(("是", "否", "已建立", "未建立", "")), "示例法人", rng.choice(("安全科", "办公室", "联系人甲")),
        "024-00000000", rng.choice(BASES), "",
    ]  # fmt: skip


def enterprises(rng: random.Random) -> list[list[object]]:
    """All rows, tidy, names different within a unit."""
    rows: list[list[object]] = []
    names: set[str] = set()
    for unit in UNITS:
        for _turn in range(unit[3]):
            kind = rng.choices(range(len(INDUSTRIES)), WEIGHTS)[0]
            while True:
                word = rng.choice(FIRST) + rng.choice(SECOND)
                name = f"沈阳示例{word}{rng.choice(INDUSTRIES[kind][2])}有限公司"
                if word not in names:
                    break
            names.add(word)
            rows.append(enterprise(rng, unit, name, kind))
    return rows


def untidy(rows: list[list[object]]) -> list[list[object]]:
    """What real ledgers do to tidy rows; the places are fixed so that tests can name them."""
    rows[4][1] = full_width(str(rows[4][1]))
    rows[9][1] = f" {rows[9][1]} "
    rows[14][0] = str(rows[14][0]).replace("有限公司", "有限责任公司") + "　"
    rows[17][4] = str(rows[17][4]).replace("示例", "示例\n", 1)
    rows[21][5] = "钢铁行业" if rows[21][5] == "钢铁" else rows[21][5]
    rows[25][0] = str(rows[25][0]).replace("示例", " 示例 ", 1)
    rows[30][4] = full_width(str(rows[30][4]))
    for now, before in OLD_NAMES.items():
        first = next(row for row in rows if row[3] == now)
        first[3] = before
        first[4] = str(first[4]).replace(now, before)
    reasons = ("个体工商户，正在换照", "老企业，未办理三证合一", "已吊销，待核实", "未办理营业执照")
    for position, reason in zip((40, 58, 77, 96), reasons, strict=True):
        rows[position][1], rows[position][2] = "", reason
    rows[58][1] = "无"
    rows[63][1] = str(rows[63][1]).lower()
    rows[70][3] = ""  # the region stands in the address only
    second = list(rows[33])
    second[0] = f"{second[0]}（二期）"
    second[7], second[8], second[18] = int(str(second[7])) // 2 + 1, "二期生产线", "与上一行为同一企业"
    rows.insert(34, second)
    return rows


def write(rows: list[list[object]]) -> None:
    """Title and 附件 rows above, a header of two rows, 合计 and notes below."""
    with xlsxwriter.Workbook(OUT, {"strings_to_formulas": False, "strings_to_numbers": False}) as workbook:
        workbook.set_properties({"created": datetime(2021, 7, 12), "title": "示例台账"})  # noqa: DTZ001 -- wants a naive time
        notes = workbook.add_worksheet("填报说明")
        notes.write_string(0, 0, "本工作簿中的企业、人员、电话均为虚构示例，不指任何真实企业。")
        sheet = workbook.add_worksheet("台账")
        title = workbook.add_format({"bold": True, "font_size": 16, "align": "center", "valign": "vcenter"})
        head = workbook.add_format(
            {"bold": True, "align": "center", "valign": "vcenter", "text_wrap": True, "border": 1}
        )
        last = len(TOP) - 1
        sheet.write_string(0, 0, "附件")
        sheet.merge_range(1, 0, 1, last, "沈阳市重点淘汰行业企业监管台账（示例）", title)
        sheet.merge_range(2, 0, 2, last, "填报单位：（示例）　　　　　填报日期：2021年7月12日")
        write_header(sheet, head)
        for number, row in enumerate(rows, start=1):
            sheet.write_number(HEADER_ROW + 1 + number, 0, number)
            for column, value in enumerate(row, start=1):
                if value != "":
                    sheet.write(HEADER_ROW + 1 + number, column, value)
        below = HEADER_ROW + 2 + len(rows)
        sheet.merge_range(below, 0, below, 1, "合  计")
        sheet.write_string(below, 2, f"{len(rows)}条")
        sheet.merge_range(below + 1, 0, below + 1, last, "注：所列企业均为虚构示例；同一企业分期建设的可分行填写。")
        sheet.write_string(below + 2, 0, "填报人：示例填报人　　审核人：示例审核人　　联系电话：024-00000000")
        sheet.freeze_panes(HEADER_ROW + 2, 2)
        sheet.set_column(0, 0, 6)
        sheet.set_column(1, 5, 24)
        sheet.set_column(6, last, 14)
        workbook.worksheets_objs[1].activate()


def write_header(sheet: xlsxwriter.worksheet.Worksheet, head: xlsxwriter.format.Format) -> None:
    """Columns merged over both rows, groups merged over their columns."""
    grouped = {column for first, end in GROUPS for column in range(first, end + 1)}
    for column, text in enumerate(TOP):
        if text is not None and column not in grouped:
            sheet.merge_range(HEADER_ROW, column, HEADER_ROW + 1, column, text, head)
    for first, end in GROUPS:
        sheet.merge_range(HEADER_ROW, first, HEADER_ROW, end, TOP[first], head)
    # the lower row comes after the merged cells above it
    for column, text in LOWER.items():
        sheet.write_string(HEADER_ROW + 1, column, text, head)


def main() -> None:
    """Write the workbook."""
    rng = random.Random(SEED)  # noqa: S311 -- repeatable, not secret
    rows = untidy(enterprises(rng))
    write(rows)
    print(f"{OUT}: {len(rows)} rows")


if __name__ == "__main__":
    main()
