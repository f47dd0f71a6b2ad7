"""Ten thousand calls: `python3 -m desktop test -m soak tests/ui`. Takes about half an hour."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from desktop.store.database import Store
from tests.programs import resident_kib
from tests.ui.day_of_calls import counts, one_call
from tests.ui.desk_fixture import RunningDesk

CALLS = 10_000
SETTLED_AFTER = 3_000
"""By then the histories shown are as long as they get, and the database fills its page cache."""

CALLS_UNTIL_A_PAUSE = 50
"""Agents breathe; the store then moves its log into the database, never in a hurry."""

MOST_GROWTH = 1.05

pytestmark = [
    pytest.mark.soak,
    pytest.mark.timeout(7_200),
    pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc"),
]


def test_ten_thousand_calls_leave_the_program_as_big_as_it_was(desk: RunningDesk) -> None:
    _calls(desk, range(SETTLED_AFTER))
    alive, threads, kib = counts(desk), threading.active_count(), resident_kib()
    _calls(desk, range(SETTLED_AFTER, CALLS))
    assert resident_kib() < kib * MOST_GROWTH
    left = {kind: count for kind, count in counts(desk).items() if count > alive[kind]}
    assert left == {}
    assert threading.active_count() <= threads
    assert desk.app.desk.calls == {}
    store = desk.app.store
    assert store is not None
    assert store.submit(lambda s: len(s.latest_outcomes(2 * CALLS))).result() == CALLS


def _calls(desk: RunningDesk, turns: range) -> None:
    for turn in turns:
        one_call(desk, turn)
        if turn % CALLS_UNTIL_A_PAUSE == 0 and desk.app.store is not None:
            desk.app.store.submit(Store.idle).result()
