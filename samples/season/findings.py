"""Findings 问题和隐患 by industry. Major ones name an item of the determination standard in force in 2021."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

GENERAL: Mapping[str, tuple[str, ...]] = {
    "钢铁": ("行车限位装置失灵", "煤气区域警示标志缺失", "炉前安全通道堆放杂物", "电气柜门未关闭、线路老化"),
    "菱镁": ("窑体检修平台护栏缺失", "除尘器清灰记录不全", "皮带机拉绳开关损坏", "配电室未设挡鼠板"),
    "水泥": ("煤粉仓温度监测记录不全", "预热器平台防护栏松动", "有限空间未设警示牌", "空压机安全阀未按期校验"),
    "炼化": ("可燃气体报警器未按期检定", "罐区消防沙池无沙", "动火作业票填写不完整", "装卸区静电接地夹损坏"),
    "平板玻璃": ("冷端玻璃堆垛过高", "叉车未年检", "天然气阀室通风不良", "应急照明不亮"),
}
_MAJOR: Mapping[str, tuple[tuple[str, str], ...]] = {
    "钢铁": (
        ("GM2017-YJ-1", "班组休息室设在铁水吊运影响范围内"),
        ("GM2017-YJ-4", "浇铸区安全坑内有积水"),
        ("GM2017-YJ-8", "煤气区域值班室没有固定式一氧化碳报警装置"),
    ),
    "菱镁": (("GM2017-JC-4", "电熔镁砂电炉水冷构件泄漏"), ("GM2017-JC-5", "进入焙烧窑前没有切断动力")),
    "水泥": (("GM2017-JC-1", "煤粉仓没有一氧化碳监测"), ("GM2017-JC-2", "清库作业外包给没有资质的单位")),
    "炼化": (("HG2017-12", "爆炸危险场所用了不防爆的电气设备"), ("HG2017-5", "罐区没有紧急切断")),
    "平板玻璃": (
        ("GM2017-JC-6", "锡槽水冷保护泄漏，没有监测报警"),
        ("GM2017-JC-3", "窑炉没有燃气低压报警和快速切断装置"),
    ),
}
PLACES: Mapping[str, str] = {
    "钢铁": "炼钢车间",
    "菱镁": "焙烧车间",
    "水泥": "烧成车间",
    "炼化": "装置区",
    "平板玻璃": "熔化工段",
}


def general(industry: str, number: int = 0) -> dict[str, Any]:
    """A general hazard of the industry."""
    words = GENERAL[industry]
    return {"description": words[number % len(words)], "level": "general", "place": PLACES[industry]}


def corrected(industry: str, number: int = 0) -> dict[str, Any]:
    """One that was corrected before the officers left."""
    return general(industry, number) | {"corrected_on_spot": True, "proof": "现场照片（示例）"}


def major(industry: str, number: int = 0, *, assured: bool | None) -> dict[str, Any]:
    """A major hazard; ``assured``: whether safety can be assured before and while it is removed."""
    item, words = _MAJOR[industry][number % len(_MAJOR[industry])]
    found = {"description": words, "level": "major", "place": PLACES[industry], "standard_item": item}
    return found if assured is None else found | {"safety_assured": assured}
