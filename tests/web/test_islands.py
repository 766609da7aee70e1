"""The script's islands, and the same pages without script."""

from __future__ import annotations


def test_select_all_ticks_the_page_and_says_how_many(browse):
    page = browse().open("/list/")
    page.get_by_label("选择本页全部").check()
    assert page.locator("output[data-chosen]").inner_text() == "已勾选 20"
    page.locator("[data-row]").first.uncheck()
    assert page.locator("output[data-chosen]").inner_text() == "已勾选 19"
    assert page.get_by_label("选择本页全部").evaluate("box => box.indeterminate")


def test_a_batch_with_nothing_chosen_is_not_sent(browse):
    page = browse().open("/list/")
    page.get_by_role("button", name="指定责任人").click()
    assert "请先勾选要处理的行" in page.locator("#toasts").inner_text()
    assert page.locator(".messages").count() == 0


def test_all_filtered_rows_are_sent_as_their_filter(browse):
    page = browse().open("/list/?industry=钢铁&sort=-visits")
    page.get_by_label("筛选出的全部").check()
    page.get_by_role("button", name="指定责任人").click()
    page.wait_for_selector(".messages")
    assert page.locator(".messages").inner_text().strip() == "assign：全部：industry=%E9%92%A2%E9%93%81"


def test_a_dangerous_batch_asks_first(browse):
    page = browse().open("/list/")
    page.locator("[data-row]").first.check()
    page.get_by_role("button", name="移出台账").click()
    assert "移出须写明理由" in page.locator("dialog[open]").inner_text()
    page.get_by_role("button", name="取消").click()
    assert page.locator(".messages").count() == 0
    page.get_by_role("button", name="移出台账").click()
    page.get_by_role("button", name="确定").click()
    page.wait_for_selector(".messages")
    assert page.locator(".messages").inner_text().strip().startswith("remove：e")


def test_two_presses_are_one_submission(browse):
    page = browse().open("/form/")
    sent = []
    page.on("request", lambda asked: asked.method == "POST" and sent.append(asked.url))
    page.evaluate("() => { const save = document.querySelector('button[value=save]'); save.click(); save.click(); }")
    page.wait_for_selector("[role=alert]")
    assert len(sent) == 1


def test_what_was_typed_comes_back_after_the_page_was_lost(browse):
    page = browse().open("/form/")
    page.get_by_label("检查地点").fill("二号炉东侧平台")
    page.get_by_label("重大").check()
    page.get_by_label("专家乙").check()
    page.get_by_text("已保存").wait_for()
    page.on("dialog", lambda question: question.accept())
    page.reload()
    assert page.get_by_label("检查地点").input_value() == ""
    page.get_by_role("button", name="恢复").click()
    assert page.get_by_label("检查地点").input_value() == "二号炉东侧平台"
    assert page.get_by_label("重大").is_checked()
    assert page.get_by_label("专家乙").is_checked()


def test_leaving_a_changed_form_asks(browse):
    page = browse().open("/form/")
    asked = []
    page.on("dialog", lambda question: (asked.append(question.type), question.accept()))
    page.get_by_label("检查地点").fill("二号炉")
    page.goto(page.url.replace("/form/", "/list/"))
    assert asked == ["beforeunload"]


def test_a_saved_form_leaves_no_draft(browse):
    page = browse().open("/form/")
    page.get_by_label("检查地点").fill("二号炉东侧平台")
    page.get_by_label("整改期限").fill("2021-08-19")
    page.get_by_label("一般").check()
    page.get_by_role("button", name="保存").click()
    page.wait_for_selector(".messages")
    page.reload()
    assert page.locator(".draft-offer").count() == 0
    assert page.evaluate("Object.keys(localStorage).filter(name => name.includes('draft'))") == []


def test_a_refused_form_keeps_its_draft_and_what_was_typed(browse):
    page = browse().open("/form/")
    page.get_by_label("整改期限").fill("2021年7月2x日")
    page.get_by_role("button", name="保存").click()
    page.wait_for_selector("[role=alert]")
    assert page.get_by_label("整改期限").input_value() == "2021年7月2x日"
    assert "「整改期限」填写的「2021年7月2x日」：须为年-月-日" in page.locator(".field-errors").nth(1).inner_text()
    assert page.evaluate("Object.keys(localStorage).filter(name => name.includes('draft')).length") == 1


def test_an_explanation_opens_and_closes_by_keyboard(browse):
    page = browse().open("/list/")
    summary = page.locator("tbody .due summary").first
    summary.focus()
    page.keyboard.press("Enter")
    assert page.locator("details.due[open]").count() == 1
    page.keyboard.press("Escape")
    assert page.locator("details.due[open]").count() == 0
    assert summary.evaluate("element => element === document.activeElement")


def test_the_first_stop_of_the_keyboard_skips_the_menu(browse):
    page = browse().open("/list/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到正文"


def test_the_menu_of_a_phone_opens_and_closes(browse):
    page = browse("phone").open("/list/")
    assert not page.locator("#menu").is_visible()
    page.locator("[data-menu]").click()
    assert page.locator("#menu").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#menu").is_visible()


def test_a_phone_starts_with_the_query_bar_folded_unless_it_is_in_use(browse):
    window = browse("phone")
    assert not window.open("/list/").get_by_role("button", name="查询").is_visible()
    assert window.open("/list/?industry=钢铁").get_by_role("button", name="查询").is_visible()


def test_without_script_a_list_sorts_filters_explains_and_sends(browse):
    page = browse(script=False).open("/list/")
    page.get_by_role("link", name="检查次数").click()
    assert "sort=visits" in page.url
    page.get_by_label("行业").select_option("水泥")
    page.get_by_role("button", name="查询").click()
    assert "industry=" in page.url
    assert "sort=visits" in page.url
    page.locator("[data-row]").first.check()
    page.get_by_role("button", name="指定责任人").click()
    assert page.locator(".messages").inner_text().strip().startswith("assign：e")


def test_without_script_an_explanation_is_a_page(browse):
    page = browse(script=False).open("/list/")
    page.locator("tbody .due summary").first.click()
    page.get_by_role("link", name="期限怎么算的").first.click()
    assert page.get_by_text("国庆节放假").first.is_visible()


def test_without_script_the_menu_of_a_phone_still_opens(browse):
    page = browse("phone", script=False).open("/list/")
    page.locator("[data-menu]").click()
    assert page.locator("#menu").is_visible()
