"""What the session asks of the outside. Each is answered, if at all, by a method of the desk."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from desktop.domain.calls import CallRef
from desktop.domain.journal import JournalEntry
from desktop.domain.outcome import Outcome
from desktop.domain.talk_track import Stage
from desktop.session.ports import DeskStore, LineCommand


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
    """Make an entry durable, in one group with the report that it came from.

    Answered by `Desk.journal_written`, once for each entry, or by `Desk.storage_failed`.
    """

    entry: JournalEntry
    report: JournalEntry | None = None

    @property
    def entries(self) -> tuple[JournalEntry, ...]:
        """What is to be written: the entry, and who reported it."""
        return (self.entry,) if self.report is None else (self.entry, self.report)


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


class StoreQuestion(ABC):
    """Anything else that is asked of the store; who asks knows what to do with the answer.

    Subclasses are values: equal questions are one, and asking one again does no harm. `writes`
    tells a change, which is lost if it cannot be made, from a look, which is not.
    """

    writes: ClassVar[bool] = False

    @abstractmethod
    def ask(self, store: DeskStore, normalise: Callable[[str], str]) -> Any:
        """Ask, on the store's thread; `normalise` gives a number as E.164 where it can."""

    @abstractmethod
    def answer(self, desk: Any, answer: Any) -> None:
        """Tell the desk, on its own thread, what came of it."""


@dataclass(frozen=True, slots=True)
class SearchCases:
    """Look for somebody; answered by `Finding.found` or `Finding.failed`."""

    query: str
    seq: int


@dataclass(frozen=True, slots=True)
class ReadCase:
    """Fetch a chosen file, for a call or to be read; answered by `case_read`."""

    debtor_id: int
    call_id: str | None


Effect = (
    MatchNumber
    | OpenCase
    | AppendJournal
    | SaveOutcome
    | CommandLine
    | LineSaid
    | StoreQuestion
    | SearchCases
    | ReadCase
)
StorageEffect = MatchNumber | OpenCase | AppendJournal | SaveOutcome | StoreQuestion
