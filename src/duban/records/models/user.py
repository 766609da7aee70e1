"""User 账号: who may log in, for which agency, in which roles."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from duban.domain.messages import N_
from duban.domain.permissions import Role
from duban.records.models.base import AgencyRow
from duban.records.models.checks import check


class User(AbstractBaseUser, AgencyRow):
    """账号. Its roles are words of the domain; Django's own permissions are not used."""

    last_login = None  # a log-in is no deed and must write nothing here
    username = models.CharField(max_length=64, unique=True)
    name = models.TextField()
    roles = ArrayField(models.CharField(max_length=32), default=list, db_default=[])
    is_active = models.BooleanField(default=True, db_default=True)
    must_change_password = models.BooleanField(default=True, db_default=True)

    objects = BaseUserManager["User"]()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        db_table = "account"  # "user" is a reserved word of SQL
        constraints = (
            check("roles_known", Q(roles__contained_by=[role.value for role in Role]), N_("角色不在规定的词表内")),
        )
        indexes = (models.Index(fields=("home_agency",), name="user_of_agency"),)
