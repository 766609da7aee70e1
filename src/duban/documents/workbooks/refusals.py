"""Why a workbook is refused 拒收: every reason that the child process may give, in words, with what to do next."""

from __future__ import annotations

from collections.abc import Mapping

from duban.domain.messages import N_, Message, Refusal

RULE = "workbook.readable"

_SAVE_AS = N_("请用 Excel 或 WPS 打开后另存为 .xlsx 再上传。")
_SEND_AGAIN = N_("请重新取得完整文件后再上传。")
_SPLIT = N_("请按区县或行业拆成几个文件分别上传。")

_REASONS: Mapping[str, tuple[str, str]] = {
    "empty": (N_("文件是空的（0 字节）。"), _SEND_AGAIN),
    "no_cells": (N_("所有工作表都是空的。"), _SEND_AGAIN),
    "too_large": (N_("文件有 {size} MB，上限 {limit} MB。"), _SPLIT),
    "truncated": (N_("文件不完整或已损坏，无法打开。"), _SEND_AGAIN),
    "password": (N_("文件设有打开密码。"), N_("请在 Excel 或 WPS 中取消密码后再上传。")),
    "macros": (N_("文件带有宏，不予打开。"), N_("请另存为不带宏的 .xlsx 再上传。")),
    "zip_bomb": (N_("文件展开后有 {size} MB，是原来的 {ratio} 倍，疑为压缩炸弹，不予打开。"), _SAVE_AS),
    "web_page": (N_("这是网页格式，只是改了扩展名。"), _SAVE_AS),
    "unknown_format": (N_("不是 .xlsx、.xls、.et 或 .csv 文件（按内容判断，与扩展名无关）。"), _SAVE_AS),
    "not_text": (N_("文字编码既不是 UTF-8 也不是 GB18030。"), N_("请用 WPS 或 Excel 打开后另存为 .xlsx 再上传。")),
    "too_many_columns": (N_("有 {columns} 列，上限 {limit} 列。"), N_("请删去多余的列（右侧误填的单元格）后再上传。")),
    "too_many_rows": (N_("有 {rows} 行，上限 {limit} 行。"), _SPLIT),
    "too_much_memory": (
        N_("打开文件所需内存过大（表格范围过大）。"),
        N_("请把数据复制到新工作簿后再上传。"),
    ),
    "too_slow": (N_("{seconds} 秒内未能读完，已停止。"), _SPLIT),
    "no_such_sheet": (N_("没有工作表“{sheet}”。"), _SEND_AGAIN),
    "failed": (N_("文件无法读取。"), _SAVE_AS),
}


def refusal(code: str, params: Mapping[str, object] | None = None) -> Refusal:
    """The refusal for a reason; a reason we do not know (a broken child) is told as unreadable."""
    text, remedy = _REASONS.get(code, _REASONS["failed"])
    known = code if code in _REASONS else "failed"
    message = Message(f"workbook.{known}", text, params or {})
    return Refusal(RULE, message, remedy=Message(f"workbook.{known}.remedy", remedy))
