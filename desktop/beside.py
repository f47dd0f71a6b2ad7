"""What is at hand beside the softphone: the call bar, and keys that work in all windows."""

from __future__ import annotations

import os
from collections.abc import Callable

from PySide6.QtCore import QEvent, QSettings
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from desktop.hotkeys.choice import make_hotkeys
from desktop.hotkeys.service import HotkeyService
from desktop.session.shortcuts import Chord
from desktop.session.view import SessionView
from desktop.ui.actions import KEYS, action_text, everywhere_key_text, key_text
from desktop.ui.bar_place import BarPlace
from desktop.ui.bridge import SessionBridge
from desktop.ui.call_bar import CallBar
from desktop.ui.main_window import MainWindow
from desktop.ui.shortcut_words import shortcut_sentence

Post = Callable[[Callable[[], None]], None]


class Beside:
    """Built with the window; `begin` before the first ring; `stop` leaves nothing behind."""

    def __init__(
        self, window: MainWindow, bridge: SessionBridge, preferences: QSettings, post: Post
    ) -> None:
        self._window = window
        self._bridge = bridge
        self._preferences = preferences
        self._begun = False
        self._stopped = False
        KEYS.load(preferences)
        window.actions_by_name.take_keys()
        self.bar = CallBar(window.run_action)
        window.destroyed.connect(self.bar.deleteLater)
        self.place = BarPlace(self.bar, preferences, window.dock)
        self.hotkeys = HotkeyService(
            lambda: make_hotkeys(QGuiApplication.platformName(), os.environ, post), bridge
        )
        self.hotkeys.triggered.connect(window.run_action)
        self.hotkeys.status_changed.connect(self._tell_status)
        sheet = window.keys
        sheet.keys_changed.connect(self.keys_changed)
        sheet.waiting_changed.connect(self._wait_for_key)
        sheet.bar_mode_requested.connect(self.place.choose)
        self.place.mode_changed.connect(self._tell_bar)
        self._tell_bar()
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

    def begin(self) -> None:
        """Draw the bar unseen, so that it is there at once when needed, and listen to the keys."""
        self._begun = True
        if not self.bar.docked:
            self.bar.grab()
        self.listen()

    def listen(self) -> None:
        """Listen to the keys for all windows as they are now, or to none."""
        if not self._begun:
            return
        chords = {
            action: chord
            for action, key in KEYS.all_everywhere().items()
            if (chord := Chord.parse(key, action_text(action))) is not None
        }
        if KEYS.is_on:
            self.hotkeys.listen(chords)
        else:
            self.hotkeys.stop()

    def _tell_status(self) -> None:
        status = self.hotkeys.status
        self._window.keys.show_reach(status)
        self._window.strip.tell_keys(shortcut_sentence(status))
        works = status.works
        self.bar.show_keys(
            {action: key_text(action) for action in KEYS.all_everywhere()}
            if self.bar.docked
            else {
                action: everywhere_key_text(action)
                for action in KEYS.all_everywhere()
                if works and action not in status.refused
            }
        )

    def _tell_bar(self) -> None:
        self._window.keys.show_bar(self.place.mode, floats=self.place.can_float)

    def _wait_for_key(self, waiting: bool) -> None:  # noqa: FBT001 - a signal brings it
        """While the sheet waits for a key, a chord that is ours already must reach it."""
        if waiting:
            self.hotkeys.pause()
        else:
            self.listen()

    def keys_changed(self) -> None:
        """The agent changed keys: keep them, and print and hear them everywhere."""
        KEYS.save(self._preferences)
        self._window.actions_by_name.take_keys()
        # Every panel prints its keys with its words.
        QApplication.sendEvent(self._window, QEvent(QEvent.Type.LanguageChange))
        self.listen()
        self._tell_status()

    def stop(self) -> None:
        """Take everything away that is not part of the window."""
        if not self._stopped:
            self._stopped = True
            self._bridge.view_changed.disconnect(self._present)
        self._begun = False
        self.hotkeys.stop()
        self.place.stop()
