"""What the panels show: immutable, already masked, in the words of the domain.

A panel renders its part and holds no rule; what it is not given it cannot leak.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from desktop.domain.calls import CallState, Direction, EndReason, LineState
from desktop.domain.cases import Debt, Hold, PhoneKind, TimelineEntry
from desktop.domain.conversation import Reading
from desktop.domain.matching import MatchReason, PopKind
from desktop.domain.money import Money
from desktop.domain.outcome import (
    Disposition,
    Fields,
    Identity,
    OutcomeFaults,
    OutcomeField,
    TalkFigures,
)
from desktop.domain.search_terms import MatchedBy
from desktop.domain.talk_track import DebtorState, SpokenLine, Stage, Technique
from desktop.session.file_view import FileChangesView, FileHintsView
from desktop.session.ports import LineCommand, SavedCall


@dataclass(frozen=True, slots=True)
class LineView:
    """One softphone and whether it can be reached."""

    name: str
    state: LineState
    detail: str
    commands: frozenset[LineCommand]


@dataclass(frozen=True, slots=True)
class CallView:
    """One call as its strip or inbox row shows it. `number` is whole only when no file has it."""

    call_id: str
    line: str
    who: str
    number: str
    state: CallState
    direction: Direction
    started_epoch_ms: int
    talk_ms: int
    muted: bool
    end_reason: EndReason | None
    practice: bool


@dataclass(frozen=True, slots=True)
class CandidateView:
    """One file offered when several match."""

    debtor_id: int
    name: str
    reason: MatchReason
    number: str


@dataclass(frozen=True, slots=True)
class PopView:
    """Why this file opened, or what to choose from."""

    kind: PopKind
    reason: MatchReason | None
    candidates: tuple[CandidateView, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseView:
    """The file. When `covered`, it holds no amount, no creditor, no reason and no history text."""

    covered: bool
    name: str
    title: str
    number: str
    external_ref: str
    match_question: str
    match_answer: str
    time_zone: str = ""
    days_past_due: int | None = None
    balance: Money | None = None
    principal: Money | None = None
    interest: Money | None = None
    fees: Money | None = None
    paid: Money | None = None
    as_of: date | None = None
    debts: tuple[Debt, ...] = ()
    timeline: tuple[TimelineEntry, ...] = ()
    holds: tuple[Hold, ...] = ()


@dataclass(frozen=True, slots=True)
class TalkView:
    """The words for now: one line large, the others behind a key."""

    stage: Stage
    reached: Stage
    state: DebtorState | None
    identity: Identity
    line: SpokenLine | None
    technique: Technique | None
    alternatives: tuple[SpokenLine, ...]
    position: int
    count: int
    was_said: bool
    can_advance: bool


@dataclass(frozen=True, slots=True)
class WrapUpView:
    """The outcome as it stands, and what is still missing.

    `offered_days` and `offered_times` are one click away: the next working day and the one in a
    week, and two times to call back, where the debtor lives. Who was on the line can be said of a
    call that was answered; the right person only of one that has a file.
    """

    open: bool
    disposition: Disposition | None
    suggested: Disposition | None
    fields: Fields
    shown_fields: tuple[OutcomeField, ...]
    faults: OutcomeFaults
    read_back: str
    channels: tuple[str, ...]
    offered_days: tuple[date, ...]
    offered_times: tuple[datetime, ...]
    note: str
    figures: TalkFigures
    reached: Stage
    state: DebtorState | None
    identity: Identity
    can_confirm: bool
    can_say_who: bool
    talk_ms: int
    end_reason: EndReason | None
    can_save: bool
    saving: bool


@dataclass(frozen=True, slots=True)
class StorageView:
    """Whether everything typed is on disk. `fault` is a `StorageError` kind or None.

    `on_reserve`: the disk is full and the saves take the place that was kept for them.
    `damage_found`: a part of the file that nobody needed so far cannot be read.
    """

    unsaved_entries: int
    fault: str | None
    on_reserve: bool = False
    damage_found: bool = False


@dataclass(frozen=True, slots=True)
class SavedTodayView:
    """What was saved since midnight, newest first, and whether the last one can be taken back."""

    calls: tuple[SavedCall, ...]
    can_take_back_last: bool


@dataclass(frozen=True, slots=True)
class FoundView:
    """One person who fits. Numbers are masked; amounts and contracts are not among it."""

    debtor_id: int
    name: str
    customer_number: str
    number: str
    by: MatchedBy


@dataclass(frozen=True, slots=True)
class SearchView:
    """The search while it is open. `call` is whom a choice is for; None opens the file to read.

    `found` is None until the first answer to what stands in the field.
    """

    text: str
    call: CallView | None
    found: tuple[FoundView, ...] | None
    more: bool
    is_searching: bool
    indexed_percent: int | None
    fault: str | None
    can_take_back: bool


@dataclass(frozen=True, slots=True)
class ReadingView:
    """A file that lies open before anybody is dialled: its numbers, masked, in order."""

    numbers: tuple[tuple[str, PhoneKind], ...]
    can_dial: bool


@dataclass(frozen=True, slots=True)
class SessionView:
    """The whole window at one moment."""

    lines: tuple[LineView, ...]
    focused: CallView | None
    others: tuple[CallView, ...]
    inbox: tuple[CallView, ...]
    pop: PopView | None
    case: CaseView | None
    talk: TalkView | None
    timer: Reading | None
    wrap_up: WrapUpView | None
    storage: StorageView
    last_saved: CallView | None
    saved_today: SavedTodayView
    file_changes: FileChangesView
    file_hints: FileHintsView | None
    language: str
    search: SearchView | None = None
    reading: ReadingView | None = None
