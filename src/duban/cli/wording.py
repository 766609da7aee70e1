"""Wording 措辞: what the command line says, in the reader's language."""

from __future__ import annotations

import errno
from collections.abc import Mapping

from django.conf import settings
from django.utils.translation import get_language, gettext

from duban.domain.messages import N_, Message, Refusal, ended
from duban.embedded import ClusterError


def translated(text: str) -> str:
    """The source string in the active language; itself while settings are not loaded."""
    return gettext(text) if settings.configured else text


def said(message: Message) -> str:
    """A message of the domain, translated and filled in."""
    return translated(message.text).format_map(message.params)


def sentence(error: Refusal | ClusterError) -> str:
    """A refusal in one sentence: the fact, the clause, what to do next."""
    if isinstance(error, ClusterError):
        return translated(error.text).format_map(error.params)
    stop, gap = ("。", "") if chinese() else (".", " ")
    behind = [f"（{error.clause}）"] if error.clause else []
    if error.remedy is not None:
        behind.append(said(error.remedy))
    fact = said(error.message)
    return gap.join([ended(fact, stop) if behind else fact, *behind])


def chinese() -> bool:
    """Whether Chinese is read: the language without settings, and unless another is chosen."""
    return not settings.configured or (get_language() or "zh").startswith("zh")


_CAUSES: Mapping[int, str] = {
    errno.ENOENT: N_("没有这个文件或者文件夹"),
    errno.ENOTDIR: N_("上一级不是文件夹"),
    errno.EISDIR: N_("这是文件夹"),
    errno.EACCES: N_("没有权限"),
    errno.EPERM: N_("没有权限"),
    errno.EROFS: N_("所在的磁盘是只读的"),
    errno.ENOSPC: N_("磁盘已满"),
}


def cause(error: OSError) -> str:
    """Why a file could not be read or written."""
    known = _CAUSES.get(error.errno or 0)
    return translated(known) if known else str(error.strerror)
