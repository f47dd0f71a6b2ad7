"""Which backups are kept: many young ones, few old ones. Pure; the newest one always stays."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

KEPT_DAILY = 12
KEPT_WEEKLY = 10
KEPT_MONTHLY = 9

_Period = Callable[[datetime], tuple[int, ...]]


def _day(moment: datetime) -> tuple[int, ...]:
    return moment.year, moment.month, moment.day


def _week(moment: datetime) -> tuple[int, ...]:
    return moment.isocalendar()[:2]


def _month(moment: datetime) -> tuple[int, ...]:
    return moment.year, moment.month


_RULES: tuple[tuple[_Period, int], ...] = (
    (_day, KEPT_DAILY),
    (_week, KEPT_WEEKLY),
    (_month, KEPT_MONTHLY),
)


def kept_backups(moments: Iterable[datetime]) -> frozenset[datetime]:
    """The moments of the backups to keep.

    The newest of each of the last 12 days that have one; before those, the newest of each of 10
    weeks; before those, of each of 9 months. A time without work takes no backup's place.
    """
    kept: set[datetime] = set()
    left = sorted(moments, reverse=True)
    for period, count in _RULES:
        seen: set[tuple[int, ...]] = {period(moment) for moment in kept}
        older: list[datetime] = []
        taken = 0
        for moment in left:
            name = period(moment)
            if name in seen:
                continue
            if taken < count:
                seen.add(name)
                kept.add(moment)
                taken += 1
            else:
                older.append(moment)
        left = older
    return frozenset(kept)
