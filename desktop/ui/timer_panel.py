"""The silence timer: a ring, a number and a word; it changes once at a limit and never blinks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.domain.conversation import GOLDEN_SIGNALS, Reading, Signal, Thresholds
from desktop.ui.actions import action_text, key_text
from desktop.ui.labels import word
from desktop.ui.level_bars import LevelBars
from desktop.ui.parts import Button, Card, Label, row
from desktop.ui.theme import LIGHT, Colours

_RING_PIXELS = 104
_SMALL_RING_PIXELS = 64
_STROKE_PART = 9 / 104
_FIGURE_PART = 36 / 104
_LIMITS_MS = {
    Signal.GOLDEN_HOLD: Thresholds().golden_hold_ms,
    Signal.GOLDEN_THEIRS: Thresholds().golden_theirs_ms,
    Signal.GOLDEN_OFFER: Thresholds().golden_theirs_ms,
    Signal.PAUSE: Thresholds().dead_air_ms,
    Signal.DEAD_AIR: Thresholds().dead_air_ms,
    Signal.MONOLOGUE: Thresholds().monologue_ms,
    Signal.CROSSTALK: Thresholds().crosstalk_ms,
}
_ALARMS = frozenset({Signal.DEAD_AIR, Signal.MONOLOGUE, Signal.CROSSTALK})


class Ring(QWidget):
    """Paints the elapsed seconds inside a ring that fills up to the signal's limit."""

    def __init__(self, pixels: int = _RING_PIXELS) -> None:
        super().__init__()
        self.colours: Colours = LIGHT
        self._reading: Reading | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.measure(pixels)

    def measure(self, pixels: int) -> None:
        """Draw the ring this wide from now on."""
        self._stroke = pixels * _STROKE_PART
        self._figure_pixels = round(pixels * _FIGURE_PART)
        self.setFixedSize(QSize(pixels, pixels))

    def show_reading(self, reading: Reading | None) -> None:
        """Repaint only when the shown second or the meaning changed."""
        if self._face(reading) != self._face(self._reading):
            self.update()
        self._reading = reading

    def _face(self, reading: Reading | None) -> tuple[object, int]:
        if reading is None:
            return None, 0
        return reading.signal, reading.elapsed_ms // 250

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = self._stroke / 2 + 1
        area = QRectF(edge, edge, self.width() - 2 * edge, self.height() - 2 * edge)
        painter.setPen(QPen(QColor(self.colours.rule), self._stroke))
        painter.drawEllipse(area)
        reading = self._reading
        if reading is None:
            painter.end()
            return
        colour = QColor(self.colour_of(reading.signal))
        limit_ms = _LIMITS_MS.get(reading.signal)
        if limit_ms:
            pen = QPen(colour, self._stroke)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            part = min(1.0, reading.elapsed_ms / limit_ms)
            painter.drawArc(area, 90 * 16, -round(360 * 16 * part))
        painter.setPen(colour)
        font = QFont(self.font())
        font.setPixelSize(self._figure_pixels)
        font.setBold(True)
        painter.setFont(font)
        counts = reading.signal not in (Signal.IDLE, Signal.TALKING, Signal.UNHEARD)
        text = str(reading.elapsed_ms // 1000) if counts else "·"
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, text)
        painter.end()

    def colour_of(self, signal: Signal) -> str:
        """Gold for golden silence, red for alarms, quiet for the rest."""
        if signal in GOLDEN_SIGNALS:
            return self.colours.gold
        if signal in _ALARMS:
            return self.colours.danger
        return self.colours.muted


class TimerPanel(Card):
    """Ring, meaning, talk share and what is heard of each side."""

    def __init__(self, run: Callable[[str], None]) -> None:
        super().__init__(spacing=6)
        self.ring = Ring()
        self.bars = LevelBars()
        self._meaning = Label("figure", wrap=True)
        self._advice = Label("small", wrap=True)
        self._share = Label("small", wrap=True)
        self._heard = Label("small", wrap=True)
        self._asked = Button()
        self._asked.clicked.connect(lambda _checked=False: run("asked"))
        words = Card("plain", margin=0, spacing=4)
        words.column.addWidget(self._meaning)
        words.column.addWidget(self._advice)
        words.column.addStretch(1)
        words.column.addWidget(self.bars)
        words.column.addWidget(self._share)
        self.column.addLayout(row(self.ring, words, spacing=12))
        self.column.addWidget(self._heard)
        self.column.addWidget(self._asked)
        self.retranslate()

    def make_room(self, *, small: bool) -> None:
        """Take less height where the window has little."""
        self.ring.measure(_SMALL_RING_PIXELS if small else _RING_PIXELS)

    def retranslate(self) -> None:
        """Take the words of the new language."""
        self._asked.show_words(action_text("asked"), key_text("asked"))
        self.ring.setAccessibleName(self.tr("Silence timer"))
        self.bars.setToolTip(self.tr("Above: you. Below: they."))

    def present(self, reading: Reading | None) -> None:
        """Show what the timer says now."""
        self.ring.show_reading(reading)
        self.bars.show_reading(reading)
        self._asked.setEnabled(reading is not None)
        if reading is None:
            self._meaning.setText(word(Signal.IDLE))
            for label in (self._advice, self._share, self._heard):
                label.show_text("")
            return
        self._meaning.setText(word(reading.signal))
        self._advice.show_text(self._advice_for(reading.signal))
        share = reading.agent_share_percent
        self._share.show_text(
            ""
            if share is None
            else self.tr("You {own} % · they {their} %").format(own=share, their=100 - share)
        )
        self._heard.show_text(self._heard_text(reading))

    def _advice_for(self, signal: Signal) -> str:
        advice = {
            Signal.GOLDEN_HOLD: self.tr("You asked. Hold the silence, it works for you."),
            Signal.GOLDEN_THEIRS: self.tr("They are thinking. Wait a little longer."),
            Signal.GOLDEN_OFFER: self.tr("Now one gentle sentence, then wait again."),
            Signal.UNHEARD: self.tr("No sound levels from this phone."),
        }
        return advice.get(signal, "")

    def _heard_text(self, reading: Reading) -> str:
        if reading.agent_heard and not reading.debtor_heard:
            return self.tr("Only your side is heard.")
        if reading.debtor_heard and not reading.agent_heard:
            return self.tr("Only their side is heard.")
        return ""

    def take_colours(self, colours: Colours) -> None:
        """Colours for what is painted by hand."""
        for painted in (self.ring, self.bars):
            painted.colours = colours
            painted.update()
