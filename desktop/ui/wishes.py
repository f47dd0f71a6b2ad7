"""What the agent wants, by key or by click, handed to the session; each method suits a signal."""

from __future__ import annotations

from collections.abc import Callable

from desktop.domain.outcome import Disposition, FieldValue, Identity, OutcomeField
from desktop.domain.talk_track import DebtorState, Stage
from desktop.session.file_changes import FileChanges
from desktop.session.finding_intents import FindingIntents
from desktop.session.intents import Intents
from desktop.ui.actions import state_action
from desktop.ui.bridge import SessionBridge

_BY_ACTION: dict[str, Callable[[Intents], None]] = {
    "answer": lambda i: i.answer(),
    "confirm-identity": lambda i: i.set_identity(Identity.CONFIRMED),
    "third-party": lambda i: i.set_identity(Identity.THIRD_PARTY),
    "save": lambda i: i.save_outcome(),
    "next-prompt": lambda i: i.step_line(1),
    "previous-prompt": lambda i: i.step_line(-1),
    "next-stage": lambda i: i.next_stage(),
    "previous-stage": lambda i: i.previous_stage(),
    "asked": lambda i: i.mark_turn(),
    "said": lambda i: i.mark_said(),
    "hold": lambda i: i.hold_or_resume(),
    "mute": lambda i: i.mute_or_unmute(),
    "hang-up": lambda i: i.hang_up(),
    "undo-save": lambda i: i.saved_today.take_back_last(),
}


class Wishes:
    """The window's one way into the session."""

    def __init__(self, bridge: SessionBridge) -> None:
        self._wish = bridge.wish
        self._states = {state_action(state): state for state in DebtorState}

    def run(self, name: str) -> None:
        """Do one of the session's actions by name."""
        if name in self._states:
            self.state(self._states[name])
        else:
            self._wish(_BY_ACTION[name])

    def state(self, state: DebtorState) -> None:
        """How the person is."""
        self._wish(lambda intents: intents.set_state(state))

    def stage(self, stage: Stage) -> None:
        """Show the words of a stage."""
        self._wish(lambda intents: intents.go_to_stage(stage))

    def alternative(self, position: int) -> None:
        """Show one of the other lines."""
        self._wish(lambda intents: intents.choose_line(position))

    def candidate(self, debtor_id: int) -> None:
        """Open one of the files that match."""
        self._wish(lambda intents: intents.choose_candidate(debtor_id))

    def call(self, call_id: str) -> None:
        """Bring a call to the front."""
        self._wish(lambda intents: intents.focus(call_id))

    def note(self, text: str) -> None:
        """The note as it now reads."""
        self._wish(lambda intents: intents.edit_note(text))

    def disposition(self, disposition: Disposition | None) -> None:
        """What came of the call."""
        self._wish(lambda intents: intents.choose_disposition(disposition))

    def field(self, name: OutcomeField, value: FieldValue | None) -> None:
        """One detail of the outcome."""
        self._wish(lambda intents: intents.set_field(name, value))

    def who_it_was(self, identity: Identity) -> None:
        """Who was on the line of a call that has ended."""
        self._wish(lambda intents: intents.tell_who_it_was(identity))

    def list_saved(self) -> None:
        """Bring the lists of what can be taken back up to date."""
        self._wish(lambda intents: intents.saved_today.refresh())
        self.change_files(lambda files: files.refresh())

    def change_files(self, wish: Callable[[FileChanges], None]) -> None:
        """Something about the files themselves."""
        self._wish(lambda intents: wish(intents.files))

    def take_back(self, call_id: str) -> None:
        """Take back an outcome of today."""
        self._wish(lambda intents: intents.saved_today.take_back(call_id))

    def dial(self, number: str) -> None:
        """Dial a number."""
        self._wish(lambda intents: intents.dial(number))

    def ring(self, number: str) -> None:
        """Say that a phone rings which cannot tell."""
        self._wish(lambda intents: intents.report_ring(number))

    def find(self, wish: Callable[[FindingIntents], None]) -> None:
        """Something about looking for somebody."""
        self._wish(lambda intents: wish(intents.finding))

    def dial_read(self, position: int) -> None:
        """Dial a number of the file that lies open."""

        def wish(intents: Intents) -> None:
            number = intents.finding.number(position)
            if number is not None:
                intents.dial(number)

        self._wish(wish)

    def typing(self, *, typing: bool) -> None:
        """Whether the keyboard is in a text of the call in front."""
        self._wish(lambda intents: intents.set_typing(typing=typing))

    def retry_storage(self) -> None:
        """Try again to save."""
        self._wish(lambda intents: intents.retry_storage())
