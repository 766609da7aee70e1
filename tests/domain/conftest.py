"""The law and the campaigns as they come with the product."""

from __future__ import annotations

import pytest

from duban.domain.campaign import Campaign
from duban.domain.law import Law
from duban.specs.campaigns_loader import CAMPAIGNS, load_campaign
from duban.specs.loader import load_calendar, load_deadlines, load_lawbook


@pytest.fixture(scope="session")
def law() -> Law:
    return Law(load_lawbook(), load_deadlines(), load_calendar())


@pytest.fixture(scope="session")
def shenyang() -> Campaign:
    return load_campaign(CAMPAIGNS / "shenyang-2021-32.yaml")
