"""A file into the database without leaving the desk: try it, see what it means, take it in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFormLayout,
    QLineEdit,
    QProgressBar,
    QScrollArea,
    QWidget,
)

from desktop.domain.case_columns import Column
from desktop.session.importing import ImportPhase, ImportView
from desktop.ui.parts import Button, Label, clear, row
from desktop.ui.sheet import Sheet

FILE_ENDINGS = (".csv", ".tsv", ".txt", ".xlsx", ".json", ".jsonl")
_SHOWN_REJECTS = 6
_WIDTH, _MAPPING_HEIGHT = 640, 190
_STEPS = 1_000

COLUMN_WORDS: Mapping[Column, object] = {
    Column.NAME: QT_TRANSLATE_NOOP("columns", "Name"),
    Column.PHONE: QT_TRANSLATE_NOOP("columns", "Phone number"),
    Column.WORK_PHONE: QT_TRANSLATE_NOOP("columns", "Phone at work"),
    Column.HOME_PHONE: QT_TRANSLATE_NOOP("columns", "Phone at home"),
    Column.CONTACT_PHONE: QT_TRANSLATE_NOOP("columns", "A contact's phone"),
    Column.PRINCIPAL: QT_TRANSLATE_NOOP("columns", "Principal"),
    Column.INTEREST: QT_TRANSLATE_NOOP("columns", "Interest"),
    Column.FEES: QT_TRANSLATE_NOOP("columns", "Fees"),
    Column.PAID: QT_TRANSLATE_NOOP("columns", "Paid"),
    Column.BALANCE: QT_TRANSLATE_NOOP("columns", "Balance"),
    Column.DUE_DATE: QT_TRANSLATE_NOOP("columns", "Due date"),
    Column.DAYS_PAST_DUE: QT_TRANSLATE_NOOP("columns", "Days overdue"),
    Column.AS_OF: QT_TRANSLATE_NOOP("columns", "Amounts as of"),
    Column.CURRENCY: QT_TRANSLATE_NOOP("columns", "Currency"),
    Column.CREDITOR: QT_TRANSLATE_NOOP("columns", "Creditor"),
    Column.PRODUCT: QT_TRANSLATE_NOOP("columns", "Product"),
    Column.CONTRACT_NO: QT_TRANSLATE_NOOP("columns", "Contract number"),
    Column.CUSTOMER_NO: QT_TRANSLATE_NOOP("columns", "Customer number"),
    Column.TITLE: QT_TRANSLATE_NOOP("columns", "Form of address"),
    Column.MATCH_QUESTION: QT_TRANSLATE_NOOP("columns", "Identity question"),
    Column.MATCH_ANSWER: QT_TRANSLATE_NOOP("columns", "Identity answer"),
    Column.TIME_ZONE: QT_TRANSLATE_NOOP("columns", "Time zone"),
    Column.CONTACTS: QT_TRANSLATE_NOOP("columns", "Contact history"),
    Column.CONTACT_TIME: QT_TRANSLATE_NOOP("columns", "Contact: when"),
    Column.CONTACT_CHANNEL: QT_TRANSLATE_NOOP("columns", "Contact: how"),
    Column.CONTACT_RESULT: QT_TRANSLATE_NOOP("columns", "Contact: result"),
    Column.CONTACT_NOTE: QT_TRANSLATE_NOOP("columns", "Contact: note"),
    Column.HOLDS: QT_TRANSLATE_NOOP("columns", "Holds"),
}


class ImportSheet(Sheet):
    """Asks for a file and shows what became of it. Signals carry the path and what was changed."""

    trial_requested = Signal(str, object)
    import_requested = Signal(str, object)
    stop_requested = Signal()
    rejects_requested = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._view = ImportView()
        self._meanings: dict[str, QComboBox] = {}
        self._heading = Label("name")
        self._hint = Label("muted", wrap=True)
        self.path = QLineEdit()
        self.path.textChanged.connect(lambda _text: self._show_buttons())
        self.path.returnPressed.connect(self._try)
        self._browse = Button()
        self._try_button = Button()
        self._import = Button("primary")
        self._stop = Button()
        self._rejects = Button()
        self._close = Button("quiet")
        self._progress = QProgressBar()
        self._progress.setRange(0, _STEPS)
        self._progress.setTextVisible(False)
        self._counts = Label(wrap=True)
        self._faults = Label("small", wrap=True)
        self._mapping = QWidget()
        self._form = QFormLayout(self._mapping)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFixedHeight(_MAPPING_HEIGHT)
        self._area.setWidget(self._mapping)
        self.setMinimumWidth(_WIDTH)
        for part in (self._heading, self._hint):
            self.column.addWidget(part)
        self.column.addLayout(row(self.path, self._browse))
        parts: tuple[QWidget, ...] = (self._counts, self._progress, self._area, self._faults)
        for each in parts:
            self.column.addWidget(each)
        self.column.addLayout(
            row(self._close, None, self._rejects, self._stop, self._try_button, self._import)
        )
        self._browse.clicked.connect(lambda _checked=False: self._choose())
        self._try_button.clicked.connect(lambda _checked=False: self._try())
        self._import.clicked.connect(lambda _checked=False: self._take())
        self._stop.clicked.connect(lambda _checked=False: self.stop_requested.emit())
        self._rejects.clicked.connect(
            lambda _checked=False: self.rejects_requested.emit(self._view.rejects_file)
        )
        self._close.clicked.connect(lambda _checked=False: self.leave())
        self.retranslate()
        self.present(self._view)

    def first_focus(self) -> QWidget:
        """Where the file is named."""
        return self.path

    def offer(self, path: Path) -> None:
        """Open with a file, as when it was dropped on the window, and try it."""
        self.path.setText(str(path))
        self.open()
        self._try()

    def present(self, view: ImportView) -> None:
        """Show an import as it stands now."""
        if view.columns != self._view.columns:
            self._show_columns(view)
        self._view = view
        self._progress.setVisible(view.is_busy)
        self._progress.setValue(int(view.share * _STEPS))
        self._counts.show_text(self._counted(view))
        self._faults.show_text("\n".join(self._faults_of(view)))
        self._area.setVisible(bool(view.columns))
        self._show_buttons()
        if self.isVisible():
            self.place()

    def retranslate(self) -> None:
        """Take the words of the new language."""
        self.setAccessibleName(self.tr("Import a file"))
        self._heading.setText(self.tr("Import a file"))
        self._hint.setText(
            self.tr("CSV, Excel or JSON; or drop the file on the window. Calls go on meanwhile.")
        )
        self.path.setAccessibleName(self.tr("File"))
        self.path.setPlaceholderText(self.tr("File"))
        self._browse.show_words(self.tr("Choose…"))
        self._try_button.show_words(self.tr("Check the file"))
        self._import.show_words(self.tr("Import"))
        self._stop.show_words(self.tr("Stop"))
        self._rejects.show_words(self.tr("Open the rejected rows"))
        self._close.show_words(self.tr("Close"))
        self._progress.setAccessibleName(self.tr("Read so far"))
        self._mapping.setAccessibleName(self.tr("What the columns mean"))
        self._show_columns(self._view)
        self.present(self._view)

    def _show_columns(self, view: ImportView) -> None:
        clear(self._form)
        self._meanings.clear()
        for column in view.columns:
            choice = QComboBox()
            choice.addItem(self.tr("(left out)"), "")
            for meaning, text in COLUMN_WORDS.items():
                choice.addItem(QCoreApplication.translate("columns", str(text)), meaning.value)
            choice.setCurrentIndex(max(0, choice.findData(column.meaning)))
            choice.setAccessibleName(column.header)
            choice.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            header = Label()
            header.setText(column.header)
            self._form.addRow(header, choice)
            self._meanings[column.header] = choice

    def _changed(self) -> dict[str, str]:
        """What the user takes a column for, where that differs from what was found."""
        found = {column.header: column.meaning for column in self._view.columns}
        chosen = {header: str(box.currentData()) for header, box in self._meanings.items()}
        return {header: text for header, text in chosen.items() if text != found[header]}

    def _choose(self) -> None:
        dialog = QFileDialog(self, self.tr("Import a file"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setNameFilter(f"CSV, Excel, JSON (*{' *'.join(FILE_ENDINGS)})")
        dialog.setModal(False)
        dialog.fileSelected.connect(self.path.setText)
        dialog.open()

    def _try(self) -> None:
        if self._can_begin():
            self.trial_requested.emit(self.path.text().strip(), self._changed())

    def _take(self) -> None:
        if self._can_begin():
            self.import_requested.emit(self.path.text().strip(), self._changed())

    def _can_begin(self) -> bool:
        return bool(self.path.text().strip()) and not self._view.is_busy

    def _show_buttons(self) -> None:
        busy = self._view.is_busy
        for button in (self._try_button, self._import):
            button.setEnabled(self._can_begin())
        self._browse.setEnabled(not busy)
        self._stop.setVisible(busy)
        self._rejects.setVisible(bool(self._view.rejects_file) and not busy)

    def _counted(self, view: ImportView) -> str:
        counts = self.tr(
            "{rows} rows read: {inserted} new, {updated} known, {rejected} rejected"
        ).format(
            rows=view.rows, inserted=view.inserted, updated=view.updated, rejected=view.rejected
        )
        match view.phase:
            case ImportPhase.NOTHING:
                return ""
            case ImportPhase.CHECKING:
                return self.tr("Checking {file}: {rows} rows so far…").format(
                    file=view.file_name, rows=view.rows
                )
            case ImportPhase.IMPORTING:
                return self.tr("Importing {file}: {rows} rows so far…").format(
                    file=view.file_name, rows=view.rows
                )
            case ImportPhase.CHECKED:
                return self.tr("{file}, nothing stored yet. {counts}").format(
                    file=view.file_name, counts=counts
                )
            case ImportPhase.DONE:
                return self.tr("✓ {file} is imported. {counts}").format(
                    file=view.file_name, counts=counts
                )
            case ImportPhase.STOPPED:
                return self.tr(
                    "Stopped. What was read is whole; import {file} again to complete it. {counts}"
                ).format(file=view.file_name, counts=counts)
            case ImportPhase.FAILED:
                return view.sentence or self.tr("The import ended without a word; try it again.")

    def _faults_of(self, view: ImportView) -> list[str]:
        lines = [
            self.tr("Row {row}: {column} {reason}").format(
                row=fault.row, column=fault.column, reason=fault.reason
            )
            for fault in view.rejects[:_SHOWN_REJECTS]
        ]
        if view.rejected > len(lines) > 0:
            lines.append(self.tr("and {count} more").format(count=view.rejected - len(lines)))
        return lines
