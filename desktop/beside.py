"""What is at hand beside the softphone: the call bar."""

from __future__ import annotations

from PySide6.QtCore import QSettings

from desktop.session.view import SessionView
from desktop.ui.bar_place import BarPlace
from desktop.ui.bridge import SessionBridge
from desktop.ui.call_bar import CallBar
from desktop.ui.main_window import MainWindow


class Beside:
    """Built with the window; `warm_up` before the first ring; `stop` leaves nothing behind."""

    def __init__(self, window: MainWindow, bridge: SessionBridge, preferences: QSettings) -> None:
        self._window = window
        self._bridge = bridge
        self.bar = CallBar(window.run_action)
        self.place = BarPlace(self.bar, preferences, window.dock)
        window.further_actions.update({"call-bar": self.place.toggle, "show-desk": self._show_desk})
        bridge.view_changed.connect(self._present)

    def _present(self, view: SessionView) -> None:
        self.place.present(view)

    def _show_desk(self) -> None:
        """Bring the desk to the front; here the agent asked for the keyboard to follow."""
        desk = self._window.window()
        if desk.isMinimized():
            desk.showNormal()
        desk.raise_()
        desk.activateWindow()

    def warm_up(self) -> None:
        """Draw the bar unseen, so that it is there at once when it first rings."""
        if not self.bar.docked:
            self.bar.grab()

    def stop(self) -> None:
        """Take everything away that is not part of the window."""
        self._bridge.view_changed.disconnect(self._present)
        self.place.stop()
