"""A day of calls leaves the program as big as it was."""

from __future__ import annotations

from tests.ui.day_of_calls import NUMBERS, counts, one_call
from tests.ui.desk_fixture import RunningDesk

CALLS = 200


def test_two_hundred_calls_leave_no_object_widget_or_timer_behind(desk: RunningDesk) -> None:
    for turn in range(2 * len(NUMBERS)):
        one_call(desk, turn)
    before = counts(desk)
    for turn in range(CALLS):
        one_call(desk, 100 + turn)
    after = counts(desk)
    assert {kind: count for kind, count in after.items() if count > before[kind]} == {}
    assert desk.app.desk.calls == {}
    assert desk.app.desk._refused == {}
    store = desk.app.store
    assert store is not None
    saved = store.submit(lambda s: len(s.latest_outcomes(10 * CALLS))).result()
    assert saved == CALLS + 2 * len(NUMBERS)
