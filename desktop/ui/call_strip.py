"""The top of the window: which call, its state and time, the phone's buttons, the lines."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desktop.domain.calls import CallState, LineState
from desktop.domain.masking import mask_name, mask_number
from desktop.session.ports import LineCommand
from desktop.session.view import CallView, LineView, SessionView
from desktop.ui.actions import action_text, key_text
from desktop.ui.labels import clock_time, line_detail, line_word, word
from desktop.ui.parts import Button, Label, restyle, row

STATE_CHIPS = {
    CallState.RINGING: "gold",
    CallState.ESTABLISHED: "accent",
    CallState.HELD: "info",
    CallState.UNKNOWN: "danger",
    CallState.ENDED: "plain",
}


class CallStrip(QFrame):
    """One row that answers: who, how long, on which line, what can I press."""

    def __init__(self, run: Callable[[str], None]) -> None:
        super().__init__()
        self.setProperty("surface", "strip")
        self._state = Label(chip="plain")
        self._who = Label("figure")
        self._number = Label("muted")
        self._time = Label("figure")
        self._others = Label(chip="gold")
        self._buttons = {
            name: self._button(name, kind, run)
            for name, kind in (
                ("answer", "primary"),
                ("hold", ""),
                ("mute", ""),
                ("hang-up", "danger"),
            )
        }
        self._reach = ""
        self._lines = QWidget()
        self._line_row = QHBoxLayout(self._lines)
        self._line_row.setContentsMargins(0, 0, 0, 0)
        self._line_labels: dict[str, Label] = {}
        self._theme = self._button("theme", "quiet", run)
        self._language = self._button("language", "quiet", run)
        self._keys = self._button("keys", "quiet", run)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 8, 14, 8)
        layout.addLayout(row(self._state, self._time, self._who, self._number))
        layout.addWidget(self._others)
        layout.addStretch(1)
        for button in self._buttons.values():
            layout.addWidget(button)
        layout.addStretch(1)
        layout.addWidget(self._lines)
        for quiet in (self._theme, self._language, self._keys):
            layout.addWidget(quiet)
        self.retranslate()

    def _button(self, name: str, kind: str, run: Callable[[str], None]) -> Button:
        button = Button(kind)
        button.setObjectName(f"strip-{name}")
        button.clicked.connect(lambda _checked=False: run(name))
        return button

    def retranslate(self) -> None:
        """Take the words of the new language."""
        for name in ("answer", "hang-up"):
            self._buttons[name].show_words(action_text(name), key_text(name))
        for button, name, sign in (
            (self._theme, "theme", "◐"),
            (self._language, "language", "中/En"),
            (self._keys, "keys", key_text("keys")),
        ):
            button.setText(sign)
            button.setAccessibleName(action_text(name))
            button.setToolTip(self._tip(name))

    def tell_keys(self, sentence: str) -> None:
        """Say with the key of the keys how far they reach."""
        self._reach = sentence
        self._keys.setToolTip(self._tip("keys"))

    def _tip(self, name: str) -> str:
        tip = f"{action_text(name)}  {key_text(name)}"
        return f"{tip}\n{self._reach}" if name == "keys" and self._reach else tip

    def present(self, view: SessionView) -> None:
        """Show the call in front and the lines."""
        self._render_call(view.focused)
        self._render_buttons(view)
        waiting = [other for other in view.others if other.state is CallState.RINGING]
        if waiting:
            self._others.show_text(
                self.tr("Second call rings: {who}").format(who=waiting[0].who or waiting[0].number)
            )
        else:
            self._others.show_text(
                self.tr("{count} more on the line").format(count=len(view.others))
                if view.others
                else ""
            )
        for line in view.lines:
            self._render_line(line)

    def _render_call(self, call: CallView | None) -> None:
        if call is None:
            self._state.show_text(self.tr("No call"))
            restyle(self._state, "chip", "plain")
            for label in (self._who, self._number, self._time):
                label.show_text("")
            return
        state = word(call.state)
        if call.state is CallState.RINGING:
            state = f"{word(call.direction)} · {state}"
        if call.muted and call.state is CallState.ESTABLISHED:
            muted = self.tr("muted")
            state = f"{state} · {muted}"
        self._state.show_text(state)
        restyle(self._state, "chip", STATE_CHIPS[call.state])
        self._who.show_text(call.who or self.tr("Unknown caller"))
        self._number.show_text(call.number)
        self._time.show_text(clock_time(call.talk_ms) if call.talk_ms else "")

    def _render_buttons(self, view: SessionView) -> None:
        call = view.focused
        commands = next(
            (line.commands for line in view.lines if call and line.name == call.line), ()
        )
        state = call.state if call else None
        ringing = any(other.state is CallState.RINGING for other in view.others)
        on_call = state in (CallState.ESTABLISHED, CallState.HELD)
        shown = {
            "answer": state is CallState.RINGING or ringing,
            "hold": on_call and LineCommand.HOLD in commands,
            "mute": state is CallState.ESTABLISHED and LineCommand.MUTE in commands,
            "hang-up": state is not None and state is not CallState.ENDED,
        }
        for name, button in self._buttons.items():
            if button.hasFocus() and not shown[name]:
                # Else the keyboard falls on the next button: after Answer that is Hang up.
                (self.parentWidget() or self).setFocus()
            button.setVisible(shown[name])
        held = state is CallState.HELD
        muted = call.muted if call else False
        hold = self.tr("Resume") if held else self.tr("Hold")
        mute = self.tr("Unmute") if muted else self.tr("Mute")
        self._buttons["hold"].show_words(hold, key_text("hold"))
        self._buttons["mute"].show_words(mute, key_text("mute"))
        answer = LineCommand.ANSWER in commands or state is not CallState.RINGING
        answer_words = action_text("answer") if answer else self.tr("It is answered")
        self._buttons["answer"].show_words(answer_words, key_text("answer"))
        if state is CallState.UNKNOWN or (call is not None and LineCommand.HANG_UP not in commands):
            self._buttons["hang-up"].show_words(self.tr("The call is over"), key_text("hang-up"))
        else:
            self._buttons["hang-up"].show_words(action_text("hang-up"), key_text("hang-up"))

    def _render_line(self, line: LineView) -> None:
        label = self._line_labels.get(line.name)
        if label is None:
            label = self._line_labels[line.name] = Label("small")
            self._line_row.addWidget(label)
        name, state = line_word(line.name), word(line.state)
        connected = line.state is LineState.CONNECTED
        label.setText(f"● {name}" if connected else f"○ {name} {state}")
        label.setToolTip(" · ".join(p for p in (name, state, line_detail(line.detail)) if p))
        label.setAccessibleName(f"{name} {state}")
        lost = line.state is LineState.LOST
        restyle(label, "role", "danger" if lost else "small")


def title_of(view: SessionView) -> str:
    """What the title of the window says; a shoulder may be read over, so names are masked."""
    call = view.focused
    if call is None:
        return "Callside"
    who = mask_name(call.who) if call.who else mask_number(call.number)
    return f"{word(call.state)} · {who} — Callside"
