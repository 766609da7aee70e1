"""What may be chosen in the forms of a plan: units, acts, articles, deadlines, ways of counting."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.translation import gettext

from duban.config import clock
from duban.domain.annex_table import ColumnKind
from duban.domain.annexes import MEASURES
from duban.domain.campaign import Subject
from duban.domain.messages import N_
from duban.domain.standing import Act
from duban.queries.agencies import bureaus
from duban.queries.law import law_in_use
from duban.queries.units import every_agency
from duban.web.deed_forms import Choices, words_of

WRITTEN: Mapping[str, str] = MappingProxyType(
    {
        "serial": N_("序号"),
        "enterprise": N_("企业名称"),
        "region": N_("地区"),
        "address": N_("地址"),
        "industry": N_("行业"),
        "remark": N_("备注"),
        "content": N_("限期整改内容"),
        "passed": N_("是否按期整改合格"),
        "card": N_("黄牌、红牌"),
        "basis": N_("关闭依据"),
        "closed": N_("是否已关闭"),
    }
)
"""What a column may show besides what is counted."""
ROWS: Mapping[str, str] = MappingProxyType({"enterprise": N_("企业"), "card": N_("黄牌、红牌")})


def units() -> Choices:
    """Every unit that keeps a ledger."""
    return [(code, f"{name}（{code}）") for code, name in bureaus(every_agency()).items()]


def acts() -> Choices:
    """What a ground may propose."""
    return words_of(Act)


def subjects() -> Choices:
    """Of what a ground is asked."""
    return words_of(Subject)


def concepts() -> Choices:
    """What may be cited, with its article of today; one of another day may be cited too."""
    on, law = clock.today(), law_in_use()
    found = []
    for concept in law.lawbook.concepts.values():
        cited = law.cited(concept.id, on)
        mark = "" if cited is None or cited.verified else gettext("（待法规科核实）")
        found.append((concept.id, f"{concept.topic}：{cited.text}{mark}" if cited else concept.topic))
    return sorted(found, key=lambda pair: pair[1])


def deadlines() -> Choices:
    """The clocks of the law."""
    return [(rule.code, f"{rule.code} {rule.title}") for rule in law_in_use().deadlines.rules.values()]


def measures() -> Choices:
    """Ways of counting, then what a column may show as written."""
    counted = [(code, gettext(measure.rule)) for code, measure in MEASURES.items()]
    return [*counted, *((code, gettext(title)) for code, title in WRITTEN.items())]


def measure_word(code: str) -> str:
    """What a column counts or shows."""
    return gettext(MEASURES[code].rule if code in MEASURES else WRITTEN[code])


def column_kinds() -> Choices:
    """How a column is typed."""
    return words_of(ColumnKind)


def row_kinds() -> Choices:
    """What the rows of an annex stand for."""
    return [(code, gettext(title)) for code, title in ROWS.items()]


def yes_or_no() -> Choices:
    """A fact that is one or the other."""
    return [("true", gettext("是")), ("false", gettext("否"))]
