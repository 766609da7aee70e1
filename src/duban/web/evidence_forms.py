"""Files of evidence 证据文件 as they are sent: judged by their content, kept under their hash before the deed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from duban.domain.messages import N_

MEGABYTE = 1 << 20
LIMIT_MB = 20
MOST = 20  # files at once
KINDS = N_("JPG、PNG、WEBP 图片，PDF 文件，MP4 视频")
HEAD = 16  # bytes by which a kind is known


def media_type(head: bytes) -> str:
    """The kind of a file by its first bytes; empty for one that is not taken. What a sender claims does not count."""
    known = {
        "image/jpeg": head.startswith(b"\xff\xd8\xff"),
        "image/png": head.startswith(b"\x89PNG\r\n\x1a\n"),
        "image/webp": head[:4] == b"RIFF" and head[8:12] == b"WEBP",
        "application/pdf": head.startswith(b"%PDF-"),
        "video/mp4": head[4:8] == b"ftyp",
    }
    return next((kind for kind, found in known.items() if found), "")


class _Several(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or several files; an error names the file, its fault and the rule."""

    def __init__(self, **kwargs: Any) -> None:
        accept = ".jpg,.jpeg,.png,.webp,.pdf,.mp4"
        super().__init__(widget=_Several(attrs={"accept": accept}), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The files, every one of them judged."""
        sent = data or [None]  # judged once, so that a field which needs a file says so
        if len(sent) > MOST:
            told = gettext("一次选了 {number} 个文件，最多 {most} 个。").format(number=len(sent), most=MOST)
            raise forms.ValidationError(told)
        clean = super().clean
        found = [file for file in (clean(one, initial) for one in sent) if file]
        faults = [fault for fault in map(_fault, found) if fault]
        if faults:
            raise forms.ValidationError(faults)
        return found


def _fault(file: Any) -> str:
    name, size = file.name or "", file.size or 0
    if size > LIMIT_MB * MEGABYTE:
        told = gettext("“{name}”有 {size} MB，每个文件不超过 {limit} MB。")
        return told.format(name=name, size=-(-size // MEGABYTE), limit=LIMIT_MB)
    if not media_type(head_of(file)):
        return gettext("“{name}”不是可以附加的文件，可用 {kinds}。").format(name=name, kinds=gettext(KINDS))
    return ""


def head_of(file: Any) -> bytes:
    """The first bytes; the file is left at its beginning."""
    file.seek(0)
    head: bytes = file.read(HEAD)
    file.seek(0)
    return head


class FilesForm(forms.Form):
    """Fields that any form with files has."""

    sent = FilesField(label=_("文件"), help_text=_("可以一次选择多个；原件按内容保存，照片里的拍摄时间和位置不改动。"))
