"""The words: one line large, the others behind a key, the person's state on the number keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from desktop.domain.outcome import Identity
from desktop.domain.talk_track import DebtorState, SpokenLine
from desktop.session.view import CaseView, TalkView
from desktop.ui.actions import STATE_KEYS, action_text, key_text, state_action
from desktop.ui.fitting_label import FittingLabel
from desktop.ui.gate import IdentityGate
from desktop.ui.labels import word
from desktop.ui.parts import Button, Card, Label, LineButton, clear, row
from desktop.ui.stage_rail import StageRail
from desktop.ui.tile_grid import TileGrid

_SHOWN_ALTERNATIVES = 6


class TalkPanel(QWidget):
    """Stage rail, identity gate, the line, its alternatives, the ten states."""

    alternative_requested = Signal(int)

    def __init__(self, run: Callable[[str], None]) -> None:
        super().__init__()
        self._shown: tuple[TalkView | None, CaseView | None, str] | None = None
        self._folded = True
        self.rail = StageRail()
        self._gate = IdentityGate(run)
        self._line = FittingLabel()
        self._line.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._ask = Label(chip="accent")
        self._bound = Label(chip="info")
        self._said = Label(chip="plain")
        self._position = Label("small")
        self._technique = Label("small", wrap=True)
        self._technique_open = False
        self._buttons = {
            name: self._button(name, kind, run)
            for name, kind in (
                ("said", "primary"),
                ("next-prompt", "compact"),
                ("alternatives", "compact"),
                ("next-stage", "compact"),
            )
        }
        self._alternatives = QWidget()
        self._alternatives_column = QVBoxLayout(self._alternatives)
        self._alternatives_column.setContentsMargins(0, 0, 0, 0)
        self._alternatives_column.setSpacing(0)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(self._alternatives)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._states_heading = Label("heading")
        self._states: dict[DebtorState, Button] = {}
        self._build(run)
        self.retranslate()

    def _button(self, name: str, kind: str, run: Callable[[str], None]) -> Button:
        button = Button(kind)
        button.setObjectName(f"talk-{name}")
        button.clicked.connect(lambda _checked=False: run(name))
        return button

    def _build(self, run: Callable[[str], None]) -> None:
        self._words = words = Card("line", margin=14, spacing=6)
        words.column.addLayout(
            row(self._ask, self._bound, self._said, None, self._position, spacing=6)
        )
        words.column.addWidget(self._line, 2)
        words.column.addWidget(self._technique)
        words.column.addLayout(row(*self._buttons.values(), None, spacing=6))
        words.column.addWidget(self._scroll, 3)
        states = Card(margin=10, spacing=6)
        states.column.addWidget(self._states_heading)
        for state in DebtorState:
            button = Button("tile", checkable=True)
            button.setObjectName(state_action(state))
            name = state_action(state)
            button.clicked.connect(lambda _checked=False, name=name: run(name))
            self._states[state] = button
        states.column.addWidget(TileGrid(list(self._states.values())))
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.rail)
        column.addWidget(self._gate)
        column.addWidget(words, 1)
        column.addWidget(states)

    def make_room(self, *, small: bool) -> None:
        """Take less height where the window has little: the digits on the tiles say enough."""
        self._states_heading.setVisible(not small)
        margin = 8 if small else 14
        self._words.column.setContentsMargins(margin, margin, margin, margin)
        self._column.setSpacing(6 if small else 10)

    def retranslate(self) -> None:
        """Take the words of the new language."""
        self._shown = None
        self.rail.retranslate()
        self._gate.retranslate()
        for name, button in self._buttons.items():
            button.show_words(action_text(name), key_text(name))
        self._states_heading.setText(self.tr("How is the person? (number keys)"))
        for state, button in self._states.items():
            button.setText(f"{STATE_KEYS[state]}  {word(state)}")
            button.setAccessibleName(word(state))
        self._ask.setText(self.tr("Ask, then be quiet"))
        self._said.setText(self.tr("✓ said"))

    def toggle_alternatives(self) -> None:
        """Unfold the other lines, or fold them again."""
        self._folded = not self._folded
        talk = self._shown[0] if self._shown else None
        if talk is not None:
            self._render_alternatives(talk)

    def toggle_technique(self) -> None:
        """Show which technique the line comes from, or hide it."""
        self._technique_open = not self._technique_open
        self._shown = None

    def present(self, talk: TalkView | None, case: CaseView | None, language: str) -> None:
        """Show the words for now; equal ones cost nothing."""
        if self._shown == (talk, case, language):
            return
        fresh_stage = self._shown is None or self._stage_of(self._shown[0]) != self._stage_of(talk)
        self._shown = (talk, case, language)
        self.setVisible(talk is not None)
        if talk is None:
            return
        if fresh_stage:
            self._folded = True
        self.rail.present(talk)
        self._gate.present(talk, case)
        self._render_line(talk, language)
        self._render_alternatives(talk)
        for state, button in self._states.items():
            button.setChecked(state is talk.state)
            locked = talk.identity is Identity.THIRD_PARTY and state is not DebtorState.THIRD_PARTY
            button.setEnabled(not locked)

    def _stage_of(self, talk: TalkView | None) -> object:
        return talk.stage if talk is not None else None

    def _render_line(self, talk: TalkView, language: str) -> None:
        line = talk.line
        if line is not None:
            text = line.text
        elif self._shown is not None and self._shown[1] is None:
            text = self.tr("Nobody's file is open yet: ask who is calling, then find the file.")
        else:
            text = self.tr("No line fits: a fact is missing in the file.")
        self._line.setText(text)
        self._ask.setVisible(line is not None and line.prompt.is_ask)
        self._bound.show_text(self._bound_text(line))
        self._said.setVisible(talk.was_said)
        self._position.show_text(f"{talk.position + 1} / {talk.count}" if talk.count > 1 else "")
        technique = talk.technique if self._technique_open else None
        chinese = language.startswith("zh")
        self._technique.show_text(
            ""
            if technique is None
            else f"{technique.name_zh}：{technique.why_zh}"
            if chinese
            else f"{technique.name_en}: {technique.why_en}"
        )
        self._buttons["said"].setEnabled(line is not None)
        self._buttons["next-prompt"].setEnabled(talk.count > 1)
        self._buttons["next-stage"].setEnabled(talk.can_advance)
        self._buttons["alternatives"].setEnabled(bool(talk.alternatives))

    def _bound_text(self, line: SpokenLine | None) -> str:
        if line is None or not line.prompt.binds:
            return ""
        return self.tr("Saying this binds us")

    def _render_alternatives(self, talk: TalkView) -> None:
        clear(self._alternatives_column)
        self._scroll.setVisible(not self._folded and bool(talk.alternatives))
        if self._folded:
            return
        positions = [p for p in range(talk.count) if p != talk.position]
        shown = list(zip(positions, talk.alternatives, strict=True))[:_SHOWN_ALTERNATIVES]
        for position, line in shown:
            button = LineButton(line.text)
            button.clicked.connect(
                lambda _checked=False, p=position: self.alternative_requested.emit(p)
            )
            self._alternatives_column.addWidget(button)
        self._alternatives_column.addStretch(1)
