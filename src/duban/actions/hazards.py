"""Hazards 问题和隐患: found at a visit, graded, and what is known of the safety while they are there."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, cast
from uuid import UUID

from pydantic import Field

from duban.actions.casework import held, raise_if
from duban.actions.deeds import deed
from duban.actions.fields import Id, Reason, Text
from duban.actions.inputs import Inputs
from duban.actions.keepers import MAJORNESS, ORDERS, keepers_of
from duban.domain.actor import Actor
from duban.domain.messages import N_
from duban.domain.permissions import Permission
from duban.domain.rules.corrections import kept_refusal
from duban.domain.rules.guards import before_refusal
from duban.domain.rules.hazards import downgrade_refusal, grade_refusal, spot_correction_refusal
from duban.domain.vocabulary import Answer, HazardLevel
from duban.domain.workflow import InspectionState
from duban.queries.law import law_in_use
from duban.records.models import Hazard, Inspection
from duban.specs.hazards_loader import load_hazard_standards

Level = Annotated[HazardLevel, Field(description=N_("隐患等级"), examples=["major"])]
StandardItem = Annotated[str, Field(max_length=64, description=N_("重大隐患判定标准条目"), examples=["GM2017-YJ-1"])]
ExpertOpinion = Annotated[
    str, Field(max_length=4000, description=N_("专家意见"), examples=["专家组认定排除难度大，须停产整改"])
]
Proof = Annotated[str, Field(max_length=1000, description=N_("改正情况的证明"), examples=["现场照片两张，通道已清空"])]


class HazardFound(Inputs):
    """One finding 问题和隐患 as the form gives it. Empty ``safety_assured``: nobody has found out."""

    id: Id | None = None
    description: Text
    category: Annotated[str, Field(max_length=100, description=N_("隐患类别"))] = ""
    place: Annotated[str, Field(max_length=400, description=N_("隐患部位"))] = ""
    level: Level
    standard_item: StandardItem = ""
    expert_opinion: ExpertOpinion = ""
    safety_assured: Annotated[bool | None, Field(description=N_("整改期间能否保证安全"))] = None
    corrected_on_spot: Annotated[bool, Field(description=N_("已当场改正"))] = False
    proof: Proof = ""


Finding = Annotated[
    HazardFound,
    Field(description=N_("发现的问题或隐患"), examples=[{"description": "安全出口堵塞", "level": "general"}]),
]


@deed(permission=Permission.RECORD_INSPECTION, title=N_("补充登记隐患"))
def add_hazard(*, by: Actor, on: date, at: datetime, id: UUID, inspection: Id, hazard: Finding) -> UUID:
    """Add a finding to a visit's record, found on the day of the visit; only while the record is a draft."""
    visit = held(Inspection, inspection)
    require_draft(visit)
    find_hazard(visit, hazard.id or id, hazard)
    return hazard.id or id


@deed(permission=Permission.RECORD_INSPECTION, title=N_("认定隐患等级"))
def grade_hazard(
    *,
    by: Actor,
    on: date,
    at: datetime,
    id: UUID,
    hazard: Id,
    level: Level,
    reason: Reason,
    standard_item: StandardItem = "",
    expert_opinion: ExpertOpinion = "",
) -> UUID:
    """Grade a hazard anew. What becomes major is so from this day; what was, keeps its day.

    A major one does not become general while a stop, a card or a listing rests on it.
    """
    row = held(Hazard, hazard)
    raise_if(before_refusal(N_("等级认定"), on, N_("发现隐患"), row.found_on))
    major_from = row.major_from or on
    raise_if(grade_refusal(level, standard_item, expert_opinion, major_from, load_hazard_standards(), law=law_in_use()))
    if level is HazardLevel.GENERAL:
        raise_if(downgrade_refusal(keepers_of(MAJORNESS, row.id), on, law_in_use()))
    _grade(row, level, major_from, standard_item, expert_opinion)
    row.grade_reason = reason
    row.save()
    return hazard


@deed(permission=Permission.RECORD_INSPECTION, title=N_("登记能否保证安全"))
def record_safety(
    *,
    by: Actor,
    on: date,
    at: datetime,
    id: UUID,
    hazard: Id,
    assured: Annotated[bool, Field(description=N_("排除前和排除过程中能否保证安全"), examples=[False])],
) -> UUID:
    """Record whether safety can be assured before and while a hazard is removed."""
    row = held(Hazard, hazard)
    raise_if(before_refusal(N_("安全认定"), on, N_("发现隐患"), row.found_on))
    row.safety_assured = Answer.of(assured)
    row.safety_recorded_on = on
    row.save()
    return hazard


@deed(permission=Permission.RECORD_INSPECTION, title=N_("登记当场改正"))
def record_spot_correction(*, by: Actor, on: date, at: datetime, id: UUID, hazard: Id, proof: Proof = "") -> UUID:
    """Record that a hazard was corrected on the spot 当场改正: on the day of the visit, before any order."""
    row = held(Hazard, hazard)
    raise_if(spot_correction_refusal(row.found_on, on, keepers_of(ORDERS, row.id), law_in_use()))
    row.corrected_on_spot_on = on
    row.correction_proof = proof
    row.save()
    return hazard


def require_draft(visit: Inspection) -> None:
    """Refused when the record is signed already: what it says is not added to afterwards."""
    finished = [] if visit.state == InspectionState.RECORDED else [N_("已完成或者未能实施的检查记录")]
    remedy = N_("检查记录签字后不再增补；请另行登记一次检查，或者作废后重新登记。")
    raise_if(kept_refusal(N_("检查记录"), finished, remedy))


def find_hazard(visit: Inspection, hazard_id: UUID, found: HazardFound) -> None:
    """Write one finding of a visit."""
    on = visit.visited_on or date.max  # a record that is a draft has its day
    standards, law = load_hazard_standards(), law_in_use()
    raise_if(grade_refusal(found.level, found.standard_item, found.expert_opinion, on, standards, law=law))
    row = Hazard(
        id=hazard_id,
        home_agency_id=visit.home_agency_id,
        campaign=visit.campaign,
        enterprise_id=visit.enterprise_id,
        inspection=visit,
        site_id=cast(UUID, visit.site_id),  # every visit recorded by a deed names its site
        found_on=on,
        description=found.description,
        place=found.place,
        category=found.category,
        safety_assured=Answer.of(found.safety_assured),
        safety_recorded_on=None if found.safety_assured is None else on,
        corrected_on_spot_on=on if found.corrected_on_spot else None,
        correction_proof=found.proof,
    )
    _grade(row, found.level, on, found.standard_item, found.expert_opinion)
    row.save(force_insert=True)


def _grade(row: Hazard, level: HazardLevel, major_from: date, standard_item: str, expert_opinion: str) -> None:
    row.level = level
    row.major_from = major_from if level is HazardLevel.MAJOR else None
    row.standard_item = standard_item
    row.expert_opinion = expert_opinion
