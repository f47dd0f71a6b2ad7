"""Between the desk and the window: one view a change, and a door for foreign threads."""

from __future__ import annotations

import socket
import sys
from collections.abc import Callable
from queue import Empty, SimpleQueue

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal

from desktop.domain.calls import CallEvent
from desktop.session.desk import Desk
from desktop.session.intents import Intents
from desktop.session.view import SessionView
from desktop.session.viewing import view_of

TICK_MS = 250
LOOK_UP_MS = 25
"""How long a new call may wait for its file, so that one paint shows both instead of two."""


class Mailbox(QObject):
    """Runs on the GUI thread what other threads post; they touch a queue and a socket, never Qt."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queue: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._inside, self._outside = socket.socketpair()
        self._inside.settimeout(0)
        self._outside.settimeout(0)
        self._notifier = QSocketNotifier(self._inside.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._drain)
        self._closed = False

    def post(self, letter: Callable[[], None]) -> None:
        """Have `letter` run on the GUI thread; callable from any thread."""
        self._queue.put(letter)
        try:
            self._outside.send(b"\0")
        except (BlockingIOError, OSError):
            # A full socket already wakes the reader; a closed one means that we are leaving.
            return

    def close(self) -> None:
        """Deliver what is waiting and close the door."""
        if self._closed:
            return
        self._closed = True
        self._notifier.setEnabled(False)
        self.deliver()
        self._inside.close()
        self._outside.close()

    def _drain(self) -> None:
        try:
            self._inside.recv(4096)
        except BlockingIOError:
            return
        self.deliver()

    def deliver(self) -> None:
        """Run now, on the GUI thread, what waits to be run."""
        while True:
            try:
                letter = self._queue.get_nowait()
            except Empty:
                return
            try:
                letter()
            except Exception:  # noqa: BLE001 - the letters behind it have waited long enough
                sys.excepthook(*sys.exc_info())


class SessionBridge(QObject):
    """The only object of the window that touches the session."""

    view_changed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.intents = Intents(desk)
        self._refresh = QTimer(self)
        self._refresh.setSingleShot(True)
        self._refresh.timeout.connect(self._publish)
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self._publish)

    def receive(self, event: CallEvent) -> None:
        """An event of a line, on the GUI thread."""
        known = len(self.desk.calls)
        self.desk.receive(event)
        self.refresh(LOOK_UP_MS if len(self.desk.calls) > known else 0)

    def wish(self, wish: Callable[[Intents], None]) -> None:
        """Something the agent wants."""
        wish(self.intents)
        self.refresh()

    def refresh(self, within_ms: int = 0) -> None:
        """Publish the view once the current event is dealt with; many changes give one view."""
        if not self._refresh.isActive() or self._refresh.remainingTime() > within_ms:
            self._refresh.start(within_ms)

    def view(self) -> SessionView:
        """The window as it should be now."""
        return view_of(self.desk)

    def _publish(self) -> None:
        view = self.view()
        live = view.focused is not None and any(
            not call.has_ended for call in self.desk.calls.values()
        )
        if live != self._tick.isActive():
            self._tick.start() if live else self._tick.stop()
        self.view_changed.emit(view)

    def stop(self) -> None:
        """No view is published any more."""
        self._refresh.stop()
        self._tick.stop()
