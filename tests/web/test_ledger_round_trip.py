"""导出、修改、再导入: an exported ledger comes back as it went; what was edited in it comes as changed, no more."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook, load_workbook
from tests.actions.world import CAMPAIGN, CITY, HUNNAN, TIEXI, an_id, do, rows
from tests.web.forms import data, filled
from tests.web.pages import logged_in, text_of

from duban.domain.ledger.credit_code import EXAMPLE, check_sign
from duban.records.models import Enterprise, LedgerEntry, SafetyProfile, Site

pytestmark = pytest.mark.usefixtures("season")

NEW = "/ledger/imports/new/"
HEAD = [
    "企业名称", "统一社会信用代码", "无代码原因", "地区", "地址", "行业", "国民经济行业代码", "法定代表人", "联系人",
    "联系电话", "标准化等级", "标准化有效期至", "双重预防机制", "风险等级", "经营状态", "状态日期", "从业人数",
    "列入依据", "备注", "纬度", "经度",
]  # fmt: skip
FULL = (
    "沈阳示例全栏钢铁有限公司", EXAMPLE, "", "铁西区", "示例路 7 号", "钢铁", "3110", "示例法人", "示例联系人",
    "024-00000007", "三级", "2023-05-06", "是", "橙", "停产", "2021-06-01", "320", "工信部门提供名单", "示例备注",
    "41.80571", "123.43152",
)  # fmt: skip
BARE = ("沈阳示例无代码铸造厂", "", "个体工商户", "铁西区", "示例路 8 号", "钢铁", *[""] * 15)
Sheet = list[list[Any]]


@pytest.fixture(autouse=True)
def kept_files(settings: Any, tmp_path: Path) -> None:
    settings.FILES_DIR = tmp_path


@pytest.fixture
def clerk() -> Client:
    return logged_in(f"clerk-{TIEXI}")


def exported(client: Client, query: str = "") -> Sheet:
    """The ledger's own workbook."""
    answer: Any = client.post(reverse("list_export", args=["ledger"]), {"deed": str(uuid4()), "query": query})
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    return [list(row) for row in book.worksheets[0].iter_rows(values_only=True)]


def checked(client: Client, sheet: Sheet) -> Any:
    """The dry run of a workbook with these rows."""
    book, content = Workbook(), io.BytesIO()
    for row in sheet:
        book.active.append(row)
    book.save(content)
    file = SimpleUploadedFile("企业台账.xlsx", content.getvalue())
    return client.post(NEW, {"campaign": CAMPAIGN, "file": file})


def committed(client: Client, answer: Any) -> None:
    action = answer.content.decode().split('<form method="post" action="/ledger/imports/', 1)[1].split('"', 1)[0]
    done = client.post(f"/ledger/imports/{action}", data(filled(answer)) | {"act": "commit"})
    assert done.status_code == 302


def counted(answer: Any) -> Mapping[str, int]:
    """How many rows came out how; those without any are left out."""
    page = text_of(answer)
    words = {"新增": "new", "变更": "changed", "无变化": "unchanged", "存疑": "doubtful", "退回": "rejected"}
    told = {word: re.search(rf"{title} (\d+) 行", page) for title, word in words.items()}
    return {word: int(found[1]) for word, found in told.items() if found and found[1] != "0"}


@pytest.fixture
def kept(clerk: Client) -> Client:
    """A ledger with an enterprise of which everything is told, and one of which little is."""
    committed(clerk, checked(clerk, [list(HEAD), list(FULL), list(BARE)]))
    return clerk


def row_of(sheet: Sheet, name: str) -> dict[str, Any]:
    return next(dict(zip(sheet[0], row, strict=True)) for row in sheet[1:] if row[0] == name)


def edited(sheet: Sheet, name: str, **changes: Any) -> Sheet:
    return [
        [changes.get(title, value) if row[0] == name else value for title, value in zip(sheet[0], row, strict=True)]
        for row in sheet
    ]


def test_a_ledger_comes_back_as_it_went(kept: Client) -> None:
    sheet = exported(kept)
    assert counted(checked(kept, sheet)) == {"unchanged": len(sheet) - 1}


def test_a_citys_ledger_of_several_districts_and_a_zone_comes_back_as_it_went() -> None:
    clerk = logged_in(f"clerk-{CITY}")
    sheet = exported(clerk)
    assert {HUNNAN, TIEXI} <= {dict(zip(sheet[0], row, strict=True))["区划代码"] for row in sheet[1:]}
    assert counted(checked(clerk, sheet)) == {"unchanged": len(sheet) - 1}


