"""Listed enterprises 台账企业: whom a campaign covers on a day, and which one a person means."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from duban.domain.messages import N_, Message, Refusal
from duban.records.models import Enterprise, LedgerEntry

SHOWN = 5  # candidates that a refusal names


@dataclass(frozen=True, slots=True)
class Listed:
    """An enterprise as a list shows it; ``region`` of its ledger entry, else its own."""

    id: UUID
    name: str
    credit_code: str | None
    region: str
    agency: str


def listed(campaign: str, units: Collection[str], on: date) -> list[Listed]:
    """The enterprises on the units' ledgers on the day, by region and name; one with several sites stands once."""
    rows = LedgerEntry.objects.filter(
        Q(added_on=None) | Q(added_on__lte=on),
        Q(removed_on=None) | Q(removed_on__gt=on),
        campaign=campaign,
        home_agency__in=units,
        voided_on=None,
        enterprise__voided_on=None,
    ).select_related("enterprise")
    found: dict[UUID, Listed] = {}
    for row in rows.order_by("region", "enterprise__pinyin", "enterprise__name", "id"):
        found.setdefault(row.enterprise_id, _listed(row.enterprise, row.region, row.home_agency_id))
    return list(found.values())


def sought(text: str) -> Listed:
    """The one enterprise with that id, credit code or name (or the only name that contains it).

    Refused when the scope shows none, or several; the refusal then names them.
    """
    for condition in _conditions(text.strip()):
        found = list(Enterprise.objects.filter(condition, voided_on=None).order_by("region", "name")[: SHOWN + 1])
        if len(found) == 1:
            return _listed(found[0], found[0].region, found[0].home_agency_id)
        if found:
            raise _several(text, found)
    raise Refusal(
        "enterprise.unknown",
        Message("enterprise.unknown", N_("没有企业“{text}”。"), {"text": text}),
        remedy=Message("enterprise.unknown.remedy", N_("请填写统一社会信用代码、企业编号或者企业名称。")),
    )


def campaigns_of(enterprise: UUID) -> tuple[str, ...]:
    """The campaigns on whose ledgers the enterprise stands or stood."""
    rows = LedgerEntry.objects.filter(enterprise=enterprise, voided_on=None)
    return tuple(sorted(set(rows.values_list("campaign", flat=True))))


def _conditions(text: str) -> Sequence[Q]:
    """What a text may be, the most certain first."""
    try:
        return [Q(pk=UUID(text))]
    except ValueError:
        return [Q(credit_code=text.upper()), Q(name=text), Q(name__contains=text)]


def _listed(row: Enterprise, region: str, agency: str) -> Listed:
    return Listed(row.pk, row.name, row.credit_code, region, agency)


def _several(text: str, found: Sequence[Enterprise]) -> Refusal:
    names = "、".join(f"{row.name}（{row.credit_code or row.pk}）" for row in found[:SHOWN])
    more = "……" if len(found) > SHOWN else ""
    return Refusal(
        "enterprise.several",
        Message("enterprise.several", N_("“{text}”对应多家企业：{names}"), {"text": text, "names": names + more}),
        remedy=Message("enterprise.several.remedy", N_("请改填统一社会信用代码或者企业编号。")),
    )
