"""People 人员: officers with certificates, experts; who leaves hands over everything in one step."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from django.db.models import QuerySet
from pydantic import Field

from duban.actions.agencies import agency_within
from duban.actions.casework import held, known, raise_if
from duban.actions.deeds import deed
from duban.actions.fields import AgencyCode, Day, Id, Name, Reason
from duban.domain.actor import Actor
from duban.domain.messages import N_
from duban.domain.permissions import Permission
from duban.domain.rules.organisation import certificate_refusal, leaving_refusal, successor_refusal
from duban.domain.rules.recusals import recusal_refusal
from duban.domain.wordlists import PersonKind
from duban.queries.law import law_in_use
from duban.queries.open_items import open_entries, open_visits
from duban.records.models import Certificate, Enterprise, Person, User
from duban.records.people import recused_on

Kind = Annotated[PersonKind, Field(description=N_("人员类别"), examples=["officer"])]
Expertise = Annotated[list[str], Field(description=N_("专业领域"), examples=[["冶金", "电气"]])]
CertificateNumber = Annotated[str, Field(min_length=1, max_length=64, description=N_("证号"), examples=["示例0001"])]


@deed(permission=Permission.MANAGE_ACCOUNTS, title=N_("登记人员"), over_subordinates=True)
def add_person(
    *,
    by: Actor,
    on: date,
    at: datetime,
    id: UUID,
    name: Name,
    kind: Kind,
    expertise: Expertise = [],  # noqa: B006 -- never changed; the form shows it
    agency: AgencyCode | None = None,
) -> UUID:
    """Enter an officer or expert of the own unit or one below."""
    home = agency_within(agency or by.agency, by)
    Person.objects.create(id=id, home_agency=home, name=name, kind=kind, expertise=expertise)
    return id


@deed(permission=Permission.MANAGE_ACCOUNTS, title=N_("登记执法证件"), over_subordinates=True)
def add_certificate(
    *,
    by: Actor,
    on: date,
    at: datetime,
    id: UUID,
    person: Id,
    number: CertificateNumber,
    valid_from: Day,
    valid_to: Day,
) -> UUID:
    """Enter an officer's certificate with its inclusive days; refused for experts and for days out of order."""
    holder = known(Person, person)
    raise_if(certificate_refusal(holder.kind))
    Certificate.objects.create(
        id=id,
        home_agency_id=holder.home_agency_id,
        person=holder,
        number=number,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    return id


@deed(permission=Permission.HAND_OVER, title=N_("移交未办事项"))
def hand_over(*, by: Actor, on: date, at: datetime, id: UUID, from_person: Id, to_person: Id, reason: Reason) -> UUID:
    """Give every open item of one person to another: enterprises in their charge and visits still to be made."""
    leaver, successor = known(Person, from_person), known(Person, to_person)
    raise_if(successor_refusal(leaver.kind, successor.kind, left=successor.left_on is not None))
    theirs = open_visits(leaver, on)
    _require_not_recused(successor, [open_entries(leaver), theirs], on)
    open_entries(leaver).update(responsible=successor)
    doubled = theirs.filter(item__in=open_visits(successor, on).values("item"))
    doubled.update(voided_on=on, void_reason=reason)
    theirs.update(person=successor)
    return id


@deed(permission=Permission.HAND_OVER, title=N_("登记离岗"))
def leave(*, by: Actor, on: date, at: datetime, id: UUID, person: Id, reason: Reason) -> UUID:
    """Note that a person left and close their account; refused while open items were not handed over."""
    leaver = held(Person, person)
    raise_if(leaving_refusal(open_entries(leaver).count(), open_visits(leaver, on).count()))
    leaver.left_on = on
    leaver.save()
    User.objects.filter(persons=leaver).update(is_active=False)
    return leaver.id


def _require_not_recused(successor: Person, items: Iterable[QuerySet[Any]], on: date) -> None:
    """Refused where an open item is about an enterprise from which the successor is recused 回避."""
    plants = {enterprise for rows in items for enterprise in rows.values_list("enterprise", flat=True)}
    recused = {enterprise for _person, enterprise in recused_on([successor.id], plants, on)}
    names = Enterprise.objects.filter(pk__in=recused).order_by("name").values_list("name", flat=True)
    raise_if(recusal_refusal([successor.name] if names else [], "、".join(names), on, law_in_use()))
