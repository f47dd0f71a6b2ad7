"""What a simulated debtor answers to a line of the agent: the script, or a word that listens."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count

from desktop.domain.calls import Direction
from desktop.domain.practice import (
    SimulatedCall,
    SimulatedEnd,
    SimulatedReply,
    Utterance,
)
from desktop.domain.talk_track import Stage

_LISTENING = (
    Utterance("嗯。", "Mm-hm."),
    Utterance("嗯，您说。", "Yes, go on."),
    Utterance("我听着呢。", "I'm listening."),
)
_LISTENING_PAUSE_MS = 900
_GOODBYE = Utterance("好的，再见。", "All right, goodbye.")

STRANGER = SimulatedCall(
    call_id="stranger",
    number=None,
    direction=Direction.OUTGOING,
    name="",
    opening=Utterance("喂，你好？", "Hello?"),
    replies=(
        SimulatedReply(Stage.IDENTITY, Utterance("我就是。", "Speaking.")),
        SimulatedReply(Stage.GREETING, Utterance("嗯，什么事？", "Yes, what is it about?")),
        SimulatedReply(
            Stage.LISTENING,
            Utterance("最近手头有点紧。", "Money is a bit tight at the moment."),
            pause_ms=2_500,
        ),
        SimulatedReply(
            Stage.OPTIONS,
            Utterance("分两次的话，应该可以。", "In two parts, that should work."),
            pause_ms=3_500,
        ),
        SimulatedReply(Stage.COMMITMENT, Utterance("好，就这样。", "Yes, let's do that.")),
    ),
    ends=SimulatedEnd.AFTER_CLOSE,
)
"""Who answers a number that is in no script."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the debtor says next and after which silence; `is_last` when they then hang up."""

    says: Utterance
    pause_ms: int
    is_last: bool = False


class CallScript:
    """Walks through the replies of one call in their order."""

    def __init__(self, call: SimulatedCall) -> None:
        self.call = call
        self._replies = list(call.replies)
        self._listened = count()

    @property
    def next_says(self) -> Utterance | None:
        """The reply that probably comes next."""
        return self._replies[0].says if self._replies else None

    def answer(self, stage: Stage) -> Answer:
        """The answer to a line of this stage; each reply is given once.

        When the agent skips a stage its replies are skipped too. A further line of a stage that
        has been answered gets a listening word.
        """
        closes = self.call.ends is SimulatedEnd.AFTER_CLOSE and stage is Stage.CLOSE
        for position, reply in enumerate(self._replies):
            if reply.after_stage is stage:
                del self._replies[: position + 1]
                hangs_up = self.call.ends is SimulatedEnd.HANGS_UP and not self._replies
                return Answer(reply.says, reply.pause_ms, closes or hangs_up)
        if closes:
            return Answer(_GOODBYE, _LISTENING_PAUSE_MS, is_last=True)
        listening = _LISTENING[next(self._listened) % len(_LISTENING)]
        return Answer(listening, _LISTENING_PAUSE_MS)
