"""整改情况: every hazard is in exactly one stage. Facts | day | stage; the campaign turns lights 30 days before."""

from __future__ import annotations

from typing import Any

import pytest
from tests.domain import histories as h
from tests.domain.histories import day

from duban.domain.campaign import Campaign
from duban.domain.case import case_of
from duban.domain.law import Law
from duban.domain.rules.stages import stage_of
