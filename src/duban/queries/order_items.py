"""Order items 整改项 as they are read: the paper, the due day as it stands, extensions, reports and results."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from duban.domain.vocabulary import Answer, ItemResult, ReinspectionCause
from duban.domain.workflow import ExtensionState, RectificationOrderState
from duban.queries.inspections import Finding, findings
from duban.records.models import CompletionReport, Extension, Hazard, OrderItem, ReinspectionOutcome

_WEIGHT = {ItemResult.PASSED: 0, ItemResult.NOT_YET_DUE: 1, ItemResult.FAILED: 2}
"""Of one day a failed result outweighs a passed one."""


@dataclass(frozen=True, slots=True)
class Prolonging:
    """An application for a longer term 延期申请, and its answer."""

    id: UUID
    state: ExtensionState
    applied_on: date
    cause: str
    force_majeure: Answer
    proof: str
    replied_on: date | None
    granted_to: date | None
    reply: str


@dataclass(frozen=True, slots=True)
class Report:
    """The enterprise says that the item is done 整改完成报告."""

    id: UUID
    on: date
    text: str


@dataclass(frozen=True, slots=True)
class Result:
    """What one re-inspection 整改复查意见书 found of the item."""

    id: UUID
    reinspection: UUID
    inspection: UUID
    number: str
    on: date
    cause: ReinspectionCause
    result: ItemResult
    proof: str


@dataclass(frozen=True, slots=True)
class Item:
    """One item of an order: its hazard, its due day as it stands, everything that happened to it."""

    id: UUID
    campaign: str
    enterprise: UUID
    enterprise_name: str
    order: UUID
    number: str
    state: RectificationOrderState
    delivered_on: date | None
    hazard: Finding
    ordered_on: date
    due_on: date
    requirement: str
    extensions: tuple[Prolonging, ...]
    reports: tuple[Report, ...]
    results: tuple[Result, ...]

    @property
    def result(self) -> ItemResult | None:
        """What the last re-inspection found."""
        return self.results[-1].result if self.results else None

    @property
    def result_on(self) -> date | None:
        """When it found it."""
        return self.results[-1].on if self.results else None

    @property
    def passed(self) -> bool:
        """Whether the item is done with."""
        return self.result is ItemResult.PASSED

    @property
    def running(self) -> bool:
        """Whether its term runs: the order was delivered and has not ended, the item has not passed."""
        return self.state is RectificationOrderState.DELIVERED and not self.passed

    @property
    def applied(self) -> Prolonging | None:
        """The application that waits for its answer."""
        return next((one for one in self.extensions if one.state is ExtensionState.APPLIED), None)


def items(**where: Any) -> list[Item]:
    """The items that a condition names, by due day; a constant number of queries, however many there are."""
    rows = list(
        OrderItem.objects.filter(voided_on=None, order__voided_on=None, **where)
        .select_related("order", "enterprise")
        .order_by("due_on", "id")
    )
    hazards = {one.id: one for one in findings(Hazard.objects.filter(pk__in={row.hazard_id for row in rows}))}
    keys = [row.pk for row in rows]
    extensions, reports, results = _extensions(keys), _reports(keys), _results(keys)
    return [
        _item(row, hazards[row.hazard_id], extensions[row.pk], reports[row.pk], results[row.pk])
        for row in rows
        if row.hazard_id in hazards
    ]


def item(item: UUID) -> Item | None:
    """One item; ``None`` when it is unknown, void or out of scope."""
    return next(iter(items(pk=item)), None)


def item_of(extension: UUID) -> Item | None:
    """The item that an application is about."""
    return next(iter(items(extensions__pk=extension, extensions__voided_on=None)), None)


def _item(
    row: OrderItem, hazard: Finding, extensions: list[Prolonging], reports: list[Report], results: list[Result]
) -> Item:
    granted = [one.granted_to for one in extensions if one.granted_to]
    return Item(
        id=row.pk,
        campaign=row.campaign,
        enterprise=row.enterprise_id,
        enterprise_name=row.enterprise.name,
        order=row.order_id,
        number=row.order.number,
        state=RectificationOrderState(row.order.state),
        delivered_on=row.order.delivered_on,
        hazard=hazard,
        ordered_on=row.due_on,
        due_on=max(granted, default=row.due_on),
        requirement=row.requirement,
        extensions=tuple(extensions),
        reports=tuple(reports),
        results=tuple(sorted(results, key=lambda one: (one.on, _WEIGHT[one.result], str(one.id)))),
    )


_T = TypeVar("_T")


def _by_item(pairs: Iterable[tuple[UUID, _T]]) -> Mapping[UUID, list[_T]]:
    found: defaultdict[UUID, list[_T]] = defaultdict(list)
    for item, value in pairs:
        found[item].append(value)
    return found


def _extensions(items: list[UUID]) -> Mapping[UUID, list[Prolonging]]:
    rows = Extension.objects.filter(item__in=items, voided_on=None).order_by("applied_on", "id")
    return _by_item((row.item_id, prolonging(row)) for row in rows)


def prolonging(row: Extension) -> Prolonging:
    """A row as a value."""
    return Prolonging(
        id=row.pk,
        state=ExtensionState(row.state),
        applied_on=row.applied_on,
        cause=row.cause,
        force_majeure=Answer(row.force_majeure),
        proof=row.proof,
        replied_on=row.replied_on,
        granted_to=row.granted_to,
        reply=row.reply,
    )


def _reports(items: list[UUID]) -> Mapping[UUID, list[Report]]:
    rows = CompletionReport.objects.filter(item__in=items, voided_on=None).order_by("filed_on", "id")
    return _by_item((row.item_id, Report(row.pk, row.filed_on, row.text)) for row in rows)


def _results(items: list[UUID]) -> Mapping[UUID, list[Result]]:
    rows = ReinspectionOutcome.objects.filter(
        item__in=items, voided_on=None, reinspection__voided_on=None, reinspection__inspection__voided_on=None
    ).select_related("reinspection")
    return _by_item((row.item_id, _result(row)) for row in rows)


def _result(row: ReinspectionOutcome) -> Result:
    found = row.reinspection
    return Result(
        id=row.pk,
        reinspection=found.pk,
        inspection=found.inspection_id,
        number=found.number,
        on=found.reinspected_on,
        cause=ReinspectionCause(found.cause),
        result=ItemResult(row.result),
        proof=row.note,
    )
