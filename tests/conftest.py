"""What holds for every test: no screen needed, repeatable examples, and nothing left behind."""

from __future__ import annotations

import gc
import os
import sys
import threading
from collections.abc import Iterator

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

THREAD_END_TIMEOUT_S = 5.0

settings.register_profile("callside", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("callside")


@pytest.fixture(autouse=True)
def nothing_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves a live thread or, if it used Qt, a window or a running timer.

    What wider fixtures own exists before this one starts and is not counted.
    """
    watch_qt = "qapp" in request.fixturenames and "PySide6.QtWidgets" in sys.modules
    threads_before = set(threading.enumerate())
    qt_before = _qt_things() if watch_qt else {}
    yield
    left = _live_threads(threads_before)
    if watch_qt:
        left += _left_in_qt(qt_before)
    if left:
        pytest.fail("left behind: " + ", ".join(sorted(left)), pytrace=False)


def _live_threads(before: set[threading.Thread]) -> list[str]:
    started = [thread for thread in threading.enumerate() if thread not in before]
    names: list[str] = []
    for thread in started:
        if isinstance(thread, threading._DummyThread):
            continue  # Python's note of a thread that Qt owns; it cannot be joined
        thread.join(THREAD_END_TIMEOUT_S)
        if thread.is_alive():
            names.append(f"thread {thread.name}")
    return names


def _left_in_qt(before: dict[int, str]) -> list[str]:
    from PySide6.QtCore import QCoreApplication, QEvent

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = {key: name for key, name in _qt_things().items() if key not in before}
    if left:
        gc.collect()
        left = {key: name for key, name in _qt_things().items() if key not in before}
    return list(left.values())


def _qt_things() -> dict[int, str]:
    """Top-level widgets and running timers by their C++ address, with a name for the message."""
    import shiboken6
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    timers = [found for found in gc.get_objects() if issubclass(type(found), QTimer)]
    things = {
        shiboken6.getCppPointer(timer)[0]: f"timer of {timer.parent()!r}"
        for timer in timers
        if shiboken6.isValid(timer) and timer.isActive()
    }
    for widget in QApplication.topLevelWidgets():
        things[shiboken6.getCppPointer(widget)[0]] = f"window {type(widget).__name__}"
    return things
