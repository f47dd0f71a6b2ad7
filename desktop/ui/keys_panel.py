"""All keys on one sheet, each changed by pressing another; and what is at hand in other windows."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QWidget

from desktop.session.shortcuts import Gap, Reach, ShortcutStatus
from desktop.ui.actions import KEYS, SPECS, STATE_KEYS, action_text
from desktop.ui.call_bar import BarMode
from desktop.ui.key_button import KeyButton
from desktop.ui.key_table import Place
from desktop.ui.labels import word
from desktop.ui.parts import Button, Label, WholeLabel, fit_when_chosen, restyle, row
from desktop.ui.sheet import Sheet
from desktop.ui.shortcut_words import key_sentence, shortcut_sentence

_SIDES = 2
_SCROLL_BAR_PIXELS = 14


class _Rows(QScrollArea):
    """As large as what it holds, where there is room."""

    def __init__(self, held: QWidget) -> None:
        super().__init__()
        self._held = held
        self.setWidget(held)
        self.setWidgetResizable(True)

    def sizeHint(self) -> QSize:
        """Room for every row, and for the bar beside them."""
        held = self._held.sizeHint()
        return QSize(held.width() + _SCROLL_BAR_PIXELS, held.height())

    def minimumSizeHint(self) -> QSize:
        """Rows may be scrolled, but nothing is cut off at the side."""
        return QSize(self.sizeHint().width(), 0)


class KeysPanel(Sheet):
    """Every action with its key in the desk and its key in all windows. Built when it opens."""

    keys_changed = Signal()
    waiting_changed = Signal(bool)
    bar_mode_requested = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.column.setContentsMargins(18, 12, 18, 12)
        self.column.setSpacing(6)
        self.status = ShortcutStatus(Reach.NONE, Gap.NOT_YET)
        self.bar_mode = BarMode.BY_ITSELF
        self.bar_floats = True
        self.buttons: dict[tuple[Place, str], KeyButton] = {}
        self._words: dict[str, Label] = {}
        self._is_built = False

    def _build(self) -> None:
        self._is_built = True
        self._heading = Label("name")
        self._hint = Label("small")
        self._scroll = _Rows(self._rows())
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._states = WholeLabel("small")
        self._reach = WholeLabel("small")
        self._switch = Button("compact")
        self._switch.clicked.connect(lambda _checked=False: self._switch_everywhere())
        self._bar_heading = Label("heading")
        self._bar_modes = {mode: Button("compact", checkable=True) for mode in BarMode}
        for mode, button in self._bar_modes.items():
            button.clicked.connect(lambda _checked=False, m=mode: self.bar_mode_requested.emit(m))
        self._docked = Label("small", wrap=True)
        self.message = WholeLabel("danger")
        self._as_they_came = Button("compact")
        self._as_they_came.clicked.connect(lambda _checked=False: self._reset())
        self._close = Button("primary")
        self._close.clicked.connect(lambda _checked=False: self.leave())
        self.column.addLayout(row(self._heading, None, self._hint))
        self.column.addWidget(self._scroll, 1)
        self.column.addWidget(self._states)
        self.column.addLayout(_leading(self._reach, self._switch))
        self.column.addLayout(row(self._bar_heading, *self._bar_modes.values(), self._docked, None))
        self.column.addLayout(_leading(self.message, self._as_they_came, self._close))

    def _rows(self) -> QWidget:
        held = QWidget()
        grid = QGridLayout(held)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        self._headings = [Label("small") for _ in range(2 * _SIDES)]
        height = -(-len(SPECS) // _SIDES)
        for side in range(_SIDES):
            grid.addWidget(self._headings[2 * side], 0, 4 * side + 1)
            grid.addWidget(self._headings[2 * side + 1], 0, 4 * side + 2)
            grid.setColumnMinimumWidth(4 * side + 3, 10)
        for index, spec in enumerate(SPECS):
            at, left = index % height + 1, index // height * 4
            self._words[spec.name] = Label()
            grid.addWidget(self._words[spec.name], at, left)
            grid.addWidget(self._key_button(spec.name, Place.WINDOW), at, left + 1)
            if KEYS.can_be_everywhere(spec.name):
                grid.addWidget(self._key_button(spec.name, Place.EVERYWHERE), at, left + 2)
        return held

    def _key_button(self, action: str, place: Place) -> KeyButton:
        button = KeyButton(may_be_empty=place is Place.EVERYWHERE)
        button.captured.connect(lambda key: self._change(action, place, key))
        button.waiting_changed.connect(self.waiting_changed)
        self.buttons[place, action] = button
        return button

    def _change(self, action: str, place: Place, key: str) -> None:
        fault = KEYS.change(action, place, key)
        if fault is not None:
            self._tell(key_sentence(fault), "danger")
            return
        self.keys_changed.emit()
        self._tell(self.tr("Changed: {action}.").format(action=action_text(action)), "good")

    def _tell(self, sentence: str, role: str) -> None:
        restyle(self.message, "role", role)
        self.message.setText(sentence)

    def _reset(self) -> None:
        KEYS.reset()
        self.keys_changed.emit()
        self._tell(self.tr("All keys are as they came."), "good")

    def _switch_everywhere(self) -> None:
        KEYS.is_on = not KEYS.is_on
        self.keys_changed.emit()

    def first_focus(self) -> QWidget:
        """The button that closes."""
        return self._close

    def open(self) -> None:
        """Show the keys as they are now."""
        if not self._is_built:
            self._build()
        self.retranslate()
        self.message.setText("")
        super().open()

    def show_reach(self, status: ShortcutStatus) -> None:
        """Say how far the keys reach."""
        self.status = status
        self.retranslate()

    def show_bar(self, mode: BarMode, *, floats: bool) -> None:
        """Say when the call bar is seen, and whether this desktop lets it float."""
        self.bar_mode, self.bar_floats = mode, floats
        self.retranslate()

    def retranslate(self) -> None:
        """Take the words of the new language, and the keys that are in force."""
        if not self._is_built:
            return
        self.setAccessibleName(self.tr("All keys"))
        self._heading.setText(self.tr("All keys"))
        self._hint.setText(
            self.tr("Press a button, then the new key. Backspace: no key for all windows.")
        )
        here, everywhere = self.tr("In the desk"), self.tr("In all windows")
        for index, heading in enumerate(self._headings):
            heading.setText(everywhere if index % 2 else here)
        for name, label in self._words.items():
            label.setText(action_text(name))
        for (place, name), button in self.buttons.items():
            in_window = place is Place.WINDOW
            keys = KEYS.in_window(name) if in_window else (KEYS.everywhere(name),)
            button.show_keys(keys, action_text(name), here if in_window else everywhere)
        states = " · ".join(f"{key} {word(state)}" for state, key in STATE_KEYS.items())
        self._states.setText(self.tr("While typing with Alt: {states}").format(states=states))
        self._reach.setText(shortcut_sentence(self.status))
        self._switch.show_words(self.tr("Turn off") if KEYS.is_on else self.tr("Turn on"))
        self._as_they_came.show_words(self.tr("All keys as they came"))
        self._close.show_words(self.tr("Close"))
        self._retranslate_bar()

    def _retranslate_bar(self) -> None:
        self._bar_heading.setText(self.tr("Call bar"))
        for mode, text in (
            (BarMode.BY_ITSELF, self.tr("In calls, when the desk is behind")),
            (BarMode.ALWAYS, self.tr("Always")),
            (BarMode.NEVER, self.tr("Never")),
        ):
            self._bar_modes[mode].show_words(text)
            self._bar_modes[mode].setChecked(mode is self.bar_mode)
            fit_when_chosen(self._bar_modes[mode])
        self._docked.show_text(
            ""
            if self.bar_floats
            else self.tr("Wayland keeps no window in front: the bar is the desk's top row.")
        )


def _leading(first: QWidget, *others: QWidget) -> QHBoxLayout:
    """A row whose first part takes what the others leave."""
    box = row(first, *others)
    box.setStretch(0, 1)
    return box
