"""Works 后台任务的内容: what is done for each kind of task, brought together from the doors for the worker."""

from __future__ import annotations

from duban.actions.background import Works
from duban.domain.wordlists import TaskKind
from duban.web.batches import batch
from duban.web.exports import export
from duban.web.import_tasks import check, commit, marked

WORKS: Works = {
    TaskKind.EXPORT: export,
    TaskKind.IMPORT_CHECK: check,
    TaskKind.IMPORT_MARKED: marked,
    TaskKind.IMPORT: commit,
    TaskKind.BATCH: batch,
}
