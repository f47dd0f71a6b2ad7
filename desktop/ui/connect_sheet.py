"""Connect your phone: what is on this machine, the exact recipe, and the one-minute test."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import QComboBox, QScrollArea, QVBoxLayout, QWidget

from desktop.domain.line_test import LineFinding
from desktop.domain.phone_recipes import PhoneTraces
from desktop.session.phone_view import DialBy, PhoneView, WriteResult
from desktop.ui.labels import line_word
from desktop.ui.parts import Button, Label, WholeLabel, row
from desktop.ui.phone_words import finding_text, phone_word
from desktop.ui.recipe_page import RecipePage
from desktop.ui.sheet import Sheet

_SIZE = QSize(900, 600)


class ConnectSheet(Sheet):
    """Shows telephones that it is given, and says what the agent wants done."""

    opened = Signal()
    write_requested = Signal(str)
    undo_requested = Signal(str)
    test_requested = Signal()
    test_left = Signal()
    dial_by_requested = Signal(object)
    phone_chosen = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._phones: tuple[PhoneView, ...] = ()
        self._findings: tuple[LineFinding, ...] | None = None
        self._result: tuple[WriteResult, tuple[str, ...]] | None = None
        self._heading = Label("name")
        self.phone = QComboBox()
        self.phone.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.phone.currentIndexChanged.connect(lambda _index: self._choose())
        self._found = Label("muted")
        self._page = RecipePage()
        self._test = WholeLabel()
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._test)
        column.addWidget(self._page)
        column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._scroll.setWidget(inside)
        self._said = WholeLabel("good")
        self._page.copied.connect(lambda: self._said.show_text(self.tr("Copied.")))
        self._write, self._undo, self._try = Button("primary"), Button(), Button()
        self._write.clicked.connect(lambda _c=False: self.write_requested.emit(self._chosen_id()))
        self._undo.clicked.connect(lambda _c=False: self.undo_requested.emit(self._chosen_id()))
        self._try.clicked.connect(lambda _c=False: self._toggle_test())
        self._dial_label = Label()
        self.dial_by = QComboBox()
        for choice in DialBy:
            self.dial_by.addItem("", choice)
        self.dial_by.activated.connect(
            lambda index: self.dial_by_requested.emit(self.dial_by.itemData(index))
        )
        self._close = Button()
        self._close.clicked.connect(lambda _checked=False: self.leave())
        self.column.addWidget(self._heading)
        self.column.addLayout(row(self.phone, self._found, None))
        self.column.addWidget(self._scroll, 1)
        self.column.addWidget(self._said)
        self.column.addLayout(row(self._write, self._undo, None, self._try))
        self.column.addLayout(row(self._dial_label, self.dial_by, None, self._close))
        self.retranslate()

    def sizeHint(self) -> QSize:
        """Room for a recipe; what does not fit scrolls."""
        return _SIZE

    def first_focus(self) -> QWidget:
        """The choice of telephone."""
        return self.phone

    def open(self) -> None:
        """Show the sheet; whoever knows the machine fills it."""
        super().open()
        self.opened.emit()

    def leave(self) -> None:
        """Close; a test ends with the sheet."""
        super().leave()
        if self._findings is not None:
            self._findings = None
            self.test_left.emit()

    def present(self, phones: tuple[PhoneView, ...], chosen: str) -> None:
        """Show the telephones; those that are on this machine come first."""
        there = sorted(phones, key=lambda phone: not (phone.running or phone.installed))
        before = self._chosen_id() or chosen
        self._phones = tuple(there)
        with QSignalBlocker(self.phone):
            self.phone.clear()
            for phone in there:
                self.phone.addItem("", phone.recipe.phone_id)
            self.phone.setCurrentIndex(max(0, self.phone.findData(before)))
        self._name_phones()
        self._show()

    def show_fault(self, fault: str) -> None:
        """Say why there are no recipes."""
        self._said.show_text(fault)

    def _name_phones(self) -> None:
        language = QLocale().name()
        for index, phone in enumerate(self._phones):
            name = phone.recipe.name.spoken(language)
            self.phone.setItemText(index, f"✓ {name}" if phone.installed else name)

    def show_dial_by(self, choice: DialBy) -> None:
        """Show what dials."""
        self.dial_by.setCurrentIndex(self.dial_by.findData(choice))

    def show_result(self, result: WriteResult, keys: tuple[str, ...] = ()) -> None:
        """Say what came of writing a file."""
        self._result = result, keys
        self._show_result()

    def show_findings(self, findings: tuple[LineFinding, ...]) -> None:
        """Show what the lines told since the test began."""
        self._findings = findings
        self._show()

    @property
    def chosen(self) -> PhoneView | None:
        """The telephone that is shown."""
        index = self.phone.currentIndex()
        return self._phones[index] if 0 <= index < len(self._phones) else None

    def _chosen_id(self) -> str:
        return str(self.phone.currentData() or "")

    def _choose(self) -> None:
        self._result = None
        self.phone_chosen.emit(self._chosen_id())
        self._show()

    def _toggle_test(self) -> None:
        if self._findings is None:
            self.test_requested.emit()
        else:
            self._findings = None
            self.test_left.emit()
            self._show()

    def _show(self) -> None:
        phone, tests = self.chosen, self._findings is not None
        self._page.setVisible(not tests and phone is not None)
        self._test.setVisible(tests)
        self._write.setVisible(not tests and phone is not None and phone.can_write)
        self._undo.setVisible(not tests and phone is not None and phone.is_written)
        self._try.show_words(self.tr("Back to the recipe") if tests else self.tr("Take the test"))
        self._found.setText(self._found_text(phone) if phone else "")
        if tests:
            self._test.setText(self._test_text())
        elif phone is not None:
            self._page.present(phone)
        self._show_result()

    def _show_result(self) -> None:
        text = ""
        if self._result is not None and self._findings is None:
            result, keys = self._result
            text = phone_word(result).format(keys="  ".join(keys))
        self._said.show_text(text)

    def _found_text(self, phone: PhoneView) -> str:
        if phone.running:
            return self.tr("✓ running on this computer")
        if phone.installed:
            return self.tr("✓ found on this computer")
        elsewhere = phone.recipe.traces == PhoneTraces()
        return "" if elsewhere else self.tr("not found on this computer")

    def _test_text(self) -> str:
        head = self.tr(
            "Call yourself now: from your mobile to this phone, answer, say a few words, hang up. "
            "What arrives is written here at once."
        )
        if not self._findings:
            return f"{head}\n\n{self.tr('Nothing has arrived yet.')}"
        told = "\n\n".join(finding_text(each, line_word(each.line)) for each in self._findings)
        over = any(finding.is_over for finding in self._findings)
        end = self.tr("The call was heard to its end.") if over else self.tr("Go on until the end.")
        return f"{head}\n\n{told}\n\n{end}"

    def retranslate(self) -> None:
        """Take the words of the new language."""
        self.setAccessibleName(self.tr("Connect your phone"))
        self._heading.setText(self.tr("Connect your phone"))
        self.phone.setAccessibleName(self.tr("Phone"))
        self._scroll.setAccessibleName(self.tr("Recipe"))
        self._write.show_words(self.tr("Write it for me"))
        self._undo.show_words(self.tr("Take it out again"))
        self._dial_label.setText(self.tr("Numbers are dialled by"))
        self.dial_by.setAccessibleName(self.tr("Numbers are dialled by"))
        for index, choice in enumerate(DialBy):
            self.dial_by.setItemText(index, phone_word(choice))
        self._close.show_words(self.tr("Close"))
        self._name_phones()
        self._show()
