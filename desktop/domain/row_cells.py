"""Single cells of a row: brought into one form, checked, and read or blamed."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

from desktop.domain.case_columns import LONG_COLUMNS, Column
from desktop.domain.misreading import (
    NESTED,
    NOT_COMPUTED,
    SPREADSHEET_ERRORS,
    MisreadError,
    Misreading,
)
from desktop.domain.references import DIGEST_CHARACTERS
from desktop.domain.row_faults import RowFault
from desktop.domain.written_amounts import read_minor

MOST_CHARACTERS = 500
"""In one cell of one line. What is longer is a broken file, not a name."""

MOST_LONG_CHARACTERS = 1_000_000
"""In a cell with a history."""

LOST_DIGITS = re.compile(r"[0-9](?:\.[0-9]+)?[eE]\+?[0-9]+")
"""What is left of a long number that a spreadsheet took for a quantity."""

_Value = TypeVar("_Value")


class RowError(ValueError):
    """A row that cannot be taken: why, and which column is to blame if one is."""

    def __init__(self, fault: RowFault | Misreading, column: Column | None) -> None:
        super().__init__(fault.value)
        self.fault = fault
        self.column = column


def clean(text: str, column: Column) -> str:
    """A cell in one line. Raises `RowError` when it is no text that anybody wrote."""
    if text.isascii():
        # A number or reference, as nearly all are: there is nothing to bring into form.
        if text.isalnum() and len(text) <= MOST_CHARACTERS:
            return text
    else:
        text = unicodedata.normalize("NFC", text)
    text = " ".join(text.split())
    check(text, MOST_CHARACTERS, column)
    return text


@lru_cache(maxsize=4096)
def often(text: str, column: Column) -> str:
    """The same of a cell that says the same in many rows."""
    return clean(text, column)


def clean_lines(text: str, column: Column) -> str:
    """A cell whose lines are kept apart. Raises `RowError`."""
    if text.isascii() and text.isprintable():
        text = text.strip()
    else:
        plain = text.replace("\r\n", "\n").replace("\r", "\n").strip()
        text = unicodedata.normalize("NFC", plain)
    check(text, MOST_LONG_CHARACTERS if column in LONG_COLUMNS else MOST_CHARACTERS, column)
    return text


def reference(text: str, column: Column) -> str:
    """A customer's or contract's number. Raises `RowError` when digits of it were lost."""
    text = clean(text, column)
    if text[:1].isdigit() and LOST_DIGITS.fullmatch(text):
        raise RowError(Misreading.DIGITS_LOST, column)
    return text


def read(read_text: Callable[[str], _Value], text: str, column: Column) -> _Value | None:
    """What a cell says, None when it is empty. Raises `RowError`."""
    text = often(text, column) if text else text
    return told(read_text, text, column) if text else None


def told(read_text: Callable[[str], _Value], text: str, column: Column) -> _Value:
    """What a text says. Raises `RowError` that blames the column."""
    try:
        return read_text(text)
    except MisreadError as error:
        raise RowError(error.misreading, column) from None


def minor(text: str, currency: str, column: Column) -> int | None:
    """The minor units of an amount, None when the cell is empty. Raises `RowError`."""
    if not text or text.isspace():
        return None
    try:
        return read_minor(text, currency)
    except MisreadError as error:
        check(text.strip(), MOST_CHARACTERS, column)
        raise RowError(error.misreading, column) from None


def check(text: str, most: int, column: Column) -> None:
    """Refuse what is no text that anybody wrote. Raises `RowError`."""
    if len(text) > most:
        raise RowError(RowFault.TOO_LONG, column)
    if text[:1] == "#" and (text in SPREADSHEET_ERRORS or text == NOT_COMPUTED):
        raise RowError(Misreading.SPREADSHEET_ERROR, column)
    if text == NESTED:
        raise RowError(RowFault.NOT_PLAIN, column)


def digest(*parts: str) -> str:
    """A reference that says nothing about the person and is the same in every import."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:DIGEST_CHARACTERS].upper()
