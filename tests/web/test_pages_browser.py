"""The pages in a real browser at both sizes: accessible, quiet on the console, nothing foreign, working."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, BrowserContext
from tests.actions.world import CAMPAIGN, CITY, TIEXI, an_id
from tests.web.conftest import ROOT, SIZES, Watched
from tests.web.site.story import PASSWORD

OFFICER, OFFICE = f"officer-{TIEXI}", f"campaign_office-{CITY}"
PAGES = {
    "workbench": "/",
    "tasks": "/tasks/",
    "campaigns": "/campaigns/",
    "campaign": f"/campaigns/{CAMPAIGN}/",
    "ledger": "/ledger/?size=50",
    "enterprise": f"/enterprises/{an_id('plant-210106')}/",
    "second": f"/enterprises/{an_id('plant-second')}/",
    "plans": "/plans/",
    "plan-new": f"/plans/new/?campaign={CAMPAIGN}&add=unplanned",
    "roster": "/plans/people/",
    "hazards": "/hazards/",
    "listings": "/listings/",
    "measures": "/measures/",
    "penalties": "/penalties/",
    "penalty-form": f"/enterprises/{an_id('plant-210106')}/penalties/new/?campaign={CAMPAIGN}",
    "closures": "/closures/",
    "acceptances": "/closures/acceptances/",
    "capacity": "/closures/capacity/",
    "card-pool": "/cards/pool/",
    "penalty-counter": "/cards/penalties/",
    "returns": "/returns/",
    "papers": "/papers/",
    "paper-settings": "/papers/settings/",
    "paper-template": "/papers/templates/rectification_order/",
    "papers-of-enterprise": f"/papers/enterprise/{CAMPAIGN}/{an_id('plant-210106')}/",
    "case-file-new": f"/case-files/new/{CAMPAIGN}/{an_id('plant-210106')}/",
    "calendars": "/administration/calendars/?year=2021",
    "law": "/administration/law/?used=yes",
    "law-concept": "/administration/law/order_removal/",
    "agencies": "/administration/units/",
    "agency": f"/administration/units/{TIEXI}/",
    "people": "/administration/people/",
    "annex-1": "/annexes/1/",
    "annex-2": "/annexes/2/",
    "statistics": "/statistics/",
    "wall": "/wall/",
    "background": "/background/",
    "due": "/due/D02/2021-08-05/",
    "password": "/password/",
}


@contextmanager
def served() -> Iterator[str]:
    """Address of the product with the invented season."""
    command = [sys.executable, "-m", "tests.web.site", "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout is not None
        yield server.stdout.readline().strip().rstrip("/")
        server.terminate()


@pytest.fixture(scope="module")
def season_site() -> Iterator[str]:
    """One for the length of the module."""
    with served() as address:
        yield address


class Desk:
    """A browser in which somebody has logged in; one window a person and size."""

    def __init__(self, chromium: Browser, address: str) -> None:
        self._chromium = chromium
        self._address = address
        self._windows: dict[tuple[str, str, str], BrowserContext] = {}

    def page(self, username: str, size: str = "office", language: str = "zh-hans") -> Watched:
        """A fresh page of that person."""
        key = (username, size, language)
        if key not in self._windows:
            self._windows[key] = self._logged_in(*key)
        watched = Watched(self._windows[key].new_page(), self._address)
        watched.watch()
        return watched

    def _logged_in(self, username: str, size: str, language: str) -> BrowserContext:
        width, height = SIZES[size]
        window = self._chromium.new_context(
            viewport={"width": width, "height": height}, locale="zh-CN", reduced_motion="reduce"
        )
        window.add_cookies([{"name": "duban_language", "value": language, "url": self._address}])
        page = window.new_page()
        page.goto(f"{self._address}/login/")
        page.fill("[name=username]", username)
        page.fill("[name=password]", PASSWORD)
        page.click("form.login button")
        page.wait_for_url(f"{self._address}/")
        page.close()
        return window

    def close(self) -> None:
        """Close every window."""
        for window in self._windows.values():
            window.close()


@pytest.fixture(scope="module")
def desk(chromium: Browser, season_site: str) -> Iterator[Desk]:
    opened = Desk(chromium, season_site)
    yield opened
    opened.close()


@pytest.fixture
def own_desk(chromium: Browser) -> Iterator[Desk]:
    """With a site of its own, for what changes every page: another campaign."""
    with served() as address:
        opened = Desk(chromium, address)
        yield opened
        opened.close()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("username", [OFFICER, OFFICE])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible_quiet_and_calls_nobody(desk, name, username, size):
    watched = desk.page(username, size)
    watched.open(PAGES[name])
    assert watched.violations() == []
    assert watched.complaints == []


@pytest.mark.parametrize(
    "name", ["workbench", "ledger", "enterprise", "annex-1", "penalties", "penalty-form", "closures"]
)
def test_nothing_but_tables_scrolls_sideways_on_a_telephone(desk, name):
    page = desk.page(OFFICER, "phone").open(PAGES[name])
    assert page.evaluate("document.documentElement.scrollWidth") <= SIZES["phone"][0]


def test_the_range_follows_what_is_typed(desk):
    watched = desk.page(f"head-{TIEXI}")
    page = watched.open(PAGES["penalty-form"])
    page.select_option("[name=statute_concept]", "organisation_and_training")
    page.locator("#range svg").first.wait_for()
    page.locator("[name=fine_fen]").press_sequentially("60000")
    page.get_by_text("超过上限 10,000.00 元").first.wait_for()
    assert watched.violations() == []
    assert watched.complaints == []


@pytest.mark.parametrize("kind", ["penalties", "closures", "closures/acceptances"])
def test_a_record_opens_from_its_list_at_both_sizes(desk, kind):
    for size in SIZES:
        watched = desk.page(OFFICER, size)
        page = watched.open(f"/{kind}/")
        page.locator("tbody tr a").first.click()
        page.locator("#events").wait_for()
        assert watched.violations() == []
        assert watched.complaints == []
        assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size][0]


@pytest.mark.parametrize("size", SIZES)
def test_a_campaign_is_copied_changed_and_published_in_the_browser(own_desk, size):
    watched = own_desk.page(OFFICE, size)
    page = watched.open(f"/campaigns/{CAMPAIGN}/copy/")
    page.fill("[name=campaign]", f"example-{size}")
    page.click("main form button.btn-primary")
    page.locator("#sections").wait_for()
    draft = page.url.removeprefix(watched.site)
    for part in ("", "phases/", "grounds/", "grounds/4/", "examples/1/", "annexes/0/", "participants/"):
        watched.open(f"{draft}{part}")
        assert (part, watched.violations()) == (part, [])
        assert (part, page.evaluate("document.documentElement.scrollWidth") <= SIZES[size][0]) == (part, True)
    watched.open(f"{draft}grounds/4/")
    page.locator("[name='when-applies_to']").select_option("any")
    page.get_by_role("button", name="保存并返回草稿").press("Enter")
    page.get_by_text("（适用范围：全部）").first.wait_for()
    watched.open(f"{draft}industries/")
    page.locator("[name='industries.0-title']").fill("")
    page.locator("[name='industries.0-title']").press("Enter")
    page.get_by_text("本部分有 1 处需要改正").wait_for()
    assert watched.violations() == []
    page.locator("[name='industries.0-title']").fill("炼钢")
    page.get_by_role("button", name="保存并返回草稿").click()
    page.get_by_role("button", name="发布").click()
    page.wait_for_url(f"**/campaigns/example-{size}/")
    assert watched.violations() == []
    assert watched.complaints == []


def test_a_due_day_is_explained_when_it_is_opened(desk):
    watched = desk.page(OFFICER)
    page = watched.open("/tasks/?act=reply_extension")
    page.locator("details.due summary").first.click()
    page.get_by_text("起算日，不计入").first.wait_for()
    assert watched.violations() == []
    assert watched.complaints == []


def test_a_cell_of_an_annex_opens_its_records_on_the_page(desk):
    watched = desk.page(OFFICER)
    page = watched.open("/annexes/1/?on=2021-08-25")
    page.locator("td.number a").first.click()
    page.get_by_text("背后的记录", exact=False).first.wait_for()
    assert page.url.endswith("/annexes/1/?on=2021-08-25")
    assert watched.violations() == []
    assert watched.complaints == []


def test_a_reason_leads_to_its_record_on_the_page(desk):
    page = desk.page(OFFICER).open(PAGES["second"])
    page.locator("#acts a[href^='#hazard-']").first.click()
    assert page.locator("#hazards tr:target").count() == 1


def test_a_file_is_downloaded_under_its_name(desk):
    page = desk.page(OFFICER).open("/annexes/1/")
    with page.expect_download() as download:
        page.get_by_role("link", name="XLSX").click()
    assert download.value.suggested_filename.endswith(".xlsx")
    assert "重点淘汰行业执法检查统计表" in download.value.suggested_filename


def test_the_page_is_usable_without_a_mouse(desk):
    page = desk.page(OFFICER).open("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"


def test_the_dossier_prints_without_menu_and_bars(desk):
    page = desk.page(OFFICER).open(PAGES["enterprise"])
    page.emulate_media(media="print")
    for hidden in (".menu", ".bar", ".trace-all"):
        assert not page.locator(hidden).first.is_visible()
    assert page.locator("#hazards table.sheet").is_visible()
    page.emulate_media(media="screen")


def test_log_out_ends_the_session(chromium, season_site):
    own = Desk(chromium, season_site)
    page = own.page(f"clerk-{TIEXI}").open("/")
    page.locator(".bar details.pop summary").click()
    page.locator(".bar form[action='/logout/'] button").click()
    page.wait_for_url(f"{season_site}/login/")
    page.goto(f"{season_site}/ledger/")
    assert page.url.startswith(f"{season_site}/login/")
    own.close()
