"""Writes ``docs/reference/journal.md`` anew: ``python scripts/write_journal_reference.py``."""

from __future__ import annotations

from pathlib import Path

from duban.cli.session import setup_django

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "journal.md"


def main() -> None:
    """Write the page; the deeds are known only once Django is set up."""
    setup_django()
    from duban.actions.journal_reference import journal_page  # noqa: PLC0415 -- as said above

    PAGE.write_text(journal_page(), encoding="utf-8")


if __name__ == "__main__":
    main()
