"""The silence timer: four meanings, never one number. Pure; time comes in with every call.

Silence is dated back to the end of speech. A side whose samples stop, or repeat one value for ever
(a dead source), is *unheard*: never silence. Without any levels the agent marks turns by hand.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from desktop.domain.calls import Side
from desktop.domain.turns import HearingThresholds, TurnTaking, Voice


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
    """When a silence or a turn gets its meaning; milliseconds.

    Speech that starts within `ask_grace_ms` of the mark is the ask itself: the key is pressed with
    the first word, and a sample comes up to half a second later. A pause of the agent up to
    `breath_ms` does not end a monologue.
    """

    golden_hold_ms: int = 5_000
    golden_theirs_ms: int = 8_000
    dead_air_ms: int = 10_000
    monologue_ms: int = 30_000
    crosstalk_ms: int = 3_000
    pause_ms: int = 1_000
    interruption_ms: int = 300
    ask_grace_ms: int = 1_000
    breath_ms: int = 2_000
    hearing: HearingThresholds = field(default_factory=HearingThresholds)


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


class Conversation:
    """The state machine of one call's talk, from answer to end. All times in milliseconds.

    A report that comes late counts as of now: time never runs backwards here.
    """

    def __init__(self, started_ms: int, thresholds: Thresholds | None = None) -> None:
        self._t = thresholds or Thresholds()
        self._agent = Voice(self._t.hearing)
        self._debtor = Voice(self._t.hearing)
        self._voices = {Side.AGENT: self._agent, Side.DEBTOR: self._debtor}
        self._turns = TurnTaking(
            self._agent, self._debtor, self._t.interruption_ms, self._t.breath_ms
        )
        self._now_ms = started_ms
        self._listening_since_ms = started_ms
        self._quiet_since_ms: int | None = started_ms
        self._deaf = False
        self._talk_since_ms = started_ms
        self._ask_ms: int | None = None
        self._paused = False
        self._longest_silence_ms = 0
        self._golden_held = 0
        self._golden_broken = 0

    def level(self, side: Side, level_dbov: float, at_ms: int) -> None:
        """One level sample of one side."""
        now_ms = self._reach(at_ms)
        if not self._paused:
            self._voices[side].sample(level_dbov, now_ms)
            self._settle(now_ms)

    def mark_ask(self, at_ms: int) -> None:
        """The agent asked and will now be quiet: the golden silence starts when speech ends."""
        now_ms = self._reach(at_ms)
        if self._paused:
            return
        for voice in self._voices.values():
            if voice.by_hand:
                voice.stop(now_ms)
        self._settle(now_ms)
        if self._quiet_since_ms is not None and not self._just_asked(self._quiet_since_ms, now_ms):
            self._quiet_since_ms = now_ms
        self._deaf = False
        self._ask_ms = now_ms

    def _just_asked(self, quiet_since_ms: int, now_ms: int) -> bool:
        """Whether the agent's words were the last ones, a moment ago: they were the ask."""
        recent = now_ms - quiet_since_ms < self._t.golden_hold_ms
        return recent and self._agent.ended_ms == quiet_since_ms

    def mark_speaking(self, side: Side, at_ms: int) -> None:
        """By hand: this side speaks now, and the other one stopped."""
        now_ms = self._reach(at_ms)
        if self._paused:
            return
        other = Side.DEBTOR if side is Side.AGENT else Side.AGENT
        self._voices[other].stop(now_ms)
        self._voices[side].mark(now_ms)
        self._settle(now_ms)

    def pause(self, at_ms: int) -> None:
        """The call is on hold or its link is lost: nothing counts until `resume`."""
        now_ms = self._reach(at_ms)
        for voice in self._voices.values():
            voice.stop(now_ms)
        self._paused = True
        self._ask_ms = None
        self._turns.pause()

    def resume(self, at_ms: int) -> None:
        """The call goes on; silence counts from now."""
        now_ms = self._reach(at_ms)
        if self._paused:
            self._paused = False
            self._deaf = False
            self._listening_since_ms = now_ms
            self._quiet_since_ms = now_ms

    def read(self, now_ms: int) -> Reading:
        """What to show at `now_ms`; looking changes nothing that is shown later."""
        now_ms = self._reach(now_ms)
        signal, elapsed_ms = self._signal(now_ms)
        agent_heard, debtor_heard = self._agent.heard(now_ms), self._debtor.heard(now_ms)
        return Reading(
            signal=signal,
            elapsed_ms=elapsed_ms,
            agent_talk_ms=self._agent.talked_ms(now_ms),
            debtor_talk_ms=self._debtor.talked_ms(now_ms),
            longest_silence_ms=self._longest_silence_ms,
            golden_held=self._golden_held,
            golden_broken=self._golden_broken,
            interruptions=self._turns.interruptions,
            agent_heard=agent_heard,
            debtor_heard=debtor_heard,
            agent_level_dbov=self._agent.level_dbov if agent_heard else None,
            debtor_level_dbov=self._debtor.level_dbov if debtor_heard else None,
        )

    def _signal(self, now_ms: int) -> tuple[Signal, int]:
        if self._paused:
            return Signal.IDLE, 0
        both_ms = self._turns.overlap_ms(now_ms)
        if both_ms >= self._t.crosstalk_ms:
            return Signal.CROSSTALK, both_ms
        monologue_ms = self._turns.floor_ms(now_ms)
        if monologue_ms >= self._t.monologue_ms:
            return Signal.MONOLOGUE, monologue_ms
        if self._quiet_since_ms is None:
            return Signal.TALKING, now_ms - self._talk_since_ms
        quiet_ms = now_ms - self._quiet_since_ms
        if self._ask_ms is not None:
            return self._golden(quiet_ms), quiet_ms
        if self._deaf_since_ms(now_ms) is not None:
            return Signal.UNHEARD, quiet_ms
        if quiet_ms >= self._t.dead_air_ms:
            return Signal.DEAD_AIR, quiet_ms
        if quiet_ms >= self._t.pause_ms:
            return Signal.PAUSE, quiet_ms
        return Signal.TALKING, quiet_ms

    def _golden(self, quiet_ms: int) -> Signal:
        if quiet_ms < self._t.golden_hold_ms:
            return Signal.GOLDEN_HOLD
        if quiet_ms < self._t.golden_theirs_ms:
            return Signal.GOLDEN_THEIRS
        return Signal.GOLDEN_OFFER

    def _deaf_since_ms(self, now_ms: int) -> int | None:
        """Since when a side cannot be heard: it may be speaking, its quiet proves nothing."""
        if self._ask_ms is not None:
            return None
        sides = (
            v.unheard_since_ms(self._listening_since_ms, now_ms) for v in self._voices.values()
        )
        return min((since for since in sides if since is not None), default=None)

    def _reach(self, at_ms: int) -> int:
        """Bring the state up to an instant, and give the instant that it now is."""
        self._now_ms = max(self._now_ms, at_ms)
        self._settle(self._now_ms)
        return self._now_ms

    def _settle(self, now_ms: int) -> None:
        """Bring turns, silence and the pending ask up to `now_ms`."""
        if self._paused:
            return
        for voice in self._voices.values():
            voice.settle(now_ms)
        self._turns.settle(now_ms)
        starts = [v.turn_start_ms for v in self._voices.values() if v.turn_start_ms is not None]
        if not starts:
            self._note_quiet(now_ms)
            return
        silence_ms = 0
        if self._quiet_since_ms is not None:
            self._talk_since_ms = min(starts)
            silence_ms = self._talk_since_ms - self._quiet_since_ms
            self._quiet_since_ms = None
            self._deaf = False
        self._answer_ask(silence_ms)

    def _note_quiet(self, now_ms: int) -> None:
        if self._quiet_since_ms is None:
            ends = [v.ended_ms for v in self._voices.values() if v.ended_ms is not None]
            self._quiet_since_ms = max(ends)
        deaf_since_ms = self._deaf_since_ms(now_ms)
        if deaf_since_ms is None and self._deaf:
            self._quiet_since_ms = now_ms
        self._deaf = deaf_since_ms is not None
        until_ms = now_ms if deaf_since_ms is None else deaf_since_ms
        self._longest_silence_ms = max(self._longest_silence_ms, until_ms - self._quiet_since_ms)

    def _answer_ask(self, silence_ms: int) -> None:
        """Speech after an ask ends it: theirs means it was held, ours too early it was broken."""
        if self._ask_ms is None:
            return
        debtor, agent_start_ms = self._debtor, self._agent.turn_start_ms
        if debtor.turn_start_ms is not None and debtor.last_loud_ms > self._ask_ms:
            self._golden_held += 1
            self._ask_ms = None
        elif agent_start_ms is not None and agent_start_ms > self._ask_ms + self._t.ask_grace_ms:
            held = silence_ms >= self._t.golden_theirs_ms
            self._golden_held += held
            self._golden_broken += not held
            self._ask_ms = None
