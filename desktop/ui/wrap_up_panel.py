"""After the hang-up: what came of it, its details, and one key to save."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from desktop.domain.outcome import Disposition, OutcomeField
from desktop.session.view import WrapUpView
from desktop.ui.actions import action_text, key_text
from desktop.ui.labels import clock_time, list_of, seconds, word
from desktop.ui.outcome_fields import OutcomeFields
from desktop.ui.parts import Button, Card, Label, WholeLabel, row
from desktop.ui.tile_grid import TileGrid
from desktop.ui.who_row import WhoRow

_GROUPS: tuple[tuple[Disposition, ...], ...] = (
    (
        Disposition.PROMISE,
        Disposition.PLAN,
        Disposition.PARTIAL,
        Disposition.PAID_ALREADY,
        Disposition.CALL_BACK,
        Disposition.DISPUTE,
        Disposition.HARDSHIP,
        Disposition.INFORMED_REFUSAL,
    ),
    (
        Disposition.NO_ANSWER,
        Disposition.BUSY,
        Disposition.VOICEMAIL,
        Disposition.NUMBER_DEAD,
        Disposition.WRONG_NUMBER,
        Disposition.THIRD_PARTY_MESSAGE,
        Disposition.HUNG_UP_EARLY,
        Disposition.NO_MORE_CALLS,
        Disposition.LAWYER,
        Disposition.DECEASED_OR_INCAPABLE,
        Disposition.ENDED_FOR_ABUSE,
    ),
)


class WrapUpPanel(QWidget):
    """The outcome form of a call that has ended."""

    disposition_requested = Signal(object)

    def __init__(self, run: Callable[[str], None]) -> None:
        super().__init__()
        self._call_id: str | None = None
        self._heading = Label("name", wrap=True)
        self._summary = Label("muted", wrap=True)
        self._figures = WholeLabel("small")
        self._groups = (Label("heading"), Label("heading"))
        self._tiles: dict[Disposition, Button] = {}
        self.who = WhoRow()
        self.fields = OutcomeFields()
        self._fields_card = Card(spacing=6)
        self._chosen = Label("figure")
        self._read_back = Label("good", wrap=True)
        self._faults = Label("gold", wrap=True)
        self._save = Button("primary")
        self._save.setObjectName("save-outcome")
        self._save.clicked.connect(lambda _checked=False: run("save"))
        self._build()
        self.retranslate()

    def _build(self) -> None:
        top = Card(spacing=4)
        head = row(self._heading, self.who)
        head.setStretch(0, 1)
        top.column.addLayout(head)
        top.column.addWidget(self._summary)
        top.column.addWidget(self._figures)
        choice = Card(spacing=6)
        for heading, group in zip(self._groups, _GROUPS, strict=True):
            choice.column.addWidget(heading)
            choice.column.addWidget(TileGrid([self._tile(disposition) for disposition in group]))
        choice.column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(choice)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._fields_card.column.addWidget(self._chosen)
        self._fields_card.column.addWidget(self.fields)
        self._fields_card.column.addWidget(self._read_back)
        self._fields_card.column.addLayout(row(self._faults, None, self._save))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(top)
        column.addWidget(scroll, 1)
        column.addWidget(self._fields_card)

    def _tile(self, disposition: Disposition) -> Button:
        tile = Button("tile", checkable=True)
        tile.setObjectName(f"disposition-{disposition.value}")
        tile.clicked.connect(lambda _checked=False: self.disposition_requested.emit(disposition))
        self._tiles[disposition] = tile
        return tile

    def retranslate(self) -> None:
        """Take the words of the new language."""
        self._heading.setText(self.tr("How did it come out?"))
        self._groups[0].setText(self.tr("We spoke"))
        self._groups[1].setText(self.tr("We did not, or it must stop"))
        for disposition, tile in self._tiles.items():
            tile.show_words(word(disposition))
            tile.setToolTip(word(disposition))
        self._save.show_words(action_text("save"), key_text("save"))
        self.fields.retranslate()
        self.who.retranslate()

    def present(self, call_id: str | None, wrap_up: WrapUpView | None) -> None:
        """Show the outcome as it stands."""
        self.setVisible(wrap_up is not None and wrap_up.open)
        switched = call_id != self._call_id
        self._call_id = call_id
        if wrap_up is None or not wrap_up.open:
            return
        self._render_summary(wrap_up)
        self.who.present(wrap_up)
        for disposition, tile in self._tiles.items():
            tile.setChecked(disposition is wrap_up.disposition)
            tile.setEnabled(not wrap_up.saving)
        chosen = word(wrap_up.disposition) if wrap_up.disposition else ""
        if wrap_up.disposition is not None and wrap_up.disposition is wrap_up.suggested:
            chosen = self.tr("{outcome} (from the call itself)").format(outcome=chosen)
        self._chosen.setText(chosen or self.tr("Nothing chosen yet: there is no default."))
        shown = tuple(name for name in OutcomeField if name in wrap_up.shown_fields)
        self.fields.setVisible(bool(shown))
        self.fields.present(wrap_up, shown, switched=switched)
        self._read_back.show_text(wrap_up.read_back if not wrap_up.faults.commitment else "")
        self._faults.show_text(self._fault_text(wrap_up))
        self._save.setEnabled(wrap_up.can_save)
        text = self.tr("Saving…") if wrap_up.saving else action_text("save")
        self._save.show_words(text, key_text("save"))

    def _render_summary(self, wrap_up: WrapUpView) -> None:
        parts = [
            word(wrap_up.end_reason) if wrap_up.end_reason else "",
            self.tr("talked {time}").format(time=clock_time(wrap_up.talk_ms)),
            self.tr("reached: {stage}").format(stage=word(wrap_up.reached)),
            word(wrap_up.state) if wrap_up.state else "",
        ]
        self._summary.setText(" · ".join(part for part in parts if part))
        figures = wrap_up.figures
        total = figures.agent_talk_ms + figures.debtor_talk_ms
        if not total:
            self._figures.show_text("")
            return
        share = round(100 * figures.agent_talk_ms / total)
        self._figures.show_text(
            self.tr(
                "You talked {share} %, longest silence {silence} s, golden silences held {held}, "
                "broken {broken}, interruptions {interruptions}"
            ).format(
                share=share,
                silence=seconds(figures.longest_silence_ms),
                held=figures.golden_held,
                broken=figures.golden_broken,
                interruptions=figures.interruptions,
            )
        )

    def _fault_text(self, wrap_up: WrapUpView) -> str:
        faults = wrap_up.faults
        if faults.disposition_missing:
            return ""
        if faults.identity_missing:
            return self.tr("This outcome needs the right person, confirmed.")
        parts = [word(fault) for fault in faults.commitment]
        for name, fault in faults.fields.items():
            if name is OutcomeField.CALL_BACK_AT and name not in wrap_up.fields:
                # A time stands in the field already, as an offer.
                parts.append(self.tr("press Enter in the call-back time, or click one"))
            else:
                parts.append(f"{word(name)}: {word(fault)}")
        return (
            self.tr("Cannot be saved yet: {faults}").format(faults=list_of(parts)) if parts else ""
        )
