"""One line inside the window for what the agent must know; never a dialog during a call."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from desktop.ui.parts import Button, Card, Label, restyle


class Banner(Card):
    """A sentence and, sometimes, one button."""

    def __init__(self) -> None:
        super().__init__("banner-gold", margin=0)
        self._text = Label(wrap=True)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._button = Button()
        self._do: Callable[[], None] | None = None
        self._button.clicked.connect(self._pressed)
        box = QHBoxLayout()
        box.setContentsMargins(12, 6, 12, 6)
        box.addWidget(self._text, 1)
        box.addWidget(self._button)
        self.column.addLayout(box)
        self.hide()

    def _pressed(self) -> None:
        if self._do is not None:
            self._do()

    def say(
        self,
        text: str,
        *,
        tone: str = "gold",
        button: str = "",
        do: Callable[[], None] | None = None,
    ) -> None:
        """Show a sentence; an empty one hides the banner."""
        self._text.setText(text)
        self._do = do
        self._button.show_words(button)
        self._button.setVisible(bool(button))
        restyle(self, "surface", f"banner-{tone}")
        self.setVisible(bool(text))
