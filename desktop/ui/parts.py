"""Small pieces that every panel is made of: styled labels, cards, buttons."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

_BUTTON_PADDING = 8


class Label(QLabel):
    """A label with a style role that keeps its text plain: names are never read as markup."""

    def __init__(self, role: str = "", *, chip: str = "", wrap: bool = False) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if role:
            self.setProperty("role", role)
        if chip:
            self.setProperty("chip", chip)
            self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def show_text(self, text: str) -> None:
        """Set the text, and hide the label when there is none."""
        self.setText(text)
        self.setVisible(bool(text))


class WholeLabel(Label):
    """A wrapped label that always claims the height its text needs at its width."""

    def __init__(self, role: str = "") -> None:
        super().__init__(role, wrap=True)

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's name
        """Show a text and claim its height."""
        super().setText(text)
        self._claim()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Claim the height anew."""
        super().resizeEvent(event)
        self._claim()

    def _claim(self) -> None:
        self.setMinimumHeight(max(0, self.heightForWidth(self.width())))


class ElidedLabel(Label):
    """A label of one line that ends in an ellipsis where there is no room."""

    def __init__(self, role: str = "") -> None:
        super().__init__(role)
        self._whole = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's name
        """Show as much of a text as fits."""
        self._whole = text
        self.setAccessibleName(text)
        self._shorten()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the text anew."""
        super().resizeEvent(event)
        self._shorten()

    def _shorten(self) -> None:
        mode = Qt.TextElideMode.ElideRight
        super().setText(self.fontMetrics().elidedText(self._whole, mode, self.width()))


class Card(QFrame):
    """A framed surface with a vertical layout."""

    def __init__(self, surface: str = "card", *, margin: int = 12, spacing: int = 8) -> None:
        super().__init__()
        self.setProperty("surface", surface)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(margin, margin, margin, margin)
        self.column.setSpacing(spacing)


class Button(QPushButton):
    """A push button of a kind; its key, when it has one, is printed after its text."""

    def __init__(self, kind: str = "", *, checkable: bool = False) -> None:
        super().__init__()
        self.setCheckable(checkable)
        self.setAutoDefault(False)
        if kind:
            self.setProperty("kind", kind)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return presses a focused button just as the space bar does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def show_words(self, text: str, key: str = "") -> None:
        """Set text and key; screen readers get the text alone."""
        self.setText(f"{text}  {key}" if key else text)
        self.setAccessibleName(text)


class LineButton(Button):
    """A button that shows as much of its text as fits; the whole text is its name and tool tip."""

    def __init__(self, text: str) -> None:
        super().__init__("alternative")
        self._whole = text
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the text anew."""
        super().resizeEvent(event)
        width = self.width() - 2 * _BUTTON_PADDING
        self.setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, width))


def fit_when_chosen(button: Button, edge_pixels: int = _BUTTON_PADDING + 1) -> None:
    """Room for the words in bold, as the chosen one of several is; Qt measures them as they are."""
    button.ensurePolished()
    font = button.font()
    font.setBold(True)
    words = QFontMetrics(font).horizontalAdvance(button.text())
    button.setMinimumWidth(words + 2 * edge_pixels)


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Change a property that the style sheet looks at."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def row(*parts: QWidget | QLayout | None, spacing: int = 8) -> QHBoxLayout:
    """A row of widgets and layouts; None is a stretch."""
    box = QHBoxLayout()
    box.setSpacing(spacing)
    fill(box, parts)
    return box


def fill(box: QBoxLayout, parts: tuple[QWidget | QLayout | None, ...]) -> None:
    """Put widgets, layouts and stretches (None) into a layout."""
    for part in parts:
        if part is None:
            box.addStretch(1)
        elif isinstance(part, QWidget):
            box.addWidget(part)
        else:
            box.addLayout(part)


def clear(layout: QLayout) -> None:
    """Take all widgets out of a layout and delete them."""
    while layout.count():
        taken = layout.takeAt(0)
        widget = taken.widget() if taken is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
