"""Papers 文书: drafted, reviewed, issued with frozen bytes; corrected by a new one, never changed.

A paper whose decision was taken by a record (an order, a card) is produced from it in one step: four eyes looked at
the decision. One that decides for itself (a notice of an intended penalty, an approval) is reviewed and issued by
another person than its drafter.
"""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from typing import Annotated
from uuid import UUID

from pydantic import Field

from duban.actions.casework import held, move, raise_if
from duban.actions.deeds import deed
from duban.actions.evidence import FileName, FileSize, MediaType, Sha256, require_kept
from duban.actions.fields import CampaignId, Id, PaperNumber, Reason
from duban.actions.numbering import give_number
from duban.actions.paper_printing import print_sheet
from duban.domain.actor import Actor
from duban.domain.enforcement_capacity import Instrument, require_capacity
from duban.domain.messages import N_
from duban.domain.papers import guards
from duban.domain.papers.forms import Form
from duban.domain.papers.sheet import Correction, as_plain
from duban.domain.papers.vocabulary import PaperKind
from duban.domain.permissions import Permission
from duban.domain.rules.guards import before_refusal
from duban.domain.workflow import Noun, PaperState
from duban.queries.paper_facts import Source, source
from duban.queries.paper_facts.writing import Written, write
from duban.records import files
from duban.records.models import Evidence, Paper
from duban.specs.papers_loader import load_forms

Kind = Annotated[PaperKind, Field(description=N_("文书种类"), examples=["rectification_order"])]
Subject = Annotated[UUID, Field(description=N_("文书所依据的记录"), examples=["0198f6a0-0000-7000-8000-000000000009"])]
Texts = Annotated[
    dict[Annotated[str, Field(max_length=64)], Annotated[str, Field(max_length=4000)]],
    Field(description=N_("由拟稿人填写的内容"), examples=[{"method": "现场检查、查阅资料"}]),
]
NO_TEXTS: dict[str, str] = {}

_INSTRUMENTS = {PaperKind.PENALTY_NOTICE: Instrument.PENALTY, PaperKind.HEARING_NOTICE: Instrument.PENALTY}


@deed(permission=Permission.DRAFT_PAPER, title=N_("拟制文书"))
def draft_paper(
    *,
    by: Actor,
    on: date,
    at: datetime,
    id: UUID,
    campaign: CampaignId,
    kind: Kind,
    subject: Subject,
    texts: Texts = NO_TEXTS,
) -> UUID:
    """Draft a paper that is reviewed for itself 拟稿. Refused for one that is produced from a decision, and for a
    record of another unit or campaign."""
    form = load_forms()[kind]
    raise_if(guards.draft_refusal(form))
    behind = _source(form, subject, campaign, by)
    raise_if(guards.texts_refusal(form, texts, complete=False))
    _new(form, behind, subject, texts, by=by, on=on, id=id).save()
    return id


@deed(permission=Permission.DRAFT_PAPER, title=N_("修改文书草稿"))
def edit_paper(*, by: Actor, on: date, at: datetime, id: UUID, paper: Id, texts: Texts) -> UUID:
    """Change what the drafter writes in a draft; what comes from the records is not typed."""
    row = held(Paper, paper)
    raise_if(guards.editable_refusal(PaperState(row.state)))
    raise_if(guards.texts_refusal(load_forms()[PaperKind(row.kind)], texts, complete=False))
    row.texts, row.prepared_by_id = texts, by.id
    row.save()
    return paper


@deed(permission=Permission.DRAFT_PAPER, title=N_("文书送审"))
def submit_paper(*, by: Actor, on: date, at: datetime, id: UUID, paper: Id) -> UUID:
    """Send a draft for review 送审; refused while something that the form asks for is not written."""
    row = held(Paper, paper)
    form = load_forms()[PaperKind(row.kind)]
    raise_if(before_refusal(N_("送审"), on, N_("拟稿"), row.drafted_on))
    raise_if(guards.texts_refusal(form, row.texts, complete=True))
    written = _written(form, _source(form, row.subject, row.campaign, by), row, on, draft=True)
    raise_if(guards.missing_refusal(form, written.composed))
    move(row, Noun.PAPER, "submit", by=by)
    row.submitted_on, row.prepared_by_id = on, by.id
    row.save()
    return paper


