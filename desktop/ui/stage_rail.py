"""The stages of a call in a row: where we are, where we were, what comes."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from desktop.domain.outcome import Identity
from desktop.domain.talk_track import Stage
from desktop.session.view import TalkView
from desktop.ui.labels import word
from desktop.ui.parts import Button, fit_when_chosen


class StageRail(QWidget):
    """Six steps; the one in hand is marked by words, weight and line."""

    stage_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._buttons: dict[Stage, Button] = {}
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        for stage in Stage:
            button = Button("stage", checkable=True)
            button.clicked.connect(lambda _checked=False, s=stage: self.stage_requested.emit(s))
            self._group.addButton(button)
            self._buttons[stage] = button
            box.addWidget(button, 1)
        self.retranslate()

    def retranslate(self) -> None:
        """Take the words of the new language."""
        for number, (stage, button) in enumerate(self._buttons.items(), start=1):
            button.setText(f"{number} {word(stage)}")
            button.setAccessibleName(word(stage))
            fit_when_chosen(button, edge_pixels=1)

    def present(self, talk: TalkView) -> None:
        """Mark the stage in hand; beyond the identity check only for the right person."""
        order = list(Stage)
        for stage, button in self._buttons.items():
            button.setChecked(stage is talk.stage)
            confirmed = talk.identity is Identity.CONFIRMED
            button.setEnabled(confirmed or stage is Stage.IDENTITY)
            reached = order.index(stage) <= order.index(talk.reached)
            done = reached and stage is not talk.stage and confirmed
            number = "✓" if done else str(order.index(stage) + 1)
            button.setText(f"{number} {word(stage)}")
