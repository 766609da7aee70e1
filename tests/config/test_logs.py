"""What the server's lines say: a refused page is one line, a malfunction keeps its trace."""

from __future__ import annotations

import io
import logging
import logging.config

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied


@pytest.mark.parametrize(("error", "traced"), [(PermissionDenied("没有权限"), False), (ValueError("坏了"), True)])
def test_only_a_malfunction_is_traced(error: Exception, traced: bool) -> None:
    configurator = logging.config.DictConfigurator(settings.LOGGING)
    told = io.StringIO()
    handler = logging.StreamHandler(told)
    handler.addFilter(configurator.configure_filter(settings.LOGGING["filters"]["plain_refusals"]))
    record = logging.LogRecord("django.request", logging.WARNING, __file__, 1, "拒绝", (), (type(error), error, None))
    handler.handle(record)
    assert (told.getvalue().startswith("拒绝\n"), str(error) in told.getvalue()) == (True, traced)
    assert settings.LOGGING["handlers"]["console"]["filters"] == ["plain_refusals"]
