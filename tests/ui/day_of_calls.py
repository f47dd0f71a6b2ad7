"""Whole calls one after another, and what they leave alive."""

from __future__ import annotations

import gc
from collections import Counter

import shiboken6
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from desktop.domain.outcome import Disposition
from tests.ui.desk_fixture import OWN_NUMBER, SHARED_NUMBER, STRANGE_NUMBER, RunningDesk

NUMBERS = (OWN_NUMBER, SHARED_NUMBER, STRANGE_NUMBER, "+8616000000022")


def one_call(desk: RunningDesk, turn: int) -> None:
    """Ring, answer, look at everything once, hang up, save."""
    number = NUMBERS[turn % len(NUMBERS)]
    desk.ring(number, f"call-{turn}")
    desk.press("F2", "F3", "F5", "F9", "F7", "1")
    desk.line.hang_up(f"call-{turn}")
    desk.wait(lambda view: view.wrap_up is not None and view.wrap_up.open)
    desk.window.wrap_up.disposition_requested.emit(Disposition.NO_ANSWER)
    desk.press("F4")
    desk.wait(lambda view: view.focused is None)
    desk.line.asked.clear()


def counts(desk: RunningDesk) -> Counter[str]:
    """How many of each kind live below the window and the session, and of what Python holds."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    found_by_kind: Counter[str] = Counter()
    for root in (desk.window, desk.app.bridge, desk.app.mailbox):
        found_by_kind.update(type(found).__name__ for found in root.findChildren(QObject))
    found_by_kind["top-level widgets"] = len(QApplication.topLevelWidgets())
    alive = [found for found in gc.get_objects() if isinstance(found, QObject)]
    alive = [found for found in alive if shiboken6.isValid(found)]
    found_by_kind["widgets in Python"] = sum(isinstance(found, QWidget) for found in alive)
    found_by_kind["timers in Python"] = sum(isinstance(found, QTimer) for found in alive)
    found_by_kind["running timers"] = sum(
        isinstance(found, QTimer) and found.isActive() for found in alive
    )
    return found_by_kind
