"""Practice and the demo line: calls played from a script instead of a telephone network."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from desktop.domain.calls import Direction
from desktop.domain.talk_track import Stage


class SimulatedEnd(Enum):
    """How a simulated call ends when the agent does not hang up first.

    `AFTER_CLOSE`: the debtor says goodbye once the agent has said a line of the close.
    `HANGS_UP`: the debtor puts the phone down right after the last reply of the script.
    """

    AFTER_CLOSE = "after_close"
    HANGS_UP = "hangs_up"


@dataclass(frozen=True, slots=True)
class Utterance:
    """What the debtor says, in both languages."""

    zh: str
    en: str

    def text(self, language: str) -> str:
        """The words in a language tag such as `zh_CN`."""
        return self.zh if language.startswith("zh") else self.en


@dataclass(frozen=True, slots=True)
class SimulatedVoice:
    """How the debtor sounds, relative to the machine's own voice: 100 leaves it as it is."""

    pitch_percent: int = 100
    rate_percent: int = 100


@dataclass(frozen=True, slots=True)
class SimulatedReply:
    """One answer of the debtor to a line of `after_stage`; each is given once, in their order.

    Replies to a stage that the agent skipped are never given. `pause_ms` is how long the debtor is
    silent first, measured from the end of the agent's line.
    """

    after_stage: Stage
    says: Utterance
    pause_ms: int = 1200


@dataclass(frozen=True, slots=True)
class SimulatedCall:
    """One scripted call.

    `number` is what the softphone would report (E.164 or as written; None when withheld).
    `direction` is seen from the desk: `INCOMING` calls ring here, `OUTGOING` ones answer when the
    agent dials this number. `opening` is the first thing said once the call is answered; `replies`
    follow in their order.
    """

    call_id: str
    number: str | None
    direction: Direction
    name: str
    opening: Utterance
    replies: tuple[SimulatedReply, ...]
    ends: SimulatedEnd
    voice: SimulatedVoice = SimulatedVoice()
