"""工作方案草稿: copied from a version, edited in forms section by section, run against its examples, published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from duban.actions.register import all_kinds
from duban.config import clock
from duban.domain.messages import Refusal
from duban.domain.worked_examples import outcomes
from duban.queries.campaign_drafts import Draft, document_of, edition, part_of
from duban.queries.campaign_drafts import draft as draft_of
from duban.queries.campaign_record import versions
from duban.queries.law import law_in_use
from duban.specs.campaign_documents import BY_ITEM, Fault, Section
from duban.specs.documents import Document
from duban.web import drafts
from duban.web.campaign_changes import changes_by_section, part_changes
from duban.web.campaign_faults import faults_by_field, said_all
from duban.web.campaign_forms.drawing import Drawing, is_rearranging, read, rearranged
from duban.web.campaign_forms.sections import SHAPES, closed, opened
from duban.web.campaign_parts import ran
from duban.web.campaigns import open_to
from duban.web.deed_forms import DeedForm, form_class
from duban.web.deed_forms import opened as form_opened
from duban.web.middleware import asking
from duban.web.parts import Crumb, Fact
from duban.web.posting import actor_of, do_form, do_once
from duban.web.views.campaigns import faults_word
from duban.web.wording import moment
from duban.web.words import label

COPY, EDIT, DISCARD, PUBLISH = "copy_campaign", "edit_draft", "discard_draft", "publish_draft"
SAID_FIRST = 20  # faults that the draft's page lists


# Copying ---------------------------------------------------------------------------------------------------------


def campaign_copy(request: HttpRequest, campaign: str) -> HttpResponse:
    """Copy a version: to revise the campaign, or as the beginning of another."""
    with asking(request):
        if campaign not in {each.id for each in open_to(actor_of(request))}:
            raise Http404
        wanted = request.GET.get("version", "")
        source = next((each for each in versions(campaign) if wanted in ("", each.version)), None)
    if source is None:
        raise Http404
    kind = form_class(all_kinds()[COPY], fixed=("source",))
    initial = form_opened(clock.today(), source=source.id, campaign=campaign)
    form = kind(request.POST) if request.method == "POST" else kind(initial=initial)
    refused = do_form(request, form) if request.method == "POST" and form.is_valid() else None
    if request.method == "POST" and form.is_valid() and refused is None:
        return HttpResponseRedirect(reverse("campaign_draft", args=[form.cleaned_data["deed"]]))
    here = reverse("campaign", args=[campaign])
    title = _("复制工作方案")
    context = {
        "title": title,
        "section": "campaign",
        "crumbs": _crumbs(Crumb(source.title, here), Crumb(title)),
        "form": form,
        "refused": refused,
        "facts": [
            Fact(_("复制自"), source.title, wide=True),
            Fact(_("版本"), source.version),
        ],
        "revision": _("标识不变，发布后是本专项行动的下一版；改为新的标识，发布后是另一个专项行动的第一版。"),
        "back": here,
    }
    with asking(request):
        return render(request, "web/campaigns/copy.html", context)


# The draft -------------------------------------------------------------------------------------------------------


def campaign_draft(request: HttpRequest, draft: UUID) -> HttpResponse:
    """A draft: its sections, what is wrong, the run of its examples, its difference to what it came from."""
    refused = None
    if request.method == "POST":
        answer = _ended(request, draft)
        if isinstance(answer, HttpResponse):
            return answer
        refused = answer
    with asking(request):
        found = _found(request, draft)
        context = _shell(found, found.title) | {
            "draft": found,
            "state": faults_word(found),
            "facts": _facts(found),
            "sections": [_summary(found, section) for section in Section],
            "faults": said_all(found.judged.faults[:SAID_FIRST], found),
            "more": max(len(found.judged.faults) - SAID_FIRST, 0),
            "examples": ran(outcomes(found.judged.campaign, law_in_use())) if found.judged.campaign else None,
            "changes": changes_by_section(document_of(found.source_sha256), found.document),
            "before_title": _("{source} 第 {version} 版").format(source=found.source, version=found.source_version),
            "after_title": _("草稿"),
            "publishing": _deed_form(request, PUBLISH, found, read=found.edition),
            "deed": uuid4(),
            "refused": refused,
        }
        return render(request, "web/campaigns/draft.html", context)


def _ended(request: HttpRequest, draft: UUID) -> HttpResponse | Refusal | None:
    """Published or discarded: where the page leads next, or why not; ``None`` for a form that is not filled in."""
    kind = all_kinds()[PUBLISH if request.POST.get("act") == "publish" else DISCARD]
    with asking(request):
        found = draft_of(draft, actor_of(request).agency)
    form = form_class(kind, fixed=("draft", "read"))(request.POST)
    if not form.is_valid():
        return None
    refused = do_form(request, form)
    if refused is not None:
        return refused
    if kind.name == DISCARD:
        messages.success(request, _("草稿已废弃，已发布的版本不受影响。"))
        return HttpResponseRedirect(reverse("campaigns"))
    messages.success(request, _("已发布，各企业的研判已按新版本更新。"))
    return HttpResponseRedirect(reverse("campaign", args=[found.campaign]) if found else reverse("campaigns"))


def _deed_form(request: HttpRequest, name: str, found: Draft, **known: Any) -> DeedForm:
    kind = form_class(all_kinds()[name], fixed=("draft", "read"))
    initial = form_opened(clock.today(), draft=found.id, **known)
    if request.method == "POST" and request.POST.get("act") == "publish":
        initial["on"] = request.POST.get("on", initial["on"])
    return kind(initial=initial)


def _facts(found: Draft) -> list[Fact]:
    kind = _("修订：发布后是下一版") if found.is_revision else _("新的专项行动：发布后是第一版")
    return [
        Fact(_("标识"), found.campaign),
        Fact(_("种类"), kind),
        Fact(_("复制自"), f"{found.source} {found.source_version}"),
        Fact(_("起草"), f"{moment(found.started_at)} {found.started_by}"),
        Fact(_("最近修改"), f"{moment(found.edited_at)} {found.edited_by}"),
    ]


def _summary(found: Draft, section: Section) -> dict[str, Any]:
    """A section on the draft's page: how much it holds, what is wrong in it."""
    part = part_of(found.document, section, None)
    values = list(part.values()) if isinstance(part, dict) else []
    faults = sum(1 for each in found.judged.faults if each.section is section)
    return {
        "title": label(section),
        "url": reverse("campaign_section", args=[found.id, section.value]),
        "count": len(values[0]) if len(values) == 1 and isinstance(values[0], list | dict) else None,
        "faults": faults,
        "text": ngettext("有 %(number)s 处需要改正", "有 %(number)s 处需要改正", faults) % {"number": faults},
    }


