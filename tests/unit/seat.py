"""An agent's seat: a real desk with its intents, a clock that stands still, and recorded wishes."""

from __future__ import annotations

from itertools import count
from typing import Any

from desktop.domain.calls import (
    CallEnded,
    CallEstablished,
    CallHeld,
    CallRef,
    CallResumed,
    CallRinging,
    Direction,
    EndReason,
    LevelMeasured,
    LineState,
    LineStateChanged,
    Side,
)
from desktop.domain.matching import NumberMatch
from desktop.domain.outcome import Disposition, Identity
from desktop.session.desk import Desk
from desktop.session.effects import AppendJournal, MatchNumber
from desktop.session.intents import Intents
from desktop.session.live_call import LiveCall
from desktop.session.ports import LineCommand, UnfinishedCall
from desktop.session.view import SessionView
from desktop.session.viewing import view_of
from tests.fakes import (
    LINE,
    NUMBER,
    FakeClock,
    RecordedRequests,
    sample_match,
    sample_profile,
    sample_ref,
    sample_track,
)

PHONE = frozenset(LineCommand)


class Seat:
    """Speaks for the line and for the store. Our own call ids are `c-1`, `c-2`, … in order."""

    def __init__(self, prefix: str = "c", **changes: Any) -> None:
        self.clock = FakeClock()
        self.asked = RecordedRequests()
        numbers = count(1)
        settings: dict[str, Any] = {
            "request": self.asked,
            "clock": self.clock,
            "new_call_id": lambda: f"{prefix}-{next(numbers)}",
            "track": sample_track(),
            "profile": sample_profile(),
            "language": "en",
        }
        self.desk = Desk(**{**settings, **changes})
        self.desk.add_line(LINE, PHONE)
        self.intents = Intents(self.desk)
        self.link(LineState.CONNECTED)

    @property
    def view(self) -> SessionView:
        return view_of(self.desk)

    @property
    def focused(self) -> LiveCall:
        live = self.desk.focused
        assert live is not None
        return live

    # The line.

    def link(self, state: LineState) -> None:
        self.desk.receive(LineStateChanged(LINE, self.clock.now(), state))

    def ring(self, sip: str = "sip-1", number: str | None = NUMBER) -> None:
        ref = sample_ref(number, sip)
        self.desk.receive(CallRinging(ref, self.clock.now(), Direction.INCOMING))

    def dial(self, sip: str = "sip-1", number: str | None = NUMBER) -> None:
        ref = sample_ref(number, sip)
        self.desk.receive(CallRinging(ref, self.clock.now(), Direction.OUTGOING))

    def establish(self, sip: str = "sip-1", number: str | None = NUMBER) -> None:
        self.desk.receive(CallEstablished(sample_ref(number, sip), self.clock.now()))

    def hold(self, sip: str = "sip-1") -> None:
        self.desk.receive(CallHeld(sample_ref(None, sip), self.clock.now()))

    def resume(self, sip: str = "sip-1") -> None:
        self.desk.receive(CallResumed(sample_ref(None, sip), self.clock.now()))

    def end(self, sip: str = "sip-1", reason: EndReason = EndReason.HUNG_UP) -> None:
        self.desk.receive(CallEnded(sample_ref(None, sip), self.clock.now(), reason))

    def hear(self, side: Side, level_dbov: float, sip: str = "sip-1") -> None:
        ref = CallRef(LINE, sip)
        self.desk.receive(LevelMeasured(ref, self.clock.now(), side, level_dbov))

    # The store.

    def match(self, *matches: NumberMatch) -> None:
        """Answer the latest question which files a number means."""
        question = self.asked.of(MatchNumber)[-1]
        self.desk.number_matched(question.call_id, question.number, matches)

    def write_journal(self) -> None:
        """Let the store make everything durable that it was asked to."""
        for effect in self.asked.of(AppendJournal):
            for entry in effect.entries:
                self.desk.journal_written(entry.call_id, entry.seq)

    def unfinished(self, *call_ids: str) -> list[UnfinishedCall]:
        """What the next run finds of these calls."""
        return [UnfinishedCall(call, tuple(self.asked.entries(call))) for call in call_ids]

    # Whole stretches of a call.

    def talk_with_the_right_person(self, sip: str = "sip-1") -> LiveCall:
        """Ring, match, answer, confirm; the call is in front and in the stage of greeting."""
        self.ring(sip)
        self.match(sample_match())
        self.establish(sip)
        self.intents.set_identity(Identity.CONFIRMED)
        return self.focused

    def wrap_up(self, disposition: Disposition = Disposition.WRONG_NUMBER) -> None:
        """Choose an outcome and confirm it."""
        self.intents.choose_disposition(disposition)
        self.intents.save_outcome()
