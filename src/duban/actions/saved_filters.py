"""Saved filters 常用查询: a person keeps the conditions of a list under a name, for himself alone."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from duban.actions.deeds import deed
from duban.actions.fields import Code, Id
from duban.domain.actor import Actor
from duban.domain.messages import N_, Message, Refusal
from duban.domain.permissions import Permission
from duban.records.models import SavedFilter

FilterName = Annotated[str, Field(min_length=1, max_length=40, description=N_("查询名称"), examples=["本月逾期"])]
Query = Annotated[str, Field(max_length=2000, description=N_("查询条件（地址中的写法）"), examples=["overdue=yes"])]
Default = Annotated[bool, Field(description=N_("打开名单时采用"), examples=[False])]


@deed(permission=Permission.USE_LISTS, title=N_("保存常用查询"))
def save_filter(
    *, by: Actor, on: date, at: datetime, id: UUID, list: Code, name: FilterName, query: Query, default: Default = False
) -> UUID:
    """Keep the filter; one of the same name is replaced, and of a list's filters at most one is the default."""
    own = SavedFilter.objects.filter(owner=by.id, list=list)
    if default:
        own.filter(is_default=True).update(is_default=False)
    if own.filter(name=name).update(query=query, is_default=default):
        return own.get(name=name).pk
    SavedFilter.objects.create(
        id=id, home_agency_id=by.agency, owner_id=by.id, list=list, name=name, query=query, is_default=default
    )
    return id


@deed(permission=Permission.USE_LISTS, title=N_("删除常用查询"))
def drop_filter(*, by: Actor, on: date, at: datetime, id: UUID, filter: Id) -> UUID:
    """Forget one of one's own; nobody else's is found."""
    gone, _ = SavedFilter.objects.filter(owner=by.id, pk=filter).delete()
    if not gone:
        raise Refusal(
            "filter.unknown",
            Message("filter.unknown", N_("您没有保存过这个查询：{filter}。"), {"filter": filter}),
            remedy=Message("filter.unknown.remedy", N_("请刷新名单页面，查看现有的常用查询。")),
        )
    return filter
