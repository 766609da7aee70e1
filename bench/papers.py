"""Papers: an order from its facts to the PDF, as a ratio to Typst setting a ready-made file with the same words.

The floor is the same page as one literal Typst file: no form, no law, no JSON. The last line says how many orders two
processes make in a minute, warm. Run: ``python -m bench.papers``; prints a table, checks nothing.
"""

from __future__ import annotations

import json
import statistics
import tempfile
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import date, datetime, timedelta, timezone
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter
from typing import Any

import typst

from duban.documents import fonts
from duban.documents.papers import to_pdf
from duban.documents.papers.pdf import FOLDER, template_data
from duban.domain.law import Law
from duban.domain.papers.composing import compose
from duban.domain.papers.sheet import Sheet, sheet_of
from duban.domain.papers.vocabulary import PaperKind
from duban.specs.loader import load_calendar, load_deadlines, load_lawbook
from duban.specs.papers_loader import load_forms

SIZES = (1, 5, 20, 60)  # items of an order
ROUNDS = 40
DAY = date(2021, 8, 20)
PROCESSES = 2
MADE = datetime(2021, 8, 20, tzinfo=timezone(timedelta(hours=8)))


def law() -> Law:
    """The law as the files have it."""
    return Law(load_lawbook(), load_deadlines(), load_calendar())


def facts(number: int, items: int) -> dict[str, Any]:
    """An invented order; every number gives other words."""
    return {
        "enterprise": f"沈阳示例钢铁{number}有限公司",
        "agency": "示例区应急管理局",
        "number": f"（示例）应急责改〔2021〕{number}号",
        "on": DAY,
        "visited_on": DAY,
        "officers": [{"name": "示例甲", "certificate": "示例-001"}, {"name": "示例乙", "certificate": "示例-002"}],
        "officer_names": "示例甲（示例-001）、示例乙（示例-002）",
        "items": [
            {
                "description": f"第{n}号安全出口堵塞，通道内堆放原料{number}",
                "place": "二车间",
                "due_on": DAY,
                "requirement": "",
            }
            for n in range(items)
        ],
        "review_body": "示例区人民政府",
        "court": "示例区人民法院",
    }


def order(number: int, items: int, known: Law) -> Sheet:
    """The order composed."""
    form = load_forms()[PaperKind.RECTIFICATION_ORDER]
    paper = compose(form, facts(number, items), (), known, DAY)
    return sheet_of(form, paper, DAY, signer="", draft=False, correction=None)


def ready_made(sheet: Sheet) -> str:
    """The same page as a literal file."""
    template = (FOLDER / "form.typ").read_text(encoding="utf-8")
    blocks = (FOLDER / "blocks.typ").read_text(encoding="utf-8")
    body = template.replace('#import "blocks.typ": draft-mark, render\n', blocks)
    return body.replace("json(bytes(sys.inputs.data))", _literal(template_data(sheet, fonts.load())))


def _literal(value: Any) -> str:
    if isinstance(value, dict):
        return "(" + ", ".join(f"{json.dumps(str(key))}: {_literal(one)}" for key, one in value.items()) + ",)"
    if isinstance(value, (list, tuple)):
        return "(" + "".join(f"{_literal(one)}, " for one in value) + ")"
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value, ensure_ascii=False)


def _median(work: Callable[[int], object]) -> float:
    times = []
    for number in range(ROUNDS):
        begun = perf_counter()
        work(number)
        times.append(perf_counter() - begun)
    return statistics.median(times)


def _set(file: Path) -> bytes:
    made = typst.compile(
        file, root=file.parent, font_paths=fonts.load().fonts, ignore_system_fonts=True, pdf_standards="a-2b",
        pdf_tags=False, timestamp=MADE,
    )  # fmt: skip
    assert isinstance(made, bytes)
    return made


def measure(items: int) -> tuple[float, float]:
    """Seconds of the floor and of ours, median."""
    known = law()
    with tempfile.TemporaryDirectory() as name:
        files = []
        for number in range(ROUNDS):
            file = Path(name, f"{number}.typ")
            file.write_text(ready_made(order(number, items, known)), encoding="utf-8")
            files.append(file)
        floor = _median(lambda number: _set(files[number]))
    return floor, _median(lambda number: to_pdf(order(number + ROUNDS, items, known)))


def _many(count: int) -> int:
    known = law()
    for number in range(count):
        to_pdf(order(number, 5, known))
    return count


def a_minute(seconds: float = 15.0) -> float:
    """Orders of five items that two warm processes make in a minute."""
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:  # a fork would copy locked threads
        list(pool.map(_many, [5] * PROCESSES))
        begun, made = perf_counter(), 0
        while perf_counter() - begun < seconds:
            made += sum(pool.map(_many, [50] * PROCESSES))
        return made * 60 / (perf_counter() - begun)


def main() -> None:
    """Print the table."""
    print("| items | floor ms | order ms | ratio |\n|---|---|---|---|")
    for items in SIZES:
        floor, ours = measure(items)
        print(f"| {items} | {floor * 1000:.1f} | {ours * 1000:.1f} | {ours / floor:.2f} |")
    print(f"\n{a_minute():.0f} orders a minute on {PROCESSES} processes")


if __name__ == "__main__":
    main()
