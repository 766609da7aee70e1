"""Limits 上限 of a workbook and of the child process that parses it."""

from __future__ import annotations

MAX_BYTES = 64 * 2**20
MAX_UNPACKED = 640 * 2**20  # a ledger of 100,000 rows and 12 columns unpacks to 70 MB
MAX_RATIO = 150  # honest workbooks pack 5 to 30 times
RATIO_MATTERS_FROM = 50 * 2**20
MAX_PARTS = 5_000
MAX_COLUMNS = 500
MAX_ROWS = 300_000
MAX_BROKEN = 10_000  # broken cells told; more than that is a broken sheet
HEAD_ROWS = 60

CPU_SECONDS = 60
WALL_SECONDS = 180
ADDRESS_SPACE = 2**30
FILE_SIZE = 512 * 2**20  # temporary files, when a marked workbook is written

ROWS_A_CHUNK = 1_000
CELL, ROW = "\x1f", "\x1e"  # separators of cells and rows between the processes; taken out of cell text
