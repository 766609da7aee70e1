"""``{% load ui %}``: the components of a page. Each draws one template of ``web/ui/``; none decides anything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from django import template
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, FileInput, Form, RadioSelect, Select
from django.template.context import RequestContext
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from duban.domain.messages import Refusal
from duban.web import bundles
from duban.web.listing import FILTER, FILTERED, OWN_KEYS, ROWS, SCOPE, SORT, Listing
from duban.web.parts import DueDay, Event, Fact, Figure, Missing
from duban.web.sheets import Sheet
from duban.web.wording import say

register = template.Library()

ICONS = Path(__file__).parent.parent / "static" / "web" / "icons.svg"
SVG_SYMBOL = "{http://www.w3.org/2000/svg}symbol"
TONES = {"neutral", "good", "warn", "bad", "info"}


@cache
def icon_names() -> frozenset[str]:
    """Names in the sprite."""
    return frozenset(symbol.attrib["id"] for symbol in ElementTree.parse(ICONS).iter(SVG_SYMBOL))  # noqa: S314 -- our own file


@register.simple_tag
def bundle(name: str) -> SafeString:
    """Style and script of a front-end bundle."""
    return bundles.tags(name)


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon of the sprite; decoration unless it has a ``label``."""
    if name not in icon_names():
        raise ValueError(f"no icon named {name!r} in {ICONS.name}")
    address = f"{static('web/icons.svg')}#{name}"
    if label:
        return format_html('<svg class="icon" role="img" aria-label="{}"><use href="{}"></use></svg>', label, address)
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}"></use></svg>', address)


@dataclass(frozen=True, slots=True)
class _Look:
    icon: str
    text: str


def _lights() -> Mapping[str, _Look]:
    return {
        "normal": _Look("normal", gettext("正常")),
        "near": _Look("near", gettext("临近")),
        "overdue": _Look("overdue", gettext("逾期")),
    }


@register.inclusion_tag("web/ui/light.html")
def light(state: str, text: str = "") -> dict[str, Any]:
    """灯: colour, icon and word; ``text`` replaces the word (还剩3天)."""
    look = _lights()[str(state)]
    return {"state": str(state), "icon": look.icon, "word": look.text, "text": text}


@register.inclusion_tag("web/ui/card.html")
def card(colour: str | None, ground: str = "", on: date | None = None, lifted_on: date | None = None) -> dict[str, Any]:
    """黄牌 / 红牌 badge; opens its ground and day. Draws nothing for ``None``."""
    names = {"yellow": gettext("黄牌"), "red": gettext("红牌")}
    name = names[str(colour)] if colour else ""
    return {"colour": colour and str(colour), "name": name, "ground": ground, "on": on, "lifted_on": lifted_on}


@register.inclusion_tag("web/ui/risk.html")
def risk(colour: str | None) -> dict[str, Any]:
    """风险等级 红橙黄蓝: a ringed square with its word, never mistaken for a card."""
    names = {
        "red": pgettext("风险等级", "红"),
        "orange": pgettext("风险等级", "橙"),
        "yellow": pgettext("风险等级", "黄"),
        "blue": pgettext("风险等级", "蓝"),
    }
    return {"colour": colour and str(colour), "name": names[str(colour)] if colour else ""}


@register.simple_tag
def tag(text: str, tone: str = "neutral") -> SafeString:
    """A word for a state of a document (草稿, 已签发). Tones: neutral, good, warn, bad, info."""
    if tone not in TONES:
        raise ValueError(f"no tone named {tone!r}: {sorted(TONES)}")
    return format_html('<span class="tag tag-{}">{}</span>', tone, text)


@register.inclusion_tag("web/ui/figure.html")
def figure(value: Figure | int | str, url: str = "", rule: str = "", unit: str = "") -> dict[str, Any]:
    """A number that opens its rows, with its 计数规则."""
    return {"figure": value if isinstance(value, Figure) else Figure(value, url, rule, unit)}


@register.inclusion_tag("web/ui/hint.html")
def hint(text: str, title: str = "") -> dict[str, Any]:
    """A question mark that opens a sentence; works with keyboard, touch and without script."""
    return {"text": text, "title": title or gettext("说明")}


@register.inclusion_tag("web/ui/due.html")
def due(day: DueDay, state: str = "", text: str = "") -> dict[str, Any]:
    """A due day that opens 期限怎么算的, with its light if ``state`` is given."""
    return {"due": day, "state": str(state), "text": text}


@register.inclusion_tag("web/ui/citation.html")
def citation(text: str, verified: bool = True, wording: str = "", valid: str = "") -> dict[str, Any]:
    """Article and instrument; 待法规科核实 if unverified; opens the article's ``wording`` and days of validity."""
    return {"text": text, "verified": verified, "wording": wording, "valid": valid}


@register.inclusion_tag("web/ui/refusal.html")
def refusal(refused: Refusal) -> dict[str, Any]:
    """A refused move: rule, fact, clause, what to do next."""
    return {
        "rule": refused.rule,
        "message": say(refused.message),
        "clause": refused.clause,
        "remedy": say(refused.remedy),
    }


@register.inclusion_tag("web/ui/timeline.html")
def timeline(events: Sequence[Event]) -> dict[str, Any]:
    """时间线, newest first or oldest first as given."""
    return {"events": events}


