"""Imports a portfolio file: every row goes into the store whole, or to the rejects with its reason.

The file is read through once before anything is stored, so a file that turns out not to be CSV
changes nothing. Rows are stored in batches, so an agent who saves meanwhile never waits for a
whole file; importing a file again, also after an interruption, doubles nothing.
"""

from __future__ import annotations

import csv
import zoneinfo
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Protocol

from desktop.domain.case_gathering import CaseGatherer
from desktop.domain.case_rows import CaseRowReader, RowError
from desktop.domain.cases import CaseRecord
from desktop.domain.row_faults import explain
from desktop.domain.wording import is_chinese
from desktop.files.csv_rows import (
    MOST_LINE_CHARACTERS,
    Header,
    ImportFormatError,
    not_text,
    read_table,
    reject_cells,
    reject_header,
)

BATCH_ROWS = 500

_BOM = b"\xef\xbb\xbf"


class Counts(Protocol):
    """How many debtors of a batch were new to the store and how many it knew."""

    @property
    def inserted(self) -> int:
        """Debtors that the store did not have."""
        ...

    @property
    def updated(self) -> int:
        """Debtors that it had."""
        ...


@dataclass(frozen=True, slots=True)
class Reject:
    """A row that was not taken, and why, in the chosen language.

    `row` is its number as a spreadsheet counts; `column` is what the file calls the column to
    blame, empty for the row as a whole.
    """

    row: int
    column: str
    reason: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did. `inserted` and `updated` count debtors and are 0 in a dry run.

    `ignored_headers` are columns that mean nothing to us; a misspelt header is among them.
    """

    rows_read: int
    inserted: int
    updated: int
    rejected: int
    rejects: tuple[Reject, ...]
    ignored_headers: tuple[str, ...] = ()


def import_file(
    path: Path,
    *,
    normalise: Callable[[str], str | None],
    upsert: Callable[[Iterable[CaseRecord]], Counts],
    language: str,
    dry_run: bool = False,
    rejects: Path | None = None,
) -> ImportReport:
    """Import a CSV file in UTF-8, with or without a byte order mark.

    `normalise` turns a written number into E.164 or None; `upsert` stores a batch of files. Amounts
    without a stamp of their own are as of the day the file was last changed. The rejects file, when
    one is asked for, has the columns and the encoding of the file; it is written in a dry run too,
    and without rejects it holds the header alone.

    Raises `ImportFormatError` before anything is stored when the file cannot be imported at all;
    also when the rejects cannot be written, and whatever `upsert` raises: then some batches may be
    stored, and importing again completes them.
    """
    _check_paths(path, rejects, language)
    with closing(_lines(path, language)) as lines:
        header, rows = read_table(lines, language)
        for _ in rows:
            pass  # Nothing is stored before the whole file is known to be readable.
    reader = CaseRowReader(normalise, _last_changed(path), zoneinfo.available_timezones())
    encoding = "utf-8-sig" if _has_bom(path) else "utf-8"
    with (
        _rejects_file(rejects, header, encoding, language) as put_aside,
        closing(_lines(path, language)) as lines,
    ):
        _, rows = read_table(lines, language)
        stored_by = None if dry_run else upsert
        return _import_rows(header, rows, reader, stored_by, put_aside, language)


def _import_rows(
    header: Header,
    rows: Iterable[tuple[int, Sequence[str]]],
    reader: CaseRowReader,
    upsert: Callable[[Iterable[CaseRecord]], Counts] | None,
    put_aside: Callable[[Sequence[str], Reject], None],
    language: str,
) -> ImportReport:
    gatherer = CaseGatherer()
    rejects: list[Reject] = []
    rows_read = inserted = updated = 0
    records_stored = 0

    def store_batch() -> None:
        nonlocal inserted, updated, records_stored
        records = gatherer.take()
        if upsert is not None and records:
            counts = upsert(records)
            inserted += counts.inserted
            updated += counts.updated
            records_stored += len(records)

    for number, written in rows:
        rows_read += 1
        try:
            gatherer.add(reader.read(header.cells(written)))
        except RowError as error:
            column = header.called(error.column) if error.column else ""
            reject = Reject(number, column, explain(error.fault, language))
            put_aside(written, reject)
            rejects.append(reject)
        if gatherer.row_count == BATCH_ROWS:
            store_batch()
    store_batch()
    if records_stored:
        # A debtor whose rows are scattered over several batches is still one debtor.
        updated -= records_stored - gatherer.debtor_count
    return ImportReport(rows_read, inserted, updated, len(rejects), tuple(rejects), header.ignored)


@contextmanager
def _rejects_file(
    target: Path | None, header: Header, encoding: str, language: str
) -> Iterator[Callable[[Sequence[str], Reject], None]]:
    """A file that takes rejected rows; it appears under its name when all went well."""
    if target is None:
        yield lambda _written, _reject: None
        return
    part = target.with_name(f"{target.name}.part")
    with _told_plainly(part, language):
        handle = part.open("w", encoding=encoding, newline="")
    try:
        writer = csv.writer(handle)
        writer.writerow(reject_header(header))

        def put_aside(written: Sequence[str], reject: Reject) -> None:
            marks = (str(reject.row), reject.column, reject.reason)
            with _told_plainly(target, language):
                writer.writerow(reject_cells(header, written, marks))

        yield put_aside
        with _told_plainly(target, language):
            handle.close()
            part.replace(target)
    except BaseException:
        with suppress(OSError):  # The first failure is the one to tell.
            handle.close()
        part.unlink(missing_ok=True)
        raise


def _lines(path: Path, language: str) -> Generator[str, None, None]:
    """The lines of a file, never more than a fixed length of it in memory."""
    with _told_plainly(path, language), path.open(encoding="utf-8-sig", newline="") as handle:
        try:
            while line := handle.readline(MOST_LINE_CHARACTERS):
                yield line
        except UnicodeDecodeError:
            raise ImportFormatError(not_text(language)) from None


def _check_paths(path: Path, rejects: Path | None, language: str) -> None:
    zh = is_chinese(language)
    if path.is_dir():
        raise ImportFormatError("这是文件夹，不是文件。" if zh else "This is a folder, not a file.")
    if not path.exists():
        raise ImportFormatError("没有这个文件。" if zh else "There is no such file.")
    if not path.is_file():
        raise ImportFormatError("这不是普通文件。" if zh else "This is not an ordinary file.")
    if rejects is not None and rejects.resolve() == path.resolve():
        raise ImportFormatError(
            "退回的行不能写回正在导入的文件。"
            if zh
            else "The rejects cannot be written over the file that is imported."
        )


@contextmanager
def _told_plainly(path: Path, language: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ImportFormatError(
            f"无法读写 {path.name}：{error.strerror}。"
            if is_chinese(language)
            else f"Cannot read or write {path.name}: {error.strerror}."
        ) from error


def _has_bom(path: Path) -> bool:
    with path.open("rb") as handle:
        return handle.read(len(_BOM)) == _BOM


def _last_changed(path: Path) -> date:
    return datetime.fromtimestamp(path.stat().st_mtime, tz=UTC).astimezone().date()
