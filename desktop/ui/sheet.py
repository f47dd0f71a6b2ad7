"""A sheet over the window: not a dialog, the call goes on beneath it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from desktop.ui.parts import Card


class Sheet(Card):
    """Opens in the middle of the window and gives the keyboard back when it closes.

    A subclass fills `column`, says in `first_focus` where the keyboard goes, and takes the words
    of a language in `retranslate`.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__("sheet", margin=22, spacing=10)
        self.setParent(window)
        self._window = window
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.came_from: QWidget | None = None
        self.hide()

    def first_focus(self) -> QWidget:
        """What has the keyboard when the sheet opens."""
        return self

    def retranslate(self) -> None:
        """Take the words of the new language."""

    def toggle(self) -> None:
        """Open the sheet, or close it."""
        if self.isVisible():
            self.leave()
        else:
            self.open()

    def open(self) -> None:
        """Show the sheet over everything else of the window."""
        if not self.isVisible():
            self.came_from = QApplication.focusWidget()
        for other in self._window.findChildren(Sheet):
            if other is not self and other.isVisible():
                # One at a time: what lies beneath could neither be read nor closed by key.
                self.came_from = other.came_from
                other.put_away()
        self.place()
        self.show()
        self.raise_()
        self.first_focus().setFocus()

    def place(self) -> None:
        """Stand in the middle of the window, never larger than it."""
        self.resize(self.sizeHint().boundedTo(self._window.size()))
        self.move(
            max(0, (self._window.width() - self.width()) // 2),
            max(0, (self._window.height() - self.height()) // 2),
        )

    def put_away(self) -> None:
        """Hide; the keyboard is somebody else's affair."""
        self.hide()

    def leave(self) -> None:
        """Hide, and give the keyboard back to where it was."""
        self.put_away()
        back = self.came_from
        # What had the keyboard may have gone meanwhile, as a button of an offer does.
        (back if back is not None and isValid(back) else self._window).setFocus()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - Qt's name
        """Tab goes round inside the sheet: what lies beneath is not meant now.

        So does the keyboard of a button that goes grey: elsewhere Escape would no longer close.
        """
        step = QWidget.nextInFocusChain if next else QWidget.previousInFocusChain
        start = QApplication.focusWidget() or self
        at = step(start)
        while at is not None and at is not start:
            if self.isAncestorOf(at) and _takes_tab(at):
                reason = Qt.FocusReason.TabFocusReason
                at.setFocus(reason if next else Qt.FocusReason.BacktabFocusReason)
                return True
            at = step(at)
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the sheet."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return
        super().keyPressEvent(event)


def _takes_tab(widget: QWidget) -> bool:
    tab = Qt.FocusPolicy.TabFocus
    takes = (widget.focusPolicy() & tab) == tab and widget.focusProxy() is None
    return takes and widget.isVisible() and widget.isEnabled()
