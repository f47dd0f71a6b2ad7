"""When no single file opened: the files to choose from, or a plain card for an unknown caller."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from desktop.domain.matching import PopKind
from desktop.session.view import CallView, PopView
from desktop.ui.actions import key_text
from desktop.ui.labels import word
from desktop.ui.new_file_form import NewFileForm
from desktop.ui.parts import Button, Card, Label, clear


class PopPanel(Card):
    """Shown in the file's place while there is no file."""

    candidate_requested = Signal(int)

    def __init__(self, run: Callable[[str], None]) -> None:
        super().__init__(spacing=8)
        self._shown: tuple[PopView | None, str] | None = None
        self._heading = Label("name", wrap=True)
        self._detail = Label("muted", wrap=True)
        self._choices = QVBoxLayout()
        self._choices.setSpacing(6)
        self.column.addWidget(self._heading)
        self.column.addWidget(self._detail)
        self.column.addLayout(self._choices)
        self._search = Button()
        self._search.clicked.connect(lambda _checked=False: run("search"))
        self.column.addWidget(self._search)
        self.form = NewFileForm()
        self.column.addWidget(self.form)
        self.column.addStretch(1)

    def retranslate(self) -> None:
        """Take the words of the new language at the next rendering."""
        self._shown = None
        self.form.retranslate()

    def present(self, call: CallView | None, pop: PopView | None, *, has_case: bool) -> None:
        """Show why no file opened by itself."""
        self.setVisible(call is not None and not has_case)
        self.form.present(call.call_id if call else None)
        number = call.number if call else ""
        if has_case or self._shown == (pop, number):
            return
        self._shown = (pop, number)
        clear(self._choices)
        self._search.show_words(self.tr("Find the file"), key_text("search"))
        if pop is None:
            self._heading.setText(self.tr("Looking for the file…"))
            self._detail.setText(number)
        elif pop.kind is PopKind.SEVERAL:
            self._heading.setText(self.tr("Several files match"))
            self._detail.setText(self.tr("Ask who is calling, then choose."))
            for candidate in pop.candidates:
                button = Button()
                button.show_words(
                    f"{candidate.name}\n{word(candidate.reason)} · {candidate.number}"
                )
                button.setMinimumHeight(48)
                button.clicked.connect(
                    lambda _c=False, d=candidate.debtor_id: self.candidate_requested.emit(d)
                )
                self._choices.addWidget(button)
        elif pop.kind is PopKind.ANONYMOUS:
            self._heading.setText(self.tr("Number withheld"))
            self._detail.setText(self.tr("No file can be found. Ask for name and case number."))
        else:
            self._heading.setText(self.tr("Unknown caller"))
            self._detail.setText(
                self.tr("{number} is in no file. Nothing about any debt may be said.").format(
                    number=number
                )
            )
