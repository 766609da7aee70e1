"""报表报送 in real Chromium by four people: prepared, signed, sent, returned with a mark, corrected, accepted, summed.

Each person has a window of his own; nothing is done but by opening pages, typing and pressing.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.actions.world import CAMPAIGN, CITY, TIEXI
from tests.web.site.story import TODAY
from tests.web.test_pages_browser import Desk, served

CLERK, HEAD, OFFICE = f"clerk-{TIEXI}", f"head-{TIEXI}", f"campaign_office-{CITY}"
DAY = TODAY.isoformat()
NEW = f"/returns/new/?campaign={CAMPAIGN}&annex=1&on={DAY}"
PRESS = "main form button.btn-primary"


@pytest.fixture(scope="module")
def desk(chromium: Browser) -> Iterator[Desk]:
    with served() as address:
        opened = Desk(chromium, address)
        yield opened
        opened.close()


def prepare(desk: Desk, remark: str) -> str:
    """The clerk prepares a version; the path of its page."""
    watched = desk.page(CLERK)
    page = watched.open(NEW)
    page.fill("[name=telephone]", "024-00000000")
    page.locator("[name^=remark-]").first.fill(remark)
    for word in page.locator("[name^=word-]").all():
        word.fill("已经核对")
    page.locator(PRESS).click()
    page.wait_for_url("**/returns/*-*/")
    assert watched.complaints == []
    return page.url.removeprefix(watched.site)


def act(desk: Desk, username: str, path: str, deed: str) -> Page:
    """Do the deed to which the return's page leads."""
    watched = desk.page(username)
    page = watched.open(path)
    page.locator(f"main a[href*='/deeds/{deed}/']").first.click()
    page.locator(PRESS).click()
    page.wait_for_url(f"**{path}")
    assert watched.complaints == []
    return page


def test_a_return_goes_up_comes_back_and_is_accepted(desk: Desk) -> None:
    first = prepare(desk, "停产检修")
    expect(desk.page(CLERK).open(first).get_by_text("草稿的数字随事实变动").first).to_be_visible()
    signed = act(desk, HEAD, first, "sign_submission")
    expect(signed.get_by_text("以下为审签时固定的数据").first).to_be_visible()
    act(desk, CLERK, first, "submit_submission")

    office = desk.page(OFFICE).open(f"{first}back/")
    office.fill("[name=reason]", "第一行备注与台账不符")
    office.get_by_role("button", name="标出一格").click()
    office.locator("[name='marks-0-row']").select_option(index=1)
    office.locator("[name='marks-0-column']").select_option(index=1)
    office.locator("[name='marks-0-reason']").fill("请核对")
    office.get_by_role("button", name="退回").click()
    office.wait_for_url(f"**{first}")
    expect(desk.page(CLERK).open(first).get_by_text("第一行备注与台账不符").first).to_be_visible()

    second = prepare(desk, "已恢复生产")
    assert second != first
    act(desk, HEAD, second, "sign_submission")
    act(desk, CLERK, second, "submit_submission")
    compared = desk.page(OFFICE).open(f"{second}compare/{first.strip('/').split('/')[-1]}/")
    expect(compared.get_by_text("已恢复生产").first).to_be_visible()
    accepted = act(desk, OFFICE, second, "accept_submission")
    expect(accepted.get_by_text("已接收").first).to_be_visible()
    expect(desk.page(CLERK).open(first).get_by_text("本版已有新的版本").first).to_be_visible()

    digest = accepted.locator("text=/^[0-9a-f]{64}$/").first.inner_text()
    verified = desk.page(HEAD).open(f"/verify/?hash={digest}")
    expect(verified.get_by_text("这是现行的版本").first).to_be_visible()
