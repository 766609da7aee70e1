"""Evidence 证据: the file is there before anything points to it, is what it says, and was not taken in the future."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from duban.domain.messages import N_, Message, Refusal

ACTIVE, MACROS, PROGRAM, UNKNOWN = "active", "macros", "program", "unknown"
"""What a file is that is no evidence."""

_MB = 1 << 20
LIMITS: Mapping[str, int] = MappingProxyType(
    {"image": 50 * _MB, "video": 2048 * _MB, "audio": 500 * _MB, "application": 100 * _MB, "text": 10 * _MB}
)
"""Bytes, by the first word of the media type."""

_ENDINGS: Mapping[str, str] = MappingProxyType(
    {
        "image/jpeg": "jpg jpeg",
        "image/png": "png",
        "image/gif": "gif",
        "image/tiff": "tif tiff",
        "image/webp": "webp",
        "image/heic": "heic heif",
        "video/x-matroska": "mkv webm",
        "video/mpeg": "mpg mpeg",
        "video/mp4": "mp4 m4v mov",
        "video/quicktime": "mov",
        "video/x-msvideo": "avi",
        "video/3gpp": "3gp",
        "audio/mpeg": "mp3",
        "audio/ogg": "ogg",
        "audio/amr": "amr",
        "audio/wav": "wav",
        "audio/mp4": "m4a",
        "application/pdf": "pdf",
        "application/ofd": "ofd",
        "application/msword": "doc wps",
        "application/vnd.ms-excel": "xls et",
        "application/vnd.ms-powerpoint": "ppt dps",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
        "text/plain": "txt csv log",
    }
)
_WHY_NOT: Mapping[str, str] = MappingProxyType(
    {
        ACTIVE: N_("文件“{name}”是网页、矢量图或者脚本，打开时会运行其中的代码，不能作为证据。"),
        MACROS: N_("文件“{name}”含有宏或者内嵌对象，不能作为证据。"),
        PROGRAM: N_("文件“{name}”是可以运行的程序，不能作为证据。"),
        UNKNOWN: N_("文件“{name}”的内容不是图片、视频、录音、PDF、OFD、办公文档或者纯文本，不能作为证据。"),
    }
)

_RECORDING = N_("执法全过程记录：影像和文书须真实、完整")


def file_refusal(sha256: str, size: int, kept: int | None) -> Refusal | None:
    """``kept``: size in bytes of the file under that hash, ``None`` when there is none."""
    if kept == size:
        return None
    return Refusal(
        "evidence.file",
        Message(
            "evidence.file",
            N_("没有保存校验值为 {sha256}、大小为 {size} 字节的文件。"),
            {"sha256": sha256, "size": size},
        ),
        _RECORDING,
        Message("evidence.file.remedy", N_("请重新上传文件，再登记证据。")),
    )


def taken_refusal(taken_at: datetime | None, at: datetime) -> Refusal | None:
    """Nothing is photographed later than now."""
    if taken_at is None or taken_at <= at:
        return None
    return Refusal(
        "evidence.taken",
        Message("evidence.taken", N_("拍摄时间 {taken_at} 晚于现在 {at}。"), {"taken_at": taken_at, "at": at}),
        _RECORDING,
        Message("evidence.taken.remedy", N_("请核对拍摄设备的时间。")),
    )


def type_refusal(name: str, found: str, claimed: str, size: int) -> Refusal | None:
    """``found``: the media type of the content, or why it has none. By it the name's ending and the size are judged.

    The ending matters because the file is handed out under its name: a text called ``.bat`` runs at a double click.
    """
    facts = {"name": name, "found": found, "claimed": claimed, "endings": "、".join(_ENDINGS.get(found, "").split())}
    if found in _WHY_NOT:
        return _no_evidence("evidence.type", _WHY_NOT[found], facts, N_("请改用照片、录像或者打印成 PDF 后上传。"))
    if found != claimed:
        text = N_("文件“{name}”登记为 {claimed}，内容却是 {found}。")
        return _no_evidence("evidence.claimed", text, facts, N_("请按内容登记文件类型：{found}。"))
    if name.rpartition(".")[2].lower() not in _ENDINGS[found].split():
        text = N_("文件名“{name}”的扩展名与内容（{found}）不符。")
        return _no_evidence("evidence.name", text, facts, N_("请改用扩展名：{endings}。"))
    most = LIMITS[found.partition("/")[0]]
    if size > most:
        facts |= {"size": str(size // _MB), "most": str(most // _MB)}
        text = N_("文件“{name}”有 {size} MB，这类文件最多 {most} MB。")
        return _no_evidence("evidence.size", text, facts, N_("请压缩或者分段后上传。"))
    return None


def _no_evidence(code: str, text: str, facts: Mapping[str, str], remedy: str) -> Refusal:
    return Refusal(code, Message(code, text, facts), _RECORDING, Message(f"{code}.remedy", remedy, facts))
