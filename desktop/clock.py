"""The machine's clock behind the session's clock port."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from desktop.domain.moments import Moment


class SystemClock:
    """Reads wall time and monotonic time."""

    def now(self) -> Moment:
        """This instant."""
        return Moment(time.time_ns() // 1_000_000, time.monotonic_ns() // 1_000_000)

    def local(self, time_zone: str) -> datetime:
        """This instant in an IANA zone; an unknown zone gives the machine's own."""
        try:
            return datetime.now(ZoneInfo(time_zone))
        except (ZoneInfoNotFoundError, ValueError):
            return datetime.now().astimezone()


class MachineZone(tzinfo):
    """The clock on the wall of this machine, with its summer times of every year."""

    def utcoffset(self, when: datetime | None) -> timedelta | None:
        """How far the wall clock is ahead of UTC at its own time `when`."""
        return _here(when).utcoffset()

    def dst(self, when: datetime | None) -> None:
        """Not told apart."""

    def tzname(self, when: datetime | None) -> str | None:
        """The system's own name of the zone."""
        return _here(when).tzname()

    def fromutc(self, when: datetime) -> datetime:
        """The wall clock at an instant."""
        here = when.replace(tzinfo=UTC).astimezone()
        return here.replace(tzinfo=self)


def _here(when: datetime | None) -> datetime:
    """The time that the wall clock shows at `when`, or now, with its offset."""
    at = datetime.now(UTC) if when is None else when.replace(tzinfo=None)
    return at.astimezone()


def zone_named(name: str) -> tzinfo:
    """The clock of an IANA zone; of this machine when there is no such zone."""
    try:
        return ZoneInfo(name) if name else MachineZone()
    except (ZoneInfoNotFoundError, ValueError):
        return MachineZone()
