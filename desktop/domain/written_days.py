"""Days, spans of days and instants as people write them in files, read exactly or not at all."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache

from desktop.domain.misreading import MisreadError, Misreading, plain

EARLIEST_YEAR = 1900
_DAY = (
    r"(?P<year>[0-9]{4})(?P<gap>[-/.年])(?P<month>[0-9]{1,2})(?P<gap_2>[-/.月])"
    r"(?P<day>[0-9]{1,2})[日号]?"
)
_WRITTEN_DAY = re.compile(rf"{_DAY}(?:[ T]0?0:00(?::00(?:\.0+)?)?)?")
_CLOCK = (
    r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})"
    r"(?::(?P<second>[0-9]{2})(?:\.(?P<part>[0-9]{1,3}))?)?"
)
_ZONE = r" ?(?P<zone>Z|[+-][0-9]{2}:?[0-9]{2}(?::[0-9]{2})?)?"
_WRITTEN_INSTANT = re.compile(rf"{_DAY}(?:[ T]?{_CLOCK}{_ZONE})?")
_SERIAL = re.compile(r"[0-9]{5}(?:\.[0-9]+)?")
_DAYS = re.compile(r"([0-9]{1,5}) ?(?:天|日|days?)?")
_COMPACT_DIGITS = 8
_MS = timedelta(milliseconds=1)
_START = datetime(1970, 1, 1, tzinfo=UTC)


@lru_cache(maxsize=4096)
def read_day(text: str) -> date:
    """A day: `2026-01-05`, `2026/1/5`, `2026.1.5`, `20260105`, `2026年1月5日`, also with 0:00.

    `46027` may be a day as spreadsheets count them, or not: it is refused, and so are days that
    may be months. Raises `MisreadError`.
    """
    written = plain(text)
    if len(written) == _COMPACT_DIGITS and written.isdigit() and written.isascii():
        return _day(written[:4], written[4:6], written[6:])
    found = _WRITTEN_DAY.fullmatch(written)
    if found is None or not _gaps_agree(found):
        is_serial = _SERIAL.fullmatch(written) is not None
        raise MisreadError(Misreading.SERIAL_DATE if is_serial else Misreading.NOT_A_DATE)
    return _day(found["year"], found["month"], found["day"])


def read_days(text: str) -> int:
    """A number of days: `47`, `47天`, `47 days`. Raises `MisreadError`."""
    found = _DAYS.fullmatch(plain(text).lower())
    if found is None:
        raise MisreadError(Misreading.NOT_DAYS)
    return int(found[1])


def split_instant(text: str, zone: tzinfo) -> tuple[int, str] | None:
    """Milliseconds since 1970 of the instant that a text begins with, and what follows it.

    `2026-01-05 10:30`, `2026/1/5 10:30:12.345+08:00`, `2026年1月5日`: without an offset the clock
    is the `zone`'s, without a clock it is the beginning of the day. None when the text does not
    begin with an instant.
    """
    found = _WRITTEN_INSTANT.match(text)
    if found is None or not _gaps_agree(found) or text[found.end() :][:1].isdigit():
        return None
    try:
        day = _day(found["year"], found["month"], found["day"])
        when = datetime(day.year, day.month, day.day, tzinfo=_zone(found["zone"]) or zone)
        if found["hour"] is not None:
            when = when.replace(
                hour=int(found["hour"]),
                minute=int(found["minute"]),
                second=int(found["second"] or 0),
                microsecond=int((found["part"] or "").ljust(3, "0")) * 1000,
            )
        return (when - _START) // _MS, text[found.end() :]
    except (ValueError, OverflowError, OSError):  # some systems know no clock before 1970
        return None


def write_instant(epoch_ms: int, zone: tzinfo) -> str:
    """An instant so that `split_instant` reads it back: `2026-01-05 10:30+08:00`."""
    when = (_START + timedelta(milliseconds=epoch_ms)).astimezone(zone)
    exactness = "minutes" if epoch_ms % 60_000 == 0 else "milliseconds"
    return when.isoformat(" ", exactness)


def _day(year: str, month: str, day: str) -> date:
    if int(year) < EARLIEST_YEAR:
        raise MisreadError(Misreading.NOT_A_DATE)
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise MisreadError(Misreading.NOT_A_DATE) from None


def _gaps_agree(found: re.Match[str]) -> bool:
    """`2026年1月5日` or one sign twice; 日 only after 月."""
    gaps = found["gap"] + found["gap_2"]
    written_in_full = found.string[found.end("day") : found.end("day") + 1] in ("日", "号")
    if gaps == "年月":
        return True
    return gaps[0] == gaps[1] and gaps[0] in "-/." and not written_in_full


def _zone(written: str | None) -> tzinfo | None:
    if written is None:
        return None
    if written == "Z":
        return UTC
    digits = written[1:].replace(":", "").ljust(6, "0")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:4]), seconds=int(digits[4:]))
    return timezone(-offset if written[0] == "-" else offset)
