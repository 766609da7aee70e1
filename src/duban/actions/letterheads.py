"""Letterheads 文书设置 and the unit's own templates 文书模板."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from duban.actions.casework import raise_if
from duban.actions.deeds import deed
from duban.actions.evidence import FileName
from duban.actions.fields import Reason
from duban.actions.kept_files import Sha256, kept_content
from duban.actions.papers import Kind
from duban.documents.papers.templates import template_refusal
from duban.domain.actor import Actor
from duban.domain.messages import N_, Message, Refusal
from duban.domain.papers.vocabulary import PaperKind
from duban.domain.permissions import Permission
from duban.records.models import Letterhead, PaperTemplate
from duban.specs.papers_loader import load_forms


def _line(title: str, example: str) -> object:
    return Field(max_length=200, description=title, examples=[example])


@deed(permission=Permission.KEEP_TEMPLATES, title=N_("修改文书设置"))
def set_letterhead(
    *,
    by: Actor,
    on: date,
    at: datetime,
    id: UUID,
    address: Annotated[str, _line(N_("机关地址"), "示例市示例区示例路1号")] = "",
    postcode: Annotated[str, Field(pattern="^([0-9]{6})?$", description=N_("邮政编码"), examples=["110000"])] = "",
    telephone: Annotated[str, _line(N_("联系电话"), "024-00000000")] = "",
    review_body: Annotated[str, _line(N_("行政复议机关"), "示例区人民政府")] = "",
    court: Annotated[str, _line(N_("人民法院（行政诉讼）"), "示例区人民法院")] = "",
    bank: Annotated[str, _line(N_("代收罚款的银行"), "示例银行示例支行")] = "",
    bank_account: Annotated[str, _line(N_("代收罚款的账号"), "0000 0000 0000")] = "",
) -> UUID:
    """Set what the unit's papers say of the unit, from the day on; papers of earlier days keep what held then."""
    Letterhead.objects.create(
        id=id,
        home_agency_id=by.agency,
        from_on=on,
        address=address,
        postcode=postcode,
        office_telephone=telephone,
        review_body=review_body,
        court=court,
        bank=bank,
        bank_account=bank_account,
        set_at=at,
        set_by_id=by.id,
    )
    return id


@deed(permission=Permission.KEEP_TEMPLATES, title=N_("启用文书模板"))
def set_paper_template(
    *, by: Actor, on: date, at: datetime, id: UUID, kind: Kind, sha256: Sha256, name: FileName
) -> UUID:
    """Use the unit's own .docx for a kind of paper; the one before ends.

    Refused for a file that is no document, holds macros or code, reaches outside, or names a field that the paper
    does not have.
    """
    content = kept_content(sha256)
    raise_if(template_refusal(content, load_forms()[kind]))
    _end(by, kind, on)
    PaperTemplate.objects.create(
        id=id,
        home_agency_id=by.agency,
        kind=kind,
        name=name,
        sha256=sha256,
        size=len(content),
        set_on=on,
        set_by_id=by.id,
    )
    return id


@deed(permission=Permission.KEEP_TEMPLATES, title=N_("停用文书模板"))
def end_paper_template(*, by: Actor, on: date, at: datetime, id: UUID, kind: Kind, reason: Reason) -> UUID:
    """Go back to the product's own form for a kind of paper."""
    if not _end(by, kind, on):
        raise Refusal(
            "template.none",
            Message("template.none", N_("本单位没有为这种文书启用模板。")),
            remedy=Message("template.none.remedy", N_("没有模板时，使用系统自带的式样。")),
        )
    return id


def _end(by: Actor, kind: PaperKind, on: date) -> bool:
    in_use = PaperTemplate.objects.select_for_update(no_key=True).filter(
        home_agency=by.agency, kind=kind, ended_on=None
    )
    row = in_use.first()
    if row is None:
        return False
    row.ended_on = max(on, row.set_on)
    row.save()
    return True
