"""The child process 子进程 that alone opens scans: limited, killed when late, with an empty environment.

Started as ``python -I -m duban.documents.papers.binding_child JOB`` inside a folder with the parts. ``count`` makes
one PDF of each part and writes how many pages each has; ``bind`` puts front, parts and page numbers together.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from duban.documents.limited import limit

CPU_SECONDS = 100
ADDRESS_SPACE = 2 * 2**30
LARGEST = 500 * 2**20  # bytes
FRONT, NUMBERS, BOUND, BODY = "front.pdf", "numbers.pdf", "bound.pdf", "body-{index}.pdf"
SUFFIXES = {"application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp"}

_MOST_PIXELS = 120_000_000
_EDGE = 2480  # pixels: A4 at 300 dots an inch
_DOTS = 150.0


def _count(folder: Path) -> None:
    from pypdf import PdfReader, PdfWriter  # noqa: PLC0415 -- under the limits only

    counts: dict[str, int] = {}
    for index in sorted({int(path.name.split("-")[1]) for path in folder.glob("part-*")}):
        writer = PdfWriter()
        try:
            for path in sorted(folder.glob(f"part-{index:04}-*")):
                for page in PdfReader(path if path.suffix == ".pdf" else _picture(path)).pages:
                    writer.add_page(page)
            writer.write(folder / BODY.format(index=index))
        except Exception:
            counts[str(index)] = 0
        else:
            counts[str(index)] = len(writer.pages)
    sys.stdout.write(json.dumps(counts))


def _picture(path: Path) -> Path:
    from PIL import Image, ImageOps  # noqa: PLC0415 -- under the limits only

    Image.MAX_IMAGE_PIXELS = _MOST_PIXELS // 2  # Pillow refuses from twice that
    target = path.with_suffix(".made.pdf")
    with Image.open(path, formats=("JPEG", "PNG", "WEBP")) as opened:
        upright = ImageOps.exif_transpose(opened).convert("RGB")
        upright.thumbnail((_EDGE, _EDGE))
        upright.save(target, "PDF", resolution=max(_DOTS, upright.width / 8.27))
    return target


def _bind(folder: Path) -> None:
    from pypdf import PdfReader, PdfWriter  # noqa: PLC0415 -- under the limits only

    writer = PdfWriter()
    writer.append(folder / FRONT)
    front = len(writer.pages)
    for path in sorted(folder.glob("body-*.pdf"), key=lambda one: int(one.stem.split("-")[1])):
        writer.append(path)
    numbers = PdfReader(folder / NUMBERS).pages
    for page, number in zip(writer.pages[front:], numbers, strict=True):
        page.merge_page(number)
    writer.write(folder / BOUND)


def main(job: str) -> None:
    """Do one job under the limits; whatever goes wrong ends the process with a failure."""
    limit(cpu_seconds=CPU_SECONDS, address_space=ADDRESS_SPACE, file_size=LARGEST)
    {"count": _count, "bind": _bind}[job](Path.cwd())


if __name__ == "__main__":
    main(sys.argv[1])
