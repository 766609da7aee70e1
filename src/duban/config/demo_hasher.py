"""Demo hasher 示例口令散列: a demo opens its accounts in seconds; elsewhere Django's own strength holds."""

from __future__ import annotations

from django.contrib.auth.hashers import PBKDF2PasswordHasher


class DemoPasswordHasher(PBKDF2PasswordHasher):
    """Fewer rounds, for passwords of invented people that are drawn at random: nobody finds them by trying.

    The number of rounds stands in each hash, so either strength checks what the other made, and an installation that
    is no demo hashes anew at the next log-in.
    """

    iterations = 50_000
