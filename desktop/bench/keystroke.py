"""`keystroke`: from a key in the note until the desk knows that it is on the disk."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop

from desktop.app import DeskApp
from desktop.bench.figures import MS_PER_NS, Figure, against_floor, percentile
from desktop.bench.workbench import (
    DiskFloor,
    own_disk,
    run_until_quit,
    running_desk,
    timed_ms,
)
from desktop.domain.calls import CallEstablished, CallRef, CallRinging, Direction

RUNS = 300
_WARM_UPS = 20
_TEXT = "下周五发工资，先还一部分，余款分三期。Paid on Friday; the rest in three parts. "


def measure_keystroke(runs: int = RUNS) -> list[Figure]:
    """Type one character and write one page, in turn."""
    floor_ms: list[float] = []
    typed_ms: list[float] = []
    with (
        tempfile.TemporaryDirectory(dir=own_disk(), prefix="callside-bench-") as name,
        running_desk(Path(name)) as app,
    ):
        floor = DiskFloor(Path(name))
        typing = _Typing(app)
        for turn in range(-_WARM_UPS, runs):
            floor_took = timed_ms(floor.write_once)
            typed_took = typing.type_one()
            if turn >= 0:
                floor_ms.append(floor_took)
                typed_ms.append(typed_took)
        floor.close()
    return [
        Figure("keystroke to disk p99", None, percentile(typed_ms, 99), 300, "ms", runs),
        # Between key and disk the window is filled once and two threads are woken.
        against_floor("keystroke to disk", floor_ms, typed_ms, bar=12.0, hundredth=50),
        against_floor("keystroke to disk", floor_ms, typed_ms, bar=20.0, hundredth=99),
    ]


class _Typing:
    """An answered call whose note grows by one character at a time."""

    def __init__(self, app: DeskApp) -> None:
        self._app = app
        self._note = ""
        self._loop = QEventLoop()
        self._refresh: Callable[[], None] = app.outside.changed
        app.outside.changed = self._changed
        ref = CallRef("bench", "call-1", "+8616000000005")
        app.bridge.receive(CallRinging(ref, app.clock.now(), Direction.INCOMING))
        app.bridge.receive(CallEstablished(ref, app.clock.now(), Direction.INCOMING))
        run_until_quit(self._loop)

    def type_one(self) -> float:
        """Milliseconds from the wish until nothing of the call is missing on the disk."""
        self._note += _TEXT[len(self._note) % len(_TEXT)]
        began_ns = time.perf_counter_ns()
        self._app.bridge.wish(lambda intents: intents.edit_note(self._note))
        run_until_quit(self._loop)
        return (time.perf_counter_ns() - began_ns) * MS_PER_NS

    def _changed(self) -> None:
        """The store answered; `changed` comes after the desk has been told."""
        self._refresh()
        live = self._app.desk.focused
        if live is not None and not live.unsaved:
            self._loop.quit()
