"""The product's settings without a database: nothing in the gallery asks for a row."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

os.environ.setdefault("DUBAN_SECRET_KEY", "gallery")
os.environ.setdefault("DUBAN_TRAIL_KEY", "gallery")

from duban.config.settings import *  # noqa: F403 -- the product's own, so that the gallery shows what people get
from duban.config.settings import MIDDLEWARE, TEMPLATES

DEBUG = False
DUBAN_TODAY = date(2021, 9, 10)
DATABASES: dict[str, object] = {}
MIDDLEWARE = [name for name in MIDDLEWARE if not name.startswith("duban.")] + ["tests.web.gallery.people.somebody"]
SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
ROOT_URLCONF = "tests.web.gallery.urls"
TEMPLATES = [TEMPLATES[0] | {"DIRS": [Path(__file__).parent / "templates"]}]
WHITENOISE_AUTOREFRESH = True
