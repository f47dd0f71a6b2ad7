"""What every kind of file is to the import: a header, numbered rows, and a file for rejects."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from desktop.domain.case_columns import Column
from desktop.files.format_errors import ImportFormatError, either
from desktop.files.mapping import Header, Overrides, SavedOverrides, read_header, recognised

MOST_HEADER_ROWS = 30
"""Titles and notes may stand above the header, but not without end."""

Source = Any
"""A row as its own kind of file knows it, to write it again as it came."""

Row = tuple[int, Sequence[str], Source]
"""A number as a spreadsheet shows it, the cells as text, and the row as it came."""

Marks = tuple[int, str, str]
"""Of a rejected row: its number, the column to blame, the reason."""


class Table(Protocol):
    """A file of rows that can be read more than once, in constant memory."""

    @property
    def header(self) -> Header:
        """What the columns mean."""
        ...

    @property
    def size(self) -> int:
        """Bytes of the file."""
        ...

    @property
    def position(self) -> int:
        """Bytes of the file that have been read by the latest `rows`."""
        ...

    def rows(self) -> Iterator[Row]:
        """All rows below the header that are not empty.

        Raises `ImportFormatError`, also in between, when the file turns out to be broken.
        """
        ...

    def rejects(self, target: Path) -> AbstractContextManager[Callable[[Source, Marks], None]]:
        """A file of the same kind for rows that are not taken, given as `rows` gave them.

        It appears under its name when the context is left. Raises `ImportFormatError`.
        """
        ...


@dataclass(frozen=True, slots=True)
class Reading:
    """How a file is to be understood."""

    language: str
    overrides: Overrides
    saved: SavedOverrides
    encoding: str | None = None
    """Of a text file, when somebody said so."""

    def header(self, written: Sequence[str]) -> Header:
        """The meaning of a header. Raises `ImportFormatError`."""
        return read_header(written, self.language, self.overrides, self.saved)

    def find_header(self, rows: Iterable[tuple[int, Sequence[str]]]) -> tuple[int, Header]:
        """The first of the rows that can be the header, and its number.

        Raises `ImportFormatError` about the row that came nearest.
        """
        nearest: tuple[int, ImportFormatError] | None = None
        for count, (number, written) in enumerate(rows, start=1):
            try:
                return number, self.header(written)
            except ImportFormatError as error:
                known = recognised(written, self.overrides)
                if nearest is None or known > nearest[0]:
                    nearest = known, error
            if count == MOST_HEADER_ROWS:
                break
        if nearest is None:
            raise ImportFormatError(either("文件是空的。", "The file is empty.", self.language))
        raise nearest[1]


def day_columns(header: Header, days: Iterable[Column]) -> frozenset[int]:
    """Where the days stand."""
    wanted = frozenset(days)
    return frozenset(i for i, column in enumerate(header.columns) if column in wanted)
