"""Chords on X11: the server gives each chord to us alone, and sees to it that no window gets it."""

from __future__ import annotations

from PySide6.QtCore import QSocketNotifier

from desktop.hotkeys.xlib import KEY_PRESS, KEY_RELEASE, MAPPING_NOTIFY, NoDisplayError, XDisplay
from desktop.session.shortcuts import (
    Chord,
    Chords,
    Gap,
    Modifier,
    Pressed,
    Reach,
    ShortcutStatus,
    Told,
)

_MASKS = {Modifier.SHIFT: 1, Modifier.CTRL: 4, Modifier.ALT: 8, Modifier.META: 64}
_CAPS_LOCK, _NUM_LOCK = 2, 16
_LOCKS = (0, _CAPS_LOCK, _NUM_LOCK, _CAPS_LOCK | _NUM_LOCK)
"""A grab means exactly its modifiers, so each chord is taken with either lock on or off."""
_HELD = sum(_MASKS.values())
_KEYSYMS = {
    "PgUp": "Prior",
    "PgDown": "Next",
    "Ins": "Insert",
    "Del": "Delete",
    "Space": "space",
}


class X11Hotkeys:
    """Takes the chords from the X server on a connection of its own; no thread."""

    def __init__(self) -> None:
        self._display: XDisplay | None = None
        self._notifier: QSocketNotifier | None = None
        self._chords: Chords = {}
        self._actions: dict[tuple[int, int], str] = {}
        self._down: set[int] = set()

    def start(self, chords: Chords, pressed: Pressed, told: Told) -> None:
        """Take every chord that nobody holds."""
        self._chords, self._pressed, self._told = chords, pressed, told
        try:
            self._display = XDisplay()
        except NoDisplayError:
            told(ShortcutStatus(Reach.NONE, Gap.NO_X_LIBRARY))
            return
        self._notifier = QSocketNotifier(self._display.socket, QSocketNotifier.Type.Read)
        self._notifier.activated.connect(lambda: self._read())
        self._grab(self._display)

    def _grab(self, display: XDisplay) -> None:
        refused = []
        for action, chord in self._chords.items():
            keycode, mask = display.keycode(_keysym(chord)), _mask(chord)
            if keycode and display.grab(keycode, tuple(mask | lock for lock in _LOCKS)):
                self._actions[keycode, mask] = action
            else:
                refused.append(action)
        self._told(ShortcutStatus(Reach.X11, refused=tuple(refused)))

    def _release(self, display: XDisplay) -> None:
        for keycode, mask in self._actions:
            display.let_go(keycode, tuple(mask | lock for lock in _LOCKS))
        self._actions.clear()
        self._down.clear()

    def _read(self) -> None:
        if self._display is None:
            return
        display = self._display
        for event in tuple(display.events()):
            if event.type == MAPPING_NOTIFY:
                # Another layout: the same letters may be on other keys.
                self._release(display)
                self._grab(display)
            elif event.type == KEY_RELEASE:
                self._down.discard(event.keycode)
            elif event.type == KEY_PRESS and event.keycode not in self._down:
                self._down.add(event.keycode)
                self._press(event.keycode, event.state & _HELD)
            if self._display is not display:
                return  # what was pressed made us stop

    def _press(self, keycode: int, mask: int) -> None:
        action = self._actions.get((keycode, mask))
        if action is not None:
            self._pressed(action)

    def stop(self) -> None:
        """Give the chords back and end the connection."""
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            self._notifier.deleteLater()
            self._notifier = None
        if self._display is not None:
            self._release(self._display)
            self._display.close()
            self._display = None


def _mask(chord: Chord) -> int:
    return sum(_MASKS[modifier] for modifier in chord.modifiers)


def _keysym(chord: Chord) -> str:
    """The X name of a chord's key."""
    if len(chord.key) == 1:
        return chord.key.lower()
    return _KEYSYMS.get(chord.key, chord.key)
