"""The Django app of the tables."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """All tables of the product; label ``records``."""

    name = "duban.records"
    label = "records"
    verbose_name = "档案"
    default_auto_field = "django.db.models.BigAutoField"
