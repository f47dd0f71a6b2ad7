"""When the chords of a keyboard hook must be set anew: pure, and so proved without Windows.

The hook learns of a held key by seeing it go down and up. While the screen is locked or the machine
sleeps it sees nothing, so a key that went down before, Win+L for one, counts as held for ever and
no chord matches any more. Forgetting what is held and arming again is the way out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from typing import Protocol


class KeyHook(Protocol):
    """A hook into the keyboard of the whole system; what it calls, it calls on its own thread."""

    def arm(self, chord: str, down: Callable[[], None], up: Callable[[], None]) -> None:
        """Have `down` called when the chord is pressed, `up` when its last key is let go.

        Raises ValueError when the keyboard has no such key.
        """
        ...

    def disarm_all(self) -> None:
        """Listen to no chord any more."""
        ...

    def forget_held(self) -> None:
        """Take it that no key is down."""
        ...


class Moment(Enum):
    """What the system tells of the session."""

    LOCKED = "locked"
    UNLOCKED = "unlocked"
    RESUMED = "resumed"


class ArmedChords:
    """The chords as they should be; armed again after every moment in which keys went unseen."""

    def __init__(
        self, hook: KeyHook, chords: Mapping[str, str], pressed: Callable[[str], None]
    ) -> None:
        self._hook = hook
        self._chords = chords
        self._pressed = pressed
        self._down: set[str] = set()
        self._armed = False

    def arm(self) -> tuple[str, ...]:
        """Set every chord; the actions whose chord the hook did not take."""
        self._armed = True
        self._down.clear()
        return tuple(
            action for action, chord in self._chords.items() if not self._set(action, chord)
        )

    def _set(self, action: str, chord: str) -> bool:
        def down() -> None:
            # A key that is held repeats; it was pressed once.
            if self._armed and action not in self._down:
                self._down.add(action)
                self._pressed(action)

        try:
            self._hook.arm(chord, down, lambda: self._down.discard(action))
        except ValueError:
            return False
        return True

    def tell(self, moment: Moment) -> None:
        """The session changed; after keys went unseen everything is set anew."""
        if self._armed and moment is not Moment.LOCKED:
            self._hook.disarm_all()
            self._hook.forget_held()
            self.arm()

    def disarm(self) -> None:
        """Listen to nothing any more."""
        self._armed = False
        self._hook.disarm_all()
