"""Works 后台任务的内容: what is done for each kind of task, brought together from the doors for the worker."""

from __future__ import annotations

from duban.actions.background import Works
from duban.domain.wordlists import TaskKind
from duban.web.exports import export

WORKS: Works = {TaskKind.EXPORT: export}
