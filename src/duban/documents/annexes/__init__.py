"""Annexes 附件: one filled table as workbook, PDF, CSV or JSON. Equal tables give equal bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from duban.documents.annexes.csv import to_csv
from duban.documents.annexes.json import as_plain, to_json
from duban.documents.annexes.pdf import MAX_PDF_ROWS, to_pdf
from duban.documents.annexes.xlsx import to_xlsx
from duban.domain.annex_table import AnnexTable

WRITERS: Mapping[str, Callable[[AnnexTable], bytes]] = MappingProxyType(
    {"xlsx": to_xlsx, "pdf": to_pdf, "csv": to_csv, "json": to_json}
)

__all__ = ["MAX_PDF_ROWS", "WRITERS", "as_plain", "to_csv", "to_json", "to_pdf", "to_xlsx"]
