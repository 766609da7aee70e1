"""Kept files 上传的文件 between the steps of a wizard: kept by content, named in the address by a signed ticket."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import PurePath
from typing import Any, ClassVar, Self

from django import forms
from django.core import signing
from django.utils.translation import gettext

from duban.documents.workbooks.limits import MAX_BYTES
from duban.records import files

KINDS = ".xlsx、.xls、.et、.csv"
LIMIT_MB = MAX_BYTES // 2**20
SUFFIXES = (".xlsx", ".xls", ".et", ".csv")


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFile:
    """A kept file of one person; goes from step to step in the address, signed."""

    SALT: ClassVar[str]

    file: str
    name: str
    size: int
    by: str
    sheet: str = ""

    def signed(self) -> str:
        """The ticket for an address."""
        return signing.dumps(asdict(self), salt=self.SALT, compress=True)

    @classmethod
    def read(cls, text: str, by: str) -> Self | None:
        """A ticket that we signed for this very person."""
        try:
            ticket = cls(**signing.loads(text, salt=cls.SALT))
        except (signing.BadSignature, TypeError):
            return None
        return ticket if ticket.by == by and files.size_of(ticket.file) is not None else None

    def content(self) -> bytes:
        """What the file holds."""
        return files.path_of(self.file).read_bytes()


class WorkbookField(forms.FileField):
    """A workbook: size and suffix; what is inside is judged by the child process that reads it."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The file; an error names its size or its name."""
        file = super().clean(data, initial)
        if file.size > MAX_BYTES:
            raise forms.ValidationError(
                gettext("文件有 {size} MB，上限 {limit} MB。请拆成几个文件分别上传。").format(
                    size=file.size // 2**20, limit=LIMIT_MB
                )
            )
        if PurePath(file.name).suffix.lower() not in SUFFIXES:
            raise forms.ValidationError(
                gettext("“{name}”不是 {kinds} 文件。请用 Excel 或 WPS 打开后另存为不带宏的 .xlsx 再上传。").format(
                    name=file.name, kinds=KINDS
                )
            )
        return file
