"""Opens the database inside the window: a passphrase, a recovery key, or why it cannot be."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.ui.parts import Button, Card, Label, row

_SHORTEST_PASSPHRASE = 8
_SMALLEST_TARGET = 24


class UnlockNeed(Enum):
    """What the panel asks for or tells."""

    OPENING = "opening"
    NEW_PASSPHRASE = "new_passphrase"  # noqa: S105
    PASSPHRASE = "passphrase"  # noqa: S105
    NOTE_RECOVERY_KEY = "note_recovery_key"
    LOST_KEY = "lost_key"
    REFUSED = "refused"
    DAMAGED = "damaged"
    MENDING = "mending"
    MENDED = "mended"


_CONFIRMED = (UnlockNeed.NOTE_RECOVERY_KEY, UnlockNeed.DAMAGED, UnlockNeed.MENDED)
_AGAIN = (UnlockNeed.REFUSED, UnlockNeed.DAMAGED)
_TWO_WAYS = (*_AGAIN, UnlockNeed.NOTE_RECOVERY_KEY, UnlockNeed.PASSPHRASE)


class UnlockPanel(QWidget):
    """Shown in the middle of the window until the database is open."""

    passphrase_entered = Signal(str)
    recovery_key_entered = Signal(str)
    recovery_key_noted = Signal()
    again_requested = Signal()
    mend_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._need = UnlockNeed.OPENING
        self._wrong = False
        self._detail = ""
        self._recovering = False
        self._told = ""
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._heading = Label("name", wrap=True)
        self._text = Label("muted", wrap=True)
        self.first = QLineEdit()
        self.second = QLineEdit()
        for field in (self.first, self.second):
            field.setEchoMode(QLineEdit.EchoMode.Password)
            field.textChanged.connect(lambda _text: self._check())
            field.returnPressed.connect(self._enter)
        self._key = Label("figure", wrap=True)
        self._key.setMinimumHeight(_SMALLEST_TARGET)
        self._key.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._warning = Label("danger", wrap=True)
        self._ok = Button("primary")
        self._other = Button("quiet")
        self._ok.clicked.connect(lambda _checked=False: self._enter())
        self._other.clicked.connect(lambda _checked=False: self._other_way())
        card = Card(margin=28, spacing=12)
        card.setFixedWidth(520)
        for part in (self._heading, self._text, self.first, self.second, self._key, self._warning):
            card.column.addWidget(part)
        card.column.addLayout(row(self._other, None, self._ok))
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addLayout(row(None, card, None))
        column.addStretch(2)
        self.retranslate()

    def ask(self, need: UnlockNeed, *, wrong: bool = False, detail: str = "") -> None:
        """Show one need; `detail` is the recovery key or the sentence of a refusal."""
        self._need, self._wrong, self._detail = need, wrong, detail
        self._recovering = need is UnlockNeed.LOST_KEY
        self._told = ""
        if self.holds_keyboard():
            # What has it may vanish, and the keyboard would fall on a button of the strip.
            self.setFocus()
        self.first.clear()
        self.second.clear()
        self.retranslate()
        if need in (UnlockNeed.NEW_PASSPHRASE, UnlockNeed.PASSPHRASE, UnlockNeed.LOST_KEY):
            self._take_keyboard(self.first)
        elif need in _CONFIRMED:
            self._take_keyboard(self._ok)
        elif need is UnlockNeed.REFUSED:
            self._take_keyboard(self._other)

    def _take_keyboard(self, widget: QWidget) -> None:
        """Only where the agent is not typing: a call may go on beside this panel."""
        focus = QApplication.focusWidget()
        typing = isinstance(focus, QLineEdit | QPlainTextEdit)
        if not typing or (focus is not None and self.isAncestorOf(focus)):
            widget.setFocus()

    def holds_keyboard(self) -> bool:
        """Whether the keyboard is somewhere in here."""
        focus = QApplication.focusWidget()
        return focus is not None and (focus is self or self.isAncestorOf(focus))

    def _begin_again(self) -> None:
        self.ask(UnlockNeed.OPENING)
        self.again_requested.emit()

    def shows(self, need: UnlockNeed, detail: str) -> bool:
        """Whether this is told already, so that the keyboard may stay where it is."""
        return (self._need, self._detail) == (need, detail)

    def retranslate(self) -> None:
        """Take the words of the new language."""
        headings = {
            UnlockNeed.OPENING: self.tr("Opening the database…"),
            UnlockNeed.NEW_PASSPHRASE: self.tr("Choose a passphrase"),
            UnlockNeed.PASSPHRASE: self.tr("Enter the passphrase"),
            UnlockNeed.NOTE_RECOVERY_KEY: self.tr("Write this recovery key down"),
            UnlockNeed.LOST_KEY: self.tr("Enter the recovery key"),
            UnlockNeed.REFUSED: self.tr("The desk cannot be opened"),
            UnlockNeed.DAMAGED: self.tr("The database is damaged"),
            UnlockNeed.MENDING: self.tr("The database is being mended…"),
            UnlockNeed.MENDED: self.tr("The database is mended"),
        }
        texts = {
            UnlockNeed.OPENING: "",
            UnlockNeed.NEW_PASSPHRASE: self.tr(
                "This computer has no key store, so a passphrase protects the files. "
                "At least eight characters."
            ),
            UnlockNeed.PASSPHRASE: self.tr("The files on this computer are encrypted."),
            UnlockNeed.NOTE_RECOVERY_KEY: self.tr(
                "It opens the files when everything else is lost. It is shown only this once."
            ),
        }
        heading = self.tr("Enter the recovery key") if self._recovering else headings[self._need]
        self._heading.setText(heading)
        self.setAccessibleName(heading)
        self._text.show_text(texts.get(self._need, self._detail))
        asks = self._need in (
            UnlockNeed.NEW_PASSPHRASE,
            UnlockNeed.PASSPHRASE,
            UnlockNeed.LOST_KEY,
        )
        self.first.setVisible(asks)
        self.second.setVisible(self._need is UnlockNeed.NEW_PASSPHRASE)
        hidden = QLineEdit.EchoMode.Password
        self.first.setEchoMode(QLineEdit.EchoMode.Normal if self._recovering else hidden)
        self.first.setAccessibleName(self._heading.text())
        self.first.setPlaceholderText(
            self.tr("Recovery key") if self._recovering else self.tr("Passphrase")
        )
        self.second.setAccessibleName(self.tr("The passphrase again"))
        self.second.setPlaceholderText(self.tr("The passphrase again"))
        self._key.show_text(self._detail if self._need is UnlockNeed.NOTE_RECOVERY_KEY else "")
        self._warning.show_text(
            self.tr("That was not the right one. Please try again.") if self._wrong else self._told
        )
        confirming = {
            UnlockNeed.NOTE_RECOVERY_KEY: self.tr("I have written it down"),
            UnlockNeed.DAMAGED: self.tr("Mend it"),
        }
        self._ok.show_words(confirming.get(self._need, self.tr("Open")))
        self._ok.setVisible(asks or self._need in _CONFIRMED)
        self._other.setVisible(self._need in _TWO_WAYS)
        if self._need is UnlockNeed.NOTE_RECOVERY_KEY:
            self._other.show_words(self.tr("Copy"))
        elif self._need in _AGAIN:
            self._other.show_words(self.tr("Try again"))
        elif self._recovering:
            self._other.show_words(self.tr("Use the passphrase"))
        else:
            self._other.show_words(self.tr("Use the recovery key"))
        self._check()

    def _check(self) -> None:
        text = self.first.text()
        if self._told:
            self._told = ""
            self._warning.show_text("")
        if self._need is UnlockNeed.NEW_PASSPHRASE:
            self._ok.setEnabled(len(text) >= _SHORTEST_PASSPHRASE and text == self.second.text())
        elif self._need in (UnlockNeed.PASSPHRASE, UnlockNeed.LOST_KEY):
            self._ok.setEnabled(bool(text))
        else:
            self._ok.setEnabled(True)

    def _enter(self) -> None:
        if not self._ok.isEnabled():
            self._tell_what_is_missing()
            return
        if self._need is UnlockNeed.NOTE_RECOVERY_KEY:
            # From here on the key is nowhere but where the agent wrote it.
            self.ask(UnlockNeed.OPENING)
            self.recovery_key_noted.emit()
        elif self._need is UnlockNeed.DAMAGED:
            self.mend_requested.emit()
        elif self._need is UnlockNeed.MENDED:
            self._begin_again()
        elif self._recovering:
            self.recovery_key_entered.emit(self.first.text())
        else:
            self.passphrase_entered.emit(self.first.text())

    def _tell_what_is_missing(self) -> None:
        """Return was pressed too early for a new passphrase: say why, and go where it goes on."""
        if self._need is not UnlockNeed.NEW_PASSPHRASE:
            return
        first, second = self.first.text(), self.second.text()
        if len(first) < _SHORTEST_PASSPHRASE:
            self._told = self.tr("At least eight characters, please.")
            self.first.setFocus()
        else:
            self._told = self.tr("The two are not the same.") if second else ""
            self.second.setFocus()
        self._warning.show_text(self._told)

    def _other_way(self) -> None:
        if self._need is UnlockNeed.NOTE_RECOVERY_KEY:
            QApplication.clipboard().setText(self._detail)
            self._other.show_words(self.tr("✓ Copied"))
            return
        if self._need in _AGAIN:
            self._begin_again()
            return
        self._recovering = not self._recovering
        self.first.clear()
        self.retranslate()
        self.first.setFocus()