def test_what_was_imported_is_exported_again_word_for_word(kept: Client) -> None:
    found = row_of(exported(kept), FULL[0])
    day = {"标准化有效期至", "状态日期"}
    told = {title: str(found[title])[: 10 if title in day else None] for title in HEAD if found[title] is not None}
    written = {"地址": "示例路7号", "风险等级": "橙（较大风险）"}
    assert told == {title: value for title, value in zip(HEAD, FULL, strict=True) if value} | written


@pytest.mark.parametrize(
    ("title", "value", "stored"),
    [
        ("企业名称", "沈阳示例更名钢铁有限公司", lambda one: one.name),
        ("地址", "示例路77号", lambda one: Site.objects.get(enterprise=one).address),
        ("列入依据", "发改部门提供名单", lambda one: LedgerEntry.objects.get(enterprise=one).inclusion_basis),
        ("从业人数", 321, lambda one: one.workforce),
        ("联系电话", "024-00000008", lambda one: one.telephone),
        ("标准化等级", "二级", lambda one: _profile(one).standardisation),
        ("风险等级", "红", lambda one: _profile(one).risk),
        ("双重预防机制", "否", lambda one: _profile(one).dual_prevention),
        ("经营状态", "在产", lambda one: one.operating_status),
        ("备注", "示例改", lambda one: LedgerEntry.objects.get(enterprise=one).remark),
    ],
)
@pytest.mark.parametrize("name", [FULL[0], BARE[0]])
def test_one_edit_is_one_change_of_the_same_enterprise(
    kept: Client, title: str, value: Any, stored: Callable[[Enterprise], Any], name: str
) -> None:
    one = rows(Enterprise).get(name=name)
    sheet = edited(exported(kept), name, **{title: value})
    answer = checked(kept, sheet)
    assert counted(answer) == {"changed": 1, "unchanged": len(sheet) - 2}
    committed(kept, answer)
    words = {"二级": "second", "红": "red", "否": "no", "在产": "operating"}
    assert stored(rows(Enterprise).get(pk=one.pk)) == words.get(value, value)


def _profile(one: Enterprise) -> SafetyProfile:
    return SafetyProfile.objects.filter(enterprise=one).order_by("-stated_on", "-id")[0]


def test_a_code_that_came_later_is_entered_by_the_workbook(kept: Client) -> None:
    one, code = rows(Enterprise).get(name=BARE[0]), f"{EXAMPLE[:8]}MA0P00001"
    code += check_sign(code)
    sheet = edited(exported(kept), BARE[0], 统一社会信用代码=code, 无代码原因=None)
    answer = checked(kept, sheet)
    assert counted(answer) == {"changed": 1, "unchanged": len(sheet) - 2}
    committed(kept, answer)
    assert rows(Enterprise).get(pk=one.pk).credit_code == code


def test_an_id_with_another_enterprises_code_waits_for_a_person(kept: Client) -> None:
    sheet = edited(exported(kept), BARE[0], 统一社会信用代码=EXAMPLE)
    answer = checked(kept, sheet)
    assert counted(answer) == {"doubtful": 1, "unchanged": len(sheet) - 2}
    assert "企业编号是这一家，信用代码却属于另一家企业" in text_of(answer)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("十七号", "企业编号“十七号”：应为导出文件中的企业编号；新企业请留空"),
        (str(an_id("nothing")), "没有这家企业的登记，或者已作废、已合并"),
        (str(an_id("plant-210112")), "没有这家企业的登记，或者已作废、已合并"),  # a sister district's
    ],
)
def test_an_id_that_names_nothing_here_is_returned(kept: Client, told: str, said: str) -> None:
    answer = checked(kept, edited(exported(kept), BARE[0], 企业编号=told))
    assert counted(answer)["rejected"] == 1
    assert said in text_of(answer)


def test_a_row_of_a_record_that_was_merged_meanwhile_is_returned(kept: Client) -> None:
    sheet, gone = exported(kept), rows(Enterprise).get(name=BARE[0]).pk
    enterprise = rows(Enterprise).get(name=FULL[0]).pk
    on = rows(LedgerEntry).get(enterprise=gone).added_on
    do("merge_enterprises", by=f"approver-{TIEXI}", on=on, enterprise=enterprise, gone=gone, reason="示例")
    answer = checked(kept, sheet)
    assert counted(answer)["rejected"] == 1
    assert "没有这家企业的登记，或者已作废、已合并" in text_of(answer)


def test_who_does_not_keep_the_ledger_takes_no_contacts_along(kept: Client) -> None:
    heads = [exported(logged_in(f"{role}-{TIEXI}"))[0] for role in ("officer", "leader")]
    assert [set(each) & {"联系人", "联系电话", "法定代表人", "企业编号"} for each in heads] == [set(), set()]
