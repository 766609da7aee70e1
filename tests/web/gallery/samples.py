"""Invented data, one of every kind that a component must be able to show; long names included."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django import forms

from duban.domain.messages import Message, Refusal
from duban.web.listing import Batch, Column, Link, NotShown
from duban.web.parts import CountedDay, Crumb, DueDay, Event, Fact, Figure, Missing

SHANGHAI = ZoneInfo("Asia/Shanghai")
FORTNIGHT_FROM = date(2021, 9, 24)

LONG_NAME = "沈阳示例第一炼钢联合企业集团特种钢材与耐火材料有限责任公司大东示例分公司"
INDUSTRIES = ("钢铁", "菱镁", "水泥", "炼化", "平板玻璃")
RISKS = ("red", "orange", "yellow", "blue", None)
LIGHTS = ("normal", "near", "overdue")
CARDS = (None, "yellow", None, "red", None, None)

COLUMNS = (
    Column("name", "企业名称", sortable=True),
    Column("industry", "行业", sortable=True),
    Column("risk", "风险等级"),
    Column("card", "黄/红牌"),
    Column(
        "visits",
        "检查次数",
        sortable=True,
        numeric=True,
        rule="已完成的检查记录，不论种类；未能实施、草稿、作废的不计。",
    ),
    Column("hazards", "未整改隐患", sortable=True, numeric=True),
    Column("due", "最近到期", sortable=True),
    Column("light", "状态"),
)
BATCHES = (
    Batch("assign", "指定责任人", "user"),
    Batch("remove", "移出台账", "remove", confirm="将所选企业移出台账？移出须写明理由，可以撤销。"),
)
LINKS = (
    Link("新增", "?add", "add", primary=True),
    Link("导入", "?import", "import"),
    Link("导出", "?export", "export"),
)
NOT_SHOWN = (NotShown(3, "已移出台账", "?removed"), NotShown(2, "部门意见未达成一致", "?disputed"))

CRUMBS = (Crumb("工作台", "/"), Crumb("企业台账", "/list/"), Crumb("组件一览"))


def enterprises() -> list[dict[str, object]]:
    """Eighty-seven invented enterprises."""
    return [_enterprise(number) for number in range(1, 88)]


def _enterprise(number: int) -> dict[str, object]:
    return {
        "id": f"e{number}",
        "name": LONG_NAME if number == 2 else f"沈阳示例{INDUSTRIES[number % 5]}制品有限公司{number}厂",
        "industry": INDUSTRIES[number % 5],
        "risk": RISKS[number % 5],
        "card": CARDS[number % 6],
        "visits": number % 4,
        "hazards": number * 7 % 23,
        "due": DueDay(due_day().due_on, "", url="/due/"),
        "light": LIGHTS[number % 3],
    }


def due_day() -> DueDay:
    """Ten working days over National Day 2021."""
    days = tuple(_counted(FORTNIGHT_FROM + timedelta(days=step)) for step in range(1, 20))
    return DueDay(date(2021, 10, 13), "自送达次日起算，十个工作日。", days, "示例规定第二十条", verified=False)


def _counted(day: date) -> CountedDay:
    if date(2021, 10, 1) <= day <= date(2021, 10, 7):
        return CountedDay(day, False, "国庆节放假")
    if day in {date(2021, 9, 26), date(2021, 10, 9)}:
        return CountedDay(day, True, "调休上班")
    return CountedDay(day, False, "周末") if day.weekday() >= 5 else CountedDay(day, True, "")


EVENTS = (
    Event(
        datetime(2021, 9, 6, 9, 30, tzinfo=SHANGHAI),
        "复查，2 项合格、1 项不合格",
        "执法员甲、执法员乙",
        url="#",
        icon="inspection",
    ),
    Event(
        datetime(2021, 8, 19, 16, 5, tzinfo=SHANGHAI), "列入黄牌", "科长丙", "同意列入，请书面告知企业。", icon="card"
    ),
    Event(date(2021, 8, 19), "送达责令限期整改指令书", "留置送达"),
)
MISSING = (
    Missing("第二名执法人员的执法证件", "检查当日已过有效期", "#"),
    Missing("企业签字或者拒签情况", url="#"),
    Missing("隐患 2 的现场照片"),
)
FACTS = (
    Fact("企业名称", LONG_NAME),
    Fact("信用代码", "91210100MA0EXAMPLE"),
    Fact("行业", "钢铁"),
    Fact("所在地址", "沈阳市示例区示例路 1 号"),
    Fact("标准化等级", "三级"),
    Fact("双重预防", None),
    Fact("列入依据", "工信部门名单，发改、应急部门同意；原名单所列厂址与现厂址不一致，已现场核实。", wide=True),
)
FIGURES = (
    Figure(92, "#", "台账内全部企业，含已移出但有工作记录的。", "家"),
    Figure("1.2345", "#", "已决定的罚款，按分相加。", "万元"),
    Figure(0, "", "", "件"),
)
REFUSAL = Refusal(
    "visit-two-officers",
    Message(
        "one_officer", "检查须有 {needed} 名以上持有效证件的执法人员，本次只有 {given} 名。", {"needed": 2, "given": 1}
    ),
    "示例规定第六十四条",
    Message("one_officer.remedy", "请增加一名证件有效的执法人员，或者改为其他日期。"),
)


class Query(forms.Form):
    """A query bar."""

    name = forms.CharField(label="企业名称", required=False)
    industry = forms.ChoiceField(
        label="行业", required=False, choices=[("", "全部"), *((one, one) for one in INDUSTRIES)]
    )
    card = forms.ChoiceField(
        label="黄/红牌", required=False, choices=[("", "全部"), ("yellow", "黄牌"), ("red", "红牌")]
    )
    due = forms.DateField(label="到期日不晚于", required=False, widget=forms.DateInput(attrs={"type": "date"}))


class Visit(forms.Form):
    """A form with every kind of field."""

    place = forms.CharField(label="检查地点", help_text="写到车间或者设备。")
    due_on = forms.DateField(label="整改期限", error_messages={"invalid": "须为年-月-日，且不早于送达日。"})
    kind = forms.ChoiceField(label="检查类型", choices=[("first", "首次检查"), ("again", "复查")])
    level = forms.ChoiceField(
        label="隐患等级", choices=[("general", "一般"), ("major", "重大")], widget=forms.RadioSelect
    )
    experts = forms.MultipleChoiceField(
        label="专家", required=False, choices=[("a", "专家甲"), ("b", "专家乙")], widget=forms.CheckboxSelectMultiple
    )
    safe = forms.BooleanField(label="整改期间能够保证安全", required=False)
    seen = forms.CharField(label="现场情况", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    photo = forms.FileField(label="现场照片", required=False)
