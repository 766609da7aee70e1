"""Message catalogue 译文目录: gather the Chinese source strings, keep the English ones beside them, compile.

``python -m duban.config.catalogue extract`` adds new source strings to the .po and takes gone ones out,
``check`` names what is missing, unsure, gone or wrongly filled in, ``compile`` writes the .mo. Babel does the work,
because a bare machine has no gettext tools. Texts of spec files carry their own ``en`` and are not in here.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]  # the package duban
LOCALE = ROOT / "locale"
LANGUAGE = "en"
PO = LOCALE / LANGUAGE / "LC_MESSAGES" / "django.po"
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLACE = re.compile(r"%\(\w+\)s|\{\w+\}")
DONE, DIFFERENT, USAGE = 0, 1, 2

HEADER = "# English words of the Chinese source strings; `python -m duban.config.catalogue extract` keeps the list."
# What changes with every run or names nobody.
NOISE = re.compile(
    rb'^"(?:POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|Report-Msgid-Bugs-To):.*\n', re.M
)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one source string."""

    text: str
    why: str

    def __str__(self) -> str:
        return f"{self.why}: {self.text}"


def sources(root: Path = ROOT) -> Iterator[Path]:
    """Python modules and templates that may hold source strings, in a fixed order."""
    for path in sorted(root.rglob("*")):
        if path.suffix in {".py", ".html"} and "migrations" not in path.parts and "static" not in path.parts:
            yield path


def _found(path: Path) -> Iterable[tuple[Any, ...]]:
    """Line, function and texts of every call that marks a source string."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".html":  # as if it were Python; what stood between the messages is blanked out
        text = "\n".join(line.strip() for line in templatize(text, origin=str(path)).splitlines())
    return extract_python(BytesIO(text.encode()), KEYWORDS, (), {"encoding": "utf-8"})


def _add(catalogue: Catalog, path: Path, root: Path) -> None:
    place = (path.relative_to(root.parent).as_posix(), 0)
    for _line, function, texts, *_rest in _found(path):
        given = texts if isinstance(texts, tuple) else (texts,)
        context, rest = (given[0], given[1:]) if "pgettext" in function else (None, given)
        wanted = rest[: 2 if function.startswith("n") else 1]
        if all(isinstance(text, str) and text for text in wanted):  # a variable is marked where its text is written
            catalogue.add(wanted if len(wanted) > 1 else wanted[0], locations=[place], context=context)


def extract(root: Path = ROOT) -> Catalog:
    """Every source string of the product, without translations."""
    catalogue = Catalog(locale=LANGUAGE, project="duban", header_comment=HEADER, fuzzy=False)
    for path in sources(root):
        _add(catalogue, path, root)
    return catalogue


def read(po: Path = PO) -> Catalog:
    """The catalogue as it is kept."""
    if not po.exists():
        return Catalog(locale=LANGUAGE, project="duban", fuzzy=False)
    with po.open("rb") as file:
        return read_po(file, locale=LANGUAGE)


def update(po: Path = PO, root: Path = ROOT) -> Catalog:
    """Bring the kept catalogue up to the sources: new strings empty, gone ones out, translations kept."""
    kept, fresh = read(po), extract(root)
    for message in fresh:
        known = kept.get(message.id, message.context) if message.id else None
        if known is not None:
            message.string = known.string
            message.flags |= known.flags & {"fuzzy"}
    po.parent.mkdir(parents=True, exist_ok=True)
    written = BytesIO()
    write_po(written, fresh, width=120, sort_output=True, include_lineno=False)
    po.write_bytes(NOISE.sub(b"", written.getvalue()))
    return fresh


def compiled(po: Path = PO) -> Path:
    """Write the .mo beside the .po; returns its path."""
    target = po.with_suffix(".mo")
    with target.open("wb") as file:
        write_mo(file, read(po))
    return target


def faults(po: Path = PO, root: Path = ROOT) -> list[Fault]:
    """Everything that would leave a reader of English without the right words."""
    kept, fresh = read(po), extract(root)
    found = [Fault(str(one.id), "gone from the sources") for one in kept if one.id and _gone(one, fresh)]
    for message in fresh:
        if message.id:
            found.extend(_wrong(message, kept.get(message.id, message.context)))
    return found


def _gone(message: Message, fresh: Catalog) -> bool:
    return fresh.get(message.id, message.context) is None


def _wrong(message: Message, known: Message | None) -> Iterator[Fault]:
    """Faults of one source string's translation. A place may be left out, but none may be invented."""
    text = str(message.id)
    if known is None or not known.string or not all(known.string):
        yield Fault(text, "no translation")
        return
    if known.fuzzy:
        yield Fault(text, "translation unsure (fuzzy)")
    if invented := set(PLACE.findall(str(known.string))) - set(PLACE.findall(text)):
        yield Fault(text, f"translation fills in {', '.join(sorted(invented))}, which the source does not")


def main(arguments: list[str]) -> int:
    """The command; 0 done, 1 faults found, 2 usage."""
    if arguments not in (["extract"], ["compile"], ["check"]):
        print("usage: python -m duban.config.catalogue extract|compile|check", file=sys.stderr)  # noqa: T201 -- a command
        return USAGE
    if not settings.configured:  # templatize asks for them, but needs none in particular
        settings.configure()
    if arguments == ["extract"]:
        print(f"{PO}: {len(update())} source strings")  # noqa: T201 -- a command prints
    if arguments == ["compile"]:
        print(compiled())  # noqa: T201 -- a command prints
        return DONE
    found = faults()
    print("\n".join(map(str, found)) or "complete")  # noqa: T201 -- a command prints
    return DIFFERENT if found else DONE


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
