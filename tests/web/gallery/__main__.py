"""Serve the gallery, or write screenshots of it."""

from __future__ import annotations

import argparse
import os
from wsgiref.simple_server import WSGIRequestHandler, make_server

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.web.gallery.settings"

PORT = 8099


class Quiet(WSGIRequestHandler):
    """Says nothing about every request."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the base class's name
        """Nothing."""


def main() -> None:
    """Serve until ended."""
    from django.core.wsgi import get_wsgi_application  # noqa: PLC0415 -- after the settings are named

    parser = argparse.ArgumentParser(prog="python -m tests.web.gallery")
    parser.add_argument("--port", type=int, default=PORT)
    with make_server("127.0.0.1", parser.parse_args().port, get_wsgi_application(), handler_class=Quiet) as server:
        print(f"http://127.0.0.1:{server.server_port}/", flush=True)  # noqa: T201 -- the address is the answer
        server.serve_forever()


main()
