"""Evidence 证据、影像: points from a fact to a file that is already kept under its hash."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated
from uuid import UUID, uuid5

from django.db.models import Model
from pydantic import Field

from duban.actions.casework import known, raise_if
from duban.actions.deeds import deed
from duban.actions.fields import Id, Moment
from duban.documents.media import media_type_of
from duban.documents.photos.reading import READABLE, Camera, camera_of
from duban.domain.actor import Actor
from duban.domain.messages import N_, Message, Refusal
from duban.domain.permissions import Permission
from duban.domain.rules.evidence import file_refusal, taken_refusal, type_refusal
from duban.records import files
from duban.records.models import (
    Acceptance,
    CapacityItem,
    Card,
    ClosureRequest,
    CompletionReport,
    Delivery,
    Evidence,
    EvidenceLink,
    ExitDeed,
    Extension,
    Hazard,
    ImplementationProof,
    Inspection,
    NonCompliance,
    OnSiteMeasure,
    PenaltyDecision,
    PowerCut,
    RectificationOrder,
    Referral,
    Reinspection,
    ReinspectionOutcome,
    Resumption,
    SupervisionListing,
    TreatmentPlan,
    UnapprovedActivity,
    Urging,
)

_MODELS: tuple[type[Model], ...] = (
    Acceptance, CapacityItem, Card, ClosureRequest, CompletionReport, Delivery, ExitDeed, Extension, Hazard,
    ImplementationProof, Inspection, NonCompliance, OnSiteMeasure, PenaltyDecision, PowerCut, RectificationOrder,
    Referral, Reinspection, ReinspectionOutcome, Resumption, SupervisionListing, TreatmentPlan, UnapprovedActivity,
    Urging,
)  # fmt: skip
OBJECTS: Mapping[str, type[Model]] = {model._meta.db_table: model for model in _MODELS}
"""What evidence may be attached to, by table."""

Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$", description=N_("文件校验值（SHA-256）"), examples=["0" * 64])]
FileName = Annotated[str, Field(min_length=1, max_length=200, description=N_("文件名"), examples=["现场照片1.jpg"])]
MediaType = Annotated[
    str, Field(pattern=r"^[\w.+-]+/[\w.+-]+$", max_length=128, description=N_("文件类型"), examples=["image/jpeg"])
]
FileSize = Annotated[int, Field(ge=0, description=N_("文件大小（字节）"), examples=[204800])]


@deed(permission=Permission.RECORD_INSPECTION, title=N_("附加证据"))
def attach_evidence(
    *,
    by: Actor,
    on: date,
    at: datetime,
    id: UUID,
    object_kind: Annotated[str, Field(max_length=32, description=N_("证据所属事项"), examples=["hazard"])],
    object: Id,
    sha256: Sha256,
    name: FileName,
    media_type: MediaType,
    size: FileSize,
    taken_at: Annotated[
        Moment | None, Field(description=N_("拍摄时间"), examples=["2021-07-20T10:05:00+08:00"])
    ] = None,
    place: Annotated[str, Field(max_length=400, description=N_("拍摄地点"), examples=["炼钢车间"])] = "",
    taken_by: Annotated[str, Field(max_length=100, description=N_("拍摄人"), examples=["执法员甲"])] = "",
) -> UUID:
    """Attach a kept file to a fact. Refused when no file of that hash and size is kept, or it was taken later.

    What a camera wrote into a photo is kept beside what the person says, and the file itself as it came.
    Evidence is, by content: pictures, video, sound, PDF, OFD, office documents without macros, plain text.
    """
    row = known(_table(object_kind), object)
    require_kept(sha256, size, name, media_type)
    raise_if(taken_refusal(taken_at, at))
    camera = camera_of(files.path_of(sha256)) if media_type in READABLE else Camera()
    evidence = Evidence.objects.create(
        id=id,
        home_agency_id=by.agency,
        sha256=sha256,
        name=name,
        media_type=media_type,
        size=size,
        taken_at=taken_at,
        place=place,
        taken_by=taken_by or by.name,
        camera_at=camera.taken_at,
        camera_latitude=camera.latitude,
        camera_longitude=camera.longitude,
    )
    EvidenceLink.objects.create(
        id=uuid5(id, str(object)),
        home_agency_id=by.agency,
        evidence=evidence,
        enterprise_id=row.enterprise_id,  # type: ignore[attr-defined]  # every table above is one of facts
        object_kind=object_kind,
        object=object,
    )
    return id


def require_kept(sha256: str, size: int, name: str, media_type: str) -> None:
    """Refused when no file of that hash and size is kept, or its content is not of the type that is claimed."""
    raise_if(file_refusal(sha256, size, files.size_of(sha256)))
    with files.path_of(sha256).open("rb") as content:
        raise_if(type_refusal(name, media_type_of(content), media_type, size))


def _table(object_kind: str) -> type[Model]:
    if object_kind in OBJECTS:
        return OBJECTS[object_kind]
    raise Refusal(
        "evidence.object",
        Message("evidence.object", N_("证据不能附在“{kind}”上。"), {"kind": object_kind}),
        remedy=Message("evidence.object.remedy", N_("可以附在：{kinds}。"), {"kinds": "、".join(OBJECTS)}),
    )
