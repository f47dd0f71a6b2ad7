"""What can be done about the files themselves: wires its panels to the wishes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from desktop.domain.cases import PhoneKind
from desktop.session.view import SessionView
from desktop.ui.compare_sheet import CompareSheet
from desktop.ui.file_hints import FileHints
from desktop.ui.pop_panel import PopPanel
from desktop.ui.sheet import Sheet
from desktop.ui.today_panel import TodayPanel
from desktop.ui.wishes import Wishes


class FilePanels:
    """The hints under the file, the sheet that compares, and the form for a new file."""

    def __init__(self, run: Callable[[str], None]) -> None:
        self.hints = FileHints(run)
        self.today: TodayPanel
        self.compare: CompareSheet
        self.actions: Mapping[str, Callable[[], None]] = {}

    def sheets_on(self, desk: QWidget) -> tuple[Sheet, ...]:
        """What can be taken back, and the sheet that compares, over the desk."""
        self.today, self.compare = TodayPanel(desk), CompareSheet(desk)
        return self.today, self.compare

    def connect(self, pop: PopPanel, wishes: Wishes) -> None:
        """What the panels ask for goes to the session."""
        change, today = wishes.change_files, self.today

        def make_file(name: str, kind: PhoneKind, note: str) -> None:
            change(lambda files: files.make_file(name, kind, note))
            pop.window().setFocus()

        pop.form.file_wanted.connect(make_file)
        self.hints.number_kept.connect(lambda kind: change(lambda files: files.keep_number(kind)))
        self.hints.undo_requested.connect(lambda: change(lambda files: files.undo_kept_number()))
        today.opened.connect(wishes.list_saved)
        today.take_back_requested.connect(wishes.take_back)
        today.undo_requested.connect(lambda key: change(lambda files: files.undo(key)))
        self.compare.opened.connect(lambda: change(lambda files: files.find_duplicates()))
        self.compare.merge_requested.connect(
            lambda other, keep: change(lambda files: files.merge(other, keep_other=keep))
        )
        self.actions = {
            "today": today.toggle,
            "new-file": pop.form.unfold,
            "keep-number": self.hints.focus_number,
            "compare": self.compare.toggle,
        }

    def present(self, view: SessionView) -> None:
        """Show what can be done about the file in front."""
        self.hints.present(view.file_hints)
        self.compare.present(view)
        self.today.present(view)
