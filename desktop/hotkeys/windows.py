"""Chords on Windows, through the `keyboard` library. Written after its sources; not run there.

The library hooks the keyboard of the whole session in threads of its own, which it never ends;
after `stop` they hear keys and tell nobody. It does not keep a chord from the other window.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from desktop.hotkeys.rearm import ArmedChords
from desktop.hotkeys.session_ear import SessionEar
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

_MODIFIERS = {
    Modifier.CTRL: "ctrl",
    Modifier.ALT: "alt",
    Modifier.SHIFT: "shift",
    Modifier.META: "windows",
}
_KEYS = {"PgUp": "page up", "PgDown": "page down", "Ins": "insert", "Del": "delete"}
_HELD_TABLES = ("_pressed_events", "_logically_pressed_keys")


class KeyboardHook:
    """The library as a `KeyHook`."""

    def __init__(self, library: Any) -> None:
        self._library = library

    def arm(self, chord: str, down: Callable[[], None], up: Callable[[], None]) -> None:
        """Listen to one chord."""
        self._library.add_hotkey(chord, down)
        self._library.on_release_key(chord.rsplit("+", 1)[-1], lambda _event: up())

    def disarm_all(self) -> None:
        """Drop every chord and key that is listened to."""
        self._library.unhook_all()

    def forget_held(self) -> None:
        """Empty the tables in which a key-up that was never seen leaves its key."""
        with self._library._pressed_events_lock:  # noqa: SLF001 - it offers no other way
            for name in _HELD_TABLES:
                getattr(self._library, name).clear()


class WindowsHotkeys:
    """Arms the chords, and again after every unlock and every resume."""

    def __init__(self, post: Callable[[Callable[[], None]], None]) -> None:
        self._post = post
        self._armed: ArmedChords | None = None
        self._ear: SessionEar | None = None

    def start(self, chords: Chords, pressed: Pressed, told: Told) -> None:
        """Load the library, which takes long, and set the chords."""
        try:
            import keyboard
        except BaseException:  # noqa: BLE001 - it raises what the system gives, SystemExit included
            told(ShortcutStatus(Reach.NONE, Gap.NO_KEYBOARD_LIBRARY))
            return

        def on_hook_thread(action: str) -> None:
            self._post(lambda: pressed(action))

        texts = {action: _text(chord) for action, chord in chords.items()}
        self._armed = ArmedChords(KeyboardHook(keyboard), texts, on_hook_thread)
        try:
            refused = self._armed.arm()
        except OSError:
            told(ShortcutStatus(Reach.NONE, Gap.FAILED))
            return
        self._ear = SessionEar(self._armed.tell)
        told(ShortcutStatus(Reach.WINDOWS, refused=refused))

    def stop(self) -> None:
        """Drop the chords."""
        if self._ear is not None:
            self._ear.close()
            self._ear = None
        if self._armed is not None:
            self._armed.disarm()
            self._armed = None


def _text(chord: Chord) -> str:
    """A chord as the library writes it: `ctrl+shift+f9`."""
    held = [name for modifier, name in _MODIFIERS.items() if modifier in chord.modifiers]
    return "+".join([*held, _KEYS.get(chord.key, chord.key.lower())])
