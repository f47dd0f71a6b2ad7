"""One line inside the window for what the agent must know; never a dialog during a call."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from desktop.session.ports import StorageError
from desktop.session.view import StorageView
from desktop.ui.labels import storage_sentence
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
        self._box = QHBoxLayout()
        self._box.addWidget(self._text, 1)
        self._box.addWidget(self._button)
        self.column.addLayout(self._box)
        self.make_room(small=False)
        self.hide()

    def make_room(self, *, small: bool) -> None:
        """Take less height where the window has little."""
        above = 0 if small else 6
        self._box.setContentsMargins(12, above, 12, above)

    def _pressed(self) -> None:
        if self._button.hasFocus():
            # A button that goes would leave the keyboard to whatever comes next.
            self.window().setFocus()
        if self._do is not None:
            self._do()

    def tell_fault(
        self, storage: StorageView, notice: str, retry: Callable[[], None], mend: Callable[[], None]
    ) -> bool:
        """Say what the disk refuses and what helps; False when it refuses nothing."""
        fault = storage.fault or (StorageError.CORRUPT if storage.damage_found else None)
        if fault is None:
            return False
        damaged = fault == StorageError.CORRUPT
        self.say(
            f"{storage_sentence(fault)} {notice}".rstrip(),
            tone="danger",
            button=self.tr("Mend it") if damaged else self.tr("Try now"),
            do=mend if damaged else retry,
        )
        return True

    def tell_notice(self, storage: StorageView, notice: str, dismiss: Callable[[], None]) -> None:
        """Say that the reserve is in use, else a notice that the agent can take away."""
        if storage.on_reserve:
            reserve = self.tr(
                "The disk is full: saving goes on from the reserve for now. Please free some space."
            )
            self.say(f"{reserve} {notice}".rstrip(), tone="danger")
        else:
            self.say(notice, tone="info", button=self.tr("OK"), do=dismiss)

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
