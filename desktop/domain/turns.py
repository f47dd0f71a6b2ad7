"""From level samples, or marks by hand, to turns of speech, and how the two sides' turns lie.

Samples may come only twice a second and hold the last 20 ms alone, so that a single quiet one falls
between two words of running speech: a turn goes on for a hang-over after its last loud sample, and
its end is dated back to that sample.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HearingThresholds:
    """What is speech, and which samples can be believed; milliseconds and dBov.

    `hang_over_ms` outlasts one quiet sample between two loud ones, with some jitter.
    `sample_credit_ms` is how long a loud sample vouches for speech. A value above
    `digital_silence_dbov` that comes `stuck_samples` times in a row is no microphone: the source
    died. Below it a codec's silence repeats rightly (A-law: -72, mu-law: -84, linear: -96).
    """

    speech_dbov: float = -50.0
    digital_silence_dbov: float = -70.0
    hang_over_ms: int = 1_300
    sample_credit_ms: int = 250
    unheard_after_ms: int = 3_000
    stuck_samples: int = 6


class Voice:
    """The turns of one side. All times in milliseconds; they never run backwards."""

    def __init__(self, thresholds: HearingThresholds) -> None:
        self._t = thresholds
        self.level_dbov: float | None = None
        self.turn_start_ms: int | None = None
        self.last_loud_ms = 0
        self.ended_ms: int | None = None
        self.by_hand = False
        self._last_sample_ms: int | None = None
        self._stuck_since_ms: int | None = None
        self._repeats = 0
        self._talked_ms = 0

    def unheard_since_ms(self, listening_since_ms: int, now_ms: int) -> int | None:
        """Since when this side's samples cannot be believed, or None while they can."""
        if self._stuck_since_ms is not None:
            return max(self._stuck_since_ms, listening_since_ms)
        last_ms = max(self._last_sample_ms or listening_since_ms, listening_since_ms)
        lost_ms = last_ms + self._t.unheard_after_ms
        return lost_ms if now_ms >= lost_ms else None

    def heard(self, now_ms: int) -> bool:
        """Whether there are samples of this side, and they can be believed."""
        last_ms = self._last_sample_ms
        return last_ms is not None and self.unheard_since_ms(last_ms, now_ms) is None

    def sample(self, level_dbov: float, at_ms: int) -> None:
        """One level sample of this side."""
        self._repeats = self._repeats + 1 if level_dbov == self.level_dbov else 1
        self.level_dbov = level_dbov
        self._last_sample_ms = at_ms
        if level_dbov > self._t.digital_silence_dbov and self._repeats >= self._t.stuck_samples:
            self._stuck_since_ms = self._stuck_since_ms or at_ms
            return
        self._stuck_since_ms = None
        if self.by_hand:
            # Samples that can be believed take over; up to the first one the mark vouches.
            self.by_hand = False
            self.last_loud_ms = at_ms
        if level_dbov > self._t.speech_dbov:
            self._open(at_ms)

    def mark(self, at_ms: int) -> None:
        """The agent says by hand that this side starts to speak."""
        if self.turn_start_ms is None:
            self.by_hand = True
            self._open(at_ms)

    def settle(self, now_ms: int) -> None:
        """Close a turn whose hang-over has run out or whose samples can no longer be believed."""
        if self.turn_start_ms is None or self.by_hand:
            return
        quiet_ms = now_ms - self.last_loud_ms
        if quiet_ms >= self._t.hang_over_ms or self._stuck_since_ms is not None:
            self.stop(now_ms)

    def stop(self, at_ms: int) -> None:
        """End the turn, if there is one, where speech was last known."""
        if self.turn_start_ms is not None:
            self.ended_ms = self.spoke_until_ms(at_ms)
            self._talked_ms += self.ended_ms - self.turn_start_ms
        self.turn_start_ms = None
        self.by_hand = False

    def spoke_until_ms(self, now_ms: int) -> int:
        """Up to when the open turn is known to have sounded."""
        if self.by_hand:
            return now_ms
        return min(now_ms, self.last_loud_ms + self._t.sample_credit_ms)

    def talked_ms(self, now_ms: int) -> int:
        """All speech so far."""
        if self.turn_start_ms is None:
            return self._talked_ms
        return self._talked_ms + self.spoke_until_ms(now_ms) - self.turn_start_ms

    def _open(self, at_ms: int) -> None:
        if self.turn_start_ms is None:
            self.turn_start_ms = at_ms
        self.last_loud_ms = at_ms


class TurnTaking:
    """How the turns of both sides lie to each other: overlaps, interruptions, who has the floor."""

    def __init__(self, agent: Voice, debtor: Voice, interruption_ms: int, breath_ms: int) -> None:
        self._agent = agent
        self._debtor = debtor
        self._interruption_ms = interruption_ms
        self._breath_ms = breath_ms
        self._both_since_ms: int | None = None
        self._counted = False
        self._floor_since_ms: int | None = None
        self._floor_turn_ms: int | None = None
        self.interruptions = 0

    def settle(self, now_ms: int) -> None:
        """Follow the voices, which are themselves settled."""
        # A turn marked by hand ends when the other side is heard: nobody is there to mark it.
        for voice, other in ((self._agent, self._debtor), (self._debtor, self._agent)):
            if voice.by_hand and other.turn_start_ms is not None:
                voice.stop(other.turn_start_ms)
        self._follow_overlap(now_ms)
        self._follow_floor()

    def pause(self) -> None:
        """Nobody has the floor any more."""
        self._both_since_ms = None
        self._floor_since_ms = self._floor_turn_ms = None

    def overlap_ms(self, now_ms: int) -> int:
        """How long both sides are known to have spoken at once."""
        if self._both_since_ms is None:
            return 0
        until_ms = min(v.spoke_until_ms(now_ms) for v in (self._agent, self._debtor))
        return max(0, until_ms - self._both_since_ms)

    def floor_ms(self, now_ms: int) -> int:
        """How long the agent, who speaks now, has had the floor."""
        if self._agent.turn_start_ms is None or self._floor_since_ms is None:
            return 0
        return self._agent.spoke_until_ms(now_ms) - self._floor_since_ms

    def _follow_overlap(self, now_ms: int) -> None:
        agent_ms, debtor_ms = self._agent.turn_start_ms, self._debtor.turn_start_ms
        if agent_ms is None or debtor_ms is None:
            self._both_since_ms = None
            self._counted = False
            return
        self._both_since_ms = max(agent_ms, debtor_ms)
        long_enough = self.overlap_ms(now_ms) >= self._interruption_ms
        if agent_ms > debtor_ms and long_enough and not self._counted:
            self.interruptions += 1
            self._counted = True

    def _follow_floor(self) -> None:
        """The floor is kept over breaths, until the debtor speaks in one."""
        start_ms = self._agent.turn_start_ms
        if start_ms is None or start_ms == self._floor_turn_ms:
            return
        self._floor_turn_ms = start_ms
        if self._floor_since_ms is None or not self._was_breath(start_ms):
            self._floor_since_ms = start_ms

    def _was_breath(self, start_ms: int) -> bool:
        ended_ms, debtor_ended_ms = self._agent.ended_ms, self._debtor.ended_ms
        if ended_ms is None or start_ms - ended_ms > self._breath_ms:
            return False
        replied = debtor_ended_ms is not None and debtor_ended_ms > ended_ms
        return self._debtor.turn_start_ms is None and not replied
