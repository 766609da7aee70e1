"""Three pages: all components, a list, a form."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from tests.web.gallery import samples

from duban.web import drafts
from duban.web.listing import Listing, Selection, page_of, sort_of
from duban.web.parts import Crumb
from duban.web.templatetags.ui import icon_names


def gallery(request: HttpRequest) -> HttpResponse:
    """Every component once."""
    messages.success(request, "检查记录已保存，草拟责令限期整改指令书 1 份。")
    messages.warning(request, "引用的条文尚未经法规科核实。")
    bad = samples.Visit({"due_on": "2021年7月2x日", "level": "major", "seen": "二号炉东侧护栏缺失。"})
    context = {
        "title": "组件一览",
        "section": "ledger",
        "crumbs": samples.CRUMBS,
        "icons": sorted(icon_names()),
        "due": samples.due_day(),
        "events": samples.EVENTS,
        "missing": samples.MISSING,
        "facts": samples.FACTS,
        "figures": samples.FIGURES,
        "refusal": samples.REFUSAL,
        "form": samples.Visit(),
        "bad": bad,
        "listing": _listing(request, []),
    }
    return render(request, "gallery.html", context)


def _listing(request: HttpRequest, rows: list[dict[str, object]]) -> Listing:
    return Listing(
        caption="企业台账",
        columns=samples.COLUMNS,
        page=page_of(rows, request.GET),
        query=request.GET,
        total=92 if rows else 0,
        not_shown=samples.NOT_SHOWN if rows else (),
        totals={"visits": 131, "hazards": 957} if rows else {},
        batches=samples.BATCHES if rows else (),
        links=samples.LINKS,
        empty_title="台账里还没有企业",
        empty_text="导入工信、发改部门提供的名单，或者逐家新增。",
    )


def listing(request: HttpRequest) -> HttpResponse:
    """A list page that sorts, filters and takes batch actions."""
    if request.method == "POST":
        chosen = Selection.of(request.POST)
        what = f"全部：{chosen.filter.urlencode()}" if chosen.filter is not None else "、".join(chosen.rows)
        messages.success(request, f"{request.POST['act']}：{what}")
        return HttpResponseRedirect(request.get_full_path())
    rows = [row for row in samples.enterprises() if request.GET.get("industry", "") in {"", row["industry"]}]
    sort = sort_of(request.GET, samples.COLUMNS, "name")
    key = sort.removeprefix("-")
    rows.sort(key=lambda row: str(row[key]) if key != "due" else "", reverse=sort.startswith("-"))
    context = {
        "title": "企业台账",
        "section": "ledger",
        "crumbs": (Crumb("工作台", "/"), Crumb("企业台账")),
        "query": samples.Query(request.GET),
        "listing": _listing(request, rows),
    }
    return render(request, "list.html", context)


def due(request: HttpRequest) -> HttpResponse:
    """The days of a due day: a part when htmx asks, else a page."""
    template = "web/ui/due_days.html" if request.headers.get("HX-Request") else "due.html"
    return render(request, template, {"title": "期限", "due": samples.due_day()})


def form(request: HttpRequest) -> HttpResponse:
    """A form with draft keeping; a good one leads back to an empty one."""
    shown = samples.Visit(request.POST or None, request.FILES or None)
    if request.method == "POST" and shown.is_valid():
        drafts.done(request, "visit")
        messages.success(request, "已保存。")
        return HttpResponseRedirect(request.path)
    context = {"title": "执法检查", "section": "inspection", "form": shown, "draft": drafts.key(request, "visit")}
    return render(request, "form.html", context)
