"""The talk of one simulated call: two voices, their pauses and their levels, from answer to end."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Qt, QTimer

from desktop.domain.calls import Side
from desktop.domain.practice import SimulatedCall, SimulatedVoice, Utterance
from desktop.domain.talk_track import Stage
from desktop.session.ports import Clock
from desktop.softphone.simulated_script import Answer, CallScript
from desktop.softphone.simulated_sound import SILENCE_DBOV, WINDOW_MS, Sound, levels_of_text

LEVEL_PERIOD_MS = 500
_OPENING_PAUSE_MS = 700
_AFTER_HOLD_PAUSE_MS = 1_200
_HANG_UP_PAUSE_MS = 800

_log = logging.getLogger(__name__)


class DebtorVoice(Protocol):
    """Speaks the debtor's lines aloud, one at a time.

    Nothing is called back from within `speak` or after `stop`.
    """

    def prepare(self, text: str, language: str, sound: SimulatedVoice) -> None:
        """This line probably comes next."""
        ...

    def speak(
        self,
        text: str,
        language: str,
        sound: SimulatedVoice,
        on_started: Callable[[tuple[float, ...], int], None],
        on_finished: Callable[[], None],
        on_failed: Callable[[str], None],
    ) -> None:
        """Speak; `on_started` gets dBov per 100 ms and the length in milliseconds."""
        ...

    def stop(self) -> None:
        """Silence at once."""
        ...


class SimulatedTalk(QObject):
    """Two people talking: `agent_said` tells the agent's lines, the debtor answers by script."""

    def __init__(
        self,
        call: SimulatedCall,
        clock: Clock,
        voice: DebtorVoice | None,
        language: str,
        speed: float,
        on_level: Callable[[Side, float], None],
        on_hung_up: Callable[[], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.muted = False
        self._call = call
        self._script = CallScript(call)
        self._clock = clock
        self._voice = voice
        self._language = language
        self._speed = speed
        self._on_level = on_level
        self._agent = self._debtor = Sound((), 0, WINDOW_MS / speed)
        self._levels_until_ms = 0
        self._unanswered: Stage | None = None
        # What the debtor is about to say, or is saying while `_is_speaking`.
        self._answer: Answer | None = Answer(call.opening, _OPENING_PAUSE_MS)
        self._is_speaking = False
        self._is_leaving = False
        self._levels = QTimer(self, timerType=Qt.TimerType.PreciseTimer)
        self._levels.setInterval(self._real_ms(LEVEL_PERIOD_MS))
        self._levels.timeout.connect(self._tell_levels)
        self._agent_turn = self._once(self._consider_answer)
        self._pause = self._once(self._speak)
        self._debtor_turn = self._once(self._spoken)
        self._departure = self._once(on_hung_up)

    def begin(self) -> None:
        """The call was answered: levels run, and the debtor speaks first."""
        self._go_on(_OPENING_PAUSE_MS)

    def agent_said(self, stage: Stage, text: str) -> None:
        """The agent begins a line; while muted or on hold it is neither heard nor answered."""
        if self.muted or not self._levels.isActive():
            return
        now_ms = self._now_ms()
        self._agent = self._agent.followed_by(levels_of_text(text), now_ms)
        if self._is_leaving or (self._answer is not None and self._answer.is_last):
            return
        self._unanswered = stage
        self._pause.stop()  # the debtor lets the agent finish
        self._agent_turn.start(self._agent.started_ms + self._agent.duration_ms - now_ms)

    def hold(self) -> None:
        """Nobody hears anybody; a line of the debtor that is cut off is said again afterwards."""
        self.end()
        silence = Sound((), 0, WINDOW_MS / self._speed)
        self._agent = self._debtor = silence
        self._is_speaking = False

    def resume(self) -> None:
        """The talk goes on where it was."""
        self._go_on(_AFTER_HOLD_PAUSE_MS)

    def end(self) -> None:
        """Nothing is said or reported any more."""
        for timer in (
            self._levels,
            self._agent_turn,
            self._pause,
            self._debtor_turn,
            self._departure,
        ):
            timer.stop()
        if self._voice is not None:
            self._voice.stop()

    def _go_on(self, pause_ms: int) -> None:
        self._levels_until_ms = self._now_ms()
        self._levels.start()
        if self._is_leaving:
            self._departure.start(self._real_ms(_HANG_UP_PAUSE_MS))
        elif self._answer is not None:
            self._pause.start(self._real_ms(pause_ms))
        else:
            self._consider_answer()

    def _consider_answer(self) -> None:
        """The agent has finished: choose the answer, unless an earlier one is under way."""
        if self._is_speaking:
            return
        if self._answer is None:
            if self._unanswered is None:
                return
            self._answer = self._script.answer(self._unanswered)
            self._unanswered = None
            self._prepare(self._answer.says)
        self._pause.start(self._real_ms(self._answer.pause_ms))

    def _speak(self) -> None:
        if self._answer is None:
            return
        self._is_speaking = True
        text = self._answer.says.text(self._language)
        if self._voice is None:
            self._speak_without_voice(text)
            return
        self._voice.speak(
            text,
            self._language,
            self._call.voice,
            lambda levels, _: self._hear_debtor(levels, WINDOW_MS),
            self._spoken,
            lambda problem: self._voice_failed(problem, text),
        )
        if self._script.next_says is not None:
            self._prepare(self._script.next_says)

    def _speak_without_voice(self, text: str) -> None:
        self._hear_debtor(levels_of_text(text), WINDOW_MS / self._speed)
        self._debtor_turn.start(self._debtor.duration_ms)

    def _voice_failed(self, problem: str, text: str) -> None:
        _log.warning("The simulated debtor has no voice: %s", problem)
        self._speak_without_voice(text)

    def _hear_debtor(self, levels_dbov: tuple[float, ...], window_ms: float) -> None:
        self._debtor = Sound(levels_dbov, self._now_ms(), window_ms)

    def _spoken(self) -> None:
        answer, self._answer = self._answer, None
        self._is_speaking = False
        if answer is not None and answer.is_last:
            self._is_leaving = True
            self._departure.start(self._real_ms(_HANG_UP_PAUSE_MS))
        elif not self._agent_turn.isActive():
            self._consider_answer()

    def _tell_levels(self) -> None:
        from_ms, until_ms = self._levels_until_ms, self._now_ms()
        self._levels_until_ms = until_ms
        debtor_dbov = self._debtor.level_dbov(from_ms, until_ms)
        agent_dbov = SILENCE_DBOV if self.muted else self._agent.level_dbov(from_ms, until_ms)
        self._on_level(Side.AGENT, agent_dbov)
        if self._levels.isActive():  # whoever heard the first may have ended the call
            self._on_level(Side.DEBTOR, debtor_dbov)

    def _prepare(self, says: Utterance) -> None:
        if self._voice is not None:
            self._voice.prepare(says.text(self._language), self._language, self._call.voice)

    def _now_ms(self) -> int:
        return self._clock.now().monotonic_ms

    def _real_ms(self, delay_ms: float) -> int:
        return max(1, round(delay_ms / self._speed))

    def _once(self, then: Callable[[], None]) -> QTimer:
        timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        timer.timeout.connect(then)
        return timer
