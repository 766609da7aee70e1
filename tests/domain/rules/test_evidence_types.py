"""证据的文件类型: content, claim, ending and size must fit together."""

from __future__ import annotations

import pytest

from duban.domain.rules.evidence import LIMITS, UNKNOWN, type_refusal

MB = 2**20


@pytest.mark.parametrize(
    ("name", "found", "size"),
    [("现场照片1.jpg", "image/jpeg", 1), ("IMG.JPEG", "image/jpeg", 50 * MB), ("录像.mp4", "video/mp4", 2048 * MB)],
)
def test_a_file_that_is_what_it_says_is_evidence(name: str, found: str, size: int) -> None:
    assert type_refusal(name, found, found, size) is None


@pytest.mark.parametrize(
    ("file", "rule", "said"),
    [
        (("1.svg", "active", "image/svg+xml", 1), "evidence.type", "打开时会运行其中的代码"),
        (("1.docm", "macros", "application/msword", 1), "evidence.type", "含有宏或者内嵌对象"),
        (("1.jpg", "program", "image/jpeg", 1), "evidence.type", "可以运行的程序"),
        (("1.zip", UNKNOWN, "application/zip", 1), "evidence.type", "不是图片、视频、录音"),
        (("1.png", "image/jpeg", "image/png", 1), "evidence.claimed", "登记为 image/png，内容却是 image/jpeg"),
        (("1.bat", "text/plain", "text/plain", 1), "evidence.name", "扩展名与内容（text/plain）不符"),
        (("1", "text/plain", "text/plain", 1), "evidence.name", "扩展名与内容（text/plain）不符"),
        (("1.jpg.html", "image/jpeg", "image/jpeg", 1), "evidence.name", "扩展名与内容（image/jpeg）不符"),
        (("1.jpg", "image/jpeg", "image/jpeg", 51 * MB), "evidence.size", "有 51 MB，这类文件最多 50 MB"),
        (("1.txt", "text/plain", "text/plain", 10 * MB + 1), "evidence.size", "最多 10 MB"),
    ],
)
def test_what_is_not_is_refused(file: tuple[str, str, str, int], rule: str, said: str) -> None:
    refusal = type_refusal(*file)
    assert refusal is not None
    assert (refusal.rule, said in str(refusal.message), refusal.remedy is not None) == (rule, True, True)


def test_every_kind_of_file_has_a_limit() -> None:
    assert LIMITS.keys() == {"image", "video", "audio", "application", "text"}
