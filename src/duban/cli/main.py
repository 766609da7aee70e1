"""``duban``: the group of all commands, exit codes, refusals in one sentence.

Exit codes: 0 done, 1 refused or a difference found, 2 usage.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module

import click
from django.db.utils import OperationalError

from duban.cli.commands import COMMANDS
from duban.cli.session import setup_django
from duban.cli.usage import wrong_usage
from duban.cli.wording import cause, said, sentence, translated
from duban.domain.messages import N_, Refusal
from duban.embedded import ClusterError
from duban.specs.places import SpecErrors

DONE, REFUSED, USAGE = 0, 1, 2


class Commands(click.Group):
    """Finds a command in the register and imports only that one."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of the register."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, with Django set up if it needs it."""
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        if entry.django:
            setup_django()
        module, _, attribute = entry.where.partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List all commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.help) for name, entry in COMMANDS.items()])


@click.group(cls=Commands, help="督办：专项执法行动，从企业台账到附件报表。")
@click.version_option(package_name="duban")
def duban() -> None:
    """Hold all commands."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and exit; nobody but a bug of ours ever shows a traceback."""
    sys.exit(_run(arguments))


def _run(arguments: Sequence[str] | None) -> int:
    try:
        code = duban.main(arguments, standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return USAGE
    except click.UsageError as error:
        click.echo(wrong_usage(error), err=True)
        return USAGE
    except (Refusal, ClusterError, SpecErrors, OperationalError, click.ClickException) as error:
        return _refuse(_words(error))
    except OSError as error:
        if error.filename is None:  # no file that a person named: a bug of ours
            raise
        words = translated(N_("读写 {path} 失败：{said}"))
        return _refuse(words.format(path=error.filename, said=cause(error)))
    except (click.Abort, KeyboardInterrupt):
        return _refuse(translated(N_("已中断，未完成的部分没有保存。")))
    return code if isinstance(code, int) else DONE


def _words(error: Exception) -> str:
    if isinstance(error, Refusal | ClusterError):
        return sentence(error)
    if isinstance(error, SpecErrors):
        return "\n".join(f"{each.place}：{said(each.message)}。例：{each.example}" for each in error.errors)
    if isinstance(error, click.ClickException):
        return error.format_message()
    return translated(N_("连接不上数据库：{said}")).format(said=" ".join(str(error).split()))


def _refuse(text: str) -> int:
    click.echo(text, err=True)
    return REFUSED