@deed(permission=Permission.ISSUE_PAPER, title=N_("文书退回编辑"))
def return_paper(*, by: Actor, on: date, at: datetime, id: UUID, paper: Id, reason: Reason) -> UUID:
    """Return a paper to its drafter with the reason 退回编辑."""
    row = held(Paper, paper)
    move(row, Noun.PAPER, "return", by=by)
    row.returned_on, row.returned_reason = on, reason
    row.save()
    return paper


@deed(permission=Permission.ISSUE_PAPER, title=N_("签发文书"))
def issue_paper(*, by: Actor, on: date, at: datetime, id: UUID, paper: Id, paper_number: PaperNumber = "") -> UUID:
    """Issue a reviewed paper 签发: its number is given, its text and its PDF are frozen.

    By another person than its drafter. Refused while an article that it cites is not verified.
    """
    row = held(Paper, paper)
    form = load_forms()[PaperKind(row.kind)]
    move(row, Noun.PAPER, "issue", by=by)
    _require_capacity(form, by)
    raise_if(before_refusal(N_("签发"), on, N_("送审"), row.submitted_on))
    behind = _source(form, row.subject, row.campaign, by)
    _freeze(row, form, behind, on, on, by=by, paper_number=paper_number)
    row.save()
    _replace_corrected(row, by, on)
    return paper


@deed(permission=Permission.DRAFT_PAPER, title=N_("制作正式文书"))
def produce_paper(
    *,
    by: Actor,
    on: date,
    at: datetime,
    id: UUID,
    campaign: CampaignId,
    kind: Kind,
    subject: Subject,
    texts: Texts = NO_TEXTS,
) -> UUID:
    """Make the paper of a decision that was taken: it bears the decision's day, number and law.

    Refused before the decision, when the paper was made already (a wrong one is corrected), while an article that it
    cites is not verified, and while something that it must say is not recorded.
    """
    form = load_forms()[kind]
    raise_if(guards.produce_refusal(form))
    behind = _source(form, subject, campaign, by)
    standing = Paper.objects.filter(
        home_agency=by.agency, kind=kind, subject=subject, state=PaperState.ISSUED, voided_on=None
    )
    raise_if(guards.made_refusal(form, standing.values_list("number", flat=True).first()))
    row = _new(form, behind, subject, texts, by=by, on=on, id=id)
    _produce(row, form, behind, by=by, on=on)
    return id


@deed(permission=Permission.DRAFT_PAPER, title=N_("更正文书"))
def correct_paper(
    *, by: Actor, on: date, at: datetime, id: UUID, paper: Id, reason: Reason, texts: Texts = NO_TEXTS
) -> UUID:
    """Correct an issued paper by a new one that cites it 更正.

    The new one of a decision is made at once; one that is reviewed for itself begins as a draft, and the old one
    stands until the new one is issued.
    """
    old = held(Paper, paper)
    raise_if(guards.correctable_refusal(PaperState(old.state), archived=old.case_file_id is not None))
    form = load_forms()[PaperKind(old.kind)]
    behind = _source(form, old.subject, old.campaign, by)
    row = _new(form, behind, old.subject, texts or old.texts, by=by, on=on, id=id)
    row.corrects, row.correction_reason = old, reason
    if form.reviewed:
        row.save()
        return id
    _produce(row, form, behind, by=by, on=on)
    _replace_corrected(row, by, on)
    return id


@deed(permission=Permission.WITHDRAW_DOCUMENT, title=N_("撤回文书"))
def withdraw_paper(*, by: Actor, on: date, at: datetime, id: UUID, paper: Id, reason: Reason) -> UUID:
    """Withdraw an issued paper with the reason; its number stays used. The decision behind it is not touched."""
    row = held(Paper, paper)
    raise_if(guards.archived_refusal(row.case_file_id is not None))
    move(row, Noun.PAPER, "withdraw", by=by)
    raise_if(before_refusal(N_("撤回"), on, N_("签发"), row.issued_on))
    row.withdrawn_on, row.withdrawn_reason = on, reason
    row.save()
    return paper


@deed(permission=Permission.DRAFT_PAPER, title=N_("作废文书草稿"))
def discard_paper(*, by: Actor, on: date, at: datetime, id: UUID, paper: Id) -> UUID:
    """Discard a draft 作废草稿."""
    row = held(Paper, paper)
    move(row, Noun.PAPER, "discard", by=by)
    row.discarded_on = on
    row.save()
    return paper


