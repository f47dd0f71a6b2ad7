"""Which keys an action may have: none that typing needs, and none that the system keeps."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtGui import QKeySequence

from desktop.session.shortcuts import Chord


class KeyFault(Enum):
    """Why a key cannot be used."""

    NOT_A_KEY = "not_a_key"
    DIGIT = "digit"
    FOR_TYPING = "for_typing"
    OF_THE_SYSTEM = "of_the_system"
    NEEDS_MODIFIER = "needs_modifier"


@dataclass(frozen=True, slots=True)
class KeyTaken:
    """Another action, or this one elsewhere, has the key."""

    action: str


_DIGITS = frozenset("0123456789")
_ALONE = frozenset(
    {"Esc", "Tab", "Backtab", "Backspace", "Return", "Enter", "Ins", "Del", "Space"}
) | frozenset({"Home", "End", "PgUp", "PgDown", "Left", "Right", "Up", "Down", "Menu"})
"""Named keys that move or write in a text, alone or with Shift."""
_MOVING = ("Left", "Right", "Up", "Down", "Home", "End", "Backspace", "Del", "Ins", "Tab", "Return")
_EDITING = frozenset(
    {f"Ctrl+{key}" for key in ("A", "C", "V", "X", "Y", "Z", *_MOVING)}
    | {f"Ctrl+Shift+{key}" for key in ("V", "Z", *_MOVING)}
    | {f"Alt+{key}" for key in _MOVING}
)
_SYSTEM = frozenset(
    {"Alt+F4", "Alt+Tab", "Alt+Shift+Backtab", "Alt+Esc", "Alt+Space", "Ctrl+Esc", "Ctrl+Shift+Esc"}
    | {"Ctrl+Alt+Del", "Ctrl+Alt+Backspace", "Print", "Alt+Print"}
    | {f"Ctrl+Alt+F{number}" for number in range(1, 13)}
)
"""What Windows and Linux keep for themselves, Linux's consoles among them."""


def fault_of_key(key: str, *, everywhere: bool) -> KeyFault | None:
    """What is wrong with a key by itself, whatever other actions have."""
    sequence = QKeySequence(key)
    if sequence.count() != 1 or not sequence.toString():
        return KeyFault.NOT_A_KEY
    text = sequence.toString()
    # The last part of "Ctrl++" is the plus itself.
    name = text.rsplit("+", 1)[-1] or "+"
    modifiers = set(text.split("+")[:-1]) - {""}
    if name in _DIGITS and not modifiers & {"Ctrl", "Meta"}:
        return KeyFault.DIGIT
    if text in _SYSTEM:
        return KeyFault.OF_THE_SYSTEM
    writes = len(name) == 1 or name in _ALONE
    if text in _EDITING or (writes and not modifiers & {"Ctrl", "Alt", "Meta"}):
        return KeyFault.FOR_TYPING
    if everywhere and Chord.parse(text) is None:
        return KeyFault.NEEDS_MODIFIER
    return None
