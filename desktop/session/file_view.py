"""What the panels show of changes to the files: immutable, and covered like everything else."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.cases import Debt
from desktop.domain.file_changes import FileChange, UndoFault


@dataclass(frozen=True, slots=True)
class ComparedFile:
    """One side of a comparison; numbers are masked."""

    debtor_id: int
    name: str
    external_ref: str
    numbers: tuple[str, ...]
    debts: tuple[Debt, ...]
    contacts: int


@dataclass(frozen=True, slots=True)
class FileHintsView:
    """What the agent may do about the open file.

    `offered_number` is the masked number of the call that the file lacks, `kept_number` the one
    that was just put in; each may be empty. `mine` and `others` are there to be compared, once the
    right person is confirmed.
    """

    offered_number: str = ""
    kept_number: str = ""
    mine: ComparedFile | None = None
    others: tuple[ComparedFile, ...] = ()


@dataclass(frozen=True, slots=True)
class FileChangesView:
    """What can be undone, numbers masked, and why the last undo could not be done."""

    changes: tuple[FileChange, ...]
    fault: UndoFault | None
