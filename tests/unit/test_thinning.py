"""Which backups stay: 12 days, 10 weeks, 9 months, and the newest always."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from desktop.store.thinning import KEPT_DAILY, KEPT_MONTHLY, KEPT_WEEKLY, kept_backups

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
MOST = KEPT_DAILY + KEPT_WEEKLY + KEPT_MONTHLY


def test_of_one_day_the_newest_stays() -> None:
    day = [NOON - timedelta(hours=hours) for hours in (0, 1, 5)]
    assert kept_backups(day) == {NOON}


def test_twelve_days_stay_whole_and_an_older_one_of_the_same_week_goes() -> None:
    days = [NOON - timedelta(days=day) for day in range(13)]
    # NOON is a Tuesday: the thirteenth day back is a Thursday, after it comes a kept Friday.
    assert kept_backups(days) == set(days[:12])


def test_daily_work_for_three_years_leaves_days_then_weeks_then_months() -> None:
    kept: frozenset[datetime] = frozenset()
    for day in range(3 * 365):
        kept = kept_backups({*kept, NOON + timedelta(days=day)})
    newest = sorted(kept, reverse=True)
    assert len(newest) == MOST
    days, weeks, months = newest[:12], newest[12:22], newest[22:]
    assert days == [days[0] - timedelta(days=day) for day in range(12)]
    assert {a - b for a, b in pairwise(weeks)} == {timedelta(days=7)}
    assert len({(month.year, month.month) for month in months}) == KEPT_MONTHLY
    assert newest[-1] < newest[0] - timedelta(days=300)


def test_a_time_without_work_takes_no_place() -> None:
    seldom = [NOON - timedelta(days=40 * step) for step in range(12)]
    assert kept_backups(seldom) == set(seldom)


moments = st.sets(
    st.integers(0, 3 * 365 * 24).map(lambda hours: NOON - timedelta(hours=hours)),
    max_size=80,
)


@given(moments)
def test_thinning_keeps_the_newest_is_bounded_and_done_twice_changes_nothing(
    found: set[datetime],
) -> None:
    kept = kept_backups(found)
    assert kept <= found
    assert len(kept) <= MOST
    assert not found or max(found) in kept
    assert kept_backups(kept) == kept
