from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from desktop.clock import MachineZone, zone_named
from desktop.domain.written_days import split_instant, write_instant


@pytest.fixture(params=["Europe/London", "Asia/Shanghai"])
def machine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    if not hasattr(time, "tzset"):
        pytest.skip("this system cannot be moved to another zone")
    with monkeypatch.context() as patch:
        patch.setenv("TZ", request.param)
        time.tzset()
        yield request.param
    time.tzset()


def test_the_clock_of_the_machine_is_the_clock_of_its_zone(machine: str) -> None:
    named, here = zone_named(machine), zone_named("")
    at = datetime(2026, 1, 1, tzinfo=UTC)
    for _ in range(365 * 4):
        at += timedelta(hours=6)
        epoch_ms = int(at.timestamp() * 1000)
        written = write_instant(epoch_ms, here)

        assert written == write_instant(epoch_ms, named)
        assert split_instant(written[:16], here) == split_instant(written[:16], named)


def test_a_zone_that_nobody_knows_is_the_machines() -> None:
    assert isinstance(zone_named("Mars/Olympus"), MachineZone)
    assert isinstance(zone_named("../etc"), MachineZone)
