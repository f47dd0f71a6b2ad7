"""Dates with their weekday, masks, and instants."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.masking import MASK, mask_name, mask_number
from desktop.domain.moments import Moment
from desktop.domain.wording import is_chinese, say_date, say_full_date, say_moment


@pytest.mark.parametrize(
    ("day", "zh", "en"),
    [
        (date(2025, 11, 27), "11月27日（星期四）", "Thursday 27 November"),
        (date(2025, 11, 30), "11月30日（星期日）", "Sunday 30 November"),
        (date(2026, 1, 5), "1月5日（星期一）", "Monday 5 January"),
    ],
)
def test_a_date_is_said_with_its_weekday(day: date, zh: str, en: str) -> None:
    assert (say_date(day, "zh_CN"), say_date(day, "en")) == (zh, en)


def test_a_date_that_is_agreed_on_is_said_with_its_year() -> None:
    day = date(2026, 12, 4)

    assert say_full_date(day, "zh_CN") == "2026年12月4日（星期五）"
    assert say_full_date(day, "en") == "Friday 4 December 2026"


def test_a_time_is_said_with_its_day() -> None:
    when = datetime(2025, 11, 27, 9, 5, tzinfo=UTC)

    assert say_moment(when, "zh_CN") == "11月27日（星期四）09:05"
    assert say_moment(when, "en") == "Thursday 27 November, 09:05"


@pytest.mark.parametrize(
    ("language", "chinese"), [("zh_CN", True), ("zh", True), ("en", False), ("en_GB", False)]
)
def test_a_language_tag_tells_chinese(language: str, *, chinese: bool) -> None:
    assert is_chinese(language) is chinese


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("+8613800138000", f"+86{MASK}8000"),
        ("13800138000", f"13{MASK}8000"),
        ("12345678", f"12{MASK}5678"),
        ("1234567", f"{MASK}67"),
        ("10086", f"{MASK}86"),
        ("", MASK),
        (None, MASK),
    ],
)
def test_the_middle_of_a_number_is_covered(number: str | None, shown: str) -> None:
    assert mask_number(number) == shown


@given(st.from_regex(r"\+?[0-9]{1,15}", fullmatch=True))
def test_a_covered_number_never_shows_more_than_seven_signs(number: str) -> None:
    assert len(mask_number(number).replace(MASK, "")) <= min(7, len(number))


def test_a_covered_name_shows_its_first_sign() -> None:
    assert (mask_name("王小明"), mask_name("Ann"), mask_name("")) == (f"王{MASK}", f"A{MASK}", MASK)


def test_a_moment_tells_wall_time_in_utc_with_its_millisecond() -> None:
    assert Moment(1_763_949_600_123, 0).utc == datetime(2025, 11, 24, 2, 0, 0, 123_000, tzinfo=UTC)


@given(st.integers(0, 4_000_000_000_000))
def test_a_moment_keeps_every_millisecond(epoch_ms: int) -> None:
    exact = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=epoch_ms)

    assert Moment(epoch_ms, 0).utc == exact


def test_durations_come_from_monotonic_time_and_are_never_negative() -> None:
    early, late = Moment(9_000, 1_000), Moment(2_000, 4_500)

    assert late.ms_since(early) == 3_500
    assert early.ms_since(late) == 0
