"""Takes the pictures of ``docs/pictures`` anew from a demo of its own: ``make pictures``.

The demo's day is fixed and its data are invented, so that a picture changes only where a page does.
"""

from __future__ import annotations

import os
import random
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import which

from playwright.sync_api import Browser, BrowserContext, sync_playwright

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "pictures"
CAMPAIGN, DAY = "shenyang-2021-32", "2021-09-10"
OFFICE, PHONE = (1366, 768), (390, 844)
START = 600  # seconds that a first start may take on a busy machine


@dataclass(frozen=True)
class Picture:
    """One page as one person sees it."""

    name: str
    title: str
    username: str
    path: str
    size: tuple[int, int] = OFFICE


OFFICER, CLERK, CITY, ADMIN = "officer-210106", "clerk-210106", "campaign_office-210100", "system_admin-210100"
PICTURES = (
    Picture("workbench", "工作台", OFFICER, "/"),
    Picture("campaign", "专项行动", CITY, f"/campaigns/{CAMPAIGN}/"),
    Picture("ledger", "企业台账", CLERK, "/ledger/"),
    Picture("map", "统计分析和地图", CITY, "/statistics/"),
    Picture("plans", "检查方案", OFFICER, "/plans/"),
    Picture("inspections", "执法检查", OFFICER, "/inspections/"),
    Picture("hazards", "隐患整改", OFFICER, "/hazards/"),
    Picture("listings", "挂牌督办", OFFICER, "/listings/"),
    Picture("cards", "黄红牌", "approver-210106", "/cards/"),
    Picture("card-pool", "接近黄红牌的企业", "approver-210106", "/cards/pool/"),
    Picture("closures", "关停验收", "head-210106", "/closures/"),
    Picture("penalties", "行政处罚", OFFICER, "/penalties/"),
    Picture("returns", "报送情况", CITY, "/returns/"),
    Picture("return-new", "编制附件1", CLERK, f"/returns/new/?campaign={CAMPAIGN}&annex=1&on={DAY}"),
    Picture("annex-2", "附件2（实时报表）", CITY, "/annexes/2/"),
    Picture("wall", "大屏", "leader-210100", "/wall/"),
    Picture("calendar", "工作日历", ADMIN, "/administration/calendars/?year=2021"),
    Picture("law", "法条", OFFICER, "/administration/law/?used=yes"),
    Picture("units", "单位", ADMIN, "/administration/units/"),
    Picture("workbench-phone", "工作台（手机）", OFFICER, "/", PHONE),
    Picture("hazards-phone", "隐患整改（手机）", OFFICER, "/hazards/", PHONE),
    Picture("returns-phone", "报送情况（手机）", CITY, "/returns/", PHONE),
)


def main() -> None:
    """Take every picture and write the page that lists them."""
    FOLDER.mkdir(exist_ok=True)
    with demo() as (address, logins), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_chromium(), args=["--no-sandbox"])
        for picture in PICTURES:
            window = _logged_in(browser, address, picture, logins[picture.username])
            _take(window, address, picture)
            window.close()
        browser.close()
    (FOLDER / "README.md").write_text(_listing(), encoding="utf-8")


@contextmanager
def demo() -> Iterator[tuple[str, dict[str, str]]]:
    """Address and logins of a demo in a folder of its own, stopped afterwards."""
    with tempfile.TemporaryDirectory(prefix="duban-pictures-") as folder:
        Path(folder).chmod(0o711)  # the database's own account passes through
        address, state = f"127.0.0.1:{_free_port()}", Path(folder) / "state"
        command = [sys.executable, "-m", "duban.cli", "up", "--demo", "--today", DAY, "--listen", address]
        environ = os.environ | {"DUBAN_STATE": str(state)}
        with subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.DEVNULL) as server:  # noqa: S603 -- our own words
            try:
                _wait(server, f"http://{address}/alive")
                yield f"http://{address}", _logins(state / "demo-logins.txt")
            finally:
                server.terminate()


def _wait(server: subprocess.Popen[bytes], url: str) -> None:
    end = time.monotonic() + START
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=2):  # noqa: S310 -- our own address
                return
        except OSError:
            time.sleep(0.5)
    raise SystemExit("示例系统没有启动。")


def _logins(path: Path) -> dict[str, str]:
    return dict(line.split(" ", 1) for line in path.read_text(encoding="utf-8").splitlines())


def _free_port() -> int:
    while True:
        port = random.randint(10_240, 32_767)  # noqa: S311 -- no secret
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return port


def _chromium() -> str:
    found = next(filter(None, map(which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        raise SystemExit("没有 Chromium，请先安装：apt-get install chromium。")
    return found


def _logged_in(browser: Browser, address: str, picture: Picture, password: str) -> BrowserContext:
    width, height = picture.size
    window = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN", reduced_motion="reduce")
    page = window.new_page()
    page.goto(f"{address}/login/")
    page.fill("[name=username]", picture.username)
    page.fill("[name=password]", password)
    page.click("form.login button")
    page.wait_for_url(f"{address}/")
    page.close()
    return window


def _take(window: BrowserContext, address: str, picture: Picture) -> None:
    page = window.new_page()
    answer = page.goto(f"{address}{picture.path}")
    if answer is None or answer.status != 200:  # noqa: PLR2004 -- as the protocol has it
        raise SystemExit(f"{picture.path}: {None if answer is None else answer.status}")
    page.wait_for_load_state("networkidle")
    page.screenshot(path=FOLDER / f"{picture.name}.jpg", type="jpeg", quality=70)


def _listing() -> str:
    pictures = "\n\n".join(f"## {one.title}\n\n![{one.title}]({one.name}.jpg)" for one in PICTURES)
    head = f"# 主要页面\n\n`make pictures` 重新生成。示例数据全部虚构，日期固定为 {DAY}。\n\n"
    return f"{head}{pictures}\n"


if __name__ == "__main__":
    main()
