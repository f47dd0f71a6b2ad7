"""The agent's desk: every call of every line, which one is looked at, and what happens next.

Calls come in as events, answers from the store as methods, the agent's wishes through
`desktop.session.intents`. Everything the desk wants from outside leaves through `request`. It reads
no clock and waits for nothing: it runs on the GUI thread without locks and is tested with a list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from typing import assert_never

from desktop.domain.call_board import CallBoard, CallChange
from desktop.domain.calls import (
    Call,
    CallEvent,
    CallRef,
    CallState,
    LevelMeasured,
    LineCallsListed,
    LineState,
    LineStateChanged,
)
from desktop.domain.cases import CaseFile
from desktop.domain.file_changes import FileChange, UndoFault
from desktop.domain.journal import (
    Body,
    JournalKind,
    by_hand_body,
    call_body,
    figures_body,
    replay,
    reported_body,
)
from desktop.domain.matching import NumberMatch, decide_pop
from desktop.domain.moments import Moment
from desktop.domain.outcome import Identity
from desktop.domain.profile import Profile
from desktop.domain.talk_track import SpokenLine, Stage, TalkTrack
from desktop.session.auditing import call_about, heard_as, is_news
from desktop.session.effects import (
    AppendJournal,
    Effect,
    MatchNumber,
    OpenCase,
    SaveOutcome,
    StorageEffect,
    StoreQuestion,
)
from desktop.session.finding import Finding
from desktop.session.line_log import LineLog
from desktop.session.live_call import LiveCall
from desktop.session.ports import Clock, LineCommand, SavedCall, UnfinishedCall

DEFAULT_TIME_ZONE = "Asia/Shanghai"
_SAVE, _MATCH, _OPEN, _ASK = -1, -2, -3, -4
"""What the store is asked about a call, besides its journal entries, which count from 0."""


class Desk:
    """Folds events and answers into calls, and asks for effects."""

    def __init__(
        self,
        *,
        request: Callable[[Effect], None],
        clock: Clock,
        new_call_id: Callable[[], str],
        track: TalkTrack,
        profile: Profile,
        language: str,
        practice_lines: frozenset[str] = frozenset(),
    ) -> None:
        self.request = request
        self.clock = clock
        self.track = track
        self.profile = profile
        self.language = language
        self.practice_lines = practice_lines
        self.line_states: dict[str, LineStateChanged] = {}
        self.line_commands: dict[str, frozenset[LineCommand]] = {}
        self.calls: dict[str, LiveCall] = {}
        self.focused_id: str | None = None
        self.storage_fault: str | None = None
        self.on_reserve = False
        self.damage_found = False
        self.is_typing = False
        self.last_saved: LiveCall | None = None
        self.saved_today: tuple[SavedCall, ...] = ()
        self.finding = Finding(request)
        self.line_log = LineLog()
        self._board = CallBoard(new_call_id, practice_lines)
        self.file_changes: tuple[FileChange, ...] = ()
        self.undo_fault: UndoFault | None = None
        self._refused: dict[tuple[str, int], StorageEffect] = {}

    # What the lines report.

    def add_line(self, name: str, commands: frozenset[LineCommand]) -> None:
        """Make a line known before its first event."""
        self.line_commands[name] = commands

    def dialling_line(self) -> str | None:
        """The first line that is connected and can dial."""
        for name, commands in self.line_commands.items():
            state = self.line_states.get(name)
            if state and state.state is LineState.CONNECTED and LineCommand.DIAL in commands:
                return name
        return None

    def receive(self, event: CallEvent) -> None:
        """One event of one line."""
        if isinstance(event, LineStateChanged):
            self.line_states[event.line] = event
        changes = self._board.apply(event)
        for change in changes:
            self._follow(change, reported_body(event))
        self._audit(event, changes)
        if isinstance(event, LevelMeasured):
            call = self._board.find(event.ref)
            if call is not None and call.call_id in self.calls:
                self.calls[call.call_id].hear(event)

    def _audit(self, event: CallEvent, changes: tuple[CallChange, ...]) -> None:
        """Remember who said what; of a call it is also journalled, once if it changed nothing."""
        if not changes and isinstance(event, LevelMeasured):
            return
        about: LiveCall | None = None
        if not changes and not isinstance(
            event, LevelMeasured | LineStateChanged | LineCallsListed
        ):
            about = call_about(event.ref, self._board, self.calls.values())
            if about is not None and is_news(event, about):
                self.record(about, JournalKind.REPORTED, reported_body(event))
        self.line_log.note(heard_as(event, changes, self._board, about))

    def controls(self, call: Call) -> CallRef:
        """What to say, and to which line, to have something done with a call.

        Of several lines that report it, the first that can be reached and asked for anything.
        """
        for ref in call.refs:
            state = self.line_states.get(ref.line)
            if self.line_commands.get(ref.line) and state and state.state is not LineState.LOST:
                return ref
        return call.ref

    def _follow(self, change: CallChange, report: Body) -> None:
        now = self.clock.now()
        call = change.after
        live = self.calls.get(call.call_id)
        if live is None:
            live = self.calls[call.call_id] = LiveCall(call)
            self._look_up(live)
            self._come_forward(live, is_new=True)
        elif change.before is None or change.before.ref.number != call.ref.number:
            self._look_up(live, call.ref)
        figures = live.figures(now)
        entry = live.follow(call, now)
        self.request(AppendJournal(entry, live.record(JournalKind.REPORTED, report, now)))
        if live.has_ended:
            self.record(live, JournalKind.FIGURES, figures_body(figures))
            self._focus_after_end(live)
        elif change.before is None or change.before.state is not call.state:
            self._come_forward(live, is_new=False)

    def _look_up(self, live: LiveCall, ref: CallRef | None = None) -> None:
        number = (ref or live.call.ref).number
        if number:
            self.request(MatchNumber(live.call_id, number))
        else:
            live.pop = decide_pop(None, ())

    def _come_forward(self, live: LiveCall, *, is_new: bool) -> None:
        """A call comes to the front unless the agent is talking to somebody.

        While the agent types, a ring waits: the keys must not land in another person's file. Once
        it is answered it comes forward all the same, for then somebody is on the line.
        """
        focused, talking = self.focused, CallState.ESTABLISHED
        if live.call.state is talking:
            if focused is None or focused.call.state is not talking:
                self.focused_id = live.call_id
        elif is_new and not self.is_typing and (focused is None or focused.has_ended):
            self.focused_id = live.call_id

    def _focus_after_end(self, ended: LiveCall) -> None:
        """Wrap-up stays in front, unless somebody else is already on the line."""
        if self.focused_id != ended.call_id:
            return
        ringing = () if self.is_typing else (CallState.RINGING,)
        for state in (CallState.ESTABLISHED, *ringing):
            for live in self.calls.values():
                if live.call.state is state:
                    self.focused_id = live.call_id
                    return

    # What the agent looks at.

    @property
    def focused(self) -> LiveCall | None:
        """The call in the window."""
        return self.calls.get(self.focused_id) if self.focused_id else None

    def focus(self, call_id: str | None) -> None:
        """Bring a call to the front, or clear the window with None."""
        if call_id is None or call_id in self.calls:
            self.focused_id = call_id

    # What the store answers.

    def number_matched(self, call_id: str, number: str, matches: tuple[NumberMatch, ...]) -> None:
        """The files that the number of a call may mean."""
        self._answered(call_id, _MATCH)
        live = self.calls.get(call_id)
        if live is None or live.draft.debtor_id is not None:
            return
        live.pop = decide_pop(number, matches)
        opened = live.pop.opened or self.finding.meant_by(live.call.direction, live.pop.matches)
        if opened is not None:
            self.open_match(live, opened)

    def case_opened(self, call_id: str, case: CaseFile | None, asked_id: int | None = None) -> None:
        """A file that was asked for by its key; that of one that was put into another is there."""
        self._answered(call_id, _OPEN)
        live = self.calls.get(call_id)
        if live is None or live.saving is not None:
            return
        if case is None and live.case is None:
            # The file was deleted since: an outcome must not point at it.
            self.record(live, JournalKind.DEBTOR, {"debtor_id": None})
            self._look_up(live)
        elif case is not None and live.draft.debtor_id in (case.debtor_id, asked_id):
            if live.draft.debtor_id != case.debtor_id:
                self.record(live, JournalKind.DEBTOR, {"debtor_id": case.debtor_id})
            live.case = case

    def journal_written(self, call_id: str, seq: int) -> None:
        """An entry is durable."""
        live = self.calls.get(call_id)
        if live is not None:
            live.unsaved.pop(seq, None)
        self._answered(call_id, seq)

    def outcome_saved(self, call_id: str) -> None:
        """An outcome is durable: the call leaves the desk."""
        live = self.calls.pop(call_id, None)
        self._refused = {
            key: effect
            for key, effect in self._refused.items()
            # The journal is the proof of what was said: it is written all the same.
            if key[0] != call_id or isinstance(effect, AppendJournal)
        }
        self.finding.forget(call_id)
        if live is not None:
            self.last_saved = live
        if self.focused_id == call_id:
            ongoing = [c.call_id for c in self.calls.values() if not c.has_ended]
            self.focused_id = ongoing[-1] if ongoing else None
        self._storage_works()

    def storage_failed(self, effect: StorageEffect, kind: str) -> None:
        """The environment failed the store; the effect waits for `retry_storage`."""
        call_id, what = _key(effect)
        if call_id in self.calls or what == _ASK or isinstance(effect, AppendJournal):
            # A call that has left the desk is saved: only its journal may still be missing.
            self.storage_fault = kind
            self._refused[call_id, what] = effect

    @property
    def has_unsaved(self) -> bool:
        """Whether something that was typed is not on disk yet."""
        return any(live.unsaved or live.saving for live in self.calls.values()) or any(
            isinstance(effect, AppendJournal)
            or (isinstance(effect, StoreQuestion) and effect.writes)
            for effect in self._refused.values()
        )

    def retry_storage(self) -> None:
        """Ask again for everything that the store could not do; the keys are the same."""
        refused, self._refused = self._refused, {}
        for effect in refused.values():
            self.request(effect)

    def answered(self, question: StoreQuestion) -> None:
        """A question of a subject of its own has its answer."""
        self._answered(*_key(question))

    def _answered(self, call_id: str, what: int) -> None:
        self._refused.pop((call_id, what), None)
        self._storage_works()

    def _storage_works(self) -> None:
        if not self._refused:
            self.storage_fault = None

    def restore(self, unfinished: Iterable[UnfinishedCall], ended: Iterable[CallRef]) -> None:
        """Put back, at start, what the last run left: calls without an outcome, pre-filled."""
        now = self.clock.now()
        self._board.remember_ended(ended)
        for found in unfinished:
            draft = replay(found.entries)
            if draft.call is None or found.call_id in self.calls:
                continue
            call = _talking_until_the_stop(draft.call, found).rebased(now)
            live = LiveCall(call, draft.with_call(call), next_seq=self._next_seq(found))
            self.calls[call.call_id] = live
            if call.is_live:
                self._board.adopt(call)
                call = self._board.live_calls[-1]
                if call_body(call) != call_body(draft.call):
                    # A second crash must not take what is written from now on for talk.
                    self.record(live, JournalKind.CALL, call_body(call))
                live.draft = live.draft.with_call(call)
            else:
                self._board.remember_ended(call.refs)
            if draft.debtor_id is not None:
                self.request(OpenCase(call.call_id, draft.debtor_id))
            else:
                self._look_up(live)

    def _next_seq(self, found: UnfinishedCall) -> int:
        """After every entry on disk, and after those that still wait to be written there."""
        refused = (
            entry.seq
            for effect in self._refused.values()
            if isinstance(effect, AppendJournal)
            for entry in effect.entries
            if entry.call_id == found.call_id
        )
        return 1 + max((*(entry.seq for entry in found.entries), *refused))

    def open_match(self, live: LiveCall, match: NumberMatch) -> None:
        """Open the file of a match and remember why it matched."""
        if live.saving is not None:
            return
        live.match = match
        live.case = match.case
        if live.draft.debtor_id == match.case.debtor_id:
            return
        self.record_debtor(live, match.case.debtor_id)

    def record_debtor(self, live: LiveCall, debtor_id: int | None) -> None:
        """Whose call it is; an identity that was confirmed was that of somebody else."""
        if live.draft.identity is Identity.CONFIRMED:
            # Whoever was confirmed, it was not the person of this file. A crash in between must
            # not leave the other file uncovered.
            self.record(live, JournalKind.IDENTITY, {"identity": Identity.UNCONFIRMED.value})
            self.record(live, JournalKind.STAGE, {"stage": Stage.IDENTITY.value})
            live.line_position = 0
        self.record(live, JournalKind.DEBTOR, {"debtor_id": debtor_id})

    def take_word(self, live: LiveCall, *, is_over: bool) -> None:
        """Take the agent's word that a call is over, or answered, where its line cannot tell."""
        now = self.clock.now()
        for change in self._board.by_hand(live.call_id, now, is_over=is_over):
            self._follow(change, by_hand_body(now, is_over=is_over))

    # What belongs to a call.

    def lines_of(self, live: LiveCall) -> tuple[SpokenLine, ...]:
        """The lines that fit a call now, best first."""
        return live.lines(self.track, self.profile, self.local_time(live), self.language)

    def local_time(self, live: LiveCall) -> datetime:
        """Now, where the debtor is."""
        zone = live.case.debtor.time_zone if live.case is not None else DEFAULT_TIME_ZONE
        return self.clock.local(zone)

    def record(self, live: LiveCall, kind: JournalKind, body: Body) -> None:
        """Take in a fact about a call and ask for it to be made durable."""
        if live.saving is None:
            self.request(AppendJournal(live.record(kind, body, self.clock.now())))


def _talking_until_the_stop(call: Call, found: UnfinishedCall) -> Call:
    """A call that was up at the last stop: the hours since then are not known to be talk."""
    if not call.is_live or not call.was_answered or call.talk_until is not None:
        return call
    last_ms = max(entry.at_epoch_ms for entry in found.entries)
    return replace(call, talk_until=Moment(last_ms, last_ms))


def _key(effect: StorageEffect) -> tuple[str, int]:
    """What a storage effect is about: asking again with the same key does no harm."""
    match effect:
        case AppendJournal(entry):
            return entry.call_id, entry.seq
        case SaveOutcome(outcome):
            return outcome.call_id, _SAVE
        case MatchNumber(call_id):
            return call_id, _MATCH
        case OpenCase(call_id):
            return call_id, _OPEN
        case StoreQuestion():
            return repr(effect), _ASK
        case _:
            assert_never(effect)
