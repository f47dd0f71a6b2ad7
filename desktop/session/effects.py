"""What the session asks of the outside. Each is answered, if at all, by a method of the desk."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.calls import CallRef
from desktop.domain.journal import JournalEntry
from desktop.domain.outcome import Outcome
from desktop.domain.talk_track import Stage
from desktop.session.ports import LineCommand


@dataclass(frozen=True, slots=True)
class MatchNumber:
    """Find the files a number may mean; answered by `Desk.number_matched`."""

    call_id: str
    number: str


@dataclass(frozen=True, slots=True)
class OpenCase:
    """Open one file; answered by `Desk.case_opened`."""

    call_id: str
    debtor_id: int


@dataclass(frozen=True, slots=True)
class AppendJournal:
    """Make one entry durable; answered by `Desk.journal_written` or `Desk.storage_failed`."""

    entry: JournalEntry


@dataclass(frozen=True, slots=True)
class SaveOutcome:
    """Save an outcome; answered by `Desk.outcome_saved` or `Desk.storage_failed`."""

    outcome: Outcome


@dataclass(frozen=True, slots=True)
class CommandLine:
    """Ask a softphone for something; answered by its events."""

    command: LineCommand
    ref: CallRef


@dataclass(frozen=True, slots=True)
class LineSaid:
    """The agent said a line. A simulated debtor answers it; a real one does by himself."""

    call_id: str
    stage: Stage
    text: str


Effect = MatchNumber | OpenCase | AppendJournal | SaveOutcome | CommandLine | LineSaid
StorageEffect = MatchNumber | OpenCase | AppendJournal | SaveOutcome
