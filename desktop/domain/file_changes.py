"""What an agent changes in the files themselves, and whether it can still be undone."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from desktop.domain.cases import (
    CaseFile,
    CaseRecord,
    Debtor,
    Phone,
    TimelineEntry,
    TimelineKind,
)
from desktop.domain.matching import TAIL_DIGITS
from desktop.domain.names import split_surname
from desktop.domain.wording import is_chinese

REFERENCE_PREFIX = "NEW-"
"""Begins the reference of a file that was made here, so that nobody takes it for a client's."""

_REFERENCE_LENGTH = 12
_SHOWN_DIGITS = 4


class ChangeKind(Enum):
    """What was changed."""

    NUMBER_KEPT = "number_kept"
    FILES_MERGED = "files_merged"


class UndoFault(Enum):
    """Why a change cannot be undone any more."""

    FILE_GONE = "file_gone"
    FILE_IS_BACK = "file_is_back"
    MERGED_ON = "merged_on"
    NEW_DEBTS = "new_debts"


@dataclass(frozen=True, slots=True)
class FileChange:
    """One change that can be undone. `detail` is the number kept, or the other file's name."""

    change_id: int
    made_at_epoch_ms: int
    kind: ChangeKind
    debtor_id: int
    name: str
    detail: str


@dataclass(frozen=True, slots=True)
class FilesMerged:
    """Two files became one under the key `debtor_id`; `gone_id` is the key that was given up."""

    change: FileChange
    debtor_id: int
    gone_id: int


def new_record(
    *,
    call_id: str,
    name: str,
    phone: Phone | None,
    note: str,
    at_epoch_ms: int,
    language: str,
) -> CaseRecord:
    """A file for somebody unknown who called. A call makes one file, however often it is asked."""
    given = name.strip() or _unknown_name(phone.e164 if phone else "", language)
    debtor = Debtor(
        external_ref=f"{REFERENCE_PREFIX}{call_id[:_REFERENCE_LENGTH].upper()}",
        name=given,
        surname=split_surname(name.strip()),
        title="",
    )
    written = TimelineEntry(at_epoch_ms, TimelineKind.NOTE, note.strip())
    return CaseRecord(
        debtor=debtor,
        phones=(phone,) if phone else (),
        debts=(),
        timeline=(written,) if written.text else (),
    )


def lacks_number(case: CaseFile, number: str | None) -> bool:
    """Whether a number is known and stands in a file in no way of writing it."""
    wanted = _last_digits(number or "")
    return bool(wanted) and all(_last_digits(phone.e164) != wanted for phone in case.phones)


def _last_digits(number: str) -> str:
    return "".join(c for c in number if c in "0123456789")[-TAIL_DIGITS:]


def _unknown_name(number: str, language: str) -> str:
    tail = _last_digits(number)[-_SHOWN_DIGITS:]
    words = "未知来电" if is_chinese(language) else "Unknown, called from"
    if not tail:
        return "未知来电" if is_chinese(language) else "Unknown caller"
    return f"{words} …{tail}"
