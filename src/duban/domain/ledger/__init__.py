"""Ledger import 台账导入: untidy rows of a workbook become enterprises, or a reason in words. Plain values only."""
