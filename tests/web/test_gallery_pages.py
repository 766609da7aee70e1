"""Every component in a real browser: accessible, quiet, at home, at both sizes, in both languages."""

from __future__ import annotations

import pytest

PAGES = ("/", "/list/", "/form/", "/login/")


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("size", ["office", "phone"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_no_violation_no_error_and_no_foreign_address(browse, path, size, language):
    window = browse(size, language=language)
    window.open(path)
    assert window.violations() == []
    assert window.complaints == []


@pytest.mark.parametrize("size", ["office", "phone"])
@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_wider_than_the_screen(browse, path, size):
    page = browse(size).open(path)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


@pytest.mark.parametrize("size", ["office", "phone"])
def test_open_explanations_are_accessible_and_on_the_screen(browse, size):
    window = browse(size)
    page = window.open("/list/")
    page.locator("tbody .due summary").first.click()
    page.get_by_text("国庆节放假").first.wait_for()
    box = page.locator("details.due[open] .pop-body").bounding_box()
    assert box["x"] >= 0
    assert box["y"] >= 0
    assert box["x"] + box["width"] <= page.viewport_size["width"]
    assert box["y"] + box["height"] <= page.viewport_size["height"]
    assert window.violations() == []


@pytest.mark.parametrize(
    ("path", "status", "heading"),
    [("/nowhere", 404, "没有这一页"), ("/broken/", 500, "系统出错")],
)
def test_error_pages_say_in_words_what_happened_and_what_to_do(browse, path, status, heading):
    window = browse()
    answer = window.page.goto(window.site + path)
    assert answer.status == status
    assert window.page.get_by_role("heading", level=1).inner_text().startswith(heading)
    assert window.page.get_by_role("link", name="回到首页").is_visible()
    assert window.violations() == []


def test_the_policy_allows_nothing_inline(browse):
    window = browse()
    policy = window.page.goto(window.site + "/").headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy


def test_the_demo_day_stands_on_every_page(browse):
    for path in PAGES:
        assert "2021-09-10" in browse().open(path).locator(".demo").inner_text()


def test_a_printed_page_shows_the_content_and_not_the_shell(browse):
    page = browse().open("/list/")
    page.emulate_media(media="print")
    assert page.get_by_role("table", name="企业台账").is_visible()
    for part in (".bar", ".menu", ".toolbar", ".querybar", ".paging"):
        assert not page.locator(part).first.is_visible(), part


def test_the_language_switch_keeps_the_page(browse):
    page = browse().open("/list/?industry=钢铁")
    page.get_by_role("button", name="English").click()
    assert "industry=" in page.url
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.get_by_role("button", name="Search").is_visible()
