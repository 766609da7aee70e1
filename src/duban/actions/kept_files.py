"""Kept files 附件库: a workbook is kept by its hash before the deed that reads it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from duban.domain.messages import N_, Message, Refusal
from duban.records import files

Sha256 = Annotated[
    str, Field(pattern="^[0-9a-f]{64}$", description=N_("工作簿的 SHA-256（先存入附件库）"), examples=["0" * 64])
]


def kept_content(sha256: str) -> bytes:
    """The content of the file with that hash; refused when it is not there."""
    if files.size_of(sha256) is None:
        raise Refusal(
            "import.file",
            Message("import.file", N_("附件库中没有文件 {sha256}。"), {"sha256": sha256}),
            remedy=Message("import.file.remedy", N_("请先上传工作簿。")),
        )
    return files.path_of(sha256).read_bytes()
