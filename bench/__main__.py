"""``python -m bench``: every benchmark after the other, each printing its own table."""

from __future__ import annotations

from bench import annex_pdf, annexes, assess, deeds, ledger_import, list_export, papers, verify_trail, web


def main() -> None:
    """Run all benchmarks."""
    for bench in (assess, annex_pdf, papers, annexes, deeds, ledger_import, list_export, verify_trail, web):
        bench.main()


if __name__ == "__main__":
    main()
