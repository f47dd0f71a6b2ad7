"""An import beside the running desk, as the window shows it; folded from what the import tells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum


class ImportPhase(Enum):
    """Where an import stands. `CHECKED` means that it was tried and nothing was stored."""

    NOTHING = "nothing"
    CHECKING = "checking"
    CHECKED = "checked"
    IMPORTING = "importing"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"


BUSY_PHASES = frozenset({ImportPhase.CHECKING, ImportPhase.IMPORTING})


@dataclass(frozen=True, slots=True)
class ImportedColumn:
    """A header of the file and the name of what it is taken for; empty when it is left out."""

    header: str
    meaning: str


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that was not taken: its number in a spreadsheet, the column to blame, and why."""

    row: int
    column: str
    reason: str


@dataclass(frozen=True, slots=True)
class ImportView:
    """One import at one moment. `share` is how much of the file was read, 0 to 1."""

    phase: ImportPhase = ImportPhase.NOTHING
    file_name: str = ""
    rows: int = 0
    share: float = 0.0
    columns: tuple[ImportedColumn, ...] = ()
    inserted: int = 0
    updated: int = 0
    rejected: int = 0
    rejects: tuple[RejectedRow, ...] = ()
    rejects_file: str = ""
    sentence: str = ""

    @property
    def is_busy(self) -> bool:
        """Whether it goes on right now."""
        return self.phase in BUSY_PHASES


def begun(file_name: str, *, is_trial: bool) -> ImportView:
    """An import that has just begun."""
    phase = ImportPhase.CHECKING if is_trial else ImportPhase.IMPORTING
    return ImportView(phase, file_name)


def told(view: ImportView, message: Mapping[str, object]) -> ImportView:
    """The import after one line that it told: progress, its report, or why it cannot be done.

    What a line does not say, or says as something else, stays as it was.
    """
    if "error" in message:
        columns = _columns(message)
        return replace(
            view, phase=ImportPhase.FAILED, sentence=str(message["error"]), columns=columns
        )
    report = message.get("report")
    if isinstance(report, Mapping):
        return _reported(view, report)
    total = _count(message, "total_bytes")
    share = min(1.0, _count(message, "bytes") / total) if total else view.share
    return replace(view, rows=_count(message, "rows") or view.rows, share=share)


def finished(view: ImportView, *, by_wish: bool) -> ImportView:
    """The import when its program has ended; one that said nothing at the end was cut off."""
    if not view.is_busy:
        return view
    return replace(view, phase=ImportPhase.STOPPED if by_wish else ImportPhase.FAILED)


def _reported(view: ImportView, report: Mapping[str, object]) -> ImportView:
    done = ImportPhase.CHECKED if view.phase is ImportPhase.CHECKING else ImportPhase.DONE
    return replace(
        view,
        phase=ImportPhase.STOPPED if report.get("stopped") else done,
        rows=_count(report, "rows_read"),
        share=1.0,
        inserted=_count(report, "inserted"),
        updated=_count(report, "updated"),
        rejected=_count(report, "rejected"),
        columns=_columns(report),
        rejects=tuple(
            RejectedRow(_count(entry, "row"), str(entry.get("column", "")), str(entry["reason"]))
            for entry in _entries(report, "rejects")
            if "reason" in entry
        ),
        rejects_file=str(report.get("rejects_file") or ""),
    )


def _columns(report: Mapping[str, object]) -> tuple[ImportedColumn, ...]:
    known, left_out = report.get("columns"), report.get("left_out")
    found = known.items() if isinstance(known, Mapping) else ()
    others = left_out if isinstance(left_out, list) else ()
    return (
        *(ImportedColumn(str(header), str(meaning)) for header, meaning in found),
        *(ImportedColumn(str(header), "") for header in others),
    )


def _entries(report: Mapping[str, object], name: str) -> list[Mapping[str, object]]:
    entries = report.get(name)
    if not isinstance(entries, list):
        return []
    return [entry for entry in entries if isinstance(entry, Mapping)]


def _count(message: Mapping[str, object], name: str) -> int:
    value = message.get(name)
    return value if isinstance(value, int) and value > 0 else 0
