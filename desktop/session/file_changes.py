"""What the agent changes in the files: a new one, a number kept, two that become one, and undo."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from desktop.domain.cases import CaseFile, Phone, PhoneKind
from desktop.domain.file_changes import (
    ChangeKind,
    FileChange,
    FilesMerged,
    lacks_number,
    new_record,
)
from desktop.domain.journal import JournalKind
from desktop.domain.matching import MatchReason, NumberMatch
from desktop.domain.moments import day_began_epoch_ms
from desktop.session.desk import Desk
from desktop.session.effects import StoreQuestion
from desktop.session.live_call import LiveCall
from desktop.session.ports import ChangeUndone, DeskStore
from desktop.session.saved_today import AGENTS_OWN_ZONE

Kept = tuple[FileChange | None, CaseFile | None]
Undone = tuple[ChangeUndone | None, Mapping[int, CaseFile]]
Merged = tuple[FilesMerged, CaseFile]


@dataclass(frozen=True, slots=True)
class AddFile(StoreQuestion):
    """Make a file for somebody unknown who called; `number` is what the line said, or empty."""

    writes = True
    call_id: str
    name: str
    number: str
    kind: PhoneKind
    note: str
    at_epoch_ms: int
    language: str

    def ask(self, store: DeskStore, normalise: Callable[[str], str]) -> NumberMatch:
        """The new file, as if it had been found by the number of the call."""
        number = normalise(self.number) if self.number else ""
        record = new_record(
            call_id=self.call_id,
            name=self.name,
            phone=Phone(number, self.number, self.kind) if number else None,
            note=self.note,
            at_epoch_ms=self.at_epoch_ms,
            language=self.language,
        )
        case = store.add_file(record)
        return NumberMatch(case, MatchReason.CHOSEN_BY_AGENT, number, self.kind)

    def answer(self, desk: Desk, answer: NumberMatch) -> None:
        """It is the file of the call, unless that has another one by now."""
        live = desk.calls.get(self.call_id)
        if live is not None and live.case is None:
            desk.open_match(live, answer)


@dataclass(frozen=True, slots=True)
class KeepNumber(StoreQuestion):
    """Put the number of a call into a file."""

    writes = True
    call_id: str
    debtor_id: int
    number: str
    kind: PhoneKind
    at_epoch_ms: int

    def ask(self, store: DeskStore, normalise: Callable[[str], str]) -> Kept:
        """The change, or None when the number stands there already, and the file as it now is."""
        phone = Phone(normalise(self.number), self.number, self.kind)
        change = store.keep_number(self.debtor_id, phone, self.at_epoch_ms)
        return change, store.open_case(self.debtor_id)

    def answer(self, desk: Desk, answer: Kept) -> None:
        """The file has the number, and the call remembers how to undo it."""
        change, case = answer
        live = desk.calls.get(self.call_id)
        files = {self.debtor_id, case.debtor_id if case is not None else self.debtor_id}
        if live is not None and live.draft.debtor_id in files:
            live.kept_number = change
        FileChanges(desk).show(case)


@dataclass(frozen=True, slots=True)
class ListChanges(StoreQuestion):
    """Which changes can be undone: numbers since a time, and every merge."""

    since_epoch_ms: int

    def ask(self, store: DeskStore, _normalise: object) -> tuple[FileChange, ...]:
        """The newest first."""
        return store.file_changes(self.since_epoch_ms)

    def answer(self, desk: Desk, answer: tuple[FileChange, ...]) -> None:
        """The list as it now stands."""
        desk.file_changes = answer


@dataclass(frozen=True, slots=True)
class UndoChange(StoreQuestion):
    """Take one change back; `other_ids` are files that calls may go back to."""

    writes = True
    change_id: int
    at_epoch_ms: int
    other_ids: tuple[int, ...] = ()

    def ask(self, store: DeskStore, _normalise: object) -> Undone:
        """What came of it, and the files as they now are."""
        undone = store.undo_change(self.change_id, self.at_epoch_ms)
        if undone is None or undone.fault is not None:
            return undone, {}
        ids = {undone.debtor_id, undone.shared_id or undone.debtor_id, *self.other_ids}
        found = {debtor_id: store.open_case(debtor_id) for debtor_id in ids}
        return undone, {key: case for key, case in found.items() if case is not None}

    def answer(self, desk: Desk, answer: Undone) -> None:
        """The files are as they were, or the agent is told why not."""
        undone, cases = answer
        if undone is not None:
            FileChanges(desk).undone(self.change_id, undone, cases)


@dataclass(frozen=True, slots=True)
class FindDuplicates(StoreQuestion):
    """Which other files may be the same person as the one that a call has open."""

    call_id: str
    debtor_id: int

    def ask(self, store: DeskStore, _normalise: object) -> tuple[CaseFile, ...]:
        """The likeliest first."""
        return store.likely_duplicates(self.debtor_id)

    def answer(self, desk: Desk, answer: tuple[CaseFile, ...]) -> None:
        """They are offered for comparison while that file is open."""
        live = desk.calls.get(self.call_id)
        if live is not None and live.draft.debtor_id == self.debtor_id:
            live.duplicates = answer


@dataclass(frozen=True, slots=True)
class MergeFiles(StoreQuestion):
    """Put one file into another."""

    writes = True
    kept_id: int
    dropped_id: int
    at_epoch_ms: int

    def ask(self, store: DeskStore, _normalise: object) -> Merged | None:
        """The change and the one file, or None when one of the two is gone."""
        merged = store.merge_files(self.kept_id, self.dropped_id, self.at_epoch_ms)
        case = store.open_case(merged.debtor_id) if merged is not None else None
        return (merged, case) if merged is not None and case is not None else None

    def answer(self, desk: Desk, answer: Merged | None) -> None:
        """Every call that has one of the two open goes on with the one file."""
        if answer is not None:
            FileChanges(desk).merged(*answer)


class FileChanges:
    """Changes to the files behind the calls; a call's own draft is never touched by them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def refresh(self) -> None:
        """Ask for what can be undone."""
        self._desk.undo_fault = None
        self._desk.request(ListChanges(self._day_began_ms))

    def make_file(self, name: str, kind: PhoneKind, note: str) -> None:
        """A file for the caller in front, who has none; the name may be empty."""
        desk, live = self._desk, self._desk.focused
        if live is None or live.case is not None or live.saving is not None:
            return
        number = live.call.ref.number or ""
        question = AddFile(
            live.call_id, name, number, kind, note, desk.clock.now().epoch_ms, desk.language
        )
        desk.request(question)

    def keep_number(self, kind: PhoneKind) -> None:
        """Put the number of the call in front into its file; nobody does this but the agent."""
        live = self._desk.focused
        if live is None or live.case is None or not number_is_offered(live):
            return
        at_ms = self._desk.clock.now().epoch_ms
        number = live.call.ref.number or ""
        self._desk.request(KeepNumber(live.call_id, live.case.debtor_id, number, kind, at_ms))

    def undo_kept_number(self) -> None:
        """Take the number that was just kept out of the file again."""
        live = self._desk.focused
        if live is not None and live.kept_number is not None:
            self._undo(live.kept_number)

    def undo(self, change_id: int) -> None:
        """Take back one change of the list."""
        for change in self._desk.file_changes:
            if change.change_id == change_id:
                self._undo(change)

    def _undo(self, change: FileChange) -> None:
        """A number only on the day it was kept; a merge for as long as nothing contradicts."""
        kept = change.kind is ChangeKind.NUMBER_KEPT
        if kept and change.made_at_epoch_ms < self._day_began_ms:
            return
        marks = (live.before_merge for live in self._desk.calls.values())
        others = tuple(
            key for mark in marks if mark and mark[0] == change.change_id for key in mark[1:]
        )
        now_ms = self._desk.clock.now().epoch_ms
        self._desk.request(UndoChange(change.change_id, now_ms, others))

    def find_duplicates(self) -> None:
        """Look for other files of the person whose file is in front."""
        live = self._desk.focused
        if live is not None and live.case is not None:
            self._desk.request(FindDuplicates(live.call_id, live.case.debtor_id))

    def merge(self, other_id: int, *, keep_other: bool) -> None:
        """Make one file of the open one and a likely duplicate that was compared with it."""
        live = self._desk.focused
        if live is None or live.case is None or live.covered:
            return
        mine = live.case.debtor_id
        if all(case.debtor_id != other_id for case in live.duplicates):
            return
        kept, dropped = (other_id, mine) if keep_other else (mine, other_id)
        self._desk.request(MergeFiles(kept, dropped, self._desk.clock.now().epoch_ms))

    def merged(self, merged: FilesMerged, case: CaseFile) -> None:
        """Calls with either file take the one; what was typed stays, and who was confirmed."""
        for live in self._desk.calls.values():
            key = live.draft.debtor_id
            if key in (merged.gone_id, merged.debtor_id) and live.saving is None:
                live.before_merge = (merged.change.change_id, key)
                live.covered_before_merge = live.covered
                self._take(live, case)

    def undone(self, change_id: int, undone: ChangeUndone, cases: Mapping[int, CaseFile]) -> None:
        """Calls that a merge had moved go back; all others stay with the kept file."""
        desk = self._desk
        desk.undo_fault = undone.fault
        if undone.fault is not None:
            return
        desk.file_changes = tuple(c for c in desk.file_changes if c.change_id != change_id)
        for live in desk.calls.values():
            if live.kept_number is not None and live.kept_number.change_id == change_id:
                live.kept_number = None
            key = live.draft.debtor_id
            if live.saving is not None or key not in (undone.debtor_id, undone.shared_id):
                continue
            back_to = undone.debtor_id
            if live.before_merge is not None and live.before_merge[0] == change_id:
                back_to, live.before_merge = live.before_merge[1], None
                if back_to != undone.debtor_id and live.covered_before_merge:
                    # Whoever was confirmed since, it was the person of the kept file.
                    desk.record_debtor(live, back_to)
            if back_to in cases:
                self._take(live, cases[back_to])

    def show(self, case: CaseFile | None) -> None:
        """A file as it now is, wherever it is open."""
        for live in self._desk.calls.values():
            if case is not None and live.draft.debtor_id == case.debtor_id:
                live.case = case
        self._read_again(case)

    def _read_again(self, case: CaseFile | None) -> None:
        """The file that lies open to be read is the same person's."""
        reading = self._desk.finding.reading
        if reading is not None and case is not None and reading.debtor_id == case.debtor_id:
            self._desk.finding.reading = case

    def _take(self, live: LiveCall, case: CaseFile) -> None:
        """Another file of the same person: who was confirmed stays confirmed."""
        if live.draft.debtor_id != case.debtor_id:
            self._desk.record(live, JournalKind.DEBTOR, {"debtor_id": case.debtor_id})
        live.case = case
        live.duplicates = ()

    @property
    def _day_began_ms(self) -> int:
        return day_began_epoch_ms(self._desk.clock.local(AGENTS_OWN_ZONE))


def number_is_offered(live: LiveCall) -> bool:
    """Whether the call came from a number that its file lacks, and has not been given to it."""
    case, number = live.case, live.call.ref.number
    return case is not None and live.kept_number is None and lacks_number(case, number)
