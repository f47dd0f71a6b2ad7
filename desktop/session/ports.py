"""What the session needs from outside, as Protocols; the rooms provide it, `app` wires it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Protocol

from desktop.domain.calls import CallRef
from desktop.domain.cases import CaseFile, CaseRecord, Phone
from desktop.domain.file_changes import FileChange, FilesMerged, UndoFault
from desktop.domain.journal import JournalEntry
from desktop.domain.matching import NumberMatch
from desktop.domain.moments import Moment
from desktop.domain.outcome import Disposition, Outcome
from desktop.domain.search_answer import SearchAnswer


class Clock(Protocol):
    """Reads time; injected so that no rule ever reads a clock itself."""

    def now(self) -> Moment:
        """This instant."""
        ...

    def local(self, time_zone: str) -> datetime:
        """This instant as an aware time in an IANA zone; an unknown zone gives the machine's."""
        ...


class LineCommand(Enum):
    """What the agent can ask of a softphone."""

    DIAL = "dial"
    ANSWER = "answer"
    HANG_UP = "hang_up"
    HOLD = "hold"
    RESUME = "resume"
    MUTE = "mute"
    UNMUTE = "unmute"
    REPORT_RING = "report_ring"
    """The agent says that a call comes in, because this line cannot tell."""


PHONE_COMMANDS = frozenset(LineCommand) - {LineCommand.REPORT_RING}
"""What a softphone that tells everything can be asked to do."""


class Line(Protocol):
    """One softphone. It reports `CallEvent`s to the callable it was built with, on the GUI thread.

    Its events are the only truth: a command that was sent proves nothing until an event says so.
    """

    @property
    def name(self) -> str:
        """The name that its events carry."""
        ...

    @property
    def commands(self) -> frozenset[LineCommand]:
        """What this line can be asked to do."""
        ...

    def start(self) -> None:
        """Connect, and go on trying for as long as it takes."""
        ...

    def stop(self) -> None:
        """Disconnect for good; no event comes after this returns."""
        ...

    def send(self, command: LineCommand, ref: CallRef) -> None:
        """Ask for something; for `DIAL` the number is in `ref.number`."""
        ...


class NumberPlan(Protocol):
    """Turns what lines and people write into E.164."""

    def normalise(self, raw: str, region: str) -> str | None:
        """The number as `+8613800138000`, or None when it is not a phone number at all."""
        ...


class StorageError(Exception):
    """The environment failed the store: disk full, locked, read-only. Keep everything, tell, retry.

    `kind` is one of the constants below and is what the screen's sentence is chosen by.
    """

    DISK_FULL = "disk_full"
    LOCKED = "locked"
    READ_ONLY = "read_only"
    IO = "io"
    CORRUPT = "corrupt"
    """Not a failing environment, but told and tried again like one: the file is damaged."""
    BUG = "bug"
    """Something of ours is wrong; the words are kept and tried again all the same."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


@dataclass(frozen=True, slots=True)
class UnfinishedCall:
    """A call without an outcome, as found at start: its journal, in order."""

    call_id: str
    entries: tuple[JournalEntry, ...]


@dataclass(frozen=True, slots=True)
class WithdrawnCall:
    """A call whose outcome was taken back: its journal, and the outcome as it had been saved."""

    call: UnfinishedCall
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class SavedCall:
    """One line in the list of what was saved: `who` and `number` may be empty."""

    call_id: str
    saved_at_epoch_ms: int
    disposition: Disposition
    who: str
    number: str
    earlier_versions: int
    practice: bool


@dataclass(frozen=True, slots=True)
class ChangeUndone:
    """What came of an undo: the file it is about, or why it cannot be done any more.

    Where two files had been one, that is the kept one, and `shared_id` the key that both had.
    """

    fault: UndoFault | None
    debtor_id: int
    shared_id: int | None = None


class CallStore(Protocol):
    """The store as the live desk uses it. Blocking; called on the store's own thread.

    Every write is durable when it returns, may be repeated without harm, and raises `StorageError`
    when the environment fails.
    """

    def match_number(self, number: str) -> tuple[NumberMatch, ...]:
        """Files in which this E.164 number stands, or numbers with the same last digits."""
        ...

    def open_case(self, debtor_id: int) -> CaseFile | None:
        """One file by its key."""
        ...

    def search(self, query: str) -> SearchAnswer:
        """Who fits everything that was typed, the likeliest first."""
        ...

    def append_journal(self, entries: Iterable[JournalEntry]) -> None:
        """Make journal entries durable, in one transaction."""
        ...

    def save_outcome(self, outcome: Outcome) -> None:
        """Save the outcome of a call with its promise, plan and holds, in one transaction."""
        ...

    def unfinished_calls(self) -> tuple[UnfinishedCall, ...]:
        """Calls whose journal began and whose outcome was never saved, oldest first."""
        ...

    def recently_ended(self, limit: int) -> tuple[CallRef, ...]:
        """The newest calls that have an outcome, so that a replay of them opens nothing."""
        ...

    def withdraw_outcome(
        self, call_id: str, saved_at_epoch_ms: int, at_epoch_ms: int
    ) -> WithdrawnCall | None:
        """Take back the outcome that was saved at a time, with all that followed from it.

        It is kept as an earlier version. None when another one is there, or its call cannot be
        put back.
        """
        ...

    def saved_since(self, epoch_ms: int) -> tuple[SavedCall, ...]:
        """The outcomes saved since a time, newest first."""
        ...


class FileStore(Protocol):
    """What an agent changes in the files themselves. As `CallStore`: blocking, durable, repeatable.

    Each change that can be undone is kept with what it takes to undo it.
    """

    def add_file(self, record: CaseRecord) -> CaseFile:
        """Make a file, or renew the one that has its reference already."""
        ...

    def keep_number(self, debtor_id: int, phone: Phone, at_epoch_ms: int) -> FileChange | None:
        """Put a number into a file; None when it stands there already or the file is gone."""
        ...

    def likely_duplicates(self, debtor_id: int) -> tuple[CaseFile, ...]:
        """Other files that may be the same person."""
        ...

    def merge_files(self, kept_id: int, dropped_id: int, at_epoch_ms: int) -> FilesMerged | None:
        """Put one file into another; None when one of them is gone."""
        ...

    def file_changes(self, since_epoch_ms: int) -> tuple[FileChange, ...]:
        """Numbers kept since a time, and merges whenever they were; newest first, not undone."""
        ...

    def undo_change(self, change_id: int, at_epoch_ms: int) -> ChangeUndone | None:
        """Take a change back, whole or not at all; None when there is none of that number."""
        ...


class DeskStore(CallStore, FileStore, Protocol):
    """Everything that a desk asks of its store."""
