"""Keeps a spreadsheet from running what stands in a text, and takes the guard off again.

A text that begins like a formula gets an apostrophe before it, which spreadsheets and we take
away. Text that already begins with such an apostrophe gets another: nothing is changed for good.
"""

from __future__ import annotations

import re

_RUNS = "=+\\-@\\t\\r＝＋－＠"
_NEEDS_GUARD = re.compile(f"[{_RUNS}]|'+[{_RUNS}0-9]")
_IS_GUARDED = re.compile(f"'+[{_RUNS}0-9]")


def guarded(text: str) -> str:
    """A text as it is written into a cell of a CSV file."""
    return f"'{text}" if _NEEDS_GUARD.match(text) else text


def unguarded(text: str) -> str:
    """A cell of a CSV file without its guard; also `'6222…`, a number kept as text."""
    return text[1:] if _IS_GUARDED.match(text) else text
