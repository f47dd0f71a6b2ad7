"""When the call bar is seen, and where: over all windows, or docked where that is forbidden."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QPoint, QRect, QSettings, Qt, Signal
from PySide6.QtGui import QGuiApplication

from desktop.domain.calls import CallState
from desktop.session.view import SessionView
from desktop.ui.call_bar import BarMode, CallBar

_MODE, _SPOT = "bar/mode", "bar/spot"
_EDGE_PIXELS = 12
_CANNOT_FLOAT = ("wayland", "wayland-egl")
"""There no program may keep a window above the others, or say where it stands."""


def is_wanted(mode: BarMode, *, live: bool, desk_in_front: bool, dismissed: bool) -> bool:
    """Whether the bar is to be seen now; one that was put away comes back with the next call."""
    if mode is BarMode.ALWAYS:
        return not (dismissed and live)
    return mode is BarMode.BY_ITSELF and live and not desk_in_front and not dismissed


def within_screens(wanted: QRect, screens: Sequence[QRect]) -> QPoint:
    """Where a window of this size can stand wholly on a screen, as near as can be."""
    home = max(screens, key=lambda screen: _common_pixels(wanted, screen))
    if not _common_pixels(wanted, home):
        home = screens[0]
    left = min(wanted.left(), home.right() + 1 - wanted.width())
    top = min(wanted.top(), home.bottom() + 1 - wanted.height())
    return QPoint(max(left, home.left()), max(top, home.top()))


def _common_pixels(one: QRect, other: QRect) -> int:
    common = one.intersected(other)
    return common.width() * common.height() if common.isValid() else 0


class BarPlace(QObject):
    """Shows, hides and places the bar. `dock` puts it into the desk's own window."""

    mode_changed = Signal()

    def __init__(
        self, bar: CallBar, preferences: QSettings, dock: Callable[[CallBar], None]
    ) -> None:
        super().__init__(bar)
        self._bar = bar
        self._preferences = preferences
        self._dismissed_call: str | None = None
        self._view: SessionView | None = None
        self.mode = self._remembered_mode()
        self.can_float = QGuiApplication.platformName() not in _CANNOT_FLOAT
        if not self.can_float:
            bar.dock()
            dock(bar)
        bar.moved.connect(self._remember_spot)
        bar.dismissed.connect(self._dismiss)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(lambda _state: self._decide())
            application.screenRemoved.connect(lambda _screen: self.stand())
            application.primaryScreenChanged.connect(lambda _screen: self.stand())

    def _remembered_mode(self) -> BarMode:
        value = self._preferences.value(_MODE, BarMode.BY_ITSELF.value)
        known = {mode.value: mode for mode in BarMode}
        return known.get(str(value), BarMode.BY_ITSELF)

    def choose(self, mode: BarMode) -> None:
        """From now on, and next time, show the bar so."""
        self.mode = mode
        self._preferences.setValue(_MODE, mode.value)
        self._dismissed_call = None
        self._decide()
        self.mode_changed.emit()

    def toggle(self) -> None:
        """Always, or back to by itself."""
        always = self.mode is BarMode.ALWAYS
        self.choose(BarMode.BY_ITSELF if always else BarMode.ALWAYS)

    def present(self, view: SessionView) -> None:
        """Show one moment of the session, if the bar is to be seen now."""
        self._view = view
        self._decide()
        if self._bar.isVisible():
            self._bar.present(view)

    def _decide(self) -> None:
        view = self._view
        if view is None:
            return
        call = view.focused
        rings = any(other.state is CallState.RINGING for other in view.others)
        wanted = is_wanted(
            self.mode,
            live=rings or (call is not None and call.state is not CallState.ENDED),
            desk_in_front=QGuiApplication.applicationState()
            is Qt.ApplicationState.ApplicationActive,
            dismissed=self._dismissed_call is not None and self._dismissed_call == _id(view),
        )
        if wanted and not self._bar.isVisible():
            self._bar.present(view)
            self.stand()
            self._bar.show()
        elif not wanted and self._bar.isVisible():
            self._bar.hide()

    def _dismiss(self) -> None:
        if self._view is not None:
            self._dismissed_call = _id(self._view)
            if self._dismissed_call is None:
                self.choose(BarMode.BY_ITSELF)
            self._decide()

    def stand(self) -> None:
        """Go where the agent put the bar, or to the top of the first screen; never out of sight."""
        screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
        if self._bar.docked or not screens:
            return
        size = self._bar.size()
        first = screens[0]
        spot = self._preferences.value(_SPOT)
        if not isinstance(spot, QPoint):
            spot = QPoint(first.center().x() - size.width() // 2, first.top() + _EDGE_PIXELS)
        self._bar.move(within_screens(QRect(spot, size), screens))

    def _remember_spot(self, spot: QPoint) -> None:
        self._preferences.setValue(_SPOT, spot)
        self.stand()

    def stop(self) -> None:
        """Take the bar away for good."""
        self._view = None
        self._bar.hide()
        self._bar.deleteLater()


def _id(view: SessionView) -> str | None:
    """The call that the bar is about."""
    return view.focused.call_id if view.focused else None
