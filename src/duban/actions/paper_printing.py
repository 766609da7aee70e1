"""Printing 制作: a paper's sheet as PDF with the bureau's own fonts, where it has put some into the font folder."""

from __future__ import annotations

from django.conf import settings

from duban.documents.papers import Printed, to_pdf
from duban.domain.papers.sheet import Sheet


def print_sheet(sheet: Sheet) -> Printed:
    """The PDF; fonts of the folder ``fonts`` of the installation come first."""
    folder = settings.FONT_FOLDER
    return to_pdf(sheet, folder if folder.is_dir() else None)
