"""Serve the season: ``python -m tests.web.site [--port N] [--today 2021-08-25]``; prints its address when ready."""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Callable
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from duban.config.addresses import VARIABLES
from duban.embedded import Cluster


class Quiet(WSGIRequestHandler):
    """Says nothing about every request."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the base class's name
        """Nothing."""


class Threaded(ThreadingMixIn, WSGIServer):
    """A browser asks for several files at once."""

    daemon_threads = True


def main() -> None:
    """Serve until ended."""
    parser = argparse.ArgumentParser(prog="python -m tests.web.site")
    parser.add_argument("--port", type=int, default=8098)
    parser.add_argument("--today", default="2021-08-25")
    asked = parser.parse_args()
    with Cluster.throw_away() as cluster, tempfile.TemporaryDirectory(prefix="duban-site-") as state:
        os.environ |= {name: cluster.address(role) for role, name in VARIABLES.items()}
        os.environ |= {
            "DUBAN_STATE": state,
            "DUBAN_TODAY": asked.today,
            "DJANGO_SETTINGS_MODULE": "duban.config.settings",
        }
        _serve(_told(), asked.port)


def _told() -> Callable[..., Any]:
    """The application over a database in which the season has been told."""
    import django  # noqa: PLC0415 -- after the environment is set
    from django.conf import settings  # noqa: PLC0415 -- as above

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # the real one costs 0.3 s a log-in
    django.setup()
    from django.core.wsgi import get_wsgi_application  # noqa: PLC0415 -- as above
    from tests.web.site.story import tell  # noqa: PLC0415 -- as above

    from duban.config import database, demo  # noqa: PLC0415 -- as above

    demo._external = lambda: False  # the data are invented, although the test names the database
    demo.mark()
    database.migrate()
    tell()
    return get_wsgi_application()


def _serve(application: Callable[..., Any], port: int) -> None:
    with make_server("127.0.0.1", port, application, server_class=Threaded, handler_class=Quiet) as server:
        print(f"http://127.0.0.1:{server.server_port}/", flush=True)  # noqa: T201 -- the address is the answer
        server.serve_forever()


main()
