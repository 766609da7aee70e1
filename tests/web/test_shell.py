"""The shell: menu, templates without anything inline or untranslated, a style sheet for the oldest browser."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from django.urls import reverse

from duban.web import bundles
from duban.web.menu import MENU
from duban.web.templatetags.ui import icon_names

WEB = Path(bundles.__file__).parent
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
FRONTEND = Path(__file__).parents[2] / "frontend"
TAGS = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}", re.S)
TRANSLATED = re.compile(r"{%\s*blocktrans.*?{%\s*endblocktrans\w*\s*%}", re.S)


def test_the_menu_stands_in_the_order_of_the_work():
    assert " · ".join(entry.title for entry in MENU) == (
        "工作台 · 专项行动 · 企业台账 · 检查方案 · 执法检查 · 隐患整改 · 挂牌督办 · 黄红牌 · 关停验收 · 行政处罚"
        " · 报表报送 · 信息公开 · 协同联动 · 举报 · 统计分析 · 系统管理"
    )


@pytest.mark.parametrize("entry", MENU, ids=lambda entry: entry.code)
def test_a_menu_entry_leads_to_a_page_or_says_that_there_is_none_yet(entry):
    assert entry.icon in icon_names()
    assert entry.page is None or reverse(entry.page).startswith("/")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(WEB).as_posix())
def test_a_template_holds_nothing_inline_and_nothing_untranslated(path):
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|javascript:|https?://", text) == []
    assert re.findall(r"[\u4e00-\u9fff]+", TAGS.sub("", TRANSLATED.sub("", text))) == []


def test_the_bundle_is_built_and_named_by_its_manifest():
    found = bundles.entry("main")
    assert (bundles.BUILD / found["file"]).exists()
    assert found["file"] in bundles.tags("main")
    assert bundles.check_built() == []


def test_an_unknown_bundle_is_an_error():
    with pytest.raises(bundles.BundleMissingError):
        bundles.entry("nonesuch")


def test_an_unbuilt_front_end_is_said_at_start_and_leaves_pages_that_work(tmp_path):
    assert [said.id for said in bundles.check_built(tmp_path / "manifest.json")] == ["web.W001"]
    assert bundles.tags("main", tmp_path / "manifest.json") == ""


def test_a_new_build_is_seen_without_a_restart(tmp_path):
    manifest = tmp_path / "manifest.json"
    for number, name in enumerate(("a", "b")):
        manifest.write_text(json.dumps({"x": {"isEntry": True, "name": "main", "file": f"{name}.js", "css": []}}))
        import os  # noqa: PLC0415 -- two writes may share one tick of the file system's clock

        os.utime(manifest, ns=(number, number))
        assert f"build/{name}.js" in bundles.tags("main", manifest)


@pytest.mark.parametrize(
    "unknown", ["color-mix(", "light-dark(", "oklch(", "@layer", "@container", "@starting-style", "anchor("]
)
def test_the_style_sheet_uses_nothing_that_chromium_109_does_not_know(unknown):
    for sheet in bundles.entry("main")["css"]:
        assert unknown not in (bundles.BUILD / sheet).read_text(encoding="utf-8")


def test_the_bundle_names_no_foreign_address_but_namespaces():
    for path in (bundles.BUILD / "assets").iterdir():
        addresses = set(re.findall(r"https?://[^\s\"'`)%]+", path.read_text(encoding="utf-8")))
        assert {one for one in addresses if not one.startswith("http://www.w3.org/")} == set(), path.name


def test_the_lock_file_names_no_index():
    lock = json.loads((FRONTEND / "package-lock.json").read_text(encoding="utf-8"))
    assert [name for name, package in lock["packages"].items() if "resolved" in package] == []
    assert [name for name, package in lock["packages"].items() if name and "integrity" not in package] == []


@pytest.mark.django_db
def test_the_log_in_page_opens_under_the_products_own_settings(client):
    answer = client.get(reverse("login"))
    assert answer.status_code == 200
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert 'name="password"' in answer.text


@pytest.mark.django_db
def test_a_wrong_password_is_said_in_words_and_keeps_the_name(client):
    answer = client.post(reverse("login"), {"username": "officer-example", "password": "wrong"})
    assert 'role="alert"' in answer.text
    assert 'value="officer-example"' in answer.text
