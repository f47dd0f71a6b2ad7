from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, date, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.cases import Hold, HoldKind, PromiseState, TimelineEntry, TimelineKind
from desktop.domain.misreading import MisreadError, Misreading
from desktop.domain.money import SYMBOLS, Money
from desktop.domain.outcome import Disposition
from desktop.domain.written_contacts import (
    read_contacts,
    read_holds,
    write_contacts,
    write_holds,
)

CHINA = timezone(timedelta(hours=8))
AT = 1_767_580_200_000  # 2026-01-05 10:30 in China
MINUTE = 60_000


def test_a_history_written_by_people_is_read() -> None:
    text = (
        "2026-01-05 10:30 电话：说周五还；对方在忙\n"
        "2026/1/5 10:31 短信：已发提醒；2026年1月5日 10:32 上门，无人\n"
        "2026-01-05 10:33 承诺（¥800.00，2026-01-09 到期，未履行）：周五\n"
        "2026-01-05 10:34 电话（呼出，no_answer）\n"
        "2026-01-05 10:35 电话（家人接）：稍后回"
    )

    assert read_contacts(text, CHINA) == (
        TimelineEntry(AT, TimelineKind.CALL, "说周五还；对方在忙"),
        TimelineEntry(AT + MINUTE, TimelineKind.MESSAGE, "已发提醒"),
        TimelineEntry(AT + 2 * MINUTE, TimelineKind.NOTE, "上门，无人"),
        TimelineEntry(
            AT + 3 * MINUTE,
            TimelineKind.PROMISE,
            "周五",
            amount=Money(80_000),
            due_on=date(2026, 1, 9),
            promise_state=PromiseState.BROKEN,
        ),
        TimelineEntry(
            AT + 4 * MINUTE, TimelineKind.CALL, direction="outgoing", disposition="no_answer"
        ),
        TimelineEntry(AT + 5 * MINUTE, TimelineKind.CALL, "（家人接）：稍后回"),
    )


def test_an_entry_with_a_day_alone_is_at_its_beginning() -> None:
    (entry,) = read_contacts("2026-01-05 还款（¥500.00）", CHINA)

    assert entry.at_epoch_ms == AT - (10 * 60 + 30) * MINUTE
    assert entry.amount == Money(50_000)


@pytest.mark.parametrize(
    "text",
    [
        "电话：说周五还",
        "2026-13-05 10:30 电话",
        "2026-01-05 25:30 电话",
        "20260105 电话",
        "2026-01-05 {",
    ],
)
def test_an_entry_without_its_time_is_refused(text: str) -> None:
    with pytest.raises(MisreadError) as raised:
        read_contacts(text, CHINA)

    assert raised.value.misreading is Misreading.NOT_A_CONTACT


def test_a_due_day_that_no_calendar_has_stays_in_the_words() -> None:
    (entry,) = read_contacts("2026-01-05 10:30 承诺（2026-02-30 到期）：周五", CHINA)

    assert entry == TimelineEntry(AT, TimelineKind.PROMISE, "（2026-02-30 到期）：周五")


def test_words_that_would_begin_another_entry_are_written_as_json() -> None:
    entry = TimelineEntry(AT, TimelineKind.CALL, "下次；2026-02-30 再打")

    (written,) = write_contacts([entry], CHINA)

    assert written.startswith("2026-01-05 10:30+08:00 {")
    assert read_contacts(written, CHINA) == (entry,)


@pytest.mark.parametrize(
    "fields",
    [
        {"text": 5},
        {"disposition": ["no_answer"]},
        {"direction": True},
        {"amount_minor": 100},
        {"currency": "CNY"},
        {"amount_minor": 1.5, "currency": "CNY"},
        {"amount_minor": True, "currency": "CNY"},
        {"amount_minor": 10**18 + 1, "currency": "CNY"},
        {"amount_minor": 100, "currency": "XXX"},
        {"kind": "visit"},
    ],
)
def test_json_with_values_that_no_entry_has_is_refused(fields: dict[str, object]) -> None:
    body = {"kind": "payment", "text": "到账"}

    assert read_contacts(f"2026-01-05 10:30 {json.dumps(body)}", CHINA) == (
        TimelineEntry(AT, TimelineKind.PAYMENT, "到账"),
    )
    with pytest.raises(MisreadError) as raised:
        read_contacts(f"2026-01-05 10:30 {json.dumps(body | fields)}", CHINA)

    assert raised.value.misreading is Misreading.NOT_A_CONTACT


TEXTS = st.text(max_size=30) | st.text(
    alphabet='；;：（），,\n"{}2026-01-05 10:30电话\\', max_size=40
)
MONEY = st.builds(Money, st.integers(-(10**16), 10**16), st.sampled_from(sorted(SYMBOLS)))
ENTRIES = st.builds(
    TimelineEntry,
    at_epoch_ms=st.integers(-(10**11), 10**13),
    kind=st.sampled_from(TimelineKind),
    text=TEXTS,
    amount=st.none() | MONEY,
    disposition=st.none() | st.sampled_from([d.value for d in Disposition]) | TEXTS.filter(bool),
    due_on=st.none() | st.dates(),
    promise_state=st.none() | st.sampled_from(PromiseState),
    direction=st.none() | st.sampled_from(["incoming", "outgoing", "unknown"]) | TEXTS.filter(bool),
    practice=st.booleans(),
)
ZONES = st.sampled_from([UTC, CHINA, timezone(-timedelta(hours=3, minutes=30))])


@given(entries=st.lists(ENTRIES, min_size=1, max_size=4), written=ZONES, read=ZONES)
def test_whatever_is_written_is_read_back_exactly(
    entries: list[TimelineEntry], written: timezone, read: timezone
) -> None:
    text = "\n".join(write_contacts(entries, written))

    assert read_contacts(text, read) == tuple(entries)


HOLDS = st.builds(
    Hold,
    st.sampled_from(HoldKind),
    st.integers(0, 10**13),
    st.none() | st.dates(date(1900, 1, 1)),
)


@given(holds=st.lists(HOLDS, min_size=1, max_size=4), zone=ZONES)
def test_holds_are_read_back_exactly(holds: list[Hold], zone: timezone) -> None:
    assert read_holds("\n".join(write_holds(holds, zone)), UTC) == tuple(holds)


@given(text=TEXTS.map(lambda text: f"2026-01-05 10:30 {text}") | st.text())
def test_any_text_is_a_history_or_a_misreading(text: str) -> None:
    for read in (read_contacts, read_holds):
        with suppress(MisreadError):
            assert read(text, CHINA)
