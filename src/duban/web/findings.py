"""Findings 检查情况 of a visit as they are typed: the checklist and the hazards, which say the same."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from duban.domain.code_lists import Item
from duban.domain.vocabulary import HazardLevel
from duban.queries.library import EntryKind, Finds, entry_of, found
from duban.web.checklist_forms import ChecklistForm, checklist_form, retyped
from duban.web.inspection_forms import Offered, hazard_form
from duban.web.rows import DROP, PICK, Rows, is_rearranging

HAZARDS = "hazards"
SEARCH = "library"


@dataclass(frozen=True, slots=True)
class Findings:
    """``added``: how many hazards were taken over from the checklist just now, to be looked at before all is sent."""

    checklist: ChecklistForm
    rows: Rows
    finds: Finds
    search: str = ""
    added: int = 0

    def is_valid(self) -> bool:
        """Judges checklist and rows, so that all errors are shown at once."""
        return all([self.checklist.is_valid(), self.rows.is_valid()]) and not self.added

    def inputs(self) -> dict[str, Any]:
        """What the deeds take."""
        return {"hazards": self.rows.inputs(), "answers": self.checklist.answers()}


def opened_findings(offer: Offered, address: str, known: Mapping[str, str] | None = None) -> Findings:
    """Nothing typed yet; ``known``: answers that are on record."""
    form = checklist_form(offer.on, offer.codes, None, address, known)
    return Findings(form(), Rows.opened(hazard_form(offer), HAZARDS), found("", offer.on, offer.codes))


def typed_findings(data: QueryDict, offer: Offered, address: str, named: Collection[str] = ()) -> Findings:
    """As they were sent. Every 不符合 that no hazard names brings a hazard, filled in by its item.

    ``named``: items that hazards on record name already.
    """
    form, hazard = checklist_form(offer.on, offer.codes, data, address), hazard_form(offer)
    search = data.get(SEARCH, "")
    finds = found(search, offer.on, offer.codes)
    typed = retyped(form, data)
    act, _sep, picked = data.get("act", "").partition("-")
    dropping = act == DROP
    lacking = [] if dropping else _lacking(typed.failing(), Rows.posted(hazard, HAZARDS, data), named)
    if is_rearranging(data):
        more = [*_picked(picked if act == PICK else "", offer), *map(_of_item, lacking)]
        return Findings(typed, Rows.reopened(hazard, HAZARDS, data, more), finds, search)
    if lacking:
        rows = Rows.reopened(hazard, HAZARDS, data, map(_of_item, lacking))
        return Findings(typed, rows, finds, search, len(lacking))
    return Findings(form(data), Rows.posted(hazard, HAZARDS, data), finds, search)


def _lacking(failing: Iterable[Item], rows: Rows, named: Collection[str]) -> list[Item]:
    there = {row["standard_item"].value() for row in rows} | set(named)
    return [item for item in failing if item.code not in there]


def _of_item(item: Item) -> dict[str, str]:
    """A hazard as its item of the standard says it."""
    return {"description": item.text, "level": HazardLevel.MAJOR.value, "standard_item": item.code}


def _picked(code: str, offer: Offered) -> Iterable[dict[str, str]]:
    """A hazard begun with an entry of the library."""
    entry = entry_of(code, offer.on) if code else None
    if entry is None:
        return
    if entry.kind is EntryKind.ITEM:
        yield {"description": entry.text, "level": HazardLevel.MAJOR.value, "standard_item": entry.code}
    else:
        yield {"description": f"{entry.text}（{entry.basis}）", "category": entry.text[:100]}
