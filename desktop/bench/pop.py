"""`pop`: from the ring to the file on the screen, beside its parts done alone.

The floor is the number's query on the same store plus filling and painting the same window with a
view that is ready. Each ring is of another debtor.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject
from PySide6.QtWidgets import QWidget

from desktop.app import DeskApp
from desktop.bench.figures import MS_PER_NS, Figure, against_floor, against_itself, percentile
from desktop.bench.full_size import Scale, copy_of, full_size_database
from desktop.bench.query import some_numbers
from desktop.bench.workbench import open_store_of, run_until_quit, running_desk, settle
from desktop.domain.calls import CallEnded, CallRef, CallRinging, Direction, EndReason
from desktop.domain.outcome import Disposition
from desktop.session.view import SessionView
from desktop.store.database import Store

RUNS = 150
_WARM_UPS = 10
_FRAME_MS = 1000 / 60
_LINE = "bench"
_OVER = QEvent.Type(QEvent.registerEventType())
_OWNERS = "SELECT count(DISTINCT debtor_id) FROM phone WHERE e164 = ?"


def measure_pop(scale: Scale, runs: int = RUNS) -> list[Figure]:
    """Ring, and paint the same file again from a ready view, in turn."""
    query_ms: list[float] = []
    paint_ms: list[float] = []
    pop_ms: list[float] = []
    made = full_size_database(scale)
    with (
        tempfile.TemporaryDirectory(prefix="callside-bench-") as name,
        copy_of(made) as database,
        running_desk(Path(name), database) as app,
    ):
        bench = Rings(app)
        numbers = islice(bench.numbers(scale), _WARM_UPS + runs)
        for turn, number in enumerate(numbers, start=-_WARM_UPS):
            took = bench.ring(f"call-{turn}", number)
            file = app.bridge.view()
            bench.finish_call(f"call-{turn}", number)
            query, paint = bench.query(number), bench.paint(file)
            bench.rest()
            if turn >= 0:
                pop_ms.append(took)
                query_ms.append(query)
                paint_ms.append(paint)
    floor_ms = [query + paint for query, paint in zip(query_ms, paint_ms, strict=True)]
    beyond_ms = percentile(pop_ms, 99) - percentile(paint_ms, 99)
    return [
        against_floor("ring to painted", floor_ms, pop_ms, bar=1.5, hundredth=50),
        against_floor("ring to painted", floor_ms, pop_ms, bar=2.0, hundredth=99),
        Figure("ring to painted p99 beyond the paint", None, beyond_ms, _FRAME_MS, "ms", runs),
        against_itself("ring to painted", pop_ms, bar=5.0),
    ]


class Rings:
    """Rings on a desk and waits for its paint."""

    def __init__(self, app: DeskApp) -> None:
        self._app = app
        self._painted = _Painted(app.window)

    def numbers(self, scale: Scale) -> Iterator[str]:
        """Numbers that open one file each; others ask the agent to choose."""
        store = open_store_of(self._app)
        for number in some_numbers(scale, 100 * RUNS):

            def owners(opened: Store, number: str = number) -> int:
                count: int = opened.database.conn.execute(_OWNERS, (number,)).fetchone()[0]
                return count

            if store.submit(owners).result() == 1:
                yield number

    def ring(self, call: str, number: str) -> float:
        """Milliseconds from the event to the end of the paint that shows the file."""
        ref = CallRef(_LINE, call, number)
        began_ns = time.perf_counter_ns()
        self._app.bridge.receive(CallRinging(ref, self._app.clock.now(), Direction.INCOMING))
        return (self._painted.wait(self._app.window.case) - began_ns) * MS_PER_NS

    def finish_call(self, call: str, number: str) -> None:
        """Nobody answers; the outcome is saved and the desk is idle again."""
        app = self._app
        ref = CallRef(_LINE, call, number)
        app.bridge.receive(CallEnded(ref, app.clock.now(), EndReason.NOT_ANSWERED))
        app.bridge.intents.choose_disposition(Disposition.NO_ANSWER)
        app.bridge.wish(lambda intents: intents.save_outcome())
        self._painted.wait(app.window.idle)
        settle(app)

    def query(self, number: str) -> float:
        """Milliseconds that the number's query takes on the store's thread."""

        def timed(opened: Store) -> float:
            began_ns = time.perf_counter_ns()
            opened.match_number(number)
            return (time.perf_counter_ns() - began_ns) * MS_PER_NS

        return open_store_of(self._app).submit(timed).result()

    def paint(self, view: SessionView) -> float:
        """Milliseconds to fill the window with a view and paint it."""
        began_ns = time.perf_counter_ns()
        self._app.window.render_view(view)
        return (self._painted.wait(self._app.window.case) - began_ns) * MS_PER_NS

    def rest(self) -> None:
        """Show the idle desk again."""
        self._app.bridge.refresh()
        self._painted.wait(self._app.window.idle)
        settle(self._app)


class _Painted(QObject):
    """Waits until a panel of the window, and all that is painted with it, is painted."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._loop = QEventLoop(self)
        self._panel: QWidget | None = None
        self.at_ns = 0

    def wait(self, panel: QWidget) -> int:
        """Run the loop until the panel is painted; the nanosecond at which that was over."""
        self._panel = panel
        panel.installEventFilter(self)
        run_until_quit(self._loop)
        panel.removeEventFilter(self)
        return self.at_ns

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look only. The whole window is painted inside one event; this comes next."""
        if watched is self._panel and event.type() == QEvent.Type.Paint:
            QCoreApplication.postEvent(self, QEvent(_OVER))
        return False

    def event(self, event: QEvent) -> bool:
        """The paint is over."""
        if event.type() != _OVER:
            return super().event(event)
        self.at_ns = time.perf_counter_ns()
        self._loop.quit()
        return True
