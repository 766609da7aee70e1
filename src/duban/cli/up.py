"""``duban up``: database, migrations, specs, web, worker; Ctrl-C ends them in the right order."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date

import click

from duban.cli.options import Day
from duban.cli.session import setup_django, tell
from duban.config import environment, server, worker
from duban.config.server import Listen
from duban.domain.messages import N_, Message
from duban.embedded import AlreadyRunning, State

DEMO_DAY = date(2021, 9, 10)  # the day on which the districts' returns are due: the most to see
DEMO_SEED = "duban.cli.demo.seed"  # ``seed(*, on: date) -> None``: runs again unharmed, prints where things are


@click.command(help="启动督办：需要时建库、升级（先备份），然后提供网页服务，直到 Ctrl-C。")
@click.option("--listen", default="127.0.0.1:8000", show_default=True, help="监听地址；办公网内用 0.0.0.0:8000。")
@click.option("--demo", is_flag=True, help="在空的内置数据库中装入示例数据。")
@click.option("--today", type=Day(), help=f"示例数据的当天，默认 {DEMO_DAY}。")
def up(*, listen: str, demo: bool, today: date | None) -> None:
    """Start everything and serve until interrupted."""
    if today is not None and not demo:
        raise click.UsageError("--today 只能与 --demo 一起使用。")
    server.stop_on_signals()
    where = Listen.parse(listen)
    if demo:
        os.environ["DUBAN_TODAY"] = (today or DEMO_DAY).isoformat()
    setup_django()
    settings = environment.read()
    settings.state.mkdir(parents=True, exist_ok=True)
    lock = server.only_instance(settings.state, where)
    try:
        server.check_port(where)
        with settings.database(tell):
            _prepare(settings, demo=demo)
            with worker.kept(settings.state) as keep_worker:
                server.serve(where, ready=lambda: _say_ready(where), watch=lambda: _watch(settings, keep_worker))
    except KeyboardInterrupt:
        tell(N_("已停止。"))
    finally:
        os.close(lock)


def _prepare(settings: environment.Environment, *, demo: bool) -> None:
    from django.db import connection  # noqa: PLC0415 -- needs settings, which --today has a say in
    from django.utils.module_loading import import_string  # noqa: PLC0415 -- as above

    from duban.actions.rebuilding import rebuild_after_upgrade  # noqa: PLC0415 -- as above
    from duban.config import clock, database, start  # noqa: PLC0415 -- as above
    from duban.config import demo as demo_data  # noqa: PLC0415 -- as above

    if demo:
        demo_data.claim(empty=database.empty())
    start.prepare(tell)
    rebuild_after_upgrade(clock.today(), settings.state / "standings-made-by")
    if demo:
        import_string(DEMO_SEED)(on=settings.today)
    connection.close()


def _say_ready(where: Listen) -> None:
    tell(Message("ready", N_("督办已就绪：{url}（按 Ctrl-C 停止）"), {"url": where.url}))


def _watch(settings: environment.Environment, keep_worker: Callable[[], None]) -> None:
    _keep_database(settings)
    keep_worker()


def _keep_database(settings: environment.Environment) -> None:
    """Start the embedded database again when it died under us; committed work is recovered."""
    if settings.external or settings.cluster.status().state is not State.STOPPED:
        return
    tell(N_("内置数据库意外结束，正在恢复……"))
    try:
        settings.cluster.start(tell)
    except AlreadyRunning:
        return  # a command of the same installation was quicker
