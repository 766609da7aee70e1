"""Start 启动准备: what happens between a running database and the first page."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.utils.module_loading import import_string

from duban.config import clock, database
from duban.config.addresses import VARIABLES
from duban.domain.messages import N_, Message, Refusal
from duban.embedded import roles
from duban.queries.units import every_agency
from duban.records import trail

Tell = Callable[[Message], None]

# Called in this order after every migration, as the application role: ``loader(*, at: datetime) -> None``.
# Each must be able to run again: it finds what it loaded before.
LOADERS: tuple[str, ...] = ()


def prepare(tell: Tell) -> None:
    """Back up, migrate and load the specs, as far as each is needed."""
    for role in (roles.APP, roles.JOBS, roles.PUBLIC):
        with database.connected_as(role):
            _refuse_no_walls(role)
    at = clock.machine_now()
    kept = database.backup_before_migration(at)
    if kept is not None:
        tell(Message("backed_up", N_("升级前的备份：{path}"), {"path": kept}))
    database.migrate()
    anchor_heads(tell)
    for name in LOADERS:
        import_string(name)(at=at)


def _refuse_no_walls(role: str) -> None:
    """No unit may see another's rows because somebody wrote a mightier role into the address."""
    if database.passes_walls():
        text = N_("{variable} 的角色不受行级权限约束（超级用户、BYPASSRLS 或者表的所有者），各单位会互相看到数据。")
        raise Refusal(
            "database.role",
            Message("database.role", text, {"variable": VARIABLES[role]}),
            remedy=Message("database.role.remedy", N_("请改用 duban roles --sql 给出的角色 {role}。"), {"role": role}),
        )


def anchor_heads(tell: Tell) -> None:
    """Make up for anchors that a crash or a full disk left out, and say so: until now these heads had none."""
    try:
        behind = trail.anchor_heads(every_agency())
    except OSError as error:
        tell(Message("not_anchored", N_("操作留痕的锚点写不进 {path}：{said}"), _facts(error)))
        return
    for agency, seq in behind:
        text = N_("单位 {agency} 的操作留痕缺少锚点，已补记到第 {seq} 条。")
        tell(Message("anchored", text, {"agency": agency, "seq": seq}))


def _facts(error: OSError) -> dict[str, object]:
    return {"path": settings.ANCHOR_FILE, "said": error.strerror}


def ensure_ready(tell: Tell) -> None:
    """For single commands: prepare an empty database, refuse one that waits for its migrations."""
    _refuse_no_walls(settings.ENVIRONMENT.role)
    if database.empty():
        prepare(tell)
    elif database.pending():
        raise Refusal(
            "schema",
            Message("schema_outdated", N_("数据库结构还是旧版本的。")),
            remedy=Message("schema_outdated.remedy", N_("请先运行 duban up：它会先备份，再升级。")),
        )
