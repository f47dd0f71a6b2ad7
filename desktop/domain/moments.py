"""An instant as the program knows it: wall time to store, monotonic time to measure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """One instant, read once from the clock port.

    `epoch_ms` is UTC in milliseconds since 1970 and is what the store keeps. `monotonic_ms` never
    jumps and is the only base for durations within one run of the program.
    """

    epoch_ms: int
    monotonic_ms: int

    @property
    def utc(self) -> datetime:
        """The wall time as an aware UTC datetime."""
        return datetime.fromtimestamp(self.epoch_ms / 1000, tz=UTC)

    def ms_since(self, earlier: Moment) -> int:
        """Milliseconds from `earlier` to this moment, never negative."""
        return max(0, self.monotonic_ms - earlier.monotonic_ms)


def day_began_epoch_ms(now_local: datetime) -> int:
    """The last midnight of an aware local time, in milliseconds since 1970."""
    midnight = datetime.combine(now_local.date(), time(), now_local.tzinfo)
    return int(midnight.timestamp() * 1000)
