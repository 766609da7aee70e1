"""Annexes 附件: the figures of one agency or of a whole tree on one day, every cell open to its rows."""

from duban.queries.annexes.tables import annex_table

__all__ = ["annex_table"]
