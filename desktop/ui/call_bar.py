"""The call bar: the call in one small window over the softphone, which keeps the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QSizePolicy

from desktop.domain.calls import CallState
from desktop.domain.conversation import Signal as Meaning
from desktop.domain.masking import mask_name
from desktop.domain.outcome import Identity
from desktop.session.view import CallView, SessionView, TalkView
from desktop.ui.actions import action_text
from desktop.ui.call_strip import STATE_CHIPS
from desktop.ui.fitting_label import FittingLabel
from desktop.ui.labels import clock_time, word
from desktop.ui.parts import Button, Label, restyle, row
from desktop.ui.theme import Colours
from desktop.ui.timer_panel import Ring

_WIDTH = 700
_ANY_WIDTH = 16_777_215
"""Qt's own greatest width, which takes a limit away."""
_LINE_PIXEL_SIZES = (17, 15, 14, 13, 12)
_LINE_HEIGHT = 62
_RING_PIXELS = 46
_MEANING_WIDTH = 132
_ON_THE_LINE = frozenset({CallState.ESTABLISHED, CallState.HELD})

BUTTONS = (
    ("answer", "bar-primary"),
    ("confirm-identity", "bar"),
    ("said", "bar"),
    ("asked", "bar"),
    ("next-prompt", "bar"),
    ("next-stage", "bar"),
    ("hang-up", "bar-danger"),
)
"""The actions of the bar. Each keeps its place: one that makes no sense now is grey, not gone."""


class BarMode(Enum):
    """What the agent wants of the call bar."""

    BY_ITSELF = "by_itself"
    """During a call, while the desk is not in front."""
    ALWAYS = "always"
    NEVER = "never"


