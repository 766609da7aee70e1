"""The child process 子进程 that alone opens workbooks: limited, killed when late, with an empty environment.

It reads the workbook from standard input and answers in frames on standard output (see ``frames``). Started as
``python -I -m duban.documents.workbooks.child JOB FD``; ``FD`` is where the parent's request comes from.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping
from typing import BinaryIO

from duban.documents.limited import limit
from duban.documents.workbooks import limits
from duban.documents.workbooks.formats import Unreadable, kind_of
from duban.documents.workbooks.frames import write_frame

_Job = Callable[[bytes, BinaryIO], None]


def _read(data: bytes, request: BinaryIO) -> None:
    """Tell the sheets, hear which one is wanted, give its rows."""
    from duban.documents.workbooks.tables import packed, read_tables, text_row  # noqa: PLC0415 -- under the limits only

    kind = kind_of(data)
    tables = read_tables(kind, data)
    overview = []
    for table in tables:
        head = [text_row(row) for _number, row in zip(range(limits.HEAD_ROWS), table.lines(), strict=False)]
        overview.append(
            {
                "name": table.name, "visible": table.visible, "rows": table.rows, "columns": table.columns,
                "merged": table.merged, "head": head,
            }
        )  # fmt: skip
    _answer(b"S", {"kind": kind, "sheets": overview})
    wanted = request.readline()
    if not wanted:
        return
    chunk = []
    first = 1
    for row in tables[int(wanted)].lines():
        chunk.append(row)
        if len(chunk) == limits.ROWS_A_CHUNK:
            write_frame(sys.stdout.buffer, b"R", f"{first}{limits.ROW}{packed(chunk)}".encode())
            first += len(chunk)
            chunk = []
    if chunk:
        write_frame(sys.stdout.buffer, b"R", f"{first}{limits.ROW}{packed(chunk)}".encode())
    write_frame(sys.stdout.buffer, b"E", b"")


def _scan(data: bytes, _request: BinaryIO) -> None:
    """Tell the broken cells of every sheet."""
    from duban.documents.workbooks.broken import broken_cells  # noqa: PLC0415 -- under the limits only

    _answer(b"B", broken_cells(data) if kind_of(data) == "xlsx" else {})


def _mark(data: bytes, request: BinaryIO) -> None:
    """Give the marked workbook."""
    from duban.documents.workbooks.marking import Mark, MarkRequest, marked  # noqa: PLC0415 -- under the limits only

    wish = json.loads(request.read())
    marks = [Mark(*mark) for mark in wish["marks"]]
    content = marked(kind_of(data), data, MarkRequest(wish["sheet"], wish["header_row"], marks))
    write_frame(sys.stdout.buffer, b"W", content)


_JOBS: Mapping[str, _Job] = {"read": _read, "scan": _scan, "mark": _mark}


def _answer(kind: bytes, content: object) -> None:
    write_frame(sys.stdout.buffer, kind, json.dumps(content, ensure_ascii=False).encode())


def main(arguments: list[str]) -> None:
    """Do one job; whatever goes wrong is told in one frame."""
    limit(
        cpu_seconds=limits.CPU_SECONDS, address_space=limits.ADDRESS_SPACE, file_size=limits.FILE_SIZE
    )  # before a single byte of the workbook is read
    job, request_fd = arguments
    with os.fdopen(int(request_fd), "rb") as request:
        try:
            _JOBS[job](sys.stdin.buffer.read(), request)
        except Unreadable as reason:
            _answer(b"X", {"code": reason.code, "params": dict(reason.params)})
        except MemoryError:
            _answer(b"X", {"code": "too_much_memory", "params": {}})
        except BrokenPipeError:
            return  # the parent has what it wanted
        except BaseException:
            _answer(b"X", {"code": "truncated", "params": {}})


if __name__ == "__main__":
    main(sys.argv[1:])
