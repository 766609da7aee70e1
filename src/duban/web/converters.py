"""Values in addresses."""

from __future__ import annotations

from datetime import date


class DayConverter:
    """A day as 2021-09-10; anything else is an address that does not exist."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        """``ValueError``, which Django reads as no match, for a day that no calendar has."""
        return date.fromisoformat(value)

    def to_url(self, value: date | str) -> str:
        """Back again."""
        return str(value)