@register.inclusion_tag("web/ui/missing.html")
def missing(items: Sequence[Missing], total: int | None = None) -> dict[str, Any]:
    """还缺什么: one list, on the record; says so when nothing is missing. ``total``: of a list shown in parts."""
    return {"items": items, "total": len(items) if total is None else total}


@register.inclusion_tag("web/ui/progress.html")
def progress(done: int, total: int, text: str = "", unit: str = "") -> dict[str, Any]:
    """A progress bar with its figures in words."""
    return {"done": done, "total": total, "text": text, "unit": unit, "percent": done * 100 // total if total else 0}


@register.inclusion_tag("web/ui/facts.html")
def facts(pairs: Sequence[Fact]) -> dict[str, Any]:
    """A definition list: term and value."""
    return {"pairs": pairs}


@register.inclusion_tag("web/ui/empty.html")
def empty(title: str, text: str = "", url: str = "", action: str = "") -> dict[str, Any]:
    """Nothing here: why, and what to do about it."""
    return {"title": title, "text": text, "url": url, "action": action}


def _style(bound: BoundField) -> str:
    widget = bound.field.widget
    if isinstance(widget, (RadioSelect, CheckboxSelectMultiple)):
        return "choices"
    if isinstance(widget, CheckboxInput):
        return "form-check-input"
    return "form-select" if isinstance(widget, Select) else "form-control"


def _control(bound: BoundField, example: str, style: str) -> SafeString:
    attrs: dict[str, str | bool] = {} if style == "choices" else {"class": style}
    if example and style != "choices":  # Django links help and errors by itself, but knows nothing of examples
        parts = [f"{bound.auto_id}_helptext"] + [f"{bound.auto_id}_error"] * bool(bound.errors)
        attrs["aria-describedby"] = " ".join(parts)
    return bound.as_widget(attrs=attrs)


def _typed(bound: BoundField) -> str:
    """What the person typed, to be named in an error; a file cannot be shown again."""
    value = bound.value() if bound.form.is_bound and not isinstance(bound.field.widget, FileInput) else None
    return "" if value in (None, "", []) else str(value)


@register.inclusion_tag("web/ui/field.html")
def field(bound: BoundField, example: str = "", wide: bool = False) -> dict[str, Any]:
    """A form field: label, required mark, control, help, example; an error names field, value, rule and example."""
    style = _style(bound)
    return {
        "field": bound,
        "control": _control(bound, example, style),
        "style": style,
        "example": example,
        "wide": wide,
        "typed": _typed(bound),
    }


@register.inclusion_tag("web/ui/upload.html")
def upload(bound: BoundField, kinds: str, limit: str) -> dict[str, Any]:
    """A file field that says beforehand which kinds and how much it takes."""
    return {"field": bound, "control": bound.as_widget(attrs={"class": "form-control"}), "kinds": kinds, "limit": limit}


@register.inclusion_tag("web/ui/errors.html")
def errors(form: Form) -> dict[str, Any]:
    """All errors of a form on top, each leading to its field."""
    return {"form": form, "fields": [bound for bound in form if bound.errors]}


@register.simple_block_tag(takes_context=True)
def panel(context: RequestContext, content: str, title: str = "", code: str = "") -> str:
    """A titled box; ``code`` becomes its anchor."""
    return render_to_string("web/ui/panel.html", {"content": content, "title": title, "code": code}, context.request)


@register.simple_block_tag(takes_context=True)
def querybar(context: RequestContext, content: str, form: Form | None = None) -> str:
    """查询栏: a GET form that folds; fields from ``form`` and whatever the block adds (more filters, saved ones)."""
    query = context.request.GET
    kept = [(name, query[name]) for name in OWN_KEYS if name != "page" and name in query]
    in_use = form is not None and any(query.get(bound.html_name) for bound in form)
    listing = context.get("listing")
    everything = f"{context.request.path}?all" if listing is not None and listing.has_default else context.request.path
    values = {
        "content": content, "form": form, "kept": kept, "in_use": in_use, "path": context.request.path,
        "everything": everything,
    }  # fmt: skip
    return render_to_string("web/ui/querybar.html", values, context.request)


@register.simple_block_tag(takes_context=True)
def datatable(context: RequestContext, content: str, listing: Listing, action: str = "") -> str:
    """台账表: tool bar, sortable head, the block's rows, totals, page links. ``action`` takes the batch buttons."""
    names = {"rows_name": ROWS, "scope_name": SCOPE, "filtered": FILTERED, "filter_name": FILTER, "sort_name": SORT}
    values = {"content": content, "listing": listing, "action": action or listing.action, **names}
    return render_to_string("web/ui/datatable.html", values, context.request)


@register.inclusion_tag("web/ui/tick.html")
def tick(row: object, name: str) -> dict[str, Any]:
    """The first cell of a row that batch buttons may act on."""
    return {"row": row, "name": name, "rows_name": ROWS}


@register.inclusion_tag("web/ui/sheet.html")
def sheet(table: Sheet) -> dict[str, Any]:
    """明细表: a small table of a record page; its cells draw themselves."""
    return {"sheet": table}
