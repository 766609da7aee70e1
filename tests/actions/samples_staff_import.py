"""A sample of the import of people."""

from __future__ import annotations

import io

from tests.actions.samples import Sample
from tests.actions.world import TIEXI

from duban.records import files

HEAD = "单位,姓名,人员类别,专业领域,执法证号,有效期起,有效期止"
LINE = ",示例执法员丁,执法人员,冶金,示例-9,2021-07-01,2026-06-30"
SYSTEM = f"system_admin-{TIEXI}"


def kept(*lines: str, head: str = HEAD) -> dict[str, str]:
    """What the deed is told of a workbook with these lines."""
    content = io.BytesIO("\n".join((head, *lines)).encode())
    return {"file": files.keep(content).sha256, "file_name": "人员名册.csv"}


SAMPLES = {"import_staff": lambda: Sample(SYSTEM, kept(LINE))}
