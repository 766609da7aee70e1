"""Parts of the pages of papers 文书: titles, tones, the way from a record to its papers, a paper on the screen."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from uuid import UUID

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from duban.domain.papers.forms import Form
from duban.domain.papers.vocabulary import PaperKind, PaperSubject
from duban.domain.workflow import PaperState
from duban.specs.papers_loader import load_forms
from duban.web.parts import Crumb
from duban.web.words import label

TONES: Mapping[PaperState, str] = MappingProxyType(
    {
        PaperState.DRAFT: "neutral",
        PaperState.IN_REVIEW: "warn",
        PaperState.ISSUED: "good",
        PaperState.CORRECTED: "bad",
        PaperState.WITHDRAWN: "bad",
        PaperState.DISCARDED: "neutral",
    }
)

_PAGES: Mapping[PaperSubject, str] = MappingProxyType(
    {
        PaperSubject.INSPECTION: "inspection",
        PaperSubject.RECTIFICATION_ORDER: "order",
        PaperSubject.ON_SITE_MEASURE: "measure",
        PaperSubject.EXTENSION: "extension",
        PaperSubject.PENALTY_DECISION: "penalty",
        PaperSubject.SUPERVISION_LISTING: "listing",
        PaperSubject.CARD: "card",
        PaperSubject.CLOSURE_REQUEST: "closure",
        PaperSubject.ACCEPTANCE: "acceptance",
        PaperSubject.MESSAGE: "message",
    }
)
"""The pages of the records that have one of their own."""


def form_title(kind: PaperKind) -> str:
    """The paper's name in the reader's language."""
    return label(kind)


def kinds_of(subject: PaperSubject) -> list[Form]:
    """The forms that are filled from such a record, in the order of their kinds."""
    return [load_forms()[kind] for kind in PaperKind if load_forms()[kind].subject is subject]


def papers_url(subject: PaperSubject, record: UUID, campaign: str) -> str:
    """The page of a record's papers."""
    return f"{reverse('papers_of', args=[subject.value, record])}?{urlencode({'campaign': campaign})}"


def subject_url(subject: PaperSubject, record: UUID) -> str:
    """The page of the record behind a paper, where it has one."""
    page = _PAGES.get(subject)
    return reverse(page, args=[record]) if page else ""


def crumbs(*more: Crumb) -> tuple[Crumb, ...]:
    """The way to a page of papers."""
    return (Crumb(_("工作台"), reverse("workbench")), Crumb(_("文书"), reverse("papers")), *more)
