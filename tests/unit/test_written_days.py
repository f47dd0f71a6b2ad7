from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.misreading import MisreadError, Misreading
from desktop.domain.written_days import read_day


@pytest.mark.parametrize(
    "text",
    [
        *(
            "2026-01-05",
            "2026/1/5",
            "2026/01/05",
            "２０２６－０１－０５",
            "20260105",
            "２０２６０１０５",
        ),
        *("2026.1.5", "2026年1月5日", "2026年01月05号", "2026-01-05 00:00:00", "2026-01-05T00:00"),
    ],
)
def test_a_day_is_read_in_either_form(text: str) -> None:
    assert read_day(text) == date(2026, 1, 5)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "05/01/2026",
        "2026-13-01",
        "2026-02-29",
        "2026-01/05",
        "2026-W01-1",
        "26-01-05",
        "0026-01-05",
        "2026-01-05 12:00",
    ],
)
def test_what_is_not_clearly_a_day_is_refused(text: str) -> None:
    with pytest.raises(MisreadError) as raised:
        read_day(text)

    assert raised.value.misreading is Misreading.NOT_A_DATE


@given(day=st.dates(date(1900, 1, 1), date(9999, 12, 31)))
def test_every_day_is_read_back(day: date) -> None:
    assert read_day(day.isoformat()) == day
    assert read_day(f"{day.year}/{day.month}/{day.day}") == day
