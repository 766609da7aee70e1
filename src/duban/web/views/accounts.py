"""Log in, log out, change the own password."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from duban.actions.log_in import let_in, lock_of
from duban.config import clock
from duban.domain.messages import Refusal
from duban.queries.accounts import account_with_id
from duban.web.accounts import LogInForm, PasswordForm
from duban.web.deeds import perform
from duban.web.parts import Crumb
from duban.web.posting import actor_of


class LogIn(LoginView):
    """登录."""

    template_name = "web/login.html"
    authentication_form = LogInForm
    redirect_authenticated_user = True


def password(request: HttpRequest) -> HttpResponse:
    """修改密码: a one-time password must be changed before anything else opens."""
    form = PasswordForm(request.POST or None)
    refused = _change(request, form) if request.method == "POST" and form.is_valid() else None
    if request.method == "POST" and form.is_valid() and refused is None:
        messages.success(request, _("密码已修改。"))
        return HttpResponseRedirect(reverse("workbench"))
    context: dict[str, Any] = {
        "title": _("修改密码"),
        "crumbs": (Crumb(_("工作台"), reverse("workbench")), Crumb(_("修改密码"))),
        "form": form,
        "refused": refused,
        "forced": request.user.must_change_password,  # type: ignore[union-attr]  # our User
    }
    return render(request, "web/password.html", context)


def _change(request: HttpRequest, form: PasswordForm) -> Refusal | None:
    given = {name: form.cleaned_data[name] for name in ("current", "password")}
    username, at = actor_of(request).username, clock.now()
    let_in(username, given["current"], on=at.date(), at=at)  # who guesses in an open session is locked out as well
    if locked := lock_of(username, at):
        return locked
    try:
        perform(request, "change_own_password", **given)
    except Refusal as refusal:
        return refusal
    changed = account_with_id(actor_of(request).id)
    if changed is not None:  # the session goes on under the new password; every other one ends
        update_session_auth_hash(request, changed)
    return None
