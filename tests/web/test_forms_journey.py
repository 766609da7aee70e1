"""The way from a visit to a confirmed card in a real browser, by two people, at both sizes and without script."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.actions.steps import APPROVER, OFFICER
from tests.actions.world import CAMPAIGN, TIEXI, an_id
from tests.web.conftest import ROOT, SIZES, Watched
from tests.web.site.story import PASSWORD

from duban.config import catalogue

CLERK = f"clerk-{TIEXI}"
LEDGER = (
    "企业名称,统一社会信用代码,无代码原因,地区,地址,行业\n沈阳示例{0}钢铁有限公司,,个体工商户,铁西区,示例路 9 号,钢铁\n"
)


@pytest.fixture(scope="module")
def season_site() -> Iterator[str]:
    """Address of the product with the invented season, for the length of the module."""
    catalogue.compiled()
    command = [sys.executable, "-m", "tests.web.site", "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout is not None
        yield server.stdout.readline().strip().rstrip("/")
        server.terminate()


Seat = Callable[..., Watched]


@pytest.fixture
def seat(chromium: Browser, season_site: str) -> Iterator[Seat]:
    """A window in which somebody has logged in: ``seat(OFFICER, "phone", script=False)``."""
    windows: list[BrowserContext] = []

    def sit(username: str, size: str = "office", *, script: bool = True) -> Watched:
        width, height = SIZES[size]
        window = chromium.new_context(
            viewport={"width": width, "height": height}, java_script_enabled=script, locale="zh-CN",
            timezone_id="Asia/Shanghai", reduced_motion="reduce",
        )  # fmt: skip
        windows.append(window)
        watched = Watched(window.new_page(), season_site)
        watched.watch()
        page = watched.open("/login/")
        page.fill("[name=username]", username)
        page.fill("[name=password]", PASSWORD)
        page.click("main button.btn-primary")
        page.wait_for_url(season_site + "/")
        return watched

    yield sit
    for window in windows:
        window.close()


def judged(*windows: Watched, axe: bool = True) -> None:
    """Nothing on the console, nothing wider than the screen, nothing that axe finds."""
    for window in windows:
        window.page.wait_for_load_state("networkidle")
        assert window.complaints == []
        wider = window.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wider == 0, window.page.url
        assert not axe or window.violations() == [], window.page.url


def fill_visit(page: Page, *, script: bool = True) -> None:
    """Two officers, an unsafe major hazard, signed."""
    for name in (OFFICER, f"officer2-{TIEXI}"):
        page.get_by_label(f"示例{name}（").check()
    page.get_by_label("检查情况").fill("现场检查炼钢车间。")
    page.get_by_role("button", name="添加一项隐患").click()
    page.locator("[name=hazards-0-description]").fill("会议室设在铁水吊运影响范围内")
    page.get_by_role("group", name="隐患 1").get_by_label("重大隐患", exact=True).check()
    page.get_by_role("group", name="整改期间能否保证安全").get_by_label("否").check()
    page.locator("[name=hazards-0-standard_item]").fill("GM2017-YJ-1")
    assert page.get_by_label("检查情况").input_value() == "现场检查炼钢车间。"
    page.get_by_label("已签字").check()


@pytest.mark.parametrize(("size", "plant"), [("office", "plant-0"), ("phone", "plant-9")])
def test_from_the_visit_to_the_confirmed_card(seat: Seat, size: str, plant: str) -> None:
    officer, approver = seat(OFFICER, size), seat(APPROVER, size)
    page, other = officer.page, approver.page
    officer.open(f"/enterprises/{an_id(plant)}/inspections/new/?campaign={CAMPAIGN}")
    fill_visit(page)
    judged(officer)
    page.get_by_role("button", name="保存并完成").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("已完成")
    judged(officer)
    visit = page.url

    page.get_by_role("link", name="起草责令限期整改指令书").first.click()
    page.get_by_label("统一整改期限").fill("2021-09-25")
    judged(officer)
    page.get_by_role("button", name="起草").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("拟稿")
    order = page.url
    other.goto(order)
    other.get_by_role("link", name="签发责令限期整改指令书").click()
    judged(approver)
    other.get_by_role("button", name="办理").click()
    expect(other.get_by_role("heading", level=1)).to_contain_text("已签发")
    page.goto(order)
    page.get_by_role("link", name="登记文书送达").click()
    page.get_by_label("送达方式").select_option("direct")
    page.get_by_label("受送达人").fill("安全科负责人")
    page.get_by_role("button", name="办理").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("已送达")
    judged(officer)

    page.goto(visit)
    page.get_by_role("link", name="列入黄牌").click()
    judged(officer)
    page.get_by_role("button", name="提出列入").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("待确认")
    other.goto(page.url)
    other.get_by_label("理由").fill("重大隐患，整改期间不能保证安全。")
    judged(approver)
    other.get_by_role("button", name="确认列入").click()
    expect(other.get_by_role("heading", level=1)).to_contain_text("已确认")
    judged(approver)


def test_the_visit_is_recorded_without_script(seat: Seat) -> None:
    window = seat(OFFICER, script=False)
    window.open(f"/enterprises/{an_id('plant-12')}/inspections/new/?campaign={CAMPAIGN}")
    fill_visit(window.page, script=False)
    window.page.get_by_role("button", name="保存并完成").click()
    expect(window.page.get_by_role("heading", level=1)).to_contain_text("已完成")


KEEP_AGAIN = "line => { line.textContent = ''; line.closest('form').dispatchEvent(new Event('input')); }"
"""Typing slowly is kept at every pause; only a new word of the status line says that all of it is."""


def test_what_was_typed_survives_a_closed_window_rows_and_all(seat: Seat) -> None:
    window = seat(OFFICER)
    page = window.page
    path = f"/enterprises/{an_id('plant-13')}/inspections/new/?campaign={CAMPAIGN}"
    window.open(path)
    fill_visit(page)
    page.locator("[data-draft-status]").evaluate(KEEP_AGAIN)
    page.get_by_text("已保存").wait_for()
    page.goto("about:blank")
    window.open(path)
    page.get_by_role("button", name="恢复").click()
    expect(page.locator("[name=hazards-0-description]")).to_have_value("会议室设在铁水吊运影响范围内")
    expect(page.get_by_label(f"示例{OFFICER}（")).to_be_checked()
    judged(window)


@pytest.mark.parametrize("size", ["office", "phone"])
def test_a_ledger_is_imported_and_taken_back(seat: Seat, size: str, tmp_path: Path) -> None:
    window = seat(CLERK, size)
    page = window.open("/ledger/imports/new/")
    file = tmp_path / "台账.csv"
    file.write_text(LEDGER.format(size) + "沈阳示例坏行,123,,铁西区,示例路 8 号,钢铁\n", encoding="utf-8")
    judged(window)
    page.get_by_label("台账工作簿").set_input_files(file)
    page.get_by_role("button", name="上传并预演").click()
    page.get_by_role("heading", name="预演结果").wait_for()
    judged(window)
    with page.expect_download() as download:
        page.get_by_role("button", name="下载标出原因的工作簿").click()
    assert download.value.suggested_filename == "台账（退回）.xlsx"
    page.get_by_role("button", name="导入合格的 1 行").click()
    page.get_by_role("button", name="确定").click()
    page.get_by_text("台账已导入。").wait_for()
    judged(window)
    page.get_by_role("link", name="撤销台账导入").click()
    page.get_by_label("理由").fill("选错了文件")
    page.get_by_role("button", name="办理").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("已撤销")
    judged(window)


def test_what_was_typed_survives_a_session_that_ends_while_typing(seat: Seat) -> None:
    window = seat(OFFICER)
    page = window.page
    window.open(f"/enterprises/{an_id('plant-5')}/inspections/new/?campaign={CAMPAIGN}")
    answered = page.get_by_role("group", name="铁水、钢水、液渣的罐、包耳轴是否按期探伤？")
    answered.get_by_label("符合", exact=True).check()
    fill_visit(page)
    page.locator("[data-draft-status]").evaluate(KEEP_AGAIN)
    expect(page.locator("[data-draft-status]")).to_have_text(re.compile(r"^已保存 \d\d:\d\d$"))
    page.context.clear_cookies(name="duban_session")
    page.get_by_role("button", name="保存并完成").click()
    page.fill("[name=username]", OFFICER)
    page.fill("[name=password]", PASSWORD)
    page.click("main button.btn-primary")
    page.get_by_role("button", name="恢复").click()
    expect(page.locator("[name=hazards-0-description]")).to_have_value("会议室设在铁水吊运影响范围内")
    expect(answered.get_by_label("符合", exact=True)).to_be_checked()
    page.get_by_role("button", name="保存并完成").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("已完成")
    judged(window)


def test_a_hazard_is_entered_by_keyboard_alone(seat: Seat) -> None:
    window = seat(OFFICER)
    page = window.page
    window.open(f"/enterprises/{an_id('plant-20')}/inspections/new/?campaign={CAMPAIGN}")
    page.locator("[name=answers-GM2017-YJ-4]:checked").focus()
    page.keyboard.press("ArrowLeft")  # from 未查 back to 不适用, then to 不符合
    page.keyboard.press("ArrowLeft")
    expect(page.locator("[name=hazards-0-standard_item]")).to_have_value("GM2017-YJ-4")
    expect(page.locator("[name=hazards-0-description]")).to_be_focused()
    page.locator("#library-search").focus()
    page.keyboard.type("mqg")
    page.get_by_role("button", name=re.compile("GM2017-YJ-7")).wait_for()
    page.keyboard.press("Tab")  # past 查找
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("[name=hazards-1-standard_item]")).to_have_value("GM2017-YJ-7")
    expect(page.locator("[name=hazards-1-description]")).to_be_focused()
    judged(window)
