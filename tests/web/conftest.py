"""The gallery in its own process, and a real Chromium to look at it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.db import transaction
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django import DjangoDbBlocker
from tests.actions.conftest import built_world, world
from tests.actions.world import noon
from tests.web.site.story import TODAY, tell

from duban.config import catalogue, clock

__all__ = ["built_world", "world"]  # fixtures of the action tests, for the page tests too

ROOT = Path(__file__).parents[2]
CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SIZES = {"office": (1366, 768), "phone": (390, 844)}


@pytest.fixture(scope="session", autouse=True)
def compiled_words() -> None:
    """Never yesterday's words."""
    catalogue.compiled()


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """Address of the gallery, served for the length of the session."""
    command = [sys.executable, "-m", "tests.web.gallery", "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout is not None
        yield server.stdout.readline().strip().rstrip("/")
        server.terminate()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium; ended with the module, because Django refuses its database while Playwright's loop runs."""
    if not Path(CHROMIUM).exists():
        pytest.fail("Browser tests need Chromium: apt-get install chromium")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@dataclass
class Watched:
    """A page, and everything it should not have done."""

    page: Page
    site: str
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """Go to a path of the gallery and wait until it is quiet."""
        self.page.goto(self.site + path)
        self.page.wait_for_load_state("networkidle")
        return self.page

    def watch(self) -> None:
        """Note console errors, script errors and requests to other addresses."""
        self.page.on("console", lambda said: said.type == "error" and self.complaints.append(said.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda asked: self._judge(asked.url))

    def _judge(self, url: str) -> None:
        if not url.startswith((self.site, "data:image/")):
            self.complaints.append(f"foreign address: {url}")

    def violations(self) -> list[str]:
        """What axe finds, as `rule: element`."""
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found = self.page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
        return [f"{one['id']}: {node['html'][:120]}" for one in found["violations"] for node in one["nodes"]]


Opener = Callable[..., Watched]


@pytest.fixture
def browse(chromium: Browser, site: str) -> Iterator[Opener]:
    """Open a fresh browser window: ``browse("phone", script=False, language="en")``."""
    opened = []

    def new(size: str = "office", *, script: bool = True, language: str = "zh-hans") -> Watched:
        width, height = SIZES[size]
        window = chromium.new_context(
            viewport={"width": width, "height": height},
            java_script_enabled=script,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            reduced_motion="reduce",
        )
        window.add_cookies([{"name": "duban_language", "value": language, "url": site}])
        opened.append(window)
        watched = Watched(window.new_page(), site)
        watched.watch()
        return watched

    yield new
    for window in opened:
        window.close()


@pytest.fixture(scope="module")
def told_season(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        tell()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def season(told_season: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The invented season (see ``tests/web/site/story.py``) on its day; what a test does in it is rolled back."""
    monkeypatch.setattr(clock, "now", lambda: noon(TODAY))
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
