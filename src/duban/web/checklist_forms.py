"""检查表 as a form: one question a line, answered by keyboard; what is not answered is 未查."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from duban.domain.checklists import CHECK_WORDS, ChecklistPart, Question
from duban.domain.code_lists import Item
from duban.domain.vocabulary import CheckAnswer
from duban.specs.checklists_loader import load_checklists
from duban.web.deed_forms import as_typed
from duban.web.words import label

PREFIX = "answers-"
SECTORS = "sectors"


@dataclass(frozen=True, slots=True)
class Line:
    """One question as it is drawn."""

    question: Question
    item: Item
    means: str
    bound: forms.BoundField


class _Answers(forms.RadioSelect):
    """Four answers; "no" fetches its hazard at once where script runs."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The option, with what happens when it is chosen."""
        option: dict[str, Any] = super().create_option(*args, **kwargs)
        if option["value"] == CheckAnswer.FAILS:
            option["attrs"] |= {"hx-post": self.address, "hx-vals": '{"act": "refresh"}'}
        return option


class ChecklistForm(forms.Form):
    """The questions of the day; ``parts`` are set on the class that ``checklist_form`` makes."""

    parts: Sequence[ChecklistPart] = ()
    sectors = forms.MultipleChoiceField(
        label=_("另用其他行业的检查表"), required=False, widget=forms.CheckboxSelectMultiple, choices=[]
    )

    def drawn(self) -> list[tuple[ChecklistPart, list[Line]]]:
        """The parts with their questions, in the order of the standards."""
        return [(part, [self._line(*asked) for asked in part.questions]) for part in self.parts]

    def _line(self, question: Question, item: Item) -> Line:
        means = gettext("、").join(label(one) for one in question.means)
        return Line(question, item, means, self[f"{PREFIX}{item.code}"])

    def answers(self) -> list[dict[str, str]]:
        """The answers that were given, as the deed takes them."""
        return [
            {"item": item.code, "answer": answer}
            for part in self.parts
            for item in part.section.items
            if (answer := self.cleaned_data[f"{PREFIX}{item.code}"] or CheckAnswer.NOT_CHECKED)
            != CheckAnswer.NOT_CHECKED
        ]

    def failing(self) -> list[Item]:
        """Items that were answered 不符合, as far as it is known."""
        return [
            item
            for part in self.parts
            for item in part.section.items
            if self[f"{PREFIX}{item.code}"].value() == CheckAnswer.FAILS
        ]

    @property
    def counted(self) -> int:
        """How many questions there are."""
        return sum(len(part.section.items) for part in self.parts)


def checklist_form(
    on: date, codes: Sequence[str] | None, data: QueryDict | None, address: str, known: Mapping[str, str] | None = None
) -> type[ChecklistForm]:
    """The form of the checklists of the day: by industry, and of the sectors that were chosen beside.

    ``address``: where the page's form is sent. ``known``: answers by item that are on record already.
    """
    checklists = load_checklists()
    own = () if codes is None else tuple(one.id for one in checklists.standards.sectors_of(codes))
    chosen = data.getlist(SECTORS) if data is not None else _sectors_of(known or {}, on)
    parts = checklists.parts(on, codes, chosen)
    others = [(one.id, one.title) for one in checklists.standards.sectors if codes is not None and one.id not in own]
    made: Any = type("checklist_form", (ChecklistForm,), {"parts": parts, **_fields(parts, address, known or {})})
    made.base_fields[SECTORS].choices = others
    made.base_fields[SECTORS].initial = chosen
    form: type[ChecklistForm] = made
    return form


def _fields(parts: Sequence[ChecklistPart], address: str, known: Mapping[str, str]) -> dict[str, forms.Field]:
    choices = [(word.value, gettext(CHECK_WORDS[word])) for word in CheckAnswer]
    return {
        f"{PREFIX}{item.code}": forms.ChoiceField(
            label=question.text, required=False, choices=choices, widget=_Answers(address),
            initial=known.get(item.code, CheckAnswer.NOT_CHECKED.value),
        )
        for part in parts
        for question, item in part.questions
    }  # fmt: skip


def _sectors_of(known: Mapping[str, str], on: date) -> list[str]:
    """Sectors whose questions were answered before."""
    return [
        sector
        for part in load_checklists().parts(on)
        if any(item.code in known for item in part.section.items)
        for sector in part.section.scope
    ]


def retyped(form: type[ChecklistForm], data: QueryDict) -> ChecklistForm:
    """The form as it was sent, not judged."""
    typed = as_typed(form(data), data)
    return form(initial={name: value for name, value in typed.items() if value})
