"""账号: the list, one account with its ways, opening one, a new one-time password, other roles."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from duban.actions.register import all_kinds
from duban.config import clock
from duban.domain.actor import Actor
from duban.domain.messages import Refusal
from duban.domain.permissions import ADMINISTRATORS, Role
from duban.queries.account_list import (
    DISABLED,
    ONE_TIME,
    OPEN,
    AccountLine,
    AccountRecord,
    AccountsSought,
    account_line,
    account_record,
    accounts,
    without_account,
)
from duban.queries.agencies import units_of
from duban.queries.dossier import events_of
from duban.web.administration import SECTION, crumbs, tabs
from duban.web.deed_forms import DeedForm, form_class, opened
from duban.web.filters import Filter, choice
from duban.web.found import Asking, FoundAnywhere, asking_of, listing_of
from duban.web.leads import Lead, lead
from duban.web.listing import Column, Link, sort_of
from duban.web.middleware import asking
from duban.web.parts import Crumb, Fact
from duban.web.posting import actor_of, do_form
from duban.web.saved import opens_with_default
from duban.web.timelines import timeline
from duban.web.wording import moment
from duban.web.words import label, words_for_filter

TONES = {OPEN: "good", ONE_TIME: "info", DISABLED: "neutral"}
PASSWORD_BYTES = 12  # of a one-time password that we propose: sixteen characters


# The list ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Row:
    """One line as the template draws it."""

    line: AccountLine
    unit: str
    roles: str
    state: str
    tone: str


@opens_with_default("accounts")
def accounts_list(request: HttpRequest) -> HttpResponse:
    """Who logs in, in which roles."""
    asking = asking_of(request)
    listed = found(asking)
    add = lead("add_account", asking.actor, url=reverse("account_new"))
    listing = listing_of(
        asking,
        listed,
        links=[Link(add.title, add.url, "add", primary=True)] if add.allowed else [],
        empty_title=_("没有符合条件的账号"),
        empty_text=_("账号由系统管理员开设，角色由安全管理员调整。"),
    )
    context: dict[str, Any] = {
        "title": _("账号"),
        "section": SECTION,
        "crumbs": crumbs(Crumb(_("账号"))),
        "tabs": tabs("accounts", asking.actor),
        "bar": listed.bar,
        "listing": listing,
        "rows": [listed.row(one) for one in listing.page],
        "several": "unit" in {column.key for column in listed.columns},
    }
    return render(request, "web/accounts/list.html", context)


def found(asking: Asking) -> FoundAnywhere:
    """The accounts as the reader asks for them."""
    units = units_of(asking.actor.agency)
    columns = _columns(several=len(units) > 1)
    bar = Filter(asking.query, None, _fields(units))
    lines, total = accounts(AccountsSought(**bar.asked()), sort_of(asking.query, columns, "username"))
    return FoundAnywhere(
        code="accounts",
        title=_("账号"),
        bar=bar,
        columns=columns,
        lines=lines,
        row=lambda one: _row(account_line(one), units),
        total=total,
        unit=_("个"),
    )


def _fields(units: Mapping[str, str]) -> dict[str, forms.Field]:
    fields: dict[str, forms.Field] = {
        "text": forms.CharField(label=_("登录名、姓名"), required=False, max_length=100),
        "role": choice(_("角色"), words_for_filter(Role)),
        "state": choice(_("状态"), states().items()),
    }
    if len(units) > 1:
        fields["unit"] = choice(_("单位"), units.items())
    return fields


def states() -> dict[str, str]:
    """The states of an account in words."""
    return {OPEN: _("在用"), ONE_TIME: _("待改一次性密码"), DISABLED: _("已停用")}


def _columns(*, several: bool) -> list[Column]:
    unit = [Column("unit", _("单位"), sortable=True, value=lambda row: row.unit)] if several else []
    return [
        Column("username", _("登录名"), sortable=True, value=lambda row: row.line.username),
        Column("name", _("姓名"), sortable=True, value=lambda row: row.line.name),
        *unit,
        Column("roles", _("角色"), value=lambda row: row.roles),
        Column("state", _("状态"), value=lambda row: row.state),
    ]


def _row(line: AccountLine, units: Mapping[str, str]) -> Row:
    return Row(line, units.get(line.unit, line.unit), _roles(line), states()[line.state], TONES[line.state])


def _roles(line: AccountLine) -> str:
    return _("、").join(label(role) for role in line.roles) or _("没有角色")


# One account ------------------------------------------------------------------------------------------------------


def account(request: HttpRequest, account: UUID) -> HttpResponse:
    """One account: whose it is, what it may, what was done with it; the ways on."""
    found = account_record(account, clock.now())
    if found is None:
        raise Http404
    actor = actor_of(request)
    context: dict[str, Any] = {
        "title": found.line.username,
        "section": SECTION,
        "crumbs": _crumbs(Crumb(found.line.username)),
        "record": found,
        "state": states()[found.line.state],
        "tone": TONES[found.line.state],
        "facts": _facts(found),
        "ways": _ways(found, actor),
        "own": found.line.id == actor.id,
        "events": timeline(events_of([str(account)])),
    }
    return render(request, "web/accounts/record.html", context)


def _crumbs(*last: Crumb) -> tuple[Crumb, ...]:
    return crumbs(Crumb(_("账号"), reverse("accounts")), *last)


def _facts(found: AccountRecord) -> list[Fact]:
    line = found.line
    locked = _("锁定到 {moment}").format(moment=moment(found.locked_until)) if found.locked_until else _("没有锁定")
    return [
        Fact(_("登录名"), line.username),
        Fact(_("姓名"), line.name),
        Fact(_("单位"), found.unit_name),
        Fact(_("人员"), found.person_name),
        Fact(_("角色"), _roles(line), wide=True),
        Fact(_("登录锁定"), locked),
    ]


def _ways(found: AccountRecord, actor: Actor) -> list[Lead]:
    """三员分立: the system administrator opens, closes and unlocks; the security administrator grants roles."""
    here, user = reverse("account", args=[found.line.id]), found.line.id
    own, disabled = user == actor.id, found.line.state == DISABLED
    ways = [] if own else [lead("change_roles", actor, url=reverse("account_roles", args=[user]))]
    ways.append(lead("set_password", actor, url=reverse("account_password", args=[user])))
    if found.locked_until:
        ways.append(lead("unlock_account", actor, back=here, user=user))
    if not own and not disabled:
        ways.append(lead("disable_account", actor, back=here, undoing=True, user=user))
    return ways


# Forms ------------------------------------------------------------------------------------------------------------


def account_new(request: HttpRequest) -> HttpResponse:
    """Open an account with a one-time password."""
    with asking(request):
        actor = actor_of(request)
        people = [(str(pk), f"{name}（{unit}）") for pk, name, unit in without_account(actor.reads)]
        kind = form_class(
            all_kinds()["add_account"],
            choices={"agency": list(units_of(actor.agency).items()), "person": people},
            titles={"agency": _("单位"), "person": _("对应人员"), "password": _("一次性密码"), "name": _("姓名")},
        )
    form = kind(request.POST) if request.method == "POST" else kind(initial=opened(clock.today(), password=_proposed()))
    _shown_password(form)
    form.fields["roles"].help_text = _roles_help()
    return _answer(request, form, _("开设账号"), reverse("accounts"))


def account_password(request: HttpRequest, account: UUID) -> HttpResponse:
    """Give an account a new one-time password; this ends a lock too."""
    line = _line(request, account)
    kind = form_class(all_kinds()["set_password"], titles={"password": _("一次性密码")}, fixed=("user",))
    known = opened(clock.today(), user=account, password=_proposed())
    form = kind(request.POST) if request.method == "POST" else kind(initial=known)
    _shown_password(form)
    return _answer(request, form, _("重设密码"), reverse("account", args=[account]), line)


def account_roles(request: HttpRequest, account: UUID) -> HttpResponse:
    """Give an account other roles."""
    line = _line(request, account)
    kind = form_class(all_kinds()["change_roles"], fixed=("user",))
    known = opened(clock.today(), user=account, roles=[role.value for role in line.roles])
    form = kind(request.POST) if request.method == "POST" else kind(initial=known)
    form.fields["roles"].help_text = _roles_help()
    form.fields["roles"].required = False  # an account without a role may log in and do nothing
    return _answer(request, form, _("调整角色"), reverse("account", args=[account]), line)


def _line(request: HttpRequest, account: UUID) -> AccountLine:
    with asking(request):
        found = account_record(account, clock.now())
    if found is None:
        raise Http404
    return found.line


def _proposed() -> str:
    return secrets.token_urlsafe(PASSWORD_BYTES)


def _shown_password(form: DeedForm) -> None:
    """It is to be told to its owner, who changes it at once: shown, and kept by no browser."""
    field = form.fields["password"]
    field.widget = forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"})
    field.help_text = _("请当面告知本人；首次登录须修改。本系统不再显示这个密码。")


def _roles_help() -> str:
    names = _("、").join(label(role) for role in Role if role in ADMINISTRATORS)
    return _("{administrators}互斥，也不得兼任业务角色。").format(administrators=names)


def _answer(
    request: HttpRequest, form: DeedForm, title: str, back: str, line: AccountLine | None = None
) -> HttpResponse:
    """The form, or what came of it."""
    refused: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        refused = do_form(request, form)
        if refused is None:
            messages.success(request, _("已办理：{title}").format(title=title))
            return HttpResponseRedirect(back)
    with asking(request):
        context: dict[str, Any] = {
            "title": title,
            "section": SECTION,
            "crumbs": _crumbs(*([Crumb(line.username, back)] if line else []), Crumb(title)),
            "facts": [Fact(_("账号"), f"{line.name}（{line.username}）"), Fact(_("现有角色"), _roles(line))]
            if line
            else [],
            "form": form,
            "lead": lead(form.deed_kind.name, actor_of(request)),
            "refused": refused,
            "back": back,
        }
        return render(request, "web/deeds/plain.html", context)
