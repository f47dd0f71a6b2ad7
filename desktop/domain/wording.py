"""Dates and times as the agent says them: always with the weekday, in the chosen language."""

from __future__ import annotations

from datetime import date, datetime

_WEEKDAYS_ZH = "一二三四五六日"
_WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS_EN = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def is_chinese(language: str) -> bool:
    """Whether a language tag such as `zh_CN` asks for Chinese."""
    return language.startswith("zh")


def say_date(day: date, language: str) -> str:
    """A day with its weekday: `11月27日（星期五）`, `Friday 27 November`."""
    if is_chinese(language):
        return f"{day.month}月{day.day}日（星期{_WEEKDAYS_ZH[day.weekday()]}）"
    return f"{_WEEKDAYS_EN[day.weekday()]} {day.day} {_MONTHS_EN[day.month - 1]}"


def say_full_date(day: date, language: str) -> str:
    """A day with its year: `2026年12月4日（星期五）`, `Friday 4 December 2026`."""
    said = say_date(day, language)
    return f"{day.year}年{said}" if is_chinese(language) else f"{said} {day.year}"


def say_moment(when: datetime, language: str) -> str:
    """A local time with its day: `11月27日（星期五）15:00`, `Friday 27 November, 15:00`."""
    clock = f"{when:%H:%M}"
    day = say_date(when.date(), language)
    return f"{day}{clock}" if is_chinese(language) else f"{day}, {clock}"
