from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.misreading import MisreadError, Misreading
from desktop.domain.written_days import read_day, read_days, split_instant, write_instant
from desktop.files.xlsx_sheet import Number, day_text, number_text


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


FULL_WIDTH = str.maketrans("0123456789-/.", "０１２３４５６７８９－／．")
DAYS = st.dates(date(1900, 3, 1), date(9999, 12, 31))


@given(
    day=DAYS, is_1904=st.booleans(), form=st.sampled_from(["%Y-%m-%d", "%Y%m%d", "%Y年%m月%d日"])
)
def test_every_day_is_read_in_every_form(day: date, is_1904: bool, form: str) -> None:
    written = f"{day:%m}".join(form.split("%m"))
    written = written.replace("%Y", f"{day.year:04d}").replace("%d", f"{day:%d}")
    assert read_day(written) == read_day(written.translate(FULL_WIDTH)) == day
    assert read_day(f"{day.year}.{day.month}.{day.day}") == day
    start = date(1904, 1, 1) if is_1904 else date(1899, 12, 30)
    if day >= start:
        serial = Number(str((day - start).days))
        assert read_day(day_text(serial, is_1904=is_1904)) == day


@given(written=st.text(alphabet="0123456789.eE+-", max_size=12), is_1904=st.booleans())
def test_any_number_is_a_day_or_stays_a_number(written: str, is_1904: bool) -> None:
    number = Number(written)
    try:
        day = read_day(day_text(number, is_1904=is_1904))
    except MisreadError:
        return
    assert date(1900, 1, 1) <= day


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("100.5", "100.5"),
        ("0.30000000000000004", "0.3"),
        ("12860.499999999998", "12860.5"),
        ("1.6000000001E10", "16000000001"),
        ("1E-7", "0.0000001"),
        ("123456789012345", "123456789012345"),
        ("1.2345678901234568E+17", "1.23456789012346E+17"),
        ("-5", "-5"),
        ("x", "x"),
        ("NaN", "NAN"),
    ],
)
def test_a_number_of_a_workbook_has_the_digits_that_are_shown(written: str, text: str) -> None:
    assert number_text(Number(written)) == text


@pytest.mark.parametrize("text", ["46027", "46027.5", "４６０２７"])
def test_a_bare_day_number_is_never_taken_for_a_day(text: str) -> None:
    with pytest.raises(MisreadError) as raised:
        read_day(text)

    assert raised.value.misreading is Misreading.SERIAL_DATE


@pytest.mark.parametrize(
    "text", ["2026年1/5", "2026/1月5", "2026-1-5日", "2026 1 5", "5/1/2026", "１"]
)
def test_a_day_in_mixed_forms_is_refused(text: str) -> None:
    with pytest.raises(MisreadError):
        read_day(text)


@pytest.mark.parametrize(
    ("text", "days"), [("47", 47), ("47天", 47), ("４７ 天", 47), ("1 day", 1)]
)
def test_days_are_counted(text: str, days: int) -> None:
    assert read_days(text) == days


@pytest.mark.parametrize("text", ["-1", "1.5", "many", "123456", "M2"])
def test_what_is_no_number_of_days_is_refused(text: str) -> None:
    with pytest.raises(MisreadError) as raised:
        read_days(text)

    assert raised.value.misreading is Misreading.NOT_DAYS


ZONES = st.sampled_from([UTC, timezone(timedelta(hours=8)), timezone(-timedelta(hours=9.5))])


@given(at=st.integers(-(10**12), 10**14), written=ZONES, read=ZONES)
def test_every_instant_is_read_back_in_any_zone(at: int, written: timezone, read: timezone) -> None:
    assert split_instant(f"{write_instant(at, written)} rest", read) == (at, " rest")


def test_a_clock_without_an_offset_is_the_readers() -> None:
    zone = timezone(timedelta(hours=8))
    at = datetime(2026, 1, 5, 10, 30, tzinfo=zone).timestamp() * 1000

    assert split_instant("2026/1/5 10:30电话", zone) == (at, "电话")
    assert split_instant("2026-01-05 10:30:15", UTC) == (at + (8 * 3600 + 15) * 1000, "")
    assert split_instant("2026-01-051", UTC) is None


def test_a_clock_with_an_offset_of_its_own_is_not_the_readers() -> None:
    zone = timezone(timedelta(hours=8))
    at = datetime(2026, 1, 5, 10, 30, tzinfo=UTC).timestamp() * 1000

    assert split_instant("2026-01-05T10:30Z", zone) == (at, "")
    assert split_instant("2026-01-05 10:30 Z rest", zone) == (at, " rest")
    assert split_instant("2026-01-05 07:00-03:30", zone) == (at, "")


@given(st.text())
def test_any_text_is_a_day_or_a_misreading(text: str) -> None:
    for read in (read_day, read_days):
        try:
            read(text)
        except MisreadError:
            continue
