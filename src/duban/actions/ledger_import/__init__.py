"""Ledger import 台账导入: a workbook becomes ledger entries, in one deed that can be undone as one.

``reading`` bytes to plan · ``tables`` plan to rows · ``writing`` rows to the database · ``undoing`` a batch taken back
"""

from duban.actions.ledger_import.deeds import import_ledger, undo_import

__all__ = ["import_ledger", "undo_import"]
