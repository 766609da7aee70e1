"""Writing 成文: the form, the record behind it, the unit's letterhead and the drafter's words put together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from duban.domain.papers.composing import Composed, compose
from duban.domain.papers.forms import Form
from duban.domain.papers.sheet import Correction, Sheet, sheet_of
from duban.queries.law import law_in_use
from duban.queries.paper_facts.common import Source, campaign_values, enterprise_values, letterhead_values
from duban.records.models import Enterprise


@dataclass(frozen=True, slots=True)
class Written:
    """A paper as it would be issued on the day, and what stands against it."""

    composed: Composed
    sheet: Sheet


def write(
    form: Form,
    source: Source,
    texts: Mapping[str, str],
    on: date,
    *,
    number: str,
    signer: str = "",
    draft: bool,
    correction: Correction | None = None,
) -> Written:
    """The paper with the facts of now and the law of ``on``, the day of its step."""
    values = {
        **source.values,
        **letterhead_values(source.agency, on),
        **campaign_values(source.campaign),
        **texts,
        "number": number,
        "on": on,
    }
    if source.enterprise is not None:
        values |= enterprise_values(Enterprise.objects.get(pk=source.enterprise))
    if correction is not None:
        values |= {"corrected_number": correction.number, "corrected_on": correction.on}
    composed = compose(form, values, source.cited, law_in_use(), on)
    sheet = sheet_of(form, composed, on, signer=source.signer or signer, draft=draft, correction=correction)
    return Written(composed, sheet)
