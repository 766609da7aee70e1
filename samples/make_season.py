"""Makes ``season-shenyang-2021.jsonl``: an invented campaign as a journal, every line a deed.

And ``season-national-2021.jsonl``: a second campaign with real plants on its ledger and no casework at all.
Run it from the repository's root: ``python samples/make_season.py``. The same files give the same bytes. Every unit,
person and enterprise of the season is invented, and every name of an enterprise says 示例.
"""

from __future__ import annotations

from pathlib import Path

from season.book import Book
from season.nation import begin
from season.plants import import_ledger, plants
from season.preparation import certificate_runs_out, newcomer, plans, publish
from season.returns import returns
from season.routine import work
from season.stories import tell
from season.units import organise

HERE = Path(__file__).parent


def season() -> Book:
    """The whole season."""
    book, listed = Book(), plants()
    organise(book)
    publish(book)
    import_ledger(book)
    newcomer(book)
    plans(book, listed)
    certificate_runs_out(book)
    work(book, tell(book, listed))
    returns(book)  # the last lines of their days
    return book


def second() -> Book:
    """The second campaign."""
    book = Book()
    begin(book)
    return book


def main() -> None:
    """Write both journals."""
    for name, book in (("season-shenyang-2021.jsonl", season()), ("season-national-2021.jsonl", second())):
        text = list(book.text())
        (HERE / name).write_text("".join(text), encoding="utf-8")
        print(f"{name}: {len(text)} lines")


if __name__ == "__main__":
    main()
