"""A day of calls leaves the program as big as it was."""

from __future__ import annotations

import gc
from collections import Counter

import shiboken6
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from desktop.domain.outcome import Disposition
from tests.ui.desk_fixture import OWN_NUMBER, SHARED_NUMBER, STRANGE_NUMBER, RunningDesk

CALLS = 200
NUMBERS = (OWN_NUMBER, SHARED_NUMBER, STRANGE_NUMBER, "+8616000000022")


def test_two_hundred_calls_leave_no_object_widget_or_timer_behind(desk: RunningDesk) -> None:
    for turn in range(2 * len(NUMBERS)):
        _one_call(desk, turn)
    before = _counts(desk)
    for turn in range(CALLS):
        _one_call(desk, 100 + turn)
    after = _counts(desk)
    assert {kind: count for kind, count in after.items() if count > before[kind]} == {}
    assert desk.app.desk.calls == {}
    assert desk.app.desk._refused == {}
    store = desk.app.store
    assert store is not None
    saved = store.submit(lambda s: len(s.latest_outcomes(10 * CALLS))).result()
    assert saved == CALLS + 2 * len(NUMBERS)


def _one_call(desk: RunningDesk, turn: int) -> None:
    """Ring, answer, look at everything once, hang up, save."""
    number = NUMBERS[turn % len(NUMBERS)]
    desk.ring(number, f"call-{turn}")
    desk.press("F2", "F3", "F5", "F9", "F7", "1")
    desk.line.hang_up(f"call-{turn}")
    desk.wait(lambda view: view.wrap_up is not None and view.wrap_up.open)
    desk.window.wrap_up.disposition_requested.emit(Disposition.NO_ANSWER)
    desk.press("F4")
    desk.wait(lambda view: view.focused is None)


def _counts(desk: RunningDesk) -> Counter[str]:
    """How many of each kind live below the window and the session, and of what Python holds."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    counts: Counter[str] = Counter()
    for root in (desk.window, desk.app.bridge, desk.app.mailbox):
        counts.update(type(found).__name__ for found in root.findChildren(QObject))
    counts["top-level widgets"] = len(QApplication.topLevelWidgets())
    alive = [found for found in gc.get_objects() if isinstance(found, QObject)]
    alive = [found for found in alive if shiboken6.isValid(found)]
    counts["widgets in Python"] = sum(isinstance(found, QWidget) for found in alive)
    counts["timers in Python"] = sum(isinstance(found, QTimer) for found in alive)
    counts["running timers"] = sum(
        isinstance(found, QTimer) and found.isActive() for found in alive
    )
    return counts
