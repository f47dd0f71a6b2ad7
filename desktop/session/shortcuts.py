"""Keys that work while another window has the keyboard: what they are, and how far they reach."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum


class Modifier(Enum):
    """A key that is held while another is pressed; the values are Qt's portable names."""

    CTRL = "Ctrl"
    ALT = "Alt"
    SHIFT = "Shift"
    META = "Meta"


NAMED_KEYS = frozenset(
    {"Left", "Right", "Up", "Down", "Home", "End", "PgUp", "PgDown", "Ins", "Del", "Space"}
    | {"Pause"}
    | {f"F{number}" for number in range(1, 25)}
)
"""Keys with a name, as Qt writes them, that a chord may end in; letters and digits may too."""


@dataclass(frozen=True, slots=True)
class Chord:
    """A key with at least one of Ctrl, Alt and Meta, so that it is never typed by accident.

    `words` is what the system's own list of shortcuts may call it.
    """

    modifiers: frozenset[Modifier]
    key: str
    words: str = ""

    @classmethod
    def parse(cls, text: str, words: str = "") -> Chord | None:
        """Read `Ctrl+Shift+F9`; None when it cannot be a chord for all windows."""
        *held, key = text.split("+")
        names = {modifier.value: modifier for modifier in Modifier}
        is_letter = len(key) == 1 and key.isascii() and key.isalnum()
        if not all(name in names for name in held) or not (is_letter or key in NAMED_KEYS):
            return None
        modifiers = frozenset(names[name] for name in held)
        return cls(modifiers, key, words) if modifiers - {Modifier.SHIFT} else None


class Reach(Enum):
    """Who listens for the chords."""

    X11 = "x11"
    PORTAL = "portal"
    WINDOWS = "windows"
    NONE = "none"
    """Keys work in the desk's own window only."""


class Gap(Enum):
    """Why the chords do not work in other windows."""

    NOT_YET = "not_yet"
    SWITCHED_OFF = "switched_off"
    NO_SCREEN = "no_screen"
    NO_WAY_ON_MACOS = "no_way_on_macos"
    NO_X_LIBRARY = "no_x_library"
    NO_SESSION_BUS = "no_session_bus"
    NO_PORTAL = "no_portal"
    PORTAL_REFUSED = "portal_refused"
    NO_KEYBOARD_LIBRARY = "no_keyboard_library"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class ShortcutStatus:
    """How it stands: who listens, or why nobody does; `refused` names actions without a chord.

    `starting` is true while the system has not answered yet.
    """

    reach: Reach
    gap: Gap | None = None
    refused: tuple[str, ...] = ()
    starting: bool = False

    @property
    def works(self) -> bool:
        """Whether chords are heard in other windows."""
        return self.reach is not Reach.NONE and self.gap is None and not self.starting


Chords = Mapping[str, Chord]
"""The chord of each action, by the action's name."""

Pressed = Callable[[str], None]
"""Told the action whose chord was pressed, on the GUI thread."""

Told = Callable[[ShortcutStatus], None]
"""Told how it stands, on the GUI thread, as often as that changes."""
