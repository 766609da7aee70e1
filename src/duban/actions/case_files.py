"""Case files 案卷: the papers of one enterprise bound with cover and index, and locked."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Annotated
from uuid import UUID

from django.conf import settings
from pydantic import Field

from duban.actions.casework import held, raise_if, require_on_ledger
from duban.actions.deeds import deed
from duban.actions.fields import CampaignId, Day, Id, SomeIds
from duban.documents.papers.binding import Front, Part, bind, bindable
from duban.domain.actor import Actor
from duban.domain.days import written_day
from duban.domain.messages import N_
from duban.domain.papers import case_files as rules
from duban.domain.papers.vocabulary import PaperKind
from duban.domain.permissions import Permission
from duban.domain.workflow import PaperState
from duban.records import files
from duban.records.models import Agency, CaseFile, Paper
from duban.specs.papers_loader import load_forms


def _line(title: str, example: str, *, least: int = 1) -> object:
    return Field(min_length=least, max_length=200, description=title, examples=[example])


@deed(permission=Permission.ARCHIVE_CASE_FILE, title=N_("组卷归档"))
def archive_case_file(
    *,
    by: Actor,
    on: date,
    at: datetime,
    id: UUID,
    campaign: CampaignId,
    enterprise: Id,
    title: Annotated[str, _line(N_("案卷名称"), "示例钢铁有限公司未消除事故隐患案")],
    cause: Annotated[str, _line(N_("案由"), "未采取措施消除事故隐患")],
    filed_number: Annotated[str, _line(N_("归档号"), "示例2021-001")],
    retention: Annotated[str, _line(N_("保存期限"), "长期")],
    papers: SomeIds,
    result: Annotated[str, _line(N_("处理结果"), "罚款，已整改", least=0)] = "",
    opened_on: Annotated[Day | None, Field(description=N_("立案日期"), examples=["2021-08-20"])] = None,
    closed_on: Annotated[Day | None, Field(description=N_("结案日期"), examples=["2021-11-20"])] = None,
) -> UUID:
    """Bind the papers in the order given: cover, index, each paper with its sealed scan; nothing in it changes again.

    Refused for a paper of another enterprise or unit, one that is not issued, one that lies in another file, and for
    a number that is used.
    """
    require_on_ledger(campaign, enterprise)
    rows = [held(Paper, paper, enterprise=enterprise) for paper in dict.fromkeys(papers)]
    for row in rows:
        raise_if(rules.paper_refusal(row.number, _place(row, by, campaign)))
    lines = (
        ("案由", cause),
        ("处理结果", result),
        ("立案日期", "" if opened_on is None else written_day(opened_on)),
        ("结案日期", "" if closed_on is None else written_day(closed_on)),
        ("承办人", by.name),
        ("归档日期", written_day(on)),
        ("归档号", filed_number),
        ("保存期限", retention),
    )
    folder = settings.FONT_FOLDER
    front = Front(Agency.objects.get(pk=by.agency).name, title, lines)
    bound = bind(front, [_part(row) for row in rows], on, folder if folder.is_dir() else None)
    kept = files.keep(BytesIO(bound.content))
    file = CaseFile.objects.create(
        id=id,
        home_agency_id=by.agency,
        campaign=campaign,
        enterprise_id=enterprise,
        title=title,
        cause=cause,
        result=result,
        filed_number=filed_number,
        retention=retention,
        opened_on=opened_on,
        closed_on=closed_on,
        archived_on=on,
        contents=[{**line, "paper": str(row.pk)} for line, row in zip(bound.contents, rows, strict=True)],
        pages=bound.pages,
        sha256=kept.sha256,
        size=kept.size,
        archived_by_id=by.id,
    )
    for row in rows:
        row.case_file = file
        row.save()
    return id


def _place(row: Paper, by: Actor, campaign: str) -> rules.Place:
    return rules.Place(
        own=row.home_agency_id == by.agency and row.campaign == campaign,
        issued=PaperState(row.state) in rules.FILED,
        archived=row.case_file_id is not None,
    )


def _part(row: Paper) -> Part:
    """The issued paper, then its sealed scan where there is one that can become pages."""
    found: list[tuple[Path, str]] = [(files.path_of(row.sha256), "application/pdf")]
    if row.scan is not None and bindable(row.scan.media_type):
        found.append((files.path_of(row.scan.sha256), row.scan.media_type))
    form = load_forms()[PaperKind(row.kind)]
    return Part(form.title, row.number, row.law_on or row.drafted_on, tuple(found))