def _found(request: HttpRequest, draft: UUID) -> Draft:
    found = draft_of(draft, actor_of(request).agency)
    if found is None:
        raise Http404
    return found


def _crumbs(*last: Crumb) -> tuple[Crumb, ...]:
    return (Crumb(_("工作台"), reverse("workbench")), Crumb(_("专项行动"), reverse("campaigns")), *last)


def _shell(found: Draft, title: str, *between: Crumb) -> dict[str, Any]:
    own = Crumb(found.title, reverse("campaign_draft", args=[found.id]) if between else "")
    return {"title": title, "section": "campaign", "crumbs": _crumbs(own, *between)}


# A section -------------------------------------------------------------------------------------------------------


def campaign_section(request: HttpRequest, draft: UUID, section: str) -> HttpResponse:
    """One section: its form, or the list of its records where each has a form of its own."""
    wanted = _section(section)
    if wanted in BY_ITEM:
        return _items(request, draft, wanted)
    return _edited(request, draft, wanted, None)


def campaign_item(request: HttpRequest, draft: UUID, section: str, item: int) -> HttpResponse:
    """One record of a section: a ground, an annex, an example."""
    wanted = _section(section)
    if wanted not in BY_ITEM:
        raise Http404
    return _edited(request, draft, wanted, item)


def _section(name: str) -> Section:
    try:
        return Section(name)
    except ValueError:
        raise Http404 from None


def _items(request: HttpRequest, draft: UUID, section: Section) -> HttpResponse:
    with asking(request):
        found = _found(request, draft)
        held = found.document.get(section.value)
        items = held if isinstance(held, list) else []
        context = _shell(found, label(section), Crumb(label(section))) | {
            "draft": found,
            "items": [_item_line(found, section, at, each) for at, each in enumerate(items)],
            "new": reverse("campaign_item", args=[found.id, section.value, len(items)]),
            "faults": said_all([each for each in found.judged.faults if each.section is section], found),
        }
        return render(request, "web/campaigns/items.html", context)


def _item_line(found: Draft, section: Section, at: int, item: Document) -> dict[str, Any]:
    record: Mapping[str, Document] = item if isinstance(item, dict) else {}
    faults = [each for each in found.judged.faults if each.section is section and each.path[1:2] == (at,)]
    return {
        "id": record.get("id", ""),
        "title": record.get("title") or _("（未填写）"),
        "url": reverse("campaign_item", args=[found.id, section.value, at]),
        "faults": len(faults),
        "text": ngettext("有 %(number)s 处需要改正", "有 %(number)s 处需要改正", len(faults)) % {"number": len(faults)},
    }


