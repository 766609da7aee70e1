"""Usage 用法: what is wrong with a command line, in the reader's language; the library's own words are English."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

import click

from duban.cli.commands import COMMANDS
from duban.cli.wording import translated
from duban.domain.messages import N_


def wrong_usage(error: click.UsageError) -> str:
    """How the command is called, and in one sentence what is wrong with this call."""
    return "\n".join(filter(None, (_called(error.ctx), _wrong(error))))


def _called(context: click.Context | None) -> str:
    if context is None:
        return ""
    words = " ".join([context.command_path, *context.command.collect_usage_pieces(context)])
    return translated(N_("用法：{words}（说明见 {path} --help）")).format(words=words, path=context.command_path)


def _wrong(error: click.UsageError) -> str:
    match error:
        case click.MissingParameter():
            return translated(N_("缺少 {name}。")).format(name=_name(error.param))
        case click.NoSuchOption():
            return _unknown(N_("没有选项 {name}。"), error.option_name, error.possibilities or ())
        case click.NoSuchCommand():
            known = get_close_matches(error.command_name, COMMANDS)
            return _unknown(N_("没有命令 {name}。"), error.command_name, known)
        case click.BadOptionUsage():
            return translated(N_("选项 {name} 后面缺少内容，或者不应有内容。")).format(name=error.option_name)
        case click.BadParameter(param=click.Parameter()):
            return f"{_name(error.param)}：{error.message}"
    return error.format_message()


def _unknown(text: str, name: str, close: Sequence[str]) -> str:
    asked = translated(N_("是否应为 {near}？")).format(near="、".join(close)) if close else ""
    return translated(text).format(name=name) + asked


def _name(param: click.Parameter | None) -> str:
    """As it is typed: --on, FILE."""
    if param is None:
        return ""
    return max(param.opts, key=len) if isinstance(param, click.Option) else param.human_readable_name