class CallBar(QFrame):
    """Shows what the desk shows of the call in front, and no more.

    It floats over all windows and never takes the keyboard; or, `docked`, it is the desk's top row.
    """

    moved = Signal(QPoint)
    dismissed = Signal()

    def __init__(self, run: Callable[[str], None]) -> None:
        super().__init__()
        self.setProperty("surface", "bar")
        self.docked = False
        self._grip: QPoint | None = None
        self._run = run
        self._state = Label(chip="plain")
        self._who = Label("figure")
        self._time = Label("figure")
        self._stage = Label("muted")
        self._others = Label(chip="gold")
        self._ring = Ring(_RING_PIXELS)
        self._meaning = Label("meaning", wrap=True)
        self._meaning.setFixedWidth(_MEANING_WIDTH)
        self._line = FittingLabel(_LINE_PIXEL_SIZES, _LINE_HEIGHT)
        self._line.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._buttons = {name: self._button(name, kind) for name, kind in BUTTONS}
        self._desk = self._button("show-desk", "quiet")
        self._close = Button("quiet")
        self._close.clicked.connect(lambda _checked=False: self.dismissed.emit())
        self._keys: dict[str, str] = {}
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._box.setContentsMargins(10, 6, 10, 8)
        self._box.setSpacing(6)
        self._box.addLayout(
            row(
                *(self._state, self._who, self._time, self._stage, self._others, None),
                *(self._ring, self._meaning, self._desk, self._close),
            )
        )
        self._box.addWidget(self._line)
        self._box.addLayout(row(*self._buttons.values(), spacing=5))
        self._float()
        self.retranslate()

    def _button(self, name: str, kind: str) -> Button:
        button = Button(kind)
        button.setObjectName(f"bar-{name}")
        button.clicked.connect(lambda _checked=False: self._run(name))
        return button

    def _float(self) -> None:
        kind = Qt.WindowType
        self.setWindowFlags(
            kind.Tool
            | kind.WindowStaysOnTopHint
            | kind.FramelessWindowHint
            | kind.WindowDoesNotAcceptFocus
        )
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self._take_focus_policy(Qt.FocusPolicy.NoFocus)

    def dock(self) -> None:
        """Be the top row of the desk from now on: one slim row, without the line shown below it."""
        self.docked = True
        self._box.setDirection(QBoxLayout.Direction.LeftToRight)
        self._line.hide()
        self._desk.hide()
        self.setMinimumWidth(0)
        self.setMaximumWidth(_ANY_WIDTH)
        self._take_focus_policy(Qt.FocusPolicy.TabFocus)
        self.retranslate()

    def _take_focus_policy(self, policy: Qt.FocusPolicy) -> None:
        for button in (*self._buttons.values(), self._desk, self._close):
            button.setFocusPolicy(policy)

    def show_keys(self, keys: dict[str, str]) -> None:
        """Print on each button the key that presses it while another window has the keyboard."""
        if keys != self._keys:
            self._keys = keys
            self.retranslate()

    def retranslate(self) -> None:
        """Take the words of the new language."""
        self.setWindowTitle(self.tr("Call bar"))
        self.setAccessibleName(self.tr("Call bar"))
        self._ring.setAccessibleName(self.tr("Silence timer"))
        short = {"asked": self.tr("I asked")}
        for name, button in self._buttons.items():
            key = self._keys.get(name, "")
            words = short.get(name, action_text(name))
            button.setText(f"{words}\n{key}" if key else words)
            button.setAccessibleName(action_text(name))
        for button, sign, name in (
            (self._desk, "▣", action_text("show-desk")),
            (self._close, "×", self.tr("Put the call bar away until the next call")),
        ):
            button.setText(sign)
            button.setAccessibleName(name)
            button.setToolTip(name)
        if not self.docked:
            self.setFixedWidth(max(_WIDTH, self._box.minimumSize().width()))
            self.adjustSize()

    def present(self, view: SessionView) -> None:
        """Show one moment of the session."""
        call, talk = view.focused, view.talk
        self._render_call(call)
        waiting = [other for other in view.others if other.state is CallState.RINGING]
        self._others.show_text(
            self.tr("Rings too: {who}").format(who=_masked(waiting[0]) or waiting[0].number)
            if waiting
            else ""
        )
        has_room = talk is not None and not waiting and not self.docked
        self._stage.show_text(word(talk.stage) if talk and has_room else "")
        line = talk.line if talk else None
        self._line.setText(line.text if line else "")
        self._ring.show_reading(view.timer)
        self._meaning.setText(word(view.timer.signal if view.timer else Meaning.IDLE))
        self._enable(view, call, talk, rings=bool(waiting))

    def _render_call(self, call: CallView | None) -> None:
        if call is None:
            self._state.setText(self.tr("No call"))
            restyle(self._state, "chip", "plain")
            self._who.show_text("")
            self._time.show_text("")
            return
        self._state.setText(word(call.state))
        restyle(self._state, "chip", STATE_CHIPS[call.state])
        self._who.show_text(_masked(call) or call.number or self.tr("Unknown caller"))
        self._time.show_text(clock_time(call.talk_ms) if call.talk_ms else "")

    def _enable(
        self, view: SessionView, call: CallView | None, talk: TalkView | None, *, rings: bool
    ) -> None:
        conversing = call is not None and call.state in _ON_THE_LINE
        unknown = talk is not None and talk.identity is not Identity.CONFIRMED
        sensible = {
            "answer": rings or (call is not None and call.state is CallState.RINGING),
            "confirm-identity": conversing and unknown and view.case is not None,
            "said": conversing and talk is not None and talk.line is not None,
            "asked": view.timer is not None,
            "next-prompt": talk is not None and talk.count > 1,
            "next-stage": talk is not None and talk.can_advance,
            "hang-up": call is not None and call.state is not CallState.ENDED,
        }
        for name, button in self._buttons.items():
            button.setEnabled(sensible[name])

    def take_colours(self, colours: Colours) -> None:
        """Colours for what is painted by hand."""
        self._ring.colours = colours
        self._ring.update()

    def changeEvent(self, event: QEvent) -> None:
        """Take the words of the new language."""
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "_keys"):
            self.retranslate()
        super().changeEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the bar."""
        if not self.docked and event.button() is Qt.MouseButton.LeftButton:
            self._grip = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw the bar along."""
        if self._grip is not None:
            self.move(event.globalPosition().toPoint() - self._grip)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of it."""
        if self._grip is not None:
            self._grip = None
            self.moved.emit(self.pos())


def _masked(call: CallView) -> str:
    return mask_name(call.who) if call.who else ""
