"""Words of the closed lists as a paper writes them: always Chinese, whatever language the screen is in."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from duban.domain.vocabulary import CardColour, HazardLevel, ItemResult, MeasureKind, PenaltyKind, ReferralKind
from duban.domain.wordlists import word_label

_WORDS: Mapping[type[StrEnum], Mapping[Any, str]] = MappingProxyType(
    {
        HazardLevel: {HazardLevel.GENERAL: "一般隐患", HazardLevel.MAJOR: "重大隐患"},
        ItemResult: {
            ItemResult.PASSED: "整改合格",
            ItemResult.FAILED: "整改不合格",
            ItemResult.NOT_YET_DUE: "期限未到，未作判定",
        },
        MeasureKind: {
            MeasureKind.REMOVE_AT_ONCE: "责令立即排除事故隐患",
            MeasureKind.WITHDRAW_PEOPLE: "责令从危险区域内撤出作业人员",
            MeasureKind.STOP_USE: "责令停止使用相关设施、设备",
            MeasureKind.TEMPORARY_SUSPENSION: "责令暂时停产停业",
        },
        PenaltyKind: {
            PenaltyKind.WARNING: "警告",
            PenaltyKind.FINE: "罚款",
            PenaltyKind.CONFISCATION: "没收",
            PenaltyKind.SUSPENSION: "责令停产停业整顿",
        },
        CardColour: {CardColour.YELLOW: "黄牌", CardColour.RED: "红牌"},
        ReferralKind: {
            ReferralKind.CRIMINAL: "涉嫌犯罪",
            ReferralKind.UNAPPROVED: "未经批准擅自从事生产经营活动",
        },
    }
)


def paper_word(word: StrEnum) -> str:
    """The word of any closed list in a paper."""
    own = _WORDS.get(type(word))
    return word_label(word) if own is None else own[word]
