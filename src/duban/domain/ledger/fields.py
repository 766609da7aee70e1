"""Fields of a ledger row 台账栏目, their Chinese titles, and the headings under which people write them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from duban.domain.ledger.values import half_width
from duban.domain.messages import N_


class Field(StrEnum):
    """One field that a column can fill."""

    ENTERPRISE = "enterprise"
    NAME = "name"
    CREDIT_CODE = "credit_code"
    NO_CODE_REASON = "no_code_reason"
    REGION_CODE = "region_code"
    PROVINCE = "province"
    CITY = "city"
    DISTRICT = "district"
    ADDRESS = "address"
    INDUSTRY = "industry"
    GBT4754 = "gbt4754"
    LEGAL_PERSON = "legal_person"
    CONTACT = "contact"
    TELEPHONE = "telephone"
    GRADE = "grade"
    GRADE_UNTIL = "grade_until"
    RISK = "risk"
    DUAL_PREVENTION = "dual_prevention"
    STATUS = "status"
    STATUS_ON = "status_on"
    BASIS = "basis"
    REMARK = "remark"
    LATITUDE = "latitude"
    LONGITUDE = "longitude"
    CAPACITY = "capacity"
    CAPACITY_UNIT = "capacity_unit"
    PROCESS = "process"
    WORKFORCE = "workforce"
    STARTED = "started"
    SERIAL = "serial"
    RETURNED = "returned"


PERSONAL = frozenset({Field.LEGAL_PERSON, Field.CONTACT, Field.TELEPHONE})
"""Fields that name or reach a person 个人信息."""

NOT_STORED = frozenset({Field.SERIAL, Field.RETURNED})
"""Known columns that carry no fact: 序号, and our own 退回原因 of an earlier round."""

REGION_FIELDS = (Field.REGION_CODE, Field.PROVINCE, Field.CITY, Field.DISTRICT, Field.ADDRESS)
"""Columns from which a row's region is found, the most exact first."""

TITLES: Mapping[Field, str] = {
    Field.ENTERPRISE: N_("企业编号"),
    Field.NAME: N_("企业名称"),
    Field.CREDIT_CODE: N_("统一社会信用代码"),
    Field.NO_CODE_REASON: N_("无代码原因"),
    Field.REGION_CODE: N_("区划代码"),
    Field.PROVINCE: N_("省"),
    Field.CITY: N_("市"),
    Field.DISTRICT: N_("地区"),
    Field.ADDRESS: N_("地址"),
    Field.INDUSTRY: N_("行业"),
    Field.GBT4754: N_("国民经济行业代码"),
    Field.LEGAL_PERSON: N_("法定代表人"),
    Field.CONTACT: N_("联系人"),
    Field.TELEPHONE: N_("联系电话"),
    Field.GRADE: N_("标准化等级"),
    Field.GRADE_UNTIL: N_("标准化有效期至"),
    Field.RISK: N_("风险等级"),
    Field.DUAL_PREVENTION: N_("双重预防机制"),
    Field.STATUS: N_("经营状态"),
    Field.STATUS_ON: N_("状态日期"),
    Field.BASIS: N_("列入依据"),
    Field.REMARK: N_("备注"),
    Field.LATITUDE: N_("纬度"),
    Field.LONGITUDE: N_("经度"),
    Field.CAPACITY: N_("产能"),
    Field.CAPACITY_UNIT: N_("产能单位"),
    Field.PROCESS: N_("工艺装备"),
    Field.WORKFORCE: N_("从业人数"),
    Field.STARTED: N_("投产年份"),
    Field.SERIAL: N_("序号"),
    Field.RETURNED: N_("退回原因"),
}

EXAMPLES: Mapping[Field, str] = {
    Field.ENTERPRISE: "0198f6a0-0000-7000-8000-000000000001",
    Field.NAME: "沈阳示例钢铁有限公司",
    Field.CREDIT_CODE: "91210100MA0P00000Q",
    Field.NO_CODE_REASON: "个体工商户，尚未换证",
    Field.REGION_CODE: "210106",
    Field.PROVINCE: "辽宁省",
    Field.CITY: "沈阳市",
    Field.DISTRICT: "铁西区",
    Field.ADDRESS: "沈阳市铁西区示例路1号",
    Field.INDUSTRY: "钢铁",
    Field.GBT4754: "3110",
    Field.LEGAL_PERSON: "示例法人",
    Field.CONTACT: "示例联系人",
    Field.TELEPHONE: "024-00000000",
    Field.GRADE: "三级",
    Field.GRADE_UNTIL: "2022-12-31",
    Field.RISK: "橙",
    Field.DUAL_PREVENTION: "是",
    Field.STATUS: "在产",
    Field.STATUS_ON: "2021-07-05",
    Field.BASIS: "发改部门提供",
    Field.REMARK: "分期建设",
    Field.LATITUDE: "41.8057",
    Field.LONGITUDE: "123.4315",
    Field.CAPACITY: "120",
    Field.CAPACITY_UNIT: "万吨/年",
    Field.PROCESS: "电炉",
    Field.WORKFORCE: "884",
    Field.STARTED: "2003",
}
"""A right value of each stored field, for who wrote one that cannot be read."""

