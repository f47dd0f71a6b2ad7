"""The words for how far the keys reach, and for what is wrong with a key that was pressed."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop.session.shortcuts import Gap, Reach, ShortcutStatus
from desktop.ui.actions import action_text, everywhere_key_text
from desktop.ui.key_rules import KeyFault, KeyTaken
from desktop.ui.labels import list_of

_CONTEXT = "shortcuts"

REACHES: dict[Reach, object] = {
    Reach.X11: QT_TRANSLATE_NOOP("shortcuts", "Keys for all windows work here (X11)."),
    Reach.PORTAL: QT_TRANSLATE_NOOP(
        "shortcuts", "Keys for all windows work here, as your desktop's settings say (Wayland)."
    ),
    Reach.WINDOWS: QT_TRANSLATE_NOOP("shortcuts", "Keys for all windows work here (Windows)."),
}

GAPS: dict[Gap, object] = {
    Gap.SWITCHED_OFF: QT_TRANSLATE_NOOP("shortcuts", "Keys for all windows are turned off."),
    Gap.NOT_YET: QT_TRANSLATE_NOOP(
        "shortcuts", "Keys for all windows begin as soon as the database is open."
    ),
    Gap.NO_SCREEN: QT_TRANSLATE_NOOP("shortcuts", "Keys for all windows need a screen."),
    Gap.NO_WAY_ON_MACOS: QT_TRANSLATE_NOOP(
        "shortcuts",
        "macOS gives no keys for all windows: let a shortcut of the system run 'callside do'.",
    ),
    Gap.NO_X_LIBRARY: QT_TRANSLATE_NOOP(
        "shortcuts", "Keys for all windows do not work: libX11 or the X server does not answer."
    ),
    Gap.NO_SESSION_BUS: QT_TRANSLATE_NOOP(
        "shortcuts", "Keys for all windows do not work: the session's D-Bus does not answer."
    ),
    Gap.NO_PORTAL: QT_TRANSLATE_NOOP(
        "shortcuts",
        "This desktop offers no keys for all windows: "
        "let a shortcut of the desktop run 'callside do'.",
    ),
    Gap.PORTAL_REFUSED: QT_TRANSLATE_NOOP(
        "shortcuts", "Keys for all windows were declined in the desktop's dialog."
    ),
    Gap.NO_KEYBOARD_LIBRARY: QT_TRANSLATE_NOOP(
        "shortcuts", "Keys for all windows do not work: the library 'keyboard' cannot be loaded."
    ),
    Gap.FAILED: QT_TRANSLATE_NOOP("shortcuts", "The system does not give us keys for all windows."),
}

FAULTS: dict[KeyFault, object] = {
    KeyFault.NOT_A_KEY: QT_TRANSLATE_NOOP("shortcuts", "This is no key that can be used."),
    KeyFault.DIGIT: QT_TRANSLATE_NOOP(
        "shortcuts", "The number keys say how the person is, and write figures."
    ),
    KeyFault.FOR_TYPING: QT_TRANSLATE_NOOP("shortcuts", "This key is needed for typing."),
    KeyFault.OF_THE_SYSTEM: QT_TRANSLATE_NOOP("shortcuts", "The system keeps this key for itself."),
    KeyFault.NEEDS_MODIFIER: QT_TRANSLATE_NOOP(
        "shortcuts", "In all windows a key must be pressed with Ctrl or Alt."
    ),
}


def shortcut_sentence(status: ShortcutStatus) -> str:
    """How far the keys reach here, or why no further, and which chords others hold."""
    if status.gap is not None:
        return _words(GAPS[status.gap])
    if status.starting:
        return QCoreApplication.translate(
            _CONTEXT, "The desktop is being asked for keys for all windows."
        )
    sentence = _words(REACHES[status.reach])
    if status.refused:
        keys = list_of(
            f"{everywhere_key_text(name)} {action_text(name)}" for name in status.refused
        )
        taken = QCoreApplication.translate(_CONTEXT, "Another program holds: {keys}.")
        sentence = f"{sentence} {taken.format(keys=keys)}"
    return sentence


def key_sentence(fault: KeyFault | KeyTaken) -> str:
    """Why a key was not taken."""
    if isinstance(fault, KeyTaken):
        sentence = QCoreApplication.translate(_CONTEXT, "This key already does: {action}.")
        return sentence.format(action=action_text(fault.action))
    return _words(FAULTS[fault])


def _words(text: object) -> str:
    return QCoreApplication.translate(_CONTEXT, str(text))
