"""Workbooks 工作簿: bytes of .xlsx, .xls, .et and .csv become rows of text, and go back marked.

Parsed in a limited child process: a hostile workbook can at worst end that process.
"""
