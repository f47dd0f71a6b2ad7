"""What every way of listening to chords can do."""

from __future__ import annotations

from typing import Protocol

from desktop.session.shortcuts import Chords, Pressed, ShortcutStatus, Told


class HotkeyBackend(Protocol):
    """One way to hear keys that are pressed in other windows."""

    def start(self, chords: Chords, pressed: Pressed, told: Told) -> None:
        """Listen; tell once at least how it stands. Raises nothing."""
        ...

    def stop(self) -> None:
        """Let go of every chord; nothing is pressed or told after this returns."""
        ...


class NoHotkeys:
    """Where no program may listen; says why."""

    def __init__(self, status: ShortcutStatus) -> None:
        self._status = status

    def start(self, chords: Chords, pressed: Pressed, told: Told) -> None:
        """Only tell why not."""
        told(self._status)

    def stop(self) -> None:
        """Nothing was taken."""
