"""Whatever lines, store and agent do in whatever order, the desk keeps its promises."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from desktop.domain.calls import (
    CallMuted,
    EndReason,
    LineCallsListed,
    LineState,
    ListedCall,
    Side,
)
from desktop.domain.calls import CallState as State
from desktop.domain.cases import TimelineEntry, TimelineKind
from desktop.domain.journal import CallDraft, JournalKind, call_body, replay
from desktop.domain.matching import MatchReason
from desktop.domain.money import Money
from desktop.domain.outcome import Disposition, Identity, OutcomeField
from desktop.domain.talk_track import DebtorState, Stage
from desktop.session.effects import AppendJournal, MatchNumber, OpenCase, SaveOutcome
from desktop.session.live_call import LiveCall
from tests.fakes import LINE, sample_case, sample_match, sample_ref
from tests.unit.seat import Seat
from tests.unit.test_covered_desk import leaks

SIPS = st.sampled_from(["sip-1", "sip-2", "sip-3"])
NUMBERS = st.sampled_from(["+8613800138000", "+8613900139000", None])
PAID = TimelineEntry(0, TimelineKind.PAYMENT, "cash desk", Money(77_700))
FILES = [sample_case(number, timeline=(PAID,)) for number in (1, 2)]
FIELDS = st.one_of(
    st.tuples(st.just(OutcomeField.AMOUNT), st.sampled_from([None, 0, 50_000, 9_999_999])),
    st.tuples(st.just(OutcomeField.DATE), st.sampled_from([None, "2025-11-28", "soon"])),
    st.tuples(st.just(OutcomeField.CHANNEL), st.sampled_from([None, "bank transfer"])),
    st.tuples(st.just(OutcomeField.INSTALMENT_COUNT), st.sampled_from([None, 3])),
    st.tuples(st.just(OutcomeField.REASON), st.sampled_from([None, "没有工作 🙏🏽"])),
)


def without_monotonic_times(draft: CallDraft) -> tuple[CallDraft, Any]:
    """A draft as the journal can tell it: its call by what is journalled of it."""
    return replace(draft, call=None), call_body(draft.call) if draft.call else None


class DeskMachine(RuleBasedStateMachine):
    """Random events, answers and wishes; the store answers late, never, or with a failure."""

    def __init__(self) -> None:
        super().__init__()
        self.seat = Seat("run1")
        self.runs = 1
        self.journal: dict[str, list[Any]] = {}
        self.accepted: dict[str, int] = {}
        self.watch()

    def watch(self) -> None:
        """Keep what the store is asked for; each entry replayed must give the draft as it is."""
        desk = self.seat.desk
        recorded = self.seat.asked

        def request(effect: Any) -> None:
            recorded(effect)
            if isinstance(effect, AppendJournal):
                entries = self.journal.setdefault(effect.entry.call_id, [])
                if effect.entry in entries:
                    return
                entries.extend(effect.entries)
                live = desk.calls[effect.entry.call_id]
                self.compare(live)

        desk.request = request

    def compare(self, live: LiveCall) -> None:
        """The journal so far, replayed, is the call on the screen."""
        replayed = replay(self.journal[live.call_id])
        assert without_monotonic_times(replayed) == without_monotonic_times(live.draft)

    # The line.

    @rule(sip=SIPS, number=NUMBERS)
    def ring(self, sip: str, number: str | None) -> None:
        self.seat.ring(sip, number)

    @rule(sip=SIPS, number=NUMBERS)
    def establish(self, sip: str, number: str | None) -> None:
        self.seat.establish(sip, number)

    @rule(sip=SIPS, reason=st.sampled_from(EndReason))
    def end(self, sip: str, reason: EndReason) -> None:
        self.seat.end(sip, reason)

    @rule(sip=SIPS, hold=st.booleans())
    def hold_or_resume(self, sip: str, *, hold: bool) -> None:
        (self.seat.hold if hold else self.seat.resume)(sip)

    @rule(sip=SIPS, muted=st.booleans())
    def mute(self, sip: str, *, muted: bool) -> None:
        event = CallMuted(sample_ref(None, sip), self.seat.clock.now(), muted)
        self.seat.desk.receive(event)

    @rule(state=st.sampled_from(LineState))
    def link(self, state: LineState) -> None:
        self.seat.link(state)

    @rule(sip=SIPS, state=st.sampled_from([State.RINGING, State.ESTABLISHED, State.HELD]))
    def list_calls(self, sip: str, state: State) -> None:
        listed = (ListedCall(sample_ref(None, sip), state),)
        self.seat.desk.receive(LineCallsListed(LINE, self.seat.clock.now(), listed))

    @rule(sip=SIPS, side=st.sampled_from(Side), level_dbov=st.sampled_from([-20.0, -21.5, -96.0]))
    def hear(self, sip: str, side: Side, level_dbov: float) -> None:
        self.seat.hear(side, level_dbov, sip)

    @rule(ms=st.sampled_from([1, 500, 3_000, 20_000]))
    def time_passes(self, ms: int) -> None:
        self.seat.clock.advance(ms)

    # The agent.

    @rule(identity=st.sampled_from(Identity))
    def set_identity(self, identity: Identity) -> None:
        self.seat.intents.set_identity(identity)

    @rule(identity=st.sampled_from(Identity))
    def tell_who_it_was(self, identity: Identity) -> None:
        self.seat.intents.tell_who_it_was(identity)

    @rule(state=st.sampled_from(DebtorState))
    def set_state(self, state: DebtorState) -> None:
        self.seat.intents.set_state(state)

    @rule(stage=st.sampled_from(Stage))
    def go_to_stage(self, stage: Stage) -> None:
        self.seat.intents.go_to_stage(stage)

    @rule(step=st.sampled_from([-1, 1]))
    def say_a_line(self, step: int) -> None:
        self.seat.intents.step_line(step)
        self.seat.intents.mark_said()

    @rule()
    def mark_turn(self) -> None:
        self.seat.intents.mark_turn()

    @rule(text=st.sampled_from(["", "pays", "pays 周五", "👨‍👩‍👧 周五", "paid"]))
    def type_note(self, text: str) -> None:
        self.seat.intents.edit_note(text)

    @rule(field=FIELDS)
    def set_field(self, field: tuple[OutcomeField, Any]) -> None:
        self.seat.intents.set_field(*field)

    @rule(disposition=st.one_of(st.none(), st.sampled_from(Disposition)))
    def choose_disposition(self, disposition: Disposition | None) -> None:
        self.seat.intents.choose_disposition(disposition)

    @rule()
    def save(self) -> None:
        self.seat.intents.save_outcome()

    @rule(debtor_id=st.sampled_from([1, 2]))
    def choose_candidate(self, debtor_id: int) -> None:
        self.seat.intents.choose_candidate(debtor_id)

    @rule()
    def hang_up(self) -> None:
        self.seat.intents.hang_up()

    @rule(place=st.integers(0, 3), typing=st.booleans())
    def look_at_another_call(self, place: int, *, typing: bool) -> None:
        calls = [*self.seat.desk.calls, None]
        self.seat.intents.focus(calls[place % len(calls)])
        self.seat.intents.set_typing(typing=typing)

    # The store.

    @rule(place=st.integers(0, 9), files=st.sampled_from([(), (0,), (1,), (0, 1)]))
    def answer_a_match(self, place: int, files: tuple[int, ...]) -> None:
        questions = self.seat.asked.of(MatchNumber)
        if questions:
            question = questions[place % len(questions)]
            reason = MatchReason.OWN_NUMBER
            matches = tuple(sample_match(FILES[index], reason) for index in files)
            self.seat.desk.number_matched(question.call_id, question.number, matches)

    @rule(found=st.booleans())
    def open_files(self, *, found: bool) -> None:
        for question in self.seat.asked.of(OpenCase):
            case = FILES[question.debtor_id - 1] if found else None
            self.seat.desk.case_opened(question.call_id, case)

    @rule(place=st.integers(0, 30))
    def refuse(self, place: int) -> None:
        kinds = MatchNumber | OpenCase | AppendJournal | SaveOutcome
        effects = [effect for effect in self.seat.asked.effects if isinstance(effect, kinds)]
        if effects:
            self.seat.desk.storage_failed(effects[place % len(effects)], "locked")

    @rule()
    def retry(self) -> None:
        self.seat.intents.retry_storage()
        assert self.seat.desk._refused == {}

    @rule()
    def write_journal(self) -> None:
        self.seat.write_journal()

    @rule()
    def accept_outcomes(self) -> None:
        for effect in self.seat.asked.of(SaveOutcome):
            call_id = effect.outcome.call_id
            if call_id in self.seat.desk.calls:
                self.accepted[call_id] = self.accepted.get(call_id, 0) + 1
                self.seat.desk.outcome_saved(call_id)

    @precondition(lambda self: self.runs < 3)
    @rule()
    def crash_and_start_again(self) -> None:
        """All that was asked of the journal is durable; nothing else survives."""
        before = self.seat
        found = before.unfinished(*[c for c in self.journal if c not in self.accepted])
        found = [replace(call, entries=tuple(self.journal[call.call_id])) for call in found]
        self.runs += 1
        self.seat = Seat(f"run{self.runs}")
        self.seat.clock.advance(before.clock.now().epoch_ms - self.seat.clock.now().epoch_ms + 9)
        self.watch()
        self.seat.desk.restore(found, ())
        assert list(self.seat.desk.calls) == [call.call_id for call in found]
        for call in found:
            live, old = self.seat.desk.calls[call.call_id], before.desk.calls[call.call_id]
            assert live.draft == replace(old.draft, call=live.call)
            assert live.has_ended is old.has_ended

    # The promises.

    @invariant()
    def the_call_in_front_exists(self) -> None:
        desk = self.seat.desk
        assert desk.focused_id is None or desk.focused_id in desk.calls

    @invariant()
    def a_covered_window_holds_no_secret(self) -> None:
        view = self.seat.view
        covered = view.talk is None or view.talk.identity is not Identity.CONFIRMED
        if view.case is not None and view.case.covered:
            assert leaks(view) == []
        elif view.case is not None:
            focused = self.seat.desk.focused
            assert focused is not None
            assert focused.draft.identity is Identity.CONFIRMED
        elif covered:
            assert leaks(view) == []

    @invariant()
    def every_call_is_shown_in_exactly_one_place(self) -> None:
        view = self.seat.view
        front = [view.focused] if view.focused else []
        shown = [call.call_id for call in (*front, *view.others, *view.inbox)]
        assert sorted(shown) == sorted(self.seat.desk.calls)

    @invariant()
    def a_call_is_saved_at_most_once_and_always_as_the_same_outcome(self) -> None:
        assert set(self.accepted.values()) <= {1}
        outcomes: dict[str, Any] = {}
        for effect in self.seat.asked.of(SaveOutcome):
            assert outcomes.setdefault(effect.outcome.call_id, effect.outcome) == effect.outcome

    @invariant()
    def a_file_open_on_the_screen_is_the_one_that_is_journalled(self) -> None:
        for live in self.seat.desk.calls.values():
            if live.case is not None:
                assert live.draft.debtor_id == live.case.debtor_id

    @invariant()
    def every_prefix_of_a_journal_can_be_replayed(self) -> None:
        for entries in self.journal.values():
            assert [entry.seq for entry in entries] == list(range(len(entries)))
            assert entries[0].kind in (JournalKind.CALL, JournalKind.DEBTOR)


DeskMachine.TestCase.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
TestDesk = DeskMachine.TestCase
