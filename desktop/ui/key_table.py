"""The keys as they are now: what each action came with, and what the agent made of it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from PySide6.QtCore import QSettings
from PySide6.QtGui import QKeySequence

from desktop.ui.key_rules import KeyFault, KeyTaken, fault_of_key

_SWITCH = "keys/everywhere"


class Place(Enum):
    """Where a key works; the values name them in the preferences."""

    WINDOW = "keys/window"
    EVERYWHERE = "keys/everywhere_of"


Keys = Mapping[str, tuple[str, ...]]


class KeyTable:
    """One table for buttons, shortcuts and the sheet of keys. Keys are Qt's portable texts."""

    def __init__(self, window: Keys, everywhere: Mapping[str, str]) -> None:
        self._window = window
        self._everywhere = everywhere
        self._changed: dict[tuple[Place, str], str] = {}
        self.is_on = True

    def in_window(self, action: str) -> tuple[str, ...]:
        """The keys of an action in the desk's window, the one to print first."""
        own = self._window[action]
        changed = self._changed.get((Place.WINDOW, action))
        return own if changed is None else (changed, *own[1:])

    def everywhere(self, action: str) -> str:
        """The key of an action in all windows, or nothing."""
        return self._changed.get((Place.EVERYWHERE, action), self._everywhere.get(action, ""))

    def can_be_everywhere(self, action: str) -> bool:
        """Whether an action makes sense while another window has the keyboard."""
        return action in self._everywhere

    def all_everywhere(self) -> dict[str, str]:
        """The key of each action that has one for all windows."""
        keys = {action: self.everywhere(action) for action in self._everywhere}
        return {action: key for action, key in keys.items() if key}

    def change(self, action: str, place: Place, key: str) -> KeyFault | KeyTaken | None:
        """Give an action another key; what is wrong with it, if anything is, and then nothing is
        changed. An empty key takes away the one for all windows.
        """
        fault = self._fault(action, place, key)
        if fault is None:
            self._changed[place, action] = key
        return fault

    def _fault(self, action: str, place: Place, key: str) -> KeyFault | KeyTaken | None:
        everywhere = place is Place.EVERYWHERE
        if not key:
            return None if everywhere else KeyFault.NOT_A_KEY
        fault = fault_of_key(key, everywhere=everywhere)
        return fault or self._holder(action, place, key)

    def _holder(self, action: str, place: Place, key: str) -> KeyTaken | None:
        """The other action that this key would be taken from; or the same one, elsewhere."""
        for other in self._window:
            own_row = other == action
            if self._is(key, self.everywhere(other)) and (place, own_row) != (
                Place.EVERYWHERE,
                True,
            ):
                return KeyTaken(other)
            held = self.in_window(other)
            if own_row and place is Place.WINDOW:
                held = held[1:]
            if any(self._is(key, one) for one in held):
                return KeyTaken(other)
        return None

    @staticmethod
    def _is(one: str, other: str) -> bool:
        return QKeySequence(one) == QKeySequence(other)

    def reset(self) -> None:
        """Every key as it came."""
        self._changed.clear()

    def load(self, preferences: QSettings) -> None:
        """The keys as they were last time; one that is damaged or taken is as it came."""
        self.is_on = preferences.value(_SWITCH, "on") != "off"
        found = {
            (place, action): preferences.value(f"{place.value}/{action}")
            for place in Place
            for action in (self._window if place is Place.WINDOW else self._everywhere)
        }
        self._changed = {which: key for which, key in found.items() if isinstance(key, str)}
        # All at once, because two actions may have changed places.
        while faulty := [
            (place, action)
            for (place, action), key in self._changed.items()
            if self._fault(action, place, key) is not None
        ]:
            del self._changed[faulty[0]]

    def save(self, preferences: QSettings) -> None:
        """Keep the keys for the next start."""
        preferences.setValue(_SWITCH, "on" if self.is_on else "off")
        for place in Place:
            preferences.remove(place.value)
        for (place, action), key in self._changed.items():
            preferences.setValue(f"{place.value}/{action}", key)
