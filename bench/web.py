"""Pages of the web at 10,000 and 100,000 enterprises, against a bare view of the same statements.

    python -m bench.web [enterprises …]

Each page is asked for through Django's test client, middleware and templates included. The floor is a bare Django view
through the same kind of handler that runs the statements which the page ran, fetches every row and renders nothing.
Milliseconds are the median of some requests; a machine with other work makes both longer, so the ratio is what counts.
"""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from hashlib import md5
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING
from uuid import UUID

from bench.database import throw_away
from bench.plants import CAMPAIGN, ON, add_plants, add_visits

if TYPE_CHECKING:
    from django.test import Client

    from duban.domain.actor import Actor

SIZES, TIMES, VISITS = (10_000, 100_000), 7, 1_000
OFFICER = "officer-210106"
_LIST = f"campaign={CAMPAIGN}"
_PROFILE = {"standardisation": "third", "dual_prevention": "yes", "risk_colour": "blue"}
PAGES: Mapping[str, str] = {
    "workbench": f"/?{_LIST}",
    "ledger": f"/ledger/?{_LIST}",
    "ledger, as somebody types": f"/ledger/?{_LIST}&text=公司7777",
    "ledger, by name downwards": f"/ledger/?{_LIST}&sort=-name",
    "ledger, last page": f"/ledger/?{_LIST}&size=200&page=99999",
    "tasks": f"/tasks/?{_LIST}",
    "hazards": f"/hazards/?{_LIST}",
    "statistics": f"/statistics/?{_LIST}",
    "wall": f"/wall/?{_LIST}",
    "returns": f"/returns/?{_LIST}",
}


def main() -> None:
    """Measure the sizes, the smallest first, and a record with ten and with a thousand visits."""
    sizes = [int(size) for size in sys.argv[1:]] or list(SIZES)
    print(f"Python {platform.python_version()}\n")
    print("| page | enterprises | statements | page, ms | bare view, ms | ratio | pages a second |")
    print("|---|---|---|---|---|---|---|")
    with throw_away() as cluster:
        cluster.run_sql("set session_replication_role = replica; update account set must_change_password = false",
                        database="duban")  # fmt: skip
        from django.conf import settings  # noqa: PLC0415 -- after the settings

        from duban.config import clock  # noqa: PLC0415 -- as above

        settings.ALLOWED_HOSTS = ["testserver"]
        clock.fixed_day = _day  # the pages of a day on which the invented plants have something to show
        for before, size in zip([0, *sizes], sizes, strict=False):
            add_plants(cluster, before + 1, size)
            for title, path in PAGES.items():
                _measure(title, size, path)
        for first, last in ((1, 10), (11, VISITS)):
            add_visits(cluster, first, last)
            _measure(f"enterprise with {last} visits", sizes[-1], f"/enterprises/{_first_plant()}/?{_LIST}")
        _measure_save(sizes[-1])


def _day() -> date:
    return date.fromisoformat(ON)


def _first_plant() -> str:
    return str(UUID(md5(b"enterprise/1").hexdigest()))  # noqa: S324 -- an id, as PostgreSQL made it


def _measure(title: str, size: int, path: str) -> None:
    client = _logged_in(OFFICER)
    statements = _statements(client, path)
    page = _median(lambda: _get(client, path))
    bare = _median(_bare(statements))
    print(
        f"| {title} | {size:,} | {len(statements)} | {page:.0f} | {bare:.1f} | {page / bare:.1f} | {1000 / page:.1f} |"
    )


def _measure_save(size: int) -> None:
    """A deed through its form, the standing refreshed and the chain written, beside reading its form."""
    from tests.web.forms import data, filled  # noqa: PLC0415 -- after the settings

    client = _logged_in("clerk-210106")
    path = f"/deeds/record_safety_profile/?campaign={CAMPAIGN}&enterprise={_first_plant()}&next=/"
    times = []
    for number in range(TIMES):
        values = data(filled(client.get(path)), **_PROFILE)
        start = perf_counter()
        answer = client.post(path, values)
        times.append((perf_counter() - start) * 1000)
        assert answer.status_code == 302, (number, answer.status_code)
    save = median(times)
    print(f"| save a deed | {size:,} | — | {save:.0f} | — | — | {1000 / save:.1f} |")


def _logged_in(username: str) -> Client:
    from django.db import transaction  # noqa: PLC0415 -- after the settings
    from tests.web.pages import logged_in  # noqa: PLC0415 -- as above

    with transaction.atomic():
        return logged_in(username)


def _get(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code, answer.headers.get("Location"))


def _statements(client: Client, path: str) -> Sequence[str]:
    """What the page asks the database, as it was sent."""
    from django.db import connection  # noqa: PLC0415 -- after the settings
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415 -- as above

    _get(client, path)
    with CaptureQueriesContext(connection) as captured:
        _get(client, path)
    return [query["sql"] for query in captured if query["sql"].lstrip().lower().startswith(("select", "with"))]


def _bare(statements: Sequence[str]) -> Callable[[], None]:
    from django.db import connection  # noqa: PLC0415 -- after the settings
    from django.http import HttpRequest, HttpResponse  # noqa: PLC0415 -- as above
    from django.test import RequestFactory  # noqa: PLC0415 -- as above

    from duban.queries.actors import actor_named  # noqa: PLC0415 -- as above
    from duban.queries.reading import reading  # noqa: PLC0415 -- as above

    actor: Actor = actor_named(OFFICER)

    def view(_request: HttpRequest) -> HttpResponse:
        rows = 0
        with reading(actor), connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
                rows += len(cursor.fetchall()) if cursor.description else 0
        return HttpResponse(str(rows))

    request = RequestFactory().get("/")
    return lambda: (view(request), None)[1]


def _median(run: Callable[[], None]) -> float:
    run()
    times = []
    for _ in range(TIMES):
        start = perf_counter()
        run()
        times.append((perf_counter() - start) * 1000)
    return median(times)


if __name__ == "__main__":
    main()
