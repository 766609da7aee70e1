"""What the deeds on casework share: finding a record, holding it, moving it, naming the parts that it creates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import Any, TypeVar
from uuid import UUID, uuid5

from django.db.models import Model

from duban.domain.actor import Actor
from duban.domain.messages import N_, Message, Refusal
from duban.domain.permissions import require_other_person
from duban.domain.rules.recusals import recused_actor_refusal
from duban.domain.workflow import Noun, moves_from
from duban.domain.workflow import move as next_state
from duban.queries.law import law_in_use
from duban.records.models import LedgerEntry, Recusal, Share

M = TypeVar("M", bound=Model)


def held(model: type[M], record: UUID, *, enterprise: UUID | None = None) -> M:
    """The record, locked until commit; refused when it is unknown, void, out of scope or of another enterprise."""
    # no_key: a row that points here is checked at its commit, and must not wait for us while it holds the chain
    row = model._default_manager.select_for_update(no_key=True).filter(pk=record).first()
    return _fit(model, record, row, enterprise)


def known(model: type[M], record: UUID, *, enterprise: UUID | None = None) -> M:
    """The record without holding it; refused as in ``held``."""
    row = model._default_manager.filter(pk=record).first()
    return _fit(model, record, row, enterprise)


def _fit(model: type[M], record: UUID, row: M | None, enterprise: UUID | None) -> M:
    if row is None or getattr(row, "voided_on", None) is not None:
        raise Refusal(
            "record.unknown",
            Message(
                "record.unknown", N_("没有这条记录：{noun} {record}。"), {"noun": noun_of(model), "record": record}
            ),
            remedy=Message("record.unknown.remedy", N_("请核对编号；作废的记录和其他单位的记录不能使用。")),
        )
    if enterprise is not None and getattr(row, "enterprise_id", enterprise) != enterprise:
        raise Refusal(
            "record.other_enterprise",
            Message(
                "record.other_enterprise",
                N_("{noun} {record} 属于另一家企业。"),
                {"noun": noun_of(model), "record": record},
            ),
            remedy=Message("record.other_enterprise.remedy", N_("请选择同一家企业的记录。")),
        )
    return row


def require_campaign(row: Model, campaign: str) -> None:
    """Refused when the record belongs to another campaign: its facts would count nowhere."""
    if row.campaign != campaign:  # type: ignore[attr-defined]  # every fact names its campaign
        raise Refusal(
            "record.other_campaign",
            Message(
                "record.other_campaign",
                N_("{noun} {record} 属于另一专项行动「{campaign}」。"),
                {"noun": noun_of(type(row)), "record": row.pk, "campaign": row.campaign},  # type: ignore[attr-defined]  # as above
            ),
            remedy=Message("record.other_campaign.remedy", N_("请选择同一专项行动的记录。")),
        )


def require_on_ledger(campaign: str, enterprise: UUID) -> None:
    """Refused when the enterprise has no entry in the campaign's ledger that the actor may see."""
    if not LedgerEntry.objects.filter(campaign=campaign, enterprise=enterprise, voided_on=None).exists():
        raise Refusal(
            "ledger.not_listed",
            Message(
                "ledger.not_listed",
                N_("企业 {enterprise} 不在专项行动「{campaign}」的台账中。"),
                {"enterprise": enterprise, "campaign": campaign},
            ),
            N_("工作方案：确定重点淘汰行业企业名单，形成监管台账"),
            Message("ledger.not_listed.remedy", N_("请核对企业和专项行动，或者先将企业列入台账。")),
        )


def share_with_ledger_agency(campaign: str, enterprise: UUID, *, by: Actor, on: date, deed: UUID) -> None:
    """Let the agency that keeps the enterprise's ledger read what another agency (the city) records of it."""
    entries = LedgerEntry.objects.filter(campaign=campaign, enterprise=enterprise, voided_on=None)
    homes = entries.exclude(home_agency=by.agency).values_list("home_agency", flat=True)
    Share.objects.bulk_create(
        [
            Share(
                id=uuid5(deed, f"share/{enterprise}/{home}"),
                home_agency_id=by.agency,
                enterprise_id=enterprise,
                agency=home,
                reason=N_("台账单位查看上级机关的执法情况"),
                shared_on=on,
            )
            for home in sorted(set(homes))
        ],
        ignore_conflicts=True,
    )


def cited(concepts: Iterable[str], on: date) -> list[dict[str, Any]]:
    """The articles in force on the day, as a document keeps them: concept, wording, whether verified."""
    law = law_in_use()
    found = (law.cited(concept, on) for concept in concepts)
    return [asdict(each) for each in found if each is not None]


def noun_of(model: type[Model]) -> str:
    """The Chinese word that a model's docstring begins with."""
    return (model.__doc__ or model.__name__).split(".")[0].split(" ")[0]


def move(row: Model, noun: Noun, step: str, *, by: Actor) -> None:
    """Set the state that the table of moves gives; refused when the step is not legal, needs other eyes, or is the
    step of a person who is recused from the enterprise.

    The row is not saved: the deed sets the day that belongs to the new state and saves both together.
    """
    state = row.state  # type: ignore[attr-defined]  # every noun of the table has a state
    target = next_state(noun, step, state)
    permission = next(m.permission for m in moves_from(noun, state) if m.name == step)
    prepared_by = getattr(row, "prepared_by_id", None)
    if prepared_by is not None:
        require_other_person(permission, by=str(by.id), prepared_by=str(prepared_by))
    if hasattr(row, "enterprise_id"):
        _require_not_recused(by, row.enterprise_id)
    row.state = target.value  # type: ignore[attr-defined]  # as above


def _require_not_recused(by: Actor, enterprise: UUID) -> None:
    """Recusal 回避 holds for whoever takes a step, as for whoever is named at a visit."""
    mine = Recusal.objects.filter(person__user=by.id, enterprise=enterprise, ended_on=None, voided_on=None)
    recusal = mine.select_related("enterprise").first()
    if recusal is not None:
        raise recused_actor_refusal(recusal.enterprise.name, recusal.since_on, law_in_use())


def raise_if(refusal: Refusal | None) -> None:
    """Raise what a guard of the domain found."""
    if refusal is not None:
        raise refusal


def part_ids(deed: UUID, given: Iterable[UUID | None]) -> list[UUID]:
    """Ids of the parts that a deed creates: as the client gave them, else derived from the deed's own id."""
    return [part or uuid5(deed, str(index)) for index, part in enumerate(given)]
