"""The machine's clock behind the session's clock port."""

from __future__ import annotations

import time
from datetime import datetime
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