def _edited(request: HttpRequest, draft: UUID, section: Section, item: int | None) -> HttpResponse:
    """The form of a part: opened, rearranged, or saved; a part that somebody else changed is compared, not lost."""
    with asking(request):
        found = _found(request, draft)
    part = part_of(found.document, section, item)
    if item is not None and part is None and item > _count(found, section):
        raise Http404
    shape = SHAPES[section]
    if request.method != "POST":
        return _form(request, found, section, item, opened(section, part), faults=found.judged.faults)
    if request.POST.get("act") == "remove":
        return _saved(request, found, section, item, {}) or _conflict(request, draft, section, item, {})
    typed = read(shape, request.POST)
    if is_rearranging(request.POST):
        return _form(request, found, section, item, rearranged(typed, request.POST["act"]), read_edition=_read(request))
    return _saved(request, found, section, item, typed) or _conflict(request, draft, section, item, typed)


def _count(found: Draft, section: Section) -> int:
    held = found.document.get(section.value)
    return len(held) if isinstance(held, list) else 0


def _read(request: HttpRequest) -> str:
    return request.POST.get("read", "")


def _saved(
    request: HttpRequest, found: Draft, section: Section, item: int | None, typed: dict[str, Any]
) -> HttpResponse | None:
    """Where to go when the part was saved; ``None`` when somebody else was quicker."""
    values = closed(section, typed)
    deed = _uuid(request.POST.get("deed", ""))
    refused = do_once(
        request, EDIT, on=clock.today(), deed=deed, draft=found.id, section=section, item=item, values=values,
        read=_read(request),
    )  # fmt: skip
    if refused is not None and refused.rule == "campaign.draft_changed":
        return None
    if refused is not None:
        return _form(request, found, section, item, typed, refused=refused, read_edition=_read(request))
    drafts.done(request, _draft_key(found, section, item))
    messages.success(request, _("草稿已保存。"))
    return HttpResponseRedirect(_after(request, found, section, item, bool(values)))


def _after(request: HttpRequest, found: Draft, section: Section, item: int | None, stays: bool) -> str:
    """Back to the part, so that what is wrong is seen at its field; or to the draft where that was asked."""
    if request.POST.get("act") == "close":
        return reverse("campaign_draft", args=[found.id])
    if item is None or not stays:
        return reverse("campaign_section", args=[found.id, section.value])
    return reverse("campaign_item", args=[found.id, section.value, item])


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None


def _conflict(
    request: HttpRequest, draft: UUID, section: Section, item: int | None, typed: dict[str, Any]
) -> HttpResponse:
    """Both are shown: what stands there now, and what this person typed; saving again is a decision."""
    with asking(request):
        found = _found(request, draft)
    part = part_of(found.document, section, item)
    compared = part_changes(section, item, part, closed(section, typed))
    return _form(request, found, section, item, typed or opened(section, part), conflict=compared)


def _form(
    request: HttpRequest,
    found: Draft,
    section: Section,
    item: int | None,
    record: dict[str, Any],
    *,
    faults: Sequence[Fault] = (),
    refused: Refusal | None = None,
    conflict: Sequence[Any] | None = None,
    read_edition: str = "",
) -> HttpResponse:
    part = part_of(found.document, section, item)
    with asking(request):
        by_field = faults_by_field(faults, found, section, item)
        drawing = Drawing(by_field)
        drawn = drawing.record(SHAPES[section], record)
        title = label(section) if item is None else f"{label(section)} {_name_of(record, item)}"
        overview = Crumb(label(section), reverse("campaign_section", args=[found.id, section.value]))
        between = (Crumb(title),) if item is None else (overview, Crumb(title))
        context = _shell(found, title, *between) | {
            "draft": found,
            "drawn": drawn,
            "elsewhere": [text for path in by_field if path not in drawing.shown for text in by_field[path]],
            "number_of_faults": sum(len(texts) for texts in by_field.values()),
            "refused": refused,
            "conflict": conflict,
            "edited": f"{moment(found.edited_at)} {found.edited_by}",
            "read": read_edition or edition(part),
            "deed": uuid4(),
            "key": drafts.key(request, _draft_key(found, section, item)),
            "back": overview.url if item is not None else reverse("campaign_draft", args=[found.id]),
            "removable": item is not None and part is not None,
            "before_title": _("草稿现在"),
            "after_title": _("您填写的"),
        }
        return render(request, "web/campaigns/section.html", context)


def _name_of(record: Mapping[str, Any], item: int) -> str:
    """What a record is called, or where it stands."""
    return str(record.get("id") or record.get("title") or _("第 {row} 项").format(row=item + 1))


def _draft_key(found: Draft, section: Section, item: int | None) -> str:
    return f"campaign:{found.id}:{section.value}:{'' if item is None else item}"
