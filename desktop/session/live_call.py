"""One call while it matters to the agent: from its ring until its outcome is saved."""

from __future__ import annotations

from datetime import datetime

from desktop.domain.calls import Call, CallState, Direction, EndReason, LevelMeasured
from desktop.domain.cases import CaseFile, HoldKind
from desktop.domain.conversation import Conversation, Reading
from desktop.domain.facts import gather_facts
from desktop.domain.file_changes import FileChange
from desktop.domain.journal import Body, CallDraft, JournalEntry, JournalKind, call_body
from desktop.domain.matching import NumberMatch, Pop
from desktop.domain.moments import Moment
from desktop.domain.money import Money
from desktop.domain.outcome import (
    COMMITMENTS,
    HOLDS,
    CallEvidence,
    Disposition,
    Identity,
    Outcome,
    OutcomeFaults,
    OutcomeField,
    TalkFigures,
    check_outcome,
    shown_fields,
    suggest_disposition,
)
from desktop.domain.profile import Profile
from desktop.domain.talk_track import SpokenLine, TalkTrack, choose_lines


class LiveCall:
    """A call with its file, its words, its timer and its growing outcome.

    Every fact enters through `record`, which is also what the journal keeps: what a replay rebuilds
    is what was on the screen.
    """

    def __init__(self, call: Call, draft: CallDraft | None = None, next_seq: int = 0) -> None:
        self.call_id = call.call_id
        self.draft = draft or CallDraft(call=call)
        self.pop: Pop | None = None
        self.match: NumberMatch | None = None
        self.case: CaseFile | None = None
        self.line_position = 0
        self.unsaved: dict[int, JournalEntry] = {}
        self.saving: Outcome | None = None
        self.kept_number: FileChange | None = None
        self.duplicates: tuple[CaseFile, ...] = ()
        self.before_merge: tuple[int, int] | None = None
        self.covered_before_merge = False
        self._next_seq = next_seq
        self._conversation: Conversation | None = None

    @property
    def call(self) -> Call:
        """The call as the line reports it."""
        if self.draft.call is None:
            raise ValueError("a live call begins with what its line reported")
        return self.draft.call

    @property
    def has_ended(self) -> bool:
        """Whether only the outcome is left to do."""
        return not self.call.is_live

    @property
    def is_conversing(self) -> bool:
        """Whether somebody took the call and it is not over: only then is anything said."""
        return self.call.was_answered and not self.has_ended

    @property
    def who_may_be_told(self) -> bool:
        """Whether nobody said during the talk who was on the line."""
        return self.draft.identity is Identity.UNCONFIRMED or self.draft.identity_told_afterwards

    @property
    def covered(self) -> bool:
        """Whether amounts, creditor, reason and history must stay hidden."""
        return self.draft.identity is not Identity.CONFIRMED

    def record(self, kind: JournalKind, body: Body, at: Moment) -> JournalEntry:
        """Take in one fact; the entry must now be made durable."""
        if kind is JournalKind.DEBTOR:
            # Both belong to the file that was open.
            self.kept_number, self.duplicates = None, ()
        entry = JournalEntry(self.call_id, self._next_seq, at.epoch_ms, kind, body)
        self._next_seq += 1
        self.draft = self.draft.apply(entry)
        self.unsaved[entry.seq] = entry
        return entry

    def follow(self, call: Call, at: Moment) -> JournalEntry:
        """Take in what the line reported, and let the timer follow it."""
        self._move_timer(call, at)
        entry = self.record(JournalKind.CALL, call_body(call), at)
        # The journal keeps wall time only; while the program runs, monotonic time is better.
        self.draft = self.draft.with_call(call)
        return entry

    def _move_timer(self, call: Call, at: Moment) -> None:
        if call.was_answered and self._conversation is None:
            self._conversation = Conversation(at.monotonic_ms)
        if self._conversation is None:
            return
        if call.state is CallState.ESTABLISHED:
            self._conversation.resume(at.monotonic_ms)
        else:
            self._conversation.pause(at.monotonic_ms)

    def hear(self, event: LevelMeasured) -> None:
        """One level sample of one side."""
        if self._conversation is not None and self.call.state is CallState.ESTABLISHED:
            self._conversation.level(event.side, event.level_dbov, event.at.monotonic_ms)

    @property
    def conversation(self) -> Conversation | None:
        """The timer, once the call was answered."""
        return self._conversation

    def reading(self, now: Moment) -> Reading | None:
        """What the silence timer shows."""
        if self._conversation is None or self.call.state is not CallState.ESTABLISHED:
            return None
        return self._conversation.read(now.monotonic_ms)

    def figures(self, now: Moment) -> TalkFigures:
        """The talk in numbers; after a restart those that were journalled."""
        if self._conversation is None:
            return self.draft.figures
        reading = self._conversation.read(now.monotonic_ms)
        return TalkFigures(
            agent_talk_ms=reading.agent_talk_ms,
            debtor_talk_ms=reading.debtor_talk_ms,
            longest_silence_ms=reading.longest_silence_ms,
            golden_held=reading.golden_held,
            golden_broken=reading.golden_broken,
            interruptions=reading.interruptions,
        )

    def lines(
        self, track: TalkTrack, profile: Profile, now_local: datetime, language: str
    ) -> tuple[SpokenLine, ...]:
        """The lines that fit now, best first."""
        facts = gather_facts(
            case=self.case,
            profile=profile,
            fields=self.draft.fields,
            now_local=now_local,
            language=language,
            identity_confirmed=not self.covered,
        )
        return choose_lines(
            track,
            stage=self.draft.stage,
            state=self.draft.state,
            facts=facts,
            said=self.draft.said,
            language=language,
        )

    @property
    def balance(self) -> Money | None:
        """What may at most be promised; None without a file."""
        return self.case.balance if self.case is not None else None

    @property
    def suggested(self) -> Disposition | None:
        """What the call itself proves about its outcome."""
        if not self.has_ended:
            return None
        return suggest_disposition(
            CallEvidence(
                answered=self.call.was_answered,
                incoming=self.call.direction is Direction.INCOMING,
                end_reason=self.call.end_reason or EndReason.UNKNOWN,
                identity=self.draft.identity,
                fields=self.draft.fields,
                message_left=self.draft.message_left,
            )
        )

    @property
    def disposition(self) -> Disposition | None:
        """What the agent chose, else what the call proves, else nothing."""
        return self.draft.disposition or self.suggested

    @property
    def shown_fields(self) -> tuple[OutcomeField, ...]:
        """The fields that belong to the disposition."""
        return shown_fields(self.disposition) if self.disposition else ()

    @property
    def promised(self) -> Disposition | None:
        """As what the fields about money are read, if they are a promise at all.

        It is the outcome chosen; while the call runs and none is, what the fields look like.
        """
        if self.disposition is not None or self.has_ended:
            return self.disposition if self.disposition in COMMITMENTS else None
        is_plan = OutcomeField.INSTALMENT_COUNT in self.draft.fields
        return Disposition.PLAN if is_plan else Disposition.PROMISE

    def faults(self, profile: Profile, now_local: datetime) -> OutcomeFaults:
        """What still keeps the outcome from being saved, and a promise from being one."""
        faults = check_outcome(
            self.disposition or self.promised,
            self.draft.fields,
            identity=self.draft.identity,
            balance=self.balance,
            now_local=now_local,
            limits=profile.limits,
        )
        if self.disposition is None:
            return OutcomeFaults(disposition_missing=True, commitment=faults.commitment)
        return faults

    def outcome(self, track: TalkTrack, now: Moment, *, practice: bool) -> Outcome | None:
        """The outcome to save, or None without a disposition."""
        disposition = self.disposition
        if disposition is None:
            return None
        kept = {
            name: self.draft.fields[name]
            for name in shown_fields(disposition)
            if name in self.draft.fields
        }
        return Outcome(
            call_id=self.call_id,
            debtor_id=self.draft.debtor_id,
            disposition=disposition,
            fields=kept,
            note=self.draft.note,
            stage=self.draft.reached,
            state=self.draft.state,
            identity=self.draft.identity,
            figures=self.figures(now),
            talk_ms=self.call.talk_ms(now),
            end_reason=self.call.end_reason or EndReason.UNKNOWN,
            currency=self.case.currency if self.case is not None else "CNY",
            prompts_said=self.draft.said,
            holds=self._holds(track, disposition),
            hold_until=self.draft.hold_until,
            practice=practice,
            saved_at_epoch_ms=now.epoch_ms,
        )

    def _holds(self, track: TalkTrack, disposition: Disposition) -> tuple[HoldKind, ...]:
        """What the outcome and the lines that were said bind us to, each once."""
        kinds = [HOLDS[disposition]] if disposition in HOLDS else []
        bound = (p.binds for p in track.prompts if p.prompt_id in self.draft.said)
        kinds.extend(HoldKind(name) for name in bound if name)
        return tuple(dict.fromkeys(kinds))
