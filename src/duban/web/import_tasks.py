"""Import in the background 大文件的台账导入: the same dry run and the same deed, as tasks whose results stay."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from uuid import UUID, uuid5

from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from pydantic import TypeAdapter

from duban.actions.background import Result, Work
from duban.actions.deeds import done_already
from duban.actions.ledger_import import import_ledger
from duban.actions.ledger_import.reading import marked_workbook
from duban.config import clock
from duban.domain.days import local_day
from duban.domain.messages import N_, Message, Refusal
from duban.domain.wordlists import TaskKind
from duban.queries.background import TaskRecord, task_record
from duban.queries.campaigns import campaign
from duban.queries.reading import reading
from duban.records import files
from duban.web.imports import Ticket, Told, dry_run, told

LARGE = 200_000  # bytes: some thousand rows, a few seconds
TICKET, ANSWERS, LANGUAGE = "ticket", "answers", "language"
_TOLD = TypeAdapter(Told)


def is_large(ticket: Ticket) -> bool:
    """Whether nobody should wait for it."""
    return ticket.size > LARGE


def asked_of(ticket: Ticket, answers: Mapping[int, str]) -> dict[str, str]:
    """What a task is told."""
    return {TICKET: ticket.signed(), ANSWERS: json.dumps(dict(answers)), LANGUAGE: get_language() or ""}


def marked_name(ticket: Ticket) -> str:
    """What the marked workbook is called."""
    return _("{name}（退回）.xlsx").format(name=ticket.name.rsplit(".", 1)[0])


def batch_of(task: UUID) -> UUID:
    """The id of the batch, and of the deed, of an import task."""
    return uuid5(task, "batch")


# Works ------------------------------------------------------------------------------------------------------------


def check(work: Work) -> Result:
    """The dry run, kept in words for the page that shows it."""
    ticket, answers = _ticket(work), _answers(work)
    with translation.override(work.asked[LANGUAGE]):
        with reading(work.by):
            plan = campaign(ticket.campaign)
        shown = told(dry_run(ticket, plan, work.by, answers), plan, answers)
        return Result(shown.rows, files.keep(io.BytesIO(_TOLD.dump_json(shown))), _("预演结果") + ".json")


def marked(work: Work) -> Result:
    """The clerk's own workbook with the returned rows marked."""
    ticket = _ticket(work)
    with translation.override(work.asked[LANGUAGE]):
        with reading(work.by):
            plan = campaign(ticket.campaign)
        found = dry_run(ticket, plan, work.by, _answers(work))
        kept = files.keep(io.BytesIO(marked_workbook(ticket.content(), found)))
        return Result(found.plan.counts.rejected, kept, marked_name(ticket))


def commit(work: Work) -> Result:
    """The deed; one that was done before its task was ended is not done again."""
    ticket, deed, on = _ticket(work), batch_of(work.id), local_day(work.asked_at)
    if done_already(deed, work.by, "import_ledger"):
        return Result(0)
    done = import_ledger(by=work.by, on=on, at=clock.now(), id=deed, **ticket.inputs(_answers(work)))
    return Result(sum(done.found.plan.counts[:5]))


def _ticket(work: Work) -> Ticket:
    ticket = Ticket.read(work.asked[TICKET], str(work.by.id))
    if ticket is None:
        raise Refusal(
            "import.ticket",
            Message("import.ticket", N_("上传的工作簿已经不在了。")),
            remedy=Message("import.ticket.remedy", N_("请重新选择文件。")),
        )
    return ticket


def _answers(work: Work) -> dict[int, str]:
    return {int(row): str(answer) for row, answer in json.loads(work.asked[ANSWERS]).items()}


# Results ----------------------------------------------------------------------------------------------------------


def kept_check(task: str, account: UUID, ticket: Ticket) -> Told | None:
    """The dry run that a task of this account has made of this very file."""
    try:
        record = task_record(UUID(task), account)
    except ValueError:
        return None
    if record is None or record.kind is not TaskKind.IMPORT_CHECK or not record.file:
        return None
    if Ticket.read(record.asked[TICKET], str(account)) != ticket:
        return None
    return _TOLD.validate_json(files.path_of(record.file).read_bytes())


def ticket_of(record: TaskRecord) -> str:
    """The signed ticket of an import task, for the address of its dry run."""
    return record.asked[TICKET]