_HEADINGS: Mapping[Field, str] = {
    Field.ENTERPRISE: "企业编号 enterprise_id",
    Field.NAME: (
        "企业名称 单位名称 公司名称 企业全称 企业名 单位全称 生产经营单位名称 生产经营单位 被检查单位 名称 "
        "企业 单位 name_zh name"
    ),
    Field.CREDIT_CODE: (
        "统一社会信用代码 社会信用代码 信用代码 统一信用代码 统一社会信用代码证号 统一代码 credit_code uscc"
    ),
    Field.NO_CODE_REASON: "无代码原因 无信用代码原因 无统一社会信用代码原因 无码原因 no_code_reason",
    Field.REGION_CODE: "区划代码 行政区划代码 行政区划码 地区代码 adcode region_code",
    Field.PROVINCE: "省 省份 所在省 省(自治区、直辖市) province",
    Field.CITY: "市 地市 城市 所在市 地级市 所属地市 city",
    Field.DISTRICT: (
        "所属区县 所在区县 区县 区(县) 区、县(市) 区县(市) 地区 所属地区 所在地区 县区 县(市、区) "
        "县(市、区)名称 区(县、市) 行政区划 属地 所属区域 辖区 所在区 所属区 区域 district region"
    ),
    Field.ADDRESS: (
        "生产地址 生产经营地址 生产场所地址 厂址 厂区地址 所在地址 企业地址 单位地址 详细地址 地址 经营地址 "
        "企业所在地址 所在地 住所 注册地址 通讯地址 address"
    ),
    Field.INDUSTRY: "行业 行业类别 所属行业 行业分类 行业类型 淘汰行业 重点行业 行业领域 所属行业类别 industry",
    Field.GBT4754: "国民经济行业代码 行业代码 国民经济行业分类代码 gb/t4754 gb/t4754-2017 gb/t4754代码 gbt4754",
    Field.LEGAL_PERSON: (
        "法定代表人 法人代表 法人 法定代表人姓名 负责人 主要负责人 企业负责人 企业主要负责人 法定代表人(负责人)"
    ),
    Field.CONTACT: "联系人 企业联系人 安全负责人 安全管理人员 联系人姓名 姓名 contact",
    Field.TELEPHONE: "联系电话 电话 联系方式 企业电话 电话号码 固定电话 手机 联系人电话 phone telephone",
    Field.GRADE: "标准化等级 安全生产标准化等级 安全标准化等级 安全生产标准化 标准化级别 标准化达标等级 标准化 等级",
    Field.GRADE_UNTIL: "标准化有效期至 标准化有效期 标准化证书有效期 标准化到期日期 有效期至",
    Field.RISK: "风险等级 安全风险等级 风险分级 企业风险等级 风险级别 风险颜色",
    Field.DUAL_PREVENTION: (
        "双重预防 双重预防机制 双重预防机制建设 是否建立双重预防机制 双重预防机制建设情况 双控机制 双预防"
    ),
    Field.STATUS: "经营状态 企业状态 生产状态 运行状态 生产经营状态 状态 经营情况 生产情况 status",
    Field.STATUS_ON: "状态日期 停产日期 停产时间 关闭日期 停产关闭日期",
    Field.BASIS: "列入依据 纳入依据 列入原因 纳入原因 淘汰依据 列入台账依据 依据",
    Field.REMARK: "备注 说明 备注说明 附注 remark remarks note",
    Field.LATITUDE: "纬度 北纬 lat latitude",
    Field.LONGITUDE: "经度 东经 lon lng longitude",
    Field.CAPACITY: "产能 生产能力 设计产能 年产能 产能规模 生产规模 设计生产能力 capacity",
    Field.CAPACITY_UNIT: "产能单位 单位(产能) 计量单位 capacity_unit",
    Field.PROCESS: "工艺装备 主要装备 工艺 生产工艺 装备 主要设备 生产工艺装备 process",
    Field.WORKFORCE: "从业人数 从业人员 职工人数 员工人数 企业人数 从业人员数 人数 workforce",
    Field.STARTED: "投产年份 投产时间 投产日期 建成时间 建厂时间 成立时间 成立日期 start_year",
    Field.SERIAL: "序号 编号 no id 序",
    Field.RETURNED: "退回原因",
}
_NOISE = str.maketrans(dict.fromkeys(" \n\r\t:：*＊★"))
_PRIORITY: Mapping[str, tuple[Field, int]] = {
    heading: (name, rank) for name, headings in _HEADINGS.items() for rank, heading in enumerate(headings.split())
}


def plain_heading(text: str) -> str:
    """A heading as it is compared: half-width, lower case, without blanks, colons and stars."""
    return half_width(text.translate(_NOISE)).translate(_NOISE).lower()


def field_of(heading: str) -> tuple[Field, int] | None:
    """The field that a heading names and its rank among that field's headings (0 is the best), or ``None``.

    A remark in brackets behind the heading does not matter: 企业名称（全称）, 产能（万吨/年）.
    """
    plain = plain_heading(heading)
    return _PRIORITY.get(plain) or _PRIORITY.get(plain.split("(")[0])
