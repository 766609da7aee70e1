"""How a dated code list is written in a spec file; shared by determination standards and elimination catalogues."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from duban.domain.code_lists import CodeList, Item, Section
from duban.domain.messages import N_, Message
from duban.specs.places import Place, Problems, duplicate_id
from duban.specs.reading import BOOLEAN, DAY, ID, TEXT, Entry, Kind, integer, listing, matching, record

GB_CODES = listing(matching(r"\d{2,4}", N_("国民经济行业代码（2 至 4 位数字）"), "3011"))
"""GB/T 4754 codes or their beginnings."""

_COUNT = integer(minimum=0)


@dataclass(frozen=True, slots=True)
class WrittenList:
    """A list with the place where it says which one it supersedes."""

    value: CodeList
    supersedes: str
    place: Place


def code_list(scope_key: str, scope: Kind[tuple[str, ...]]) -> Kind[WrittenList]:
    """A list whose sections say under ``scope_key`` whom they concern."""
    return record(lambda entry: _read_list(entry, scope_key, scope), example="id: GM2017")


def _read_list(entry: Entry, scope_key: str, scope: Kind[tuple[str, ...]]) -> WrittenList:
    entry.in_order("from", "to")
    list_id = entry.required("id", ID, example="GM2017")
    code = matching(rf"{re.escape(list_id)}-[A-Z0-9-]+", N_("以目录标识开头的条目编号"), f"{list_id or 'GM2017'}-YJ-1")
    section = record(lambda part: _read_section(part, code, scope_key, scope), example="id: YJ")
    read = CodeList(
        id=list_id,
        title=entry.required("title", TEXT),
        number=entry.required("number", TEXT, example="安监总管四〔2017〕129号"),
        first_on=entry.required("from", DAY),
        last_on=entry.optional("to", DAY),
        dates_verified=entry.required("from_verified", BOOLEAN),
        number_verified=entry.optional("number_verified", BOOLEAN, True),
        source=entry.required("source", TEXT),
        sections=entry.required("sections", listing(section, unique="id", at_least=1)),
    )
    _check_complete(entry, read)
    _check_repeated_codes(entry, read)
    return WrittenList(read, entry.optional("supersedes", ID, ""), entry.place_of("supersedes"))


def _read_section(entry: Entry, code: Kind[str], scope_key: str, scope: Kind[tuple[str, ...]]) -> Section:
    total = entry.optional("total", _COUNT)
    at_least = entry.optional("at_least", _COUNT)
    entry.check(
        (total is None) != (at_least is None),
        "id",
        Message("spec.one_count", N_("条目总数写 total，只知道下限写 at_least，两者写且只写一个")),
        "total: 11",
    )
    item = record(lambda part: _read_item(part, code), example=f"code: {code.example}")
    section = Section(
        id=entry.required("id", ID, example="YJ"),
        title=entry.required("title", TEXT),
        scope=entry.required(scope_key, scope),
        expected=total if total is not None else at_least or 0,
        open_ended=at_least is not None,
        items=entry.required("items", listing(item)),
    )
    params = {"n": len(section.items), "expected": section.expected}
    entry.check(
        section.missing >= 0,
        "items",
        Message("spec.too_many_items", N_("有{n}个条目，多于写明的{expected}个"), params),
        f"total: {len(section.items)}",
    )
    return section


def _read_item(entry: Entry, code: Kind[str]) -> Item:
    return Item(
        code=entry.required("code", code),
        text=entry.required("text", TEXT),
        verified=entry.required("verified", BOOLEAN),
    )


def _check_complete(entry: Entry, read: CodeList) -> None:
    stated = entry.required("complete", BOOLEAN)
    text = N_("complete 与条目不符：已知缺{missing}条，是否还有未知的缺条：{open_ended}")
    params = {"missing": read.missing, "open_ended": N_("是") if read.open_ended else N_("否")}
    entry.check(
        "complete" not in entry.keys or stated is read.complete,
        "complete",
        Message("spec.complete_differs", text, params),
        f"complete: {str(read.complete).lower()}",
    )


def _check_repeated_codes(entry: Entry, read: CodeList) -> None:
    counted = Counter(item.code for section in read.sections for item in section.items if item.code)
    repeated = [code for code, times in counted.items() if times > 1]
    entry.check(
        not repeated,
        "sections",
        Message("spec.repeated_code", N_("条目编号重复：{codes}"), {"codes": "、".join(repeated)}),
        N_("每个编号只用一次"),
    )


def check_succession(lists: tuple[WrittenList, ...], problems: Problems) -> None:
    """Refuse repeated ids, an unknown predecessor, and a gap or an overlap between two versions."""
    known: dict[str, WrittenList] = {}
    for written in lists:
        if written.value.id in known:
            first = known[written.value.id].place
            problems.add(written.place, duplicate_id("id", written.value.id, first), N_("换一个没有用过的标识"))
        known.setdefault(written.value.id, written)
    for written in lists:
        if written.supersedes:
            _check_predecessor(written, known.get(written.supersedes), problems)


def _check_predecessor(written: WrittenList, earlier: WrittenList | None, problems: Problems) -> None:
    first_on = written.value.first_on
    if earlier is None:
        message = Message("spec.unknown_list", N_("没有名为“{id}”的目录或标准"), {"id": written.supersedes})
        problems.add(written.place, message, "supersedes: GM2017")
    elif earlier.value.last_on is None or earlier.value.last_on + timedelta(days=1) != first_on:
        params = {"earlier": earlier.value.id, "last": earlier.value.last_on or N_("（未写）"), "first": first_on}
        text = N_("版本不衔接：{earlier} 止于{last}，本版自{first}起")
        problems.add(written.place, Message("spec.not_adjoining", text, params), "to: 2023-05-14 / from: 2023-05-15")
