"""Commands 命令: where each is found. A module is imported only when its command is asked for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """``where`` is ``module:attribute``. ``django=True``: Django is set up before the module is imported."""

    where: str
    help: str
    django: bool = True


COMMANDS: dict[str, Entry] = {
    "up": Entry("duban.cli.up:up", "启动督办：数据库、升级、网页服务", django=False),
    "init": Entry("duban.cli.init:init", "初始化：首个单位和三名管理员"),
    "roles": Entry("duban.cli.roles:roles", "外部数据库所需的角色和权限", django=False),
    "campaign": Entry("duban.cli.campaign:campaign", "专项行动：检查、装入、查看"),
    "law": Entry("duban.cli.law:law", "某日适用的条文"),
    "deadline": Entry("duban.cli.deadline:deadline", "期限届满日，逐日说明"),
    "standing": Entry("duban.cli.standing:standing", "台账企业在某日的态势"),
    "explain": Entry("duban.cli.standing:explain", "一家企业的态势和研判过程"),
    "annex": Entry("duban.cli.annex:annex", "附件1、附件2：工作簿、PDF 或数据"),
    "import-ledger": Entry("duban.cli.ledger:import_ledger", "导入企业台账，先预演"),
    "undo-import": Entry("duban.cli.ledger:undo_import", "撤销一个导入批次"),
    "replay": Entry("duban.cli.journal:replay", "回放办理日志"),
    "rebuild-standings": Entry("duban.cli.trail:rebuild_standings", "由事实重算态势，或只比对"),
    "verify-trail": Entry("duban.cli.trail:verify_trail", "核验操作留痕"),
    "backup": Entry("duban.cli.backup:backup", "备份数据库和附件"),
    "restore": Entry("duban.cli.backup:restore", "恢复备份"),
}
