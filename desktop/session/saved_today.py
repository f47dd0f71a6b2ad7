"""Taking back an outcome until midnight: the call is wrapped up again, both versions are kept."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.journal import JournalKind, note_edit
from desktop.domain.moments import day_began_epoch_ms
from desktop.domain.outcome import Outcome
from desktop.session.desk import Desk
from desktop.session.effects import StoreQuestion
from desktop.session.live_call import LiveCall
from desktop.session.ports import DeskStore, SavedCall, WithdrawnCall

AGENTS_OWN_ZONE = ""
"""What the clock takes for the machine's own time zone."""


@dataclass(frozen=True, slots=True)
class ListSaved(StoreQuestion):
    """Which outcomes were saved since a time."""

    since_epoch_ms: int

    def ask(self, store: DeskStore, _normalise: object) -> tuple[SavedCall, ...]:
        """The newest first."""
        return store.saved_since(self.since_epoch_ms)

    def answer(self, desk: Desk, answer: tuple[SavedCall, ...]) -> None:
        """The list as it now stands."""
        desk.saved_today = answer


@dataclass(frozen=True, slots=True)
class WithdrawOutcome(StoreQuestion):
    """Take back the outcome of a call that was saved at a time."""

    writes = True
    call_id: str
    saved_at_epoch_ms: int
    at_epoch_ms: int

    def ask(self, store: DeskStore, _normalise: object) -> WithdrawnCall | None:
        """The call as it was, or None when there is nothing of the kind to take back."""
        return store.withdraw_outcome(self.call_id, self.saved_at_epoch_ms, self.at_epoch_ms)

    def answer(self, desk: Desk, answer: WithdrawnCall | None) -> None:
        """The call is back on the desk; else the list was no longer true."""
        if answer is None:
            SavedToday(desk).refresh()
        else:
            SavedToday(desk).returned(answer)


class SavedToday:
    """What was saved since midnight where the agent sits."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @property
    def day_began_epoch_ms(self) -> int:
        """Midnight: what was saved earlier stays as it is."""
        return day_began_epoch_ms(self._desk.clock.local(AGENTS_OWN_ZONE))

    @property
    def last(self) -> Outcome | None:
        """The outcome saved last in this run, while it can be taken back."""
        live = self._desk.last_saved
        outcome = live.saving if live is not None else None
        if outcome is None or outcome.saved_at_epoch_ms < self.day_began_epoch_ms:
            return None
        return outcome

    def refresh(self) -> None:
        """Ask for the list of today's outcomes."""
        self._desk.request(ListSaved(self.day_began_epoch_ms))

    def take_back_last(self) -> None:
        """Take back what was saved last, unless somebody is on the line in front."""
        front = self._desk.focused
        outcome = self.last
        if outcome is not None and (front is None or front.has_ended):
            self._withdraw(outcome.call_id, outcome.saved_at_epoch_ms)

    def take_back(self, call_id: str) -> None:
        """Take back one outcome of the list."""
        for saved in self._desk.saved_today:
            if saved.call_id == call_id and saved.saved_at_epoch_ms >= self.day_began_epoch_ms:
                self._withdraw(call_id, saved.saved_at_epoch_ms)

    def _withdraw(self, call_id: str, saved_at_epoch_ms: int) -> None:
        now_ms = self._desk.clock.now().epoch_ms
        self._desk.request(WithdrawOutcome(call_id, saved_at_epoch_ms, now_ms))

    def returned(self, withdrawn: WithdrawnCall) -> None:
        """Wrap the call up again as it was; in front, unless somebody is on the line there."""
        desk, outcome = self._desk, withdrawn.outcome
        call_id = outcome.call_id
        if call_id in desk.calls:
            return
        desk.restore((withdrawn.call,), ())
        live = desk.calls[call_id]
        self._as_it_was_saved(live, outcome)
        desk.saved_today = tuple(c for c in desk.saved_today if c.call_id != call_id)
        if desk.last_saved is not None and desk.last_saved.call_id == call_id:
            desk.last_saved = None
        if desk.focused is None or desk.focused.has_ended:
            desk.focus(call_id)

    def _as_it_was_saved(self, live: LiveCall, outcome: Outcome) -> None:
        """An entry that the disk had refused is in the outcome all the same."""
        draft = live.draft
        if draft.note != outcome.note:
            self._desk.record(live, JournalKind.NOTE, note_edit(draft.note, outcome.note))
        for name, value in outcome.fields.items():
            if draft.fields.get(name) != value:
                body = {"field": name.value, "value": value}
                self._desk.record(live, JournalKind.FIELD, body)
        if live.disposition is not outcome.disposition:
            body = {"disposition": outcome.disposition.value}
            self._desk.record(live, JournalKind.DISPOSITION, body)
