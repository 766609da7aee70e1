"""Enforcement capacity 执法主体资格: in whose name an agency acts, and what it may therefore issue."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from duban.domain.messages import N_, Message, Refusal


class EnforcementCapacity(StrEnum):
    """How an agency acts: in its own name 本机关, entrusted 受委托, or assisting only 协助."""

    OWN = "own"
    ENTRUSTED = "entrusted"
    ASSIST = "assist"


CAPACITY_LABELS: Mapping[EnforcementCapacity, str] = MappingProxyType(
    {
        EnforcementCapacity.OWN: N_("以本机关名义执法"),
        EnforcementCapacity.ENTRUSTED: N_("受委托执法"),
        EnforcementCapacity.ASSIST: N_("协助执法"),
    }
)


class Instrument(StrEnum):
    """What an agency issues against an enterprise 执法决定."""

    RECTIFICATION_ORDER = "rectification_order"
    ON_SITE_MEASURE = "on_site_measure"
    SUPERVISION_LISTING = "supervision_listing"
    RESUMPTION_CONSENT = "resumption_consent"
    CARD = "card"
    PENALTY = "penalty"
    SEIZURE = "seizure"
    POWER_CUT = "power_cut"
    CLOSURE_REQUEST = "closure_request"


INSTRUMENT_LABELS: Mapping[Instrument, str] = MappingProxyType(
    {
        Instrument.RECTIFICATION_ORDER: N_("责令限期整改指令书"),
        Instrument.ON_SITE_MEASURE: N_("现场处理措施决定书"),
        Instrument.SUPERVISION_LISTING: N_("挂牌督办"),
        Instrument.RESUMPTION_CONSENT: N_("恢复生产的同意"),
        Instrument.CARD: N_("黄牌、红牌"),
        Instrument.PENALTY: N_("行政处罚"),
        Instrument.SEIZURE: N_("查封扣押"),
        Instrument.POWER_CUT: N_("停止供电"),
        Instrument.CLOSURE_REQUEST: N_("提请关闭"),
    }
)

COERCIVE = frozenset({Instrument.SEIZURE, Instrument.POWER_CUT})
"""Coercive measures 行政强制: their power cannot be entrusted."""


def require_capacity(capacity: str, instrument: Instrument) -> None:
    """Raise ``Refusal`` when an agency of this capacity must not issue the instrument.

    Entrusted agencies issue no seizure and no power cut; assisting ones issue nothing.
    ``ValueError`` for a word that is no capacity.
    """
    kind = EnforcementCapacity(capacity)
    if kind is EnforcementCapacity.ASSIST:
        raise _refusal(
            "capacity.assist_only", N_("协助执法的单位不得作出任何执法决定，不能办理“{instrument}”。"), instrument
        )
    if kind is EnforcementCapacity.ENTRUSTED and instrument in COERCIVE:
        raise _refusal("capacity.not_entrustable", N_("受委托执法的单位不得办理“{instrument}”。"), instrument)


def _refusal(rule: str, text: str, instrument: Instrument) -> Refusal:
    return Refusal(
        rule=rule,
        message=Message(rule, text, {"instrument": INSTRUMENT_LABELS[instrument]}),
        clause=N_("行政处罚法关于委托处罚、行政强制法关于强制措施权不得委托的规定"),
        remedy=Message("capacity.refer_up", N_("请将情况报送有执法主体资格的机关（委托机关或上级机关）办理。")),
    )
