"""The sections of a plan 工作方案各节: their fields, and how the file's own writing is turned into rows and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from duban.domain.messages import N_
from duban.specs.campaign_documents import BY_ITEM, Section
from duban.specs.documents import Document, Path, at
from duban.web.campaign_forms import choices, conditions
from duban.web.campaign_forms.fact_shapes import FACTS
from duban.web.campaign_forms.shapes import Field, Kind, Nested, Record, Rows, Shape, of

_ID, _TITLE, _CLAUSE = N_("标识"), N_("名称"), N_("条款")
_EN, _FIRST, _LAST = N_("英文名称"), N_("起始日"), N_("截止日")
_CODE_HELP = N_("字母、数字、点、横线、下划线；发布后不要改，台账和报表按它对应。")


def _id(example: str) -> Field:
    return Field("id", _ID, required=True, example=example, help=_CODE_HELP)


_NAMED = (Field("title", _TITLE, required=True), Field("en", _EN))
_CLAUSED = Field("clause", _CLAUSE, required=True, example="四（二）")

_BASICS: Shape = (
    Field("number", N_("文号"), required=True, example="沈应急发〔2021〕32号"),
    Field("title", _TITLE, Kind.LONG, required=True),
    Field("en", _EN, Kind.LONG),
    Field("agency", N_("发文机关"), Kind.CHOICE, choices.units, required=True),
    Field("issued_on", N_("印发日期"), Kind.DAY, required=True),
    Field("first_on", _FIRST, Kind.DAY, required=True),
    Field("last_on", _LAST, Kind.DAY, required=True),
    Field("inspect_by", N_("全覆盖检查截止日"), Kind.DAY, required=True),
    Field("near_days", N_("节点前几天起提示临近"), Kind.NUMBER, required=True, example="30"),
    Field("legal_basis", N_("依据文件"), Kind.LINES, required=True),
)
_PHASES: Shape = (
    _id("exit"), *_NAMED, Field("first_on", _FIRST, Kind.DAY, required=True),
    Field("last_on", _LAST, Kind.DAY, required=True), _CLAUSED,
)  # fmt: skip
_DUE_DATES: Shape = (
    _id("annexes"), *_NAMED, Field("on", N_("日期"), Kind.DAY, required=True), _CLAUSED,
    Field("annexes", N_("届时报送的附件"), Kind.LINES, help=N_("一行一个附件标识；不报送的不填。"), example="1"),
)  # fmt: skip
_INDUSTRIES: Shape = (
    _id("steel"), *_NAMED,
    Field("hints", N_("国民经济行业代码"), Kind.LINES, help=N_("一行一个；只作提示，不据此认定。"), example="3110"),
)  # fmt: skip
_PROPOSALS: Shape = (
    Field("act", N_("下一步"), Kind.CHOICE, choices.acts, required=True),
    Field("concepts", N_("引用的法条"), Kind.SEVERAL, choices.concepts),
    Field("deadline", N_("期限"), Kind.CHOICE, choices.deadlines),
    Field("basis", N_("须同时成立的法定依据"), example="L1", help=N_("本方案中对企业提的依据的标识。")),
    Field("both_laws", N_("违法行为跨越修法日的，新旧条文都要对照"), Kind.TICK),
)
_GROUND: Shape = (
    _id("G1"), *_NAMED,
    Field("subject", N_("对什么提出"), Kind.CHOICE, choices.subjects, required=True),
    _CLAUSED,
    Field("valid_from", N_("适用自"), Kind.DAY),
    Field("valid_to", N_("适用至"), Kind.DAY),
    Field("reading", N_("我们的理解"), Kind.LONG),
    Field("reading_en", N_("我们的理解（英文）"), Kind.LONG),
    Nested("when", N_("成立的条件"), conditions.shape),
    Rows("proposes", N_("建议"), N_("建议"), of(_PROPOSALS)),
)  # fmt: skip
_CLAUSES: Shape = (Field("act", N_("下一步"), Kind.CHOICE, choices.acts, required=True), _CLAUSED)
_COLUMNS: Shape = (
    Field("code", _ID, required=True, example="visits"),
    Field("title", N_("栏名"), required=True),
    Field("kind", N_("种类"), Kind.CHOICE, choices.column_kinds, required=True),
    Field("measure", N_("计数口径"), Kind.CHOICE, choices.measures, help=N_("不选的按标识计。")),
    Field("rule", N_("计数规则"), Kind.LONG, required=True),
)
_ANNEX: Shape = (
    _id("1"), Field("title", _TITLE, required=True),
    Field("rows", N_("每行一个"), Kind.CHOICE, choices.row_kinds, required=True),
    Rows("columns", N_("栏目"), N_("栏目"), of(_COLUMNS)),
    Field("notes", N_("表后附注"), Kind.LINES),
)  # fmt: skip
_PUBLICATION: Shape = (
    Field("from_on", N_("公告自"), Kind.DAY, required=True),
    Field("by_on", N_("公告不晚于"), Kind.DAY, required=True),
    _CLAUSED,
    Field("rules", N_("公告前的要求"), Kind.LINES),
)
_PROMISES: Shape = (
    Field("ground", N_("依据"), required=True, example="G5"),
    Field("act", N_("下一步"), Kind.CHOICE, choices.acts, required=True),
)
_EXAMPLE: Shape = (
    Field("title", _TITLE, required=True),
    Field("on", N_("日期"), Kind.DAY, required=True),
    Rows("proposes", N_("应当建议"), N_("建议"), of(_PROMISES)),
    Field("overdue", N_("应当逾期的整改项"), Kind.LINES, help=N_("一行一个编号。")),
    Field("questions", N_("应当待查明的依据"), Kind.LINES, help=N_("一行一个依据标识。")),
    Nested("facts", N_("假设的事实"), of(FACTS)),
)

SHAPES: Mapping[Section, Shape] = {
    Section.BASICS: _BASICS,
    Section.PHASES: (Rows("phases", N_("阶段"), N_("阶段"), of(_PHASES)),),
    Section.DUE_DATES: (Rows("due_dates", N_("节点"), N_("节点"), of(_DUE_DATES)),),
    Section.INDUSTRIES: (Rows("industries", N_("重点行业"), N_("行业"), of(_INDUSTRIES)),),
    Section.PARTICIPANTS: (Field("participants", N_("参加单位"), Kind.SEVERAL, choices.units, required=True),),
    Section.GROUNDS: _GROUND,
    Section.CLAUSES: (Rows("clauses", N_("其他事项的条款"), N_("事项"), of(_CLAUSES)),),
    Section.ANNEXES: _ANNEX,
    Section.PUBLICATION: (Nested("publication", N_("公告规则"), of(_PUBLICATION)),),
    Section.EXAMPLES: _EXAMPLE,
}
"""What is edited on one page: a section, or one record of a section that is edited record by record."""


def opened(section: Section, part: Document | None) -> dict[str, Any]:
    """A part of the file as the form holds it."""
    record = dict(part) if isinstance(part, dict) else {}
    if section is Section.GROUNDS:
        record["when"] = conditions.opened(record.get("when"))
    if section is Section.CLAUSES and isinstance(record.get("clauses"), dict):
        record["clauses"] = [{"act": act, "clause": clause} for act, clause in cast(Record, record["clauses"]).items()]
    if section is Section.EXAMPLES and isinstance(record.get("proposes"), list):
        pairs = [str(each).partition(" ") for each in cast(list[Any], record["proposes"])]
        record["proposes"] = [{"ground": ground, "act": act} for ground, _, act in pairs]
    return record


def closed(section: Section, record: Record) -> dict[str, Any]:
    """What the form holds as the file says it; what was left blank is not there."""
    part = dict(record)
    if section is Section.GROUNDS and part.get("when"):
        part["when"] = conditions.closed(part["when"])
    if section is Section.CLAUSES and part.get("clauses"):
        part["clauses"] = {each.get("act", ""): each.get("clause", "") for each in part["clauses"]}
    if section is Section.EXAMPLES and part.get("proposes"):
        part["proposes"] = [f"{each.get('ground', '')} {each.get('act', '')}" for each in part["proposes"]]
    return part


def form_path(section: Section, document: Mapping[str, Document], path: Path) -> Path:
    """Where in the form a value of the file stands; the place of the record itself is left out."""
    inner = path[2:] if section in BY_ITEM else path
    if section is Section.GROUNDS and inner[:1] == ("when",):
        return ("when", *conditions.form_path(at(dict(document), path[:3]), inner[1:]))
    if section is Section.CLAUSES and len(inner) > 1:
        acts = list(cast(Record, document.get("clauses") or {}))
        return ("clauses", acts.index(inner[1]), "clause") if inner[1] in acts else inner[:1]
    if section is Section.EXAMPLES and inner[:1] == ("proposes",) and len(inner) > 1:
        return (*inner, "ground")
    return inner
