"""What may be promised: a real date, amount and channel, inside the authority limits."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.commitment import (
    AuthorityLimits,
    CommitmentFault,
    Plan,
    PromiseToPay,
    add_months,
    callback_slots,
    check_plan,
    check_promise,
    next_working_day,
    read_back_plan,
    read_back_promise,
)
from desktop.domain.money import Money

TODAY = date(2025, 11, 24)
LIMITS = AuthorityLimits(longest_promise_days=30, most_instalments=6, longest_plan_days=100)
F = CommitmentFault


def promise_faults(**changes: Any) -> tuple[CommitmentFault, ...]:
    sound = {
        "amount": Money(50_000),
        "due_on": date(2025, 11, 28),
        "channel": "bank transfer",
        "balance": Money(1_286_050),
        "today": TODAY,
        "limits": LIMITS,
    }
    return check_promise(**{**sound, **changes})


def plan_faults(**changes: Any) -> tuple[CommitmentFault, ...]:
    sound = {
        "total": Money(300_000),
        "count": 3,
        "first_due_on": date(2025, 12, 1),
        "channel": "bank transfer",
        "balance": Money(1_286_050),
        "today": TODAY,
        "limits": LIMITS,
    }
    return check_plan(**{**sound, **changes})


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        ({}, ()),
        ({"amount": None}, (F.NO_AMOUNT,)),
        ({"amount": Money(0)}, (F.NO_AMOUNT,)),
        ({"amount": Money(-1)}, (F.NO_AMOUNT,)),
        ({"amount": Money(1_286_050)}, ()),
        ({"amount": Money(1_286_051)}, (F.AMOUNT_OVER_BALANCE,)),
        ({"amount": Money(9_999_999), "balance": None}, ()),
        ({"due_on": None}, (F.NO_DATE,)),
        ({"due_on": TODAY}, ()),
        ({"due_on": TODAY - timedelta(days=1)}, (F.DATE_IN_PAST,)),
        ({"due_on": TODAY + timedelta(days=30)}, ()),
        ({"due_on": TODAY + timedelta(days=31)}, (F.DATE_TOO_FAR,)),
        ({"channel": "  "}, (F.NO_CHANNEL,)),
        (
            {"amount": None, "due_on": None, "channel": ""},
            (F.NO_AMOUNT, F.NO_DATE, F.NO_CHANNEL),
        ),
    ],
)
def test_a_promise_names_everything_that_is_wrong_with_it(
    changes: dict[str, Any], faults: tuple[CommitmentFault, ...]
) -> None:
    assert promise_faults(**changes) == faults


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        ({}, ()),
        ({"total": None}, (F.NO_AMOUNT,)),
        ({"total": Money(0)}, (F.NO_AMOUNT,)),
        ({"total": Money(1_286_051)}, (F.AMOUNT_OVER_BALANCE,)),
        ({"balance": None}, ()),
        ({"count": None}, (F.NO_COUNT,)),
        ({"count": 1}, (F.NO_COUNT,)),
        ({"count": 6, "limits": AuthorityLimits(30, 6, 200)}, ()),
        ({"count": 7, "limits": AuthorityLimits(30, 6, 300)}, (F.TOO_MANY_INSTALMENTS,)),
        ({"first_due_on": None}, (F.NO_DATE,)),
        ({"first_due_on": date(2025, 11, 23)}, (F.DATE_IN_PAST,)),
        ({"first_due_on": date(2026, 1, 1)}, (F.DATE_TOO_FAR,)),
        # The last of four instalments is due on 1 March, 97 days away; of five on 1 April.
        ({"count": 4}, ()),
        ({"count": 5}, (F.DATE_TOO_FAR,)),
        ({"channel": ""}, (F.NO_CHANNEL,)),
        # Three parts of two fen would begin with nothing.
        ({"total": Money(2)}, (F.NO_AMOUNT,)),
        ({"total": Money(3)}, ()),
    ],
)
def test_a_plan_names_everything_that_is_wrong_with_it(
    changes: dict[str, Any], faults: tuple[CommitmentFault, ...]
) -> None:
    assert plan_faults(**changes) == faults


def test_a_promise_is_read_back_with_the_weekday_and_the_amount_in_words() -> None:
    promise = PromiseToPay(Money(50_050), date(2025, 11, 28), "手机银行")

    assert read_back_promise(promise, "zh_CN") == (
        "我跟您核对一下：2025年11月28日（星期五），¥500.50（五百元五角），通过手机银行。对吗？"
    )
    assert read_back_promise(promise, "en") == (
        "Let me read it back: ¥500.50 (five hundred yuan and fifty fen) on Friday 28 November "
        "2025, by 手机银行. Is that right?"
    )


def test_an_even_plan_is_read_back_with_count_each_first_last_and_total() -> None:
    plan = Plan(Money(300_000).split(3), date(2025, 12, 1), "bank transfer")

    assert read_back_plan(plan, "en") == (
        "Let me read it back: 3 payments of ¥1,000, the first on Monday 1 December 2025, the "
        "last on Sunday 1 February 2026, ¥3,000 in all (three thousand yuan), by bank transfer. "
        "Is that right?"
    )
    assert read_back_plan(plan, "zh_CN") == (
        "我跟您核对一下：分3期，每期¥1,000，首期2025年12月1日（星期一），"
        "末期2026年2月1日（星期日），一共¥3,000（三千元整），通过bank transfer。对吗？"
    )


def test_an_uneven_plan_is_read_back_with_its_last_amount() -> None:
    plan = Plan(Money(100_00).split(3), date(2025, 12, 1), "bank transfer")

    assert "3 payments of ¥33.33, the last one ¥33.34, the first" in read_back_plan(plan, "en")
    assert "每期¥33.33，最后一期¥33.34，首期" in read_back_plan(plan, "zh_CN")


@given(st.integers(2, 10**9), st.integers(2, 12))
def test_a_plan_adds_up_to_what_was_agreed(minor: int, count: int) -> None:
    plan = Plan(Money(minor).split(count), TODAY, "x")

    assert plan.total == Money(minor)
    assert len(plan.due_dates) == count


def test_a_plan_from_the_last_of_january_uses_the_last_day_of_short_months() -> None:
    plan = Plan(Money(300).split(3), date(2026, 1, 31), "x")

    assert plan.due_dates == (date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31))


@pytest.mark.parametrize(
    ("day", "months", "found"),
    [
        (date(2025, 11, 30), 0, date(2025, 11, 30)),
        (date(2025, 11, 30), 1, date(2025, 12, 30)),
        (date(2025, 12, 31), 2, date(2026, 2, 28)),
        (date(2027, 12, 31), 2, date(2028, 2, 29)),
        (date(2025, 11, 5), 14, date(2027, 1, 5)),
    ],
)
def test_months_are_counted_over_years_and_short_months(
    day: date, months: int, found: date
) -> None:
    assert add_months(day, months) == found


@pytest.mark.parametrize(
    ("day", "ahead", "found"),
    [
        (date(2025, 11, 24), 1, date(2025, 11, 25)),
        (date(2025, 11, 28), 1, date(2025, 12, 1)),
        (date(2025, 11, 28), 2, date(2025, 12, 1)),
        (date(2025, 11, 24), 7, date(2025, 12, 1)),
    ],
)
def test_a_working_day_is_never_on_a_weekend(day: date, ahead: int, found: date) -> None:
    assert next_working_day(day, ahead) == found


def test_two_times_to_call_back_are_offered_in_the_debtors_own_zone() -> None:
    shanghai = ZoneInfo("Asia/Shanghai")
    friday = datetime(2025, 11, 28, 17, 30, tzinfo=shanghai)

    assert callback_slots(friday) == (
        datetime(2025, 12, 1, 10, tzinfo=shanghai),
        datetime(2025, 12, 1, 15, tzinfo=shanghai),
    )
