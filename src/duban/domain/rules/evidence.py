"""Evidence 证据: the file is there before anything points to it, and was not taken in the future."""

from __future__ import annotations

from datetime import datetime

from duban.domain.messages import N_, Message, Refusal

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
