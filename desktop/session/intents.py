"""What the agent can wish for: each method is one key or button, on the call in front."""

from __future__ import annotations

from desktop.domain.calls import CallRef, CallState, LineState, Side
from desktop.domain.conversation import GOLDEN_SIGNALS
from desktop.domain.journal import JournalKind, identity_body, note_edit, said_body
from desktop.domain.outcome import Disposition, FieldValue, Identity, OutcomeField
from desktop.domain.talk_track import DebtorState, Stage
from desktop.session.desk import Desk
from desktop.session.effects import CommandLine, LineSaid, SaveOutcome
from desktop.session.file_changes import FileChanges
from desktop.session.finding_intents import FindingIntents
from desktop.session.live_call import LiveCall
from desktop.session.ports import LineCommand
from desktop.session.saved_today import SavedToday


class Intents:
    """The agent's wishes. One that makes no sense at the moment does nothing."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.saved_today = SavedToday(desk)
        self.finding = FindingIntents(desk)
        self.files = FileChanges(desk)

    def focus(self, call_id: str | None) -> None:
        """Bring a call to the front, or clear the window with None."""
        self._desk.focus(call_id)

    def set_typing(self, *, typing: bool) -> None:
        """Say whether the keyboard is in a text of the call in front."""
        self._desk.is_typing = typing

    def retry_storage(self) -> None:
        """Try again to save what the store could not take."""
        self._desk.retry_storage()

    def choose_candidate(self, debtor_id: int) -> None:
        """Open one of several files that matched."""
        live = self._desk.focused
        if live is None or live.pop is None:
            return
        for match in live.pop.matches:
            if match.case.debtor_id == debtor_id:
                self._desk.open_match(live, match)

    def set_identity(self, identity: Identity) -> None:
        """Say who is on the line; anything but the confirmed person covers the file.

        Nobody is known before the call is answered. After its end no key rewrites what was said
        during the talk, but who was never said can still be told.
        """
        live = self._desk.focused
        if live is None or (live.has_ended and not live.who_may_be_told):
            return
        self.tell_who_it_was(identity)

    def tell_who_it_was(self, identity: Identity) -> None:
        """Say or correct who is or was on the line; the journal marks what is told afterwards."""
        live = self._desk.focused
        if live is None or not live.call.was_answered or live.draft.identity is identity:
            return
        if identity is Identity.CONFIRMED and live.case is None:
            return
        self._desk.record(
            live, JournalKind.IDENTITY, identity_body(identity, afterwards=live.has_ended)
        )
        if identity is Identity.CONFIRMED:
            self.files.find_duplicates()
            if live.draft.state is DebtorState.THIRD_PARTY:
                self._desk.record(live, JournalKind.STATE, {"state": None})
            self._go_to(live, max(live.draft.reached, Stage.GREETING, key=list(Stage).index))
            return
        third = identity is Identity.THIRD_PARTY
        state = DebtorState.THIRD_PARTY.value if third else None
        self._desk.record(live, JournalKind.STATE, {"state": state})
        self._go_to(live, Stage.IDENTITY)

    def set_state(self, state: DebtorState) -> None:
        """Say how the person is; pressing the same key again takes it back."""
        live = self._desk.focused
        if live is None or live.has_ended:
            return
        third = live.draft.identity is Identity.THIRD_PARTY
        if state is DebtorState.THIRD_PARTY:
            self.set_identity(Identity.UNCONFIRMED if third else Identity.THIRD_PARTY)
            return
        if third:
            return
        chosen = None if live.draft.state is state else state.value
        self._desk.record(live, JournalKind.STATE, {"state": chosen})
        live.line_position = 0

    def go_to_stage(self, stage: Stage) -> None:
        """Show the words of a stage; beyond the identity check only for the right person."""
        live = self._desk.focused
        if live is None or live.has_ended or (live.covered and stage is not Stage.IDENTITY):
            return
        self._go_to(live, stage)

    def _go_to(self, live: LiveCall, stage: Stage) -> None:
        """A stage of the talk; after its end there is none to go to."""
        live.line_position = 0
        if live.draft.stage is not stage and not live.has_ended:
            self._desk.record(live, JournalKind.STAGE, {"stage": stage.value})

    def next_stage(self) -> None:
        """One stage on."""
        if self._desk.focused is not None:
            self.go_to_stage(self._desk.focused.draft.stage.following)

    def previous_stage(self) -> None:
        """One stage back."""
        if self._desk.focused is not None:
            self.go_to_stage(self._desk.focused.draft.stage.preceding)

    def step_line(self, step: int) -> None:
        """Show the next (+1) or previous (-1) line; the list goes round."""
        live = self._desk.focused
        if live is None:
            return
        count = len(self._desk.lines_of(live))
        live.line_position = (live.line_position + step) % count if count else 0

    def choose_line(self, position: int) -> None:
        """Show one of the alternatives."""
        live = self._desk.focused
        if live is not None and 0 <= position < len(self._desk.lines_of(live)):
            live.line_position = position

    def mark_said(self) -> None:
        """The agent said the line that is shown; an ask is followed by golden silence."""
        live = self._desk.focused
        if live is None or not live.is_conversing:
            return
        lines = self._desk.lines_of(live)
        if not lines:
            return
        line = lines[min(live.line_position, len(lines) - 1)]
        said = said_body(line.prompt, self._desk.local_time(live))
        self._desk.record(live, JournalKind.SAID, said)
        # The said line sinks to the end of the list: the next best takes its place.
        live.line_position = 0
        if line.prompt.is_ask and live.conversation is not None:
            live.conversation.mark_ask(self._desk.clock.now().monotonic_ms)
        self._desk.request(LineSaid(live.call_id, line.prompt.stage, line.text))

    def mark_turn(self) -> None:
        """The one key for lines without levels: I asked; again: they answer."""
        live = self._desk.focused
        if live is None or live.conversation is None:
            return
        at_ms = self._desk.clock.now().monotonic_ms
        reading = live.conversation.read(at_ms)
        if reading.signal in GOLDEN_SIGNALS and not reading.debtor_heard:
            live.conversation.mark_speaking(Side.DEBTOR, at_ms)
        else:
            live.conversation.mark_ask(at_ms)

    def edit_note(self, text: str) -> None:
        """The note as it now reads."""
        live = self._desk.focused
        if live is not None and live.draft.note != text:
            self._desk.record(live, JournalKind.NOTE, note_edit(live.draft.note, text))

    def set_field(self, name: OutcomeField, value: FieldValue | None) -> None:
        """One detail of the outcome; None takes it back."""
        live = self._desk.focused
        if live is not None and live.draft.fields.get(name) != value:
            self._desk.record(live, JournalKind.FIELD, {"field": name.value, "value": value})

    def choose_disposition(self, disposition: Disposition | None) -> None:
        """What came of the call; None takes it back."""
        live = self._desk.focused
        if live is not None and live.draft.disposition is not disposition:
            value = disposition.value if disposition else None
            self._desk.record(live, JournalKind.DISPOSITION, {"disposition": value})

    def save_outcome(self) -> None:
        """Confirm the wrap-up. Nothing happens while something is missing: the view says what."""
        live = self._desk.focused
        if live is None or not live.has_ended or live.saving is not None:
            return
        desk = self._desk
        practice = live.call.ref.line in desk.practice_lines
        outcome = live.outcome(desk.track, desk.clock.now(), practice=practice)
        if outcome is None or not live.faults(desk.profile, desk.local_time(live)).none:
            return
        live.saving = outcome
        desk.request(SaveOutcome(outcome))

    def dial(self, number: str, line: str | None = None) -> None:
        """Dial on a line, by default the first that is connected and can."""
        name = line or self._desk.dialling_line()
        if name is not None and number.strip():
            self._desk.request(CommandLine(LineCommand.DIAL, CallRef(name, None, number.strip())))

    def report_ring(self, number: str) -> None:
        """Say that a call comes in on a phone that tells nothing; the number may be empty."""
        for name, commands in self._desk.line_commands.items():
            if LineCommand.REPORT_RING in commands:
                ref = CallRef(name, None, number.strip() or None)
                self._desk.request(CommandLine(LineCommand.REPORT_RING, ref))
                return

    def answer(self) -> None:
        """Take the call in front, or the one that rings behind it."""
        ringing = [c for c in self._desk.calls.values() if c.call.state is CallState.RINGING]
        focused = self._desk.focused
        live = focused if focused in ringing else (ringing[0] if ringing else None)
        if live is not None:
            self._desk.focused_id = live.call_id
            line = self._desk.controls(live.call).line
            if LineCommand.ANSWER in self._desk.line_commands.get(line, frozenset()):
                self._command(live, LineCommand.ANSWER)
            else:
                # It is answered on the telephone; many can tell of nothing but the ring.
                self._desk.take_word(live, is_over=False)

    def hang_up(self) -> None:
        """End the call in front; one that its line cannot end, ends here, on the agent's word."""
        live = self._desk.focused
        if live is None or live.has_ended:
            return
        line = self._desk.controls(live.call).line
        state = self._desk.line_states.get(line)
        reached = state is not None and state.state is not LineState.LOST
        able = LineCommand.HANG_UP in self._desk.line_commands.get(line, frozenset())
        if live.call.state is CallState.UNKNOWN or not reached or not able:
            self._desk.take_word(live, is_over=True)
            return
        self._command(live, LineCommand.HANG_UP)

    def hold_or_resume(self) -> None:
        """Put the call in front on hold, or take it off."""
        live = self._desk.focused
        if live is None:
            return
        if live.call.state is CallState.HELD:
            self._command(live, LineCommand.RESUME)
        elif live.call.state is CallState.ESTABLISHED:
            self._command(live, LineCommand.HOLD)

    def mute_or_unmute(self) -> None:
        """Switch the agent's microphone off or on."""
        live = self._desk.focused
        if live is not None and live.call.state is CallState.ESTABLISHED:
            self._command(live, LineCommand.UNMUTE if live.call.muted else LineCommand.MUTE)

    def _command(self, live: LiveCall, command: LineCommand) -> None:
        ref = self._desk.controls(live.call)
        if command in self._desk.line_commands.get(ref.line, frozenset()):
            self._desk.request(CommandLine(command, ref))
