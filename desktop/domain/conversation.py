"""The silence timer: four meanings, never one number. Pure; time comes in with every call.

Levels arrive as samples, perhaps only twice a second, so a side counts as speaking for a hang-over
after its last loud sample, and its silence is dated back to the end of that speech. A side whose
samples stop, or repeat one loud value for ever (a dead source), is *unheard*: never silence.
Without any levels the agent marks turns by hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from desktop.domain.calls import Side


class Signal(Enum):
    """What the timer says now."""

    IDLE = "idle"
    TALKING = "talking"
    PAUSE = "pause"
    GOLDEN_HOLD = "golden_hold"
    GOLDEN_THEIRS = "golden_theirs"
    GOLDEN_OFFER = "golden_offer"
    DEAD_AIR = "dead_air"
    MONOLOGUE = "monologue"
    CROSSTALK = "crosstalk"
    UNHEARD = "unheard"


GOLDEN_SIGNALS = frozenset({Signal.GOLDEN_HOLD, Signal.GOLDEN_THEIRS, Signal.GOLDEN_OFFER})


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When a silence gets its meaning; milliseconds, and dBov for the speech level."""

    golden_hold_ms: int = 5_000
    golden_theirs_ms: int = 8_000
    dead_air_ms: int = 10_000
    monologue_ms: int = 30_000
    crosstalk_ms: int = 3_000
    pause_ms: int = 1_000
    interruption_ms: int = 300
    speech_dbov: float = -50.0
    hang_over_ms: int = 800
    sample_credit_ms: int = 250
    unheard_after_ms: int = 3_000
    stuck_samples: int = 6


@dataclass(frozen=True, slots=True)
class Reading:
    """What the timer shows: the signal, how long it has lasted, and the figures of the talk."""

    signal: Signal
    elapsed_ms: int
    agent_talk_ms: int
    debtor_talk_ms: int
    longest_silence_ms: int
    golden_held: int
    golden_broken: int
    interruptions: int
    agent_heard: bool
    debtor_heard: bool
    agent_level_dbov: float | None
    debtor_level_dbov: float | None

    @property
    def agent_share_percent(self) -> int | None:
        """The agent's part of all speech, or None before anybody spoke."""
        total = self.agent_talk_ms + self.debtor_talk_ms
        return round(100 * self.agent_talk_ms / total) if total else None


class _Voice:
    """One side: from samples or marks to turns."""

    def __init__(self, thresholds: Thresholds) -> None:
        self._t = thresholds
        self.last_sample_ms: int | None = None
        self.level_dbov: float | None = None
        self.turn_start_ms: int | None = None
        self.last_loud_ms: int | None = None
        self.ended_ms: int | None = None
        self.by_hand = False
        self._talked_ms = 0
        self._repeats = 0

    def heard(self, now_ms: int) -> bool:
        """Whether this side's samples can be believed now."""
        return (
            self.last_sample_ms is not None
            and now_ms - self.last_sample_ms < self._t.unheard_after_ms
            and not self._stuck
        )

    @property
    def _stuck(self) -> bool:
        loud = self.level_dbov is not None and self.level_dbov > self._t.speech_dbov
        return loud and self._repeats >= self._t.stuck_samples

    def sample(self, level_dbov: float, at_ms: int) -> None:
        self._repeats = self._repeats + 1 if level_dbov == self.level_dbov else 1
        self.level_dbov = level_dbov
        self.last_sample_ms = at_ms
        self.by_hand = False
        if level_dbov > self._t.speech_dbov and not self._stuck:
            if self.turn_start_ms is None:
                self.turn_start_ms = at_ms
            self.last_loud_ms = at_ms

    def mark(self, *, speaking: bool, at_ms: int) -> None:
        """The agent says by hand that this side starts or stops."""
        if speaking and self.turn_start_ms is None:
            self.turn_start_ms = at_ms
            self.by_hand = True
        elif not speaking:
            self._close(at_ms)

    def settle(self, now_ms: int) -> None:
        """Close a turn whose hang-over has run out or whose samples can no longer be believed."""
        if self.turn_start_ms is None or self.by_hand or self.last_loud_ms is None:
            return
        quiet_ms = now_ms - self.last_loud_ms
        if quiet_ms >= self._t.hang_over_ms or self._stuck:
            self._close(min(now_ms, self.last_loud_ms + self._t.sample_credit_ms))

    def talked_ms(self, now_ms: int) -> int:
        return self._talked_ms + self.turn_ms(now_ms)

    def turn_ms(self, now_ms: int) -> int:
        return 0 if self.turn_start_ms is None else max(0, now_ms - self.turn_start_ms)

    def stop(self, at_ms: int) -> None:
        if self.turn_start_ms is not None:
            self._close(at_ms)

    def _close(self, at_ms: int) -> None:
        if self.turn_start_ms is not None:
            self._talked_ms += max(0, at_ms - self.turn_start_ms)
        self.turn_start_ms = None
        self.ended_ms = at_ms
        self.by_hand = False


