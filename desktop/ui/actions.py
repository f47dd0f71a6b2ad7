"""Everything the agent can do, by name and key: one table for buttons, shortcuts and help."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desktop.domain.talk_track import DebtorState
from desktop.ui.field_keys import FieldKeys
from desktop.ui.key_table import KeyTable
from desktop.ui.labels import word


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action: its stable name (for `callside do`), its keys and its words.

    `everywhere` is the key for all windows that it comes with; empty when it has none but may be
    given one, None when it needs the desk in front. The keys that are in force are in `KEYS`.
    """

    name: str
    keys: tuple[str, ...]
    text: object
    everywhere: str | None = None


SPECS: tuple[ActionSpec, ...] = (
    ActionSpec("answer", ("F2",), QT_TRANSLATE_NOOP("actions", "Answer"), "Ctrl+Shift+F2"),
    ActionSpec(
        "confirm-identity", ("F3",), QT_TRANSLATE_NOOP("actions", "Right person"), "Ctrl+Shift+F3"
    ),
    ActionSpec("third-party", ("Shift+F3",), QT_TRANSLATE_NOOP("actions", "Someone else"), ""),
    ActionSpec("save", ("F4", "Ctrl+Return"), QT_TRANSLATE_NOOP("actions", "Save outcome")),
    ActionSpec("alternatives", ("F5",), QT_TRANSLATE_NOOP("actions", "Other lines")),
    ActionSpec("next-prompt", ("F6",), QT_TRANSLATE_NOOP("actions", "Next line"), "Ctrl+Shift+F6"),
    ActionSpec("previous-prompt", ("Shift+F6",), QT_TRANSLATE_NOOP("actions", "Previous line"), ""),
    ActionSpec("next-stage", ("F7",), QT_TRANSLATE_NOOP("actions", "Next stage"), "Ctrl+Shift+F7"),
    ActionSpec("previous-stage", ("Shift+F7",), QT_TRANSLATE_NOOP("actions", "Previous stage"), ""),
    ActionSpec(
        "asked", ("F8",), QT_TRANSLATE_NOOP("actions", "I asked, now silence"), "Ctrl+Shift+F8"
    ),
    ActionSpec("said", ("F9",), QT_TRANSLATE_NOOP("actions", "Said it"), "Ctrl+Shift+F9"),
    ActionSpec("hold", ("Ctrl+H",), QT_TRANSLATE_NOOP("actions", "Hold or resume"), ""),
    ActionSpec("mute", ("F11",), QT_TRANSLATE_NOOP("actions", "Mute or unmute"), ""),
    ActionSpec("hang-up", ("F12",), QT_TRANSLATE_NOOP("actions", "Hang up"), "Ctrl+Shift+F12"),
    ActionSpec("note", ("Ctrl+E",), QT_TRANSLATE_NOOP("actions", "Write a note")),
    ActionSpec("commitment", ("Ctrl+P",), QT_TRANSLATE_NOOP("actions", "Enter a promise")),
    ActionSpec("technique", ("Ctrl+T",), QT_TRANSLATE_NOOP("actions", "Where the line comes from")),
    ActionSpec("inbox", ("Ctrl+I",), QT_TRANSLATE_NOOP("actions", "Next call without outcome")),
    ActionSpec("undo-save", ("Ctrl+Z",), QT_TRANSLATE_NOOP("actions", "Take back the outcome")),
    ActionSpec("today", ("Ctrl+O",), QT_TRANSLATE_NOOP("actions", "Saved today")),
    ActionSpec("search", ("Ctrl+K",), QT_TRANSLATE_NOOP("actions", "Find a file")),
    ActionSpec("import", ("Ctrl+Shift+O",), QT_TRANSLATE_NOOP("actions", "Import a file")),
    ActionSpec("new-file", ("Ctrl+N",), QT_TRANSLATE_NOOP("actions", "New file")),
    ActionSpec("keep-number", ("Ctrl+U",), QT_TRANSLATE_NOOP("actions", "Keep the number")),
    ActionSpec("compare", ("Ctrl+M",), QT_TRANSLATE_NOOP("actions", "Compare files")),
    ActionSpec("dial", ("Ctrl+D",), QT_TRANSLATE_NOOP("actions", "Dial a number")),
    ActionSpec("connect", ("Ctrl+Shift+C",), QT_TRANSLATE_NOOP("actions", "Connect your phone")),
    ActionSpec("theme", ("Ctrl+L",), QT_TRANSLATE_NOOP("actions", "Light or dark")),
    ActionSpec("language", ("Ctrl+G",), QT_TRANSLATE_NOOP("actions", "中文 / English")),
    ActionSpec(
        "show-desk",
        ("Ctrl+Shift+D",),
        QT_TRANSLATE_NOOP("actions", "Show the desk"),
        "Ctrl+Shift+F1",
    ),
    ActionSpec("call-bar", ("Ctrl+B",), QT_TRANSLATE_NOOP("actions", "Call bar always or not"), ""),
    ActionSpec("keys", ("F1", "?"), QT_TRANSLATE_NOOP("actions", "All keys")),
)

