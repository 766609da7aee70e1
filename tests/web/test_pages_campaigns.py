"""专项行动 on the pages: what a campaign says, a draft edited in forms, published, compared; nothing typed is lost."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from tests.actions.samples_ledger import OFFICE
from tests.actions.world import CAMPAIGN, CITY, TIEXI, an_id, rows, writing
from tests.web.forms import filled
from tests.web.pages import logged_in, queries_of, text_of

from duban.domain.campaign import Test
from duban.domain.document_difference import differences
from duban.queries.campaigns import campaign
from duban.records.models import CampaignDraft, CampaignVersion, User
from duban.specs.campaign_documents import BY_ITEM, Section

pytestmark = pytest.mark.usefixtures("season")

HERE = f"/campaigns/{CAMPAIGN}/"


@pytest.fixture
def office(season: None) -> Client:
    """The campaign office of the city."""
    return logged_in(OFFICE)


def copied(client: Client, campaign_id: str = CAMPAIGN) -> str:
    """The page of a draft copied from the founding campaign."""
    path = f"{HERE}copy/"
    answer = client.post(path, filled(client.get(path)) | {"campaign": campaign_id})
    assert answer.status_code == 302, text_of(answer)
    return str(answer.headers["Location"])


def document() -> dict[str, Any]:
    """What the only draft says now."""
    found: dict[str, Any] = json.loads(rows(CampaignDraft).get().document)
    return found


def save(client: Client, path: str, act: str = "save", /, **changes: Any) -> HttpResponse:
    """Open the form, change some fields, send it."""
    return client.post(path, {**filled(client.get(path)), **changes, "act": act})


def places() -> list[tuple[str, int | None]]:
    """Every form of a draft of the founding campaign."""
    found = campaign(CAMPAIGN)
    counts = {
        Section.GROUNDS: len(found.grounds),
        Section.ANNEXES: len(found.annexes),
        Section.EXAMPLES: len(found.examples),
    }
    return [
        (section.value, item)
        for section in Section
        for item in (range(counts[section]) if section in BY_ITEM else (None,))
    ]


def test_every_form_saved_untouched_changes_nothing(office: Client) -> None:
    draft = copied(office)
    before = document()
    for section, item in places():
        path = f"{draft}{section}/" if item is None else f"{draft}{section}/{item}/"
        answer = save(office, path)
        assert (path, answer.status_code) == (path, 302)
        assert differences(before, document()) == (), path


# What a campaign says --------------------------------------------------------------------------------------------


def test_the_list_leads_to_the_campaign_and_to_its_ledger(office: Client) -> None:
    page = office.get("/campaigns/").content.decode()
    assert f'href="{HERE}"' in page
    assert f'href="/ledger/?campaign={CAMPAIGN}"' in page
    assert "推动淘汰退出阶段" in page


def test_a_campaign_says_everything_in_words(office: Client) -> None:
    page = text_of(office.get(HERE))
    for words in (
        "竖线是今天（2021-08-25）",
        "推动淘汰退出阶段 四（二） 2021-07-16 — 2021-10-01 进行中",
        "G2 重大隐患不能保证安全：责令暂时停产停业并列入黄牌 四（二）",
        "我们的理解：工作方案所称“责令立即停产停业整顿”",
        "成立的条件 同时满足 发现的问题或者隐患没有当场改正，也没有复查合格 属于重大事故隐患",
        "第六十二条第一款第三项",
        "第三十八条 待法规科核实",
        "自 2021-09-01 起适用",
        "正常 成立 重大隐患整改期限届满次日，没有申请复查 2021-08-21 应当建议 G5 列入红牌；G5 提请关闭",
        "共 16 个单位",
        "附件1 重点淘汰行业执法检查统计表（每行一个企业）",
        "公告期间 2021-10-01 — 2021-11-30",
        "现行 2021-07-07",
    ):
        assert words in page


@pytest.mark.parametrize("path", ["/campaigns/nothing/", f"{HERE}?version=9", f"{HERE}difference/?from=1&to=9"])
def test_what_is_not_there_is_not_found(office: Client, path: str) -> None:
    assert office.get(path).status_code == 404


# Editing ---------------------------------------------------------------------------------------------------------


def publish(client: Client, draft: str) -> HttpResponse:
    """Publish the draft from its page."""
    return client.post(draft, {**filled(client.get(draft)), "act": "publish"})


def test_a_new_campaign_is_made_in_the_browser_and_needs_no_code(office: Client) -> None:
    draft = copied(office, "tiexi-2021-1")
    save(office, f"{draft}basics/", title="示例：铁西区专项行动", near_days="10", legal_basis="示例文件甲\n示例文件乙")
    save(office, f"{draft}phases/", "drop:phases.2")
    save(office, f"{draft}phases/", **{"phases.0-title": "全程", "phases.0-last_on": "2021-11-30"})
    save(office, f"{draft}industries/", **{"industries.0-title": "炼钢", "industries.0-hints": "3110\n3120"})
    save(office, f"{draft}grounds/4/", **{"when-applies_to": "any"})
    answer = publish(office, draft)
    assert answer.headers["Location"] == "/campaigns/tiexi-2021-1/"
    found = campaign("tiexi-2021-1")
    assert (found.version, found.title, found.near_days) == ("1", "示例：铁西区专项行动", 10)
    assert found.legal_basis == ("示例文件甲", "示例文件乙")
    assert (found.phases[0].title, found.industries[0].hints) == ("全程", ("3110", "3120"))
    assert found.ground("G5").when == Test("rectification_overdue", {"applies_to": "any"})
    assert campaign(CAMPAIGN).ground("G5").when == Test("rectification_overdue", {"applies_to": "major"})


def test_a_revision_shows_its_difference_before_and_after_it_is_published(office: Client) -> None:
    draft = copied(office)
    save(office, f"{draft}grounds/4/", **{"when-applies_to": "any"})
    save(office, f"{draft}due_dates/", **{"due_dates.1-on": "2021-09-12"})
    save(office, f"{draft}clauses/", **{"clauses.0-clause": "四（一）"})
    shown = (
        "节点 · annexes · 日期 变更 2021-09-10 2021-09-12",
        "G5 · 成立的条件 变更 逾期未整改：期限届满且没有在期限内申请复查，或者申请后复查不合格"
        "（适用范围：重大隐患和停产的整改） 逾期未整改：期限届满且没有在期限内申请复查，或者申请后复查不合格"
        "（适用范围：全部）",
        "其他事项的条款 · 实施检查 变更 四（二） 四（一）",
    )
    before = text_of(office.get(draft))
    assert [words for words in shown if words not in before] == []
    publish(office, draft)
    after = text_of(office.get(f"{HERE}difference/?from=1&to=2"))
    assert [words for words in shown if words not in after] == []
    page = text_of(office.get(HERE))
    assert "现行 2021-08-25" in page
    assert "以前的版本" in page
    assert "这是以前的第 1 版" in text_of(office.get(f"{HERE}?version=1"))


def test_what_is_wrong_is_kept_and_told_at_its_field(office: Client) -> None:
    draft = copied(office)
    path = f"{draft}phases/"
    answer = save(office, path, **{"phases.1-first_on": "七月", "phases.0-title": "", "phases.2-id": "exit"})
    assert answer.headers["Location"] == path
    found = office.get(path)
    html, page = found.content.decode(), text_of(found)
    assert "本部分有 3 处需要改正" in page
    for field, words in (
        ("phases.1-first_on", "“七月”不是日期。例：2021-09-01"),
        ("phases.0-title", "必填"),
        ("phases.2-id", "“exit”与第 2 项重复。例：换一个没有用过的标识"),
    ):
        assert words in html.split(f'id="id_{field}_error"')[1].split("</ul>")[0]
    assert filled(found)["phases.1-first_on"] == ["七月"]
    overview = text_of(office.get(draft))
    assert "阶段 · 第 2 项 · 起始日 ：“七月”不是日期" in overview
    assert "改正后才能核对样例" in overview
    assert "草稿还有 3 处需要改正" in text_of(publish(office, draft))
    assert rows(CampaignVersion).count() == 1


def test_a_fault_inside_a_condition_is_told_at_its_row(office: Client) -> None:
    draft = copied(office)
    path = f"{draft}grounds/3/"
    save(office, path, **{"when.parts.0-is": "card_is"})
    html = office.get(path).content.decode()
    assert (
        "条件“名单类别是…”是对 黄牌、红牌 提的，不能用于 隐患 的依据"
        in html.split('id="id_when.parts.0-is_error"')[1].split("</ul>")[0]
    )
    assert "必填" in html.split('id="id_when.parts.0-colour_error"')[1].split("</ul>")[0]


def test_conditions_are_added_moved_and_turned_without_script(office: Client) -> None:
    draft = copied(office)
    path = f"{draft}grounds/1/"
    added = save(office, path, "add:when.parts")
    values: dict[str, Any] = filled(added) | {"when.parts.3-is": ["not"], "act": "add:when.parts.3.parts"}
    inner = filled(office.post(path, values)) | {"when.parts.3.parts.0-is": ["implementations_missing"]}
    chosen = office.post(path, {**inner, "act": "refresh"})
    assert "when.parts.3.parts.0-applies_to" in filled(chosen)
    last = {**filled(chosen), "when.parts.3.parts.0-applies_to": "listed", "act": "up:when.parts.3"}
    moved = office.post(path, last)
    assert document()["grounds"][1]["when"]["all"] == ["hazard_open", "hazard_is_major", "safety_not_assured"]
    office.post(path, {**filled(moved), "act": "save"})
    assert document()["grounds"][1]["when"]["all"] == [
        "hazard_open",
        "hazard_is_major",
        {"not": {"implementations_missing": {"applies_to": "listed"}}},
        "safety_not_assured",
    ]


def test_an_example_that_does_not_hold_says_why(office: Client) -> None:
    draft = copied(office)
    save(office, f"{draft}examples/1/", overdue="")
    assert (
        "逾期 不成立 重大隐患整改期限届满次日，没有申请复查 2021-08-21 "
        "样例“重大隐患整改期限届满次日，没有申请复查”的逾期不符：应有-，实得i1"
    ) in text_of(office.get(draft))
    assert "工作方案的样例不成立" in text_of(publish(office, draft))


def test_an_example_is_written_with_its_facts(office: Client) -> None:
    draft = copied(office)
    path = f"{draft}examples/3/"
    values: dict[str, Any] = filled(office.get(path)) | {"act": "add:facts.hazards"}
    values = filled(office.post(path, values)) | {
        "title": "示例", "on": "2021-07-20", "questions": "G7", "facts-enterprise": "e", "facts-name": "示例企业",
        "facts-region": "210106", "facts.hazards.0-id": "h1", "facts.hazards.0-visit": "v1", "act": "add:proposes",
        "facts.hazards.0-site": "s1", "facts.hazards.0-found_on": "2021-07-20", "facts.hazards.0-description": "示例",
        "facts.hazards.0-level": "general",
    }  # fmt: skip
    values = filled(office.post(path, values)) | {"proposes.0-ground": "G1", "proposes.0-act": "issue_order"}
    assert office.post(path, {**values, "act": "close"}).headers["Location"] == draft
    assert "正常 成立 示例 2021-07-20" in text_of(office.get(draft))


def test_a_record_is_added_and_taken_out(office: Client) -> None:
    draft = copied(office)
    path = f"{draft}grounds/12/"
    office.post(path, {**filled(office.get(path)), "id": "Z1", "act": "save"})
    assert document()["grounds"][12]["id"] == "Z1"
    answer = office.post(path, {**filled(office.get(path)), "act": "remove"})
    assert (answer.headers["Location"], len(document()["grounds"])) == (f"{draft}grounds/", 12)
    assert office.get(f"{draft}grounds/14/").status_code == 404


def test_of_two_people_the_second_is_shown_the_difference_and_loses_nothing(office: Client) -> None:
    draft = copied(office)
    path = f"{draft}industries/"
    second: dict[str, Any] = filled(office.get(path))
    save(office, path, **{"industries.0-title": "甲的钢铁"})
    typed = {**second, "industries.0-title": "乙的钢铁", "act": "save"}
    answer = office.post(path, typed)
    page = text_of(answer)
    assert "没有保存：您打开之后，这一部分已被修改" in page
    assert "重点行业 · steel · 名称 变更 甲的钢铁 乙的钢铁" in page
    assert document()["industries"][0]["title"] == "甲的钢铁"
    again = filled(answer)
    assert again["industries.0-title"] == ["乙的钢铁"]
    assert office.post(path, {**again, "act": "save"}).status_code == 302
    assert document()["industries"][0]["title"] == "乙的钢铁"


def test_a_form_sent_twice_is_saved_once_and_is_no_conflict(office: Client) -> None:
    path = f"{copied(office)}industries/"
    values = {**filled(office.get(path)), "industries.0-title": "炼钢", "act": "save"}
    assert [office.post(path, values).status_code for _ in range(2)] == [302, 302]


def test_a_discarded_draft_is_gone(office: Client) -> None:
    draft = copied(office)
    answer = office.post(draft, {**filled(office.get(draft)), "act": "discard"})
    assert answer.headers["Location"] == "/campaigns/"
    assert rows(CampaignDraft).count() == 0
    assert office.get(draft).status_code == 404


def test_an_unknown_section_and_an_item_of_a_whole_section_are_not_found(office: Client) -> None:
    draft = copied(office)
    assert [office.get(f"{draft}{tail}").status_code for tail in ("nothing/", "phases/0/")] == [404, 404]


# Who -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("by", [f"officer-{TIEXI}", f"leader-{CITY}"])
def test_readers_see_the_campaign_but_write_none(office: Client, by: str) -> None:
    draft = copied(office)
    reader = logged_in(by)
    assert "复制、修订" not in text_of(reader.get(HERE))
    assert "草稿" not in text_of(reader.get("/campaigns/"))
    paths = [f"{HERE}copy/", draft, f"{draft}phases/", f"{draft}grounds/0/"]
    assert [reader.get(path).status_code for path in paths] == [403, 403, 403, 403]


def test_a_draft_of_another_unit_does_not_exist(office: Client) -> None:
    draft = copied(office)
    with writing(TIEXI):
        User.objects.filter(pk=an_id(f"all-{TIEXI}")).update(roles=["campaign_office"])
    below = logged_in(f"all-{TIEXI}")
    assert [below.get(f"{draft}{tail}").status_code for tail in ("", "phases/", "grounds/0/")] == [404, 404, 404]
    assert "没有草稿" in text_of(below.get("/campaigns/"))


def test_the_number_of_queries_does_not_grow_with_what_is_edited(office: Client) -> None:
    draft = copied(office)
    few, many = (queries_of(office, f"{draft}grounds/{item}/") for item in (0, 7))
    assert few == many
    assert queries_of(office, HERE) < 25
