"""Plays levels into a conversation the way a softphone reports them: twice a second, both sides."""

from __future__ import annotations

from desktop.domain.calls import Side
from desktop.domain.conversation import Conversation, Reading, Signal

TICK_MS = 500
AGENT, DEBTOR = Side.AGENT, Side.DEBTOR


class Tape:
    """A conversation and its time. `heard` are the sides that the softphone measures."""

    def __init__(self, *heard: Side) -> None:
        self.talk = Conversation(0)
        self.now_ms = 0
        self.heard = heard or (AGENT, DEBTOR)
        self._wobble = 0.0

    def play(self, ms: int, *speakers: Side) -> Tape:
        """Let time pass in ticks of half a second in which just these sides speak."""
        for _ in range(ms // TICK_MS):
            self.now_ms += TICK_MS
            # No microphone measures the same value twice.
            self._wobble = (self._wobble + 0.37) % 3
            for side in self.heard:
                level_dbov = -20.0 if side in speakers else -64.0
                self.talk.level(side, level_dbov + self._wobble, self.now_ms)
        return self

    def repeat(self, ms: int, side: Side, level_dbov: float) -> Tape:
        """Let a side report one value again and again, while the other one is quiet."""
        other = DEBTOR if side is AGENT else AGENT
        for _ in range(ms // TICK_MS):
            self.play(TICK_MS) if self.heard == (other,) else self._only(other)
            self.talk.level(side, level_dbov, self.now_ms)
        return self

    def _only(self, side: Side) -> None:
        heard, self.heard = self.heard, (side,)
        self.play(TICK_MS)
        self.heard = heard

    def wait(self, ms: int) -> Tape:
        """Let time pass without any report."""
        self.now_ms += ms
        return self

    def ask(self) -> Tape:
        """The agent presses the key for a line that asks."""
        self.talk.mark_ask(self.now_ms)
        return self

    def read(self) -> Reading:
        """What the timer shows now."""
        return self.talk.read(self.now_ms)

    @property
    def signal(self) -> Signal:
        """What the timer says now."""
        return self.read().signal