KEYS = KeyTable(
    {spec.name: spec.keys for spec in SPECS},
    {spec.name: spec.everywhere for spec in SPECS if spec.everywhere is not None},
)
"""What is in force in this program, as its language is; the preferences are loaded into it."""

NEEDS_FILES = frozenset({"search", "import", "today", "compare", "new-file", "keep-number"})
"""Actions that have nothing to work on before the database is open."""

STATE_KEYS: Mapping[DebtorState, str] = dict(zip(DebtorState, "1234567890", strict=True))
"""The number key of each state; with Alt it also works while typing."""


def state_action(state: DebtorState) -> str:
    """The action name of a state, such as `state-angry`."""
    return f"state-{state.value}"


def action_text(name: str) -> str:
    """The words of an action in the window's language."""
    for state in DebtorState:
        if name == state_action(state):
            return word(state)
    spec = next(spec for spec in SPECS if spec.name == name)
    return QCoreApplication.translate("actions", str(spec.text))


def key_text(name: str) -> str:
    """The first key of an action as printed on buttons."""
    for state, key in STATE_KEYS.items():
        if name == state_action(state):
            return key
    return native(KEYS.in_window(name)[0])


def everywhere_key_text(name: str) -> str:
    """The key of an action in all windows as printed, or nothing."""
    return native(KEYS.everywhere(name)) if KEYS.can_be_everywhere(name) else ""


def native(key: str) -> str:
    """A key as this system writes it."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


class Actions(QObject):
    """The window's actions, each with its keys; triggered from anywhere in the window."""

    def __init__(self, window: QWidget, run: Callable[[str], None]) -> None:
        super().__init__(window)
        self._actions: dict[str, QAction] = {}
        self._field_keys = FieldKeys(KEYS, tuple(spec.name for spec in SPECS), window)
        for spec in SPECS:
            self._add(window, spec.name, KEYS.in_window(spec.name), run)
        # Ten actions that are enabled at the ring are told to the whole window one by one, which
        # takes longer than painting it; shortcuts are not.
        self._digits: list[QShortcut] = []
        for state, key in STATE_KEYS.items():
            self._add(window, state_action(state), (f"Alt+{key}",), run)
            self._digits.append(self._digit(window, state_action(state), key, run))

    def _add(
        self, window: QWidget, name: str, keys: tuple[str, ...], run: Callable[[str], None]
    ) -> None:
        self._actions[name] = self._shortcut(window, name, keys, run)

    def _shortcut(
        self, window: QWidget, name: str, keys: tuple[str, ...], run: Callable[[str], None]
    ) -> QAction:
        action = QAction(window)
        action.setObjectName(name)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setAutoRepeat(False)
        action.triggered.connect(lambda _checked=False, name=name: run(name))
        window.addAction(action)
        return action

    def _digit(self, window: QWidget, name: str, key: str, run: Callable[[str], None]) -> QShortcut:
        digit = QShortcut(QKeySequence(key), window)
        digit.setAutoRepeat(False)
        digit.activated.connect(lambda: run(name))
        return digit

    def take_keys(self) -> None:
        """Listen to the keys that are in force now."""
        for spec in SPECS:
            keys = [QKeySequence(key) for key in KEYS.in_window(spec.name)]
            self._actions[spec.name].setShortcuts(keys)

    def listen_to_digits(self, *, listen: bool) -> None:
        """Whether a bare number key means a state: not where it would be a typed figure."""
        for digit in self._digits:
            digit.setEnabled(listen)

    def names(self) -> tuple[str, ...]:
        """Every action's name."""
        return tuple(self._actions)

    def trigger(self, name: str) -> bool:
        """Do an action by name; False when there is none of that name."""
        action = self._actions.get(name)
        if action is None:
            return False
        action.trigger()
        return True
