"""The Django app of the officers' pages: templates, static files, template tags."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Registers the check that the front end has been built."""

    name = "duban.web"
    label = "web"
    verbose_name = "督办"

    def ready(self) -> None:
        from django.core.checks import register  # noqa: PLC0415 -- Django loads apps before checks may be registered

        from duban.web.bundles import check_built  # noqa: PLC0415 -- as above

        register(check_built)
