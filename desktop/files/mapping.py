"""Which column of a file means what: by its header, or as somebody said for this shape of file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from desktop.domain.case_columns import MAY_STAND_TWICE, REQUIRED, Column
from desktop.domain.row_cells import RowError
from desktop.domain.row_faults import RowFault
from desktop.domain.wording import is_chinese
from desktop.files.format_errors import HeaderError, ImportFormatError, either
from desktop.files.headers import (
    ADDED_UP,
    HEADERS,
    REJECT_HEADERS,
    column_named,
    meaning,
    plain_header,
)

Overrides = Mapping[str, Column | None]
"""By plain header: what it means, or None when it is to be left out."""

SavedOverrides = Callable[[str], Overrides]
"""What was said earlier about files of a shape; empty when nothing was."""


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a file: as `written`, and what each of its columns means to us."""

    written: tuple[str, ...]
    columns: tuple[Column | None, ...]
    shape: str
    own_width: int
    """Without the marks that an earlier import had put at the end."""
    named_width: int
    """Without nameless columns at the end, which spreadsheets add to long rows."""

    @property
    def ignored(self) -> tuple[str, ...]:
        """Headers that mean nothing to us."""
        return tuple(
            text
            for text, column in zip(self.written, self.columns, strict=True)
            if column is None and text.strip() and text not in REJECT_HEADERS
        )

    @property
    def known(self) -> tuple[tuple[str, Column], ...]:
        """Headers with what they mean."""
        pairs = zip(self.written, self.columns, strict=True)
        return tuple((text, column) for text, column in pairs if column is not None)

    def called(self, column: Column) -> str:
        """What the file calls a column."""
        if column in self.columns:
            return self.written[self.columns.index(column)]
        return column.value

    def fitting(self, row: Sequence[str]) -> Sequence[str]:
        """A row with a cell for each column. Raises `RowError` when its cells may stand elsewhere.

        An unquoted comma in an amount makes a row longer and moves every cell behind it.
        """
        width = len(self.columns)
        if len(row) == width == self.named_width:
            return row
        if len(row) < width:
            raise RowError(RowFault.CUT_OFF, None)
        if len(row) > width or any(text.strip() for text in row[self.named_width :]):
            raise RowError(RowFault.CELLS_TOO_MANY, None)
        return row


def read_header(
    written: Sequence[str],
    language: str,
    overrides: Overrides | None = None,
    saved: SavedOverrides | None = None,
) -> Header:
    """The meaning of a header. Raises `HeaderError` that names a missing header.

    What is said now goes before what was saved for the shape, and that before our own table.
    """
    shape = shape_of(written)
    said = {**(saved(shape) if saved else {}), **(overrides or {})}
    columns = tuple(_column(text, said) for text in written)
    marks = len(REJECT_HEADERS)
    is_reject = tuple(written[-marks:]) == REJECT_HEADERS
    header = Header(
        tuple(written),
        columns,
        shape,
        len(written) - marks if is_reject else len(written),
        max((i for i, text in enumerate(written, start=1) if text.strip()), default=0),
    )
    for wanted in REQUIRED:
        if not any(column in columns for column in wanted):
            raise HeaderError(_missing(wanted, language), tuple(zip(written, columns, strict=True)))
    for column in Column:
        named = [text for text, found in zip(written, columns, strict=True) if found is column]
        if len(named) > 1 and not _may_be_several(column, named, said):
            raise HeaderError(_doubled(named, language), tuple(zip(written, columns, strict=True)))
    return header


def recognised(written: Sequence[str], overrides: Overrides | None = None) -> int:
    """How many different columns a row would name if it were the header."""
    return len({_column(text, overrides or {}) for text in written} - {None})


def shape_of(written: Iterable[str]) -> str:
    """A digest of the set of header texts: the same for every file of one shape."""
    texts = {plain_header(text) for text in written} - {*REJECT_HEADERS, ""}
    return hashlib.sha256(json.dumps(sorted(texts)).encode()).hexdigest()


def parse_override(text: str, language: str) -> tuple[str, Column | None]:
    """`客户全名=name`, or `备注2=` to leave a column out. Raises `ImportFormatError`."""
    header, sign, named = text.rpartition("=")
    if not sign or not header.strip():
        raise ImportFormatError(
            either(
                f"“{text}”写法不对，请写成 列名=principal，或 列名= 表示忽略。",
                f"“{text}” is no mapping: write HEADER=principal, or HEADER= to leave it out.",
                language,
            )
        )
    if not named.strip():
        return plain_header(header), None
    column = column_named(named)
    if column is None:
        known = (
            "、".join(c.value for c in Column)
            if is_chinese(language)
            else ", ".join(c.value for c in Column)
        )
        raise ImportFormatError(
            either(
                f"没有“{named}”这一列，可用：{known}。",
                f"There is no column “{named}”; known are {known}.",
                language,
            )
        )
    return plain_header(header), column


def overrides_to_json(overrides: Overrides) -> str:
    """Overrides as text to keep."""
    plain = {header: column.value if column else None for header, column in overrides.items()}
    return json.dumps(plain, ensure_ascii=False, sort_keys=True)


def overrides_from_json(text: str) -> Overrides:
    """Overrides as they were kept; what is not known any more is left to the header's own word."""
    values = {column.value: column for column in Column}
    return {
        header: values.get(value) if value is not None else None
        for header, value in json.loads(text).items()
        if value is None or value in values
    }


def _column(text: str, said: Overrides) -> Column | None:
    plain = plain_header(text)
    return said[plain] if plain in said else meaning(text)


def _may_be_several(column: Column, named: Sequence[str], said: Overrides) -> bool:
    if column is Column.FEES:
        # 罚息 and 违约金 are two fees, 罚息 and 费用 may be one; who says both are fees knows.
        return all(plain_header(text) in ADDED_UP or plain_header(text) in said for text in named)
    return column in MAY_STAND_TWICE


def _missing(wanted: tuple[Column, ...], language: str) -> str:
    if is_chinese(language):
        names = "或".join(f"“{HEADERS[column][0]}”" for column in wanted)
        return f"缺少必需的列 {names}。"
    names = " or ".join(f"“{column.value}”" for column in wanted)
    return f"The required column {names} is missing."


def _doubled(named: Sequence[str], language: str) -> str:
    if is_chinese(language):
        return f"{'、'.join(f'“{text}”' for text in named)}是同一列，请只留一列。"
    return f"{' and '.join(f'“{text}”' for text in named)} mean the same column: keep one."
