"""Papers 文书 as files: the printed PDF and the editable .docx, from plain values."""

from duban.documents.papers.pdf import Printed, to_pdf

__all__ = ["Printed", "to_pdf"]
