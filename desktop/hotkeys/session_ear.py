"""Hears from Windows that the session was locked, unlocked or woken. Not run there.

Only a hidden window of our own is listened to: a filter over all messages of the program would run
Python for every mouse move.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from ctypes import wintypes

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QWindow

from desktop.hotkeys.rearm import Moment

_WM_POWERBROADCAST = 0x0218
_WM_WTSSESSION_CHANGE = 0x02B1
_MOMENTS = {
    (_WM_WTSSESSION_CHANGE, 7): Moment.LOCKED,
    (_WM_WTSSESSION_CHANGE, 8): Moment.UNLOCKED,
    (_WM_POWERBROADCAST, 0x12): Moment.RESUMED,
    (_WM_POWERBROADCAST, 0x07): Moment.RESUMED,
}
_THIS_SESSION = 0


class SessionEar(QWindow):
    """A window that is never shown; tells the moments of the session on the GUI thread."""

    def __init__(self, tell: Callable[[Moment], None]) -> None:
        super().__init__()
        self._tell = tell
        self.create()
        if sys.platform == "win32":
            register = ctypes.windll.wtsapi32.WTSRegisterSessionNotification
            register(wintypes.HWND(self.winId()), wintypes.DWORD(_THIS_SESSION))

    def nativeEvent(
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> object:
        """Look only; Windows handles every message further."""
        told = wintypes.MSG.from_address(int(message))
        moment = _MOMENTS.get((told.message, told.wParam))
        if moment is not None:
            self._tell(moment)
        return False, 0

    def close(self) -> bool:
        """Hear nothing any more."""
        if sys.platform == "win32":
            ctypes.windll.wtsapi32.WTSUnRegisterSessionNotification(wintypes.HWND(self.winId()))
        self._tell = lambda _moment: None
        self.destroy()
        self.deleteLater()
        return True