class Conversation:
    """The state machine of one call's talk, from answer to end. All times in milliseconds."""

    def __init__(self, started_ms: int, thresholds: Thresholds | None = None) -> None:
        self._t = thresholds or Thresholds()
        self._voices = {side: _Voice(self._t) for side in Side}
        self._listening_since_ms = started_ms
        self._marked_by_hand = False
        self._quiet_since_ms: int | None = started_ms
        self._talk_since_ms = started_ms
        self._both_since_ms: int | None = None
        self._interruption_counted = False
        self._ask_ms: int | None = None
        self._paused = False
        self._longest_silence_ms = 0
        self._golden_held = 0
        self._golden_broken = 0
        self._interruptions = 0

    def level(self, side: Side, level_dbov: float, at_ms: int) -> None:
        """One level sample of one side."""
        self._voices[side].sample(level_dbov, at_ms)
        self._settle(at_ms)

    def mark_ask(self, at_ms: int) -> None:
        """The agent asked and will now be quiet: the golden silence starts when speech ends."""
        self._settle(at_ms)
        if self._voices[Side.AGENT].by_hand:
            self._voices[Side.AGENT].mark(speaking=False, at_ms=at_ms)
        self._ask_ms = at_ms
        self._settle(at_ms)
        if self._quiet_since_ms is not None:
            self._note_silence(at_ms)
            self._quiet_since_ms = at_ms

    def mark_speaking(self, side: Side, at_ms: int) -> None:
        """By hand: this side speaks now, and the other one stopped."""
        self._settle(at_ms)
        self._marked_by_hand = True
        other = Side.DEBTOR if side is Side.AGENT else Side.AGENT
        self._voices[other].mark(speaking=False, at_ms=at_ms)
        self._voices[side].mark(speaking=True, at_ms=at_ms)
        self._settle(at_ms)

    def mark_quiet(self, at_ms: int) -> None:
        """By hand: nobody speaks now."""
        self._marked_by_hand = True
        for voice in self._voices.values():
            voice.mark(speaking=False, at_ms=at_ms)
        self._settle(at_ms)

    def pause(self, at_ms: int) -> None:
        """The call is on hold or its link is lost: nothing counts until `resume`."""
        self._settle(at_ms)
        for voice in self._voices.values():
            voice.stop(at_ms)
        self._note_silence(at_ms)
        self._paused = True
        self._ask_ms = None
        self._both_since_ms = None

    def resume(self, at_ms: int) -> None:
        """The call goes on; silence counts from now."""
        self._paused = False
        self._listening_since_ms = at_ms
        self._quiet_since_ms = at_ms

    def read(self, now_ms: int) -> Reading:
        """What to show at `now_ms`."""
        self._settle(now_ms)
        agent, debtor = self._voices[Side.AGENT], self._voices[Side.DEBTOR]
        signal, elapsed_ms = self._signal(now_ms)
        silence_ms = self._longest_silence_ms
        if self._quiet_since_ms is not None and not self._paused and signal is not Signal.UNHEARD:
            silence_ms = max(silence_ms, now_ms - self._quiet_since_ms)
        return Reading(
            signal=signal,
            elapsed_ms=elapsed_ms,
            agent_talk_ms=agent.talked_ms(now_ms),
            debtor_talk_ms=debtor.talked_ms(now_ms),
            longest_silence_ms=silence_ms,
            golden_held=self._golden_held,
            golden_broken=self._golden_broken,
            interruptions=self._interruptions,
            agent_heard=agent.heard(now_ms),
            debtor_heard=debtor.heard(now_ms),
            agent_level_dbov=agent.level_dbov if agent.heard(now_ms) else None,
            debtor_level_dbov=debtor.level_dbov if debtor.heard(now_ms) else None,
        )

    def _signal(self, now_ms: int) -> tuple[Signal, int]:
        if self._paused:
            return Signal.IDLE, 0
        if self._both_since_ms is not None:
            both_ms = now_ms - self._both_since_ms
            if both_ms >= self._t.crosstalk_ms:
                return Signal.CROSSTALK, both_ms
        agent_ms = self._voices[Side.AGENT].turn_ms(now_ms)
        if agent_ms >= self._t.monologue_ms:
            return Signal.MONOLOGUE, agent_ms
        if self._quiet_since_ms is None:
            return Signal.TALKING, now_ms - self._talk_since_ms
        quiet_ms = now_ms - self._quiet_since_ms
        if self._ask_ms is not None:
            return self._golden(quiet_ms), quiet_ms
        if self._half_deaf(now_ms):
            return Signal.UNHEARD, quiet_ms
        if quiet_ms >= self._t.dead_air_ms:
            return Signal.DEAD_AIR, quiet_ms
        if quiet_ms >= self._t.pause_ms:
            return Signal.PAUSE, quiet_ms
        return Signal.TALKING, quiet_ms

    def _half_deaf(self, now_ms: int) -> bool:
        """A side that cannot be heard may be speaking: its quiet proves nothing."""
        if self._marked_by_hand or now_ms - self._listening_since_ms < self._t.unheard_after_ms:
            return False
        return not all(voice.heard(now_ms) for voice in self._voices.values())

    def _golden(self, quiet_ms: int) -> Signal:
        if quiet_ms < self._t.golden_hold_ms:
            return Signal.GOLDEN_HOLD
        if quiet_ms < self._t.golden_theirs_ms:
            return Signal.GOLDEN_THEIRS
        return Signal.GOLDEN_OFFER

    def _settle(self, now_ms: int) -> None:
        """Bring turns, silence and the pending ask up to `now_ms`."""
        if self._paused:
            return
        for voice in self._voices.values():
            voice.settle(now_ms)
        agent, debtor = self._voices[Side.AGENT], self._voices[Side.DEBTOR]
        self._count_crosstalk(now_ms)
        if agent.turn_start_ms is None and debtor.turn_start_ms is None:
            if self._quiet_since_ms is None:
                ends = [voice.ended_ms for voice in (agent, debtor) if voice.ended_ms is not None]
                self._quiet_since_ms = max(ends, default=now_ms)
            return
        if self._quiet_since_ms is not None:
            starts = [v.turn_start_ms for v in (agent, debtor) if v.turn_start_ms is not None]
            start_ms = min(starts)
            self._note_silence(start_ms)
            self._quiet_since_ms = None
            self._talk_since_ms = start_ms
        self._answer_ask(agent, debtor)

    def _answer_ask(self, agent: _Voice, debtor: _Voice) -> None:
        """Speech after an ask ends it: theirs means it was held, ours that it was broken."""
        ask_ms = self._ask_ms
        if ask_ms is None:
            return
        if debtor.turn_start_ms is not None:
            self._golden_held += 1
            self._ask_ms = None
        elif agent.turn_start_ms is not None and agent.turn_start_ms > ask_ms:
            self._golden_broken += 1
            self._ask_ms = None

    def _count_crosstalk(self, now_ms: int) -> None:
        starts = [voice.turn_start_ms for voice in self._voices.values()]
        if None in starts:
            self._both_since_ms = None
            self._interruption_counted = False
            return
        if self._both_since_ms is None:
            self._both_since_ms = max(start for start in starts if start is not None)
        agent_start, debtor_start = starts
        late_agent = (
            agent_start is not None and debtor_start is not None and agent_start > debtor_start
        )
        long_enough = now_ms - self._both_since_ms >= self._t.interruption_ms
        if late_agent and long_enough and not self._interruption_counted:
            self._interruptions += 1
            self._interruption_counted = True

    def _note_silence(self, until_ms: int) -> None:
        if self._quiet_since_ms is not None and not self._paused:
            self._longest_silence_ms = max(
                self._longest_silence_ms, until_ms - self._quiet_since_ms
            )