@deed(permission=Permission.DRAFT_PAPER, title=N_("上传文书签章扫描件"))
def attach_paper_scan(
    *,
    by: Actor,
    on: date,
    at: datetime,
    id: UUID,
    paper: Id,
    sha256: Sha256,
    name: FileName,
    media_type: MediaType,
    size: FileSize,
) -> UUID:
    """Attach the sealed and signed copy 签章扫描件 of an issued paper; a later one takes the place of an earlier one.

    Refused when no file of that hash and size is kept, or it is no PDF or picture. Returns the id of the file's record.
    """
    row = held(Paper, paper)
    raise_if(guards.archived_refusal(row.case_file_id is not None))
    require_kept(sha256, size, name, media_type)
    raise_if(guards.scan_refusal(PaperState(row.state), media_type))
    row.scan = Evidence.objects.create(
        id=id, home_agency_id=by.agency, sha256=sha256, name=name, media_type=media_type, size=size, taken_by=by.name
    )
    row.save()
    return id


def _source(form: Form, subject: UUID, campaign: str, by: Actor) -> Source:
    """The record behind the paper: of the campaign and of the unit that writes."""
    found = source(form.subject, subject, campaign=campaign, agency=by.agency)
    raise_if(guards.source_refusal(form, found is not None))
    assert found is not None  # noqa: S101 -- the guard above refuses
    raise_if(guards.belongs_refusal(form, found.agency, by.agency, found.campaign, campaign))
    raise_if(guards.kind_refusal(form, found.days))
    return found


def _new(form: Form, behind: Source, subject: UUID, texts: dict[str, str], *, by: Actor, on: date, id: UUID) -> Paper:
    return Paper(
        id=id,
        home_agency_id=by.agency,
        campaign=behind.campaign,
        enterprise_id=behind.enterprise,
        kind=form.kind,
        subject_kind=form.subject,
        subject=subject,
        state=PaperState.DRAFT,
        texts=texts,
        drafted_on=on,
        prepared_by_id=by.id,
    )


def _produce(row: Paper, form: Form, behind: Source, *, by: Actor, on: date) -> None:
    """The paper of a decision: its law and its date are the decision's."""
    day = behind.days[form.kind]
    raise_if(guards.undecided_refusal(form, day))
    assert day is not None  # noqa: S101 -- the guard above refuses
    raise_if(before_refusal(N_("制作文书"), on, N_("所依据的决定"), day))
    raise_if(guards.texts_refusal(form, row.texts, complete=True))
    row.save(force_insert=True)
    move(row, Noun.PAPER, "produce", by=by)
    _freeze(row, form, behind, on, day, by=by)
    row.save()


def _freeze(
    row: Paper, form: Form, behind: Source, on: date, law_on: date, *, by: Actor, paper_number: str = ""
) -> None:
    """Judge the text, give the number, print, and keep both."""
    written = _written(form, behind, row, law_on, draft=False)
    raise_if(guards.missing_refusal(form, written.composed))
    raise_if(guards.unverified_refusal(written.composed))
    row.number = _number(row, form, behind, law_on, paper_number)
    written = _written(form, behind, row, law_on, draft=False, signer=by.name)
    printed = print_sheet(written.sheet)
    raise_if(guards.glyph_refusal(printed.missing))
    kept = files.keep(BytesIO(printed.content))
    row.sha256, row.size = kept.sha256, kept.size
    row.content = {"sheet": as_plain(written.sheet), "words": written.composed.words}
    row.law_on, row.issued_on, row.issued_by_id = law_on, on, by.id


def _number(row: Paper, form: Form, behind: Source, on: date, paper_number: str) -> str:
    own = behind.number_of(form.kind)
    if own and row.corrects is None:
        return own
    return "" if form.series is None else give_number(row.home_agency_id, form.series, row.pk, on, paper_number)


def _written(form: Form, behind: Source, row: Paper, on: date, *, draft: bool, signer: str = "") -> Written:
    old = row.corrects
    correction = None if old is None else Correction(old.number, old.law_on or old.drafted_on, row.correction_reason)
    return write(form, behind, row.texts, on, number=row.number, signer=signer, draft=draft, correction=correction)


def _replace_corrected(row: Paper, by: Actor, on: date) -> None:
    """The old paper stands until the new one is issued."""
    if row.corrects_id is None:
        return
    old = held(Paper, row.corrects_id)
    move(old, Noun.PAPER, "correct", by=by)
    old.corrected_on = on
    old.save()


def _require_capacity(form: Form, by: Actor) -> None:
    if form.kind in _INSTRUMENTS:
        require_capacity(by.capacity, _INSTRUMENTS[form.kind])
