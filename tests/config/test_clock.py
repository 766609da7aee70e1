"""The demo may stand still on a day; real work may not."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from duban.config import clock, demo, environment
from duban.domain.messages import Refusal

DAY = date(2021, 9, 10)


@pytest.fixture
def installation(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation with the embedded database, which the test run itself has not."""
    settings.STATE_DIR = tmp_path
    monkeypatch.setattr(demo, "_external", lambda: False)


@pytest.mark.usefixtures("installation")
def test_without_a_fixed_day_the_clock_runs_in_shanghai() -> None:
    moment = clock.now()
    assert moment.utcoffset() == timedelta(hours=8)
    assert abs(moment - clock.machine_now()) < timedelta(minutes=1)
    assert clock.fixed_day() is None


@pytest.mark.usefixtures("installation")
def test_a_fixed_day_outside_demo_data_is_refused(settings: Settings) -> None:
    settings.DUBAN_TODAY = DAY
    for read in (clock.now, clock.today, clock.fixed_day):
        with pytest.raises(Refusal, match="固定日期 2021-09-10 只能用于示例数据"):
            read()


@pytest.mark.usefixtures("installation")
def test_demo_data_are_shown_on_their_day(settings: Settings) -> None:
    settings.DUBAN_TODAY = DAY
    demo.claim(empty=True)
    assert clock.today() == clock.fixed_day() == DAY
    assert clock.now().date() == DAY
    assert clock.now().tzinfo is clock.ZONE


@pytest.mark.usefixtures("installation")
def test_commands_beside_the_demo_see_its_day(settings: Settings, tmp_path: Path) -> None:
    settings.DUBAN_TODAY = DAY
    demo.mark()
    assert environment.read({"DUBAN_STATE": str(tmp_path)}).today == DAY
    assert environment.read({"DUBAN_STATE": str(tmp_path), "DUBAN_TODAY": "2021-11-30"}).today == date(2021, 11, 30)
    demo.unmark()
    assert environment.read({"DUBAN_STATE": str(tmp_path)}).today is None


@pytest.mark.usefixtures("installation")
def test_a_demo_without_a_day_runs_with_the_clock(settings: Settings, tmp_path: Path) -> None:
    settings.DUBAN_TODAY = None
    demo.mark()
    assert environment.read({"DUBAN_STATE": str(tmp_path)}).today is None


@pytest.mark.usefixtures("installation")
def test_demo_data_go_into_an_empty_database_only() -> None:
    with pytest.raises(Refusal, match="空的内置数据库"):
        demo.claim(empty=False)
    assert not demo.marked()


@pytest.mark.usefixtures("installation")
def test_a_demo_that_was_begun_may_be_completed_and_given_up() -> None:
    demo.claim(empty=True)
    demo.claim(empty=False)
    assert demo.marked()
    demo.unmark()
    assert not demo.marked()


def test_demo_data_never_go_into_an_external_database(settings: Settings, tmp_path: Path) -> None:
    settings.STATE_DIR = tmp_path
    with pytest.raises(Refusal, match="外部数据库"):
        demo.claim(empty=True)


def test_days_are_shanghais_also_before_eight_in_greenwich(monkeypatch: pytest.MonkeyPatch) -> None:
    class Midnight(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:
            return datetime.fromisoformat("2021-08-31T16:00:00+00:00").astimezone(tz)  # type: ignore[arg-type]  # as datetime.now

    monkeypatch.setattr(clock, "datetime", Midnight)
    assert clock.today() == date(2021, 9, 1)
