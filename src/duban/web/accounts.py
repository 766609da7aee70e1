"""Log-in 登录: our own backend, because row security shows no account to a connection without a scope."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from duban.actions.deeds import Channel, through
from duban.actions.log_in import let_in, lock_of
from duban.config import clock
from duban.queries.accounts import account_with_id
from duban.web.wording import say


class AccountBackend(BaseBackend):
    """Name and password. Django's own permissions are not used: what a person may is in ``domain.permissions``."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **_others: Any
    ) -> Any:
        """The account, or ``None``; a name that was tried too often is locked for a while."""
        if username is None or password is None:
            return None
        with through(Channel.WEB):
            return let_in(username, password, on=clock.today(), at=clock.now())

    def get_user(self, user_id: UUID | str) -> Any:
        """The account of a session."""
        return account_with_id(UUID(str(user_id)))


class LogInForm(AuthenticationForm):
    """Says only that name and password do not fit: which of them is wrong helps nobody but an intruder."""

    error_messages = {  # noqa: RUF012 -- the base class's form of it
        "invalid_login": _("用户名或者密码不对，或者账号已停用。忘记密码的，请系统管理员重设。"),
        "inactive": _("用户名或者密码不对，或者账号已停用。忘记密码的，请系统管理员重设。"),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("用户名")
        self.fields["password"].label = _("密码")

    def get_invalid_login_error(self) -> ValidationError:
        """The same for every name, whether there is such an account or not."""
        locked = lock_of(self.cleaned_data["username"], clock.now())
        if locked is None:
            return super().get_invalid_login_error()
        return ValidationError(f"{say(locked.message)}{say(locked.remedy)}", "locked")


class PasswordForm(forms.Form):
    """修改密码. The rules of a good password are the deed's; here only that both entries are the same."""

    current = forms.CharField(
        label=_("原密码"), widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}), strip=False
    )
    password = forms.CharField(
        label=_("新密码"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
        help_text=_("至少十二位，不要用单位名称、用户名或者常见密码。"),
    )
    again = forms.CharField(
        label=_("再输一次新密码"), widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}), strip=False
    )

    def clean(self) -> dict[str, Any]:
        """Both entries of the new password agree."""
        given = super().clean() or {}
        if given.get("password") and given.get("again") and given["password"] != given["again"]:
            self.add_error("again", _("两次输入的新密码不一致，请重新输入。"))
        return given
