"""Plays one whole call by itself, as an agent would, and proves that the outcome is saved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from desktop.app import DeskApp
from desktop.domain.calls import CallState
from desktop.domain.commitment import next_working_day
from desktop.domain.money import Money, format_money
from desktop.domain.outcome import FieldValue, Outcome, OutcomeField
from desktop.domain.practice import SimulatedCall
from desktop.domain.talk_track import DebtorState, Stage
from desktop.session.view import SessionView
from desktop.ui.actions import state_action
from desktop.ui.labels import word

PROMISED_MINOR = 250_000
PROMISED_DAYS_AHEAD = 10
Condition = Callable[[SessionView], bool]


class Autopilot(QObject):
    """Steps through a call on conditions of the view, never on a clock.

    `exit_status` is 0 only after the outcome was read back from the database.
    """

    def __init__(
        self, app: DeskApp, call: SimulatedCall, screenshots: Path | None, limit_ms: int
    ) -> None:
        super().__init__(app.bridge)
        self._app = app
        self._replies = Counter(reply.after_stage for reply in call.replies)
        self._screenshots = screenshots
        self._is_whole = True
        self.exit_status = 1
        self._condition: Condition = _never
        self._script: Iterator[Condition] = iter(())
        self._call_id = ""
        self._seen_talk_ms = 0
        self._last_talk_ms = 0
        self._pictures = 0
        self._limit = QTimer(self, singleShot=True, interval=limit_ms)
        self._limit.timeout.connect(self._give_up)

    def limit(self) -> None:
        """From now on it gives up in time, also when the desk never gets ready."""
        self._limit.start()

    def begin(self) -> None:
        """Start when the desk is ready."""
        self._script = self._play()
        self._app.bridge.view_changed.connect(self._look)
        self._go_on()

    def _look(self, view: SessionView) -> None:
        if self._condition(view):
            self._go_on()

    def _go_on(self) -> None:
        self._condition = next(self._script, _never)
        # The condition may hold already: look again once this event is dealt with.
        self._app.bridge.refresh()

    def _play(self) -> Iterator[Condition]:
        """The whole call; each yield waits until its condition holds."""
        yield lambda view: view.focused is not None and view.case is not None
        self._note_ring()
        self._press("answer")
        yield self._debtor_has_spoken
        for stage in Stage:
            yield from self._play_stage(stage)
        yield lambda view: view.wrap_up is not None and view.wrap_up.open
        self._note_wrap_up()
        self._press("save")
        yield lambda view: view.focused is None or view.focused.call_id != self._call_id
        self._read_back()

    def _play_stage(self, stage: Stage) -> Iterator[Condition]:
        if stage is Stage.COMMITMENT:
            self._enter_promise()
        for number in range(max(1, self._replies[stage])):
            yield _has_line(stage)
            view = self._app.bridge.view()
            self._tell(word(stage), view.talk.line.text if view.talk and view.talk.line else "")
            if number == 0:
                self._picture(stage.value)
            self._seen_talk_ms = view.timer.debtor_talk_ms if view.timer else 0
            self._press("said")
            yield self._debtor_has_spoken
        if stage is Stage.IDENTITY:
            self._press("confirm-identity")
            self._press(state_action(DebtorState.COOPERATIVE))
        elif stage is not Stage.CLOSE:
            self._press("next-stage")

    def _note_ring(self) -> None:
        view = self._app.bridge.view()
        if view.focused is None:
            return
        self._call_id = view.focused.call_id
        reason = word(view.pop.reason) if view.pop and view.pop.reason else ""
        self._tell(word(view.focused.state), f"{view.focused.number}  {reason}")
        self._picture("ring")

    def _note_wrap_up(self) -> None:
        view = self._app.bridge.view()
        if view.wrap_up is not None and view.wrap_up.suggested is not None:
            self._tell(word(CallState.ENDED), word(view.wrap_up.suggested))
        self._picture("wrap-up")

    def _enter_promise(self) -> None:
        live = self._app.desk.focused
        if live is None or live.case is None:
            return
        intents = self._app.bridge.intents
        today = self._app.desk.local_time(live).date()
        promise: tuple[tuple[OutcomeField, FieldValue], ...] = (
            (OutcomeField.AMOUNT, min(PROMISED_MINOR, live.case.balance.minor)),
            (OutcomeField.DATE, next_working_day(today, PROMISED_DAYS_AHEAD).isoformat()),
            (
                OutcomeField.CHANNEL,
                self._app.desk.profile.channels_in(self._app.desk.language)[1],
            ),
        )
        for name, value in promise:
            intents.set_field(name, value)
        intents.edit_note(
            "下周五发工资，先还一部分。"
            if self._app.desk.language.startswith("zh")
            else "Paid next Friday; a first part then."
        )
        self._app.bridge.refresh()

    def _debtor_has_spoken(self, view: SessionView) -> bool:
        """More than before, and not growing any more; or the debtor hung up."""
        if view.focused is None or view.focused.state is CallState.ENDED:
            return True
        talk_ms = view.timer.debtor_talk_ms if view.timer else 0
        is_quiet, self._last_talk_ms = talk_ms == self._last_talk_ms, talk_ms
        return talk_ms > self._seen_talk_ms and is_quiet

    def _read_back(self) -> None:
        store = self._app.store
        if store is None:
            self._give_up()
            return
        found = store.submit(lambda s: tuple(row.outcome for row in s.latest_outcomes(1)))
        found.add_done_callback(
            lambda future: self._app.mailbox.post(lambda: self._finish(future.result()))
        )

    def _finish(self, outcomes: Sequence[Outcome]) -> None:
        for outcome in outcomes:
            if outcome.call_id == self._call_id:
                self._tell("✓", _summary(outcome))
                self._picture("saved")
                self.exit_status = 0 if self._is_whole else 1
        self._leave()

    def _give_up(self) -> None:
        self._tell("✗", "the call did not reach a saved outcome in time")
        self._leave()

    def _leave(self) -> None:
        self._limit.stop()
        self._app.qt.exit(self.exit_status)

    def _press(self, name: str) -> None:
        self._app.window.run_action(name)

    def _tell(self, what: str, detail: str) -> None:
        print(f"{what}: {detail}", flush=True)  # noqa: T201 - this is the report

    def _picture(self, name: str) -> None:
        if self._screenshots is None:
            return
        self._screenshots.mkdir(parents=True, exist_ok=True)
        self._pictures += 1
        window = self._app.window
        path = self._screenshots / f"{self._pictures:02d}-{name}.png"
        if not window.picture(self._app.bridge.view()).save(str(path)):
            self._tell("✗", f"{path.name} could not be written")
            self._screenshots = None
            self._is_whole = False


def _never(_view: SessionView) -> bool:
    return False


def _has_line(stage: Stage) -> Condition:
    def holds(view: SessionView) -> bool:
        talk = view.talk
        return talk is not None and talk.stage is stage and talk.line is not None

    return holds


def _summary(outcome: Outcome) -> str:
    minor = outcome.fields.get(OutcomeField.AMOUNT)
    parts = [word(outcome.disposition)]
    if isinstance(minor, int):
        parts.append(format_money(Money(minor, outcome.currency)))
    parts.append(str(outcome.fields.get(OutcomeField.DATE, "")))
    parts.append(str(outcome.fields.get(OutcomeField.CHANNEL, "")))
    return " · ".join(part for part in parts if part)
