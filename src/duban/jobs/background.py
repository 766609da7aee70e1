"""The job on a background task 后台任务: in the scope of whoever asked, judged anew when it runs."""

from __future__ import annotations

from uuid import UUID

from django.db import DatabaseError
from procrastinate import App, RetryStrategy

from duban.actions.background import MOST_ATTEMPTS, RUN, Works, carry_out
from duban.actions.deeds import Channel, through
from duban.config import clock
from duban.queries.actors import actor_with_id

AGAIN_AFTER = 5  # seconds, after the database went away


def register(app: App, works: Works) -> None:
    """Make the work known to a worker under its name."""
    again = RetryStrategy(max_attempts=MOST_ATTEMPTS, wait=AGAIN_AFTER, retry_exceptions={DatabaseError})

    @app.task(name=RUN, retry=again)
    def run_task(*, task: str, by: str) -> None:
        run(UUID(task), UUID(by), works)


def run(task: UUID, by: UUID, works: Works) -> None:
    """Carry the task out as the account that asked for it; an account that is gone or disabled gets nothing more."""
    actor = actor_with_id(by)
    if actor is None:
        return
    with through(Channel.JOB):
        carry_out(task, actor, works, clock.now)
