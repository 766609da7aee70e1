"""Files of evidence 证据文件 as they are sent: judged by their content, kept under their hash before the deed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from duban.documents.media import media_type_of
from duban.domain.messages import N_
from duban.domain.rules.evidence import LIMITS, type_refusal
from duban.web.wording import say

MOST = 20  # files at once
KINDS = N_("照片、录像、录音、PDF、OFD、办公文档（不含宏）、纯文本")


class _Several(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or several files; an error names the file, its fault and the rule."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=_Several(), **kwargs)

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
    """What the deed would refuse, said before anything is kept."""
    found = kind_of(file)
    refusal = type_refusal(file.name or "", found, found, file.size or 0)
    return "" if refusal is None else f"{say(refusal.message)}{say(refusal.remedy)}"


def kind_of(file: Any) -> str:
    """The media type of the content; what a sender claims does not count. The file is left at its beginning."""
    file.seek(0)
    found = media_type_of(file)
    file.seek(0)
    return found


def limits() -> str:
    """How much a file of each kind may hold."""
    picture, video = LIMITS["image"] >> 20, LIMITS["video"] >> 20
    return gettext("图片 {picture} MB、录像 {video} MB").format(picture=picture, video=video)


def _sent(*, required: bool) -> FilesField:
    told = _("可以一次选择多个；原件按内容保存，照片里的拍摄时间和位置不改动。")
    return FilesField(label=_("文件"), help_text=told, required=required)


class FilesForm(forms.Form):
    """What a form of files asks for."""

    sent = _sent(required=True)


class FilesMaybeForm(forms.Form):
    """What a form asks for that files may go with; a field of its own, because forms of one class share theirs."""

    sent = _sent(required=False)
