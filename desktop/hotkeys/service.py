"""The one object for keys of all windows; it knows actions by name and nothing of windows."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from desktop.hotkeys.backend import HotkeyBackend
from desktop.session.shortcuts import Chords, Gap, Reach, ShortcutStatus

OFF = ShortcutStatus(Reach.NONE, Gap.SWITCHED_OFF)


class HotkeyService(QObject):
    """Listens to chords through the backend that suits this machine.

    `listen` may be called again with other chords; `stop` leaves no grab, notifier or thread.
    """

    triggered = Signal(str)
    status_changed = Signal()

    def __init__(
        self, make_backend: Callable[[], HotkeyBackend], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._make_backend = make_backend
        self._backend: HotkeyBackend | None = None
        self.status = OFF

    def listen(self, chords: Chords) -> None:
        """From now on these chords trigger their actions, and no others."""
        self._let_go()
        backend = self._backend = self._make_backend()

        def pressed(action: str) -> None:
            if self._backend is backend:
                self.triggered.emit(action)

        def told(status: ShortcutStatus) -> None:
            if self._backend is backend:
                self._say(status)

        backend.start(chords, pressed, told)

    def pause(self) -> None:
        """Give the chords back until `listen`, without a word: this is not how it stands."""
        self._let_go()

    def stop(self) -> None:
        """Listen to nothing."""
        self._let_go()
        self._say(OFF)

    def _let_go(self) -> None:
        backend, self._backend = self._backend, None
        if backend is not None:
            backend.stop()

    def _say(self, status: ShortcutStatus) -> None:
        if status != self.status:
            self.status = status
            self.status_changed.emit()
